"""Sets the letters of a cover in lines, as large as they fit into a box. Widths are fractions of the font size, boxes are in px."""

import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.derive.pages.design import Letter

_LONGEST = 20  # letters of a word on one line

Line = tuple[Letter, ...]
Advance = Callable[[str], float]


class Face(NamedTuple):
    """What has to be known of a font, as fractions of its size.

    `advance` is how far a character moves the pen, `capital` the height of a capital letter, `leading` the distance between lines.
    """

    advance: Advance
    capital: float
    leading: float


def fitted(letters: Line, face: Face, width: float, height: float) -> tuple[int, list[Line]]:
    """The largest size at which the words fit into a box, and their lines. What does not fit at the smallest size is cut."""
    words = tuple(_split(letters))
    smallest = width / 30
    size = height / 2
    while True:
        lines = _wrapped(words, width / size, face.advance)
        rows = int((height / size - face.capital) / face.leading) + 1
        if len(lines) <= rows and all(_width(line, face.advance) <= width / size for line in lines):
            return round(size), lines
        if size < smallest:
            return round(size), lines[:rows]
        size *= 0.95


def _wrapped(words: tuple[Line, ...], width: float, advance: Advance) -> list[Line]:
    """Words in as many lines as they need, all about equally long."""
    lines = list(_lines(words, width, advance))
    narrower = width * 0.94
    while narrower > width / 2 and len(closer := list(_lines(words, narrower, advance))) == len(lines):
        lines, narrower = closer, narrower * 0.94
    return lines


def _lines(words: tuple[Line, ...], width: float, advance: Advance) -> Iterator[Line]:
    """Words in lines, each of which has as many as fit."""
    line: Line = ()
    for word in words:
        longer = (*line, Letter(" "), *word) if line else word
        if line and _width(longer, advance) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _width(line: Line, advance: Advance) -> float:
    return sum(map(advance, text_of(line)))


def _split(letters: Line) -> Iterator[Line]:
    """The words; very long ones in pieces of equal length that end in hyphens."""
    spaces = [-1, *(place for place, letter in enumerate(letters) if letter.base == " "), len(letters)]
    for before, after in pairwise(spaces):
        word = letters[before + 1 : after]
        length = math.ceil(len(word) / math.ceil(len(word) / _LONGEST)) if word else 1
        for start in range(0, len(word), length):
            yield word[start : start + length] + (Letter("-"),) * (start + length < len(word))


def text_of(line: Line) -> str:
    """The characters of a line without the marks to be drawn on them."""
    return "".join(letter.base for letter in line)
