"""Checks whether a file is served as podcast apps need it. Apple requires HEAD, the size given in the feed, the type, and byte ranges."""

from collections.abc import Iterator
from typing import NamedTuple

# Names for the same type: Apple writes audio/x-m4a, static hosts audio/mp4.
_KINDS = (
    frozenset(("audio/mp4", "audio/x-m4a", "audio/m4a", "audio/aac")),
    frozenset(("audio/mpeg", "audio/mp3", "audio/x-mp3")),
    frozenset(("video/mp4", "video/x-m4v", "video/m4v")),
)


class Head(NamedTuple):
    """A server's answer about a file without its content, after `hops` redirects to `address`. What it does not say is None."""

    address: str
    status: int
    bytes: int | None
    type: str | None
    ranges: bool
    hops: int


def faults(head: Head, wanted: str, size: int, kind: str, redirects: int) -> Iterator[str]:
    """What is wrong with the answer for `wanted`, announced in the feed as `size` bytes of `kind`; each a sentence without its subject.

    So many `redirects` are no fault: one to where the file is, and one of a service that counts downloads.
    """
    if head.status >= 300:
        yield missing(head.status)
        return
    if head.bytes is None:
        yield "is sent without its size (Content-Length)"
    elif head.bytes != size:
        yield f"has {head.bytes:,} bytes there, but {size:,} in the feed"
    if not _same(head.type or "", kind):
        yield f"has {f'the type {head.type}' if head.type else 'no type'} instead of {kind}"
    if not head.ranges:
        yield "is sent without byte ranges, so listeners cannot jump to a chapter"
    if head.hops > redirects:
        yield f"is only reached after {head.hops} redirects, at {head.address}"
    if wanted.startswith("https:") and head.address.startswith("http:"):
        yield f"redirects from https to http, at {head.address}"


def missing(status: int) -> str:
    return f"is not available: the server answers {status}"


def _same(found: str, kind: str) -> bool:
    found = found.partition(";")[0].strip().lower()
    return found == kind or any(found in names and kind in names for names in _KINDS)
