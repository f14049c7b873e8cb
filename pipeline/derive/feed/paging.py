"""The parts of a feed, and which items are on which page of it (RFC 5005).

It does not import what writes them, which takes long: most publishes change no item.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from pipeline.content.show import Show
from pipeline.derive import places
from pipeline.derive.earlier.published import PublishedItem


class Head(NamedTuple):
    """What determines the place of an episode in a feed.

    `published` has a zone; `trailer` is the channel's tag for a trailer, else empty.
    """

    published: datetime
    slug: str
    trailer: bytes


class Item(NamedTuple):
    """An episode's part of a feed: all that `channel.document` needs, kept so that an unchanged episode need not be read again.

    `xml` is the `<item>` as it is in the feed, without namespace declarations (as is the head's trailer). `reading` is what the guard reads
    in it.
    """

    head: Head
    xml: bytes
    reading: PublishedItem


class Page(NamedTuple):
    """A page of the feed: `number` 0 is the current one, 1 the oldest of the `archives` archive pages.

    `heads` are those of its items, newest first; `trailers` are those of all episodes, on the current page, the only one that every app
    reads.
    """

    number: int
    archives: int
    heads: Sequence[Head]
    trailers: tuple[bytes, ...] = ()


def paged(show: Show, heads: Iterable[Head]) -> dict[str, Page]:
    """The feed's pages by their paths in the site: first the current page, then archive pages, the oldest first.

    An archive page has `show.page` episodes and keeps them when new ones come; the current page has all the others, so that the newest are
    always there together: apps that do not follow RFC 5005 read no other page.
    """
    ordered = sorted(heads, reverse=True)
    archives = max(0, len(ordered) // show.page - 1)
    newest = len(ordered) - archives * show.page
    starts = {number: newest + (archives - number) * show.page for number in range(1, archives + 1)}
    current = Page(0, archives, ordered[:newest], tuple(head.trailer for head in ordered))
    older = {places.archive(n): Page(n, archives, ordered[start : start + show.page]) for n, start in starts.items()}
    return {places.FEED: current, **older}
