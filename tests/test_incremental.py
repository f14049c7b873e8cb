"""A host at work: after any edits, deletions, renames and reverts the site equals a build from nothing, byte for byte.

Everything goes through the program as it is typed, with its seal, its traces and its guard. More hosts: HOSTS=100.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pipeline.edge import files
from pipeline.keep.digests import fingerprint
from tests import small
from tests.small import film, lines, picture, plan, publish, publish_all, remembering, sound, written
from tests.tree import content, digests

HOSTS = int(os.environ.get("HOSTS", "8"))
SECOND = 1_000_000_000  # ns
DAY = 86_400  # seconds
TICK = 10_000_000  # ns: what a kernel's clock may count in

SLUGS = ("ada", "bob", "cleo")
FEEDS = ("talks", "chat", "notes")

# What may stand in a post and in a feed file, with values that differ in what follows from them; None leaves the key out.
POST: dict[str, tuple[str | None, ...]] = {
    "title": ("First", "Other", "Third, and why now?"),
    "date": ("2099-10-01 08:00", "2099-10-02 08:00", "2099-11-20 08:00", "2099-12-20 08:00"),
    "tags": ("[talk]", "[note]", "[talk, note]"),
    "draft": (None, "yes"),
    "chapters": (None, "off", "listed"),
    "season": (None, "1", "2"),
    "episode": (None, "3"),
    "type": (None, "trailer", "bonus"),
    "explicit": (None, "yes"),
    "summary": (None, "About it.", "About us."),
    "host": (None, "Cleo Mint"),
    "guests": ("[Ada Quill]", "[Bob Rust]"),
    "language": (None, "de"),
    "guid": (None, "guid-of-old"),
    "formerly": (None, "once-{}", "[once-{}, cleo]"),  # each post has a number of its own
    "audio": (None, "../sound/shared.mp3"),
    "thumbnail": (None, "shared.png"),
    "soundbite": (None, "0:02-0:12 A bite", "0:03-0:13 A byte"),
    "location": (None, "{name: Lisboa, country: PT}"),
    "license": (None, "cc-by-4.0"),
    "translations": (None, "{fr: https://fr.example/one/}"),
    "intro": ("A talk.", "A walk.", "A talk with [a link](/blog/x).", "0:00 Wax\n0:11 Honey\n0:22 Smoke"),  # what stands below
}
FEED: dict[str, tuple[str | None, ...]] = {
    "title": ("Talks", "Walks"),
    "description": ("We talk.", "We walk."),
    "language": (None, "de"),
    "author": (None, "Some of us"),
    "owner": (None, "{name: Ann, email: ann@talks.example}"),
    "host": ("Ben Holt", "Eve Lark"),
    "chapters": (None, "listed"),
    "people": ("{Ada Quill: {image: ada.png}}", "{Ada Quill: https://ada.example/, Ben Holt: {image: ada.png}}", None),
    "cover": ("cover.png", None),
    "category": (None, "Science"),
    "explicit": (None, "yes"),
    "type": (None, "serial"),
    "episodes": ("all", "{tag: [talk]}", "{season: 1}"),
    "timezone": (None, "Asia/Tokyo"),
    "assets": (None, "https://blog.example"),
    "audio": (None, "{format: m4a, bitrate: 32k}", "{loudness: -20}"),
    "copyright": (None, "2026 We"),
    "license": (None, "cc-by-4.0"),
    "subscribe": (None, "{apple: https://podcasts.apple.com/podcast/id1}"),
    "funding": (None, "https://talks.example/give"),
    "frequency": (None, "{text: Every Monday}"),
    "location": (None, "{name: Lisboa}"),
    "seasons": (None, "{1: Beginnings}", "{1: Beginners!}"),
    "medium": (None, "video"),
    "locked": (None, "no"),
    "txt": (None, "{applepodcastsverify: abc}"),
    "theme": (None, "{accent: '#06502f'}"),
    "translations": (None, "{fr: https://fr.example/}"),
    "page": ("1", "2", None),
}
Alternatives = dict[str, tuple[Callable[[], bytes | None], ...]]  # files by their path: there is one, another of the same size, or none
MATERIAL: Alternatives = {
    "episodes/{}/captions.vtt": (lambda: small.CAPTIONS, lambda: small.LATER, lambda: None),
    "episodes/{}/audio.mp3": (lambda: sound(1), lambda: sound(2)),
    "episodes/{}/thumbnail.png": (lambda: None, lambda: picture("red"), lambda: picture("lime")),
    "episodes/{}/video.mp4": (lambda: None, lambda: film(1), lambda: film(2)),
}
SHARED: Alternatives = {
    "sound/shared.mp3": (lambda: sound(1), lambda: sound(2)),
    "feeds/cover.png": (lambda: picture("red"), lambda: picture("lime")),
    **dict.fromkeys(("episodes/shared.png", "feeds/ada.png"), (lambda: picture("red"), lambda: picture("lime"), lambda: None)),
}
TEMPLATES: Alternatives = {
    "feeds/{}/subscribe.html": (lambda: None, lambda: b"<p>one</p>", lambda: b"<p>two</p>"),
    "feeds/{}/neighbours.html": (lambda: None, lambda: b"<p>near</p>"),
    "feeds/{}/site.css": (lambda: None, lambda: b"body { color: red }", lambda: b"body { color: tan }"),
    "feeds/{}/404.css": (lambda: None, lambda: b"body { color: red }"),
}
Value = TypeVar("Value")
Sites = dict[str, dict[str, str]]  # digests of each site's files
Written = dict[str, tuple[bytes, int]]  # what people wrote and what was recorded beside it, with its time (ns)


@pytest.fixture(autouse=True, scope="module")
def _remembering() -> Iterator[None]:
    with remembering():
        yield


def one_of(fields: Mapping[str, tuple[Value, ...]]) -> st.SearchStrategy[tuple[str, Value]]:
    """A name and one of its values."""
    return st.sampled_from([(name, value) for name, values in fields.items() for value in dict.fromkeys(values)])


class Host(RuleBasedStateMachine):
    """A host at work on a show of a few episodes. Most of what they write, they write some time before they publish.

    What is written in `haste` is written within the tick of the clock in which the next publish reads it; what is `old` was written
    elsewhere long before, and moved to its place.
    """

    known: ClassVar[dict[str, Sites]] = {}  # what builds from nothing gave, by what was written
    slugs = st.sampled_from(SLUGS)
    names = st.sampled_from(FEEDS)
    when = st.sampled_from(("before", "before", "haste", "old"))

    def __init__(self) -> None:
        super().__init__()
        self.temporary = tempfile.TemporaryDirectory()
        self.root = Path(self.temporary.name) / "show"
        self.clock = int((small.NOW + 0.37) * SECOND)
        self.posts: dict[str, dict[str, str | None]] = {}
        self.feeds: dict[str, dict[str, str | None]] = {}
        self.past: list[tuple[dict[str, dict[str, str | None]], dict[str, dict[str, str | None]], Written]] = []
        self.gone: set[str] = set()  # names that posts had before, whose GUIDs went with them
        self.edits = self.busy = self.waits = 0
        self.dirty = self.hasty = self.careful = False

    @initialize()
    def begin(self) -> None:
        for path, made in SHARED.items():
            self.put(path, made[0]())
        self.edit_feed("talks", ("title", "Talks"), "before")
        self.edit_post("ada", ("title", "First"), "before")
        self.edit_post("bob", ("audio", "../sound/shared.mp3"), "before")
        self.edit_post("bob", ("thumbnail", "shared.png"), "before")

    # What people write

    @rule(slug=slugs, field=one_of(POST), when=when)
    def edit_post(self, slug: str, field: tuple[str, str | None], when: str) -> None:
        """One more post, or another value in one."""
        if slug not in self.posts:
            self.posts[slug] = {name: values[0] for name, values in POST.items()} | {"born": str(self.edits)}
            self.put(f"episodes/{slug}/audio.mp3", sound(1))
            self.put(f"episodes/{slug}/captions.vtt", small.CAPTIONS)
        self.posts[slug] |= dict([field])
        fields = {name: value for name, value in self.posts[slug].items() if value and name not in {"intro", "born"}}
        fields["title"] += f" {slug}"
        if "formerly" in fields:
            fields["formerly"] = fields["formerly"].format(self.posts[slug]["born"])
        if "guid" in fields or slug in self.gone:
            fields["guid"] = f"{fields.get('guid', 'its-own')}-{self.posts[slug]['born']}"
        self.put(f"episodes/{slug}.md", written(fields, self.posts[slug]["intro"] or ""), when)

    @rule(name=names, field=one_of(FEED), when=when)
    def edit_feed(self, name: str, field: tuple[str, str | None], when: str) -> None:
        """One more feed, or another value in one."""
        fields = self.feeds.setdefault(
            name, {key: values[0] for key, values in FEED.items()} | {"url": f"https://{name}{self.edits}.example"}
        )
        fields |= dict([field])
        self.put(f"feeds/{name}.yaml", lines({key: value for key, value in fields.items() if value}).encode(), when)

    @rule(slug=slugs, file=one_of(MATERIAL), when=when)
    def record(self, slug: str, file: tuple[str, Callable[[], bytes | None]], when: str) -> None:
        if slug in self.posts:
            self.put(file[0].format(slug), file[1](), when)

    @rule(file=one_of(SHARED), when=when)
    def draw(self, file: tuple[str, Callable[[], bytes | None]], when: str) -> None:
        self.put(file[0], file[1](), when)

    @rule(name=names, file=one_of(TEMPLATES), when=when)
    def design(self, name: str, file: tuple[str, Callable[[], bytes | None]], when: str) -> None:
        self.put(file[0].format(name), file[1](), when)

    @rule(slug=slugs)
    def remove_post(self, slug: str) -> None:
        if self.posts.pop(slug, None):
            self.put(f"episodes/{slug}.md", None)

    @rule(slug=slugs, other=slugs)
    def rename_post(self, slug: str, other: str) -> None:
        """The post and its folder, where the other name is free. Its GUID goes with it, so that another of the old name is given its own."""
        here, there = self.root / "episodes" / slug, self.root / "episodes" / other
        if slug in self.posts and other not in self.posts.keys() | self.gone and not there.exists():
            self.posts[other] = self.posts.pop(slug)
            self.gone.add(slug)
            here.with_suffix(".md").rename(there.with_suffix(".md"))
            here.rename(there)
            self.dirty = True

    @rule(name=names)
    def remove_feed(self, name: str) -> None:
        if len(self.feeds) > 1 and self.feeds.pop(name, None):
            self.put(f"feeds/{name}.yaml", None)

    @rule(name=names, other=names)
    def rename_feed(self, name: str, other: str) -> None:
        """The feed file and its templates, where the other name is free."""
        here, there = self.root / "feeds" / name, self.root / "feeds" / other
        if name in self.feeds and other not in self.feeds and not there.exists():
            self.feeds[other] = self.feeds.pop(name)
            here.with_suffix(".yaml").rename(there.with_suffix(".yaml"))
            if here.exists():
                here.rename(there)
            self.dirty = True

    @rule(data=st.data(), kept=st.booleans(), when=when)
    def revert(self, data: st.DataObject, when: str, *, kept: bool) -> None:
        """All is as it was once, with the times of then or, as git has it, of now."""
        if not self.past:
            return
        posts, feeds, then = data.draw(st.sampled_from(self.past))
        self.posts, self.feeds = deepcopy(posts), deepcopy(feeds)
        for path in self.written().keys() - then.keys():
            self.put(path, None)
        for path, (text, moment) in then.items():
            if (self.root / path).exists() and (self.root / path).read_bytes() == text:
                continue
            self.put(path, text, when)
            if kept:
                os.utime(self.root / path, ns=(moment, moment))

    @rule(data=st.data())
    def touch(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(self.written())))
        self.put(path, (self.root / path).read_bytes())

    @rule(edits=st.integers(1, 4))
    def be_busy(self, edits: int) -> None:
        """Some edits go by without a publish."""
        self.busy = edits

    @rule(careful=st.booleans())
    def be_careful(self, *, careful: bool) -> None:
        """Before a publish they look at its plan."""
        self.careful = careful

    @rule()
    def wait(self) -> None:
        """Time goes by, and something may be due."""
        self.waits += 1
        self.clock += 25 * DAY * SECOND
        self.dirty, self.hasty = True, False

    # What goes wrong

    @rule(slug=slugs, name=names, how=st.sampled_from(("no sound", "no captions", "no post", "no cover", "no template", "no feed")))
    def stumble(self, slug: str, name: str, how: str) -> None:
        """Something is broken for a while: whatever was out stays out."""
        path, text = {
            "no sound": (f"episodes/{slug}/audio.mp3", None),
            "no captions": (f"episodes/{slug}/captions.vtt", b"WEBVTT\n"),
            "no cover": ("feeds/cover.png", None),
            "no post": (f"episodes/{slug}.md", b"---\ntitle: [oops\n---\n"),
            "no template": (f"feeds/{name}/subscribe.html", b"{% if %}"),
            "no feed": (f"feeds/{name}.yaml", b"title: [oops\n"),
        }[how]
        if slug not in self.posts or name not in self.feeds:
            return
        self.compare()
        before, out = self.written(), content(self.root / "public")
        self.put(path, text)
        done = publish_all(self.root, self.moment)
        assert out.keys() <= content(self.root / "public").keys(), (how, done)
        self.put(path, before[path][0] if path in before else None)

    @rule(slug=slugs)
    def link(self, slug: str) -> None:
        """A recording moves elsewhere and leaves a link behind, as git-annex has it."""
        here, there = self.root / f"episodes/{slug}/audio.mp3", self.root / f"sound/{slug}-{self.edits}.mp3"
        if here.is_file() and not here.is_symlink():
            there.parent.mkdir(exist_ok=True)
            here.rename(there)
            here.symlink_to(there)
            self.dirty = True

    @rule(data=st.data(), how=st.sampled_from(("gone", "another", "in place")))
    def spoil(self, data: st.DataObject, how: str) -> None:
        """Damage a published file, or take it away."""
        there = sorted(content(self.root / "public"))
        if there:
            path = self.root / "public" / data.draw(st.sampled_from(there))
            if how != "in place":
                path.unlink()
            if how != "gone":
                with path.open("ab") as file:
                    file.write(b"spoilt")
            self.dirty = True

    @rule(
        name=names, what=st.sampled_from((".pipeline", ".pipeline/{}", ".pipeline/{}/records", ".pipeline/{}/site", "public", "public/{}"))
    )
    def lose(self, name: str, what: str) -> None:
        """Lose something, or all, of what is kept between runs or published."""
        path = self.root / what.format(name)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        self.dirty = True

    # What comes of it

    @invariant()
    def publish(self) -> None:
        if self.busy:
            self.busy -= 1
        else:
            self.compare()

    def compare(self) -> None:
        if not self.dirty:
            return
        self.take_down()
        foretold = self.foretold() if self.careful else set()
        done = publish_all(self.root, self.moment)
        assert done.code == 0, done.told
        assert foretold <= set(done.said.splitlines())
        for path in self.root.glob("episodes/*/recording.json"):
            if abs(path.stat().st_mtime - time.time()) < DAY:
                self.stamp(path, "before")
        sites = self.sites(self.root)
        assert publish(self.root, self.moment).code == 0
        assert self.sites(self.root) == sites, "a publish without a change changed something"
        assert self.hasty or (self.root / ".pipeline/.seal").exists(), "what has not changed is not sealed"
        assert sites == self.from_nothing()
        self.past = [*self.past[-5:], (deepcopy(self.posts), deepcopy(self.feeds), self.written())]
        self.dirty = False

    def foretold(self) -> set[str]:
        """What a publish is going to say, as far as a plan can tell: of new episodes it tells that they are new."""
        told = plan(self.root, self.moment)
        if len(self.feeds) > 1:  # each plan is indented below its feed
            told = [line.removeprefix("  ") for line in told if line.startswith("  ")]
        is_known = not any("it is new; the next publish" in line for line in told)
        return {f"  {line}" for line in told if not line.startswith("publish would refuse this: ")} if is_known else set()

    def take_down(self) -> None:
        """A site whose feed file is gone, as publish asks for."""
        for name in set(FEEDS) - self.feeds.keys():
            shutil.rmtree(self.root / "public" / name, ignore_errors=True)
            shutil.rmtree(self.root / ".pipeline" / name, ignore_errors=True)

    def from_nothing(self) -> Sites:
        """What a build from nothing gives. It is made once for all that was written and what is due; about every other edit is taken back."""
        texts = (part for path, (data, _) in sorted(self.written().items()) for part in (path, data))
        state = fingerprint(self.waits, *texts)
        if state not in self.known:
            self.known[state] = self.built_from_nothing()
        return self.known[state]

    def built_from_nothing(self) -> Sites:
        with tempfile.TemporaryDirectory() as other:
            fresh = shutil.copytree(self.root, Path(other) / "show", ignore=shutil.ignore_patterns("public", ".pipeline"))
            for path in fresh.glob("episodes/*/recording.json"):
                os.utime(path, (0, 0))  # so that nothing is taken to be as it was recorded
            assert publish(fresh, self.moment).code == 0
            return self.sites(fresh)

    def sites(self, root: Path) -> Sites:
        return {name: digests(root / "public" / name) for name in self.feeds}

    @property
    def moment(self) -> float:
        """Seconds since the epoch, just after what was written in haste."""
        return self.clock / SECOND + 0.005

    def put(self, name: str, data: bytes | None, when: str = "before") -> None:
        path = self.root / name
        self.dirty = True
        if data is None:
            path.unlink(missing_ok=True)
        else:
            files.write(path, data)
            self.stamp(path, when)

    def stamp(self, path: Path, when: str) -> None:
        self.edits += 1
        if when == "before":
            self.clock += 60 * SECOND
        self.hasty = when == "haste" or (self.hasty and when == "old")
        shift = {"before": self.edits * TICK - 30 * SECOND, "haste": 0, "old": self.edits * SECOND - 100 * DAY * SECOND}[when]
        os.utime(path, ns=(self.clock + shift, self.clock + shift))

    def written(self) -> Written:
        found = (path for folder in ("episodes", "feeds", "sound") for path in (self.root / folder).rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}

    def teardown(self) -> None:
        self.temporary.cleanup()


def follow(host: Host, edit: Callable[[tuple[str, Any], str], None], values: Mapping[str, Sequence[Any]], when: str) -> None:
    """Publish with each value of each field or each state of each file, one after the other, and with the first one again."""
    for name, of in values.items():
        for value in (*of[1:], of[0]):
            edit((name, value), when)
            host.publish()


def edit_files(host: Host, when: str) -> None:
    host.careful = when == "old"
    follow(host, host.draw, SHARED, when)
    follow(host, partial(host.record, "ada"), MATERIAL, when)


def edit_in_haste(host: Host) -> None:
    follow(host, partial(host.edit_post, "ada"), {"intro": POST["intro"][:2]}, "haste")
    follow(host, partial(host.edit_feed, "talks"), {"description": FEED["description"]}, "haste")


EDITS: dict[str, Callable[[Host], None]] = {
    "post": lambda host: follow(host, partial(host.edit_post, "ada"), POST, "before"),
    "feed file": lambda host: follow(host, partial(host.edit_feed, "talks"), FEED, "before"),
    "templates": lambda host: follow(host, partial(host.design, "talks"), TEMPLATES, "before"),
    "files": lambda host: edit_files(host, "before"),
    "files written long before": lambda host: edit_files(host, "old"),
    "in haste": edit_in_haste,
}


@pytest.mark.parametrize("what", EDITS)
def test_each_edit_by_itself(what: str) -> None:
    host = Host()
    host.begin()
    host.publish()
    EDITS[what](host)
    host.teardown()


def test_edits_that_matter_together() -> None:
    host = Host()
    host.careful = True
    host.begin()
    host.publish()
    film, loud, later = MATERIAL["episodes/{}/video.mp4"], ("audio", "{loudness: -20}"), ("date", "2099-11-20 08:00")
    steps: tuple[Callable[[], None], ...] = (
        partial(host.record, "ada", ("episodes/{}/video.mp4", film[1]), "before"),
        partial(host.record, "ada", ("episodes/{}/captions.vtt", lambda: small.LATER), "before"),
        partial(host.edit_feed, "talks", loud, "before"),
        partial(host.record, "ada", ("episodes/{}/audio.mp3", lambda: sound(2)), "before"),
        partial(host.edit_feed, "talks", ("url", "https://moved.example"), "before"),
        partial(host.stumble, "ada", "talks", "no captions"),
        partial(host.stumble, "ada", "talks", "no cover"),
        partial(host.link, "ada"),
        partial(host.edit_feed, "talks", ("author", "Some of us"), "before"),
        partial(host.edit_post, "cleo", later, "before"),
        host.wait,
        partial(host.remove_post, "bob"),
        partial(host.rename_post, "ada", "dora"),
        partial(host.edit_feed, "notes", ("title", "Notes"), "before"),
        partial(host.edit_feed, "notes", ("episodes", "{season: 1}"), "before"),
        partial(host.rename_feed, "notes", "chat"),
        partial(host.remove_feed, "talks"),
    )
    for step in steps:
        step()
        host.publish()
    host.teardown()


TestHost = Host.TestCase
TestHost.settings = settings(max_examples=HOSTS, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
