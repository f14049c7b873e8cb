"""After any edits, deletions, renames and reverts the site equals a build from nothing, byte for byte; what is made is made for a reason."""

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from PIL import Image

from pipeline.edge import files
from tests import small
from tests.small import NOW, content, publish

SLUGS = ("ada", "bob", "cleo", "dora")
LONG_AGO = 1_700_000_000.5
PEOPLE = b"people: {Ada Quill: {image: ada.png}}\n"


class Host(RuleBasedStateMachine):
    """A host at work on a show of a few episodes, who publishes now and then."""

    slugs = st.sampled_from(SLUGS)

    def __init__(self) -> None:
        super().__init__()
        self.temporary = tempfile.TemporaryDirectory()
        self.root = Path(self.temporary.name) / "show"
        self.now = NOW

    @initialize()
    def begin(self) -> None:
        self.retitle("Talks")
        for slug in SLUGS[:2]:
            self.write(slug, title="First", day=1, tagged=True)
            self.record(slug, audible=True, captioned=True)

    @rule(slug=slugs, title=st.sampled_from(["First", "Other"]), day=st.sampled_from([1, 2, 30]), tagged=st.booleans())
    def write(self, slug: str, title: str, day: int, *, tagged: bool) -> None:
        self.change(f"{slug}.md", small.post(slug, title, day=day, tag="talk" if tagged else "note"))

    @rule(slug=slugs, audible=st.booleans(), captioned=st.booleans())
    def record(self, slug: str, *, audible: bool, captioned: bool) -> None:
        self.change(f"{slug}/audio.mp3", small.audio() if audible else None)
        self.change(f"{slug}/captions.vtt", small.CAPTIONS if captioned else None)

    @rule(slug=slugs)
    def remove(self, slug: str) -> None:
        self.change(f"{slug}.md", None)

    @rule(slug=slugs, other=slugs)
    def rename(self, slug: str, other: str) -> None:
        """The post and its folder, where the other name is free."""
        here, there = self.root / "episodes" / slug, self.root / "episodes" / other
        if here.with_suffix(".md").exists() and not there.with_suffix(".md").exists() and not there.exists():
            here.with_suffix(".md").rename(there.with_suffix(".md"))
            if here.exists():
                here.rename(there)

    @rule(slug=slugs)
    def touch(self, slug: str) -> None:
        path = self.root / "episodes" / f"{slug}.md"
        if path.exists():
            path.touch()

    @rule(title=st.sampled_from(["Talks", "Conversations"]))
    def retitle(self, title: str) -> None:
        files.write(self.root / "feeds/talks.yaml", small.feed(title) + PEOPLE)

    @rule(colour=st.sampled_from(["red", "blue", ""]))
    def portray(self, colour: str) -> None:
        """A guest's picture, which the feed file names, is there, is another, or is not there."""
        path = self.root / "feeds/ada.png"
        path.unlink(missing_ok=True)
        if colour:
            Image.new("RGB", (400, 400), colour).save(path)

    @rule(slug=slugs, line=st.sampled_from(["draft: yes", "chapters: off", "season: 2"]))
    def remark(self, slug: str, line: str) -> None:
        path = self.root / "episodes" / f"{slug}.md"
        if path.exists() and line not in (text := path.read_text(encoding="utf-8")):
            path.write_text(text.replace("---\n", f"---\n{line}\n", 1), encoding="utf-8")

    @rule(data=st.data())
    def spoil(self, data: st.DataObject) -> None:
        """Damage a published file, in place or not, or take it away."""
        there = sorted(content(self.root / "public"))
        if there:
            path = self.root / "public" / data.draw(st.sampled_from(there))
            how = data.draw(st.sampled_from(["gone", "new", "in place"]))
            if how != "in place":
                path.unlink()
            if how != "gone":
                with path.open("ab") as file:
                    file.write(b"spoilt")

    @rule(what=st.sampled_from(["records", "site", ""]))
    def forget(self, what: str) -> None:
        """Lose something, or all, of what is kept between runs."""
        path = self.root / ".pipeline/talks" / what
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    @rule()
    def lose_the_site(self) -> None:
        shutil.rmtree(self.root / "public", ignore_errors=True)

    @rule(day=st.sampled_from([1, 29]))
    def wait(self, day: int) -> None:
        """The clock moves, also back: then what was due waits again."""
        self.now = NOW.replace(month=10, day=day, hour=12)

    @rule()
    def publish(self) -> None:
        publish(self.root, self.now)
        publish(self.root, self.now)
        with tempfile.TemporaryDirectory() as other:
            fresh = Path(other) / "show"
            shutil.copytree(self.root, fresh, ignore=shutil.ignore_patterns("public", ".pipeline"))
            publish(fresh, self.now)
            assert content(self.root / "public/talks") == content(fresh / "public/talks")

    def change(self, name: str, data: bytes | None) -> None:
        path = self.root / "episodes" / name
        if data is None:
            path.unlink(missing_ok=True)
        else:
            files.write(path, data)

    def teardown(self) -> None:
        self.temporary.cleanup()


