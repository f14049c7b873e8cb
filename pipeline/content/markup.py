"""One tree for a post's Markdown and its raw HTML: rendered by comrak, parsed as HTML5 by lexbor, and read as a row of blocks.

Every block knows the line of the file it begins in. Rendered Markdown brings its lines along; raw HTML is looked up in the source.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.content import markdown

BOLD = ("strong", "b")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEVELS = {tag: level for level, tag in enumerate(_HEADINGS, 1)}
_LEAVES = frozenset((*_HEADINGS, "p", "ul", "ol", "dl", "pre", "blockquote", "table", "hr", "iframe", "figure", "-comment"))
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ],
)
_BLOCK_QUERY = ", ".join((*_HEADINGS, "p", "ul", "ol", "pre", "blockquote", "table", "div", "iframe"))
# What holds no text for readers. A form is opened, as one left unclosed holds all that follows.
_UNREAD = "script, style, template, textarea, select, button, input, svg, math, title, meta, base, link"
_SPAN = re.compile(r"(\d{1,9}):\d+-(\d{1,9}):\d+")

# Elements within elements beyond this depth take lexbor and nh3 quadratic time.
_DEEPEST = 500


@dataclass(frozen=True, slots=True)
class Piece:
    """A child of a paragraph: `tag` is empty for plain text."""

    tag: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list, table, comment ... that stands by itself. `html` is not sanitised; `text` keeps the line breaks of the source.

    Loose text between raw tags is a paragraph of several nodes. A block that is `opened` stands for the tag of an element alone: what is
    inside follows as blocks of their own.
    """

    line: int
    tag: str
    text: str
    html: str = field(repr=False)
    nodes: tuple[LexborNode, ...] = field(repr=False)
    opened: bool = False

    @property
    def level(self) -> int:
        """1 to 6 of a heading, 0 otherwise."""
        return _LEVELS.get(self.tag, 0)

    @property
    def loose(self) -> bool:
        """Whether the nodes are the paragraph's children rather than the paragraph."""
        return self.nodes[0].is_text_node or self.nodes[0].tag in _INLINE

    @property
    def comments(self) -> tuple[str, ...]:
        """What HTML comments in the block say."""
        if "<!--" not in self.html:
            return ()
        inside = (node for top in self.nodes for node in top.traverse(include_text=True))
        return tuple(node.comment_content or "" for node in inside if node.is_comment_node)

    @property
    def lead(self) -> str:
        """The tag of a paragraph's first child, empty where it begins with plain words."""
        node = self.nodes[0] if self.loose else self.nodes[0].child
        return (node.tag or "").removeprefix("-text") if node is not None else ""

    def select(self, query: str) -> Iterator[LexborNode]:
        """Elements of the block that match a CSS query, the block itself included, in order."""
        if self.opened:
            return iter(self.nodes)
        return (found for node in self.nodes if node.is_element_node for found in node.css(query))

    def pieces(self) -> Iterator[Piece]:
        """The children of a paragraph or heading in order."""
        children = self.nodes if self.loose else self.nodes[0].iter(include_text=True)
        return (_piece(child) for child in children if not child.is_comment_node)


