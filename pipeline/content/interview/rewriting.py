"""Blocks that are written anew, with the lines and boxes of those in whose places they are."""

from collections.abc import Callable, Iterable, Sequence

from pipeline.content.markup.block import Block, paragraphs

# Tags of bold and italics around the first word of a paragraph
BEGINS_BOLD = r"(?P<bold>(?:<(?:strong|b|em|i)\b[^<>]*>){0,2})"
ENDS_BOLD = r"(?:</(?:strong|b|em|i)>){0,2}"


def rewritten(blocks: Sequence[Block], indices: Iterable[int], form: Callable[[str], str]) -> Sequence[Block]:
    """The blocks, those with these indices with their HTML in another form."""
    changed = [*indices]
    made = paragraphs([(blocks[index].line, form(blocks[index].inner)) for index in changed])
    anew = {index: _like(blocks[index], new) for index, new in zip(changed, made, strict=True)}
    return [anew.get(index, block) for index, block in enumerate(blocks)]


def _like(block: Block, new: Block) -> Block:
    """A new paragraph in the box of a block, and a heading if that is one."""
    new = new._replace(box=block.box)
    return heading(new, block.level) if block.level else new


def heading(block: Block, level: int) -> Block:
    """A block as a heading of this level."""
    return block._replace(tag=f"h{level}", level=level, plain=False)
