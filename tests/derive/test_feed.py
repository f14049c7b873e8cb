"""The feed: what stands in it, that it can be read by others, that nothing in a post breaks it."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html.parser import HTMLParser
from io import BytesIO

import feedparser
import podcastparser
import pytest
from feedgen.feed import FeedEntry, FeedGenerator
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from pipeline.content.markup import sanitise
from pipeline.content.pinned import Pinned
from pipeline.content.post import Heading, Kind, Link, Section
from pipeline.content.show import Frequency, Labelled, License, Location, Person, Show
from pipeline.content.soundbite import Soundbite
from pipeline.derive.chapters import Chapter
from pipeline.derive.episode import Picture
from pipeline.derive.feed import tags
from pipeline.derive.feed.item import item
from pipeline.derive.feed.notes import LIMIT, description, paragraphs
from pipeline.derive.feed.pieces import Piece, byte_count, fit, joined, pieces
from tests.expected import hold
from tests.feeds.talks import ALL, FIRST, LEAST, TITLES, documents, feed, pages, show, talk, talks, trailer
from tests.program import ROOT

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "fh": "http://purl.org/syndication/history/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}


def tree(data: bytes) -> etree._Element:
    """The feed by a parser that forgives nothing."""
    return etree.fromstring(data, etree.XMLParser(strip_cdata=False, resolve_entities=False))


def text(element: etree._Element, path: str) -> str:
    found = element.find(path, NAMES)
    assert found is not None, path
    return found.text or ""


def everything() -> tuple[bytes, ...]:
    """Feeds in which each tag that we know stands somewhere."""
    of = show(ALL)._replace(page=2)
    video = of._replace(medium="video")
    made = (*talks(4, of), trailer(of))
    return (*pages(of, made).values(), feed(video, (trailer(video),)))


@pytest.mark.parametrize(("case", "of"), [("least", show()), ("whole", show(ALL))])
def test_cases(case: str, of: Show) -> None:
    hold(ROOT / "tests" / "cases" / "feed" / f"{case}.xml", feed(of, (*talks(2, of), trailer(of))).decode())


def test_an_empty_feed_is_a_feed() -> None:
    assert tree(feed(show(), ())).findall("channel/item") == []


def test_feedparser_reads_it_back() -> None:
    episodes = talks(3)
    found = feedparser.parse(BytesIO(feed(show(), episodes)))
    assert not found.bozo
    assert found.version == "rss20"
    assert [entry.id for entry in found.entries] == ["guid-of-3", "guid-of-2", "guid-of-1"]
    entry = found.entries[2]
    assert entry.title == TITLES[0]
    assert entry.enclosures[0].href == "https://talks.example/media/talk-1.m4a"
    assert entry.enclosures[0].length == "1000001"
    assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == FIRST
    assert [chapter["title"] for chapter in entry.psc_chapters["chapters"]] == [chapter.title for chapter in episodes[0].chapters]
    assert entry.itunes_duration == "2400"


def test_podcastparser_reads_it_back() -> None:
    found = podcastparser.parse("https://talks.example/feed.xml", BytesIO(feed(show(), talks(3))))
    assert [episode["guid"] for episode in found["episodes"]] == ["guid-of-3", "guid-of-2", "guid-of-1"]
    episode = found["episodes"][2]
    assert episode["enclosures"] == [{"url": "https://talks.example/media/talk-1.m4a", "file_size": 1_000_001, "mime_type": "audio/x-m4a"}]
    assert episode["total_time"] == 2400
    assert episode["published"] == int(FIRST.timestamp())
    assert [chapter["start"] for chapter in episode["chapters"]] == [0, 600, 1200, 1800]


def test_items_come_newest_first_whatever_order_they_are_given_in() -> None:
    episodes = talks(4)
    assert feed(show(), episodes) == feed(show(), episodes[::-1])


def test_the_words_of_an_interview_are_in_no_item() -> None:
    of = show(ALL)
    for one in (*talks(2, of), trailer(of)):
        assert item(of, one.framed) == item(of, one)
        assert not one.framed.post.turns


def test_the_newest_episode_dates_the_feed() -> None:
    channel = tree(feed(show(), talks(3)))[0]
    assert text(channel, "lastBuildDate") == text(channel, "pubDate") == "Sat, 03 Jan 2026 08:00:00 +0000"


def test_the_host_is_named_by_channel_and_item() -> None:
    channel = tree(feed(show(ALL), (talk(1, show(ALL)),)))[0]
    (host,) = channel.findall("podcast:person", NAMES)
    assert (host.text, host.get("role"), host.get("img")) == ("Ann Host", "host", "https://talks.example/small/assets/ann.jpg")
    people = channel.findall("item/podcast:person", NAMES)
    assert [(person.text, person.get("role"), person.get("href")) for person in people] == [
        ("Ann Host", "host", "https://ann.example"),
        ("Bob Guest", "guest", "https://bob.example/"),
    ]


def test_what_we_say_ourselves_is_in_the_shows_language() -> None:
    of = show(LEAST + b"language: fr\nfunding: https://talks.example/give\n")
    assert text(tree(feed(of, ())), "channel/podcast:funding") == "Soutenir l\u2019émission"


def test_a_changed_picture_has_a_changed_address() -> None:
    one = talk(1)
    found = tree(
        documents(show(), (item(show(), one._replace(cover=one.cover._replace(mark="0123456789"))),), Picture("c.jpg", 3, 3, mark="ab"))[
            "feed.xml"
        ]
    )
    assert [picture.get("href") for picture in found.iter(f"{{{NAMES['itunes']}}}image")] == [
        "https://talks.example/c.jpg?ab.jpg",
        "https://talks.example/talk-1/cover.jpg?01234567.jpg",
    ]


def test_first_and_last_transcript_are_timed_text() -> None:
    types = [one.get("type") for one in tree(feed(show(), (talk(1),))).findall(".//podcast:transcript", NAMES)]
    assert types == ["text/vtt", "application/json", "application/x-subrip"]


def test_transcripts_have_the_language_of_their_post() -> None:
    own = talk(1)._replace(post=talk(1).post._replace(language="ja"))
    for one, language in ((talk(1), "en"), (own, "ja")):
        found = tree(feed(show(), (one,))).findall(".//podcast:transcript", NAMES)
        assert {transcript.get("language") for transcript in found} == {language}


@pytest.mark.parametrize(
    ("image", "address"),
    [(None, None), ("https://bob.example/b.jpg", "https://bob.example/b.jpg"), ("bob.jpg", "https://talks.example/assets/bob.jpg")],
)
def test_a_picture_of_somebody_is_an_address_or_a_file_of_the_site(image: str | None, address: str | None) -> None:
    one = talk(1)._replace(hosts=(), guests=(Person("Bob Guest", None, image),))
    [person] = tree(feed(show(), (one,))).findall("channel/item/podcast:person", NAMES)
    assert person.get("img") == address


@pytest.mark.parametrize(("milliseconds", "seconds"), [(0, "1"), (1_400, "1"), (59_600, "59"), (2_399_999, "2399")])
def test_a_duration_is_in_whole_seconds_and_one_at_least(milliseconds: int, seconds: str) -> None:
    """Cut off, as players show it and as the page does."""
    one = talk(1)._replace(media=talk(1).media._replace(duration=milliseconds), chapters=())
    assert text(tree(feed(show(), (one,)))[0], "item/itunes:duration") == seconds


def test_what_an_episode_lacks_is_left_out() -> None:
    bare = talk(1)._replace(
        chapters=(), cuts=None, poster=None, hosts=(), guests=(), post=talk(1).post._replace(video=None, season=None, episode=None)
    )
    found = tree(feed(show(), (bare,)))[0].find("item")
    assert found is not None
    absent = (
        "podcast:chapters",
        "psc:chapters",
        "podcast:transcript",
        "podcast:person",
        "podcast:contentLink",
        "podcast:season",
        "itunes:season",
        "podcast:episode",
        "itunes:episode",
    )
    assert [name for name in absent if found.find(name, NAMES) is not None] == []
    assert "(00:00)" not in text(found, "description")


def test_an_item_says_whether_it_is_explicit() -> None:
    episodes = tuple(one._replace(explicit=explicit) for one, explicit in zip(talks(2), (True, False), strict=True))
    found = tree(feed(show(), episodes)).findall("channel/item/itunes:explicit", NAMES)
    assert [one.text for one in found] == ["false", "true"]


def test_a_video_feed_carries_the_video() -> None:
    told = trailer(show())
    for of, main, other in ((show(), "m4a", "mp4"), (show()._replace(medium="video"), "mp4", "m4a")):
        found = tree(feed(of, (told,)))[0]
        enclosure, alternate = found.find("item/enclosure"), found.find("item/podcast:alternateEnclosure/podcast:source", NAMES)
        assert enclosure is not None
        assert alternate is not None
        assert (enclosure.get("url"), alternate.get("uri")) == (
            f"https://talks.example/media/talk-7.{main}",
            f"https://talks.example/media/talk-7.{other}",
        )
        proof = found.find("item/podcast:alternateEnclosure/podcast:integrity", NAMES)
        assert (proof is None) == (other == "m4a"), "no digest of the sound is known"


def test_another_form_tells_all_that_an_app_chooses_by() -> None:
    alternate = tree(feed(show(), (trailer(show()),))).find(".//podcast:alternateEnclosure", NAMES)
    assert alternate is not None
    assert dict(alternate.attrib) == {"type": "video/mp4", "length": "9000000", "bitrate": "30000", "height": "720", "title": "Video"}
    (proof,) = alternate.findall("podcast:integrity", NAMES)
    assert proof.get("value", "").startswith("sha256-")


def test_soundbites_end_where_the_sound_does() -> None:
    told = trailer(show())
    last, late = Soundbite(2_390_000, 2_400_000, None, 8), Soundbite(2_390_000, 2_400_500, None, 9)
    post = told.post._replace(soundbites=(*told.post.soundbites, last, late))
    found = tree(feed(show(), (told._replace(post=post),))).findall(".//podcast:soundbite", NAMES)
    assert [(bite.get("startTime"), bite.get("duration"), bite.text) for bite in found] == [
        ("62", "45.5", "What a talk is"),
        ("120", "30", None),
        ("2390", "10", None),
    ]


OLD = "https://Traffic.Host.example/p/12%20b.mp3?source=feed&id=1"


@pytest.mark.parametrize(
    ("pinned", "told"),
    [
        (Pinned(OLD), {"url": OLD, "length": "1000001", "type": "audio/x-m4a"}),
        (Pinned(OLD, 234, "audio/mpeg"), {"url": OLD, "length": "234", "type": "audio/mpeg"}),
    ],
)
def test_a_pinned_address_stays(pinned: Pinned, told: dict[str, str]) -> None:
    one = talk(1)
    found = tree(feed(show(), (one._replace(post=one.post._replace(enclosure=pinned)),))).find(".//enclosure")
    assert found is not None
    assert dict(found.attrib) == told


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("media/ü.m4a", "https://count.example/e/talks.example/media/%C3%BC.m4a"),
        ("http://sound.example/1.m4a", "https://count.example/e/http://sound.example/1.m4a"),
        ("https://count.example/e/talks.example/media/1.m4a", "https://count.example/e/talks.example/media/1.m4a"),
    ],
)
def test_a_prefix_stands_once_before_the_address_of_each_file_that_apps_download(path: str, told: str) -> None:
    of = show()._replace(prefix="https://count.example/e/")
    one = trailer(of)
    found = tree(feed(of, (one._replace(media=one.media._replace(path=path)),)))
    [enclosure], [named] = found.findall(".//enclosure"), found.findall(".//podcast:trailer", NAMES)
    assert (enclosure.get("url"), named.get("url")) == (told, told)
    assert [source.get("uri") for source in found.findall(".//podcast:source", NAMES)] == [
        "https://count.example/e/talks.example/media/talk-7.mp4"
    ]


FILM = "https://old.example/7.mp4"


@pytest.mark.parametrize(
    ("medium", "has_video", "pinned", "told"),
    [
        ("podcast", True, Pinned(FILM), FILM),
        ("podcast", False, Pinned(FILM), "https://talks.example/media/talk-7.m4a"),
        ("podcast", True, Pinned(OLD), OLD),
        ("podcast", True, Pinned(OLD, 5, "video/mp4"), OLD),
        ("video", True, Pinned(OLD), "https://talks.example/media/talk-7.mp4"),
        ("video", False, Pinned(OLD), OLD),
        ("video", True, Pinned(FILM), FILM),
        ("video", True, Pinned(OLD, 5, "video/mp4"), OLD),
        ("video", False, Pinned(FILM, 5, "video/mp4"), FILM),
    ],
)
def test_a_pinned_address_is_of_its_own_kind_of_feed(medium: str, has_video: bool, pinned: Pinned, told: str) -> None:
    one = trailer(show())
    one = one._replace(post=one.post._replace(enclosure=pinned), video=one.video if has_video else None)
    found = tree(feed(show()._replace(medium=medium), (one,))).find(".//enclosure")
    assert found is not None
    assert found.get("url") == told


def test_addresses_are_plain_ascii() -> None:
    told = talk(1)._replace(slug="über uns", media=talk(1).media._replace(path="media/über uns.m4a"))
    enclosure = tree(feed(show(), (told,))).find(".//enclosure")
    assert enclosure is not None
    assert enclosure.get("url") == "https://talks.example/media/%C3%BCber%20uns.m4a"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Tom & Jerry", "Tom & Jerry"),
        ("Why <T> matters", "Why ‹T› matters"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("  two\nlines ", "two lines"),
        ("word " * 60, f"{'word ' * 50}word…"),
        ("bell\x07\x9f \ud800", "bell"),
        ("\x07", "talk-1"),
    ],
)
def test_titles_are_plain_text(written: str, told: str) -> None:
    assert text(tree(feed(show(), (talk(1)._replace(title=written),)))[0], "item/title") == told


def test_the_shows_title_is_plain_text_too() -> None:
    channel = tree(feed(show()._replace(title="Why <T> & you"), talks(1)))[0]
    assert [text(channel, path) for path in ("title", "image/title")] == ["Why ‹T› & you"] * 2


# Paging


def paged_trees(count: int, size: int) -> dict[str, etree._Element]:
    of = show()._replace(page=size)
    return {path: tree(data)[0] for path, data in pages(of, talks(count, of)).items()}


def guids(channel: etree._Element) -> list[str]:
    return [guid.text or "" for guid in channel.findall("item/guid")]


@pytest.mark.parametrize("count", [0, 1, 4, 7, 8, 9, 12, 13])
def test_each_item_stands_on_one_page_and_the_newest_together(count: int) -> None:
    found = paged_trees(count, 4)
    assert [guid for channel in (found["feed.xml"], *reversed(list(found.values())[1:])) for guid in guids(channel)] == [
        f"guid-of-{number}" for number in range(count, 0, -1)
    ]
    assert len(guids(found["feed.xml"])) >= min(count, 4)
    assert len(guids(found["feed.xml"])) < 8


def test_archive_pages_do_not_change_when_an_episode_comes() -> None:
    of = show()._replace(page=2)
    before = pages(of, talks(6, of))
    after = pages(of, talks(7, of))
    assert list(before) == ["feed.xml", "feed-1.xml", "feed-2.xml"]
    assert {path for path in before if before[path] != after[path]} == {"feed.xml"}
    later = pages(of, talks(8, of))
    linked = b'    <atom:link rel="next-archive" href="https://talks.example/feed-3.xml"/>\n'
    assert later["feed-1.xml"] == before["feed-1.xml"]
    assert later["feed-2.xml"].replace(linked, b"") == before["feed-2.xml"]


def test_pages_are_linked_as_rfc_5005_has_it() -> None:
    links = {
        path: {link.get("rel"): link.get("href") for link in channel.findall("atom:link", NAMES) if link.get("rel") != "self"}
        for path, channel in paged_trees(6, 2).items()
    }
    base = "https://talks.example/"
    assert links == {
        "feed.xml": {"prev-archive": f"{base}feed-2.xml", "next": f"{base}feed-2.xml"},
        "feed-1.xml": {"current": f"{base}feed.xml", "next-archive": f"{base}feed-2.xml"},
        "feed-2.xml": {"prev-archive": f"{base}feed-1.xml", "next": f"{base}feed-1.xml", "current": f"{base}feed.xml"},
    }


def test_a_kept_item_is_as_good_as_a_new_one() -> None:
    of = show(ALL)
    kept = tuple(item(of, one) for one in talks(2, of))
    assert documents(of, (*kept, item(of, talk(3, of))))["feed.xml"] == feed(of, talks(3, of))


def test_what_is_written_tag_by_tag_is_what_feedgen_writes() -> None:
    whole, ours = FeedGenerator(), []
    whole.load_extension("podcast", atom=False)
    whole.title("Talks")
    whole.description("Talks")
    whole.link(href="https://talks.example/")
    for words in ("One & two", "\"Über\" <b>'x'</b> ]]> 😀"):
        url, one, entry = f"https://talks.example/{words}.mp3", FeedEntry(), tags.Tags()
        one.load_extension("podcast", atom=False)
        one.title(words)
        one.enclosure(url, 17, "audio/mpeg")
        one.pubDate(FIRST)
        one.podcast.itunes_image(f"{url}.jpg")
        one.podcast.itunes_duration(60)
        whole.add_entry(one, "append")
        entry.add("title", words)
        entry.add("enclosure", url=url, length=17, type="audio/mpeg")
        entry.add("pubDate", format_datetime(FIRST))
        entry.artwork(f"{url}.jpg")
        entry.add("itunes:duration", "60")
        ours.append(tags.in_channel(tags.tag("item", None, (entry.lines,))))
    assert b"".join(ours) in whole.rss_str(pretty=True)


def test_every_trailer_is_named_where_all_apps_look() -> None:
    of = show()._replace(page=2)
    first = trailer(of)._replace(published=FIRST - timedelta(days=1))
    found = {path: tree(data)[0] for path, data in pages(of, (first, *talks(6, of))).items()}
    assert guids(found["feed-1.xml"])[-1] == first.guid
    assert [path for path, channel in found.items() if channel.find("podcast:trailer", NAMES) is not None] == ["feed.xml"]


# The description


class Tags(HTMLParser):
    """The elements of a piece of HTML, and whether each is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: set[str] = set()
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.seen.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def chapters(count: int, title: str = "What is it?") -> tuple[Chapter, ...]:
    return tuple(Chapter(n * 60_000, (n + 1) * 60_000, title, n, 1.0) for n in range(count))


