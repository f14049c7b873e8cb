"""The plan: what a publish would change for listeners, episode by episode and in words."""

import json
from collections.abc import Callable, Container, Iterator
from datetime import datetime
from itertools import chain, zip_longest
from math import inf
from typing import NamedTuple

from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.timecode import label, parse
from pipeline.content.wording import counted
from pipeline.derive import places
from pipeline.derive.earlier.published import PublishedFeed, PublishedItem
from pipeline.derive.earlier.succession import Succession, match
from pipeline.derive.episode import in_zone


class Waiting(NamedTuple):
    """An episode that is not published yet: until when (None if not known), and why, as the end of a sentence."""

    slug: str
    title: str
    until: datetime | None
    why: str


class Change(NamedTuple):
    """What happens to an episode, described by `text`: `kind` is new, gone, waits, page or one of `_DIFFERENCES`.

    Of the show itself (see `Plan`), it is title, description, language, type, cover or moved.
    """

    slug: str
    title: str
    kind: str
    text: str


class Plan(NamedTuple):
    """All changes in the order of the feed. Those of the show itself have an empty slug; what waits comes last, soonest first."""

    changes: tuple[Change, ...]

    def to_text(self) -> str:
        """Lines to read: each episode with its changes below, or one sentence if nothing changes."""
        if not self.changes:
            return "Nothing changes for listeners.\n"
        lines: list[str] = []
        for number, change in enumerate(self.changes):
            if number == 0 or (self.changes[number - 1].slug, self.changes[number - 1].title) != (change.slug, change.title):
                lines.append(f"{change.slug or 'the show'}: {change.title}")
            lines.append(f"  {change.text}")
        return "\n".join(lines) + "\n"

    def to_json(self) -> str:
        """`{"changes": [{"slug", "title", "kind", "text"}]}`, for a CI job."""
        return json.dumps({"changes": [change._asdict() for change in self.changes]}, ensure_ascii=False, indent=2) + "\n"


def plan(feeds: Succession, waiting: tuple[Waiting, ...] = (), files: Container[str] = (), timezone: str = "UTC") -> Plan:
    """What listeners of the previous feed would notice of the new one, with dates in the show's time zone.

    `files` are the paths of those that its site has.
    """
    soonest = sorted(waiting, key=lambda one: (one.until.timestamp() if one.until else inf, one.slug))
    return Plan((*_changes(feeds.before or PublishedFeed(), feeds.after, files, timezone), *map(_waits, soonest)))


def _changes(before: PublishedFeed, now: PublishedFeed, files: Container[str], timezone: str) -> Iterator[Change]:
    yield from (Change("", now.title, kind, text) for kind, text in _of_the_show(before, now))
    matches = match(before.items, now.items)
    old_of = {new: old for old, new in matches.items()}
    names = {new.slug.lower() for new in now.items}
    for new in now.items:
        old = old_of.get(new)
        if old is None:
            yield Change(new.slug, new.title, "new", _new(_local(new, timezone)))
        elif new != old:
            both = _local(old, timezone), _local(new, timezone)
            yield from (Change(new.slug, new.title, kind, text) for kind, texts in _DIFFERENCES for text in texts(*both))
            yield from (Change(new.slug, new.title, "page", text) for text in _page(old, new, files, names))
    for old in before.items:
        if old not in matches:
            yield Change(old.slug, old.title, "gone", "disappears from the feed")


def _of_the_show(before: PublishedFeed, now: PublishedFeed) -> Iterator[tuple[str, str]]:
    """The kinds and texts of what changes of the show itself."""
    if before.title and before.title != now.title:
        yield "title", f"the show is called “{now.title}”, was “{before.title}”"
    if before.description and before.description != now.description:
        yield "description", "the show's description changes"
    for kind, was, is_now in (("language", before.language, now.language), ("type", before.kind, now.kind)):
        if was and was.lower() != is_now.lower():
            yield kind, f"the show's {kind} is {is_now}, was {was}"
    if before.cover and _picture(before.cover) != _picture(now.cover):
        yield "cover", "the show's cover changes"
    if now.moved_to not in ("", before.moved_to, now.address):
        what = (
            f"the feed says that it has moved to {now.moved_to}: keep {now.address} answering, best with a permanent redirect (301) to it"
        )
        yield "moved", what


