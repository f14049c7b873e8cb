"""Slow work on a Dask cluster: each call goes to a worker with the files that it needs, and the files that it makes come back here.

A worker is any machine on which this same program is installed, with a disk of its own. This is the only module that knows Dask, which is
imported only if a cluster is asked for.
"""

import logging
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar
from urllib.parse import urlsplit

from pipeline import pool
from pipeline.content.trouble import Trouble
from pipeline.edge import files, parcel
from pipeline.edge.inquiry import Inquiry
from pipeline.edge.parcel import Depot, Parcel
from pipeline.edge.store import OpenStore
from pipeline.keep import program
from pipeline.keep.digests import fingerprint, source_digest
from pipeline.run import hear

if TYPE_CHECKING:
    from distributed import Client

    from pipeline.pool import Tell

Given = TypeVar("Given")
Made = TypeVar("Made")

PATIENCE = 60  # seconds to reach the scheduler, and to wait for a first worker
_RETRIES = 3  # of a call that failed or was lost with its worker
_NONE_LEFT = "no worker is left in the cluster: see the workers' logs, then run this again"
_TALKATIVE = ("distributed", "distributed.client")  # Dask gives each of them a level of its own (distributed/config.py)


class ClusterError(OSError):
    """The cluster cannot be used, or a call on it failed: a sentence with what to do next."""


class Portable(Protocol):
    """Work that can be done on another machine: it knows the files, below the show's folder, that it reads."""

    @property
    def needs(self) -> Iterable[Path]: ...


class Cluster(NamedTuple):
    """A cluster at work for the show in `root`. Large files travel through `store`, a bucket, or without one through the scheduler.

    `hosts` is given where each machine is to have only one call at a time.
    """

    client: "Client"
    root: Path
    store: OpenStore | None = None
    hosts: "_Hosts | None" = None

    def by_way_of(self, store: OpenStore | Trouble | None) -> "Cluster":
        """The same cluster, with large files travelling through the store of a show's sound, if workers can reach that."""
        return self._replace(store=store if isinstance(store, OpenStore) and store.writable and store.folder is None else None)

    def one_a_host(self, is_barred: Callable[[Any], bool]) -> "Cluster":
        """The same cluster with one call at a time on each machine.

        A machine whose answer `is_barred` gets no more calls while there are others.
        """
        return self._replace(hosts=_Hosts({_host(worker) for worker in self.client.nthreads()}, is_barred))

    def results(self, stage: str, work: Callable[[Given], Made], items: Mapping[str, Given], tell: "Tell") -> Iterator[tuple[str, Made]]:
        """See `run.Engine`. Each item is a `Portable`."""
        topic, ahead = uuid.uuid4().hex, self._ahead
        if not ahead:
            raise ClusterError(_NONE_LEFT)
        self.client.subscribe_topic(topic, lambda event: tell(event[1]))
        try:
            with ThreadPoolExecutor(min(len(items), ahead)) as threads:
                yield from pool.results(stage, work, items.items(), _ClusterExecutor(self, threads, topic), ahead)
        finally:
            self.client.unsubscribe_topic(topic)

    @property
    def _ahead(self) -> int:
        """How many calls are handed out at once: enough for a worker to find its next files waiting, few enough for memory."""
        threads: dict[str, int] = self.client.nthreads()
        return self.hosts.count if self.hosts else sum(threads.values()) + 2


class _Hosts:
    """The machines of a cluster by name, and which of them are free."""

    def __init__(self, names: Iterable[str], is_barred: Callable[[Any], bool]) -> None:
        self._free, self._is_barred, self._lock = SimpleQueue[str](), is_barred, Lock()
        for name in names:
            self._free.put(name)
        self.count = self._free.qsize()
        self._left = self.count

    def answer(self, call: Callable[[str], Any]) -> Any:
        """The result of `call` with the name of a free machine; if it says that the machine is barred, the result with the next one."""
        while True:
            name = self._free.get()
            try:
                answer = call(name)
            except BaseException:
                self._free.put(name)
                raise
            if not (self._is_barred(answer) and self._leaves()):
                self._free.put(name)
                return answer

    def _leaves(self) -> bool:
        """Whether a barred machine gets no more calls. The last one stays, and answers every call that way."""
        with self._lock:
            leaves = self._left > 1
            self._left -= leaves
            return leaves


@contextmanager
def joined(address: str, root: Path) -> Iterator[Cluster]:
    """The cluster whose scheduler is at `address`. `ClusterError` if it cannot be reached or has no workers."""
    try:
        import dask  # noqa: PLC0415 - half a second, and most publishes have no cluster
        import distributed  # noqa: F401, PLC0415 - nor this
    except ImportError as error:
        what = "--cluster needs Dask: `.venv/bin/pip install -e '.[cluster]'` in this program's folder, here and on every worker"
        raise ClusterError(what) from error
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it would tell with tracebacks, `_explained` tells in a sentence
    # Dask has its own timeout; the few seconds more are for a server that accepts the connection and then says nothing.
    client = Inquiry(partial(_client, address), PATIENCE + 3).answer() or TimeoutError("what is there does not answer")
    if isinstance(client, Exception):
        what = f"no scheduler answers at {address} ({client}): start `dask scheduler`, and check the address"
        raise ClusterError(what) from client
    with client, dask.config.set({"distributed.admin.large-graph-warning-threshold": "2 GiB"}):  # sound is larger than tasks usually are
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise ClusterError(f"the cluster at {address} has no workers: start `dask worker {address}` on some machines") from error
        yield Cluster(client, root)


