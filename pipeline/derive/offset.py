"""The offset between the clock of the captions and that of another sound: an intro in front, a cut somewhere.

No word needs to be understood for this: speech and pauses form a pattern, and the captions describe the same pattern. Both become rows of
bits, one for each twentieth of a second, and the shift at which they agree best is the offset. Rows of bits are integers in Python, so an
hour is compared at ten thousand shifts in a quarter of a second.
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.content.captions import Word
from pipeline.content.text import timecode

STEP = 50  # milliseconds for each bit
_FURTHEST = 5 * timecode.MINUTE // STEP
_NEIGHBOURS = 2 * timecode.SECOND // STEP  # steps: shifts this near to the best one agree nearly as well
_STRETCH = 2 * timecode.MINUTE  # of captions: has enough pauses to be distinguished from any other place
_FEWEST = 60  # words, at least, in a stretch
_SURE = 8.0  # standard deviations by which the best shift has to exceed the others
_SAMPLE = 25  # one in so many shifts is measured, to know what chance gives
_SAME = 400 // STEP  # steps: shifts this near to each other are one
_LETTER, _END_OF_WORD = 70, 100  # milliseconds that speech takes for them
_SLOPPY = 250  # milliseconds: captions are not more accurate than that


def measure(peaks: Sequence[int], words: Sequence[Word]) -> tuple[int, ...]:
    """How many milliseconds later than in the captions words are heard in a sound, given the highest sample (0 to 32768) in each `STEP`.

    The offsets are in ascending order. None: the sound gives nothing to measure by. One: it is the offset. Several: something was cut out
    or inserted in between.
    """
    sound = _Sound(_bits(_loud(peaks)), len(peaks))
    best = _best(sound, words)
    if best is None:
        return ()
    found = [best]
    for stretch in _stretches(words):
        if not _fits(sound, stretch, found):
            shift = _best(sound, stretch)
            found += [] if shift is None or any(_is_same(shift, other) for other in found) else [shift]
    return tuple(map(_milliseconds, sorted(found)))


class _Sound(NamedTuple):
    """A row of `length` bits, one for each step, set if somebody speaks; the lowest bit is the first step."""

    heard: int
    length: int


def _is_same(shift: int, other: int) -> bool:
    """Whether two shifts may differ only by the captions' inaccuracy."""
    return abs(shift - other) <= _SAME or _milliseconds(shift) == _milliseconds(other)


def _milliseconds(shift: int) -> int:
    offset = shift * STEP
    return 0 if abs(offset) <= _SLOPPY else offset


def _loud(peaks: Sequence[int]) -> list[bool]:
    """Which steps are speech: those above the level that best separates loud from quiet (Otsu's method on a histogram of decibels)."""
    levels = [round(20 * math.log10(peak + 1)) for peak in peaks]
    counts = [0] * (max(levels, default=0) + 2)
    for level in levels:
        counts[level] += 1
    total, everything = len(levels), sum(level * count for level, count in enumerate(counts))
    below = weighed = 0
    best, threshold = -1.0, 0
    for level, count in enumerate(counts):
        below += count
        weighed += level * count
        if 0 < below < total:
            between = (everything * below / total - weighed) ** 2 / (below * (total - below))
            best, threshold = max((best, threshold), (between, level), key=lambda pair: pair[0])
    return [level > threshold for level in levels]


def _spoken(words: Sequence[Word], origin: int) -> int:
    """The steps, counted from `origin`, in which somebody speaks according to the captions.

    A word lasts as long as its letters need, not through the pause behind it.
    """
    row = 0
    for word in words:
        first = word.start // STEP
        last = min(word.end, word.start + _END_OF_WORD + _LETTER * len(word.text)) // STEP
        row |= ((1 << max(last - first, 1)) - 1) << (first - origin)
    return row


def _bits(row: Sequence[bool]) -> int:
    return int("".join("1" if bit else "0" for bit in reversed(row)) or "0", 2)


def _stretches(words: Sequence[Word]) -> list[list[Word]]:
    """The words by part of the recording, without parts in which little is said."""
    stretches: dict[int, list[Word]] = {}
    for word in words:
        stretches.setdefault(word.start // _STRETCH, []).append(word)
    return [stretch for stretch in stretches.values() if len(stretch) >= _FEWEST]


def _best(sound: _Sound, words: Sequence[Word]) -> int | None:
    """The shift at which both rows agree clearly better than at any other; None if there is none."""
    agreed = _agreements(sound, words, range(-_FURTHEST, _FURTHEST + 1))
    top = max(range(len(agreed)), key=agreed.__getitem__)
    others = agreed[: max(top - _NEIGHBOURS, 0)] + agreed[top + _NEIGHBOURS :]
    return top - _FURTHEST if _stands_out(agreed[top], others) else None


def _fits(sound: _Sound, words: Sequence[Word], shifts: Sequence[int]) -> bool:
    """Whether both rows agree near one of a few known shifts."""
    others = _agreements(sound, words, range(-_FURTHEST, _FURTHEST + 1, _SAMPLE))
    near = [shift + by for shift in shifts for by in range(-_SAME, _SAME + 1)]
    return _stands_out(max(_agreements(sound, words, near)), others)


def _stands_out(agreement: float, others: Iterable[float]) -> bool:
    """Whether an agreement is clearly better than the others; those of 0, at which the rows do not overlap, do not count."""
    overlapping = [other for other in others if other] or [0.0]
    mean = sum(overlapping) / len(overlapping)
    spread = math.sqrt(sum((other - mean) ** 2 for other in overlapping) / len(overlapping))  # `statistics` costs 20 ms to import
    return spread > 0 and (agreement - mean) / spread >= _SURE


def _agreements(sound: _Sound, words: Sequence[Word], shifts: Iterable[int]) -> list[float]:
    """For each shift, how much more both rows agree than by chance.

    That is the correlation of the two rows of bits over the steps that both have, times the square root of their number, since few steps
    prove little. It is 0 where that is undefined, as when the rows do not overlap.
    """
    origin = min((word.start // STEP for word in words), default=0)
    spoken = _spoken(words, origin)
    span = (1 << spoken.bit_length()) - 1
    window = (1 << (spoken.bit_length() + 2 * _FURTHEST)) - 1
    heard = (sound.heard << _FURTHEST >> origin) & window
    inside = (((1 << sound.length) - 1) << _FURTHEST >> origin) & window
    agreed = []
    for shift in shifts:
        here, there = heard >> (shift + _FURTHEST) & span, inside >> (shift + _FURTHEST) & span
        steps, loud, said, both = there.bit_count(), here.bit_count(), (there & spoken).bit_count(), (here & spoken).bit_count()
        chance = loud * (steps - loud) * said * (steps - said)
        agreed.append((both * steps - loud * said) * math.sqrt(steps / chance) if chance else 0.0)
    return agreed
