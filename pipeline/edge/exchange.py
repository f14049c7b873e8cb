"""Exchanging two folders, such as a site and the next one, in one step."""

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

from pipeline.edge import files

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # renameat2(2), Linux 3.15; macOS calls the same flag RENAME_SWAP in renamex_np(2)


def exchange(new: Path, old: Path) -> None:
    """Put `new` in the place of `old`, and `old`, if it exists, in the place of `new`.

    On Linux and macOS this is a single system call; elsewhere there is a moment without either, which `recover` repairs. If the two are on
    different disks, `new` is copied next to `old` first, and stays where it is.
    """
    try:
        _exchange(new, old)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = _near(old)
        try:
            near.mkdir()
            for path in files.tree(new):
                files.place(new / path, near / path)
            _exchange(near, old)
        finally:
            shutil.rmtree(near, ignore_errors=True)


def recover(new: Path, old: Path) -> None:
    """Repair what an interrupted `exchange` left behind."""
    aside, near = _aside(new), _near(old)
    if aside.exists():
        aside.rename(new if old.exists() else old)
    for rest in (near, _aside(near)):
        if rest.exists():
            shutil.rmtree(rest)


def _exchange(new: Path, old: Path) -> None:
    """Exchange two folders on one disk, in three steps if the system cannot do it in one."""
    if not old.exists():
        new.rename(old)
    elif not _exchange_at_once(new, old):
        aside = _aside(new)
        old.rename(aside)
        new.rename(old)
        aside.rename(new)


def _aside(new: Path) -> Path:
    return new.with_name(f"{new.name}.old")


def _near(old: Path) -> Path:
    return old.with_name(f".{old.name}.new")


def _exchange_at_once(new: Path, old: Path) -> bool:
    """Exchange two folders by one system call; False if it does not exist here. `OSError` for any other failure."""
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
        return False  # not supported by this kernel or file system
    raise OSError(problem, os.strerror(problem), str(old))
