"""A show's site twice: the published one, and beside it the next one, made file by file and put in place in one step.

The two share equal files by hard links, so that a publish costs what has changed and not what there is. Therefore no file that both have is
ever written in place: another file takes its name. One that the next site has alone may be: what a kill leaves of it has left other traces.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, partial
from io import FileIO
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pipeline.edge import files
from pipeline.keep import rows, traces
from pipeline.keep.aside import Aside
from pipeline.keep.folders import Folders

_FEW = 50  # files that are sooner found in a text than all are told apart
_MANY = 500  # files that take longer to link than a process takes to begin
_FRACTION = 9  # digits of a time in ns that are less than a second


Files = Mapping[str, str]  # the state of each file, as `traces` tells it, by path below the site


class Held(Files):
    """Files that are `traced`, in parts: their text is searched for a few of them, and taken apart where more are asked for."""

    def __init__(self, traced: Iterable[str]) -> None:
        self._parts = tuple(traced)
        self._text, self._asked = "\n" + "".join(self._parts), 0

    @property
    def mark(self) -> str:
        """Tells these files from any others; see `marked`."""
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
    """A digest of files that are `traced` in these parts, in whatever order."""
    hasher = hashlib.sha256()
    for part in sorted(traced):
        hasher.update(part.encode())
    return hasher.hexdigest()


class Site(NamedTuple):
    """Where a show's two sites lie: `public` is what listeners get, or a link to it, and `beside` what comes next."""

    public: Path
    beside: Path

    @property
    def _place(self) -> Path:
        """Where the published site lies in truth: a link to it stays what it is. `NotADirectoryError` where something else lies there."""
        place = Path(os.path.realpath(self.public))
        if place.exists() and not place.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(self.public))
        return place

    def write(self, path: str, data: bytes, known: str | None = None, *, like: int = 0) -> str:
        """Have these bytes at a path of the next site; the file's state. `known` is that of the file there: where it has these bytes, it stays.

        At least its first `like` bytes are the same as these.
        """
        target = f"{self.beside}/{path}"
        if known and files.same(target, data):
            return known
        try:
            return _changed(target, data, like) if known and files.is_alone(target) else _written(target, data)
        except OSError as error:
            _make_way(target, error)
            return _written(target, data)

    def link(self, path: str, source: Path, known: str | None = None) -> str:
        """Have the file `source`, which is never written in place either, at a path of the next site."""
        if known and _is_still(known, traces.state(os.stat(source))):  # noqa: PTH116 - pathlib takes longer than the kernel, ten files an episode
            return known
        target = f"{self.beside}/{path}"
        _link(str(source), target)
        return traces.state(os.stat(target))  # noqa: PTH116 - as above

    def remove(self, paths: Iterable[str]) -> None:
        """Have nothing at these paths of the next site."""
        for path in paths:
            target = self.beside / path
            target.unlink(missing_ok=True)
            with suppress(OSError):  # other files are still in it
                target.parent.rmdir()

    def settle(self, traced: Callable[[], Iterable[str]], look: Callable[[str], Files], mark: str = "") -> frozenset[str]:
        """Bring the next site to what it is known to hold, and return the paths where it does not.

        `look` tells what is in a folder; where it is known to be files of a `mark`, that is told instead. The files that are wanted are `traced`
        in parts, so that not all are held at once. A publish, or a kill at any moment, leaves files of before in the site. What the
        published one has is taken from there; what nobody knows of is removed.
        """
        files.recover(self.beside, self._place)
        if self.beside.is_symlink() or self.beside.is_file():
            self.beside.unlink()  # in a link, somebody else's files would be taken for ours
        if mark and marked(traced()) == mark:
            return frozenset()
        found, count, lost = look(str(self.beside)), 0, dict[str, str]()
        for some in map(rows.read, traced()):
            count += len(some)
            if not some.items() <= found.items():  # as they most often are, which is soon told
                lost |= {path: some[path] for path in _astray(some, found)}
        if lost or count != len(found):
            self.remove(found.keys() - chain.from_iterable(map(rows.read, traced())))
        return frozenset(path for path, file in lost.items() if not self._taken(path, file))

    def publish(self, wanted: Files, changed: frozenset[str]) -> frozenset[str]:
        """Put the next site in place, and return the paths that are others than before.

        `changed` are those that are known to be; where there are none, the published site is compared with what is wanted.
        """
        if not changed:
            found = Folders().files(str(self.public))
            changed = frozenset((*(found.keys() - wanted.keys()), *_astray(wanted, found)))
        if changed:
            self.beside.mkdir(parents=True, exist_ok=True)
            place = self._place
            place.parent.mkdir(parents=True, exist_ok=True)
            files.exchange(self.beside, place)
            self._follow(wanted, changed if self.beside.exists() else wanted.keys())
        return changed

    def _follow(self, wanted: Files, changed: Iterable[str]) -> None:
        """Have the next site begin as the published one. A machine that keeps no other may lose that, and need make nothing anew."""
        self.remove(path for path in changed if path not in wanted)
        kept = sorted(path for path in changed if path in wanted)  # folder by folder, so that most are done with a while before the last
        half = len(kept) // 2
        with Aside(partial(self._take, kept[:half]), is_long=half > _MANY) as others:
            self._take(kept[half:])
            others.answer()

    def _take(self, paths: Iterable[str]) -> None:
        """Have these files of the published site in the next one, as far as they are still there."""
        for path in paths:
            with suppress(FileNotFoundError, NotADirectoryError):
                _link(f"{self.public}/{path}", f"{self.beside}/{path}")

    def _taken(self, path: str, file: str) -> bool:
        source, target = f"{self.public}/{path}", f"{self.beside}/{path}"
        try:
            if not _is_still(file, traces.state(os.stat(source))):  # noqa: PTH116 - as above
                return False
        except (FileNotFoundError, NotADirectoryError):
            return False
        _link(source, target)
        return True


