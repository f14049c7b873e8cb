"""The show: what a person wrote in `feeds/<name>.yaml`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks. `image` is a file beside the feed file or an address."""

    name: str
    url: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Show:
    """A feed and its site. `url` ends with a slash: `public/<name>/` is served there."""

    name: str
    path: str
    title: str
    url: str
    description: str
    language: str
    guid: str                       # podcast:guid, UUIDv5 of the feed's address unless given
    category: tuple[str, ...]       # Apple's names: (category,) or (category, subcategory)
    author: str
    owner_name: str
    owner_email: str | None
    host: str | None
    cover: str | None               # a picture beside the feed file
    people: tuple[Person, ...]
    assets: str | None              # what root-relative addresses of the posts are relative to
    timezone: str                   # IANA name
    explicit: bool = False
    type: str = "episodic"
    copyright: str | None = None

    @property
    def feed_url(self) -> str:
        return f"{self.url}feed.xml"
