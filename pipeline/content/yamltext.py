"""Hand-written YAML read as text with lines, without YAML 1.1's guesses (`1:30` is no number, `no` is no boolean here).

PyYAML's node graph keeps the line of each value; what a value means is decided by the field that reads it.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from pipeline.content.problem import Place, Problem, Severity

MAX_DEPTH = 20
MAX_BYTES = 1_000_000

_YES = {"yes", "true", "on", "y", "1"}
_NO = {"no", "false", "off", "n", "0"}


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar as written, without quotes; `line` from 1."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence."""

    values: tuple["Value", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; of a doubled key the first stands and the second is a Problem."""

    entries: dict[str, "Value"]
    lines: dict[str, int]
    line: int


Value = Text | Items | Table


class _Refused(Exception):
    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


def read(text: str, path: str, first_line: int = 1) -> tuple[Table, tuple[Problem, ...]]:
    """The mapping written in `text`, whose first line is line `first_line` of `path`.

    Broken YAML gives an empty table and one error with the parser's line; aliases, deep nesting and huge texts are refused.
    """
    problems: list[Problem] = []
    empty = Table({}, {}, first_line)

    def refuse(line: int, message: str, hint: str = "") -> tuple[Table, tuple[Problem, ...]]:
        return empty, (*problems, Problem(Place(path, line), message, hint))

    if len(text) > MAX_BYTES:
        return refuse(first_line, f"{len(text):,} characters of YAML are too many", f"at most {MAX_BYTES:,}")
    try:
        for event in _bounded(yaml.parse(text, Loader=_Loader), first_line):
            del event
        node = yaml.compose(text, Loader=_Loader)
    except _Refused as refused:
        return refuse(refused.line, refused.message, refused.hint)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        return refuse(line, f"broken YAML: {error.problem or error.context}", "quote a value that holds a colon, a # or a quotation mark")
    except (yaml.YAMLError, ValueError) as error:
        return refuse(first_line, f"broken YAML: {str(error).splitlines()[0]}")
    if node is None:
        return empty, ()
    if not isinstance(node, yaml.MappingNode):
        return refuse(first_line + node.start_mark.line, "expected `key: value` lines here")
    value = _value(node, path, first_line, problems)
    assert isinstance(value, Table)
    return value, tuple(problems)


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _bounded(events: Iterable[yaml.Event], first_line: int) -> Iterable[yaml.Event]:
    depth = 0
    for event in events:
        line = first_line + event.start_mark.line
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(line, f"a YAML alias (*{event.anchor}) is not read here", "write the value out, or quote a text that begins with *")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _Refused(line, f"YAML nested deeper than {MAX_DEPTH} levels", "quote a text that begins with [ or {")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        yield event


def _value(node: yaml.Node, path: str, first_line: int, problems: list[Problem]) -> Value:
    line = first_line + node.start_mark.line
    if isinstance(node, yaml.MappingNode):
        entries: dict[str, Value] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
            key_line = first_line + key_node.start_mark.line
            if key in entries:
                message = f"`{key}` stands a second time; the one in line {lines[key]} is used"
                problems.append(Problem(Place(path, key_line), message, "delete one of the two"))
                continue
            entries[key] = _value(value_node, path, first_line, problems)
            lines[key] = key_line
        return Table(entries, lines, line)
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple(_value(item, path, first_line, problems) for item in node.value), line)
    return Text("" if node.tag.endswith(":null") else node.value, line)


@dataclass
class Fields:
    """Reads a table field by field; what cannot be read is a Problem with its line and counts as not given."""

    table: Table
    path: str
    problems: list[Problem] = field(default_factory=list)

    def complain(self, line: int, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> None:
        self.problems.append(Problem(Place(self.path, line), message, hint, severity))

    def line(self, key: str) -> int:
        return self.table.lines.get(key, self.table.line)

    def text(self, key: str) -> str | None:
        """The value with outer blanks taken off; None when absent or empty."""
        value = self.table.entries.get(key)
        if value is None:
            return None
        if not isinstance(value, Text):
            self.complain(value.line, f"`{key}` is one value, not a list or a table")
            return None
        return value.value.strip() or None

    def flag(self, key: str) -> bool | None:
        text = self.text(key)
        if text is None:
            return None
        if text.lower() in _YES | _NO:
            return text.lower() in _YES
        self.complain(self.line(key), f"`{key}: {text}` is neither yes nor no")
        return None

    def number(self, key: str, least: int = 1) -> int | None:
        text = self.text(key)
        if text is None:
            return None
        if text.isascii() and text.isdigit() and int(text) >= least:
            return int(text)
        self.complain(self.line(key), f"`{key}: {text}` is no whole number from {least}")
        return None

    def choice(self, key: str, allowed: Iterable[str]) -> str | None:
        text = self.text(key)
        names = tuple(allowed)
        if text is None or text in names:
            return text
        self.complain(self.line(key), f"`{key}: {text}` is not known", f"one of: {', '.join(names)}{_nearest(text, names)}")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list, or one value standing alone, as a list."""
        value = self.table.entries.get(key)
        if isinstance(value, Items):
            found = []
            for item in value.values:
                if isinstance(item, Text):
                    found.append(item.value.strip())
                else:
                    self.complain(item.line, f"`{key}` is a list of plain values")
            return tuple(text for text in found if text)
        text = self.text(key)
        return (text,) if text else ()

    def only(self, known: Iterable[str]) -> None:
        """Every key of the table must be one of `known`; else an error names the nearest."""
        names = tuple(known)
        for key, line in self.table.lines.items():
            if key not in names:
                near = _nearest(key, names).removeprefix("; ")
                self.complain(line, f"unknown key `{key}`", near or f"known: {', '.join(names)}")


def _nearest(text: str, names: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(text.lower(), names, 1, 0.6)
    return f"; did you mean `{near[0]}`?" if near else ""
