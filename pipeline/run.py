"""Runs work with progress: one item here and now, many in parallel (`pipeline.pool`), slow ones on other machines."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

Given = TypeVar("Given")
Made = TypeVar("Made")


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
    """Where work runs that is not done on this machine. `ahead` is how many items are handed out before the first of them has come back."""

    @property
    def ahead(self) -> int: ...

    def executor(self, count: int, tell: Callable[[str], None]) -> "AbstractContextManager[Executor]":
        """What runs `count` calls; `tell` hears what they say by `doing`."""


def each(
    stage: str,
    work: Callable[[Given], Made],
    items: Mapping[str, Given],
    watcher: Watcher,
    engine: Engine | None = None,
    *,
    is_quick: bool = False,
) -> Iterator[tuple[str, Made]]:
    """`work` of every item, in parallel: name and result as they come, so that results need not be held. What it raises is raised here.

    What `work` says by `doing` goes to the watcher, from whatever thread, process or machine. Work that `is_quick`, some milliseconds an
    item, is handed out several items at a time.
    """

    def tell(what: str) -> None:
        watcher.doing(stage, what)

    if not items:
        return
    watcher.began(stage, len(items))
    alone = len(items) == 1 and engine is None
    for name, made in _alone(work, items, tell) if alone else _together(stage, work, items, tell, engine, is_quick=is_quick):
        watcher.ended(stage, name)
        yield name, made


def _alone(work: Callable[[Given], Made], items: Mapping[str, Given], tell: Callable[[str], None]) -> Iterator[tuple[str, Made]]:
    for name, item in items.items():
        with hear(tell):
            made = work(item)
        yield name, made


def _together(
    stage: str,
    work: Callable[[Given], Made],
    items: Mapping[str, Given],
    tell: Callable[[str], None],
    engine: Engine | None,
    *,
    is_quick: bool,
) -> Iterator[tuple[str, Made]]:
    from pipeline import pool  # noqa: PLC0415 - most publishes have one post to look at, or none

    ahead = engine.ahead if engine else pool.AHEAD
    handed = pool.batched if is_quick and engine is None else pool.results
    with engine.executor(len(items), tell) if engine else pool.executor(len(items), _connect, tell) as executor:
        yield from handed(stage, work, items, executor, ahead)


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
