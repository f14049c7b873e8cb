"""A feed as it was published: read back for what must not change, and for what a listener would notice.

Any RSS feed can be read, also one that another program has written. The standard library's parser loads nothing from outside and, since
expat 2.4.1, expands no bombs; a document type, which a feed has no use for, is refused.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from pipeline.content import clock, pinned

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

_NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
_PREFIX = re.compile(r"(\w+):")
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
_FRAME = f"<rss {_DECLARED}><channel>".encode(), b"</channel></rss>"


class PublishedItem(NamedTuple):
    """An item. `slug` is worked out from its link or enclosure; times in milliseconds; what is not there is empty, 0 or None.

    Where it has no GUID, apps know it by the address of its sound, as Apple says of itself, and `guid` is that. `links` are its page and
    the pages where its content can be had elsewhere.
    """

    slug: str
    guid: str
    title: str
    date: datetime | None
    enclosure: str
    type: str
    bytes: int
    duration: int
    chapters: tuple[tuple[str, str], ...]  # (start, title), as written
    notes: str
    cover: str
    people: tuple[tuple[str, str], ...]  # (role, name)
    transcripts: tuple[str, ...]
    numbers: tuple[str, str]  # season and episode, as written
    explicit: str
    kind: str  # full, trailer or bonus, as written
    links: tuple[str, ...] = ()


class PublishedFeed(NamedTuple):
    """A feed with all its pages.

    Its podcast:guid, its own address, where it says it has moved to, what it is about, and its items, newest first as a rule.
    """

    title: str
    guid: str
    address: str
    moved_to: str
    description: str
    items: tuple[PublishedItem, ...]


class PublishedPage(NamedTuple):
    """A page of a feed: a digest of it, and what has it, since the pages of a large show are more than a machine should hold."""

    mark: str
    data: Callable[[], bytes]


class UnreadableError(ValueError):
    """The bytes are no RSS feed; the text says why."""


class Succession(NamedTuple):
    """A feed and the one whose place it is to take. `before` is None before the first publish, and where it cannot be read: `fault` says why."""

    before: PublishedFeed | None
    after: PublishedFeed
    fault: str = ""


EMPTY = PublishedFeed("", "", "", "", "", ())  # a feed that says nothing
UNCHANGED = Succession(None, EMPTY)  # a feed in the place of the very same: there is nothing to compare


def mark(data: bytes) -> str:
    """What tells a page from all others."""
    return hashlib.sha256(data).hexdigest()


def held(data: bytes) -> PublishedPage:
    """A page that is at hand."""
    return PublishedPage(mark(data), partial(bytes, data))


def read(pages: tuple[bytes, ...]) -> PublishedFeed:
    """The feed in its pages, the current one first. Raises `UnreadableError` where one of them is no RSS feed."""
    return _feed([page(data, number) for number, data in enumerate(pages, 1)])


def succession(previous: Sequence[PublishedPage], new: Sequence[PublishedPage], known: Mapping[str, PublishedFeed]) -> Succession:
    """The new feed beside the previous one (no pages before the first publish). No page is read twice, and none that is `known`, by its mark.

    Raises `UnreadableError` where the new one is no RSS feed.
    """
    pages = dict(known)
    after = _all(new, pages)
    try:
        before = _all(previous, pages) if previous else None
    except UnreadableError as error:
        return Succession(None, after, str(error))
    return Succession(before, after)


def _all(pages: Sequence[PublishedPage], known: dict[str, PublishedFeed]) -> PublishedFeed:
    """A feed in its pages; what is read of them joins what is `known`."""
    for number, one in enumerate(pages, 1):
        if one.mark not in known:
            known[one.mark] = page(one.data(), number)
    return _feed([known[one.mark] for one in pages])


def older(page: bytes) -> str:
    """The address of the page with older items (RFC 5005), empty where there is none. Raises `UnreadableError` as `read` does."""
    channel = _channel(page, 1)
    return _link(channel, "prev-archive") or _link(channel, "next")


def item(xml: bytes) -> PublishedItem:
    """One `<item>` by itself, as it stands in a feed of ours, without namespace declarations."""
    return _item(_channel(xml.join(_FRAME), 1)[0])


def page(data: bytes, number: int = 1) -> PublishedFeed:
    """A page by itself; `number` counts from 1. Raises `UnreadableError` as `read` does."""
    channel = _channel(data, number)
    return PublishedFeed(
        _text(channel, "title"),
        _text(channel, "podcast:guid"),
        _link(channel, "self"),
        _text(channel, "itunes:new-feed-url"),
        _text(channel, "description"),
        tuple(_item(item) for item in channel.findall("item")),
    )


def _feed(pages: list[PublishedFeed]) -> PublishedFeed:
    return pages[0]._replace(items=tuple(item for page in pages for item in page.items))


def _link(channel: "ET.Element", rel: str) -> str:
    return next((link.get("href", "") for link in channel.findall(_full("atom:link")) if link.get("rel") == rel), "")


def _channel(data: bytes, number: int) -> "ET.Element":
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - most publishes read no feed

    page = f"page {number} of the feed " if number > 1 else ""
    if b"<!DOCTYPE" in data[:4096]:
        raise UnreadableError(f"{page}has a document type, which no feed has")
    try:
        root = ET.fromstring(data.lstrip())  # noqa: S314 - see the module's docstring
    except (ET.ParseError, ValueError, LookupError) as error:
        raise UnreadableError(f"{page}is not well-formed XML: {error}") from error
    channel = root.find("channel")
    if root.tag != "rss" or channel is None:
        raise UnreadableError(f"{page}is no RSS: its root is <{root.tag}>")
    return channel


def _item(item: "ET.Element") -> PublishedItem:
    enclosure = item.find("enclosure")
    url, page = _attribute(enclosure, "url"), _text(item, "link")
    return PublishedItem(
        slug=(_slug(page) if page.endswith("/") else "") or _slug(url) or _slug(page) or _text(item, "guid"),
        guid=_text(item, "guid") or url,
        title=_text(item, "title"),
        date=_date(_text(item, "pubDate")),
        enclosure=url,
        type=_attribute(enclosure, "type"),
        bytes=pinned.size(_attribute(enclosure, "length")) or 0,
        duration=clock.parse(_text(item, "itunes:duration")) or 0,
        chapters=tuple((mark.get("start", ""), mark.get("title", "")) for mark in item.findall(_full("psc:chapters/psc:chapter"))),
        notes=_text(item, "content:encoded") or _text(item, "description"),
        cover=_attribute(item.find(_full("itunes:image")), "href"),
        people=tuple((person.get("role", "host").lower(), _own_text(person)) for person in item.findall(_full("podcast:person"))),
        transcripts=tuple(found.get("url", "") for found in item.findall(_full("podcast:transcript"))),
        numbers=(_text(item, "itunes:season"), _text(item, "itunes:episode")),
        explicit=_text(item, "itunes:explicit"),
        kind=_text(item, "itunes:episodeType"),
        links=(page, *(_attribute(link, "href") for link in item.findall(_full("podcast:contentLink")))),
    )


@cache
def _full(path: str) -> str:
    """A path with its namespaces in full: a tag that is named so is found in C, prefixes are looked up by Python for each search."""
    return _PREFIX.sub(lambda found: f"{{{_NAMES[found[1]]}}}", path)


def _slug(url: str) -> str:
    """`talk-1` of `.../media/talk-1.m4a` and of `.../talk-1/`."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    last = unquote(path.rstrip("/").rpartition("/")[2])
    return last if path.endswith("/") else last.rpartition(".")[0] or last


def _date(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - as above

    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _text(parent: "ET.Element", name: str) -> str:
    found = parent.find(_full(name))
    return "" if found is None else _own_text(found)


def _own_text(element: "ET.Element") -> str:
    return " ".join((element.text or "").split())


def _attribute(element: "ET.Element | None", name: str) -> str:
    return "" if element is None else element.get(name, "").strip()
