"""Traces: the size and modification time of files as text, which show that nothing has changed without reading anything.

It imports nothing but `os`, since a publish that has nothing to do imports little else.
"""

import os

_FINE = 100_000_000  # ns: longer than a tick of any kernel's clock; within one tick, a second change of the same length leaves no trace
_COARSE = 2_000_000_000  # ns: the resolution of file systems that count in seconds, with a margin
_SECOND = 1_000_000_000

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def state(found: os.stat_result) -> str:
    """What identifies the content of a file at its path: its size in bytes, a tab, and its modification time in ns since the epoch."""
    return f"{found.st_size}\t{found.st_mtime_ns}"


def line(path: str, state: str) -> str:
    """The trace of one file."""
    return f"{path}\t{state}\n"


def of_file(path: str, name: str | None = None, at: int | None = None, stat: "Callable[..., os.stat_result]" = os.stat) -> str:
    """The trace of a file, under `name` or else its path; the name alone if the file is missing or cannot be reached.

    The path is relative to the open folder `at` if one is given; pass `os.lstat` as `stat` so that a link is not followed.
    """
    try:
        found = stat(path, dir_fd=at)
    except OSError:
        return f"{name or path}\n"
    return line(name or path, state(found))


def of_each(paths: "Sequence[str]", at: int, stat: "Callable[..., os.stat_result]" = os.stat) -> list[str]:
    """The traces of files, whose paths are relative to the open folder `at`; see `of_file`."""
    try:
        return [f"{path}\t{(found := stat(path, dir_fd=at)).st_size}\t{found.st_mtime_ns}\n" for path in paths]
    except OSError:
        return [of_file(path, at=at, stat=stat) for path in paths]


def are_settled(traces: str, moment: float) -> bool:
    """Whether any change after `moment` (seconds since the epoch) is certain to leave other traces."""
    times = (int(line[line.rfind("\t") + 1 :]) for line in traces.split("\n") if "\t" in line)
    return all(is_settled(changed, moment) for changed in times)


def is_settled(changed: int, moment: float) -> bool:
    """Whether any change after `moment` (seconds since the epoch) is certain to leave another time than `changed` (ns)."""
    return changed + (_FINE if changed % _SECOND else _COARSE) < moment * _SECOND