def test_the_description_tells_notes_then_times_then_links() -> None:
    intro = "<h2>Welcome</h2><blockquote><p>To <em>the</em> <a href='/x'>talk</a></p></blockquote><ul><li>one<ul><li>two</li></ul></li></ul><img src='x'>"
    assert description(intro, chapters(3), (Link("https://a.example/?b&c", "A & B"),)) == (
        "<p><b>Welcome</b></p><p>To <i>the</i> talk</p><ul><li>one</li><li>two</li></ul>"
        "<p>(00:00) What is it?<br>(01:00) What is it?<br>(02:00) What is it?</p>"
        '<ul><li><a href="https://a.example/?b&amp;c">A &amp; B</a></li></ul>'
    )


@pytest.mark.parametrize(
    ("intro", "shown"),
    [
        ('<p><b>Of <a href="#wax">wax</a> and</b> wicks</p>', "<p><b>Of wax and</b> wicks</p>"),
        ('<p>Of <a href="#wax">wax</a></p>', "<p>Of wax</p>"),
        ("<p><b>Of <i>wax</i></b> and <i>wicks</i></p>", "<p><b>Of <i>wax</i></b> and <i>wicks</i></p>"),
        (
            "<ol><li>one<ul><li>two</li></ul>three</li></ol><p>four</p>",
            "<ol><li>one</li></ol><ul><li>two</li></ul><ol><li>three</li></ol><p>four</p>",
        ),
    ],
)
def test_what_is_inside_stays_inside(intro: str, shown: str) -> None:
    assert description(intro, (), ()) == shown


