"""How sure a boundary is: the share of headings like it that people marked within three seconds of the same place.

A logistic curve over four facts, fitted by `bench/align/calibrate.py` to 2,391 headings of 39 recordings:

    how much of the text is as said    a condensed text has questions that nobody asked in one place
    how wide the boundary is           the block begins somewhere between two found words
    both multiplied                    a wide boundary is usual in a condensed text, and a bad sign in one as said
    how much of its words is heard     what a question shares with the talk at the place speaks for it, also in a condensed text
"""

from bisect import bisect_right
from collections.abc import Sequence
from math import exp, hypot, sqrt
from operator import mul, sub

from pipeline.derive.align.boundary import Boundary
from pipeline.derive.align.fidelity import AS_SAID, WITHIN, Fidelity
from pipeline.derive.align.tape import HOLE, SLOW_WORD, Tape

# Below this a heading abstains: it is about as often wrong as right.
ABSTAIN = 0.35
# From here on a heading may be published unseen.
SURE = 0.9
# Seconds. People's own marks agree within three, and a boundary no wider than that cannot be further off. Anything wider than half a minute
# is equally bad.
EXACT, WIDEST = 3.0, 30.0
# Whoever asks may say something first that is not written, but not for longer than this (seconds).
LEAD_IN = 13.0
# Before the first found word of a text, nothing tells where a block begins if its own first words were not found; and a question that was
# worded anew may have been asked in four times as many words.
REWORDED = 4
# An editor adds a few words that nobody said. If more than three are not found, and nothing that was heard has room for them, the captions
# have a hole there, or the block was said elsewhere.
OWN_WORDS = 3
# Within a cue, words are placed by the number of their letters. How far off they are grows as in a random walk between its two ends, which
# are right: with the square root of its length, times this. In the middle of a cue of ten seconds, one in twenty headings that are sure by
# their words is off by more than three seconds, of twenty seconds one in ten, of a minute one in three.
BLURRED = 3.0
# The fitted curve, in logarithms of odds: what it starts from, and what each of the four facts adds.
BASE = -0.91
WEIGHTS = (3.88, -0.04, -0.21, 0.94)
# The odds are multiplied by this, so that 98 of 100 sure headings are right in recordings to which the curve was not fitted as well: other
# shows are edited in other ways, and one recording in forty had marks on a clock of their own.
CAUTION = 0.6
# Of what is heard from the first of its words to the last an edit by people keeps 12 % at least, a condensed one 30 % in the median; a few
# sentences that a model wrote for minutes of talk keep 3 to 7 %. Below a tenth a found word is as much likelier a chance one, and a
# boundary stands on two, one on each side.
KEPT = 0.1
# The words right behind a boundary, ten seconds of talk. If less than half as much of them is found as of the text elsewhere, they were
# said in another place, and what is found are other words that happen to be the same. Of 1,673 sure headings that people marked, 5 have a
# little less, and stay sure.
NEXT, FOLLOWED = 25, 0.5
# The first words of a block, five seconds of talk. A question that was edited has them within twice their number, and some more for what was
# said in between.
OWN, BETWEEN = 12, 20

Evidence = tuple[float, float, float, float]


class Judge:
    """Judges the boundaries of one alignment: `found` is the tape's key for each key of the script, or -1.

    `kept` is the share of the tape's keys, from the first to the last that was found, that were found.
    """

    def __init__(self, found: Sequence[int], tape: Tape) -> None:
        self._tape = tape
        self._found, self._fidelity = found, Fidelity(found, len(tape.keys))
        silences = map(sub, tape.starts[1:], tape.ends)
        self._holes = [key for key, silence in enumerate(silences, 1) if silence > HOLE]
        heard = [key for key in found if key >= 0]
        self.kept = len(heard) / (heard[-1] - heard[0] + 1) if heard else 0.0

    def confidence(self, place: Boundary, guess: int) -> float:
        """How sure a boundary is, from 0 to 1, with the tape's key chosen in it."""
        odds = CAUTION * exp(BASE + sum(map(mul, WEIGHTS, self.evidence(place, guess))))
        return 1 - 1 / (1 + odds * (min(1.0, self.kept / KEPT) * min(1.0, self._followed(place) / FOLLOWED)) ** 2)

    def evidence(self, place: Boundary, guess: int) -> Evidence:
        """The share of the text that is as said, the seconds by which the boundary is too wide, their product, and the own words heard."""
        wide = max(0.0, min(WIDEST, self._width(place, guess)) - EXACT)
        as_said = self._fidelity.around(place.position)
        return as_said, wide, as_said * wide, self._own(place.position, guess)

    def _width(self, place: Boundary, guess: int) -> float:
        """The seconds within which the block may begin: all between the found words, less as many words as the text before is missing.

        Before the first found word the recording may contain anything: there, only the block's own missing first words count, and all the
        time from the first caption on if the block was worded anew. What a long cue leaves open is added, and so is time for words that
        have no room.
        """
        if place.after >= len(self._tape.keys):
            return WIDEST
        unwritten = place.after - place.before - 1
        beside = max(0, unwritten - place.tail) if place.before >= 0 else (REWORDED - 1) * place.head
        doubtful = min(unwritten, beside + place.head)
        width = (self._tape.start(place.after) - self._tape.start(place.after - doubtful)) / 1000
        if self._begins_as_said(place):
            width = min(width, LEAD_IN)
        if place.before < 0:
            width += place.anew * min(WIDEST, (self._tape.start(place.after) - self._tape.start(0)) / 1000)
        blur = BLURRED * sqrt(self._tape.blur(guess) / 1000)
        lacking = max(SLOW_WORD * (place.head - unwritten - OWN_WORDS) / 1000, self._hole(place) if place.head else 0.0)
        return hypot(width, blur) + lacking

    def _own(self, position: int, guess: int) -> float:
        """The share of the words from a position of the script on that are heard near the guessed beginning; 1 if there are none."""
        words = self._found[position : position + OWN]
        return sum(0 <= key - guess <= 2 * OWN + BETWEEN for key in words) / len(words) if words else 1.0

    def _hole(self, place: Boundary) -> float:
        """The length in seconds of the longest gap in the captions at a boundary; 0 if there is none."""
        within = self._holes[bisect_right(self._holes, place.before) : bisect_right(self._holes, place.after)]
        return max((self._tape.starts[key] - self._tape.ends[key - 1] for key in within), default=0) / 1000

    def _followed(self, place: Boundary) -> float:
        """How much of the words right behind a boundary is found, as a multiple of how much of the text is as said."""
        words = self._found[place.position : place.position + NEXT]
        return sum(key >= 0 for key in words) / (len(words) * self._fidelity.whole) if words and self._fidelity.whole else 1.0

    def _begins_as_said(self, place: Boundary) -> bool:
        """Whether a block's first words are as said: then what an excerpt leaves out before them belongs to other blocks."""
        first = place.position + place.head
        row = self._found[first : first + WITHIN]
        return place.head <= 1 and sum(0 <= key < place.after + WITHIN for key in row) >= AS_SAID
