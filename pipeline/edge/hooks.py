"""The host's own commands, which read about what has happened as JSON on standard input.

They are in the settings of a machine, never in a file that a pull request can change, and no shell is involved: whatever a post says
reaches a command only as data. Whether they succeed changes nothing about what was published.
"""

import os
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO

from pipeline.edge import files, layout

SECONDS = 60.0  # time limit for one command
_SHOWN = 300  # bytes, from the end of its output, in which the last line is searched


def run(command: tuple[str, ...], document: str, root: Path, seconds: float = SECONDS) -> str:
    """Run a command in the show's folder with a document on its standard input; why it failed in a few words, empty if it did not.

    The command and all its children are killed after `seconds`, or if this is interrupted. Messages name only its program, because its
    arguments may contain a key.
    """
    program = Path(command[0]).name
    with _output_file() as said:
        try:
            started = subprocess.Popen(  # noqa: S603 - the host's own command, by its words
                command, cwd=root, stdin=subprocess.PIPE, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
            )
        except OSError as error:
            return f"{program} cannot be started: {error.strerror}"
        try:
            started.communicate(document.encode(), timeout=seconds)
        except BaseException as error:  # Ctrl-C does not reach the command, which is in a session of its own
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)
            started.wait()
            if not isinstance(error, subprocess.TimeoutExpired):
                raise
            return f"{program} was stopped after {seconds:g} seconds{_last(said)}"
        return f"{program} ended with code {started.returncode}{_last(said)}" if started.returncode else ""


def once(command: tuple[str, ...], document: str, root: Path) -> str:
    """Like `run`, unless the last run passed the same document: otherwise an hourly job would report a problem every hour."""
    last, told = memo(root), document.encode()
    if not document:
        with suppress(OSError):
            last.unlink(missing_ok=True)
        return ""
    if files.same(str(last), told):
        return ""
    failed = run(command, document, root)
    if not failed:
        with suppress(OSError):  # on a full disk: told twice is better than not at all
            files.write(last, told)
    return failed


def memo(root: Path) -> Path:
    """The file with the document that was last passed by `once`."""
    return root / layout.KEPT / ".problems"


def _output_file() -> IO[bytes]:
    """A file for a command's output, which is discarded if the disk is full."""
    try:
        return tempfile.TemporaryFile()
    except OSError:
        return Path(os.devnull).open("r+b")


def _last(said: IO[bytes]) -> str:
    """The last line of a command's output, after a colon; empty if it printed nothing."""
    end = said.seek(0, os.SEEK_END)
    said.seek(max(0, end - _SHOWN))
    lines = said.read().decode("utf-8", "replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f": {last}" if last else ""
