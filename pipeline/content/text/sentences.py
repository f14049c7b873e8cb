"""Sentences: where they end, and whether they ask."""

import re

from pipeline.content.text.plaintext import without_signs

# Question marks of Latin, Arabic, Armenian, Ethiopic and East Asian writing. Greek writes `;`, which asks only among Greek letters.
MARKS = "?？؟՞፧⸮‽⁇⁈"
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
CLOSERS = "\"'”’»)]）」』】"
# How sentences end that state something, and how all sentences end. A full stop may also end an abbreviation.
STATING_ENDS = (".", "!", "…", "。", "！")
SENTENCE_ENDS = (*STATING_ENDS, "?", "？")
_CLOSING = CLOSERS + "“ "
# Japanese and Chinese mark a question by its last word, with or without a question mark. Armenian has the mark inside a word.
_ASKING_WORDS = ("ですか", "でしたか", "ますか", "ましたか", "ませんか", "でしょうか", "だろうか", "吗", "嗎")
_STOPS = "[.!?…؟՞፧։।‽⁇⁈⸮。．！？;\u037e]"
# Begins with a set that is not repeated, so that Python can search for its characters quickly. “ closes a quotation in German.
_STOP = re.compile(rf"{_STOPS}{_STOPS}*[{re.escape(CLOSERS)}]*(?:“(?!\S))?")
_NEEDS_NO_BLANK = "。．！？"
_ABBREVIATIONS = {
    "dr", "mr", "mrs", "ms", "prof", "st", "vs", "etc", "e.g", "i.e", "cf", "vol", "fig", "al", "inc", "ltd", "co", "corp", "jr", "sr", "sra",
    "approx", "u.s", "u.k", "ud", "bzw", "z.b", "d.h", "usw", "ca",
}  # fmt: skip


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of one line of text, each with its closing mark. Initials, abbreviations and dots before lower case do not end one."""
    found: list[str] = []
    start = 0
    for stop in _STOP.finditer(text):
        at, end = stop.span()
        if _closes(text, start, at, end):
            found.append(text[start:end].strip())
            start = end
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)


def _closes(text: str, start: int, at: int, end: int) -> bool:
    """Whether the marks from `at` to `end` close a sentence.

    A blank follows Latin marks, but not East Asian ones; `;` closes a question in Greek.
    """
    mark = text[at]
    if mark in _NEEDS_NO_BLANK:
        return True
    if end < len(text) and not text[end].isspace():
        return False
    if mark in ";\u037e":
        return _GREEK.match(text[max(0, at - 1)]) is not None
    after = text[end + 1 : end + 2]
    if after and after in MARKS:  # What of Vue, Svelte... ?
        return False
    if after.islower() and (mark in ".…" or text[end - 1] in CLOSERS):  # "Who?" he asked.
        return False
    return mark != "." or not after or not abbreviates(text[max(start, at - 30) : at])


def abbreviates(before: str) -> bool:
    """Whether the word before a dot is an abbreviation or an initial."""
    word = before.rpartition(" ")[2].lstrip("(“\"'‘").casefold()
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalnum() and not word.isdecimal() and word != "i")


def closes_sentence(text: str) -> bool:
    """Whether a text ends like a sentence."""
    return text.rstrip().endswith(SENTENCE_ENDS)


def holds_mark(text: str) -> bool:
    """Whether a text contains a question mark."""
    return "?" in text or (not text.isascii() and any(mark in text for mark in MARKS))


def ends_asking(sentence: str) -> bool:
    """Whether a sentence ends with a question mark of any script. `?!` and `!?` express astonishment and do not count."""
    bare = sentence.rstrip(_CLOSING)
    if not bare:
        return False
    if bare[-1] in MARKS:
        return not bare.endswith(("!?", "！？"))
    if bare[-1] in ";\u037e":
        return bool(_GREEK.search(bare))
    if not (bare[-1].isascii() or bare[-1].isalnum()) and (plain := without_signs(bare)) != bare:
        return ends_asking(plain)
    return bare.rstrip("。").endswith(_ASKING_WORDS) or "՞" in bare
