"""A feed and the one that it is to replace, and what has become of each item."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pipeline.derive.earlier.published import PublishedFeed, PublishedItem, PublishedPage, UnreadableError

_KNOWN_BY: tuple[Callable[[PublishedItem], str], ...] = (lambda item: item.guid, lambda item: item.enclosure, lambda item: item.slug)


class Succession(NamedTuple):
    """A feed and the one that it is to replace.

    `before` is None before the first publish, and if it cannot be read: then `fault` says why.
    """

    before: PublishedFeed | None
    after: PublishedFeed
    fault: str = ""


UNCHANGED = Succession(None, PublishedFeed())  # a feed replaced by the same feed: there is nothing to compare


def succession(previous: Sequence[PublishedPage], new: Sequence[PublishedPage], known: Mapping[str, PublishedFeed]) -> Succession:
    """The new feed beside the previous one (no pages before the first publish). Pages that are `known`, by mark, are not read again.

    Raises `UnreadableError` if the new one is not an RSS feed.
    """
    from pipeline.derive.earlier.reader import whole  # noqa: PLC0415 - most publishes leave the feed as it is

    after = whole(new, known)
    try:
        before = whole(previous, known) if previous else None
    except UnreadableError as error:
        return Succession(None, after, str(error))
    return Succession(before, after)


def match(before: tuple[PublishedItem, ...], now: tuple[PublishedItem, ...]) -> dict[PublishedItem, PublishedItem]:
    """Old items and what has become of them: matched by GUID, else by the address of the sound, else by slug.

    What two new items have in common, as after a copy, tells nothing.
    """
    left = list(now)
    found: dict[PublishedItem, PublishedItem] = {}
    for known_by in _KNOWN_BY:
        counted = Counter(map(known_by, left))
        index = {known_by(item): item for item in left if known_by(item) and counted[known_by(item)] == 1}
        for old in before:
            if old not in found and (new := index.pop(known_by(old), None)) is not None:
                found[old] = new
        taken = set(found.values())
        left = [item for item in left if item not in taken]
    return found
