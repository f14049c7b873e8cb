"""The design of a generated cover, as values: colours and a waveform derived from the title, and letters that the font can draw.

Nothing depends on chance or floating point, so that a title has the same cover on every machine.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.content.text.plaintext import squeeze

Colour = tuple[int, int, int]
Line = tuple[tuple[float, float], ...]


class Palette(NamedTuple):
    """Two shades of a background, dark enough for white letters, and the colour of what stands out on it."""

    deep: Colour
    bright: Colour
    accent: Colour


class Bar(NamedTuple):
    """A bar of the waveform: `height` is 0 to 100; `asks` marks the bar at which a question begins."""

    height: int
    asks: bool


class Letter(NamedTuple):
    """A character of the font, and the combining characters to be drawn on it."""

    base: str
    marks: str = ""


BEFORE = 3  # bars before the first question
_PALETTES = (
    Palette((11, 19, 54), (38, 70, 150), (255, 190, 61)),  # midnight, amber
    Palette((22, 12, 46), (92, 49, 148), (255, 143, 112)),  # plum, coral
    Palette((3, 37, 44), (10, 103, 108), (255, 209, 102)),  # deep sea, sand
    Palette((43, 9, 28), (143, 30, 73), (255, 184, 150)),  # wine, peach
    Palette((8, 33, 22), (26, 107, 70), (214, 236, 110)),  # forest, lime
    Palette((46, 17, 6), (156, 66, 20), (255, 214, 120)),  # rust, straw
    Palette((14, 24, 33), (50, 83, 108), (122, 224, 214)),  # slate, mint
    Palette((32, 10, 58), (58, 59, 181), (255, 128, 171)),  # indigo, rose
    Palette((4, 26, 54), (8, 96, 150), (250, 226, 105)),  # ocean, lemon
    Palette((30, 27, 24), (97, 84, 70), (255, 161, 77)),  # umber, orange
)


def palette(title: str) -> Palette:
    """The colours for a title."""
    return _PALETTES[_seed(title)[0] % len(_PALETTES)]


def waveform(title: str, count: int) -> tuple[Bar, ...]:
    """A stretch of talk in `count` bars: phrases that swell and fade, each of which begins with a question."""
    bars = [Bar(12 + 3 * place, asks=False) for place in range(BEFORE)]
    numbers = _numbers(title)
    while len(bars) < count:
        length = 6 + next(numbers) % 7
        loud = 52 + next(numbers) % 33
        bars.append(Bar(100, asks=True))
        for place in range(length):
            swell = 4 * (place + 2) * (length - place) * 100 // (length + 2) ** 2
            wobble = 60 + next(numbers) % 41
            bars.append(Bar(max(loud * swell * wobble // 10_000, 7), asks=False))
    return tuple(bars[:count])


def letters(text: str, drawable: frozenset[str]) -> tuple[Letter, ...] | None:
    """A text as letters of a font that has the characters `drawable`; None if it contains a script that the font lacks.

    Accents are separated and drawn (`MARKS`); a few characters are replaced; pictures such as emoji are left out.
    """
    found: list[Letter] = []
    for character in unicodedata.normalize("NFD", "".join(_REPLACED.get(each, each) for each in squeeze(text))):
        if character in drawable:
            found.append(Letter(character))
        elif character in MARKS and found:
            found[-1] = Letter(found[-1].base, found[-1].marks + character)
        elif unicodedata.category(character) not in _LEFT_OUT:
            return None
    return tuple(found)


# Pen strokes in fractions of the font size: x from the middle of the letter, y downwards from its top (or its foot, or its middle).
MARKS: dict[str, tuple[Line, ...]] = {
    "\u0300": (((0.05, -0.08), (-0.06, -0.18)),),  # grave
    "\u0301": (((-0.05, -0.08), (0.06, -0.18)),),  # acute
    "\u0302": (((-0.11, -0.08), (0.0, -0.18), (0.11, -0.08)),),  # circumflex
    "\u0303": (((-0.13, -0.10), (-0.07, -0.15), (0.0, -0.125), (0.07, -0.10), (0.13, -0.15)),),  # tilde
    "\u0304": (((-0.11, -0.12), (0.11, -0.12)),),  # macron
    "\u0306": (((-0.11, -0.18), (-0.06, -0.11), (0.0, -0.09), (0.06, -0.11), (0.11, -0.18)),),  # breve
    "\u0307": (((0.0, -0.13), (0.0, -0.13)),),  # dot
    "\u0308": (((-0.10, -0.13), (-0.10, -0.13)), ((0.10, -0.13), (0.10, -0.13))),  # diaeresis
    "\u030a": (((0.0, -0.20), (0.06, -0.14), (0.0, -0.08), (-0.06, -0.14), (0.0, -0.20)),),  # ring
    "\u030b": (((-0.11, -0.08), (-0.03, -0.18)), ((0.04, -0.08), (0.12, -0.18))),  # double acute
    "\u030c": (((-0.11, -0.18), (0.0, -0.08), (0.11, -0.18)),),  # caron
    "\u0326": (((0.0, 0.07), (-0.03, 0.17)),),  # comma below
    "\u0327": (((0.0, 0.03), (0.03, 0.10), (-0.04, 0.17)),),  # cedilla
    "\u0328": (((0.06, 0.02), (0.03, 0.12), (0.10, 0.16)),),  # ogonek
    "\u0335": (((-0.10, 0.05), (0.10, -0.09)),),  # stroke through l
    "\u0337": (((-0.31, 0.06), (-0.08, -0.10)),),  # stroke through L
    "\u0338": (((-0.20, 0.26), (0.20, -0.26)),),  # stroke through o
}
BELOW = frozenset("\u0326\u0327\u0328")
THROUGH = frozenset("\u0335\u0337\u0338")

_REPLACED = {
    "\u00a0": " ",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2026": "...",
    "\u201a": ",",
    "\u201e": ",,",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o\u0338",
    "Ø": "O\u0338",
    "ł": "l\u0335",
    "Ł": "L\u0337",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
    "þ": "th",
    "Þ": "Th",
    "ð": "d",
}
_LEFT_OUT = frozenset({"So", "Sk", "Cf", "Mn", "Me", "Cc", "Cn", "Co", "Cs"})


def _seed(title: str) -> bytes:
    return hashlib.sha256(squeeze(title.casefold()).encode("utf-8", "replace")).digest()


def _numbers(title: str) -> Iterator[int]:
    """An endless sequence of numbers from 0 to 255 derived from a title."""
    block = _seed(title)
    while True:
        block = hashlib.sha256(block).digest()
        yield from block
