"""Where the conversation is in a post: behind the intro and the player, before the closing notes."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, chain, islice, pairwise

from pipeline.content.interview.labels import without_anchor
from pipeline.content.interview.lexicon import (
    ABOUT,
    ARTICLES,
    CLOSING,
    CLOSING_WITH,
    CONTENTS,
    CONVERSATION,
    ENTITLING,
    GRATEFUL,
    OPENING,
    PARTS,
    ROUND,
    SIGNING_OFF,
    SUBSCRIBING,
    THANKING,
    THANKS_TO,
    TRANSCRIBING,
    TRANSCRIPT,
    WINDING_UP,
    folded,
)
from pipeline.content.interview.questions import asks
from pipeline.content.markup import BOLD, ITALIC, Block
from pipeline.content.words import STATING_ENDS, ends_asking, squeeze

# In characters: a text of this length below a player, without heading or label, is a transcript rather than a closing remark.
_A_TALK = 1_200
_ENOUGH = 3  # questions above a player, or behind `## Q&A`, for a conversation
_TURNS = 4  # with labels, at least, that have no heading among them
_INTRODUCING = 2  # headings, at most, of which the last may be `## Q&A` for all of it
_LAST = 20  # blocks, at most, in what follows the end of a conversation without a word that says so
_RULE = frozenset("—–―-~*_ ")  # what people type for a rule
_LONG_NAME = 60  # no part of a post is called so
# In words: a shorter text with an address is no beginning of a talk. `Slides and handouts: https://...`
_A_DETAIL = 8


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """A heading in a form for looking up: folded, without colon, numbers or signs around it. Only its first 300 characters count."""
    name = folded(squeeze(text[:300])).casefold()
    return name.strip(" :：.!#*_-–—&+|0123456789") or name


def _part(text: str) -> str:
    """A heading, in the form of `plain`, that may name a part of a post; empty if it is too long for that."""
    return plain(text) if len(text) < _LONG_NAME else ""


def opens(text: str) -> bool:
    """Whether a heading announces the conversation itself: `## Transcription:`."""
    part = _part(text)
    if not part.endswith(("transcript", "transcription")):
        return part in CONVERSATION
    *before, last = part.split()
    return last in ("transcript", "transcription") and TRANSCRIPT.issuperset(before)


def names_round(text: str) -> bool:
    """Whether a heading announces questions: `## Q&A`."""
    return _part(text) in ROUND


def folds_talk(block: Block) -> bool:
    """Whether a block is the summary of a fold that holds the conversation: `<summary>Show the transcript</summary>`."""
    return block.lead == "summary" and len(block.text) < _LONG_NAME and any(word in block.text.casefold() for word in TRANSCRIBING)


def introduces(text: str) -> bool:
    """Whether a heading only says that this is the beginning."""
    return _part(text) in OPENING


def names_part(text: str) -> bool:
    """Whether a heading only names a part that any conversation has: `## Outro`."""
    return _part(text) in PARTS or introduces(text)


def closes(text: str) -> bool:
    """Whether a heading introduces links or credits, which nobody speaks."""
    name = _part(text)
    return name in CLOSING or (name.startswith(CLOSING_WITH) and len(name.split()) < 7)


def span(blocks: Sequence[Block], headings: Iterable[int], labelled: Sequence[int], player: int, title: str) -> tuple[int, int]:
    """The index of the conversation's first block, and that of the first block behind it.

    `headings` are the indices of headings, `labelled` those of blocks that begin with a speaker's label; `player` is the main video's line,
    0 if it is not in the text.
    """
    headings = [index for index in headings if not (is_title(blocks[index], title) or names_contents(blocks[index].text))]
    if _is_entitled(blocks, headings, labelled):
        headings = headings[1:]
    start = _start(blocks, headings, labelled, player)
    behind = [index for index in headings if index >= start]
    if behind[:1] == [start] and _introduced(blocks, behind, labelled):
        behind = behind[1:]
        start = behind[0]
    return start, _end(blocks, start, behind, labelled, title)


def _is_entitled(blocks: Sequence[Block], headings: Sequence[int], labelled: Sequence[int]) -> bool:
    """Whether the first of several headings entitles the whole: `## An interview with Ana Ruiz`, above an intro and what is asked."""
    if len(headings) < 2 or any(headings[0] <= index < headings[1] for index in labelled):
        return False
    first = plain(blocks[headings[0]].text)
    said = first.partition(" ")[2] if first.startswith(ARTICLES) else first
    return said.startswith(ENTITLING) and any(asks(blocks[index].text) for index in headings[1:])


def names_contents(text: str) -> bool:
    """Whether a text says no more than that the post's headings are listed below."""
    return _part(text) in CONTENTS


