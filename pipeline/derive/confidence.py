"""How sure a boundary is: the share of headings like it that people marked within three seconds of the same place.

A logistic curve over three facts, fitted by `bench/align/calibrate.py` to 2,300 headings of 38 recordings:

    how much of the whole text is spoken    a condensed text has questions that nobody asked in one place
    how much of it nearby                   the same for the seconds around this boundary
    how wide the boundary is                the block begins somewhere between two found words
"""

from collections.abc import Sequence
from itertools import accumulate
from math import exp

from pipeline.derive.boundary import Boundary
from pipeline.derive.tape import Tape

# Below this a heading abstains: it would be wrong more often than right.
ABSTAIN = 0.3
# From here on a heading may be published unseen.
SURE = 0.9
# Nearby: so many words of the text on each side, about ten seconds of talk.
NEARBY = 30
# Three seconds are what people's own marks agree to; a boundary no wider cannot be further off. Half a minute is as bad as any more.
EXACT, WIDEST = 3.0, 30.0
# The fitted curve, in logarithms of odds. The odds are then halved, because the recordings it was fitted to are one show's.
BASE, PER_TEXT, PER_NEARBY, PER_SECOND = -3.07, 5.5, 2.07, -0.11
CAUTION = 0.5


class Confidence:
    """The judge of one alignment."""

    def __init__(self, found: Sequence[int], tape: Tape) -> None:
        self._tape = tape
        self._counts = [0, *accumulate(key >= 0 for key in found)]
        self.matched = self._counts[-1] / (len(found) or 1)

    def of(self, place: Boundary, guess: int) -> float:
        """From 0 to 1, for the boundary and the tape's key that was chosen in it."""
        seconds = min(WIDEST, self._width(place, guess)) - EXACT
        nearby = (self._share(place.position - NEARBY, place.position) + self._share(place.position, place.position + NEARBY)) / 2
        odds = exp(BASE + PER_TEXT * self.matched + PER_NEARBY * nearby + PER_SECOND * max(0.0, seconds))
        return 1 - 1 / (1 + CAUTION * odds)

    def _width(self, place: Boundary, guess: int) -> float:
        """Seconds between the found words. Before the first found word of a text the recording may hold anything: it does not count."""
        if place.after >= len(self._tape.keys):
            return WIDEST
        begin = guess if place.before < 0 else place.before + 1
        return (self._tape.start(place.after) - self._tape.start(begin)) / 1000

    def _share(self, first: int, last: int) -> float:
        first, last = max(0, first), min(len(self._counts) - 1, last)
        return (self._counts[last] - self._counts[first]) / NEARBY
