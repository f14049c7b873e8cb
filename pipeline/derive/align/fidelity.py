"""How much of a text is as said: what was condensed shares words with the captions, but few in a row."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

# Words are as said if 6 of them are found within 9 words, both of the text and of the captions: a part of a sentence in which a word or two
# was misheard or corrected. In a text close to what was said that is true of nine words in ten, with every third word misheard of seven in
# ten, in a condensed text of two to six. If fewer are found together, they may be other words that happen to be the same.
AS_SAID, WITHIN = 6, 9
# A stretch of the text is missing from the captions, or was never said, if a tenth of the text in a row is not as said, or if the captions
# have too little room for it by more than 12 words.
MISSING, NO_ROOM = 0.1, 12
# A quarter of an hour before a place, and one behind it. Of a text that was edited in one way, of such a part hardly ever so much less is as
# said than of the whole; of one by two editors, or by one who began to condense it, of some parts half as much.
AROUND, USUAL = 2000, 0.15


class Fidelity:
    """The share of a script's keys that are close together both in the script and in a tape of `heard` keys.

    `found` is the tape's key for each key of the script, or -1. A part of the script that is missing from the tape says nothing about how
    the rest was edited, and does not count.
    """

    def __init__(self, found: Sequence[int], heard: int) -> None:
        # Up to each of the edges, how many keys are as said, and how many count. Between edges, both grow evenly.
        self._edges, self._said, self._counted = [0], [0], [0]
        for first, end, room in _apart(found, heard):
            close = first - self._edges[-1]
            self._add(first, close, close)
            self._add(end, 0, end - first - _lacking(end - first, room, len(found)))
        close = len(found) - self._edges[-1]
        self._add(len(found), close, close)
        self.whole = self._share(0, len(found))

    def around(self, key: int) -> float:
        """The share that tells about a place in the script: that of the whole, unless much less is as said before it or behind it."""
        size = self._edges[-1]
        firsts = (max(0, min(at, size - AROUND)) for at in (key - AROUND, key))
        return min(self.whole, *(USUAL + self._share(first, min(size, first + AROUND)) for first in firsts))

    def _add(self, edge: int, said: int, counted: int) -> None:
        self._edges.append(edge)
        self._said.append(self._said[-1] + said)
        self._counted.append(self._counted[-1] + counted)

    def _share(self, first: int, end: int) -> float:
        said, counted = (self._until(end, sums) - self._until(first, sums) for sums in (self._said, self._counted))
        return said / counted if counted else 0.0

    def _until(self, key: int, sums: Sequence[int]) -> float:
        after = bisect_left(self._edges, key)
        if self._edges[after] == key:
            return sums[after]
        first, end = self._edges[after - 1], self._edges[after]
        return sums[after - 1] + (sums[after] - sums[after - 1]) * (key - first) / (end - first)


def _apart(found: Sequence[int], heard: int) -> Iterator[tuple[int, int, int]]:
    """The stretches of a script that are not as said: the first key, the one behind the last, and the room that the tape has for them."""
    places = [n for n, key in enumerate(found) if key >= 0]
    keys = [key for key in found if key >= 0]
    ends = zip(places, places[AS_SAID - 1 :], keys, keys[AS_SAID - 1 :], strict=False)
    close = [(first, last + 1, begin, end + 1) for first, last, begin, end in ends if last - first < WITHIN and end - begin < WITHIN]
    edges = pairwise([(0, 0, 0, 0), *close, (len(found), len(found), heard, heard)])
    return ((last, first, begin - end) for (_, last, _, end), (first, _, begin, _) in edges if first > last)


def _lacking(written: int, room: int, size: int) -> int:
    """How many of the keys `written` in a stretch of a script of this `size` are missing from the tape, which has `room` for some."""
    if written >= MISSING * size:
        return written
    return written - room if written - room > NO_ROOM else 0
