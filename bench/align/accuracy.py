"""How near to people's own marks the headings of a corpus are placed, by tier, and what confidence is worth.

    python -m bench.align.accuracy CORPUS [--post NAME.md] [--chart FILE.svg]

A corpus is described in `bench/align/corpus.py`. The last row is of those recordings only whose marks lie where the words are. `--chart`
draws confidence against the share that lies within three seconds.
"""

import argparse
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench import markdown
from bench.align.chart import Bin, chart
from bench.align.corpus import NEAR, POST, WRONG_VIDEO, Recording, recordings
from pipeline.derive.align import align
from pipeline.derive.align.confidence import ABSTAIN, SURE
from pipeline.derive.alignment import Placed

FAR = 10.0  # seconds
HEADER = (
    "tier",
    "headings",
    "abstained",
    "median s",
    "p90 s",
    "p99 s",
    "within 3 s",
    "off by > 10 s",
    "sure",
    "sure within 3 s",
    "sure > 10 s",
    "shown",
    "shown first within 10 s",
)


class Outcome(NamedTuple):
    """A marked heading: how many seconds off it was placed (None: it was not placed), and its confidence.

    `shown` is how many seconds off the first of the places is that a person can choose from, if it was not placed.
    """

    error: float | None
    confidence: float
    shown: float | None


def outcomes(recording: Recording) -> list[Outcome]:
    """The outcomes of all marked headings of a recording."""
    placed = align(recording.post, recording.captions).headings
    return [_outcome(placed[heading], second) for heading, second in recording.truth.items()]


def _outcome(place: Placed, second: float) -> Outcome:
    error, shown = (None if start is None else abs(start / 1000 - second) for start in (place.start, _first(place)))
    return Outcome(error, place.confidence, shown)


def _first(place: Placed) -> int | None:
    return place.candidates[0].start if place.candidates else None


def row(tier: str, judged: list[Outcome]) -> tuple[str, ...]:
    """The cells below `HEADER`."""
    errors = sorted(outcome.error for outcome in judged if outcome.error is not None)
    sure = sorted(outcome.error for outcome in judged if outcome.error is not None and outcome.confidence >= SURE)
    shown = [outcome.shown for outcome in judged if outcome.shown is not None]
    return (
        tier,
        f"{len(judged):,}",
        f"{1 - len(errors) / len(judged):.1%}",
        *_spread(errors),
        *shares(errors),
        f"{len(sure) / len(judged):.0%}",
        *shares(sure),
        f"{len(shown)}",
        f"{sum(error <= FAR for error in shown) / len(shown):.0%}" if shown else "",
    )


def _spread(errors: list[float]) -> list[str]:
    if not errors:
        return ["", "", ""]
    return [f"{median(errors):.2f}", *(f"{errors[min(len(errors) - 1, int(share * len(errors)))]:.2f}" for share in (0.9, 0.99))]


def shares(errors: list[float]) -> list[str]:
    """Those within three seconds, and those off by more than ten; blank if there are none."""
    if not errors:
        return ["", ""]
    return [f"{sum(error <= NEAR for error in errors) / len(errors):.1%}", f"{sum(error > FAR for error in errors) / len(errors):.2%}"]


def bins(judged: list[Outcome]) -> list[Bin]:
    """Placed headings by tenths of confidence. The last tenth is halved, because most headings are there."""
    edges = (ABSTAIN, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
    made = []
    for low, high in pairwise(edges):
        errors = [
            (outcome.confidence, outcome.error <= NEAR)
            for outcome in judged
            if outcome.error is not None and low <= outcome.confidence < high
        ]
        if errors:
            made.append(Bin(sum(sure for sure, _ in errors) / len(errors), sum(hit for _, hit in errors) / len(errors), len(errors)))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--post", default=POST, help="the posts' name in the corpus")
    parser.add_argument("--chart", type=Path)
    given = parser.parse_args()
    tiers: dict[str, list[Outcome]] = defaultdict(list)
    faithful: list[Outcome] = []
    for recording in recordings(given.corpus, given.post):
        judged = outcomes(recording)
        tiers[recording.tier] += judged
        faithful += judged if recording.faithful else []
    right = [outcome for tier, judged in tiers.items() if tier != WRONG_VIDEO for outcome in judged]
    told = {**dict(sorted(tiers.items())), "all but the wrong video": right, "marks where the words are": faithful}
    print(markdown.table(HEADER, (row(name, judged) for name, judged in told.items() if judged)))
    if given.chart:
        given.chart.write_text(chart(bins(right)), encoding="utf-8")


if __name__ == "__main__":
    main()
