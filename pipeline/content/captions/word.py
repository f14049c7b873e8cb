"""The words of a recording with their times, from captions."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple, Self

from pipeline.content.text.words import likely_close

_END = r"[.?!…。？！؟।｡۔։።။។][\"'”’»)\]」』]*$"
_SENTENCE = 60  # words: where sentences end with marks, at least one in so many does


class Word(NamedTuple):
    """A spoken word as the captions spell it; `start` and `end` are in milliseconds of the recording.

    `turn` says that the captions mark a change of speaker just before it (`>>`, `- `, `<v Name>`, a speaker number), `speaker` is the
    captions' name for whoever begins to speak, if they have one.
    """

    text: str
    start: int
    end: int
    turn: bool = False
    speaker: str | None = None


class Captions(NamedTuple):
    """All words in order of time: starts and ends never decrease, and no word ends before it starts or after the next one starts.

    They are kept as columns, since a recording has ten thousand: the spelling of each word, and its start and end in milliseconds. `turns`
    are the indices of words with which another speaker begins, each with the captions' name for the speaker, or an empty text. `exact` says
    that each word's own time was measured; otherwise a cue's words share its time by their length. `cues` are the indices of words that
    begin a cue: their starts are given, those of the other words computed. `language` is a BCP 47 tag if the file or its name has one.
    """

    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    turns: tuple[tuple[int, str], ...]
    exact: bool
    language: str | None = None
    cues: tuple[int, ...] = ()

    @classmethod
    def of(cls, words: Sequence[Word], *, exact: bool, language: str | None = None) -> Self:
        """Captions with these words."""
        turns = tuple((n, word.speaker or "") for n, word in enumerate(words) if word.turn)
        texts, starts, ends = (tuple(map(attrgetter(column), words)) for column in ("text", "start", "end"))
        return cls(texts, starts, ends, turns, exact, language)

    @property
    def is_punctuated(self) -> bool:
        """Whether sentences end with a mark, as people write them. In YouTube's older automatic captions, none does."""
        return _SENTENCE * self.scale * sum(map(ends_sentence, self.texts)) >= len(self.texts)

    @property
    def scale(self) -> int:
        """How many of the words say as much as one of other languages: two in scripts without blanks, in which each character is one."""
        return 2 if 2 * len(likely_close(self.texts)) > len(self.texts) else 1

    @property
    def words(self) -> tuple[Word, ...]:
        """The words one by one."""
        speakers = dict(self.turns)
        columns = enumerate(zip(self.texts, self.starts, self.ends, strict=True))
        return tuple(Word(*word, n in speakers, speakers.get(n) or None) for n, word in columns)

    def shifted(self, by: int) -> Self:
        """The same captions `by` milliseconds later, without words that would end before 0."""
        if not by:
            return self
        gone = bisect_right(self.ends, -by)
        return self._replace(
            texts=self.texts[gone:],
            starts=tuple(max(start + by, 0) for start in self.starts[gone:]),
            ends=tuple(end + by for end in self.ends[gone:]),
            turns=tuple((n - gone, name) for n, name in self.turns if n >= gone),
            cues=tuple(n - gone for n in self.cues if n >= gone),
        )


def ends_sentence(word: str) -> bool:
    """Whether a word of captions is the last one of a sentence. After an abbreviation, that may be wrong."""
    return re.search(_END, word) is not None
