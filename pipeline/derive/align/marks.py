"""The author's own times: they win, they hold their neighbours in place, and they tell when the captions run on another clock."""

from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from statistics import median_low
from typing import NamedTuple

from pipeline.content.clock import label
from pipeline.content.problem import Place, Problem, Severity
from pipeline.derive.align.script import Script

# People's own marks of the same moment lie within three seconds of each other; what differs by five is another clock.
SAME_CLOCK = 5000
# Guesses that are not sure count where they agree to a rounded second on each side: wrong ones are wrong by anything.
AGREED = 2000
# Fewer differences that agree may agree by chance; before a change, with as many that agree after it, two are enough.
ENOUGH = 3
ENOUGH_BEFORE = 2


class Mark(NamedTuple):
    """The author's time `at`, in milliseconds, for the beginning of the block with this index."""

    block: int
    at: int


class Clock(NamedTuple):
    """What is to be added to the captions' times, and the mark after which they run on yet another clock."""

    offset: int = 0
    last: Mark | None = None


def marks(script: Script, path: str, duration: int | None) -> tuple[tuple[Mark, ...], tuple[Problem, ...]]:
    """The times that do not contradict each other, as many as possible, and a problem for each of the others."""
    given = [Mark(index, block.at) for index, block in enumerate(script.blocks) if block.at is not None]
    kept = _ascending([mark for mark in given if not duration or mark.at < duration])
    dropped = [mark for mark in given if mark not in kept]
    return tuple(kept), tuple(_problem(mark, kept, script, path, duration) for mark in dropped)


def _ascending(given: Sequence[Mark]) -> list[Mark]:
    """The longest selection whose times do not step back (patience sorting)."""
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


def _problem(mark: Mark, kept: Sequence[Mark], script: Script, path: str, duration: int | None) -> Problem:
    if duration and mark.at >= duration:
        objection = f"is after the end of the recording ({label(duration)})"
    else:
        other = next(other for other in kept if (other.block < mark.block) == (other.at > mark.at))
        objection = f"contradicts {label(other.at)} in line {script.blocks[other.block].line}"
    return Problem(
        Place(path, script.blocks[mark.block].line),
        f"the time {label(mark.at)} {objection}",
        "correct it; until then it is not used",
        Severity.WARNING,
    )


def clock(given: Sequence[Mark], heard: Mapping[int, int], sure: Container[int]) -> Clock:
    """Compare the author's times with when blocks are heard in the captions (block to milliseconds), some of them surely.

    One difference throughout is another clock with an offset. Where several in a row differ from those before, the clock changes.
    """
    compared = _compared(given, heard, sure)
    differences = [difference for _, difference in compared]
    change = next((n for n in range(ENOUGH_BEFORE, len(compared) - ENOUGH + 1) if _changes(differences, n)), None)
    before = differences[:change]
    if change is None and _agreeing(before) < ENOUGH:
        return Clock()
    offset = median_low(before)
    return Clock(offset if abs(offset) > SAME_CLOCK else 0, None if change is None else compared[change - 1][0])


def _compared(given: Sequence[Mark], heard: Mapping[int, int], sure: Container[int]) -> list[tuple[Mark, int]]:
    """The marks with how far the captions are from them: where it is sure, or where another one agrees."""
    every = [(mark, mark.at - heard[mark.block]) for mark in given if mark.block in heard]
    return [
        (mark, here)
        for mark, here in every
        if mark.block in sure or any(abs(there - here) <= AGREED for other, there in every if other is not mark)
    ]


def _changes(differences: Sequence[int], at: int) -> bool:
    """Whether those before a place agree, and the next ones all differ from them."""
    usual = median_low(differences[:at])
    strange = [abs(difference - usual) > SAME_CLOCK for difference in differences[at : at + ENOUGH]]
    return _agreeing(differences[:at]) >= ENOUGH_BEFORE and all(strange)


def _agreeing(differences: Sequence[int]) -> int:
    """How many lie near the one in the middle."""
    middle = median_low(differences) if differences else 0
    return sum(abs(difference - middle) <= SAME_CLOCK for difference in differences)
