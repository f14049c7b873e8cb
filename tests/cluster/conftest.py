"""A real Dask scheduler with three workers, each a process with a disk of its own, on loopback."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.program import ROOT
from tests.store.conftest import buckets, listeners, ours, way  # noqa: F401 - the bucket that files go through
from tests.youtube.conftest import sounds, tone, tube, video  # noqa: F401 - a YouTube on loopback

DASK = (sys.executable, "-m", "dask")
WORKERS = 3
HERE, THERE = "127.0.0.1", "127.0.0.2"  # what a worker's machine is known by


class Running(NamedTuple):
    """A scheduler with its address, the folder whose subfolders are the workers' disks, and the workers by the names of these."""

    scheduler: subprocess.Popen[bytes]
    address: str
    disks: Path
    workers: dict[str, subprocess.Popen[bytes]]

    def alive(self) -> list[str]:
        """The workers that run."""
        return [name for name, worker in self.workers.items() if worker.poll() is None]

    def busy(self, client: subprocess.Popen[str]) -> int:
        """The process of the first worker that has begun with what `client` gave it."""
        while client.poll() is None:
            for name, worker in self.workers.items():
                if any((self.disks / name).rglob("pipeline-*/episodes/*")):
                    return worker.pid
            time.sleep(0.01)
        raise AssertionError("no worker was given anything")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """For work that harms no worker. It lives for a module, since its processes are never idle."""
    with running(tmp_path_factory.mktemp("cluster")) as found:
        yield found


@pytest.fixture
def doomed(tmp_path: Path) -> Iterator[Running]:
    """For work that kills workers."""
    (tmp_path / "cluster").mkdir()
    with running(tmp_path / "cluster") as found:
        yield found


@contextmanager
def running(folder: Path, hosts: Sequence[str] = (HERE,) * WORKERS, **environments: Mapping[str, str]) -> Iterator[Running]:
    """A cluster for as long as the block lasts, with a worker on each of these addresses, which has the variables given for it in its environment."""
    told, log = folder / "scheduler.json", folder / "log"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    own = {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    scheduler = (*DASK, "scheduler", "--host", HERE, "--port", "0", "--no-dashboard", "--scheduler-file", str(told))
    worker = (*DASK, "worker", "--scheduler-file", str(told), "--no-nanny", "--no-dashboard", "--nthreads", "1")
    with log.open("wb") as said:
        started = [subprocess.Popen(scheduler, stdout=said, stderr=said, env=kept | own, cwd=folder)]
        try:
            while not (address := address_in(told)):
                assert started[0].poll() is None, log.read_text()
                time.sleep(0.02)
            workers = {}
            for number, host in enumerate(hosts):
                name = f"disk-{number}"
                command, env = (
                    (*worker, "--host", host, "--local-directory", str(folder / name)),
                    {**kept, **own, **environments.get(host, {})},
                )
                workers[name] = subprocess.Popen(command, stdout=said, stderr=said, env=env, cwd=folder)
            started += workers.values()
            yield Running(started[0], address, folder, workers)
        finally:
            for process in reversed(started):
                process.terminate()
                process.wait()


def address_in(told: Path) -> str:
    """A scheduler's address, once it has written all of its file; a worker would read half of it, too."""
    try:
        return str(json.loads(told.read_text())["address"])
    except (FileNotFoundError, json.JSONDecodeError):
        return ""