def _client(address: str) -> "Client | Exception":
    """A client of the scheduler at an address, or the reason why there is none.

    Dask waits forever for the greeting of a server that is not Dask's.
    """
    from distributed import Client  # noqa: PLC0415 - see `joined`
    from distributed.comm import resolve_address  # noqa: PLC0415

    try:
        resolve_address(address)  # a client waits for an impossible one as for a silent one: to open, and again to close
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except Exception as error:  # noqa: BLE001 - no certificates: TypeError; a stranger's answer: MemoryError and what not
        return error


class _Instructions(NamedTuple):
    """What a worker is told beside the parcel: a digest of the program, where to report progress, where to put large files."""

    program: str
    topic: str
    depot: Depot | None


def _host(worker: str) -> str:
    """The machine of a worker, taken from its address."""
    return urlsplit(worker).hostname or worker


class _ClusterExecutor(Executor):
    """Sends calls to workers and unpacks what they made, a few at a time, each in a thread that mostly waits."""

    def __init__(self, cluster: Cluster, threads: Executor, topic: str) -> None:
        self._cluster, self._threads, self._topic = cluster, threads, topic

    def submit(self, work: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        (task,) = args
        hosts, carried = self._cluster.hosts, partial(self._carry, work, task)
        return self._threads.submit(hosts.answer, carried) if hosts else self._threads.submit(carried)

    def _carry(self, work: Callable[[Any], Any], task: Portable, host: str | None = None) -> Any:
        """The result of a call on a worker, after the files that it made have come back. `ClusterError` or what the call raised."""
        root, store, way = self._cluster.root, self._cluster.store, uuid.uuid4().hex
        there, back = (Depot(store, f"{way}-{direction}") if store else None for direction in ("there", "back"))
        parcels = []
        try:
            parcels.append(parcel.pack((work, task), root, task.needs, there))
            instructions = _Instructions(_program_digest(), self._topic, back)
            # Not by Dask's own executor, which takes a result for an error where its worker is lost in the moment that it has come.
            where = {"workers": self._worker(host), "allow_other_workers": True} if host else {}
            parcels.append(
                self._await(self._cluster.client.submit(perform, parcels[0], instructions, retries=_RETRIES, pure=False, **where))
            )
            return parcel.unpack(parcels[1], root, back)
        except Exception as error:
            raise _explained(error) from error
        finally:
            if there:
                there.clear(deposit for one in parcels for deposit in one.deposits)

    def _worker(self, host: str) -> list[str] | None:
        """One worker of a machine, always the same as long as it lives, since it keeps the pauses between questions to YouTube.

        None if all are gone.
        """
        return sorted(worker for worker in self._cluster.client.nthreads() if _host(worker) == host)[:1] or None

    def _await(self, future: Any) -> Parcel:
        """The worker's answer. `ClusterError` if no worker is left: Dask would wait for a new one forever."""
        while True:
            try:
                made: Parcel = future.result(timeout=PATIENCE)
            except TimeoutError:
                if future.done():
                    raise  # the work's own
                if not self._cluster.client.nthreads():
                    future.cancel()
                    raise ClusterError(_NONE_LEFT) from None
            else:
                return made


def perform(sent: Parcel, instructions: _Instructions) -> Parcel:
    """On a worker: call the function in a folder of its own; send back what it returns and every file that is new or changed."""
    from distributed import get_worker  # noqa: PLC0415 - see `joined`

    worker = get_worker()
    if instructions.program != _program_digest():
        what = "another version of this program, of Python or of a package that it uses"
        raise ClusterError(f"{worker.address} runs {what}: install the same on both machines")
    with tempfile.TemporaryDirectory(prefix="pipeline-", dir=worker.local_directory) as name:
        folder = Path(name)
        work, task = parcel.unpack(sent, folder, instructions.depot)
        before = _states(folder)
        with hear(lambda what: worker.log_event(instructions.topic, what)):
            made = work(task)
        after = _states(folder)
        same = {path for path, state in after.items() if before.get(path) == state}
        return parcel.pack(made, folder, after.keys() - same, instructions.depot, gone=before.keys() - after.keys(), there=same)


def _states(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """What shows that a file was replaced or written: its inode number, its size in bytes, its modification time in ns."""
    paths = (folder / name for name in files.tree(folder))
    return {path: (stat.st_ino, stat.st_size, stat.st_mtime_ns) for path in paths if (stat := path.stat())}


def _explained(error: Exception) -> Exception:
    """An error as a `ClusterError` if a user can do something about it, else unchanged."""
    from distributed import KilledWorker  # noqa: PLC0415 - see `joined`

    if isinstance(error, KilledWorker):
        return ClusterError(f"{error.last_worker.address} and other workers died during this work: see their logs (usually memory ran out)")
    if isinstance(error, ModuleNotFoundError) and error.name and error.name.partition(".")[0] == "pipeline":
        return ClusterError("a worker does not have this program: install the same version there")
    if isinstance(error, CancelledError):
        return ClusterError("the cluster has cancelled this work, or its scheduler has stopped: run this again when it is up")
    return error


@cache
def _program_digest() -> str:
    """A digest of all that must be equal here and there for the same output, and for compiled templates to be readable by both."""
    return fingerprint(source_digest(), *program.makers(), sys.implementation.cache_tag)
