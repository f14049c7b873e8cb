"""Runs work with progress: a single item in this thread, many in parallel (`pipeline.pool`), slow ones on other machines."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager
    from types import TracebackType

    from pipeline.pool import Tell

Given = TypeVar("Given")
Made = TypeVar("Made")

WORTH_PROCESSES = 8  # items: to start a second interpreter costs about as much as two episodes
_AHEAD = 16  # items that are handed out before the first of them has come back
_LARGE_AHEAD = 2  # for items that may be large, such as the parts of a feed page: one for each of two processes

_this_thread = threading.local()  # `tell` is where what this thread says by `doing` goes


class Watcher(Protocol):
    """Is told how the work goes on. `stage` is a participle ("recording"), `name` the item that is worked on, `what` a few words."""

    def began(self, stage: str, total: int) -> None: ...

    def doing(self, stage: str, what: str) -> None: ...

    def ended(self, stage: str, name: str) -> None: ...


class Silent:
    """A watcher that passes nothing on."""

    def began(self, stage: str, total: int) -> None:
        """Nothing to tell."""

    def doing(self, stage: str, what: str) -> None:
        """Nothing to tell."""

    def ended(self, stage: str, name: str) -> None:
        """Nothing to tell."""


class Engine(Protocol):
    """Where work runs."""

    def results(self, stage: str, work: Callable[[Given], Made], items: Mapping[str, Given], tell: "Tell") -> Iterator[tuple[str, Made]]:
        """The result of `work` for every item, with its name, as they finish. What the work says by `doing` is passed to `tell`."""


class Workers:
    """Runs work on this machine: in this thread for one item, in others for a few, in a process for each core for more.

    Once started, the processes serve all further work until the `with` block ends; after that, new ones may be started.
    """

    def __init__(self) -> None:
        self._processes: Executor | None = None
        self._end = ExitStack()
        self._tell: Tell | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: "type[BaseException] | None", error: BaseException | None, trace: "TracebackType | None") -> None:
        self._processes = None
        self._end.__exit__(kind, error, trace)

    def begin(self) -> None:
        """Start the processes before there is work for them: they take the least memory while this process has loaded the least."""
        from pipeline import pool  # noqa: PLC0415 - see `results`

        self._processes = self._end.enter_context(pool.processes(_connect, self._heard, forked=True))

    def results(self, stage: str, work: Callable[[Given], Made], items: Mapping[str, Given], tell: "Tell") -> Iterator[tuple[str, Made]]:
        """See `Engine`."""
        if len(items) == 1:
            ((name, item),) = items.items()
            with hear(tell):
                made = work(item)
            yield name, made
            return
        from pipeline import pool  # noqa: PLC0415 - most publishes have one post to look at, or none

        self._tell = tell
        with self._executor(len(items)) as executor:
            yield from pool.batched(stage, work, items, executor, _AHEAD)

    def _executor(self, count: int) -> "AbstractContextManager[Executor]":
        """An executor for `count` calls: the processes, if so many are worth them or they are running already."""
        from pipeline import pool  # noqa: PLC0415 - as above

        if self._processes is None:
            if count < WORTH_PROCESSES:
                return pool.threads(_connect, self._heard)
            self._processes = self._end.enter_context(pool.processes(_connect, self._heard))
        return nullcontext(self._processes)

    def spread(self, stage: str, work: Callable[[Given], Made], items: Iterable[tuple[str, Given]]) -> Iterator[tuple[str, Made]]:
        """The result of `work` for every item, with its name: from the processes, as they finish, if those are running; else made here."""
        if self._processes is None:
            return ((name, work(item)) for name, item in items)
        from pipeline import pool  # noqa: PLC0415 - as above

        return pool.results(stage, work, items, self._processes, _LARGE_AHEAD)

    def _heard(self, what: str) -> None:
        if self._tell:
            self._tell(what)


def each(
    stage: str,
    work: Callable[[Given], Made],
    items: Mapping[str, Given],
    watcher: Watcher,
    engine: Engine | None = None,
) -> Iterator[tuple[str, Made]]:
    """The result of `work` for every item, with its name, in parallel and as they finish, so that results need not be held.

    What `work` raises is raised here. What it says by `doing` goes to the watcher, from any thread, process or machine. Without an
    `engine`, the work is done on this machine.
    """
    if not items:
        return
    if engine is None:
        with Workers() as workers:
            yield from each(stage, work, items, watcher, workers)
        return
    watcher.began(stage, len(items))
    for name, made in engine.results(stage, work, items, partial(watcher.doing, stage)):
        watcher.ended(stage, name)
        yield name, made


def doing(what: str) -> None:
    """Tell the watcher, from within the work of `each`, what is being done right now; elsewhere this does nothing."""
    tell: Tell | None = getattr(_this_thread, "tell", None)
    if tell:
        tell(what)


@contextmanager
def hear(tell: "Tell") -> Iterator[None]:
    """While the context lasts, pass what this thread says by `doing` to `tell`."""
    before: Tell | None = getattr(_this_thread, "tell", None)
    _connect(tell)
    try:
        yield
    finally:
        _connect(before)


def _connect(tell: "Tell | None") -> None:
    """From now on, pass what this thread says by `doing` to `tell`."""
    _this_thread.tell = tell
