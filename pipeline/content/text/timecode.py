"""Times in a recording, in whole milliseconds from its start, and the ways in which people write them."""

import re
from collections.abc import Sequence
from functools import cache

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
_LONG = 4 * HOUR

_COLONS = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3})\d{0,6})?")  # .NET writes seven decimals
_UNITS = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,5})m)?(?:(\d{1,7}(?:\.\d{1,3})?)s?)?")

_MAY_HAVE_UNITS = re.compile(r"[0-9]\s?(?:m(?:in)?|['’′])\s?[0-9]")  # begins with digits, which few texts have
# `1h02m03s`, `12m 34s`, `62′03″`; not the seconds of an angle.
_WITH_UNITS = (
    r"""(?<![\w.°'’′])(?:(\d{1,2})\s?h\s?)?(\d{1,3})\s?(?:m(?:in)?\s?(\d{1,2})\s?s(?:ec)?|['’′]\s?(\d{2})\s?(?:["”″]|''|’’|′′))(?!\w)"""
)


def clock(moment: int) -> tuple[int, int, int]:
    """The whole hours, minutes and seconds of a time."""
    minutes, seconds = divmod(moment // SECOND, 60)
    return *divmod(minutes, 60), seconds


def label(moment: int) -> str:
    """A time for readers: `0:07`, `12:34`, `1:02:03`. Milliseconds are cut off, as players do."""
    hours, minutes, seconds = clock(moment)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def exact(moment: int, decimal: str = ".") -> str:
    """A time as `HH:MM:SS.mmm`, the form of WebVTT and Normal Play Time (decimal sign `.`) and of SRT (`,`)."""
    hours, minutes, seconds = clock(moment)
    return f"{hours:02}:{minutes:02}:{seconds:02}{decimal}{moment % SECOND:03}"


def exacts(moments: Sequence[int], decimal: str) -> list[str]:
    """`exact` of each time, from a table of seconds, since a transcript has thousands. Recordings too long for the table do without it."""
    if max(moments, default=0) >= _LONG:
        return [exact(moment, decimal) for moment in moments]
    clocks, fractions = _clocks(), _fractions(decimal)
    return [clocks[moment // SECOND] + fractions[moment % SECOND] for moment in moments]


def seconds(moments: Sequence[int]) -> list[str]:
    """Times in seconds, as JSON and Python write them: `754.0`, `754.2`."""
    decimals = _decimals()
    return [f"{moment // SECOND}{decimals[moment % SECOND]}" for moment in moments]


@cache
def _clocks() -> tuple[str, ...]:
    minutes = [f"{hour:02}:{minute:02}:" for hour in range(_LONG // HOUR) for minute in range(60)]
    return tuple([f"{minute}{second:02}" for minute in minutes for second in range(60)])


@cache
def _fractions(decimal: str) -> tuple[str, ...]:
    """All fractions of a second, in milliseconds, with three digits."""
    return tuple(f"{decimal}{millis:03}" for millis in range(SECOND))


@cache
def _decimals() -> tuple[str, ...]:
    """All fractions of a second, in milliseconds, without trailing zeros (except in `.0`)."""
    return tuple(repr(millis / SECOND)[1:] for millis in range(SECOND))


def with_colons(text: str) -> str:
    """A text whose times with units are written with colons: `62:03 Wax` for `62'03" Wax`, and `1:02:03 Wax` for `1h 2m 3s Wax`."""
    return re.sub(_WITH_UNITS, _colons, text) if _MAY_HAVE_UNITS.search(text) else text


def _colons(found: re.Match[str]) -> str:
    hours, minutes, seconds, others = found.groups()
    return f"{hours}:{int(minutes):02}:{int(seconds or others):02}" if hours else f"{minutes}:{int(seconds or others):02}"


def parse_framed(text: str) -> int | None:
    """Like `parse`, of a time that may have frames behind its seconds, which are cut off: `00:12:34:05`."""
    return parse(re.sub(r"(?<=:\d\d:\d\d)[:;]\d\d$", "", text.strip()))


def parse(text: str) -> int | None:
    """The milliseconds of `12:34`, `1:02:03.5`, `754`, `754.2`, `1h2m3s` or `12′34″`; None if the text is not a time."""
    text = with_colons(text.strip())
    if found := _COLONS.fullmatch(text):
        hours, minutes, seconds, fraction = found.groups()
        if int(seconds) > 59 or (hours is not None and int(minutes) > 59):
            return None
        millis = int((fraction or "0").ljust(3, "0"))
        return int(hours or 0) * HOUR + int(minutes) * MINUTE + int(seconds) * SECOND + millis
    if text and (found := _UNITS.fullmatch(text.lower())):
        hours, minutes, seconds = found.groups()
        return int(hours or 0) * HOUR + int(minutes or 0) * MINUTE + round(float(seconds or 0) * SECOND)
    return None
