"""A post's Markdown and raw HTML as one tree: rendered by comrak, parsed as HTML5 by lexbor, and read as a sequence of blocks.

Every block knows the line of the file in which it begins. Rendered Markdown carries its lines; raw HTML is searched for in the source.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from html import escape, unescape
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.content import boxes, footnotes, markdown, prose, swallowing
from pipeline.content.boxes import Box
from pipeline.content.prose import PlainBlock
from pipeline.content.source import Source

BOLD = ("strong", "b")
ITALIC = ("em", "i")
BREAK = "\u2028"  # the line separator of Unicode
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEVELS = {tag: level for level, tag in enumerate(_HEADINGS, 1)}
_LEAVES = frozenset((*_HEADINGS, "p", "ul", "ol", "dl", "pre", "blockquote", "table", "hr", "iframe", "figure", "-comment"))
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "q",
    "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_BLOCK_QUERY = ", ".join((*_HEADINGS, "p", "ul", "ol", "pre", "blockquote", "table", "div", "iframe"))
_PLAYERS = ("audio", "video")  # their words are for browsers that know none; if one is left unclosed, it contains all that follows
# The summary of a fold, and the component of a question in MDX.
_ASKING = ("summary", "question")
# Elements without text for readers. A form is not among them: if it is left unclosed, it contains all that follows.
_UNREAD = ("script", "style", "template", "textarea", "select", "button", "input", "svg", "math", "title", "meta", "base", "link")
# Classes of boxes that ask for a subscription, in exports of Substack and Ghost.
_WIDGETS = (
    "subscription-widget-wrap",
    "subscription-widget-wrap-editor",
    "button-wrapper",
    "kg-button-card",
    "kg-signup-card",
    "kg-cta-card",
)
# In the address of a mark that leads to a footnote or back, as Substack, Word and pandoc write them.
_NOTED = ("#footnote", "#_ftn", "#fn")
_HOLDS_UNREAD = re.compile(rf"<(?:{'|'.join(_UNREAD)})", re.IGNORECASE)
# An HTML parser moves paragraphs out of a raw table and leaves the line ends between them inside (HTML 13.2.6.1).
_TABLE = re.compile("<table", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,9}):\d+-(\d{1,9}):\d+")
_TAG = re.compile(r"<[^>]*>")
# The first tag of a serialised block: the lines that Markdown gives it, its other attributes, and the tag of the first child if the block
# begins with that.
_BEGINNING = re.compile(r'<(?:\w+ data-sourcepos="(\d{1,9}):\d+-(\d{1,9}):\d+")?([^>]*)>\s*(?:<(\w+|!))?')
_SPACE = re.compile(r"[^\S \n\u202f\u3000]")
_CLASS_OF_QUESTION = re.compile(r"""\bclass="(?:[^"]*\s)?(?:interview-?)?(?:question|interviewer)["\s]""")
_BARE = ("", "p")  # the attributes that `_BEGINNING` finds in the tag of a bare paragraph, with and without lines

# Nested elements take lexbor and nh3 quadratic time, so they are refused beyond this depth.
_DEEPEST = 500


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
    for the summary of a fold and `question` for a component or class of that name. A paragraph is `plain` if it holds nothing but words, of which the
    first may be in bold: no other element but marks of footnotes, no attribute, no character reference, no character that begins a macro or an aside, and no white
    space but line feeds and three kinds of blanks (U+0020, U+202F, U+3000). Most are.

    `nodes` are the block's nodes in the tree: several for loose text between raw tags, none if `prose` has read the block from the source.
    An `opened` block stands only for the start tag of an element, whose content follows as blocks of their own. `box` is that in which a block
    stands, the outermost if these are nested.
    """

    line: int
    tag: str
    text: str
    html: str
    nodes: tuple[LexborNode, ...]
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
    def broken(self) -> str:
        """The text with a `BREAK` for each `<br>`."""
        if "<br>" not in self.html:
            return self.text
        return "".join(node.text() for node in _tops(self.html.replace("<br>", f"<br>{BREAK}")))

    def after(self, length: int) -> str:
        """The inner HTML of a paragraph without the first `length` characters of its text. Markup inside an element that is cut is lost."""
        start, end = self.html.index(">") + 1, self.html.rindex("<")
        inside = self.lead if length else ""
        begun = f"{self.text[:length]}</{inside}>" if inside else self.text[:length]
        at = self.html.find(">", start) + 1 if inside else start
        if self.html.startswith(begun, at):
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

    def _children(self) -> Iterator[LexborNode]:
        first, *others = self._tops()
        loose = first.is_text_node or first.tag in _INLINE
        return iter((first, *others)) if loose else first.iter(include_text=True)

    def _tops(self) -> tuple[LexborNode, ...]:
        return self.nodes or _tops(self.html)

    def select(self, query: str) -> Iterator[LexborNode]:
        """The elements in the block, itself included, that match a CSS query, in order; none if only the block's words are known."""
        if self.opened:
            return iter(self.nodes)
        return (found for node in self.nodes if node.is_element_node for found in node.css(query))

    @property
    def only_child(self) -> Piece | None:
        """The only element that a paragraph consists of; None if there is other text or another element."""
        pieces = [piece for piece in self.pieces() if piece.text.strip()]
        return pieces[0] if len(pieces) == 1 and pieces[0].tag else None

    def pieces(self) -> Iterator[Piece]:
        """The children of a paragraph or heading in order."""
        return (_piece(child) for child in self._children() if not child.is_comment_node)


