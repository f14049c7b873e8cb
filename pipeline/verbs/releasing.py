"""Builds each show, compares its feed with the one that listeners have, and releases it: what the verbs `plan` and `publish` do."""

import json
import math
import os
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pipeline import stages
from pipeline.content.problem import Place, Problem, Severity, errors, gathered, kinds
from pipeline.content.wording import counted
from pipeline.derive import notice, places, writeback
from pipeline.derive import plan as planning
from pipeline.derive.earlier import guard, published
from pipeline.edge import files, layout, listeners, memo, settings
from pipeline.edge.listeners import FeedPages
from pipeline.edge.memo import Memo, News
from pipeline.keep.sources import Sources
from pipeline.keep.workshop import kept_folder
from pipeline.run import Watcher, Workers
from pipeline.steps import misplaced, releases, shows
from pipeline.steps.built import Built
from pipeline.steps.carry import carry
from pipeline.steps.staff import Staff
from pipeline.verbs import alarm

_MANY = 20  # lines about what is wrong: more of them are read once
_NO_NEWS = News()
_LOCK = f"{layout.KEPT}/.lock"  # is held by a run that builds shows


class Outcome(NamedTuple):
    """What became of one show: `objections` are the guard's, `changed` the site's paths that differ from before, `site` its folder.

    `live` is the feed at the show's address, which listeners have. `uncompared` says why the guard had nothing to compare with, or only the
    copy on this disk; it is empty otherwise. `left` is what is still to be announced, None if nothing is; `news` is what came of
    announcing it.
    """

    built: Built
    site: Path
    plan: planning.Plan
    objections: tuple[guard.Objection, ...]
    live: FeedPages
    uncompared: str
    changed: frozenset[str] = frozenset()
    left: Memo | None = None
    news: News = _NO_NEWS

    def write_back(self, site: str) -> tuple[str, ...]:
        """Sentences about what a host may copy from `site`, a folder or an address, to the videos of new or changed episodes."""
        slugs = dict.fromkeys(change.slug for change in self.plan.changes if change.kind in ("new", "chapters", "transcript", "sound"))
        return tuple(writeback.instructions(site, slugs, self.changed))

    @property
    def forecast(self) -> tuple[str, ...]:
        """What a publish would do, in lines: the changes, or what it refuses, and that there is nothing to compare the feed with."""
        refusals = (f"publish would refuse this: {objection}" for objection in self.objections)
        return (*self.plan.to_text().splitlines(), *refusals, *filter(None, (self.uncompared,)))

    @property
    def is_out(self) -> bool:
        """Whether listeners have exactly this feed already."""
        return self.built.has_feed(map(published.mark, self.live.pages))


def plan(root: Path, now: datetime, watcher: Watcher) -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
    """What publishing would change, show by show. Nothing is recorded or released. `files.BusyError` if another run is at work."""
    how, problems = settings.read(root, os.environ)
    session = stages.session(how, now, watcher)
    usable, wrong = shows.usable(root)
    problems += (*_astray(root), *wrong)
    asked = {show.name: listeners.ask(show, how) for show in usable}
    outcomes = []
    with files.lock(root / _LOCK):
        for show in usable:
            built = stages.build(root, show, session, Staff(watcher, Workers()), online=False)
            outcomes.append(_compared(root, (), listeners.answer(asked[show.name]), how, built))
    return tuple(outcomes), problems


