"""What was measured, as tables in Markdown and as a chart, and put into docs/speed.md.

python -m bench.scale.report FILE.json... [--docs]
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import markdown
from bench.ratio import ratio
from bench.scale.chart import chart
from bench.scale.entrants import OURS
from bench.scale.goals import goals
from bench.scale.race import Result, from_json, to_json

DOCS = Path(__file__).parent.parent.parent / "docs"
DATA, CHART, PAGE = DOCS / "speed.json", DOCS / "speed.svg", DOCS / "speed.md"
_BEGIN, _END = "<!-- measured -->\n", "<!-- /measured -->\n"

_HEAD = ("episodes", "scene", "program", "wall s", "CPU s", "MB", "ours / theirs, wall", "ours / theirs, CPU")


def table(results: Sequence[Result]) -> str:
    """A row for each program in each scene: medians, with the least and the most of any round in brackets."""
    return markdown.table(_HEAD, _rows(results))


def told(page: str, results: Sequence[Result]) -> str:
    """The page with these figures in the place of those that it has."""
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    rounds = {result.episodes: len(result.rounds) for result in results}
    taken = ", ".join(f"{count} {'round' if count == 1 else 'rounds'} with {episodes:,}" for episodes, count in rounds.items())
    figures = (
        f"Medians; {taken} episodes.\n\n{goals(results)}\n\n![CPU seconds against the number of episodes](speed.svg)\n\n"
        f"All figures, with the least and the most of any round in brackets:\n\n{table(results)}\n"
    )
    return f"{before}{_BEGIN}\n{figures}\n{_END}{after}"


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


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.scale.report", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE.json", help="what `python -m bench.scale --json` wrote")
    parser.add_argument("--docs", action="store_true", help="put tables and chart into docs/speed.md, and what they are made of beside it")
    given = parser.parse_args()
    results = tuple(result for file in given.files for result in from_json(file.read_text(encoding="utf-8")))
    print(goals(results), table(results), sep="\n\n")
    if given.docs:
        DATA.write_text(to_json(results), encoding="utf-8")
        CHART.write_text(chart(results), encoding="utf-8")
        PAGE.write_text(told(PAGE.read_text(encoding="utf-8"), results), encoding="utf-8")


if __name__ == "__main__":
    main()
