"""The README's first command on a machine with Python and make and nothing else: no ffmpeg, no uv, no installed package."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = ("sh", "make", "awk", "rm", "touch")  # beside Python, all that the Makefile asks for


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is in version control, as it stands in the working folder."""
    folder = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A PATH with a handful of programs, an empty home, and where packages come from, if the machine says so."""
    programs, home = tmp_path_factory.mktemp("bin"), tmp_path_factory.mktemp("home")
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, f"this test needs {tool}"
        (programs / tool).symlink_to(found)
    (programs / "python3").symlink_to(Path(sys.base_prefix) / f"bin/python3.{sys.version_info.minor}")
    sources = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "HTTPS_", "https_", "NO_PROXY"))}
    return {"PATH": str(programs), "HOME": str(home), **sources}


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
