"""Takes over a feed from elsewhere: what the post of each item must say so that listeners notice nothing."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, tzinfo
from html import unescape
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pipeline.content import frontmatter, pinned
from pipeline.content.amend import Amendment
from pipeline.content.frontmatter import FrontMatter
from pipeline.content.pinned import Pinned
from pipeline.content.post import Post
from pipeline.content.problem import Place, Problem
from pipeline.derive import episode
from pipeline.derive.adoption.counterparts import matched
from pipeline.derive.earlier.published import PublishedFeed, PublishedItem
from pipeline.derive.title import lost_numbers


class Taken(NamedTuple):
    """An item and its post, what is to be written into the post, and where the post contradicts the item."""

    item: PublishedItem
    post: Post
    amendment: Amendment
    problems: tuple[Problem, ...]


class Takeover(NamedTuple):
    """Items with their posts; items without one, each with the slugs of posts that it might belong to; and posts without an item.

    `repeats` are items whose sound has the address of an earlier one's, each with that one. Apps may show only one of the two, and a feed
    in which both keep the address is refused, so these do not take it over. `hidden` are other episodes with the GUID of an earlier one,
    each with that one.
    """

    taken: tuple[Taken, ...]
    items: tuple[tuple[PublishedItem, tuple[str, ...]], ...]
    posts: tuple[Post, ...]
    repeats: Mapping[PublishedItem, PublishedItem]
    hidden: Mapping[PublishedItem, PublishedItem]

    @property
    def lost(self) -> tuple[PublishedItem, ...]:
        """Items that certainly have no post."""
        return tuple(item for item, slugs in self.items if not slugs)


def takeover(feed: PublishedFeed, posts: Sequence[tuple[Post, FrontMatter]], show: str, timezone: str) -> Takeover:
    """Match items and posts, see `counterparts`, and tell what each post takes over.

    Of items with the same GUID only the first counts, as apps know no other. `show` is the show's title here: titles may repeat it as well as
    the feed's. `timezone` is for dates without a zone.
    """
    zone = ZoneInfo(timezone)
    items, hidden = _distinct(feed.items)
    repeats = _repeats(items)
    fronts = {post.slug: front for post, front in posts}
    found = matched(items, [post for post, _ in posts], tuple(filter(None, (show, feed.title))), zone)
    return Takeover(
        tuple(_Match(item, post, fronts[post.slug], zone, feed, item in repeats).taken() for item, post in found.pairs.items()),
        tuple((item, found.doubts.get(item, ())) for item in items if item not in found.pairs),
        found.left,
        repeats,
        hidden,
    )


def _distinct(items: Iterable[PublishedItem]) -> tuple[Collection[PublishedItem], dict[PublishedItem, PublishedItem]]:
    """The items without those whose GUID an earlier one has; and those of these that are other episodes, each with the earlier one.

    The pages of a feed may overlap.
    """
    found: dict[object, PublishedItem] = {}
    firsts = [(item, found.setdefault(item.guid or item, item)) for item in items]
    return found.values(), {item: first for item, first in firsts if (item.title, item.enclosure) != (first.title, first.enclosure)}


def _repeats(items: Iterable[PublishedItem]) -> dict[PublishedItem, PublishedItem]:
    found: dict[str, PublishedItem] = {}
    firsts = ((item, found.setdefault(item.enclosure, item)) for item in items if item.enclosure)
    return {item: first for item, first in firsts if item is not first}


def amendment(item: PublishedItem, feed: PublishedFeed, zone: tzinfo, *, is_repeat: bool) -> Amendment:
    """All that a post can take over from an item of a feed; `zone` is the one in which its date is written."""
    season, number = item.numbers if any(map(_number, item.numbers)) else lost_numbers(unescape(item.title), feed.title)
    is_marked = item.is_explicit or bool(item.explicit and feed.is_explicit)  # another word than the show's own
    return Amendment(
        guid=item.guid or None,
        date=episode.in_zone(item.date, zone) if item.date else None,
        enclosure=None if is_repeat else enclosure(item),
        season=_number(season),
        episode=_number(number),
        type=_kind(item),
        explicit=item.is_explicit if is_marked else None,
    )


def enclosure(item: PublishedItem) -> Pinned | None:
    """The item's enclosure as a post can contain it: with its type if that is usable, and its size, which many hosts give as 0.

    None without an address that apps can load.
    """
    address = item.enclosure
    return pinned.parse(f"{address} {item.bytes} {item.type}") or pinned.parse(address)


class _Match(NamedTuple):
    """An item of a feed, and the post about the same episode with its front matter. `zone` is for dates without a zone."""

    item: PublishedItem
    post: Post
    front: FrontMatter
    zone: ZoneInfo
    feed: PublishedFeed
    is_repeat: bool

    def taken(self) -> Taken:
        """What the post takes over. If its GUID is another, it is another episode, and nothing is written into it."""
        item, post = self.item, self.post
        if item.guid and post.guid and post.guid != item.guid:
            return Taken(item, post, Amendment(), (self._conflict("guid", post.guid, item.guid),))
        amendment = self._amendment()
        return Taken(item, post, amendment, tuple(self._conflicts(amendment)))

    def _amendment(self) -> Amendment:
        whole, post, written = amendment(self.item, self.feed, self.zone, is_repeat=self.is_repeat), self.post, self.front.lines
        return whole._replace(
            guid=None if post.guid else whole.guid,
            date=whole.date if whole.date and self._is_dated_by(whole.date) else None,
            enclosure=whole.enclosure if post.enclosure is None else None,
            **{key: None for key in ("season", "episode", "type", "explicit") if key in written},
        )

    def _is_dated_by(self, moment: datetime) -> bool:
        """Whether the post takes over the item's `moment`: if its front matter has no date, or only the day."""
        published, written = self.item.date, self.front.date
        if written is None or published is None:
            return True
        is_day = written.tzinfo is None and written.time() == time()
        return is_day and written.date() in (moment.date(), published.date()) and published != self._utc(written)

    def _conflicts(self, amendment: Amendment) -> Iterator[Problem]:
        """What the post says otherwise than the item, apart from what is amended."""
        item, post = self.item, self.post
        if post.date and item.date and amendment.date is None and self._utc(post.date) != item.date:
            yield self._conflict("date", post.date, item.date.astimezone(self.zone).isoformat())
        theirs = None if self.is_repeat else enclosure(item)
        if post.enclosure and theirs and post.enclosure.address != theirs.address:
            yield self._conflict("enclosure", post.enclosure.address, theirs.address)

    def _conflict(self, key: str, ours: object, theirs: str) -> Problem:
        what = f"`{key}: {ours}` is not that of “{self.item.title}” in the feed"
        return Problem(Place(self.post.path, self.front.lines.get(key, 1)), what, f"to keep what listeners have, write `{key}: {theirs}`")

    def _utc(self, date: datetime) -> datetime:
        return (date.replace(tzinfo=self.zone) if date.tzinfo is None else date).astimezone(UTC)


def _number(written: str) -> int | None:
    """The number of a season or episode; None for 0, which some podcast hosts write where there is none."""
    return (int(written) or None) if re.fullmatch("[0-9]{1,9}", written) else None


def _kind(item: PublishedItem) -> str | None:
    """The item's kind, unless it is the usual one."""
    kind = item.kind.lower()
    return kind if kind in frontmatter.TYPES and kind != "full" else None
