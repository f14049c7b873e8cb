"""Digests of what goes into results: of values, and of this program's own source."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from pipeline.keep.folders import COMPILED


def fingerprint(*parts: bytes | str | int | None) -> str:
    """The SHA-256 of parts in this order (hex), to tell whether anything that goes into a result has changed."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.hexdigest()


def digest(value: object) -> str:
    """A digest of a value made of tuples. JSON writes it in half the time that `repr` takes."""
    return fingerprint(json.dumps(value, default=repr).encode())


@cache
def source_digest(*parts: str) -> str:
    """A digest of this program's source, or of some of its modules and folders (`edge/media/tags`): results of another version are made anew.

    It is read once in a process, since the same modules make every episode.
    """
    return fingerprint(*chain.from_iterable(map(_text, parts or (".",))))


def _text(part: str) -> Iterator[str | bytes]:
    """The source of a module, or the names and contents of all files in a folder."""
    folder = Path(__file__).parent.parent
    inside = folder / part
    if not inside.is_dir():
        yield inside.with_suffix(".py").read_bytes()
        return
    for path in sorted(path for path in inside.rglob("*") if path.is_file() and path.parent.name != COMPILED):
        yield str(path.relative_to(folder))
        yield path.read_bytes()
