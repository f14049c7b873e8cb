"""A pinned enclosure: where apps have learnt to find an episode's sound from a feed that was published elsewhere before."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.content import web

_BYTES = re.compile(r"[0-9]{1,15}")
_FILMS = (".mp4", ".m4v", ".mov")
_TYPE = re.compile(r"(?:audio|video)/[\w.+-]+")


class Pinned(NamedTuple):
    """The address, and bytes and MIME type of the file there; these are None where it is, or leads to, the file that we publish."""

    address: str
    bytes: int | None = None
    type: str | None = None

    @property
    def is_video(self) -> bool:
        if self.type:
            return self.type.startswith("video/")
        return urlsplit(self.address).path.lower().endswith(_FILMS)


def parse(text: str) -> Pinned | None:
    """The value of `https://old.example/12.mp3`, or of `https://old.example/12.mp3 23456789 audio/mpeg`; None where it is neither.

    The address stays as it is written wherever a feed can hold it: apps compare it letter by letter.
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
    """The bytes of a file as a post, a feed or a server tells them; None where that is no number of bytes."""
    return int(text) if _BYTES.fullmatch(text) else None


def compose(pinned: Pinned) -> str:
    """The text that `parse` reads."""
    return pinned.address if pinned.type is None else f"{pinned.address} {pinned.bytes} {pinned.type}"