def test_links_fill_the_room_that_intro_and_times_leave() -> None:
    found = description(f"<p>{'words and ' * 150}</p>", chapters(30), tuple(Link(f"https://a.example/{n:03}", "A") for n in range(100)))
    link = '<li><a href="https://a.example/000">A</a></li>'
    assert found.count("<br>") == 29
    assert LIMIT - len(link) < len(found) <= LIMIT


def test_fewer_than_three_times_are_none() -> None:
    assert description("<p>Hello</p>", chapters(2), ()) == "<p>Hello</p>"


def test_times_beyond_the_hour() -> None:
    late = chapters(3)[2]._replace(start=3_723_000)
    assert "(1:02:03) What is it?" in description("", (*chapters(2), late), ())


def test_the_authors_own_times_do_not_stand_beside_ours() -> None:
    intro = "<p>Hello at 12:30 sharp</p><p>0:00 Hi<br>1:00 What?</p>"
    assert description(intro, chapters(3), ()).startswith("<p>Hello at 12:30 sharp</p><p>(00:00)")
    assert description(intro, (), ()) == "<p>Hello at 12:30 sharp</p><p>0:00 Hi<br>1:00 What?</p>"


def test_the_whole_notes_tell_the_times_too() -> None:
    """Most apps show `content:encoded` and never look at the description (podnews.net/article/how-podcast-show-notes-display)."""
    made = talk(1)
    notes = '<p>0:15 is early.</p><p>See <a href="https://link.example/" rel="noopener">this</a>.</p>'
    links = (Link("https://link.example", "This"), Link("https://other.example/?b&c", "B & C"))
    spoken = made._replace(post=made.post._replace(notes=notes.replace("0:15 is", "It is"), links=links, language="de"))
    told = text(tree(feed(show(), (spoken,))), "channel/item/content:encoded")
    assert told == (
        '<p>It is early.</p><p>See <a href="https://link.example/" rel="noopener">this</a>.</p>\n'
        "<p>(00:00) Introduction<br>(10:00) What is a talk?<br>(20:00) Who listens &amp; why?<br>(30:00) And then?</p>\n"
        '<p>Im Gespräch erwähnt:</p>\n<ul>\n<li><a href="https://other.example/?b&amp;c">B &amp; C</a></li>\n</ul>'
    )
    own = made._replace(post=made.post._replace(notes=notes, links=()))
    assert text(tree(feed(show(), (own,))), "channel/item/content:encoded") == notes
    many = spoken._replace(chapters=chapters(60, "A question that goes on, as questions do when nobody interrupts them, ever, at all"))
    told = text(tree(feed(show(), (many,))), "channel/item/content:encoded")
    assert told.count("<br>") == 59
    assert len(told) < LIMIT + len(notes) + 200


