"""The guard: compares a new feed with the last one before it takes its place.

Listeners' apps remember GUIDs, enclosure addresses and dates. None of these changes unless a person allows it by name: `--allow
dropped:<slug>`.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from pipeline.content.timecode import label
from pipeline.derive import places
from pipeline.derive.published import PublishedFeed, PublishedItem, Succession

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
        objections += _changes(feeds.before, feeds.after, allow, posts)
    return tuple(objection for objection in objections if objection.token not in allow or not objection.token)


class _Fate(NamedTuple):
    """What has become of a post, by what brings its episode back: if that is true of all that are missing, and of one, whose slug is {}."""

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
_Pair = tuple[PublishedItem, PublishedItem]  # an item, and what becomes of it
_LEAD = "; to move, let the old addresses lead to the new ones"
_FEWEST = 4  # a feed with fewer episodes does not count as halved when one goes
_KNOWN_BY: tuple[Callable[[PublishedItem], str], ...] = (lambda item: item.guid, lambda item: item.enclosure, lambda item: item.slug)


def _changes(before: PublishedFeed, now: PublishedFeed, allow: Collection[str], posts: Posts) -> Iterator[Objection]:
    yield from _feed(before, now)
    loss = _loss(before, now, posts)
    if loss:
        yield loss
        if not now.items:
            return
    matches = {old: (_at(now.address, before.address, old), new) for old, new in match(before.items, now.items).items()}
    together = _joint_moves([pair for pair in matches.values() if f"enclosure:{pair[1].slug}" not in allow])
    yield from together.values()
    for old in before.items:
        if pair := matches.get(old):
            yield from _item(*pair, with_others=_route(*pair) in together)
            yield from _untimed(*pair, posts.untimed, before.address.rpartition("/")[0])
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
    here, there = before.rpartition("/")[0], address.rpartition("/")[0]
    return item._replace(enclosure=there + item.enclosure.removeprefix(here)) if item.enclosure.startswith(f"{here}/") else item


def match(before: tuple[PublishedItem, ...], now: tuple[PublishedItem, ...]) -> dict[PublishedItem, PublishedItem]:
    """Old items and what has become of them: matched by GUID, else by the address of the sound, else by slug."""
    left = list(now)
    found: dict[PublishedItem, PublishedItem] = {}
    for known_by in _KNOWN_BY:
        index = {known_by(item): item for item in left if known_by(item)}
        for old in before:
            if old not in found and (new := index.pop(known_by(old), None)) is not None:
                found[old] = new
        taken = set(found.values())
        left = [item for item in left if item not in taken]
    return found


def _joint_moves(pairs: Collection[_Pair]) -> dict[tuple[str, str], Objection]:
    """The routes that the sounds of several episodes take, each with its objection: one for all of them."""
    moving: dict[tuple[str, str], list[_Pair]] = {}
    for pair in pairs:
        if route := _route(*pair):
            moving.setdefault(route, []).append(pair)
    what = "the sound of {} episodes would move from {} to {}, which apps do not know"
    return {
        route: Objection(MOVED, what.format(len(same), *route), f"{_way_back(*same[0])}{'' if _is_counted(*same[0]) else _LEAD}")
        for route, same in moving.items()
        if len(same) > 1
    }


def _route(old: PublishedItem, new: PublishedItem) -> tuple[str, str] | None:
    """From where to where a sound moves, such as `https://talks.example/media/*`; None if it does not, is new, or gets another name.

    A suffix is named only if it changes, since a show may have sounds of several formats.
    """
    if old.enclosure in ("", new.enclosure):
        return None
    (there, _, name), (here, _, other_name) = (one.enclosure.rpartition("/") for one in (old, new))
    (stem, _, suffix), (other_stem, _, other_suffix) = name.rpartition("."), other_name.rpartition(".")
    if stem != other_stem:
        return None
    return (f"{there}/*", f"{here}/*") if suffix == other_suffix else (f"{there}/*.{suffix}", f"{here}/*.{other_suffix}")


def _item(old: PublishedItem, new: PublishedItem, *, with_others: bool) -> Iterator[Objection]:
    """What is wrong with an item. If its sound moves `with_others`, there is an objection for all of them already."""
    slug = new.slug
    if old.guid and new.guid != old.guid:
        what = f"the GUID of “{new.title}” would change from {old.guid} to {new.guid}, so every listener would get it again"
        yield Objection(f"guid:{slug}", what, f"write `guid: {old.guid}` in the post `{slug}`")
    if old.enclosure and new.enclosure != old.enclosure and not with_others:
        what = f"the sound of “{new.title}” would move from {old.enclosure} to {new.enclosure}, which apps do not know"
        yield Objection(f"enclosure:{slug}", what, _remedy(old, new))
    if old.date is not None and new.date != old.date:
        what = f"“{new.title}”, published {old.date:%Y-%m-%d %H:%M:%S} UTC, would be dated {f'{new.date:%Y-%m-%d %H:%M:%S} UTC' if new.date else 'nothing'}"
        yield Objection(f"date:{slug}", what, f"write `date: {old.date.isoformat()}` in the post `{slug}`")
    if new.duration * 10 < old.duration * 9:
        what = f"“{new.title}” would shrink from {label(old.duration)} to {label(new.duration)}"
        yield Objection(f"duration:{slug}", what, "restore the complete recording")


def _untimed(old: PublishedItem, new: PublishedItem, untimed: Collection[str], site: str) -> Iterator[Objection]:
    """That an episode would lose a transcript of this `site`. Those that a previous host has made stay there, whatever is published here."""
    own = any(address.startswith(f"{site}/") for address in old.transcripts)
    if own and new.slug in untimed and not new.transcripts:
        what = f"“{new.title}” would lose its transcript, and the chapters that are not given in its post"
        yield Objection(f"transcript:{new.slug}", what, f"solve the problems that are reported for the captions of `{new.slug}`")


def _remedy(old: PublishedItem, new: PublishedItem) -> str:
    """What moves a sound back, or keeps it where it was, unless its old name says that it has another format."""
    as_is = _has_same_name(old, new) or _is_counted(old, new) or (_is_film(new) and not _is_film(old))
    known = f"formerly: {old.slug}" if _is_renamed(old, new) else f"enclosure: {old.enclosure}"
    return _way_back(old, new) if as_is else f"{_way_back(old, new)}, or write `{known}` in the post `{new.slug}`"


def _way_back(old: PublishedItem, new: PublishedItem) -> str:
    """What undoes a move."""
    if _is_film(new) and not _is_film(old):
        return "remove the video file, or what puts it first: `medium: video` in the feed file or `enclosure:` in the post"
    if _is_counted(old, new):
        return "remove `prefix:` from the feed file"
    if old.slug != new.slug and _route(old, new) is None:
        return f"rename the post `{new.slug}` and its folder back to `{old.slug}`"
    suffix = old.enclosure.rpartition(".")[2]
    if suffix != new.enclosure.rpartition(".")[2] and suffix.isalnum():
        return f"provide the sound as .{suffix} again"
    if old.enclosure.rpartition("/")[0] == new.enclosure.rpartition("/")[0]:
        return "restore `formerly:` or `enclosure:`"
    return "restore `store:`, `media:` and `prefix:` in the feed file"


def _has_same_name(old: PublishedItem, new: PublishedItem) -> bool:
    """Whether the sound moves to the address of another format."""
    return old.enclosure.rpartition(".")[0] == new.enclosure.rpartition(".")[0]


def _is_renamed(old: PublishedItem, new: PublishedItem) -> bool:
    """Whether the sound moves with the name of its post."""
    return new.enclosure.replace(f"/{new.slug}.", f"/{old.slug}.") == old.enclosure


def _is_counted(old: PublishedItem, new: PublishedItem) -> bool:
    """Whether the new address leads to the old one by way of a service that counts downloads, so that apps may have either."""
    return places.leads_to(new.enclosure, old.enclosure)


def _is_film(item: PublishedItem) -> bool:
    return item.type.startswith("video/")


def _shared(now: PublishedFeed) -> Iterator[Objection]:
    """Items with the same GUID or sound file: apps show only one of them. Nothing allows that."""
    for what, own, remedy in _OWN:
        for value, count in Counter(map(own, now.items)).items():
            if count > 1:
                same = " and ".join(f"“{item.title}” ({item.slug})" for item in now.items if own(item) == value)
                yield Objection("", f"{same} have the same {what}, {value}", remedy)


OTHER_SOUND = "rename the newer post, or correct its `formerly:` or `enclosure:`"
_OTHER_GUID = (
    "two posts have the same video or `guid:`, one has the former name of the other, or a folder was copied: write a `guid:` of its own "
    "into the newer post, or, if its folder is a copy, delete recording.json there"
)
_OWN: tuple[tuple[str, Callable[[PublishedItem], str], str], ...] = (
    ("GUID", lambda item: item.guid, _OTHER_GUID),
    ("sound", lambda item: item.enclosure, OTHER_SOUND),
)
