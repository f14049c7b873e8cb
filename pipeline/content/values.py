"""What is written under the keys of a hand-written table, as YAML, TOML or properties: texts, lists and tables, each with its line."""

from typing import NamedTuple


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


def bare_key(key: str) -> str:
    """A key of a blog without capitals and signs: `youtube_id`, `video-url` and `videoUrl` alike."""
    return key.casefold().replace("_", "").replace("-", "")
