"""Reads a published feed back: what must not change, and what a listener would notice.

Any RSS feed can be read, also one made by another program. The standard library's parser loads nothing from outside and, since expat 2.4.1,
is safe from entity bombs; a document type, which no feed needs, is refused.
"""

import codecs
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from html import unescape
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from pipeline.content import dates, pinned, timecode, web
from pipeline.content.plaintext import squeeze
from pipeline.derive import mending

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

# The namespaces of feeds by their usual prefixes, in the order in which ours declare them.
NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
    "fh": "http://purl.org/syndication/history/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
_FORMER = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"  # what some hosts still call the Podcast Namespace
_NOTHING = b" \t\r\n\xef\xbb\xbf"  # which some programs write before a feed: line ends, and a byte order mark of UTF-8
_NOTES = ("content:encoded", "description", "itunes:summary", "itunes:subtitle")  # the first that says something
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_CATEGORY = ("itunes:category", "itunes:category/itunes:category")
_PREFIX = re.compile(r"(\w+):")
_WESTERN = ("ascii", "iso8859-1", "cp1252")
_ENCODING = re.compile(rb"""(<\?xml\s[^>]*?)\sencoding\s*=\s*["']([\w.:-]+)["']""")
_WIDER = {  # encodings that browsers read as another one, which has more characters (encoding.spec.whatwg.org)
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_NO_YEAR = re.compile(r"[A-Za-z] 0\d{3} ")  # of Go's zero date, which Hugo writes for none; the standard library makes 2001 of it
_CONTROL = re.compile("[\x7f-\x9f]")
_DECLARATION = re.compile(rb"""(xmlns:\w+\s*=\s*["'])([^"'<>]*)(?=["'])""")
_SILENT = ("image/", "application/pdf")  # types of enclosures that nobody can listen to; some servers call sound `text/html`
_ADVERTISED = re.compile(rb"<link\b[^<>]*\btype\s*=\s*[\"']?application/rss\+xml[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(rb"""\bhref\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE)
_ELSEWHERE = "give the address of the show's RSS feed, or a file that it was saved to"
_BY_HAND = "save the feed as a file, correct that, and import the file"
_AGAIN = "load the feed again, and ask its host if it always ends there"
_PAGES = (b"<!doctype html", b"<html")  # how a web page begins, in small letters
_OTHERS = {  # by their roots, what people may take for such a feed
    f"{{{NAMESPACES['atom']}}}feed": "Atom",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF": "RSS 1.0",
    "{http://www.w3.org/1999/xhtml}html": "a web page",
    "opml": "a list of feeds (OPML)",
}
_AROUND = 30  # characters of a line that are shown on each side of a mistake
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
_FRAME = f"<rss {_DECLARED}><channel>".encode(), b"</channel></rss>"


class PublishedItem(NamedTuple):
    """An item. `slug` is derived from its link or enclosure; times are in milliseconds; what is missing is empty, 0 or None.

    If it has no GUID, `guid` is the address of its sound, by which apps then know it, as Apple documents. `links` are its page and the
    pages where its content is available elsewhere. `notes` have the line ends that they are written with, which divide plain text.
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
    spoken: tuple[str, ...] = ()  # the languages of the transcripts, as written
    chapters_at: str = ""  # the address of its chapters in the Podcast Namespace's JSON

    @property
    def is_explicit(self) -> bool:
        """Whether it is marked as not for children, in Apple's present word or a former one."""
        return _is_explicit(self.explicit)


class ShownPerson(NamedTuple):
    """Somebody whom a channel names: the role in small letters, and the addresses of a page and a picture, empty if missing."""

    role: str
    name: str
    page: str
    picture: str


class PublishedFeed(NamedTuple):
    """A feed with all its pages: texts as written, empty if missing, and items, usually newest first.

    `guid` is its podcast:guid, `address` its own, `moved_to` the one at which it says that it is now, `kind` is episodic or serial. What
    follows the items matters only to who takes over the feed; `category` is the first one, with its subcategory behind ` > `.
    """

    title: str = ""
    guid: str = ""
    address: str = ""
    moved_to: str = ""
    description: str = ""
    language: str = ""
    kind: str = ""
    cover: str = ""
    items: tuple[PublishedItem, ...] = ()
    author: str = ""
    owner_name: str = ""
    owner_email: str = ""
    category: str = ""
    explicit: str = ""
    copyright: str = ""
    complete: str = ""
    license: tuple[str, str] = ("", "")  # (name, address)
    funding: tuple[tuple[str, str], ...] = ()  # (address, words)
    people: tuple[ShownPerson, ...] = ()

    @property
    def is_explicit(self) -> bool:
        """Like that of an item."""
        return _is_explicit(self.explicit)


class PublishedPage(NamedTuple):
    """A page of a feed: its digest, and a function that reads it, since the pages of a large show are too much to keep in memory."""

    mark: str
    data: Callable[[], bytes]


class UnreadableError(ValueError):
    """The bytes are not an RSS feed; the text says why, and `hint` what to do. `line` is where its XML is broken, 0 if that is not it."""

    def __init__(self, why: str, hint: str = _ELSEWHERE, line: int = 0) -> None:
        super().__init__(why)
        self.hint = hint
        self.line = line


def mark(data: bytes) -> str:
    """The SHA-256 (hex) that identifies a page."""
    return hashlib.sha256(data).hexdigest()


def held(data: bytes) -> PublishedPage:
    """A page whose bytes are at hand."""
    return PublishedPage(mark(data), partial(bytes, data))


def read(pages: tuple[bytes, ...]) -> PublishedFeed:
    """The feed in these pages, the current one first. Raises `UnreadableError` if one of them is not an RSS feed."""
    return whole(tuple(map(held, pages)), {})


def whole(pages: Sequence[PublishedPage], known: Mapping[str, PublishedFeed]) -> PublishedFeed:
    """The feed in these pages, see `read`. Those that are `known`, by mark, are not read again."""
    found = [known.get(one.mark) or page(one.data(), number) for number, one in enumerate(pages, 1)]
    return found[0]._replace(items=tuple(chain.from_iterable(one.items for one in found)))


def older(data: bytes) -> str:
    """The address of the page with older items (RFC 5005), empty if there is none. Raises `UnreadableError` like `read`."""
    channel = _channel(data, 1)
    return _link(channel, "prev-archive") or _link(channel, "next")


def item(xml: bytes) -> PublishedItem:
    """A single `<item>`, as in one of our feeds, without namespace declarations."""
    return _item(_channel(xml.join(_FRAME), 1)[0])


def page(data: bytes, number: int = 1) -> PublishedFeed:
    """A single page; `number` counts from 1 and is only for messages. Raises `UnreadableError` like `read`."""
    channel = _channel(data, number)
    base = channel.get(_BASE) or _link(channel, "self") or _text(channel, "link")
    return PublishedFeed(
        title=_text(channel, "title"),
        guid=_text(channel, "podcast:guid"),
        address=_link(channel, "self"),
        moved_to=_text(channel, "itunes:new-feed-url"),
        description=_text(channel, "description"),
        language=_text(channel, "language"),
        kind=_text(channel, "itunes:type"),
        cover=_attribute(channel.find(_full("itunes:image")), "href"),
        items=tuple(_item(one, base) for one in channel.findall("item")),
        author=_text(channel, "itunes:author"),
        owner_name=_text(channel, "itunes:owner/itunes:name"),
        owner_email=_text(channel, "itunes:owner/itunes:email"),
        category=" > ".join(filter(None, (_attribute(channel.find(_full(path)), "text") for path in _CATEGORY))),
        explicit=_text(channel, "itunes:explicit"),
        copyright=_text(channel, "copyright"),
        complete=_text(channel, "itunes:complete"),
        license=(_text(channel, "podcast:license"), _attribute(channel.find(_full("podcast:license")), "url")),
        funding=tuple((_attribute(one, "url"), squeeze(one.text or "")) for one in channel.findall(_full("podcast:funding"))),
        people=tuple(map(_person, channel.findall(_full("podcast:person")))),
    )


def _person(person: "ET.Element") -> ShownPerson:
    role, page, picture = (_attribute(person, name) for name in ("role", "href", "img"))
    return ShownPerson(role.lower() or "host", squeeze(person.text or ""), page, picture)


def _link(channel: "ET.Element", rel: str) -> str:
    return next((link.get("href", "") for link in channel.findall(_full("atom:link")) if link.get("rel") == rel), "")


def _channel(data: bytes, number: int) -> "ET.Element":
    which = f"page {number} of the feed" if number > 1 else "it"
    feed = data.lstrip(_NOTHING)
    if feed[:99].lower().startswith(_PAGES):
        raise UnreadableError(f"{which} is a web page", _advertised(feed))
    if b"<!DOCTYPE" in feed[:4096]:
        raise UnreadableError(f"{which} has a document type, `<!DOCTYPE ...>`, which no feed needs", _BY_HAND)
    root = _root(feed, which, data.count(b"\n", 0, len(data) - len(feed)))
    if root.tag in _OTHERS:
        raise UnreadableError(f"{which} is {_OTHERS[root.tag]}")
    channel = root.find("channel")
    if root.tag != "rss" or channel is None:
        raise UnreadableError(f"{which} is not RSS: its root is <{root.tag}>")
    if base := root.get(_BASE):
        channel.attrib.setdefault(_BASE, base)
    return channel


def _root(feed: bytes, which: str, above: int) -> "ET.Element":
    """The root of an XML document, which is mended if it needs that. `above` counts the lines that stand above it."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - most publishes read no feed

    try:
        decoded = _decoded(feed)
    except (ValueError, LookupError) as error:
        raise UnreadableError(f"{which} is not well-formed XML: {error}", _BY_HAND) from error
    try:
        return ET.fromstring(_DECLARATION.sub(_declared, decoded))  # noqa: S314 - see the module's docstring
    except ET.ParseError:
        whole = mending.mended(decoded, NAMESPACES)
    try:
        return ET.fromstring(_DECLARATION.sub(_declared, whole))  # noqa: S314 - as above
    except ET.ParseError as error:
        raise _broken(error, whole, which, above) from error


def _broken(error: "ET.ParseError", data: bytes, which: str, above: int) -> UnreadableError:
    """Where and why a document is not XML."""
    from xml.parsers import expat  # noqa: PLC0415 - as above

    line, column = error.position
    text = b"".join(data.split(b"\n")[line - 1 : line]).decode(errors="replace")
    if b"<rss" in data and b"</rss>" not in data:
        return UnreadableError(f"{which} is cut off in line {line + above}: it has no </rss>", _AGAIN, line + above)
    near = text[max(0, column - _AROUND) : column + _AROUND].strip()
    where = f" in line {line + above}" + (f", near `{near}`" if near else "")
    return UnreadableError(f"{which} is not well-formed XML: {expat.ErrorString(error.code)}{where}", _BY_HAND, line + above)


def _advertised(page: bytes) -> str:
    """What to do instead of importing a web page: blogs name their feeds there."""
    found = (_ADDRESS.search(link) for link in _ADVERTISED.findall(page))
    feeds = dict.fromkeys(unescape(one[1].decode(errors="replace")).strip() for one in found if one)
    return f"import the show's RSS feed; that page names {' and '.join(feeds)}" if feeds else _ELSEWHERE


def _decoded(data: bytes) -> bytes:
    """A page in UTF-8 if it names an encoding that the parser may not know; the parser has none of those of Chinese, Japanese and Korean.

    Programs that write UTF-8 may call it Latin-1 all the same. Hardly any text in Latin-1 could be taken for UTF-8.

    Raises `LookupError` or `ValueError` if there is none of that name, or the bytes are not in it.
    """
    named = _ENCODING.match(data)
    form = codecs.lookup(named[2].decode()).name if named else "utf-8"
    if named is None or form.startswith("utf"):
        return data
    if form in _WESTERN and _is_utf8(data):
        return named[1] + data[named.end() :]
    return named[1] + data[named.end() :].decode(_WIDER.get(form, form)).encode()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _item(item: "ET.Element", base: str = "") -> PublishedItem:
    """`base` is the address to which that of the sound may be relative."""
    enclosure = _enclosure(item)
    url, page = _whole(_attribute(enclosure, "url"), base), _text(item, "link")
    chapters = item.find(_full("podcast:chapters"))
    transcripts = [found for found in item.findall(_full("podcast:transcript")) if found.get("url")]
    return PublishedItem(
        slug=(_slug(page) if page.endswith("/") else "") or _slug(url) or _slug(page) or _text(item, "guid"),
        guid=_text(item, "guid") or url,
        title=_text(item, "title") or _text(item, "itunes:title"),
        date=_date(_text(item, "pubDate")),
        enclosure=_loadable(url),
        type=_attribute(enclosure, "type"),
        bytes=pinned.size(_attribute(enclosure, "length")) or 0,
        duration=timecode.parse(_text(item, "itunes:duration")) or 0,
        chapters=tuple((mark.get("start", ""), mark.get("title", "")) for mark in item.findall(_full("psc:chapters/psc:chapter"))),
        notes=next(filter(None, (_lines(item, name) for name in _NOTES)), ""),
        cover=_attribute(item.find(_full("itunes:image")), "href"),
        people=tuple(_person(person)[:2] for person in item.findall(_full("podcast:person"))),
        transcripts=tuple(found.get("url", "") for found in transcripts),
        numbers=(_either(item, "season"), _either(item, "episode")),
        explicit=_text(item, "itunes:explicit"),
        kind=_text(item, "itunes:episodeType"),
        links=(page, *(_attribute(link, "href") for link in item.findall(_full("podcast:contentLink")))),
        spoken=tuple(found.get("language", "") for found in transcripts),
        chapters_at=_attribute(chapters, "url") or _attribute(chapters, "href"),  # Podigee writes the latter
    )


def _enclosure(item: "ET.Element") -> "ET.Element | None":
    """The first one with a recording: blogs also enclose their pictures, which apps pass over."""
    return next((one for one in item.findall("enclosure") if not one.get("type", "").lower().startswith(_SILENT)), None)


def _whole(url: str, base: str) -> str:
    """An address with scheme and host, as it is if it cannot be one."""
    if not url or "://" in url:
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def _loadable(url: str) -> str:
    """The address as apps ask for it: blanks and letters beyond ASCII are percent-encoded. All else stays, as apps compare it."""
    address = url.replace(" ", "%20")
    return address if address.isascii() else web.address(address) or address


def _declared(found: re.Match[bytes]) -> bytes:
    """The declaration of a namespace, with the name as in `NAMESPACES` if it is one of these in another spelling."""
    before, name = found.groups()
    known = _by_spelling().get(_spelling(name.decode("latin-1")))
    return before + (known.encode() if known else name)


@cache
def _by_spelling() -> dict[str, str]:
    return {_spelling(name): name for name in NAMESPACES.values()} | {_spelling(_FORMER): NAMESPACES["podcast"]}


def _spelling(name: str) -> str:
    """A namespace without what programs write differently: `https`, `DTDs`, a slash at the end."""
    return name.lower().rstrip("/").partition("://")[2]


@cache
def _full(path: str) -> str:
    """A path with full namespace names: these are searched for in C, while prefixes would be resolved in Python for each search."""
    return _PREFIX.sub(lambda found: f"{{{NAMESPACES[found[1]]}}}", path)


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
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - as above

    if _NO_YEAR.search(text):
        return None
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


def _text(parent: "ET.Element", name: str) -> str:
    return squeeze(_lines(parent, name))


def _either(item: "ET.Element", name: str) -> str:
    """The text of Apple's tag of this name, or else of the Podcast Namespace's."""
    return _text(item, f"itunes:{name}") or _text(item, f"podcast:{name}")


def _lines(parent: "ET.Element", name: str) -> str:
    found = parent.find(_full(name))
    return "" if found is None else _CONTROL.sub(_as_in_windows, found.text or "").strip()


def _as_in_windows(control: re.Match[str]) -> str:
    """What is meant by a control character that no text has: programs call Windows-1252 Latin-1, or write its numbers for characters."""
    return control[0].encode("latin-1").decode("cp1252", "ignore").strip("\x7f")


def _is_explicit(written: str) -> bool:
    return written.lower() in ("true", "yes", "explicit")


def _attribute(element: "ET.Element | None", name: str) -> str:
    return "" if element is None else element.get(name, "").strip()
