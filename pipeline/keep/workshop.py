"""The workshop: results of slow steps, kept between runs, each with digests of its inputs, which tell why it has to be made again."""

from collections.abc import Iterable, Iterator, Mapping
from glob import escape
from pathlib import Path
from typing import NamedTuple

from pipeline.edge import files, layout, pickled
from pipeline.keep import traces

Parts = Mapping[str, str]  # digests of what goes into a result, by names for people ("its post", "the feed file")


def kept_folder(root: Path, show: str) -> Path:
    """Where everything is that is kept between runs for the show of this name."""
    return root / layout.KEPT / show


class Workshop:
    """A show's workshop, used for one piece of work. Its folder may be moved, or deleted at any time.

    `reasons` collects a sentence for each result that this piece of work had to make, with the reason.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.reasons: list[str] = []

    def path(self, name: str) -> Path:
        return self.folder / name

    def kept(self, name: str, parts: Parts) -> object | None:
        """The result that was kept under `name`, if it was made of exactly these parts; else None, and the reason is added to `reasons`."""
        record = self._read(name)
        why = difference(record.parts, parts) or next((f"{path.name} has been changed since it was written" for path in record.spoilt), "")
        if why:
            self.reasons.append(f"{name}: {why}")
        return None if why else record.value

    def parts(self, name: str) -> Parts:
        """What the result kept under `name` was made of; nothing if one of its files has been changed since it was written."""
        record = self._read(name)
        return {} if record.parts is None or any(record.spoilt) else record.parts

    def keep(self, name: str, parts: Parts, value: object, paths: Iterable[Path] = ()) -> None:
        """Keep a result, and the traces of the files at `paths` that belong to it: a site shares them by hard links and may damage them."""
        record = _Record(dict(parts), value, tuple((path, traces.of_file(str(path), path.name)) for path in paths))
        with files.replacing(self.path(f"{name}.kept")) as partial:
            partial.write_bytes(pickled.dumps(record, self.folder))

    def _read(self, name: str) -> "_Record":
        """The record of a result; an empty one if there is none that can be read."""
        try:
            record = pickled.loads(files.read(f"{self.folder}/{name}.kept"), self.folder)
        except Exception:  # noqa: BLE001 - whatever a damaged or older file raises, the result is made anew
            return _Record()
        return record if isinstance(record, _Record) else _Record()


def sweep(folder: Path, gone: Iterable[str], here: Iterable[str]) -> None:
    """Delete what is kept under the names in `gone`, each with a dot and more behind it, but nothing that belongs to a name in `here`."""
    for name in gone:
        longer = tuple(f"{other}." for other in here if other.startswith(f"{name}."))
        for path in folder.glob(f"{escape(name)}.*"):
            if not path.name.startswith(longer):
                path.unlink(missing_ok=True)


class _Record(NamedTuple):
    parts: Parts | None = None
    value: object = None
    written: tuple[tuple[Path, str], ...] = ()

    @property
    def spoilt(self) -> Iterator[Path]:
        """The files that have changed since they were written."""
        return (path for path, trace in self.written if traces.of_file(str(path), path.name) != trace)


def difference(before: Parts | None, now: Parts) -> str:
    """In words, why a result made of the parts `before` (None: there is no result) has to be made again; empty if it has not."""
    if before is None:
        return "not made yet"
    changed = [name for name in (*now, *(before.keys() - now.keys())) if before.get(name) != now.get(name)]
    return f"{' and '.join(changed)} changed" if changed else ""
