"""From timed items to cues: words that follow one another are one, whether a service counts in seconds or in milliseconds."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from statistics import median_low

from pipeline.content.captions.cue import Cue, Piece, cue, is_moment, voice
from pipeline.content.captions.items import Item
from pipeline.content.text.words import split

_RUN = 40  # words of a list, at most, in one cue
_BLANKS = 8  # words or parts of words, at most, for each that begins with a blank; where fewer do, these are slips
_SIGN = re.compile(r"[.,;:!?…。、，！？]{1,3}")
# Of seconds, milliseconds and .NET's ticks: how many a letter takes at most, and how many milliseconds one is.
_UNITS = ((10, 1000.0), (100_000, 1.0), (inf, 1e-4))


def are_words(items: list[Item]) -> bool:
    """Whether items are words, or parts of them, that bring the blanks between them."""
    return _have_blanks(items) and sum(len(split(each.text)) == 1 and not each.words for each in items) * 10 > len(items) * 9


def cues_of_segments(segments: list[Item]) -> Iterator[tuple[Cue, ...]]:
    """For each segment its cue, or the cues of its words where they have times; none where no time of it can be one of a recording."""
    unit = _unit(segments)
    for whole in segments:
        start = _time(whole.start, unit)
        if any(_time(each.start, unit) is not None for each in whole.words):
            yield tuple(_runs(whole.words, unit, whole))
        elif start is not None:
            yield (cue(1, start, _time(whole.end, unit) or start, [(None, voice(whole.speaker) + whole.text)]),)
        else:
            yield ()


def cues_of_words(words: list[Item]) -> Iterator[Cue]:
    """Cues of words that follow one another."""
    return _runs(words, _unit(words), None)


def _unit(items: Sequence[Item]) -> float:
    """The milliseconds of the unit in which the items' times are counted. Items without ends last until the next one starts.

    What nobody says (`♪`, `...`) may last as long as it will.
    """
    spans = [(item.start, item.end, item.text) for item in items if not item.in_seconds]
    if all(end is None for _, end, _ in spans):
        spans = [(start, until, text) for (start, _, text), (until, _, _) in pairwise(spans)]
    paces = [(end - start) / len(text) for start, end, text in spans if start is not None and end is not None and _is_spoken(text)]
    pace = median_low(paces) if paces else 0
    return next(unit for slowest, unit in _UNITS if pace <= slowest)


def _is_spoken(text: str) -> bool:
    return any(map(str.isalnum, text))


def _time(value: float | None, unit: float) -> int | None:
    """A time in milliseconds of one that is counted in a `unit`; None if there is none, or none of a recording."""
    return round(value * unit) if value is not None and is_moment(value * unit) else None


def _runs(words: Sequence[Item], unit: float, whole: Item | None) -> Iterator[Cue]:
    """A new cue begins where time runs backwards, where the speaker changes, and after many words. `whole` is the segment they are from.

    Words of which none has a time that a recording has make no cue.
    """
    run: list[Item] = []
    complete = whole is not None and "".join(each.text for each in words) == whole.text
    for each in words:
        if run and _breaks(run, each):
            yield from _cue(run, unit, whole, complete=complete)
            run, whole = [], whole._replace(start=None) if whole else None
        run.append(each)
    if run:
        yield from _cue(run, unit, whole, complete=complete)


def _breaks(run: list[Item], following: Item) -> bool:
    if following.start is None:
        return False
    before = run[-1]
    backwards = before.start is not None and following.start < before.start
    full = len(run) >= _RUN and run[0].start is not None and (following.text[:1].isspace() or not _have_blanks(run))
    return backwards or full or following.speaker != before.speaker


def _have_blanks(run: Sequence[Item]) -> bool:
    """Whether words bring the blanks between them, as Whisper's do (` The`, ` setup`). One without is the rest of the word before."""
    blanks = [each.text[:1].isspace() for each in run[1:_RUN]]
    return any(blanks) and sum(blanks) * _BLANKS >= len(blanks)


def _with_signs(run: Sequence[Item]) -> Iterator[Item]:
    """Words with the signs behind them, which many services give as words of their own, with the time of the word or none."""
    word: Item | None = None
    for each in run:
        if word and _SIGN.fullmatch(each.text):
            word = word._replace(text=word.text + each.text)
        else:
            if word:
                yield word
            word = each
    if word:
        yield word


def _cue(run: list[Item], unit: float, whole: Item | None, *, complete: bool) -> Iterator[Cue]:
    """The words with a moment before and after each, and a blank between them unless they are `complete` with theirs.

    A segment tells its start and its speaker to the words that do not know theirs.
    """
    glue = "" if complete or _have_blanks(run) else " "
    pieces: list[Piece] = [(None, voice(run[0].speaker or (whole.speaker if whole else None)))]
    for each in _with_signs(run) if glue else run:
        pieces += [(_time(each.start, unit), each.text), (_time(each.end, unit), glue)]
    times = [moment for moment, _ in pieces if moment is not None]
    since = _time(whole.start, unit) if whole and run[0].start is None else None
    if times:
        yield cue(1, min(times) if since is None else min(since, *times), max(times), pieces)
