"""The links of a conversation at the end of its show notes."""

import re
from collections.abc import Iterable
from html import escape, unescape

from pipeline.content.post import Link

_HREF = re.compile(r'href="([^"]*)"')  # of HTML that was sanitised, where every address is written so


def listed(notes: str, links: Iterable[Link], lead: str) -> str:
    """Those of the links that the notes do not have themselves, as HTML below the words `lead`; empty where there are none."""
    linked = {unescape(href).rstrip("/") for href in _HREF.findall(notes)}
    items = [
        f'<li><a href="{escape(link.href)}">{escape(link.text, quote=False)}</a></li>'
        for link in links
        if link.href.rstrip("/") not in linked
    ]
    return "\n".join((f"<p>{escape(lead, quote=False)}</p>", "<ul>", *items, "</ul>")) if items else ""


def followed(notes: str, links: Iterable[Link], lead: str) -> str:
    """The notes, and below them what is `listed`."""
    return whole(notes, listed(notes, links, lead))


def whole(*parts: str) -> str:
    """Parts of the notes that are there, one below the other."""
    return "\n".join(part for part in parts if part)
