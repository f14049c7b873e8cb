"""Compares a script with a tape: what is known of every block from the words and the author's times."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from pipeline.derive.align.boundary import Boundary, Stretch, boundary, estimate
from pipeline.derive.align.confidence import Judge
from pipeline.derive.align.matching import bits, match
from pipeline.derive.align.script import Script, said
from pipeline.derive.align.tape import Tape
from pipeline.derive.marks import Mark


class Guess(NamedTuple):
    """The tape's key that probably opens a block, the boundary in which it was chosen, and how sure that is (0 to 1)."""

    key: int
    boundary: Boundary
    confidence: float


class Comparison(NamedTuple):
    """`found` is the tape's key for each key of the script, or -1; `guesses` are parallel to the script's blocks.

    `worth` is the value of each word as evidence in bits, `matched` the share of the script's keys that were found, and `kept` their share
    of the tape's keys from the first to the last of them.
    """

    script: Script
    tape: Tape
    found: list[int]
    guesses: tuple[Guess, ...]
    worth: Mapping[str, float]
    matched: float
    kept: float


def compare(script: Script, tape: Tape, given: Sequence[Mark]) -> Comparison:
    """Match a script with a tape. Each of the author's times cuts both in two: what is written before it was said before it."""
    worth = bits(script.keys, tape.keys)
    stretches = list(_stretches(script, tape, given))
    found = list(chain.from_iterable(_found(script, tape, stretch, worth) for stretch in stretches))
    judge = Judge(found, tape)
    gaps = _gaps(script, found)
    boundaries = [boundary(*gaps[block], found, stretch) for stretch in stretches for block in stretch.blocks]
    openings = [estimate(place, tape) for place in boundaries]
    guesses = tuple(Guess(key, place, judge.confidence(place, key)) for key, place in zip(openings, boundaries, strict=True))
    matched = (len(found) - found.count(-1)) / (len(found) or 1)
    return Comparison(script, tape, found, guesses, worth, matched, judge.kept)


def _stretches(script: Script, tape: Tape, given: Sequence[Mark]) -> Iterator[Stretch]:
    """Script and tape, cut at the author's times."""
    cuts = [(mark.block, script.blocks[mark.block].bounds[0], bisect_left(tape.starts, mark.at)) for mark in given]
    edges = [(0, 0, 0), *cuts, (len(script.blocks), len(script.keys), len(tape.keys))]
    return (Stretch(*(range(begin, end) for begin, end in zip(*pair, strict=True))) for pair in pairwise(edges))


def _found(script: Script, tape: Tape, stretch: Stretch, worth: Mapping[str, float]) -> list[int]:
    """For each key of a stretch of the script the tape's key at which it is found, or -1."""
    words = script.keys[stretch.script.start : stretch.script.stop]
    heard = tape.keys[stretch.tape.start : stretch.tape.stop]
    openings = [block.bounds[0] - stretch.script.start for block in script.blocks[stretch.blocks.start : stretch.blocks.stop]]
    begin = stretch.tape.start
    return [key + begin if key >= 0 else key for key in match(words, heard, worth, openings)]


def _gaps(script: Script, found: Sequence[int]) -> list[tuple[range, int]]:
    """The keys before each block that nobody said, down to the first block that was said (of topics), and where that one ends."""
    gaps: list[tuple[range, int]] = []
    waiting: list[int] = []
    for block in script.blocks:
        waiting.append(block.bounds[0])
        if said(block, found):
            gaps += [(range(waiting[0], waiting[-1]), block.bounds[-1])] * len(waiting)
            waiting = []
    return gaps + [(range(waiting[0], len(found)), len(found)) for _ in waiting]
