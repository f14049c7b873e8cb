"""Tags of a feed as text: those of RSS, of Apple, of the Podcast Namespace (https://podcastindex.org/namespace/1.0), of Podlove Simple Chapters 1.2.

An item of the feed is made of nothing else, so that it can be written by itself, without what writes the channel, in two thirds of the time.
No character is left that XML cannot hold.
"""

import re
from datetime import datetime
from email.utils import format_datetime
from html import escape

Lines = list[str]  # an element as the feed has it, not yet indented; a text of several lines stays one

# What XML 1.0 cannot hold, and the C1 controls, which are never meant.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_CHANNEL = "    "  # what stands before an element of the channel


def clean(text: str) -> str:
    """The text without the characters that no feed can hold: controls, lone surrogates, noncharacters."""
    return _FORBIDDEN.sub("", text)


def line(text: str) -> str:
    """The text on one line, clean, without outer blanks."""
    if text.isprintable() and "  " not in text:  # most texts are; no forbidden character is printable, no blank but the space
        return text.strip()
    return " ".join(clean(text).split())


def tag(name: str, text: str | None = None, children: tuple[Lines, ...] = (), /, **attributes: str | int | None) -> Lines:
    """An element whose attributes are written in the order given; those that are None are left out, `aspect_ratio` means `aspect-ratio`."""
    given = "".join(
        [
            f' {key.replace("_", "-")}="{_quoted(value) if isinstance(value, str) else value}"'
            for key, value in attributes.items()
            if value is not None
        ]
    )
    if children:
        return [f"<{name}{given}>", *(f"  {told}" for child in children for told in child), f"</{name}>"]
    return [f"<{name}{given}/>" if text is None else f"<{name}{given}>{escape(line(text), quote=False)}</{name}>"]


def in_channel(lines: Lines) -> bytes:
    """Elements as they stand in the channel."""
    return "".join([f"{_IN_CHANNEL}{told}\n" for told in lines]).encode()


def html(name: str, text: str) -> Lines:
    """Clean HTML in CDATA, as Apple asks. `]]>` would end the section; as HTML, `]]&gt;` is the same."""
    return [f"<{name}><![CDATA[{text.replace(']]>', ']]&gt;')}]]></{name}>"]


def remote_item(feed_guid: str, feed_url: str, title: str | None = None, medium: str | None = None) -> Lines:
    """Another feed, as podroll and publisher name it."""
    return tag("podcast:remoteItem", feedGuid=feed_guid, feedUrl=feed_url, medium=medium, title=title)


def trailer(title: str, url: str, published: datetime, *, length: int, type_: str, season: int | None) -> Lines:
    """An episode that tells what the show is about; `length` in bytes."""
    when = format_datetime(published)
    return tag("podcast:trailer", title[:128], pubdate=when, url=url, length=length, type=type_, season=season)


class Tags:
    """What channel and item have in common: tags in the order in which they are given."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Lines = []

    def add(self, name: str, text: str | None = None, children: tuple[Lines, ...] = (), /, **attributes: str | int | None) -> None:
        self.lines += tag(name, text, children, **attributes)

    def explicit(self, explicit: bool) -> None:
        """`true` or `false`: feedgen knows only yes, no and clean, which Apple has dropped."""
        self.add("itunes:explicit", "true" if explicit else "false")

    def artwork(self, url: str) -> None:
        """Artwork of any suffix: feedgen drops an address that ends in .jpeg or in a query."""
        self.add("itunes:image", href=url)

    def image(self, url: str, width: int, height: int, purpose: str) -> None:
        self.add("podcast:image", href=url, aspect_ratio=_ratio(width, height), width=width, height=height, purpose=purpose)

    def person(self, name: str, role: str, url: str | None = None, image: str | None = None) -> None:
        """`role` is one of the Podcast Taxonomy, in the group `cast`; at most 128 characters of name."""
        self.add("podcast:person", name[:128], role=role, group="cast", href=url, img=image)

    def license(self, identifier: str, url: str | None = None) -> None:
        self.add("podcast:license", identifier[:128], url=url)

    def location(self, name: str, *, rel: str | None, geo: str | None, osm: str | None, country: str | None) -> None:
        self.add("podcast:location", name[:128], rel=rel, geo=geo, osm=osm, country=country)


def _quoted(text: str) -> str:
    """A text between double quotes."""
    return escape(line(text), quote=False).replace('"', "&quot;")


def _ratio(width: int, height: int) -> str:
    for across, down in ((1, 1), (16, 9), (4, 3), (9, 16)):
        if abs(width * down - height * across) * 100 <= width * down:
            return f"{across}/{down}"
    return f"{width}/{height}"
