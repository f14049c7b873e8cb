"""Reads a published feed back."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pipeline.content import pinned, web
from pipeline.content.text import dates, timecode
from pipeline.content.text.plaintext import squeeze
from pipeline.derive.earlier import feedxml
from pipeline.derive.earlier.feedxml import NAMESPACES, base_of, full, resolved
from pipeline.derive.earlier.published import NamedPlace, PublishedFeed, PublishedItem, PublishedPage, RemoteFeed, ShownPerson, held

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

_NOTES = ("content:encoded", "description", "itunes:summary", "itunes:subtitle")  # the first that says something
_CATEGORY = ("itunes:category", "itunes:category/itunes:category")
_HALF_DAY = re.compile(r"\b(\d\d?)(:\d\d(?::\d\d)?) ?([AaPp])\.?[Mm]\b\.?")  # `1:05 PM`, of which the standard library reads `1:05`
_NO_YEAR = re.compile(r"[A-Za-z] 0\d{3} ")  # of Go's zero date, which Hugo writes for none; the standard library makes 2001 of it
_CONTROL = re.compile("[\x7f-\x9f]")
_SILENT = ("image/", "application/pdf")  # types of enclosures that nobody can listen to; some servers call sound `text/html`
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
_FRAME = f"<rss {_DECLARED}><channel>".encode(), b"</channel></rss>"


def read(pages: tuple[bytes, ...]) -> PublishedFeed:
    """The feed in these pages, the current one first. Raises `UnreadableError` if one of them is not an RSS feed."""
    return whole(tuple(map(held, pages)), {})


def whole(pages: Sequence[PublishedPage], known: Mapping[str, PublishedFeed]) -> PublishedFeed:
    """The feed in these pages, see `read`. Those that are `known`, by mark, are not read again."""
    found = [known.get(one.mark) or page(one.data(), number) for number, one in enumerate(pages, 1)]
    items, seasons = (tuple(chain.from_iterable(each)) for each in zip(*((one.items, one.seasons) for one in found), strict=True))
    return found[0]._replace(items=items, seasons=seasons)


def older(data: bytes) -> str:
    """The address of the page with older items (RFC 5005), empty if there is none. Raises `UnreadableError` like `read`."""
    channel = feedxml.channel(data, 1)
    return _link(channel, "prev-archive") or _link(channel, "next")


def item(xml: bytes) -> PublishedItem:
    """A single `<item>`, as in one of our feeds, without namespace declarations."""
    return _item(feedxml.channel(xml.join(_FRAME), 1)[0])


def page(data: bytes, number: int = 1) -> PublishedFeed:
    """A single page; `number` counts from 1 and is only for messages. Raises `UnreadableError` like `read`."""
    channel = feedxml.channel(data, number)
    base = base_of(channel, _link(channel, "self") or _text(channel, "link"))
    return PublishedFeed(
        title=_text(channel, "title"),
        guid=_text(channel, "podcast:guid"),
        address=_link(channel, "self"),
        moved_to=_text(channel, "itunes:new-feed-url"),
        description=_text(channel, "description"),
        language=_text(channel, "language"),
        kind=_text(channel, "itunes:type"),
        cover=_attribute(channel.find(full("itunes:image")), "href"),
        items=tuple(_item(one, base) for one in channel.findall("item")),
        author=_text(channel, "itunes:author"),
        owner_name=_text(channel, "itunes:owner/itunes:name"),
        owner_email=_text(channel, "itunes:owner/itunes:email"),
        category=" > ".join(filter(None, (_attribute(channel.find(full(path)), "text") for path in _CATEGORY))),
        explicit=_text(channel, "itunes:explicit"),
        copyright=_text(channel, "copyright"),
        complete=_text(channel, "itunes:complete") or _attribute(channel.find(full("podcast:updateFrequency")), "complete"),
        license=_license(channel),
        funding=tuple((_attribute(one, "url"), squeeze(one.text or "")) for one in channel.findall(full("podcast:funding"))),
        people=tuple(map(_person, channel.findall(full("podcast:person")))),
        blocked=_text(channel, "itunes:block"),
        places=tuple(map(_place, channel.findall(full("podcast:location")))),
        seasons=tuple(
            (squeeze(one.text or ""), name) for one in channel.findall(full("item/podcast:season")) if (name := _attribute(one, "name"))
        ),
        txt=tuple((_attribute(one, "purpose"), squeeze(one.text or "")) for one in channel.findall(full("podcast:txt"))),
        locked=_text(channel, "podcast:locked"),
        frequency=(_text(channel, "podcast:updateFrequency"), _attribute(channel.find(full("podcast:updateFrequency")), "rrule")),
        podroll=tuple(map(_remote, channel.findall(full("podcast:podroll/podcast:remoteItem")))),
        publisher=tuple(map(_remote, channel.findall(full("podcast:publisher/podcast:remoteItem")))),
    )


def _person(person: "ET.Element") -> ShownPerson:
    role, page, picture = (_attribute(person, name) for name in ("role", "href", "img"))
    return ShownPerson(role.lower() or "host", squeeze(person.text or ""), page, picture)


def _remote(item: "ET.Element") -> RemoteFeed:
    return RemoteFeed(*(_attribute(item, name) for name in ("feedGuid", "feedUrl", "title")))


def _place(place: "ET.Element") -> NamedPlace:
    return NamedPlace(squeeze(place.text or ""), *(_attribute(place, name) for name in NamedPlace._fields[1:]))


def _license(parent: "ET.Element") -> tuple[str, str]:
    return _text(parent, "podcast:license"), _attribute(parent.find(full("podcast:license")), "url")


def _link(channel: "ET.Element", rel: str) -> str:
    return next((link.get("href", "") for link in channel.findall(full("atom:link")) if link.get("rel") == rel), "")


def _item(item: "ET.Element", base: str = "") -> PublishedItem:
    """`base` is the address to which that of the sound may be relative."""
    enclosure = _enclosure(item)
    url = resolved(_attribute(enclosure, "url"), base_of(item, base))
    page, guid = _text(item, "link"), _text(item, "guid")
    chapters = item.find(full("podcast:chapters"))
    transcripts = [found for found in item.findall(full("podcast:transcript")) if found.get("url")]
    return PublishedItem(
        slug=(_slug(page) if page.endswith("/") else "") or _slug(url) or _slug(page) or guid,
        guid=guid or url,
        title=_text(item, "title") or _text(item, "itunes:title"),
        date=_date(_text(item, "pubDate")),
        enclosure=_loadable(url),
        type=_attribute(enclosure, "type"),
        bytes=pinned.size(_attribute(enclosure, "length")) or 0,
        duration=timecode.parse(_text(item, "itunes:duration")) or 0,
        chapters=tuple((mark.get("start", ""), mark.get("title", "")) for mark in item.findall(full("psc:chapters/psc:chapter"))),
        notes=next(filter(None, (_lines(item, name) for name in _NOTES)), ""),
        cover=_attribute(item.find(full("itunes:image")), "href"),
        people=tuple(_person(person)[:2] for person in item.findall(full("podcast:person"))),
        transcripts=tuple(found.get("url", "") for found in transcripts),
        numbers=(_either(item, "season"), _either(item, "episode")),
        explicit=_text(item, "itunes:explicit"),
        kind=_text(item, "itunes:episodeType"),
        links=(page, *(_attribute(link, "href") for link in item.findall(full("podcast:contentLink")))),
        spoken=tuple(found.get("language", "") for found in transcripts),
        chapters_at=_attribute(chapters, "url") or _attribute(chapters, "href"),  # Podigee writes the latter
        blocked=_text(item, "itunes:block"),
        soundbites=tuple(
            (_attribute(bite, "startTime"), _attribute(bite, "duration"), squeeze(bite.text or ""))
            for bite in item.findall(full("podcast:soundbite"))
        ),
        places=tuple(map(_place, item.findall(full("podcast:location")))),
        license=_license(item),
        versions=tuple(_attribute(one, "type") for one in item.findall(full("podcast:alternateEnclosure"))),
    )


def _enclosure(item: "ET.Element") -> "ET.Element | None":
    """The first one with a recording: blogs also enclose their pictures, which apps pass over."""
    return next((one for one in item.findall("enclosure") if not one.get("type", "").lower().startswith(_SILENT)), None)


def _loadable(url: str) -> str:
    """The address as apps ask for it: blanks and letters beyond ASCII are percent-encoded. All else stays, as apps compare it."""
    address = url.replace(" ", "%20")
    return address if address.isascii() else web.address(address) or address


def _slug(url: str) -> str:
    """`talk-1` from `.../media/talk-1.m4a` and from `.../talk-1/`."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    last = unquote(path.rstrip("/").rpartition("/")[2])
    return last if path.endswith("/") else last.rpartition(".")[0] or last


