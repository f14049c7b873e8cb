"""From cues to words: each word gets its time.

A cue is text with moments: its start, the measured ones inside, its end. **The words between two moments share the time between them in
proportion to their length** (a letter more for the pause after a word). So a cue of which only the start is known, floored to the second, has
its words spread from its start to the next cue's start or its own end, whichever comes first, and a word that was measured has its own time.

Two cues at once: where the later one outlasts the first, it is the display that lingers, and the first is over when the later one starts.
Where it lies inside the first, somebody put in a word: its words stand together among those of the first.
"""

from collections.abc import Iterator
from itertools import accumulate, pairwise, zip_longest
from operator import itemgetter
from typing import TypeAlias

from pipeline.content.captions.cue import FIRST_NAME, TURN, Cue
from pipeline.content.captions.word import Word
from pipeline.content.tokens import split

Token: TypeAlias = tuple[int, str, str | None]
"""A word with its offset in the cue's text, and who begins to speak with it: a name, empty where it is not told, None where nobody does."""

_SLOWEST = 1000
"""Milliseconds a letter: what lasts longer is a word and a silence."""

_NATURAL = 65
"""Milliseconds a letter at the pace of talk."""

_EVEN = 3
"""Milliseconds by which evenly spread times differ, being rounded."""

_FEW = 3
"""Times of a cue that are too few to be called even."""

_OVERLAPS = 50
"""Cues that one cue may be cut short by."""


def is_measured(cues: tuple[Cue, ...]) -> bool:
    """Whether the words have times of their own: most of them do, and most cues' times are not spread evenly.

    Nobody speaks evenly: a translated track was cut into equal parts.
    """
    all_times = ([cue.start, *(moment for offset, moment in cue.moments if offset)] for cue in cues)
    told = [times for times in all_times if len(times) > _FEW]
    even = sum(1 for times in told if _is_even(times))
    words = sum(len(cue.text.split()) for cue in cues)
    return sum(len(cue.moments) for cue in cues) * 2 >= words and even * 2 <= len(told)


def words(cues: tuple[Cue, ...], names: tuple[str, ...] = ()) -> tuple[Word, ...]:
    """The words of cues that are in order: starts and ends never fall. `names` are those of speakers, by their numbers."""
    found: list[Word] = []
    order: list[int] = []
    turn: str | None = None
    for at, cue in enumerate(cues):
        tokens, turn = _tokens(cue.text, turn, names)
        if tokens:
            end = _end(cues, at, tokens)
            found += _timed(tokens, _moments(cue, end))
            together = not cue.moments and (at + 1 == len(cues) or end <= cues[at + 1].start)
            order += [cue.start] * len(tokens) if together else [word.start for word in found[-len(tokens) :]]
    if any(second < first for first, second in pairwise(order)):
        found = [word for _, word in sorted(zip(order, found, strict=True), key=itemgetter(0))]
    return tuple(_rising(found))


def _is_even(times: list[int]) -> bool:
    steps = [second - first for first, second in pairwise(times)]
    return max(steps) - min(steps) <= _EVEN


def _tokens(text: str, turn: str | None, names: tuple[str, ...]) -> tuple[list[Token], str | None]:
    """The words of a text; `turn` tells who begins to speak with its first, the answer who does after its last."""
    tokens: list[Token] = []
    at = 0
    for part in split(text):
        at = text.index(part, at)
        word = part.strip(TURN)
        if part[0] == TURN:
            number = ord(word[0]) - ord(FIRST_NAME) if word else -1
            turn = names[number] if 0 <= number < len(names) else turn or ""
        if word[:1].isalnum() or any(map(str.isalnum, word)):
            tokens.append((at, word, turn))
            turn = "" if part[-1] == TURN else None
        at += len(part)
    return tokens, turn


def _end(cues: tuple[Cue, ...], at: int, tokens: list[Token]) -> int:
    """When a cue's words are over."""
    cue = cues[at]
    offset, last = max(cue.moments, key=itemgetter(1), default=(0, cue.start))
    rest = _letters(tokens, offset)
    end = min(cue.end, last + _SLOWEST * rest) if cue.end > last else last + _NATURAL * rest
    for later in cues[at + 1 : at + _OVERLAPS]:
        if later.start >= end:
            break
        if later.start >= last and (later.end >= end or later.start - cue.start >= _NATURAL * _letters(tokens, 0)):
            return later.start
    return end


def _letters(tokens: list[Token], offset: int) -> int:
    """How long the words from an offset on are."""
    return sum(_weight(word) for at, word, _ in tokens if at >= offset)


def _moments(cue: Cue, end: int) -> list[tuple[int, int]]:
    """The cue's moments from its start to its end, never falling; those that run backwards are left out."""
    moments = [(0, cue.start)]
    latest = cue.start
    for moment in cue.moments:
        if moment[1] >= latest:
            moments.append(moment)
            latest = moment[1]
    moments.append((len(cue.text) + 1, end))
    return moments


def _timed(tokens: list[Token], moments: list[tuple[int, int]]) -> list[Word]:
    """The words between each two moments share the time between them by their length."""
    found: list[Word] = []
    at = 0
    for (_, start), (offset, end) in pairwise(moments):
        begin = at
        while at < len(tokens) and tokens[at][0] < offset:
            at += 1
        if at > begin:
            found += _shared(tokens[begin:at], start, end)
    return found


def _shared(tokens: list[Token], start: int, end: int) -> list[Word]:
    if len(tokens) == 1:
        [(_, word, turn)] = tokens
        return [_word(word, start, end, turn)]
    weights = [_weight(word) for _, word, _ in tokens]
    total = sum(weights)
    edges = [start + (end - start) * done // total for done in accumulate(weights, initial=0)]
    return [_word(word, begin, until, turn) for (_, word, turn), (begin, until) in zip(tokens, pairwise(edges), strict=True)]


def _word(text: str, start: int, end: int, turn: str | None) -> Word:
    return Word(text, start, end, turn is not None, turn or None)


def _weight(word: str) -> int:
    """Its length and the pause after it; a character of a script without spaces is a syllable or two."""
    return len(word) + 1 if len(word) > 2 or word.isascii() else len(word) + 2


def _rising(found: list[Word]) -> Iterator[Word]:
    """Words of which none starts before the one before it, or ends after the next one starts."""
    latest = 0
    for word, following in zip_longest(found, found[1:]):
        start = max(word.start, latest)
        end = max(start, min(word.end, following.start) if following else word.end)
        yield word if (start, end) == (word.start, word.end) else Word(word.text, start, end, word.turn, word.speaker)
        latest = start
