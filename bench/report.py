"""What was measured, put into docs/speed.md: tables and a chart.

python -m bench.report FILE.json..., which the benchmarks wrote (`--json`)
"""

import sys
from pathlib import Path

from bench import comparison, measured
from bench.measured import Measured
from bench.scale.chart import chart
from bench.scale.goals import goals
from bench.scale.table import table

DOCS = Path(__file__).parent.parent / "docs"
DATA, CHART, PAGE = DOCS / "speed.json", DOCS / "speed.svg", DOCS / "speed.md"
_BEGIN, _END = "<!-- measured -->\n", "<!-- /measured -->\n"


def told(page: str, made: Measured) -> str:
    """The page with these figures in place of its earlier ones."""
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    rounds = {result.episodes: len(result.rounds) for result in made.publishing}
    taken = ", ".join(f"{count} {'round' if count == 1 else 'rounds'} with {episodes:,}" for episodes, count in rounds.items())
    figures = (
        f"Publishing, by the number of episodes. Medians; {taken}.\n\n{goals(made.publishing)}\n\n"
        f"![CPU seconds against the number of episodes](speed.svg)\n\n"
        f"Other jobs, as times of what the other program takes, with the least and the most of any round in brackets:\n\n"
        f"{comparison.table(made.jobs)}\n\nAll figures of publishing:\n\n{table(made.publishing)}\n"
    )
    return f"{before}{_BEGIN}\n{figures}\n{_END}{after}"


def main(*files: str) -> None:
    if not files:
        sys.exit(__doc__)
    made = measured.joined(map(Path, files))
    made.keep(DATA)
    CHART.write_text(chart(made.publishing), encoding="utf-8")
    PAGE.write_text(told(PAGE.read_text(encoding="utf-8"), made), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
