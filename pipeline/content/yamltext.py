"""Hand-written YAML read as text with lines, without YAML 1.1's guesses (`1:30` is no number, `no` is no boolean here).

PyYAML's node graph keeps the line of each value; the field that reads a value decides what it means.
"""

import json
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import yaml

from pipeline.content.encoding import with_line_feeds
from pipeline.content.meant import meant
from pipeline.content.plaintext import scrubbed
from pipeline.content.problem import Place, Problem, Severity

MAX_DEPTH = 20
MAX_BYTES = 1_000_000

_YES = {"yes", "true", "on", "y", "1"}
_NO = {"no", "false", "off", "n", "0"}
_QUOTES = ("'", '"')
_KEY = r"([a-z_]+):(?:\s|$)"
_NUMBER_SIGN = r"\s#\d"
_NESTING = "[{-:?"  # each level of nesting takes one of these signs
_LONG = 10  # digits: none of our numbers has as many
_NO_BREAK = "\xa0"  # looks like a blank in every editor, and is a letter to YAML
_AROUND_KEY = rf"(?m)^[ {_NO_BREAK}]*(?:-[ {_NO_BREAK}]+)?[\w-]+[ {_NO_BREAK}]*:(?:[ {_NO_BREAK}]|$)"
_SEPARATORS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")  # lines end there in YAML 1.1, and in no editor


class Text(NamedTuple):
    """A scalar as written, without quotes; `line` counts from 1."""

    value: str
    line: int


class Items(NamedTuple):
    """A sequence."""

    values: tuple["Value", ...]
    line: int


class Table(NamedTuple):
    """A mapping. If a key is doubled, the first one counts and the second is a problem."""

    entries: dict[str, "Value"]
    lines: dict[str, int]
    line: int


Value = Text | Items | Table


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
    if len(text) > MAX_BYTES:
        raise _RefusedError(1, f"{len(text):,} characters of YAML are too many", f"at most {MAX_BYTES:,}")
    try:
        if "*" in text or sum(map(text.count, _NESTING)) > MAX_DEPTH:  # most texts have neither an alias nor room for deep nesting
            _measure(yaml.parse(text, Loader=_Loader))
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from error
    except yaml.reader.ReaderError as error:
        line = 1 + text.count("\n", 0, error.position)
        raise _RefusedError(line, "broken YAML: a character that is not allowed in text", "delete it") from error
    except (yaml.YAMLError, ValueError) as error:
        raise _RefusedError(1, f"broken YAML: {str(error).partition(chr(10))[0]}") from error
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise _RefusedError(1 + node.start_mark.line, "expected `key: value` lines here")
    return node


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
_CLOSE = "close it; an apostrophe inside '...' is written twice"


def _explained(error: yaml.MarkedYAMLError, text: str) -> _RefusedError:
    """An error with the place of the slip, the parser's message, and a hint."""
    lines = text.split("\n")
    begun = error.context_mark if any(kind in (error.context or "") for kind in _OPENED) else None
    if begun and lines[begun.line].strip() in ("{", "["):  # JSON: the lines inside tell more
        begun = None
    mark = begun or error.problem_mark or error.context_mark
    said = (error.problem or error.context or "cannot be read").removeprefix("but ")
    number = min(mark.line if mark else 0, len(text.rstrip().split("\n")) - 1)
    column = mark.column if mark else 0
    said = said.replace("found character", "found a tab") if lines[number][column : column + 1] == "\t" else said
    hint = next((hint for words, hint in _HINTS if words in said), "put a value that holds a colon, a # or a quotation mark in quotes")
    number, said, hint = _earlier(lines, number, column, said) or (number, said, hint)
    written = lines[number].strip()[:60]
    hint = _HTML if written.startswith("<!--") else hint
    return _RefusedError(1 + number, f"broken YAML: {said}" + (f" in `{written}`" if written else ""), hint)


def _earlier(lines: Sequence[str], number: int, column: int, said: str) -> tuple[int, str, str] | None:
    """A slip that the parser noticed only in line `number` or later: its line, what it is, and a hint. Lines count from 0."""
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
    """The slip because of which the parser did not find a key."""
    first = next((at for at in range(number) if re.match(_LEFT_OPEN, lines[at])), None)
    if first is not None:
        return first, "the quotation mark is not closed", _CLOSE
    if column == _indent(lines[number]) and re.match(_KEYED, lines[number]):
        return number, "this key is not indented like its neighbours", "indent them equally"
    if column > _indent(lines[number]) and re.match(_QUOTED, lines[number]):
        mark = lines[number].partition(":")[2].lstrip()[0]
        hint = _CLOSE if mark == "'" else 'write \\" for each quotation mark inside "..."'
        return number, "the value goes on behind its quotation mark", hint
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
                raise _RefusedError(self._line(node), message, _CLOSE)

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


