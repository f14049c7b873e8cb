"""The texts of an item: a description within Apple's limit, and the times of the chapters in it and in the notes."""

import re
from html import escape

from pipeline.content.post import Link
from pipeline.content.text.ellipsis import shorten
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.timecode import clock
from pipeline.derive.chapters import Chapter
from pipeline.derive.feed.pieces import Piece, byte_count, fit, joined, pieces, text_html

LIMIT = 4000  # bytes of a description, as Apple counts them
FEWEST_TIMES = 3  # Spotify reads times in a description as chapters from three on
_FOR_INTRO = 1000  # bytes, at most, that the times leave to the intro
_LONGEST = (None, 60, 40, 25, 15, 10)  # characters of a chapter's title, tried until all fit; Spotify asks for fewer than 40

_TIME = r"\s*[(\[]?(?:\d{1,2}:)?\d{1,2}:\d{2}\b"  # as people write it at the beginning of a line
_OPENS_WITH_TIME = re.compile(rf"<(?:p|li|br)\b[^>]*>{_TIME}")  # in sanitised HTML
_OURS = r"\s*<p>\((?:\d+:)?\d\d:\d\d\) .*?</p>"  # in the form that `times` writes
_LINE_WITH_TIME = re.compile(rf"(?:^|<br>){_TIME}")  # in a piece


def description(intro: str, chapters: tuple[Chapter, ...], links: tuple[Link, ...]) -> str:
    """The intro, the times of the chapters, then the links, as far as they fit into `LIMIT` bytes of UTF-8.

    The times are complete or absent, since players take them for the chapters (therefore times of the author's own are left out beside
    them); a long intro is cut in favour of the times, and the links give way to both.
    """
    kept = [piece for piece in pieces(intro) if not (chapters and _LINE_WITH_TIME.search(piece.html))]
    timed = _times(chapters, LIMIT - min(_FOR_INTRO, byte_count(joined(kept))))
    first = fit(kept, LIMIT - byte_count(timed))
    return first + timed + fit(map(_link, links), LIMIT - byte_count(first) - byte_count(timed))


def times(notes: str, chapters: tuple[Chapter, ...]) -> str:
    """The times of the chapters in the form of a description, in `LIMIT` bytes; empty if the notes have times of the author's own."""
    return "" if _OPENS_WITH_TIME.search(notes) else _times(chapters, LIMIT)


def without_times(notes: str) -> str:
    """Notes without the chapter times that `times` has added."""
    return re.sub(_OURS, "", notes)


def paragraphs(text: str) -> str:
    """Plain text as HTML of at most `LIMIT` bytes; an empty line begins a paragraph."""
    parts = (squeeze(part) for part in text.replace("\r\n", "\n").split("\n\n"))
    return fit((Piece("p", text_html(part), part) for part in parts if part), LIMIT)


def _times(chapters: tuple[Chapter, ...], room: int) -> str:
    """Lines `(MM:SS) Title`, the first at 00:00: with whole titles, with shortened ones if they are too long, or nothing."""
    if len(chapters) < FEWEST_TIMES:
        return ""
    lines = [(_moment(chapter.start), squeeze(chapter.title)) for chapter in chapters]
    for longest in _LONGEST:
        html = "<br>".join(f"({moment}) {text_html(shorten(title, longest) if longest else title)}" for moment, title in lines)
        if byte_count(html) + len("<p></p>") <= room:
            return f"<p>{html}</p>"
    return ""


def _moment(moment: int) -> str:
    hours, minutes, seconds = clock(moment)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def _link(link: Link) -> Piece:
    text = squeeze(link.text) or link.href
    return Piece("ul", f'<a href="{escape(link.href)}">{text_html(text)}</a>', text)
