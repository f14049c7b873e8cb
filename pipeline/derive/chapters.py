"""Chapters: the questions of an interview on the clock of its recording."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled stretch of the recording, `start` and `end` in milliseconds; `line` is its heading's, None for "Introduction"."""

    start: int
    end: int
    title: str
    line: int | None
    confidence: float
