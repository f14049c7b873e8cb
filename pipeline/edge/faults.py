"""What a machine could not do with a file, by the number of the system's error: what a person should do next.

It imports nothing but `errno`, since a publish that has nothing to do imports little else.
"""

import errno

_WHOLE = "then try again; no site is left incomplete"
_ELSEWHERE = "the disk cannot do this: move the show to another one"
STEPS = {
    errno.ENOSPC: f"free some disk space, {_WHOLE}",
    errno.EDQUOT: f"free some space in your quota, {_WHOLE}",
    errno.EIO: f"check the disk, {_WHOLE}",
    errno.EACCES: "check who owns the file, and which user runs this program",
    errno.EPERM: "check who owns the file, and which user runs this program",
    errno.EROFS: "move the show to a folder that can be written to",
    errno.ENOENT: "check its spelling and, if it is a link, where it leads",
    errno.ENOTDIR: "there is a file where a folder should be: move it away",
    errno.EEXIST: "there is something else where a folder should be: move it away",
    errno.EBUSY: "a disk is mounted there: mount it one folder higher, or replace the folder by a link to a folder on that disk",
    errno.EXDEV: "the folder is in a layer (of a container image, for example) that cannot rename folders: replace it once by a copy (cp -a)",
    errno.ENOTEMPTY: "there is something else where the site should be: move it away",
    errno.EISDIR: "there is a folder where a file should be: move it away",
    errno.ENXIO: "there is a pipe or a device where a file should be: move it away",
    errno.ELOOP: "links lead in a circle: delete them, or put the file itself there",
    errno.ENOLCK: "move the show to a disk with file locks, which some network folders have not, or switch them on there",
    errno.ENOSYS: _ELSEWHERE,
    errno.ENOTSUP: _ELSEWHERE,
    errno.EMFILE: "allow this program more open files: ulimit -n 1024",
    errno.ENAMETOOLONG: "give the post or the folder a shorter name",
    errno.EILSEQ: "rename it: letters from A to Z, digits, - and _ are safe",
    errno.ENOMEM: f"close other programs or give the machine more memory, {_WHOLE}",
}


def step(error: OSError) -> str:
    """The next step for an error; empty if there is none."""
    return STEPS.get(error.errno or 0, "")
