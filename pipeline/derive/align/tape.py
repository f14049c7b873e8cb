"""The captions as a tape: every comparable key with its times."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from pipeline.content.captions import Captions
from pipeline.content.text.words import keys

# Milliseconds: slow speech takes a second for a word, a tenth of it for a letter, and as long for the end of a word.
SLOW_WORD, SLOW_LETTER = 1000, 100
# Nobody who talks is silent for so many milliseconds: captions have a hole there, in which words that are not found may have been said.
HOLE = 5000


class Tape(NamedTuple):
    """Keys with start and end in milliseconds, ascending and without overlaps.

    The keys of caption word n are those from `bounds[n]` up to `bounds[n + 1]`. `turns` are the keys before which the captions mark a
    change of speaker. `end` is when the last word ends. `exact` says that each word's own time was measured; if not, `cues` are the keys
    whose times the captions give: the first of each cue.
    """

    keys: list[str]
    starts: list[int]
    ends: list[int]
    bounds: list[int]
    turns: list[int]
    end: int
    exact: bool
    cues: list[int]

    def start(self, key: int) -> int:
        """When a key is said, in milliseconds; for the key after the last one, when the tape ends."""
        return self.starts[key] if key < len(self.starts) else self.end

    def word(self, key: int) -> int:
        """The index of the caption word to which a key belongs."""
        return bisect_right(self.bounds, key) - 1

    def blur(self, key: int) -> int:
        """How uncertain the time of a key is, in milliseconds: the distances from the given times around it, their product by their sum.

        That is 0 at a given time, and in the middle between two of them a quarter of their distance.
        """
        after = bisect_right(self.cues, key)
        if not after:
            return 0
        since = self.start(self.cues[after - 1])
        until = self.start(self.cues[after]) if after < len(self.cues) else self.end
        before, behind = self.start(key) - since, until - self.start(key)
        return max(0, before * behind) // (before + behind or 1)

    def silence(self, key: int) -> int:
        """The milliseconds of silence before a key.

        If words were not measured, only a hole is one: in many captions a word lasts until the next one begins.
        """
        if not 0 < key < len(self.starts):
            return 0
        last = key - 1
        if not self.exact:
            silence = self.starts[key] - self.ends[last]
            return silence if silence > HOLE else 0
        return self.starts[key] - min(self.ends[last], self.starts[last] + SLOW_LETTER * (len(self.keys[last]) + 1))


def tape(captions: Captions) -> Tape:
    """The tape of captions. A caption word with several keys ("self-made", a phrase in a script without spaces) divides its time evenly.

    Captions may overlap and step back: on the tape, no key begins before the one before it, or ends after the next one begins.
    """
    parts = list(map(keys, captions.texts))
    starts, ends = _shared(captions, parts)
    starts = list(accumulate(starts, max))
    end = max(ends, default=0)
    bounds = list(accumulate(map(len, parts), initial=0))
    following = [*starts[1:], end]
    return Tape(
        keys=list(chain.from_iterable(parts)),
        starts=starts,
        ends=[
            stop if start <= stop <= after else max(start, min(stop, after))
            for start, stop, after in zip(starts, ends, following, strict=False)
        ],
        bounds=bounds,
        turns=[bounds[n] for n, _ in captions.turns],
        end=end,
        exact=captions.exact,
        cues=[] if captions.exact else [bounds[n] for n in captions.cues],
    )


def _shared(captions: Captions, parts: Sequence[Sequence[str]]) -> tuple[list[int], list[int]]:
    """The starts and ends of all keys: the words' own, and even steps for the few words with several keys."""
    starts: list[int] = []
    ends: list[int] = []
    copied = 0
    for n in (n for n, part in enumerate(parts) if len(part) != 1):
        size, start, end = len(parts[n]), captions.starts[n], captions.ends[n]
        steps = [start + (end - start) * k // size for k in range(1, size)]
        starts += (*captions.starts[copied:n], *(start, *steps)[:size])
        ends += (*captions.ends[copied:n], *(*steps, end)[:size])
        copied = n + 1
    return [*starts, *captions.starts[copied:]], [*ends, *captions.ends[copied:]]


def shifted(made: Tape, offset: int) -> Tape:
    """The same tape moved by `offset` milliseconds. What would begin before 0 begins at 0."""
    if not offset:
        return made

    def move(times: list[int]) -> list[int]:
        return [max(0, time + offset) for time in times]

    return made._replace(starts=move(made.starts), ends=move(made.ends), end=max(0, made.end + offset))


def cut(made: Tape, end: int) -> Tape:
    """The part of a tape that begins before `end` (ms)."""
    size = bisect_left(made.starts, end)
    if size == len(made.starts) and made.end <= end:
        return made
    ends = [min(time, end) for time in made.ends[:size]]
    turns, cues = (keys[: bisect_left(keys, size)] for keys in (made.turns, made.cues))
    return made._replace(keys=made.keys[:size], starts=made.starts[:size], ends=ends, turns=turns, cues=cues, end=min(made.end, end))
