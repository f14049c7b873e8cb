"""Where the conversation is in a post: behind the intro and the player, before the closing notes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, chain, islice, pairwise
from typing import NamedTuple

from pipeline.content.interview.announced import credits_host, signs
from pipeline.content.interview.lexicon import (
    EDITING,
    GRATEFUL,
    GREETINGS,
    NO_NAMES,
    REFERRING,
    SIGNING_OFF,
    SUBSCRIBING,
    THANKING,
    THANKS_TO,
    TRANSCRIBING,
    WELCOMING,
)
from pipeline.content.interview.phrases import folded, places
from pipeline.content.interview.questions import asks, holds_question
from pipeline.content.interview.signposts import (
    about_whom,
    closes,
    entitles,
    folds_talk,
    introduces,
    is_of_notes,
    is_title,
    named,
    names_contents,
    names_round,
    opens,
    plain,
    serves_as_heading,
    winds_up,
)
from pipeline.content.interview.text import Text
from pipeline.content.markup import BOLD, ITALIC, Block
from pipeline.content.plaintext import STATING_ENDS, closes_sentence, squeeze

_A_TALK = 1_200  # characters; a text of this length is said, rather than an intro or a closing remark
_ENOUGH = 3  # questions or parts, at least, of a conversation
_TO_OTHERS = 3  # questions to each heading that does not ask, at least, in a post that is nothing but a conversation
_TURNS = 4  # with labels, at least, that have no heading among them
_INTRODUCING = 2  # headings, at most, of which the last may be `## Q&A` for all of it
_LAST = 20  # blocks, at most, in what follows the end of a conversation without a word that says so
_DIVIDER = r"""<div[^>]*\bclass="[^"]*(?:divider|separator)"""
_RULE = frozenset("—–―-~*_ ")  # what people type for a rule
_FIRST_WORDS = 60  # characters in which a block thanks, refers to its speaker or signs off
_PHRASE_IN_BOLD = rf"<p[^>]*><({'|'.join(BOLD)})>[^<>]{{1,60}}</\1></p>"
_A_LINE = 160  # characters; a paragraph of this length may be said
_A_LEAD = 4  # words; so many before a colon name no detail
_A_DETAIL = 8  # words; a shorter text with an address is no beginning of a talk


class _Outline(NamedTuple):
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

    def since(self, start: int) -> "_Outline":
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


def span(text: Text, player: int, lists: Callable[[Block], bool], *, alone: bool) -> tuple[int, int]:
    """The index of the conversation's first block, and that of the first block behind it.

    The labels of the `text` are its speakers'; `player` is the main video's line, 0 if it is not in the text, and `lists` tells whether a
    block lists chapters. What has no label is said by one person `alone`, or nobody knows by whom.
    """
    blocks, title, labelled = text.blocks, text.title, tuple(index for index, _, _ in text.labels)
    own = tuple(index for index in text.headings if not (is_title(blocks[index], title) or names_contents(blocks[index].text)))
    asking = tuple(index for index in own if asks(blocks[index].text))
    behind_player = next((index for index, block in enumerate(blocks) if block.line > player), len(blocks))
    post = _Outline(blocks, own, asking, labelled, behind_player, title, alone, lists)
    if _is_entitled(post):
        post = post.since(post.headings[0] + 1)
    announced = _announced(post)
    if announced is not None and (not labelled or labelled[-1] > announced or _is_said_below(post, announced)):
        talk = post._replace(level=blocks[announced].level).since(_behind_remark(post, announced + 1))
    else:
        talk = post.since(_start(post))
    if _is_introduced(talk):
        talk = talk.since(talk.headings[1])
    return talk.start, _end(talk)


# --- where it begins ---


def _is_entitled(post: _Outline) -> bool:
    """Whether the first of several headings entitles the whole: `## An interview with Ana Ruiz`, above an intro and what is asked."""
    if not post.asking or post.asking[-1] == post.headings[0]:
        return False
    first, second = post.headings[:2]
    return entitles(post.text(first)) and not any(first <= index < second for index in post.labelled)


def _start(post: _Outline) -> int:
    """The first block that is said where nothing announces the conversation, with two questions or enough text behind it."""
    talk = _behind_player(post)
    start = _first_labelled(talk) if talk.labelled else _first_headed(talk)
    if talk.alone and talk.labelled:  # these labels are of questions amid the talk, or behind it
        start = min(start, _first_headed(talk))
    return start if len(talk.since(start).asking) > 1 else _outweighing(talk, start)


def _announced(post: _Outline) -> int | None:
    """What announces the conversation: a heading, else a paragraph in bold, else `## Q&A` above all that is asked, else a fold's summary."""
    bold = (index for index, block in enumerate(post.blocks) if serves_as_heading(block))
    announced = (index for index in chain(post.headings, bold) if opens(post.text(index)))
    rounds = (index for index in post.headings[:_INTRODUCING] if names_round(post.text(index)) and _is_all_that_asks(post, index))
    folds = (index for index, block in enumerate(post.blocks) if folds_talk(block) and _is_mostly_behind(post, index))
    return next(chain(announced, rounds, folds), None)


