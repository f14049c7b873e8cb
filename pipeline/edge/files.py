"""Files and folders: read with a limit, written whole or not at all, exchanged in one step."""

import ctypes
import errno
import fcntl
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # renameat2(2), Linux 3.15; macOS calls the same flag RENAME_SWAP in renamex_np(2)


class BusyError(OSError):
    """Another run holds the show."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EAGAIN, "another run is publishing this show; let it end, then try again", str(path))


def digest(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(path: str) -> bytes:
    """A small file, without the looks that a buffer takes at it first: an episode is made of a dozen."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - pathlib takes as long again
        return file.read()


def legible(name: str) -> str:
    """The name of a file as it can be told; the kernel takes bytes that are text in no encoding, which are written as their numbers."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def written(path: str) -> bytes:
    """What a person has put there, as `read` has it. `OSError` where it is no file: what a pipe holds would be waited for, perhaps for ever."""
    if stat.S_IFMT(os.stat(path).st_mode) not in (stat.S_IFREG, stat.S_IFDIR):  # noqa: PTH116 - as above
        raise OSError(errno.ENXIO, "it is no file", path)
    return read(path)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a reader sees the old bytes or the new ones, also after a power cut."""
    with _beside(path) as temporary:
        _fill(temporary, data)
        temporary.replace(path)


def create(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all; `FileExistsError` where there is one."""
    with _beside(path) as temporary:
        _fill(temporary, data)
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links, such as exFAT
            path.touch(exist_ok=False)
            temporary.replace(path)


def rewrite(path: Path, data: bytes) -> None:
    """Write a file that somebody else made: whole or not at all, where a link leads to, and readable to whom it was."""
    target, mode = path.resolve(), path.stat().st_mode
    with _beside(target) as temporary:
        _fill(temporary, data)
        temporary.chmod(mode)
        temporary.replace(target)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """An empty file beside `path` for another program to fill; it takes the place of `path` when the block ends well.

    It is not forced to the disk: meant for what is large and can be made again.
    """
    with _beside(path) as temporary:
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(path)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """An empty file beside `path` for this block alone; where it was not moved away, it is gone afterwards.

    Who writes the same file at once waits. What a killed run left is taken up by the next, so that nothing gathers beside what people see.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    while True:
        with temporary.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if not _is_at(temporary, file):
                continue  # the one before moved it away while this one waited
            file.truncate(0)
            try:
                yield temporary
            except OSError as error:
                error.filename = error.filename or str(path)  # a full disk names none
                raise
            finally:
                if _is_at(temporary, file):
                    temporary.unlink()
            return


def _is_at(path: Path, file: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _fill(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)


def place(source: Path, target: Path) -> None:
    """Have the bytes of `source` at `target` without copying where the disk allows. Both are then never written in place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)


def state(path: Path | None) -> str:
    """Tells one state of a file from another without reading it."""
    if path is None:
        return ""
    found = path.stat()
    return f"{path.name} {found.st_size} {found.st_mtime_ns}"


def same(path: str, data: bytes) -> bool:
    """Whether the file holds just these bytes."""
    try:
        return os.stat(path).st_size == len(data) and read(path) == data  # noqa: PTH116 - as above
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def is_alone(path: str) -> bool:
    """Whether a file is there under no other name, so that no other site, and no other copy of it, has what is written into it."""
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return stat.S_ISREG(found.st_mode) and found.st_nlink == 1


def named(folder: Path, suffixes: tuple[str, ...]) -> tuple[Path, ...]:
    """What lies right in `folder` with one of these endings, in order; hidden ones are left out. Whether it can be read is seen by who reads it."""
    return tuple(folder / name for name in names(folder, suffixes))


def names(folder: Path, suffixes: tuple[str, ...]) -> list[str]:
    """The names of these."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if entry.name.endswith(suffixes) and entry.name[0] != ".")
    except (FileNotFoundError, NotADirectoryError):
        return []


def tree(folder: Path) -> Iterator[Path]:
    """Every file below `folder`, as paths relative to it, in order."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield (Path(parent) / name).relative_to(folder)


def exchange(new: Path, old: Path) -> None:
    """Put `new` in the place of `old`, and `old`, where there was one, in the place of `new`.

    On Linux and macOS this is one step of the kernel; elsewhere there is a moment without either, which `recover` mends. Where the two lie
    on different disks, `new` is copied beside `old` first, and stays where it is.
    """
    try:
        _exchange(new, old)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = _near(old)
        try:
            shutil.copytree(new, near)
            _exchange(near, old)
        finally:
            shutil.rmtree(near, ignore_errors=True)


def recover(new: Path, old: Path) -> None:
    """Mend what an `exchange` that was interrupted left behind."""
    aside, near = _aside(new), _near(old)
    if aside.exists():
        aside.rename(new if old.exists() else old)
    for rest in (near, _aside(near)):
        if rest.exists():
            shutil.rmtree(rest)


def _exchange(new: Path, old: Path) -> None:
    if not old.exists():
        new.rename(old)
    elif not _exchanged(new, old):
        aside = _aside(new)
        old.rename(aside)
        new.rename(old)
        aside.rename(new)


def _aside(new: Path) -> Path:
    return new.with_name(f"{new.name}.old")


def _near(old: Path) -> Path:
    return old.with_name(f".{old.name}.new")


def _exchanged(new: Path, old: Path) -> bool:
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(new), os.fsencode(old)
    if sys.platform == "darwin":
        call = getattr(library, "renamex_np", None)
        answer = call(first, second, _RENAME_EXCHANGE) if call else -1
    else:
        call = getattr(library, "renameat2", None)
        answer = call(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) if call else -1
    if answer == 0:
        return True
    problem = ctypes.get_errno()
    if call is None or problem in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False  # an old kernel, or a file system that cannot
    raise OSError(problem, os.strerror(problem), str(old))


@contextmanager
def lock(path: Path, *, waits: bool = False) -> Iterator[None]:
    """Hold something for this run; `BusyError` when another run of this machine has it, unless this one `waits` for that.

    The kernel lets go when the process ends.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BusyError(path) from error
        yield
