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

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEAVES = frozenset((*HEADINGS, "p", "ul", "ol", "dl", "pre", "blockquote", "table", "hr", "iframe", "figure", "-comment"))
_INLINE = frozenset(
    ("-text", "a", "abbr", "b", "bdi", "br", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr")
)  # fmt: skip
_BLOCK_QUERY = ", ".join((*HEADINGS, "p", "ul", "ol", "pre", "blockquote", "table", "div", "iframe"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A child of a paragraph: `tag` is empty for plain text."""

    tag: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list, table, comment ... that stands by itself. `nodes` are more than one for loose text between raw tags."""

    line: int
    tag: str
    nodes: tuple[LexborNode, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """Words as a reader sees them; lines of the source keep their breaks."""
        return "".join(node.text() for node in self.nodes)

    @property
    def html(self) -> str:
        """Unsanitised."""
        inner = "".join(node.html or "" for node in self.nodes)
        return f"<p>{inner}</p>" if self.nodes[0].tag in _INLINE else inner

    @property
    def level(self) -> int:
        """1 to 6 of a heading, 0 otherwise."""
        return HEADINGS.index(self.tag) + 1 if self.tag in HEADINGS else 0

    @property
    def comment(self) -> str:
        """What a comment says; empty for other blocks."""
        return (self.nodes[0].comment_content or "").strip() if self.tag == "-comment" else ""

    def select(self, query: str) -> tuple[LexborNode, ...]:
        """Elements of the block that match a CSS query, the block itself included, in order."""
        return tuple(found for node in self.nodes if node.tag not in ("-text", "-comment") for found in node.css(query))

    def pieces(self) -> tuple[Piece, ...]:
        """The children of a paragraph or heading in order."""
        children = self.nodes if self.nodes[0].tag in _INLINE else self.nodes[0].iter(include_text=True)
        return tuple(_piece(child) for child in children)


def _piece(node: LexborNode) -> Piece:
    tag = node.tag or ""
    if tag == "-text":
        text = node.text()
        return Piece("", text, escape(text, quote=False))
    return Piece("" if tag == "-comment" else tag, node.text(), node.html or "")


class _Source:
    """The text that was rendered: where a line begins, and where a raw tag stands."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text, self.first_line = text, first_line
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.absent: set[str] = set()

    def offset(self, line: int) -> int:
        index = min(max(line, 1), len(self.starts)) - 1
        return self.starts[index]

    def line(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def seek(self, needle: str, offset: int) -> int:
        """Where `needle` stands at or after `offset`; `offset` itself where it does not (lexbor adds elements of its own)."""
        if needle in self.absent:
            return offset
        found = re.compile(re.escape(needle), re.IGNORECASE | re.ASCII).search(self.text, offset)
        if found is None:
            self.absent.add(needle)
            return offset
        return found.start()


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a post in order."""

    blocks: tuple[Block, ...]


def parse(text: str, first_line: int = 1) -> Document:
    """Read Markdown whose first line is line `first_line` of its file."""
    html = markdown.render(text)
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    body = tree.body
    if body is None:
        return Document(())
    return Document(tuple(_blocks(body, _Source(text, first_line), first_line)))


def _span(node: LexborNode) -> tuple[int, int] | None:
    """First and last source line of an element that Markdown made."""
    written = node.attributes.get("data-sourcepos") if node.tag not in ("-text", "-comment") else None
    found = re.fullmatch(r"(\d{1,9}):\d+-(\d{1,9}):\d+", written or "")
    return (int(found[1]), int(found[2])) if found else None


def _blocks(body: LexborNode, source: _Source, first_line: int) -> Iterator[Block]:
    """The tree's leaves in order, containers opened, loose inline nodes gathered; without recursion, as depth is the author's."""
    cursor = 0
    loose: list[LexborNode] = []
    stack = [body.child]
    while stack:
        node = stack.pop()
        if node is None:
            if loose:
                yield from _loose(loose, first_line - 1 + source.line(cursor))
                loose = []
            continue
        stack.append(node.next)
        tag = node.tag or ""
        if tag in _INLINE and (tag == "-text" or not node.any_css_matches((_BLOCK_QUERY,))):
            loose.append(node)
            continue
        if loose:
            yield from _loose(loose, first_line - 1 + source.line(cursor))
            loose = []
        span = _span(node)
        if span:
            cursor = max(cursor, source.offset(span[0]))
        else:
            cursor = source.seek("<!--" if tag == "-comment" else f"<{tag}", cursor)
        line = source.line(cursor)
        if tag in _LEAVES:
            yield Block(first_line - 1 + line, tag, (node,))
            cursor = max(cursor + 1, source.offset(span[1] + 1)) if span else cursor + 1
        elif node.child is not None:
            cursor += 1
            stack.append(node.child)
        else:
            yield Block(first_line - 1 + line, tag, (node,))
            cursor += 1


def _loose(nodes: list[LexborNode], line: int) -> Iterator[Block]:
    if any((node.tag != "-text" or node.text().strip()) for node in nodes):
        yield Block(line, "p", tuple(nodes))
