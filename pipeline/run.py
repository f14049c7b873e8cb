"""Runs what is stale, in parallel, with progress; keeps what was made; writes a site whole or not at all."""

import hashlib
import pickle
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from types import ModuleType
from typing import Protocol, TypeVar

from pipeline.edge import files

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


def each(stage: str, work: Callable[[Given], Made], items: Mapping[str, Given], watcher: Watcher) -> dict[str, Made]:
    """`work` of every item, in parallel, by name in the order given. What it raises is raised here after the others have ended.

    What `work` says by `doing` goes to the watcher, from whatever thread or process.
    """
    if not items:
        return {}
    watcher.began(stage, len(items))
    with _executor(len(items), lambda what: watcher.doing(stage, what)) as executor:
        futures: dict[Future[Made], str] = {executor.submit(work, item): name for name, item in items.items()}
        for future in as_completed(futures):
            watcher.ended(stage, futures[future])
    made = {name: future.result() for future, name in futures.items()}
    return {name: made[name] for name in items}


def doing(what: str) -> None:
    """Tell whoever watches what is being done right now, from within the work of `each`; elsewhere nobody hears it."""
    tell: Callable[[str], None] | None = getattr(_line, "tell", None)
    if tell:
        tell(what)


_line = threading.local()


def _connect(tell: Callable[[str], None]) -> None:
    """Have what is said in this thread heard by `tell`."""
    _line.tell = tell


def _listen(said: "SimpleQueue[str | None]", tell: Callable[[str], None]) -> None:
    """Pass on what worker processes say, up to a None."""
    while (what := said.get()) is not None:
        tell(what)


@contextmanager
def _executor(count: int, tell: Callable[[str], None]) -> Iterator[Executor]:
    if count < _PROCESSES_FROM:
        with ThreadPoolExecutor(2, initializer=_connect, initargs=(tell,)) as threads:
            yield threads
        return
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


def fingerprint(*parts: bytes | str | int | None) -> str:
    """A digest of parts in order, for telling whether anything that went into a result has changed."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.hexdigest()


def recipe(*modules: ModuleType) -> str:
    """A digest of this program's own text, or of some modules of it: results of another version are made anew."""
    if modules:
        return fingerprint(*(Path(str(module.__file__)).read_bytes() for module in modules))
    folder = Path(__file__).parent
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".html", ".css", ".js", ".xml"})
    return fingerprint(*(part for path in paths for part in (str(path.relative_to(folder)), path.read_bytes())))


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where results are kept between runs, below the show's `.pipeline/`. It may be deleted at any time."""

    folder: Path

    def path(self, name: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def kept(self, name: str, key: str | None) -> object | None:
        """What was kept under a name when its key was `key` (any key when None); None when there is nothing usable."""
        try:
            found_key, value = pickle.loads(self.path(f"{name}.kept").read_bytes())  # noqa: S301 - our own file
        except Exception:  # noqa: BLE001 - whatever a damaged or older file raises, the result is made anew
            return None
        return value if key is None or key == found_key else None

    def forget(self, name: str) -> None:
        """Have nothing under a name, so that what is about to be written in place is not taken for whole before it is."""
        self.path(f"{name}.kept").unlink(missing_ok=True)

    def keep(self, name: str, key: str, value: object) -> None:
        files.write(self.path(f"{name}.kept"), pickle.dumps((key, value)))


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site: small files by their bytes, large ones by where they lie; keys are paths below the site."""

    texts: Mapping[str, bytes]
    placed: Mapping[str, Path]


def differences(site: Site, folder: Path) -> Iterator[str]:
    """The paths in which `folder` is not the site."""
    names = {*site.texts, *site.placed}
    if folder.is_dir():
        yield from (name for path in files.tree(folder) if (name := path.as_posix()) not in names)
    for name, data in site.texts.items():
        if not files.same(folder / name, data):
            yield name
    for name, source in site.placed.items():
        if not _identical(folder / name, source):
            yield name


def replace(site: Site, folder: Path) -> tuple[str, ...]:
    """Make `folder` the site and return the paths that changed. Built aside and exchanged: killed at any moment it is one or the other."""
    new = folder.with_name(f".{folder.name}.new")
    files.recover(new, folder)
    changed = tuple(differences(site, folder))
    if not changed:
        return ()
    stale = set(changed)
    for name, data in site.texts.items():
        if name in stale:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(data)
        else:
            files.place(folder / name, new / name)
    for name, source in site.placed.items():
        files.place(source if name in stale else folder / name, new / name)
    new.mkdir(parents=True, exist_ok=True)
    files.exchange(new, folder)
    shutil.rmtree(new, ignore_errors=True)
    return changed


def _identical(path: Path, source: Path) -> bool:
    try:
        here, there = path.stat(), source.stat()
    except FileNotFoundError:
        return False
    if (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino):
        return True
    return here.st_size == there.st_size and files.digest(path) == files.digest(source)
