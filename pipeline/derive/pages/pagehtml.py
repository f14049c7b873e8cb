"""Turns a post's sanitised HTML into what a page may show, which loads nothing from other hosts, or an app. Neither has dead links.

The HTML is as nh3 writes it: every attribute has a value in double quotes, and every tag is closed.
"""

import html
import re
from collections.abc import Callable, Container

from pipeline.content.markup import footnotes
from pipeline.content.reference import FROM_ANYWHERE
from pipeline.content.text import timecode
from pipeline.content.text.timecode import SECOND

_TAG = re.compile(r"<(/?)(a|img|h[1-6])\b((?:\s+[\w:-]+=\"[^\"]*\")*)\s*/?>")
_ATTRIBUTE = re.compile(r"([\w:-]+)=\"([^\"]*)\"")
# A time at the beginning of a line, as authors list chapters; compiled when it is needed, since few posts do.
_MOMENT = r"(<(?:p|li|br)>\s*(?:<(?:strong|em)>)?[(\[]?)(\d{1,3}:\d{2}(?::\d{2})?)(?![\d:.])"


def page_html(text: str) -> str:
    """Pictures become links with their words, links relative to the author's own site become plain text, headings become `h3`.

    Marks of footnotes lead to the notes.
    """
    if text.startswith("<p>") and text.find("<", 3) == len(text) - len("</p>"):
        return text  # a paragraph of nothing but words, as most are
    return footnotes.linked(_with_tags(text, _on_page))


def app_html(text: str) -> str:
    """Links and pictures relative to the author's own site, which an app would look for on the show's, become plain text."""
    return footnotes.without_places(_with_tags(text, _in_app))


def with_moments(text: str, starts: Container[int]) -> str:
    """Notes in which times that begin a line lead to these moments (ms) in the page's player."""

    def linked(found: re.Match[str]) -> str:
        before, written = found.groups()
        moment = timecode.parse(written)
        return f'{before}<a href="#t={moment // SECOND}">{written}</a>' if moment is not None and moment in starts else found[0]

    return re.sub(_MOMENT, linked, text)


def _with_tags(text: str, write: Callable[[re.Match[str], list[bool]], str]) -> str:
    """The text with its links, pictures and headings as `write` has them, which also gets for each open <a> whether it stays a link."""
    pieces: list[str] = []
    opened: list[bool] = []
    at = 0
    for tag in _TAG.finditer(text):
        pieces += text[at : tag.start()], write(tag, opened)
        at = tag.end()
    return "".join((*pieces, text[at:]))


def _values(tag: re.Match[str]) -> dict[str, str]:
    """The attributes of a tag, as written."""
    return dict(_ATTRIBUTE.findall(tag[3]))


def _on_page(tag: re.Match[str], opened: list[bool]) -> str:
    closing, name, _ = tag.groups()
    if name == "img":
        return _picture(_values(tag), inside=any(opened))
    return _link(tag, opened) if name == "a" else f"<{closing}h3>"


def _in_app(tag: re.Match[str], opened: list[bool]) -> str:
    if tag[2] == "a":
        return _link(tag, opened)
    values = _values(tag)
    return values.get("alt", "").strip() if tag[2] == "img" and not values.get("src", "").startswith(FROM_ANYWHERE) else tag.group()


def _link(tag: re.Match[str], opened: list[bool]) -> str:
    """The beginning or end of a link, if it leads somewhere from anywhere."""
    if tag[1]:
        return "</a>" if opened and opened.pop() else ""
    stays = html.unescape(_values(tag).get("href", "")).startswith(FROM_ANYWHERE)
    opened.append(stays)
    return tag.group() if stays else ""


def _picture(values: dict[str, str], *, inside: bool) -> str:
    """The picture's words, linked to the picture unless they are inside a link; empty if it has neither words nor an address."""
    words, address = values.get("alt", "").strip(), values.get("src", "")
    if inside or not address.startswith(FROM_ANYWHERE):
        return words
    return f'<a href="{address}" rel="noopener">{words or address.rsplit("/", 1)[-1]}</a>'