def _is_said_below(post: _Outline, heading: int) -> bool:
    """Whether what one person says is below `## Transcript`, behind more than half of the text: a label above only names who that is."""
    return post.alone and post.size(heading) > post.size(0, heading)


def _behind_remark(post: _Outline, first: int) -> int:
    """The first block, from one on, that is no remark on the text or that somebody says: `*Ana: What is wax?*`"""
    labelled = frozenset(post.labelled)
    spoken = (
        index for index in range(first, len(post.blocks)) if index in labelled or not _is_remark(post.blocks[index], first=index == first)
    )
    return next(spoken, len(post.blocks))


def _is_remark(block: Block, *, first: bool) -> bool:
    """Whether a block is in italics, `*Edited for length.*`, or a line that is the `first` to say that a transcript follows, or of it."""
    if block.lead in ITALIC:
        return True
    text = block.text.casefold() if first and block.tag == "p" and len(block.text) < _A_LINE else ""
    return any(word in text for word in (*TRANSCRIBING, *EDITING))


def _is_all_that_asks(post: _Outline, heading: int) -> bool:
    """Whether several headings ask, all of them behind `## Q&A`, which does not end a talk: only one part, and less text, is above it."""
    return len(post.asking) >= _ENOUGH and post.asking[0] > heading and not _outweighs(post, 0, heading)


def _is_mostly_behind(post: _Outline, fold: int) -> bool:
    """Whether no more labels, or else questions, stand above a fold than behind it: it may hold something inside a conversation."""
    said = post.labelled or post.asking
    return bisect_left(said, fold) * 2 <= len(said)


def _behind_player(post: _Outline) -> _Outline:
    """The outline behind the player, where the first label is, or else a heading; the whole one for a player that is in an answer."""
    below = post.since(post.behind_player - 2 if _is_player_of_chapter(post) else post.behind_player)
    labelled = bool(post.labelled) and post.labelled[0] >= post.behind_player
    return below if labelled or (below.headings and not _is_player_in_answer(post)) else post


def _is_player_of_chapter(post: _Outline) -> bool:
    """Whether the player shows what is said below the heading right above it, as a player right below each of several others does."""
    above = post.behind_player - 2
    shown = [index for index in post.headings if index + 1 < len(post.blocks) and post.blocks[index + 1].tag == "iframe"]
    return len(shown) >= _ENOUGH and shown[0] == above


def _is_player_in_answer(post: _Outline) -> bool:
    """Whether the player is below most questions, which are enough for a conversation, or below the first of a post that is nothing else.

    It is below a single one that greets whom it asks, too: `## Hi Ana! Who are you?`
    """
    count, (_, above) = len(post.asking), post.above(post.behind_player)
    if count < _ENOUGH or not above:
        return False
    if any(_greets(post.text(index)) for index in post.asking[:above]):
        return True
    begins = not any(block.text.strip() for block in post.blocks[: post.asking[0]] if block.level != 1)
    return (above >= _ENOUGH and above * 2 > count) or (begins and count > _TO_OTHERS * (len(post.headings) - count))


def _first_labelled(talk: _Outline) -> int:
    """The first label, or a heading above it that belongs to the conversation."""
    first = talk.labelled[0]
    above = talk.headings[: bisect_left(talk.headings, first)]
    return next((index for index in above if not _belongs_to_intro(talk, index, last=index == above[-1])), first)


def _belongs_to_intro(talk: _Outline, heading: int, *, last: bool) -> bool:
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


def _heads_first_group(talk: _Outline, heading: int) -> bool:
    """Whether right below a heading, as below a later one of its level, the next one asks: `## Of bees`, `### Where do bees live?`"""
    if not talk.asks(heading + 1):
        return False
    level, later = talk.blocks[heading].level, talk.headings[bisect_right(talk.headings, heading) :]
    return any(talk.blocks[index].level == level and talk.asks(index + 1) and not talk.asks(index) for index in later)


