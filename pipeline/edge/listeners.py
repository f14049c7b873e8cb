"""What listeners have: the feed at its address, which may be newer or older than the one on this disk."""

import os
import time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from pipeline.content.show import Show
from pipeline.derive.earlier.published import UnreadableError
from pipeline.edge.inquiry import Inquiry
from pipeline.edge.settings import PROXY_VARIABLES, Settings

if TYPE_CHECKING:
    from pipeline.edge import web

SECONDS = 6.0  # time limit for all pages of a feed
_MOST_PAGES = 500
_RESERVED = ("example", "invalid")  # RFC 6761: no host can have such a name, though a proxy may answer for it


class FeedPages(NamedTuple):
    """The pages of a feed, the current one first, or why they could not be fetched.

    `reached` says that a server answered, `absent` that there is certainly no feed yet, and `reserved` that there cannot be one: no host can
    have the name in that address. `fault` is what is wrong with a feed that was fetched.
    """

    pages: tuple[bytes, ...] = ()
    why: str = ""
    reached: bool = False
    absent: bool = False
    reserved: bool = False
    fault: UnreadableError | None = None


def ask(show: Show, settings: Settings) -> Inquiry[FeedPages]:
    """Begin to fetch the feed at the show's address."""
    if is_reserved(show.url, settings):
        why = f"no host name ends in .{_top(show.url)}"
        return Inquiry(lambda: FeedPages((), why, absent=True, reserved=True), SECONDS)
    return Inquiry(lambda: pages(show.feed_url, settings, show.moved_to), SECONDS)


def is_reserved(address: str, settings: Settings) -> bool:
    """Whether the name in an address is reserved for examples and no proxy may answer for it: nobody has ever loaded a feed from there."""
    return _top(address) in _RESERVED and not (settings.proxy or any(os.environ.get(name) for name in PROXY_VARIABLES))


def _top(address: str) -> str:
    """The top-level domain of an address."""
    return (urlsplit(address).hostname or "").rpartition(".")[2]


def answer(asked: Inquiry[FeedPages] | None) -> FeedPages:
    """The result of `ask`, in time."""
    return FeedPages() if asked is None else asked.answer() or FeedPages((), "no answer in time")


def pages(address: str, settings: Settings, moved_to: str | None = None, seconds: float = SECONDS) -> FeedPages:
    """All pages of the feed at an address, within `seconds`, or none: a part of it would look like a feed that has lost episodes.

    If the address has become a redirect to `moved_to`, there is no feed of its own any more.
    """
    from pipeline.edge import web  # noqa: PLC0415 - see there

    until = time.monotonic() + seconds
    found: dict[str, bytes] = {}
    try:
        while address and address not in found:
            if len(found) == _MOST_PAGES:
                return FeedPages((), f"it has more than {_MOST_PAGES} pages", reached=True)
            told = web.ask(settings, address, seconds=max(0.1, until - time.monotonic()))
            if told.status != 200:
                return FeedPages((), f"it answers {told.status}", reached=True, absent=not found and told.status in (404, 410))
            if told.address == moved_to != address:
                return FeedPages((), f"it redirects to {moved_to}", absent=True)
            found[address] = told.body
            address = _older(told)
    except web.SilenceError as silence:
        return FeedPages((), str(silence), absent=not found and silence.unknown_host)
    except UnreadableError as error:
        return FeedPages((), str(error), reached=True, fault=error)
    return FeedPages(tuple(found.values()), reached=True)


def _older(told: "web.Response") -> str:
    """The address of the page with older items, empty if there is none. `UnreadableError` if it can be no address."""
    from pipeline.derive.earlier import reader  # noqa: PLC0415 - most publishes need no answer

    older = reader.older(told.body)
    try:
        return urljoin(told.address, older) if older else ""
    except ValueError as error:
        raise UnreadableError(f"it names a page with older episodes at {older}, which is no address") from error
