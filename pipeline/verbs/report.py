"""The report of a verb that works on what people write, for the command line to print."""

from typing import NamedTuple

from pipeline.content.problem import Problem


class Report(NamedTuple):
    """Lines to print, and what is wrong."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]
