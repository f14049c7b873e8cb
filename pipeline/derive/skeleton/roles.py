"""Who speaks, as far as captions tell: the host asks and is brief, the guest answers at length.

If they name or number the speakers, one of these is the host. If they only mark that the speaker changes, two people are assumed, and that
most changes are marked; the most likely reading of all turns together is taken (Viterbi), so that one missed mark does not swap the roles
in everything after it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from pipeline.derive.skeleton.speech import Sentence

_SAME = 1.5  # the cost of a mark at which the speaker does not change
_LONG = 40  # words of a turn, from which on it is more likely the guest's
_SHORT = 25  # words of a turn, below which it is more likely the host's
_DECISIVE = 6.0  # what certain words add to a leaning: more than a length and a question can
_RECEIVES = re.compile(
    r"\b(?:welcome (?:to|back|everyone)|our guest|today'?s guest|joining (?:me|us)|thank you (?:so much )?for (?:joining|coming)"
    r"|my guest|(?:we are|we're) joined by|willkommen|bienvenid\w+|bienvenue|benvenut\w+|bem-vind\w+)\b",
    re.IGNORECASE,
)
_IS_RECEIVED = re.compile(
    r"\b(?:for (?:having|inviting) me|happy to be here|great to be here|pleasure to be here|glad to be here)\b", re.IGNORECASE
)


class Turn(NamedTuple):
    """What somebody says until the next mark; `host` is None if there are no marks at all, `speaker` is the captions' name for them."""

    sentences: tuple[Sentence, ...]
    host: bool | None = None
    speaker: str | None = None

    @property
    def length(self) -> int:
        """The number of words."""
        return sum(sentence.length for sentence in self.sentences)


def turns(sentences: Sequence[Sentence], host: str | None) -> tuple[Turn, ...]:
    """The sentences divided into turns, each with who speaks. `host` is the show's, whom captions may name."""
    edges = [0, *(at for at, sentence in enumerate(sentences) if sentence.turn and at), len(sentences)]
    found = [Turn(tuple(sentences[first:last])) for first, last in pairwise(edges) if last > first]
    if len(found) < 2:
        return tuple(found)
    named = [turn.sentences[0].speaker for turn in found]
    if named.count(None) * 2 < len(found):
        asking = _host(found, named, host)
        return tuple(Turn(turn.sentences, name == asking, name) for turn, name in zip(found, named, strict=True))
    return tuple(Turn(turn.sentences, hosting) for turn, hosting in zip(found, _likeliest(list(map(_leaning, found))), strict=True))


def _host(found: Sequence[Turn], named: Sequence[str | None], known: str | None) -> str | None:
    """Which speaker is the host: the one with that name, else the one who asks most often, else the one who speaks most like a host."""
    full = (known or "").casefold()
    called = next((name for name in named if name and name.casefold() in (full, *full.split())), None)
    asked = Counter(name for turn, name in zip(found, named, strict=True) if name and _closes_asking(turn))
    leaning: dict[str, float] = defaultdict(float)
    for turn, name in zip(found, named, strict=True):
        if name:
            leaning[name] += _leaning(turn)
    return called or max(leaning, key=lambda name: (asked[name], leaning[name]))


def _leaning(turn: Turn) -> float:
    """How likely a turn is the host's; below zero it is rather the guest's."""
    length = turn.length
    words = " ".join(sentence.text for sentence in turn.sentences)
    leaning = 0.5 if length < _SHORT else -min(length / _LONG, 3.0)
    leaning += 3.0 if _closes_asking(turn) else 0.0
    leaning += _DECISIVE if _RECEIVES.search(words) else 0.0
    return leaning - (_DECISIVE if _IS_RECEIVED.search(words) else 0.0)


def _closes_asking(turn: Turn) -> bool:
    closing = [sentence for sentence in turn.sentences if sentence.length > 2][-1:]
    return bool(closing) and closing[0].asks


def _likeliest(leanings: Sequence[float]) -> list[bool]:
    """For each turn whether the host speaks. The first turn is more likely the host's."""
    readings = [(leanings[0] + 1.0, [True]), (-leanings[0], [False])]
    for leaning in leanings[1:]:
        readings = [_continued(readings, host, leaning if host else -leaning) for host in (True, False)]
    return max(readings, key=itemgetter(0))[1]


def _continued(readings: Iterable[tuple[float, list[bool]]], host: bool, leaning: float) -> tuple[float, list[bool]]:
    """The likeliest of some readings, each with its score, if the host speaks next, or does not."""
    score, speaking = max(((score - _SAME * (speaking[-1] is host), speaking) for score, speaking in readings), key=itemgetter(0))
    return score + leaning, [*speaking, host]
