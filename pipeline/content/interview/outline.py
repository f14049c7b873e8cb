"""Where the conversation is in a post: behind the intro and the player, before the closing notes."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from pipeline.content.interview.lexicon import GRATEFUL, SIGNING_OFF, SUBSCRIBING, THANKING, THANKS_TO
from pipeline.content.interview.parts import (
    LONGEST,
    about_whom,
    closes,
    entitles,
    folds_talk,
    introduces,
    is_title,
    named,
    names_contents,
    names_round,
    opens,
    plain,
    winds_up,
)
from pipeline.content.interview.questions import asks
from pipeline.content.markup import BOLD, ITALIC, Block
from pipeline.content.words import STATING_ENDS, squeeze

# In characters: a text of this length below a player, without heading or label, is a transcript rather than a closing remark.
_A_TALK = 1_200
_ENOUGH = 3  # questions above a player, or behind `## Q&A`, for a conversation
_TURNS = 4  # with labels, at least, that have no heading among them
_INTRODUCING = 2  # headings, at most, of which the last may be `## Q&A` for all of it
_LAST = 20  # blocks, at most, in what follows the end of a conversation without a word that says so
_FIRST_WORDS = 60  # characters in which a block thanks, signs off or names its speaker
_RULE = frozenset("—–―-~*_ ")  # what people type for a rule
# In words: a shorter text with an address is no beginning of a talk. `Slides and handouts: https://...`
_A_DETAIL = 8


class _Outline(NamedTuple):
    """A post's title and blocks, and the indices of those that show where the conversation is, in ascending order.

    `headings` are without those that repeat the title or announce a table of contents, `asking` are those of them that ask, and `labelled`
    are the blocks that begin with a speaker's label.
    """

    title: str
    blocks: Sequence[Block]
    headings: Sequence[int]
    asking: Sequence[int]
    labelled: Sequence[int]

    def behind(self, start: int) -> "_Outline":
        """The same with the headings from block `start` on."""
        headings, asking = (some[bisect_left(some, start) :] for some in (self.headings, self.asking))
        return self._replace(headings=headings, asking=asking)

    def asks(self, index: int) -> bool:
        """Whether the block with this index is a heading that asks."""
        at = bisect_left(self.asking, index)
        return at < len(self.asking) and self.asking[at] == index

    def text(self, index: int) -> str:
        return self.blocks[index].text

    def size(self, start: int, end: int | None = None) -> int:
        """The number of characters from one block up to another, or to the end of the post."""
        return sum(len(block.text) for block in self.blocks[start:end])


def span(blocks: Sequence[Block], headings: Iterable[int], labelled: Sequence[int], player: int, title: str) -> tuple[int, int]:
    """The index of the conversation's first block, and that of the first block behind it.

    `headings` are the indices of headings, `labelled` those of blocks that begin with a speaker's label; `player` is the main video's line,
    0 if it is not in the text.
    """
    own = [index for index in headings if not (is_title(blocks[index], title) or names_contents(blocks[index].text))]
    outline = _Outline(title, blocks, own, [index for index in own if asks(blocks[index].text)], labelled)
    if _is_entitled(outline):
        outline = outline.behind(own[1])
    start = _start(outline, player)
    talk = outline.behind(start)
    if _is_introduced(talk, start):
        start = talk.headings[1]
        talk = talk.behind(start)
    return start, _end(talk, start)


def _is_entitled(outline: _Outline) -> bool:
    """Whether the first of several headings entitles the whole: `## An interview with Ana Ruiz`, above an intro and what is asked."""
    if len(outline.headings) < 2:
        return False
    first, second = outline.headings[:2]
    if any(first <= index < second for index in outline.labelled):
        return False
    return entitles(outline.text(first)) and bool(outline.behind(second).asking)


def _start(outline: _Outline, player: int) -> int:
    announced = _announced(outline)
    if announced is not None and (not outline.labelled or outline.labelled[-1] > announced):
        return _behind_remark(outline, announced + 1)
    behind = _behind_player(outline, player)
    start = _first_said(behind)
    return start if len(behind.behind(start).asking) > 1 else _outweighing(behind, start, player)


def _announced(outline: _Outline) -> int | None:
    """The heading or the paragraph in bold that announces the conversation, or the summary of a fold behind which most of it is."""
    blocks = outline.blocks
    bold = (index for index, block in enumerate(blocks) if len(block.text) < LONGEST and block.lead in BOLD and block.tag == "p")
    announced = (index for index in chain(outline.headings, bold) if opens(outline.text(index)))
    first = (index for index in outline.headings[:_INTRODUCING] if names_round(outline.text(index)))
    rounds = (index for index in first if _is_all_that_asks(outline, index))
    folds = (index for index, block in enumerate(blocks) if folds_talk(block))
    return next(chain(announced, rounds, (index for index in folds if _is_mostly_behind(outline, index))), None)


def _behind_remark(outline: _Outline, first: int) -> int:
    """The first block, from one on, that is not in italics, as `*Edited for length.*` is, or that somebody says: `*Ana: What is wax?*`"""
    labelled = frozenset(outline.labelled)
    spoken = (index for index in range(first, len(outline.blocks)) if outline.blocks[index].lead not in ITALIC or index in labelled)
    return next(spoken, len(outline.blocks))


def _is_all_that_asks(outline: _Outline, heading: int) -> bool:
    """Whether several headings ask, all of them behind `## Q&A`, which does not end a talk: only one part, and less text, is above it."""
    return len(outline.asking) >= _ENOUGH and outline.asking[0] > heading and not _outweighs(outline, 0, heading)


def _is_mostly_behind(outline: _Outline, fold: int) -> bool:
    """Whether no more labels, or else questions, stand above a fold than behind it: it may hold something inside a conversation."""
    said = outline.labelled or outline.asking
    return bisect_left(said, fold) * 2 <= len(said)


def _behind_player(outline: _Outline, player: int) -> _Outline:
    """The outline behind the player. All of it if neither headings nor labels follow the player, or if most questions stand above it.

    In that case it is in one of the last answers.
    """
    blocks, labelled = outline.blocks, outline.labelled
    behind = outline.behind(next((index for index in outline.headings if blocks[index].line > player), len(blocks)))
    above = len(outline.asking) - len(behind.asking)
    asked_above = above >= _ENOUGH and above * 2 > len(outline.asking)
    labels_follow = bool(labelled) and blocks[labelled[0]].line > player
    return behind if labels_follow or (behind.headings and not asked_above) else outline


def _first_said(outline: _Outline) -> int:
    """The first label, or a heading above it that belongs to the conversation.

    Without labels it is the first heading, or the first question if the headings above it tell of the guest or close other posts.
    """
    headings, nowhere = outline.headings, len(outline.blocks)
    if not outline.labelled:
        first = next((index for index in headings if not (closes(outline.text(index)) or about_whom(outline.text(index)))), nowhere)
        if outline.asks(first):
            return first
        if _is_second_title(outline):
            return headings[1]
        return headings[0] if headings and not closes(outline.text(headings[0])) else nowhere
    first = outline.labelled[0]
    before = headings[: bisect_left(headings, first)]
    own = (index for index in before if not _belongs_to_intro(outline.text(index), last=index == before[-1]))
    return next(own, first)


def _is_second_title(outline: _Outline) -> bool:
    """Whether the first heading is a second title of the post: the only one of the highest level, and most below it ask."""
    levels = [outline.blocks[index].level for index in outline.headings]
    if levels[:1] != [1] or levels.count(1) > 1:
        return False
    below = outline.behind(outline.headings[0] + 1)
    return len(below.asking) * 2 > len(below.headings)


def _belongs_to_intro(text: str, *, last: bool) -> bool:
    """Whether a heading before the first label, with another one behind it, neither asks nor says anything: `## About the guest`."""
    if asks(text) or introduces(text):
        return False
    return closes(text) or (not last and not squeeze(text).endswith(STATING_ENDS))


def _outweighing(outline: _Outline, start: int, player: int) -> int:
    """A start behind which there is enough of a talk: the one found, or an earlier heading, or else all text behind the player."""
    blocks = outline.blocks
    rest = next((index for index, block in enumerate(blocks) if block.line > player and not _is_address(block)), len(blocks))
    earlier = (index for index in outline.headings[:1] if index < start and not closes(outline.text(index)))
    return next(index for index in (start, *earlier, rest) if not _outweighs(outline, rest, index))


def _is_address(block: Block) -> bool:
    return "://" in block.text and len(block.text.split()) < _A_DETAIL


def _outweighs(outline: _Outline, rest: int, start: int) -> bool:
    """Whether there is more text before a start than behind it: then this is a talk with questions at its end, not an intro."""
    before = outline.size(rest, start)
    return before > _A_TALK and before > outline.size(start)


def _is_introduced(talk: _Outline, start: int) -> bool:
    """Whether a talk starts with `## Introduction`, with text that has no label, and below the next heading, which asks, is one."""
    first, asking, further = (*talk.headings[:3], len(talk.blocks), len(talk.blocks), len(talk.blocks))[:3]
    if first != start or not talk.labelled or not asking < talk.labelled[0] < further or asking == first + 1:
        return False
    noted = any(block.tag == "-comment" for block in talk.blocks[first:asking])  # `<!-- at 0:03 -->` says that it is a chapter
    return not noted and introduces(talk.text(first)) and talk.asks(asking)


def _end(talk: _Outline, start: int) -> int:
    """The first block behind a talk: a heading that ends it or, above that, a rule, or thanks or credits."""
    blocks, headings, labelled = talk.blocks, talk.headings, talk.labelled
    last = max([start, *labelled])
    ending = (index for index in headings if index > last and _ends_talk(talk, index))
    heading = next((index for index in ending if not _goes_on(talk, index)), len(blocks))
    closing = min(heading, _closed_in_bold(talk, last))
    after = max([last, *(index for index in headings if index < closing)])
    first = after + 1 if labelled or headings else _middle(talk, start, closing)  # above that, a rule is between an intro and a talk
    end = next((index for index in range(first, closing) if _is_rule(blocks[index])), closing)
    behind = range(after + 1 + talk.asks(after), end)
    thanked = talk.text(last)[:_FIRST_WORDS].partition(":")[0] if labelled else talk.title if talk.asking else ""
    signed = next((index for index in behind if _thanks(blocks[index], thanked) or _signs_off(talk, index)), end)
    return signed if talk.size(signed, end) < _A_TALK else end


def _ends_talk(talk: _Outline, index: int) -> bool:
    """Whether a heading behind all labels ends a talk: links, the guest's life, or `## Wrap up`, below which nobody is labelled."""
    text = talk.text(index)
    if closes(text) or _tells_of_guest(talk, index):
        return True
    if not talk.asks(index) and (_is_unlike(talk, index) or _is_first(talk, index)):
        return True
    if not winds_up(text) or (talk.asking and index < talk.asking[-1]):
        return False
    return bool(talk.labelled) or (not names_round(text) and _mostly_ask(talk, index))


