"""The show: what a person wrote in `feeds/<name>.yaml`. `pipeline.content.read_show` reads it."""

import re
import uuid
from enum import StrEnum
from typing import NamedTuple

# The Podcast Namespace's own namespace for podcast:guid.
_GUID_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


class Person(NamedTuple):
    """Somebody who speaks. `image` is a file beside the feed file, or an address."""

    name: str
    url: str | None = None
    image: str | None = None

    @property
    def image_file(self) -> str | None:
        """The name of the file that `image` is; None if it is an address, or if there is none."""
        return None if self.image is None or self.image.startswith(("https://", "http://")) else self.image


class Filter(NamedTuple):
    """Which episodes a feed takes: those that meet every condition given. Without conditions, all."""

    tags: tuple[str, ...] = ()
    seasons: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()


class License(NamedTuple):
    """The name of a licence, and the address of its text; the Podcast Namespace knows some names without one."""

    name: str
    url: str | None = None


class Labelled(NamedTuple):
    """An address and the words that it is shown with; empty for the usual ones."""

    url: str
    text: str


class Location(NamedTuple):
    """A place that a show or an episode is about, or where it is made if `rel` is `creator`.

    `geo` is like `geo:52.5,13.4`, `osm` like OpenStreetMap's `R62422`, `country` two letters in lower case.
    """

    name: str
    geo: str | None = None
    osm: str | None = None
    country: str | None = None
    rel: str | None = None


class Frequency(NamedTuple):
    """How often episodes come out, in words and as an iCalendar rule; `complete` means that no more will come."""

    text: str
    rule: str | None = None
    complete: bool = False


class OtherFeed(NamedTuple):
    """Another feed: its podcast:guid, its address, its title."""

    guid: str
    url: str
    title: str | None = None


class Store(NamedTuple):
    """Where sound is kept outside the site. `media` is the address of the folder where listeners find it, ending in a slash.

    `kind` is `s3`, `gs`, `az` or `folder`; it is `address` if another program puts the sound there and nothing can be written. `root` is a
    bucket, a container, or a folder's path relative to the show's; `prefix` is a folder in the bucket, without slashes around it.
    """

    media: str
    kind: str = "address"
    root: str = ""
    prefix: str = ""
    endpoint: str | None = None
    region: str | None = None

    def __str__(self) -> str:
        """The place as messages call it."""
        if self.kind == "address":
            return self.media
        return self.root if self.kind == "folder" else "/".join(filter(None, (f"{self.kind}://{self.root}", self.prefix)))


class Encoding(NamedTuple):
    """How a host wants the sound to be encoded anew; what is None stays as it comes.

    `format` is `m4a` or `mp3`, `bitrate` in bit/s, `loudness` in LUFS. It is not `usable` if the feed file asks for something impossible.
    """

    format: str | None = None
    bitrate: int | None = None
    loudness: float | None = None
    usable: bool = True


class ChapterSource(StrEnum):
    """What becomes the chapters of a post.

    Nothing, its headings, what the host asks in a dialogue without headings, or what the post or its video lists with times.
    """

    OFF = "off"
    HEADINGS = "headings"
    QUESTIONS = "questions"
    LISTED = "listed"


class Show(NamedTuple):
    """A feed and its site. `url`, which ends with a slash, is where `public/<name>/` is served."""

    name: str
    path: str
    title: str
    url: str
    description: str
    language: str
    guid: str  # podcast:guid, UUIDv5 of the feed's address unless given
    category: tuple[str, ...]  # Apple's names: (category,) or (category, subcategory)
    author: str
    owner_name: str
    owner_email: str | None
    host: str | None
    cover: str | None  # a picture beside the feed file
    people: tuple[Person, ...]
    assets: str | None  # the address that root-relative addresses in posts are relative to
    timezone: str  # IANA name
    explicit: bool = False
    type: str = "episodic"
    copyright: str | None = None
    episodes: Filter = Filter()
    medium: str = "podcast"
    locked: bool = True
    license: License | None = None
    subscribe: tuple[Labelled, ...] = ()
    funding: tuple[Labelled, ...] = ()
    hubs: tuple[str, ...] = ()
    frequency: Frequency | None = None
    locations: tuple[Location, ...] = ()
    seasons: tuple[tuple[int, str], ...] = ()  # numbers and names of the seasons that have a name
    podroll: tuple[OtherFeed, ...] = ()
    publisher: OtherFeed | None = None
    txt: tuple[tuple[str | None, str], ...] = ()  # (purpose, text)
    moved_to: str | None = None  # the feed's new address
    page: int = 250  # episodes on an archive page of the feed
    store: Store | None = None  # None if sound is part of the site
    prefix: str = ""  # the address of a service that counts downloads, which leads on to the address behind it
    audio: Encoding | None = None  # None if sound is published as it comes
    theme: tuple[tuple[str, str], ...] = ()  # variables of the pages' style sheet, by name
    translations: tuple[tuple[str, str], ...] = ()  # languages, and the address of the same show in each
    chapters: ChapterSource = ChapterSource.HEADINGS  # of posts that do not say
    verbatim: bool = True  # whether captions are the transcript of posts without a conversation that do not say
    templates: tuple[tuple[str, str], ...] = ()  # names and texts of templates that replace the package's own

    @property
    def feed_url(self) -> str:
        return f"{self.url}feed.xml"

    def person(self, name: str) -> Person:
        """What the show knows of a person; only the name if it knows nothing."""
        return next((person for person in self.people if person.name == name), Person(name))


def feed_guid(feed_url: str) -> str:
    """The podcast:guid of a feed: UUIDv5 of its address without scheme and trailing slashes."""
    return str(uuid.uuid5(_GUID_NAMESPACE, re.sub(r"^[a-z]+://", "", feed_url).rstrip("/")))