def bare_key(key: str) -> str:
    """A key of a blog without capitals and signs: `youtube_id`, `video-url` and `videoUrl` alike."""
    return key.casefold().replace("_", "").replace("-", "")


def truth(text: str) -> bool | None:
    """What a person means by `yes`, `off`, ...; None for any other word."""
    word = text.lower()
    return word in _YES if word in _YES | _NO else None


class Fields:
    """Reads a table field by field. What cannot be read is a problem at its line and counts as not given.

    `within` is the key of this table in an outer one; it is `short` if it was written as a plain text that stands for its first field.
    """

    def __init__(self, table: Table, path: str, problems: list[Problem] | None = None, within: str = "", *, short: bool = False) -> None:
        self.table, self.path, self.within, self.short = table, path, within, short
        self.problems = [] if problems is None else problems

    def complain(self, line: int, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> None:
        """Add a problem at a line of the file."""
        self.problems.append(Problem(Place(self.path, line), message, hint, severity))

    def line(self, key: str) -> int:
        """The line of a key; the table's if it is not there."""
        return self.table.lines.get(key, self.table.line)

    def text(self, key: str) -> str | None:
        """The value without surrounding blanks; None if absent or empty."""
        value = self.table.entries.get(key)
        if value is None:
            return None
        if not isinstance(value, Text):
            self.complain(value.line, f"`{key}` must be one value, not a list or a table", f"write `{key}: ...`, without [ ], {{ }} or -")
            return None
        return value.value.strip() or None

    def flag(self, key: str) -> bool | None:
        """What a person means by `yes`, `off`, ...; None if absent or, which is a problem, anything else."""
        text = self.text(key)
        return None if text is None else self.truth(self.line(key), key, text)

    def truth(self, line: int, name: str, text: str) -> bool | None:
        """What a person means by `yes`, `off`, ...; None and a problem, which calls the value `name`, if it is neither yes nor no."""
        meant = truth(text)
        if meant is None:
            self.complain(line, f"`{name}: {text}` is neither yes nor no", f"write `{name}: yes` or `{name}: no`")
        return meant

    def number(self, key: str) -> int | None:
        """A whole number from 1; None, with a problem, for anything else that is written there."""
        text = self.text(key)
        if text is None:
            return None
        if text.isascii() and text.isdigit() and len(text) < _LONG and int(text) > 0:
            return int(text)
        self.complain(self.line(key), f"`{key}: {text}` is not a whole number from 1 up", f"such as `{key}: 12`")
        return None

    def choice(self, key: str, allowed: Iterable[str]) -> str | None:
        """One of the words that are allowed; None if absent or, which is a problem, any other."""
        text = self.text(key)
        names = tuple(allowed)
        if text is None or text in names:
            return text
        self.complain(self.line(key), f"`{key}: {text}` is not known", f"one of: {', '.join(names)}{_nearest(text, names)}")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """The values of a list; a single value counts as a list of one."""
        value = self.table.entries.get(key)
        if isinstance(value, Items):
            found = []
            for item in value.values:
                if isinstance(item, Text):
                    found.append(item.value.strip())
                else:
                    self.complain(item.line, f"`{key}` must be a list of plain values", f"such as `{key}: [one, another]`")
            return tuple(text for text in found if text)
        text = self.text(key)
        return (text,) if text else ()

    def inner(self, table: Table, known: Iterable[str], within: str = "") -> "Fields":
        """A table in this one, under the key `within`, which may have the keys `known` and complains into the same list."""
        inner = Fields(table, self.path, self.problems, within)
        inner.allow_only(known)
        return inner

    def allow_only(self, known: Iterable[str], elsewhere: Mapping[str, str] = MappingProxyType({})) -> None:
        """Add an error for each key of the table that is not one of `known`.

        The hint is the one that it has the name of `elsewhere`, in other programs, else the nearest one.
        """
        names = tuple(known)
        for key, line in self.table.lines.items():
            if key not in names:
                near = _meaning(elsewhere[key]) if key in elsewhere else _nearest(key, names)
                # As in {geo: 52.5,13.4}, where the comma ends the value.
                cut_off = line == self.table.line and self.table.entries[key] == Text("", line)
                known = f"known: {', '.join(names)}" + ("; if it belongs to the value before it, put that in quotes" if cut_off else "")
                self.complain(line, f"unknown key `{key}`", near.removeprefix("; ") or known)


def quoted(text: str) -> str:
    """A text in a form that no parser takes for a number, a date or a comment: a JSON string is also one of YAML and TOML."""
    return json.dumps(text, ensure_ascii=False)


def _nearest(text: str, names: tuple[str, ...]) -> str:
    by_word = {name.lower(): name for name in names}
    near = meant(text.lower(), by_word)
    return _meaning(by_word[near]) if near else ""


def _meaning(name: str) -> str:
    return f"; did you mean `{name}`?"
