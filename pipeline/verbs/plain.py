"""The command line of a publish as schedules have it, with `--quiet` and `--root` alone.

`argparse` reads all others; it takes as long as a thousand looks at files.
"""

import os
from types import SimpleNamespace

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Sequence


def read(words: "Sequence[str]") -> SimpleNamespace | None:
    """What `pipeline.verbs.arguments` understands by such words; None where it is to be asked."""
    given = SimpleNamespace(verb="publish", root=".", quiet=False, allow=[], why=False, cluster=None, github=False)
    verb, *left = words or ("",)
    rest = iter(left)
    for word in rest:
        if word == "--quiet":
            given.quiet = True
        elif word == "--root" and not (root := next(rest, "-")).startswith("-") and os.path.isdir(root):  # noqa: PTH112 - see `arguments`
            given.root = root
        else:
            return None
    return given if verb == given.verb else None