def _entitles_all(talk: _Outline, heading: int) -> bool:
    """Whether a heading is another title of the post, rather than that of one of several interviews, and what is below it is said by nobody."""
    if not entitles(talk.text(heading)) or any(entitles(talk.text(other)) for other in talk.headings if other > heading):
        return False
    below = [block.text for block in talk.blocks[heading + 1 : talk.labelled[0]] if block.tag == "p"]
    return bool(below) and not any(map(_is_addressed, below))


def _is_addressed(text: str) -> bool:
    """Whether somebody is asked, greeted or welcomed."""
    return holds_question(text) or _greets(text) or any(places(WELCOMING, folded(text)))


def _greets(text: str) -> bool:
    return folded(text).partition(" ")[0].rstrip(",!") in GREETINGS


def _first_headed(talk: _Outline) -> int:
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


def _is_second_title(talk: _Outline) -> bool:
    """Whether the first heading is a second title of the post: the only one of the highest level, and most below it ask."""
    highest = tuple(index for index in talk.headings if talk.blocks[index].level == 1)
    if not highest or highest != talk.headings[:1]:
        return False
    below = talk.since(highest[0] + 1)
    return len(below.asking) * 2 > len(below.headings)


def _outweighing(talk: _Outline, start: int) -> int:
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


def _outweighs(post: _Outline, rest: int, start: int) -> bool:
    """Whether there is more text before a start than behind it: then this is a talk with questions at its end, not an intro."""
    before = post.size(rest, start)
    return before > _A_TALK and before > post.size(start)


def _is_introduced(talk: _Outline) -> bool:
    """Whether it begins with `## Introduction`, with text that has no label, and below the next heading, which asks, is one."""
    if talk.headings[:1] != (talk.start,) or not introduces(talk.text(talk.start)) or not talk.labelled:
        return False
    second, third = (*talk.headings[1:3], len(talk.blocks), len(talk.blocks))[:2]
    noted = any(block.tag == "-comment" for block in talk.blocks[talk.start : second])  # `<!-- at 0:03 -->` says that it is a chapter
    return talk.asks(second) and talk.start + 1 < second < talk.labelled[0] < third and not noted


# --- where it ends ---


def _end(talk: _Outline) -> int:
    """The first block behind the conversation: a heading that ends it or, above that, a rule, or thanks or credits."""
    closing = min(_closing_heading(talk), _closing_in_bold(talk))
    last = max((talk.last, *talk.headings[: bisect_left(talk.headings, closing)][-1:]))
    end = _ruled_off(talk, last, closing)
    signed = _signed_off(talk, last, end)
    return signed if talk.size(signed, end) < _A_TALK else end


def _closing_heading(talk: _Outline) -> int:
    """The first heading, behind all labels, that ends the conversation; the end of the post without one."""
    behind, asked, beside = talk.headings[bisect_right(talk.headings, talk.last) :], _asked(talk), _beside(talk)
    ending = (index for index in behind if index == beside or _ends_talk(talk, index))
    return next((index for index in ending if not _goes_on(asked, index, talk.blocks[index].level)), len(talk.blocks))


def _ends_talk(talk: _Outline, heading: int) -> bool:
    """Whether a heading behind all labels is of links or the guest's life, or else asks nothing and is of no talk, or winds one up."""
    if closes(talk.text(heading)) or _tells_of_guest(talk, heading) or (talk.labelled and talk.lists_below(heading)):
        return not _is_amid(talk, heading)
    if talk.asks(heading) or _groups(talk, heading):
        return False
    return _is_unlike(talk, heading) or _follows_turns(talk, heading) or _winds_up(talk, heading)


def _is_amid(talk: _Outline, heading: int) -> bool:
    """Whether `## Bio` is a part of what one person says: the talk goes on behind it, under several headings of its level."""
    behind = talk.headings[bisect_right(talk.headings, heading) :] if talk.alone else ()
    level = talk.blocks[heading].level
    others = (index for index in behind if talk.blocks[index].level <= level and not closes(talk.text(index)))
    return len([*islice(others, _ENOUGH)]) == _ENOUGH


def _tells_of_guest(talk: _Outline, heading: int) -> bool:
    """Whether a heading is `## About Ana Ruiz`, who is named in the title, and behind it are only links and credits."""
    who = about_whom(talk.text(heading))
    return bool(who) and plain(who) in plain(talk.title) and all(closes(talk.text(index)) for index in talk.headings if index > heading)


