"""Sites are replaced whole or not at all, and only what changed is written."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import run
from pipeline.edge import files


def content(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): (folder / path).read_bytes() for path in files.tree(folder)}


def site(texts: Mapping[str, bytes], **placed: Path) -> run.Site:
    return run.Site(texts, placed)


def names() -> st.SearchStrategy[str]:
    return st.sampled_from(["a.txt", "b/c.txt", "b/d.txt", "e/f/g.txt", "h.txt"])


def sites() -> st.SearchStrategy[dict[str, bytes]]:
    return st.dictionaries(names(), st.binary(max_size=20), min_size=1)


@settings(max_examples=60, deadline=None)
@given(st.lists(sites(), min_size=1, max_size=5))
def test_the_folder_is_the_last_site(tmp_path_factory: pytest.TempPathFactory, versions: list[dict[str, bytes]]) -> None:
    folder = tmp_path_factory.mktemp("public") / "show"
    for texts in versions:
        run.replace(site(texts), folder)
        assert content(folder) == texts
        assert run.replace(site(texts), folder) == ()
        assert [path.name for path in folder.parent.iterdir()] == ["show"]


class Heard(run.Silent):
    """A watcher that remembers what is done right now."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def doing(self, stage: str, what: str) -> None:
        self.said.append(f"{stage}: {what}")


@pytest.mark.parametrize("count", [2, 9])
def test_what_work_says_is_heard_from_threads_and_processes(count: int) -> None:
    items = {str(number): f"part {number}" for number in range(count)}
    heard = Heard()
    assert run.each("making", run.doing, items, heard) == dict.fromkeys(items)
    assert sorted(heard.said) == [f"making: {what}" for what in items.values()]
    run.doing("outside of the work nobody listens")
    assert len(heard.said) == count


def test_unchanged_files_are_not_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "public" / "show"
    run.replace(site({"a.txt": b"1", "b.txt": b"1"}), folder)
    before = (folder / "a.txt").stat().st_ino
    assert run.replace(site({"a.txt": b"1", "b.txt": b"2"}), folder) == ("b.txt",)
    assert (folder / "a.txt").stat().st_ino == before


def test_placed_files_follow_their_source(tmp_path: Path) -> None:
    folder, source = tmp_path / "public" / "show", tmp_path / "sound.mp3"
    files.write(source, b"one")
    run.replace(run.Site({}, {"media/s.mp3": source}), folder)
    files.write(source, b"two")
    assert content(folder) == {"media/s.mp3": b"one"}, "what is published changes with a publish only"
    assert run.replace(run.Site({}, {"media/s.mp3": source}), folder) == ("media/s.mp3",)
    assert content(folder) == {"media/s.mp3": b"two"}


def test_an_interrupted_replacement_is_taken_away(tmp_path: Path) -> None:
    folder = tmp_path / "show"
    run.replace(site({"a.txt": b"1"}), folder)
    leftover = tmp_path / ".show.new"
    leftover.mkdir()
    (leftover / "half.txt").write_text("half")
    run.replace(site({"a.txt": b"2"}), folder)
    assert content(tmp_path) == {"show/a.txt": b"2"}


def test_a_folder_moved_aside_comes_back(tmp_path: Path) -> None:
    aside = tmp_path / ".show.new.old"
    aside.mkdir()
    (aside / "a.txt").write_bytes(b"1")
    files.recover(tmp_path / ".show.new", tmp_path / "show")
    assert content(tmp_path) == {"show/a.txt": b"1"}


KILLED = textwrap.dedent("""
    import sys
    from pathlib import Path
    from pipeline import run
    folder = Path(sys.argv[1])
    print("ready", flush=True)
    for number in range(100_000):
        run.replace(run.Site({f"{n}.txt": f"{number}".encode() for n in range(40)}, {}), folder)
""")


def test_killed_at_any_moment_the_site_is_whole(tmp_path: Path) -> None:
    folder = tmp_path / "show"
    for number in range(12):
        with subprocess.Popen([sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.02 + number * 0.013)
            process.kill()
        if folder.exists():
            assert len(set(content(folder).values())) == 1
            assert len(content(folder)) == 40


def test_only_one_run_holds_the_show(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    code = f"from pathlib import Path; from pipeline.edge import files\nwith files.lock(Path({str(lock)!r})): pass"
    with files.lock(lock):
        busy = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    free = subprocess.run([sys.executable, "-c", code], check=False)
    assert "BusyError" in busy.stderr
    assert free.returncode == 0


def test_a_write_leaves_no_half_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    files.write(path, b"old")
    tmp_path.chmod(0o500)
    try:
        if os.access(tmp_path, os.W_OK):
            files.write(path, b"new")
        else:
            with pytest.raises(PermissionError):
                files.write(path, b"new")
    finally:
        tmp_path.chmod(0o700)
    assert content(tmp_path) in ({"a.txt": b"old"}, {"a.txt": b"new"})


def test_what_a_killed_write_left_is_taken_up_by_the_next(tmp_path: Path) -> None:
    """A process is killed with half a file written; what it left is not there twice, and not there at all after the next write."""
    path = tmp_path / "a.txt"
    half = f"import os; from pathlib import Path; from pipeline.edge import files\nwith files.replacing(Path({str(path)!r})) as partial: "
    for _ in range(2):
        subprocess.run([sys.executable, "-c", f"{half}partial.write_bytes(b'half of a long file'); os._exit(9)"], check=False)
        assert len(content(tmp_path)) == 1
    files.write(path, b"whole")
    assert content(tmp_path) == {"a.txt": b"whole"}


def test_many_who_write_one_file_at_once_leave_a_whole_one(tmp_path: Path) -> None:
    texts = [bytes([letter]) * 10_000 for letter in b"abcdefgh"]
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda text: [files.write(tmp_path / "a.txt", text) for _ in range(20)], texts))
    assert content(tmp_path)["a.txt"] in texts
    assert len(content(tmp_path)) == 1


def test_what_was_kept_comes_back_under_its_key_only(tmp_path: Path) -> None:
    workshop = run.Workshop(tmp_path)
    workshop.keep("one", "key", ("value", 1))
    assert workshop.kept("one", "key") == ("value", 1)
    assert workshop.kept("one", "other") is None
    assert workshop.kept("one", None) == ("value", 1)
    (tmp_path / "one.kept").write_bytes(b"damaged")
    assert workshop.kept("one", "key") is None


@given(
    st.lists(st.one_of(st.text(), st.binary(), st.none(), st.integers())),
    st.lists(st.one_of(st.text(), st.binary(), st.none(), st.integers())),
)
def test_a_fingerprint_tells_parts_apart(first: list[str | bytes | int | None], second: list[str | bytes | int | None]) -> None:
    alike = [part if isinstance(part, bytes) else repr(part).encode() for part in first] == [
        part if isinstance(part, bytes) else repr(part).encode() for part in second
    ]
    assert (run.fingerprint(*first) == run.fingerprint(*second)) == alike