def _tells_of_guest(talk: _Outline, closing: int) -> bool:
    """`## About Ana Ruiz` behind all that is asked, where the title names her."""
    who = about_whom(talk.text(closing))
    return bool(who) and plain(who) in plain(talk.title) and all(closes(talk.text(index)) for index in talk.headings if index > closing)


def _is_unlike(talk: _Outline, closing: int) -> bool:
    """`## Join us`, which is not said, and a few lines below, where each part before is unlike: somebody is labelled there.

    In a post without labels each heading before asks, and a link stands in these lines.
    """
    said, below = squeeze(talk.text(closing)), talk.blocks[closing + 1 : closing + 2 + _LAST]
    if len(below) > _LAST or not named(said) or said.endswith(STATING_ENDS) or not 0 < sum(len(block.text) for block in below) < _A_TALK:
        return False
    if not talk.labelled:
        before = bisect_left(talk.headings, closing)
        return before >= _ENOUGH and any("<a " in block.html for block in below) and before == bisect_left(talk.asking, closing)
    parts = [(first, last) for first, last in pairwise(index for index in talk.headings if index <= closing) if last - first > 1]
    labels = frozenset(talk.labelled)
    return len(parts) >= _ENOUGH and not any(labels.isdisjoint(range(first + 1, last)) for first, last in parts)