def test_the_notes_have_no_address_that_an_app_would_look_for_on_the_shows_site() -> None:
    """Apps join such an address to that of the feed or the show, but it is that of a page or picture of the author's blog."""
    made = talk(1)
    notes = (
        '<h2>Of <em>wax</em></h2>\n<p><a href="/about#me" rel="noopener">Me</a>, <a href="https://a.example/?b&amp;c" rel="noopener">you</a>, '
        '<a href="mailto:bo@a.example" rel="noopener">Bo</a>, <a rel="noopener">here</a>, '
        '<img src="/map.png" alt="a map">, <img src="https://a.example/i.png" alt="a wick">, '
        '<a href="map.html" rel="noopener"><img src="https://a.example/s.png"></a></p>'
    )
    told = text(tree(feed(show(), (made._replace(post=made.post._replace(notes=notes, links=())),))), "channel/item/content:encoded")
    assert told.partition("\n<p>(00:00)")[0] == (
        '<h2>Of <em>wax</em></h2>\n<p>Me, <a href="https://a.example/?b&amp;c" rel="noopener">you</a>, '
        '<a href="mailto:bo@a.example" rel="noopener">Bo</a>, here, '
        'a map, <img src="https://a.example/i.png" alt="a wick">, <img src="https://a.example/s.png"></p>'
    )


