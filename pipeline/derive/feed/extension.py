"""Feedgen with Podcasting 2.0 (https://podcastindex.org/namespace/1.0) and Podlove Simple Chapters 1.2, and its faults put right.

Written as feedgen's own extensions are, and on top of its extension `podcast` (the iTunes tags), whose place they take. Put right here:
`itunes:explicit` is true or false, artwork may end in any suffix, descriptions stand in CDATA, there are hub and paging links, an item can
be written by itself, and no character is left that XML cannot hold.

The only module that knows feedgen and lxml.
"""

import re
from datetime import datetime
from typing import NamedTuple, Protocol

from feedgen.entry import FeedEntry
from feedgen.ext.podcast import PodcastExtension
from feedgen.ext.podcast_entry import PodcastEntryExtension
from feedgen.feed import FeedGenerator
from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
HISTORY = "http://purl.org/syndication/history/1.0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
SIMPLE_CHAPTERS = "http://podlove.org/simple-chapters"

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'  # feedgen's has single quotes, over which crude readers stumble
_CHANNEL, _CHANNEL_END = b"  <channel>\n", b"  </channel>"
_PREFIXES = {"itunes": ITUNES, "podcast": PODCAST, "psc": SIMPLE_CHAPTERS, "fh": HISTORY, "atom": ATOM, "content": CONTENT}

# What XML 1.0 cannot hold (lxml refuses it with ValueError), and the C1 controls, which are never meant.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the characters that no feed can hold: controls, lone surrogates, noncharacters."""
    return _FORBIDDEN.sub("", text)


def line(text: str) -> str:
    """The text on one line, clean, without outer blanks."""
    if text.isprintable() and "  " not in text:  # most texts are; no forbidden character is printable, no blank but the space
        return text.strip()
    return " ".join(clean(text).split())


class Tag(NamedTuple):
    """An element to be: namespace and local name, text, attributes in order, and children."""

    namespace: str
    name: str
    text: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple["Tag", ...] = ()


def tag(namespace: str, name: str, text: str | None = None, children: tuple[Tag, ...] = (), /, **attributes: str | int | None) -> Tag:
    """A tag whose attributes are written in the order given; those that are None are left out, `aspect_ratio` means `aspect-ratio`."""
    given = tuple(
        (key.replace("_", "-"), line(value) if isinstance(value, str) else str(value))
        for key, value in attributes.items()
        if value is not None
    )
    return Tag(namespace, name, None if text is None else line(text), given, children)


def remote_item(feed_guid: str, feed_url: str, title: str | None = None, medium: str | None = None) -> Tag:
    """Another feed, as podroll and publisher name it."""
    return tag(PODCAST, "remoteItem", feedGuid=feed_guid, feedUrl=feed_url, medium=medium, title=title)


def trailer(title: str, url: str, published: datetime, *, length: int, type_: str, season: int | None) -> Tag:
    """An episode that tells what the show is about; `length` in bytes."""
    from email.utils import format_datetime  # noqa: PLC0415 - few shows have one

    when = format_datetime(published)
    return tag(PODCAST, "trailer", title[:128], pubdate=when, url=url, length=length, type=type_, season=season)


class _Tags:
    """What channel and item have in common: tags of ours in the order in which they were given, and the description."""

    def __init__(self) -> None:
        super().__init__()
        self._tags: list[Tag] = []
        self._html: dict[str, str] = {}

    def add(self, item: Tag) -> None:
        self._tags.append(item)

    def _podcast(self, name: str, text: str | None = None, children: tuple[Tag, ...] = (), /, **attributes: str | int | None) -> None:
        self.add(tag(PODCAST, name, text, children, **attributes))

    def _write(self, parent: etree._Element) -> None:
        for name, html in self._html.items():
            _put_html(parent, name, html)
        for item in self._tags:
            _append(parent, item)

    def description(self, html: str) -> None:
        """The description as HTML in CDATA, as Apple asks; feedgen escapes it."""
        self._html["description"] = html

    def explicit(self, explicit: bool) -> None:
        """`true` or `false`: feedgen knows only yes, no and clean, which Apple has dropped."""
        self.add(tag(ITUNES, "explicit", "true" if explicit else "false"))

    def artwork(self, url: str) -> None:
        """Artwork of any suffix: feedgen drops an address that ends in .jpeg or in a query."""
        self.add(tag(ITUNES, "image", href=url))

    def image(self, url: str, width: int, height: int, purpose: str) -> None:
        self._podcast("image", href=url, aspect_ratio=_ratio(width, height), width=width, height=height, purpose=purpose)

    def person(self, name: str, role: str, url: str | None = None, image: str | None = None) -> None:
        """`role` is one of the Podcast Taxonomy, in the group `cast`; at most 128 characters of name."""
        self._podcast("person", name[:128], role=role, group="cast", href=url, img=image)

    def license(self, identifier: str, url: str | None = None) -> None:
        self._podcast("license", identifier[:128], url=url)

    def location(self, name: str, *, rel: str | None, geo: str | None, osm: str | None, country: str | None) -> None:
        self._podcast("location", name[:128], rel=rel, geo=geo, osm=osm, country=country)


