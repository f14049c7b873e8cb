"""Where a block of the script begins in the recording: between the last word found before it and the first word found in it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.derive.tape import Tape

# Words that were edited out stand on both sides of a boundary. With no other evidence one in five of them opens the block:
# the median of where people marked 97 questions with 1.5 to 3 s of unwritten words before them. As a fraction, it is these two
# counts; words of the text that were not found are added to their own side, for they were said in some form.
OPENING, CLOSING = 1, 4
# A passage cut from the text belongs to what came before it: at most so many unwritten words open a block (two seconds of talk).
LONGEST_OPENING = 6
# A speaker change that captions mark within so many words of the estimate is the boundary (four seconds of talk).
TURN_REACH = 12


class Stretch(NamedTuple):
    """Blocks of the script, and the range of its keys that is spoken in a range of the tape's."""

    blocks: range
    script: range
    tape: range


@dataclass(frozen=True, slots=True)
class Boundary:
    """`position` is the block's first key in the script, `before` and `after` the tape's words found around it (-1 and its length: none).

    `tail` and `head` are how many keys of the script just before and just after it were not found.
    """

    position: int
    before: int
    after: int
    tail: int
    head: int


def boundary(position: int, found: Sequence[int], stretch: Stretch) -> Boundary:
    """What is known of the place before the script's key `position`, in the stretch that holds it."""
    left, right = position - 1, position
    while left >= stretch.script.start and found[left] < 0:
        left -= 1
    while right < stretch.script.stop and found[right] < 0:
        right += 1
    before = found[left] if left >= stretch.script.start else stretch.tape.start - 1
    after = found[right] if right < stretch.script.stop else stretch.tape.stop
    return Boundary(position, before, after, position - 1 - left, right - position)


def estimate(place: Boundary, tape: Tape) -> int:
    """The tape's key that most likely opens the block. What is spoken before the text's first found word is another matter."""
    if place.before < 0:
        return max(0, place.after - place.head)
    unwritten = place.after - place.before - 1
    share = (place.head + OPENING) / (place.tail + place.head + OPENING + CLOSING)
    guess = place.after - min(round(unwritten * share), place.head + LONGEST_OPENING)
    return _nearest_turn(guess, place, tape)


def _nearest_turn(guess: int, place: Boundary, tape: Tape) -> int:
    """The marked change of speaker near the guess and inside the boundary, or the guess."""
    low = bisect_left(tape.turns, max(place.before + 1, guess - TURN_REACH))
    high = bisect_left(tape.turns, min(place.after, guess + TURN_REACH) + 1)
    return min(tape.turns[low:high], key=lambda turn: abs(turn - guess), default=guess)
