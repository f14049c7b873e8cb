"""A job of this program compared with that of another one, run in turn."""

from collections.abc import Iterable
from typing import NamedTuple

from bench import markdown
from bench.ratio import Ratio

_HEAD = ("job", "beside", "time", "CPU", "goal")


class Comparison(NamedTuple):
    """How many times as much we take for a `job` as `peer` does, on the wall (None where only CPU was measured) and in CPU.

    `goal` is the ratio that is wanted: of time, else of CPU.
    """

    job: str
    peer: str
    wall: Ratio | None
    cpu: Ratio
    goal: float

    def __str__(self) -> str:
        return f"{self.job} / {self.peer}: {f'time {self.wall}, ' if self.wall else ''}CPU {self.cpu}, goal {self.goal:g}"


def table(comparisons: Iterable[Comparison]) -> str:
    """A row for each comparison: medians, with the smallest and largest value of any round in brackets."""
    rows = ((one.job, one.peer, str(one.wall or ""), str(one.cpu), f"{one.goal:g}") for one in comparisons)
    return markdown.table(_HEAD, rows)
