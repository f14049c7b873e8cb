"""Cues: what is said, in the lines that are shown at a time. `pipeline.derive.cutting` makes them."""

from typing import NamedTuple


class Cues(NamedTuple):
    """Captions in order, in columns, since a recording has a thousand.

    The milliseconds at which each begins and ends, the full name of who speaks or None, and its lines joined by newlines.
    `close` are the numbers of those whose second line goes on right behind the first, without a blank.
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    speakers: tuple[str | None, ...] = ()
    texts: tuple[str, ...] = ()
    close: frozenset[int] = frozenset()


class Cuts(NamedTuple):
    """The cues of a recording in the three forms that are wanted. No cue overlaps the next, none ends after the recording.

    SubRip has no voices: in `subtitles`, whose lines are narrower, and in `captions` a speaker's name stands before their first words.
    """

    cues: Cues = Cues()
    subtitles: Cues = Cues()
    captions: Cues = Cues()
