"""Words: how running text becomes spoken words, and how words become comparable keys. One splitter for posts and captions."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

# Scripts written without spaces (Unicode blocks): Thai, Lao, Burmese, Khmer; kana; Han and its compatibility forms. Each character is a word.
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

# Apostrophes and combining marks are inside words for a reader and missing from many captions: "don't", "dont".
_DROPPED = dict.fromkeys(map(ord, "'’‘ʼ`´"), None)
_COMMA_IN_NUMBER = re.compile(r"(?<=\d),(?=\d{3})")
_KEY = re.compile(rf"[{_SPACELESS}]|(?:(?![{_SPACELESS}_])\w)+")
_DISPLAYED = re.compile(rf"[^\w\s]*[{_SPACELESS}][^\w\s]*|(?:(?![{_SPACELESS}])\S)+")
_HAS_SPACELESS = re.compile(f"[{_SPACELESS}]")
_SPACELESS_START = re.compile(rf"[^\w\s]*[{_SPACELESS}]")
_SPACELESS_END = re.compile(rf"[{_SPACELESS}][^\w\s]*$")


def split(text: str) -> list[str]:
    """The words of `text` as a reader sees them, with their punctuation. A character of a script without spaces is a word."""
    return _DISPLAYED.findall(text) if _HAS_SPACELESS.search(text) else text.split()


def join(words: Sequence[str]) -> str:
    """Running text of words from `split`: no space between two words of a script without spaces."""
    spaced = " ".join(words)
    if spaced.isascii() or not _HAS_SPACELESS.search(spaced):
        return spaced
    line = words[0]
    for before, word in pairwise(words):
        tight = _SPACELESS_END.search(before) and _SPACELESS_START.match(word)
        line += word if tight else f" {word}"
    return line


def width(text: str) -> int:
    """How many letters' room a line of text takes on a screen: East Asian ones take two (Unicode annex 11)."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


@lru_cache(maxsize=1 << 14)
def keys(text: str) -> tuple[str, ...]:
    """What two spellings of the same spoken words have in common: folded case, no punctuation, `2,000` as `2000`, hyphens split.

    Remembered for the words asked last, because one word in five is new in running text.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return tuple(_KEY.findall(_COMMA_IN_NUMBER.sub("", text.translate(_DROPPED).casefold())))
