"""Dates as people write them in front matter and properties."""

import re
from datetime import UTC, datetime, timedelta, timezone

# YAML 1.1's timestamp (yaml.org/type/timestamp.html), also with `12:34` without seconds, with `5:30 pm`, and with
# JavaScript's zone `GMT+0200 (Central European Summer Time)`.
_TIMESTAMP = re.compile(
    r"""(\d{4})([-/])(\d{1,2})\2(\d{1,2})
    (?: (?:[Tt]|,?[ \t]+(?:at[ ])?)([01]?\d|2[0-3]):(\d{2})(?::(\d{2})(?:\.(\d*))?)?(?:[ ]?([aApP])\.?[mM]\.?)?
        (?:[ \t]*(Z|z|(?:UTC|GMT)?[-+]\d{1,2}(?::?\d{2})?|UTC|GMT)(?:[ ]\([^()]+\))?)? )?""",
    re.VERBOSE,
)
# The Unix time in seconds or, as JavaScript has it, in milliseconds; no other number of a date has as many digits.
_UNIX = re.compile(r"(\d{10})(\d{3})?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_WORDED = rf"""(?ix)@?
    (?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\ )?
    (?: {_MONTH}\ (\d{{1,2}})(?:st|nd|rd|th)?,?\ (\d{{4}})   # May 3, 2024, as Notion writes it
    | (\d{{1,2}})(?:st|nd|rd|th)?\ {_MONTH},?\ (\d{{4}}) )   # 3 May 2024
    \b"""
_BEFORE_NAME = r"(\d{4}-\d{1,2}-\d{1,2})(?![^\W_])"  # `2024-05-03-wax`, as Jekyll demands it, `2024-05-03_wax`
_YEARS = range(1900, 3000)  # in years 1 and 9999, converting to another zone may leave the range that Python has


def parse(text: str) -> datetime | None:
    """A date in any of YAML's forms or with the English name of its month, with or without weekday, time and zone; or the Unix time.

    None if the text is no date, or one before 1900 or after 2999.
    """
    text = text.strip()
    if unix := _UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(unix[1]), UTC) + timedelta(milliseconds=int(unix[2] or 0))
    found = _TIMESTAMP.fullmatch(text) or _TIMESTAMP.fullmatch(_numbered(text))
    if not found or int(found[1]) not in _YEARS:
        return None
    year, _, month, day, written, minute, second, fraction, half, zone = found.groups()
    hour = int(written or 0) if half is None else int(written) % 12 + 12 * (half in "pP")
    try:
        return datetime(
            int(year), int(month), int(day), hour, int(minute or 0), int(second or 0),
            int((fraction or "0").ljust(6, "0")[:6]), _zone(zone) if zone else None,
        )  # fmt: skip
    except ValueError:
        return None


def of_file(stem: str) -> datetime | None:
    """The day with which the name of a post's file begins, as blogs have it; None if it begins with none."""
    found = re.match(_BEFORE_NAME, stem, re.ASCII)
    return parse(found[1]) if found else None


def _numbered(text: str) -> str:
    """A text that begins with a date whose month is a word, with that date in YAML's form; empty if it does not."""
    found = re.match(_WORDED, text)
    if not found:
        return ""
    month, day, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
    return f"{year}-{_MONTHS.index(month[:3].lower()) + 1}-{day}{text[found.end() :]}"


def _zone(text: str) -> timezone:
    found = re.search(r"([-+])(\d{1,2}?):?(\d{2})?$", text)
    if not found:
        return UTC
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-offset if found[1] == "-" else offset)