TestHost = Host.TestCase
TestHost.settings = settings(max_examples=12, stateful_step_count=14, deadline=None)


def edit(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("\n**Ada Quill:** One more thing.\n")


WHY: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "nothing": (lambda root: root, set()),
    "a touch": (lambda root: (root / "episodes/ada.md").touch(), set()),
    "a post": (lambda root: edit(root / "episodes/ada.md"), {"ada: its post changed", "search data 1: what it tells has changed"}),
    "captions": (
        lambda root: (root / "episodes/ada/captions.vtt").write_bytes(small.CAPTIONS.replace(b"00:00:0", b"00:00:1")),
        {"ada: its record changed"},
    ),
    "the feed file": (
        lambda root: (root / "feeds/talks.yaml").write_bytes(small.feed("Conversations")),
        {"ada: the feed file and the show's cover changed", "feed.xml: what it tells has changed"},
    ),
    "a page spoilt": (
        lambda root: [edit(path) for path in root.rglob("ada/index.html")],
        {"ada: ada/index.html is not in the site as it was written"},
    ),
    "a feed lost": (
        lambda root: (root / ".pipeline/talks/site/feed.xml").unlink() or (root / "public/talks/feed.xml").unlink(),
        {"feed.xml: feed.xml is not in the site as it was written"},
    ),
    "one more": (
        lambda root: (
            files.write(root / "episodes/bob.md", small.post("bob", "Second", day=2))
            or files.write(root / "episodes/bob/audio.mp3", small.audio())
        ),
        {"bob: not made yet", "ada: the episodes before and after it changed", "index.html: what it tells has changed"},
    ),
    "one less": (lambda root: (root / "episodes/ada.md").unlink(), {"index.html: what it tells has changed"}),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("show")
    files.write(root / "feeds/talks.yaml", small.feed())
    files.write(root / "episodes/ada.md", small.post("ada", "First"))
    files.write(root / "episodes/ada/audio.mp3", small.audio())
    files.write(root / "episodes/ada/captions.vtt", small.CAPTIONS)
    for path in root.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    for _ in range(2):
        publish(root, datetime.now(NOW.tzinfo) + timedelta(seconds=5))
    return root


@pytest.mark.parametrize("what", WHY)
def test_what_is_made_is_made_for_a_reason(published: Path, tmp_path: Path, what: str) -> None:
    root = Path(shutil.copytree(published, tmp_path / "show"))
    change, reasons = WHY[what]
    change(root)
    told = set(publish(root).reasons)
    assert told >= reasons
    assert bool(told) == bool(reasons), told


def test_a_sound_that_is_put_back_is_heard_again(published: Path, tmp_path: Path) -> None:
    """What is said of it ends with it, however its loss came about; meanwhile the episode stays as it was."""
    root = Path(shutil.copytree(published, tmp_path / "show"))
    post, sound = root / "episodes/ada.md", root / "episodes/ada/audio.mp3"
    post.write_bytes(post.read_bytes().replace(b"tags:", b"video: abcDEF12345\ntags:"))
    publish(root)
    before = content(root / "public/talks")
    sound.write_bytes(b"no sound")
    assert publish(root).entries["ada"].failed
    sound.unlink()
    for _ in range(2):
        assert publish(root).entries["ada"].failed
        assert content(root / "public/talks") == before
    sound.write_bytes(small.audio())
    built = publish(root)
    assert not built.entries["ada"].failed
    assert [problem.message for problem in built.problems if problem.place.path == "episodes/ada.md"] == []
    assert content(root / "public/talks") == before