def test_the_title_stands_for_notes_only_where_there_is_nothing_else() -> None:
    made = talk(1)
    bare = made._replace(post=made.post._replace(intro="", notes="", links=(), summary=""))
    items = tree(feed(show(), (bare, bare._replace(chapters=(), guid="other", slug="other")))).findall("channel/item")
    for tag in ("description", "content:encoded"):
        timed, empty = sorted((text(one, tag) for one in items), key=len, reverse=True)
        assert timed.startswith("<p>(00:00) Introduction<br>")
        assert empty == "<p>Ada on broken compilers</p>"


def test_a_summary_stands_for_an_intro() -> None:
    made = talk(1)
    bare = made._replace(post=made.post._replace(intro="", notes="", links=(), summary="Of wax & wicks."))
    [item] = tree(feed(show(), (bare,))).findall("channel/item")
    for tag in ("description", "content:encoded"):
        summary, times = text(item, tag).split("<p>")[1:]
        assert summary.strip() == "Of wax &amp; wicks.</p>"
        assert times.startswith("(00:00) Introduction<br>")


def test_questions_without_times_say_more_than_the_title() -> None:
    made = talk(1)
    asked = tuple(
        Section(Heading(line, words, Kind.QUESTION, "Bo", words), ()) for line, words in ((10, "What is wax?"), (20, "Is it sweet & soft?"))
    )
    bare = made._replace(post=made.post._replace(intro="", notes="", links=(), summary="", sections=asked), chapters=())
    [item] = tree(feed(show(), (bare.framed,))).findall("channel/item")
    for tag in ("description", "content:encoded"):
        assert text(item, tag) == "<p>What is wax? Is it sweet &amp; soft?</p>"


