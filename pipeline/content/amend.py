"""Writes lines into a post's front matter and leaves every other byte as it is: line ends, a byte order mark, comments, blank lines."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pipeline.content import encoding, frontmatter, pinned
from pipeline.content.frontmatter import FrontMatter
from pipeline.content.keys import fences
from pipeline.content.keys.yamltext import quoted
from pipeline.content.pinned import Pinned

_BOM = b"\xef\xbb\xbf"
_YAML, _TOML = b"---", b"+++"
_FENCES = {_YAML: (_YAML, b"..."), _TOML: (_TOML,)}
_EMPTY = re.compile(rb"([ \t]*[\w\"']+[ \t]*:)[ \t]*((?:#.*)?)")
_DAY = re.compile(rb"([ \t]*[\w\"']+[ \t]*(?::[ \t]+|=[ \t]*))(?P<quote>[\"']?)\d{4}-\d{1,2}-\d{1,2}(?P=quote)([ \t]*(?:#.*)?)")


class Amendment(NamedTuple):
    """What a post takes over from an episode that was published elsewhere. A field that is None is left as it is."""

    guid: str | None = None
    date: datetime | None = None
    enclosure: Pinned | None = None
    season: int | None = None
    episode: int | None = None
    type: str | None = None
    explicit: bool | None = None

    @property
    def given(self) -> dict[str, Any]:
        """The values by key, without those that are None."""
        return {key: value for key, value in self._asdict().items() if value is not None}

    @property
    def lines(self) -> dict[str, str]:
        """The values by key as texts, in a form that both YAML and TOML read."""
        return {key: _WRITTEN[key](value) for key, value in self.given.items()}


_WRITTEN: dict[str, Callable[[Any], str]] = {
    "guid": quoted,
    "date": datetime.isoformat,
    "enclosure": lambda enclosure: quoted(pinned.compose(enclosure)),
    "season": str,
    "episode": str,
    "type": quoted,
    "explicit": lambda explicit: str(explicit).lower(),
}


def amend(data: bytes, amendment: Amendment) -> bytes | None:
    """The post with the lines written in: a key that is absent or empty gets its value, and a date without a time gets one.

    None if the front matter would then not say exactly this and what it said before.
    """
    before = _front(data)
    mark = _BOM if data.startswith(_BOM) else b""
    rows = data.removeprefix(_BOM).splitlines(keepends=True)
    first, end = _inside(rows, has_keys=bool(before and before.lines))
    if before is None or (first is not None and end is None):
        return None
    left = dict(amendment.lines)
    for key in [key for key in left if key in before.lines]:
        row = before.lines[key] - 1
        filled = _filled(rows[row], left.pop(key)) if first is not None and end is not None and first <= row < end else None
        if filled is None:
            return None
        rows[row] = filled
    amended = mark + b"".join(_with_lines(rows, first, end, left))
    after = _front(amended)
    return amended if after and _without_places(after) == _without_places(before._replace(**amendment.given)) else None


def _inside(rows: Sequence[bytes], *, has_keys: bool) -> tuple[int | None, int | None]:
    """The first row inside the front matter and the row of its closing fence, from 0; None for what does not exist.

    If it `has_keys` without a fence above them, they are Hexo's, which end at a fence, or property lines.
    """
    first = next((number for number, row in enumerate(rows) if row.strip()), None)
    fence = rows[first].rstrip() if first is not None else b""
    if first is None or (fence not in _FENCES and not has_keys):
        return None, None
    ends = _FENCES.get(fence, _FENCES[_YAML][:1])
    first += fence in _FENCES
    return first, next((number for number in range(first, len(rows)) if rows[number].rstrip() in ends), None)


def _with_lines(rows: Sequence[bytes], first: int | None, end: int | None, lines: dict[str, str]) -> list[bytes]:
    """The rows with new lines at the end of the front matter (in TOML: before its tables), or with a new front matter above them."""
    ending = encoding.line_end(rows[first or 0]) if rows else b"\n"
    is_toml = end is not None and rows[end].rstrip() == _TOML
    new = [f"{key}{' =' if is_toml else ':'} {value}".encode() + ending for key, value in lines.items()]
    if first is not None:
        at = first if is_toml else end
        return [*rows[:at], *new, *rows[at:]]
    fence = _YAML + ending
    return [fence, *new, fence, ending, *rows] if new else [*rows]


def _filled(row: bytes, value: str) -> bytes | None:
    """The row of a key with its value filled in; None if it has a value other than a date without a time."""
    ending = encoding.line_end(row)
    text = row.removesuffix(ending)
    if found := _EMPTY.fullmatch(text):
        return b"".join((found[1], b" ", value.encode(), b"  " if found[2] else b"", found[2], ending))
    if found := _DAY.fullmatch(text):
        return b"".join((found[1], found["quote"], value.encode(), found["quote"], found[3], ending))
    return None


def _front(data: bytes) -> FrontMatter | None:
    """What the front matter says; None if the text itself is faulty."""
    text, _ = encoding.decode(data, "")
    if text is None:
        return None
    parts = fences.split(text, "")
    front, _ = frontmatter.read(parts.matter, "")
    return front if front.readable and not parts.problems else None


def _without_places(front: FrontMatter) -> FrontMatter:
    """What a front matter says, wherever it stands."""
    return front._replace(lines={})
