"""Calls on a real cluster make what they make here, whoever dies on the way, and leave nothing on the road."""

import os
import socket
from pathlib import Path

import pytest

from pipeline import cluster as dask
from pipeline import run
from pipeline.cluster import ClusterError, joined
from pipeline.content.show import Store
from pipeline.edge import files
from pipeline.edge.parcel import LARGE, TransitError
from pipeline.edge.store import OpenStore
from tests.cluster.conftest import WORKERS, Running
from tests.cluster.work import Copied, Copying, backwards, dying, failing
from tests.store.servers import BUCKET, KEYS
from tests.watcher import Watcher


def tasks(root: Path, deadly: Path | None = None) -> dict[str, Copying]:
    """Five small files and a large one; with `deadly`, who first comes to the second does not live to tell."""
    (root / "given").mkdir(parents=True)
    made = {}
    for number, size in enumerate((0, 1, 10, LARGE, 3 * LARGE, 100)):
        source = root / f"given/{number}.bin"
        source.write_bytes(os.urandom(size))
        name = f"file {number}"
        made[name] = Copying(name, source, root / f"made/in/{number}.bin", deadly if number == 1 else None)
    return made


def hold(given: dict[str, Copying], copied: dict[str, Copied]) -> None:
    """All is where it belongs."""
    assert copied.keys() == given.keys()
    for name, task in given.items():
        assert copied[name].target == task.target
        assert task.target.read_bytes() == task.source.read_bytes()[::-1]
        assert copied[name].length == task.source.stat().st_size
        assert copied[name].process != os.getpid()


def test_a_worker_that_is_killed_costs_its_work_and_nothing_else(doomed: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    show, marker, heard = tmp_path / "show", tmp_path / "killed", Watcher()
    given = tasks(show, deadly=marker)
    with joined(doomed.address, show) as crew:
        crew.client.wait_for_workers(WORKERS)
        hold(given, dict(run.each("copying", backwards, given, heard, crew)))
        assert marker.exists()
        assert len(crew.client.nthreads()) == WORKERS - 1
        assert {f"copying: {name} begins" for name in given} <= set(heard.said)
        left = {path.parts[0] for path in files.tree(doomed.disks) if path.suffix == ".bin"}
        assert len(left) == 1  # the dead one could not clean up
        assert [path.name for path in sorted(show.iterdir())] == ["given", "made"]

        # What kills one worker after the other is given up, and where none is left nothing waits for ever.
        one = dict([next(iter(given.items()))])
        with pytest.raises(ClusterError, match="and other workers died during this work"):
            dict(run.each("copying", dying, one, run.Silent(), crew))
        monkeypatch.setattr(dask, "PATIENCE", 1)
        with pytest.raises(ClusterError, match="no worker is left"):
            dict(run.each("copying", dying, one, run.Silent(), crew))
        with pytest.raises(ClusterError, match="no worker is left"):
            dict(run.each("copying", backwards, one, run.Silent(), crew.one_a_host(lambda _: False)))


def test_large_files_go_by_way_of_the_bucket_and_leave_it(cluster: Running, ours: Store, buckets: tuple[Path, str], tmp_path: Path) -> None:
    given = tasks(tmp_path)
    store = OpenStore(ours, None, KEYS)
    with joined(cluster.address, tmp_path) as crew:
        hold(given, dict(run.each("copying", backwards, given, run.Silent(), crew.by_way_of(store))))
    assert [*files.tree(buckets[0] / BUCKET / ours.prefix)] == []


def test_a_bucket_that_refuses_is_told(cluster: Running, ours: Store, tmp_path: Path) -> None:
    given = tasks(tmp_path)
    store = OpenStore(ours._replace(root="nowhere"), None, KEYS)
    with joined(cluster.address, tmp_path) as crew, pytest.raises(TransitError, match="s3://nowhere"):
        dict(run.each("copying", backwards, given, run.Silent(), crew.by_way_of(store)))


def test_what_work_raises_is_raised_here(cluster: Running, tmp_path: Path) -> None:
    given = tasks(tmp_path)
    with joined(cluster.address, tmp_path) as crew, pytest.raises(OSError, match=r"no space for file \d"):
        dict(run.each("copying", failing, given, run.Silent(), crew))


def test_another_version_of_the_program_is_refused(cluster: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask, "_program_digest", lambda: "another")
    with joined(cluster.address, tmp_path) as crew, pytest.raises(ClusterError, match="another version"):
        dict(run.each("copying", backwards, tasks(tmp_path), run.Silent(), crew))


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("tcp://127.0.0.1:9", "Timed out trying to connect"),
        ("http://127.0.0.1:8787", "unknown address scheme 'http'"),
        ("tcp://127.0.0.1:{silent}", "what is there does not answer"),
    ],
)
def test_an_address_without_a_scheduler_is_told(address: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask, "PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # as a server of the web, which waits for a line
        place = address.format(silent=silent.getsockname()[1])
        with pytest.raises(ClusterError, match=f"no scheduler answers at {place} .{why}"), joined(place, tmp_path):
            pass