def is_title(block: Block, title: str) -> bool:
    """Whether a heading repeats the post's title, alone or, at the top of the post, within more words that do not ask."""
    if len(block.text) > 2 * len(title) + 40:
        return False
    name, wanted = plain(without_anchor(block.text)), plain(title)
    longer = block.level < 3 and len(wanted) > 8 and wanted in name
    return bool(name) and (name == wanted or (longer and (ends_asking(title) or not ends_asking(block.text.rstrip()))))


def _start(blocks: Sequence[Block], headings: list[int], labelled: Sequence[int], player: int) -> int:
    announced = _announced(blocks, headings, labelled)
    if announced is not None and (not labelled or labelled[-1] > announced):
        return next((index for index in range(announced + 1, len(blocks)) if blocks[index].lead not in ITALIC), len(blocks))
    behind = _behind(player, blocks, headings, labelled)
    start = _first_said(blocks, behind, labelled)
    asking = (index for index in behind if index >= start and asks(blocks[index].text))
    return start if len(tuple(islice(asking, 2))) > 1 else _outweighing(blocks, behind, start, player)


def _behind(player: int, blocks: Sequence[Block], headings: list[int], labelled: Sequence[int]) -> list[int]:
    """The headings behind the player; all headings if neither they nor labels follow it, or if most questions stand above it."""
    behind = [index for index in headings if blocks[index].line > player]
    if not (labelled and blocks[labelled[0]].line > player) and (not behind or _asked_above(blocks, headings, len(behind))):
        return headings
    return behind


def _outweighing(blocks: Sequence[Block], behind: list[int], start: int, player: int) -> int:
    """A start behind which there is enough of a talk: the one found, or an earlier heading, or else all text behind the player."""
    rest = next((index for index, block in enumerate(blocks) if block.line > player and not _is_address(block)), len(blocks))
    earlier = (index for index in behind[:1] if index < start and not closes(blocks[index].text))
    return next(index for index in (start, *earlier, rest) if not _outweighs(blocks, rest, index))


def _asked_above(blocks: Sequence[Block], headings: list[int], behind: int) -> bool:
    """Whether most questions stand above the player, which has `behind` headings behind it: it is in one of the last answers."""
    if len(headings) - behind < _ENOUGH:
        return False
    asking = [asks(blocks[index].text) for index in headings]
    above = sum(asking[: len(headings) - behind])
    return above >= _ENOUGH and above * 2 > sum(asking)


def _announced(blocks: Sequence[Block], headings: list[int], labelled: Sequence[int]) -> int | None:
    """The heading or the paragraph in bold that announces the conversation, or the summary of a fold behind which most of it is."""
    bold = (index for index, block in enumerate(blocks) if len(block.text) < _LONG_NAME and block.lead in BOLD and block.tag == "p")
    announced = (index for index in chain(headings, bold) if opens(blocks[index].text))
    first = (index for index in headings[:_INTRODUCING] if names_round(blocks[index].text))
    rounds = (index for index in first if _is_all_that_asks(index, blocks, headings))
    folds = (index for index, block in enumerate(blocks) if folds_talk(block))
    return next(chain(announced, rounds, (index for index in folds if _is_mostly_behind(index, blocks, headings, labelled))), None)


def _is_all_that_asks(heading: int, blocks: Sequence[Block], headings: list[int]) -> bool:
    """Whether several headings ask, all of them behind `## Q&A`, which does not end a talk: only one part, and less text, is above it."""
    asking = [index for index in headings if asks(blocks[index].text)]
    return len(asking) >= _ENOUGH and asking[0] > heading and not _outweighs(blocks, 0, heading)


def _is_mostly_behind(fold: int, blocks: Sequence[Block], headings: list[int], labelled: Sequence[int]) -> bool:
    """Whether no more labels, or else questions, stand above a fold than behind it: it may hold something inside a conversation."""
    said = labelled or [index for index in headings if asks(blocks[index].text)]
    return sum(index < fold for index in said) * 2 <= len(said)


def _first_said(blocks: Sequence[Block], behind: list[int], labelled: Sequence[int]) -> int:
    """The first label, or a heading above it that belongs to the conversation.

    Without labels it is the first heading, or the first question if the headings above it tell of the guest or close other posts.
    """
    if not labelled:
        first = next((index for index in behind if not (closes(blocks[index].text) or _about_whom(blocks[index].text))), None)
        if first is not None and asks(blocks[first].text):
            return first
        if _says_whereof(blocks, behind):
            return behind[1]
        return behind[0] if behind and not closes(blocks[behind[0]].text) else len(blocks)
    first = labelled[0]
    before = [index for index in behind if index < first]
    while before and _belongs_to_intro(blocks[before[0]].text, last=len(before) == 1):
        before.pop(0)
    return before[0] if before else first


