"""A problem with something that a person wrote, as a value with a place."""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from pipeline.content.wording import named

NO_VIDEO, UNTIMED, MISTIMED = "video", "untimed", "mistimed"
_LONG, _QUOTED = 300, 80  # characters: of a message from which on quotations are cut, and of a quotation then
_MANY, _NAMED = 5, 20  # places: with more, what is the same is said once; those that are then named
_JOINERS = "\u200c\u200d"  # invisible, but needed in words of Persian and Hindi and in emoji of families


class Severity(StrEnum):
    """An error keeps its episode back; a warning is printed and the work goes on."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """A line of a file. `path` is relative to the show's folder, with forward slashes; `line` counts from 1, and 0 means an address."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class Problem(NamedTuple):
    """A sentence that says what is wrong, with the text that is wrong, and a hint that says what to do next.

    `code` marks a problem that a caller has to know: `NO_VIDEO`, for a missing, wrong or ambiguous video, does not matter if there is a
    sound file beside the post; `UNTIMED` is for what leaves an episode without words in time, `MISTIMED` for a time that cannot be right.
    """

    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    code: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def as_warning(self) -> "Problem":
        """The same problem as a warning."""
        return self._replace(severity=Severity.WARNING)

    def renumbered(self, line_of: Callable[[int], int]) -> "Problem":
        """The same problem, with what `line_of` tells for its line."""
        return self._replace(place=self.place._replace(line=line_of(self.place.line)))

    def __str__(self) -> str:
        """One line that an editor can jump to: `path:line: message (hint)`. Invisible characters are written as escapes."""
        label = "" if self.is_error else "warning: "
        hint = f" ({self.hint})" if self.hint else ""
        return _seen(f"{self.place}: {label}{_short(self.message)}{_short(hint)}")


def _short(text: str) -> str:
    """A message in which long quotations are cut, if it is too long."""
    if len(text) <= _LONG:
        return text
    return re.sub("`[^`]*`", lambda quotation: quotation[0] if len(quotation[0]) <= _QUOTED else f"{quotation[0][:_QUOTED]}...`", text)


def _seen(line: str) -> str:
    """A text in one line. Characters that a terminal does not show, or that reverse the text around them, are written as escapes."""
    if line.isprintable():
        return line
    return "".join(one if one.isprintable() or one in _JOINERS else " " if one in "\n\t" else ascii(one)[1:-1] for one in line)


def errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems that keep something from being published."""
    return tuple(problem for problem in problems if problem.is_error)


def listed(problems: Iterable[Problem]) -> list[str]:
    """A line for each problem, in the order of their places."""
    return [str(problem) for problem in sorted(set(problems))]


def gathered(problems: Iterable[Problem]) -> list[str]:
    """As `listed`, but what is the same in many places is said at the first one, with a list of the others.

    A thousand episodes without captions, or without their store, are not to hide the one error among them, and neither are the times of a
    post that were taken from another cut of its recording.
    """
    ordered, alike = sorted(set(problems)), dict[tuple[str, ...], list[Place]]()
    for problem in ordered:
        alike.setdefault(_kind(problem), []).append(problem.place)
    return [line for problem in ordered for line in _said(problem, alike[_kind(problem)])]


def kinds(problems: Iterable[Problem]) -> int:
    """How many lines `gathered` has at least, without putting anything in order."""
    return len(set(map(_kind, problems)))


def _kind(problem: Problem) -> tuple[str, ...]:
    """What a problem has in common with those that are said together with it."""
    return (problem.code, problem.place.path) if problem.code == MISTIMED else problem[1:]


def _said(problem: Problem, places: list[Place]) -> Iterator[str]:
    """The lines at one of the places where something is the same."""
    if len(places) <= _MANY or problem.place == places[0]:
        yield str(problem)
    if len(places) > _MANY and problem.place == places[0]:
        others = named(list(map(str, places[1:])), _NAMED)
        yield _seen(f"  {'other times' if problem.code == MISTIMED else 'the same'}: {others}")
