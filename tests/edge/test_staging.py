"""A fetch puts in place all that has arrived or nothing, wherever it is killed, and touches no file of the host's."""

import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.content import recordtext
from pipeline.content.recording import RecordedFile, Recording
from pipeline.edge import files, staging
from tests.tree import content

NAMES = ("sound.m4a", "sound.webm"), ("captions.en.json3", "captions.de.json3"), ("picture.jpg", "picture.webp")


class Found(NamedTuple):
    """A file on record: its name and where it is from."""

    name: str
    origin: str


Founds = tuple[Found | None, ...]


def founds() -> st.SearchStrategy[Founds]:
    return st.tuples(*(st.none() | st.builds(Found, st.sampled_from(names), st.sampled_from(["youtube", "host"])) for names in NAMES))


def recording(of: Founds) -> Recording:
    sound, captions, picture = (RecordedFile(one.name, "", 3, "", one.origin) if one else None for one in of)
    return Recording("guid", datetime(2026, 1, 1, tzinfo=UTC), None, sound, captions, picture)


def composed(of: Founds) -> bytes:
    return recordtext.compose(recording(of)).encode()


def written(folder: Path, texts: dict[str, bytes]) -> None:
    for name, data in texts.items():
        files.write(folder / name, data)


def names(of: Founds, origin: str) -> list[str]:
    return [one.name for one in of if one and one.origin == origin]


@settings(max_examples=40)
@example(old=(Found("sound.m4a", "host"), None, None), new=(Found("sound.webm", "youtube"), None, None), moved=None)
@example(old=(Found("sound.m4a", "youtube"), None, None), new=(Found("sound.m4a", "host"), None, None), moved=None)
@given(founds(), founds(), st.none() | st.integers(0, 3))
def test_what_has_arrived_takes_the_place_of_what_was_there(
    tmp_path_factory: pytest.TempPathFactory, old: Founds, new: Founds, moved: int | None
) -> None:
    """Where a run was killed after it had `moved` so many files, the next one ends its work."""
    folder = tmp_path_factory.mktemp("ada")
    hosts = dict.fromkeys(("notes.txt", *names(old, "host"), *names(new, "host")), b"the host's")
    arrived = dict.fromkeys(names(new, "youtube"), b"new")
    left = dict.fromkeys(("sound.part", *names(new, "host")), b"left by a fetch that got no further")
    written(folder, {recordtext.FILE: composed(old), **dict.fromkeys(names(old, "youtube"), b"old"), **hosts})
    with staging.held(folder) as stage:
        written(stage, {**arrived, **left})
        if moved is None:
            staging.commit(folder, recording(new), finished=True)
        else:
            files.write(stage / recordtext.FILE, composed(new))
            for name in list(arrived)[:moved]:
                (stage / name).replace(folder / name)
    assert staging.is_pending(folder) == (moved is not None)
    with staging.held(folder) as stage:
        for name in left:
            assert (stage / name).exists() == (moved is not None)
            (stage / name).unlink(missing_ok=True)
    assert content(folder) == {recordtext.FILE: composed(new), **hosts, **arrived}


def test_what_has_arrived_in_part_waits_for_the_next_run_and_stays_out_of_git(tmp_path: Path) -> None:
    folder, some = tmp_path / "ada", (None, Found("captions.en.json3", "youtube"), None)
    with staging.held(folder) as stage:
        written(stage, {"sound.part": b"half", "captions.en.json3": b"new"})
        assert staging.arrived(folder, "captions.en.json3") == stage / "captions.en.json3"
        staging.commit(folder, recording(some), finished=False)
        assert staging.arrived(folder, "captions.en.json3") == folder / "captions.en.json3"
    with staging.held(folder) as stage:
        assert (stage / "sound.part").read_bytes() == b"half"
        assert (stage / ".gitignore").read_bytes() == b"*\n"
        assert not staging.is_pending(folder)
        staging.commit(folder, recording(some), finished=True)
        with pytest.raises(files.BusyError), staging.held(folder):
            pass
    assert content(folder) == {recordtext.FILE: composed(some), "captions.en.json3": b"new"}


def test_a_fetch_that_got_nothing_leaves_nothing(tmp_path: Path) -> None:
    with staging.held(tmp_path / "ada"), pytest.raises(files.BusyError), staging.held(tmp_path / "ada"):
        pass
    assert not (tmp_path / "ada").exists()


def test_a_fetch_leaves_nothing_in_a_network_folder_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """NFS, sshfs and others keep a file that is deleted while it is open, under another name in the same folder, until it is closed."""
    unlink, rmdir = os.unlink, os.rmdir

    def is_locked(path: str | Path, at: int | None = None) -> bool:
        file = os.open(path, os.O_RDWR, dir_fd=at)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(file)
        return False

    def delete(path: str | Path, *, dir_fd: int | None = None) -> None:
        if is_locked(path, dir_fd):
            os.rename(path, Path(path).with_name(".kept"), src_dir_fd=dir_fd, dst_dir_fd=dir_fd)
        else:
            unlink(path, dir_fd=dir_fd)

    def remove(path: str | Path, *, dir_fd: int | None = None) -> None:
        kept = Path(path) / ".kept"
        if kept.exists() and not is_locked(kept):
            unlink(kept)
        rmdir(path, dir_fd=dir_fd)

    monkeypatch.setattr(os, "unlink", delete)
    monkeypatch.setattr(os, "rmdir", remove)
    with staging.held(tmp_path / "ada"):
        pass
    assert not (tmp_path / "ada").exists()