def _is_unlike(talk: _Outline, heading: int) -> bool:
    """Whether a heading is `## Join us`, which is not said, with a few lines below, and unlike each before: there somebody is labelled.

    In a post without labels each heading before asks, and a link stands in these lines.
    """
    said, below = squeeze(talk.text(heading)), talk.blocks[heading + 1 : heading + 2 + _LAST]
    if len(below) > _LAST or not named(said) or said.endswith(STATING_ENDS) or not 0 < talk.size(heading + 1) < _A_TALK:
        return False
    if not talk.labelled:
        above, asking = talk.above(heading)
        return _ENOUGH <= above == asking and any("<a " in block.html for block in below)
    parts = [(first, after) for first, after in pairwise(index for index in talk.headings if index <= heading) if after - first > 1]
    labels = frozenset(talk.labelled)
    return len(parts) >= _ENOUGH and not any(labels.isdisjoint(range(first + 1, after)) for first, after in parts)


def _groups(talk: _Outline, heading: int) -> bool:
    """Whether right below `## Of bees`, without a word between, a heading asks on the level on which the one before it asked."""
    _, asking = talk.above(heading)
    first = heading + 1
    return (
        asking > 0
        and talk.asks(first)
        and talk.blocks[heading].level < talk.blocks[first].level == talk.blocks[talk.asking[asking - 1]].level
    )


def _beside(talk: _Outline) -> int | None:
    """The heading, above less than is said before, that is no part of what `## Transcript` announces: all others are below that level.

    Headings behind it do not ask as some before it do.
    """
    highest = (index for index in talk.headings if talk.blocks[index].level <= talk.level and not _groups(talk, index))
    first = next(highest, None)
    if first is None or first == talk.headings[0] or talk.asks(first) or _is_of_talk(talk.text(first)):
        return None
    before, behind = ({talk.blocks[index].level for index in talk.asking if (index > first) == later} for later in (False, True))
    return first if before.isdisjoint(behind) and talk.size(talk.start, first) > talk.size(first) else None


def _is_of_talk(text: str) -> bool:
    """Whether a heading names a conversation or a part of it."""
    return opens(text) or introduces(text) or names_round(text) or entitles(text)


def _follows_turns(talk: _Outline, heading: int) -> bool:
    """Whether a heading is `## Sound quality`, the first of all, behind several turns and above less than is said there: of no talk.

    Nobody needs to be labelled in these turns if that talk is announced on the heading's level, and the text below is too short to be said.
    """
    text = talk.text(heading)
    if heading != talk.headings[0] or _is_of_talk(text):
        return False
    if len(talk.labelled) >= _TURNS:
        return talk.size(talk.labelled[0], heading) > talk.size(heading)
    beside = not talk.labelled and talk.blocks[heading].level <= talk.level
    return beside and heading - talk.start >= _TURNS and talk.size(heading) < min(_A_TALK, talk.size(talk.start, heading))


def _winds_up(talk: _Outline, heading: int) -> bool:
    """Whether a heading behind all that is asked is `## Wrap up`, below which nobody is labelled.

    Without labels most headings before it, and enough for a conversation, ask: then it is a part of the post rather than of a talk.
    """
    text, (above, asking) = talk.text(heading), talk.above(heading)
    if not winds_up(text) or asking < len(talk.asking):
        return False
    return bool(talk.labelled) or (not names_round(text) and asking >= _ENOUGH and asking * 2 > above)


def _asked(talk: _Outline) -> dict[int, range]:
    """The blocks between the first and the last heading that ask, by the level of these headings."""
    last = {talk.blocks[index].level: index for index in talk.asking}
    first = {talk.blocks[index].level: index for index in reversed(talk.asking)}
    return {level: range(first[level] + 1, last[level]) for level in last}


def _goes_on(asked: dict[int, range], heading: int, level: int) -> bool:
    """Whether questions go on behind a heading that would end other posts, if it is of no higher level than they are."""
    return any(heading in between for higher, between in asked.items() if higher <= level)


def _closing_in_bold(talk: _Outline) -> int:
    """The first block, behind labels or else headings, that is `**Links**` alone and used as a heading; the end of the post without one.

    With a colon it is a lead-in, and the conversation may go on behind its list.
    """
    blocks = talk.blocks
    if not (talk.labelled or talk.headings):
        return len(blocks)
    behind = range((talk.last if talk.labelled else talk.headings[-1]) + 1, len(blocks))
    bold = (index for index in behind if serves_as_heading(blocks[index]) and closes(talk.text(index)))
    return next((index for index in bold if not talk.text(index).rstrip().endswith((":", "："))), len(blocks))


