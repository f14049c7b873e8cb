"""The sections of a post to start from: a heading with its time, and below it who says what, in paragraphs."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from pipeline.content.interview.questions import opens_asking, thrown_in, trim, wants_nod
from pipeline.content.listed import LEAD
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.timecode import SECOND
from pipeline.content.text.words import join
from pipeline.derive.skeleton.discourse import addresses
from pipeline.derive.skeleton.roles import Turn
from pipeline.derive.skeleton.speech import Sentence
from pipeline.derive.verbatim import LONGEST, PARAGRAPH

_BRIEF = 45  # words: a host's turn up to this length belongs to the heading as a whole
_ANSWER = 12  # words, at least, in an answer
_LONG_ANSWER = 30  # the same if no mark shows that somebody else speaks
_APART = 20 * SECOND  # questions nearer to each other count as one
_SILENCE = 600  # milliseconds at which a paragraph that is long enough ends


class Passage(NamedTuple):
    """A paragraph, and whether the host says it (None if unknown). `speaker` is the captions' name for whoever says it."""

    text: str
    host: bool | None
    speaker: str | None = None


@dataclass(slots=True)
class Section:
    """A heading that begins at `start` (ms), and what is said below it. `asked` means that the heading is spoken by the host."""

    heading: str
    start: int
    asked: bool = False
    passages: list[Passage] = field(default_factory=list)


def by_chapters(chapters: Sequence[tuple[int, str]], turns: Sequence[Turn]) -> tuple[Section, ...]:
    """YouTube's chapters, each with what is said in it."""
    ordered = sorted((start, squeeze(title)) for start, title in chapters)
    edges = [start - LEAD for start, _ in ordered[1:]]
    sections = [Section(title, start) for start, title in ordered]
    at = 0
    for turn in turns:
        rest = list(turn.sentences)
        while rest:
            while at < len(edges) and rest[0].start >= edges[at]:
                at += 1
            count = next((n for n, one in enumerate(rest) if at < len(edges) and one.start >= edges[at]), len(rest))
            sections[at].passages += _passages(turn._replace(sentences=tuple(rest[:count])))
            rest = rest[count:]
    return tuple(sections)


def by_questions(turns: Sequence[Turn], introduction: str) -> tuple[Section, ...]:
    """A section for each question that is answered; what comes before the first one has the heading `introduction`.

    If no marks show that a question is answered, a long answer does; if a talk has no long answers, shorter ones count.
    """
    found: tuple[Section, ...] = ()
    for enough in (_LONG_ANSWER, _ANSWER):
        found = _by_questions(turns, introduction, enough)
        if any(section.asked for section in found):
            break
    return found


def _by_questions(turns: Sequence[Turn], introduction: str, enough: int) -> tuple[Section, ...]:
    sections = [Section(introduction, 0)]
    replies = [number for number, turn in enumerate(turns) if turn.length > 3]
    for number, turn in enumerate(turns):
        reply = bisect_right(replies, number)
        following = turns[replies[reply]] if reply < len(replies) else None
        answered = following is not None and following.host is not turn.host and following.length >= _ANSWER
        for part in _parts(turn, answered, enough, sections[-1].start):
            if isinstance(part, Section):
                sections.append(part)
            else:
                sections[-1].passages += _passages(part, below=sections[-1])
    return tuple(section for section in sections if section.asked or section.passages)


def _parts(turn: Turn, answered: bool, enough: int, last: int) -> Iterator[Turn | Section]:
    """A turn cut at its questions: what is said before one, the question, and what is said after it, which is somebody else's."""
    begun, host = 0, turn.host
    for at in _questions(turn, answered, enough):
        first = _opening(turn, begun, at)
        if begun and turn.sentences[first].start - last < _APART:
            continue
        if first > begun:
            yield Turn(turn.sentences[begun:first], host, turn.speaker)
        yield Section(_capital(join([one.text for one in turn.sentences[first : at + 1]])), turn.sentences[first].start, asked=True)
        begun, last, host = at + 1, turn.sentences[first].start, bool(turn.speaker) and turn.host
    if begun < len(turn.sentences):
        yield Turn(turn.sentences[begun:], host, turn.speaker)


def _questions(turn: Turn, answered: bool, enough: int) -> Iterator[int]:
    """The indices of sentences in a turn with which somebody is asked and answers.

    That is the last question of a host's turn, else one that addresses somebody and is answered with `enough` words.
    """
    said = turn.sentences
    behind = list(accumulate(one.length for one in said))
    ahead = [behind[-1] - words for words in behind]
    asking = [at for at, one in enumerate(said) if _is_question(one, turn)]
    for at in asking:
        one = said[at]
        asked_last = turn.host is True and at == asking[-1] and answered and ahead[at] <= _BRIEF
        nearest = next((other for other in asking if other > at), None)
        answer = ahead[at] - (ahead[nearest - 1] if nearest else 0)
        put = addresses(one.text) and (opens_asking(trim(one.text)) or turn.host is None) and one.length > 4
        if asked_last or (put and answer >= enough and turn.host is not False and not turn.speaker):
            yield at


def _is_question(sentence: Sentence, turn: Turn) -> bool:
    """Whether a sentence is a question by itself, or ends a host's turn that says what it is about."""
    if not sentence.asks or wants_nod(sentence.text) or thrown_in(sentence.text):
        return False
    return sentence.length > 3 or (turn.host is True and turn.length > 2 * sentence.length)


def _opening(turn: Turn, begun: int, at: int) -> int:
    """The sentence with which a question's heading begins: the first of the host's turn if that is short, else the first question there."""
    if turn.host and sum(one.length for one in turn.sentences[begun : at + 1]) <= _BRIEF:
        return begun
    first = at
    while first > begun and turn.sentences[first - 1].asks and sum(one.length for one in turn.sentences[first - 1 : at + 1]) <= _BRIEF:
        first -= 1
    return first


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _passages(turn: Turn, below: Section | None = None) -> Iterator[Passage]:
    """A turn's paragraphs. Below a question, if no mark shows who speaks, they are the answer."""
    host = False if below and below.asked and turn.host is None and not below.passages else turn.host
    for paragraph in _paragraphs(turn.sentences):
        yield Passage(join([one.text for one in paragraph]), host, turn.speaker)


def _paragraphs(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences grouped into paragraphs: one ends at a silence once it is long enough, and at any sentence when it is too long."""
    paragraph: list[Sentence] = []
    length = 0
    for sentence in sentences:
        if paragraph and (length >= LONGEST or (length >= PARAGRAPH and sentence.pause >= _SILENCE)):
            yield paragraph
            paragraph, length = [], 0
        paragraph.append(sentence)
        length += sentence.length
    if paragraph:
        yield paragraph
