"""What a sound file says of itself, whatever its format."""

import datetime as dt
from typing import NamedTuple


class SoundTags(NamedTuple):
    """Plain text, `number` and `season` from 1, `link` the episode's page."""

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
        """Hosts and guests, as an artist is named."""
        return ", ".join((*self.hosts, *self.guests)) or self.show
