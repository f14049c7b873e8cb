"""How many times as much this program takes as another one, from runs that took turns."""

import statistics
from collections.abc import Sequence
from typing import NamedTuple


class Ratio(NamedTuple):
    """Our usage divided by theirs: of the medians, and the smallest and largest of any round."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.median:.3g} ({self.least:.3g} to {self.most:.3g})"


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """The ratio of two series of figures that were measured in turn, one pair in each round."""
    pairs = [mine / yours for mine, yours in zip(ours, theirs, strict=True)]
    return Ratio(statistics.median(ours) / statistics.median(theirs), min(pairs), max(pairs))
