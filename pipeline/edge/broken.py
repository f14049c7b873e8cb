"""What a machine could not do with a file, by the number of the system's error: what a person should do next.

It imports nothing but `errno`, since a publish that has nothing to do imports little else.
"""

import errno

_WHOLE = "then try again; listeners have a whole site, the last one or the new one"
STEPS = {
    errno.ENOSPC: f"make room on the disk, {_WHOLE}",
    errno.EDQUOT: f"make room in your quota, {_WHOLE}",
    errno.EIO: f"look at the disk, {_WHOLE}",
    errno.EACCES: "see whose file it is, and who runs this",
    errno.EPERM: "see whose file it is, and who runs this",
    errno.EROFS: "have the show in a folder that can be written to",
    errno.ENOENT: "look at its spelling, and where it leads if it is a link",
    errno.ENOTDIR: "a file lies where a folder should: move it away",
    errno.EEXIST: "something else lies where a folder should: move it away",
    errno.EBUSY: "a disk is mounted there: mount it one folder higher up, or make a link to a folder on it",
    errno.EXDEV: "the folder lies in a layer, as of a container's image, that renames none: copy it once, as in cp -a, to its place",
    errno.ENOTEMPTY: "something else lies where the site should: move it away",
    errno.EISDIR: "a folder lies where a file should: move it away",
    errno.ENXIO: "a pipe or a device lies where a file should: move it away",
    errno.ELOOP: "links lead round in a circle: delete them, or put the file itself there",
    errno.EMFILE: "let this program have more open files: ulimit -n 1024",
    errno.ENAMETOOLONG: "give the post or the folder a shorter name",
    errno.EILSEQ: "rename it: letters from A to Z, digits, - and _ are safe",
    errno.ENOMEM: f"end other programs or give the machine more memory, {_WHOLE}",
}


def step(error: OSError) -> str:
    """The next step for an error; empty if there is none."""
    return STEPS.get(error.errno or 0, "")
