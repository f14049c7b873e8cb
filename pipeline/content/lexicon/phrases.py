"""How the lists of the lexicon are written, and its phrases found in a text, which `folded` brings into their form: lower case, straight apostrophes."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

_WORD = re.compile(r"\w+")
# Phrases that a text may begin with, by first word: a pattern of so many would take a millisecond to compile, and longer to match.
Phrases = dict[str, tuple[str, ...]]


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a text, which are separated by commas."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


def folded(text: str) -> str:
    """`text` in lower case, with straight apostrophes, and of the same length; only the dotted capital İ would become two characters."""
    return text.replace("İ", "i").lower().replace("’", "'")


def by_first_word(phrases: Iterable[str]) -> Phrases:
    """The phrases by their first words, each list with the longest first."""
    found: Phrases = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        word = "".join(_WORD.findall(phrase)[:1])
        found[word] = (*found.get(word, ()), phrase)
    return found


def ends(phrases: Phrases, text: str, at: int = 0) -> list[int]:
    """The ends of the phrases that begin at an offset of a `folded` text, the longest first."""
    word = _WORD.match(text, at)
    known = phrases.get(word[0]) if word else None
    return [at + len(phrase) for phrase in known if text.startswith(phrase, at)] if known else []


def end(phrases: Phrases, text: str, at: int = 0) -> int | None:
    """The end of the longest phrase that begins at an offset of a `folded` text and ends at the end of a word."""
    for stop in ends(phrases, text, at):
        if not _WORD.match(text, stop):
            return stop
    return None


def places(phrases: tuple[str, ...], text: str) -> Iterator[tuple[int, str]]:
    """Where phrases begin in a `folded` text, and words with them, and which they are: all places of one phrase, then of the next."""
    for phrase in _ascii(phrases) if text.isascii() else phrases:
        at = text.find(phrase)
        while at >= 0:
            if not at or not _WORD.match(text, at - 1):
                yield at, phrase
            at = text.find(phrase, at + 1)


@cache
def _ascii(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(str.isascii, phrases))


def either(phrases: tuple[str, ...]) -> str:
    """A regular expression for any of the phrases in a `folded` text, the longest first."""
    return f"(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True)))})"