class Extension(_Tags, PodcastExtension):  # type: ignore[misc]
    """The channel: feedgen's iTunes tags and the tags of the Podcast Namespace."""

    def extend_ns(self) -> dict[str, str]:
        return _PREFIXES

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        super().extend_rss(feed)
        self._write(feed[0])
        return feed

    def atom_link(self, rel: str, url: str) -> None:
        """Links: hub (WebSub), current, prev-archive, next-archive, next (RFC 5005): feedgen writes none but `self`."""
        self.add(tag(ATOM, "link", rel=rel, href=url))

    def archive(self) -> None:
        """RFC 5005: this document is an archive page, which no longer changes."""
        self.add(tag(HISTORY, "archive"))

    def complete(self) -> None:
        """No more episodes will come; Apple heeds the word `Yes` only."""
        self.add(tag(ITUNES, "complete", "Yes"))

    def guid(self, guid: str) -> None:
        self._podcast("guid", guid)

    def locked(self, locked: bool, owner: str | None) -> None:
        self._podcast("locked", "yes" if locked else "no", owner=owner)

    def medium(self, medium: str) -> None:
        self._podcast("medium", medium)

    def funding(self, url: str, text: str) -> None:
        self._podcast("funding", text[:128], url=url)

    def txt(self, text: str, purpose: str | None) -> None:
        self._podcast("txt", text[:4000], purpose=purpose and purpose[:128])

    def update_frequency(self, text: str, rule: str | None, complete: bool) -> None:
        self._podcast("updateFrequency", text[:128], complete="true" if complete else None, rrule=rule)

    def podroll(self, others: tuple[Tag, ...]) -> None:
        self._podcast("podroll", None, others)

    def publisher(self, other: Tag) -> None:
        self._podcast("publisher", None, (other,))


class EntryExtension(_Tags, PodcastEntryExtension):  # type: ignore[misc]
    """The item: feedgen's iTunes tags, the tags of the Podcast Namespace and Podlove Simple Chapters."""

    def extend_rss(self, entry: etree._Element) -> etree._Element:
        super().extend_rss(entry)
        self._write(entry)
        return entry

    def notes(self, html: str) -> None:
        """The whole notes (`content:encoded`)."""
        self._html[f"{{{CONTENT}}}encoded"] = html

    def season(self, number: int, name: str | None) -> None:
        self._podcast("season", str(number), name=name and name[:128])

    def episode(self, number: int) -> None:
        self._podcast("episode", str(number))

    def transcript(self, url: str, type_: str, language: str) -> None:
        """A timed transcript, which is what `captions` means."""
        self._podcast("transcript", url=url, type=type_, language=language, rel="captions")

    def chapters(self, url: str) -> None:
        self._podcast("chapters", url=url, type="application/json+chapters")

    def simple_chapters(self, chapters: tuple[tuple[str, str], ...]) -> None:
        """Pairs of a start in Normal Play Time and a title."""
        marks = tuple(Tag(SIMPLE_CHAPTERS, "chapter", None, (("start", start), ("title", line(title)))) for start, title in chapters)
        self.add(tag(SIMPLE_CHAPTERS, "chapters", None, marks, version="1.2"))

    def content_link(self, url: str, text: str) -> None:
        self._podcast("contentLink", text, href=url)

    def soundbite(self, start: int, length: int, title: str | None) -> None:
        """A part of the sound, in milliseconds; without a title it has the episode's."""
        self._podcast("soundbite", (title or "")[:128] or None, startTime=_seconds(start), duration=_seconds(length))

    def alternate_enclosure(
        self, url: str, type_: str, length: int, *, title: str, height: int | None, bitrate: int | None, integrity: str
    ) -> None:
        """Another form of the same episode: bytes, pixels, bits a second; `integrity` as Subresource Integrity, empty where unknown."""
        source = tag(PODCAST, "source", uri=url)
        proof = (tag(PODCAST, "integrity", type="sri", value=integrity),) if integrity else ()
        self._podcast(
            "alternateEnclosure", None, (source, *proof), type=type_, length=length, bitrate=bitrate, height=height, title=title[:32]
        )


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
    def rss_str(self, *, pretty: bool) -> bytes: ...


