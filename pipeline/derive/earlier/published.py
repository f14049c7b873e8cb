"""A published feed as it is read back: what must not change, and what a listener would notice. It may also be one made by another program."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import NamedTuple

ELSEWHERE = "give the address of the show's RSS feed, or a file that it was saved to"


class UnreadableError(ValueError):
    """The bytes are not an RSS feed; the text says why, and `hint` what to do. `line` is where its XML is broken, 0 if that is not it."""

    def __init__(self, why: str, hint: str = ELSEWHERE, line: int = 0) -> None:
        super().__init__(why)
        self.hint = hint
        self.line = line


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
    blocked: str = ""  # `yes` if it asks directories not to show it
    soundbites: tuple[tuple[str, str, str], ...] = ()  # (start, duration, title), as written
    places: tuple["NamedPlace", ...] = ()
    license: tuple[str, str] = ("", "")  # (name, address)
    versions: tuple[str, ...] = ()  # the types of its alternate enclosures, as written

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


class NamedPlace(NamedTuple):
    """A podcast:location, as written: what is missing is empty."""

    name: str
    geo: str
    osm: str
    country: str
    rel: str


class RemoteFeed(NamedTuple):
    """Another feed that a channel names, by a podcast:remoteItem, as written: what is missing is empty."""

    guid: str
    address: str
    title: str


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
    blocked: str = ""  # `yes` if it asks directories not to list it
    places: tuple[NamedPlace, ...] = ()
    seasons: tuple[tuple[str, str], ...] = ()  # (number, name) of each item's season that has a name
    txt: tuple[tuple[str, str], ...] = ()  # (purpose, text)
    locked: str = ""  # `no` if other hosts may import it
    frequency: tuple[str, str] = ("", "")  # (words, rule)
    podroll: tuple[RemoteFeed, ...] = ()
    publisher: tuple[RemoteFeed, ...] = ()

    @property
    def is_explicit(self) -> bool:
        """Like that of an item."""
        return _is_explicit(self.explicit)


class PublishedPage(NamedTuple):
    """A page of a feed: its digest, and a function that reads it, since the pages of a large show are too much to keep in memory."""

    mark: str
    data: Callable[[], bytes]


def mark(data: bytes) -> str:
    """The SHA-256 (hex) that identifies a page."""
    return hashlib.sha256(data).hexdigest()


def held(data: bytes) -> PublishedPage:
    """A page whose bytes are at hand."""
    return PublishedPage(mark(data), partial(bytes, data))


def _is_explicit(written: str) -> bool:
    return written.lower() in ("true", "yes", "explicit")
