"""The list of chapters with their times that a post may have, in its notes or below a heading such as `Timestamps`."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.content.listed import Listed, entry
from pipeline.content.markup import Block, Document, items
from pipeline.content.source import Source
from pipeline.content.words import squeeze

_FEWEST = 3  # fewer times may be examples
_LONGEST = 120  # characters of a title: longer words beside a time are what is said then
_LISTS = ("ul", "ol")
_LINES = ("p", "pre", "blockquote")


def chapters(document: Document) -> tuple[Listed, ...]:
    """The first list of three or more chapters, in ascending order, that stands under one heading; empty if there is none.

    Items without a time, such as links, may stand between them.
    """
    for blocks in _parts(document.blocks):
        found = [
            Listed(at, title, line)
            for block in blocks
            for line, text in _lines(block, document.source)
            for at, title in filter(None, (entry(text),))
        ]
        is_list = all(len(one.title) <= _LONGEST for one in found) and all(one.start < after.start for one, after in pairwise(found))
        if len(found) >= _FEWEST and is_list:
            return tuple(found)
    return ()


def _parts(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks between headings."""
    part: list[Block] = []
    for block in blocks:
        if block.level:
            yield part
            part = []
        else:
            part.append(block)
    yield part


def _lines(block: Block, source: Source) -> Iterator[tuple[int, str]]:
    """The lines of a block with their numbers. An item's first paragraph is one line."""
    if block.tag in _LISTS:
        for first, *others in items(block, source):
            yield from _lines(first, source) if first.tag in _LISTS else ((first.line, squeeze(first.text)),)
            for other in others:
                yield from _lines(other, source) if other.tag in _LISTS else ()
    elif block.tag in _LINES:
        yield from enumerate(block.text.split("\n"), block.line)
