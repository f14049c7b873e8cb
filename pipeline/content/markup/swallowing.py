"""Tags that, left open, swallow all that follows: HTML's raw text elements (13.1.2), and Markdown blocks that end only at their end tag."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from html import escape
from typing import NamedTuple

# If left open, these swallow only in HTML: what follows them was still rendered as Markdown. A heading is never inside them.
_CLOSABLE = ("iframe", "title", "xmp", "noembed", "noframes", "plaintext")
# Nothing behind these is read as Markdown (CommonMark 4.6, kinds 1 and 2).
_SWALLOWING = ("script", "style", "textarea", "pre")
_OPENING = re.compile(rf"<(?=[!inpstx])(?:!--|({'|'.join((*_CLOSABLE, *_SWALLOWING))})(?=[\s/>]))", re.IGNORECASE)
_LINE = re.compile(r'data-sourcepos="(\d{1,9}):')


class Opening(NamedTuple):
    """A tag that is not closed, as `written`, somewhere `after` the line in which the Markdown before it begins.

    The same text is `skipped` so many times between the two. If the tag is `closable`, nothing is lost: it is closed where it is.
    """

    tag: str
    written: str
    after: int
    skipped: int
    closable: bool


def closed(html: str) -> tuple[str, tuple[Opening, ...]]:
    """Rendered Markdown with such tags closed where that is possible, and all tags that were not closed.

    `<iframe ... />` counts as closed.
    """
    parts: list[str] = []
    openings: list[tuple[int, str, str, bool]] = []
    kept = cursor = 0
    while found := _OPENING.search(html, cursor):
        tag = (found[1] or "!--").casefold()
        start, cursor = found.start(), html.find("-->" if tag == "!--" else ">", found.start() + 2) + 1
        if not cursor:
            openings.append((start, tag, found[0], False))
            break
        if tag == "!--":
            continue
        end = _end(tag).search(html, cursor) if tag != "plaintext" else None
        if end and end[1]:
            cursor = end.end()
            continue
        if not (tag in _CLOSABLE and html[start:cursor].endswith("/>")):
            openings.append((start, tag, html[start:cursor], tag in _CLOSABLE))
        if tag in _SWALLOWING:
            break
        parts += (html[kept:start],) if tag == "plaintext" else (html[kept:cursor], f"</{tag}>")
        kept = cursor
    return "".join((*parts, html[kept:])), tuple(_placed(html, openings))


@cache
def _end(tag: str) -> re.Pattern[str]:
    """The end of an element, or what shows that it has none: another start tag of its kind, or a heading if Markdown goes on behind it."""
    unended = rf"|<{tag}(?=[\s/>])|<h[1-6] data-sourcepos=" if tag in _CLOSABLE else ""
    return re.compile(rf"(</{tag}(?=[\s/>])){unended}", re.IGNORECASE)


def _placed(html: str, openings: list[tuple[int, str, str, bool]]) -> Iterator[Opening]:
    """The openings, each with the line of the Markdown before it, and how often the same text occurs in between (in code, in a comment)."""
    if not openings:
        return
    marks = [(mark.start(), int(mark[1])) for mark in _LINE.finditer(html)]
    behind = 0
    for start, tag, written, closable in openings:
        at, line = marks[bisect_right(marks, (start, 0)) - 1] if marks and marks[0][0] < start else (0, 1)
        between = html[max(at, behind) : start]
        yield Opening(tag, written, line, between.count(written) + between.count(escape(written)), closable)
        behind = start + 1
