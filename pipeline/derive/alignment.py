"""Where an edited post stands on the clock of its recording: the values that alignment gives and others read."""

from typing import NamedTuple

from pipeline.content.problem import Problem


class Candidate(NamedTuple):
    """A place where a heading may have been asked, with the caption words around it; the place itself is marked with a bar."""

    start: int
    confidence: float
    context: str


class Placed(NamedTuple):
    """Start and end in milliseconds and how sure that is (0 to 1). `start` None: abstained, then `candidates` hold the best two."""

    start: int | None
    end: int | None
    confidence: float
    candidates: tuple[Candidate, ...] = ()


class Utterance(NamedTuple):
    """A run of edited words by one speaker, with the milliseconds at which each word starts and ends, which never fall.

    `line` is the line of the heading or paragraph that the words stand in; `close` are the numbers of those that are written right behind
    the one before, without a blank.
    """

    line: int
    speaker: str | None
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    close: frozenset[int] = frozenset()


class Alignment(NamedTuple):
    """`headings` is parallel to `Post.headings`, `turns` to `Post.turns`, `paragraphs` to the paragraphs of those turns in order.

    `utterances` are all spoken words of the post in order; what could not be placed is not among them.
    `matched` is the share of the post's spoken words found in the captions. `offset` was added to the captions' times, in
    milliseconds, because the author's times say that their clock is another one. `problems` say what is wrong with the
    captions or the author's times; an error among them means that the captions were refused and nothing is placed.
    """

    headings: tuple[Placed, ...]
    turns: tuple[Placed, ...]
    paragraphs: tuple[Placed, ...]
    utterances: tuple[Utterance, ...]
    matched: float
    offset: int = 0
    problems: tuple[Problem, ...] = ()
