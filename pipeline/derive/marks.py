"""The author's own times: which of them are possible, and where a post is by them alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import count
from operator import attrgetter
from typing import NamedTuple

from pipeline.content.post import Post
from pipeline.content.problem import MISTIMED, Place, Problem, Severity
from pipeline.content.text.timecode import label
from pipeline.derive.alignment import Alignment, Placed

_NOWHERE = Placed(None, None, 0.0)


class Mark(NamedTuple):
    """The author's time `at`, in milliseconds, for the beginning of a block: a heading, a paragraph or an item of a list, by index and line."""

    block: int
    line: int
    at: int


def by_author(post: Post, duration: int | None) -> Alignment | None:
    """The headings and paragraphs with a time of the author's own; None if there is no such time. For `duration` see `consistent`."""
    given = [Mark(block, line, at) for block, (line, at) in enumerate(_blocks(post)) if at is not None]
    if not given:
        return None
    kept, problems = consistent(given, post.path, duration)
    own = {mark.block: Placed(mark.at, mark.at, 1.0) for mark in kept}
    placed = (own.get(block, _NOWHERE) for block in count())
    headings: list[Placed] = []
    turns: list[Placed] = []
    paragraphs: list[Placed] = []
    for section in post.sections:
        headings += [next(placed)] if section.heading else []
        for turn in section.turns:
            spoken = [next(placed) for _ in turn.paragraphs]
            turns.append(spoken[0] if spoken else _NOWHERE)
            paragraphs += spoken
    return Alignment(tuple(headings), tuple(turns), tuple(paragraphs), (), 0.0, problems=problems)


def _blocks(post: Post) -> Iterator[tuple[int, int | None]]:
    """The line and the author's time of each heading and paragraph, in order."""
    for section in post.sections:
        if section.heading:
            yield section.heading.line, section.heading.at
        for turn in section.turns:
            for paragraph, at in turn.noted:
                yield paragraph.line, at


def consistent(given: Sequence[Mark], path: str, duration: int | None) -> tuple[tuple[Mark, ...], tuple[Problem, ...]]:
    """The longest selection of times that do not contradict each other, and a problem for each of the others.

    `duration` is the recording's in milliseconds, if known: no time can be beyond it.
    """
    kept = _ascending([mark for mark in given if not duration or mark.at < duration])
    used = frozenset(kept)
    return tuple(kept), tuple(_problem(mark, kept, path, duration) for mark in given if mark not in used)


def _ascending(given: Sequence[Mark]) -> list[Mark]:
    """The longest selection whose times never decrease (patience sorting)."""
    tails: list[int] = []
    before: list[int] = []
    for n, mark in enumerate(given):
        pile = bisect_right(tails, mark.at, key=lambda tail: given[tail].at)
        before.append(tails[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [n]
    chosen, n = [], tails[-1] if tails else -1
    while n >= 0:
        chosen.append(given[n])
        n = before[n]
    return chosen[::-1]


def _problem(mark: Mark, kept: Sequence[Mark], path: str, duration: int | None) -> Problem:
    if duration and mark.at >= duration:
        return mistimed(mark, path, f"is after the end of the recording ({label(duration)})")
    later, behind = bisect_right(kept, mark.at, key=attrgetter("at")), bisect_left(kept, mark.block, key=attrgetter("block"))
    other = kept[min(later, behind)]  # the first that is written before and said later, or written behind and said before
    return mistimed(mark, path, f"contradicts {label(other.at)} in line {other.line}")


def mistimed(mark: Mark, path: str, objection: str, *, used: bool = False) -> Problem:
    """A warning about a time that cannot be right, and whether it is used all the same; `objection` goes on after the time."""
    hint = "it is used; listen, and correct it if it is wrong" if used else "correct it; until then it is not used"
    return Problem(Place(path, mark.line), f"the time {label(mark.at)} {objection}", hint, Severity.WARNING, MISTIMED)
