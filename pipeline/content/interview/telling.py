"""Whether a post only tells of a conversation, in show notes, and holds none."""

import re
from collections.abc import Sequence
from itertools import chain, pairwise

from pipeline.content.interview import timestamps
from pipeline.content.interview.questions import asks
from pipeline.content.interview.signposts import announces, closes, is_of_notes, is_title, names_round, opens, tells_of
from pipeline.content.interview.text import Text
from pipeline.content.markup.block import ITEMISED, Block
from pipeline.content.markup.source import Source

_TOLD = 2_400  # characters: longer texts are said, rather than told of what is said
_LEAD = 300  # characters, at most, above a list of where to find people
_KIND = r"\s*[^\W_]{2,20}\s?[:：]\s"
_ITEMS = 10  # to a link, at most, in a list of links


def tells_alone(text: Text, source: Source) -> bool:
    """Whether all headings of a post are those of show notes, which tell of a conversation that the post neither holds nor announces.

    They say so or, in a post with little other text, are within a part that does, or nothing but lists, links or times is below them.
    """
    blocks = text.blocks
    bounds = [(first, end) for first, end in pairwise((*text.headings, len(blocks))) if not is_title(blocks[first], text.title)]
    parts = [(blocks[first].text, blocks[first + 1 : end]) for first, end in bounds]
    within = _within_notes([blocks[first] for first, _ in bounds])
    others = [(title, below) for title, below in parts if not _says_so(title)]
    timed = [bool(timestamps.listed(below, source)) for _, below in others]
    if any(map(announces, blocks)) or not all(
        _may_be_noted(title, below, timed=is_timed or title in within) for (title, below), is_timed in zip(others, timed, strict=True)
    ):
        return False
    said_so = any(is_of_notes(title) for title, _ in parts)
    if not (said_so or sum(timed) == 1 or any(_are_linked([block for block in below if block.tag in ITEMISED]) for _, below in others)):
        return False
    return not others or sum(map(_unlinked, chain(blocks[: text.headings[0]], *(below for _, below in others)))) < _TOLD


def _says_so(title: str) -> bool:
    return is_of_notes(title) or closes(title) or tells_of(title)


def _within_notes(headings: Sequence[Block]) -> frozenset[str]:
    """The titles of the parts of a part of show notes: `### Music` below `## Production`."""
    found, level = set[str](), 0  # the level of the part of show notes, 0 outside any
    for heading in headings:
        if level and heading.level > level:
            found.add(heading.text)
        else:
            level = heading.level if _says_so(heading.text) else 0
    return frozenset(found)


def _may_be_noted(title: str, below: Sequence[Block], *, timed: bool) -> bool:
    """Whether a part whose heading does not say so may be one of show notes; `timed` if it lists chapters, or is within one that says so."""
    return not (asks(title) or opens(title) or names_round(title)) and (timed or all(map(_refers, below)) or _says_where(below))


def _says_where(below: Sequence[Block]) -> bool:
    """Whether a part is a few words above a list of where to find people, `Chat: [Wax](https://...)`."""
    *before, last = below
    if last.tag not in ITEMISED or sum(len(block.text) for block in before) > _LEAD:
        return False
    items = [*last.select("li")]
    return all(item.css_first("a") and re.match(_KIND, item.text()) for item in items)


def _refers(block: Block) -> bool:
    """Whether a block is a list, has no words, as a player, or is a paragraph with a link or that leads to a list: `Webinars:`"""
    return block.tag in ITEMISED or not block.text.strip() or "<a " in block.html or block.text.rstrip().endswith((":", "："))


def _unlinked(block: Block) -> int:
    """How many characters a paragraph has that are no links."""
    return sum(len(piece.text) for piece in block.pieces() if piece.tag != "a") if block.tag == "p" else 0


def is_mostly_lists(blocks: Sequence[Block], source: Source) -> bool:
    """Whether most of a post is lists with links, or a list of chapters, as in show notes.

    Nobody talks so, though a transcript may be a list of what is said.
    """
    half = sum(len(block.text) for block in blocks) / 2
    lists = [block for block in blocks if block.tag in ITEMISED and "<a " in block.html]
    if sum(len(block.text) for block in lists) > half and _are_linked(lists):
        return True
    return sum(len(chapter.title) for chapter in timestamps.listed(blocks, source)) > half


def _are_linked(lists: Sequence[Block]) -> bool:
    return sum(block.html.count("<a ") for block in lists) * _ITEMS >= sum(block.html.count("<li") for block in lists) > 0
