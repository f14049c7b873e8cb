"""Phrases that a text may begin with, by their first words: a pattern of as many takes Python a millisecond to compile, and longer to match."""

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")
Phrases = dict[str, tuple[str, ...]]


def by_first_word(phrases: Iterable[str]) -> Phrases:
    """The phrases, each of which begins with a word, by that word, the longest first."""
    found: Phrases = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        word = "".join(_WORD.findall(phrase)[:1])
        found[word] = (*found.get(word, ()), phrase)
    return found


def ends(phrases: Phrases, text: str, at: int = 0) -> list[int]:
    """Where the phrases end that begin at an offset of `text`, the longest first. The text has small letters and straight apostrophes."""
    word = _WORD.match(text, at)
    known = phrases.get(word[0]) if word else None
    return [at + len(phrase) for phrase in known if text.startswith(phrase, at)] if known else []


def end(phrases: Phrases, text: str, at: int = 0) -> int | None:
    """Where the longest phrase ends that begins at an offset of `text` and goes to the end of a word."""
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