def test_long_titles_give_way_before_times_do() -> None:
    found = description(
        "<p>Hello</p>", chapters(60, "A question that goes on and on, as questions do when nobody interrupts them, ever"), ()
    )
    assert found.count("<br>") == 59
    assert "…" in found
    assert "<p>Hello</p>" in found


@pytest.mark.parametrize("title", ["Was heißt das für alle, die zuhören?", "それはどういう意味ですか、そしてなぜそうなのですか？"])
def test_there_is_room_for_the_times_of_a_long_talk(title: str) -> None:
    assert description(f"<p>{'words and ' * 900}</p>", chapters(60, title), ()).count("<br>") == 59


def test_a_short_intro_leaves_its_room_to_the_times() -> None:
    title = "A question of sixty letters, as they are asked by real hosts"
    found = description("<p>Hello</p>", chapters(50, title), ())
    assert found.count(title) == 50
    assert description(f"<p>{'words and ' * 100}</p>", chapters(50, title), ()).count(title) == 0


@given(st.text(max_size=6000))
def test_the_shows_own_description_is_never_too_long(text: str) -> None:
    found = paragraphs(text)
    assert len(found.encode("utf-8", "replace")) <= LIMIT
    assert Tags(found).open == []


some = st.builds(Piece, st.sampled_from(["p", "ul", "ol"]), st.sampled_from(["a word", "zwölf Wörter"]), st.just("zwölf Wörter"))


