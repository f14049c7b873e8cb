"""What listeners have: all pages of the feed at its address, or a reason, in bounded time."""

import shutil
from pathlib import Path

import pytest

from pipeline.content.show import Show
from pipeline.edge import files, listeners
from pipeline.edge.listeners import FeedPages
from pipeline.edge.settings import Settings
from tests import small
from tests.feeds.talks import pages, show, talks
from tests.webhost import Host, Reply

pytestmark = pytest.mark.usefixtures("no_proxy")


def at(host: Host, count: int = 0) -> tuple[Show, tuple[bytes, ...]]:
    """A show whose address is the host's, and the pages of its feed with `count` episodes put there."""
    of = show()._replace(url=f"{host.url}/show/", page=2)
    made = pages(of, talks(count, of))
    host.replies |= {f"/show/{path}": Reply(data) for path, data in made.items()} if count else {}
    current, *archives = made.values()
    return of, (current, *reversed(archives))


def had(of: Show, settings: Settings | None = None) -> FeedPages:
    return listeners.answer(listeners.ask(of, settings or Settings()))


def test_all_pages_are_followed(host: Host) -> None:
    of, pages = at(host, 7)
    assert len(pages) == 3
    assert had(of) == FeedPages(pages, reached=True)


def test_the_time_limit_is_for_all_pages_together(host: Host) -> None:
    """A page that is missing then would look like episodes that listeners have lost."""
    of, pages = at(host, 7)
    host.replies = {path: reply._replace(seconds=0.3) for path, reply in host.replies.items()}
    assert had(of).pages == pages
    assert listeners.pages(of.feed_url, Settings(), seconds=0.5) == FeedPages((), "no answer in time")


@pytest.mark.parametrize("status", [404, 410])
def test_nothing_there_yet_or_any_more(host: Host, status: int) -> None:
    of, _ = at(host)
    host.replies["/show/feed.xml"] = Reply(status=status)
    assert had(of) == FeedPages((), f"it answers {status}", reached=True, absent=True)


def test_a_missing_page_is_no_feed_without_it(host: Host) -> None:
    of, _ = at(host, 7)
    del host.replies["/show/feed-1.xml"]
    assert had(of) == FeedPages((), "it answers 404", reached=True)


def test_a_page_at_a_host_that_is_gone_is_no_feed_without_it(host: Host) -> None:
    of, pages = at(host, 7)
    host.replies["/show/feed.xml"] = Reply(pages[0].replace(f"{of.url}feed-2.xml".encode(), b"http://nobody.invalid/feed-2.xml"))
    assert had(of) == FeedPages((), "there is no host of that name")


def test_a_page_at_what_is_no_address_is_no_feed_without_it(host: Host) -> None:
    of, pages = at(host, 7)
    host.replies["/show/feed.xml"] = Reply(pages[0].replace(f"{of.url}feed-2.xml".encode(), b"http://[feed-2.xml"))
    found = had(of)
    assert (found.pages, found.reached) == ((), True)
    assert found.why == str(found.fault) == "it names a page with older episodes at http://[feed-2.xml, which is no address"


def test_a_feed_of_too_many_pages_is_none_rather_than_a_part_of_it(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    of, pages = at(host, 7)
    monkeypatch.setattr(listeners, "_MOST_PAGES", 3)
    assert had(of).pages == pages
    monkeypatch.setattr(listeners, "_MOST_PAGES", 2)
    assert had(of) == FeedPages((), "it has more than 2 pages", reached=True)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<!doctype html><title>Parked</title>", "it is a web page"),
        (b"<rss><channel>", "it is cut off in line 1"),
        *((body, "it is empty") for body in (b"", b"\xff\xfe")),
        (b"Parked", "it is not well-formed XML"),
    ],
)
def test_what_is_no_feed_is_as_none(host: Host, body: bytes, why: str) -> None:
    of, _ = at(host)
    host.replies["/show/feed.xml"] = Reply(body)
    found = had(of)
    assert found.pages == ()
    assert found.why.startswith(why)
    assert not found.absent


def test_pages_in_a_circle_end(host: Host) -> None:
    of, pages = at(host, 7)
    host.replies["/show/feed-1.xml"] = host.replies["/show/feed-2.xml"]
    assert len(had(of).pages) == 3
    host.replies["/show/feed-2.xml"] = Reply(pages[0])
    assert len(had(of).pages) == 2


def test_a_server_in_trouble_may_have_a_feed(host: Host) -> None:
    of, _ = at(host)
    host.replies["/show/feed.xml"] = Reply(status=503)
    assert had(of) == FeedPages((), "it answers 503", reached=True)


def test_an_address_that_leads_to_the_new_one_has_no_feed_of_its_own(host: Host) -> None:
    of, _ = at(host, 2)
    host.replies["/old/feed.xml"] = Reply(status=301, headers={"Location": "/show/feed.xml"})
    old = of._replace(url=f"{host.url}/old/")
    assert len(had(old).pages) == 1
    assert had(old._replace(moved_to=of.feed_url)).absent


def test_a_feed_that_says_of_itself_that_it_has_moved_here_is_had(host: Host) -> None:
    of, pages = at(host, 2)
    assert had(of._replace(moved_to=of.feed_url)) == FeedPages(pages, reached=True)


