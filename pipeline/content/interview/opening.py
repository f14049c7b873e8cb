"""Where the conversation in a post begins."""

import re
from bisect import bisect_left, bisect_right
from itertools import chain, islice

from pipeline.content.interview.outline import A_TALK, ENOUGH, Outline
from pipeline.content.interview.questions import greets, holds_question
from pipeline.content.interview.signposts import (
    about_whom,
    closes,
    entitles,
    folds_talk,
    introduces,
    is_of_notes,
    is_title,
    names_round,
    opens,
    serves_as_heading,
)
from pipeline.content.lexicon.parts import CORRECTING, EDITING, GENERATING, TRANSCRIBING
from pipeline.content.lexicon.people import NO_NAMES, WELCOMING
from pipeline.content.lexicon.phrases import folded, places
from pipeline.content.markup.block import ITALIC, LISTS, Block
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.sentences import STATING_ENDS, closes_sentence

_TO_OTHERS = 3  # questions to each heading that does not ask, at least, in a post that is nothing but a conversation
_INTRODUCING = 2  # headings, at most, of which the last may be `## Q&A` for all of it
_A_LINE = 160  # characters; a paragraph of this length may be said
_DETAIL = r"[^\W\d_][\w ]{0,30}[:：]\s"  # what is before its colon
_A_LEAD = 4  # words; so many before a colon name no detail
_A_DETAIL = 8  # words; a shorter text with an address is no beginning of a talk


def conversation(post: Outline) -> Outline:
    """The outline of what is said, from its first block on."""
    if _is_entitled(post):
        post = post.since(post.headings[0] + 1)
    announced = _announced(post)
    if announced is not None and (not post.labelled or post.labelled[-1] > announced or _is_said_below(post, announced)):
        talk = post._replace(level=post.blocks[announced].level).since(_behind_remark(post, announced + 1))
    else:
        talk = post.since(_start(post))
    return talk.since(talk.headings[1]) if _is_introduced(talk) else talk


def _is_entitled(post: Outline) -> bool:
    """Whether the first of several headings entitles the whole: `## An interview with Ana Ruiz`, above an intro and what is asked."""
    if not post.asking or post.asking[-1] == post.headings[0]:
        return False
    first, second = post.headings[:2]
    return entitles(post.text(first)) and not any(first <= index < second for index in post.labelled)


def _start(post: Outline) -> int:
    """The first block that is said where nothing announces the conversation, with two questions or enough text behind it."""
    talk = _behind_player(post)
    start = _first_labelled(talk) if talk.labelled else _first_headed(talk)
    if talk.alone and talk.labelled:  # these labels are of questions amid the talk, or behind it
        start = min(start, _first_headed(talk))
    return start if len(talk.since(start).asking) > 1 else _outweighing(talk, start)


def _announced(post: Outline) -> int | None:
    """What announces the conversation: a heading, else a paragraph in bold, else `## Q&A` above all that is asked, else a fold's summary."""
    bold = (index for index, block in enumerate(post.blocks) if serves_as_heading(block))
    announced = (index for index in chain(post.headings, bold) if opens(post.text(index)) and not _lists(post, index))
    rounds = (index for index in post.headings[:_INTRODUCING] if names_round(post.text(index)) and _is_all_that_asks(post, index))
    folds = (index for index, block in enumerate(post.blocks) if folds_talk(block) and _is_mostly_behind(post, index))
    return next(chain(announced, rounds, folds), None)


def _lists(post: Outline, heading: int) -> bool:
    """Whether there are only lists below a heading, where people are labelled further below: links of `## Interview`."""
    below = post.blocks[heading + 1 : next((index for index in post.headings if index > heading), len(post.blocks))]
    return bool(below) and all(block.tag in LISTS for block in below) and bool(post.labelled) and post.labelled[0] > heading + len(below)


def _is_said_below(post: Outline, heading: int) -> bool:
    """Whether what one person says is below `## Transcript`, behind more than half of the text: a label above only names who that is."""
    return post.alone and post.size(heading) > post.size(0, heading)


def _behind_remark(post: Outline, first: int) -> int:
    """The first block, from one on, that is no remark on the text or that somebody says: `*Ana: What is wax?*`"""
    labelled = frozenset(post.labelled)
    spoken = (
        index
        for index in range(first, len(post.blocks))
        if index in labelled or not _is_remark(post.blocks[index], first=index == first, labelled=bool(labelled))
    )
    return next(spoken, len(post.blocks))


