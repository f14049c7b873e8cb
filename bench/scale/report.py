"""What was measured, as a table in Markdown and as a chart.

python -m bench.scale.report FILE.json... [--chart FILE.svg]
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.ratio import ratio
from bench.scale.chart import chart
from bench.scale.entrants import OURS
from bench.scale.race import Result, from_json

_HEAD = ("episodes", "scene", "program", "wall s", "CPU s", "MB", "ours / theirs, wall", "ours / theirs, CPU")


def table(results: Sequence[Result]) -> str:
    """A row for each program in each scene: medians, with the least and the most of any round in brackets."""
    return "\n".join(_row(cells) for cells in (_HEAD, ("---",) * len(_HEAD), *_rows(results)))


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


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.scale.report", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE.json", help="what `python -m bench.scale --json` wrote")
    parser.add_argument("--chart", type=Path, metavar="FILE.svg")
    given = parser.parse_args()
    results = tuple(result for file in given.files for result in from_json(file.read_text(encoding="utf-8")))
    print(table(results))
    if given.chart:
        given.chart.write_text(chart(results), encoding="utf-8")


if __name__ == "__main__":
    main()
