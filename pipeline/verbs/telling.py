"""Printing: results on standard output, what went wrong on standard error. And the exit codes.

Beside `faults.step` it imports only `errno`, `os` and `sys`, since a publish that has nothing to do imports little else.
"""

import errno
import os
import sys

from pipeline.edge.faults import step

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import TextIO

DONE, REFUSED, USAGE, INCOMPLETE = 0, 1, 2, 3

# Characters that steer a terminal, end lines in some programs, or reverse the text around them, in titles and names from anywhere. They are
# written as escapes, which are also right within JSON.
_STEERING = (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A))
_ESCAPES = {code: f"\\u{code:04x}" for code in _STEERING}


def prepare() -> None:
    """Make standard output and error accept any text: characters that their encoding lacks are written as escapes.

    A closed stream is replaced by one that leads nowhere; otherwise the next file to be opened would get its descriptor.
    """
    sys.stdout, sys.stderr = map(_prepared, (sys.stdout, sys.stderr))


def settle() -> None:
    """Flush both streams here, where a failure can still be reported, rather than at exit. `OSError` as for `put`."""
    _say("", sys.stderr)
    _put("")


def put(text: str) -> None:
    """Print a line of the result. `OSError` if it cannot be written, as on a full disk."""
    _put(f"{text}\n")


def _put(text: str) -> None:
    error = _say(text, sys.stdout)
    if error and not isinstance(error, BrokenPipeError):  # whoever reads the pipe has seen enough, as `head` does: the work goes on
        raise OSError(error.errno, error.strerror, "standard output") from error


def tell(line: str) -> None:
    """Print a line about what went wrong. If it cannot be written, there is nobody to tell."""
    _say(f"{line}\n", sys.stderr)


def _say(text: str, stream: "TextIO") -> OSError | None:
    """Print text that steers nothing, and return the error if that fails; then the stream, with what it still buffers, leads nowhere."""
    try:
        stream.write(text.translate(_ESCAPES))
        stream.flush()
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        return error
    return None


def _prepared(stream: "TextIO | None") -> "TextIO":
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if hasattr(stream, "reconfigure"):  # a replacement such as StringIO takes any text
        # PYTHONUNBUFFERED would let argparse write at once, and argparse ignores what then goes wrong: here it is told, by `settle`
        stream.reconfigure(errors="backslashreplace", write_through=False)
    return stream


def tell_all(lines: "Collection[str]") -> None:
    """Print lines about what went wrong, at once."""
    if lines:
        tell("\n".join(lines))


def broken(error: Exception) -> str:
    """What the machine could not do, with the next step if there is one; any other exception is a fault of this program.

    If something could not be moved, the place that it was to be moved to is named: that is where people look.
    """
    if isinstance(error, MemoryError):
        error = OSError(errno.ENOMEM, "there is not enough memory")
    if not isinstance(error, OSError):
        return f"pipeline: {type(error).__name__}: {error} (a bug in this program; its output says where)"
    hint = step(error)
    return f"{error.filename2 or error.filename or 'pipeline'}: {error.strerror or error}{f' ({hint})' if hint else ''}"
