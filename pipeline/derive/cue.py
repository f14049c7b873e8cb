"""Cues: what is said, in the lines that are shown at a time. `pipeline.derive.cutting` makes them."""

from typing import NamedTuple


class Cue(NamedTuple):
    """A caption: milliseconds, the speaker's full name or None, and its lines joined by newlines."""

    start: int
    end: int
    speaker: str | None
    text: str


class Cuts(NamedTuple):
    """The cues of a recording in the three forms that are wanted. No cue overlaps the next, none ends after the recording.

    SubRip has no voices: in `subtitles`, whose lines are narrower, and in `captions` a speaker's name stands before their first words.
    """

    cues: tuple[Cue, ...] = ()
    subtitles: tuple[Cue, ...] = ()
    captions: tuple[Cue, ...] = ()