def publish(
    root: Path,
    now: datetime,
    staff: Staff,
    allow: Collection[str],
    *,
    sources: Sources | None = None,
    online: bool = True,
) -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
    """Build every show's site, put those in place that the guard lets pass, then announce them.

    If not `online`, the network is not used: sites are built from what is on record, compared with what is on this disk, and not announced.
    `sources` are the traces of what people wrote, if they have been looked at already. If another run is at work, this raises
    `files.BusyError`; offline it waits instead, since that run may have read the files before the change that is to be shown.
    """
    how, problems = settings.read(root, os.environ)
    session, outcomes = stages.session(how, now, staff.watcher), []
    with files.lock(root / _LOCK, waits=not online):
        usable, wrong = shows.usable(root)
        problems += (*_astray(root), *wrong)
        asked = {show.name: listeners.ask(show, how) for show in usable if online}
        for show in usable:
            build = partial(stages.build, root, show, session, staff, online=online)
            built = build(sources=sources)
            compare = partial(_compared, root, allow, listeners.answer(asked.get(show.name)), how)  # with what has come meanwhile
            outcome = compare(built)
            if built.uploads and not outcome.objections:
                outcome = compare(_carry_and_rebuild(root, built, build, staff.watcher))
            left = _note(root, outcome) if online else None
            changed = frozenset() if outcome.objections else releases.release(root, outcome.built)
            outcomes.append(outcome._replace(changed=changed, left=left))
    if not online:
        return tuple(outcomes), problems
    announced = tuple(outcome._replace(news=_announce(root, outcome, how)) for outcome in outcomes)
    return announced, (*problems, *alarm.ring(_trouble(announced, problems), root, how))


def _carry_and_rebuild(root: Path, built: Built, build: Callable[..., Built], watcher: Watcher) -> Built:
    """The site after its new sound was carried to the store: built again, with the sound that the store serves now."""
    served, troubles = carry(root, built, watcher)
    again = build(served=served)
    return again._replace(problems=(*again.problems, *troubles), examined=built.examined | again.examined)


def quiet_until(root: Path, outcomes: Sequence[Outcome]) -> float | None:
    """The moment (seconds since the epoch) until which another publish would do nothing if nothing changes; None if something is left.

    Only for a run that ended without an error.
    """
    entries = [entry for outcome in outcomes for entry in outcome.built.entries.values()]
    left = any(memo.waiting(kept_folder(root, outcome.built.show.name)) is not None for outcome in outcomes)
    if left or _deserted(root) or not all(entry.settled and entry.traces for entry in entries):
        return None
    return min((entry.waiting.until.timestamp() for entry in entries if entry.waiting and entry.waiting.until), default=math.inf)


def unchanged(outcome: Outcome) -> Outcome:
    """The outcome of publishing again if nothing changes."""
    waits = tuple(change for change in outcome.plan.changes if change.kind == "waits")
    built = outcome.built._replace(examined=frozenset())
    return outcome._replace(built=built, plan=planning.Plan(waits), changed=frozenset(), news=_NO_NEWS)


def plans_json(outcomes: tuple[Outcome, ...]) -> str:
    """All plans as one JSON object by the feeds' names, each with `changes`, and the `refusals` that publish would give."""
    documents = {
        outcome.built.show.name: {**json.loads(outcome.plan.to_json()), "refusals": [one._asdict() for one in outcome.objections]}
        for outcome in outcomes
    }
    return json.dumps(documents, ensure_ascii=False, indent=2)


def all_problems(wrong: Collection[Problem], outcomes: Collection[Outcome]) -> tuple[Problem, ...]:
    """The problems in feed files and settings, followed by those in the posts of each show."""
    return (*wrong, *(problem for outcome in outcomes for problem in outcome.built.problems))


def told(problems: Collection[Problem], outcomes: Collection[Outcome]) -> list[str]:
    """Lines about what is wrong. If they are many, warnings about posts that this run had no reason to look at are only counted.

    Whoever made their episodes has said them, and hundreds of old ones would hide the new one.
    """
    if kinds(problems) <= _MANY and len(lines := gathered(problems)) <= _MANY:
        return lines
    old = {problem for outcome in outcomes for problem in outcome.built.old_warnings}
    counting = f"{counted(len(old), 'warning')} about posts that have not changed, as before (`pipeline check` lists them)"
    return [*gathered(problem for problem in problems if problem not in old), *([counting] if old else ())]


def _astray(root: Path) -> tuple[Problem, ...]:
    """Problems with files that have the same address, and with sites whose feed file is gone."""
    return (*misplaced.doubled(root), *_deserted(root))


