"""Fit the curve of `pipeline/derive/align/confidence.py` to marked recordings.

    python -m bench.align.calibrate CORPUS [--without NAME,...]

Logistic regression by Newton's method: is the heading within three seconds of the mark, given the evidence of `Judge`. Printed: the
constants fitted to all recordings, then, fitted to nine tenths of the recordings and held against the rest, what each tenth of that chance
was worth, and what those headings were worth that would be sure. `--without` leaves out recordings whose marks are known to run on a clock
of their own.
"""

import argparse
from collections.abc import Sequence
from math import exp
from operator import mul
from pathlib import Path

from bench import markdown
from bench.align.corpus import WRONG_VIDEO, Recording, recordings
from pipeline.derive.align.comparison import compare
from pipeline.derive.align.confidence import CAUTION, EXACT, SURE, Evidence, Judge
from pipeline.derive.align.script import script
from pipeline.derive.align.tape import tape

Row = tuple[Evidence, bool]

FOLDS = 10


def rows(recording: Recording) -> list[Row]:
    """The evidence for every marked heading, and whether it was placed right."""
    text, record = script(recording.post), tape(recording.captions)
    compared = compare(text, record, ())
    judge = Judge(compared.found, record)
    marked = [(compared.guesses[text.headings[heading]], second) for heading, second in recording.truth.items()]
    return [(judge.evidence(guess.boundary, guess.key), abs(record.start(guess.key) / 1000 - second) <= EXACT) for guess, second in marked]


def fit(data: Sequence[Row]) -> list[float]:
    """The base and the weight of each piece of evidence that make the outcomes most likely."""
    facts = [(1.0, *evidence) for evidence, _ in data]
    weights = [0.0] * len(facts[0])
    for _ in range(12):
        chances = [chance(weights, fact) for fact in facts]
        slope = [sum((hit - p) * fact[k] for (_, hit), p, fact in zip(data, chances, facts, strict=True)) for k in range(len(weights))]
        curve = [
            [sum(p * (1 - p) * fact[k] * fact[m] for p, fact in zip(chances, facts, strict=True)) for m in range(len(weights))]
            for k in range(len(weights))
        ]
        weights = [weight + step for weight, step in zip(weights, solve(curve, slope), strict=True)]
    return weights


def chance(weights: Sequence[float], fact: Sequence[float]) -> float:
    return 1 / (1 + exp(-sum(map(mul, weights, fact))))


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination; the matrix is small and positive."""
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for k, pivot in enumerate(lines):
        pivot[:] = [value / pivot[k] for value in pivot]
        for other in lines:
            if other is not pivot:
                factor = other[k]
                other[:] = [value - factor * p for value, p in zip(other, pivot, strict=True)]
    return [line[-1] for line in lines]


def held_out(sets: Sequence[list[Row]]) -> list[tuple[float, bool]]:
    """Confidence and outcome of every heading, with a curve that was fitted without its recording."""
    judged = []
    for fold in range(FOLDS):
        weights = fit([row for n, data in enumerate(sets) if n % FOLDS != fold for row in data])
        judged += [(chance(weights, (1.0, *evidence)), hit) for data in sets[fold::FOLDS] for evidence, hit in data]
    return judged


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--without", default="", help="names of recordings, with commas")
    given = parser.parse_args()
    left_out = given.without.split(",")
    sets = [rows(recording) for recording in recordings(given.corpus) if recording.tier != WRONG_VIDEO and recording.name not in left_out]
    base, *weights = fit([row for data in sets for row in data])
    print(f"BASE = {base:.2f}\nWEIGHTS = ({', '.join(f'{weight:.2f}' for weight in weights)})")
    judged = held_out(sets)
    tenths = {f"{n / 10:.1f} to {(n + 1) / 10:.1f}": [hit for p, hit in judged if n / 10 <= p < (n + 1) / 10] for n in range(10)}
    sure = {"sure": [hit for p, hit in judged if CAUTION * p * (1 - SURE) >= SURE * (1 - p)]}
    worth = ((name, f"{len(hits)}", f"{sum(hits) / (len(hits) or 1):.1%}") for name, hits in (tenths | sure).items())
    print(markdown.table(("chance", "headings", "within 3 s"), worth))


if __name__ == "__main__":
    main()
