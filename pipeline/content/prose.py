"""Paragraphs of words alone, found in Markdown's source: they say what is written, so that no parser need look at them.

Most paragraphs of an interview are such. They are set aside before the rest is rendered, a row of them behind one sign that keeps its place.
"""

import re
from collections.abc import Iterator, Sequence

# What stands where a row of paragraphs stood: a paragraph of its own, from the area for private use, so that nobody else writes it.
SIGN = "\ue000"
# A paragraph's first line, from 1, the words in bold that it begins with, and the rest of its words.
Words = tuple[int, str, str]

# What CommonMark 0.31 (chapter 6) and GitHub's extensions give a meaning amid words, and what macros, asides and references begin with.
_ORDINARY = bytes(byte for byte in range(256) if byte not in b"\n\\`*_~[]{<>&@^|/%=")
# Of these, what words in bold leave, and what means nothing but in pairs.
_COMMON = frozenset((b"", b"****"))
_HARMLESS = re.compile(rb"[/%=]*(?:\*\*[/%=]*\*\*[/%=]*)?")
_PAIRS = ("//", "%%", "==")
_UNFIT = (("www.", "@"), ("\xa0", "&"))  # begins an address, as with @; is a reference in HTML
# What no block but a paragraph begins with (chapters 4 and 5): letters and most of what is not ASCII; and words in bold there (6.2).
_FIRST = r"""[^\x00-@[-`{-\x7f\s]|["'(]"""
_BEGINS = re.compile(_FIRST)
_BEGINS_BOLD = re.compile(rf"\*\*(?={_FIRST})[^*]*(?:[^*\s]\*\*(?: |$)|[^\W_]\*\*:)")


def set_aside(text: str) -> tuple[str, dict[int, list[Words]]]:
    """The text without them, in as many lines, and each row of them by the line of its sign, its first.

    Where that does not come back as a paragraph, it stood in code, in a comment or in raw HTML, and what it stands for is none.
    """
    rows: dict[int, list[Words]] = {}
    if SIGN in text:
        return text, rows
    lines = text.split("\n")
    row: list[Words] = []
    behind = 0
    for start, end in _paragraphs(text, lines):
        if start != behind + 1 or not row:
            row = rows[start + 1] = []
        row.append(_words(start, lines[start] if end == start + 1 else "\n".join(lines[start:end])))
        lines[start:end] = [""] * (end - start)
        behind = end
    for line in rows:
        lines[line - 1] = SIGN
    return "\n".join(lines), rows


def _paragraphs(text: str, lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first line of each, from 0, and the blank line behind it. There is one before it too."""
    start, fits = 0, True
    for number, (line, signs) in enumerate(zip((*lines, ""), (*_signs(text), b""), strict=True)):
        if not line:
            if fits and start < number:
                yield start, number
            start, fits = number + 1, True
        elif fits:
            fits = (
                (signs in _COMMON or _means_nothing(line, signs))
                and (_BEGINS_BOLD.match(line) if b"*" in signs else _BEGINS.match(line)) is not None
                and (number == start or b"*" not in signs)
                and line[-1] not in " \t"  # which may break a line (6.7)
            )


def _signs(text: str) -> list[bytes]:
    """What is not ordinary in each line."""
    for unfit, sign in _UNFIT:
        if unfit in text:
            text = text.replace(unfit, sign)
    return text.encode().translate(None, _ORDINARY).split(b"\n")


def _means_nothing(line: str, signs: bytes) -> bool:
    return _HARMLESS.fullmatch(signs) is not None and not any(pair in line for pair in _PAIRS)


def _words(start: int, text: str) -> Words:
    if not text.startswith("**"):
        return start + 1, "", text
    bold, _, words = text[2:].partition("**")
    return start + 1, bold, words
