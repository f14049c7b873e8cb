"""Finds paragraphs and headings of plain words in Markdown's source: what they say is what is written, so no parser need look at them.

Most paragraphs of an interview are such. They are set aside before the rest is rendered, each row of them replaced by one sign that keeps
its place.
"""

import re
from typing import NamedTuple

# Replaces a row of them, as a paragraph of its own: ASCII's substitute, which no text has, since control characters are removed.
SIGN = "\x1a"
# What only a paragraph begins with (CommonMark 0.31, chapters 4 and 5): letters, quotation marks ... A player's address, `Q Why wax?` and signs for
# playing are left out.
_FIRST = r"""(?=[^\x00-@[-`{-\x7f\s]|["'(])(?!(?:m\.)?youtu|Q\ |[▶►⏵])"""
# Characters without a meaning inside a paragraph (chapter 6), in GitHub's extensions, in HTML, as a macro or an aside; no addresses.
# Of all white space, only the blank is among them, the Japanese one (U+3000) and the French one (U+202F).
# The class is negated, which makes it short: a class of 60,000 characters takes Python long to compile.
_LETTERS = r"[^\0-\x1f%&*./<=>@[\\\]^_`{|~\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u205f]"
_WORDS = rf"{_LETTERS}++\.?+(?<!www\.)|\.(?<!www\.)|/(?!/)|%(?!%)|=(?!=)"
_ENDS = r"(?=\n\n|\n?\Z)"
# No group is repeated possessively: Python before 3.11.5 does not backtrack properly after such a group fails (CPython issue 106052).
# Python stores each repetition of a group, which takes memory, so the number is limited: longer paragraphs are left to the parser.
_ALONE = re.compile(
    rf"""\n\n
    (?: (\#{{1,6}})\ (?=.*{_ENDS}){_FIRST}                                                      # a heading, in one line (4.2)
    | \*\*{_FIRST}((?:{_WORDS}){{1,99}}) (?: (?<=\S)\*\*(?=[\ \n]|\Z) | (?<=[^\W_])\*\*(?=:(?!\S)) )  # flanked so that both ends count (6.2)
    | {_FIRST} )
    ((?: {_WORDS} | (?<![\ \t])\n{_FIRST} ){{0,9999}}) (?<![\ \t\#]) {_ENDS}                    # no hard line breaks (6.7)
    """,
    re.VERBOSE,
)


class PlainBlock(NamedTuple):
    """A paragraph or heading that was set aside, at its first line in the text, counted from 1.

    `signs` are the number signs of a heading, `bold` the words in bold with which a paragraph begins, `words` the others.
    """

    line: int
    signs: str
    bold: str
    words: str

    @property
    def last_line(self) -> int:
        """Its last line in the text."""
        return self.line + self.words.count("\n")


def set_aside(text: str) -> tuple[str, dict[int, list[PlainBlock]]]:
    """The text with each row replaced by a sign, in as many lines as before, and the rows by the lines of their signs.

    A sign that is not a paragraph of its own once the text is rendered was inside code, a comment or raw HTML, and so was its row.
    """
    rows: dict[int, list[PlainBlock]] = {}
    if SIGN in text:
        return text, rows
    row: list[PlainBlock] = []
    rest: list[str] = []
    line = -1
    *parts, last = _ALONE.split(f"\n\n{text}")  # two line feeds, so that the first paragraph is found as well
    for before, heading, bold, words in zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=True):
        line += before.count("\n") + 2
        if before or not row:
            row = rows[line] = []
            rest += (before, "\n\n", SIGN)
        else:
            rest.append("\n\n")
        row.append(PlainBlock(line, heading or "", bold or "", words))
        if "\n" in words:
            breaks = words.count("\n")
            rest.append("\n" * breaks)
            line += breaks
    return "".join((*rest, last))[2:], rows