def _date(text: str) -> datetime | None:
    """The moment of a `pubDate`, which some feeds write as YAML, Atom or JavaScript do."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - most publishes read no feed

    if _NO_YEAR.search(text):
        return None
    text = _HALF_DAY.sub(_in_24_hours, text)
    moment: datetime | None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        moment = None
    if moment is None or moment.tzinfo is None:  # it does not know the zones `+02:00` and `GMT+0200`
        moment = dates.parse(text) or moment
    try:
        return moment and (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return None


def _in_24_hours(found: re.Match[str]) -> str:
    hour, rest, half = found.groups()
    return f"{int(hour) % 12 + 12 * (half in 'pP'):02}{rest}"


def _text(parent: "ET.Element", name: str) -> str:
    return squeeze(_lines(parent, name))


def _either(item: "ET.Element", name: str) -> str:
    """The text of Apple's tag of this name, or else of the Podcast Namespace's."""
    return _text(item, f"itunes:{name}") or _text(item, f"podcast:{name}")


def _lines(parent: "ET.Element", name: str) -> str:
    found = parent.find(full(name))
    if found is None:
        return ""
    text = "".join(found.itertext()) if len(found) else found.text or ""  # which may have HTML in it
    return _CONTROL.sub(_as_in_windows, text).strip()


def _as_in_windows(control: re.Match[str]) -> str:
    """What is meant by a control character that no text has: programs call Windows-1252 Latin-1, or write its numbers for characters."""
    return control[0].encode("latin-1").decode("cp1252", "ignore").strip("\x7f")


def _attribute(element: "ET.Element | None", name: str) -> str:
    return "" if element is None else element.get(name, "").strip()
