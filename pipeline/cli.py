"""The command line: the only place that prints, asks, and chooses an exit code.

What a verb needs is imported when the verb runs, so that `--help` and a wrong word answer at once: here even `dataclasses` and `pathlib`
would take longer than all the rest.
"""

import argparse
import errno
import os
import sys

from pipeline import __version__

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from pipeline.cluster import Cluster
    from pipeline.content.problem import Problem
    from pipeline.verbs import Outcome, Report

DONE, REFUSED, USAGE, INCOMPLETE = 0, 1, 2, 3
_LOOK = 0.5  # seconds between two looks for a change


class Verb:
    """A verb of the command line: a sentence for `--help`, an example, what runs it, and its own arguments."""

    def __init__(
        self,
        name: str,
        does: str,
        example: str,
        run: "Callable[[argparse.Namespace], int]",
        arguments: "Callable[[argparse.ArgumentParser], object]" = lambda _: None,
    ) -> None:
        self.name, self.does, self.example, self.run, self.arguments = name, does, example, run, arguments


def main(words: "Sequence[str] | None" = None) -> int:
    """Run one verb and return its exit code: 0 done, 1 problems or refused, 2 wrong usage, 3 some episode could not be had."""
    parser = _parser()
    if "_ARGCOMPLETE" in os.environ:  # a shell asks what fits
        from pipeline import completion  # noqa: PLC0415

        completion.answer(parser)
    given = parser.parse_args(words)
    if given.verb.run is publish and not given.github and _nothing_to_do(given):
        return DONE
    from pathlib import Path  # noqa: PLC0415

    for name in ("root", "post", "captions"):
        if hasattr(given, name):
            setattr(given, name, Path(getattr(given, name)))
    given.problems, given.outcomes = (), ()
    try:
        return _on_github(given) if getattr(given, "github", False) else int(given.verb.run(given))
    except KeyboardInterrupt:
        _tell("stopped; the last complete site is untouched")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except OSError as error:
        _tell(_broken(error))
        return REFUSED


def check(given: argparse.Namespace) -> int:
    """Every problem in posts and feeds, and the chapter tables."""
    from pipeline import verbs  # noqa: PLC0415
    from pipeline.terminal import Progress  # noqa: PLC0415

    with Progress(quiet=given.quiet) as watcher:
        report = verbs.check(given.root, watcher)
    return _reported(given, report, REFUSED)


def fetch(given: argparse.Namespace) -> int:
    """Record what is missing, or one episode anew."""
    from pipeline import verbs  # noqa: PLC0415
    from pipeline.terminal import Progress  # noqa: PLC0415

    with Progress(quiet=given.quiet) as watcher, _crew(given) as crew:
        report = verbs.record(given.root, _now(), watcher, given.slug, again=given.again, crew=crew)
    return _reported(given, report, INCOMPLETE)


def plan(given: argparse.Namespace) -> int:
    """What a publish would change; nothing is written."""
    from pipeline import verbs  # noqa: PLC0415
    from pipeline.terminal import Progress  # noqa: PLC0415

    with Progress(quiet=given.quiet or given.json) as watcher:
        outcomes, problems = verbs.plan(given.root, _now(), watcher)
    given.outcomes = outcomes
    _problems(given, (*problems, *(problem for outcome in outcomes for problem in outcome.built.problems)))
    if given.json:
        print(verbs.plans_json(outcomes))
    for outcome in () if given.json else outcomes:
        print(outcome.plan.to_text(), end="")
        for refusal in outcome.refusals:
            print(f"publish would refuse this: {refusal}")
        if outcome.uncompared:
            print(outcome.uncompared)
    return DONE


def publish(given: argparse.Namespace) -> int:
    """Build every feed's site and put it in place."""
    return _publish(given, ask=True)


def inspect(given: argparse.Namespace) -> int:
    """What was read from one post."""
    from pipeline import verbs  # noqa: PLC0415

    text, ok = verbs.inspect(given.post, given.root, as_json=given.json)
    print(text.rstrip("\n"))
    return DONE if ok else REFUSED


def align(given: argparse.Namespace) -> int:
    """Times for every heading and turn of a post against a captions file; nothing is recorded."""
    from pipeline import verbs  # noqa: PLC0415

    return _reported(given, verbs.align(given.post, given.captions, given.root, as_json=given.json), REFUSED)


