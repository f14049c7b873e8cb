"""A post's Markdown and raw HTML as a sequence of blocks: what a block is, and what a paragraph is made of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from pipeline.content.markup import footnotes
from pipeline.content.markup.boxes import Box
from pipeline.content.markup.htmltree import Node, top_elements

BOLD = ("strong", "b")
ITALIC = ("em", "i")
ITEMISED = ("ul", "ol")
LISTS = (*ITEMISED, "dl")
BREAK = "\u2028"  # the line separator of Unicode
# Elements that are part of a line of text.
INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "q",
    "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_TAG = re.compile(r"<[^>]*>")
# The first tag of a serialised block: the lines that Markdown gives it, its other attributes, and the tag of the first child if the block
# begins with that.
_BEGINNING = re.compile(r'<(?:\w+ data-sourcepos="(\d{1,9}):\d+-(\d{1,9}):\d+")?([^>]*)>\s*(?:<(\w+|!))?')
_SPACE = re.compile(r"[^\S \n\u202f\u3000]")
_BARE = ("", "p")  # the attributes that `_BEGINNING` finds in the tag of a bare paragraph, with and without lines


class Piece(NamedTuple):
    """A child of a paragraph, whose `tag` is empty if it is plain text; or a cell of a table."""

    tag: str
    text: str
    html: str

    @property
    def inner(self) -> str:
        """What is in an element, as HTML."""
        return self.html[self.html.index(">") + 1 : self.html.rindex("<")]


class Block(NamedTuple):
    """A block of its own: a paragraph, heading, list, table, comment ... `html` is not sanitised; `text` has the line breaks of the source.

    `level` is 1 to 6 for a heading, else 0. `lead` is the tag of a paragraph's first child, empty if it begins with plain words, `summary`
    for the summary of a fold and `question` for a component or class of that name. A paragraph is `plain` if it holds nothing but words, of
    which the first may be in bold: no other element but marks of footnotes, no attribute, no character reference, no character that begins
    a macro or an aside, and no white space but line feeds and three kinds of blanks (U+0020, U+202F, U+3000). Most are.

    `nodes` are the block's nodes in the tree: several for loose text between raw tags, none if `prose` has read the block from the source.
    An `opened` block stands only for the start tag of an element, whose content follows as blocks of their own. `box` is that in which a block
    stands, the outermost if these are nested.
    """

    line: int
    tag: str
    text: str
    html: str
    nodes: tuple[Node, ...]
    level: int = 0
    lead: str = ""
    opened: bool = False
    plain: bool = False
    box: Box | None = None

    @property
    def comments(self) -> tuple[str, ...]:
        """The contents of the HTML comments in the block."""
        if "<!--" not in self.html:
            return ()
        inside = (node for top in self.nodes for node in top.traverse(include_text=True))
        return tuple(node.comment_content or "" for node in inside if node.is_comment_node)

    @property
    def inner(self) -> str:
        """The HTML between its tags."""
        return self.html[self.html.index(">") + 1 : self.html.rindex("<")]

    @property
    def broken(self) -> str:
        """The text with a `BREAK` for each `<br>`."""
        if "<br>" not in self.html:
            return self.text
        return "".join(node.text() for node in top_elements(self.html.replace("<br>", f"<br>{BREAK}")))

    def after(self, length: int) -> str:
        """The inner HTML of a paragraph without the first `length` characters of its text. Markup inside an element that is cut is lost."""
        start, end = self.html.index(">") + 1, self.html.rindex("<")
        inside = self.lead if length else ""
        begun = f"{self.text[:length]}</{inside}>" if inside else self.text[:length]
        at = self.html.find(">", start) + 1 if inside else start
        if self.html.startswith(begun, at):  # as mostly: a label alone in its element, or words alone, need no look at the tree
            return self.html[at + len(begun) : end]
        inner = self.html[start:end]
        taken = 0
        for child in self._children():
            text = child.text()
            if length < len(text):
                return _rest(child, text, length) + inner[taken + len(child.html or "") :]
            length -= len(text)
            taken += len(child.html or "")
            if not length:
                break
        return inner[taken:]

    def _children(self) -> Iterator[Node]:
        first, *others = self._tops()
        loose = first.is_text_node or first.tag in INLINE
        return iter((first, *others)) if loose else first.iter(include_text=True)

    def _tops(self) -> tuple[Node, ...]:
        return self.nodes or top_elements(self.html)

    def select(self, query: str) -> Iterator[Node]:
        """The elements in the block, itself included, that match a CSS query, in order; none if only the block's words are known."""
        if self.opened:
            return iter(self.nodes)
        return (found for node in self.nodes if node.is_element_node for found in node.css(query))

    @property
    def only_child(self) -> Piece | None:
        """The only element that a paragraph consists of; None if there is other text or another element."""
        pieces = [piece for piece in self.pieces() if piece.text.strip()]
        return pieces[0] if len(pieces) == 1 and pieces[0].tag else None

    @property
    def is_bold(self) -> bool:
        """Whether all of a paragraph or heading is in bold."""
        return self.lead in BOLD and self.only_child is not None

    def pieces(self) -> Iterator[Piece]:
        """The children of a paragraph or heading in order."""
        return (piece_of(child) for child in self._children() if not child.is_comment_node)


