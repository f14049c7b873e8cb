"""Phrases that a text may begin with, by first word: a pattern of so many would take a millisecond to compile, and longer to match."""

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")
Phrases = dict[str, tuple[str, ...]]


def by_first_word(phrases: Iterable[str]) -> Phrases:
    """The phrases by their first words, each list with the longest first."""
    found: Phrases = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        word = "".join(_WORD.findall(phrase)[:1])
        found[word] = (*found.get(word, ()), phrase)
    return found


def ends(phrases: Phrases, text: str, at: int = 0) -> list[int]:
    """The ends of the phrases that begin at an offset of `text`, the longest first. `text` is in lower case, with straight apostrophes."""
    word = _WORD.match(text, at)
    known = phrases.get(word[0]) if word else None
    return [at + len(phrase) for phrase in known if text.startswith(phrase, at)] if known else []


def end(phrases: Phrases, text: str, at: int = 0) -> int | None:
    """The end of the longest phrase that begins at an offset of `text` and ends at the end of a word."""
    for stop in ends(phrases, text, at):
        if not _WORD.match(text, stop):
            return stop
    return None


def places(phrase: str, text: str) -> Iterator[int]:
    """Where a phrase begins in a text, and a word with it."""
    at = text.find(phrase)
    while at >= 0:
        if not at or not (text[at - 1].isalnum() or text[at - 1] == "_"):
            yield at
        at = text.find(phrase, at + 1)