def serve(given: argparse.Namespace) -> int:
    """The built sites on loopback, rebuilt from what is on record when a source changes; YouTube is not asked."""
    import time  # noqa: PLC0415

    from pipeline import serving  # noqa: PLC0415

    seen = None
    with serving.serving(given.root, given.port) as address:
        print(f"{address}  (Ctrl-C ends)", flush=True)
        try:
            while True:
                if (now := serving.sources(given.root)) != seen:
                    seen = now
                    if _rebuilt(given) == USAGE:
                        return USAGE
                time.sleep(_LOOK)
        except KeyboardInterrupt:
            return DONE


def review(given: argparse.Namespace) -> int:
    """Each heading to be listened to and judged, on a page on loopback; verdicts go into the post."""
    import threading  # noqa: PLC0415

    from pipeline import reviewing  # noqa: PLC0415

    try:
        with reviewing.reviewing(given.root, given.port, given.slug) as address:
            print(f"{address}\nopen this address; the page shows its keys (Ctrl-C ends)", flush=True)
            threading.Event().wait()
    except reviewing.UnknownError as unknown:
        _problems(given, unknown.problems)
        return REFUSED
    except KeyboardInterrupt:
        pass
    return DONE


def new(given: argparse.Namespace) -> int:
    """A post to edit, from a video."""
    from pipeline import starting  # noqa: PLC0415
    from pipeline.terminal import Progress  # noqa: PLC0415

    with Progress(quiet=given.quiet) as watcher:
        report = starting.new(given.url, given.root, _now(), watcher)
    return _reported(given, report, INCOMPLETE)


def doctor(given: argparse.Namespace) -> int:
    """What fetching finds on this machine: installed, too old, missing."""
    from pipeline import verbs  # noqa: PLC0415

    report, healthy = verbs.doctor(given.root, _now())
    return max(_reported(given, report, REFUSED), DONE if healthy else REFUSED)


def completion(given: argparse.Namespace) -> int:
    """Lines for a shell's start-up file."""
    from pipeline import completion as shells  # noqa: PLC0415

    print(shells.script(given.shell), end="")
    return DONE


def import_(given: argparse.Namespace) -> int:
    """What listeners have learnt from a feed elsewhere, written into the posts."""
    from pipeline import importing  # noqa: PLC0415

    return _reported(given, importing.take_over(given.root, given.feed), REFUSED)


