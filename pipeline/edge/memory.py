"""Memory: how often Python looks for circles of objects that nobody needs any more."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

_NEW = 50_000  # objects


def ease() -> None:
    """Have Python look seldom in this process: nearly all that is made here has no circles, and looking takes a tenth of a publish.

    At its end it looks at nothing: the system takes all of it back.
    """
    gc.set_threshold(_NEW)
    atexit.register(gc.freeze)


@contextmanager
def loading() -> Iterator[None]:
    """Load modules in this block: they stay to the end, and are looked at neither meanwhile nor later."""
    gc.disable()
    try:
        yield
        _keep()
    finally:
        gc.enable()


@cache
def _keep() -> None:
    """Look no more at what there is: once a process, for what nobody needs of a run before would stay as well."""
    gc.freeze()
