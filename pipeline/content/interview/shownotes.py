"""The show notes: what is around the conversation, and the links mentioned in it."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain, takewhile
from typing import NamedTuple

from pipeline.content import video
from pipeline.content.interview import players
from pipeline.content.interview.labels import label_of, time_alone
from pipeline.content.interview.signposts import folds_talk, is_title, lists_chapters, names_contents, names_part, names_round, opens
from pipeline.content.interview.silent import is_button, is_caption
from pipeline.content.lexicon.parts import BUTTONS, EDITING, SIGNING_OFF, TRANSCRIBING
from pipeline.content.lexicon.phrases import folded
from pipeline.content.listed import is_entry
from pipeline.content.markup import sanitise
from pipeline.content.markup.block import ITALIC, Block
from pipeline.content.post import Link
from pipeline.content.reference import absolute
from pipeline.content.text.ellipsis import shorten
from pipeline.content.text.macros import without_macros
from pipeline.content.text.names import FULL_NAME, is_role
from pipeline.content.text.pattern import compiled
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.sentences import MARKS, closes_sentence, sentences

# Characters of a paragraph in which sentences for the summary are searched.
_FAR = 4_000
_GREETING = 30  # characters: a sentence this short is a greeting, or says too little
_LONGEST_SUMMARY = 300  # characters
# Beginnings of sentences that are about the text itself, or greet.
_ABOUT_ITSELF = (
    *SIGNING_OFF,
    "what follows is ",
    "welcome ",
    "willkommen ",
    "herzlich willkommen ",
    "bienvenue ",
    "bienvenid",
    "bem-vind",
    "benvenut",
)
# Texts that only give a detail. Groups are atomic (`(?>`), since an address within an address could be read in any number of ways.
_DETAIL = r"""(?x)(?>(?>[^:：]{0,30}?[:：]?\s*(?:https?:|www\.)\S*[\s,;|/]*)+)   # Slides: https://..., Video: https://...
    | [^:：.!?。]{0,120}[:：]\s*https?:\S*                            # The paper that we talk about: https://...
    | \[?[\w ]{0,30}\]?\s*[:：]                                       # [episode]:
    | [^\W_]+(?:\ [^\W_]+){0,3}\s*[:：]\s*\S.{0,50}                   # Location: Berlin"""
_SIGNS_OF_DETAIL = (":", "：", "www.")
# A line that only names somebody or something: `Interviewee(s): Ana Ruiz, Bo Lind`.
_CREDIT = r"\s*[^\W_][^:：\n]{0,30}[:：](?![^\n]*[.!?。]\s*$)"
_LABELLED = r"\s*[^\W\d_]{1,20}\s?[:：]"
# In MDX, imports, and a component whose attributes are not HTML; in Obsidian, a line of tags.
_IMPORT = re.compile(r"(?:import|export)\s.*|\[\[\w[\w-]*\]\]|<[A-Z][\w.]*(?:\s[^<]*)?/?>|(?:#[^\W\d][\w/-]*\s*)+")
# Who wrote a post, and when: `By Ana Ruiz - June 6, 2024`
_BYLINE = rf"(?i:(?:(?:posted|written|published) )?(?:by|von|par|por|di)) {FULL_NAME.pattern}[^.!?\d]{{0,60}}[-–—|·•,(][^.!?]{{0,30}}\b(?:19|20)\d\d\b[^.!?]{{0,60}}"
_BEGINS_BYLINE = ("by ", "von ", "par ", "por ", "di ", "posted ", "written ", "published ")
_WORD = re.compile(r"\w{2,}")
_TAG = "<[^<>]*>"
_TIME = r"\d(?:[:：]\d\d|\s?m|['’′])"


class Origin(NamedTuple):
    """The post that notes belong to: its title, the id of its `main` video, and to what addresses in it are relative."""

    title: str
    main: str | None
    assets: str | None


def around(before: Sequence[Block], behind: Sequence[Block], post: Origin) -> tuple[str, str]:
    """The intro and the closing notes as sanitised HTML, without player, macros and repeated title, and without `## Q&A` above the talk."""
    announced = bool(before) and before[-1].level > 0 and names_round(before[-1].text)
    return _html(before[:-1] if announced else before, post), _html(behind, post)


