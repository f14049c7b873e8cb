"""Many items at a time: threads of this process for a few of them, a process a core for more."""

import errno
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from pipeline.edge import memory
from pipeline.keep import aside

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

Given = TypeVar("Given")
Made = TypeVar("Made")
Tell = Callable[[str], None]

_BATCH = 8  # items at the most: what dies with a process is made again
_LONG = 1.0  # seconds: a hundred quick items, and a small part of what it takes to work through sound
_PROCESSES_FROM = 8  # starting a second interpreter costs about as much as two episodes


def is_worth_processes(count: int) -> bool:
    """Whether so many calls are run in processes."""
    return count >= _PROCESSES_FROM


def executor(count: int, connect: Callable[[Tell], None], tell: Tell) -> AbstractContextManager[Executor]:
    """What runs `count` calls on this machine, in threads or processes that are each connected to `tell` first."""
    return _processes(connect, tell) if is_worth_processes(count) else ThreadPoolExecutor(2, initializer=connect, initargs=(tell,))


def results(
    stage: str, work: Callable[[Given], Made], items: Iterable[tuple[str, Given]], executor: Executor, ahead: int
) -> Iterator[tuple[str, Made]]:
    """`work` of every item, by name, as it ends; what it raises is raised here. An item is asked for when it can be handed out."""
    running: dict[Future[Made], str] = {}
    for name, item in items:
        with _outlived(stage, name):
            running[executor.submit(work, item)] = name
        if len(running) >= ahead:
            yield from _ended(running, stage)
    while running:
        yield from _ended(running, stage)


def batched(
    stage: str, work: Callable[[Given], Made], items: Mapping[str, Given], executor: Executor, ahead: int
) -> Iterator[tuple[str, Made]]:
    """The same with several items a call, for work that takes hardly longer than to hand it to another process and its result back.

    What a call finds no time for is handed out again: from then on one by one, for the work is slow.
    """
    waiting, size = deque(items), max(1, min(_BATCH, len(items) // ahead))

    def batches() -> Iterator[tuple[str, dict[str, Given]]]:
        while waiting:
            names = [waiting.popleft() for _ in range(min(size, len(waiting)))]
            yield names[0], {name: items[name] for name in names}

    while waiting:
        for _, (made, left) in results(stage, partial(_some, work), batches(), executor, ahead):
            if left:
                size = 1
                waiting.extend(left)
            yield from made.items()


def _some(work: Callable[[Given], Made], items: Mapping[str, Given]) -> tuple[dict[str, Made], list[str]]:
    """`work` of the first items, or of all where they take no long time, and the names of those that are left."""
    made, end = {}, time.monotonic() + _LONG
    for name, item in items.items():
        made[name] = work(item)
        if time.monotonic() > end:
            break
    memory.tidy()
    return made, list(items)[len(made) :]


def _ended(running: dict[Future[Made], str], stage: str) -> Iterator[tuple[str, Made]]:
    """Wait for what ends first, and take it from what runs."""
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        name = running.pop(future)
        with _outlived(stage, name):
            made = future.result()
        yield name, made


@contextmanager
def _outlived(stage: str, name: str) -> Iterator[None]:
    """Tell in this block that a process was ended from outside, which shows where work is handed to it or taken from it."""
    try:
        yield
    except BrokenExecutor as error:
        what = f"a process was ended while it was {stage}, as a system does that is short of memory"
        raise OSError(errno.ENOMEM, what, name) from error


def _begin(connect: Callable[[Tell], None], tell: Tell) -> None:
    """Make a process ready to work."""
    memory.ease()
    connect(tell)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End where the process that gives out the work is killed: nobody else ends this one, and the next run is not to find it at work."""
    from multiprocessing import parent_process  # noqa: PLC0415 - as below

    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _listen(said: "SimpleQueue[str | None]", tell: Tell) -> None:
    """Pass on what worker processes say, up to a None."""
    while (what := said.get()) is not None:
        tell(what)


def copies(connect: Callable[[Tell], None], tell: Tell) -> AbstractContextManager[Executor]:
    """What runs calls in a process a core, each a copy of this one where that can be, which shares with it all that it has loaded.

    A copy has all that is open and locked here as well: they are made before anything is. Where there can be none, processes begin from nothing.
    """
    return _processes(connect, tell, "fork" if aside.can_copy() else "spawn")


@contextmanager
def _processes(connect: Callable[[Tell], None], tell: Tell, method: str = "spawn") -> Iterator[Executor]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - few items need no process
    from multiprocessing import get_context  # noqa: PLC0415

    context = get_context(method)
    said: SimpleQueue[str | None] = context.SimpleQueue()
    listener = threading.Thread(target=_listen, args=(said, tell), daemon=True)
    try:
        with ProcessPoolExecutor(mp_context=context, initializer=_begin, initargs=(connect, said.put)) as processes:
            processes.submit(int)  # which begins copies, all of them at once, before there is a thread
            listener.start()
            yield processes
    finally:
        said.put(None)
        if listener.ident:
            listener.join()
