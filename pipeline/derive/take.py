"""A take: the one recording of a conversation that a post's words and chapters are placed on."""

from typing import NamedTuple

from pipeline.content.recording import Recording


class Take(NamedTuple):
    """What is known of it: its `duration` in milliseconds, the show's `language`, and what is on `record`, None if nothing is."""

    duration: int
    language: str = "en"
    record: Recording | None = None
