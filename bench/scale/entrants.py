"""The programs that are measured with the same posts, and what each has to forget before a cold build."""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.scale import floor, show

PROGRAM = Path(__file__).parent.parent.parent / "pipeline"
COLD, UNCHANGED, CHANGED = "cold", "unchanged", "one changed"
SCENES = (COLD, UNCHANGED, CHANGED)
_MOMENT = 0.3  # seconds: longer than a tick of any file system's clock
OURS, PASS, FLOOR = "pipeline", "python -c pass", "floor"


class Entrant(NamedTuple):
    """A program that makes a site of posts: its command, and the folder that it is run in.

    `forget` makes the next run a cold one, and is told the number of the round. `post` is the file that changes, `site` where pages go;
    both are None for a program that makes none.
    """

    name: str
    command: tuple[str | Path, ...]
    folder: Path
    forget: Callable[[int], None] = lambda _: None
    post: Path | None = None
    site: Path | None = None

    def prepare(self, scene: str, number: int) -> None:
        """Bring about what a scene of a round begins with, a moment before: what was written just now may be written once more unseen."""
        if scene == COLD:
            self.forget(number)
        elif scene == CHANGED and self.post:
            amend(self.post, number)
        time.sleep(_MOMENT)

    def pages(self) -> int:
        """The number of pages of its site."""
        return sum(1 for _ in self.site.rglob("*.html")) if self.site else 0


def amend(post: Path, number: int) -> None:
    """Add a paragraph to a post, a different one for each number."""
    with post.open("a", encoding="utf-8") as text:
        text.write(f"\nAsked once more, in round {number}.\n")


def put_away(path: Path, gone: Path) -> None:
    """Have nothing at a path. What was there lies in `gone`, on the same disk, until all races are over.

    ext4 without a journal passes by inodes that were freed in the last minute (`recently_deleted` in Linux' fs/ext4/ialloc.c), so that who makes
    files then would pay for what was deleted before.
    """
    if path.exists():
        path.rename(Path(tempfile.mkdtemp(dir=gone)) / path.name)


def ours(root: Path, victim: str, work: Path, gone: Path) -> Entrant:
    """The pipeline, in a copy whose text can be changed.

    Its cold build is the one after an update: no site is there and no page is kept, but pictures, sound and placed words, which others do not make.
    """
    program = work / "program"
    shutil.rmtree(program, ignore_errors=True)
    shutil.copytree(PROGRAM, program / PROGRAM.name, ignore=shutil.ignore_patterns("__pycache__"))

    def forget(number: int) -> None:
        put_away(root / "public", gone)
        with (program / PROGRAM.name / "derive/templates/base.html").open("a", encoding="utf-8") as template:
            template.write(f"<!-- {number} -->\n")

    command = (sys.executable, "-m", "pipeline", "publish", "--quiet", "--root", root)
    return Entrant(OURS, command, program, forget, root / "episodes" / victim, root / "public" / show.NAME)


def nothing(work: Path) -> Entrant:
    """The minimum that any Python program takes, called P in the goals."""
    return Entrant(PASS, (sys.executable, "-c", "pass"), work)


def least(root: Path, work: Path) -> Entrant:
    """`floor.py`, which does the same in every scene."""
    return Entrant(FLOOR, (sys.executable, floor.__file__, root / "episodes", work / "floor"), work, site=work / "floor")
