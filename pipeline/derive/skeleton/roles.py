"""Who speaks where captions mark that the speaker changes and not who it is: the host asks and is brief, the guest answers at length.

Two people are assumed, and that most changes are marked. The likeliest reading of all turns together is taken (Viterbi), so that one missed
mark does not turn everything behind it round.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.derive.skeleton.speech import Sentence

_SAME = 1.5  # what it costs that a mark changes nothing
_LONG = 40  # words that speak for the guest
_SHORT = 25
_DECISIVE = 6.0
_RECEIVES = re.compile(
    r"\b(?:welcome (?:to|back|everyone)|our guest|today'?s guest|joining (?:me|us)|thank you (?:so much )?for (?:joining|coming)"
    r"|my guest|(?:we are|we're) joined by|willkommen|bienvenid\w+|bienvenue|benvenut\w+|bem-vind\w+)\b",
    re.IGNORECASE,
)
_IS_RECEIVED = re.compile(
    r"\b(?:for (?:having|inviting) me|happy to be here|great to be here|pleasure to be here|glad to be here)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says until the next mark; `host` is None where there are no marks at all."""

    sentences: tuple[Sentence, ...]
    host: bool | None = None

    @property
    def length(self) -> int:
        """How many words it has."""
        return sum(sentence.length for sentence in self.sentences)


def turns(sentences: Sequence[Sentence]) -> tuple[Turn, ...]:
    """The sentences by turns, each with who speaks."""
    edges = [0, *(at for at, sentence in enumerate(sentences) if sentence.turn and at), len(sentences)]
    found = [Turn(tuple(sentences[first:last])) for first, last in pairwise(edges) if last > first]
    if len(found) < 2:
        return tuple(found)
    return tuple(Turn(turn.sentences, host) for turn, host in zip(found, _likeliest([_leaning(turn) for turn in found]), strict=True))


def _leaning(turn: Turn) -> float:
    """How much a turn is the host's; below zero it is rather the guest's."""
    length = turn.length
    told = " ".join(sentence.text for sentence in turn.sentences)
    leaning = 0.5 if length < _SHORT else -min(length / _LONG, 3.0)
    closing = [sentence for sentence in turn.sentences if sentence.length > 2][-1:]
    leaning += 3.0 if closing and closing[0].asks else 0.0
    leaning += _DECISIVE if _RECEIVES.search(told) else 0.0
    return leaning - (_DECISIVE if _IS_RECEIVED.search(told) else 0.0)


def _likeliest(leanings: Sequence[float]) -> list[bool]:
    """For each turn whether the host speaks. The first to speak is rather the host."""
    best = {True: (leanings[0] + 1.0, [True]), False: (-leanings[0], [False])}
    for leaning in leanings[1:]:
        best = {
            host: max(
                (
                    (score - _SAME * (before == host) + (leaning if host else -leaning), [*path, host])
                    for before, (score, path) in best.items()
                ),
                key=lambda one: one[0],
            )
            for host in (True, False)
        }
    return max(best.values(), key=lambda one: one[0])[1]
