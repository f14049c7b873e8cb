"""Hand-written TOML (https://toml.io/en/v1.0.0), read into the same values as YAML: texts, each with the line of its key."""

import re
import tomllib

from pipeline.content.keys.yamltext import MAX_CHARACTERS, MAX_DEPTH
from pipeline.content.problem import Place, Problem
from pipeline.content.text.plaintext import scrubbed
from pipeline.content.values import Items, Table, Text, Value

# The memory that tomllib takes is quadratic in the parts of a dotted key.
_DOTTED = re.compile(rf"(?<![\w-])(?:(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*){{{MAX_DEPTH}}}")
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
# Words in the parser's message, and a hint. The first that match count.
_HINTS = (
    ("Invalid value (at end", "close the list with ]"),
    ("Invalid value", 'put a text in quotes: title = "A title"'),
    ("Cannot ", "delete one of the two"),
    ('Expected "\'"', "close the quotation mark"),
    ("Illegal character", "close the quotation mark in its line"),
    ("Unterminated string", "close the quotation mark"),
    ("Unescaped", "write \\\\ for a backslash, or use single quotes"),
    ("Unclosed array", "close the list with ]"),
)


def read(text: str, path: str) -> tuple[Table, tuple[Problem, ...]]:
    """The table in `text`, which is the beginning of `path`. Broken TOML gives an empty table and one error with its line."""
    first = text.count("\n", 0, len(text) - len(text.lstrip())) + 1
    dotted = _DOTTED.search(text)
    if len(text) > MAX_CHARACTERS or dotted:
        line = text.count("\n", 0, dotted.start()) + 1 if dotted else first
        message = f"{len(text):,} characters of TOML are too many" if len(text) > MAX_CHARACTERS else "keys are nested too deeply"
        return Table({}, {}, first), (Problem(Place(path, line), message, "keep only what the blog needs in the front matter"),)
    try:
        return _Reader(text, first).table(tomllib.loads(text)), ()
    except tomllib.TOMLDecodeError as error:
        return Table({}, {}, first), (_explained(str(error), text, path),)
    except (RecursionError, ValueError):
        problem = Problem(
            Place(path, first), "broken TOML: lists nested too deeply, or a number that is too long", "put the value in quotes"
        )
        return Table({}, {}, first), (problem,)


def _explained(said: str, text: str, path: str) -> Problem:
    """A problem with the parser's message, its line, and a hint."""
    found = _AT.search(said)
    line = int(found[1]) if found and found[1] else text.rstrip().count("\n") + 1
    lines = text.split("\n", line)
    written = lines[line - 1].strip()[:60] if line <= len(lines) else ""
    hint = next((hint for words, hint in _HINTS if words in said), 'write key = "value"')
    return Problem(Place(path, line), f"broken TOML: {_AT.sub('', said)}" + (f" in `{written}`" if written else ""), hint)


class _Reader:
    """Turns what tomllib read into values, and finds the line of each key: keys come in the order in which they are written."""

    def __init__(self, text: str, line: int) -> None:
        self._text = text
        self._line, self._at = line, len(text) - len(text.lstrip())

    def table(self, written: dict[str, object]) -> Table:
        line = self._line
        lines: dict[str, int] = {}
        entries: dict[str, Value] = {}
        for key, value in written.items():
            lines[key] = self._find(key)
            entries[key] = self._value(value)
        return Table(entries, lines, line)

    def _value(self, value: object) -> Value:
        if isinstance(value, dict):
            return self.table(value)
        line = self._line
        if isinstance(value, list):
            return Items(tuple(map(self._value, value)), line)
        return Text(scrubbed(str(value).lower() if isinstance(value, bool) else str(value)), line)

    def _find(self, key: str) -> int:
        """The line of a key; if it is written in another way and not found, the line of the key before it."""
        found = re.compile(rf"(?:^|[\[{{,.])[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[=.\]]", re.MULTILINE).search(self._text, self._at)
        if found:
            self._line += self._text.count("\n", self._at, found.end())
            self._at = found.end() - 1
        return self._line
