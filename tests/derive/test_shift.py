"""What the author's times say of the captions' clock, given by how many milliseconds they differ from where the words are heard."""

import pytest

from pipeline.derive.align.shift import Shift, shift_of
from pipeline.derive.marks import Mark

MINUTE = 60_000


def shift(differences: list[int], sure: bool) -> tuple[int, int | None]:
    """The offset, and the index of the mark after which the clock is another one."""
    given = [Mark(n, n, n * MINUTE + difference) for n, difference in enumerate(differences)]
    heard = {n: n * MINUTE for n in range(len(given))}
    made: Shift = shift_of(given, heard, heard if sure else ())
    return made.offset, made.last and made.last.block


@pytest.mark.parametrize(
    ("differences", "sure", "wanted"),
    [
        ([], True, (0, None)),
        ([20_000] * 3, True, (20_000, None)),
        ([-20_000] * 3, True, (-20_000, None)),
        ([20_000] * 2, True, (0, None)),  # two may agree by chance
        ([5_000] * 3, True, (0, None)),
        ([5_001] * 3, True, (5_001, None)),
        ([20_000, 25_000, 15_000], True, (20_000, None)),
        ([20_000, 25_001, 15_000], True, (0, None)),
        ([7_000, 8_000, 9_000, 10_000], True, (8_000, None)),  # of two in the middle the lower one
        ([0, 0, 5_000, 5_000, 5_000], True, (0, None)),
        ([0, 0, 5_001, 5_001, 5_001], True, (0, 1)),
        ([20_000, 20_000, 0, 0, 0], True, (20_000, 1)),
        ([20_000, 20_000, 20_000, 20_000, 50_000, 50_000, 50_000], True, (20_000, 3)),
        ([0, 0, 30_000, 30_000], True, (0, None)),  # before an end, two are too few
        ([0, 0, 0, 30_000, 0, 30_000], True, (0, None)),
        ([0, 40_000, 80_000, 80_000, 80_000], True, (80_000, None)),  # before a change, two have to agree
        ([20_000, 22_000, 18_000], False, (20_000, None)),
        ([20_000, 22_001, 17_999], False, (0, None)),
        ([0, 0, 30_000, 60_000, 90_000], False, (0, None)),
        ([20_000, 22_000, 70_000, 18_000], False, (20_000, None)),  # what agrees with no other is left out
    ],
)
def test_times_that_agree_are_a_clock(differences: list[int], sure: bool, wanted: tuple[int, int | None]) -> None:
    assert shift(differences, sure) == wanted
