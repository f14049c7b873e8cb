"""Cues: what is said, in lines that are shown at one time. `pipeline.derive.cutting` makes them."""

from typing import NamedTuple


class Cues(NamedTuple):
    """Captions in order, as columns, since a recording has about a thousand.

    The columns are start and end in milliseconds, the full name of the speaker or None, and the lines, joined by line feeds. `close` are
    the indices of those whose second line follows the first without a blank.
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    speakers: tuple[str | None, ...] = ()
    texts: tuple[str, ...] = ()
    close: frozenset[int] = frozenset()


class Cuts(NamedTuple):
    """The cues of a recording in three forms. No cue overlaps the next one or ends after the recording.

    SubRip has no voices: in `subtitles`, with narrower lines, and in `captions`, a speaker's name precedes their first words.
    """

    cues: Cues = Cues()
    subtitles: Cues = Cues()
    captions: Cues = Cues()
