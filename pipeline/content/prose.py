"""Paragraphs and headings of words, found in Markdown's source: they say what is written, so that no parser need look at them.

Most of an interview are such: words alone, or with code, emphasis, links and asides whose signs can mean nothing else.
They are set aside before the rest is rendered, a row of them behind one sign that keeps its place.
"""

import re
from functools import cache
from html import escape

# What stands where a row of them stood: ASCII's substitute, a paragraph of its own. No text has it, as it is scrubbed of controls.
SIGN = "\x1a"
# A first line, from 1, the signs before a heading, the words in bold that a paragraph begins with, and the rest of the words.
Words = tuple[int, str | None, str | None, str]

# Letters, most of what is not ASCII, and signs that no block but a paragraph begins with (CommonMark 0.31, chapters 4 and 5), but no player's address.
_FIRST = r"""(?=[^\x00-@[-`{-\x7f\s]|["'(])(?!(?:m\.)?youtu)"""
# ASCII's letters and signs without a meaning amid words (chapter 6), in GitHub's extensions, in HTML, or as a macro or an aside; and what has one.
_ASCII = r""" !"#$'()+,:;?0-9A-Za-z-"""
_SIGNS = r"\0-\x1f%&*./<=>@[\\\]^_`{|~\x7f-\xa0"
# What divides words elsewhere, but for the French blank (U+202F) and the Japanese one (U+3000).
_BLANKS = r"\u1680\u2000-\u200a\u2028\u2029\u205f"
# No bare address.
_DOT = r"\.(?<!www\.)"
# Code, in one line, without brackets that a wiki would read.
_CODE = r"`(?=[^`\s])[^\0-\x1f[\]`\x7f-\xa0]++`(?<=\S`)(?!`)"
# An address that is written as it stands, and is no player's.
_ADDRESS = r"(?![^\s)]*(?i:youtu))[a-zA-Z0-9_#+,\-./:=?@&]++"
# Begins with what sre looks for at once.
_MARK = re.compile(r"[`[*_](?:(?<=`)([^`]+)`|(?<=\[)([^\]]+)\]\(([^)]+)\)|(?<=[*_])(\*?)([^*_]+)[*_]\4)")
# In so many characters that a text begins with, so many bytes more are few signs beyond ASCII: a typographer's.
_SAMPLE, _FEW = 5_000, 100
_ENDS = r"(?=\n\n|\n?\Z)"


def _letters(blanks: str = "", *, in_ascii: bool) -> str:
    """All but `blanks` that words are written in: told by what ASCII has of it, which is soonest where most are `in_ascii`, or by what it has not."""
    return rf"[^\0-\xa0{blanks}]++|[{_ASCII}]++" if in_ascii else f"[^{_SIGNS}{blanks}]++"


def _marked(letters: str, *, asides: bool) -> str:
    """Code, links and asides, and words set off by signs of which the first can only open, and the second only close (6.2)."""
    brackets = rf"\[(?<!!\[)(?:{letters}|{_DOT}|{_CODE}){{1,99}}\]"
    set_off = (
        rf"{sign}(?<=[\s(]{sign})(?=[^\W_])(?:{letters}|{_DOT}){{1,99}}{sign}(?:(?<=[^\W_]{sign})(?=[\s.,;:!?)]|\Z)|(?<=[.,;!?]{sign})(?=\s|\Z))"
        for sign in (r"\*\*", r"\*", "_")
    )
    return "|".join((_CODE, rf"{brackets}\({_ADDRESS}\)", *set_off, *((rf"{brackets}(?![\[(:])",) if asides else ())))


@cache
def _alone(*, in_ascii: bool, asides: bool) -> re.Pattern[str]:
    """What they look like in a text most of which is `in_ascii` or in any, with `[asides]` or without."""
    words = rf"{_letters(_BLANKS, in_ascii=in_ascii)}\.?+(?<!www\.)|{_DOT}|/(?!/)|%(?!%)|=(?!=)"
    marked = _marked(_letters(in_ascii=in_ascii), asides=asides)
    # Groups are not repeated possessively: after one that fails, Python before 3.11.5 goes on where it failed (CPython's issue 106052).
    # What they are remembered by takes memory, so that a paragraph of more stops than any book's is left to the parser.
    return re.compile(
        rf"""\n\n
        (?: (\#{{1,6}})\ (?=.*{_ENDS})(?=[^\s\#])(?!(?:m\.)?youtu)                              # a heading, in one line (4.2)
        | \*\*{_FIRST}((?:{words}){{1,99}}) (?: (?<=\S)\*\*(?=[\ \n]|\Z) | (?<=[^\W_])\*\*(?=:) )  # flanked so that both ends count (6.2)
        | {_FIRST} | (?=[\[_`]|\*(?!\*)) )
        ((?: {words} | \n(?<![\ \t]\n)(?:{_FIRST}|(?=[*\[_`])) | {marked} ){{0,9999}})
        (?<![\ \t\#]) {_ENDS}                                                                  # no hard line breaks (6.7)
        """,
        re.VERBOSE,
    )


def set_aside(text: str) -> tuple[str, dict[int, list[Words]]]:
    """The text without them, in as many lines, and each row of them by the line of its sign, its first.

    Where that does not come back as a paragraph, it stood in code, in a comment or in raw HTML, and so did what it stands for.
    """
    rows: dict[int, list[Words]] = {}
    if SIGN in text:
        return text, rows
    row: list[Words] = []
    rest: list[str] = []
    line, ends = -1, 0
    # `]:` tells where `[words]` lead to (4.7); one sign is found sooner than two.
    defines = any(behind.startswith(":") for behind in text.split("]")[1:])
    in_ascii = len(text[:_SAMPLE].encode(errors="replace")) < _SAMPLE + _FEW
    *parts, last = _alone(in_ascii=in_ascii, asides=not defines).split(f"\n\n{text}")  # two line ends are before the first too
    for before, heading, bold, words in zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=True):
        line += 2
        ends += 2
        if before or not row:
            line += before.count("\n")
            row = rows[line] = []
            rest += ("\n" * (ends - 2), before, "\n\n", SIGN)
            ends = 0
        row.append((line, heading, bold, words))
        if "\n" in words:
            breaks = words.count("\n")
            line += breaks
            ends += breaks
    return "".join((*rest, "\n" * ends, last))[2:], rows


def read(words: str) -> tuple[str, str]:
    """The text and the HTML of words of which some are marked."""
    parts = _MARK.split(words)
    text, html = [parts[0]], [parts[0]]
    for at in range(1, len(parts), 6):
        code, linked, address, strong, inside, behind = parts[at : at + 6]
        if linked:
            inside, shown = read(linked) if "`" in linked else (linked, linked)
            shown = f'<a href="{escape(address)}">{shown}</a>'
        elif code:
            inside, shown = code, f"<code>{escape(code, quote=False)}</code>"
        else:
            shown = f"<strong>{inside}</strong>" if strong else f"<em>{inside}</em>"
        text += inside, behind
        html += shown, behind
    return "".join(text), "".join(html)
