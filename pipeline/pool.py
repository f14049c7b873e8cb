"""Runs many calls at a time: in threads of this process if they are few, else in a process for each core."""

import errno
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from pipeline.edge import collector
from pipeline.keep import aside

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

Given = TypeVar("Given")
Made = TypeVar("Made")
Tell = Callable[[str], None]  # is called with a few words about what is being done

_BATCH = 8  # items in a call, at most: what is lost with a process that dies is made again
_LONG = 1.0  # seconds for one call: enough for a hundred quick items, and little beside the work on one sound file


def threads(connect: Callable[[Tell], None], tell: Tell) -> Executor:
    """An executor with two threads, each of which first calls `connect` with what passes on to `tell`."""
    return ThreadPoolExecutor(2, initializer=connect, initargs=(tell,))


def results(
    stage: str, work: Callable[[Given], Made], items: Iterable[tuple[str, Given]], executor: Executor, ahead: int
) -> Iterator[tuple[str, Made]]:
    """The result of `work` for every item, with its name, in the order in which they finish. What `work` raises is raised here.

    At most `ahead` items are in work at a time, and an item is taken from `items` only when it can be handed out.
    """
    running: dict[Future[Made], str] = {}
    for name, item in items:
        with _deaths_told(stage, name):
            running[executor.submit(work, item)] = name
        if len(running) >= ahead:
            yield from _ended(running, stage)
    while running:
        yield from _ended(running, stage)


def batched(
    stage: str, work: Callable[[Given], Made], items: Mapping[str, Given], executor: Executor, ahead: int
) -> Iterator[tuple[str, Made]]:
    """Like `results`, with several items in a call, for work that takes hardly longer than passing it to another process and back.

    Items that a call had no time for are handed out again, and from then on one by one, since the work turned out to be slow.
    """
    waiting, size = deque(items), max(1, min(_BATCH, len(items) // ahead))

    def batches() -> Iterator[tuple[str, dict[str, Given]]]:
        while waiting:
            names = [waiting.popleft() for _ in range(min(size, len(waiting)))]
            yield names[0], {name: items[name] for name in names}

    while waiting:
        for _, (made, left) in results(stage, partial(_first_few, work), batches(), executor, ahead):
            if left:
                size = 1
                waiting.extend(left)
            yield from made.items()


def _first_few(work: Callable[[Given], Made], items: Mapping[str, Given]) -> tuple[dict[str, Made], list[str]]:
    """The results for the first items, or for all if that is quick, and the names of the items that are left."""
    made, end = {}, time.monotonic() + _LONG
    for name, item in items.items():
        made[name] = work(item)
        if time.monotonic() > end:
            break
    collector.tidy()
    return made, list(items)[len(made) :]


def _ended(running: dict[Future[Made], str], stage: str) -> Iterator[tuple[str, Made]]:
    """Wait until at least one call has finished, and remove it from `running`."""
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        name = running.pop(future)
        with _deaths_told(stage, name):
            made = future.result()
        yield name, made


@contextmanager
def _deaths_told(stage: str, name: str) -> Iterator[None]:
    """Raise in this block an `OSError` for a process that was killed, which shows where work is handed to it or taken from it."""
    try:
        yield
    except BrokenExecutor as error:
        what = f"a process was killed while it was {stage}, probably because memory ran out"
        raise OSError(errno.ENOMEM, what, name) from error


def _begin(connect: Callable[[Tell], None], tell: Tell) -> None:
    """Set up a worker process."""
    collector.ease()
    connect(tell)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent is killed: nobody else would end it, and the next run must not find it at work."""
    from multiprocessing import parent_process  # noqa: PLC0415 - as below

    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _listen(said: "SimpleQueue[str | None]", tell: Tell) -> None:
    """Pass on what worker processes say until a None comes."""
    while (what := said.get()) is not None:
        tell(what)


@contextmanager
def processes(connect: Callable[[Tell], None], tell: Tell, *, forked: bool = False) -> Iterator[Executor]:
    """An executor with a process for each core, each of which first calls `connect` with what passes on to `tell`.

    If they may be `forked` from this one and that is safe, they share all loaded modules with it. They also inherit open files and locks,
    so ask for it before there are any. Otherwise new interpreters start.
    """
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - few items need no process
    from multiprocessing import get_context  # noqa: PLC0415

    context = get_context("fork" if forked and aside.can_copy() else "spawn")
    said: SimpleQueue[str | None] = context.SimpleQueue()
    listener = threading.Thread(target=_listen, args=(said, tell), daemon=True)
    try:
        with ProcessPoolExecutor(mp_context=context, initializer=_begin, initargs=(connect, said.put)) as begun:
            begun.submit(int)  # the first call makes the executor fork all its processes, before there is a thread
            listener.start()
            yield begun
    finally:
        said.put(None)
        if listener.ident:
            listener.join()
