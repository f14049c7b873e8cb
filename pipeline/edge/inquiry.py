"""An inquiry: a question to the network that runs while other work is done, and is waited for only as long as agreed."""

import atexit
import time
from collections.abc import Callable
from functools import cache
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")

_LEAVE = 1.0  # seconds, at most, that the end of the process waits for all inquiries together


class Inquiry(Generic[T]):
    """Work in a thread that starts at once.

    The thread is abandoned if it takes too long: a name server that never answers cannot be interrupted.
    """

    def __init__(self, work: Callable[[], T], seconds: float) -> None:
        self._until = time.monotonic() + seconds
        self._found: list[T] = []
        self._thread = Thread(target=lambda: self._found.append(work()), daemon=True)
        self._thread.start()
        atexit.register(_leave, self._thread)

    def answer(self) -> T | None:
        """The result; None if it takes longer than `seconds` since the start."""
        self._thread.join(max(0.0, self._until - time.monotonic()))
        return self._found[0] if self._found else None


def _leave(thread: Thread) -> None:
    """Wait for a thread at the end of the process, since one that is just loading modules would crash it."""
    thread.join(max(0.0, _latest() - time.monotonic()))


@cache
def _latest() -> float:
    return time.monotonic() + _LEAVE
