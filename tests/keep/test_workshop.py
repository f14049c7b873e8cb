"""What was made is kept with what it was made of, and why it is made again can be told."""

import shutil
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.edge.files import write
from pipeline.keep.digests import fingerprint, source_digest
from pipeline.keep.workshop import Workshop, difference, sweep
from tests.program import ROOT


def test_what_was_kept_comes_back_when_it_was_made_of_the_same(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    assert workshop.kept("one", {"its sound": "a"}) is None
    workshop.keep("one", {"its sound": "a"}, ("value", 1))
    assert workshop.kept("one", {"its sound": "a"}) == ("value", 1)
    assert workshop.parts("one") == {"its sound": "a"}
    assert workshop.kept("one", {"its sound": "b", "its tags": "c"}) is None
    (tmp_path / "one.kept").write_bytes(b"damaged")
    assert workshop.kept("one", {"its sound": "a"}) is None
    assert workshop.reasons == ["one: not made yet", "one: its sound and its tags changed", "one: not made yet"]


def test_a_file_of_a_result_that_was_damaged_is_made_again(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    files = [workshop.path(name) for name in ("cover.jpg", "card.jpg")]
    for path in files:
        path.write_bytes(b"a picture")
    of = {"its cover": "a"}
    workshop.keep("pictures", of, "drawn", files)
    assert (workshop.kept("pictures", of), workshop.parts("pictures")) == ("drawn", of)
    files[1].write_bytes(b"half")
    assert (workshop.kept("pictures", of), workshop.parts("pictures")) == (None, {})
    files[1].unlink()
    assert (workshop.kept("pictures", of), workshop.parts("pictures")) == (None, {})
    assert workshop.reasons == ["pictures: card.jpg has been changed since it was written"] * 2


def test_what_python_is_compiling_meanwhile_is_no_part_of_the_source(tmp_path: Path) -> None:
    """A file of another name than it will have, which may be gone at any moment."""
    program = shutil.copytree(ROOT / "pipeline", tmp_path / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    words = [sys.executable, "-B", "-c", "from pipeline.keep.digests import source_digest; print(source_digest())"]
    before = subprocess.run(words, cwd=tmp_path, check=True, capture_output=True).stdout
    write(program / "edge/__pycache__/web.cpython-311.pyc.139803209295200", b"half of it")
    assert subprocess.run(words, cwd=tmp_path, check=True, capture_output=True).stdout == before
    write(program / "edge/web.py", b"another")
    assert subprocess.run(words, cwd=tmp_path, check=True, capture_output=True).stdout != before


def test_a_digest_of_source_is_that_of_the_modules_it_names() -> None:
    named = [(), ("edge/media/tags",), ("derive/feed",), ("edge/media/tags", "derive/feed"), ("derive/templates",)]
    assert len({source_digest(*parts) for parts in named}) == len(named)


def test_what_is_kept_of_a_name_that_is_gone_is_swept_away(tmp_path: Path) -> None:
    kept = ("ada.b.m4a", "b.kept", "ada-2.m4a", "ad[a].m4a", "announce.json", ".show.icon.jpg", "records")
    for name in (*kept, "ada.m4a", "ada.words.kept", "b[1].kept", "b.c.kept"):
        write(tmp_path / name, b"")
    sweep(tmp_path, ("ada", "b[1]", "b.c", "media"), ("ada.b", "ada-2", "b"))
    assert {path.name for path in tmp_path.iterdir()} == set(kept)


def parts() -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(["its post", "its record", "the feed file"]), st.sampled_from("ab"))


@given(parts(), parts())
def test_a_difference_is_told_just_where_there_is_one(before: dict[str, str], now: dict[str, str]) -> None:
    told = difference(before, now)
    assert (told == "") == (before == now)
    assert all(name in told for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    assert difference(None, now) == "not made yet"


@given(
    st.lists(st.one_of(st.text(), st.binary(), st.none(), st.integers())),
    st.lists(st.one_of(st.text(), st.binary(), st.none(), st.integers())),
)
def test_a_fingerprint_tells_parts_apart(first: list[str | bytes | int | None], second: list[str | bytes | int | None]) -> None:
    alike = [part if isinstance(part, bytes) else repr(part).encode() for part in first] == [
        part if isinstance(part, bytes) else repr(part).encode() for part in second
    ]
    assert (fingerprint(*first) == fingerprint(*second)) == alike
