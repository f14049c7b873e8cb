"""An inquiry: a question to the network that goes on while other work is done, and that nobody waits for longer than was agreed."""

import time
from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Inquiry(Generic[T]):
    """Work begun at once. Its thread is left behind where it does not end in time: a name server that never answers cannot be interrupted."""

    def __init__(self, work: Callable[[], T], seconds: float) -> None:
        self._until = time.monotonic() + seconds
        self._found: list[T] = []
        self._thread = Thread(target=lambda: self._found.append(work()), daemon=True)
        self._thread.start()

    def answer(self) -> T | None:
        """What came of it; None where that takes longer than `seconds` from its begin."""
        self._thread.join(max(0.0, self._until - time.monotonic()))
        return self._found[0] if self._found else None
