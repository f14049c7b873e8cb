"""The guard: compares a new feed with the last one before it takes its place.

Listeners' apps remember GUIDs, enclosure addresses and dates. None of these changes unless a person allows it by name: `--allow
dropped:<slug>`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from pipeline.content.text.timecode import label
from pipeline.derive.earlier.moves import Move
from pipeline.derive.earlier.published import PublishedFeed, PublishedItem
from pipeline.derive.earlier.succession import Succession, match

UNREADABLE = "unreadable"
EMPTIED = "emptied"
HALVED = "halved"
MOVED = "moved"
UNCOMPARED = "uncompared"
FEED_GUID = "feed-guid"
ADDRESS = "address"
_OF_A_FEED = (UNREADABLE, EMPTIED, HALVED, MOVED, UNCOMPARED, FEED_GUID, ADDRESS)
_OF_AN_EPISODE = ("dropped", "guid", "enclosure", "date", "duration", "transcript")
_LOOK = "nothing can be compared without it, so restore its last good version, from a backup or from where it is served"
_FEWEST = 4  # a feed with fewer episodes does not count as halved when one goes
OTHER_SOUND = "rename the newer post, or correct its `formerly:` or `enclosure:`"
_OTHER_GUID = (
    "two posts have the same video or `guid:`, one has the former name of the other, or a folder was copied: write a `guid:` of its own "
    "into the newer post, or, if its folder is a copy, delete recording.json there"
)
_OWN: tuple[tuple[str, Callable[[PublishedItem], str], str], ...] = (
    ("GUID", lambda item: item.guid, _OTHER_GUID),
    ("sound", lambda item: item.enclosure, OTHER_SOUND),
)


class Objection(NamedTuple):
    """Why a feed is not published: the token that allows it all the same (empty if nothing does), what is wrong, and what to do instead."""

    token: str
    message: str
    remedy: str

    def __str__(self) -> str:
        allow = f"; or allow it with `--allow {self.token}`" if self.token else ""
        return f"{self.message}: {self.remedy}{allow}"


def is_token(text: str) -> bool:
    """Whether a text has the form of a token that allows something."""
    kind, _, slug = text.partition(":")
    return bool(slug) if kind in _OF_AN_EPISODE else text in _OF_A_FEED


def uncompared(why: str, allow: Collection[str]) -> tuple[Objection, ...]:
    """The objection that there is nothing to compare a feed with, though listeners may have one: an episode could be lost unnoticed.

    `why` is its message. There is no objection if a person allows that.
    """
    return () if UNCOMPARED in allow else (Objection(UNCOMPARED, why, "publish again when that address answers"),)


class Posts(NamedTuple):
    """What is known of the posts behind a feed, as slugs.

    Those that wait for their date, those that could not be made, those that the feed file does not select, and those that are made without
    words in time because their captions are faulty. Of what failed or is faulty it is told why.
    """

    ahead: Collection[str] = ()
    failed: Collection[str] = ()
    unselected: Collection[str] = ()
    untimed: Collection[str] = ()


def compare(feeds: Succession, posts: Posts, allow: Collection[str] = ()) -> tuple[Objection, ...]:
    """What keeps a new feed from taking the place of the previous one.

    `allow` holds the tokens that a person has written. The objections are in the order of the feed.
    """
    objections = list(_shared(feeds.after))
    if feeds.fault:
        objections.append(Objection(UNREADABLE, f"the last published feed cannot be read ({feeds.fault})", _LOOK))
    if feeds.before:
        heard = tuple(item for item in feeds.before.items if item.enclosure)  # a blog's feed has other posts as well, which are no episodes
        objections += _changes(feeds.before._replace(items=heard), feeds.after, allow, posts)
    return tuple(objection for objection in objections if objection.token not in allow or not objection.token)


class _Fate(NamedTuple):
    """What has become of posts whose episodes are missing, as what brings these back: for all of them, and for one, whose slug replaces `{}`."""

    all_of_them: str
    one_of_them: str


_GONE = _Fate(
    "restore the posts, or widen `episodes:` in the feed file",
    "restore the post `{}`, with its date and without `draft:`",
)
_AHEAD = _Fate(
    "all that is missing is dated in the future; correct this machine's clock or the dates",
    "it is dated in the future; restore its date, or correct this machine's clock",
)
_FAILED = _Fate(
    "solve the problems that are reported for their posts",
    "solve the problems that are reported for the post `{}`",
)
_UNSELECTED = _Fate(
    "`episodes:` in the feed file does not select them any more; widen it, or restore what it selects them by",
    "`episodes:` in the feed file does not select the post `{}` any more; widen it, or restore the post's tags, season or language",
)


def _changes(before: PublishedFeed, now: PublishedFeed, allow: Collection[str], posts: Posts) -> Iterator[Objection]:
    yield from _feed(before, now)
    loss = _loss(before, now, posts)
    if loss:
        yield loss
        if not now.items:
            return
    moves = {old: Move(_at(now.address, before.address, old), new) for old, new in match(before.items, now.items).items()}
    together = _together([move for move in moves.values() if f"enclosure:{move.new.slug}" not in allow])
    yield from together.values()
    for old in before.items:
        if move := moves.get(old):
            yield from _item(move, with_others=move.route in together)
            yield from _untimed(move, posts.untimed, before.address.rpartition("/")[0])
        elif loss is None or loss.token not in allow:
            yield _dropped(old, posts)


def _loss(before: PublishedFeed, now: PublishedFeed, posts: Posts) -> Objection | None:
    """That a feed would lose all of its episodes, or so many that it is hardly meant. Nothing allows to lose all because of problems."""
    fate = _fate({item.slug for item in before.items} - {item.slug for item in now.items}, posts)
    remedy, emptied = fate.all_of_them, "" if fate is _FAILED else EMPTIED
    if before.items and not now.items:
        what = f"all its {len(before.items)} episodes" if len(before.items) > 1 else "its only episode"
        return Objection(emptied, f"the feed would lose {what}", remedy)
    if len(before.items) >= _FEWEST and len(now.items) * 2 <= len(before.items):
        return Objection(HALVED, f"the feed would shrink from {len(before.items)} episodes to {len(now.items)}", remedy)
    return None


def _dropped(old: PublishedItem, posts: Posts) -> Objection:
    remedy = _fate({old.slug}, posts).one_of_them.format(old.slug)
    return Objection(f"dropped:{old.slug}", f"“{old.title}” would disappear from the feed", remedy)


def _fate(missing: set[str], posts: Posts) -> _Fate:
    """What has become of the posts of all episodes that are missing."""
    known = ((posts.ahead, _AHEAD), (posts.failed, _FAILED), (posts.unselected, _UNSELECTED))
    return next((fate for slugs, fate in known if missing <= set(slugs)), _GONE)


def _feed(before: PublishedFeed, now: PublishedFeed) -> Iterator[Objection]:
    if before.guid and now.guid != before.guid:
        what = f"the feed's podcast:guid would change from {before.guid} to {now.guid}"
        yield Objection(FEED_GUID, what, f"write `guid: {before.guid}` in the feed file, so that directories recognise the show")
    if before.address and now.address != before.address:
        what = f"the feed's address would change from {before.address} to {now.address}"
        yield Objection(
            ADDRESS, what, "restore `url:`; to move, write the new address as `moved_to:`, and keep serving the old feed with it"
        )


def _at(address: str, before: str, item: PublishedItem) -> PublishedItem:
    """The item as it would be if the whole feed had moved to `address`: a change of address is one objection, not one for each episode."""
    there, here = before.rpartition("/")[0], address.rpartition("/")[0]
    return item._replace(enclosure=here + item.enclosure.removeprefix(there)) if item.enclosure.startswith(f"{there}/") else item


def _together(moves: Iterable[Move]) -> dict[tuple[str, str], Objection]:
    """The routes that the sounds of several episodes take, each with its objection: one for all of them."""
    along: dict[tuple[str, str], list[Move]] = defaultdict(list)
    for move in moves:
        if route := move.route:
            along[route].append(move)
    what = "the sound of {} episodes would move from {} to {}, which apps do not know"
    return {
        route: Objection(MOVED, what.format(len(same), *route), same[0].remedy_of_all) for route, same in along.items() if len(same) > 1
    }


def _item(move: Move, *, with_others: bool) -> Iterator[Objection]:
    """What is wrong with an item. If its sound moves `with_others`, there is an objection for all of them already."""
    old, new = move
    slug = new.slug
    if old.guid and new.guid != old.guid:
        what = f"the GUID of “{new.title}” would change from {old.guid} to {new.guid}, so every listener would get it again"
        yield Objection(f"guid:{slug}", what, f"write `guid: {old.guid}` in the post `{slug}`")
    if old.enclosure and new.enclosure != old.enclosure and not with_others:
        what = f"the sound of “{new.title}” would move from {old.enclosure} to {new.enclosure}, which apps do not know"
        yield Objection(f"enclosure:{slug}", what, move.remedy)
    if old.date is not None and new.date != old.date:
        what = f"“{new.title}”, published {old.date:%Y-%m-%d %H:%M:%S} UTC, would be dated {f'{new.date:%Y-%m-%d %H:%M:%S} UTC' if new.date else 'nothing'}"
        yield Objection(f"date:{slug}", what, f"write `date: {old.date.isoformat()}` in the post `{slug}`")
    if new.duration * 10 < old.duration * 9:
        what = f"“{new.title}” would shrink from {label(old.duration)} to {label(new.duration)}"
        yield Objection(f"duration:{slug}", what, "restore the complete recording")


def _untimed(move: Move, untimed: Collection[str], site: str) -> Iterator[Objection]:
    """That an episode would lose a transcript of this `site`. Those that a previous host has made stay there, whatever is published here."""
    old, new = move
    own = any(address.startswith(f"{site}/") for address in old.transcripts)
    if own and new.slug in untimed and not new.transcripts:
        what = f"“{new.title}” would lose its transcript, and the chapters that are not given in its post"
        yield Objection(f"transcript:{new.slug}", what, f"solve the problems that are reported for the captions of `{new.slug}`")


def _shared(now: PublishedFeed) -> Iterator[Objection]:
    """Items with the same GUID or sound file: apps show only one of them. Nothing allows that."""
    for what, own, remedy in _OWN:
        for value, count in Counter(map(own, now.items)).items():
            if count > 1:
                same = " and ".join(f"“{item.title}” ({item.slug})" for item in now.items if own(item) == value)
                yield Objection("", f"{same} have the same {what}, {value}", remedy)