def _local(item: PublishedItem, timezone: str) -> PublishedItem:
    """An item with its date, which feeds give in UTC, in the time of the show, in which its author wrote it."""
    if item.date is None or timezone == "UTC":
        return item
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - in most runs, no item has changed

    return item._replace(date=in_zone(item.date, ZoneInfo(timezone)))


def _new(item: PublishedItem) -> str:
    chapters = counted(len(item.chapters), "chapter") if item.chapters else ""
    facts = [label(item.duration), chapters, f"dated {when(item.date)}" if item.date else ""]
    return f"new: {', '.join(part for part in facts if part)}"


def _waits(waiting: Waiting) -> Change:
    until = f"waits until {when(waiting.until)}" if waiting.until else "waits"
    return Change(waiting.slug, waiting.title, "waits", f"{until}: {waiting.why}" if waiting.why else until)


def _title(old: PublishedItem, new: PublishedItem) -> Iterator[str]:
    if old.title != new.title:
        yield f"is called “{new.title}”, was “{old.title}”"


def _guid(old: PublishedItem, new: PublishedItem) -> Iterator[str]:
    if old.guid != new.guid:
        yield "comes to every listener again, because its GUID changes"


def _date(old: PublishedItem, new: PublishedItem) -> Iterator[str]:
    if old.date != new.date:
        yield f"dated {when(new.date)}, was {when(old.date)}"


def _sound(old: PublishedItem, new: PublishedItem) -> Iterator[str]:
    if old.enclosure != new.enclosure:
        yield f"sound at {new.enclosure}, was {old.enclosure}"
    if old.duration != new.duration:
        yield f"lasts {label(new.duration)}, was {label(old.duration)}"
    elif old.bytes != new.bytes:
        yield f"sound file of {new.bytes:,} bytes, was {old.bytes:,}"


def _video(old: PublishedItem, new: PublishedItem) -> Iterator[str]:
    was, now = (any(kind.startswith("video/") for kind in (item.type, *item.versions)) for item in (old, new))
    if was != now:
        yield "has a video now" if now else "has no video any more"


def _page(old: PublishedItem, new: PublishedItem, files: Container[str], names: Container[str]) -> Iterator[str]:
    """That a page has got another name on the same site. Nothing is told of a site that moves as a whole.

    `names` are the slugs of all episodes in small letters: two that differ only in capitals are one folder on many file systems.
    """
    was, now = (one.links[0] if one.links else "" for one in (old, new))
    if was != now and was.removesuffix("/").rpartition("/")[0] == now.removesuffix("/").rpartition("/")[0]:
        leads = f": write `{old.slug}` as the last name in `formerly:` of the post, or links that people have shared lead nowhere"
        if old.slug.lower() in names:
            leads = ", which cannot lead to it, as an episode has that name"
        elif places.page_file(old.slug) in files:
            leads = ", which leads to it"
        yield f"page at {now}, was {was}{leads}"


def _chapters(old: PublishedItem, new: PublishedItem) -> Iterator[str]:
    """`chapter 4 moves 12:31 -> 12:38`: numbers are those of the new list, for removed chapters those of the old one."""
    if old.chapters == new.chapters:
        return
    from difflib import SequenceMatcher  # noqa: PLC0415 - chapters of episodes that are out seldom change

    past, present = _numbered(old), _numbered(new)
    matcher = SequenceMatcher(None, [title for _, _, title in past], [title for _, _, title in present], autojunk=False)
    pairs = (zip_longest(past[since:until], present[first:last]) for _, since, until, first, last in matcher.get_opcodes())
    for was, now in chain.from_iterable(pairs):
        if now is None:
            yield "chapter {} is removed: {} “{}”".format(*was)
        elif was is None:
            yield "chapter {} is new: {} “{}”".format(*now)
        else:
            (_, old_start, old_title), (number, start, title) = was, now
            if title != old_title:
                yield f"chapter {number} is “{title}”, was “{old_title}”"
            if start != old_start:
                yield f"chapter {number} moves {old_start} -> {start}"


