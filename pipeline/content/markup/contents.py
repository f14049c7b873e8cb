"""What a block contains: items of a list as blocks of their own, rows of a table, definitions, each with its line."""

from collections.abc import Iterator

from pipeline.content.markup import blocks
from pipeline.content.markup.block import Block, Piece, piece_of
from pipeline.content.markup.htmltree import Node, span
from pipeline.content.markup.source import Source

_NO_TERM = Piece("dt", "", "")


class Places:
    """Finds the lines of elements in one block; they have to be asked for in order."""

    def __init__(self, source: Source, block: Block) -> None:
        self._source = source
        self._cursor = source.offset_of_line(block.line)

    def line_of(self, node: Node) -> int:
        """The line of the file in which an element begins."""
        first, _ = span(node)
        found = self._source.seek(f"<{node.tag}", self._cursor) if first is None else self._source.offset_of_rendered(first)
        if found is None:
            return self._source.line_at(self._cursor)
        self._cursor = max(self._cursor, found + (1 if first is None else 0))
        return self._source.line_at(found)


def inside(block: Block, source: Source) -> tuple[Block, ...]:
    """The content of a list or quotation, as blocks of their own."""
    return tuple(blocks.read(block.nodes[0], source, {}, block.line))


def items(block: Block, source: Source) -> tuple[tuple[Block, ...], ...]:
    """The content of each item of a list, as blocks of their own."""
    places = Places(source, block)
    found = ((item, places.line_of(item)) for item in block.nodes[0].iter())
    return tuple(content for item, line in found if (content := tuple(blocks.read(item, source, {}, line))))


def rows(block: Block, source: Source) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """The line of each row of a table, and its cells."""
    places = Places(source, block)
    return ((places.line_of(row), tuple(map(piece_of, row.css("td, th")))) for row in block.select("tr"))


def definitions(block: Block, source: Source) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """The line of each definition in a list, and its term, empty if that has another definition above, with the definition."""
    places = Places(source, block)
    term = _NO_TERM
    for node in block.select("dt, dd"):
        line = places.line_of(node)
        if node.tag == "dt":
            term = piece_of(node)
        else:
            yield line, (term, piece_of(node))
            term = _NO_TERM
