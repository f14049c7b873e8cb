"""A value with the files that it refers to, packed for a machine with another disk, and for the way back with what was made there.

Paths below a folder are read as paths below the folder at the other end (`pipeline.edge.pickled`). Files keep their times, which show
whether they have changed, and hard links stay hard links. Small files travel with the value, large ones through a depot that both machines
can reach, if there is one.
"""

import os
import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.content.trouble import Trouble
from pipeline.edge import files
from pipeline.edge.pickled import dumps, loads
from pipeline.edge.store import OpenStore

LARGE = 1 << 20  # bytes; a post, its captions and most pictures are smaller
_FOLDER = ".passing"


class TransitError(OSError):
    """A file did not arrive: a sentence with what to do next."""


class Deposit(NamedTuple):
    """A file that waits in a depot."""

    name: str
    sha256: str


class Depot(NamedTuple):
    """Where large files wait to be fetched: in a store, under names that begin with `way`, which is unique to one transfer."""

    store: OpenStore
    way: str

    def put(self, file: Path, number: int) -> Deposit:
        """Leave a file, replacing one that an earlier try may have left under this number."""
        left = Deposit(f"{_FOLDER}/{self.way}-{number}", files.digest(file))
        _come_through(self.store.deposit(file, left.name), file.name)
        return left

    def fetch(self, deposit: Deposit, target: Path, name: str) -> None:
        """Copy a file, whose `name` is for people, to `target`."""
        _come_through(self.store.bring(deposit.name, target), name)
        if files.digest(target) != deposit.sha256:
            raise TransitError(f"{name} arrived damaged from {self.store}: run this again")

    def clear(self, deposits: Iterable[Deposit]) -> None:
        """Remove files, if the store can be reached."""
        for deposit in deposits:
            self.store.remove(deposit.name)


class Carried(NamedTuple):
    """A file on its way: its bytes, where it waits, or the other name under which it travels; `written` is its time (ns since the epoch)."""

    content: bytes | Deposit | str
    written: int


class Parcel(NamedTuple):
    """A pickled value, files by their path in the folder that they belong to, and paths that no longer exist."""

    value: bytes
    files: Mapping[str, Carried]
    gone: tuple[str, ...] = ()

    @property
    def deposits(self) -> tuple[Deposit, ...]:
        return tuple(file.content for file in self.files.values() if isinstance(file.content, Deposit))


def pack(
    value: object, folder: Path, paths: Iterable[Path], depot: Depot | None, *, gone: Iterable[Path] = (), there: Iterable[Path] = ()
) -> Parcel:
    """A value with files below `folder`, and paths that are `gone`; for files that are `there` already, only further names are included.

    `TransitError` if a large file cannot be left in the depot. After any error, nothing is left there.
    """
    names = {_inode(path.stat()): path.relative_to(folder).as_posix() for path in there}
    packed: dict[str, Carried] = {}
    parcel = Parcel(dumps(value, folder), packed, tuple(path.relative_to(folder).as_posix() for path in gone))
    try:
        for number, path in enumerate(sorted(set(paths))):
            name, found = _inside(path.relative_to(folder).as_posix()), path.stat()
            content = names.setdefault(_inode(found), name)
            packed[name] = Carried(content if content != name else _content(path, found.st_size, number, depot), found.st_mtime_ns)
    except BaseException:
        if depot:
            depot.clear(parcel.deposits)
        raise
    return parcel


def unpack(parcel: Parcel, folder: Path, depot: Depot | None) -> Any:
    """The value, after its files were put in place below `folder`, each completely or not at all."""
    for name, file in parcel.files.items():
        target = folder / _inside(name)
        if isinstance(file.content, str):
            target.unlink(missing_ok=True)
            files.place(folder / file.content, target)
            continue
        with files.replacing(target) as partial:
            if isinstance(file.content, bytes):
                partial.write_bytes(file.content)
            elif depot:
                depot.fetch(file.content, partial, name)
            os.utime(partial, ns=(file.written, file.written))
    for name in parcel.gone:
        (folder / _inside(name)).unlink(missing_ok=True)
    return loads(parcel.value, folder)


def _inode(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


def _inside(name: str) -> str:
    """The path, if it stays inside the folder; else `TransitError`, whoever named it."""
    if posixpath.normpath(name).partition("/")[0] in ("", ".."):
        raise TransitError(f"{name} is outside the show's folder: it is not sent")
    return name


def _content(path: Path, size: int, number: int, depot: Depot | None) -> bytes | Deposit:
    return depot.put(path, number) if depot and size > LARGE else path.read_bytes()


def _come_through(answer: object, name: str) -> None:
    """Raise a `TransitError` if the store's answer about a file is a trouble, or that it is not there."""
    if isinstance(answer, Trouble):
        raise TransitError(f"{answer.message} ({answer.hint})")
    if answer is None:
        raise TransitError(f"{name} is no longer in the store: run this again")
