"""The fields of a hand-written table, read one by one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from pipeline.content.keys.meant import meant
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.values import Items, Table, Text

_YES = {"yes", "true", "on", "y", "1"}
_NO = {"no", "false", "off", "n", "0"}
_WHOLE = r"0{0,9}[1-9][0-9]{0,8}"


def truth(text: str) -> bool | None:
    """What a person means by `yes`, `off`, ...; None for any other word."""
    word = text.lower()
    return word in _YES if word in _YES | _NO else None


def whole(text: str) -> int | None:
    """The whole number from 1 to 999,999,999 that a text is; None if it is none."""
    return int(text) if re.fullmatch(_WHOLE, text) else None


class Fields:
    """Reads a table field by field. What cannot be read is a problem at its line and counts as not given.

    `within` is the key of this table in an outer one; it is `short` if it was written as a plain text that stands for its first field.
    `meant` are the keys that unknown ones were told to be probably meant as.
    """

    def __init__(self, table: Table, path: str, problems: list[Problem] | None = None, within: str = "", *, short: bool = False) -> None:
        self.table, self.path, self.within, self.short = table, path, within, short
        self.problems = [] if problems is None else problems
        self.meant = set[str]()

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
        return None if text is None else self.yes_or_no(self.line(key), key, text)

    def yes_or_no(self, line: int, name: str, text: str) -> bool | None:
        """The `truth` of a text; None and a problem, which calls the value `name`, if it is neither yes nor no."""
        told = truth(text)
        if told is None:
            self.complain(line, f"`{name}: {text}` is neither yes nor no", f"write `{name}: yes` or `{name}: no`")
        return told

    def number(self, key: str) -> int | None:
        """A whole number from 1; None, with a problem, for anything else that is written there."""
        text = self.text(key)
        if text is None:
            return None
        found = whole(text)
        if found is None:
            self.complain(self.line(key), f"`{key}: {text}` is not a whole number from 1 up", f"such as `{key}: 12`")
        return found

    def choice(self, key: str, allowed: Iterable[str]) -> str | None:
        """One of the words that are allowed; None if absent or, which is a problem, any other."""
        text = self.text(key)
        names = tuple(allowed)
        if text is None or text in names:
            return text
        near = _nearest(text, names)
        hint = f"one of: {', '.join(names)}" + (f"; did you mean `{near}`?" if near else "")
        self.complain(self.line(key), f"`{key}: {text}` is not known", hint)
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

    def table_of(self, key: str, example: str, what: str = "a table") -> "Fields":
        """The table under a key, with whatever keys it has; an empty one where there is none, with a problem if anything else stands there."""
        value = self.table.entries.get(key)
        if value is not None and not isinstance(value, Table) and (isinstance(value, Items) or value.value.strip()):
            self.complain(value.line, f"`{key}` must be {what}", f"such as {example}")
        return Fields(value if isinstance(value, Table) else Table({}, {}, 1), self.path, self.problems)

    def tables(self, key: str, keys: tuple[str, ...]) -> "Iterator[Fields]":
        """The tables of a list, or a table standing alone, which may have these keys; a text stands for a table of the first key alone."""
        value = self.table.entries.get(key)
        for item in value.values if isinstance(value, Items) else (value,):
            if isinstance(item, Table):
                yield self.inner(item, keys, key)
            elif isinstance(item, Items):
                self.complain(item.line, f"`{key}` must be a list of tables of {', '.join(keys)}", f"such as [{{{keys[0]}: ...}}]")
            elif item is not None and item.value.strip():
                yield Fields(Table({keys[0]: item}, {keys[0]: item.line}, item.line), self.path, self.problems, key, short=True)

    def allow_only(self, known: Iterable[str], elsewhere: Mapping[str, str] = MappingProxyType({})) -> None:
        """Add an error for each key of the table that is not one of `known`.

        The hint is the one that it has the name of `elsewhere`, in other programs, else the nearest one.
        """
        names = tuple(known)
        for key, line in self.table.lines.items():
            if key not in names:
                near = elsewhere.get(key) or _nearest(key, names)
                self.meant.update({near} if near else ())
                self.complain(line, f"unknown key `{key}`", f"did you mean `{near}`?" if near else self._known(key, names))

    def _known(self, key: str, names: tuple[str, ...]) -> str:
        """A hint for a key that is like none of these names. It may be the end of a value with a comma: `{geo: 52.5,13.4}`."""
        line = self.table.lines[key]
        cut_off = line == self.table.line and self.table.entries[key] == Text("", line)
        return f"known: {', '.join(names)}" + ("; if it belongs to the value before it, put that in quotes" if cut_off else "")


def _nearest(text: str, names: tuple[str, ...]) -> str | None:
    """The name that was probably meant, in whatever case."""
    by_word = {name.lower(): name for name in names}
    near = meant(text.lower(), by_word)
    return by_word[near] if near else None
