"""What a command or a call uses in total, with all processes that it starts: wall-clock seconds, CPU seconds, and a command's memory."""

import os
import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

_SOON, _SELDOM = 0.02, 0.5  # seconds between two looks at the memory, which cost: often at the beginning, then ever more seldom


class Usage(NamedTuple):
    """Seconds on the wall and of CPU, megabytes at the peak, and the exit code.

    `memory` is of all processes together, what they share counted once (PSS), where the system tells it; else of the largest one.
    """

    wall: float
    cpu: float
    memory: float
    code: int


def run(command: Sequence[str | Path], folder: Path, log: Path) -> Usage:
    """Run a command in a folder, and wait for it. What it says goes to `log`. Python keeps compiled modules, as it does where it is installed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with log.open("wb") as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        memory = _Memory(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    largest = used.ru_maxrss / 1024  # kilobytes on Linux
    return Usage(wall, used.ru_utime + used.ru_stime, memory.peak() or largest, process.returncode)


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Wall-clock and CPU seconds of a call. Processes that it starts count if it waits for them."""
    began, before = time.perf_counter(), _cpu()
    work()
    return time.perf_counter() - began, _cpu() - before


def _cpu() -> float:
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


class _Memory:
    """Looks at the memory of a process and its descendants at intervals, until it is asked for the peak."""

    def __init__(self, root: int) -> None:
        self._root, self._most, self._over = root, 0.0, Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def peak(self) -> float:
        """Megabytes; 0 if the system does not say."""
        self._over.set()
        self._thread.join()
        return self._most

    def _watch(self) -> None:
        pause = _SOON
        while not self._over.wait(pause):
            self._most, pause = max(self._most, sum(map(_share, _family(self._root)))), min(pause * 1.1, _SELDOM)


def _family(root: int) -> tuple[int, ...]:
    """A process and all its descendants."""
    found = [root]
    for pid in found:
        try:
            tasks = [*Path(f"/proc/{pid}/task").iterdir()]
            found += [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except (OSError, ValueError):
            continue  # it has ended meanwhile
    return tuple(found)


def _share(pid: int) -> float:
    """Megabytes of a process; memory that it shares with others is divided among them (PSS)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
