"""Cues of WebVTT and SubRip text: a timing line, then lines of text. Both are read by the same eyes, because files mix their habits.

Hours may be missing, the decimal sign may be a point, a comma or absent, blank lines may stand inside a cue or be missing between two.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.content.captions.cue import LATEST

_TIME = r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3})\d*)?"
_TIMING = re.compile(rf"\s*{_TIME}\s*-{{1,3}}>\s*{_TIME}(?!\d)")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT|X-TIMESTAMP-MAP)\b")


@dataclass(frozen=True, slots=True)
class Block:
    """A timing line (`line` from 1) and the lines of text below it; times in milliseconds."""

    line: int
    start: int
    end: int
    lines: tuple[str, ...]


def is_timing(line: str) -> bool:
    """Whether a line is a timing line that can be read."""
    return "->" in line and _TIMING.match(line) is not None


def milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    """A time of its parts; 75 minutes or 61 seconds are taken as they are meant."""
    return (int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)) * 1000 + int((fraction or "").ljust(3, "0"))


def scan(lines: list[str]) -> Iterator[Block | int]:
    """All cues in the order of the file; the number of a line instead where an arrow stands in a timing line that makes no sense."""
    opened: tuple[int, int, int] | None = None
    text: list[str] = []
    for number, line in enumerate(lines, 1):
        if "->" not in line:
            text.append(line)
            continue
        times = _times(line)
        if times is None and not _looks_like_timing(line):
            text.append(line)
            continue
        if opened:
            yield Block(*opened, _own(text, followed=True))
        text = []
        opened = (number, *times) if times else None
        if times is None:
            yield number
    if opened:
        yield Block(*opened, _own(text, followed=False))


def _times(line: str) -> tuple[int, int] | None:
    found = _TIMING.match(line)
    if found is None:
        return None
    parts = found.groups()
    start, end = milliseconds(*parts[:4]), milliseconds(*parts[4:])
    return (start, end) if max(start, end) < LATEST else None


def _looks_like_timing(line: str) -> bool:
    """Half a timing line: an arrow with a time on one side at least."""
    before, _, after = line.partition("->")
    return re.search(_TIME + r"[\s-]*$", before[-40:]) is not None or re.match(r"\s*" + _TIME, after) is not None


def _own(lines: list[str], *, followed: bool) -> tuple[str, ...]:
    """The lines that belong to a cue: without the identifier of the cue that follows, and without notes and style blocks."""
    if followed and lines:
        *before, last = lines
        if last.strip().isdecimal() or (last.strip() and len(lines) > 1 and not lines[-2].strip()):
            lines = before
    own: list[str] = []
    aside = False
    for at, line in enumerate(lines):
        if not line:
            aside = False
        elif at and not lines[at - 1] and _ASIDE.match(line):
            aside = True
        if not aside:
            own.append(line)
    return tuple(own)
