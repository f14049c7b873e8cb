"""The words of a recording with their times, as captions tell them."""

from typing import NamedTuple


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

    `exact` tells that the words' own times were measured; otherwise a cue's words share its time by their length.
    `language` is a BCP 47 tag where the file or its name has one.
    """

    words: tuple[Word, ...]
    exact: bool
    language: str | None = None
