"""Plain text: its white space, its characters, and HTML and signs in it."""

import re
from html import escape, unescape

_UNWRITABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_INLINE = r"(?i)<(/?)(a|abbr|b|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u)\b[^<>]*>"
_BREAK = r"(?i)\s?<br\s?/?>\s?"
_LINK = r"(?<!!)\[([^\[\]]+)\]\((?:https?://|/|mailto:)[^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)"
_SIGNS = r"(?:^|(?<=[.!?…])(\s?))\s*(?:(?:[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]|\d\ufe0f?\u20e3)[\ufe0f\u200d♀♂\s]*)+"
_FIRST_SIGN = "\u20e3"  # each of them holds this character or a higher one


def squeeze(text: str) -> str:
    """The text in one line, with single blanks.

    Most texts are so already: the blank is the only white space that Python calls printable.
    """
    bare = text.strip()
    return bare if "\n" not in bare and bare.isprintable() and "  " not in bare else " ".join(text.split())


def ends_line(text: str, at: int) -> bool:
    """Whether nothing but white space is behind an offset in its line."""
    return re.compile(r"\s*$", re.MULTILINE).match(text, at) is not None


def without_links(text: str) -> str:
    """Text of front matter in which Markdown's links are the words that they show."""
    return re.sub(_LINK, r"\1", text) if "](" in text else text


def without_html(text: str) -> str:
    """Text of front matter without HTML's inline elements and character references, which blogs write there, as the words that they show.

    What is opened and never closed is no element but words: `List<T> and <b>`.
    """
    if "<" in text:
        tags = {(slash, name.lower()) for slash, name in re.findall(_INLINE, text)}
        closed = {name for slash, name in tags if slash and ("", name) in tags}
        text = re.sub(_INLINE, lambda tag: "" if tag[2].lower() in closed else tag[0], text)
        text = re.sub(_BREAK, " ", text).strip()
    return unescape(text) if "&" in text else text


def scrubbed(text: str) -> str:
    """The text without characters that XML does not allow: controls, lone surrogates, noncharacters."""
    return text if text.isprintable() else re.sub(_UNWRITABLE, "", text)


def in_quotes(text: str) -> str:
    """The text as it is written between double quotes in HTML and XML."""
    return escape(text, quote=False).replace('"', "&quot;")


def without_signs(text: str) -> str:
    """A text without emoji before and behind its sentences: `🐝 What is wax?`, `Nice! 🎉 And you?`, `1️⃣ How?`"""
    return text if text.isascii() or max(text) < _FIRST_SIGN else re.sub(_SIGNS, r"\1", text).strip()
