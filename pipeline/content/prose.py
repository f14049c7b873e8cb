"""Paragraphs of words alone, found in Markdown's source: they say what is written, so that no parser need look at them.

Most paragraphs of an interview are such. They are set aside before the rest is rendered, a row of them behind one sign that keeps its place.
"""

import re

# What stands where a row of paragraphs stood: ASCII's substitute, a paragraph of its own. No text has it, as it is scrubbed of controls.
SIGN = "\x1a"
# A paragraph's first line, from 1, the words in bold that it begins with, and the rest of its words.
Words = tuple[int, str, str]

# Letters, most of what is not ASCII, and signs that no block but a paragraph begins with (CommonMark 0.31, chapters 4 and 5), and no player's address.
_FIRST = r"""(?=[^\x00-@[-`{-\x7f\s]|["'(])(?!(?:m\.)?youtu)"""
# Anything but what has a meaning amid words there (chapter 6), in GitHub's extensions, in HTML, or as a macro or an aside; and addresses.
_WORDS = r"[^\\`*_~[\]{<>&@^|\xa0\n/%=w]++|/(?!/)|%(?!%)|=(?!=)|w(?!ww\.)"
_PARAGRAPH = re.compile(
    rf"""\n\n
    (?:\*\*{_FIRST}((?:{_WORDS})++)(?:(?<=\S)\*\*(?=[\ \n]|\Z)|(?<=[^\W_])\*\*(?=:))|{_FIRST})  # bold, as both its ends are flanked (6.2)
    ((?:{_WORDS}|(?<![\ \t])\n{_FIRST})*+)                                                      # no hard line breaks (6.7)
    (?<![\ \t])(?=\n\n|\n?\Z)""",
    re.VERBOSE,
)


def set_aside(text: str) -> tuple[str, dict[int, list[Words]]]:
    """The text without them, in as many lines, and each row of them by the line of its sign, its first.

    Where that does not come back as a paragraph, it stood in code, in a comment or in raw HTML, and what it stands for is none.
    """
    rows: dict[int, list[Words]] = {}
    if SIGN in text:
        return text, rows
    row: list[Words] = []
    rest: list[str] = []
    line = -1
    *parts, last = _PARAGRAPH.split(f"\n\n{text}")  # so that two line ends are before the first paragraph too
    for before, bold, words in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        line += before.count("\n") + 2
        if before or not row:
            row = rows[line] = []
            rest += (before, "\n\n", SIGN)
        else:
            rest.append("\n\n")
        row.append((line, bold or "", words))
        if "\n" in words:
            breaks = words.count("\n")
            rest.append("\n" * breaks)
            line += breaks
    return "".join((*rest, last))[2:], rows
