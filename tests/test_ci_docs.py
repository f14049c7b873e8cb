"""docs/ci.md: each file that it shows is valid, and does here what it says."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.documents import blocks
from tests.program import ROOT, copy_sample

DOCUMENT = ROOT / "docs/ci.md"


def block(language: str) -> str:
    return blocks(DOCUMENT, language)[0]


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """The sample show with the program that runs these tests."""
    folder = copy_sample(tmp_path / "show")
    (folder / ".venv").symlink_to(Path(sys.prefix))
    return folder


def test_the_file_for_gitlab_is_valid_by_the_published_schema(tmp_path: Path) -> None:
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(block("yaml"), encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_jobs_of_gitlab_run(show: Path) -> None:
    told = yaml.safe_load(block("yaml"))
    for job in ("check", "publish"):
        for line in told[job]["script"]:
            done = subprocess.run(["sh", "-ec", line], cwd=show, env=told["variables"], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
    assert (show / told["publish"]["pages"]["publish"].replace("talks", "sample") / "feed.xml").is_file()


@pytest.mark.skipif(shutil.which("rsync") is None, reason="no rsync")
def test_the_script_for_a_server_releases_and_carries(show: Path, tmp_path: Path) -> None:
    script = tmp_path / "publish.sh"
    script.write_text(block("sh"), encoding="utf-8")
    target = tmp_path / "www"
    names = {"SHOW": str(show), "NAME": "sample", "TARGET": str(target), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(["sh", str(script)], env=names, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (target / "feed.xml").is_file()


@pytest.mark.skipif(shutil.which("flock") is None, reason="no flock")
def test_the_line_for_cron_leaves_out_what_would_overlap(show: Path) -> None:
    fields, command = re.fullmatch(r"((?:\S+ ){5})(.*)\n", block("cron")).groups()  # type: ignore[union-attr]
    assert fields.split()[0] not in {"0", "*"}
    told = command.replace("/srv/talks", str(show)).replace("make publish", "echo released")
    subprocess.run(["sh", "-c", told], check=True)
    assert (show / "publish.log").read_text("utf-8") == "released\n"
    with (show / ".cron.lock").open("w") as held:
        subprocess.run(["flock", str(held.fileno())], pass_fds=[held.fileno()], check=True)
        assert subprocess.run(["sh", "-c", told], check=False).returncode == 1
    assert (show / "publish.log").read_text("utf-8") == "released\n"
