"""HTML as a tree of nodes, parsed as HTML5 by lexbor. The only module that knows it."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

Node = LexborNode

_SPAN = re.compile(r"(\d{1,9}):\d+-(\d{1,9}):\d+")


def body(html: str) -> Node | None:
    """The body of a document, which keeps the tree alive; None if frames take its place."""
    return LexborHTMLParser(html).body


def top_elements(html: str) -> tuple[Node, ...]:
    """The top-level elements of an HTML text."""
    found = body(html)
    return tuple(found.iter()) if found is not None else ()


def span(node: Node) -> tuple[int, int] | tuple[None, None]:
    """The first and the last line of an element in the rendered text; None for raw HTML, whose lines Markdown does not tell."""
    written = node.attributes.get("data-sourcepos") if node.is_element_node else None
    found = _SPAN.fullmatch(written) if written else None
    return (int(found[1]), int(found[2])) if found else (None, None)
