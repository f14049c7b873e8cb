"""The captions as a tape: every comparable key with its times."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import accumulate

from pipeline.content.captions import Captions
from pipeline.content.tokens import keys

# Slow speech takes a tenth of a second a letter, and one letter more for the end of a word.
SLOW_LETTER = 100


@dataclass(frozen=True, slots=True)
class Tape:
    """Keys with start and end in milliseconds, ascending and without overlaps, and the index of each key's caption word.

    `turns` are the keys before which the captions mark a change of speaker. `end` is when the last word ends. `exact` tells that
    the words' own times were measured.
    """

    keys: list[str]
    starts: list[int]
    ends: list[int]
    words: list[int]
    turns: list[int]
    end: int
    exact: bool

    def start(self, key: int) -> int:
        """When a key is said; for the key after the last one, when the tape ends."""
        return self.starts[key] if key < len(self.starts) else self.end

    def silence(self, key: int) -> int:
        """Milliseconds of silence before a key, as far as measured words tell: many captions let a word last until the next one begins."""
        if not self.exact or not 0 < key < len(self.starts):
            return 0
        last = key - 1
        return self.starts[key] - min(self.ends[last], self.starts[last] + SLOW_LETTER * (len(self.keys[last]) + 1))


def tape(captions: Captions) -> Tape:
    """A caption word of several keys ("self-made", a phrase in a script without spaces) shares its time out evenly."""
    flat: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    words: list[int] = []
    turns: list[int] = []
    for index, word in enumerate(captions.words):
        parts = keys(word.text)
        if word.turn:
            turns.append(len(flat))
        flat += parts
        for n in range(len(parts)):
            starts.append(word.start + (word.end - word.start) * n // len(parts))
            ends.append(word.start + (word.end - word.start) * (n + 1) // len(parts))
            words.append(index)
    return _ordered(Tape(flat, starts, ends, words, turns, max(ends, default=0), captions.exact))


def _ordered(made: Tape) -> Tape:
    """Cues of real captions overlap and step back: no key begins before the one before it, or ends after the next begins."""
    starts = list(accumulate(made.starts, max))
    return replace(made, starts=starts, ends=list(map(min, map(max, made.ends, starts), [*starts[1:], made.end])))


def shifted(made: Tape, offset: int) -> Tape:
    """The same tape on another clock. What would begin before 0 begins at 0."""
    if not offset:
        return made

    def move(times: list[int]) -> list[int]:
        return [max(0, time + offset) for time in times]

    return replace(made, starts=move(made.starts), ends=move(made.ends), end=max(0, made.end + offset))


def cut(made: Tape, end: int) -> Tape:
    """The part of a tape that begins before `end`."""
    size = bisect_left(made.starts, end)
    return Tape(made.keys[:size], made.starts[:size], [min(time, end) for time in made.ends[:size]], made.words[:size],
                made.turns[:bisect_left(made.turns, size)], min(made.end, end), made.exact)
