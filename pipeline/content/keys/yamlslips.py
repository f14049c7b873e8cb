"""Slips in hand-written YAML: what a person has probably done where the parser stopped, and what to do about it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

# Words in the parser's message, and a hint. The first that match count.
_HINTS = (
    ("mapping values are not allowed", "put the value in quotes, as it holds a colon"),
    ("tab character", "indent with spaces, not with tabs"),
    ("found a tab", "indent with spaces, not with tabs"),
    ("another document", "delete this line of ---: there can be only one table"),
    ("cannot start any token", "put the value in quotes"),
    ("expected ',' or ']'", "close the list with ], or put the value in quotes"),
    ("expected ',' or '}'", "close the table with }, or put the value in quotes"),
    ("unexpected end of stream", "close the quotation mark"),
    ("document separator", "close the quotation mark"),
    ("could not find expected ':'", "write `key: value`"),
    ("unknown escape character", "write \\\\ for a backslash, or use single quotes"),
)
_HTML = "write a note behind the words of its heading, in the same line; other comments begin with # here"
# Shown at their beginning: what was never closed, and a key without its colon, which the parser notices only in the next line.
_OPENED = ("flow sequence", "flow mapping", "quoted scalar", "simple key")
_KEYED = r"\s*[\w-]+:(?:\s|$)"
_GLUED = r"\s*[\w-]+:[^\s/]"  # `title:Talks` is to YAML a text that goes on in the next line
_LEFT_OPEN = r"""\s*[\w-]+:\s+(["'])(?:(?!\1).)*$"""
_QUOTED = r"\s*(?:-\s+)?[\w-]+:\s+[\"']"
CLOSE = "close it; an apostrophe inside '...' is written twice"


class Stop(NamedTuple):
    """What the parser says where it stops: the `problem` and its place, and the `context`, which is what it was reading, and where that began.

    Places are lines and columns, counted from 0.
    """

    problem: str | None
    at: tuple[int, int] | None
    context: str | None
    began: tuple[int, int] | None


class Slip(NamedTuple):
    """The line of a slip, counted from 1, a sentence that says what it is, and a hint."""

    line: int
    message: str
    hint: str


def explained(stop: Stop, text: str) -> Slip:
    """The slip because of which the parser stopped in a text."""
    lines = text.split("\n")
    number, column = _opened(stop, lines) or stop.at or stop.began or (0, 0)
    number = min(number, len(text.rstrip().split("\n")) - 1)
    said = (stop.problem or stop.context or "cannot be read").removeprefix("but ")
    said = said.replace("found character", "found a tab") if lines[number][column : column + 1] == "\t" else said
    hint = next((hint for words, hint in _HINTS if words in said), "put a value that holds a colon, a # or a quotation mark in quotes")
    number, said, hint = _earlier(lines, number, column, said) or (number, said, hint)
    written = lines[number].strip()[:60]
    hint = _HTML if written.startswith("<!--") else hint
    return Slip(1 + number, f"broken YAML: {said}" + (f" in `{written}`" if written else ""), hint)


def _opened(stop: Stop, lines: Sequence[str]) -> tuple[int, int] | None:
    """Where that began which is better shown at its beginning; None if nothing is. In JSON, the lines inside tell more."""
    if stop.began and any(kind in (stop.context or "") for kind in _OPENED) and lines[stop.began[0]].strip() not in ("{", "["):
        return stop.began
    return None


def _earlier(lines: Sequence[str], number: int, column: int, said: str) -> tuple[int, str, str] | None:
    """The line, name and hint of a slip that the parser noticed only in line `number`, or at its `column`. Lines count from 0."""
    if re.search(r"did not find expected (?:key|'-')", said):
        return _unexpected(lines, number, column)
    above = next((at for at in range(number - 1, -1, -1) if lines[at].strip() and not lines[at].lstrip().startswith("#")), None)
    at_colon = "mapping values are not allowed" in said and lines[number].find(":") == column
    if above is None or not (at_colon or "expected <document start>" in said):
        return None
    deeper = _indent(lines[number]) - _indent(lines[above])
    if re.match(_KEYED, lines[above]):
        slipped = number if deeper > 0 else above
        return (slipped, "this key is indented more than its neighbour", "indent both equally") if deeper else None
    if deeper or lines[above].lstrip().startswith("-"):
        return None
    return above, f"no {'space after the colon' if re.match(_GLUED, lines[above]) else 'colon after the key'}", "write `key: value`"


def _unexpected(lines: Sequence[str], number: int, column: int) -> tuple[int, str, str] | None:
    """The same for a slip because of which the parser did not find a key."""
    first = next((at for at in range(number) if re.match(_LEFT_OPEN, lines[at])), None)
    if first is not None:
        return first, "the quotation mark is not closed", CLOSE
    if column == _indent(lines[number]) and re.match(_KEYED, lines[number]):
        return number, "this key is not indented like its neighbours", "indent them equally"
    if column > _indent(lines[number]) and re.match(_QUOTED, lines[number]):
        mark = lines[number].partition(":")[2].lstrip()[0]
        hint = CLOSE if mark == "'" else 'write \\" for each quotation mark inside "..."'
        return number, "the value goes on behind its quotation mark", hint
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
