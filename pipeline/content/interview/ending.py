"""Where the conversation in a post ends: at a heading of links, above a rule, thanks or credits."""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, islice, pairwise

from pipeline.content.interview.announced import credits_host, signs
from pipeline.content.interview.outline import A_TALK, ENOUGH, Outline
from pipeline.content.interview.signposts import (
    about_whom,
    closes,
    entitles,
    introduces,
    named,
    names_round,
    opens,
    plain,
    serves_as_heading,
    winds_up,
)
from pipeline.content.lexicon.parts import GRATEFUL, REFERRING, SIGNING_OFF, SUBSCRIBING, THANKING, THANKS_TO
from pipeline.content.lexicon.people import NO_NAMES
from pipeline.content.markup.block import BOLD, Block
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.sentences import STATING_ENDS, closes_sentence

_TURNS = 4  # with labels, at least, that have no heading among them
_LAST = 20  # blocks, at most, in what follows the end of a conversation without a word that says so
_DIVIDER = r"""<div[^>]*\bclass="[^"]*(?:divider|separator)"""
_RULE = frozenset("—–―-~*_ ")  # what people type for a rule
_FIRST_WORDS = 60  # characters in which a block thanks, refers to its speaker or signs off
_POSSESSIVE = r"'s$"
_NAME = r"\w+(?:['-]\w+)*"  # or another word
_PHRASE_IN_BOLD = rf"<p[^>]*><({'|'.join(BOLD)})>[^<>]{{1,60}}</\1></p>"


def end(talk: Outline) -> int:
    """The first block behind the conversation: a heading that ends it or, above that, a rule, or thanks or credits."""
    closing = min(_closing_heading(talk), _closing_in_bold(talk))
    last = max((talk.last, *talk.headings[: bisect_left(talk.headings, closing)][-1:]))
    ruled = _ruled_off(talk, last, closing)
    signed = _signed_off(talk, last, ruled)
    return signed if talk.size(signed, ruled) < A_TALK else ruled


def _closing_heading(talk: Outline) -> int:
    """The first heading, behind all labels, that ends the conversation; the end of the post without one."""
    behind, asked, beside = talk.headings[bisect_right(talk.headings, talk.last) :], _asked(talk), _beside(talk)
    ending = (index for index in behind if index == beside or _ends_talk(talk, index))
    return next((index for index in ending if not _goes_on(asked, index, talk.blocks[index].level)), len(talk.blocks))


def _ends_talk(talk: Outline, heading: int) -> bool:
    """Whether a heading behind all labels is of links or the guest's life, or else asks nothing and is of no talk, or winds one up."""
    if closes(talk.text(heading)) or _tells_of_guest(talk, heading) or (talk.labelled and talk.lists_below(heading)):
        return not _is_amid(talk, heading)
    if talk.asks(heading) or _groups(talk, heading):
        return False
    return _is_unlike(talk, heading) or _follows_turns(talk, heading) or _winds_up(talk, heading)


def _is_amid(talk: Outline, heading: int) -> bool:
    """Whether `## Bio` is a part of what one person says: the talk goes on behind it, under several headings of its level."""
    behind = talk.headings[bisect_right(talk.headings, heading) :] if talk.alone else ()
    level = talk.blocks[heading].level
    others = (index for index in behind if talk.blocks[index].level <= level and not closes(talk.text(index)))
    return len([*islice(others, ENOUGH)]) == ENOUGH


def _tells_of_guest(talk: Outline, heading: int) -> bool:
    """Whether a heading is `## About Ana Ruiz`, who is named in the title, and behind it are only links and credits."""
    who = about_whom(talk.text(heading))
    return bool(who) and plain(who) in plain(talk.title) and all(closes(talk.text(index)) for index in talk.headings if index > heading)