def _post(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("post", metavar="POST", help="a Markdown file")
    parser.add_argument("--json", action="store_true", help="print one JSON document on standard output")


def _post_and_captions(parser: argparse.ArgumentParser) -> None:
    _post(parser)
    parser.add_argument("captions", metavar="CAPTIONS", help="json3, VTT, SRT or a list of words")


def _fetching(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", nargs="?", metavar="SLUG", help="one episode; all when left out")
    parser.add_argument("--again", action="store_true", help="ask anew, also for what is on record")
    _on_a_cluster(parser)


def _on_github_too(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--github", action="store_true", help="in a job of GitHub Actions: annotations, summary, outputs")


def _planning(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document on standard output")
    _on_github_too(parser)


def _publishing(parser: argparse.ArgumentParser) -> None:
    _allowing(parser)
    parser.add_argument("--why", action="store_true", help="say of each step that runs why it does")
    _on_a_cluster(parser)
    _on_github_too(parser)


def _on_a_cluster(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cluster", metavar="ADDRESS", help="the scheduler of a Dask cluster that does what is slow, such as tcp://host:8786"
    )


def _allowing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--allow", action="append", default=[], metavar="WHAT", help="let one named change pass the guard, such as dropped:SLUG"
    )


def _reviewing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", nargs="?", metavar="SLUG", help="one episode; a list of all when left out")
    parser.add_argument("--port", type=_port, default=0, help="a free one when left out")


def _serving(parser: argparse.ArgumentParser) -> None:
    _allowing(parser)
    parser.set_defaults(cluster=None)
    parser.add_argument("--port", type=_port, default=8000, help="8000 when left out; 0 takes a free one")


VERBS = (
    Verb("check", "list every problem in posts and feeds, and the chapter tables", "pipeline check", check, _on_github_too),
    Verb("fetch", "record what is missing about each episode's video", "pipeline fetch my-episode --again", fetch, _fetching),
    Verb(
        "plan",
        "say what publish would change, and write nothing",
        "pipeline plan --json",
        plan,
        _planning,
    ),
    Verb(
        "publish",
        "build the sites and release what is due",
        "pipeline publish --allow dropped:old-episode",
        publish,
        _publishing,
    ),
    Verb(
        "new",
        "start a post from a video",
        "pipeline new https://www.youtube.com/watch?v=...",
        new,
        lambda parser: parser.add_argument("url", metavar="URL", help="the video's address or id"),
    ),
    Verb(
        "import",
        "take over a feed from elsewhere: its GUIDs, dates and enclosure addresses go into the posts",
        "pipeline import https://old.example/feed.xml",
        import_,
        lambda parser: parser.add_argument("feed", metavar="FEED", help="the feed's address, or a file that it was saved to"),
    ),
    Verb(
        "serve",
        "show the built sites on this machine, rebuilt on change",
        "pipeline serve --port 8000",
        serve,
        _serving,
    ),
    Verb(
        "review",
        "listen to where each heading is asked, and accept, shift or drop it: verdicts go into the post",
        "pipeline review my-episode",
        review,
        _reviewing,
    ),
    Verb("inspect", "show what was read from one post", "pipeline inspect episodes/my-episode.md --json", inspect, _post),
    Verb(
        "align",
        "place a post's headings and turns on the clock of a captions file",
        "pipeline align episodes/my-episode.md captions.vtt",
        align,
        _post_and_captions,
    ),
    Verb("doctor", "say what this machine has and what is missing: programs, settings, room, keys", "pipeline doctor", doctor),
    Verb(
        "completion",
        "print what makes a shell complete verbs and slugs",
        "pipeline completion bash",
        completion,
        lambda parser: parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell that reads it"),
    ),
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pipeline",
        formatter_class=_help,
        description="Turns an interview published as a video and a post into a podcast with a chapter for each question.",
    )
    parser.add_argument("--version", action="version", version=f"pipeline {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True, prog=parser.prog)
    for verb in VERBS:
        one = verbs.add_parser(
            verb.name,
            help=verb.does,
            description=f"{verb.does[0].upper()}{verb.does[1:]}.",
            epilog=f"Example: {verb.example}",
            formatter_class=_help,
        )
        verb.arguments(one)
        one.add_argument("--root", type=_folder, default=".", metavar="DIR", help="the show's folder; the current one when left out")
        one.add_argument("--quiet", action="store_true", help="say only what went wrong")
        one.set_defaults(verb=verb)
    return parser


def _help(prog: str) -> argparse.HelpFormatter:
    """The usual help, as wide as the terminal: left to itself argparse imports all of `shutil` to learn how wide that is."""
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (ValueError, OSError):
        columns = 100
    return argparse.HelpFormatter(prog, width=columns - 2)


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port: a number up to 65535")
    return int(text)


def _folder(text: str) -> str:
    if not os.path.isdir(text):  # noqa: PTH112 - see the top
        raise argparse.ArgumentTypeError(f"{text} is no folder")
    return text


def _now() -> "datetime":
    from datetime import UTC, datetime  # noqa: PLC0415

    return datetime.now(UTC)


def _publish(given: argparse.Namespace, *, ask: bool) -> int:
    from pipeline import seal, verbs  # noqa: PLC0415
    from pipeline.terminal import Progress  # noqa: PLC0415

    if unknown := [word for word in given.allow if not verbs.may_be_allowed(word)]:
        _tell(f"pipeline publish: nothing is called `{unknown[0]}`: --allow takes what a refusal tells, such as dropped:SLUG")
        return USAGE
    before = seal.sources(str(given.root))
    with Progress(quiet=given.quiet) as watcher, _crew(given) as crew:
        outcomes, problems = verbs.publish(given.root, _now(), watcher, frozenset(given.allow), ask=ask, crew=crew)
    given.outcomes = outcomes
    _problems(given, (*problems, *(problem for outcome in outcomes for problem in outcome.built.problems)))
    for outcome in outcomes:
        _summary(given, outcome)
    if ask:
        _seal(given, before, outcomes, given.problems)
    if any(problem.is_error for problem in problems) or any(outcome.refusals for outcome in outcomes):
        return REFUSED
    return INCOMPLETE if any(outcome.built.failed for outcome in outcomes) else DONE


def _crew(given: argparse.Namespace) -> "AbstractContextManager[Cluster | None]":
    """The cluster that was asked for, where one was."""
    from contextlib import nullcontext  # noqa: PLC0415

    if given.cluster is None:
        return nullcontext()
    from pipeline import cluster  # noqa: PLC0415

    return cluster.joined(given.cluster, given.root)


def _on_github(given: argparse.Namespace) -> int:
    """Run a verb as a step of a job: problems become annotations, what came of it becomes the job's summary."""
    from pipeline import github  # noqa: PLC0415

    job = github.job(os.environ, _now())
    with github.quoting():
        code = int(given.verb.run(given))
    wrong: tuple[Problem, ...] = ()
    if given.verb.run is plan:
        github.planned(job, given.outcomes)
    if given.verb.run is publish:
        wrong = github.published(job, given.outcomes, given.problems, complete=code in (DONE, INCOMPLETE))
        code = REFUSED if any(problem.is_error for problem in wrong) else code
    print(github.annotations((*given.problems, *wrong)), end="")
    return code


def _rebuilt(given: argparse.Namespace) -> int:
    """Build for whoever looks on: what goes wrong is told, and the next change is another try."""
    try:
        return _publish(given, ask=False)
    except OSError as error:
        _tell(_broken(error))
        return REFUSED


def _reported(given: argparse.Namespace, report: "Report", bad: int) -> int:
    for line in report.lines:
        _say(given, line)
    _problems(given, report.problems)
    return bad if any(problem.is_error for problem in report.problems) else DONE


def _summary(given: argparse.Namespace, outcome: "Outcome") -> None:
    """What was published, what waits and why, where the feed is."""
    for refusal in outcome.refusals:
        _tell(f"{outcome.built.show.path}:1: not published: {refusal}")
    if outcome.refusals:
        return
    for line in _lines(outcome, (outcome.built.reasons or ("nothing has changed",)) if getattr(given, "why", False) else ()):
        _say(given, line)
    for line in (*(f"{slug}: not published; see above" for slug in outcome.built.failed), *outcome.news.wrong):
        _tell(f"  {line}")


def _lines(outcome: "Outcome", reasons: "Sequence[str]" = ()) -> "list[str]":
    show, built = outcome.built.show, outcome.built
    told = (
        *outcome.plan.to_text().splitlines(),
        *(f"why: {reason}" for reason in reasons),
        f"feed: {outcome.site / 'feed.xml'}, to be served at {show.feed_url}",
        *filter(None, (built.loudness, outcome.uncompared)),
        *outcome.write_back,
        *outcome.news.done,
    )
    return [
        f"{show.title}: {_episodes(len(built.episodes))} in {outcome.site}/, {_files(len(outcome.changed))}",
        *(f"  {line}" for line in told),
    ]


def _nothing_to_do(given: argparse.Namespace) -> bool:
    """Say what there is to say where nothing has changed since a publish that left nothing to do."""
    import time  # noqa: PLC0415

    from pipeline import seal  # noqa: PLC0415

    said = seal.unbroken(given.root, time.time())
    if said is None:
        return False
    for line in (*said.report, *(("why: nothing has changed",) if given.why else ())):
        _say(given, line)
    for line in said.warnings:
        _tell(line)
    return True


def _seal(given: argparse.Namespace, before: str, outcomes: "Sequence[Outcome]", problems: "Sequence[Problem]") -> None:
    """Have the next publish end at once where this one has left nothing to do and nothing changes."""
    from pipeline import seal, verbs  # noqa: PLC0415

    until = verbs.quiet_until(given.root, outcomes)
    if until is not None and outcomes:
        same = [line for outcome in outcomes for line in _lines(verbs.unchanged(outcome))]
        named = (name for outcome in outcomes for entry in outcome.built.entries.values() for name in entry.named)
        sites = {outcome.built.show.name: outcome.built.files for outcome in outcomes}
        said = seal.Said(same, [str(problem) for problem in sorted(set(problems))])
        seal.put(str(given.root), before, sites, named=named, until=until, said=said)


def _episodes(count: int) -> str:
    return "1 episode" if count == 1 else f"{count} episodes"


def _files(count: int) -> str:
    if count == 0:
        return "nothing to write"
    return "1 file written" if count == 1 else f"{count} files written"


def _problems(given: argparse.Namespace, problems: "Sequence[Problem]") -> None:
    given.problems = problems
    for problem in sorted(set(problems)):
        _tell(str(problem))


def _say(given: argparse.Namespace, line: str) -> None:
    if not given.quiet:
        print(line)


def _broken(error: OSError) -> str:
    """What a machine could not do, with the next step where there is one."""
    step = {
        errno.ENOSPC: "make room on the disk, then try again; listeners have a whole site, the last one or the new one",
        errno.EDQUOT: "make room in your quota, then try again; listeners have a whole site, the last one or the new one",
        errno.EACCES: "see whose file it is, and who runs this",
        errno.EROFS: "have the show in a folder that can be written to",
    }.get(error.errno or 0)
    return f"{error.filename or 'pipeline'}: {error.strerror or error}{f' ({step})' if step else ''}"


def _tell(line: str) -> None:
    print(line, file=sys.stderr)
