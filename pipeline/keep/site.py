"""A show's two sites: the published one, and beside it the next one, which is made file by file and put in place in one step.

The two share equal files by hard links, so that a publish costs what has changed and not what there is. Therefore a file that both have is
never written in place, but replaced by another. A file that only the next site has may be: if a kill leaves it incomplete, its traces
differ.
"""

import errno
import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, partial
from io import FileIO
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pipeline.edge import files
from pipeline.edge.exchange import exchange, recover
from pipeline.keep import rows, traces
from pipeline.keep.aside import Aside
from pipeline.keep.folders import Folders

_FEW = 50  # up to so many files, searching the text is faster than splitting all of it
_MANY = 500  # files that take longer to link than a process takes to start
_FRACTION = 9  # the last digits of a time in ns: its fraction of a second


Files = Mapping[str, str]  # the state of each file (see `traces.state`) by its path in the site


class TracedFiles(Files):
    """Files as their traces, in parts. The text is searched while a few files are asked for, and split into a dict when there are more."""

    def __init__(self, traced: Iterable[str]) -> None:
        self._parts = tuple(traced)
        self._text, self._asked = "\n" + "".join(self._parts), 0

    @property
    def mark(self) -> str:
        """The digest that identifies these files; see `marked`."""
        return marked(self._parts)

    def __getitem__(self, path: str) -> str:
        self._asked += 1
        if self._asked > _FEW:
            return self._whole[path]
        start = f"\n{path}\t"
        at = self._text.find(start)
        if at < 0:
            raise KeyError(path)
        return self._text[at + len(start) : self._text.index("\n", at + 1)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return self._text.count("\n") - 1

    @cached_property
    def _whole(self) -> dict[str, str]:
        return rows.read(self._text[1:])


def marked(traced: Iterable[str]) -> str:
    """The SHA-256 (hex) of files, whose traces are given in parts; the order of the parts does not matter."""
    hasher = hashlib.sha256()
    for part in sorted(traced):
        hasher.update(part.encode())
    return hasher.hexdigest()


class Site(NamedTuple):
    """Where a show's two sites are: `public` is what listeners get (or a link to it), `beside` the next one."""

    public: Path
    beside: Path

    @property
    def _place(self) -> Path:
        """The real path of the published site, so that a link to it stays a link. `NotADirectoryError` if something else is there."""
        place = Path(os.path.realpath(self.public))
        if place.exists() and not place.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(self.public))
        return place

    def write(self, path: str, data: bytes, known: str | None = None, *, like: int = 0) -> str:
        """Write a file of the next site and return its state. A file that has these bytes already stays untouched.

        `known` is the state of the file that is there, None if there is none; at least its first `like` bytes equal those of `data`.
        """
        target = f"{self.beside}/{path}"
        if known and files.same(target, data):
            return known
        try:
            return _overwrite(target, data, like) if known and files.is_alone(target) else _create(target, data)
        except OSError as error:
            _make_way(target, error)
            return _create(target, data)

    def link(self, path: str, source: Path, known: str | None = None) -> str:
        """Put the file `source`, which must never be written in place either, at a path of the next site, and return its state."""
        if known and _is_still(known, traces.state(os.stat(source))):
            return known
        target = f"{self.beside}/{path}"
        _link(str(source), target)
        return traces.state(os.stat(target))

    def remove(self, paths: Iterable[str]) -> None:
        """Remove these files from the next site, and folders that become empty."""
        for path in paths:
            target = self.beside / path
            target.unlink(missing_ok=True)
            with suppress(OSError):  # other files are still in it
                target.parent.rmdir()

    def settle(self, traced: Callable[[], Iterable[str]], look: Callable[[str], Files], mark: str = "") -> frozenset[str]:
        """Make the next site hold just the files that are on record, and return the paths of those that are lost.

        A publish, or a kill at any moment, leaves older files in it. What the published site still has is taken from there; what is not on
        record is removed. `traced` gives the traces of the files on record in parts, so that they need not be held all at once. `look`
        finds the files in a folder; it is not asked where the files there are known to have the digest `mark` and the record has the same.
        """
        recover(self.beside, self._place)
        if self.beside.is_symlink() or self.beside.is_file():
            self.beside.unlink()  # in a link, somebody else's files would be taken for ours
        if mark and marked(traced()) == mark:
            return frozenset()
        found, count, astray = look(str(self.beside)), 0, dict[str, str]()
        for some in map(rows.read, traced()):
            count += len(some)
            if not some.items() <= found.items():  # the usual case first: nothing is astray
                astray |= {path: some[path] for path in _astray(some, found)}
        if not astray and count == len(found):
            return frozenset()
        owners = Counter(chain.from_iterable(map(rows.read, traced())))
        self.remove(found.keys() - owners)
        # Of a path with two owners, as after a kill while one post took the name of another, nobody knows whose file is there.
        return frozenset(path for path, state in astray.items() if owners[path] > 1 or not self._take_if_same(path, state))

    def differing(self, wanted: Files) -> frozenset[str]:
        """The paths in which the published site differs from a site with these files."""
        found = Folders().files(str(self.public))
        return frozenset((*(found.keys() - wanted.keys()), *_astray(wanted, found)))

    def publish(self, wanted: Files, changed: frozenset[str]) -> frozenset[str]:
        """Put the next site, whose files are `wanted`, in place of the published one, and return the paths that differ between the two.

        `changed` are those that may differ; if there are none, the published site is compared with `wanted`.
        """
        place = self._place
        changed = frozenset(path for path in changed if path in wanted or os.path.lexists(place / path))  # some are made and removed again
        if changed := changed or self.differing(wanted):
            self.beside.mkdir(parents=True, exist_ok=True)
            place.parent.mkdir(parents=True, exist_ok=True)
            exchange(self.beside, place)
            self._follow(wanted, changed if self.beside.exists() else wanted.keys())
        return changed

    def _follow(self, wanted: Files, changed: Iterable[str]) -> None:
        """Make the next site equal to the published one again, so that a machine may lose `public/` and need not make anything anew."""
        self.remove(path for path in changed if path not in wanted)
        kept = sorted(path for path in changed if path in wanted)  # by folder, so that most folders are finished well before the end
        half = len(kept) // 2
        with Aside(partial(self._take, kept[:half]), is_long=half > _MANY) as others:
            self._take(kept[half:])
            others.answer()

    def _take(self, paths: Iterable[str]) -> None:
        """Link these files of the published site into the next one, if they are still there."""
        for path in paths:
            with suppress(FileNotFoundError, NotADirectoryError):
                _link(f"{self.public}/{path}", f"{self.beside}/{path}")

    def _take_if_same(self, path: str, state: str) -> bool:
        """Link a file of the published site into the next one, if it is there in this state; whether it was."""
        source, target = f"{self.public}/{path}", f"{self.beside}/{path}"
        try:
            if not _is_still(state, traces.state(os.stat(source))):
                return False
        except (FileNotFoundError, NotADirectoryError):
            return False
        _link(source, target)
        return True


