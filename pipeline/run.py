"""Runs work in parallel, with progress."""

import errno
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

Given = TypeVar("Given")
Made = TypeVar("Made")

_PROCESSES_FROM = 8  # starting a second interpreter costs about as much as two episodes


class Watcher(Protocol):
    """Is told how the work goes on. `stage` is a verb in the present ("recording"), `name` what it is done to, `what` a few words."""

    def began(self, stage: str, total: int) -> None: ...

    def doing(self, stage: str, what: str) -> None: ...

    def ended(self, stage: str, name: str) -> None: ...


class Silent:
    """A watcher for `--quiet` and for tests."""

    def began(self, stage: str, total: int) -> None:
        """Nothing to tell."""

    def doing(self, stage: str, what: str) -> None:
        """Nothing to tell."""

    def ended(self, stage: str, name: str) -> None:
        """Nothing to tell."""


class Engine(Protocol):
    """Where work runs. `ahead` is how many items are handed out before the first of them has come back."""

    @property
    def ahead(self) -> int: ...

    def executor(self, count: int, tell: Callable[[str], None]) -> AbstractContextManager[Executor]:
        """What runs `count` calls; `tell` hears what they say by `doing`."""


class Here:
    """Work on this machine: threads for a few items, a process a core for many."""

    ahead = 16

    def executor(self, count: int, tell: Callable[[str], None]) -> AbstractContextManager[Executor]:
        """See `Engine`."""
        return _threads(tell) if count < _PROCESSES_FROM else _processes(tell)


HERE = Here()


def each(
    stage: str, work: Callable[[Given], Made], items: Mapping[str, Given], watcher: Watcher, engine: Engine = HERE
) -> Iterator[tuple[str, Made]]:
    """`work` of every item, in parallel: name and result as they come, so that results need not be held. What it raises is raised here.

    What `work` says by `doing` goes to the watcher, from whatever thread, process or machine.
    """
    if not items:
        return
    watcher.began(stage, len(items))
    with engine.executor(len(items), lambda what: watcher.doing(stage, what)) as executor:
        running: dict[Future[Made], str] = {}
        for name, item in items.items():
            running[executor.submit(work, item)] = name
            if len(running) >= engine.ahead:
                yield from _ended(running, stage, watcher)
        while running:
            yield from _ended(running, stage, watcher)


def _ended(running: dict[Future[Made], str], stage: str, watcher: Watcher) -> Iterator[tuple[str, Made]]:
    """Wait for what ends first, and take it from what runs."""
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        name = running.pop(future)
        watcher.ended(stage, name)
        try:
            yield name, future.result()
        except BrokenExecutor as error:
            raise OSError(
                errno.ENOMEM, f"a process was ended while it was {stage}, as a system does that is short of memory", name
            ) from error


def doing(what: str) -> None:
    """Tell whoever watches what is being done right now, from within the work of `each`; elsewhere nobody hears it."""
    tell: Callable[[str], None] | None = getattr(_line, "tell", None)
    if tell:
        tell(what)


@contextmanager
def hear(tell: Callable[[str], None]) -> Iterator[None]:
    """Have what is said by `doing` in this thread heard by `tell`."""
    before: Callable[[str], None] | None = getattr(_line, "tell", None)
    _connect(tell)
    try:
        yield
    finally:
        _connect(before)


_line = threading.local()


def _connect(tell: Callable[[str], None] | None) -> None:
    """Have what is said in this thread heard by `tell` from now on."""
    _line.tell = tell


def _listen(said: "SimpleQueue[str | None]", tell: Callable[[str], None]) -> None:
    """Pass on what worker processes say, up to a None."""
    while (what := said.get()) is not None:
        tell(what)


def _threads(tell: Callable[[str], None]) -> AbstractContextManager[Executor]:
    return ThreadPoolExecutor(2, initializer=_connect, initargs=(tell,))


@contextmanager
def _processes(tell: Callable[[str], None]) -> Iterator[Executor]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - few items need no process
    from multiprocessing import get_context  # noqa: PLC0415

    context = get_context("spawn")
    said: SimpleQueue[str | None] = context.SimpleQueue()
    listener = threading.Thread(target=_listen, args=(said, tell), daemon=True)
    listener.start()
    try:
        with ProcessPoolExecutor(mp_context=context, initializer=_connect, initargs=(said.put,)) as processes:
            yield processes
    finally:
        said.put(None)
        listener.join()
