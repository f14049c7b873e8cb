"""Cues in the order of their time, whatever the order of the file."""

from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from pipeline.content.captions.cue import Cue
from pipeline.content.problem import Place, Problem, Severity


def in_order(cues: tuple[Cue, ...], name: str) -> tuple[tuple[Cue, ...], tuple[Problem, ...]]:
    """Cues with rising starts; those that start together are one, each text once. Cues out of order are told in one problem."""
    spoken = tuple(cue for cue in cues if cue.text and not cue.text.isspace())
    late = [cue for before, cue in zip(spoken, spoken[1:], strict=False) if cue.start < before.start]
    ordered = sorted(spoken, key=attrgetter("start")) if late else spoken
    together = tuple(_one(list(group)) for _, group in groupby(ordered, attrgetter("start")))
    return together, (_unsorted(late, name),) if late else ()


def _one(group: list[Cue]) -> Cue:
    first = group[0]
    texts = list(dict.fromkeys(cue.text for cue in group))
    if len(texts) == 1:
        return first
    return replace(first, end=max(cue.end for cue in group), text="\n".join(texts), moments=())


def _unsorted(late: list[Cue], name: str) -> Problem:
    count = "one cue is" if len(late) == 1 else f"{len(late)} cues are"
    return Problem(Place(name, late[0].line), f"{count} out of order; they were sorted by their start", "", Severity.WARNING)
