"""The results of measurements, and the file in which they are kept."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bench.comparison import Comparison
from bench.process import Usage
from bench.ratio import Ratio
from bench.scale.race import Result


class Measured(NamedTuple):
    """Results: for publishing all figures of every round, for other jobs their comparisons."""

    publishing: tuple[Result, ...] = ()
    jobs: tuple[Comparison, ...] = ()

    def keep(self, file: Path | None) -> None:
        """Write it to a file as JSON, if one is named."""
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(to_json(self), encoding="utf-8")


def tell(jobs: Iterable[Comparison], file: Path | None) -> None:
    """Print comparisons as they come, and write them to a file if one is named."""
    told = []
    for one in jobs:
        print(one, flush=True)
        told.append(one)
    Measured(jobs=tuple(told)).keep(file)


def joined(files: Iterable[Path]) -> Measured:
    """The contents of all files as one, shows ordered by size."""
    parts = [from_json(file.read_text(encoding="utf-8")) for file in files]
    results = (result for part in parts for result in part.publishing)
    return Measured(tuple(sorted(results, key=lambda result: result.episodes)), tuple(one for part in parts for one in part.jobs))


def to_json(measured: Measured) -> str:
    """An object with a row for each result and for each job."""
    publishing = [result._asdict() | {"rounds": [usage._asdict() for usage in result.rounds]} for result in measured.publishing]
    jobs = [one._asdict() | {"wall": one.wall._asdict() if one.wall else None, "cpu": one.cpu._asdict()} for one in measured.jobs]
    return json.dumps({"publishing": publishing, "jobs": jobs}, indent=1) + "\n"


def from_json(text: str) -> Measured:
    """What `to_json` wrote."""
    kept = json.loads(text)
    results = (Result(**{**row, "rounds": tuple(Usage(**usage) for usage in row["rounds"])}) for row in kept["publishing"])
    jobs = (
        Comparison(**{**row, "wall": Ratio(**row["wall"]) if row["wall"] else None, "cpu": Ratio(**row["cpu"])}) for row in kept["jobs"]
    )
    return Measured(tuple(results), tuple(jobs))
