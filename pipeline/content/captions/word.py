"""The words of a recording with their times, as captions tell them."""

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple, Self


class Word(NamedTuple):
    """A spoken word as the captions spell it; `start` and `end` in milliseconds of the recording.

    `turn` says that the captions mark a change of speaker just before it (`>>`, `- `, `<v Name>`, a speaker number), `speaker` who begins to
    speak then, as the captions call them, where they do.
    """

    text: str
    start: int
    end: int
    turn: bool = False
    speaker: str | None = None


class Captions(NamedTuple):
    """All words in order of time: starts and ends never fall, no word ends before it starts or after the next one starts.

    They stand in columns, since a recording has ten thousand: how each is spelled, and the milliseconds at which it starts and ends. `turns`
    are the numbers of the words with which another speaker begins, each with what the captions call them, empty where they do not.
    `exact` tells that the words' own times were measured; otherwise a cue's words share its time by their length.
    `cues` are the numbers of the words that begin a cue: when those start is told, when the others of a cue do is worked out.
    `language` is a BCP 47 tag where the file or its name has one.
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
        """The captions that have these words."""
        turns = tuple((n, word.speaker or "") for n, word in enumerate(words) if word.turn)
        texts, starts, ends = (tuple(map(attrgetter(column), words)) for column in ("text", "start", "end"))
        return cls(texts, starts, ends, turns, exact, language)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words one by one."""
        speakers = dict(self.turns)
        columns = enumerate(zip(self.texts, self.starts, self.ends, strict=True))
        return tuple(Word(*word, n in speakers, speakers.get(n) or None) for n, word in columns)