_NO_TERM = Piece("dt", "", "")


def _piece(node: LexborNode) -> Piece:
    text = node.text()
    return Piece("", text, escape(text, quote=False)) if node.is_text_node else Piece(node.tag or "", text, node.html or "")


def _rest(node: LexborNode, text: str, length: int) -> str:
    kept = escape(text[length:], quote=False)
    return kept if node.is_text_node else f"<{node.tag}>{kept}</{node.tag}>"


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
        document = _document(rest, first_line, rows)
        if not rows:  # a sign that was not found again was inside something else, such as code
            return document
    return _document(text, first_line, {})


def _document(text: str, first_line: int, rows: dict[int, list[PlainBlock]]) -> Document:
    """The document of a text in which a sign stands for each of `rows`, by its line.

    A row is removed from `rows` when its sign is found.
    """
    source = Source(text, first_line)
    html, found = swallowing.closed(markdown.render(text))
    unclosed = tuple(_unclosed(found, source))
    _refuse_depth(html)
    if 'class="footnote' in html:
        html = footnotes.numbered(html)
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    body = tree.body
    if body is None:
        return Document((), (), source, unclosed)
    _remove_unread(tree, text)
    noted: tuple[Block, ...] = ()
    if 'class="footnote' in html:
        for mark in tree.css("sup.footnote-ref, a.footnote-backref"):
            mark.decompose()
        for section in tree.css("section.footnotes, div.footnotes, div.footnote"):
            noted = (*noted, *_blocks(section, source, {}))
            section.decompose()
    return Document(tuple(_blocks(body, source, rows)), noted, source, unclosed)


def _remove_unread(tree: LexborHTMLParser, text: str) -> None:
    """Take out of a text's tree what holds no words of it: scripts and forms, newsletters' widgets, the marks of footnotes that it writes itself."""
    if _HOLDS_UNREAD.search(text):
        for unread in tree.css(", ".join(_UNREAD)):
            unread.decompose()
    if any(name in text for name in _WIDGETS):
        for widget in tree.css(", ".join(f".{name}" for name in _WIDGETS)):
            if "youtu" not in (widget.html or ""):  # a button may lead to the video
                widget.decompose()
    if any(mark in text for mark in _NOTED):
        for link in tree.css(", ".join(f'a[href*="{mark}"]' for mark in _NOTED)):
            if not link.text().strip("[]↩\ufe0e ").strip("0123456789"):
                link.decompose()


def _unclosed(found: Iterable[swallowing.Opening], source: Source) -> Iterator[Unclosed]:
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


class Places:
    """Finds the lines of elements in one block; they have to be asked for in order."""

    def __init__(self, source: Source, block: Block) -> None:
        self._source = source
        self._cursor = source.offset_of_line(block.line)

    def line_of(self, node: LexborNode) -> int:
        """The line of the file in which an element begins."""
        span = _span(node)
        found = self._source.offset_of_rendered(span[0]) if span else self._source.seek(f"<{node.tag}", self._cursor)
        if found is None:
            return self._source.line_at(self._cursor)
        self._cursor = max(self._cursor, found + (0 if span else 1))
        return self._source.line_at(found)


def _span(node: LexborNode) -> tuple[int, int] | None:
    """The first and last line, in the rendered text, of an element that Markdown made."""
    written = node.attributes.get("data-sourcepos") if node.is_element_node else None
    found = _SPAN.fullmatch(written) if written else None
    return (int(found[1]), int(found[2])) if found else None


_RAW = (None, None)
# A block, and the last line of the rendered text that it covers. For raw HTML this is None, and the block has no line yet.
_Leaf = tuple[Block, int | None]


def inside(block: Block, source: Source) -> tuple[Block, ...]:
    """The content of a list or quotation, as blocks of their own."""
    return tuple(_blocks(block.nodes[0], source, {}, block.line))


def items(block: Block, source: Source) -> tuple[tuple[Block, ...], ...]:
    """The content of each item of a list, as blocks of their own."""
    places = Places(source, block)
    found = ((item, places.line_of(item)) for item in block.nodes[0].iter())
    return tuple(blocks for item, line in found if (blocks := tuple(_blocks(item, source, {}, line))))


