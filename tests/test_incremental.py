"""After any edits, deletions, renames and reverts the site equals a build from nothing, byte for byte."""

import shutil
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from pipeline import stages
from pipeline.content import read_show
from pipeline.content.show import Show
from pipeline.edge import files
from pipeline.edge.settings import Pace, Settings
from pipeline.run import Silent
from tests.media.make import sound
from tests.talk import markdown, spelled, talk, vtt

NOWHERE = Settings(proxy="http://127.0.0.1:9", pace=Pace(0, 0))
NOW = datetime(2026, 11, 1, tzinfo=UTC)
SLUGS = ("ada", "bob", "cleo", "dora")
WORDS = spelled(talk(3))
BODY, _ = markdown(WORDS)
FEED = "title: {title}\nurl: https://talks.example\ndescription: We talk.\nhost: Ben Holt\nepisodes: {{tag: [talk]}}\npage: 2\n"


@cache
def audio() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return sound(Path(folder) / "audio.mp3", seconds=30).read_bytes()


def content(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): (folder / path).read_bytes() for path in files.tree(folder)}


def publish(root: Path, now: datetime) -> stages.Built:
    show, problems = read_show.read((root / "feeds/talks.yaml").read_bytes(), "feeds/talks.yaml")
    assert isinstance(show, Show), problems
    built = stages.build(root, show, stages.session(NOWHERE, now, Silent()), Silent())
    stages.release(root, built)
    return built


class Host(RuleBasedStateMachine):
    """A host at work on a show of a few episodes, who publishes now and then."""

    slugs = st.sampled_from(SLUGS)

    def __init__(self) -> None:
        super().__init__()
        self.temporary = tempfile.TemporaryDirectory()
        self.root = Path(self.temporary.name) / "show"
        self.now = NOW
        self.published = False

    @initialize()
    def begin(self) -> None:
        files.write(self.root / "feeds/talks.yaml", FEED.format(title="Talks").encode())
        for slug in SLUGS[:2]:
            self.write(slug, title="First", day=1, tagged=True)
            self.record(slug, audible=True, captioned=True)

    @rule(slug=slugs, title=st.sampled_from(["First", "Other"]), day=st.sampled_from([1, 2, 30]), tagged=st.booleans())
    def write(self, slug: str, title: str, day: int, *, tagged: bool) -> None:
        head = f"---\ntitle: {title} {slug}\ndate: 2026-10-{day:02}T08:00:00Z\ntags: [{'talk' if tagged else 'note'}]\n---\n\nA talk.\n\n"
        self.change(f"{slug}.md", (head + BODY).encode())

    @rule(slug=slugs, audible=st.booleans(), captioned=st.booleans())
    def record(self, slug: str, *, audible: bool, captioned: bool) -> None:
        self.change(f"{slug}/audio.mp3", audio() if audible else None)
        self.change(f"{slug}/captions.vtt", vtt(WORDS).encode() if captioned else None)

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
        files.write(self.root / "feeds/talks.yaml", FEED.format(title=title).encode())

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
        self.now = datetime(2026, 10, day, 12, tzinfo=UTC)

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
