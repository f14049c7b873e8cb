"""A post's Markdown and raw HTML, rendered by comrak and read as blocks.

Every block knows the line of the file in which it begins. Rendered Markdown carries its lines; raw HTML is searched for in the source.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from pipeline.content.markup import blocks, footnotes, htmltree, markdown, prose, swallowing, unread
from pipeline.content.markup.block import Block
from pipeline.content.markup.htmltree import Node
from pipeline.content.markup.prose import PlainBlock
from pipeline.content.markup.source import Source

# An HTML parser moves paragraphs out of a raw table and leaves the line ends between them inside (HTML 13.2.6.1).
_TABLE = re.compile("<table", re.IGNORECASE)

# Breaks that the text of their tree would leave out: behind bold, which may be a label, and between two words. Chinese and Japanese words need no
# blank, and times in a list have one.
_BREAK = r"""(?x)(?:(?<=</strong>)|(?<=</b>))(?:<br[ ]?/?>)+(?!\s)
    |(?<=[^\s\u2e80-\uffdf])<br[ ]?/?>(?=[“"‘'«¿¡(]?[^\W\d_])
    |<br[ ]?/?>(?=[“"‘'«¿¡(]?[^\W\d_\u2e80-\uffdf])"""
# Nested elements take lexbor and nh3 quadratic time, so they are refused beyond this depth.
_DEEPEST = 500


class Unclosed(NamedTuple):
    """A tag that is not closed. If it is `closable`, nothing is lost; otherwise nothing behind it can be read."""

    line: int
    tag: str
    closable: bool


class Document(NamedTuple):
    """The blocks of a post in order, and its footnotes, whose marks are elements without text."""

    blocks: tuple[Block, ...]
    footnotes: tuple[Block, ...]
    source: Source
    unclosed: tuple[Unclosed, ...] = ()

    def outside(self, lines: Collection[int]) -> "Document":
        """The document without the blocks from the first to the last of these lines."""
        first, last = min(lines, default=0), max(lines, default=0)
        return self._replace(blocks=tuple(block for block in self.blocks if not first <= block.line <= last))


class TooDeepError(Exception):
    """Elements are nested more deeply than any text needs."""


def parse(text: str, first_line: int = 1) -> Document:
    """Read Markdown whose first line is line `first_line` of its file. Raises `TooDeepError`."""
    rest, rows = prose.set_aside(text)
    if not _TABLE.search(rest):
        document = _read(rest, first_line, rows)
        if not rows:  # a sign that was not found again was inside something else, such as code
            return document
    return _read(text, first_line, {})


def _read(text: str, first_line: int, rows: dict[int, list[PlainBlock]]) -> Document:
    """The document of a text in which a sign stands for each of `rows`, by its line.

    A row is removed from `rows` when its sign is found.
    """
    source = Source(text, first_line)
    html, found = swallowing.closed(markdown.render(text))
    if "<br" in html:
        html = re.sub(_BREAK, r"\g<0>\n", html)
    unclosed = tuple(_unclosed(found, source))
    _refuse_depth(html)
    has_notes = 'class="footnote' in html
    if has_notes:
        html = footnotes.numbered(html)
    body = htmltree.body(f"<!doctype html><body>{html}")
    if body is None:
        return Document((), (), source, unclosed)
    unread.remove(body, text)
    noted = tuple(_taken_notes(body, source)) if has_notes else ()
    return Document(tuple(blocks.read(body, source, rows)), noted, source, unclosed)


def _taken_notes(body: Node, source: Source) -> Iterator[Block]:
    """The blocks of the footnotes, which are taken out of the tree, with what leads to them and back."""
    for mark in body.css("sup.footnote-ref, a.footnote-backref"):
        mark.decompose()
    for section in body.css("section.footnotes, div.footnotes, div.footnote"):
        yield from blocks.read(section, source, {})
        section.decompose()


def _unclosed(found: Iterable[swallowing.Opening], source: Source) -> Iterator[Unclosed]:
    """The tags that are not closed, in order, with their lines: where they are written behind the Markdown that begins before them."""
    cursor = 0
    for opening in found:
        cursor = max(cursor, source.offset_of_rendered(opening.after))
        for _ in range(opening.skipped):
            at = source.seek(opening.written, cursor)
            cursor = cursor if at is None else at + 1
        at = source.seek(opening.written, cursor)
        yield Unclosed(source.line_at(cursor if at is None else at), opening.tag, opening.closable)
        cursor = cursor if at is None else at + 1


def _refuse_depth(html: str) -> None:
    """Raise `TooDeepError` if elements are nested too deeply. That takes very many tags, so most texts need no look."""
    if html.count("<") < 4 * _DEEPEST:
        return
    depth = 0
    for tag in re.finditer(r"<(/?)(?!(?:br|hr|img|p|li|td|tr|th|input|wbr)\b)[a-zA-Z]", html):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > _DEEPEST:
            raise TooDeepError