class Entry(Protocol):
    """The part of feedgen's FeedEntry that an item is made with."""

    podcast: EntryExtension

    def title(self, title: str) -> str: ...
    def link(self, *, href: str, rel: str) -> object: ...
    def guid(self, guid: str, permalink: bool) -> object: ...
    def pubDate(self, moment: datetime) -> datetime: ...  # noqa: N802
    def enclosure(self, url: str, length: int, type: str) -> object: ...  # noqa: A002
    def rss_entry(self, *, extensions: bool) -> etree._Element: ...


def new_channel() -> Channel:
    """An empty feed with this module's extension as `podcast`."""
    channel = FeedGenerator()
    channel.register_extension("podcast", Extension, EntryExtension, atom=False)
    channel.description("-")  # feedgen insists on one; ours takes its place
    made: Channel = channel
    return made


def new_entry() -> Entry:
    """An empty item with this module's extension as `podcast`."""
    entry = FeedEntry()
    entry.register_extension("podcast", EntryExtension, atom=False)
    made: Entry = entry
    return made


def item_xml(entry: Entry) -> bytes:
    """The `<item>` byte for byte as feedgen writes it into a feed, without namespace declarations, which are the feed's."""
    root, channel = _frame()
    item = entry.rss_entry(extensions=False)
    channel.append(item)
    entry.podcast.extend_rss(item)  # only now: inside the frame lxml finds each prefix at once
    return _inside(root)


def tag_xml(tag: Tag) -> bytes:
    """A tag as it stands in the channel, without namespace declarations."""
    root, channel = _frame()
    _append(channel, tag)
    return _inside(root)


def channel_xml(channel: Channel) -> tuple[bytes, bytes]:
    """The document of a channel, in two: between them belongs what `tag_xml` and `item_xml` write."""
    xml = channel.rss_str(pretty=True)
    start, end = xml.index(b"<rss"), xml.rindex(_CHANNEL_END)
    return _DECLARATION + xml[start:end], xml[end:]


def _frame() -> tuple[etree._Element, etree._Element]:
    """A document and its channel, with the feed's prefixes, for writing a part of the channel by itself."""
    root = etree.Element("rss", nsmap=_PREFIXES)
    return root, etree.SubElement(root, "channel")


def _inside(root: etree._Element) -> bytes:
    """What stands in the frame's channel, indented as in a feed."""
    xml: bytes = etree.tostring(root, pretty_print=True, encoding="UTF-8")
    start = xml.index(_CHANNEL) + len(_CHANNEL)
    return xml[start : xml.rindex(_CHANNEL_END)]


def _append(parent: etree._Element, item: Tag) -> None:
    element = etree.SubElement(parent, f"{{{item.namespace}}}{item.name}")
    for key, value in item.attributes:
        element.set(key, value)
    element.text = item.text
    for child in item.children:
        _append(element, child)


def _put_html(parent: etree._Element, name: str, html: str) -> None:
    """Puts HTML into an element as CDATA. `]]>` would end the section; as HTML, `]]&gt;` is the same."""
    element = parent.find(name)
    if element is None:
        element = etree.SubElement(parent, name)
    element.text = etree.CDATA(clean(html).replace("]]>", "]]&gt;"))


def _seconds(moment: int) -> str:
    """`73.5`, without zeros at the end."""
    return f"{moment / 1000:.3f}".rstrip("0").rstrip(".")


def _ratio(width: int, height: int) -> str:
    for across, down in ((1, 1), (16, 9), (4, 3), (9, 16)):
        if abs(width * down - height * across) * 100 <= width * down:
            return f"{across}/{down}"
    return f"{width}/{height}"
