"""Where a heading that abstained may have been asked, for a person to choose: with the caption words around."""

from itertools import accumulate

from pipeline.content.captions import Captions
from pipeline.content.tokens import join
from pipeline.derive.align.comparison import Comparison
from pipeline.derive.align.tape import Tape
from pipeline.derive.alignment import Candidate

# So many caption words on each side are enough to recognise a place by.
AROUND = 7
# Two places within so many words are one place to a person who listens.
APART = 20


def candidates(heading: int, compared: Comparison, captions: Captions) -> tuple[Candidate, ...]:
    """The two best places for the beginning of a heading (its block's index), the better first.

    One is the guess from the text around. The other is where most of the heading's words are heard again, behind the heading before it: its
    certainty is what the guess leaves of 1, times the share of the words that are there. Where they are heard nowhere else there is only one.
    """
    guess = compared.guesses[heading]
    places = [(guess.confidence, guess.key)]
    if (other := _likest(heading, compared)) is not None:
        key, alike = other
        places.append(((1 - guess.confidence) * alike, key))
    return tuple(
        Candidate(compared.tape.start(key), round(sure, 2), _context(key, compared.tape, captions))
        for sure, key in sorted(places, reverse=True)
    )


def _likest(heading: int, compared: Comparison) -> tuple[int, float] | None:
    """The word of a heading, apart from its guess, from which on most of its words are heard within twice their number.

    That is weighed by what they are worth; with it the share that is heard there.
    """
    bounds = compared.script.blocks[heading].bounds
    wanted = compared.script.keys[bounds[0] : bounds[-1]]
    worths = {word: compared.worth[word] for word in wanted}
    room = _room(heading, compared)
    sums = [0.0, *accumulate(worths.get(compared.tape.keys[key], 0.0) for key in room)]
    heard = {
        key: sums[min(n + 2 * len(wanted), len(room))] - sums[n]
        for n, key in enumerate(room)
        if compared.tape.keys[key] in worths and abs(key - compared.guesses[heading].key) > APART
    }
    if not heard:
        return None
    likest = max(heard, key=heard.__getitem__)
    there = worths.keys() & compared.tape.keys[likest : likest + 2 * len(wanted)]
    return likest, sum(map(worths.__getitem__, there)) / sum(worths.values())


def _room(heading: int, compared: Comparison) -> range:
    """The words of the tape from the heading before to the first word that was found in this one."""
    at = compared.script.headings.index(heading)
    first = compared.guesses[compared.script.headings[at - 1]].key + 1 if at else 0
    return range(first, min(compared.guesses[heading].boundary.after, len(compared.tape.keys)))


def _context(key: int, tape: Tape, captions: Captions) -> str:
    """The caption words around, with a bar before the word in question."""
    at = tape.word(key)
    return f"{join(captions.texts[max(0, at - AROUND) : at])} | {join(captions.texts[at : at + AROUND])}".strip()