@given(st.lists(some, max_size=9), st.integers(0, 200))
def test_what_fits_is_as_much_from_the_front_as_there_is_room_for(given: list[Piece], room: int) -> None:
    found = fit(given, room)
    assert byte_count(found) <= room
    whole = [joined(given[:count]) for count in range(1, len(given) + 1)]
    if whole and byte_count(whole[0]) <= room:
        assert found == max((one for one in whole if byte_count(one) <= room), key=len)


def test_a_long_intro_is_cut_at_a_word() -> None:
    assert fit(pieces("<p>one<br>two three</p>"), len("<p>one two…</p>".encode())) == "<p>one two…</p>"
    found = description(f"<p>{'wörter und ' * 900}</p>", chapters(3), ())
    assert len(found.encode()) <= LIMIT
    assert re.search(r"(?:wörter|und)…</p><p>\(00:00\)", found)


TABLE = "A<table><caption>B</caption><thead><tr><th>C<th>D</thead><tbody><tr><td>E<td>F</tbody></table>G"
BLOCKS = ("blockquote", "details", "div", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "summary", "ul")


@pytest.mark.parametrize("html", ["A<hr>B", TABLE, "A<dl>B<dt>C<dd>D</dl>E", *(f"A<{name}>B</{name}>C" for name in BLOCKS)])
def test_what_stands_apart_on_a_page_is_a_paragraph_of_its_own(html: str) -> None:
    assert [piece.text for piece in pieces(sanitise.clean(html, None))] == re.findall("[A-G]", html)


def test_what_is_stressed_or_a_title_stays_so_in_the_elements_that_apps_know() -> None:
    [piece] = pieces("<b>A</b> <strong>B</strong> <i>C</i> <em>D</em> <cite>E</cite>")
    assert piece.html == "<b>A</b> <b>B</b> <i>C</i> <i>D</i> <i>E</i>"


@pytest.mark.parametrize("address", ["http://a.example/", "https://a.example/", "mailto:ann@a.example"])
def test_a_link_that_leads_somewhere_from_an_app_stays_one(address: str) -> None:
    link = '<a href="{}">Ann</a>'
    assert [piece.html for piece in pieces(f"{link.format(address)}, {link.format('/ann')}")] == [f"{link.format(address)}, Ann"]


html = st.recursive(
    st.text(max_size=40),
    lambda inner: (
        st.builds(
            "<{0}>{1}</{0}>".format,
            st.sampled_from(["p", "b", "ul", "li", "div", "h2", "em", "a href='https://a.example/'", "script", "x"]),
            inner,
        )
        | st.builds("{}{}".format, inner, inner)
    ),
    max_leaves=30,
)


@example("</ul>", [], [])
@given(
    html, st.lists(st.text(max_size=200), max_size=60), st.lists(st.builds(Link, st.text(max_size=20), st.text(max_size=20)), max_size=60)
)
def test_any_text_gives_a_description_that_apps_show(intro: str, titles: list[str], links: list[Link]) -> None:
    marks = tuple(Chapter(n * 60_000, (n + 1) * 60_000, title, n, 1.0) for n, title in enumerate(titles))
    found = description(intro, marks, tuple(links))
    assert len(found.encode("utf-8", "replace")) <= LIMIT
    seen = Tags(found)
    assert seen.seen <= {"p", "ul", "ol", "li", "a", "b", "i", "br"}
    assert seen.open == []


