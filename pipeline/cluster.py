"""Slow work on a Dask cluster: each call goes to a worker with the files that it needs, and what it makes lies here as if made here.

A worker is any machine on which this same program is installed, with a disk of its own. The only module that knows Dask, which is
imported when a cluster is asked for.
"""

import logging
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import urlsplit

from pipeline.content.trouble import Trouble
from pipeline.edge import files, parcel
from pipeline.edge.inquiry import Inquiry
from pipeline.edge.parcel import Depot, Parcel
from pipeline.edge.store import OpenStore
from pipeline.keep import program
from pipeline.keep.workshop import fingerprint, recipe
from pipeline.run import hear

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 60  # seconds to reach the scheduler, and for a first worker to be there
RETRIES = 3  # of what failed or was lost with its worker
_TALKATIVE = ("distributed", "distributed.client")  # Dask gives each of them a level of its own (distributed/config.py)


class ClusterError(OSError):
    """The cluster cannot be used, or could not do something: a sentence with what to do next."""


class Portable(Protocol):
    """What can be worked on elsewhere: it knows the files, below the show's folder, that the work reads."""

    @property
    def needs(self) -> Iterable[Path]: ...


class Cluster(NamedTuple):
    """A cluster at work for the show in `root`. Large files go by way of `store`, a bucket, or without one through the scheduler.

    `hosts` are its machines where each is to have one call at a time.
    """

    client: "Client"
    root: Path
    store: OpenStore | None = None
    hosts: "_Hosts | None" = None

    def by_way_of(self, store: OpenStore | Trouble | None) -> "Cluster":
        """The cluster with the store of a show's sound for its large files, where workers can reach that."""
        return self._replace(store=store if isinstance(store, OpenStore) and store.writable and store.folder is None else None)

    def one_a_host(self, is_barred: Callable[[Any], bool]) -> "Cluster":
        """The cluster with one call at a time for each machine. One whose answer says that it `is_barred` gets no more while there are others."""
        return self._replace(hosts=_Hosts({_host(worker) for worker in self.client.nthreads()}, is_barred))

    @property
    def ahead(self) -> int:
        """So many that a worker finds its next files waiting, and memory has an end."""
        threads: dict[str, int] = self.client.nthreads()
        return self.hosts.count if self.hosts else sum(threads.values()) + 2

    @contextmanager
    def executor(self, count: int, tell: Callable[[str], None]) -> Iterator[Executor]:
        """Runs functions of one `Portable` on the workers; see `run.Engine`."""
        topic = uuid.uuid4().hex
        self.client.subscribe_topic(topic, lambda event: tell(event[1]))
        try:
            with ThreadPoolExecutor(min(count, self.ahead)) as lanes:
                yield _Carrier(self, lanes, topic)
        finally:
            self.client.unsubscribe_topic(topic)


class _Hosts:
    """Machines by name, and which of them are free."""

    def __init__(self, names: Iterable[str], is_barred: Callable[[Any], bool]) -> None:
        self._free, self._is_barred, self._lock = SimpleQueue[str](), is_barred, Lock()
        for name in names:
            self._free.put(name)
        self.count = self._free.qsize()
        self._left = self.count

    def answer(self, call: Callable[[str], Any]) -> Any:
        """What `call` answers with a free machine, and with the next one where that is barred."""
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
        """Whether a barred machine leaves. The last one stays, and answers so to each call."""
        with self._lock:
            leaves = self._left > 1
            self._left -= leaves
            return leaves


@contextmanager
def joined(address: str, root: Path) -> Iterator[Cluster]:
    """The cluster whose scheduler is at `address`. `ClusterError` where it cannot be reached or has no workers."""
    try:
        import dask  # noqa: PLC0415 - half a second, and most publishes have no cluster
        import distributed  # noqa: F401, PLC0415 - nor this
    except ImportError as error:
        raise ClusterError("--cluster needs Dask: `pip install companion-pipeline[cluster]`, here and on every worker") from error
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it would tell with tracebacks, `_told` tells in a sentence
    # Dask ends by itself where nobody answers; the few seconds more are for a server that takes the connection and says nothing.
    client = Inquiry(partial(_client, address), PATIENCE + 3).answer() or TimeoutError("what is there says nothing")
    if isinstance(client, Exception):
        what = f"no scheduler answers at {address} ({client}): start `dask scheduler`, and see that the address is right"
        raise ClusterError(what) from client
    with client, dask.config.set({"distributed.admin.large-graph-warning-threshold": "2 GiB"}):  # sound is larger than tasks usually are
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise ClusterError(f"the cluster at {address} has no workers: start `dask worker {address}` on some machines") from error
        yield Cluster(client, root)


