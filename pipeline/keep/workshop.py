"""The workshop: results of slow steps, kept between runs, each with digests of what went into it, so that one can say why it is made again."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pipeline.edge import files, pickled
from pipeline.keep import traces
from pipeline.keep.folders import COMPILED

Parts = Mapping[str, str]  # what goes into a result: digests by what a person calls it ("its post", "the feed file")


class Workshop:
    """A show's workshop in a folder, as one piece of work sees it. The folder may be deleted at any time, and moved.

    `reasons` are sentences about what this piece of work had to make, and why.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.reasons: list[str] = []

    def path(self, name: str) -> Path:
        return self.folder / name

    def kept(self, name: str, parts: Parts) -> object | None:
        """What was kept under a name when it was made of just these parts; None, with the reason on record, where there is no such thing."""
        record = self._read(name)
        why = difference(record.parts, parts) or next((f"{path.name} is not as it was written" for path in record.spoilt), "")
        if why:
            self.reasons.append(f"{name}: {why}")
        return None if why else record.value

    def parts(self, name: str) -> Parts:
        """What the result of that name was made of."""
        return self._read(name).parts or {}

    def forget(self, name: str) -> None:
        """Have nothing under a name, so that what is about to be written in place is not taken for whole before it is."""
        self.path(f"{name}.kept").unlink(missing_ok=True)

    def keep(self, name: str, parts: Parts, value: object, paths: Iterable[Path] = ()) -> None:
        """Keep a result, and with it the traces of the files at `paths`, which belong to it: a site may share them, and be damaged."""
        record = _Record(dict(parts), value, tuple((path, traces.of_file(str(path), path.name)) for path in paths))
        with files.replacing(self.path(f"{name}.kept")) as partial:
            partial.write_bytes(pickled.dumps(record, self.folder))

    def _read(self, name: str) -> "_Record":
        try:
            record = pickled.loads(files.read(f"{self.folder}/{name}.kept"), self.folder)
        except Exception:  # noqa: BLE001 - whatever a damaged or older file raises, the result is made anew
            return _Record()
        return record if isinstance(record, _Record) else _Record()


class _Record(NamedTuple):
    parts: Parts | None = None
    value: object = None
    written: tuple[tuple[Path, str], ...] = ()

    @property
    def spoilt(self) -> Iterator[Path]:
        """The files that are not as they were written."""
        return (path for path, trace in self.written if traces.of_file(str(path), path.name) != trace)


def difference(before: Parts | None, now: Parts) -> str:
    """Why what was made of the parts `before` is made again, in words; empty where it need not be."""
    if before is None:
        return "not made yet"
    changed = [name for name in (*now, *(before.keys() - now.keys())) if before.get(name) != now.get(name)]
    return f"{' and '.join(changed)} changed" if changed else ""


def fingerprint(*parts: bytes | str | int | None) -> str:
    """A digest of parts in order, for telling whether anything that went into a result has changed."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.hexdigest()


def digest(value: object) -> str:
    """A digest of a value that is made of tuples, which JSON tells in half the time that their `repr` takes."""
    return fingerprint(json.dumps(value, default=repr).encode())


def recipe(*parts: str) -> str:
    """A digest of this program's own text, or of modules and folders of it (`edge/tags`): results of another version are made anew."""
    return fingerprint(*chain.from_iterable(map(_text, parts or (".",))))


def _text(part: str) -> Iterator[str | bytes]:
    """A module, or the names and texts of what is in a folder."""
    folder = Path(__file__).parent.parent
    inside = folder / part
    if not inside.is_dir():
        yield inside.with_suffix(".py").read_bytes()
        return
    for path in sorted(path for path in inside.rglob("*") if path.is_file() and path.parent.name != COMPILED):
        yield str(path.relative_to(folder))
        yield path.read_bytes()
