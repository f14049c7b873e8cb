"""The chapter title that a spoken heading gives: its question without lead-in, and with what the question refers to."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from pipeline.content.interview.questions import (
    asking_clauses,
    asks,
    confirms,
    content,
    opens_asking,
    points_back,
    stands_alone,
    thrown_in,
    trim,
    wants_nod,
)
from pipeline.content.lexicon.speech import ADDRESSES
from pipeline.content.text.ellipsis import shorten, shorten_front
from pipeline.content.text.pattern import compiled
from pipeline.content.text.quotations import paired
from pipeline.content.text.sentences import ends_asking, sentences

LIMIT = 100
_FULL_STOP = re.compile(r"(?<![.。])[.。]$")
_SMILEY = re.compile(r"(?<=\S)\s+[:;]-?[)DP](?=\s*$)")
FAR = 2_000  # characters of a heading that are searched for a title

# Reported speech inside a heading that goes on; a question read out for the audience is introduced otherwise, or comes at the end.
_TELLING = "|".join(rf"(?<=\b{verb}{sign} .)" for verb in ("say", "says", "said", "saying", "like", "thought") for sign in ("", ",", ":"))
_QUOTATION = rf"""[“"](?i:{_TELLING})(?:(?<=“)[^“”]*”|(?<=")[^"]*")(?!\W*$)"""  # begins with signs to which Python skips


class Reading(NamedTuple):
    """A heading's sentences, and the indices of those that ask: with a question mark, or without one if no sentence has one.

    If some have one, the other sentences are `open`: they may be questions too, and are considered only if no marked question gives a
    title. `names` are the words, in lower case, with which the name of somebody addressed may begin.
    """

    sentences: tuple[str, ...]
    asked: tuple[int, ...]
    open: tuple[int, ...] = ()
    names: frozenset[str] = frozenset()

    def requests(self) -> Iterator[int]:
        """The indices of open sentences that ask."""
        return (number for number in self.open if asks(self.sentences[number]))

    def trimmed(self, number: int) -> str:
        """A sentence without its lead-in."""
        return trim(self.sentences[number], self.names)


NOTHING = Reading((), ())


def read(text: str, names: frozenset[str] = frozenset()) -> Reading:
    """The sentences of a heading without editorial asides. `names` are people's first names, in lower case."""
    text, names = _SMILEY.sub("", text[:FAR]), names | ADDRESSES
    found = sentences(text)
    quoted = _quoted(text, found)
    own = [number for number in range(len(found)) if number not in quoted]
    marked = [number for number in own if ends_asking(found[number])]
    if marked:
        return Reading(found, tuple(marked), tuple([number for number in own if number not in marked]), names)
    return Reading(found, tuple([number for number in own if asks(found[number])]), (), names)


def _quoted(text: str, found: tuple[str, ...]) -> frozenset[int]:
    """The indices of sentences that begin or end inside a quotation, which somebody else said."""
    quotations = compiled(_QUOTATION).finditer(text) if "“" in text or '"' in text else ()
    amid = [range(quotation.start() + 1, quotation.end() - 1) for quotation in quotations]
    if not amid:
        return frozenset()
    cursor, quoted = 0, set()
    for index, sentence in enumerate(found):
        start = text.index(sentence, cursor)
        cursor = start + len(sentence)
        if any(start in inside or cursor in inside for inside in amid):
            quoted.add(index)
    return frozenset(quoted)


@lru_cache(maxsize=512)
def title(reading: Reading) -> str | None:
    """The chapter title of a spoken heading; None if it asks nothing that a listener could look for."""
    best = _choose(reading) if reading.asked else None
    if best is None:
        return None
    number, question = best
    alone = stands_alone(question)
    if alone and (_longer(question, 3) or content(question) > 1):
        return _fit(question)
    if context := _context(reading, number):
        return _joined(context, question)
    behind = () if alone else (other for other in sorted((*reading.asked, *reading.requests())) if other > number)
    following = next(map(reading.trimmed, behind), None)
    if following and content(f"{question} {following}") > 1:
        return _whole(lambda limit: shorten(f"{question} {following}", limit))
    return _fit(question)


