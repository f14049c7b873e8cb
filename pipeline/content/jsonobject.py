"""A JSON object that people may have edited, read key by key; whatever is wrong becomes a problem at its line."""

from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

from pipeline.content.problem import Place, Problem

_T = TypeVar("_T", str, int, bool, list[object], dict[str, object])
_LARGEST = 2**53 - 1  # up to here, whole numbers are the same to all programs (RFC 8259, 6); beyond, dividing them may overflow
_KINDS = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"}


class Object(NamedTuple):
    """An object in the `text` of the file `path`. A missing or wrong value becomes a problem with `hint`, and a harmless value.

    `keys` lead to the object from the outermost one.
    """

    tree: dict[str, object]
    text: str
    path: str
    problems: list[Problem]
    hint: str
    keys: tuple[str, ...] = ()

    def complain(self, key: str, message: str) -> None:
        """Add a problem at the line of a key, or at that of the object if it has no such key."""
        keys = (*self.keys, key) if key in self.tree else self.keys
        self.problems.append(Problem(Place(self.path, line(self.text, *keys)), message, self.hint))

    def optional(self, key: str, kind: type[_T]) -> _T | None:
        """The value of a key; None if it is missing or, which is a problem, of another kind."""
        value = self.tree.get(key)
        if value is None:
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.complain(key, f"`{key}` is not {_KINDS[kind]}")
            return None
        if isinstance(value, int) and abs(value) > _LARGEST:
            self.complain(key, f"`{key}` is too large a number")
            return None
        if isinstance(value, str) and not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
            self.complain(key, f"`{key}` contains half a character (a lone surrogate)")
            return None
        return value

    def required(self, key: str, kind: type[_T]) -> _T:
        """The value of a key; if it is missing, that is a problem and the value is empty."""
        value = self.optional(key, kind)
        if value is None:
            if self.tree.get(key) is None:
                self.complain(key, f"`{key}` is missing")
            return kind()
        return value

    def moment(self, key: str) -> datetime | None:
        """A moment in ISO 8601 with a zone, converted to UTC; None if it is missing or, which is a problem, anything else."""
        text = self.optional(key, str)
        if text is None:
            return None
        try:
            found = datetime.fromisoformat(text)
            if found.tzinfo is not None:
                return found.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        self.complain(key, f"`{key}` is not a time such as 2026-05-04T12:00:00Z")
        return None

    def inner(self, key: str) -> "Object | None":
        """The object that is the value of a key; None if it is missing."""
        tree = self.optional(key, dict)
        return None if tree is None else self._replace(tree=tree, keys=(*self.keys, key))

    def objects(self, key: str) -> "tuple[Object, ...]":
        """The objects in a list."""
        found = []
        for item in self.optional(key, list) or ():
            if isinstance(item, dict):
                found.append(self._replace(tree=item, keys=(*self.keys, key)))
            else:
                self.complain(key, f"`{key}` must be a list of objects")
        return tuple(found)

    def allow_only(self, *known: str) -> None:
        """Add a problem for every other key."""
        for key in self.tree:
            if key not in known:
                self.complain(key, f"`{key}` does not belong here")


def line(text: str, *keys: str) -> int:
    """The line of the last of `keys`, each searched for behind the one before it; 1 if it is not in the text."""
    at = 0
    for key in keys:
        at = max(text.find(f'"{key}"', at), at)
    return text.count("\n", 0, at) + 1