def _client(address: str) -> "Client | Exception":
    """A client of the scheduler at an address, or why there is none. Dask waits for ever for the greeting of a server that is none of Dask's."""
    from distributed import Client  # noqa: PLC0415 - see `joined`
    from distributed.comm import resolve_address  # noqa: PLC0415

    try:
        resolve_address(address)  # a client waits for an impossible one as for a silent one: to open, and again to close
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except Exception as error:  # noqa: BLE001 - no certificates: TypeError; a stranger's answer: MemoryError and what not
        return error


class _Journey(NamedTuple):
    """What a worker is told beside the parcel: which program it must be running, how to tell of progress, where to leave large files."""

    recipe: str
    topic: str
    depot: Depot | None


def _host(worker: str) -> str:
    """The machine of a worker, by its address."""
    return urlsplit(worker).hostname or worker


class _Carrier(Executor):
    """Sends calls off and takes what they made in, a few at a time, each in a thread that mostly waits."""

    def __init__(self, cluster: Cluster, lanes: Executor, topic: str) -> None:
        self._cluster, self._lanes, self._topic = cluster, lanes, topic

    def submit(self, work: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        (task,) = args
        hosts, carried = self._cluster.hosts, partial(self._carried, work, task)
        return self._lanes.submit(hosts.answer, carried) if hosts else self._lanes.submit(carried)

    def _carried(self, work: Callable[[Any], Any], task: Portable, host: str | None = None) -> Any:
        root, store, way = self._cluster.root, self._cluster.store, uuid.uuid4().hex
        there, back = (Depot(store, f"{way}-{direction}") if store else None for direction in ("there", "back"))
        parcels = []
        try:
            parcels.append(parcel.pack((work, task), root, task.needs, there))
            journey = _Journey(_recipe(), self._topic, back)
            # Not by Dask's own executor, which takes a result for an error where its worker is lost in the moment that it has come.
            where = {"workers": self._worker(host), "allow_other_workers": True} if host else {}
            parcels.append(self._awaited(self._cluster.client.submit(perform, parcels[0], journey, retries=RETRIES, pure=False, **where)))
            return parcel.unpack(parcels[1], root, back)
        except Exception as error:
            raise _told(error) from error
        finally:
            if there:
                there.clear(deposit for one in parcels for deposit in one.deposits)

    def _worker(self, host: str) -> list[str] | None:
        """One worker of a machine, which keeps the pauses between its questions: the same one as long as it lives. None where all have gone."""
        return sorted(worker for worker in self._cluster.client.nthreads() if _host(worker) == host)[:1] or None

    def _awaited(self, future: Any) -> Parcel:
        """The answer. `ClusterError` where no worker is left: Dask would wait for a new one for ever."""
        while True:
            try:
                made: Parcel = future.result(timeout=PATIENCE)
            except TimeoutError:
                if future.done():
                    raise  # the work's own
                if not self._cluster.client.nthreads():
                    future.cancel()
                    raise ClusterError("no worker is left in the cluster: see the workers' logs, then run this again") from None
            else:
                return made


def perform(sent: Parcel, journey: _Journey) -> Parcel:
    """On a worker: call the function in a folder of its own, and send back what it returns and every file that is new or other than sent."""
    from distributed import get_worker  # noqa: PLC0415 - see `joined`

    worker = get_worker()
    if journey.recipe != _recipe():
        what = "another version of this program, of Python or of a package that it makes things with"
        raise ClusterError(f"{worker.address} runs {what}: install the same here and there")
    with tempfile.TemporaryDirectory(prefix="pipeline-", dir=worker.local_directory) as name:
        folder = Path(name)
        work, task = parcel.unpack(sent, folder, journey.depot)
        before = _states(folder)
        with hear(lambda what: worker.log_event(journey.topic, what)):
            made = work(task)
        after = _states(folder)
        same = {path for path, state in after.items() if before.get(path) == state}
        return parcel.pack(made, folder, after.keys() - same, journey.depot, gone=before.keys() - after.keys(), there=same)


def _states(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """What tells a file from one that was written anew in its place."""
    paths = (folder / name for name in files.tree(folder))
    return {path: (stat.st_ino, stat.st_size, stat.st_mtime_ns) for path in paths if (stat := path.stat())}


def _told(error: Exception) -> Exception:
    """What a user can do something about, said so; the rest as it is."""
    from distributed import KilledWorker  # noqa: PLC0415 - see `joined`

    if isinstance(error, KilledWorker):
        return ClusterError(f"{error.last_worker.address} and others died at this: see their logs, memory is the usual reason")
    if isinstance(error, ModuleNotFoundError) and error.name and error.name.partition(".")[0] == "pipeline":
        return ClusterError("a worker does not have this program: install the same version there")
    if isinstance(error, CancelledError):
        return ClusterError("the cluster has let go of this work, or its scheduler has ended: run this again when it is there")
    return error


@cache
def _recipe() -> str:
    """A digest of what has to be the same here and there for the same bytes, and for what is kept compiled to be read by either."""
    return fingerprint(recipe(), *program.makers(), sys.implementation.cache_tag)
