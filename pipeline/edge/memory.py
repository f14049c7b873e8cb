"""Memory: how often Python's garbage collector runs, which looks for objects that hold only each other."""

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
    """Have the collector run seldom in this process: nearly all that is made here has no cycles, and collecting takes a tenth of a publish.

    It passes over all objects that are there already, as in a copy of another process, and at the end over all: the system takes them back.
    """
    gc.set_threshold(_NEW)
    gc.freeze()
    atexit.register(gc.freeze)


def tidy() -> None:
    """Give back the cycles of objects that work has left, and the memory that Python keeps for new ones: every few pieces of work."""
    if next(_done) % _SELDOM == 0:
        gc.collect()
        _keep()


@contextmanager
def loading() -> Iterator[None]:
    """Load modules in this block: they stay to the end, so the collector passes over them, meanwhile and later."""
    gc.disable()
    try:
        yield
        _keep()
    finally:
        gc.enable()


@cache
def _keep() -> None:
    """Have the collector pass over all that is there: once a process, since garbage of an earlier run would stay with it."""
    gc.freeze()
