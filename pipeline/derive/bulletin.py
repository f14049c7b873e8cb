"""The summary of an unattended run, in Markdown: what went out, what waits, how late it was, and what a person has to do."""

import math
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from pipeline.content.problem import Problem
from pipeline.content.text.plaintext import squeeze
from pipeline.derive.plan import Change, Waiting, day, when

# "In a public repository, scheduled workflows are automatically disabled when no repository activity has occurred in 60 days."
# (docs.github.com, Events that trigger workflows: schedule)
DORMANT = timedelta(days=60)
_MOST = 50  # problems in a summary, at most; the log has all of them

_MARKS = re.compile(r"[\\`*_\[\]#|~$@]")


class WorkflowRun(NamedTuple):
    """When a run published, when a schedule had planned it (None if none did), and the moment of the last commit."""

    moment: datetime
    planned: datetime | None = None
    committed: datetime | None = None

    @property
    def ends(self) -> datetime | None:
        """When GitHub disables the schedule if nothing happens before."""
        return self.committed + DORMANT if self.committed else None


class ShowReport(NamedTuple):
    """What became of one show. `dates` are the moments at which its episodes were to come out, by slug.

    `refusals` say why nothing of it went out; `unrecorded` are the slugs of episodes that YouTube has to be asked about, `missing` those of
    due episodes that could not be made, `kept` those of episodes that stay as they were published; `news` are the results of announcing.
    """

    title: str
    url: str
    changes: tuple[Change, ...]
    dates: dict[str, datetime]
    waiting: tuple[Waiting, ...] = ()
    missing: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    unrecorded: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    news: tuple[str, ...] = ()


def bulletin(run: WorkflowRun, reports: Iterable[ShowReport], problems: Iterable[Problem], *, held: bool = False) -> str:
    """The whole summary. `held` says that what was built is not deployed."""
    reports = tuple(reports)
    ready = any(not report.refusals for report in reports)
    lines = [f"**Nothing was deployed.**{' What would have gone out:' if ready else ''}\n"] if held else []
    lines += [line for report in reports for line in _report(run, report)]
    lines += problem_list(tuple(problems))
    lines += [f"- {sentence}" for sentence in (*_punctuality(run), *(escaped(text) for text in _fading(run, reports)))]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text escaped for Markdown and HTML. Line breaks become spaces."""
    marked = _MARKS.sub(r"\\\g<0>", squeeze(text))
    return marked.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fenced(text: str) -> str:
    """Text as it is, in a code block whose fence does not occur in it."""
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return f"{fence}text\n{text.rstrip()}\n{fence}\n"


def _report(run: WorkflowRun, report: ShowReport) -> Iterator[str]:
    yield f"## [{escaped(report.title)}](<{report.url}>)\n"
    if report.refusals:
        yield "**Refused.**\n"
        yield from (f"- {escaped(text)}" for text in report.refusals)
        yield ""
        return
    yield from _out(run, report)
    yield from _missing(report)
    yield from _waiting(report.waiting)
    yield from (f"- {escaped(text)}" for text in report.news)
    yield ""


def _out(run: WorkflowRun, report: ShowReport) -> Iterator[str]:
    if not report.changes:
        yield "Nothing new.\n"
        return
    yield "### Published\n"
    for change in report.changes:
        late = _late(run, report.dates.get(change.slug)) if change.kind == "new" else ""
        yield f"- **{escaped(change.title)}**: {escaped(change.text)}{late}"
    yield ""


def _late(run: WorkflowRun, date: datetime | None) -> str:
    """How long after its moment an episode went out, if this was a scheduled run."""
    return f", published {_span(run.moment - date)} after its date" if date and run.planned else ""


def _missing(report: ShowReport) -> Iterator[str]:
    if report.unrecorded:
        commands = "\n".join(f"pipeline fetch {slug}" for slug in report.unrecorded)
        yield f"### To be fetched on your own computer\n\nRun this there, then commit `episodes/`.\n\n{fenced(commands)}"
    for what, slugs in (("Missing", report.missing), ("Kept as last published", report.kept)):
        if told := [slug for slug in slugs if slug not in report.unrecorded]:
            yield f"**{what}, see the problems below:** {escaped(', '.join(told))}\n"


def _waiting(waiting: tuple[Waiting, ...]) -> Iterator[str]:
    if not waiting:
        return
    yield "### Waiting\n\n| episode | until | why |\n|---|---|---|"
    for one in sorted(waiting, key=lambda one: one.until.timestamp() if one.until else math.inf):
        yield f"| {escaped(one.title)} | {escaped(when(one.until)) if one.until else ''} | {escaped(one.why)} |"
    yield ""


def problem_list(problems: tuple[Problem, ...]) -> Iterator[str]:
    """The problems, line by line under a heading of their own."""
    if not problems:
        return
    yield "## Problems\n"
    yield from (f"- {escaped(str(problem))}" for problem in problems[:_MOST])
    if len(problems) > _MOST:
        yield f"- and {len(problems) - _MOST} more, in the log"
    yield ""


def _punctuality(run: WorkflowRun) -> Iterator[str]:
    if run.planned:
        yield f"This run was planned for {escaped(when(run.planned))} and published at {run.moment:%H:%M}, {_span(run.moment - run.planned)} later."


def _fading(run: WorkflowRun, reports: tuple[ShowReport, ...]) -> Iterator[str]:
    """A warning if the end of the schedule would keep episodes from coming out."""
    end = run.ends
    later = [one.title for report in reports for one in report.waiting if end and one.until and one.until > end]
    if end and later:
        yield f"{dormant(end)}. {len(later)} of the waiting episodes are dated later: commit something before then."


def dormant(end: datetime) -> str:
    """That a schedule ends, as a sentence without its full stop."""
    return f"GitHub disables the schedule of a public repository on {day(end)}, {DORMANT.days} days after its last activity"


def _span(span: timedelta) -> str:
    """`4 min`, `2 h 5 min`, `3 days`."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes // (24 * 60)} days"
