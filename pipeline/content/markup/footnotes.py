"""Footnotes. A mark in the text is an empty element until the text is shown, so that its number is no word of it.

In HTML for readers it is a number set high (`<sup title="[^1]">1</sup>`), which a page links to the note.
"""

import re
from bisect import bisect_left

from pipeline.content.markup import codeblocks

_LABEL = r"(?m)(?P<begins>^[ ]{0,3})?\[\^(?P<label>[^\s\[\]]{1,99})\](?P<defines>:)?"
_MARK = re.compile(r'<sup data-sourcepos="[^"]*" class="footnote-ref"><a [^<>]*>(\d+)</a></sup>')
_NOTE = re.compile(r'<li data-sourcepos="[^"]*" id="fn-[^"]*">')
_EMPTY = re.compile(r'<wbr title="\[\^(\d+)\]">')
_BEGINS = '<wbr title="'
_SHOWN = re.compile(r'<sup title="\[\^(\d+)\]">\d+</sup>')
_PLACE = re.compile(r'<wbr title="\[\^(\d+)\]:">')


def told_apart(text: str) -> str:
    """Markdown whose notes have labels of their own, also if parts of it number theirs anew: a mark is that of the next such note, or of the last one.

    The renderer would take what stands between two notes with one label for a part of them.
    """
    if "[^" not in text or text.find("]:") == text.rfind("]:"):
        return text
    found = [*re.finditer(_LABEL, codeblocks.masked(text))]
    places: dict[str, list[int]] = {}
    for label in found:
        if label["begins"] is not None and label["defines"]:
            places.setdefault(label["label"].casefold(), []).append(label.start())
    hyphens = "-" + max((row for label in found for row in re.findall("-+", label["label"])), key=len, default="-")  # which no label has
    parts, end = [], 0
    for label in found:
        notes = places.get(label["label"].casefold(), [])
        note = min(bisect_left(notes, label.start()), len(notes) - 1)
        if note > 0:
            parts += [text[end : label.end("label")], f"{hyphens}{note}"]
            end = label.end("label")
    return "".join((*parts, text[end:]))


def numbered(html: str) -> str:
    """Rendered Markdown with empty elements in place of the marks and at the beginning of the notes."""
    first, *notes = _NOTE.split(html)
    parts = (f'<li><wbr title="[^{number}]:">{note}' for number, note in enumerate(notes, 1))
    return _MARK.sub(r'<wbr title="[^\1]">', first + "".join(parts))


def without_marks(html: str) -> str:
    """HTML without the empty elements of marks."""
    return _EMPTY.sub("", html) if _BEGINS in html else html


def shown(html: str) -> str:
    """Sanitised HTML with the numbers of the marks."""
    return _EMPTY.sub(r'<sup title="[^\1]">\1</sup>', html) if _BEGINS in html else html


def without_places(html: str) -> str:
    """HTML without the empty elements at the beginning of the notes."""
    return _PLACE.sub("", html) if _BEGINS in html else html


def linked(html: str) -> str:
    """HTML of a page, on which the marks lead to the notes."""
    if 'title="[^' not in html:
        return html
    return _PLACE.sub(r'<a id="fn-\1"></a>', _SHOWN.sub(r'<sup><a href="#fn-\1">\1</a></sup>', html))
