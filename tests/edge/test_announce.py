"""After a publish: hubs are told, new episodes are looked at, and what cannot be done yet is done by a later publish."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from pipeline.content.show import Show
from pipeline.derive import places
from pipeline.derive.episode import Episode
from pipeline.edge import files, listeners, memo
from pipeline.edge.announce import Release, announce
from pipeline.edge.inquiry import Inquiry
from pipeline.edge.listeners import FeedPages
from pipeline.edge.memo import Memo, News
from pipeline.edge.settings import Settings
from tests import small
from tests.feeds.talks import pages, show, talks
from tests.webhost import Host, Reply, webhost

SETTINGS = Settings(on_published=("sh", "-c", "tr -d '\\n' >>heard; echo >>heard"))


@dataclass
class Place:
    """A show whose address is a server's, that server, a folder for notes, and a hook that writes down what it reads beside that folder."""

    host: Host
    show: Show
    notes: Path
    settings: Settings = SETTINGS

    def pages(self, episodes: tuple[Episode, ...]) -> tuple[bytes, ...]:
        return tuple(pages(self.show, episodes).values())

    def serve(self, episodes: tuple[Episode, ...]) -> tuple[bytes, ...]:
        """Put a feed and all that it names at its address."""
        pages = self.pages(episodes)
        self.host.replies["/feed.xml"] = Reply(pages[0])
        for one in episodes:
            kind = {"Content-Type": "audio/mp4", "Accept-Ranges": "bytes"}
            self.host.replies[f"/{one.media.path}"] = Reply(bytes(one.media.bytes), headers=kind)
            beside = (places.transcript(one.slug, suffix) for suffix in ("vtt", "srt", "json"))
            self.host.replies |= {f"/{path}": Reply(b".") for path in (one.cover.path, *beside)}
        return pages

    def publish(
        self,
        pages: tuple[bytes, ...],
        new: tuple[str, ...] = (),
        *,
        sound: tuple[str, ...] = (),
        before: FeedPages | None = None,
        changed: bool = True,
    ) -> News:
        had = before or listeners.pages(self.show.feed_url, Settings())
        left = memo.remember(self.notes, (*new, *sound), new) if changed else memo.waiting(self.notes)
        release = Release(self.show, Path("public/small"), pages, had, changed, left or Memo())
        return announce(release, self.notes, self.settings, self.notes.parent)

    @property
    def heard(self) -> list[dict[str, Any]]:
        """What the hook has read."""
        path = self.notes.parent / "heard"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with webhost() as host:
        of = show()._replace(url=f"{host.url}/", hubs=(f"{host.url}/hub",))
        host.replies["/hub"] = Reply(status=204)
        yield Place(host, of, tmp_path / "notes")


def told(place: Place) -> list[dict[str, list[str]]]:
    return [parse_qs(asked.body.decode()) for asked in place.host.asked if asked.path == "/hub"]


def short(count: int) -> tuple[Episode, ...]:
    return tuple(one._replace(media=one.media._replace(bytes=1000 + number)) for number, one in enumerate(talks(count)))


def test_a_feed_that_is_out_is_announced_and_checked(place: Place) -> None:
    before = FeedPages(place.pages(short(1)), reached=True)
    pages = place.serve(short(3))
    news = place.publish(pages, ("talk-2", "talk-3"), before=before)
    hub, address = place.show.hubs[0], place.show.feed_url
    assert news == News((f"the hub {hub} was notified", f"2 episodes checked at {place.show.url}, all in order"))
    assert told(place) == [{"hub.mode": ["publish"], "hub.url": [address], "hub.topic": [address]}]
    heads = {asked.path for asked in place.host.asked if asked.method == "HEAD"}
    assert {"/media/talk-2.m4a", "/media/talk-3.m4a", "/talk-3/cover.jpg", "/talk-3/transcript.vtt"} <= heads
    assert "/media/talk-1.m4a" not in heads
    assert place.publish(pages, changed=False) == News()


def test_a_feed_that_is_not_there_yet_is_looked_at_by_the_next_publish(place: Place) -> None:
    place.serve(short(1))
    pages = place.pages(short(2))
    first = place.publish(pages, ("talk-2",))
    assert first.wrong == ()
    assert first.left == (
        f"the feed at {place.show.feed_url} is not the new one yet: copy public/small/ there, and the next publish checks it",
    )
    assert place.publish(pages, changed=False) == News(left=first.left)
    place.serve(short(2))
    assert place.publish(pages, changed=False).done[-1] == f"1 episode checked at {place.show.url}, all in order"
    assert len(told(place)) == 2
    assert place.publish(pages, changed=False) == News()


def test_what_was_not_there_yet_is_told_together_with_what_came_since(place: Place) -> None:
    """A host publishes twice before the site is copied to its address."""
    place.serve(short(1))
    place.publish(place.pages(short(2)), ("talk-2",))
    place.publish(place.pages(short(3)), ("talk-3",))
    pages = place.serve(short(3))
    assert place.publish(pages, changed=False).done[-1] == f"2 episodes checked at {place.show.url}, all in order"
    assert [[episode["slug"] for episode in one["episodes"]] for one in place.heard] == [["talk-3", "talk-2"]]


