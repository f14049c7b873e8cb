"""The blocks of an HTML tree in order: each with its line and its box, and those that `prose` set aside in their places."""

from collections.abc import Iterable, Iterator
from html import unescape

from pipeline.content.markup import boxes, prose
from pipeline.content.markup.block import Block
from pipeline.content.markup.boxes import Box
from pipeline.content.markup.htmltree import Node
from pipeline.content.markup.leaves import Leaf, leaves
from pipeline.content.markup.prose import PlainBlock
from pipeline.content.markup.source import Source


def read(top: Node, source: Source, rows: dict[int, list[PlainBlock]], line: int = 0) -> Iterator[Block]:
    """The leaves of a tree in order, with their lines. Raw HTML is searched for between the Markdown around it, at or after `line`.

    A row is removed from `rows` when its sign is found among the leaves.
    """
    known = source.rendered_of_line(line) - 1 if line else 0
    above = line
    raw: list[Block] = []
    for block, last in _in_boxes(leaves(top, source)):
        if last is None:
            raw.append(block)
            continue
        if raw:
            yield from _placed(raw, source, above, source.offset_of_rendered(known + 1), source.offset_of_line(block.line))
            raw = []
        known, above = last, block.line
        if block.text == prose.SIGN and block.plain and not block.lead and (row := rows.pop(last, None)):
            inner = _set_aside(row, source)
            yield from (each._replace(box=block.box) for each in inner) if block.box else inner
            known = above = row[-1].last_line
        elif block.tag != "li":  # the tag of a list item alone says nothing
            yield block
    yield from _placed(raw, source, above, source.offset_of_rendered(known + 1), len(source.text))


def _placed(blocks: Iterable[Block], source: Source, above: int, begin: int, end: int) -> Iterator[Block]:
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


def _set_aside(row: Iterable[PlainBlock], source: Source) -> Iterator[Block]:
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


def _in_boxes(leaves: Iterable[Leaf]) -> Iterator[Leaf]:
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
