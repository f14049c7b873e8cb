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
        return {entry.name: _of(entry, entry.name) for entry in _in_order(folder)}
    except OSError:  # it is not there, or nobody may look into it: who reads it says so
        return {}


def below(folder: str) -> "Iterator[str]":
    """The trace of each file below a folder, in no order; hidden ones are left out, and no link to a folder is followed."""
    pending = [(folder, "")]
    for place, prefix in pending:
        try:
            entries = os.scandir(place)
        except OSError:
            continue
        with entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    found = entry.stat(follow_symlinks=False)
                    yield line(prefix + entry.name, found.st_size, found.st_mtime_ns)


def are_settled(traces: str, moment: float) -> bool:
    """Whether a change after `moment` (seconds since the epoch) would have left another trace."""
    return all(changed + (_FINE if changed % _SECOND else _COARSE) < moment * _SECOND for changed in _times(traces))


def _times(traces: str) -> "Iterator[int]":
    return (int(found.rpartition("\t")[2]) for found in traces.splitlines() if "\t" in found)


def _in_order(folder: str) -> "list[os.DirEntry[str]]":
    return sorted((entry for entry in os.scandir(folder) if not entry.name.startswith(".")), key=_name)


def _name(entry: "os.DirEntry[str]") -> str:
    return entry.name


def _of(entry: "os.DirEntry[str]", name: str, *, is_inside: bool = False) -> str:
    try:
        if entry.is_dir(follow_symlinks=not is_inside):  # a link inside may lead round in a circle
            return "".join([_of(one, f"{name}/{one.name}", is_inside=True) for one in _in_order(entry.path)])
        found = entry.stat()
        return line(name, found.st_size, found.st_mtime_ns)
    except OSError:  # it has gone meanwhile, or leads nowhere
        return f"{name}\n"
