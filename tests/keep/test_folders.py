"""Folders tell what is in them, as they are now, whatever was remembered of them."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.keep.folders import Folders

SECOND = 1_000_000_000
A_TICK = 0.15  # seconds: longer than that of any kernel's clock, so that another change leaves another time
DEEDS: dict[str, Callable[[Path], object]] = {
    "write": lambda path: path.write_bytes(b"x") if not path.is_dir() else None,
    "make a folder": lambda path: path.mkdir(exist_ok=True) if not path.is_file() else None,
    "remove": lambda path: path.unlink() if path.is_file() else path.exists() and not any(path.iterdir()) and path.rmdir(),
}


def write(path: Path, text: str, changed: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, ns=(changed, changed))


def paths() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)


def found(folders: Folders, root: Path) -> set[str]:
    return set(folders.files(str(root)))


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), paths())))
def test_what_is_done_in_folders_is_seen_at_once(tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, str]]) -> None:
    root, folders = tmp_path_factory.mktemp("show"), Folders()
    for deed, path in deeds:
        if (root / path).parent.is_dir():
            DEEDS[deed](root / path)
        folders = Folders(folders.kept)
        assert found(folders, root) == {one.relative_to(root).as_posix() for one in root.rglob("*") if one.is_file()}


def test_a_folder_that_is_as_it_was_is_not_listed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "ada/one.txt", "", SECOND)
    write(tmp_path / "bob/two.txt", "", SECOND)
    time.sleep(A_TICK)
    first = Folders()
    assert found(first, tmp_path) == {"ada/one.txt", "bob/two.txt"}
    assert first.has_news
    noted = Folders()
    noted.note(str(tmp_path / "ada"))
    assert noted.has_news
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)  # on a busy machine "just now" would be long over
    (tmp_path / "bob/three.txt").touch()
    again = Folders(first.kept.replace("one.txt", "it.txt").replace("two.txt", "it.txt"))  # to tell what is remembered from what is seen
    assert again.listing(str(tmp_path / "ada")).files == ["it.txt"]
    assert again.listing(str(tmp_path / "bob")).files == ["three.txt", "two.txt"]
    assert not again.has_news  # of what was touched just now nothing is kept


def test_folders_that_have_got_the_numbers_of_others_are_listed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stick that is plugged in again: its clock counts seconds, so that many folders have the same time, and their inode numbers are new."""
    folders, stat = [tmp_path / "ada", tmp_path / "bob"], os.stat
    for folder in folders:
        write(folder / f"{folder.name}.txt", "", SECOND)

    def numbered(first: int, second: int) -> None:
        number, times = dict(zip(map(str, folders), (first, second), strict=True)), {"st_mtime_ns": SECOND, "st_ctime_ns": SECOND}

        def coarse(path: str, **more: int) -> os.stat_result:
            mode, inode, *others = stat(path, **more)
            return os.stat_result((mode, number.get(path, inode), *others), times)

        monkeypatch.setattr(os, "stat", coarse)

    numbered(1, 2)
    first = Folders()
    for folder in folders:
        first.note(str(folder))
        first.listing(str(folder))
    numbered(2, 1)
    again = Folders(first.kept)
    names = [again.listing(str(folder)).files for folder in folders]
    monkeypatch.undo()
    assert names == [["ada.txt"], ["bob.txt"]]


def test_folders_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    sizes, kept = [], ""
    for _ in range(9):  # a site that is fetched anew before each run has other folders each time
        for name in "abcdef":
            write(tmp_path / f"site/{name}/index.html", "", SECOND)
        time.sleep(A_TICK)
        folders = Folders(kept)
        assert len(found(folders, tmp_path)) == 6
        assert folders.has_news
        kept = folders.kept
        sizes.append(len(kept))
        (tmp_path / "site").rename(tmp_path / f"../{tmp_path.name}.{len(sizes)}")  # its folders' numbers are not given to others
    assert max(sizes) < 5 * sizes[0]


def test_half_of_what_was_kept_is_as_good_as_none_of_it(tmp_path: Path) -> None:
    write(tmp_path / "ada/one.txt", "", SECOND)
    (tmp_path / "ada/link").symlink_to(tmp_path)
    time.sleep(A_TICK)
    whole = Folders()
    assert found(whole, tmp_path) == {"ada/one.txt", "ada/link"}
    for length in range(len(whole.kept)):
        assert found(Folders(whole.kept[:length]), tmp_path) == {"ada/one.txt", "ada/link"}


def test_each_name_has_the_traces_of_all_that_is_in_it(tmp_path: Path) -> None:
    write(tmp_path / "ada.md", "one", 5 * SECOND)
    write(tmp_path / "ada/captions.vtt", "four", 6 * SECOND)
    write(tmp_path / "ada/deep/er.txt", "", 7 * SECOND)
    write(tmp_path / "ada/.fetch/half.m4a", "hidden", 8 * SECOND)
    write(tmp_path / ".git/x", "hidden", 8 * SECOND)
    write(tmp_path / "ada/__pycache__/x.pyc", "compiled", 8 * SECOND)
    (tmp_path / "lost").symlink_to(tmp_path / "nowhere")
    (tmp_path / "eve").symlink_to(tmp_path / "ada/deep")
    (tmp_path / "fay.md").symlink_to("ada.md")
    folders = Folders()
    assert folders.traces(str(tmp_path)) == {
        "ada": "ada/captions.vtt\t4\t6000000000\nada/deep/er.txt\t0\t7000000000\n",
        "ada.md": "ada.md\t3\t5000000000\n",
        "eve": "eve/er.txt\t0\t7000000000\n",
        "fay.md": "fay.md\t3\t5000000000\n",
        "lost": "lost\n",
    }
    assert folders.traces(str(tmp_path / "nowhere")) == {}


def test_the_traces_of_a_site_are_those_of_its_files(tmp_path: Path) -> None:
    write(tmp_path / "index.html", "one", 5 * SECOND)
    write(tmp_path / "ada/index.html", "four", 6 * SECOND)
    write(tmp_path / ".folder/x", "hidden", 8 * SECOND)
    write(tmp_path / "ada/.DS_Store", "hidden", 8 * SECOND)
    write(tmp_path / "ada/.fetch/x", "hidden", 8 * SECOND)
    own, ada = "index.html\t3\t5000000000\n", "ada/index.html\t4\t6000000000\n"
    assert Folders().all_traces(str(tmp_path)) == own + ada
    assert Folders().all_traces(str(tmp_path), lambda name: name < "ada/") == own
    assert Folders().all_traces(str(tmp_path), lambda name: name >= "ada/") == ada
    hidden = ".folder/x\t6\t8000000000\n", "ada/.DS_Store\t6\t8000000000\n", "ada/.fetch/x\t6\t8000000000\n"
    assert Folders().all_traces(str(tmp_path), hidden=True) == "".join((own, hidden[0], hidden[1], ada, hidden[2]))


def test_a_link_that_leads_nowhere_leaves_a_trace_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "ada").symlink_to("nowhere")
    write(tmp_path / "aaron.md", "one", 5 * SECOND)
    write(tmp_path / "bob.md", "two", 5 * SECOND)
    state = Folders().files(str(tmp_path))["ada"]
    assert Folders().all_traces(str(tmp_path)) == f"aaron.md\t3\t5000000000\nada\t{state}\nbob.md\t3\t5000000000\n"


def test_folders_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada/again").symlink_to(tmp_path / "ada")
    assert set(Folders().traces(str(tmp_path))) == {"ada"}
    assert found(Folders(), tmp_path) == {"ada/again"}
