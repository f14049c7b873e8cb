"""Memory: how often Python looks for circles of objects that nobody needs any more."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count

_NEW = 50_000  # objects
_SELDOM = 8  # pieces of work
_done = count(1)


def ease() -> None:
    """Have Python look seldom in this process: nearly all that is made here has no circles, and looking takes a tenth of a publish.

    What there is already, as in a copy of another process, is looked at no more. At the end nothing is: the system takes all of it back.
    """
    gc.set_threshold(_NEW)
    gc.freeze()
    atexit.register(gc.freeze)


def tidy() -> None:
    """Give back what work has left: circles of objects, and what Python keeps for objects to come. It is looked at now and then only."""
    if next(_done) % _SELDOM == 0:
        gc.collect()
        _keep()


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
