"""Blocks that nobody says, although they are shown in a conversation: pictures, links, credits, editors' notes, marks of a recording."""

import re

from pipeline.content import video
from pipeline.content.lexicon.parts import BUTTONS, READING_ON, SUBSCRIBING
from pipeline.content.lexicon.phrases import folded
from pipeline.content.markup.block import BOLD, ITALIC, LISTS, Block
from pipeline.content.markup.boxes import KIND
from pipeline.content.text.asides import OF_EDITORS
from pipeline.content.text.names import FULL_NAME
from pipeline.content.text.pattern import compiled
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.sentences import closes_sentence, ends_asking

_SILENT = frozenset(("pre", "table", "hr", "iframe", "figure", "img", "-comment"))
_LONGEST_BUTTON = 40  # characters
_BOXED = r"[\[(]\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?[\])]"
_CUE = rf"\s*[^\n:：\[\]()]{{1,30}}[:：]\s*{_BOXED}(?:\s*(?:to|-|–)\s*{_BOXED})?\s*"
# `Slides and notes: https://...`
_REFERENCE = r"\s*[^\s:：]{1,30}(?:[^\S\n][^\s:：]{1,30}){0,3}[:：]\s+(?:https?://|www\.)\S+\s*"
_SIGN = r"\s*(?:[♪♫🎵🎶].*[♪♫🎵🎶]|\$\$.*\$\$|\*\[[^\[\]\n]+\]:.*)\s*"
_LONGEST_MARK = 80  # characters
_FEW_SIGNS = 8  # characters
_RULES = " \n-–—―*~=#_"  # beside such a mark
# What is heard or seen, alone in its paragraph: `(door closes)`; what somebody says there has other signs, or is of who speaks: `(I did)`.
_SCENE = r"(?i)\s*\((?!(?:[^()]*\s)?(?:I|we|you|me|yes|no)\b)[^\W\d][^\s().,:;?!]{1,30}(?:\s[^\s().,:;?!]{1,30}){1,4}\)\s*"
_PAGE = r"\s*[-–—]\s?\d{1,4}\s?[-–—]\s*"
_ENDS = frozenset(("end", "the end", "ende", "fin", "fim", "fine", "конец", "完", "終わり"))
_MARKING = ("END", "TAPE", "SIDE", "REEL", "BEGIN", "START", "ORAL ", "PAGE ", "SLIDE")
_MARK = r"""(?x)(?:END|TAPE|SIDE|REEL|BEGIN|START|ORAL\sARGUMENT)\b[^a-z!?…]*
    |(?i:end|beginning|start)\s(?i:of\s(?:the\s)?(?:tape|side|recording|audio|interview|transcript(?:ion)?|session)(?:\s[\dA-Z]{1,2})?)\.?
    |(?i:page|slide)\s\d{1,3}(?:\s(?:of|/)\s\d{1,3})?(?::\s[^.!?…]{1,60})?"""
# Links beside each other, to other episodes or to where a show is
_LINKED = r"<p[^>]*>(?:<a\b(?:(?!</a>).)*</a>\s*(?:[|•·/→←»«–—-]|&gt;|&lt;)+\s*)+<a\b(?:(?!</a>).)*</a></p>"
_CREDIT = rf"(?:[A-ZÀ-ÞА-Я][a-zà-ÿа-я]{{2,20}}:|(?:Edited|Hosted|Images?|Mixed|Music|Photo(?:s|graphy)?|Pictures|Produced|Recorded|Sound)\sby)\s{FULL_NAME.pattern}(?:\s\([^()]*\))?"
# The end of a caption: who took the picture.
_TAKEN = r"""(?ix)(?:^|[\s(|])(?:(?:photo(?:s|\scredits?)?|fotos?|bild(?:er)?|image|picture|crédit(?:\sphoto)?|zdjęcie|фото|写真|图)\s?[:：©]
    |(?:photo(?:s|graph)?|foto|image|picture|illustration)\s(?:by|von|par|por|di|door)\s|©)\s?[^.!?\n]{2,60}\.?\s*$"""
