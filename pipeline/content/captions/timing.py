"""From cues to words: each word gets its time.

A cue is text with moments: its start, the measured ones inside, its end. **The words between two moments share the time between them in
proportion to their length** (a letter more for the pause after a word). So a cue of which only the start is known, floored to the second, has its
words spread from its start to the next cue's start or its own end, whichever comes first, and a word that was measured has its own time.
"""

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from pipeline.content.captions.cue import TURN, Cue
from pipeline.content.captions.word import Word
from pipeline.content.words import split

_SLOWEST = 500
"""Milliseconds a letter: what lasts longer is a word and a silence."""

_FASTEST = 30
"""Milliseconds a letter: a cue cut shorter than this by the next one is spoken at the same time as that one."""

_NATURAL = 65
"""Milliseconds a letter where nothing else is known."""

_EVEN = 3
"""Milliseconds by which evenly spread times differ, being rounded."""


def words(cues: tuple[Cue, ...]) -> Iterator[Word]:
    """All words, in the order of their cues."""
    turn = False
    for cue, following in zip_longest(cues, (cue.start for cue in cues[1:])):
        tokens, turns, turn = _tokens(cue.text, turn)
        for (_, text), (start, end), new in zip(tokens, _times(cue, tokens, following), turns, strict=True):
            yield Word(text, start, end, new)


def in_time(found: list[Word]) -> tuple[Word, ...]:
    """Words with rising starts and ends; a word ends when the next one starts at the latest."""
    if any(second.start < first.start for first, second in pairwise(found)):
        found.sort(key=lambda word: word.start)
    cut = [
        first if first.start <= first.end <= second.start else Word(first.text, first.start, max(first.start, min(first.end, second.start)), first.turn)
        for first, second in pairwise(found)
    ]
    return (*cut, *found[-1:])


def is_measured(cues: tuple[Cue, ...]) -> bool:
    """Whether the words have times of their own: most of them do, and most cues' times are not spread evenly.

    Nobody speaks evenly: a translated track was cut into equal parts.
    """
    told = [[cue.start, *(moment for offset, moment in cue.moments if offset)] for cue in cues if len(cue.moments) > 2]
    even = sum(1 for times in told if _is_even(times))
    words = sum(len(split(cue.text)) for cue in cues)
    return sum(len(cue.moments) for cue in cues) * 2 >= words and even * 2 <= len(told)


def _is_even(times: list[int]) -> bool:
    steps = [second - first for first, second in pairwise(times)]
    return max(steps) - min(steps) <= _EVEN


def _tokens(text: str, turn: bool) -> tuple[list[tuple[int, str]], list[bool], bool]:
    """The words with their offsets, whether a new speaker begins with each, and whether one begins after the last."""
    tokens: list[tuple[int, str]] = []
    turns: list[bool] = []
    at = 0
    for part in split(text):
        at = text.index(part, at)
        word = part.strip(TURN)
        turn = turn or part.startswith(TURN)
        if word.isalnum() or any(map(str.isalnum, word)):
            tokens.append((at, word))
            turns.append(turn)
            turn = part.endswith(TURN)
        at += len(part)
    return tokens, turns, turn


def _times(cue: Cue, tokens: list[tuple[int, str]], following: int | None) -> Iterator[tuple[int, int]]:
    """Start and end of each word of a cue; `following` is the start of the next one."""
    moments = _moments(cue, tokens, following)
    at = 0
    for (_, start), (offset, end) in pairwise(moments):
        until = at
        while until < len(tokens) and tokens[until][0] < offset:
            until += 1
        yield from _shared([_weight(word) for _, word in tokens[at:until]], start, end)
        at = until


def _moments(cue: Cue, tokens: list[tuple[int, str]], following: int | None) -> list[tuple[int, int]]:
    """The cue's moments from its start to its end, never falling; those that run backwards are left out."""
    moments = [(0, cue.start)]
    for offset, moment in cue.moments:
        if moment >= moments[-1][1]:
            moments.append((offset, moment))
    last = moments[-1][1]
    needed = sum(_weight(word) for _, word in tokens)
    end = cue.end if cue.end > cue.start else cue.start + needed * _NATURAL
    if following is not None and last <= following and (following - cue.start) >= needed * _FASTEST:
        end = min(end, following)
    return [*moments, (len(cue.text) + 1, max(end, last))]


def _shared(weights: list[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    total = sum(weights)
    lasts = min(end - start, total * _SLOWEST)
    done = 0
    for weight in weights:
        begin = start + lasts * done // total
        done += weight
        yield begin, start + lasts * done // total


def _weight(word: str) -> int:
    """Its length and the pause after it; a character of a script without spaces is a syllable or two."""
    return len(word) + 1 if len(word) > 2 or word.isascii() else len(word) + 2
