"""Where a fetch collects files, and how they are moved to their places: all of them, the record last.

`episodes/<slug>/.fetch/` is on the same disk and excludes itself from git. A new `recording.json` in it means that all files of that record
have arrived: whoever finds one moves them on. So a run may be killed at any moment, and the next one completes what it began.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.content import recordtext
from pipeline.content.recording import Recording
from pipeline.edge import files

_NAME = ".fetch"
_OWN = {".gitignore", "lock"}


@contextmanager
def held(folder: Path) -> Iterator[Path]:
    """The staging folder of an episode for this run alone; `files.BusyError` if another run has it.

    Partial sound in it is resumed. Afterwards it is deleted, unless it contains such parts, and so is an episode's folder that stayed
    empty. A network folder keeps the lock under another name until it is closed, so only then do the folders become empty.
    """
    stage = folder / _NAME
    if not (stage / ".gitignore").is_file():
        files.write(stage / ".gitignore", b"*\n")
    try:
        with files.lock(stage / "lock"):
            _roll_forward(folder)
            try:
                yield stage
            finally:
                if {path.name for path in stage.iterdir()} <= _OWN:
                    for name in _OWN:
                        (stage / name).unlink(missing_ok=True)
    finally:
        for place in (stage, folder):
            with suppress(OSError):  # something is in it
                place.rmdir()


def is_pending(folder: Path) -> bool:
    """Whether a run was interrupted after everything had arrived; `held` completes its work."""
    return os.path.isfile(f"{folder}/{_NAME}/{recordtext.FILE}")  # noqa: PTH113 - pathlib takes as long again


def arrived(folder: Path, name: str) -> Path:
    """The path of a file of the episode: in the staging folder if it has just arrived, else in its place."""
    staged = folder / _NAME / name
    return staged if staged.is_file() else folder / name


def commit(folder: Path, recording: Recording, *, finished: bool) -> None:
    """Make what has arrived the record of an episode. If that is `finished`, partial sound is deleted."""
    stage = folder / _NAME
    for file in recording.files:
        if (stage / file.name).is_file():
            with (stage / file.name).open("rb+") as written:
                os.fsync(written.fileno())
    files.write(stage / recordtext.FILE, recordtext.compose(recording).encode())
    _roll_forward(folder)
    for path in stage.iterdir() if finished else ():
        if path.name not in _OWN:
            path.unlink()


def _roll_forward(folder: Path) -> None:
    """Complete the commit of an interrupted run, if there is one: new files first, then deletions, then the record."""
    stage = folder / _NAME
    new = _recording(stage)
    if new is None:
        return
    for file in new.files:
        if file.origin == "youtube" and (stage / file.name).is_file():
            (stage / file.name).replace(folder / file.name)
    old = _recording(folder)
    kept = {file.name for file in new.files}
    for file in old.files if old else ():
        if file.origin == "youtube" and file.name not in kept:
            (folder / file.name).unlink(missing_ok=True)
    (stage / recordtext.FILE).replace(folder / recordtext.FILE)


def _recording(folder: Path) -> Recording | None:
    try:
        return recordtext.parse((folder / recordtext.FILE).read_text("utf-8"), recordtext.FILE)[0]
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
