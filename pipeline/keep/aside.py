"""A question that another process looks into while this one goes on."""

import os
import sys

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self


class Aside:
    """Whether something is so: found out aside where it `is_long` and this machine can do two things at once, else when it is asked.

    It is used with `with`, which ends the other process where nobody has asked for the answer.
    """

    def __init__(self, question: "Callable[[], bool]", *, is_long: bool) -> None:
        self._question = question
        self._process = _forked(question) if is_long and _can_fork() else None

    def __enter__(self) -> "Self":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            os.kill(self._process, 9)
            os.waitpid(self._process, 0)

    def answer(self) -> bool:
        """Wait for it."""
        if self._process is None:
            return self._question()
        process, self._process = self._process, None
        return os.waitpid(process, 0)[1] == 0


def _can_fork() -> bool:
    """Whether there is a second core, and no thread that would be lost in the copy with whatever it holds."""
    return (os.cpu_count() or 1) > 1 and hasattr(os, "fork") and "threading" not in sys.modules


def _forked(question: "Callable[[], bool]") -> int:
    process = os.fork()
    if process:
        return process
    answer = False
    try:
        answer = question()
    finally:
        os._exit(not answer)  # without what this process would do at its end
