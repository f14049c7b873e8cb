"""The result of alignment: where an edited post is on the clock of its recording."""

from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from typing import NamedTuple

from pipeline.content.problem import Problem


class Candidate(NamedTuple):
    """A place (in ms) where a heading may have been asked, with the caption words around it; a bar marks the place itself."""

    start: int
    confidence: float
    context: str


class Placed(NamedTuple):
    """Start and end in milliseconds, and how sure that is (0 to 1).

    If `start` is None, it abstained, and `candidates` are the two best places.
    """

    start: int | None
    end: int | None
    confidence: float
    candidates: tuple[Candidate, ...] = ()


class Utterance(NamedTuple):
    """A run of edited words by one speaker, with the times in milliseconds at which each word starts and ends; they never decrease.

    `line` is that of the heading or paragraph that the words are in; `close` are the indices of words that follow the one before without a
    blank.
    """

    line: int
    speaker: str | None
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    close: frozenset[int] = frozenset()


class Alignment(NamedTuple):
    """Where an edited post is: `headings` is parallel to `Post.headings`, `turns` to `Post.turns`, `paragraphs` to those of the turns.

    `utterances` are all spoken words of the post in order, without those that could not be placed. `matched` is the share of the post's
    spoken words found in the captions. `offset` is the number of milliseconds added to the captions' times because, by the author's times,
    they run on another clock. `problems` say what is wrong with the captions or the author's times; an error among them means that the
    captions were refused.
    """

    headings: tuple[Placed, ...]
    turns: tuple[Placed, ...]
    paragraphs: tuple[Placed, ...]
    utterances: tuple[Utterance, ...]
    matched: float
    offset: int = 0
    problems: tuple[Problem, ...] = ()


def starts(placed: Iterable[Placed]) -> Iterator[int | None]:
    """When these begin, then None without end: what is not aligned has no time."""
    return chain((one.start for one in placed), repeat(None))
