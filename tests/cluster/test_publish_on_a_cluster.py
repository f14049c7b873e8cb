"""Publishing on a cluster gives the bytes that publishing without one gives, though a worker is killed in the midst of it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from pipeline.edge import files
from tests import small
from tests.cluster.conftest import WORKERS, Running
from tests.program import ROOT, copy_sample, pipeline
from tests.tree import digests


def laid(root: Path) -> Path:
    """The sample show, whose sound is to be encoded, so that there is work to be killed at. One post names its files, which lie elsewhere."""
    copy_sample(root)
    post = root / "episodes/tobias-quist.md"
    post.write_text(post.read_text("utf-8").replace("---\n", "---\naudio: ../sound/quist.mp3\nthumbnail: quist.png\n", 1), "utf-8")
    files.write(root / "sound/quist.mp3", (root / "episodes/tobias-quist/audio.mp3").read_bytes())
    (root / "episodes/tobias-quist/audio.mp3").unlink()
    files.write(root / "episodes/quist.png", small.picture("teal"))
    with (root / "feeds/sample.yaml").open("a", encoding="utf-8") as feed:
        feed.write("\naudio: {format: mp3, bitrate: 64k, loudness: -16}\n")
    return root


def test_the_same_bytes_though_a_worker_is_killed(doomed: Running, tmp_path: Path) -> None:
    alone, crowd = laid(tmp_path / "alone"), laid(tmp_path / "crowd")
    assert pipeline("publish", root=alone).returncode == 0

    # In its own folder, which has no name that a worker could find it by.
    command, own = [sys.executable, "-m", "pipeline", "publish", "--cluster", doomed.address], os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=crowd, env=own) as running:
        victim = doomed.busy(running)
        os.kill(victim, signal.SIGKILL)
        said, _ = running.communicate()
    assert running.returncode == 0, said
    assert digests(crowd / "public") == digests(alone / "public")
    assert len(doomed.alive()) == WORKERS - 1

    assert "nothing to write" in pipeline("publish", "--cluster", doomed.address, root=crowd).stdout
    assert "nothing to write" in pipeline("publish", root=crowd).stdout


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
