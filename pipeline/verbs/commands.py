"""The verbs as they are typed: what each prints, and its exit code. What only one verb needs is imported when that runs."""

import os
import threading
import time
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

from pipeline.content.problem import Problem, gathered, listed
from pipeline.verbs import publishing, releasing
from pipeline.verbs.publishing import crew
from pipeline.verbs.report import Ended, Report
from pipeline.verbs.telling import DONE, INCOMPLETE, REFUSED, USAGE, broken, put, tell, tell_all
from pipeline.verbs.terminal import watching

_LOOK = 0.5  # seconds between two checks for a change


def run(given: SimpleNamespace) -> Ended:
    """Run the verb that was given. `OSError` if the machine is broken."""
    for name in ("root", "post", "captions"):
        if hasattr(given, name):
            setattr(given, name, Path(getattr(given, name)))
    work = _WORK[given.verb]
    return _on_github(given, work) if getattr(given, "github", False) else work(given)


def check(given: SimpleNamespace) -> Ended:
    """Every problem in posts and feeds, and the chapter tables."""
    from pipeline.verbs import checking

    with watching(quiet=given.quiet) as watcher:
        report = checking.check(given.root, watcher)
    return _report(report, REFUSED, quiet=given.quiet)


def fetch(given: SimpleNamespace) -> Ended:
    """Record what is missing, or one episode anew."""
    from pipeline.verbs import fetching

    with watching(quiet=given.quiet) as watcher, crew(given) as helpers:
        report = fetching.record(given.root, _moment(given), watcher, given.slug, again=given.again, crew=helpers)
    return _report(report, INCOMPLETE, quiet=given.quiet, said=gathered)


def plan(given: SimpleNamespace) -> Ended:
    """What a publish would change; nothing is written outside `.pipeline/`."""
    with watching(quiet=given.quiet or given.json) as watcher:
        outcomes, wrong = releasing.plan(given.root, _moment(given), watcher)
    problems = releasing.all_problems(wrong, outcomes)
    tell_all(releasing.told(problems, outcomes))
    if given.json:
        put(releasing.plans_json(outcomes))
    for outcome in () if given.json else outcomes:
        lines = outcome.forecast
        if len(outcomes) > 1:
            lines = (f"{outcome.built.show.title} in {outcome.site}/", *(f"  {line}" for line in lines))
        put("\n".join(lines))
    return Ended(DONE, problems, outcomes)


def publish(given: SimpleNamespace) -> Ended:
    """Build every feed's site and put it in place."""
    return publishing.publish(given, _moment(given), online=True)


def new(given: SimpleNamespace) -> Ended:
    """Start a post from a video."""
    from pipeline.verbs import starting

    with watching(quiet=given.quiet) as watcher:
        report = starting.new(given.url, given.root, _moment(given), watcher)
    return _report(report, INCOMPLETE, quiet=given.quiet)


def import_(given: SimpleNamespace) -> Ended:
    """Write what listeners' apps have learnt from a feed elsewhere into the posts."""
    from pipeline.verbs import importing

    with watching(quiet=given.quiet) as watcher:
        report = importing.take_over(given.root, given.feed, watcher, posts=given.posts)
    return _report(report, REFUSED, quiet=given.quiet)


def serve(given: SimpleNamespace) -> Ended:
    """Serve the built sites on loopback, and rebuild them from what is on record when a source changes; YouTube is not asked."""
    from pipeline.verbs import serving

    seen = None
    with serving.serving(given.root, given.port) as address:
        put(f"{address}  (Ctrl-C ends)")
        try:
            while True:
                if (now := serving.sources(given.root)) != seen:
                    seen = now
                    if _rebuild(given) == USAGE:
                        return Ended(USAGE)
                time.sleep(_LOOK)
        except KeyboardInterrupt:
            return Ended(DONE)


def review(given: SimpleNamespace) -> Ended:
    """Serve a page on loopback on which the host listens to each heading and judges it; verdicts go into the post."""
    from pipeline.verbs import reviewing

    try:
        with reviewing.reviewing(given.root, given.port, given.slug) as address:
            put(f"{address}\nopen this address; the page shows its keys (Ctrl-C ends)")
            threading.Event().wait()
    except reviewing.NoPostError as lost:
        tell(str(lost.problem))
        return Ended(REFUSED, [lost.problem])
    except KeyboardInterrupt:
        pass
    return Ended(DONE)


def inspect(given: SimpleNamespace) -> Ended:
    """What was read from one post."""
    from pipeline.verbs import examining

    text, ok = examining.inspect(given.post, given.root, as_json=given.json)
    put(text.rstrip("\n"))
    return Ended(DONE if ok else REFUSED)


def align(given: SimpleNamespace) -> Ended:
    """Print the time of every heading and turn of a post against a captions file; nothing is recorded."""
    from pipeline.verbs import examining

    report = examining.align(given.post, given.captions, given.root, as_json=given.json)
    return _report(report, REFUSED, quiet=given.quiet)


def doctor(given: SimpleNamespace) -> Ended:
    """Print what this machine has: what is installed, too old or missing."""
    from pipeline.verbs import examining

    report, healthy = examining.doctor(given.root, _moment(given))
    ended = _report(report, REFUSED, quiet=given.quiet)
    return ended if healthy else Ended(REFUSED, ended.problems)


def completion(given: SimpleNamespace) -> Ended:
    """Print lines for a shell's start-up file."""
    from pipeline.verbs import completion as shells

    put(shells.script(given.shell).removesuffix("\n"))
    return Ended(DONE)


_WORK: Mapping[str, Callable[[SimpleNamespace], Ended]] = {
    "check": check,
    "fetch": fetch,
    "plan": plan,
    "publish": publish,
    "new": new,
    "import": import_,
    "serve": serve,
    "review": review,
    "inspect": inspect,
    "align": align,
    "doctor": doctor,
    "completion": completion,
}


def _report(report: Report, bad: int, *, quiet: bool, said: Callable[[Collection[Problem]], Collection[str]] = listed) -> Ended:
    """Print a report, its problems as they are `said`; the exit code is `bad` if an error is among them."""
    for line in () if quiet else report.lines:
        put(line)
    tell_all(said(report.problems))
    return Ended(bad if any(problem.is_error for problem in report.problems) else DONE, report.problems)


def _moment(given: SimpleNamespace) -> datetime:
    return datetime.fromtimestamp(given.now, UTC)


def _on_github(given: SimpleNamespace, work: Callable[[SimpleNamespace], Ended]) -> Ended:
    """Run a verb as a step of a GitHub Actions job: problems become annotations, and the result becomes the job's summary."""
    from pipeline.verbs import github

    job = github.job(os.environ, _moment(given))
    wrong: tuple[Problem, ...] = ()
    with github.noting(job, given.root), github.quoting():
        ended = work(given)
    told = ended.problems
    if work is plan:
        told = github.planned(job, ended.outcomes, ended.problems)
    if work is publish:
        wrong = github.published(job, ended.outcomes, ended.problems, complete=ended.code in (DONE, INCOMPLETE))
    for line in github.annotations((*told, *wrong)):
        put(line)
    return Ended(REFUSED) if any(problem.is_error for problem in wrong) else ended


def _rebuild(given: SimpleNamespace) -> int:
    """Build once for `serve`; errors are printed, and the next change is another try."""
    try:
        return publishing.publish(given, datetime.now(UTC), online=False).code
    except OSError as error:
        tell(broken(error))
        return REFUSED