def test_the_first_feed_of_all(place: Place) -> None:
    before = listeners.pages(place.show.feed_url, Settings())
    assert before.absent
    pages = place.serve(short(1))
    assert place.publish(pages, ("talk-1",), before=before).done[-1].startswith("1 episode checked")


def test_where_the_address_cannot_be_reached_only_hubs_are_told(place: Place) -> None:
    pages = place.pages(short(1))
    unreached = FeedPages((), "connection refused")
    assert place.publish(pages, ("talk-1",), before=unreached) == News((f"the hub {place.show.hubs[0]} was notified",))
    place.serve(short(1))
    assert place.publish(pages, changed=False).done[-1].startswith("1 episode checked")


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (
            Reply(b"x" * 1001, headers={"Content-Type": "text/plain", "Accept-Ranges": "bytes"}),
            "has the type text/plain instead of audio/x-m4a",
        ),
        (Reply(b"x" * 900, headers={"Content-Type": "audio/mp4", "Accept-Ranges": "bytes"}), "has 900 bytes there, but 1,001 in the feed"),
        (Reply(b"x" * 1001, headers={"Content-Type": "audio/mp4"}), "is sent without byte ranges, so listeners cannot jump to a chapter"),
        (Reply(b"gone", 404), "is not available: the server answers 404"),
        (Reply(status=302, headers={"Location": "/media/one"}), "is only reached after 2 redirects, at {host}/media/two"),
        (Reply(hangs=True), "could not be checked: no answer in time"),
    ],
)
def test_what_is_served_badly_is_named(place: Place, reply: Reply, fault: str) -> None:
    pages = place.serve(short(2))
    sound = f"{place.host.url}/media/talk-2.m4a"
    place.host.replies["/media/one"] = Reply(status=302, headers={"Location": "/media/two"})
    place.host.replies["/media/two"] = place.host.replies["/media/talk-2.m4a"]
    place.host.replies["/media/talk-2.m4a"] = reply
    news = place.publish(pages, ("talk-1", "talk-2"))
    assert news.wrong == (f"talk-2: {sound} {fault.format(host=place.host.url)}",)
    assert news.done[-1] == f"1 episode checked at {place.show.url}, all in order"


def test_a_service_that_counts_downloads_may_add_a_redirect(place: Place) -> None:
    place.show = place.show._replace(prefix=f"{place.host.url}/e/")
    pages = place.serve(short(1))
    sound = f"{place.host.url}/media/talk-1.m4a"
    place.host.replies["/media/one"] = place.host.replies["/media/talk-1.m4a"]
    place.host.replies["/media/talk-1.m4a"] = Reply(status=302, headers={"Location": "/media/one"})
    place.host.replies[f"/e/{sound}"] = Reply(status=302, headers={"Location": sound})
    assert place.publish(pages, ("talk-1",)).done[-1] == f"1 episode checked at {place.show.url}, all in order"
    assert f"/e/{sound}" in [asked.path for asked in place.host.asked]


def test_sound_that_was_replaced_is_checked_and_not_said_to_be_a_new_episode(place: Place) -> None:
    pages = place.serve(short(2))
    news = place.publish(pages, ("talk-2",), sound=("talk-1",))
    assert news.done[-1] == f"2 episodes checked at {place.show.url}, all in order"
    assert [[episode["slug"] for episode in one["episodes"]] for one in place.heard] == [["talk-2"]]


