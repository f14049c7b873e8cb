"""Words: splits running text into spoken words, and reduces words to comparable keys. The same for posts and captions."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from itertools import pairwise

# Scripts written without spaces (Unicode blocks): Thai, Lao, Burmese, Khmer; kana, the half-width ones too; Han, its compatibility forms, and
# the marks used like letters among Han (々〆〇). Each character is a word, together with the sound mark behind a half-width kana.
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"
    "\u3005-\u3007\u3031-\u3035\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_CHARACTER = rf"[{_SPACELESS}][\uff9e\uff9f]?"
# Korean has blanks, but people and speech recognition put them in different places, and a particle makes another word.
_SYLLABLE = f"{_SPACELESS}\uac00-\ud7a3"
_OPENING = "「『（【〈《〔“‘(\\["  # belongs to the word that follows

# Letters that Unicode does not decompose, each with what people type who have no key for it or write it differently: the sigma at the end
# of a word, Arabic letters that are used for one another, and the digits of Arabic and Persian.
LETTERS = (
    *("ßss", "æae", "œoe", "øo", "łl", "đd", "ðd", "þth", "ħh", "ıi", "ςσ", "ةه", "ىي", "یي", "کك"),
    *(f"{digit}{number}" for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for number, digit in enumerate(digits)),
)
# Apostrophes are part of a word for a reader, but many captions lack them: "don't", "dont". Captions also lack the marks where a typeset word
# may break (soft hyphen, zero-width space) and how its letters join. Russian and Arabic are mostly written without the signs that tell `ё`
# from `е` and one alef from another.
_SPELT: dict[int, int | str] = {
    **{ord(spelt[0]): spelt[1:] for spelt in LETTERS},
    **dict.fromkeys(map(ord, "'’‘ʼ`´\u00ad\u200b\u200d\u2060\ufeff"), ""),
    **str.maketrans("ёأإآ_", "еااا "),
}
# Signs above and below letters that few people write: vowels of Hebrew and Arabic, the dot of a Turkish İ in small letters, the nukta of Hindi.
_SIGNS = "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u093c]"
_COMMA_IN_NUMBER = re.compile(r"(?<=\d),(?=\d{3})")
_BEYOND = "[\u0e00-\u17ff]|[^\0-\u2fff]"  # a quick test: covers all of these scripts, and little else that is common
# Vowels of the scripts of India are marks, which `\w` leaves out; the range lacks their full stops and the sign of an abbreviation.
_KEY = re.compile(r"[\w\u0900-\u0963\u0971-\u0df3]+")
# Vowels and tones above and below letters are no `\w`: alone, they are so few that they would be found anywhere.
_SYLLABLE_KEY = rf"[{_SYLLABLE}](?:(?!\w)[{_SPACELESS}])*|(?:(?![{_SYLLABLE}])\w)+"
_DISPLAYED = rf"[^\w\s]*{_CHARACTER}[^\w\s{_OPENING}]*|(?:(?![{_OPENING}]*[{_SPACELESS}])\S)+"
_START = rf"[^\w\s]*[{_SPACELESS}]"
_END = rf"{_CHARACTER}[^\w\s]*$"


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Compiled only when a text needs it: a class of so many characters takes Python 1 ms, and most texts have none of them."""
    return re.compile(form)


def _has_spaceless(text: str) -> bool:
    return _has(_SPACELESS, text)


def _has(letters: str, text: str) -> bool:
    return not text.isascii() and bool(re.search(_BEYOND, text)) and bool(_pattern(f"[{letters}]").search(text))


def split(text: str) -> list[str]:
    """The words of `text` as a reader sees them, with their punctuation. In scripts without spaces, each character is a word."""
    return _pattern(_DISPLAYED).findall(text) if _has_spaceless(text) else text.split()


def parted(text: str) -> tuple[list[str], frozenset[int]]:
    """The words of `text`, and the numbers of those that follow the one before without a blank, so that `join` can restore the text."""
    if not _has_spaceless(text):
        return text.split(), frozenset()
    found = list(_pattern(_DISPLAYED).finditer(text))
    return [word[0] for word in found], frozenset(n for n, (one, two) in enumerate(pairwise(found), 1) if one.end() == two.start())


def join(words: Sequence[str], close: Collection[int] | None = None) -> str:
    """Running text from words, of which those numbered in `close` follow the one before without a blank.

    For words from captions, leave `close` out: then there is no blank between two words of a script without spaces.
    """
    close = likely_close(words) if close is None else close
    if not close:
        return " ".join(words)
    return "".join(word if n in close or not n else f" {word}" for n, word in enumerate(words))


def likely_close(words: Sequence[str]) -> Collection[int]:
    """The numbers of those words from captions that follow the one before without a blank, in a script without spaces."""
    if not _has_spaceless(" ".join(words)):
        return frozenset()
    behind = enumerate(pairwise(words), 1)
    return {n for n, (before, word) in behind if _pattern(_END).search(before) and _pattern(_START).match(word)}


def width(text: str) -> int:
    """The width of a line of text on a screen, in columns: East Asian letters take two (Unicode annex 11)."""
    return len(text) if text.isascii() else sum(map(_room, text))


def is_narrow(text: str) -> bool:
    """Whether every letter of a text is one column wide."""
    return text.isascii() or max(map(_room, set(text))) == 1


def _room(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


@lru_cache(maxsize=1 << 14)
def keys(text: str) -> tuple[str, ...]:
    """What different spellings of the same spoken words have in common: case folded, no punctuation, `2,000` as `2000`, hyphens split.

    In scripts without spaces a character with its marks is a key, and so is a syllable of Korean.
    Cached for the words asked for most recently: in running text, only one word in five is new.
    """
    if not text.isascii():
        text = _pattern(_SIGNS).sub("", unicodedata.normalize("NFKC", text).casefold())
    elif text.isalnum():  # most words: nothing to drop and nothing to split
        return (text.lower(),)
    bare = _COMMA_IN_NUMBER.sub("", text.casefold().translate(_SPELT))
    return tuple((_pattern(_SYLLABLE_KEY) if _has(_SYLLABLE, bare) else _KEY).findall(bare))
