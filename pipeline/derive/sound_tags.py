"""What a sound file says about itself, in any format."""

import datetime as dt
from typing import NamedTuple

from pipeline.content.post import Post
from pipeline.content.show import Show
from pipeline.derive import episode, places


class SoundTags(NamedTuple):
    """Plain texts; `number` and `season` count from 1, `link` is the episode's page."""

    title: str
    show: str
    hosts: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    number: int | None = None
    season: int | None = None
    date: dt.date | None = None
    description: str = ""
    link: str = ""

    @property
    def people(self) -> str:
        """Hosts and guests, in the form of an artist's name."""
        return ", ".join((*self.hosts, *self.guests)) or self.show


def sound_tags(show: Show, post: Post, title: str, published: dt.datetime) -> SoundTags:
    """The tags of an episode's sound; `title` is the episode's, `published` when it comes out."""
    hosts, guests = episode.people(show, post)
    return SoundTags(
        title=title,
        show=show.title,
        hosts=tuple(person.name for person in hosts),
        guests=tuple(person.name for person in guests),
        number=post.episode,
        season=post.season,
        date=published.date(),
        description=post.summary,
        link=places.address(show.url, places.page(post.slug)),
    )
