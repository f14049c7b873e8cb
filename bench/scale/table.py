"""All measurements of publishing, as a table in Markdown."""

from collections.abc import Iterator, Sequence

from bench import markdown
from bench.ratio import ratio
from bench.scale.entrants import OURS
from bench.scale.race import Result

_HEAD = ("episodes", "scene", "program", "wall s", "CPU s", "MB", "ours / theirs, wall", "ours / theirs, CPU")


def table(results: Sequence[Result]) -> str:
    """A row for each program in each scene: medians, with the smallest and largest value of any round in brackets."""
    return markdown.table(_HEAD, _rows(results))


def _rows(results: Sequence[Result]) -> Iterator[tuple[str, ...]]:
    ours = {(result.scene, result.episodes): result for result in results if result.entrant == OURS}
    for result in results:
        mine = ours[result.scene, result.episodes]
        ratios = ("", "") if result is mine else tuple(str(ratio(mine.all(what), result.all(what))) for what in ("wall", "cpu"))
        memory = f"{result.median('memory'):.0f}"
        yield f"{result.episodes:,}", result.scene, result.entrant, _spread(result, "wall"), _spread(result, "cpu"), memory, *ratios


def _spread(result: Result, what: str) -> str:
    values = result.all(what)
    return f"{result.median(what):.2f} ({min(values):.2f} to {max(values):.2f})"