def rows(block: Block, source: Source) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """The line of each row of a table, and its cells."""
    places = Places(source, block)
    return ((places.line_of(row), tuple(map(_piece, row.css("td, th")))) for row in block.select("tr"))


def definitions(block: Block, source: Source) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """The line of each definition in a list, and its term, empty if that has another definition above, with the definition."""
    places = Places(source, block)
    term = _NO_TERM
    for node in block.select("dt, dd"):
        line = places.line_of(node)
        if node.tag == "dt":
            term = _piece(node)
        else:
            yield line, (term, _piece(node))
            term = _NO_TERM


def paragraphs(cuts: Sequence[tuple[int, str]]) -> tuple[Block, ...]:
    """Paragraphs cut out of others, made from their lines and inner HTML. Where that HTML cannot be in one paragraph, tags are removed."""
    nodes = _paragraphs([html for _, html in cuts])
    if len(nodes) != len(cuts):
        nodes = _paragraphs([_TAG.sub("", html) for _, html in cuts])
    return tuple(_paragraph(node, line) for node, (line, _) in zip(nodes, cuts, strict=True))


def _paragraph(node: LexborNode, line: int) -> Block:
    html, text = node.html or "", node.text()
    begun = _begun(html)
    return Block(line, "p", text, html, (node,), lead=begun.lead, plain=_is_plain(html, text, begun))


def _paragraphs(inner: Iterable[str]) -> tuple[LexborNode, ...]:
    return _tops("".join(f"<p>{html.strip()}</p>" for html in inner))


def _tops(html: str) -> tuple[LexborNode, ...]:
    """The top-level elements of an HTML text."""
    body = LexborHTMLParser(html).body
    return tuple(body.iter()) if body is not None else ()


def _read_from_source(row: Iterable[PlainBlock], source: Source) -> Iterator[Block]:
    """The paragraphs and headings that a sign stands for."""
    before = source.line_of_rendered(1) - 1
    for line, signs, bold, words in row:
        if signs:
            tag = f"h{len(signs)}"
            yield Block(before + line, tag, words, f"<{tag}>{words}</{tag}>", (), len(signs))
        elif bold:
            html = f"<p><strong>{bold}</strong>{words}</p>"
            yield Block(before + line, "p", f"{bold}{words}", html, (), lead="strong", plain=True)
        else:
            yield Block(before + line, "p", words, f"<p>{words}</p>", (), plain=True)


def _blocks(top: LexborNode, source: Source, rows: dict[int, list[PlainBlock]], line: int = 0) -> Iterator[Block]:
    """The leaves of a tree in order, with their lines. Raw HTML is searched for between the Markdown around it, at or after `line`.

    A row is removed from `rows` when its sign is found among the leaves.
    """
    known = source.rendered_of_line(line) - 1 if line else 0
    above = line
    raw: list[Block] = []
    for block, last in _in_boxes(_leaves(top, source)):
        if last is None:
            raw.append(block)
            continue
        if raw:
            yield from _raw_blocks(raw, source, above, source.offset_of_rendered(known + 1), source.offset_of_line(block.line))
            raw = []
        known, above = last, block.line
        if block.text == prose.SIGN and block.plain and not block.lead and (row := rows.pop(last, None)):
            inner = _read_from_source(row, source)
            yield from (each._replace(box=block.box) for each in inner) if block.box else inner
            known = above = row[-1].last_line
        elif block.tag != "li":  # the tag of a list item alone says nothing
            yield block
    yield from _raw_blocks(raw, source, above, source.offset_of_rendered(known + 1), len(source.text))


def _raw_blocks(blocks: Iterable[Block], source: Source, above: int, begin: int, end: int) -> Iterator[Block]:
    """Blocks of raw HTML with their lines, searched for in order between two offsets of the source.

    What is not there is in the Markdown before it, which begins in the line `above`, and which its tag has ended: `Wax<p>Honey`.
    """
    cursor, inside = begin, source.offset_of_line(above)
    for block in blocks:
        needle = _needle(block)
        found = source.seek(needle, cursor, end) if needle else None
        within = source.seek(needle, inside, begin) if needle and found is None else None
        if found is not None:
            cursor = found + 1
        elif within is not None:
            inside = within + 1
        yield block._replace(line=source.line_at(next((at for at in (found, within) if at is not None), cursor)))


def _needle(block: Block) -> str:
    """The text to search for to find a raw block: its tag, or the first words of a loose paragraph."""
    first = block.nodes[0]
    if first.is_text_node:
        return first.text().lstrip()[:20].partition("\n")[0].rstrip()
    return "<!--" if block.tag == "-comment" else f"<{first.tag}"


