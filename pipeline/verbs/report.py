"""What verbs hand back: lines and problems for the command line to print, and how they ended."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content.problem import Problem

if TYPE_CHECKING:
    from pipeline.verbs.releasing import Outcome


class Report(NamedTuple):
    """Lines to print, and what is wrong."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]


def joined(reports: Iterable[Report]) -> Report:
    """Several reports as one, in this order."""
    lines, problems = (tuple(chain.from_iterable(parts)) for parts in zip(*reports, strict=True))
    return Report(lines, problems)


class Ended(NamedTuple):
    """How a verb ended: its exit code, the problems in what people wrote, and what became of each show."""

    code: int
    problems: Sequence[Problem] = ()
    outcomes: "Sequence[Outcome]" = ()
