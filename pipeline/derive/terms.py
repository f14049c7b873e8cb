"""Words as the search compares them: without case and accents; in scripts without blanks, pairs of characters.

`site.js` folds a reader's query in the same way; the page passes it the `MARKS`, the `UNSPACED` characters, the `LETTERS` and the
`ARTICLE`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import filterfalse

from pipeline.content.text.words import LETTERS

MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u3099\u309a"
# Thai, Lao, Khmer, Myanmar, Han, Hiragana and Katakana: no blanks between words.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# The Arabic article and what is written together with it, if a word remains behind it: `الله` is a word by itself.
ARTICLE = "[وف]?(?:[بك]?ال|لل)"
_ACCENTS = re.compile(f"[{MARKS}]+")
_WORD = re.compile(r"[^\W_]+")
# Dashes, quotation marks and the like: the only characters beyond ASCII in most English texts.
_SIGNS = "\u00a1\u00ab\u00bb\u00bf\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2026"
_SMALL = bytes(code if code > 127 else ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(256))
_SINGLE = tuple(bytes([code]) for code in range(ord("a"), ord("z") + 1))
SHARDS = 32  # parts of a block's search data: a reader loads those for the words of the query


def fold(text: str) -> str:
    """`Émile` and `EMILE` become `emile`, `Straße` and `Strasse` become `strasse`."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text))).lower()
    for spelt in LETTERS:
        text = text.replace(spelt[0], spelt[1:])
    return text


def for_script(ranges: str) -> str:
    """Ranges of characters in the form of JavaScript's regular expressions, in ASCII."""
    return "".join(character if character == "-" else f"\\u{{{ord(character):x}}}" for character in ranges)


def terms(texts: Iterable[str]) -> list[bytes]:
    """The distinct terms of all texts, in UTF-8, without single letters of scripts with blanks, except names such as `C++`."""
    text = "\n".join(texts)
    found = dict.fromkeys(_tokens(text))
    if not text.isascii():
        beyond = list(filterfalse(bytes.isascii, found))
        for token in beyond:
            del found[token]
        found.update(dict.fromkeys(_words(b" ".join(beyond).decode())))
    for letter in _SINGLE:
        found.pop(letter, None)
    found.update(dict.fromkeys(_names(text)))
    return list(found)


def _names(text: str) -> Iterator[bytes]:
    """Names such as `C++` and `F#`, in lower case: the sign makes a word of a single letter."""
    for sign in ("++", "#"):
        for before in text.split(sign)[:-1] if sign[0] in text else ():  # finding one character is quick, and few texts have it
            letter = before[-1:].lower().encode()
            if letter in _SINGLE and not before[-2:-1].isalnum():
                yield letter + sign.encode()


def _tokens(text: str) -> list[bytes]:
    """The parts of a text between blanks and ASCII punctuation, in lower case: its words, for most texts, found in two quick steps."""
    return text.encode().translate(_SMALL).split()


def _words(text: str) -> list[bytes]:
    """The words of a text, folded; for scripts without blanks as pairs of characters, for Arabic also without their article."""
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    text = fold(text)
    if text.isascii():
        return _tokens(text)
    if any(map(_may_be_unspaced, set(text))):
        runs = dict.fromkeys(_runs().findall(text))
        words = [term for word in runs for term in (_pairs(word) if _is_unspaced(word) else (word,))]
    else:
        words = _WORD.findall(text)
    if "ال" in text or "لل" in text:
        words += [word[article.end() :] for word in words if (article := re.match(f"{ARTICLE}(?=...)", word))]
    return [word.encode() for word in words]


def sharded(found: Iterable[bytes]) -> tuple[str, ...]:
    """The terms by shard, which depends on the first character; those of each shard are joined by blanks."""
    shards: list[list[bytes]] = [[] for _ in range(SHARDS)]
    for term in found:
        shards[(term[0] if term[0] < 128 else ord(term.decode()[0])) % SHARDS].append(term)
    return tuple([b" ".join(shard).decode() for shard in shards])


@cache
def _runs(*, alone: bool = False) -> re.Pattern[str]:
    """Matches runs without blanks, or any word. Compiled only when a text needs it: a class of so many characters takes Python 1 ms."""
    return re.compile(rf"[{UNSPACED}]+" if alone else rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+")


def _is_unspaced(word: str) -> bool:
    return _may_be_unspaced(word[0]) and _runs(alone=True).match(word) is not None


def _may_be_unspaced(character: str) -> bool:
    """A quick test: true for all `UNSPACED` characters, and few others that are common."""
    return "\u0e00" <= character <= "\u17ff" or character > "\u2fff"


def _pairs(word: str) -> Iterable[str]:
    return (word,) if len(word) == 1 else (word[at : at + 2] for at in range(len(word) - 1))