def _html(blocks: Sequence[Block], post: Origin) -> str:
    contents = {index for index, block in enumerate(blocks) if names_contents(block.text)}  # they list headings, which are not in the notes
    shown = [block for index, block in enumerate(blocks) if not (index in contents or (index - 1 in contents and 'href="#' in block.html))]
    written = ["" if _left_out(block, post) else _block(block, post.assets) for block in shown]
    parts = ["\n".join(filter(None, (_heading_of_box(shown, index), part))) if part else "" for index, part in enumerate(written)]
    return "\n".join(part for index, part in enumerate(parts) if part and not _is_emptied(shown, parts, index))


def _heading_of_box(blocks: Sequence[Block], index: int) -> str:
    """The heading of the box that a block begins; empty if it begins none, or one without a title."""
    box, above = blocks[index].box, blocks[index - 1].box if index else None
    return box.heading if box and box != above else ""


def _is_emptied(blocks: Sequence[Block], parts: Sequence[str], heading: int) -> bool:
    """Whether a block is a heading of which nothing that is below it is told: `## Video`, above the player."""
    level = blocks[heading].level
    below = [*takewhile(lambda index: not 0 < blocks[index].level <= level, range(heading + 1, len(blocks)))] if level else []
    return bool(below) and not any(parts[index] for index in below)


def _left_out(block: Block, post: Origin) -> bool:
    if block.tag in ("-comment", "iframe", "hr"):
        return True
    if block.level:
        return is_title(block, post.title) or opens(block.text) or block.level == 1
    return players.only_plays(block) or folds_talk(block) or (post.main is not None and _only_leads_to(block, post.main))


def _only_leads_to(block: Block, main: str) -> bool:
    """Whether a paragraph is nothing but a thumbnail or an address of the main video."""
    links = tuple(block.select("a"))
    shown = (picture.attributes.get("src") or "" for picture in block.select("img"))
    if not links and block.tag == "p" and not block.text.strip():
        return any(video.id_of(address) == main for address in shown)  # ![](https://youtu.be/...), as Obsidian embeds it
    if not links or any(video.id_of(link.attributes.get("href") or "") != main for link in links):
        return False
    return len(squeeze(block.text)) <= sum(len(squeeze(link.text())) for link in links)


def _block(block: Block, assets: str | None) -> str:
    if block.tag == "p" and _IMPORT.fullmatch(squeeze(block.text)):
        return ""
    cleaned = sanitise.clean(without_macros(block.html), assets).strip()
    return _broken(cleaned) if sanitise.shows(cleaned) else ""


def _broken(html: str) -> str:
    """A block; if it is a paragraph whose lines list times, these stay lines, although Markdown takes their breaks for blanks."""
    rows = html.split("\n") if html.startswith("<p>") else []
    timed = [row for row in rows if re.search(_TIME, row) and is_entry(re.sub(_TAG, "", row))]
    if len(timed) < 2:
        return html
    return "\n".join((*(row if row.endswith("<br>") else f"{row}<br>" for row in rows[:-1]), rows[-1]))


def links(blocks: Iterable[Block], post: Origin) -> tuple[Link, ...]:
    """The links of a conversation in order, each address once, with the words of its first link. Newsletter buttons are left out."""
    found: dict[str, Link] = {}
    for block in blocks:
        if block.plain or "<a " not in block.html:
            continue
        for node in block.select("a"):
            href = absolute(node.attributes.get("href") or "", post.assets)
            words = squeeze(node.text())
            if not href or not words or folded(words) in BUTTONS:
                continue
            if not time_alone(f"({words})") and (post.main is None or video.id_of(href) != post.main):
                found.setdefault(href.rstrip("/"), Link(href, words))
    return tuple(found.values())


def _tells(block: Block) -> bool:
    """Whether a block may say what the episode is about: no heading of an intro, button, picture, fold or row of links."""
    if block.tag != "p" or block.html.startswith("<h") or is_button(block) or is_caption(block) or folds_talk(block):
        return False
    if "\n" in block.text and all(map(compiled(_CREDIT).match, block.text.split("\n"))):
        return False
    return block.plain or not _is_row_of_links(block)


