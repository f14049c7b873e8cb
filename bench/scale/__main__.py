"""Time cold, unchanged and one-changed publishes of shows with many episodes, beside what else makes a site of the same posts.

    python -m bench.scale [TRANSCRIPTS] [--episodes 100,1000] [--captioned 0.1] [--rounds 5] [--work DIR] [--json FILE] [--peer pelican=PATH]

Every run is a whole process. A show is laid and published once before it is timed, which takes a third of a second for each episode; with
`--work` it is kept there, and taken again by the next run with the same arguments.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from bench.measured import Measured
from bench.process import run
from bench.scale import show
from bench.scale.entrants import least, nothing, ours
from bench.scale.goals import goals
from bench.scale.peers import peers
from bench.scale.posts import paragraphs
from bench.scale.race import Result, race
from bench.scale.table import table


class Course(NamedTuple):
    """A show to be measured with: how many episodes, of what words, the share with captions.

    Then how many rounds, where peers are, and a folder for what is to be forgotten.
    """

    episodes: int
    pool: Sequence[str]
    captioned: float
    rounds: int
    programs: Mapping[str, str]
    gone: Path


def raced(work: Path, course: Course, told: Callable[[str], None]) -> tuple[Result, ...]:
    """What everybody takes for a show that is laid in `work`."""
    root, victim = work / "show", show.middle(course.episodes, course.captioned)
    if not (root / "laid").exists():
        shutil.rmtree(root, ignore_errors=True)
        told(f"laying {course.episodes:,} episodes in {root}")
        show.lay(root, course.episodes, course.pool, course.captioned)
    entrant = ours(root, victim, work, course.gone)
    first = run(entrant.command, entrant.folder, work / "first.log")
    if first.code:
        sys.exit(f"the first publish ended with {first.code}: see {work / 'first.log'}")
    (root / "laid").touch()
    told(f"first publish: {first.wall:.1f} s, CPU {first.cpu:.1f} s, {first.memory:.0f} MB")
    others = peers(course.programs, root / "episodes", victim, work, course.gone, told=told)
    return race((nothing(work), least(root, work), *others, entrant), course.episodes, course.rounds, work, told)


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench.scale", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("transcripts", type=Path, nargs="?", metavar="TRANSCRIPTS", help="a folder of them; words are made up without one")
    parser.add_argument("--episodes", default="100,1000", help="how many, with commas: 100,1000")
    parser.add_argument("--captioned", type=float, default=0.1, help="the share of episodes that have captions: 0.1")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--peer", action="append", default=[], metavar="NAME=PATH", help="where hugo, pelican or eleventy is, if not on PATH"
    )
    parser.add_argument("--work", type=Path, help="a folder to keep shows in")
    parser.add_argument("--json", type=Path, help="a file for every figure")
    given = parser.parse_args(words)
    pool, programs = paragraphs(given.transcripts), dict(peer.split("=", 1) for peer in given.peer)
    results: list[Result] = []
    with ExitStack() as stack:
        base = given.work or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        base.mkdir(parents=True, exist_ok=True)
        gone = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gone-", dir=base)))
        for count in map(int, given.episodes.split(",")):
            work = base.absolute() / f"{count}-{given.captioned:g}-{'transcripts' if given.transcripts else 'invented'}"
            work.mkdir(parents=True, exist_ok=True)
            results += raced(work, Course(count, pool, given.captioned, given.rounds, programs, gone), _tell)
            Measured(tuple(results)).keep(given.json)
    print(goals(results), table(results), sep="\n\n")


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
