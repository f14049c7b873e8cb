"""The timed transcript in the edited words, as cues with speakers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: milliseconds, the speaker's full name or None, and its lines joined by newlines."""

    start: int
    end: int
    speaker: str | None
    text: str
