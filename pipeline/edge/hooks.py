"""Commands of the host's that are told what has happened, by JSON on their standard input.

They stand in the settings of a machine and never in a file that a pull request brings, and no shell is between: whatever a post says, it
reaches a command as data only. What they do and whether they fail changes nothing that was published.
"""

import os
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from pipeline.edge import files

SECONDS = 60.0  # for one command
_SHOWN = 300  # bytes of what it printed last


def run(command: tuple[str, ...], document: str, root: Path, seconds: float = SECONDS) -> str:
    """Have a command read a document, in the show's folder; why it failed, in a few words, empty where it did not.

    It and all that it has started are ended after some seconds. Of the command only its program is named, for its words may hold a key.
    """
    program = Path(command[0]).name
    with _paper() as said:
        try:
            started = subprocess.Popen(  # noqa: S603 - the host's own command, by its words
                command, cwd=root, stdin=subprocess.PIPE, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
            )
        except OSError as error:
            return f"{program} cannot be started: {error.strerror}"
        try:
            started.communicate(document.encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)
            started.wait()
            return f"{program} was ended after {seconds:g} seconds{_last(said)}"
        return f"{program} ended with code {started.returncode}{_last(said)}" if started.returncode else ""


def once(command: tuple[str, ...], document: str, root: Path) -> str:
    """The same, unless it was told just this the last time: a run an hour would else tell of one slip until it is mended."""
    last, told = memo(root), document.encode()
    if not document:
        with suppress(OSError):
            last.unlink(missing_ok=True)
    if not document or files.same(str(last), told):
        return ""
    failed = run(command, document, root)
    if not failed:
        with suppress(OSError):  # on a full disk: told twice is better than not at all
            files.write(last, told)
    return failed


def memo(root: Path) -> Path:
    """Where the document lies that was told `once` the last time."""
    return root / ".pipeline" / ".problems"


def _paper() -> BinaryIO:
    """A file for what a command says, which is thrown away where the disk has no room for it."""
    try:
        return cast("BinaryIO", tempfile.TemporaryFile())
    except OSError:
        return Path(os.devnull).open("r+b")


def _last(said: BinaryIO) -> str:
    end = said.seek(0, os.SEEK_END)
    said.seek(max(0, end - _SHOWN))
    lines = said.read().decode("utf-8", "replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f": {last}" if last else ""
