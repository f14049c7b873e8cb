"""Hand-written YAML read as text with lines, without YAML 1.1's guesses (`1:30` is no number, `no` is no boolean here).

PyYAML's node graph keeps the line of each value; the field that reads a value decides what it means.
"""

import json
import re
from collections.abc import Container, Iterable

import yaml

from pipeline.content.encoding import with_line_feeds
from pipeline.content.keys import yamlslips
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.text.plaintext import scrubbed
from pipeline.content.values import Items, Table, Text, Value

MAX_DEPTH = 20
MAX_CHARACTERS = 1_000_000

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_QUOTES = ("'", '"')
_KEY = r"([a-z_]+):(?:\s|$)"
_NUMBER_SIGN = r"\s#\d"
_NESTING = "[{-:?"  # each level of nesting takes one of these signs
_NO_BREAK = "\xa0"  # looks like a blank in every editor, and is a letter to YAML
_AROUND_KEY = rf"(?m)^[ {_NO_BREAK}]*(?:-[ {_NO_BREAK}]+)?[\w-]+[ {_NO_BREAK}]*:(?:[ {_NO_BREAK}]|$)"
_SEPARATORS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")  # lines end there in YAML 1.1, and in no editor


class _RefusedError(Exception):
    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


def read(text: str, path: str, keys: Container[str] | None = None) -> tuple[Table, tuple[Problem, ...]]:
    """The mapping in `text`, which is the beginning of `path`.

    Broken YAML gives an empty table and one error with its line; aliases, deep nesting and huge texts are refused. A key that occurs twice
    is an error; if `keys` are given and it is not among them, a warning.
    """
    text = with_line_feeds(text).translate(_SEPARATORS)
    if _NO_BREAK in text:
        text = re.sub(_AROUND_KEY, lambda found: found[0].replace(_NO_BREAK, " "), text)
    reader = _Reader(path, keys, text)
    try:
        node = _composed(text)
        return (reader.table(node) if node else Table({}, {}, 1)), tuple(reader.problems)
    except _RefusedError as refused:
        return Table({}, {}, 1), (Problem(Place(path, refused.line), refused.message, refused.hint),)


def _composed(text: str) -> yaml.MappingNode | None:
    """The node tree of a text. Raises `_RefusedError` with the line and the next step."""
    if len(text) > MAX_CHARACTERS:
        raise _RefusedError(1, f"{len(text):,} characters of YAML are too many", f"at most {MAX_CHARACTERS:,}")
    try:
        if "*" in text or sum(map(text.count, _NESTING)) > MAX_DEPTH:  # most texts have neither an alias nor room for deep nesting
            _measure(yaml.parse(text, Loader=_Loader))
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise _RefusedError(*yamlslips.explained(_stop(error), text)) from error
    except yaml.reader.ReaderError as error:
        line = 1 + text.count("\n", 0, error.position)
        raise _RefusedError(line, "broken YAML: a character that is not allowed in text", "delete it") from error
    except (yaml.YAMLError, ValueError) as error:
        raise _RefusedError(1, f"broken YAML: {str(error).partition(chr(10))[0]}") from error
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise _RefusedError(1 + node.start_mark.line, "expected `key: value` lines here")
    return node


def _stop(error: yaml.MarkedYAMLError) -> yamlslips.Stop:
    """Where the parser stopped, and why."""
    at, began = ((mark.line, mark.column) if mark else None for mark in (error.problem_mark, error.context_mark))
    return yamlslips.Stop(error.problem, at, error.context, began)


def _measure(events: Iterable[yaml.Event]) -> None:
    """Refuse what lets a small text become large: aliases and deep nesting."""
    depth = 0
    for event in events:
        line = 1 + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(
                line,
                f"YAML aliases (*{event.anchor}) are not supported",
                "write the value itself, or put a text that begins with * in quotes",
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _RefusedError(line, f"YAML nested deeper than {MAX_DEPTH} levels", "put a text that begins with [ or { in quotes")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Reader:
    """Turns nodes into values and collects problems."""

    def __init__(self, path: str, keys: Container[str] | None, text: str) -> None:
        self._path, self._keys, self._text = path, keys, text
        self._lines = text.split("\n") if re.search(_NUMBER_SIGN, text) else []  # looked at only for the sake of number signs
        self.problems: list[Problem] = []

    def table(self, node: yaml.MappingNode) -> Table:
        """The table that a node is. Of a key that occurs twice, the first one counts."""
        entries: dict[str, Value] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = scrubbed(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            line = self._line(key_node)
            if key in entries:
                message = f"`{key}` appears twice; the one in line {lines[key]} is used"
                severity = Severity.ERROR if self._keys is None or key in self._keys else Severity.WARNING
                self.problems.append(Problem(Place(self._path, line), message, "delete one of the two", severity))
                continue
            entries[key] = self._value(value_node)
            lines[key] = line
            if self._lines and (self._keys is None or key in self._keys):
                self._look_behind(value_node)
        return Table(entries, lines, self._line(node))

    def _value(self, node: yaml.Node) -> Value:
        if isinstance(node, yaml.MappingNode):
            return self.table(node)
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(map(self._value, node.value)), self._line(node))
        if isinstance(node, yaml.ScalarNode) and node.style in _QUOTES and node.end_mark.line > node.start_mark.line:
            self._look_inside(node)
        return Text("" if node.tag.endswith(":null") else scrubbed(node.value), self._line(node))

    def _look_inside(self, node: yaml.ScalarNode) -> None:
        """Refuse a quotation over several lines that seems to have been left open, so that it ends only at the next quotation mark."""
        inside = self._text.split("\n")[node.start_mark.line + 1 : node.end_mark.line + 1]
        for number, line in enumerate(inside, self._line(node) + 1):
            found = re.match(_KEY, line)
            if found and (self._keys is None or found[1] in self._keys):
                message = f"the quotation mark is not closed in this line, so the value includes `{found[1]}:` in line {number}"
                raise _RefusedError(self._line(node), message, yamlslips.CLOSE)

    def _look_behind(self, node: yaml.Node) -> None:
        """Warn if a text without quotes seems to go on behind its end: what follows ` #` is a comment, also in `Talk #12`."""
        if isinstance(node, yaml.ScalarNode) and not node.style and node.value:
            end = node.end_mark
            rest = self._lines[end.line][end.column :]
            if re.match(_NUMBER_SIGN, rest):
                message = f"`{rest.strip()}` is a comment, so the value is only `{node.value}`"
                hint = "put the value in quotes; if it is meant as a comment, write a blank after #"
                self.problems.append(Problem(Place(self._path, end.line + 1), message, hint, Severity.WARNING))

    def _line(self, node: yaml.Node) -> int:
        return 1 + node.start_mark.line


def quoted(text: str) -> str:
    """A text in a form that no parser takes for a number, a date or a comment: a JSON string is also one of YAML and TOML."""
    return json.dumps(text, ensure_ascii=False)
