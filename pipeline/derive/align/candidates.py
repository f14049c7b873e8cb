"""Where a heading that abstained may have been asked, for a person to choose: with the caption words around."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from pipeline.content.captions import Captions
from pipeline.content.tokens import join
from pipeline.derive.align.tape import Tape
from pipeline.derive.align.work import Work
from pipeline.derive.alignment import Candidate

# So many caption words on each side are enough to recognise a place by.
AROUND = 7
# Two places within so many words are one place to a person who listens.
APART = 20


def candidates(block: int, work: Work, captions: Captions) -> tuple[Candidate, ...]:
    """The two best places for the beginning of a block, the better first.

    One is the guess from the text around. The other is where most of its words were said in another form; where that is the
    same place, the end of the text before. It has what the guess leaves of certainty, as far as its words are there.
    """
    guess, bounds, tape = work.guesses[block], work.script.blocks[block].bounds, work.tape
    first, last = guess.boundary.before + 1, min(guess.boundary.after, len(tape.keys) - 1)
    offset, alike = _likest(work.script.keys[bounds[0] : bounds[-1]], tape.keys[first:last], work.worth)
    other = first + offset if abs(first + offset - guess.key) > APART else first
    places = [(guess.confidence, guess.key)]
    if abs(other - guess.key) > APART:
        places.append(((1 - guess.confidence) * alike, other))
    return tuple(Candidate(tape.start(key), round(sure, 2), _context(key, tape, captions)) for sure, key in sorted(places, reverse=True))


def _likest(wanted: Sequence[str], heard: Sequence[str], worth: Mapping[str, float]) -> tuple[int, float]:
    """Where most of the wanted words are heard within twice their number, by what they are worth, and the share that is heard there."""
    worths = {word: worth[word] for word in wanted}
    sums = [0.0, *accumulate(worths.get(word, 0.0) for word in heard)]
    size = min(2 * len(wanted), len(heard))
    offset = max(range(len(heard) - size + 1), key=lambda n: sums[n + size] - sums[n])
    total = sum(worths[word] for word in wanted)
    return offset, min(1.0, (sums[offset + size] - sums[offset]) / total) if total else 0.0


def _context(key: int, tape: Tape, captions: Captions) -> str:
    """The caption words around, with a bar before the word in question."""
    at = tape.word(key)
    before = [word.text for word in captions.words[max(0, at - AROUND) : at]]
    after = [word.text for word in captions.words[at : at + AROUND]]
    return f"{join(before)} | {join(after)}".strip()
