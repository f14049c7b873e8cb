"""Turns a post's sanitised HTML into what a page may show: it loads nothing from other hosts, and has no dead links.

The HTML is as nh3 writes it: every attribute has a value in double quotes, and every tag is closed.
"""

import html
import re
from collections.abc import Container

from pipeline.content import footnotes, timecode
from pipeline.content.timecode import SECOND

_TAG = re.compile(r"<(/?)(a|img|h[1-6])\b((?:\s+[\w:-]+=\"[^\"]*\")*)\s*/?>")
_ATTRIBUTE = re.compile(r"([\w:-]+)=\"([^\"]*)\"")
# A time at the beginning of a line, as authors list chapters; compiled when it is needed, since few posts do.
_MOMENT = r"(<(?:p|li|br)>\s*(?:<(?:strong|em)>)?[(\[]?)(\d{1,3}:\d{2}(?::\d{2})?)(?![\d:.])"
_FOREIGN = ("http://", "https://", "mailto:")


def page_html(text: str) -> str:
    """Pictures become links with their words, links relative to the author's own site become plain text, headings become `h3`.

    Marks of footnotes lead to the notes.
    """
    if text.startswith("<p>") and text.find("<", 3) == len(text) - len("</p>"):
        return text  # a paragraph of nothing but words, as most are
    pieces: list[str] = []
    opened: list[bool] = []  # for each <a> that is open: whether it stays a link
    at = 0
    for tag in _TAG.finditer(text):
        pieces += text[at : tag.start()], _tag(tag, opened)
        at = tag.end()
    return footnotes.linked("".join((*pieces, text[at:])))


def with_moments(text: str, starts: Container[int]) -> str:
    """Notes in which times that begin a line lead to these moments (ms) in the page's player."""

    def linked(found: re.Match[str]) -> str:
        before, written = found.groups()
        moment = timecode.parse(written)
        return f'{before}<a href="#t={moment // SECOND}">{written}</a>' if moment is not None and moment in starts else found[0]

    return re.sub(_MOMENT, linked, text)


def _tag(tag: re.Match[str], opened: list[bool]) -> str:
    closing, name, written = tag.groups()
    values = dict(_ATTRIBUTE.findall(written))
    if name == "img":
        return _picture(values, inside=any(opened))
    if name != "a":
        return f"<{closing}h3>"
    if closing:
        return "</a>" if opened and opened.pop() else ""
    stays = html.unescape(values.get("href", "")).startswith(_FOREIGN)
    opened.append(stays)
    return tag.group() if stays else ""


def _picture(values: dict[str, str], *, inside: bool) -> str:
    """The picture's words, linked to the picture unless they are inside a link; empty if it has neither words nor an address."""
    words, address = values.get("alt", "").strip(), values.get("src", "")
    if inside or not address.startswith(_FOREIGN):
        return words
    return f'<a href="{address}" rel="noopener">{words or address.rsplit("/", 1)[-1]}</a>'