def _ruled_off(talk: _Outline, last: int, closing: int) -> int:
    """The first rule between the last label or heading of the conversation and what closes it; the latter if there is none.

    Without labels and headings, a rule in the first half of the text is between an intro and a talk.
    """
    first = last + 1 if talk.labelled or talk.headings else _middle(talk, closing)
    return next((index for index in range(first, closing) if _is_rule(talk.blocks[index])), closing)


def _middle(talk: _Outline, end: int) -> int:
    """The index of the first block that has no more text behind it than before."""
    lengths = [len(block.text) for block in talk.blocks[talk.start : end]]
    before, total = accumulate(lengths, initial=0), sum(lengths)
    return next((index for index, length in enumerate(before, talk.start) if 2 * length >= total), end)


def _is_rule(block: Block) -> bool:
    """Whether a block is a line between two parts of a text: of Markdown, as people type it, `—`, or drawn by a page for what has this class."""
    if block.tag == "div" and not block.text.strip():
        return re.search(_DIVIDER, block.html) is not None
    return block.tag == "hr" or (block.plain and bool(block.text) and _RULE.issuperset(block.text))


def _signed_off(talk: _Outline, last: int, end: int) -> int:
    """The first block behind the last label or heading, and before an end, with thanks or credits; the end if there is none."""
    behind = range(last + 1 + talk.asks(last), end)  # the block below a question answers it
    signed = next((index for index in behind if _names_guest(talk, index) or _signs_off(talk, index) or _lists(talk, index)), end)
    return signed - (signed - 1 in behind and signed < end and _leads_on(talk, signed))


def _lists(talk: _Outline, index: int) -> bool:
    """Whether a block behind the last label lists chapters."""
    return bool(talk.labelled) and talk.lists(talk.blocks[index])


def _leads_on(talk: _Outline, index: int) -> bool:
    """Whether the block above is a phrase in bold or, above a list, a phrase that is no sentence: `Timestamps:`."""
    above = talk.blocks[index - 1]
    return _is_phrase_in_bold(above) or (_lists(talk, index) and len(above.text) < _FIRST_WORDS and not closes_sentence(above.text))


def _is_phrase_in_bold(block: Block) -> bool:
    """Whether a paragraph is a few words in bold that are no sentence, such as the name of a newsletter above what that says."""
    return re.fullmatch(_PHRASE_IN_BOLD, block.html) is not None and not closes_sentence(block.text)


def _names_guest(talk: _Outline, index: int) -> bool:
    """Whether a block behind the last answer thanks whoever gave that, or says where they are found, by name: somebody else says it."""
    block = talk.blocks[index]
    said = squeeze(block.text[:_FIRST_WORDS])
    small = said.casefold()
    referring = next((phrase for phrase in REFERRING if small.startswith(phrase)), "")
    thanking = small.startswith(GRATEFUL) and not small.startswith(THANKS_TO)
    if block.tag != "p" or not (referring or thanking):
        return False
    names = _last_answering(talk).split()
    words = re.findall(r"\w+", said[len(referring) :])
    return any(word[0].isupper() and word in names for word in (words[:1] if referring else words[1:]))


def _last_answering(talk: _Outline) -> str:
    """The words that name whoever gave the last answer: the last label or, where headings ask, the post's title."""
    if talk.labelled:
        return talk.text(talk.last)[:_FIRST_WORDS].partition(":")[0]
    return talk.title if talk.asking else ""


def _signs_off(talk: _Outline, index: int) -> bool:
    """Whether a block behind the last answer says how the post was made, or thanks its readers.

    If no heading asks, thanks may be the last speaker's words; in a talk, which has no labels either, the speaker may say what is shown.
    """
    text = talk.text(index)
    said = text[:_FIRST_WORDS].lstrip().casefold()
    says_how = _behind_lead_in(said).startswith(SIGNING_OFF) or credits_host(text) or signs(text)
    if not (says_how or said.startswith(THANKING)) or text.endswith(SUBSCRIBING):  # which newsletters have anywhere
        return False
    return bool(talk.asking) or (says_how and bool(talk.labelled))


def _behind_lead_in(said: str) -> str:
    """The words behind what calls them a note: `Editor's note: This interview was edited.`"""
    lead, _, words = said.partition(":")
    return words.lstrip() if words and lead.rpartition(" ")[2] in NO_NAMES else said
