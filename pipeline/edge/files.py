"""Files and folders: reading, writing completely or not at all, and holding for one run."""

import errno
import fcntl
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO


class BusyError(OSError):
    """Another run is working on the show."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EAGAIN, "another run is publishing this show; wait until it has ended, then try again", str(path))


def digest(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(path: str) -> bytes:
    """A small file, read without the system calls that a buffer costs: an episode takes a dozen files."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - pathlib takes as long again
        return file.read()


def legible(name: str) -> str:
    """A file name that can be printed: bytes that are not UTF-8 are written as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def spelled(folder: Path, name: str) -> str:
    """The name of a file below `folder` as the disk has it. A letter with an accent is one character or two, which macOS takes for the same."""
    if name.isascii() or os.path.exists(folder / name):  # noqa: PTH110 - pathlib's raises for a name that is too long
        return name
    import unicodedata  # noqa: PLC0415 - few names get here

    forms = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    return next((form for form in forms if os.path.exists(folder / form)), name)  # noqa: PTH110 - as above


def read_source(path: str) -> bytes:
    """A file that a person has put there. `OSError` if it is neither file nor folder: reading a pipe could block forever.

    What has no size is empty. So is then what the system makes up when it is read, such as /proc/self/environ with the keys of this run, to
    which a link may come with a pull request.
    """
    found = os.stat(path)  # noqa: PTH116 - as above
    if stat.S_IFMT(found.st_mode) not in (stat.S_IFREG, stat.S_IFDIR):
        raise OSError(errno.ENXIO, "it is not a file", path)
    return b"" if stat.S_ISREG(found.st_mode) and not found.st_size else read(path)


def write(path: Path, data: bytes) -> None:
    """Write a file completely or not at all: a reader sees the old bytes or the new ones, even after a power cut."""
    with _beside(path) as temporary:
        _fill(temporary, data)
        temporary.replace(path)


def create(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet, completely or not at all; `FileExistsError` if it exists."""
    with _beside(path) as temporary:
        _fill(temporary, data)
        try:
            path.hardlink_to(temporary)
        except OSError:  # it exists, or a file system without hard links, such as exFAT
            path.touch(exist_ok=False)
            temporary.replace(path)


def rewrite(path: Path, data: bytes) -> None:
    """Write a file that somebody else made, completely or not at all; links are followed, and permissions kept."""
    target, mode = path.resolve(), path.stat().st_mode
    with _beside(target) as temporary:
        _fill(temporary, data)
        if temporary.stat().st_mode != mode:  # a disk without permissions may refuse even those that it has
            temporary.chmod(mode)
        temporary.replace(target)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """An empty file beside `path` for the block to fill; it replaces `path` if the block ends without an error.

    It is not flushed to the disk: this is for large files that can be made again.
    """
    with _beside(path) as temporary:
        yield temporary
        temporary.replace(path)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """An empty file beside `path` for this block alone; deleted afterwards unless it was moved away.

    Whoever writes the same file at the same time waits. A file left by a killed run is used again, so that none accumulate beside what
    people see.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    while True:
        with temporary.open("ab") as file:
            _hold(path, file, fcntl.LOCK_EX)
            if not _is_at(temporary, file):
                continue  # another process moved it away while this one waited
            file.truncate(0)
            try:
                yield temporary
            except OSError as error:
                if error.errno:  # else it is a sentence already
                    error.filename = error.filename or str(path)  # the error of a full disk has no file name
                raise
            finally:
                if _is_at(temporary, file):
                    temporary.unlink()
            return


def _hold(path: Path, file: IO[Any], how: int) -> None:
    """Lock an open file until it is closed. `OSError` with the `path` that it is locked for."""
    try:
        fcntl.flock(file, how)
    except OSError as error:
        error.filename = str(path)
        raise


def _is_at(path: Path, file: BinaryIO) -> bool:
    """Whether this open file is the one at `path`."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _fill(path: Path, data: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def place(source: Path, target: Path) -> None:
    """Put the file `source` at `target` too, without copying if the file system has hard links. Neither may then be written in place.

    A copy has the same time, which tells that nothing has changed; its permissions are those of a new file, as a stick takes no others.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)
        date(target, source.stat())


def date(path: Path, like: os.stat_result) -> None:
    """Give a file the times of another. `OSError` with its `path`, which the system's own lacks."""
    try:
        os.utime(path, ns=(like.st_atime_ns, like.st_mtime_ns))
    except OSError as error:
        error.filename = str(path)
        raise


def state(path: Path) -> str:
    """What distinguishes two states of a file without reading it: its name, size and modification time."""
    found = path.stat()
    return f"{path.name} {found.st_size} {found.st_mtime_ns}"


def same(path: str, data: bytes) -> bool:
    """Whether the file contains exactly these bytes."""
    try:
        return os.stat(path).st_size == len(data) and read(path) == data  # noqa: PTH116 - as above
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def is_alone(path: str) -> bool:
    """Whether a file has no other hard link, so that writing into it changes no other copy."""
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return stat.S_ISREG(found.st_mode) and found.st_nlink == 1


def named(folder: Path, suffixes: tuple[str, ...]) -> tuple[Path, ...]:
    """The entries of `folder` with one of these suffixes, sorted, without hidden ones. They may turn out not to be readable files."""
    return tuple(folder / name for name in names(folder, suffixes))


def names(folder: Path, suffixes: tuple[str, ...]) -> list[str]:
    """The names of entries of `folder` with one of these suffixes, sorted, without hidden ones."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if entry.name.endswith(suffixes) and entry.name[0] != ".")
    except (FileNotFoundError, NotADirectoryError):
        return []


def tree(folder: Path) -> Iterator[Path]:
    """Every file below `folder`, sorted, as paths relative to it."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield (Path(parent) / name).relative_to(folder)


@contextmanager
def lock(path: Path, *, waits: bool = False) -> Iterator[None]:
    """Hold a lock for this run; `BusyError` if another run on this machine holds it, unless this one `waits`.

    The kernel releases it when the process ends.
    """
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            try:
                _hold(path, file, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:  # any other, as of a network file system without locks, is no sign of another run
                raise BusyError(path) from error
            if not _is_at(path, file):
                continue  # whoever held it has deleted it meanwhile, and a third run could hold the next one
            yield
            return


def expanded(written: str) -> Path:
    """A path as a host wrote it, with `~` as a home folder; as it is if there is no such user, where pathlib's own way raises."""
    return Path(os.path.expanduser(written))  # noqa: PTH111
