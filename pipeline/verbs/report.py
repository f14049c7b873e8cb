"""What verbs hand back: lines and problems for the command line to print, and how they ended."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content.problem import Problem

if TYPE_CHECKING:
    from pipeline.verbs.releasing import Outcome


class Report(NamedTuple):
    """Lines to print, and what is wrong."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]


class Ended(NamedTuple):
    """How a verb ended: its exit code, the problems in what people wrote, and what became of each show."""

    code: int
    problems: Sequence[Problem] = ()
    outcomes: "Sequence[Outcome]" = ()
