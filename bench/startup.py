"""What answering at once takes, beside `python -c pass` in the same environment.

python -m bench.startup [ROUNDS]
"""

import sys
import tempfile
from pathlib import Path

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


def main(rounds: int = 15) -> None:
    taken: dict[str, list[Usage]] = {name: [] for name in ("P", *JOBS)}
    with tempfile.NamedTemporaryFile() as log:
        for _ in range(rounds):
            taken["P"].append(run(PASS, ROOT, Path(log.name)))
            for name, (words, code) in JOBS.items():
                usage = run((sys.executable, "-m", "pipeline", *words), ROOT, Path(log.name))
                if usage.code != code:
                    sys.exit(f"pipeline {' '.join(words)} ended with {usage.code}")
                taken[name].append(usage)
    for name in JOBS:
        wall, cpu = (
            ratio([getattr(one, what) for one in taken[name]], [getattr(one, what) for one in taken["P"]]) for what in ("wall", "cpu")
        )
        print(f"{name:15} / python -c pass  wall {wall}  CPU {cpu}  goal {GOAL}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