_POINTING = " :：>|►▶→»⇒👉📖-–—"  # beside the words that lead to another text
_LONGEST_LEAD = 24  # characters of such words, at least
_FIRST_SIGNS = frozenset("♪♫🎵🎶$*")
# A post of a social network, or words of the text set apart; and a box of GitHub's or Obsidian's, or another note, that is no quotation.
_EMBEDDED = r"""<blockquote[^>]*\bclass="[^"]*\b(?:twitter-tweet|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed|reddit-embed|pull-?quote)\b"""
_BOX = rf"(?i)\s*(?:\[!{KIND}\]|\W{{0,4}}note\s*(?:[:：]|\n))"
# Whose note a paragraph is, before its colon: an editor's, who speaks nowhere. A mere `Note:` is one in bold.
_EDITORS = rf"(?ix)\s*(?:{OF_EDITORS}|editor|ed\.)\s*[:：]"
_OWN_WORDS = r".*\b(?:I|my)\b"  # behind `Editor:` somebody tells of the program, `Editor: I use Vim.`
_NOTES = r"\s*(?i:note|n\.b\.)\s*[:：]"
_LONGEST_NOTE = 30  # characters before its colon


def is_silent(block: Block) -> bool:
    """Whether a block is shown and not spoken: code, a table, a picture, a list of links, a quotation of one that is no sentence."""
    if block.tag == "p":
        return _is_silent_paragraph(block) or ("<a " in block.html and _leads_elsewhere(block))
    if block.tag in _SILENT:
        return True
    if block.tag == "blockquote" and (re.match(_BOX, block.text) or re.match(_EMBEDDED, block.html)):
        return True
    if block.tag not in (*LISTS, "blockquote") or "<a " not in block.html or (block.tag == "blockquote" and closes_sentence(block.text)):
        return False
    linked = sum(len(squeeze(link.text())) for link in block.select("a"))
    return linked * 10 > len(squeeze(block.text)) * 7


def is_button(block: Block) -> bool:
    """Whether a block is only a link that does not end like a sentence, as in newsletters and shops: `[Subscribe now](...)`.

    A newsletter that was copied as text has only the words of the link, or the line beside it.
    """
    if block.plain:
        return block.text.endswith(SUBSCRIBING) or (len(block.text) < _LONGEST_BUTTON and folded(block.text.strip()) in BUTTONS)
    return block.tag == "p" and block.lead == "a" and not closes_sentence(block.text) and block.only_child is not None


def is_caption(block: Block) -> bool:
    """Whether a block is a picture with its caption, as WordPress writes it: `[caption ...]`."""
    return block.text.lstrip().startswith("[caption")


def leads_in(block: Block) -> bool:
    """Whether a block is a lead-in in bold and no speaker, alone in its paragraph: `**Further reading:**`."""
    return block.tag == "p" and block.text.rstrip().endswith((":", "：")) and block.is_bold


def _is_silent_paragraph(block: Block) -> bool:
    """Whether a paragraph is not spoken: a note of an editor or all in italics, a lead-in in bold, a picture, nothing but an address and what it is of.

    Nor is the title of a video that is a link, or a cue, as of what is played: `**Break:** [30:07]`.
    """
    lead = block.lead
    if (
        not block.text.strip()
        or is_caption(block)
        or compiled(_REFERENCE).fullmatch(block.text)
        or is_silent_text(block.text, bold=lead in BOLD)
    ):
        return True
    if lead == "summary":
        return not ends_asking(block.text)
    if lead in BOLD:
        return leads_in(block) or compiled(_CUE).fullmatch(block.text) is not None
    if lead in ("img", "a") and (("<img" in block.html and _is_caption_below(block)) or _links_only(block)):
        return True
    child = block.only_child if lead in (*ITALIC, "a") else None
    if child is None or lead in ITALIC:
        return child is not None
    return child.text.strip().startswith(("http", "www.")) or _names_video(block)


