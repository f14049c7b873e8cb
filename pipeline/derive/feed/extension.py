"""Feedgen with Podcasting 2.0 (https://podcastindex.org/namespace/1.0) and Podlove Simple Chapters 1.2, and its faults put right.

Written as feedgen's own extensions are, and on top of its extension `podcast` (the iTunes tags), whose place they take. Put right here:
`itunes:explicit` is true or false, artwork may end in any suffix, descriptions stand in CDATA, there are hub and paging links,
`<link>` is the web page, and no time is taken from a clock.

The only module that knows feedgen and lxml.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Protocol

from feedgen.entry import FeedEntry
from feedgen.ext.podcast import PodcastExtension
from feedgen.ext.podcast_entry import PodcastEntryExtension
from feedgen.feed import FeedGenerator
from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
SIMPLE_CHAPTERS = "http://podlove.org/simple-chapters"

# What XML 1.0 cannot hold (lxml refuses it with ValueError), and the C1 controls, which are never meant.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the characters that no feed can hold: controls, lone surrogates, noncharacters."""
    return _FORBIDDEN.sub("", text)


def line(text: str) -> str:
    """The text on one line, clean, without outer blanks."""
    return " ".join(clean(text).split())


@dataclass(frozen=True, slots=True)
class Tag:
    """An element to be: its name as (namespace, local name), text, attributes in order, and children."""

    namespace: str
    name: str
    text: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple["Tag", ...] = ()


def tag(namespace: str, name: str, text: str | None = None, children: tuple[Tag, ...] = (), **attributes: str | int | None) -> Tag:
    """A tag whose attributes are written in the order given; those that are None are left out, `aspect_ratio` means `aspect-ratio`."""
    given = tuple((key.rstrip("_").replace("_", "-"), line(str(value))) for key, value in attributes.items() if value is not None)
    return Tag(namespace, name, None if text is None else line(text), given, children)


def _append(parent: etree._Element, item: Tag) -> None:
    element = etree.SubElement(parent, f"{{{item.namespace}}}{item.name}", dict(item.attributes))
    element.text = item.text
    for child in item.children:
        _append(element, child)


def _describe(parent: etree._Element, html: str) -> None:
    """Puts HTML into the description that feedgen has written escaped. `]]>` would end the CDATA section; as HTML `]]&gt;` is the same."""
    description = parent.find("description")
    if description is not None:
        description.text = etree.CDATA(clean(html).replace("]]>", "]]&gt;"))


class _Tags:
    """What channel and item have in common: tags of ours in the order in which they were given, and the description."""

    def __init__(self) -> None:
        super().__init__()
        self._tags: list[Tag] = []
        self._html: str | None = None

    def _podcast(self, name: str, text: str | None = None, children: tuple[Tag, ...] = (), **attributes: str | int | None) -> None:
        self._tags.append(tag(PODCAST, name, text, children, **attributes))

    def _write(self, parent: etree._Element) -> None:
        for item in self._tags:
            _append(parent, item)
        if self._html is not None:
            _describe(parent, self._html)

    def description(self, html: str) -> None:
        """The description as HTML in CDATA, as Apple asks."""
        self._html = html

    def explicit(self, explicit: bool) -> None:
        """`true` or `false`: feedgen knows only yes, no and clean, which Apple has dropped."""
        self._tags.append(tag(ITUNES, "explicit", "true" if explicit else "false"))

    def artwork(self, url: str) -> None:
        """Artwork of any suffix: feedgen drops an address that ends in .jpeg or in a query."""
        self._tags.append(tag(ITUNES, "image", href=url))

    def image(self, url: str, width: int, height: int, purpose: str) -> None:
        self._podcast("image", href=url, aspect_ratio=_ratio(width, height), width=width, height=height, purpose=purpose)

    def person(self, name: str, role: str, url: str | None = None, image: str | None = None) -> None:
        """`role` is one of the Podcast Taxonomy, in the group `cast`; at most 128 characters of name."""
        self._podcast("person", name[:128], role=role, group="cast", href=url, img=image)

    def license(self, identifier: str, url: str | None = None) -> None:
        self._podcast("license", identifier, url=url)


def _ratio(width: int, height: int) -> str:
    for across, down in ((1, 1), (16, 9), (4, 3), (9, 16)):
        if abs(width * down - height * across) <= max(width, height):
            return f"{across}/{down}"
    return f"{width}/{height}"