def test_of_many_new_episodes_the_newest_are_checked(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A first publish may bring a thousand, and listeners look at the newest first."""
    monkeypatch.setattr("pipeline.edge.announce._MOST", 2)
    news = place.publish(place.serve(short(3)), ("talk-1", "talk-2", "talk-3"))
    assert news.done[-1] == f"2 episodes checked at {place.show.url}, all in order"
    assert "/media/talk-1.m4a" not in [asked.path for asked in place.host.asked]
    assert [[episode["slug"] for episode in one["episodes"]] for one in place.heard] == [["talk-3", "talk-2", "talk-1"]]


def test_ranges_are_tried_out_where_they_are_not_offered(place: Place) -> None:
    pages = place.serve(short(1))
    place.host.replies["/media/talk-1.m4a"] = Reply(b"x" * 1000, 206, {"Content-Type": "audio/mp4"})
    assert place.publish(pages, ("talk-1",)).wrong == ()


def test_a_missing_transcript_is_named(place: Place) -> None:
    pages = place.serve(short(1))
    del place.host.replies["/talk-1/transcript.srt"]
    assert place.publish(pages, ("talk-1",)).wrong == (
        f"talk-1: {place.host.url}/talk-1/transcript.srt is not available: the server answers 404",
    )


@pytest.mark.parametrize(("reply", "why"), [(Reply(status=500), "it answers 500"), (Reply(hangs=True), "no answer in time")])
def test_a_hub_that_fails_is_named_and_nothing_undone(place: Place, reply: Reply, why: str) -> None:
    place.host.replies["/hub"] = reply
    news = place.publish(place.serve(short(1)), ("talk-1",))
    assert news.wrong == (
        f"the hub {place.show.hubs[0]} could not be notified: {why}; subscribers see the change when they next read the feed",
    )
    assert len(news.done) == 1


def test_what_another_run_tells_meanwhile_is_not_told_again(place: Place) -> None:
    """A hub answers slowly, and a second publish, with one more episode, comes to the same point."""
    place.host.replies["/hub"] = Reply(status=204, seconds=0.5)
    first = Inquiry(partial(place.publish, place.serve(short(2)), ("talk-1", "talk-2")), 60)
    while not told(place):
        time.sleep(0.01)
    place.publish(place.serve(short(3)), ("talk-3",))
    assert first.answer()
    assert [[episode["slug"] for episode in one["episodes"]] for one in place.heard] == [["talk-2", "talk-1"], ["talk-3"]]
    assert len({one["id"] for one in place.heard}) == 2
    assert memo.waiting(place.notes) is None


def test_what_another_run_has_noted_before_is_left_to_it(place: Place) -> None:
    pages = place.serve(short(2))
    left = memo.remember(place.notes, ("talk-2",), ("talk-2",))
    memo.remember(place.notes, ("talk-3",), ("talk-3",))
    release = Release(place.show, Path("public/small"), pages, FeedPages(pages, reached=True), changed=True, left=left)
    announce(release, place.notes, place.settings, place.notes.parent)
    assert [[episode["slug"] for episode in one["episodes"]] for one in place.heard] == [["talk-2"]]
    assert memo.waiting(place.notes) == Memo(frozenset({"talk-3"}), frozenset({"talk-3"}))


def test_hubs_are_told_of_a_change_without_news_also_when_another_run_has_told_all_that_was_noted(place: Place) -> None:
    release = Release(place.show, Path("public/small"), place.serve(short(1)), FeedPages(reached=True), changed=True, left=Memo())
    assert announce(release, place.notes, place.settings, place.notes.parent) == News((f"the hub {place.show.hubs[0]} was notified",))


def test_without_news_or_without_a_hook_none_is_run(place: Place) -> None:
    assert place.publish(place.serve(short(1)), ()).wrong == ()
    place.settings = Settings()
    assert place.publish(place.serve(short(2)), ("talk-2",)).wrong == ()
    assert place.heard == []


def test_a_note_that_another_run_is_writing_is_waited_for(place: Place) -> None:
    with files.lock(place.notes / "announce.json.lock"):
        asked = Inquiry(partial(memo.remember, place.notes, ("talk-1",)), 60)
        time.sleep(0.2)
    assert asked.answer() == Memo(frozenset({"talk-1"}))


def test_a_spoiled_note_is_no_trouble(place: Place) -> None:
    place.notes.mkdir()
    (place.notes / "announce.json").write_bytes(b"\xff[")
    pages = place.serve(short(1))
    assert place.publish(pages, changed=False).wrong == ()
    assert memo.waiting(place.notes) is None


def test_sound_that_is_replaced_is_noted_to_be_checked_but_not_as_new(tmp_path: Path, host: Host) -> None:
    files.write(tmp_path / "episodes/ada.md", small.post("ada", "Talk"))
    files.write(tmp_path / "episodes/ada/audio.mp3", small.sound())
    feed, noted = small.feed().replace(b"https://talks.example", host.url.encode()), []
    for rate in (b"32k", b"64k"):
        files.write(tmp_path / "feeds/talks.yaml", feed + b"audio: {format: m4a, bitrate: " + rate + b"}\n")
        assert small.publish(tmp_path).code == 0
        noted.append(memo.waiting(tmp_path / ".pipeline/talks"))
        host.replies["/feed.xml"] = Reply((tmp_path / "public/talks/feed.xml").read_bytes())
        assert small.publish(tmp_path).code == 0
        assert memo.waiting(tmp_path / ".pipeline/talks") is None
    (tmp_path / "episodes/ada.md").unlink()
    assert small.publish(tmp_path).code == 1, "it is refused"
    assert memo.waiting(tmp_path / ".pipeline/talks") is None
    assert noted == [Memo(frozenset({"ada"}), frozenset({"ada"})), Memo(frozenset({"ada"}))]


def test_what_has_to_be_checked_is_kept_apart_from_what_is_new() -> None:
    one, other = Memo(frozenset("ab"), frozenset("bc")), Memo(frozenset("ac"), frozenset("cd"))
    assert one.union(other) == Memo(frozenset("abc"), frozenset("bcd"))
    assert one.intersection(other) == Memo(frozenset("a"), frozenset("c"))
    assert one.difference(other) == Memo(frozenset("b"), frozenset("b"))
