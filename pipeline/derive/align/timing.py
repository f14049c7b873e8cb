"""A time for every edited word: a word that was found has the captions' time, the words in between get times in between."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from pipeline.derive.align.script import Block, Script, said
from pipeline.derive.align.tape import SLOW_WORD, Tape
from pipeline.derive.alignment import Utterance

Times = tuple[list[int], list[int]]  # when words start and end, in milliseconds


def utterances(script: Script, found: Sequence[int], tape: Tape, openings: Sequence[int | None]) -> tuple[Utterance | None, ...]:
    """The blocks of a script with a time for each word, parallel to `script.blocks`; None if nothing says when a block is spoken.

    `openings` is when each block begins in milliseconds, None if not known: then as early as its first found word allows. All times ascend.
    """
    heard = [_heard(block, found) for block in script.blocks]
    closings = _closings(heard, tape, openings)
    spoken: list[Utterance | None] = []
    clock = 0
    for block, hits, opening, closing in zip(script.blocks, heard, openings, closings, strict=True):
        begin = _earliest(hits, tape) if opening is None else opening
        if begin is None or not hits or not said(block, found):
            spoken.append(None)
            continue
        begin = max(clock, begin)
        end = max(begin, closing)
        starts, ends = _timed(block.words, hits, tape, begin, end) if max(hits) >= 0 else _spread(block.words, begin, end)
        spoken.append(Utterance(block.line, block.speaker, block.words, tuple(starts), tuple(ends), block.close))
        clock = ends[-1]
    return tuple(spoken)


def _heard(block: Block, found: Sequence[int]) -> Sequence[int]:
    """For each word of the block the tape's key at which it was found, or -1."""
    return [found[first] if last - first == 1 else max(found[first:last], default=-1) for first, last in pairwise(block.bounds)]


def _earliest(hits: Sequence[int], tape: Tape) -> int | None:
    """When a block begins at the earliest, by its first word that was found; None if none was."""
    return next((tape.starts[hit] - SLOW_WORD * n for n, hit in enumerate(hits) if hit >= 0), None)


def _closings(heard: Sequence[Sequence[int]], tape: Tape, openings: Sequence[int | None]) -> list[int]:
    """When each block is over at the latest: when the next one begins."""
    closings: list[int] = []
    limit = tape.end
    for hits, opening in zip(reversed(heard), reversed(openings), strict=True):
        closings.append(limit)
        first = next((tape.starts[hit] for hit in hits if hit >= 0), limit)
        limit = min(limit, first if opening is None else opening)
    return closings[::-1]


def _timed(words: Sequence[str], hits: Sequence[int], tape: Tape, begin: int, end: int) -> Times:
    """The times of words of which some were found, none before `begin` and none after `end`."""
    starts, ends = list(map(tape.starts.__getitem__, hits)), list(map(tape.ends.__getitem__, hits))
    if tape.starts[next(hit for hit in hits if hit >= 0)] < begin or tape.ends[max(hits)] > end:
        starts, ends = ([min(max(time, begin), end) for time in times] for times in (starts, ends))
    for first, after in _unfound(hits):
        since, until = ends[first - 1] if first else begin, starts[after] if after < len(hits) else end
        starts[first:after], ends[first:after] = _spread(words[first:after], since, until)
    return starts, ends


def _unfound(hits: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of words that were not found: the index of the first word of each, and of the one after it."""
    missing = [n for n, hit in enumerate(hits) if hit < 0]
    firsts = [n for before, n in pairwise([-2, *missing]) if n - before > 1]
    afters = [n + 1 for n, following in pairwise([*missing, len(hits) + 1]) if following - n > 1]
    return zip(firsts, afters, strict=True)


def _spread(words: Sequence[str], begin: int, end: int) -> Times:
    """Words one after the other in a stretch of time, each as long as its letters need, and all no longer than slow speech takes."""
    length = min(end - begin, SLOW_WORD * len(words))
    letters = list(accumulate(map(len, words), initial=0))
    times = [begin + length * count // letters[-1] for count in letters]
    return times[:-1], times[1:]
