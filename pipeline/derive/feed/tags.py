"""Tags of a feed as text: RSS, Apple, Podcast Namespace (https://podcastindex.org/namespace/1.0), Podlove Simple Chapters 1.2.

An item consists of nothing else, so it can be written alone, without the library for the channel, in two thirds of the time. Characters
that XML does not allow are removed.
"""

import re
from html import escape

from pipeline.content.show import License, Location, OtherFeed, Person, Show
from pipeline.content.text.plaintext import in_quotes, scrubbed, squeeze
from pipeline.derive import places

Lines = list[str]  # the lines of an element, not yet indented; a text with line breaks is one item

_C1 = "[\x7f-\x84\x86-\x9f]"  # controls that XML allows, but nobody intends
# Characters, at most, of a name and of a longer text in a tag of the Podcast Namespace.
NAME_LENGTH = 128
TEXT_LENGTH = 4000
_IN_CHANNEL = "    "  # the indentation of an element in the channel


def clean(text: str) -> str:
    """The text without characters that no feed should contain: those that XML does not allow, and further controls."""
    return re.sub(_C1, "", scrubbed(text))


def line(text: str) -> str:
    """The text on one line, clean, without surrounding blanks."""
    return squeeze(text if text.isprintable() else clean(text))  # usually it is; no forbidden character is printable


def tag(name: str, text: str | None = None, children: tuple[Lines, ...] = (), /, **attributes: str | int | None) -> Lines:
    """An element with attributes in the order given, without those that are None; `aspect_ratio` means `aspect-ratio`."""
    given = "".join(
        [
            f' {key.replace("_", "-")}="{in_quotes(line(value)) if isinstance(value, str) else value}"'
            for key, value in attributes.items()
            if value is not None
        ]
    )
    if children:
        return [f"<{name}{given}>", *(f"  {row}" for child in children for row in child), f"</{name}>"]
    return [f"<{name}{given}/>" if text is None else f"<{name}{given}>{escape(line(text), quote=False)}</{name}>"]


def in_channel(lines: Lines) -> bytes:
    """Elements, indented for the channel."""
    return "".join([f"{_IN_CHANNEL}{row}\n" for row in lines]).encode()


def html(name: str, text: str) -> Lines:
    """Clean HTML in CDATA, as Apple recommends. `]]>` would end the section, so it is written as `]]&gt;`, which is the same in HTML."""
    return [f"<{name}><![CDATA[{text.replace(']]>', ']]&gt;')}]]></{name}>"]


def remote_item(other: OtherFeed, medium: str | None = None) -> Lines:
    """Another feed, for podroll and publisher."""
    return tag("podcast:remoteItem", feedGuid=other.guid, feedUrl=other.url, medium=medium, title=other.title)


class Tags:
    """What channel and item have in common: tags in the order in which they are added."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Lines = []

    def add(self, name: str, text: str | None = None, children: tuple[Lines, ...] = (), /, **attributes: str | int | None) -> None:
        self.lines += tag(name, text, children, **attributes)

    def explicit(self, explicit: bool) -> None:
        """`true` or `false`; feedgen only has yes, no and clean, which Apple no longer accepts."""
        self.add("itunes:explicit", "true" if explicit else "false")

    def artwork(self, url: str) -> None:
        """Artwork with any suffix; feedgen drops an address that ends in .jpeg or has a query."""
        self.add("itunes:image", href=url)

    def person(self, show: Show, person: Person, role: str) -> None:
        """`role` is from the Podcast Taxonomy's group `cast`. A picture is at its own address, or a file beside the feed file in the site."""
        picture = places.address(show.url, places.asset(person.image_file)) if person.image_file else person.image
        self.add("podcast:person", person.name[:NAME_LENGTH], role=role, group="cast", href=person.url, img=picture)

    def license(self, given: License) -> None:
        self.add("podcast:license", given.name[:NAME_LENGTH], url=given.url)

    def location(self, place: Location) -> None:
        self.add("podcast:location", place.name[:NAME_LENGTH], rel=place.rel, geo=place.geo, osm=place.osm, country=place.country)