def _is_first(talk: _Outline, closing: int) -> bool:
    """`## Sound quality`, the first heading of all behind several people's turns, above less than they say: it has nothing to do with them."""
    text = talk.text(closing)
    if len(talk.labelled) < _TURNS or closing != talk.headings[0] or opens(text) or introduces(text) or names_round(text):
        return False
    return talk.size(talk.labelled[0], closing) > talk.size(closing)


def _mostly_ask(talk: _Outline, closing: int) -> bool:
    """Whether most headings before one ask, and enough for a conversation, so that this one is a part of the post rather than of a talk."""
    asked = bisect_left(talk.asking, closing)
    return asked >= _ENOUGH and asked * 2 > bisect_left(talk.headings, closing)


def _goes_on(talk: _Outline, closing: int) -> bool:
    """Whether questions go on behind a heading that would end other posts, if it is of no higher level than they are."""
    level = talk.blocks[closing].level
    levels = {index: talk.blocks[index].level for index in talk.asking if talk.blocks[index].level <= level}
    before = {levels[index] for index in levels if index < closing}
    return any(levels[index] in before for index in levels if index > closing)


def _closed_in_bold(talk: _Outline, last: int) -> int:
    """The first block, behind labels or else headings, that is `**Links**` alone and used as a heading; the end of the post without one.

    With a colon it is a lead-in, and the conversation may go on behind its list.
    """
    blocks = talk.blocks
    if not (talk.labelled or talk.headings):
        return len(blocks)
    behind = range((last if talk.labelled else max(last, talk.headings[-1])) + 1, len(blocks))
    bold = (index for index in behind if blocks[index].lead in BOLD and blocks[index].tag == "p" and closes(talk.text(index)))
    return next((index for index in bold if not talk.text(index).rstrip().endswith((":", "："))), len(blocks))


