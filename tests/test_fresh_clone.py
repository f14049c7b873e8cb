"""The README's first command on a machine with Python and make and nothing else: no ffmpeg, no uv, no installed package."""

import subprocess
from pathlib import Path

import pytest

from tests.clone import copy, machine

TOOLS = ("sh", "make", "awk", "rm", "touch")  # beside Python, all that the Makefile asks for


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy(tmp_path_factory.mktemp("clone"))


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return machine(tmp_path_factory.mktemp("bin"), tmp_path_factory.mktemp("home"), TOOLS)


def make(target: str, clone: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", target], cwd=clone, env=environment, capture_output=True, text=True, check=False)


def test_publish_sets_itself_up_once(clone: Path, environment: dict[str, str]) -> None:
    first = make("publish", clone, environment)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "Setting up" in first.stdout
    assert (clone / "public/sample/feed.xml").is_file()
    again = make("publish", clone, environment)
    assert again.returncode == 0, again.stdout + again.stderr
    assert "Setting up" not in again.stdout + again.stderr
    assert "nothing to write" in again.stdout


def test_make_alone_lists_what_there_is(clone: Path, environment: dict[str, str]) -> None:
    listed = make("help", clone, environment).stdout
    assert "make publish" in listed
    assert "make test" in listed
