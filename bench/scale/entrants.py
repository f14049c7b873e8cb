"""Who takes part in a race over the same posts, and what each has to forget before it builds cold."""

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.scale import show

PROGRAM = Path(__file__).parent.parent.parent / "pipeline"
COLD, UNCHANGED, CHANGED = "cold", "unchanged", "one changed"
SCENES = (COLD, UNCHANGED, CHANGED)
OURS, PASS = "pipeline", "python -c pass"


@dataclass(frozen=True, slots=True)
class Entrant:
    """A program that makes a site of posts.

    `forget` makes the next run a cold one, `change` edits a post; both are told the number of the round, so that no two edits are alike.
    """

    name: str
    command: tuple[str | Path, ...]
    folder: Path
    forget: Callable[[int], None] = lambda _: None
    change: Callable[[int], None] = lambda _: None
    variables: Mapping[str, str] = field(default_factory=dict)

    def prepare(self, scene: str, number: int) -> None:
        """Bring about what a scene begins with."""
        if scene == COLD:
            self.forget(number)
        elif scene == CHANGED:
            self.change(number)


def ours(root: Path, count: int, work: Path) -> Entrant:
    """The pipeline, in a copy whose text can be changed.

    Its cold build is the one after an update: no site is there and no page is kept, but pictures and sound, which others do not make.
    """
    program = work / "program"
    shutil.rmtree(program, ignore_errors=True)
    shutil.copytree(PROGRAM, program / PROGRAM.name, ignore=shutil.ignore_patterns("__pycache__"))

    def forget(number: int) -> None:
        shutil.rmtree(root / "public", ignore_errors=True)
        with (program / PROGRAM.name / "derive/templates/base.html").open("a", encoding="utf-8") as template:
            template.write(f"<!-- {number} -->\n")

    return Entrant(
        OURS,
        (sys.executable, "-m", "pipeline", "publish", "--quiet", "--root", root),
        program,
        forget,
        lambda number: show.change(root, count, f"Asked once more, in round {number}."),
    )


def nothing(work: Path) -> Entrant:
    """The least that any program in Python takes, called P in the goals."""
    return Entrant(PASS, (sys.executable, "-c", "pass"), work)
