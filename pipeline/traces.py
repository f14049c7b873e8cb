"""Traces: the size and time of files as text, which tell without reading anything that nothing has changed.

It needs nothing but `os`, for a publish that has nothing to do imports little else.
"""

import os

_FINE = 100_000_000  # ns: longer than a tick of any kernel's clock; within one, a second change of the same length leaves no trace
_COARSE = 2_000_000_000  # ns: what file systems that count in seconds are good for
_SECOND = 1_000_000_000

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Iterator


def line(path: str, size: int, changed: int) -> str:
    """The trace of one file; `changed` in ns."""
    return f"{path}\t{size}\t{changed}\n"


def of_file(path: str, name: str | None = None) -> str:
    """The trace of a file, under its path or another name; of one that is not there, or cannot be reached, its name alone."""
    try:
        found = os.stat(path)  # noqa: PTH116 - pathlib takes longer to import than a thousand of these
    except OSError:
        return f"{name or path}\n"
    return line(name or path, found.st_size, found.st_mtime_ns)


def of_folder(folder: str) -> dict[str, str]:
    """The traces of what lies in a folder: by the name of each file, and of each folder with all that is in it. Hidden ones are left out."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:  # it is not there, or nobody may look into it: who reads it says so
        return {}
    return {entry.name: "".join(_of(entry, entry.name)) for entry in entries if not entry.name.startswith(".")}


def are_settled(traces: str, moment: float) -> bool:
    """Whether a change after `moment` (seconds since the epoch) would have left another trace."""
    return all(changed + (_FINE if changed % _SECOND else _COARSE) < moment * _SECOND for changed in _times(traces))


def _times(traces: str) -> "Iterator[int]":
    return (int(found.rpartition("\t")[2]) for found in traces.splitlines() if "\t" in found)


def _of(entry: "os.DirEntry[str]", name: str, *, is_inside: bool = False) -> "Iterator[str]":
    try:
        if entry.is_dir(follow_symlinks=not is_inside):  # a link inside may lead round in a circle
            for one in sorted(os.scandir(entry.path), key=lambda one: one.name):
                if not one.name.startswith("."):
                    yield from _of(one, f"{name}/{one.name}", is_inside=True)
        else:
            found = entry.stat()
            yield line(name, found.st_size, found.st_mtime_ns)
    except OSError:  # it has gone meanwhile, or leads nowhere
        yield f"{name}\n"
