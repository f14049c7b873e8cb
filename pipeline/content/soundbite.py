"""A soundbite: a part of the recording that gives an idea of the episode (https://podcastindex.org/namespace/1.0, `soundbite`)."""

import re
from typing import NamedTuple

from pipeline.content.text import timecode
from pipeline.content.text.plaintext import squeeze

SHORTEST, LONGEST = 15 * timecode.SECOND, 120 * timecode.SECOND  # as the Podcast Namespace recommends
_RANGE = r"(?s)([\d:.,]+)\s*[-–—]\s*([\d:.,]+)(?:\s+(\S.*))?"


class Soundbite(NamedTuple):
    """From `start` to `end` in milliseconds. `title` is None if the episode's is to be used; `line` is where it was written."""

    start: int
    end: int
    title: str | None
    line: int

    @property
    def written(self) -> str:
        """The text that `parse` reads, with times in whole seconds."""
        span = f"{timecode.label(self.start)}-{timecode.label(self.end)}"
        return f"{span} {self.title}" if self.title else span


def parse(text: str, line: int) -> Soundbite | None:
    """The value of `1:02-1:47 What a compiler is`, with or without the title; None if it is something else, or ends before it begins."""
    found = re.fullmatch(_RANGE, text.strip())
    start, end = (timecode.parse(found[1]), timecode.parse(found[2])) if found else (None, None)
    if found is None or start is None or end is None or end <= start:
        return None
    return Soundbite(start, end, squeeze(found[3] or "") or None, line)
