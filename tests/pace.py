"""How the time that something takes grows with its size: seconds alone would say more of the machine."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time

_TIMES = 4
_MORE = 11  # times as long, at most: beside what grows evenly, noise; the square would take 16 times as long
_LEAST = 0.05  # seconds, which are noise


def grows_evenly(work: Callable[[int], object], size: int) -> bool:
    """Whether work of four times a size takes hardly more than four times as long. The best of three counts."""

    def seconds(count: int) -> float:
        began = process_time()
        work(count)
        return process_time() - began

    with _own_heap():
        most = _MORE * min(seconds(size) for _ in range(3)) + _LEAST
        return any(seconds(_TIMES * size) < most for _ in range(3))


@contextmanager
def _own_heap() -> Iterator[None]:
    """What other tests have left is no garbage to look through while time is taken: that would grow with them."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