def _says_whereof(blocks: Sequence[Block], headings: Sequence[int]) -> bool:
    """Whether the first of these headings is a second title of the post: the only one of the highest level, and most below it ask."""
    levels = [blocks[index].level for index in headings]
    below = [asks(blocks[index].text) for index in headings[1:]] if levels[:1] == [1] and levels.count(1) == 1 else []
    return sum(below) * 2 > len(below)


def _introduced(blocks: Sequence[Block], headings: Sequence[int], labelled: Sequence[int]) -> bool:
    """Whether the first of these headings is `## Introduction`, with text that has no label, and below the next one, which asks, is one."""
    first, asking, further = (*headings[:3], len(blocks), len(blocks))[:3]
    if not labelled or not asking < labelled[0] < further or asking == first + 1:
        return False
    noted = any(block.tag == "-comment" for block in blocks[first:asking])  # `<!-- at 0:03 -->` says that it is a chapter
    return not noted and introduces(blocks[first].text) and asks(blocks[asking].text)


def _is_address(block: Block) -> bool:
    return "://" in block.text and len(block.text.split()) < _A_DETAIL


def _outweighs(blocks: Sequence[Block], rest: int, start: int) -> bool:
    """Whether there is more text before a start than behind it: then this is a talk with questions at its end, not an intro."""
    before = sum(len(block.text) for block in blocks[rest:start])
    return before > _A_TALK and before > sum(len(block.text) for block in blocks[start:])


def _belongs_to_intro(text: str, *, last: bool) -> bool:
    """Whether a heading before the first label, with another one behind it, neither asks nor says anything: `## About the guest`."""
    if asks(text) or introduces(text):
        return False
    return closes(text) or (not last and not squeeze(text).endswith(STATING_ENDS))


def _end(blocks: Sequence[Block], start: int, headings: list[int], labelled: Sequence[int], title: str) -> int:
    """The first block behind the conversation: a heading that ends it or, above that, a rule, or thanks or credits."""
    last = max([start, *labelled])
    asking = [index for index in headings if asks(blocks[index].text)]
    ending = (index for index in headings if index > last and _ends_talk(blocks, headings, asking, index, title=title, labelled=labelled))
    heading = next((index for index in ending if not _goes_on(blocks, headings, index)), len(blocks))
    closing = min(heading, _closed_in_bold(blocks, headings, labelled, last))
    after = max([last, *(index for index in headings if index < closing)])
    first = after + 1 if labelled or headings else _middle(blocks, start, closing)  # above that, a rule is between an intro and a talk
    rule = next((index for index in range(first, closing) if _is_rule(blocks[index])), closing)
    end = min(closing, rule)
    behind = range(after + 1 + (after in asking), end)
    thanked = blocks[last].text[:_LONG_NAME].partition(":")[0] if labelled else title if asking else ""
    signed = next(
        (at for at in behind if _thanks(blocks[at], thanked) or _signs_off(blocks[at], asked=bool(asking), labelled=bool(labelled))), end
    )
    return signed if sum(len(block.text) for block in blocks[signed:end]) < _A_TALK else end


def _is_rule(block: Block) -> bool:
    """Whether a block is a line between two parts of a text, as Markdown has it or as people type it: `—`."""
    return block.tag == "hr" or (block.tag == "p" and block.plain and bool(block.text) and _RULE.issuperset(block.text))


def _middle(blocks: Sequence[Block], start: int, end: int) -> int:
    """The index of the first block that has no more text behind it than before."""
    lengths = [len(block.text) for block in blocks[start:end]]
    before, total = accumulate(lengths, initial=0), sum(lengths)
    return next((start + number for number, length in enumerate(before) if 2 * length >= total), end)


def _ends_talk(
    blocks: Sequence[Block], headings: Sequence[int], asking: Sequence[int], index: int, *, title: str, labelled: Sequence[int]
) -> bool:
    """Whether a heading behind all labels ends the conversation: links, the guest's life, or `## Wrap up`, below which nobody is labelled.

    `asking` are those of the headings that ask.
    """
    text = blocks[index].text
    if closes(text) or _tells_of_guest(blocks, headings, index, title):
        return True
    if not asks(text) and (_is_unlike(blocks, headings, asking, index, labelled) or _is_first(blocks, headings, index, labelled)):
        return True
    if not _winds_up(text) or (asking and index < asking[-1]):
        return False
    return bool(labelled) or (not names_round(text) and _mostly_ask(headings, asking, index))


def _mostly_ask(headings: Sequence[int], asking: Sequence[int], closing: int) -> bool:
    """Whether most headings before one ask, and enough for a conversation, so that this one is a part of the post rather than of a talk."""
    asked = bisect_left(asking, closing)
    return asked >= _ENOUGH and asked * 2 > bisect_left(headings, closing)