def _is_note(block: Block) -> bool:
    """Whether all words are in italics: `🚀 *Our letters come on Sundays*.`"""
    return all(piece.tag in ITALIC for piece in block.pieces() if any(map(str.isalnum, piece.text)))


def _is_row_of_links(block: Block) -> bool:
    """Whether a block is links with little text between them: `Listen on [Apple](...), [Spotify](...)`, and not a sentence."""
    linked = [len(piece.text) for piece in block.pieces() if piece.tag == "a"]
    return len(linked) > 1 and sum(linked) * 10 > len(squeeze(block.text)) * 6 and not closes_sentence(block.text)


def summary(blocks: Sequence[Block], title: str) -> str:
    """One or two sentences of the intro that say something, in at most 300 characters.

    Greetings, details, the title and captions of pictures are skipped; so are notes in italics, unless nothing else says something and they
    have two names of the title: *This month we sat down with Ana Ruiz.* Empty if there is no intro.
    """
    telling = [block for block in blocks if _tells(block)]
    notes = [block for block in telling if not block.plain and _is_note(block)]
    names = {word for word in _WORD.findall(title) if word[0].isupper()}
    naming = [block for block in notes if len(names.intersection(_WORD.findall(block.text))) > 1 and not _is_of_text(block.text)]
    pictures = chain.from_iterable(block.select("img") for block in blocks if "<img" in block.html)
    shown = {title, *(squeeze(picture.attributes.get("alt") or "") for picture in pictures)}
    written = [[*_said(chosen, shown)] for chosen in ([block for block in telling if block not in notes], naming)]
    told = next(filter(None, map(_told, chain.from_iterable(written))), None)
    return told or shorten(next(chain.from_iterable(written), ""), _LONGEST_SUMMARY)


def _is_of_text(note: str) -> bool:
    """Whether a note tells of the text or of a picture: `This interview with Ana Ruiz has been edited.`, `Photo: Ana Ruiz`."""
    small = note.casefold()
    return any(word in small for word in (*EDITING, *TRANSCRIBING)) or compiled(_LABELLED).match(note) is not None


def _said(blocks: Iterable[Block], shown: Container[str]) -> Iterator[str]:
    """The texts of paragraphs that say something, and not only what is `shown` anyhow."""
    texts = (squeeze(without_macros(block.text[:_FAR])) for block in blocks)
    return (text for text in texts if text not in shown and _says(text))


def _told(text: str) -> str | None:
    """The first sentences of a paragraph that tell something, or None if they are all short: a question and its answer, or two long ones."""
    told = [sentence for sentence in sentences(text) if not sentence.casefold().startswith(_ABOUT_ITSELF)]
    long = [index for index, sentence in enumerate(told) if _is_long(sentence)]
    if not long:
        return None
    first = next((index for index in range(long[0]) if _asks(told[index])), long[0])
    second = next((index for index in long if index > first), first)
    both = " ".join(told[first : second + 1])  # with short ones between them, to which the second may refer
    return both if len(both) <= _LONGEST_SUMMARY else shorten(told[first], _LONGEST_SUMMARY)


def _is_long(sentence: str) -> bool:
    return len(sentence) > _GREETING


def _asks(sentence: str) -> bool:
    """Whether a sentence is a question of a few words, which the next sentences answer: `What is wax?`, but not `Ready?`."""
    return sentence.endswith(tuple(MARKS)) and sentence.count(" ") > 1


def _says(text: str) -> bool:
    time = time_alone(text)
    label = label_of(text)  # `Guest: Ana Ruiz, who keeps bees`
    return (
        any(map(str.isalnum, text))
        and not (time and time[1] == len(text))
        and not (label and is_role(label.name))
        and not (names_part(text) or lists_chapters(text))
        and not _IMPORT.fullmatch(text)
        and not _is_detail(text)
        and not (folded(text).startswith(_BEGINS_BYLINE) and compiled(_BYLINE).fullmatch(text))
    )


def _is_detail(text: str) -> bool:
    """Whether a text has a sign of a detail, and is no more than that."""
    return any(sign in text for sign in _SIGNS_OF_DETAIL) and compiled(_DETAIL).fullmatch(text) is not None
