"""What a verb comes to: lines on standard output, what went wrong on standard error, and an exit code.

It needs nothing but `errno`, `os` and `sys`, for a publish that has nothing to do imports little else.
"""

import errno
import os
import sys

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from pipeline.content.problem import Problem

DONE, REFUSED, USAGE, INCOMPLETE = 0, 1, 2, 3

_WHOLE = "then try again; listeners have a whole site, the last one or the new one"
_STEPS = {
    errno.ENOSPC: f"make room on the disk, {_WHOLE}",
    errno.EDQUOT: f"make room in your quota, {_WHOLE}",
    errno.EIO: f"look at the disk, {_WHOLE}",
    errno.EACCES: "see whose file it is, and who runs this",
    errno.EPERM: "see whose file it is, and who runs this",
    errno.EROFS: "have the show in a folder that can be written to",
    errno.ENOTDIR: "a file lies where a folder should: move it away",
    errno.EEXIST: "something else lies where a folder should: move it away",
    errno.EBUSY: "a disk is mounted there: mount it one folder higher up, or make a link to a folder on it",
    errno.EXDEV: "the folder lies in a layer, as of a container's image, that renames none: copy it once, as in cp -a, to its place",
    errno.ENOTEMPTY: "something else lies where the site should: move it away",
    errno.EISDIR: "a folder lies where a file should: move it away",
    errno.EMFILE: "let this program have more open files: ulimit -n 1024",
    errno.ENAMETOOLONG: "give the post or the folder a shorter name",
    errno.ENOMEM: f"end other programs or give the machine more memory, {_WHOLE}",
}


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
    step = _STEPS.get(error.errno or 0)
    return f"{error.filename or 'pipeline'}: {error.strerror or error}{f' ({step})' if step else ''}"
