"""Entrants in turn, scene by scene and round by round, so that a busy minute of the machine is every entrant's."""

import statistics
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.process import Usage, run
from bench.scale.entrants import SCENES, Entrant


class Result(NamedTuple):
    """All usages of an entrant in one scene with a number of episodes, one for each round."""

    entrant: str
    scene: str
    episodes: int
    rounds: tuple[Usage, ...]

    def median(self, what: str) -> float:
        return statistics.median(self.all(what))

    def all(self, what: str) -> tuple[float, ...]:
        """A figure from every round; `what` is a field of `Usage`."""
        return tuple(getattr(usage, what) for usage in self.rounds)


def race(entrants: Sequence[Entrant], episodes: int, rounds: int, logs: Path, told: Callable[[str], None]) -> tuple[Result, ...]:
    """Let every entrant run every scene `rounds` times. One that fails, or leaves pages out, ends the race: what it says stands in `logs`."""
    taken: dict[tuple[str, str], list[Usage]] = {(entrant.name, scene): [] for scene in SCENES for entrant in entrants}
    for number in range(rounds):
        for scene in SCENES:
            for entrant in entrants:
                entrant.prepare(scene, number)
                log = logs / f"{entrant.name} {scene}.log"
                usage = run(entrant.command, entrant.folder, log)
                if usage.code or (entrant.site and entrant.pages() < episodes):
                    sys.exit(f"{entrant.name} ended with {usage.code} and {entrant.pages()} pages: see {log}")
                taken[entrant.name, scene].append(usage)
                told(f"{number + 1}/{rounds} {scene}, {entrant.name}: {usage.wall:.2f} s, CPU {usage.cpu:.2f} s, {usage.memory:.0f} MB")
    return tuple(Result(name, scene, episodes, tuple(usages)) for (name, scene), usages in taken.items())
