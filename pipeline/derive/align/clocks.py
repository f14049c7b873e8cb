"""What the author's own times tell of the captions' clock: that it is another one, or becomes another one."""

from collections.abc import Container, Mapping, Sequence
from statistics import median_low
from typing import NamedTuple

from pipeline.derive.noted import Mark

# People's own marks of the same moment lie within three seconds of each other; what differs by five is another clock.
SAME_CLOCK = 5000
# Guesses that are not sure count where they agree to a rounded second on each side: wrong ones are wrong by anything.
AGREED = 2000
# Fewer differences that agree may agree by chance; before a change, with as many that agree after it, two are enough.
ENOUGH = 3
ENOUGH_BEFORE = 2


class Clock(NamedTuple):
    """What is to be added to the captions' times, and the mark after which they run on yet another clock."""

    offset: int = 0
    last: Mark | None = None


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
