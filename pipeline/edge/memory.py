"""Memory: how often Python looks for circles of objects that nobody needs any more."""

import atexit
import gc

_NEW = 50_000  # objects


def ease() -> None:
    """Have Python look seldom in this process: nearly all that is made here has no circles, and looking takes a tenth of a publish.

    At its end it looks at nothing: the system takes all of it back.
    """
    gc.set_threshold(_NEW)
    atexit.register(gc.freeze)
