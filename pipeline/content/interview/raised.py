"""Questions that are no headings are turned into headings: those that the host asks in the same dress all through a post.

They have to outnumber the post's own headings, of which none, or very few, ask. Plain paragraphs that ask must alternate with answers.
"""

from collections.abc import Sequence
from itertools import islice

from pipeline.content.interview.questions import asks, holds_question
from pipeline.content.interview.signposts import closes, is_title
from pipeline.content.markup.block import Block
from pipeline.content.markup.source import Source

_SEVERAL = 3  # headings that ask: fewer may stand beside questions in bold or behind dashes: `## Who is Ana?`, `## Want to join us?`


def with_questions(blocks: tuple[Block, ...], source: Source, title: str) -> tuple[Block, ...]:
    """The blocks, with the questions in the post's dress turned into headings, and with what else is said in it."""
    headings = [block for block in blocks if block.level and not is_title(block, title) and not closes(block.text)]
    asking = len([*islice((block for block in headings if asks(block.text)), _SEVERAL)])
    if asking < _SEVERAL:
        from pipeline.content.interview import dressed  # noqa: PLC0415 - nothing else asks where several headings do

        if not asking or dressed.ask_apart(blocks) > 2 * asking:
            return dressed.with_headings(blocks, source, len(headings), heads_ask=asking > 0)
    return _beside(headings, blocks)


def _beside(headings: Sequence[Block], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, with each question in bold that the author forgot to make a heading among headings in bold that ask."""
    asking = [block for block in headings if asks(block.text)]
    if not all(block.is_bold for block in asking):
        return blocks
    level, between = asking[0].level, range(blocks.index(asking[0]), blocks.index(asking[-1]))
    forgotten = {index for index in between if blocks[index].tag == "p" and blocks[index].is_bold and holds_question(blocks[index].text)}
    if not forgotten:
        return blocks
    from pipeline.content.interview.dress import undressed  # noqa: PLC0415 - few authors forget any

    return tuple(undressed(block)._replace(level=level) if index in forgotten else block for index, block in enumerate(blocks))