def is_silent_text(text: str, *, bold: bool = False) -> bool:
    """Whether a paragraph, which may begin in `bold`, is not spoken for what it says."""
    return _is_sign(text) or _is_editors(text, bold=bold) or _is_mark(text)


def _links_only(block: Block) -> bool:
    """Whether a paragraph is links beside each other: `[Previous episode](/12) | [Next episode](/14)`."""
    return block.html.count("<a ") > 1 and re.fullmatch(_LINKED, block.html.strip()) is not None


def _is_sign(text: str) -> bool:
    """Whether a text is `♪ music ♪`, a formula, or what an abbreviation means: `*[BWX]: Bees and wax`."""
    return text.lstrip()[:1] in _FIRST_SIGNS and re.fullmatch(_SIGN, text, re.DOTALL) is not None


def _is_mark(text: str) -> bool:
    """Whether a paragraph marks where in a recording or a meeting one is: `TAPE 1, SIDE B`, `End of recording.`, `Slide 3`, `Presenter: Ana Ruiz`.

    So does one without letters and digits, `* * *`, or in brackets, of what happens beside the words: `(door closes)`.
    """
    if len(text) > _LONGEST_MARK:
        return False
    bare = text.strip(_RULES)
    if text[:1] == "(" and re.fullmatch(_SCENE, text):
        return True
    if len(bare) < _FEW_SIGNS and not any(map(str.isalnum, bare)):
        return True
    if (bare.isdecimal() and re.fullmatch(_PAGE, text)) or (bare.casefold() in _ENDS and bare != text.strip()):  # -12-, — End —
        return True
    marks = bare[:5].upper().startswith(_MARKING) and re.fullmatch(_MARK, bare)
    return bool(marks) or ((":" in bare or "by" in bare) and re.fullmatch(_CREDIT, bare) is not None)


def _is_editors(text: str, *, bold: bool) -> bool:
    """Whether a paragraph is an editor's note and no question, which an editor may ask: `Editor’s note: Wax melts.`"""
    begin = text[:_LONGEST_NOTE]
    if ":" not in begin and "：" not in begin:
        return False
    found = re.match(_EDITORS, text) or (bold and re.match(_NOTES, text))
    return bool(found) and not ends_asking(text) and not (text[:7].casefold() == "editor:" and re.match(_OWN_WORDS, text))


def _is_caption_below(block: Block) -> bool:
    """Whether the words behind a picture are its caption: `![](bees.png) *Bees in their hive*`

    They are all in italics and ask nothing, or are those in its place, or end with who took it.
    """
    shown = {squeeze(picture.attributes.get("alt") or "") for picture in block.select("img")}
    child = block.only_child
    return (
        (child is not None and child.tag in ITALIC and not ends_asking(block.text))
        or squeeze(block.text) in shown
        or bool(re.search(_TAKEN, block.text))
    )


def _leads_elsewhere(block: Block) -> bool:
    """Whether a paragraph is only a link to read on somewhere else, and what says so: `Read also: [Of honey](honey.md)`."""
    text = squeeze(block.text).lstrip(_POINTING)
    small = folded(text[:_LONGEST_LEAD])
    if not small.startswith(READING_ON):
        return False
    begun = max((phrase for phrase in READING_ON if small.startswith(phrase)), key=len)
    return text[len(begun) :].strip(_POINTING) == squeeze(" ".join(link.text() for link in block.select("a")))


def _names_video(block: Block) -> bool:
    """Whether a link, all of a paragraph, is the title of a video. Transcripts link what is said to its time in one."""
    address = next((link.attributes.get("href") or "" for link in block.select("a")), "")
    return video.id_of(address) is not None and video.time_of(address) is None and not closes_sentence(block.text)
