"""A show's next site takes the place of the published one whole or not at all, and shares with it what is equal."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.edge import files
from pipeline.keep import rows, traces
from pipeline.keep.folders import Folders
from pipeline.keep.site import Site, TracedFiles, marked
from tests.room import no_room
from tests.tree import content


def paths() -> st.SearchStrategy[str]:
    return st.sampled_from(["a.txt", "b/c.txt", "b/d.txt", "e/f/g.txt", "h.txt"])


def sites() -> st.SearchStrategy[dict[str, bytes]]:
    return st.dictionaries(paths(), st.binary(max_size=20))


def have(site: Site, texts: Mapping[str, bytes], known: Mapping[str, str]) -> dict[str, str]:
    """What a run does: bring the next site to what is known of it, then write what has changed."""
    lost = site.settle(lambda: [rows.written(known)], Folders().files)
    site.remove(known.keys() - texts.keys())
    return {path: site.write(path, data, None if path in lost else known.get(path)) for path, data in texts.items()}


@settings(max_examples=60, deadline=None)
@given(st.lists(sites(), min_size=1, max_size=5))
def test_the_published_site_is_the_last_one(tmp_path_factory: pytest.TempPathFactory, versions: list[dict[str, bytes]]) -> None:
    root = tmp_path_factory.mktemp("show")
    site, known = Site(root / "public", root / "beside"), dict[str, str]()
    for texts in versions:
        known = have(site, texts, known)
        assert content(site.beside) == texts
        site.publish(known, frozenset())
        assert content(site.public) == texts
        assert content(site.beside) == texts, "the next site begins as the published one"
        assert site.publish(known, frozenset()) == frozenset()


@settings(max_examples=60, deadline=None)
@example(texts={"a.txt": b"1"}, damage={"b/c.txt": b"2"}, both=True)
@example(texts={"a.txt": b"1"}, damage={"a.txt": None}, both=False)
@given(texts=sites(), damage=st.dictionaries(paths(), st.one_of(st.none(), st.binary(max_size=3))), both=st.booleans())
def test_whatever_happened_to_a_site_is_put_right(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[str, bytes], damage: dict[str, bytes | None], both: bool
) -> None:
    root = tmp_path_factory.mktemp("show")
    site = Site(root / "public", root / "beside")
    for _ in range(2):
        known = have(site, texts, {})
        site.publish(known, frozenset(known))
    site.settle(lambda: [rows.written(known)], Folders().files)
    for folder in (site.public, site.beside) if both else (site.public,):
        for path, data in damage.items():
            (folder / path).unlink(missing_ok=True)
            if data is not None:
                files.write(folder / path, data)
    known = have(site, texts, known)
    site.publish(known, frozenset())
    assert content(site.public) == texts


def test_a_next_site_that_is_known_to_hold_what_is_wanted_is_not_looked_through(tmp_path: Path) -> None:
    site = Site(tmp_path / "public", tmp_path / "beside")
    held = [rows.written({"a.txt": "1\t2"}), rows.written({"b.txt": "3\t4"})]
    looked: list[str] = []

    def look(folder: str) -> dict[str, str]:
        looked.append(folder)
        return {"a.txt": "1\t2"}

    assert site.settle(lambda: held, look, marked(held[::-1])) == frozenset()
    assert looked == []
    assert site.settle(lambda: held, look, marked(held[:1])) == {"b.txt"}
    assert looked == [str(site.beside)]


def test_what_neither_site_has_any_more_is_told_as_lost(tmp_path: Path) -> None:
    """It has to be made anew, while what one of them still has need not be."""
    site = Site(tmp_path / "public", tmp_path / "beside")
    known = have(site, {"a.txt": b"1", "b.txt": b"2", "c/d.txt": b"3", "e.txt": b"4"}, {})
    site.publish(known, frozenset(known))
    for path in ("a.txt", "b.txt", "c/d.txt"):
        (site.beside / path).unlink()
    (site.public / "b.txt").write_bytes(b"another")
    (site.public / "c/d.txt").unlink()
    (site.public / "c").rmdir()
    (site.public / "c").write_bytes(b"no folder")
    assert site.settle(lambda: [rows.written(known)], Folders().files) == {"b.txt", "c/d.txt"}
    assert content(site.beside) == {"a.txt": b"1", "e.txt": b"4"}


def test_a_link_in_the_place_of_the_next_site_is_removed_and_what_it_leads_to_is_not(tmp_path: Path) -> None:
    files.write(tmp_path / "mine/a.txt", b"mine")
    (tmp_path / "beside").symlink_to(tmp_path / "mine")
    site = Site(tmp_path / "public", tmp_path / "beside")
    known = have(site, {"b.txt": b"1"}, {})
    site.publish(known, frozenset(known))
    assert (content(tmp_path / "mine"), content(site.public)) == ({"a.txt": b"mine"}, {"b.txt": b"1"})


def test_a_file_in_the_place_of_the_next_site_is_removed(tmp_path: Path) -> None:
    site = Site(tmp_path / "public", tmp_path / "beside")
    site.beside.write_bytes(b"a file")
    have(site, {"a.txt": b"1"}, {})
    assert content(site.beside) == {"a.txt": b"1"}


def test_what_holds_no_file_of_the_site_makes_way_and_what_a_link_leads_to_stays(tmp_path: Path) -> None:
    site, source = Site(tmp_path / "public", tmp_path / "beside"), tmp_path / "sound.mp3"
    for path in ("mine/a.txt", "sound.mp3"):
        files.write(tmp_path / path, b"mine")
    for path in ("page", "sound"):
        (site.beside / path / "empty").mkdir(parents=True)
        (site.beside / f"linked {path}").symlink_to(tmp_path / "mine")
    for path in ("", "linked "):
        site.write(f"{path}page", b"1")
        site.link(f"{path}sound", source)
    assert content(site.beside) == {"page": b"1", "linked page": b"1", "sound": b"mine", "linked sound": b"mine"}
    assert content(tmp_path / "mine") == {"a.txt": b"mine"}


def test_what_has_not_changed_is_shared(tmp_path: Path) -> None:
    site = Site(tmp_path / "public", tmp_path / "beside")
    known = have(site, {"a.txt": b"1", "b.txt": b"1", "d.txt": b"1"}, {})
    site.publish(known, frozenset(known))
    inode = (site.public / "a.txt").stat().st_ino
    texts = {"a.txt": b"1", "b.txt": b"2", "c.txt": b"3"}
    after = have(site, texts, known)
    assert site.publish(after, frozenset({"b.txt", "c.txt", "d.txt"})) == {"b.txt", "c.txt", "d.txt"}
    assert (content(site.public), content(site.beside)) == (texts, texts)
    assert after["a.txt"] == known["a.txt"]
    assert (site.public / "a.txt").stat().st_ino == inode


def test_only_what_the_next_site_has_alone_is_written_in_place(tmp_path: Path) -> None:
    site, mine = Site(tmp_path / "public", tmp_path / "beside"), tmp_path / "mine.txt"
    known = have(site, {"a.txt": b"1"}, {})
    inode = (site.beside / "a.txt").stat().st_ino
    known = have(site, {"a.txt": b"21"}, known)
    assert (site.beside / "a.txt").stat().st_ino == inode
    site.publish(known, frozenset(known))
    known = have(site, {"a.txt": b"1"}, known)
    assert content(site.public) == {"a.txt": b"21"}
    mine.write_bytes(b"")
    (site.beside / "a.txt").unlink()
    (site.beside / "a.txt").symlink_to(mine)
    site.write("a.txt", b"123", known["a.txt"])
    assert (mine.read_bytes(), content(site.beside)) == (b"", {"a.txt": b"123"})
    (site.beside / "a.txt").unlink()
    site.write("a.txt", b"4", known["a.txt"])
    assert content(site.beside) == {"a.txt": b"4"}


def test_a_file_is_written_from_where_it_is_another(tmp_path: Path) -> None:
    site = Site(tmp_path / "public", tmp_path / "beside")
    known = site.write("a.txt", b"head, middle, end")
    for data in (b"head, a longer middle, end", b"head, end", b"head"):
        known = site.write("a.txt", data, known, like=len(b"head"))
        assert (site.beside / "a.txt").read_bytes() == data
    site.publish({"a.txt": known}, frozenset({"a.txt"}))
    site.write("a.txt", b"head, again", known, like=len(b"head"))
    assert (content(site.public), content(site.beside)) == ({"a.txt": b"head"}, {"a.txt": b"head, again"})


def test_a_file_for_which_the_disk_has_no_room_is_told_and_does_not_count_as_written(tmp_path: Path) -> None:
    with no_room(), pytest.raises(OSError, match="too large") as caught:
        Site(tmp_path / "public", tmp_path / "beside").write("a/page.html", bytes(100))
    assert caught.value.filename == f"{tmp_path}/beside/a/page.html"


def test_linked_files_follow_their_source(tmp_path: Path) -> None:
    site, source = Site(tmp_path / "public", tmp_path / "beside"), tmp_path / "sound.mp3"
    files.write(source, b"one")
    known = {"media/s.mp3": site.link("media/s.mp3", source)}
    site.publish(known, frozenset(known))
    assert site.link("media/s.mp3", source, known["media/s.mp3"]) == known["media/s.mp3"]
    files.write(source, b"two")
    site.settle(lambda: [rows.written(known)], Folders().files)
    after = {"media/s.mp3": site.link("media/s.mp3", source, known["media/s.mp3"])}
    assert content(site.public) == {"media/s.mp3": b"one"}, "what is published changes with a publish only"
    site.publish(after, frozenset())
    assert content(site.public) == {"media/s.mp3": b"two"}


def test_what_was_made_and_removed_before_it_was_published_has_not_changed(tmp_path: Path) -> None:
    site = Site(tmp_path / "public", tmp_path / "beside")
    known = have(site, {"index.html": b"1"}, have(site, {"index.html": b"1", "talk/index.html": b"2"}, {}))
    assert site.publish(known, frozenset({"index.html", "talk/index.html"})) == {"index.html"}


def test_a_file_takes_the_place_of_a_folder_and_the_other_way_round(tmp_path: Path) -> None:
    site = Site(tmp_path / "public", tmp_path / "beside")
    have(site, {"a/b.txt": b"1"}, {})
    known = have(site, {"a": b"2"}, {})
    assert content(site.beside) == {"a": b"2"}
    have(site, {"a/b.txt": b"3"}, known)
    assert content(site.beside) == {"a/b.txt": b"3"}


def test_a_link_to_the_published_site_stays_one(tmp_path: Path) -> None:
    """And no file that lies where it leads to is taken for one of the next site."""
    (tmp_path / "srv/www").mkdir(parents=True)
    (tmp_path / "public").symlink_to(tmp_path / "srv/www")
    site, known = Site(tmp_path / "public", tmp_path / "beside"), dict[str, str]()
    for text in (b"1", b"2", b"3"):
        known = have(site, {"a.txt": text}, known)
        site.publish(known, frozenset(known))
        assert site.public.is_symlink()
        assert content(tmp_path / "srv/www") == {"a.txt": text}
        assert not site.beside.is_symlink()


def test_a_link_that_leads_nowhere_leads_to_the_site(tmp_path: Path) -> None:
    (tmp_path / "public").symlink_to(tmp_path / "srv/www")
    site = Site(tmp_path / "public", tmp_path / "beside")
    known = have(site, {"a.txt": b"1"}, {})
    site.publish(known, frozenset(known))
    assert content(tmp_path / "srv/www") == {"a.txt": b"1"}


def test_a_file_in_the_place_of_the_site_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "public").write_text("mine")
    site = Site(tmp_path / "public", tmp_path / "beside")
    with pytest.raises(NotADirectoryError):
        have(site, {"a.txt": b"1"}, {})
    assert (tmp_path / "public").read_text() == "mine"


def test_an_archive_may_keep_whole_seconds(tmp_path: Path) -> None:
    site = Site(tmp_path / "public", tmp_path / "beside")
    known = have(site, {"a.txt": b"1"}, {})
    whole = int(known["a.txt"].partition("\t")[2]) // 1_000_000_000 * 1_000_000_000
    os.utime(site.beside / "a.txt", ns=(whole, whole))
    assert site.settle(lambda: [rows.written(known)], Folders().files) == frozenset()
    os.utime(site.beside / "a.txt", ns=(whole - 1, whole - 1))
    assert site.settle(lambda: [rows.written(known)], Folders().files) == {"a.txt"}
    assert site.write("a.txt", b"1") == traces.state((site.beside / "a.txt").stat())


KILLED = textwrap.dedent("""
    import sys
    from pathlib import Path
    from pipeline.keep.folders import Folders
    from pipeline.keep.site import Site
    root = Path(sys.argv[1])
    site = Site(root / "public", root / "beside")
    print("ready", flush=True)
    site.settle(lambda: [], Folders().files)
    for number in range(100_000):
        known = {f"{n}.txt": site.write(f"{n}.txt", b"not yet whole") for n in range(40)}
        known = {path: site.write(path, f"{number}".encode(), state) for path, state in known.items()}
        site.publish(known, frozenset(known))
""")


def test_killed_at_any_moment_the_site_is_whole(tmp_path: Path) -> None:
    site = Site(tmp_path / "public", tmp_path / "beside")
    for number in range(12):
        with subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.02 + number * 0.013)
            process.kill()
        if site.public.exists():
            assert len(set(content(site.public).values())) == 1
            assert len(content(site.public)) == 40


@given(
    st.dictionaries(st.sampled_from([f"{letter}/{number}" for letter in "ab" for number in range(80)]), st.sampled_from(["1\t2", "1\t22"]))
)
def test_what_a_site_holds_is_told_from_its_traces(held: dict[str, str]) -> None:
    parts = [rows.written({path: state for path, state in held.items() if path.startswith(letter)}) for letter in "ab"]
    for path, state in held.items():
        assert TracedFiles(parts)[path] == state
    assert "a" not in TracedFiles(parts)
    assert dict(TracedFiles(parts)) == held
    assert len(TracedFiles(parts)) == len(held)
