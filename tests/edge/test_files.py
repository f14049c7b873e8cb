"""Files are written whole or not at all, and one run holds a show."""

import errno
import fcntl
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.edge import files
from pipeline.verbs import telling
from tests.room import no_room, refused
from tests.tree import content


def test_only_one_run_holds_the_show(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    code = f"from pathlib import Path; from pipeline.edge import files\nwith files.lock(Path({str(lock)!r})): pass"
    with files.lock(lock):
        busy = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    free = subprocess.run([sys.executable, "-c", code], check=False)
    assert "BusyError" in busy.stderr
    assert free.returncode == 0


def test_a_lock_that_its_holder_deletes_is_taken_anew(tmp_path: Path) -> None:
    """Whoever has opened it before would else hold a file that nobody else finds, beside a third run with a lock of its own."""
    lock = tmp_path / "lock"

    def take() -> bool:
        with files.lock(lock, waits=True):
            return lock.exists()

    with ThreadPoolExecutor(1) as others:
        with files.lock(lock):
            taken = others.submit(take)
            time.sleep(0.2)  # it waits now
            lock.unlink()
        assert taken.result()


def test_a_disk_that_knows_no_locks_is_not_taken_for_another_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network file systems have none: to wait until that run has ended, as is said of it, would be to wait forever."""
    monkeypatch.setattr(fcntl, "flock", lambda *_: refused(errno.ENOLCK))
    with pytest.raises(OSError, match="ock") as caught, files.lock(tmp_path / "lock"):
        pass
    assert (type(caught.value), caught.value.errno) == (OSError, errno.ENOLCK)
    assert telling.broken(caught.value).startswith(f"{tmp_path / 'lock'}: {os.strerror(errno.ENOLCK)} (move the show ")
    with pytest.raises(OSError, match=re.escape(f"'{tmp_path / 'post'}'")):
        files.write(tmp_path / "post", b"")


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system shows no processes as files")
def test_a_link_to_the_settings_of_this_run_leads_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "site.css").symlink_to("/proc/self/environ")
    assert files.read(str(tmp_path / "site.css"))
    assert files.read_source(str(tmp_path / "site.css")) == b""


@pytest.mark.parametrize(("mask", "mode"), [(0o077, 0o600), (0o027, 0o640), (0o022, 0o644)])
def test_a_file_has_the_permissions_that_its_user_gives_new_files(tmp_path: Path, mask: int, mode: int) -> None:
    """Small files, large ones and those that are written in place of another agree, so that a website is not readable in parts."""
    before = os.umask(mask)
    try:
        files.write(tmp_path / "a.txt", b"small")
        files.create(tmp_path / "b.txt", b"new")
        with files.replacing(tmp_path / "c.txt") as partial:
            partial.write_bytes(b"large")
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {mode}


def test_a_write_for_which_the_disk_has_no_room_leaves_the_file_of_before(tmp_path: Path) -> None:
    files.write(tmp_path / "a.txt", b"old")
    with no_room(), pytest.raises(OSError, match="too large"):
        files.write(tmp_path / "a.txt", bytes(100))
    assert content(tmp_path) == {"a.txt": b"old"}


def test_what_a_killed_write_left_is_taken_up_by_the_next(tmp_path: Path) -> None:
    """A process is killed with half a file written; what it left is not there twice, and not there at all after the next write."""
    path = tmp_path / "a.txt"
    half = f"import os; from pathlib import Path; from pipeline.edge import files\nwith files.replacing(Path({str(path)!r})) as partial: "
    for _ in range(2):
        subprocess.run([sys.executable, "-c", f"{half}partial.write_bytes(b'half of a long file'); os._exit(9)"], check=False)
        assert len(content(tmp_path)) == 1
    with suppress(InterruptedError), files.replacing(path) as partial:
        assert partial.read_bytes() == b""
        raise InterruptedError
    files.write(path, b"whole")
    assert content(tmp_path) == {"a.txt": b"whole"}


def test_many_who_write_one_file_at_once_leave_a_whole_one(tmp_path: Path) -> None:
    texts = [bytes([letter]) * 10_000 for letter in b"abcdefgh"]
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda text: [files.write(tmp_path / "a.txt", text) for _ in range(20)], texts))
    assert content(tmp_path)["a.txt"] in texts
    assert len(content(tmp_path)) == 1


def test_a_file_that_another_run_has_begun_beside_it_is_left_alone(tmp_path: Path) -> None:
    with suppress(InterruptedError), files.replacing(tmp_path / "a.txt") as partial:
        partial.replace(tmp_path / "a.txt")
        partial.write_bytes(b"another's")
        raise InterruptedError
    assert content(tmp_path) == {"a.txt": b"", partial.name: b"another's"}


@pytest.mark.parametrize("has_links", [True, False])
def test_a_file_that_exists_is_not_created(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool) -> None:
    """On a file system without hard links neither, such as exFAT on a stick."""
    if not has_links:
        monkeypatch.setattr(os, "link", lambda *_, **__: refused(errno.EPERM))
    files.create(tmp_path / "a.txt", b"first")
    with pytest.raises(FileExistsError):
        files.create(tmp_path / "a.txt", b"second")
    files.place(tmp_path / "a.txt", tmp_path / "there/b.txt")
    assert content(tmp_path) == {"a.txt": b"first", "there/b.txt": b"first"}


def test_a_post_is_written_where_permissions_cannot_be_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk without permissions gives all files the same."""
    (tmp_path / "post.md").write_bytes(b"old")
    monkeypatch.setattr(os, "chmod", lambda *_, **__: refused(errno.EPERM))
    files.rewrite(tmp_path / "post.md", b"new")
    assert content(tmp_path) == {"post.md": b"new"}


def test_a_file_whose_time_cannot_be_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as refused:
        files.date(tmp_path / "gone.txt", tmp_path.stat())
    assert refused.value.filename == str(tmp_path / "gone.txt")