class Extension(_Tags, PodcastExtension):  # type: ignore[misc]
    """The channel: feedgen's iTunes tags and the tags of the Podcast Namespace."""

    def extend_ns(self) -> dict[str, str]:
        return {"itunes": ITUNES, "podcast": PODCAST, "psc": SIMPLE_CHAPTERS, "fh": HISTORY}

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        super().extend_rss(feed)
        self._write(feed[0])
        return feed

    def atom_link(self, rel: str, url: str, type_: str | None = None) -> None:
        """Links: hub (WebSub), current, prev-archive, next-archive, next (RFC 5005): feedgen writes none but `self`."""
        self._tags.append(tag(ATOM, "link", rel=rel, href=url, type=type_))

    def archive(self) -> None:
        """RFC 5005: this document is an archive page, which no longer changes."""
        self._tags.append(tag(HISTORY, "archive"))

    def guid(self, guid: str) -> None:
        self._podcast("guid", guid)

    def locked(self, locked: bool, owner: str | None) -> None:
        self._podcast("locked", "yes" if locked else "no", owner=owner)

    def medium(self, medium: str) -> None:
        self._podcast("medium", medium)

    def funding(self, url: str, text: str) -> None:
        self._podcast("funding", text[:128], url=url)

    def txt(self, text: str, purpose: str | None) -> None:
        self._podcast("txt", text[:4000], purpose=purpose)

    def location(self, name: str, geo: str | None, osm: str | None, country: str | None) -> None:
        self._podcast("location", name[:128], geo=geo, osm=osm, country=country)

    def update_frequency(self, text: str, rrule: str | None, complete: bool) -> None:
        self._podcast("updateFrequency", text[:128], complete="true" if complete else None, rrule=rrule)

    def trailer(self, title: str, url: str, published: datetime, *, length: int, type_: str, season: int | None) -> None:
        self._podcast("trailer", title[:128], pubdate=format_datetime(published), url=url, length=length, type=type_, season=season)

    def podroll(self, remote: tuple[Tag, ...]) -> None:
        self._podcast("podroll", None, remote)

    def publisher(self, remote: Tag) -> None:
        self._podcast("publisher", None, (remote,))


def remote_item(feed_guid: str, feed_url: str | None, title: str | None = None, medium: str | None = None) -> Tag:
    """Another feed, as podroll and publisher name it."""
    return tag(PODCAST, "remoteItem", feedGuid=feed_guid, feedUrl=feed_url, medium=medium, title=title)


class EntryExtension(_Tags, PodcastEntryExtension):  # type: ignore[misc]
    """The item: feedgen's iTunes tags, the tags of the Podcast Namespace and Podlove Simple Chapters."""

    def extend_rss(self, entry: etree._Element) -> etree._Element:
        super().extend_rss(entry)
        self._write(entry)
        return entry

    def season(self, number: int) -> None:
        self._podcast("season", str(number))

    def episode(self, number: int) -> None:
        self._podcast("episode", str(number))

    def transcript(self, url: str, type_: str, language: str, timed: bool) -> None:
        self._podcast("transcript", url=url, type=type_, language=language, rel="captions" if timed else None)

    def chapters(self, url: str) -> None:
        self._podcast("chapters", url=url, type="application/json+chapters")

    def simple_chapters(self, chapters: tuple[tuple[str, str], ...]) -> None:
        """Pairs of a start in Normal Play Time and a title."""
        marks = tuple(tag(SIMPLE_CHAPTERS, "chapter", start=start, title=title) for start, title in chapters)
        self._tags.append(tag(SIMPLE_CHAPTERS, "chapters", None, marks, version="1.2"))

    def soundbite(self, start: str, duration: str, title: str | None) -> None:
        """Start and duration in seconds."""
        self._podcast("soundbite", title, startTime=start, duration=duration)

    def content_link(self, url: str, text: str) -> None:
        self._podcast("contentLink", text, href=url)

    def alternate_enclosure(self, url: str, type_: str, length: int, title: str) -> None:
        """Another form of the same episode; at most 32 characters of title."""
        self._podcast("alternateEnclosure", None, (tag(PODCAST, "source", uri=url),), type=type_, length=length, title=title[:32])


class Channel(Protocol):
    """The part of feedgen's FeedGenerator that the feed is made with; feedgen itself carries no types."""

    podcast: Extension

    def title(self, title: str) -> str: ...
    def description(self, description: str) -> str: ...
    def language(self, language: str) -> str: ...
    def copyright(self, copyright: str) -> str: ...  # noqa: A002
    def generator(self, generator: str) -> object: ...
    def image(self, url: str, title: str, link: str) -> object: ...
    def link(self, *, href: str, rel: str, type: str | None = ...) -> object: ...  # noqa: A002
    def lastBuildDate(self, moment: datetime) -> datetime: ...  # noqa: N802
    def pubDate(self, moment: datetime) -> datetime: ...  # noqa: N802
    def add_entry(self, entry: object, order: str) -> object: ...
    def rss_str(self, *, pretty: bool) -> bytes: ...


class Entry(Protocol):
    """The part of feedgen's FeedEntry that an item is made with."""

    podcast: EntryExtension

    def title(self, title: str) -> str: ...
    def link(self, *, href: str, rel: str) -> object: ...
    def guid(self, guid: str, permalink: bool) -> object: ...
    def pubDate(self, moment: datetime) -> datetime: ...  # noqa: N802
    def description(self, description: str) -> str: ...
    def content(self, content: str, *, type: str) -> object: ...  # noqa: A002
    def enclosure(self, url: str, length: int, type: str) -> object: ...  # noqa: A002


def new_channel() -> Channel:
    """An empty feed with this module's extension as `podcast`."""
    channel = FeedGenerator()
    channel.register_extension("podcast", Extension, EntryExtension, atom=False)
    made: Channel = channel
    return made


def new_entry(channel: Channel) -> Entry:
    """An empty item behind those that the channel has; feedgen would put it before them."""
    entry = FeedEntry()
    channel.add_entry(entry, order="append")
    made: Entry = entry
    return made
