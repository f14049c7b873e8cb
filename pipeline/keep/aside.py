"""A question that another process looks into while this one goes on."""

import marshal
import os
import sys

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Self


class Aside:
    """The answer to a question: found out aside where it `is_long` and this machine can do two things at once, else when it is asked.

    It is of what Python itself has, such as texts and dicts. Used with `with`, the other process ends where nobody has asked for the answer;
    else it ends with this one.
    """

    def __init__(self, question: "Callable[[], Any]", *, is_long: bool) -> None:
        self._question = question
        self._process, self._reading = _forked(question) if is_long and (os.cpu_count() or 1) > 1 and can_copy() else (0, -1)

    def __enter__(self) -> "Self":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            os.kill(self._process, 9)
            self._told()

    def answer(self) -> "Any":
        """Wait for it. Where the other process could not find it out, this one does."""
        told = self._told() if self._process else b""
        return marshal.loads(told) if told else self._question()  # noqa: S302 - told by a copy of this very process

    def _told(self) -> bytes:
        """What the other process has told before its end: all or nothing."""
        with open(self._reading, "rb") as pipe:  # noqa: PTH123
            told = pipe.read()
        process, self._process = self._process, 0
        return told if os.waitpid(process, 0)[1] == 0 else b""


def can_copy() -> bool:
    """Whether this process can be copied: no thread would be lost in the copy with whatever it holds.

    Where there may be threads, as those of a system's own libraries (macOS), only Linux is trusted.
    """
    threading = sys.modules.get("threading")
    return hasattr(os, "fork") and (threading is None or (sys.platform == "linux" and threading.active_count() == 1))


def _forked(question: "Callable[[], Any]") -> tuple[int, int]:
    """The process that looks into a question, and where it tells the answer."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    failed = True
    try:
        os.close(reading)
        with open(writing, "wb") as pipe:  # noqa: PTH123
            marshal.dump(question(), pipe)
        failed = False
    finally:
        os._exit(failed)  # without what this process would do at its end
