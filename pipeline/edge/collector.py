"""How often Python's garbage collector runs, which looks for objects that refer only to each other."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count

_NEW = 50_000  # new objects after which the collector runs
_SELDOM = 8  # pieces of work between two calls of the collector
_done = count(1)


def ease() -> None:
    """Make the collector run rarely in this process: almost nothing made here has cycles, and collecting takes a tenth of a publish.

    It ignores all objects that exist already, as in a forked process, and all objects at exit, since the system frees them anyway.
    """
    gc.set_threshold(_NEW)
    gc.freeze()
    atexit.register(gc.freeze)


def tidy() -> None:
    """After every few pieces of work, free cycles of objects, and return memory that Python keeps for new ones."""
    if next(_done) % _SELDOM == 0:
        gc.collect()
        _keep()


@contextmanager
def loading() -> Iterator[None]:
    """While the block imports modules, the collector is off, and it ignores them afterwards, since modules stay until the end."""
    gc.disable()
    try:
        yield
        _keep()
    finally:
        gc.enable()


@cache
def _keep() -> None:
    """Make the collector ignore all objects that exist now: once in a process, because garbage would be kept as well."""
    gc.freeze()
