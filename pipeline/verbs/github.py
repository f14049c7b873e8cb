"""Output for GitHub Actions (`--github`): problems as annotations, the job's summary, and outputs for later steps.

Everything goes to standard output, and nothing printed meanwhile is taken for a command of the runner.
"""

import secrets
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cronsim import CronSim, CronSimError

from pipeline.content.problem import Place, Problem, Severity, errors
from pipeline.derive.bulletin import ShowReport, WorkflowRun, bulletin, dormant, escaped, fenced, problem_list
from pipeline.edge import hooks, memo
from pipeline.steps import shows
from pipeline.verbs import deployment
from pipeline.verbs.releasing import Outcome

_WARNED = timedelta(days=15)  # before the schedule ends


class Job(NamedTuple):
    """A step of a job, as its environment describes it: files for the summary and the outputs, the run, and the address of GitHub Pages.

    `is_repeat` is true if a schedule started it for the commit that was deployed last.
    """

    summary: Path | None
    outputs: Path | None
    run: WorkflowRun
    is_repeat: bool
    pages: str


def job(environment: Mapping[str, str], now: datetime) -> Job:
    """The step that this process is. The workflow sets `SCHEDULE`, `LAST_COMMIT`, `DEPLOYED` and `PAGES_URL`."""
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
    """While the context lasts, everything that is printed is plain text to the runner, even `::add-mask::` or `##[error]` in a post."""
    token = secrets.token_hex(16)
    _write(f"::stop-commands::{token}\n")
    try:
        with redirect_stderr(sys.stdout):
            yield
    finally:
        _write(f"::{token}::\n")


@contextmanager
def noting(job: Job, root: Path) -> Iterator[None]:
    """Sets the output `noted`, however the step ends: whether the notes on announcements and on `on_problem` have changed."""
    before = _notes(root)
    try:
        yield
    finally:
        _put(job, noted=_notes(root) != before)


def annotations(problems: Iterable[Problem]) -> list[str]:
    """Workflow commands that show problems at their lines, errors first, since GitHub shows only ten of a kind for each step."""
    return [_annotation(problem) for problem in sorted(set(problems), key=lambda problem: (not problem.is_error, problem))]


def planned(job: Job, outcomes: Sequence[Outcome], problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Write the plan and the problems into the job's summary. Returns the problems that the step `check` before it could not find."""
    for outcome in outcomes:
        told = "\n".join(outcome.forecast)
        _append(job.summary, f"## {escaped(outcome.built.show.title)}\n\n{fenced(told)}\n")
    _append(job.summary, "\n".join(problem_list(tuple(sorted(set(problems))))) + "\n")
    unrecorded = {slug for outcome in outcomes for slug in outcome.built.unrecorded}
    return tuple(problem for problem in problems if Path(problem.place.path).stem in unrecorded)


def published(job: Job, outcomes: Sequence[Outcome], problems: Sequence[Problem], *, complete: bool) -> tuple[Problem, ...]:
    """Write the bulletin into the job's summary, and set the outputs `deploy`, `folder` and `kept`. Returns problems with the job itself.

    `complete` says that every show is in place. If one is not, nothing is deployed, since that show would disappear from Pages.
    """
    wrong = (*(() if shows.faulty(problems) else deployment.misplaced(outcomes, job.pages)), *_fading(job.run))
    held = bool(errors(wrong)) or not complete
    _append(job.summary, bulletin(job.run, map(_report, outcomes), sorted({*problems, *wrong}), held=held))
    deploy = not held and not (job.is_repeat and all(outcome.is_out for outcome in outcomes))
    kept = any(outcome.built.reasons for outcome in outcomes)
    _put(job, deploy=deploy, kept=kept, folder=deployment.folder(outcomes, job.pages) if deploy else "")
    return wrong


def _report(outcome: Outcome) -> ShowReport:
    built = outcome.built
    return ShowReport(
        title=built.show.title,
        url=built.show.url,
        changes=tuple(change for change in outcome.plan.changes if change.kind != "waits"),
        dates={slug: made.published for slug, made in built.episodes.items()},
        waiting=built.waiting,
        missing=built.missing,
        kept=built.kept,
        unrecorded=built.unrecorded,
        refusals=tuple(map(str, outcome.objections)),
        news=(*outcome.write_back(built.show.url.rstrip("/")), *outcome.news.done, *outcome.news.wrong),
    )


def _fading(run: WorkflowRun) -> Iterator[Problem]:
    """A warning shortly before GitHub disables the schedule."""
    if run.ends and run.ends - run.moment <= _WARNED:
        hint = "commit something before then, or enable it again under Actions"
        yield Problem(Place(".github/workflows/publish.yml"), dormant(run.ends), hint, Severity.WARNING)


def _annotation(problem: Problem) -> str:
    kind = "error" if problem.is_error else "warning"
    hint = f"\n{problem.hint}" if problem.hint else ""
    place, message = problem.place, problem.message
    where = f" file={_property(place.path)},line={place.line}" if place.line else ""
    return f"::{kind}{where}::{_data((message if where else f'{place}: {message}') + hint)}"


def _data(text: str) -> str:
    """Text escaped for a workflow command (actions/toolkit, packages/core/src/command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _planned(schedule: str, now: datetime) -> datetime | None:
    """The last moment before `now` that a cron expression names, in UTC like all of GitHub's schedules."""
    try:
        return next(CronSim(schedule, now.astimezone(UTC).replace(microsecond=0), reverse=True)) if schedule else None
    except (CronSimError, StopIteration):
        return None


def _notes(root: Path) -> tuple[tuple[Path, bytes], ...]:
    """The files in which runs note what was announced and reported, with their contents."""
    return tuple((path, path.read_bytes()) for path in (*memo.notes(root), hooks.memo(root)) if path.is_file())


def _put(job: Job, **outputs: bool | str) -> None:
    _append(job.outputs, "".join(f"{name}={str(value).lower() if isinstance(value, bool) else value}\n" for name, value in outputs.items()))


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _append(path: Path | None, text: str) -> None:
    if path:
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
