"""Runs work with progress: one item here and now, many in parallel (`pipeline.pool`), slow ones on other machines."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager
    from types import TracebackType

Given = TypeVar("Given")
Made = TypeVar("Made")

_LARGE_AHEAD = 2  # items that may be large, such as what a page of the feed is made of: one a process


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

    def executor(self, count: int, tell: Callable[[str], None]) -> "AbstractContextManager[Executor]":
        """What runs `count` calls; `tell` hears what they say by `doing`."""


class Workers:
    """What works on this machine: threads for a few items, a process a core for more.

    Processes, once begun, serve all that comes until a `with` block ends, in which there may be others.
    """

    ahead = 16

    def __init__(self) -> None:
        self._processes: Executor | None = None
        self._end = ExitStack()
        self._tell: Callable[[str], None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: "type[BaseException] | None", error: BaseException | None, trace: "TracebackType | None") -> None:
        self._processes = None
        self._end.__exit__(kind, error, trace)

    def begin(self) -> None:
        """Have the processes before there is anything for them: they are least, and cost least, while this one has done nothing yet."""
        from pipeline import pool  # noqa: PLC0415 - as below

        self._processes = self._end.enter_context(pool.copies(_connect, self._heard))

    def executor(self, count: int, tell: Callable[[str], None]) -> "AbstractContextManager[Executor]":
        """See `Engine`."""
        from pipeline import pool  # noqa: PLC0415 - most publishes have one post to look at, or none

        self._tell = tell
        if self._processes is None:
            begun = pool.executor(count, _connect, self._heard)
            if not pool.is_worth_processes(count):
                return begun
            self._processes = self._end.enter_context(begun)
        return nullcontext(self._processes)

    def spread(self, stage: str, work: Callable[[Given], Made], items: Iterable[tuple[str, Given]]) -> Iterator[tuple[str, Made]]:
        """`work` of every item, by name: in the processes, as it ends, where there are any already; else here, one after the other."""
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
    """`work` of every item, in parallel: name and result as they come, so that results need not be held. What it raises is raised here.

    What `work` says by `doing` goes to the watcher, from whatever thread, process or machine. Without an `engine`, this machine does it.
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


def _alone(work: Callable[[Given], Made], items: Mapping[str, Given], tell: Callable[[str], None]) -> Iterator[tuple[str, Made]]:
    for name, item in items.items():
        with hear(tell):
            made = work(item)
        yield name, made


def _together(
    stage: str, work: Callable[[Given], Made], items: Mapping[str, Given], tell: Callable[[str], None], engine: Engine
) -> Iterator[tuple[str, Made]]:
    from pipeline import pool  # noqa: PLC0415 - as above

    with engine.executor(len(items), tell) as executor:
        if isinstance(engine, Workers):  # a cluster is handed one item a call, with its files
            yield from pool.batched(stage, work, items, executor, engine.ahead)
        else:
            yield from pool.results(stage, work, items.items(), executor, engine.ahead)


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
