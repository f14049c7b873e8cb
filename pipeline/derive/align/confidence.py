"""How sure a boundary is: the share of headings like it that people marked within three seconds of the same place.

A logistic curve over three facts, fitted by `bench/align/calibrate.py` to 2,391 headings of 39 recordings:

    how much of the whole text is spoken    a condensed text has questions that nobody asked in one place
    how much of it nearby                   the same for the seconds around this boundary
    how wide the boundary is                the block begins somewhere between two found words
"""

from collections.abc import Sequence
from itertools import accumulate
from math import exp
from operator import mul

from pipeline.derive.align.boundary import Boundary
from pipeline.derive.align.tape import Tape

# Below this a heading abstains: it is about as often wrong as right.
ABSTAIN = 0.35
# From here on a heading may be published unseen.
SURE = 0.9
# Nearby: so many words of the text on each side, about ten seconds of talk.
NEARBY = 30
# Three seconds are what people's own marks agree to; a boundary no wider cannot be further off. Half a minute is as bad as any more.
EXACT, WIDEST = 3.0, 30.0
# The fitted curve, in logarithms of odds: what it starts from, and what each of the three facts adds.
BASE = -2.59
WEIGHTS = (4.80, 1.99, -0.11)
# So much of the odds is told that 98 of 100 sure headings are right where the curve was not fitted: one show's recordings are not every
# show's, and one in forty had marks that run on a clock of their own.
CAUTION = 0.42

Evidence = tuple[float, float, float]


class Judge:
    """The judge of one alignment: `found` is the tape's key for each key of the script, or -1."""

    def __init__(self, found: Sequence[int], tape: Tape) -> None:
        self._tape = tape
        self._counts = [0, *accumulate(key >= 0 for key in found)]
        self.matched = self._counts[-1] / (len(found) or 1)

    def confidence(self, place: Boundary, guess: int) -> float:
        """From 0 to 1, for a boundary and the tape's key that was chosen in it."""
        odds = exp(BASE + sum(map(mul, WEIGHTS, self.evidence(place, guess))))
        return 1 - 1 / (1 + CAUTION * odds)

    def evidence(self, place: Boundary, guess: int) -> Evidence:
        """The share of the whole text that was found, the share of the text nearby, and the seconds that the boundary is too wide."""
        return self.matched, self._nearby(place.position), max(0.0, min(WIDEST, self._width(place, guess)) - EXACT)

    def _width(self, place: Boundary, guess: int) -> float:
        """Seconds in which the block may begin: all between the found words, but for as many words as the text before has unfound.

        Before the first found word of a text the recording may hold anything: it does not count.
        """
        if place.after >= len(self._tape.keys):
            return WIDEST
        unwritten = place.after - place.before - 1
        doubtful = min(unwritten, max(0, unwritten - place.tail) + place.head)
        begin = guess if place.before < 0 else place.after - doubtful
        return (self._tape.start(place.after) - self._tape.start(begin)) / 1000

    def _nearby(self, position: int) -> float:
        """The share of the words around a key of the script that was found; at the ends of a text there are fewer."""
        first, last = max(0, position - NEARBY), min(len(self._counts) - 1, position + NEARBY)
        return (self._counts[last] - self._counts[first]) / (last - first or 1)
