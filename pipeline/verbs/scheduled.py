"""Reads the command line of a publish with no options but `--quiet` and `--root`, as schedules use it.

All others are left to `argparse`, which takes as long to load as checking a thousand files.
"""

import os
from types import SimpleNamespace

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Sequence


def read(words: "Sequence[str]") -> SimpleNamespace | None:
    """The same as `arguments.parser` would return for these arguments; None if they are anything else."""
    given = SimpleNamespace(verb="publish", root=".", quiet=False, allow=[], why=False, cluster=None, github=False)
    verb, *left = words or ("",)
    rest = iter(left)
    for word in rest:
        if word == "--quiet":
            given.quiet = True
        elif word == "--root" and not (root := next(rest, "-")).startswith("-") and os.path.isdir(root):
            given.root = root
        else:
            return None
    return given if verb == given.verb else None