def _is_unlike(blocks: Sequence[Block], headings: Sequence[int], asking: Sequence[int], closing: int, labelled: Sequence[int]) -> bool:
    """`## Join us`, which is not said, and a few lines below, where each part before is unlike: somebody is labelled there.

    In a post without labels each heading before asks, and a link stands in these lines.
    """
    said, below = squeeze(blocks[closing].text), blocks[closing + 1 : closing + 2 + _LAST]
    if len(below) > _LAST or not _part(said) or said.endswith(STATING_ENDS) or not 0 < sum(len(block.text) for block in below) < _A_TALK:
        return False
    if not labelled:
        before = bisect_left(headings, closing)
        return before >= _ENOUGH and _links(below) and before == bisect_left(asking, closing)
    parts = [(first, last) for first, last in pairwise(index for index in headings if index <= closing) if last - first > 1]
    labels = frozenset(labelled)
    return len(parts) >= _ENOUGH and not any(labels.isdisjoint(range(first + 1, last)) for first, last in parts)


def _is_first(blocks: Sequence[Block], headings: Sequence[int], closing: int, labelled: Sequence[int]) -> bool:
    """`## Sound quality`, the first heading of all behind several people's turns, above less than they say: it has nothing to do with them."""
    text = blocks[closing].text
    if len(labelled) < _TURNS or closing != headings[0] or opens(text) or introduces(text) or names_round(text):
        return False
    return sum(len(block.text) for block in blocks[labelled[0] : closing]) > sum(len(block.text) for block in blocks[closing:])


def _links(blocks: Iterable[Block]) -> bool:
    return any("<a " in block.html for block in blocks)


def _winds_up(text: str) -> bool:
    """`## Wrap up`. Behind `## Interview` it all begins: the labels above only listed who takes part."""
    return _part(text) in WINDING_UP or (names_part(text) and not (opens(text) or introduces(text)))


def _tells_of_guest(blocks: Sequence[Block], headings: Sequence[int], closing: int, title: str) -> bool:
    """`## About Ana Ruiz` behind all that is asked, where the title names her."""
    who = _about_whom(blocks[closing].text)
    return bool(who) and plain(who) in plain(title) and all(closes(blocks[index].text) for index in headings if index > closing)


def _about_whom(heading: str) -> str:
    """`Ana Ruiz` of `About Ana Ruiz`; empty for any other heading, such as `About the future`."""
    part = _part(heading)
    lead = next((lead for lead in ABOUT if part.startswith(lead)), "")
    who = squeeze(heading)[len(lead) :] if lead else ""
    return who if " " in who and not who[0].islower() else ""


def _closed_in_bold(blocks: Sequence[Block], headings: Sequence[int], labelled: Sequence[int], last: int) -> int:
    """The first block, behind labels or else headings, that is `**Links**` alone and used as a heading; the end of the post without one.

    With a colon it is a lead-in, and the conversation may go on behind its list.
    """
    if not (labelled or headings):
        return len(blocks)
    behind = range((last if labelled else max(last, *headings)) + 1, len(blocks))
    bold = (index for index in behind if blocks[index].lead in BOLD and blocks[index].tag == "p" and closes(blocks[index].text))
    return next((index for index in bold if not blocks[index].text.rstrip().endswith((":", "："))), len(blocks))


def _signs_off(block: Block, *, asked: bool, labelled: bool) -> bool:
    """Whether a block behind the last answer says how the post was made, or thanks its readers.

    If no heading has `asked`, thanks may be the last speaker's words; and in a talk, which has no labels either, the speaker may say what is
    shown.
    """
    said = block.text[:_LONG_NAME].lstrip().casefold()
    if not said.startswith((*THANKING, *SIGNING_OFF)) or block.text.endswith(SUBSCRIBING):  # which newsletters have anywhere
        return False
    return asked or (labelled and said.startswith(SIGNING_OFF))


def _thanks(block: Block, thanked: str) -> bool:
    """Whether a block behind the last answer thanks whoever gave that, by a name that is `thanked`, so that somebody else says it."""
    said = squeeze(block.text[:_LONG_NAME])
    small = said.casefold()
    if block.tag != "p" or not small.startswith(GRATEFUL) or small.startswith(THANKS_TO):
        return False
    return any(word[0].isupper() and word in thanked.split() for word in re.findall(r"\w+", said)[1:])


def _goes_on(blocks: Sequence[Block], headings: Sequence[int], closing: int) -> bool:
    """Whether questions go on behind a heading that would end other posts, if it is of no higher level than they are."""
    levels = {index: blocks[index].level for index in headings if blocks[index].level <= blocks[closing].level}
    asking = [index for index in levels if asks(blocks[index].text)]
    before = {levels[index] for index in asking if index < closing}
    return any(levels[index] in before for index in asking if index > closing)
