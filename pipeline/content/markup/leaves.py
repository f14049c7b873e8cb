"""The leaves of an HTML tree: its blocks as they are read, without the lines of those of raw HTML."""

from collections.abc import Iterator
from html import escape

from pipeline.content.markup import htmltree
from pipeline.content.markup.block import INLINE, ITEMISED, LISTS, Block, beginning, is_plain, paragraph
from pipeline.content.markup.htmltree import Node, span
from pipeline.content.markup.source import Source
from pipeline.content.text.pattern import compiled
from pipeline.content.text.sentences import STATING_ENDS

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEVELS = {tag: level for level, tag in enumerate(_HEADINGS, 1)}
_LEAVES = frozenset((*_HEADINGS, "p", *LISTS, "pre", "blockquote", "table", "hr", "iframe", "figure", "-comment"))
_BLOCK_QUERY = ", ".join((*_HEADINGS, "p", *ITEMISED, "pre", "blockquote", "table", "div", "iframe"))
_PLAYERS = ("audio", "video")  # their words are for browsers that know none; if one is left unclosed, it contains all that follows
# The summary of a fold, and the component of a question in MDX.
_ASKING = ("summary", "question")
_CLASS_OF_QUESTION = r"""\bclass="(?:[^"]*\s)?(?:interview-?)?(?:question|interviewer)["\s]"""

_LONGEST_HEADING = 100  # characters, of one that is a statement

# A block, and the last line of the rendered text that it covers. For raw HTML this is None, and the block has no line yet.
Leaf = tuple[Block, int | None]


def leaves(top: Node, source: Source) -> Iterator[Leaf]:
    """The leaves of a tree: containers are opened, and adjacent words and inline elements are joined.

    Without recursion, since the author sets the depth.
    """
    loose: list[Node] = []
    waiting = [top.iter(include_text=True)]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        elif (tag := node.tag or "") == "-text" and not loose and node.text().isspace():
            continue
        elif tag == "-text" or (tag in INLINE and (node.child is None or not node.any_css_matches((_BLOCK_QUERY,)))):
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
            leaf = _leaf(node, tag, source)
            yield from _with_rule(leaf, source) if tag == "h2" and len(leaf[0].text) > _LONGEST_HEADING else (leaf,)
        else:
            if node.attributes:
                first, _ = span(node)
                yield Block(source.line_of_rendered(first), tag, "", "", (node,), opened=True), first and first - 1
            waiting.append(node.iter(include_text=True))


def _words_of(node: Node) -> tuple[Node, ...]:
    """What an element without blocks contains, or its only paragraph; nothing if there is more, or nothing but white space."""
    blocks = node.css(_BLOCK_QUERY)
    if [block.tag for block in blocks] == ["p"]:
        node = blocks[0]
    elif blocks:
        return ()
    nodes = tuple(node.iter(include_text=True))
    return () if all(each.is_text_node and each.text().isspace() for each in nodes) else nodes


def _leaf(node: Node, tag: str, source: Source) -> Leaf:
    """An element that is a block of its own. One that Markdown has no block for is put into a paragraph."""
    html, text = node.html or "", "" if tag in _PLAYERS else node.text()
    begun = beginning(html)
    line, last = source.line_of_rendered(begun.first), begun.last
    if tag not in _LEAVES:
        html = f"<p>{html}</p>"
        begun = beginning(html)
    plain = tag == "p" and is_plain(html, text, begun)
    lead = "question" if tag == "p" and begun.attributes and compiled(_CLASS_OF_QUESTION).search(begun.attributes) else begun.lead
    level = _LEVELS.get(tag, 0)
    if level > 1 and "<img" in html and not text.strip():  # as html2text leaves a picture above its caption
        level = 0
    return Block(line, tag, text, html, (node,), level, lead, plain=plain), last


def _with_rule(leaf: Leaf, source: Source) -> Iterator[Leaf]:
    """A long heading; or the paragraph and the rule that were meant if it is a statement, and hyphens right below are taken for its underline."""
    block, last = leaf
    if last is None or not source.text.startswith("--", source.offset_of_rendered(last)) or not block.text.rstrip().endswith(STATING_ENDS):
        yield leaf
        return
    html = f"<p{block.html[len('<h2') : -len('</h2>')]}</p>"
    nodes = tuple(htmltree.top_elements(html))
    yield paragraph(block.line, block.text, html, nodes), last - 1
    yield Block(source.line_of_rendered(last), "hr", "", "<hr>", tuple(htmltree.top_elements("<hr>"))), last


def _loose(nodes: tuple[Node, ...], source: Source, lead: str = "") -> Leaf:
    """Inline nodes between blocks, as a paragraph. Its line is that of its first word."""
    first, last = span(nodes[0])
    nodes = _stripped(nodes)
    html = f"<p>{''.join(node.html or '' for node in nodes)}</p>"
    text = "".join(node.text() for node in nodes)
    return paragraph(source.line_of_rendered(first), text, html, nodes, lead), last


def _stripped(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Inline nodes without the white space that they begin with, so that lines counted in them begin with the first word."""
    first, *others = nodes
    if not first.is_text_node or not (text := first.text())[:1].isspace():
        return nodes
    body = htmltree.body(escape(text.lstrip(), quote=False))
    return (*(body.iter(include_text=True) if body else ()), *others)