def _middle(talk: _Outline, start: int, end: int) -> int:
    """The index of the first block that has no more text behind it than before."""
    lengths = [len(block.text) for block in talk.blocks[start:end]]
    before, total = accumulate(lengths, initial=0), sum(lengths)
    return next((start + number for number, length in enumerate(before) if 2 * length >= total), end)


def _is_rule(block: Block) -> bool:
    """Whether a block is a line between two parts of a text, as Markdown has it or as people type it: `—`."""
    return block.tag == "hr" or (block.tag == "p" and block.plain and bool(block.text) and _RULE.issuperset(block.text))


def _signs_off(talk: _Outline, index: int) -> bool:
    """Whether a block behind the last answer says how the post was made, or thanks its readers.

    If no heading asks, thanks may be the last speaker's words; and in a talk, which has no labels either, the speaker may say what is shown.
    """
    text = talk.text(index)
    said = text[:_FIRST_WORDS].lstrip().casefold()
    if not said.startswith((*THANKING, *SIGNING_OFF)) or text.endswith(SUBSCRIBING):  # which newsletters have anywhere
        return False
    return bool(talk.asking) or (bool(talk.labelled) and said.startswith(SIGNING_OFF))


def _thanks(block: Block, thanked: str) -> bool:
    """Whether a block behind the last answer thanks whoever gave that, by a name that is `thanked`, so that somebody else says it."""
    said = squeeze(block.text[:_FIRST_WORDS])
    small = said.casefold()
    if block.tag != "p" or not small.startswith(GRATEFUL) or small.startswith(THANKS_TO):
        return False
    return any(word[0].isupper() and word in thanked.split() for word in re.findall(r"\w+", said)[1:])
