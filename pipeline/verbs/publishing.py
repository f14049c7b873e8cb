"""The verb `publish`: builds the sites and puts them in place, prints the result, and seals it so that the next publish may end at once."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from pipeline import stages
from pipeline.content.problem import Place, Problem
from pipeline.content.wording import counted
from pipeline.derive.earlier import guard
from pipeline.edge import layout
from pipeline.keep import seal, traces
from pipeline.steps import shows
from pipeline.steps.staff import Staff
from pipeline.verbs import alarm, releasing
from pipeline.verbs.releasing import Outcome
from pipeline.verbs.report import Ended
from pipeline.verbs.telling import DONE, INCOMPLETE, REFUSED, USAGE, put, tell, tell_all
from pipeline.verbs.terminal import watching

if TYPE_CHECKING:
    from pipeline.cluster import Cluster


def publish(given: SimpleNamespace, now: datetime, *, online: bool) -> Ended:
    """Build every feed's site and put it in place; if not `online`, the network is not used."""
    if unknown := [word for word in given.allow if not guard.is_token(word)]:
        slip = Problem(
            Place("--allow", 0), f"nothing can be allowed by the name `{unknown[0]}`", "write what the refusal names, such as dropped:SLUG"
        )
        tell(f"pipeline publish: {slip}")
        return Ended(USAGE, (slip,))
    sources = given.sources if online else None
    with (
        alarm.armed(given.root) if online else nullcontext(),
        stages.workers(given.root, sources) as workers,
        watching(quiet=given.quiet) as watcher,
        crew(given) as helpers,
    ):
        seal.lift(str(given.root), sources.whole() if sources else None)
        staff = Staff(watcher, workers, helpers)
        outcomes, wrong = releasing.publish(given.root, now, staff, frozenset(given.allow), sources=sources, online=online)
    problems = releasing.all_problems(wrong, outcomes)
    tell_all(releasing.told(problems, outcomes))
    for path in shows.faulty(wrong):
        name = Path(Path(path).parts[1]).stem  # of a feed file, or of the folder of a show's own templates
        stays = "; its last site stays as it is" if (given.root / layout.PUBLIC / name).is_dir() else ""
        tell(f"{path}: this show is not published until that is corrected{stays}")
    for outcome in outcomes:
        _tell_of(outcome, given)
    code = _code(wrong, outcomes)
    if online:
        _seal(given, outcomes, problems, is_done=code == DONE)
    return Ended(code, problems, outcomes)


def crew(given: SimpleNamespace) -> "AbstractContextManager[Cluster | None]":
    """The cluster that was asked for, or None."""
    if given.cluster is None:
        return nullcontext()
    from pipeline import cluster  # noqa: PLC0415 - most have none

    return cluster.joined(given.cluster, given.root)


def _code(wrong: Sequence[Problem], outcomes: Sequence[Outcome]) -> int:
    if any(problem.is_error for problem in wrong) or any(outcome.objections for outcome in outcomes):
        return REFUSED
    return INCOMPLETE if any(outcome.built.failed for outcome in outcomes) else DONE


def _tell_of(outcome: Outcome, given: SimpleNamespace) -> None:
    """Print what was published, what waits and why, and where the feed is."""
    for objection in outcome.objections:
        tell(f"{outcome.built.show.path}:1: not published: {objection}")
    if outcome.objections:
        return
    idle = "everything was made before, by a plan or a publish" if outcome.changed else "nothing has changed"
    why = (outcome.built.reasons or (idle,)) if given.why else ()
    for line in () if given.quiet else _lines(outcome, why):
        put(line)
    for slug in sorted(outcome.built.failed):
        what = "stays as it was published" if slug in outcome.built.kept else "not published"
        tell(f"  {slug}: {what}; see above")
    for line in outcome.news.wrong:
        tell(f"  {line}")


def _lines(outcome: Outcome, reasons: Sequence[str] = ()) -> Iterator[str]:
    show, built = outcome.built.show, outcome.built
    yield f"{show.title}: {counted(len(built.episodes), 'episode')} in {outcome.site}/, {_written(outcome)}"
    told = (
        *outcome.plan.to_text().splitlines(),
        *(f"why: {reason}" for reason in reasons),
        f"feed: {outcome.site / 'feed.xml'}, to be served at {show.feed_url}",
        *filter(None, (built.loudness, outcome.uncompared)),
        *outcome.write_back(str(outcome.site)),
        *outcome.news.done,
        *outcome.news.left,
    )
    yield from (f"  {line}" for line in told)


def _seal(given: SimpleNamespace, outcomes: Sequence[Outcome], problems: Collection[Problem], *, is_done: bool) -> None:
    """Seal the result if nothing is left to do, so that the next publish ends at once; in any case remember folders for it."""
    root, sources, until = str(given.root), given.sources, releasing.quiet_until(given.root, outcomes) if is_done else None
    with suppress(OSError):  # a seal only saves time: without it, the publish is still a success
        if until is not None and outcomes and traces.are_settled(sources.text, given.now):
            same = tuple(map(releasing.unchanged, outcomes))
            named = (name for outcome in outcomes for entry in outcome.built.entries.values() for name in entry.named)
            sites = {outcome.built.show.name: (outcome.built.files, outcome.changed) for outcome in outcomes}
            said = seal.Said([line for outcome in same for line in _lines(outcome)], releasing.told(problems, same))
            seal.put(root, sources, sites, named=named, until=until, said=said)
        sources.remember({outcome.built.show.name: outcome.changed for outcome in outcomes})


def _written(outcome: Outcome) -> str:
    """How many files of the site have changed, and how many are gone, in words."""
    kept = sum(path in outcome.built.files for path in outcome.changed)
    gone = len(outcome.changed) - kept
    if not kept:
        return f"{counted(gone, 'file')} removed" if gone else "nothing to write"
    return f"{counted(kept, 'file')} written" + (f", {gone} removed" if gone else "")