def _is_remark(block: Block, *, first: bool, labelled: bool) -> bool:
    """Whether a block is in italics, `*Edited for length.*`, or a line that is the `first` to say that a transcript follows, or of it.

    Where what people say is `labelled`, several lines may say so, where to put it right, `Spot an error? [Tell us.](/issues)`, and details:
    `Length: 45 min`. A heading in italics is asked.
    """
    if block.lead in ITALIC:
        return not block.level
    text = block.text.casefold() if block.tag in ("p", "blockquote") and len(block.text) < _A_LINE else ""
    if (first or labelled) and block.tag == "p" and any(word in text for word in (*TRANSCRIBING, *EDITING)):
        return True
    return labelled and (
        any(word in text for word in GENERATING)
        or ("<a " in block.html and any(word in text for word in CORRECTING))
        or (re.match(_DETAIL, text) is not None and not closes_sentence(text))
    )


def _is_all_that_asks(post: Outline, heading: int) -> bool:
    """Whether several headings ask, all of them behind `## Q&A`, which does not end a talk: only one part, and less text, is above it."""
    return len(post.asking) >= ENOUGH and post.asking[0] > heading and not _outweighs(post, 0, heading)


def _is_mostly_behind(post: Outline, fold: int) -> bool:
    """Whether no more labels, or else questions, stand above a fold than behind it: it may hold something inside a conversation."""
    said = post.labelled or post.asking
    return bisect_left(said, fold) * 2 <= len(said)


def _behind_player(post: Outline) -> Outline:
    """The outline behind the player, where the first label is, or else a heading; the whole one for a player that is in an answer."""
    below = post.since(post.behind_player - 2 if _is_player_of_chapter(post) else post.behind_player)
    labelled = bool(post.labelled) and post.labelled[0] >= post.behind_player
    return below if labelled or (below.headings and not _is_player_in_answer(post)) else post


def _is_player_of_chapter(post: Outline) -> bool:
    """Whether the player shows what is said below the heading right above it, as a player right below each of several others does."""
    above = post.behind_player - 2
    shown = [index for index in post.headings if index + 1 < len(post.blocks) and post.blocks[index + 1].tag == "iframe"]
    return len(shown) >= ENOUGH and shown[0] == above


def _is_player_in_answer(post: Outline) -> bool:
    """Whether the player is below most questions, which are enough for a conversation, or below the first of a post that is nothing else.

    It is below a single one that greets whom it asks, too: `## Hi Ana! Who are you?`
    """
    count, (_, above) = len(post.asking), post.above(post.behind_player)
    if count < ENOUGH or not above:
        return False
    if any(greets(post.text(index)) for index in post.asking[:above]):
        return True
    begins = not any(block.text.strip() for block in post.blocks[: post.asking[0]] if block.level != 1)
    return (above >= ENOUGH and above * 2 > count) or (begins and count > _TO_OTHERS * (len(post.headings) - count))


def _first_labelled(talk: Outline) -> int:
    """The first label, or a heading above it that belongs to the conversation."""
    first = talk.labelled[0]
    above = talk.headings[: bisect_left(talk.headings, first)]
    return next((index for index in above if not _belongs_to_intro(talk, index, last=index == above[-1])), first)


def _belongs_to_intro(talk: Outline, heading: int, *, last: bool) -> bool:
    """Whether a heading above the first label is of links, or neither asks nor says anything: `## About the guest`.

    The `last` of them says what the conversation is about, unless it is `## An interview with Ana Ruiz`, above an intro of its own,
    `## Summary` above one, or anything above nothing but a table.
    """
    text = talk.text(heading)
    if talk.asks(heading) or introduces(text) or _heads_first_group(talk, heading):
        return False
    if talk.lists_below(heading) or closes(text) or _entitles_all(talk, heading) or (not last and not squeeze(text).endswith(STATING_ENDS)):
        return True
    below = talk.blocks[heading + 1 : talk.labelled[0]]
    return last and bool(below) and (is_of_notes(text) or all(map(_is_list_in_table, below)))


def _is_list_in_table(block: Block) -> bool:
    """Whether a block is a table of several rows. One row may be the time at which a part begins: `| Video | 2:30 |`."""
    return block.tag == "table" and len([*islice(block.select("tr"), 2)]) > 1


