"""Paragraphs and headings of words alone, found in Markdown's source: they say what is written, so that no parser need look at them.

Most of an interview are such. They are set aside before the rest is rendered, a row of them behind one sign that keeps its place.
"""

import re

# What stands where a row of them stood: ASCII's substitute, a paragraph of its own. No text has it, as it is scrubbed of controls.
SIGN = "\x1a"
# A first line, from 1, the signs before a heading, the words in bold that a paragraph begins with, and the rest of the words.
Words = tuple[int, str, str, str]

# Letters, most of what is not ASCII, and signs that no block but a paragraph begins with (CommonMark 0.31, chapters 4 and 5), but no player's address.
_FIRST = r"""(?=[^\x00-@[-`{-\x7f\s]|["'(])(?!(?:m\.)?youtu)"""
# Letters and signs without what has a meaning amid words there (chapter 6), in GitHub's extensions, in HTML, or as a macro or an aside; no addresses.
# Of what divides words, only the blank is among them, the Japanese one (U+3000), and the French one (U+202F).
# The class lists what they are not, which is short: Python takes its time to compile one of 60,000 characters.
_LETTERS = r"[^\0-\x1f%&*./<=>@[\\\]^_`{|~\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u205f]"
_WORDS = rf"{_LETTERS}++\.?+(?<!www\.)|\.(?<!www\.)|/(?!/)|%(?!%)|=(?!=)"
_ENDS = r"(?=\n\n|\n?\Z)"
# Groups are not repeated possessively: after one that fails, Python before 3.11.5 goes on where it failed (CPython's issue 106052).
# Python remembers each repetition of a group, which takes memory: a paragraph of more stops than any book has is left to the parser.
_ALONE = re.compile(
    rf"""\n\n
    (?: (\#{{1,6}})\ (?=.*{_ENDS}){_FIRST}                                                      # a heading, in one line (4.2)
    | \*\*{_FIRST}((?:{_WORDS}){{1,99}}) (?: (?<=\S)\*\*(?=[\ \n]|\Z) | (?<=[^\W_])\*\*(?=:) )  # flanked so that both ends count (6.2)
    | {_FIRST} )
    ((?: {_WORDS} | (?<![\ \t])\n{_FIRST} ){{0,9999}}) (?<![\ \t\#]) {_ENDS}                    # no hard line breaks (6.7)
    """,
    re.VERBOSE,
)


def set_aside(text: str) -> tuple[str, dict[int, list[Words]]]:
    """The text with a sign in the place of each row of them, in as many lines as before, and the rows by the lines of their signs.

    A sign that is no paragraph by itself once the text is rendered stood in code, a comment or raw HTML, and so did its row.
    """
    rows: dict[int, list[Words]] = {}
    if SIGN in text:
        return text, rows
    row: list[Words] = []
    rest: list[str] = []
    line = -1
    *parts, last = _ALONE.split(f"\n\n{text}")  # so that two line ends are before the first too
    for before, heading, bold, words in zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=True):
        line += before.count("\n") + 2
        if before or not row:
            row = rows[line] = []
            rest += (before, "\n\n", SIGN)
        else:
            rest.append("\n\n")
        row.append((line, heading or "", bold or "", words))
        if "\n" in words:
            breaks = words.count("\n")
            rest.append("\n" * breaks)
            line += breaks
    return "".join((*rest, last))[2:], rows
