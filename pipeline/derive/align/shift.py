"""What the author's own times say about the captions' clock: that it is another one, or changes to another one."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from pipeline.content.text.timecode import SECOND
from pipeline.derive.marks import Mark

# People's own marks of the same moment lie within three seconds of each other; what differs by five is another clock.
SAME_CLOCK = 5 * SECOND
# Guesses that are not sure count if two agree within a rounded second on each side: wrong ones are wrong by any amount.
AGREED = 2 * SECOND
# Fewer differences may agree by chance; before a change that is followed by as many, two are enough.
ENOUGH = 3
ENOUGH_BEFORE = 2


class Shift(NamedTuple):
    """The milliseconds to add to the captions' times, and the mark after which they run on yet another clock (None if they do not)."""

    offset: int = 0
    last: Mark | None = None


def shift_of(given: Sequence[Mark], heard: Mapping[int, int], sure: Container[int]) -> Shift:
    """Compare the author's times with the times (ms, by block) at which blocks are heard in the captions; in `sure` blocks that is sure.

    If all differ by the same amount, the captions' clock has an offset. If several in a row differ from those before, the clock changes.
    """
    compared = _compared(given, heard, sure)
    differences = [difference for _, difference in compared]
    change = _change(differences)
    before = sorted(differences[:change])
    if change is None and _agreeing(before) < ENOUGH:
        return Shift()
    offset = _median(before)
    return Shift(offset if abs(offset) > SAME_CLOCK else 0, None if change is None else compared[change - 1][0])


def _compared(given: Sequence[Mark], heard: Mapping[int, int], sure: Container[int]) -> list[tuple[Mark, int]]:
    """The marks with the difference of the captions' time, if that is sure, or if another mark agrees with it."""
    every = [(mark, mark.at - heard[mark.block]) for mark in given if mark.block in heard]
    ordered = sorted(difference for _, difference in every)
    return [(mark, here) for mark, here in every if mark.block in sure or _near(ordered, here, AGREED) > 1]


def _change(differences: Sequence[int]) -> int | None:
    """The first place before which the differences agree, while the next ones all differ from them."""
    before: list[int] = []
    for n in range(len(differences) - ENOUGH + 1):
        if _agreeing(before) >= ENOUGH_BEFORE:
            usual = _median(before)
            if all(abs(difference - usual) > SAME_CLOCK for difference in differences[n : n + ENOUGH]):
                return n
        insort(before, differences[n])
    return None


def _agreeing(ascending: Sequence[int]) -> int:
    """How many differences are near their median."""
    return _near(ascending, _median(ascending), SAME_CLOCK) if ascending else 0


def _median(ascending: Sequence[int]) -> int:
    """The difference in the middle; of two there, the lower one."""
    return ascending[(len(ascending) - 1) // 2]


def _near(ascending: Sequence[int], middle: int, by: int) -> int:
    """How many differences are at most so far from this one."""
    return bisect_right(ascending, middle + by) - bisect_left(ascending, middle - by)