def _is_unlike(talk: Outline, heading: int) -> bool:
    """Whether a heading is `## Join us`, which is not said, with a few lines below, and unlike each before: there somebody is labelled.

    In a post without labels each heading before asks, and a link stands in these lines.
    """
    said, below = squeeze(talk.text(heading)), talk.blocks[heading + 1 : heading + 2 + _LAST]
    if len(below) > _LAST or not named(said) or said.endswith(STATING_ENDS) or not 0 < talk.size(heading + 1) < A_TALK:
        return False
    if not talk.labelled:
        above, asking = talk.above(heading)
        return ENOUGH <= above == asking and any("<a " in block.html for block in below)
    parts = [(first, after) for first, after in pairwise(index for index in talk.headings if index <= heading) if after - first > 1]
    labels = frozenset(talk.labelled)
    return len(parts) >= ENOUGH and not any(labels.isdisjoint(range(first + 1, after)) for first, after in parts)


def _groups(talk: Outline, heading: int) -> bool:
    """Whether right below `## Of bees`, without a word between, a heading asks on the level on which the one before it asked."""
    _, asking = talk.above(heading)
    first = heading + 1
    return (
        asking > 0
        and talk.asks(first)
        and talk.blocks[heading].level < talk.blocks[first].level == talk.blocks[talk.asking[asking - 1]].level
    )


def _beside(talk: Outline) -> int | None:
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


def _follows_turns(talk: Outline, heading: int) -> bool:
    """Whether a heading is `## Sound quality`, the first of all, behind several turns and above less than is said there: of no talk.

    Nobody needs to be labelled in these turns if that talk is announced on the heading's level, and the text below is too short to be said.
    """
    text = talk.text(heading)
    if heading != talk.headings[0] or _is_of_talk(text):
        return False
    if len(talk.labelled) >= _TURNS:
        return talk.size(talk.labelled[0], heading) > talk.size(heading)
    beside = not talk.labelled and talk.blocks[heading].level <= talk.level
    return beside and heading - talk.start >= _TURNS and talk.size(heading) < min(A_TALK, talk.size(talk.start, heading))


def _winds_up(talk: Outline, heading: int) -> bool:
    """Whether a heading behind all that is asked is `## Wrap up`, below which nobody is labelled.

    Without labels most headings before it, and enough for a conversation, ask: then it is a part of the post rather than of a talk.
    """
    text, (above, asking) = talk.text(heading), talk.above(heading)
    if not winds_up(text) or asking < len(talk.asking):
        return False
    return bool(talk.labelled) or (not names_round(text) and asking >= ENOUGH and asking * 2 > above)


def _asked(talk: Outline) -> dict[int, range]:
    """The blocks between the first and the last heading that ask, by the level of these headings."""
    last = {talk.blocks[index].level: index for index in talk.asking}
    first = {talk.blocks[index].level: index for index in reversed(talk.asking)}
    return {level: range(first[level] + 1, last[level]) for level in last}


def _goes_on(asked: dict[int, range], heading: int, level: int) -> bool:
    """Whether questions go on behind a heading that would end other posts, if it is of no higher level than they are."""
    return any(heading in between for higher, between in asked.items() if higher <= level)


def _closing_in_bold(talk: Outline) -> int:
    """The first block, behind labels or else headings, that is `**Links**` alone and used as a heading; the end of the post without one.

    With a colon it is a lead-in, and the conversation may go on behind its list.
    """
    blocks = talk.blocks
    if not (talk.labelled or talk.headings):
        return len(blocks)
    behind = range((talk.last if talk.labelled else talk.headings[-1]) + 1, len(blocks))
    bold = (index for index in behind if serves_as_heading(blocks[index]) and closes(talk.text(index)))
    return next((index for index in bold if not talk.text(index).rstrip().endswith((":", "："))), len(blocks))


def _ruled_off(talk: Outline, last: int, closing: int) -> int:
    """The first rule between the last label or heading of the conversation and what closes it; the latter if there is none.

    Without labels and headings, a rule in the first half of the text is between an intro and a talk.
    """
    first = last + 1 if talk.labelled or talk.headings else _middle(talk, closing)
    return next((index for index in range(first, closing) if _is_rule(talk.blocks[index])), closing)