def _numbered(item: PublishedItem) -> list[tuple[int, str, str]]:
    """The number, start and title of each chapter as readers see them, without those whose start is no time."""
    read = ((parse(start), title) for start, title in item.chapters)
    timed = ((label(start), title) for start, title in read if start is not None)
    return [(number, *chapter) for number, chapter in enumerate(timed, 1)]


def _notes(old: PublishedItem, new: PublishedItem) -> Iterator[str]:
    """Changes of times in the notes are not told, since `_chapters` tells them."""
    if old.notes == new.notes:
        return
    from pipeline.derive.feed.notes import without_times  # noqa: PLC0415 - their notes seldom change either

    if squeeze(without_times(old.notes)) != squeeze(without_times(new.notes)):
        yield "notes change"


def _people(old: PublishedItem, new: PublishedItem) -> Iterator[str]:
    if old.people != new.people:
        yield f"with {_names(new)}, was {_names(old)}"


def _transcript(old: PublishedItem, new: PublishedItem) -> Iterator[str]:
    if bool(old.transcripts) != bool(new.transcripts):
        yield "has a transcript now" if new.transcripts else "has no transcript any more"


def _numbers(old: PublishedItem, new: PublishedItem) -> Iterator[str]:
    if old.numbers != new.numbers:
        yield f"{_season_and_episode(new)}, was {_season_and_episode(old)}"


def _cover(old: PublishedItem, new: PublishedItem) -> Iterator[str]:
    if _picture(old.cover) != _picture(new.cover):
        yield "cover changes"


def _picture(address: str) -> str:
    """The name of a picture with its digest, which stay the same if only the site or the episode gets another address."""
    return address.rpartition("/")[2]


def _explicit(old: PublishedItem, new: PublishedItem) -> Iterator[str]:
    if old.is_explicit != new.is_explicit:
        yield "is marked explicit" if new.is_explicit else "is no longer marked explicit"


def _kind(old: PublishedItem, new: PublishedItem) -> Iterator[str]:
    before = old.kind.lower() or "full"
    if new.kind != before:
        yield f"is of the type {new.kind}, was {before}"


_DIFFERENCES: tuple[tuple[str, Callable[[PublishedItem, PublishedItem], Iterator[str]]], ...] = (
    ("guid", _guid),
    ("title", _title),
    ("date", _date),
    ("sound", _sound),
    ("video", _video),
    ("chapters", _chapters),
    ("notes", _notes),
    ("people", _people),
    ("transcript", _transcript),
    ("number", _numbers),
    ("cover", _cover),
    ("explicit", _explicit),
    ("type", _kind),
)


def when(moment: datetime | None) -> str:
    """`Thu 2026-11-05 08:00 +0100`: with the day of the week, a reader sees at once whether it is the right one."""
    if moment is None:
        return "nothing"
    return f"{day(moment)} {moment:%H:%M} {f'{moment:%z}' if moment.utcoffset() else 'UTC'}"


def day(moment: datetime) -> str:
    """`Thu 2026-11-05`, in English wherever the program runs."""
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[moment.weekday()]} {moment:%Y-%m-%d}"


def _names(item: PublishedItem) -> str:
    return ", ".join(name for _, name in item.people) or "nobody named"


def _season_and_episode(item: PublishedItem) -> str:
    season, episode = item.numbers
    facts = (f"season {season}" if season else "", f"episode {episode}" if episode else "")
    return ", ".join(part for part in facts if part) or "without a number"
