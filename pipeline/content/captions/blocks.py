"""Cues of WebVTT, SubRip and SubViewer: a line with two times, then lines of text. One reader for all three, since files mix their forms.

Hours may be missing, the decimal sign may be a point, a comma or absent; blank lines may stand inside a cue or be missing between two.
Whisper prints a cue in one line: `[00:00.000 --> 00:04.000]  Hello.`
"""

import re
from typing import NamedTuple

from pipeline.content.captions.cue import LATEST, Cue

_TIME = r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3})\d*)?"
_FULL_TIME = r"(\d{1,4}):(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMING = re.compile(rf"^[ \t]*\[?{_TIME}[ \t]*(?:-{{1,3}}>|→)[ \t]*{_TIME}(?!\d)(?:\](.*))?", re.MULTILINE)
# SubViewer has a comma between two full times; people and damage put other signs there, editing programs a blank and then the text.
_LOOSE = re.compile(rf"^[ \t]*{_FULL_TIME}[ \t]*(?:[^\w\s:]{{1,4}}[ \t]*|(?<=[ \t])){_FULL_TIME}(?!\d)[ \t]*[,;]?[ \t]*(.*)", re.MULTILINE)
_BEFORE_ARROW = re.compile(rf"{_TIME}[\s-]*$")
_AFTER_ARROW = re.compile(rf"[\s>]*{_TIME}")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT|X-TIMESTAMP-MAP)\b")


def has_times(text: str) -> bool:
    """Whether some line holds two times and an arrow: a file of cues, whatever it is called."""
    return _TIMING.search(text) is not None or _LOOSE.search(text) is not None


def scan(lines: list[str]) -> tuple[list[Cue], list[int]]:
    """The cues in the order of the file, with the text as it stands there; and the lines, from 1, that should hold two times and do not."""
    at = [(number, times) for number, line in enumerate(lines) if ":" in line and (times := _times(line))]
    after = [*((number, count) for count, (number, _) in enumerate(at[1:], 2)), (None, 0)]
    cues = [
        Cue(number + 1, times.start, times.end, "\n".join((*times.beside, *_own(lines[number + 1 : until], following))))
        for (number, times), (until, following) in zip(at, after, strict=False)
        if times is not _UNREADABLE
    ]
    return cues, [number + 1 for number, times in at if times is _UNREADABLE]


class _Times(NamedTuple):
    """Start and end in milliseconds, and the text beside them if there is any."""

    start: int
    end: int
    beside: tuple[str, ...] = ()


_UNREADABLE = _Times(-1, -1)


def _times(line: str) -> _Times | None:
    """The times in a line; None for a line of text.

    `_UNREADABLE` if an arrow has a time on one side only, or a time beyond reason.
    """
    found = _TIMING.match(line) or _LOOSE.match(line)
    if found:
        parts = found.groups()
        start, end = milliseconds(*parts[:4]), milliseconds(*parts[4:8])
        return _Times(start, end, tuple(filter(None, parts[8:]))) if max(start, end) < LATEST else _UNREADABLE
    before, arrow, after = line.partition("-->")
    return _UNREADABLE if arrow and (_BEFORE_ARROW.search(before[-40:]) or _AFTER_ARROW.match(after)) else None


def milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    """A time from its parts; 75 minutes or 61 seconds are taken as they are meant."""
    return (int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)) * 1000 + int((fraction or "").ljust(3, "0"))


def _own(lines: list[str], following: int) -> list[str]:
    """The lines that belong to a cue: without the identifier of the cue that follows, without notes and style blocks.

    `following` is the number of that cue, 0 if there is none.
    """
    if following and lines and _is_identifier(lines):
        lines = lines[:-1]
    lines = _filled(lines)
    if following and lines[-1:] == [str(following)] and not any(lines[-2:-1]):  # as if typed with two spaces between lines
        lines = _filled(lines[:-1])
    if "" not in lines:
        return lines
    own: list[str] = []
    aside = False
    for before, line in zip(["", *lines], lines, strict=False):
        aside = bool(line) and (aside or (not before and bool(own) and _ASIDE.match(line) is not None))
        if line and not aside:
            own.append(line)
    return own


def _filled(lines: list[str]) -> list[str]:
    """The lines without empty ones at their end."""
    return lines[: next((size for size in range(len(lines), 0, -1) if lines[size - 1]), 0)]


def _is_identifier(lines: list[str]) -> bool:
    """Whether the last line before two times is a number or stands alone."""
    last = lines[-1].strip()
    return last.isdecimal() or (bool(last) and len(lines) > 1 and not lines[-2])
