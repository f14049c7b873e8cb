"""What the author's own times say about the captions' clock: that it is another one, or changes to another one."""

from collections.abc import Container, Mapping, Sequence
from statistics import median_low
from typing import NamedTuple

from pipeline.derive.marks import Mark

# People's own marks of the same moment lie within three seconds of each other; what differs by five is another clock.
SAME_CLOCK = 5000
# Guesses that are not sure count if two agree within a rounded second on each side: wrong ones are wrong by any amount.
AGREED = 2000
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
    change = next((n for n in range(ENOUGH_BEFORE, len(compared) - ENOUGH + 1) if _changes(differences, n)), None)
    before = differences[:change]
    if change is None and _agreeing(before) < ENOUGH:
        return Shift()
    offset = median_low(before)
    return Shift(offset if abs(offset) > SAME_CLOCK else 0, None if change is None else compared[change - 1][0])


def _compared(given: Sequence[Mark], heard: Mapping[int, int], sure: Container[int]) -> list[tuple[Mark, int]]:
    """The marks with the difference of the captions' time, if that is sure, or if another mark agrees with it."""
    every = [(mark, mark.at - heard[mark.block]) for mark in given if mark.block in heard]
    return [
        (mark, here)
        for mark, here in every
        if mark.block in sure or any(abs(there - here) <= AGREED for other, there in every if other is not mark)
    ]


def _changes(differences: Sequence[int], at: int) -> bool:
    """Whether the differences before a place agree, and the next ones all differ from them."""
    usual = median_low(differences[:at])
    strange = [abs(difference - usual) > SAME_CLOCK for difference in differences[at : at + ENOUGH]]
    return _agreeing(differences[:at]) >= ENOUGH_BEFORE and all(strange)


def _agreeing(differences: Sequence[int]) -> int:
    """How many differences are near the median."""
    middle = median_low(differences) if differences else 0
    return sum(abs(difference - middle) <= SAME_CLOCK for difference in differences)
