"""Where a block of the script begins in the recording: between the last word found before it and the first word found in it."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.content.text.timecode import SECOND
from pipeline.derive.align.tape import Tape

# Words that were edited out stand on both sides of a boundary. With no other evidence one in five of them opens the block:
# the median of where people marked 87 questions with 1.5 to 3 s of unwritten words before them.
OPENING = 0.2
# A passage cut from the text belongs to what came before it: at most so many unwritten words open a block (a second of talk).
LONGEST_OPENING = 3
# A question that was worded anew was asked in up to three times as many words as it has now, and twenty: more unwritten words than that
# before an answer are mostly of what came before. Of 117 questions of condensed interviews that are not placed, 22 % were guessed more than
# a minute off without this limit, and 15 % with it.
MOST_ANEW, LEAST_ANEW = 2, 20
# A block often begins with words such as `yeah` and `so`, which are found anywhere: up to 3 of them prove nothing if what follows them in
# the text is found more than 30 words further on.
FEW = 3
FAR = 30
# A single one, without the next word of the text right behind it, proves nothing if that is more than 8 words further on: in an excerpt it
# is a word of the answer.
FAR_FOR_ONE = 8
# The last words of a block, one or two in a row, prove nothing either if the 2 found among the 12 before them are as far away (`FAR`).
PAIR, NEARBY = 2, 12
# People who take turns leave a fifth of a second between them, or wait; half a second is longer than nearly all stops for breath.
SILENCE = SECOND // 2


class Stretch(NamedTuple):
    """A range of blocks of the script, the range of its keys, and the range of the tape's keys in which these are spoken."""

    blocks: range
    script: range
    tape: range


class Boundary(NamedTuple):
    """A block's boundary. `position` is the first key in the script, of the block or behind it, that was said.

    `before` and `after` are the tape's keys found around it (-1 and its length: none), `tail` and `head` the
    numbers of the script's keys just before and just after it that were not found. `anew` is how far the block was worded anew: the square
    of the share of it that `head` covers, so that it is 1 if none of its words is found, and little if the first one was misheard.
    """

    position: int
    before: int
    after: int
    tail: int
    head: int
    anew: float = 0.0


def boundary(gap: range, end: int, found: Sequence[int], stretch: Stretch) -> Boundary:
    """What is known of the place before the script's key `gap.stop`, in the stretch that contains it. Nobody said the keys of the gap.

    The block there ends before the key `end`.
    """
    left, right = gap.start - 1, gap.stop
    while left >= stretch.script.start and (found[left] < 0 or _trails(left, found, stretch)):
        left -= 1
    while right < stretch.script.stop and (found[right] < 0 or _strays(right, gap.stop, found, stretch)):
        right += 1
    before = found[left] if left >= stretch.script.start else stretch.tape.start - 1
    after = found[right] if right < stretch.script.stop else stretch.tape.stop
    tail, head = gap.start - 1 - left, right - gap.stop
    return Boundary(gap.stop, before, after, tail, head, min(1.0, head / max(1, end - gap.stop)) ** 2)


def _strays(key: int, position: int, found: Sequence[int], stretch: Stretch) -> bool:
    """Whether a word was found far before those that follow it in the script, among what is said before its block.

    The first word of a block, at `position`, also strays if none of the next ones is found.
    """
    following = [n for n in range(key + 1, min(key + FEW + 1, stretch.script.stop)) if found[n] >= 0]
    alone = key == position and not following and key + FEW < stretch.script.stop
    far = FAR if key + 1 in following and found[key + 1] == found[key] + 1 else FAR_FOR_ONE
    return alone or any(found[n] - found[key] - (n - key) > far for n in following)


def _trails(key: int, found: Sequence[int], stretch: Stretch) -> bool:
    """Whether a word was found far behind those before it in the script, among what is said after its block.

    If none of the twelve before it is found, nothing contradicts it.
    """
    before = [n for n in range(max(stretch.script.start, key - NEARBY), key) if found[n] >= 0][-PAIR:]
    return any(found[key] - found[n] - (key - n) > FAR for n in before)


def estimate(place: Boundary, tape: Tape) -> int:
    """The tape's key that most likely opens the block.

    That is the change of speaker marked in the captions, or else the end of a silence, nearest to where the block's words would begin if
    all of them had been said, and, if it was worded anew, in as many words as there are. If nothing of the text is found before, only the
    block's own words count.
    """
    if place.before < 0:
        return max(0, place.after - place.head)
    wanted = place.after - place.head - round(place.anew * _asked_in(place))
    window = range(max(place.before + 1, wanted - LONGEST_OPENING), place.after + 1)
    turns = tape.turns[bisect_left(tape.turns, window.start) : bisect_left(tape.turns, window.stop)]
    pauses = [key for key in window if tape.silence(key) >= SILENCE]
    # With measured words, the speaker went on where neither tells.
    untold = max(window.start, wanted if tape.exact else _opening(place))
    return min(turns or pauses, key=lambda key: abs(key - wanted), default=untold)


def _opening(place: Boundary) -> int:
    """The opening key if neither a change of speaker nor a silence tells.

    Words of the text that were not found are assumed to have been said in some form, each on its own side of the boundary. The rest was
    edited out, or is how a block was asked that was worded anew.
    """
    spare = _spare(place)
    reworded = place.after - place.before - 1 - spare
    unwritten = OPENING * spare * (1 - place.anew) + place.anew * _asked_in(place)
    return place.after - round(reworded * place.head / (place.tail + place.head or 1) + unwritten)


def _asked_in(place: Boundary) -> int:
    """How many more words than it has were said of a block that was worded anew."""
    return min(_spare(place), MOST_ANEW * place.head + LEAST_ANEW)


def _spare(place: Boundary) -> int:
    """How many more words were said at a boundary, and not written, than were written there and not found."""
    return max(0, place.after - place.before - 1 - place.tail - place.head)
