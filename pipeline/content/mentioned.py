"""The links of a conversation, listed at the end of its show notes."""

import re
from collections.abc import Iterable
from html import escape, unescape

from pipeline.content.post import Link

_HREF = re.compile(r'href="([^"]*)"')  # sanitised HTML has every address in this form


def listed(notes: str, links: Iterable[Link], lead: str) -> str:
    """The links that the notes do not contain themselves, as an HTML list below the words `lead`; empty if there are none."""
    linked = {unescape(href).rstrip("/") for href in _HREF.findall(notes)}
    items = [
        f'<li><a href="{escape(link.href)}">{escape(link.text, quote=False)}</a></li>'
        for link in links
        if link.href.rstrip("/") not in linked
    ]
    return "\n".join((f"<p>{escape(lead, quote=False)}</p>", "<ul>", *items, "</ul>")) if items else ""


def followed(notes: str, links: Iterable[Link], lead: str) -> str:
    """The notes, followed by the list of further links: see `listed`."""
    return whole(notes, listed(notes, links, lead))


def whole(*parts: str) -> str:
    """The parts of the notes that are not empty, one below the other."""
    return "\n".join(part for part in parts if part)
