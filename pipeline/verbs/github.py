"""What GitHub Actions is told: problems as annotations, the job's summary, and outputs for the steps that follow.

The program runs with `--github` there. All goes to one stream, in which nothing that is printed meanwhile is taken for a command of the runner.
"""

import secrets
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from cronsim import CronSim, CronSimError

from pipeline.content.problem import Place, Problem, Severity, errors
from pipeline.content.show import Show
from pipeline.derive.bulletin import ShowReport, WorkflowRun, bulletin, dormant, fenced, listing, plain
from pipeline.edge import hooks, listeners
from pipeline.verbs.actions import Outcome

_WARNED = timedelta(days=15)  # before the schedule ends


class Job(NamedTuple):
    """A step of a job as its environment tells of it: files for the summary and the outputs, the run, and where GitHub Pages serves the site.

    `is_repeat` says that a schedule has it run, for the commit that was deployed last.
    """

    summary: Path | None
    outputs: Path | None
    run: WorkflowRun
    is_repeat: bool
    pages: str


def job(environment: Mapping[str, str], now: datetime) -> Job:
    """The step that this process is. `SCHEDULE`, `LAST_COMMIT`, `DEPLOYED` and `PAGES_URL` are given to it by the workflow."""
    summary, outputs, committed = (environment.get(name) for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "LAST_COMMIT"))
    return Job(
        summary=Path(summary) if summary else None,
        outputs=Path(outputs) if outputs else None,
        run=WorkflowRun(
            now, _planned(environment.get("SCHEDULE", ""), now), datetime.fromisoformat(committed).astimezone(UTC) if committed else None
        ),
        is_repeat=environment.get("GITHUB_EVENT_NAME") == "schedule" and environment.get("GITHUB_SHA") == environment.get("DEPLOYED"),
        pages=environment.get("PAGES_URL", ""),
    )


@contextmanager
def quoting() -> Iterator[None]:
    """Everything that is printed meanwhile is text, whatever a post makes it look like: `::add-mask::`, `##[error]`."""
    token = secrets.token_hex(16)
    _write(f"::stop-commands::{token}\n")
    try:
        with redirect_stderr(sys.stdout):
            yield
    finally:
        _write(f"::{token}::\n")


@contextmanager
def noting(job: Job, root: Path) -> Iterator[None]:
    """The output `noted`: whether what is still to be announced, or what `on_problem` has read last, has become another, however this ends."""
    before = _notes(root)
    try:
        yield
    finally:
        _put(job, noted=_notes(root) != before)


def annotations(problems: Iterable[Problem]) -> str:
    """Workflow commands that show problems on their lines, errors first: of each step GitHub shows ten of a kind."""
    return "".join(map(_annotation, sorted(set(problems), key=lambda problem: (not problem.is_error, problem))))


def planned(job: Job, outcomes: Sequence[Outcome], problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The plan and what is wrong as the job's summary; gives what is still to be annotated: what `check` in the step before could not tell."""
    for outcome in outcomes:
        refusals = "".join(f"\npublish would refuse this: {objection}" for objection in outcome.objections)
        _append(job.summary, f"## {plain(outcome.built.show.title)}\n\n{fenced(outcome.plan.to_text() + refusals)}\n")
    _append(job.summary, "\n".join(listing(tuple(sorted(set(problems))))) + "\n")
    unrecorded = {slug for outcome in outcomes for slug in outcome.built.unrecorded}
    return tuple(problem for problem in problems if Path(problem.place.path).stem in unrecorded)


def published(job: Job, outcomes: Sequence[Outcome], problems: Sequence[Problem], *, complete: bool) -> tuple[Problem, ...]:
    """The bulletin as the job's summary, and the outputs `deploy`, `folder` and `kept`; what is wrong with the job itself.

    `complete` says that each show is in place. One that is not would disappear from Pages with the next deployment, so nothing is deployed.
    """
    wrong = (*_misplaced([outcome.built.show for outcome in outcomes], job.pages), *_fading(job.run))
    held = bool(errors(wrong)) or not complete
    _append(job.summary, bulletin(job.run, map(_report, outcomes), sorted({*problems, *wrong}), held=held))
    names = [outcome.built.show.name for outcome in outcomes]
    _put(
        job,
        deploy=not held and not (job.is_repeat and all(outcome.is_out for outcome in outcomes)),
        kept=any(outcome.built.reasons for outcome in outcomes),
        folder=f"public/{names[0]}" if len(names) == 1 else "public",
    )
    return wrong


def _report(outcome: Outcome) -> ShowReport:
    built = outcome.built
    return ShowReport(
        title=built.show.title,
        url=built.show.url,
        changes=tuple(change for change in outcome.plan.changes if change.kind != "waits"),
        dates={slug: made.published for slug, made in built.episodes.items()},
        waiting=built.waiting,
        failed=built.failed,
        unrecorded=built.unrecorded,
        refusals=tuple(map(str, outcome.objections)),
        news=(*outcome.write_back(built.show.url.rstrip("/")), *outcome.news.done, *outcome.news.wrong),
    )


def _misplaced(shows: Sequence[Show], pages: str) -> Iterator[Problem]:
    """Feed files whose `url` is not where Pages serves the site: at its root where there is one show, else in a folder of its name."""
    root = pages.rstrip("/") + "/"
    for show in shows if pages else ():
        wanted = root if len(shows) == 1 else f"{root}{show.name}/"
        if _address(show.url) != _address(wanted):
            what = f"`url: {show.url}` is not where GitHub Pages serves this site, so nothing is deployed"
            yield Problem(Place(show.path), what, f"write `url: {wanted}`")


def _fading(run: WorkflowRun) -> Iterator[Problem]:
    """A warning before nobody runs this any more."""
    if run.ends and run.ends - run.moment <= _WARNED:
        hint = "commit something, or switch it on again under Actions"
        yield Problem(Place(".github/workflows/publish.yml"), dormant(run.ends), hint, Severity.WARNING)


def _annotation(problem: Problem) -> str:
    kind = "error" if problem.is_error else "warning"
    hint = f"\n{problem.hint}" if problem.hint else ""
    place, message = problem.place, problem.message
    where = f" file={_property(place.path)},line={place.line}" if place.line else ""
    return f"::{kind}{where}::{_data((message if where else f'{place}: {message}') + hint)}\n"


def _data(text: str) -> str:
    """Escaped as the runner undoes it (actions/toolkit, packages/core/src/command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _address(url: str) -> tuple[str, str]:
    """What tells two addresses apart; Pages may be asked by http as well."""
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path.rstrip("/")


def _planned(schedule: str, now: datetime) -> datetime | None:
    """The last moment that a cron expression names, in UTC as GitHub reads it."""
    try:
        return next(CronSim(schedule, now.astimezone(UTC).replace(microsecond=0), reverse=True)) if schedule else None
    except (CronSimError, StopIteration):
        return None


def _notes(root: Path) -> tuple[tuple[Path, bytes], ...]:
    """What runs tell each other of what was told."""
    return tuple((path, path.read_bytes()) for path in (*listeners.notes(root), hooks.memo(root)) if path.is_file())


def _put(job: Job, **outputs: bool | str) -> None:
    _append(job.outputs, "".join(f"{name}={str(value).lower() if isinstance(value, bool) else value}\n" for name, value in outputs.items()))


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _append(path: Path | None, text: str) -> None:
    if path:
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
