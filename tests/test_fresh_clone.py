"""The README's first command on a machine with Python and make and nothing else: no ffmpeg, no uv, no installed package."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.clone import SetUp, machine, make
from tests.program import ROOT


def test_publish_sets_itself_up_once(set_up: SetUp) -> None:
    first = set_up.first
    assert first.returncode == 0, first.stdout + first.stderr
    assert "Setting up" in first.stdout
    assert (set_up.folder / "public/sample/feed.xml").is_file()
    again = make("publish", set_up.folder, set_up.machine)
    assert again.returncode == 0, again.stdout + again.stderr
    assert "Setting up" not in again.stdout + again.stderr
    assert "nothing to write" in again.stdout


def test_make_alone_lists_what_there_is(set_up: SetUp) -> None:
    listed = make("help", set_up.folder, set_up.machine).stdout
    assert "make publish" in listed
    assert "make test" in listed


def test_a_clone_on_a_disk_without_links_is_set_up_with_copies(tmp_path: Path) -> None:
    """As on a stick. Here nothing can make a link because there is no `ln`; where it fails, Python's own would fail too."""
    folder, programs = tmp_path / "clone", tmp_path / "bin"
    (folder / ".ci").mkdir(parents=True)
    programs.mkdir()
    shutil.copy(ROOT / ".ci/setup", folder / ".ci")
    bare = machine(programs, tmp_path, ("sh", "mkdir", "rm"))
    subprocess.run(["sh", ".ci/setup", os.devnull], cwd=folder, env=bare, capture_output=True, check=False)  # there is nothing to install
    made = folder / ".venv"
    assert subprocess.run([made / "bin/python", "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    assert [path for path in made.rglob("*") if path.is_symlink()] == []