def _heads_first_group(talk: Outline, heading: int) -> bool:
    """Whether right below a heading, as below a later one of its level, the next one asks: `## Of bees`, `### Where do bees live?`"""
    if not talk.asks(heading + 1):
        return False
    level, later = talk.blocks[heading].level, talk.headings[bisect_right(talk.headings, heading) :]
    return any(talk.blocks[index].level == level and talk.asks(index + 1) and not talk.asks(index) for index in later)


def _entitles_all(talk: Outline, heading: int) -> bool:
    """Whether a heading is another title of the post, rather than that of one of several interviews, and what is below it is said by nobody."""
    if not entitles(talk.text(heading)) or any(entitles(talk.text(other)) for other in talk.headings if other > heading):
        return False
    below = [block.text for block in talk.blocks[heading + 1 : talk.labelled[0]] if block.tag == "p"]
    return bool(below) and not any(map(_is_addressed, below))


def _is_addressed(text: str) -> bool:
    """Whether somebody is asked, greeted or welcomed."""
    return holds_question(text) or greets(text) or any(places(WELCOMING, folded(text)))


def _first_headed(talk: Outline) -> int:
    """The first heading of a post without labels, or the first question if those above it tell of the guest or close other posts.

    So may the very first one of all tell of the talk: `## Key takeaways`.
    """
    own = talk.headings[1:] if talk.headings and is_of_notes(talk.text(talk.headings[0])) else talk.headings
    first = next((index for index in own if not (closes(talk.text(index)) or about_whom(talk.text(index)))), None)
    if first is not None and talk.asks(first):
        return first
    if _is_second_title(talk):
        return talk.headings[1]
    return next((index for index in talk.headings[:1] if not closes(talk.text(index))), len(talk.blocks))


def _is_second_title(talk: Outline) -> bool:
    """Whether the first heading is a second title of the post: the only one of the highest level, and most below it ask."""
    highest = tuple(index for index in talk.headings if talk.blocks[index].level == 1)
    if not highest or highest != talk.headings[:1]:
        return False
    below = talk.since(highest[0] + 1)
    return len(below.asking) * 2 > len(below.headings)


def _outweighing(talk: Outline, start: int) -> int:
    """A start behind which there is enough of a talk: the one found, or an earlier heading, or else all text behind the player."""
    blocks = talk.blocks
    behind = (
        index for index in range(talk.behind_player, len(blocks)) if not (blocks[index].level and is_title(blocks[index], talk.title))
    )
    rest = next((index for index in behind if not _is_detail(blocks[index])), len(blocks))
    earlier = (index for index in talk.headings[:1] if index < start and not closes(talk.text(index)))
    return next(index for index in (start, *earlier, rest) if not _outweighs(talk, rest, index))


def _is_detail(block: Block) -> bool:
    """Whether a block is hardly more than an address, `Slides and handouts: https://...`, or details of a talk: `Speaker: Ana Ruiz`."""
    if "://" in block.text and len(block.text.split()) < _A_DETAIL:
        return True
    lines = [line for line in block.text.split("\n") if line.strip()]
    leads = [line.partition(":") for line in lines]
    named = [0 < len(lead.split()) < _A_LEAD and bool(colon) for lead, colon, _ in leads]
    known = any(lead.strip().casefold() in NO_NAMES for lead, _, _ in leads)
    return known and all(named) and not any(map(closes_sentence, lines)) and len(block.text) < len(lines) * _A_LINE


def _outweighs(post: Outline, rest: int, start: int) -> bool:
    """Whether there is more text before a start than behind it: then this is a talk with questions at its end, not an intro."""
    before = post.size(rest, start)
    return before > A_TALK and before > post.size(start)


def _is_introduced(talk: Outline) -> bool:
    """Whether it begins with `## Introduction`, with text that has no label, and below the next heading, which asks, is one."""
    if talk.headings[:1] != (talk.start,) or not introduces(talk.text(talk.start)) or not talk.labelled:
        return False
    second, third = (*talk.headings[1:3], len(talk.blocks), len(talk.blocks))[:2]
    noted = any(block.tag == "-comment" for block in talk.blocks[talk.start : second])  # `<!-- at 0:03 -->` says that it is a chapter
    return talk.asks(second) and talk.start + 1 < second < talk.labelled[0] < third and not noted