def _leaves(top: LexborNode, source: Source) -> Iterator[_Leaf]:
    """The leaves of a tree: containers are opened, and adjacent words and inline elements are joined.

    Without recursion, since the author sets the depth.
    """
    loose: list[LexborNode] = []
    waiting = [top.iter(include_text=True)]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        elif (tag := node.tag or "") == "-text" and not loose and node.text().isspace():
            continue
        elif tag == "-text" or (tag in _INLINE and (node.child is None or not node.any_css_matches((_BLOCK_QUERY,)))):
            loose.append(node)
            continue
        if loose:
            yield _loose(tuple(loose), source)
            loose = []
        if node is None:
            continue
        if tag in _ASKING and (words := _words_of(node)):
            yield _loose(words, source, lead=tag)
        elif tag in _LEAVES or node.child is None or (tag in _PLAYERS and not node.any_css_matches((_BLOCK_QUERY,))):
            yield _leaf(node, tag, source)
        else:
            if node.attributes:
                first, _ = _span(node) or _RAW
                yield Block(source.line_of_rendered(first), tag, "", "", (node,), opened=True), first and first - 1
            waiting.append(node.iter(include_text=True))


def _in_boxes(leaves: Iterable[_Leaf]) -> Iterator[_Leaf]:
    """The leaves, each with the box in which it stands, without the comments around these. The title of a box within another is one of them."""
    box, depth, number = None, 0, 0
    for block, last in leaves:
        comment = (block.nodes[0].comment_content or "") if block.tag == "-comment" else None
        if comment is not None and (title := boxes.opened(comment)) is not None:
            depth, number = depth + 1, number + 1
            if box and title:
                yield block._replace(tag="p", text=unescape(title), html=Box(number, title).heading, box=box), last
            box = box or Box(number, title)
        elif comment is not None and boxes.closes(comment):
            depth = max(0, depth - 1)
            box = box if depth else None
        else:
            yield (block._replace(box=box), last) if box else (block, last)


def _words_of(node: LexborNode) -> tuple[LexborNode, ...]:
    """What an element without blocks contains, or its only paragraph; nothing if there is more, or nothing but white space."""
    blocks = node.css(_BLOCK_QUERY)
    if [block.tag for block in blocks] == ["p"]:
        node = blocks[0]
    elif blocks:
        return ()
    nodes = tuple(node.iter(include_text=True))
    return () if all(each.is_text_node and each.text().isspace() for each in nodes) else nodes


def _leaf(node: LexborNode, tag: str, source: Source) -> _Leaf:
    html, text = node.html or "", "" if tag in _PLAYERS else node.text()
    begun = _begun(html)
    line, last = source.line_of_rendered(begun.first), begun.last
    if tag not in _LEAVES:
        html = f"<p>{html}</p>"
        begun = _begun(html)
    plain = tag == "p" and _is_plain(html, text, begun)
    lead = "question" if tag == "p" and begun.attributes and _CLASS_OF_QUESTION.search(begun.attributes) else begun.lead
    level = _LEVELS.get(tag, 0)
    if level > 1 and "<img" in html and not text.strip():  # as html2text leaves a picture above its caption
        level = 0
    return Block(line, tag, text, html, (node,), level, lead, plain=plain), last


def _loose(nodes: tuple[LexborNode, ...], source: Source, lead: str = "") -> _Leaf:
    """Inline nodes between blocks, as a paragraph. Its line is that of its first word."""
    first, last = _span(nodes[0]) or _RAW
    nodes = _stripped(nodes)
    html = f"<p>{''.join(node.html or '' for node in nodes)}</p>"
    text = "".join(node.text() for node in nodes)
    begun = _begun(html)
    begun = begun._replace(lead=lead) if lead else begun
    return Block(source.line_of_rendered(first), "p", text, html, nodes, lead=begun.lead, plain=_is_plain(html, text, begun)), last


def _stripped(nodes: tuple[LexborNode, ...]) -> tuple[LexborNode, ...]:
    """Inline nodes without the white space that they begin with, so that lines counted in them begin with the first word."""
    first, *others = nodes
    if not first.is_text_node or not (text := first.text())[:1].isspace():
        return nodes
    body = LexborHTMLParser(escape(text.lstrip(), quote=False)).body
    return (*(body.iter(include_text=True) if body else ()), *others)


class _Beginning(NamedTuple):
    """How a serialised block begins.

    It covers the lines `first` to `last` of the rendered text, which are None for raw HTML, has other `attributes`, and begins with the
    element `lead`.
    """

    first: int | None
    last: int | None
    attributes: str
    lead: str


def _begun(html: str) -> _Beginning:
    found = _BEGINNING.match(html)
    first, last, attributes, lead = found.groups("") if found else ("", "", "", "")
    return _Beginning(int(first), int(last), attributes, lead) if first else _Beginning(*_RAW, attributes, lead)


def _is_plain(html: str, text: str, begun: _Beginning) -> bool:
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