def _astray(wanted: Files, found: Files) -> Iterator[str]:
    """The wanted files that are not among those that were found, or are others there."""
    return (path for path, file in wanted.items() if (there := found.get(path)) != file and not (there and _is_still(file, there)))


def _is_still(file: str, found: str) -> bool:
    """Whether a file is the one it was. An archive that kept it in between may have kept its time in whole seconds."""
    return found == file or found == f"{file[:-_FRACTION]}{'0' * _FRACTION}"


def _link(source: str, target: str) -> None:
    """Have the file `source` at `target` too, whatever was there; a copy of it where the disk has no hard links."""
    try:
        os.link(source, target)
    except OSError as error:
        _make_way(target, error)
        files.place(Path(source), Path(target))


def _make_way(target: str, error: OSError) -> None:
    """Have nothing at `target`, and a folder around it, where a file could not be put there: a folder is what is not there most often."""
    if isinstance(error, FileNotFoundError):
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 - as above
    elif Path(target).is_dir() and not Path(target).is_symlink():
        shutil.rmtree(target)
    else:
        Path(target).unlink(missing_ok=True)


def _written(target: str, data: bytes) -> str:
    with open(target, "xb", buffering=0) as file:  # noqa: PTH123
        return _filled(file, data)


def _changed(target: str, data: bytes, like: int) -> str:
    """Write a file in place, from the first byte on that may be another: to empty it first takes a disk as long as to write it all."""
    with open(target, "r+b", buffering=0) as file:  # noqa: PTH123
        file.seek(like)
        file.truncate(len(data))
        return _filled(file, data[like:])


def _filled(file: FileIO, data: bytes) -> str:
    try:
        while data:  # a disk that is full takes a part of them, and says why it takes no more when it is given the rest
            data = data[file.write(data) :]
    except OSError as error:
        raise OSError(error.errno, error.strerror, file.name) from error
    return traces.state(os.fstat(file.fileno()))