def _piece(node: LexborNode) -> Piece:
    text = node.text()
    return Piece("", text, escape(text, quote=False)) if node.is_text_node else Piece(node.tag or "", text, node.html or "")


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a post in order, and its footnotes, whose marks are taken out of the text."""

    blocks: tuple[Block, ...]
    footnotes: tuple[Block, ...]
    source: "Source"


class TooDeepError(Exception):
    """Elements are nested deeper than any text needs."""


def parse(text: str, first_line: int = 1) -> Document:
    """Read Markdown whose first line is line `first_line` of its file. Raises TooDeepError."""
    html = markdown.render(text)
    source = Source(text, first_line)
    _measure(html)
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    body = tree.body
    if body is None:
        return Document((), (), source)
    for unread in tree.css(_UNREAD):
        unread.decompose()
    footnotes: tuple[Block, ...] = ()
    if 'class="footnote' in html:
        for mark in tree.css("sup.footnote-ref, a.footnote-backref"):
            mark.decompose()
        for section in tree.css("section.footnotes"):
            footnotes = (*footnotes, *_blocks(section, source))
            section.decompose()
    return Document(tuple(_blocks(body, source)), footnotes, source)


def _measure(html: str) -> None:
    """Refuse what is nested too deeply. Only a great many tags can be, so that most texts are not looked at."""
    if html.count("<") < 4 * _DEEPEST:
        return
    depth = 0
    for tag in re.finditer(r"<(/?)(?!(?:br|hr|img|p|li|td|tr|th|input|wbr)\b)[a-zA-Z]", html):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > _DEEPEST:
            raise TooDeepError


class Source:
    """The text that was rendered: where a line begins, and where a raw tag stands."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self._before = first_line - 1
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._absent: set[str] = set()

    def offset(self, line: int) -> int:
        """Where a line of the rendered text begins."""
        return self._starts[min(max(line, 1), len(self._starts)) - 1]

    def line(self, offset: int) -> int:
        """The line of the file that an offset lies in."""
        return self._before + bisect_right(self._starts, offset)

    def beginning(self, line: int) -> int:
        """Where a line of the file begins."""
        return self.offset(line - self._before)

    def seek(self, needle: str, offset: int) -> int:
        """Where `needle` stands at or after `offset`; `offset` itself where it does not (lexbor adds elements of its own)."""
        if needle in self._absent:
            return offset
        found = re.compile(re.escape(needle), re.IGNORECASE | re.ASCII).search(self.text, offset)
        if found is None:
            self._absent.add(needle)
            return offset
        return found.start()


class Places:
    """The lines of elements inside one block, asked for in their order."""

    def __init__(self, source: Source, block: Block) -> None:
        self._source = source
        self._cursor = source.beginning(block.line)

    def line_of(self, node: LexborNode) -> int:
        """The line of the file that an element begins in."""
        span = _span(node)
        found = self._source.offset(span[0]) if span else self._source.seek(f"<{node.tag}", self._cursor)
        self._cursor = max(self._cursor, found + (0 if span else 1))
        return self._source.line(found)


def _span(node: LexborNode) -> tuple[int, int] | None:
    """First and last line of the rendered text that an element of Markdown's own covers."""
    written = node.attributes.get("data-sourcepos") if node.is_element_node else None
    found = _SPAN.fullmatch(written) if written else None
    return (int(found[1]), int(found[2])) if found else None


def _blocks(top: LexborNode, source: Source) -> Iterator[Block]:
    """The tree's leaves in order, containers opened, loose inline nodes gathered; without recursion, as depth is the author's."""
    cursor = 0
    loose: list[LexborNode] = []
    waiting = [top.child]
    while waiting:
        node = waiting.pop()
        tag = node.tag or "" if node is not None else ""
        if node is not None:
            waiting.append(node.next)
            if node.is_text_node:
                if loose or node.text().strip():
                    loose.append(node)
                continue
            if tag in _INLINE and (node.child is None or not node.any_css_matches((_BLOCK_QUERY,))):
                loose.append(node)
                continue
        if loose:
            yield from _loose(loose, source, cursor)
            loose = []
        if node is None:
            continue
        span = _span(node)
        cursor = max(cursor, source.offset(span[0])) if span else source.seek("<!--" if tag == "-comment" else f"<{tag}", cursor)
        if tag in _LEAVES or node.child is None:
            yield Block(source.line(cursor), tag, node.text(), node.html or "", (node,))
            cursor = max(cursor + 1, source.offset(span[1] + 1)) if span else cursor + 1
        else:
            if node.attributes:
                yield Block(source.line(cursor), tag, "", "", (node,), opened=True)
            waiting.append(node.child)
            cursor += 1


def _loose(nodes: list[LexborNode], source: Source, cursor: int) -> Iterator[Block]:
    text = "".join(node.text() for node in nodes)
    html = "".join(node.html or "" for node in nodes)
    if html.strip():
        first = next((node for node in nodes if node.is_element_node), None)
        lead = text.lstrip()[:20].partition("\n")[0] if nodes[0].is_text_node else ""
        at = source.seek(lead, cursor) if lead else source.seek(f"<{first.tag}", cursor) if first is not None else cursor
        yield Block(source.line(at), "p", text, f"<p>{html}</p>", tuple(nodes))
