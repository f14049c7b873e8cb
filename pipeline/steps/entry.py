"""Entries: what became of each post of a show in the last run, so that the next one need not work it out again."""

import sys
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.recording import Enclosure
from pipeline.derive.pages.card import Neighbour, Neighbours
from pipeline.derive.plan import Waiting
from pipeline.keep import rows
from pipeline.keep.site import Files
from pipeline.keep.workshop import Parts, difference


class Made(NamedTuple):
    """An episode as it is in the site.

    `traces` are those of its files there. `neighbours` are the episodes that its page links to; `loudness` is in LUFS. If sound is kept in
    a store, `enclosure` is what the feed says of it. An episode that is not `final` has to be made again. Four digests tell what has to be
    made anew: those of its item in the feed and of what that is made of, of its card in the list of episodes, and of its search data.
    `trailer` is the XML that the feed has for a trailer besides; `type` and `formerly` are the post's.
    """

    title: str
    published: datetime
    language: str
    traces: str
    neighbours: Neighbours
    loudness: float | None
    enclosure: Enclosure | None
    final: bool
    item_digest: str
    item_made_of: str
    card_digest: str
    search_digest: str
    trailer: bytes
    type: str
    formerly: tuple[str, ...]

    @property
    def files(self) -> Files:
        """The state of each of its files, by path in the site."""
        return rows.read(self.traces)


class Entry(NamedTuple):
    """What became of a post.

    `traces` are those of its files, empty if they may have changed without leaving another trace; `named` are the files that it names.
    `made_of` are its `parts` as rows, those common to all episodes first. `made` is None if the site has nothing of the post; `waiting`
    tells why it is not out. A `failed` episode may still be in the site as it was made before; for an `unrecorded` one, YouTube is still to
    be asked. A post that is not `settled` is looked at again by every run, and one whose traces are only `planned`, since a plan has seen
    them and recorded nothing, by the next run that records.
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
    planned: bool = False

    @property
    def parts(self) -> Parts:
        """Digests of all that went into the episode, by what they are of."""
        return rows.read(self.made_of)

    def interned(self, traces: str) -> "Entry":
        """The same entry, sharing equal strings with others to save memory: `traces` with its task, messages with those of other posts."""
        return self._replace(
            traces=traces if traces == self.traces else self.traces,
            problems=tuple(one._replace(message=sys.intern(one.message), hint=sys.intern(one.hint)) for one in self.problems),
        )

    def missing(self, lost: Collection[str]) -> str:
        """That a file of it is among those that the site has `lost`, in words; empty if none is."""
        missing = (path for path in self.made.files if path in lost) if lost and self.made else ()
        return next(map(absence, missing), "")


def absence(path: str) -> str:
    """That the site has lost the file at this path, in words."""
    return f"{path} is not in the site as it was written"


Plain = tuple[Any, ...]


def plain(entry: Entry) -> Plain:
    """An entry as a tuple of built-in types: pickling its classes with every record would take longer than all the rest."""
    made = entry.made
    site = made and (made.title, made.published.isoformat(), *made[2:4], tuple(one and tuple(one) for one in made.neighbours), *made[5:])
    problems = tuple((tuple(one.place), one.message, one.hint, one.severity.value, one.code) for one in entry.problems)
    return (entry.traces, entry.named, entry.made_of, site, entry.waiting, problems, *entry[6:])


def entry_of(plain: Plain) -> Entry:
    """The entry that `plain` made the tuple of."""
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
    """Why a post has to be looked at again, in words; empty if it need not be. `common` are the parts of all episodes, as rows."""
    if entry.traces != traces and (written := " and ".join(_written(entry.traces, traces))):
        return written
    if entry.made_of and not entry.made_of.startswith(common):
        known, wanted = entry.parts, rows.read(common)
        return difference({name: known.get(name, "") for name in wanted}, wanted)
    if missing := entry.missing(lost):
        return missing
    if entry.waiting and entry.waiting.until and entry.waiting.until <= now:
        return "it is due"
    return "" if entry.settled else "it was not complete"


def _written(before: str, now: str) -> Iterator[str]:
    """Which files have left another trace, in words."""
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
