"""Runs work with progress: a single item in this thread, many in parallel (`pipeline.pool`), slow ones on other machines."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager
    from types import TracebackType

    from pipeline.pool import Tell

Given = TypeVar("Given")
Made = TypeVar("Made")

_LARGE_AHEAD = 2  # for items that may be large, such as the parts of a feed page: one for each of two processes


class Watcher(Protocol):
    """Is told how the work goes on. `stage` is a participle ("recording"), `name` the item that is worked on, `what` a few words."""

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

    def executor(self, count: int, tell: "Tell") -> "AbstractContextManager[Executor]":
        """An executor for `count` calls; what they say by `doing` is passed to `tell`."""


class Workers:
    """Runs work on this machine: in threads for a few items, in a process for each core for more.

    Once started, the processes serve all further work until the `with` block ends; after that, new ones may be started.
    """

    ahead = 16

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
        from pipeline import pool  # noqa: PLC0415 - as below

        self._processes = self._end.enter_context(pool.processes(_connect, self._heard, forked=True))

    def executor(self, count: int, tell: "Tell") -> "AbstractContextManager[Executor]":
        """See `Engine`."""
        from pipeline import pool  # noqa: PLC0415 - most publishes have one post to look at, or none

        self._tell = tell
        if self._processes is None:
            if not pool.is_worth_processes(count):
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

    def tell(what: str) -> None:
        watcher.doing(stage, what)

    if not items:
        return
    if engine is None:
        with Workers() as workers:
            yield from each(stage, work, items, watcher, workers)
        return
    watcher.began(stage, len(items))
    alone = len(items) == 1 and isinstance(engine, Workers)
    for name, made in _alone(work, items, tell) if alone else _together(stage, work, items, tell, engine):
        watcher.ended(stage, name)
        yield name, made


def _alone(work: Callable[[Given], Made], items: Mapping[str, Given], tell: "Tell") -> Iterator[tuple[str, Made]]:
    """See `each`: the result of a single item, made in this thread."""
    for name, item in items.items():
        with hear(tell):
            made = work(item)
        yield name, made


def _together(
    stage: str, work: Callable[[Given], Made], items: Mapping[str, Given], tell: "Tell", engine: Engine
) -> Iterator[tuple[str, Made]]:
    """See `each`: the results of many items, or of any on a cluster."""
    from pipeline import pool  # noqa: PLC0415 - as above

    with engine.executor(len(items), tell) as executor:
        if isinstance(engine, Workers):  # a cluster is handed one item a call, with its files
            yield from pool.batched(stage, work, items, executor, engine.ahead)
        else:
            yield from pool.results(stage, work, items.items(), executor, engine.ahead)


def doing(what: str) -> None:
    """Tell the watcher, from within the work of `each`, what is being done right now; elsewhere this does nothing."""
    tell: Tell | None = getattr(_line, "tell", None)
    if tell:
        tell(what)


@contextmanager
def hear(tell: "Tell") -> Iterator[None]:
    """While the context lasts, pass what this thread says by `doing` to `tell`."""
    before: Tell | None = getattr(_line, "tell", None)
    _connect(tell)
    try:
        yield
    finally:
        _connect(before)


_line = threading.local()


def _connect(tell: "Tell | None") -> None:
    """From now on, pass what this thread says by `doing` to `tell`."""
    _line.tell = tell
