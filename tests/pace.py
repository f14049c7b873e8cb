"""How the time that something takes grows with its size: seconds alone would say more of the machine."""

from collections.abc import Callable
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

    most = _MORE * min(seconds(size) for _ in range(3)) + _LEAST
    return any(seconds(_TIMES * size) < most for _ in range(3))
