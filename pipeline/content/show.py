"""The show: what a person wrote in `feeds/<name>.yaml`. `pipeline.content.read_show` reads it."""

import re
import uuid
from typing import NamedTuple

# The Podcast Namespace's own namespace for podcast:guid.
_GUID_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


class Person(NamedTuple):
    """Somebody who speaks. `image` is a file beside the feed file or an address."""

    name: str
    url: str | None = None
    image: str | None = None


class Filter(NamedTuple):
    """Which episodes a feed takes: those that meet every condition given. Nothing given means all."""

    tags: tuple[str, ...] = ()
    seasons: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()


class License(NamedTuple):
    """The name of a licence, and where its text is; the Podcast Namespace knows some names without."""

    name: str
    url: str | None = None


class Labelled(NamedTuple):
    """An address and the words that it is shown with, empty where it is to have the usual ones."""

    url: str
    text: str


class Location(NamedTuple):
    """What place a show or an episode is about, or with `rel` `creator` where it is made.

    `geo` as `geo:52.5,13.4`, `osm` as OpenStreetMap's `R62422`, `country` in two small letters.
    """

    name: str
    geo: str | None = None
    osm: str | None = None
    country: str | None = None
    rel: str | None = None


class Frequency(NamedTuple):
    """How often an episode comes, in words and as an iCalendar rule; `complete` says that no more will come."""

    text: str
    rule: str | None = None
    complete: bool = False


class OtherFeed(NamedTuple):
    """Somebody else's feed: its podcast:guid, its address, its title."""

    guid: str
    url: str
    title: str | None = None


class Store(NamedTuple):
    """Where sound lives that is not in the site. `media` is the address of the folder in which listeners find it, with a slash at its end.

    `kind` is `s3`, `gs`, `az`, `folder`, or `address` where another program puts the sound and nothing can be written; `root` a bucket, a
    container, or a folder's path, relative to the show's; `prefix` a folder in the bucket, without slashes around it.
    """

    media: str
    kind: str = "address"
    root: str = ""
    prefix: str = ""
    endpoint: str | None = None
    region: str | None = None

    def __str__(self) -> str:
        """The place as it is called in messages."""
        if self.kind == "address":
            return self.media
        return self.root if self.kind == "folder" else "/".join(filter(None, (f"{self.kind}://{self.root}", self.prefix)))


class Encoding(NamedTuple):
    """How a host wants the sound encoded anew; what is None stays as it comes.

    `format` is `m4a` or `mp3`, `bitrate` in bit/s, `loudness` in LUFS. It is not `usable` where the feed file says something else.
    """

    format: str | None = None
    bitrate: int | None = None
    loudness: float | None = None
    usable: bool = True


class Show(NamedTuple):
    """A feed and its site. `url` ends with a slash: `public/<name>/` is served there."""

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
    assets: str | None  # what root-relative addresses of the posts are relative to
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
    seasons: tuple[tuple[int, str], ...] = ()  # the names of those that have one
    podroll: tuple[OtherFeed, ...] = ()
    publisher: OtherFeed | None = None
    txt: tuple[tuple[str | None, str], ...] = ()  # (purpose, text)
    moved_to: str | None = None  # the feed's new address
    page: int = 250  # episodes on an archive page of the feed
    store: Store | None = None  # None where sound lives in the site
    audio: Encoding | None = None  # None where sound is published as it comes
    theme: tuple[tuple[str, str], ...] = ()  # variables of the pages' style sheet, by name
    translations: tuple[tuple[str, str], ...] = ()  # languages, and the addresses of the same show in them
    templates: tuple[tuple[str, str], ...] = ()  # texts that take the place of the package's own, by name

    @property
    def feed_url(self) -> str:
        return f"{self.url}feed.xml"

    def person(self, name: str) -> Person:
        """What the show knows of somebody; the bare name where it knows nothing."""
        return next((person for person in self.people if person.name == name), Person(name))


def feed_guid(feed_url: str) -> str:
    """The podcast:guid of a feed: UUIDv5 of its address without scheme and trailing slashes."""
    return str(uuid.uuid5(_GUID_NAMESPACE, re.sub(r"^[a-z]+://", "", feed_url).rstrip("/")))
