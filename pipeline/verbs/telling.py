"""What a verb comes to: lines on standard output, what went wrong on standard error, and an exit code.

It needs nothing but `errno` and `sys`, for a publish that has nothing to do imports little else.
"""

import errno
import sys

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Iterable

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


def put(text: str) -> None:
    """Print what was asked for."""
    print(text, flush=True)


def tell(line: str) -> None:
    """Print what went wrong."""
    print(line, file=sys.stderr)


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