def _middle(talk: Outline, end: int) -> int:
    """The index of the first block that has no more text behind it than before."""
    lengths = [len(block.text) for block in talk.blocks[talk.start : end]]
    before, total = accumulate(lengths, initial=0), sum(lengths)
    return next((index for index, length in enumerate(before, talk.start) if 2 * length >= total), end)


def _is_rule(block: Block) -> bool:
    """Whether a block is a line between two parts of a text: of Markdown, as people type it, `—`, or drawn by a page for what has this class."""
    if block.tag == "div":
        return re.search(_DIVIDER, block.html) is not None
    return block.tag == "hr" or (block.plain and bool(block.text) and _RULE.issuperset(block.text))


def _signed_off(talk: Outline, last: int, end: int) -> int:
    """The first block behind the last label or heading, and before an end, with thanks or credits; the end if there is none."""
    behind = range(last + 1 + talk.asks(last), end)  # the block below a question answers it
    signed = next((index for index in behind if _names_guest(talk, index) or _signs_off(talk, index) or _lists(talk, index)), end)
    return signed - (signed - 1 in behind and signed < end and _leads_on(talk, signed))


def _lists(talk: Outline, index: int) -> bool:
    """Whether a block behind the last label lists chapters."""
    return bool(talk.labelled) and talk.lists(talk.blocks[index])


def _leads_on(talk: Outline, index: int) -> bool:
    """Whether the block above is a phrase in bold or, above a list, a phrase that is no sentence: `Timestamps:`."""
    above = talk.blocks[index - 1]
    return _is_phrase_in_bold(above) or (_lists(talk, index) and len(above.text) < _FIRST_WORDS and not closes_sentence(above.text))


def _is_phrase_in_bold(block: Block) -> bool:
    """Whether a paragraph is a few words in bold that are no sentence, such as the name of a newsletter above what that says."""
    return re.fullmatch(_PHRASE_IN_BOLD, block.html) is not None and not closes_sentence(block.text)


def _names_guest(talk: Outline, index: int) -> bool:
    """Whether a block behind the last answer thanks whoever gave that, or says where they are found, by name: somebody else says it."""
    block = talk.blocks[index]
    said = squeeze(block.text[:_FIRST_WORDS])
    small = said.casefold()
    referring = next((phrase for phrase in REFERRING if small.startswith(phrase)), "")
    thanking = small.startswith(GRATEFUL) and not small.startswith(THANKS_TO)
    if block.tag != "p" or not (referring or thanking):
        return False
    names, words = _words(_last_answering(talk)), _words(said[len(referring) :])
    return any(word[0].isupper() and word in names for word in (words[:1] if referring else words[1:]))


def _words(text: str) -> list[str]:
    """The words of a text, without what says that something is theirs: `Wei-lin` of `Wei-lin’s hives`."""
    return [re.sub(_POSSESSIVE, "", word) for word in re.findall(_NAME, text.replace("’", "'"))]


def _last_answering(talk: Outline) -> str:
    """The words that name whoever gave the last answer: the last label or, where headings ask, the post's title."""
    if talk.labelled:
        return talk.text(talk.last)[:_FIRST_WORDS].partition(":")[0]
    return talk.title if talk.asking else ""


def _signs_off(talk: Outline, index: int) -> bool:
    """Whether a block behind the last answer says how the post was made, or thanks its readers.

    If no heading asks, thanks may be the last speaker's words; in a talk, which has no labels either, the speaker may say what is shown.
    """
    text = talk.text(index)
    said = text[:_FIRST_WORDS].lstrip().casefold().replace("’", "'")
    says_how = said.startswith(SIGNING_OFF) or _behind_lead_in(said).startswith(SIGNING_OFF) or credits_host(text) or signs(text)
    if not (says_how or said.startswith(THANKING)) or text.endswith(SUBSCRIBING):  # which newsletters have anywhere
        return False
    return bool(talk.asking) or (says_how and bool(talk.labelled))


def _behind_lead_in(said: str) -> str:
    """The words behind what calls them a note: `Editor's note: This interview was edited.`"""
    lead, _, words = said.partition(":")
    return words.lstrip() if words and lead.rpartition(" ")[2] in NO_NAMES else said