def piece_of(node: Node) -> Piece:
    """A node as a piece."""
    text = node.text()
    return Piece("", text, escape(text, quote=False)) if node.is_text_node else Piece(node.tag or "", text, node.html or "")


def _rest(node: Node, text: str, length: int) -> str:
    """The HTML of a node with this text without its first `length` characters."""
    kept = escape(text[length:], quote=False)
    return kept if node.is_text_node else f"<{node.tag}>{kept}</{node.tag}>"


def paragraph(line: int, text: str, html: str, nodes: tuple[Node, ...], lead: str = "") -> Block:
    """A paragraph of these nodes; `lead` is given if it is more than the tag of its first child."""
    begun = beginning(html)
    begun = begun._replace(lead=lead) if lead else begun
    return Block(line, "p", text, html, nodes, lead=begun.lead, plain=is_plain(html, text, begun))


def paragraphs(cuts: Sequence[tuple[int, str]]) -> tuple[Block, ...]:
    """Paragraphs cut out of others, made from their lines and inner HTML. Where that HTML cannot be in one paragraph, tags are removed."""
    nodes = _as_paragraphs([html for _, html in cuts])
    if len(nodes) != len(cuts):
        nodes = _as_paragraphs([_TAG.sub("", html) for _, html in cuts])
    return tuple(paragraph(line, node.text(), node.html or "", (node,)) for node, (line, _) in zip(nodes, cuts, strict=True))


def _as_paragraphs(inner: Iterable[str]) -> tuple[Node, ...]:
    return top_elements("".join(f"<p>{html.strip()}</p>" for html in inner))


class Beginning(NamedTuple):
    """How a serialised block begins.

    It covers the lines `first` to `last` of the rendered text, which are None for raw HTML, has other `attributes`, and begins with the
    element `lead`.
    """

    first: int | None
    last: int | None
    attributes: str
    lead: str


def beginning(html: str) -> Beginning:
    """How a block with this HTML begins."""
    found = _BEGINNING.match(html)
    first, last, attributes, lead = found.groups("") if found else ("", "", "", "")
    return Beginning(int(first), int(last), attributes, lead) if first else Beginning(None, None, attributes, lead)


def is_plain(html: str, text: str, begun: Beginning) -> bool:
    """Whether a paragraph is `plain`: see `Block`."""
    html = footnotes.without_marks(html)
    inner = html.find("<", html.find("<", 1) + 1) if begun.lead in BOLD else 0
    return (
        begun.attributes in _BARE
        and html.find("<", inner + 1) == len(html) - len("</p>")
        and not ("&" in html or "[" in text or "{" in text or "^" in text)
        and not ("%" in text and "%%" in text)
        and not ("=" in text and "==" in text)
        and not _SPACE.search(text)
    )
