"""Legends: the lines below pictures that say what is in them, without any markup that would tell them from what is said."""

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, pairwise

from pipeline.content.interview.labels import label_of
from pipeline.content.markup.block import Block
from pipeline.content.text.sentences import CLOSERS, SENTENCE_ENDS

_LONGEST = 100  # characters
_ENOUGH = 2  # pictures, at least, with a legend
_GOING_ON = (*SENTENCE_ENDS, ":", "：", ",", ";")  # behind these an answer ends, or goes on
_AROUND = f"{CLOSERS}*_ \n"


def legends(blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of the paragraphs right below pictures that are no sentence, if that is unusual, and answers have other words as well."""
    shown = [index for index, block in enumerate(blocks) if not block.opened and block.tag != "-comment"]
    below = [index for above, index in pairwise(shown) if _is_picture(blocks[above]) and _may_be_legend(blocks[index])]
    if len(below) < _ENOUGH:
        return frozenset()
    others = [block.text for index, block in enumerate(blocks) if block.tag == "p" and block.text.strip() and index not in below]
    unended = sum(1 for text in others if not text.rstrip(_AROUND).endswith(_GOING_ON))
    found = frozenset(_beside_words(below, blocks))
    return found if len(found) >= _ENOUGH and unended * 2 < len(others) else frozenset()


def _is_picture(block: Block) -> bool:
    """Whether a block is a picture, and nothing else."""
    return not block.text.strip() and "<img" in block.html


def _may_be_legend(block: Block) -> bool:
    """Whether a paragraph is a short line that begins like a sentence, and does not end like one."""
    text = block.text.strip(_AROUND)
    is_line = block.tag == "p" and 0 < len(text) < _LONGEST and "\n" not in text
    return is_line and not text[0].islower() and not text.endswith(_GOING_ON) and label_of(block.text) is None


def _beside_words(below: Collection[int], blocks: Sequence[Block]) -> Iterator[int]:
    """Those of the paragraphs `below` pictures that have other words between the same headings."""
    parts = [*accumulate(block.level > 0 for block in blocks)]
    worded = {parts[index] for index, block in enumerate(blocks) if not block.level and block.text.strip() and index not in below}
    return (index for index in below if parts[index] in worded)
