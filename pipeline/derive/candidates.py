"""Where a heading that abstained may have been asked, for a person to choose: with the caption words around."""

from collections.abc import Sequence

from pipeline.content.captions import Captions
from pipeline.content.tokens import join
from pipeline.derive.alignment import Candidate
from pipeline.derive.matching import likeness
from pipeline.derive.tape import Tape
from pipeline.derive.work import Guess

# So many caption words on each side are enough to recognise a place by.
AROUND = 7
# Two places within so many words are one place to a person who listens.
APART = 20


def candidates(wanted: Sequence[str], guess: Guess, tape: Tape, captions: Captions) -> tuple[Candidate, ...]:
    """The two best places in a boundary, the better first.

    One is the guess from the text around. The other is where words most like the `wanted` ones were said; where that is the
    same place, the end of the text before. It has what the guess leaves of certainty, as far as it is alike.
    """
    first, last = guess.boundary.before + 1, min(guess.boundary.after, len(tape.keys) - 1)
    offset, alike = likeness(wanted, tape.keys[first:last]) if wanted else (0, 0.0)
    other = first + offset if abs(first + offset - guess.key) > APART else first
    places = [(guess.confidence, guess.key)]
    if abs(other - guess.key) > APART:
        places.append(((1 - guess.confidence) * alike, other))
    return tuple(Candidate(tape.start(key), round(sure, 2), _context(key, tape, captions)) for sure, key in sorted(places, reverse=True))


def _context(key: int, tape: Tape, captions: Captions) -> str:
    """The caption words around, with a bar before the word in question."""
    at = tape.words[key] if key < len(tape.words) else len(captions.words)
    before = [word.text for word in captions.words[max(0, at - AROUND):at]]
    after = [word.text for word in captions.words[at:at + AROUND]]
    return f"{join(before)} | {join(after)}".strip()
