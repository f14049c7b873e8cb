"""The places where a heading that abstained may have been asked, with the caption words around them, for a person to choose."""

from itertools import accumulate

from pipeline.content.captions import Captions
from pipeline.content.text.words import join
from pipeline.derive.align.comparison import Comparison
from pipeline.derive.align.tape import Tape
from pipeline.derive.alignment import Candidate

# Caption words on each side, enough to recognise a place.
AROUND = 7
# Words: two places nearer to each other are the same place to a listener.
APART = 20
# Of 96 guesses with a confidence below 0.1, most of them in condensed interviews, 20 were within ten seconds.
LEAST = 0.2


def candidates(heading: int, compared: Comparison, captions: Captions) -> tuple[Candidate, ...]:
    """The two best places for the beginning of a heading (given by its block's index), the better first.

    One is the guess from the text around it, never with less confidence than such guesses deserve. The other is where most of the heading's
    words occur again, after the heading before it: its confidence is what the guess leaves of 1, times the square of the share of the words
    that are found there, since a few words of a question occur by chance. If they occur nowhere else, there is only one place.
    """
    guess = compared.guesses[heading]
    places = [(max(guess.confidence, LEAST), guess.key)]
    if (other := _elsewhere(heading, compared)) is not None:
        key, alike = other
        places.append(((1 - guess.confidence) * alike**2, key))
    return tuple(
        Candidate(compared.tape.start(key), round(sure, 2), _context(key, compared.tape, captions))
        for sure, key in sorted(places, reverse=True)
    )


def _elsewhere(heading: int, compared: Comparison) -> tuple[int, float] | None:
    """The tape's key, apart from the guess, from which on most of a heading's words are heard within twice their number, weighed by worth.

    Returned with the share of the worth that is heard there; None if there is no such key.
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
    likeliest = max(heard, key=heard.__getitem__)
    there = worths.keys() & compared.tape.keys[likeliest : likeliest + 2 * len(wanted)]
    return likeliest, sum(map(worths.__getitem__, there)) / sum(worths.values())


def _room(heading: int, compared: Comparison) -> range:
    """The tape's keys from the heading before to the first word found in this one."""
    at = compared.script.headings.index(heading)
    first = compared.guesses[compared.script.headings[at - 1]].key + 1 if at else 0
    return range(first, min(compared.guesses[heading].boundary.after, len(compared.tape.keys)))


def _context(key: int, tape: Tape, captions: Captions) -> str:
    """The caption words around a key, with a bar before its word."""
    at = tape.word(key)
    return f"{join(captions.texts[max(0, at - AROUND) : at])} | {join(captions.texts[at : at + AROUND])}".strip()
