"""The XML of a published feed: its encoding, its namespaces, and what to do about a page that is no RSS.

Any RSS feed can be read. The standard library's parser loads nothing from outside and, since expat 2.4.1, is safe from entity bombs; a
document type, which no feed needs, is refused.
"""

import codecs
import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pipeline.derive.earlier.published import ELSEWHERE, UnreadableError

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
BASE = "{http://www.w3.org/XML/1998/namespace}base"
_PREFIX = re.compile(r"(\w+):")
_UTF_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))  # how a document in it begins
_OF_TWO_BYTES = ("utf-16", "utf-32")  # or more, for each character
_ENCODING = re.compile(rb"""(<\?xml\s[^>]*?)\sencoding\s*=\s*["']([\w.:-]+)["']""")
_WIDER = {  # encodings that browsers read as another one, which has more characters (encoding.spec.whatwg.org)
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_DECLARATION = re.compile(rb"""(xmlns:\w+\s*=\s*["'])([^"'<>]*)(?=["'])""")
_ADVERTISED = re.compile(rb"<link\b[^<>]*\btype\s*=\s*[\"']?application/rss\+xml[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(rb"""\bhref\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE)
_BY_HAND = "save the feed as a file, correct that, and import the file"
_AGAIN = "load the feed again, and ask its host if it always ends there"
_PROLOG = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)  # what may stand above the root
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body")  # how a web page begins, in small letters
_NO_FEEDS = {  # how other files begin that people get in place of a feed
    b"{": "JSON",
    b"[": "JSON",
    b"\x1f\x8b": "a compressed file, which has to be unpacked first",
    b"PK\x03\x04": "an archive, which has to be unpacked first",
}
_OTHERS = {
    b"feed": "Atom",
    b"RDF": "RSS 1.0",
    b"html": "a web page",
    b"opml": "a list of feeds (OPML)",
}  # what may be taken for such a feed
_OPENING = re.compile(rb"(?:<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>(?:\s|<!--.*?-->)*)?<(?:[\w.-]+:)?(\w+)", re.DOTALL)  # of the root
_AROUND = 30  # characters of a line that are shown on each side of a mistake


def channel(data: bytes, number: int) -> "ET.Element":
    """The channel of a page; `number` counts from 1 and is only for messages. Raises `UnreadableError`."""
    which = f"page {number} of the feed" if number > 1 else "it"
    data = _from_utf_16(data, which)
    feed = data.lstrip(_NOTHING)
    if kind := "empty" if not feed else next((kind for sign, kind in _NO_FEEDS.items() if feed.startswith(sign)), None):
        raise UnreadableError(f"{which} is {kind}")
    start = _PROLOG.match(feed).end()  # type: ignore[union-attr]  # at least nothing matches
    if feed[start : start + 99].lower().startswith(_PAGES):
        raise UnreadableError(f"{which} is a web page", _advertised(feed))
    opening = _OPENING.match(feed, start)
    if opening and opening[1] in _OTHERS:
        raise UnreadableError(f"{which} is {_OTHERS[opening[1]]}")
    above = data.count(b"\n", 0, len(data) - len(feed))
    if feed.startswith(b"<!DOCTYPE", start):
        line = above + feed.count(b"\n", 0, start) + 1
        raise UnreadableError(f"{which} has a document type, `<!DOCTYPE ...>`, which no feed needs", _BY_HAND, line)
    root = _root(feed, which, above)
    if root.tag.endswith("}rss"):  # RSS has no namespace, though some programs give it one
        space = root.tag.removesuffix("rss")
        for element in root.iter():
            element.tag = element.tag.removeprefix(space)
    channel = root.find("channel")
    if root.tag != "rss" or channel is None:
        raise UnreadableError(f"{which} is not RSS: its root is <{root.tag}>" + (", without a <channel>" if root.tag == "rss" else ""))
    channel.extend([item for part in root if part is not channel for item in part.iter("item")])
    channel.set(BASE, base_of(channel, root.get(BASE, "")))
    return channel


def _from_utf_16(data: bytes, which: str) -> bytes:
    """A page that is in UTF-16, in UTF-8; any other as it is."""
    form = next((form for sign, form in _UTF_16 if data.startswith(sign)), None)
    try:
        return data[: len(data) & ~1].decode(form).encode() if form else data
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{which} is not well-formed XML: {error}", _BY_HAND) from error


def _root(feed: bytes, which: str, above: int) -> "ET.Element":
    """The root of an XML document, which is mended if it needs that. `above` counts the lines that stand above it."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - most publishes read no feed

    try:
        decoded = _decoded(feed)
    except (ValueError, LookupError) as error:
        raise UnreadableError(f"{which} is not well-formed XML: {error}", _BY_HAND) from error
    try:
        return ET.fromstring(_DECLARATION.sub(_declared, decoded))  # noqa: S314 - see the module's docstring
    except (ET.ParseError, ValueError, LookupError):  # the latter two where an encoding is named that the parser does not have
        from pipeline.derive.earlier import mending  # noqa: PLC0415 - most feeds are XML

        whole = mending.mended(decoded, NAMESPACES)
    try:
        return ET.fromstring(_DECLARATION.sub(_declared, whole))  # noqa: S314 - as above
    except ET.ParseError as error:
        raise _broken(error, whole, which, above) from error
    except (ValueError, LookupError) as error:
        raise UnreadableError(f"{which} is not well-formed XML: {error}", _BY_HAND) from error


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
    return f"import the show's RSS feed; that page names {' and '.join(feeds)}" if feeds else ELSEWHERE


def _decoded(data: bytes) -> bytes:
    """A page in UTF-8 if it names an encoding that the parser may not know; the parser has none of those of Chinese, Japanese and Korean.

    Programs that write UTF-8 may call it anything. Hardly any text in another encoding could be taken for UTF-8, except plain ASCII, in
    which some encodings write other letters.

    Raises `LookupError` or `ValueError` if there is none of that name, or the bytes are not in it.
    """
    named = _ENCODING.match(data)
    form = codecs.lookup(named[2].decode()).name if named else "utf-8"
    if named is None or form == "utf-8":
        return data
    undeclared = named[1] + data[named.end() :]
    if form.startswith(_OF_TWO_BYTES) or (not data.isascii() and _is_utf8(data)):
        return undeclared
    return undeclared.decode(_WIDER.get(form, form)).encode()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def base_of(element: "ET.Element", outer: str) -> str:
    """The address to which those in an element are relative; `outer` is that of what is around it."""
    return resolved(element.get(BASE, ""), outer) or outer


def resolved(url: str, base: str) -> str:
    """An address with scheme and host, as it is if it cannot be one."""
    if not url or "://" in url:
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url


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
def full(path: str) -> str:
    """A path with full namespace names: these are searched for in C, while prefixes would be resolved in Python for each search."""
    return _PREFIX.sub(lambda found: f"{{{NAMESPACES[found[1]]}}}", path)
