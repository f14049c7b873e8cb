"""From cues to words: gives each word its time.

A cue is a text with moments: its start, any measured ones inside, its end. **The words between two moments share the time between them in
proportion to their length** (with one letter more for the pause after a word). So a cue of which only the start is known, floored to the
second, has its words spread from its start to the next cue's start or its own end, whichever comes first, and a word that was measured has
its own time.

If two cues overlap and the later one outlasts the first, the display of the first only lingers: it is over when the later one starts. If
the later one is inside the first, somebody interjected: its words stay together among those of the first. A cue without an end of its own
lasts until the next one starts, or as long as its words take in speech.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import NamedTuple

from pipeline.content.captions.cue import FIRST_NAME, TURN, Cue
from pipeline.content.captions.word import Captions
from pipeline.content.text.words import split

_SLOWEST = 250  # milliseconds for a letter: whatever takes longer is a word and a silence
_NATURAL = 65  # milliseconds for a letter in ordinary speech
_EVEN = 3  # milliseconds by which evenly spread times may differ through rounding
_FEW = 3  # times in a cue: too few to recognise an even spread
_OVERLAPS = 50  # following cues that are examined to see whether they end a cue early


def captions(cues: tuple[Cue, ...], names: tuple[str, ...], language: str | None) -> Captions:
    """The words of cues that are in order. `names` are those of speakers, by number.

    Moments inside the cues count only if the words were measured.
    """
    exact = _is_measured(cues)
    timed = cues if exact else tuple(cue._replace(moments=()) for cue in cues)
    words = _in_order(_columns(timed, names))
    starts, ends = _rising(words.starts, words.ends)
    turns = tuple((n, name) for n, name in enumerate(words.turns) if name is not None)
    return Captions(tuple(words.texts), tuple(starts), tuple(ends), turns, exact, language, tuple(words.firsts))


class _Columns(NamedTuple):
    """The words of all cues with their times. `order` are the times by which they are sorted, `firsts` the indices of cues' first words."""

    texts: list[str]
    turns: list[str | None]
    starts: list[int]
    ends: list[int]
    order: list[int]
    firsts: list[int]


def _columns(cues: tuple[Cue, ...], names: tuple[str, ...]) -> _Columns:
    """The words in order of cues. Those of a cue stay together unless they were measured, or another cue begins before they end."""
    columns = _Columns([], [], [], [], [], [])
    turn: str | None = None
    for at, cue in enumerate(cues):
        tokens, turn = _tokens(cue, turn, names)
        if tokens.words:
            end = _end(cues, at, tokens)
            starts, ends = _timed(cue, tokens, end)
            together = not cue.moments and (at + 1 == len(cues) or end <= cues[at + 1].start)
            columns.firsts.append(len(columns.texts))
            columns.texts.extend(tokens.words)
            columns.turns.extend(tokens.turns)
            columns.starts.extend(starts)
            columns.ends.extend(ends)
            columns.order.extend([cue.start] * len(starts) if together else starts)
    return columns


def _in_order(columns: _Columns) -> _Columns:
    if columns.order == sorted(columns.order):
        return columns
    ranks = sorted(range(len(columns.order)), key=columns.order.__getitem__)
    begins = frozenset(columns.firsts)
    return columns._replace(
        texts=[columns.texts[rank] for rank in ranks],
        turns=[columns.turns[rank] for rank in ranks],
        starts=[columns.starts[rank] for rank in ranks],
        ends=[columns.ends[rank] for rank in ranks],
        firsts=[place for place, rank in enumerate(ranks) if rank in begins],
    )


def _is_measured(cues: tuple[Cue, ...]) -> bool:
    """Whether the words have measured times: most of them have a time, and in most cues the times are not spread evenly.

    Nobody speaks evenly: evenly spread times come from cutting a cue into equal parts, as in translated tracks.
    """
    timed = sum(len(cue.moments) for cue in cues)
    if not timed:
        return False
    all_times = ([cue.start, *(moment for offset, moment in cue.moments if offset)] for cue in cues)
    many = [times for times in all_times if len(times) > _FEW]
    even = sum(1 for times in many if _is_even(times))
    words = sum(len(cue.text.split()) for cue in cues)
    return timed * 2 >= words and even * 2 <= len(many)


def _is_even(times: list[int]) -> bool:
    steps = [second - first for first, second in pairwise(times)]
    return max(steps) - min(steps) <= _EVEN


class _Tokens(NamedTuple):
    """The words of a cue: for each its offset in the cue's text (if the cue has moments), its length, and who begins to speak with it.

    The latter is a name, empty if the name is unknown, None if nobody begins.
    """

    words: list[str]
    offsets: list[int]
    lengths: list[int]
    turns: list[str | None]