wild = st.text(st.characters(exclude_categories=[])) | st.sampled_from(
    ["]]>", "<![CDATA[", "\x00", "\ud800", "\uffff", "😀", "\u202e\u200f", "&amp;", "--><rss>"]
)


@given(wild, wild, wild, wild, st.lists(wild, min_size=1, max_size=4))
def test_no_text_makes_the_feed_ill_formed(title: str, name: str, intro: str, words: str, titles: list[str]) -> None:
    of = show()._replace(title=title, description=words, author=name, copyright=words)
    told = talk(1, of)
    marks = tuple(Chapter(n * 60_000, (n + 1) * 60_000, text, n, 1.0) for n, text in enumerate(titles))
    post = told.post._replace(intro=intro, notes=intro, links=(Link(words, name),))
    host = told.hosts[0]._replace(name=name, url=words)
    found = tree(feed(of, (told._replace(title=title, post=post, chapters=marks, hosts=(host,)), talk(2, of))))
    assert len(found[0].findall("item")) == 2
    assert text(found[0], "item/title")


LONG = "x" * 5000
MOST = {
    "title": 255,
    "podcast:funding": 128,
    "podcast:license": 128,
    "podcast:location": 128,
    "podcast:person": 128,
    "podcast:season/@name": 128,
    "podcast:soundbite": 128,
    "podcast:trailer": 128,
    "podcast:txt": 4000,
    "podcast:txt/@purpose": 128,
    "podcast:updateFrequency": 128,
}


def test_texts_are_cut_to_what_the_standards_allow() -> None:
    """PSP-1 for titles, the Podcast Namespace for its own tags."""
    of = show(ALL)._replace(
        funding=(Labelled("https://talks.example/give", LONG),),
        license=License(LONG),
        locations=(Location(LONG),),
        frequency=Frequency(LONG),
        seasons=((2, LONG),),
        txt=((LONG, LONG),),
        host=LONG,
    )
    told = trailer(of)
    post = told.post._replace(license=None, locations=(), soundbites=(Soundbite(0, 9_000, LONG, 4),))
    found = tree(feed(of, (told._replace(title=LONG, post=post, hosts=(Person(LONG),), guests=()),)))
    for path, most in MOST.items():
        texts = found.xpath(f"//item/{path}" if path == "title" else f"//{path}", namespaces=NAMES)
        assert {len(one if isinstance(one, str) else one.text) for one in texts} == {most}, path


def test_a_feed_that_may_be_imported_elsewhere_is_not_locked() -> None:
    assert text(tree(feed(show(LEAST + b"locked: no\n"), ())), "channel/podcast:locked") == "no"


# The same bytes everywhere


def test_the_same_bytes_in_any_time_zone_and_locale() -> None:
    program = "import sys; from tests.feeds.talks import *; sys.stdout.buffer.write(feed(show(ALL), talks(3, show(ALL))))"
    made = set()
    for zone, language, seed in (("UTC", "C", "0"), ("Asia/Tokyo", "de_DE.UTF-8", "1"), ("America/New_York", "tr_TR.UTF-8", "2")):
        environment = {**os.environ, "TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        made.add(subprocess.run([sys.executable, "-c", program], env=environment, cwd=ROOT, check=True, capture_output=True).stdout)
    assert made == {feed(show(ALL), talks(3, show(ALL)))}


def test_dates_are_told_in_utc_whatever_their_zone() -> None:
    east = datetime(2026, 5, 1, 1, tzinfo=UTC).astimezone(datetime.now().astimezone().tzinfo)
    made = {feed(show(), (talk(1)._replace(published=moment),)) for moment in (east, east + timedelta(0), east.astimezone(UTC))}
    assert len(made) == 1
    assert b"Fri, 01 May 2026 01:00:00 +0000" in made.pop()


# The policy


def names(element: etree._Element) -> set[str]:
    prefixes = {uri: prefix for prefix, uri in NAMES.items()}
    found = set()
    for one in element.iter(etree.Element):
        name = etree.QName(one)
        found.add(f"{prefixes[name.namespace]}:{name.localname}" if name.namespace else name.localname)
    return found


def test_the_policy_names_every_tag_and_no_other() -> None:
    written = (ROOT / "docs" / "feed.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`<([\w:.-]+)>`", written))
    assert documented == set().union(*(names(tree(data)) for data in everything()))


def test_an_item_holds_no_namespace_declarations() -> None:
    assert b"xmlns" not in item(show(), talk(1)).xml
