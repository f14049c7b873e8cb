"""What is packed in one folder is the same in another: the value with its paths, the files with their bytes, times and second names."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content.feedfile.store import Store
from pipeline.content.trouble import Trouble
from pipeline.edge import files
from pipeline.edge.parcel import LARGE, Carried, Deposit, Depot, Parcel, TransitError, pack, unpack
from pipeline.edge.pickled import dumps, loads
from pipeline.edge.settings import Settings
from pipeline.edge.store import OpenStore

NAMES = st.sampled_from(["a", "b/c", "b/d e", "ü/f"])


class Spoken(NamedTuple):
    """A value that speaks of files."""

    folder: Path
    files: dict[str, Path]
    elsewhere: Path


@given(st.dictionaries(NAMES, st.tuples(st.binary(max_size=30), st.integers(0, 2**40)), min_size=1))
def test_files_arrive_as_they_were(tmp_path_factory: pytest.TempPathFactory, contents: dict[str, tuple[bytes, int]]) -> None:
    here, there = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("there")
    for name, (data, written) in contents.items():
        files.write(here / name, data)
        os.utime(here / name, ns=(written * 1000, written * 1000))
    value = Spoken(here, {name: here / name for name in contents}, Path("/elsewhere"))
    arrived = unpack(pack(value, here, value.files.values(), None), there, None)
    assert arrived == Spoken(there, {name: there / name for name in contents}, Path("/elsewhere"))
    assert [*files.tree(there)] == [*files.tree(here)]
    for name, (data, written) in contents.items():
        assert (there / name).read_bytes() == data
        assert (there / name).stat().st_mtime_ns == written * 1000


def test_one_file_under_two_names_stays_one_and_is_sent_once(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    files.write(here / "sound", b"sound" * 1000)
    files.place(here / "sound", here / "site/sound")
    sent = pack(None, here, (here / name for name in files.tree(here)), None)
    assert sum(len(file.content) for file in sent.files.values() if isinstance(file.content, bytes)) == 5000
    unpack(sent, there, None)
    unpack(sent, there, None)  # a second time changes nothing
    assert (there / "sound").stat().st_ino == (there / "site/sound").stat().st_ino
    assert (there / "sound").read_bytes() == b"sound" * 1000


def test_what_the_other_end_has_is_not_sent_under_another_name(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        files.write(folder / "sound", b"sound" * 1000)
    files.place(here / "sound", here / "kept/ready")
    sent = pack(None, here, [here / "kept/ready"], None, there=[here / "sound"])
    assert [file.content for file in sent.files.values()] == ["sound"]
    unpack(sent, there, None)
    assert (there / "kept/ready").stat().st_ino == (there / "sound").stat().st_ino


def test_large_files_wait_in_a_store_and_one_that_is_damaged_there_does_not_arrive(tmp_path: Path) -> None:
    here, there, store = tmp_path / "here", tmp_path / "there", tmp_path / "store"
    files.write(here / "sound", b"x" * (LARGE + 1))
    files.write(here / "post", b"x" * LARGE)
    files.write(there / "sound", b"as it was")
    store.mkdir()
    depot = Depot(OpenStore(Store("https://sound.example/", "folder", "store"), store, Settings()), "way")
    sent = pack(None, here, [here / "post", here / "sound"], depot)
    [left] = files.tree(store)
    assert [type(sent.files[name].content) for name in ("post", "sound")] == [bytes, Deposit]
    whole = (store / left).read_bytes()
    (store / left).write_bytes(whole[:-1] + b"y")
    with pytest.raises(TransitError, match=r"^sound arrived damaged from .*: run this again$"):
        unpack(sent, there, depot)
    (store / left).unlink()
    with pytest.raises(TransitError, match=r"^sound is no longer in the store: run this again$"):
        unpack(sent, there, depot)
    assert (there / "sound").read_bytes() == b"as it was"
    (store / left).write_bytes(whole)
    unpack(sent, there, depot)
    assert (there / "sound").read_bytes() == whole
    depot.clear(sent.deposits)
    assert [*files.tree(store)] == []


def test_what_is_not_sent_after_all_does_not_wait_in_a_store_for_ever(tmp_path: Path) -> None:
    """The second file was moved away while the first one was left there."""
    here, store = tmp_path / "here", tmp_path / "store"
    files.write(here / "sound", b"x" * (LARGE + 1))
    store.mkdir()
    depot = Depot(OpenStore(Store("https://sound.example/", "folder", "store"), store, Settings()), "way")
    with pytest.raises(FileNotFoundError):
        pack(None, here, [here / "sound", here / "video"], depot)
    assert [*files.tree(store)] == []


class Losing(OpenStore):
    """A store beside which a file is deleted as soon as it has been left there."""

    def deposit(self, file: Path, name: str) -> bool | Trouble | None:
        answer = super().deposit(file, name)
        file.unlink()
        return answer


def test_a_file_that_is_deleted_once_it_was_left_is_sent_all_the_same(tmp_path: Path) -> None:
    here, store = tmp_path / "here", tmp_path / "store"
    files.write(here / "sound", b"x" * (LARGE + 1))
    store.mkdir()
    depot = Depot(Losing(Store("https://sound.example/", "folder", "store"), store, Settings()), "way")
    sent = pack(None, here, [here / "sound"], depot)
    depot.clear(sent.deposits)
    assert [*files.tree(store)] == []


class Refusing(OpenStore):
    """A store that takes no file."""

    def deposit(self, file: Path, name: str) -> bool | Trouble | None:
        return Trouble(f"{name.partition('/')[0]} has no room for {file.name}", "make some")


def test_a_large_file_that_a_store_does_not_take_is_not_sent(tmp_path: Path) -> None:
    files.write(tmp_path / "sound", b"x" * (LARGE + 1))
    depot = Depot(Refusing(Store("https://sound.example/", "folder", "store"), tmp_path, Settings()), "way")
    with pytest.raises(TransitError, match=r"^\.passing has no room for sound \(make some\)$"):
        pack(None, tmp_path, [tmp_path / "sound"], depot)


def test_what_is_gone_there_is_gone_here(tmp_path: Path) -> None:
    files.write(tmp_path / "old", b"")
    sent = pack("value", tmp_path, (), None, gone=[tmp_path / "old"])
    for _ in "first", "once more":
        assert unpack(sent, tmp_path, None) == "value"
        assert not (tmp_path / "old").exists()


def test_paths_of_the_current_folder_are_its_own(tmp_path: Path) -> None:
    sent = dumps([Path("episodes/talk.md"), Path("/tmp/cookies")], Path())
    assert loads(sent, tmp_path) == [tmp_path / "episodes/talk.md", Path("/tmp/cookies")]
    assert loads(dumps(loads(sent, tmp_path), tmp_path), Path()) == [Path("episodes/talk.md"), Path("/tmp/cookies")]


@pytest.mark.parametrize("name", ["../notes", "episodes/../../notes", "/notes"])
def test_what_lies_outside_is_neither_sent_nor_laid_there(tmp_path: Path, name: str) -> None:
    here = tmp_path / "here"
    files.write(tmp_path / "notes", b"mine")
    files.write(here / "episodes/talk.md", b"")
    with pytest.raises((TransitError, ValueError), match=r"outside|subpath"):
        pack(None, here, [here / name], None)
    with pytest.raises(TransitError, match="is outside the show's folder"):
        unpack(Parcel(b"", {name: Carried(b"theirs", 0)}), here, None)
    with pytest.raises(TransitError, match="is outside the show's folder"):
        unpack(Parcel(b"", {}, (name,)), here, None)
    assert (tmp_path / "notes").read_bytes() == b"mine"
