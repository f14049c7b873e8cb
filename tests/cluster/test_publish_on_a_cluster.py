"""Publishing on a cluster gives the bytes that publishing without one gives, though a worker is killed in the midst of it."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from pipeline.edge import files
from tests.cluster.conftest import WORKERS, Running

ROOT = Path(__file__).parent.parent.parent


def laid(root: Path) -> Path:
    """The sample show, whose sound is to be encoded, so that there is work to be killed at."""
    for name in ("episodes", "feeds"):
        shutil.copytree(ROOT / name, root / name)
    with (root / "feeds/sample.yaml").open("a", encoding="utf-8") as feed:
        feed.write("\naudio: {format: mp3, bitrate: 64k, loudness: -16}\n")
    return root


def publish(root: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", "publish", "--root", str(root), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def content(root: Path) -> dict[str, str]:
    return {path.as_posix(): files.digest(root / "public" / path) for path in files.tree(root / "public")}


def test_the_same_bytes_though_a_worker_is_killed(doomed: Running, tmp_path: Path) -> None:
    alone, crowd = laid(tmp_path / "alone"), laid(tmp_path / "crowd")
    assert publish(alone).returncode == 0

    # In its own folder, which has no name that a worker could find it by.
    command, own = [sys.executable, "-m", "pipeline", "publish", "--cluster", doomed.address], os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=crowd, env=own) as running:
        victim = doomed.busy(running)
        os.kill(victim, signal.SIGKILL)
        said, _ = running.communicate()
    assert running.returncode == 0, said
    assert content(crowd) == content(alone)
    assert len(doomed.alive()) == WORKERS - 1

    assert "nothing to write" in publish(crowd, "--cluster", doomed.address).stdout
    assert "nothing to write" in publish(crowd).stdout


def test_a_scheduler_that_is_killed_is_told_in_a_sentence(doomed: Running, tmp_path: Path) -> None:
    command, own = [sys.executable, "-m", "pipeline", "publish", "--cluster", doomed.address], os.environ | {"PYTHONPATH": str(ROOT)}
    show = laid(tmp_path / "show")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=show, env=own) as running:
        doomed.busy(running)
        doomed.scheduler.kill()
        _, said = running.communicate()
    assert running.returncode == 1
    *progress, last = said.splitlines()
    assert last == "pipeline: the cluster has cancelled this work, or its scheduler has stopped: run this again when it is up"
    assert progress in ([], ["attaching: 3"])