def test_nobody_answers() -> None:
    assert had(show()._replace(url="http://127.0.0.1:9/")) == FeedPages((), "connection refused")
    assert had(show()._replace(url="https://nobody.invalid/")).absent


def test_names_that_are_never_given_are_asked_of_proxies_only(host: Host) -> None:
    of = show()._replace(url="http://talks.example/")
    assert had(of).absent
    host.replies["http://talks.example/feed.xml"] = Reply(at(host, 1)[1][0])
    assert len(had(of, Settings(proxy=host.url)).pages) == 1


@pytest.mark.parametrize("slugs", [("ada",), ("ada", "bo")])
def test_a_show_leaves_the_address_of_an_example_without_being_asked(tmp_path: Path, host: Host, slugs: tuple[str, ...]) -> None:
    """As a host does who begins with the feed file of the README, also with sound of another kind; later the address is one that apps know."""
    files.write(tmp_path / "feeds/talks.yaml", small.feed())
    for hertz, slug in enumerate(slugs, 1):
        files.write(tmp_path / f"episodes/{slug}.md", small.post(slug, f"Talk {slug}"))
        files.write(tmp_path / f"episodes/{slug}/audio.mp3", small.sound(hertz))
    assert small.publish(tmp_path).code == 0
    encoded = small.feed() + b"audio: {format: m4a}\n"
    files.write(tmp_path / "feeds/talks.yaml", encoded.replace(b"https://talks.example", host.url.encode()))
    assert not any(line.startswith("publish would refuse") for line in small.plan(tmp_path))
    assert small.publish(tmp_path).code == 0
    files.write(tmp_path / "feeds/talks.yaml", encoded.replace(b"https://talks.example", f"{host.url}/moved".encode()))
    assert "--allow address" in small.publish(tmp_path).told


def test_hubs_are_not_told_of_a_feed_at_the_address_of_an_example(tmp_path: Path, host: Host) -> None:
    files.write(tmp_path / "feeds/talks.yaml", small.feed() + f"hub: {host.url}/hub\n".encode())
    files.write(tmp_path / "episodes/ada.md", small.post("ada", "Talk"))
    files.write(tmp_path / "episodes/ada/audio.mp3", small.sound())
    assert small.publish(tmp_path).code == 0
    assert host.asked == []


def test_a_feed_that_listeners_have_is_theirs_also_if_it_names_the_address_of_an_example(tmp_path: Path, host: Host) -> None:
    """It was copied to where it is served before the feed file said so; and a fresh copy of the show tells no hub of what is out."""
    files.write(tmp_path / "show/feeds/talks.yaml", small.feed())
    files.write(tmp_path / "show/episodes/ada.md", small.post("ada", "Talk"))
    files.write(tmp_path / "show/episodes/ada/audio.mp3", small.sound())
    assert small.publish(tmp_path / "show").code == 0
    host.replies["/feed.xml"] = Reply((tmp_path / "show/public/talks/feed.xml").read_bytes())
    feed = small.feed().replace(b"https://talks.example", host.url.encode()) + f"hub: {host.url}/hub\n".encode()
    files.write(tmp_path / "show/feeds/talks.yaml", feed)
    refused = small.publish(tmp_path / "show")
    assert (refused.code, "--allow address" in refused.told) == (1, True)
    assert small.publish_all(tmp_path / "show").code == 0
    host.replies["/feed.xml"] = Reply((tmp_path / "show/public/talks/feed.xml").read_bytes())
    fresh = shutil.copytree(tmp_path / "show", tmp_path / "fresh", ignore=shutil.ignore_patterns("public", ".pipeline"))
    host.asked.clear()
    assert small.publish(fresh).code == 0
    assert [asked.method for asked in host.asked] == ["GET"]


def test_a_machine_that_only_releases_wants_something_to_compare_with(tmp_path: Path, host: Host) -> None:
    """Else an episode that listeners have could be lost: unless they certainly have no feed yet, or the last site is kept on that machine."""
    files.write(tmp_path / "pipeline.local.yaml", b"fetch: no\n")
    files.write(tmp_path / "feeds/talks.yaml", small.feed().replace(b"https://talks.example", host.url.encode()))
    files.write(tmp_path / "episodes/ada.md", small.post("ada", "Talk"))
    files.write(tmp_path / "episodes/ada/audio.mp3", small.sound())
    assert small.publish(tmp_path).code == 0
    host.replies["/feed.xml"] = Reply(status=500)
    files.write(tmp_path / "episodes/ada.md", small.post("ada", "Talk, once more"))
    assert small.publish(tmp_path).code == 0
    shutil.rmtree(tmp_path / "public")
    assert "--allow uncompared" in small.publish(tmp_path).told


def test_a_proxy_that_hangs_is_waited_for_a_little(host: Host) -> None:
    host.replies["http://talks.example/feed.xml"] = Reply(hangs=True)
    found = had(show()._replace(url="http://talks.example/"), Settings(proxy=host.url))
    assert (found.pages, found.why, found.absent) == ((), "no answer in time", False)


def test_nobody_is_asked() -> None:
    assert listeners.answer(None) == FeedPages()
