"""What answering at once takes, beside `python -c pass` in the same environment.

python -m bench.startup [--rounds 15] [--json FILE]
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.comparison import Comparison
from bench.measured import tell
from bench.process import Usage, run
from bench.ratio import ratio

GOAL = 2.6
ROOT = Path(__file__).parent.parent
PASS = (sys.executable, "-c", "pass")
JOBS = {  # what is typed, and the exit code that it is to have
    "--help": (("--help",), 0),
    "--version": (("--version",), 0),
    "publish --help": (("publish", "--help"), 0),
    "a wrong verb": (("publsh",), 2),
}


def compared(rounds: int) -> Iterator[Comparison]:
    """Each job, run in turn with the minimum that Python takes."""
    least, taken = [], dict[str, list[Usage]]((name, []) for name in JOBS)
    with tempfile.NamedTemporaryFile() as log:
        for _ in range(rounds):
            least.append(run(PASS, ROOT, Path(log.name)))
            for name, (words, code) in JOBS.items():
                usage = run((sys.executable, "-m", "pipeline", *words), ROOT, Path(log.name))
                if usage.code != code:
                    sys.exit(f"pipeline {' '.join(words)} ended with {usage.code}")
                taken[name].append(usage)
    for name, usages in taken.items():
        wall, cpu = (ratio([getattr(one, what) for one in usages], [getattr(one, what) for one in least]) for what in ("wall", "cpu"))
        yield Comparison(name, "python -c pass", wall, cpu, GOAL)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.startup", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=Path, help="a file for every ratio")
    given = parser.parse_args()
    tell(compared(given.rounds), given.json)


if __name__ == "__main__":
    main()
