"""Captions as sentences.

If they are not punctuated, as in YouTube's older automatic tracks, sentences are found by pauses and openings of questions, and get a
capital and a full stop.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.content.captions import Captions, Word
from pipeline.content.captions.word import ends_sentence
from pipeline.content.interview.questions import asks, trim
from pipeline.content.lexicon.speech import FUNCTION_WORDS
from pipeline.content.text.sentences import sentences
from pipeline.content.text.words import join, split
from pipeline.derive.skeleton.discourse import addresses, answers, hangs, leads, opens, thinks

_PACE = 85  # milliseconds, at most, for a letter in speech; the rest of a word's time is silence
_SHORT = 250  # milliseconds, at least, for a word
_CASED = 30  # words: a text with capitals has one in at least so many
_STOP, _BREATH = 650, 250  # silence in ms that ends a sentence, and the same before a word that often begins one
_SENTENCE, _CLAUSE, _LONGEST = 5, 9, 45  # words needed before the first and the second; words without any silence
_SHORTEST, _QUESTION = 4, 35  # words in a question whose end can be recognised
_I = re.compile(r"\bi(?=\b(?:['’](?:m|ve|d|ll)\b)?)")
_SPECIAL = re.compile(r"\b(?:[A-Z]{2,}[a-z]?\d*|[A-Z]?[a-z]+[A-Z]\w*)\b")


class Sentence(NamedTuple):
    """A sentence of the captions: `start` in milliseconds, `pause` the silence before it (ms), `turn` if a new speaker begins with it.

    `speaker` is the captions' name for whoever speaks.
    """

    text: str
    start: int
    pause: int
    turn: bool = False
    speaker: str | None = None
    asks: bool = False

    @property
    def length(self) -> int:
        """The number of words."""
        return len(split(self.text))


def read(captions: Captions, language: str, spellings: Mapping[str, str]) -> tuple[Sentence, ...]:
    """The sentences of captions. `spellings` are words with a spelling of their own, names among them, by their lower case."""
    words = captions.words
    if captions.is_punctuated:
        return tuple(_written(words, language))
    cased = sum(1 for word in words if word.text[:1].isupper() and word.text not in ("I", "I'm")) * _CASED >= len(words)
    return tuple(_spoken(words, language, spellings, cased=cased))


def spellings(texts: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    """Words in title and description with a spelling of their own (`PyTorch`, `NLP`), and those of people's names, by lower case."""
    special = (word for text in texts if not text.isupper() for word in _SPECIAL.findall(text))
    named = (word for name in names for word in name.split() if word[:1].isupper())
    return {word.lower(): word for word in (*special, *named) if word.lower() not in FUNCTION_WORDS}


def _written(words: Sequence[Word], language: str) -> Iterator[Sentence]:
    at = 0
    for run in _runs(words):
        for text in sentences(join([word.text for word in run])):
            if at < len(words):
                asking = asks(text) and (ends_sentence(text) or opens(trim(text), language))
                yield Sentence(text, words[at].start, _pause(words, at), words[at].turn, words[at].speaker, asking)
            at += len(split(text))


def _runs(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The words of each turn."""
    edges = [0, *(at for at, word in enumerate(words) if word.turn and at), len(words)]
    return (words[first:last] for first, last in pairwise(edges) if last > first)


def _spoken(words: Sequence[Word], language: str, spellings: Mapping[str, str], *, cased: bool) -> Iterator[Sentence]:
    known = {} if cased else spellings
    edges = [*_edges(words, language), len(words)]
    for first, last in pairwise(edges):
        text = join([known.get(word.text.lower(), word.text) for word in words[first:last]])
        text = _I.sub("I", text) if language.startswith("en") else text
        asking = _asking(text, language, spellings)
        stop = "" if ends_sentence(text) else "?" if asking else "."
        here = words[first]
        yield Sentence(f"{text[:1].upper()}{text[1:]}{stop}", here.start, _pause(words, first), here.turn, here.speaker, asking)


def _asking(text: str, language: str, names: Container[str]) -> bool:
    """Whether unpunctuated words ask, after their lead-in and the name of somebody who is addressed."""
    words = text.split()
    while len(words) > 4 and (leads(words[0].strip(","), language) or words[0].lower() in names):
        words.pop(0)
    return 3 < len(words) <= _QUESTION and opens(" ".join(words), language)


def _edges(words: Sequence[Word], language: str) -> Iterator[int]:
    """Where sentences begin. Words said while thinking (`and`, `so`) belong to what comes after the silence."""
    begun, asking = 0, False
    yield 0
    for at in range(1, len(words)):
        length, pause, here, before = at - begun, _pause(words, at), words[at], words[at - 1].text
        ahead, led = _ahead(words, at), leads(here.text, language)
        apart = pause >= _BREATH // 2 or (addresses(ahead) and not hangs(before, language))
        question = apart and not leads(before, language) and opens(ahead, language)
        asks_next = length >= _SENTENCE and (question or (led and opens(_ahead(words, at + 1), language)))
        answered = asking and length >= _SHORTEST and answers(ahead, language)
        silent = (
            (pause >= _STOP and length >= _SENTENCE)
            or (pause >= _BREATH and ((led and length >= _CLAUSE) or length >= _LONGEST))
            or (asking and length >= _SENTENCE and (pause >= _BREATH or thinks(ahead, language)))
        )
        stops = here.turn or ends_sentence(before) or length >= 2 * _LONGEST
        if stops or asks_next or answered or (silent and not hangs(before, language)):
            begun, asking = at, asks_next
            yield at
        elif silent and length > 1 and leads(before, language):
            begun, asking = at - 1, False
            yield at - 1


def _ahead(words: Sequence[Word], at: int) -> str:
    return " ".join(word.text for word in words[at : at + 4])


def _pause(words: Sequence[Word], at: int) -> int:
    """The silence before a word, in milliseconds. Captions give a word all the time until the next one, so its own length is estimated."""
    if at == 0:
        return words[0].start
    before = words[at - 1]
    return max(0, words[at].start - before.start - max(_SHORT, _PACE * len(before.text)))
