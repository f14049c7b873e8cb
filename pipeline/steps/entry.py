"""Entries: what the last run came to about each post of a show, so that the next one need not come to it again."""

import sys
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.recording import Enclosure
from pipeline.derive import episode
from pipeline.derive.card import Neighbour, Neighbours
from pipeline.derive.plan import Waiting
from pipeline.keep import rows
from pipeline.keep.site import Files
from pipeline.keep.workshop import Parts, difference


class Made(NamedTuple):
    """An episode as it stands in the site.

    `traces` are those of its files there. `neighbours` are those that its page names, `loudness` is in LUFS. Where the sound lives in a store,
    `enclosure` is what the feed says of it. One that is not `final` is to be made again. Digests are `item`, of what the feed tells of it,
    `framed`, of what that is made of, `shown`, of what the list of episodes shows, and `mark`, of what the search knows. `trailer` is what
    the feed says of a trailer besides, `type` the post's.
    """

    title: str
    published: datetime
    language: str
    traces: str
    neighbours: Neighbours
    loudness: float | None
    enclosure: Enclosure | None
    final: bool
    item: str
    framed: str
    shown: str
    mark: str
    trailer: bytes
    type: str

    @property
    def files(self) -> Files:
        """Its files in the site."""
        return rows.read(self.traces)


class Entry(NamedTuple):
    """What has become of a post.

    `traces` are those of its files, empty where they may have changed without leaving another; `named` are files outside of its folder that
    it names. `made_of` are its `parts`, those of all episodes first. `made` is None where the site has nothing of it; `waiting` tells why it
    is not out. A `failed` one may still stand in the site as it was made before; of an `unrecorded` one YouTube is still to be asked. One
    that is not `settled` is looked at again by every run.
    """

    traces: str = ""
    named: tuple[str, ...] = ()
    made_of: str = ""
    made: Made | None = None
    waiting: Waiting | None = None
    problems: tuple[Problem, ...] = ()
    failed: bool = False
    unrecorded: bool = False
    settled: bool = False

    @property
    def parts(self) -> Parts:
        """All that went into the episode."""
        return rows.read(self.made_of)

    def beside(self, traces: str) -> "Entry":
        """The same with strings that others hold already, to spare memory: `traces` of its task, sentences that many posts are told."""
        return self._replace(
            traces=traces if traces == self.traces else self.traces,
            problems=tuple(one._replace(message=sys.intern(one.message), hint=sys.intern(one.hint)) for one in self.problems),
        )

    def lacks(self, lost: Collection[str]) -> str:
        """A file of it that the site has lost; empty where it has them all."""
        return next((path for path in self.made.files if path in lost), "") if lost and self.made else ""


Plain = tuple[Any, ...]


def plain(entry: Entry) -> Plain:
    """An entry without its classes, which pickle looks for anew in each record: that takes longer than all the rest of it."""
    made = entry.made
    told = made and (made.title, made.published.isoformat(), *made[2:4], tuple(one and tuple(one) for one in made.neighbours), *made[5:])
    problems = tuple((tuple(one.place), one.message, one.hint, one.severity.value, one.code) for one in entry.problems)
    return (entry.traces, entry.named, entry.made_of, told, entry.waiting, problems, *entry[6:])


def entry_of(plain: Plain) -> Entry:
    """The entry that was made `plain`."""
    traces, named, made_of, made, waiting, problems, *rest = plain
    return Entry(traces, named, made_of, made and _made(*made), waiting, tuple([_problem(*one) for one in problems]), *rest)


def _made(title: str, published: str, language: str, traces: str, neighbours: Plain, *rest: Any) -> Made:
    older, newer = neighbours
    pages = (older and Neighbour(*older), newer and Neighbour(*newer))
    return Made(title, datetime.fromisoformat(published), language, traces, pages, *rest)


def _problem(place: Plain, message: str, hint: str, severity: str, code: str) -> Problem:
    return Problem(Place(*place), message, hint, _SEVERITIES[severity], code)


_SEVERITIES = {one.value: one for one in Severity}


def why_look(entry: Entry, traces: str, common: str, lost: Collection[str], now: datetime) -> str:
    """Why a post has to be looked at again, in words; empty where it need not be. `common` are the parts of all episodes."""
    if entry.traces != traces and (written := " and ".join(_written(entry.traces, traces))):
        return written
    if entry.made_of and not entry.made_of.startswith(common):
        known, wanted = entry.parts, rows.read(common)
        return difference({name: known.get(name, "") for name in wanted}, wanted)
    if path := entry.lacks(lost):
        return f"{path} is not in the site as it was written"
    if entry.waiting and entry.waiting.until and episode.due(entry.waiting.until, now):
        return "it is due"
    return "" if entry.settled else "it was not complete"


def _written(before: str, now: str) -> Iterator[str]:
    """Which files have left another trace."""
    if not before:
        yield "it is new, or was just written when it was read"
        return
    known, found = dict(map(_cut, before.splitlines())), dict(map(_cut, now.splitlines()))
    for name in sorted(known.keys() | found.keys()):
        if known.get(name) != found.get(name):
            yield f"{name} {'is new' if name not in known else 'is gone' if name not in found else 'was written'}"


def _cut(line: str) -> tuple[str, str]:
    name, _, rest = line.partition("\t")
    return name, rest
