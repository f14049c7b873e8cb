"""The key `audio` of a feed file, which asks for new encoding: `audio: {format: mp3, bitrate: 96k, loudness: -16}`, each part optional."""

import re

from pipeline.content.keys.fields import Fields
from pipeline.content.show import Encoding
from pipeline.content.values import Table

FORMATS = ("m4a", "mp3")
_EXAMPLE = "such as {format: mp3, bitrate: 96k, loudness: -16}"
_BITRATE = r"(?i)(\d{1,6})\s*(k|kb|kbps|kbit/s|kb/s|bps|bit/s)?"
_BITRATES = range(32_000, 320_001)  # bit/s that MP3 has
_LOUDNESS = r"(?i)(-?\d{1,3}(?:\.\d{1,3})?)\s*(?:LUFS|LKFS|dB)?"
_QUIETEST, _LOUDEST = -31.0, -9.0  # LUFS: broadcasting is at -23, music at most at -9


def read(fields: Fields) -> Encoding | None:
    """What `audio` asks for; None if it is missing or asks for nothing. An unusable value is a problem, and the result is not `usable`."""
    value = fields.table.entries.get("audio")
    if value is None:
        return None
    before = len(fields.problems)
    if not isinstance(value, Table):
        fields.complain(value.line, "`audio` must be a table", _EXAMPLE)
        return Encoding(usable=False)
    inner = fields.inner(value, ("format", "bitrate", "loudness"))
    found = Encoding(inner.choice("format", FORMATS), _bitrate(inner), _loudness(inner))
    if len(fields.problems) > before:
        return Encoding(usable=False)
    return None if found == Encoding() else found


def _bitrate(fields: Fields) -> int | None:
    """The bit rate in bit/s: `96k`, `96 kbit/s`, `96000` and a bare `96` mean the same."""
    text = fields.text("bitrate")
    if text is None:
        return None
    match = re.fullmatch(_BITRATE, text)
    number, unit = (int(match[1]), (match[2] or "").lower()) if match else (0, "")
    bits = number * 1000 if unit.startswith("k") or (not unit and number < 1000) else number
    if bits in _BITRATES:
        return bits
    fields.complain(fields.line("bitrate"), f"`bitrate: {text}` is not a bit rate for speech", "32k to 320k; 96k is good for two voices")
    return None


def _loudness(fields: Fields) -> float | None:
    text = fields.text("loudness")
    if text is None:
        return None
    match = re.fullmatch(_LOUDNESS, text.replace("\u2212", "-"))
    level = float(match[1]) if match else 0.0
    if _QUIETEST <= level <= _LOUDEST:
        return level
    hint = f"did you mean `-{level:g}`?" if _QUIETEST <= -level <= _LOUDEST else f"{_QUIETEST:g} to {_LOUDEST:g}; -16 is usual"
    fields.complain(fields.line("loudness"), f"`loudness: {text}` is not a usable loudness in LUFS", hint)
    return None
