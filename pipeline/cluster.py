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
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import urlsplit

from pipeline.content.trouble import Trouble
from pipeline.edge import files, parcel
from pipeline.edge.parcel import Depot, Parcel
from pipeline.edge.store import Place
from pipeline.keep.workshop import recipe
from pipeline.run import hear

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 60  # seconds to reach the scheduler, and for a first worker to be there
RETRIES = 3  # of what failed or was lost with its worker


class ClusterError(OSError):
    """The cluster cannot be used, or could not do something: a sentence with what to do next."""


class Task(Protocol):
    """What can be worked on elsewhere: it knows the files, below the show's folder, that the work reads."""

    @property
    def needs(self) -> Iterable[Path]: ...


class Cluster(NamedTuple):
    """A cluster at work for the show in `root`. Large files go by way of `depot`, a bucket, or without one through the scheduler.

    `most` is how much it is given to do at a time.
    """

    client: "Client"
    root: Path
    depot: Place | None = None
    most: int = sys.maxsize

    def by_way_of(self, place: Place | Trouble | None) -> "Cluster":
        """The cluster with the place of a show's sound as its depot, where workers can reach that."""
        return self._replace(depot=place if isinstance(place, Place) and place.writable and place.folder is None else None)

    def one_a_host(self) -> "Cluster":
        """The cluster with no more work at a time than it has machines."""
        return self._replace(most=len({urlsplit(worker).hostname for worker in self.client.nthreads()}))

    @property
    def ahead(self) -> int:
        """So many that a worker finds its next files waiting, and memory has an end."""
        threads: dict[str, int] = self.client.nthreads()
        return max(1, min(self.most, sum(threads.values()) + 2))

    @contextmanager
    def executor(self, count: int, tell: Callable[[str], None]) -> Iterator[Executor]:
        """Runs functions of one `Task` on the workers; see `run.Engine`."""
        topic = uuid.uuid4().hex
        self.client.subscribe_topic(topic, lambda event: tell(event[1]))
        try:
            with ThreadPoolExecutor(min(count, self.ahead)) as lanes:
                yield _Carrier(self, lanes, topic)
        finally:
            self.client.unsubscribe_topic(topic)


@contextmanager
def joined(address: str, root: Path) -> Iterator[Cluster]:
    """The cluster whose scheduler is at `address`. `ClusterError` where it cannot be reached or has no workers."""
    try:
        import dask  # noqa: PLC0415 - half a second, and most publishes have no cluster
        from distributed import Client  # noqa: PLC0415
    except ImportError as error:
        raise ClusterError("--cluster needs Dask: `pip install companion-pipeline[cluster]`, here and on every worker") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it would tell with tracebacks, `_told` tells in a sentence
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"no scheduler answers at {address} ({error}): start `dask scheduler`, and see that the address is right"
        ) from error
    with client, dask.config.set({"distributed.admin.large-graph-warning-threshold": "2 GiB"}):  # sound is larger than tasks usually are
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise ClusterError(f"the cluster at {address} has no workers: start `dask worker {address}` on some machines") from error
        yield Cluster(client, root)


class _Journey(NamedTuple):
    """What a worker is told beside the parcel: which program it must be running, how to tell of progress, where to leave large files."""

    recipe: str
    topic: str
    depot: Depot | None


class _Carrier(Executor):
    """Sends calls off and takes what they made in, a few at a time, each in a thread that mostly waits."""

    def __init__(self, cluster: Cluster, lanes: Executor, topic: str) -> None:
        self._cluster, self._lanes, self._topic = cluster, lanes, topic

    def submit(self, work: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        (task,) = args
        return self._lanes.submit(self._carried, work, task)

    def _carried(self, work: Callable[[Any], Any], task: Task) -> Any:
        root, place, way = self._cluster.root, self._cluster.depot, uuid.uuid4().hex
        there, back = (Depot(place, f"{way}-{direction}") if place else None for direction in ("there", "back"))
        parcels = []
        try:
            parcels.append(parcel.pack((work, task), root, task.needs, there))
            journey = _Journey(_recipe(), self._topic, back)
            # Not by Dask's own executor, which takes a result for an error where its worker is lost in the moment that it has come.
            parcels.append(self._awaited(self._cluster.client.submit(perform, parcels[0], journey, retries=RETRIES, pure=False)))
            return parcel.unpack(parcels[1], root, back)
        except Exception as error:
            raise _told(error) from error
        finally:
            if there:
                there.clear(deposit for one in parcels for deposit in one.deposits)

    def _awaited(self, future: Any) -> Parcel:
        """The answer, for which a worker has to be there: a call whose workers have all gone would wait for another one for ever."""
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
        raise ClusterError(f"{worker.address} runs another version of this program: install the same one here and there")
    with tempfile.TemporaryDirectory(prefix="pipeline-", dir=worker.local_directory) as name:
        folder = Path(name)
        work, task = parcel.unpack(sent, folder, journey.depot)
        before = _states(folder)
        with hear(lambda what: worker.log_event(journey.topic, what)):
            made = work(task)
        after = _states(folder)
        changed = (path for path, state in after.items() if before.get(path) != state)
        return parcel.pack(made, folder, changed, journey.depot, before.keys() - after.keys())


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
    return recipe()
