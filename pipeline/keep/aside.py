"""Computes a value in a forked process while this one goes on."""

import marshal
import os
import sys

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Self

_NOBODY = (0, -1)  # in place of a process and a file descriptor
_KILL = 9  # SIGKILL (POSIX.1-2017, kill); `signal` would load `enum` for it


class Aside:
    """The result of `question`: computed in a forked process if it `is_long` and there is a second core, else when `answer` is called.

    The result consists of built-in types that `marshal` can write, such as `str` and `dict`. Leaving a `with` block ends the process if
    nobody has asked for its answer; without `with`, it ends when it is done, even if this one has ended before.
    """

    def __init__(self, question: "Callable[[], Any]", *, is_long: bool) -> None:
        self._question = question
        self._process, self._reading = _fork(question) if is_long and (os.cpu_count() or 1) > 1 and can_copy() else _NOBODY

    def __enter__(self) -> "Self":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            os.kill(self._process, _KILL)
            self._receive()

    def answer(self) -> "Any":
        """Wait for the result. If the other process failed, compute it here."""
        told = self._receive() if self._process else b""
        return marshal.loads(told) if told else self._question()  # noqa: S302 - told by a copy of this very process

    def _receive(self) -> bytes:
        """All that the other process wrote before it ended; empty if it failed."""
        with open(self._reading, "rb") as pipe:
            told = pipe.read()
        process, self._process = self._process, 0
        return told if os.waitpid(process, 0)[1] == 0 else b""


def can_copy() -> bool:
    """Whether this process can be forked safely: there is no other thread, which might hold a lock that the copy would wait for in vain.

    Once `threading` is loaded, only Linux is trusted: elsewhere the system's own libraries may have started threads (macOS).
    """
    threading = sys.modules.get("threading")
    return hasattr(os, "fork") and (threading is None or (sys.platform == "linux" and threading.active_count() == 1))


def _fork(question: "Callable[[], Any]") -> tuple[int, int]:
    """The id of a new process that computes the answer, and the file descriptor to read it from; `_NOBODY` if the system refuses one."""
    reading, writing = os.pipe()
    try:
        process = os.fork()
    except OSError:  # it has no memory left for a copy, or too many processes
        os.close(reading)
        os.close(writing)
        return _NOBODY
    if process:
        os.close(writing)
        return process, reading
    try:
        os.close(reading)
        with open(writing, "wb") as pipe:
            marshal.dump(question(), pipe)
        os._exit(0)  # without what this process would do at its end
    finally:
        os._exit(1)
