"""Memory: how often Python looks for circles of objects that nobody needs any more."""

import gc

_NEW = 50_000  # objects


def ease() -> None:
    """Have Python look seldom in this process: nearly all that is made here has no circles, and looking takes a tenth of a publish."""
    gc.set_threshold(_NEW)
