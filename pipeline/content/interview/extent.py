"""Where the conversation is in a post: behind the intro and the player, before the closing notes."""

from collections.abc import Container, Sequence
from functools import partial

from pipeline.content.interview import ending, opening, timestamps
from pipeline.content.interview.beginnings import Beginnings
from pipeline.content.interview.crediting import behind_credits
from pipeline.content.interview.outline import Outline
from pipeline.content.interview.participants import Participants
from pipeline.content.interview.questions import asks
from pipeline.content.interview.signposts import is_title, names_contents
from pipeline.content.interview.telling import is_mostly_lists, tells_alone
from pipeline.content.interview.text import Text
from pipeline.content.markup.block import Block
from pipeline.content.markup.source import Source
from pipeline.content.post import Video


def extent(text: Text, people: Participants, credited: Container[int], about: Video | None, source: Source) -> tuple[int, int]:
    """The indices of a conversation's first block, and of the first one behind it: both are the post's end if that is only lists.

    The labels of the `text` are its speakers'; `credited` are the blocks that only say who made the post, and `about` is the video that the
    post is probably about.
    """
    blocks, alone = text.blocks, people.alone is not None
    talk = opening.conversation(_outline(text, about, source, alone=alone))
    start, end = talk.start, ending.end(talk)
    titles = [blocks[index].text for index in text.headings if start <= index < end]
    if not (people.names or alone) and (
        tells_alone(text, source) or (len(titles) < 2 and not any(map(asks, titles)) and is_mostly_lists(blocks, source))
    ):
        return len(blocks), len(blocks)
    start = behind_credits(start, end, credited)
    return start - _led_by_time(start, text.begun, blocks), end


def _outline(text: Text, about: Video | None, source: Source, *, alone: bool) -> Outline:
    """The outline of a post. What has no label is said by one person `alone`, or nobody knows by whom."""
    blocks, title, labelled = text.blocks, text.title, tuple(index for index, _, _ in text.labels)
    own = tuple(index for index in text.headings if not (is_title(blocks[index], title) or names_contents(blocks[index].text)))
    asking = tuple(index for index in own if asks(blocks[index].text))
    player = _line_of_player(about)
    behind_player = next((index for index, block in enumerate(blocks) if block.line > player), len(blocks))
    return Outline(blocks, own, asking, labelled, behind_player, title, alone, partial(timestamps.is_list, source=source))


def _led_by_time(start: int, begun: Beginnings, blocks: Sequence[Block]) -> bool:
    """Whether the block before the first one is only the time at which that is said."""
    before = begun.get(start - 1, ())
    return len(before) == 1 and not before[0].label and before[0].length >= len(blocks[start - 1].text)


def _line_of_player(about: Video | None) -> int:
    """The line after which the conversation begins. An address that leads into the middle of a video is inside the conversation."""
    return about.line if about and about.form != "timed address" else 0
