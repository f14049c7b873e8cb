"""Two folders are exchanged, at once or in steps, whatever disks they are on."""

import errno
import os
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.edge import exchange as exchanging
from pipeline.edge import files
from pipeline.edge.exchange import exchange, recover
from tests.room import refused
from tests.tree import content


@pytest.mark.parametrize(
    "refusing",
    [
        pytest.param((Path, "rename"), marks=pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="in no system call")),
        (exchanging, "_exchange_at_once"),
    ],
    ids=["at once", "in three steps"],
)
def test_folders_are_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusing: tuple[object, str]) -> None:
    """By one system call, without a moment in which neither is there; where there is none, by renaming. Paths may be relative."""
    monkeypatch.setattr(*refusing, lambda *_: False)
    monkeypatch.chdir(tmp_path)
    for name in ("new", "old"):
        files.write(Path(name) / "a.txt", name.encode())
    exchange(Path("new"), Path("old"))
    assert content(tmp_path) == {"new/a.txt": b"old", "old/a.txt": b"new"}


@pytest.mark.parametrize(
    ("left", "mended"),
    [
        ({"new": b"new", "new.old": b"old"}, {"old": b"old", "new": b"new"}),  # killed after the first step
        ({"old": b"new", "new.old": b"old"}, {"old": b"new", "new": b"old"}),  # and after the second
        ({"old": b"old", "new": b"new"}, {"old": b"old", "new": b"new"}),  # before the first
    ],
)
def test_an_exchange_in_three_steps_is_mended(tmp_path: Path, left: dict[str, bytes], mended: dict[str, bytes]) -> None:
    for name, text in left.items():
        files.write(tmp_path / name / "a.txt", text)
    files.write(tmp_path / ".old.new" / "half.txt", b"half a copy")
    recover(tmp_path / "new", tmp_path / "old")
    assert content(tmp_path) == {f"{name}/a.txt": text for name, text in mended.items()}


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="this machine has no second disk")
def test_a_folder_of_another_disk_is_exchanged(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as other:
        old, new = Path(other) / "public/show", tmp_path / "new"
        files.write(new / "a/b.txt", b"1")
        old.parent.mkdir()
        for text in (b"1", b"2"):
            files.write(new / "a/b.txt", text)
            exchange(new, old)
            assert content(Path(other)) == {"public/show/a/b.txt": text}


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="this machine has no second disk")
def test_a_site_is_copied_to_a_disk_that_takes_no_permissions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """To a stick, on which no file can have those that it has elsewhere. A copy has the time by which it is recognised."""
    monkeypatch.setattr(os, "chmod", lambda *_, **__: refused(errno.EPERM))
    files.write(tmp_path / "new/a/b.txt", b"1")
    os.utime(tmp_path / "new/a/b.txt", (5, 5))
    with tempfile.TemporaryDirectory(dir="/dev/shm") as other:
        exchange(tmp_path / "new", Path(other) / "old")
        files.place(tmp_path / "new/a/b.txt", Path(other) / "c/d.txt")
        assert content(Path(other)) == {"old/a/b.txt": b"1", "c/d.txt": b"1"}
        assert {(Path(other) / name).stat().st_mtime for name in ("old/a/b.txt", "c/d.txt")} == {5}