def _tokens(cue: Cue, turn: str | None, names: tuple[str, ...]) -> tuple[_Tokens, str | None]:
    """The words of a cue; `turn` is who begins to speak with its first word, the second result who does after its last."""
    parts = split(cue.text)
    spoken = [part for part in parts if part[:1].isalnum() or any(map(str.isalnum, part))]
    words = spoken
    turns = [turn, *([None] * len(spoken))][: len(spoken)]
    if TURN in cue.text:
        words = [part.strip(TURN) for part in spoken]
        turns, turn = _turns(parts, turn, names)
    elif spoken:
        turn = None
    lengths = [len(word) + 1 for word in words] if cue.text.isascii() else list(map(_length, words))
    return _Tokens(words, list(_offsets(cue.text, spoken)) if cue.moments else [0] * len(spoken), lengths, turns), turn


def _turns(parts: list[str], turn: str | None, names: tuple[str, ...]) -> tuple[list[str | None], str | None]:
    """Who begins to speak with each word, among the parts of a text between blanks."""
    turns: list[str | None] = []
    for part in parts:
        word = part.strip(TURN)
        if part[0] == TURN:
            number = ord(word[0]) - ord(FIRST_NAME) if word else -1
            turn = names[number] if 0 <= number < len(names) else turn or ""
        if any(map(str.isalnum, word)):
            turns.append(turn)
            turn = "" if part[-1] == TURN else None
    return turns, turn


def _offsets(text: str, parts: list[str]) -> Iterator[int]:
    """The offsets of consecutive parts of a text."""
    at = 0
    for part in parts:
        at = text.index(part, at)
        yield at
        at += len(part)


def _end(cues: tuple[Cue, ...], at: int, tokens: _Tokens) -> int:
    """When the last of a cue's words ends."""
    cue = cues[at]
    offset, last = max(cue.moments, key=itemgetter(1), default=(0, cue.start))
    rest = sum(tokens.lengths[bisect_left(tokens.offsets, offset) :])
    end = min(cue.end, last + _SLOWEST * rest) if cue.end > last else last + _NATURAL * rest
    for later in cues[at + 1 : at + _OVERLAPS]:
        if later.start >= end:
            break
        if later.start < last:
            continue
        if cue.end <= last < later.start or later.end >= end or later.start - cue.start >= _NATURAL * sum(tokens.lengths):
            return later.start
    return end


def _moments(cue: Cue, end: int) -> list[tuple[int, int]]:
    """The cue's moments from its start to its end, ascending; those that run backwards are left out."""
    moments = [(0, cue.start)]
    latest = cue.start
    for moment in cue.moments:
        if moment[1] >= latest:
            moments.append(moment)
            latest = moment[1]
    moments.append((len(cue.text) + 1, end))
    return moments


def _timed(cue: Cue, tokens: _Tokens, end: int) -> tuple[list[int], list[int]]:
    """Starts and ends of a cue's words: those between two moments share the time between them by length."""
    if not cue.moments:
        edges = _shared(tokens.lengths, cue.start, end)
        return edges[:-1], edges[1:]
    starts: list[int] = []
    ends: list[int] = []
    at, offsets = 0, [*tokens.offsets, len(cue.text) + 1]
    for (since, start), (offset, until) in pairwise(_moments(cue, end)):
        begin = at
        while offsets[at] < offset:
            at += 1
        if at - begin == 1:  # most measured words have moments of their own
            starts.append(start)
            ends.append(until)
        elif at > begin:
            edges = _shared(tokens.lengths[begin:at], start, until)
            starts += edges[:-1]
            ends += edges[1:]
        elif at and since < offsets[at - 1] + len(tokens.words[at - 1]):  # the rest of a word
            ends[-1] = until
    return starts, ends


def _shared(lengths: list[int], start: int, end: int) -> list[int]:
    """The edges of words with these lengths that share the time from start to end."""
    total, lasts = sum(lengths), end - start
    return [start + lasts * done // total for done in accumulate(lengths, initial=0)]


def _length(word: str) -> int:
    """The length of a word with the pause after it; a character of a script without spaces counts as a syllable or two."""
    return len(word) + 1 if len(word) > 2 or word.isascii() else len(word) + 2


def _rising(starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
    """Times of words adjusted so that none starts before the one before it, or ends after the next one starts."""
    risen = list(accumulate(starts, max, initial=0))[1:]
    limits = zip(risen, ends, [*starts[1:], *ends[-1:]], strict=True)
    return risen, [end if start <= end <= limit else max(start, min(end, limit)) for start, end, limit in limits]
