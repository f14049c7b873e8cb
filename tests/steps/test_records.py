"""The records and the two sites agree after every run, whether it ends, is interrupted, or publishes what an earlier one has made."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.content.problem import Place, Problem
from pipeline.keep import rows
from pipeline.keep.folders import Folders
from pipeline.keep.ledger import Ledger
from pipeline.keep.site import Site
from pipeline.steps.entry import Entry, Made
from pipeline.steps.records import Records, ShowFile, Version, maker, released, resilient
from tests.made import MADE
from tests.tree import content

Texts = dict[str, bytes]


class Run(NamedTuple):
    """What a run is to make: the files of each post and of the show; where it ends early, after so many posts; whether it publishes."""

    posts: dict[str, Texts]
    show: Texts
    ends: int | None = None
    publishes: bool = True

    @property
    def texts(self) -> Texts:
        return {path: data for texts in (*self.posts.values(), self.show) for path, data in texts.items()}


def texts(*paths: str) -> st.SearchStrategy[Texts]:
    return st.dictionaries(st.sampled_from(paths), st.sampled_from([b"1", b"2", b"longer"]))


def runs() -> st.SearchStrategy[Run]:
    posts = st.fixed_dictionaries({}, optional={slug: texts(f"{slug}/index.html", f"media/{slug}.mp3") for slug in ("ada", "bob")})
    return st.builds(Run, posts, texts("feed.xml", "index.html"), st.none() | st.integers(0, 1), st.booleans())


def site(root: Path) -> Site:
    return Site(root / "public", root / "beside")


def made(files: dict[str, str]) -> Made:
    return MADE._replace(traces=rows.written(files))


def bring(root: Path, run: Run) -> None:
    """What a publish does with records and sites."""
    with Records(root / "records", site(root), Folders().files) as records:
        records.drop(records.entries.keys() - run.posts.keys())
        for number, (slug, wanted) in enumerate(run.posts.items()):
            if run.ends == number:
                raise KeyboardInterrupt
            before = records.entries.get(slug)
            known = before.made.files if before and before.made else {}
            states = {path: written(records, path, data, known.get(path)) for path, data in wanted.items()}
            records.keep(slug, Entry(made=made(states)))
        for path, data in run.show.items():
            known_file = records.show_files.get(path)
            records.keep_file(path, ShowFile("", "", written(records, path, data, known_file.state if known_file else None)))
        records.discard(records.show_files.keys() - run.show.keys())
        records.version = Version("this program", "")
        held, changed = records.files(), frozenset(records.changed)
    assert different(root) <= changed
    assert content(root / "beside") == run.texts
    assert dict(held) == Folders().files(str(root / "beside"))
    if run.publishes and run.texts:
        site(root).publish(held, changed)
        released(root / "records")


def written(records: Records, path: str, data: bytes, known: str | None) -> str:
    return records.site.write(path, data, None if path in records.lost else known)


def different(root: Path) -> set[str]:
    """The paths in which the next site differs from the published one."""
    one, two = (content(folder) if folder.exists() else {} for folder in (root / "public", root / "beside"))
    return {path for path in one.keys() | two.keys() if one.get(path) != two.get(path)}


ADA, BOB = {"ada/index.html": b"1"}, {"bob/index.html": b"1"}


@settings(max_examples=60)
@example([Run({"ada": ADA}, {}), Run({}, {"feed.xml": b"1"}, publishes=False), Run({}, {"feed.xml": b"1"})])
@example([Run({"ada": ADA, "bob": BOB}, {}), Run({"ada": {"ada/index.html": b"2"}, "bob": BOB}, {}, ends=1)])
@given(st.lists(runs(), min_size=1, max_size=4))
def test_what_is_published_is_what_the_last_run_made(tmp_path_factory: pytest.TempPathFactory, several: list[Run]) -> None:
    root, out = tmp_path_factory.mktemp("show"), Texts()
    for run in several:
        with suppress(KeyboardInterrupt):
            bring(root, run)
            out = run.texts if run.publishes and run.texts else out
        assert (content(root / "public") if out else {}) == out, "it changes with a publish only"
    last = several[-1]._replace(ends=None, publishes=True, show={"feed.xml": b"the last"})
    bring(root, last)
    assert content(root / "public") == last.texts
    with Records(root / "records", site(root), Folders().files) as records:
        assert (records.changed, records.lost) == (set(), frozenset())
        assert records.entries.keys() == last.posts.keys()
        assert records.show_files.keys() == last.show.keys()
    assert maker(root / "records") == "this program"


def test_what_is_not_out_is_known_to_differ_when_another_version_kept_the_notes(tmp_path: Path) -> None:
    show = {"feed.xml": b"1"}
    bring(tmp_path, Run({}, show))
    run = Run({"ada": {"ada/index.html": b"1"}}, show, publishes=False)
    bring(tmp_path, run)
    ledger = Ledger(tmp_path / "records")
    ledger.keep(".notes", (), {})
    ledger.close()
    bring(tmp_path, run)
    with Records(tmp_path / "records", site(tmp_path), Folders().files) as records:
        assert not records.is_out("ada")


def test_work_that_finds_the_records_damaged_is_done_again_from_nothing(tmp_path: Path) -> None:
    path, tries = tmp_path / "records", list[int]()

    @resilient
    def work(number: int) -> int:
        tries.append(number)
        with Records(path, site(tmp_path), Folders().files) as records:
            return len(records.entries)

    with Records(path, site(tmp_path), Folders().files) as records:
        for number in range(200):
            records.keep(f"{number}", Entry(problems=(Problem(Place("ada.md", 1), "x" * 100),)))
    assert work(1) == 200
    data = path.read_bytes()
    damaged = data[: len(data) // 8].ljust(len(data), b"\0")
    path.write_bytes(damaged)
    assert work(2) == 0
    assert tries == [1, 2, 2]
    path.write_bytes(damaged)
    assert maker(path) == ""
    released(path)
    assert work(3) == 0