def _astray(wanted: Files, found: Files) -> Iterator[str]:
    """The paths of wanted files that were not found, or found in another state."""
    return (path for path, state in wanted.items() if not _is_still(state, found.get(path, "")))


def _is_still(known: str, found: str) -> bool:
    """Whether a file in the state `found` is the one whose state is `known`. An archive may have cut its time to whole seconds in between."""
    return found == known or found == f"{known[:-_FRACTION]}{'0' * _FRACTION}"


def _link(source: str, target: str) -> None:
    """Link the file `source` to `target`, replacing whatever is there; copy it if the file system has no hard links."""
    try:
        os.link(source, target)
    except OSError as error:
        _make_way(target, error)
        files.place(Path(source), Path(target))


def _make_way(target: str, error: OSError) -> None:
    """Make room for a file that could not be put at `target`: most often its folder is missing; else remove what is there."""
    if isinstance(error, FileNotFoundError):
        os.makedirs(os.path.dirname(target), exist_ok=True)
    elif Path(target).is_dir() and not Path(target).is_symlink():
        shutil.rmtree(target)
    else:
        Path(target).unlink(missing_ok=True)


def _create(target: str, data: bytes) -> str:
    """Write a file that does not exist yet, and return its state."""
    with open(target, "xb", buffering=0) as file:
        return _fill(file, data)


def _overwrite(target: str, data: bytes, like: int) -> str:
    """Write a file in place from byte `like` on, where it may differ, and return its state.

    Emptying it first would take a disk as long as writing all of it.
    """
    with open(target, "r+b", buffering=0) as file:
        file.seek(like)
        file.truncate(len(data))
        return _fill(file, data[like:])


def _fill(file: FileIO, data: bytes) -> str:
    try:
        while data:  # a full disk takes a part of the bytes, and raises its error only when it is given the rest
            data = data[file.write(data) :]
    except OSError as error:
        raise OSError(error.errno, error.strerror, file.name) from error
    return traces.state(os.fstat(file.fileno()))
