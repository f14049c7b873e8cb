"""Words: how running text becomes spoken words, and how words become comparable keys. One splitter for posts and captions."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

# Scripts written without spaces (Unicode blocks): Thai, Lao, Burmese, Khmer; kana; Han and its compatibility forms. Each character is a word.
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

# Apostrophes and combining marks are inside words for a reader and missing from many captions: "don't", "dont".
_DROPPED = dict.fromkeys(map(ord, "'’‘ʼ`´"), None)
_COMMA_IN_NUMBER = re.compile(r"(?<=\d),(?=\d{3})")
_BEYOND = re.compile("[\u0e00-\u17ff]|[^\0-\u2fff]")  # all of these scripts, and little else that is common
_KEY = re.compile(r"[^\W_]+")
_SPACELESS_KEY = rf"[{_SPACELESS}]|(?:(?![{_SPACELESS}_])\w)+"
_DISPLAYED = rf"[^\w\s]*[{_SPACELESS}][^\w\s]*|(?:(?![{_SPACELESS}])\S)+"
_START = rf"[^\w\s]*[{_SPACELESS}]"
_END = rf"[{_SPACELESS}][^\w\s]*$"


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Compiled when a text needs it: a class of so many characters takes Python 1 ms, and most texts have none of them."""
    return re.compile(form)


def _has_spaceless(text: str) -> bool:
    return not text.isascii() and bool(_BEYOND.search(text)) and bool(_pattern(f"[{_SPACELESS}]").search(text))


def split(text: str) -> list[str]:
    """The words of `text` as a reader sees them, with their punctuation. A character of a script without spaces is a word."""
    return _pattern(_DISPLAYED).findall(text) if _has_spaceless(text) else text.split()


def join(words: Sequence[str]) -> str:
    """Running text of words from `split`: no space between two words of a script without spaces."""
    spaced = " ".join(words)
    if not _has_spaceless(spaced):
        return spaced
    close = {0, *tight(words)}
    return "".join(word if n in close else f" {word}" for n, word in enumerate(words))


def tight(words: Sequence[str]) -> set[int]:
    """The numbers of the words that stand right behind the one before, without a space."""
    if not _has_spaceless(" ".join(words)):
        return set()
    behind = enumerate(pairwise(words), 1)
    return {n for n, (before, word) in behind if _pattern(_END).search(before) and _pattern(_START).match(word)}


def width(text: str) -> int:
    """How many letters' room a line of text takes on a screen: East Asian ones take two (Unicode annex 11)."""
    return len(text) if text.isascii() else sum(map(_room, text))


def is_narrow(text: str) -> bool:
    """Whether every letter of a text takes the room of one."""
    return text.isascii() or max(map(_room, set(text))) == 1


def _room(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


@lru_cache(maxsize=1 << 14)
def keys(text: str) -> tuple[str, ...]:
    """What two spellings of the same spoken words have in common: folded case, no punctuation, `2,000` as `2000`, hyphens split.

    Remembered for the words asked last, because one word in five is new in running text.
    """
    if text.isascii():
        if text.isalnum():  # most words: nothing to drop and nothing to split
            return (text.lower(),)
    else:
        text = unicodedata.normalize("NFKC", text)
    bare = _COMMA_IN_NUMBER.sub("", text.translate(_DROPPED).casefold())
    return tuple((_pattern(_SPACELESS_KEY) if _has_spaceless(bare) else _KEY).findall(bare))
