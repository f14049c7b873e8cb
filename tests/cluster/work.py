"""Work for a cluster that tells on itself: where it runs, and what it finds there."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.run import doing


class Copying(NamedTuple):
    """A file to be written again, backwards. `deadly` names a file that is not there yet: then the first worker at it never ends."""

    name: str
    source: Path
    target: Path
    deadly: Path | None = None

    @property
    def needs(self) -> Iterator[Path]:
        yield self.source


class Copied(NamedTuple):
    """What was made, and by which process."""

    target: Path
    length: int
    process: int


def backwards(task: Copying) -> Copied:
    doing(f"{task.name} begins")
    if task.deadly and not task.deadly.exists():
        task.deadly.write_text("")
        os.kill(os.getpid(), signal.SIGKILL)
    data = task.source.read_bytes()
    task.target.parent.mkdir(parents=True, exist_ok=True)
    task.target.write_bytes(data[::-1])
    return Copied(task.target, len(data), os.getpid())


def failing(task: Copying) -> None:
    raise OSError(28, f"no space for {task.name}")


def dying(_: Copying) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