def _deserted(root: Path) -> tuple[Problem, ...]:
    """Sites whose feed file is gone; only a person takes them down."""
    named = {path.stem for path in files.named(root / layout.FEEDS, shows.TYPES)}
    return tuple(
        Problem(
            Place(f"{layout.FEEDS}/{name}.yaml"),
            f"the feed file is gone, but its site is still in public/{name}/",
            f"restore it, or take the site down: rm -r public/{name} .pipeline/{name}",
            Severity.WARNING,
        )
        for name in releases.shows(root)
        if name not in named and (root / layout.PUBLIC / name).exists()
    )


def _compared(root: Path, allow: Collection[str], live: FeedPages, how: settings.Settings, built: Built) -> Outcome:
    """The new feed beside the one that listeners have: the one at its address if it could be fetched, else the one on this disk.

    A machine that only releases (`fetch: no`) has no other copy, and nobody watches it: there, nothing to compare with is a refusal.
    """
    site = built.site.public
    before = tuple(map(published.held, live.pages)) or built.standing
    feeds = releases.compared(root, built, before)
    last = feeds.before
    if last and last.address != feeds.after.address and not live.pages and listeners.is_reserved(last.address, how):
        sounds = (f"enclosure:{item.slug}" for item in feeds.after.items)
        allow = {*allow, guard.ADDRESS, guard.FEED_GUID, guard.MOVED, *sounds}  # nobody has subscribed to it there
    what = f"compared with {site} only" if before else "nothing to compare the new feed with"
    uncompared = f"{what}: {built.show.feed_url} could not be fetched ({live.why})" if live.why and not live.absent else ""
    spoilt = (guard.Objection("", f"there is an error in {fault.place}", "correct it") for fault in errors(built.faults))  # which is told
    posts = guard.Posts([one.slug for one in built.waiting if one.until], built.failed, built.unselected, built.untimed)
    objections = (
        *spoilt,
        *guard.compare(feeds, posts, allow),
        *(guard.uncompared(uncompared, allow) if uncompared and not before and not how.fetch else ()),
    )
    return Outcome(built, site, planning.plan(feeds, built.waiting, built.files, built.show.timezone), objections, live, uncompared)


def _note(root: Path, outcome: Outcome) -> Memo | None:
    """What is to be announced, written down before the site is out, so that the next run announces it if this one ends too early."""
    notes = kept_folder(root, outcome.built.show.name)
    if outcome.objections or outcome.is_out or outcome.live.reserved:
        return memo.waiting(notes)
    new, sound = ([change.slug for change in outcome.plan.changes if change.kind == kind] for kind in ("new", "sound"))
    is_news = new or sound or places.FEED in outcome.built.changed
    return memo.remember(notes, (*new, *sound), new) if is_news else memo.waiting(notes)


def _announce(root: Path, outcome: Outcome, how: settings.Settings) -> News:
    """Announce a feed that was put in place, or one that an earlier publish could not announce."""
    show, changed = outcome.built.show, places.FEED in outcome.changed
    if outcome.objections or outcome.left is None or not (outcome.live.reached or (changed and show.hubs)):
        return _NO_NEWS
    from pipeline.edge import announce  # noqa: PLC0415 - what it needs takes 50 ms to import, and most runs have nothing to tell

    pages = tuple((outcome.site / name).read_bytes() for name in places.feed(outcome.built.files.__contains__))
    release = announce.Release(show, outcome.site, pages, outcome.live, changed, outcome.left)
    return announce.announce(release, kept_folder(root, show.name), how, root)


def _trouble(outcomes: tuple[Outcome, ...], problems: tuple[Problem, ...]) -> str:
    """The document for the host's own command (`on_problem`) about what went wrong."""
    return notice.trouble(
        problems=all_problems(problems, outcomes),
        refused={outcome.built.show.name: tuple(map(str, outcome.objections)) for outcome in outcomes},
        missing=[slug for outcome in outcomes for slug in outcome.built.missing],
        wrong=[line for outcome in outcomes for line in outcome.news.wrong],
    )
