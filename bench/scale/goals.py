"""The goals for publishing, beside what was measured."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bench import markdown
from bench.ratio import ratio
from bench.scale.entrants import CHANGED, COLD, OURS, PASS, UNCHANGED
from bench.scale.race import Result


class Goal(NamedTuple):
    """The largest acceptable multiple of a peer's usage in a scene; `what` is a field of `Usage`."""

    scene: str
    what: str
    peer: str
    most: float


HUGO = "hugo"
GOALS = (
    Goal(UNCHANGED, "wall", PASS, 5),
    Goal(UNCHANGED, "wall", HUGO, 0.03),
    Goal(CHANGED, "wall", PASS, 14),
    Goal(CHANGED, "cpu", HUGO, 0.05),
    Goal(COLD, "wall", HUGO, 1),
    Goal(COLD, "cpu", HUGO, 0.3),
    Goal(COLD, "memory", HUGO, 0.15),
)
MEMORY = 150  # MB, cold, up to 5,000 episodes
FLAT = 1.2  # times the CPU of an episode in the smallest show
_NAMES = {"wall": "time", "cpu": "CPU", "memory": "memory"}


def goals(results: Sequence[Result]) -> str:
    """A row for each goal, a column for each size of a show: our medians as multiples of the peer's, then in their own units."""
    sizes = sorted({result.episodes for result in results})
    head = ("", *(f"{size:,}" for size in sizes), "goal")
    return markdown.table(head, _rows(results, sizes))


def _rows(results: Sequence[Result], sizes: Sequence[int]) -> Iterator[tuple[str, ...]]:
    of = {(result.scene, result.entrant, result.episodes): result for result in results}
    for goal in GOALS:
        cells = [_times(of.get((goal.scene, OURS, size)), of.get((goal.scene, goal.peer, size)), goal.what) for size in sizes]
        yield f"{goal.scene}: {_NAMES[goal.what]} / {goal.peer}", *cells, f"{goal.most:g}"
    cold = [of[COLD, OURS, size] for size in sizes]
    each = [result.median("cpu") / result.episodes for result in cold]
    yield f"{COLD}: memory, MB", *(f"{result.median('memory'):.0f}" for result in cold), f"{MEMORY}"
    yield f"{COLD}: CPU of an episode, ms", *(f"{seconds * 1000:.1f}" for seconds in each), ""
    yield f"{COLD}: the same / that of the smallest show", *(f"{seconds / each[0]:.2f}" for seconds in each), f"{FLAT}"


def _times(ours: Result | None, theirs: Result | None, what: str) -> str:
    return f"{ratio(ours.all(what), theirs.all(what)).median:.3g}" if ours and theirs else "-"
