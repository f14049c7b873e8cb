"""A post's blocks, and those of them that divide it."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.content.markup.block import Block

A_TALK = 1_200  # characters; a text of this length is said, rather than an intro or a closing remark
ENOUGH = 3  # questions or parts, at least, of a conversation


class Outline(NamedTuple):
    """A post's blocks, and the indices, in rising order, of those that divide it.

    `start` is the first block of the conversation, as far as is known. `headings` are those from there on that may belong to it, `asking`
    those of them that ask. The blocks in `labelled`, above `start` too, begin with a speaker's label; one with several is there as often.
    `behind_player` is the first block behind the main video, 0 if that is not in the text. One person speaks `alone` if the post says so.
    `level` is that of the heading that announces the conversation, 0 if none does. `lists` tells whether a block lists chapters.
    """

    blocks: Sequence[Block]
    headings: tuple[int, ...]
    asking: tuple[int, ...]
    labelled: tuple[int, ...]
    behind_player: int
    title: str
    alone: bool
    lists: Callable[[Block], bool]
    start: int = 0
    level: int = 0

    @property
    def last(self) -> int:
        """The last block that surely belongs to the conversation: the last one with a label, else its first one."""
        return max((self.start, *self.labelled[-1:]))

    def since(self, start: int) -> "Outline":
        """The outline of a conversation that begins no earlier than with a block."""
        headings, asking = (indices[bisect_left(indices, start) :] for indices in (self.headings, self.asking))
        return self._replace(headings=headings, asking=asking, start=start)

    def text(self, index: int) -> str:
        """The words of a block."""
        return self.blocks[index].text

    def lists_below(self, heading: int) -> bool:
        """Whether the block below a heading lists chapters."""
        return heading + 1 < len(self.blocks) and self.lists(self.blocks[heading + 1])

    def asks(self, index: int) -> bool:
        """Whether a block is a heading that asks."""
        at = bisect_left(self.asking, index)
        return at < len(self.asking) and self.asking[at] == index

    def above(self, index: int) -> tuple[int, int]:
        """How many headings there are above a block, and how many of them ask."""
        return bisect_left(self.headings, index), bisect_left(self.asking, index)

    def size(self, first: int, end: int | None = None) -> int:
        """The number of characters from one block up to another, or to the end of the post."""
        return sum(len(block.text) for block in self.blocks[first:end])
