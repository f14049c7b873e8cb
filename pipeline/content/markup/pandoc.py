"""What only pandoc's Markdown has, in a form that all Markdown knows: attributes, spans, raw HTML, breaks at the end of a paragraph, tables of speakers.

pandoc writes these when it converts other programs' documents, and Quarto's authors write some by hand. No line is moved.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.content.markup.signs import holds

_ATTRIBUTE = r'(?:[#.][^\s{}"`]{1,300}|[\w:-]{1,60}=(?:"(?:[^"\\]|\\.){0,9999}"|[^\s{}"`]{1,999}))'
_ATTRIBUTES = rf"\{{:?[ ]?{_ATTRIBUTE}(?:(?:[ ]{{1,9}}\n?|\n)[ \t]{{0,9}}{_ATTRIBUTE}){{0,40}}[ ]?\}}"
# In this order: what is escaped or code, the end of a paragraph, the brackets of spans, links and pictures.
_TOKENS = rf"""(?xs)\\. | (?P<code>`[^`\n]{{1,999}}(?:\n(?![ \t]*\n)[^`\n]{{1,999}}){{0,3}}`)(?:(?P<raw>\{{=html\}})|(?P<dress>{_ATTRIBUTES}))?
    | `{{2,}} | (?P<blank>\n[ \t]*\n) | (?P<opens>!?\[)
    | \](?P<target>\([^()\n]{{0,9999}}(?:\n[^()\n]{{1,999}})?\)|\[[^\[\]\n]{{0,200}}\])?(?P<attributes>{_ATTRIBUTES}(?!`))?"""
BOLD = r"font-weight:\s?(?:bold|[6-9]00)"  # in CSS
_AT_END = rf"(?m)[ ]({_ATTRIBUTES})[ \t]*$"
_UNDERLINE = r"\n[ ]{0,3}(?:=+|-+)[ \t]*(?:\n|\Z)"
# Line ends with a backslash that are the last of a paragraph, or several in a row, as `<br><br>` becomes.
_BREAKS = r"(?<![\\|])(?<!\\\n)(?:\\\n(?=[ \t]*(?:\n|\Z))|(?:\\\n){2,}|\\\Z)"
# A table with two columns, drawn with lines
_GRID = r"(?m)^(?:[ ]{0,3}\+[-=:]{3,999}\+[-=:]{3,999}\+[ \t]*\n(?:[ ]{0,3}\|.*\|[ \t]*\n)*){2,}"
_LABEL = r"\**[^\W\d_][^*:|]{0,59}(?::\**|\**:)"


class _Cut(NamedTuple):
    """Where a part of a text begins and ends, and what takes its place."""

    start: int
    stop: int
    form: str


def without_dialect(text: str) -> str:
    """A text without code blocks, in Markdown that is not pandoc's own; unchanged if it has none of that."""
    if holds(text, ("]{", "){", "`{")):
        text = _without_attributes(text)
    if "}" in text:
        text = re.sub(_AT_END, _heading, text)
    if holds(text, ("\\\n",)) or text.endswith("\\"):
        text = re.sub(_BREAKS, lambda breaks: "\n" * breaks[0].count("\n"), text)
    if "--+\n" in text:
        text = re.sub(_GRID, _spoken, text)
    return text


def _without_attributes(text: str) -> str:
    """A text without attributes behind links, pictures, code and words in brackets: `[wax]{.underline}`. Bold ones become so."""
    parts, end = [], 0
    for start, stop, form in sorted(_cuts(text)):
        parts += [text[end:start], form]
        end = stop
    return "".join((*parts, text[end:]))


def _cuts(text: str) -> Iterator[_Cut]:
    opened: list[re.Match[str]] = []
    for token in re.finditer(_TOKENS, text):
        if token["blank"]:
            opened.clear()
        elif token["opens"]:
            opened.append(token)
        elif token["raw"]:
            yield _Cut(token.start(), token.end(), token["code"][1:-1])
        elif token["dress"]:
            yield _Cut(*token.span("dress"), _lines(token["dress"]))
        elif token[0].startswith("]") and opened:
            yield from _undressed(text, opened.pop(), token) if token["attributes"] else ()


def _undressed(text: str, opening: re.Match[str], closing: re.Match[str]) -> Iterator[_Cut]:
    """What goes of a link or picture with attributes, or of words in brackets with some. `opening` and `closing` are the brackets."""
    attributes = closing["attributes"]
    if closing["target"]:
        yield _Cut(*closing.span("attributes"), _lines(attributes))
    elif opening[0] == "[":
        inside = text[opening.end() : closing.start()]
        bold = inside and inside == inside.strip() and "**" not in inside and re.search(BOLD, attributes)
        yield _Cut(*opening.span(), "**" if bold else "")
        yield _Cut(*closing.span(), ("**" if bold else "") + _lines(attributes))


def _lines(cut: str) -> str:
    return "\n" * cut.count("\n")


def _heading(found: re.Match[str]) -> str:
    """Nothing in place of the attributes at the end of a heading, unless they give its time; they stay where there is none."""
    text = found.string
    begin = text.rfind("\n", 0, found.start()) + 1
    is_heading = text.startswith("#", begin) or (text[begin : found.start()].strip() and re.compile(_UNDERLINE).match(text, found.end()))
    return _lines(found[0]) if is_heading and "t=" not in found[1].partition(" ")[0] else found[0]


def _spoken(table: re.Match[str]) -> str:
    """The rows of a table of who says what, as paragraphs; any other table unchanged."""
    rows: list[str] = []
    labels = 0
    begins = True
    for line in table[0].split("\n"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|", 1)] if "|" in line else []
        if begins and cells:
            labels += re.fullmatch(_LABEL, cells[0]) is not None
        elif cells and cells[0]:
            return table[0]  # two columns of text
        begins = not cells
        rows.append(" ".join(filter(None, cells)))
    return "\n".join(rows) if labels > 1 else table[0]
