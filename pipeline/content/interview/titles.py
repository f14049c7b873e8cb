"""The chapter title that a spoken heading gives: its question, without lead-in, and with what the question speaks of."""

from dataclasses import dataclass
from itertools import chain

from pipeline.content.interview.questions import (
    asking_clauses,
    asks,
    content,
    opens_asking,
    reacts,
    stands_alone,
    thrown_in,
    trim,
    unquoted,
    wants_nod,
)
from pipeline.content.words import sentences, shorten, shorten_front, without_asides

LIMIT = 100
_FAR = 2_000  # of a heading as long as a chapter of a book, the rest gives no title


@dataclass(frozen=True, slots=True)
class Reading:
    """A heading's sentences, and those that ask: their numbers and their words without lead-in. `names` are first names of people."""

    sentences: tuple[str, ...]
    asked: tuple[tuple[int, str], ...]
    names: tuple[str, ...] = ()


NOTHING = Reading((), ())


def read(text: str, names: tuple[str, ...] = ()) -> Reading:
    """The sentences of a heading without editorial asides."""
    found = sentences(without_asides(text[:_FAR]))
    return Reading(found, tuple((index, trim(sentence, names)) for index, sentence in enumerate(found) if asks(sentence)), names)


def title(reading: Reading) -> str | None:
    """The chapter title of a spoken heading, None where it asks nothing that a listener could look for."""
    best = _choose(reading)
    if best is None:
        return None
    index, question = best
    context = _context(reading.sentences[:index], reading.names)
    if stands_alone(question) and (_says_enough(question) or len(question.split()) > 3 or not context):
        return _fit(question)
    if context:
        return _joined(context, question)
    following = next((other for number, other in reading.asked if number > index), None)
    if following and content(f"{question} {following}") > 1:
        return shorten(f"{question} {following}", LIMIT)
    return _fit(question)


def _choose(reading: Reading) -> tuple[int, str] | None:
    """The first question that stands alone, else the first that has its meaning from the sentence before, else the first of all.

    A `Why not?` thrown in counts only behind a sentence that gives it its meaning.
    """
    wanted = [(index, question) for index, question in reading.asked if not wants_nod(reading.sentences[index])]
    serious = [(index, question) for index, question in wanted if not thrown_in(question)]
    alone = [(index, question) for index, question in serious if stands_alone(question)]
    full = ((index, question) for index, question in alone if _says_enough(question))
    led = ((index, question) for index, question in wanted if opens_asking(question) and _context(reading.sentences[:index], reading.names))
    return next(chain(full, alone, serious, led), None)


def _says_enough(question: str) -> bool:
    return content(question) > 1 or len(question.split()) > 4


def _context(before: tuple[str, ...], names: tuple[str, ...]) -> str | None:
    """The nearest sentence before a question that says something."""
    for sentence in reversed(before):
        bare = trim(sentence, names)
        if content(bare) > 0 and _says_enough(bare) and not reacts(bare):
            return bare
    return None


def _joined(context: str, question: str) -> str:
    """A question behind the end of the sentence that it speaks of; where the question leaves no room, the beginning of both."""
    room = LIMIT - len(question) - 1
    if room >= LIMIT // 4:
        return f"{shorten_front(context, room)} {question}"
    return shorten(f"{context} {question}", LIMIT) if len(context) <= LIMIT * 3 // 4 else _fit(question)


def _fit(question: str) -> str:
    """At most a title's length: the clause that asks where that is enough, else cut at a word."""
    if len(question) <= LIMIT:
        return question
    clauses = (clause for clause in asking_clauses(question) if len(clause) <= LIMIT and content(clause) > 1 and stands_alone(clause))
    return next(clauses, None) or unquoted(shorten(question, LIMIT))