def terse(reading: Reading) -> str | None:
    """The title of a heading that is one short question, and may also be only thrown in: `Any advice?`, `And the license?`"""
    worded = [number for number, sentence in enumerate(reading.sentences) if any(map(str.isalpha, sentence))]  # `4.` is none
    if not worded or [*reading.asked] != worded or wants_nod(reading.sentences[-1]):
        return None
    question = reading.trimmed(reading.asked[0])
    return _fit(question) if _longer(question, 1) and content(question) > 0 and stands_alone(question) and not confirms(question) else None


def _choose(reading: Reading) -> tuple[int, str] | None:
    """The first question that stands alone, else the first one; marked questions come before requests.

    An interjection (`Why not?`) counts only if there is nothing else, and only behind a sentence that gives it a meaning.
    """
    wanted: list[tuple[int, str]] = []
    serious: list[tuple[int, str]] = []
    for numbers in (reading.asked, reading.requests()):
        for number, question in _wanted(reading, numbers):
            wanted.append((number, question))
            if not thrown_in(question):
                serious.append((number, question))
                if stands_alone(question) and _says_enough(question):
                    return _named_before(serious) or (number, question)
        if serious:
            break
    alone = ((number, question) for number, question in serious if stands_alone(question))
    led = ((number, question) for number, question in sorted(wanted) if opens_asking(question) and _context(reading, number))
    return next(chain(alone, serious, led), None)


def _named_before(asked: list[tuple[int, str]]) -> tuple[int, str] | None:
    """The short question that names what the last of these goes on about: `What is Rind? Why did you build it?`"""
    if not points_back(asked[-1][1]):
        return None
    return next(((number, question) for number, question in asked[:-1] if content(question) > 0 and stands_alone(question)), None)


def _wanted(reading: Reading, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The questions among these sentences that want more than assent, without their lead-ins."""
    for number in numbers:
        if not wants_nod(reading.sentences[number]) and not confirms(question := reading.trimmed(number)):
            yield number, question


def _longer(text: str, words: int) -> bool:
    return len(text.split(None, words)) > words


def _says_enough(question: str) -> bool:
    return _longer(question, 4) or content(question) > 1


def _context(reading: Reading, number: int) -> str | None:
    """The nearest sentence before a question that says something."""
    for before in range(number - 1, -1, -1):
        bare = reading.trimmed(before)
        if content(bare) > 0 and _says_enough(bare):
            return bare
    return None


def _joined(context: str, question: str) -> str:
    """A question behind the end of the sentence that it refers to; if it leaves no room for that, the beginning of both."""
    if len(question) + 1 <= LIMIT * 3 // 4:
        return _whole(lambda limit: f"{shorten_front(context, limit - len(question) - 1)} {question}")
    return _whole(lambda limit: shorten(f"{context} {question}", limit)) if len(context) <= LIMIT * 3 // 4 else _fit(question)


def _fit(question: str) -> str:
    """At most a title's length: the clause that asks if that is enough, else cut at a word. A title has no full stop at its end."""
    if len(question) <= LIMIT:
        return paired(question if ends_asking(question) else _FULL_STOP.sub("", question))
    clauses = (clause for clause in asking_clauses(question) if len(clause) <= LIMIT and content(clause) > 1 and stands_alone(clause))
    return paired(next(clauses, "")) or _whole(lambda limit: shorten(question, limit))


def _whole(cut: Callable[[int], str]) -> str:
    """The result of a cut with its quotation marks completed; the cut is made shorter if they need room."""
    cuts = ((cut(limit), limit) for limit in range(LIMIT, 0, -1))
    return next(whole for text, limit in cuts if len(whole := paired(text)) - len(text) <= LIMIT - limit)
