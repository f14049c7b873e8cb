"""What a verb comes to: lines on standard output, what went wrong on standard error, and an exit code.

Beside `broken` it needs nothing but `errno`, `os` and `sys`, for a publish that has nothing to do imports little else.
"""

import errno
import os
import sys

from pipeline.edge.broken import step

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from pipeline.content.problem import Problem

DONE, REFUSED, USAGE, INCOMPLETE = 0, 1, 2, 3


def prepare() -> None:
    """Have standard output and error take whatever is said: a letter that their encoding has not is written as its number.

    One that is closed leads nowhere; left alone it would be the next file that is opened.
    """
    sys.stdout, sys.stderr = map(_prepared, (sys.stdout, sys.stderr))


def settle() -> None:
    """Have all that was said be written, before Python does so where nobody can be told of a failure. `OSError` as for `put`."""
    _say("", sys.stderr)
    _put("")


def put(text: str) -> None:
    """Print what was asked for. `OSError` where it cannot be written, as on a full disk."""
    _put(f"{text}\n")


def _put(text: str) -> None:
    error = _say(text, sys.stdout)
    if error and not isinstance(error, BrokenPipeError):  # who read it has heard enough, as `head` has: the work goes on
        raise OSError(error.errno, error.strerror, "standard output") from error


def tell(line: str) -> None:
    """Print what went wrong. Where that cannot be written, nobody can be told."""
    _say(f"{line}\n", sys.stderr)


def _say(text: str, stream: "TextIO") -> OSError | None:
    """Print, and let the stream lead nowhere from now on where that fails, with what it still holds; the failure."""
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        return error
    return None


def _prepared(stream: "TextIO | None") -> "TextIO":
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - to the end
    if hasattr(stream, "reconfigure"):  # what stands in for a stream takes all
        stream.reconfigure(errors="backslashreplace")
    return stream


def tell_all(problems: "Iterable[Problem]") -> list[str]:
    """Print problems, each once, in the order of their places; their lines."""
    lines = [str(problem) for problem in sorted(set(problems))]
    if lines:
        tell("\n".join(lines))
    return lines


def broken(error: Exception) -> str:
    """What a machine could not do, with the next step where there is one; what else broke is a fault of this program."""
    if isinstance(error, MemoryError):
        error = OSError(errno.ENOMEM, "there is not enough memory")
    if not isinstance(error, OSError):
        return f"pipeline: {type(error).__name__}: {error} (a fault of this program; its output says where)"
    hint = step(error)
    return f"{error.filename or 'pipeline'}: {error.strerror or error}{f' ({hint})' if hint else ''}"
