"""Signposts: headings, or words in bold, that say what is below them: the conversation, its questions or its end, links, contents."""

import re
from functools import lru_cache

from pipeline.content.interview.labels import without_anchor
from pipeline.content.lexicon.parts import (
    ABOUT,
    ARTICLES,
    CHAPTERS,
    CLOSING,
    CLOSING_WITH,
    CONTENTS,
    CONVERSATION,
    CONVERSING,
    ENTITLING,
    OPENING,
    PARTS,
    ROUND,
    SHOW_NOTES,
    SHOW_NOTES_END,
    TRANSCRIBING,
    TRANSCRIPT,
    WINDING_UP,
)
from pipeline.content.lexicon.phrases import folded, places
from pipeline.content.markup.block import BOLD, Block
from pipeline.content.text.macros import without_macros
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.sentences import SENTENCE_ENDS, ends_asking

_LONGEST = 60  # characters: nothing longer is the name of a part
_NAMED = 4  # words, at most, of a name
_OF_TALK = r" (?:from|of|in) (?:this|the|our) (?:interview|conversation|episode|talk|discussion|webinar|session|chat|podcast|show|video)$"
# Emoji and arrows, what joins and varies them, and blanks
_PICTURES = "".join(map(chr, (*range(0x2190, 0x2C00), *range(0x1F000, 0x1FB00)))) + "\ufe0f\u200d "
_IN_BRACKETS = r"\s*[(（][^()（）]{1,40}[)）]$"


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """A heading in a form for looking up: folded, without colon, numbers, signs or emoji around it. Only its first 300 characters count."""
    name = folded(squeeze(text[:300])).casefold()
    name = name if name.isascii() else name.strip(_PICTURES)
    return name.strip(" :：.!#*_-–—&+|0123456789") or name


def named(text: str) -> str:
    """A heading, in the form of `plain`, that may name a part of a post; empty if it is too long for that."""
    return plain(text) if len(text) < _LONGEST else ""


def serves_as_heading(block: Block) -> bool:
    """Whether a block is a paragraph that begins in bold, and short enough to name a part: `**Transcript**`."""
    return block.lead in BOLD and block.tag == "p" and len(block.text) < _LONGEST


def opens(text: str) -> bool:
    """Whether a heading announces the conversation itself: `## Transcription:`, `## Transcript (abridged)`."""
    part = named(re.sub(_IN_BRACKETS, "", text) if text.endswith((")", "）")) else text)
    if not part.endswith(("transcript", "transcription")):
        return part in CONVERSATION
    *before, last = part.split()
    return last in ("transcript", "transcription") and TRANSCRIPT.issuperset(before)


def names_round(text: str) -> bool:
    """Whether a heading announces questions: `## Q&A`."""
    return named(text) in ROUND


def entitles(text: str) -> bool:
    """Whether a heading names a conversation and not only its kind: `## An interview with Ana Ruiz`, `## Ana Ruiz in conversation with Bo Lind`."""
    name = plain(text)
    if (name.partition(" ")[2] if name.startswith(ARTICLES) else name).startswith(ENTITLING):
        return True
    if len(name) > _LONGEST or text.endswith(SENTENCE_ENDS):
        return False
    return any(len(name[:at].split()) <= _NAMED for at, _ in places(CONVERSING, name))


def folds_talk(block: Block) -> bool:
    """Whether a block is the summary of a fold that holds the conversation: `<summary>Show the transcript</summary>`."""
    return block.lead == "summary" and len(block.text) < _LONGEST and any(word in block.text.casefold() for word in TRANSCRIBING)


def announces(block: Block) -> bool:
    """Whether a block that is no heading announces the conversation: `**Transcript**`, or the summary of its fold."""
    return folds_talk(block) or (serves_as_heading(block) and opens(block.text))


def introduces(text: str) -> bool:
    """Whether a heading only says that this is the beginning."""
    return named(text) in OPENING


def names_part(text: str) -> bool:
    """Whether a heading only names a part that any conversation has: `## Outro`."""
    return named(text) in PARTS or introduces(text)


def winds_up(text: str) -> bool:
    """Whether a heading names the last part: `## Wrap up`. Behind `## Interview` it all begins, and labels above only list who takes part."""
    return named(text) in WINDING_UP or (names_part(text) and not (opens(text) or introduces(text)))


def closes(text: str) -> bool:
    """Whether a heading introduces links or credits, which nobody speaks."""
    name = named(text)
    return name in CLOSING or lists_chapters(text) or (name.startswith(CLOSING_WITH) and len(name.split()) < 7)


def lists_chapters(text: str) -> bool:
    """Whether a heading says that the times of chapters are below: `## Timestamps`."""
    return named(text) in CHAPTERS


def is_of_notes(text: str) -> bool:
    """Whether a heading is one of show notes: `## Key takeaways from this interview`, `## Books mentioned`."""
    name = re.sub(_OF_TALK, "", named(text))
    return name in SHOW_NOTES or name.endswith(SHOW_NOTES_END)


def tells_of(text: str) -> bool:
    """Whether a heading says whom or what the text below is about: `## About Ana`."""
    return named(text).startswith(ABOUT)


def names_contents(text: str) -> bool:
    """Whether a text says no more than that the post's headings are listed below."""
    return named(text) in CONTENTS


def about_whom(text: str) -> str:
    """`Ana Ruiz` of `About Ana Ruiz`; empty for any other heading, such as `About the future`."""
    part = named(text)
    lead = next((lead for lead in ABOUT if part.startswith(lead)), "")
    who = squeeze(text)[len(lead) :] if lead else ""
    return who if " " in who and not who[0].islower() else ""


def is_title(block: Block, title: str, *, amid: bool = False) -> bool:
    """Whether a heading repeats the post's title, alone or, unless it is `amid` others, within more words that do not ask.

    So does one that a blog's engine makes: `## {{ page.title }}`.
    """
    if block.text.startswith("{{") and not squeeze(without_macros(block.text)):
        return True
    if len(block.text) > 2 * len(title) + 40:
        return False
    name, wanted = plain(without_anchor(block.text)), plain(title)
    longer = not amid and block.level < 3 and len(wanted) > 8 and wanted in name
    return bool(name) and (name == wanted or (longer and (ends_asking(title) or not ends_asking(block.text.rstrip()))))
