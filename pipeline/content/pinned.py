"""A pinned enclosure: the address at which apps know an episode's sound from an earlier feed."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.content import web

_BYTES = re.compile(r"[0-9]{1,15}")
_FILMS = (".mp4", ".m4v", ".mov")
_TYPE = re.compile(r"(?:audio|video)/[\w.+-]+")


class Pinned(NamedTuple):
    """The address, and the size and MIME type of the file there.

    These are None if the address is, or redirects to, a file that we publish.
    """

    address: str
    bytes: int | None = None
    type: str | None = None

    @property
    def is_video(self) -> bool:
        if self.type:
            return self.type.startswith("video/")
        return urlsplit(self.address).path.lower().endswith(_FILMS)


def parse(text: str) -> Pinned | None:
    """The value of `https://old.example/12.mp3` or `https://old.example/12.mp3 23456789 audio/mpeg`; None if the text is neither.

    The address stays as written if a feed can contain it, because apps compare it character by character.
    """
    address, *facts = text.split() or [""]
    known = web.address(address)
    if known is None or len(facts) not in (0, 2):
        return None
    address = address if address.isascii() else known
    if not facts:
        return Pinned(address)
    length, kind = size(facts[0]), facts[1]
    return Pinned(address, length, kind) if length is not None and _TYPE.fullmatch(kind) else None


def size(text: str) -> int | None:
    """A number of bytes as a post, a feed or a server gives it; None if the text is not one."""
    return int(text) if _BYTES.fullmatch(text) else None


def compose(pinned: Pinned) -> str:
    """The text that `parse` reads."""
    return pinned.address if pinned.type is None else f"{pinned.address} {pinned.bytes} {pinned.type}"
