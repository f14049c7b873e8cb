"""What an item tells of its episode: a description within the bytes that Apple allows, and the times of the chapters in it and in the notes."""

import re
from html import escape

from pipeline.content.clock import SECOND
from pipeline.content.post import Link
from pipeline.content.words import shorten
from pipeline.derive.chapters import Chapter
from pipeline.derive.feed.pieces import Piece, byte_count, fit, joined, pieces, text_html

LIMIT = 4000
FEWEST_TIMES = 3  # Spotify reads times in a description as chapters from three on
_FOR_INTRO = 1000  # bytes that the times leave to an intro that needs them
_LONGEST = (None, 60, 40, 25, 15, 10)  # characters of a chapter's title, as far as there is room; Spotify asks for fewer than 40

_OWN_TIMES = re.compile(r"<(?:p|li|br)\b[^>]*>\s*[(\[]?(?:\d{1,2}:)?\d{1,2}:\d{2}\b")  # of HTML that was sanitised
_TIMES = r"\s*<p>\((?:\d+:)?\d\d:\d\d\) .*?</p>"  # as `times` writes them
_TIME_LINE = re.compile(r"(?:^|<br>)\s*[(\[]?(?:\d{1,2}:)?\d{1,2}:\d{2}\b")


def description(intro: str, chapters: tuple[Chapter, ...], links: tuple[Link, ...], limit: int = LIMIT) -> str:
    """The intro, the times of the chapters, then the links, as far as they go into `limit` bytes of UTF-8.

    The times are whole or absent, since players take them for the chapters (so that times of the author's own would confuse them); a long
    intro gives way to them, the links give way to both.
    """
    told = [piece for piece in pieces(intro) if not (chapters and _TIME_LINE.search(piece.html))]
    times = _times(chapters, limit - min(_FOR_INTRO, byte_count(joined(told))))
    first = fit(told, limit - byte_count(times))
    listed = fit((_link(link) for link in links), limit - byte_count(first) - byte_count(times))
    return first + times + listed


def times(notes: str, chapters: tuple[Chapter, ...]) -> str:
    """The times of the chapters as a description has them, in `LIMIT` bytes; none beside times of the author's own in the notes."""
    return "" if _OWN_TIMES.search(notes) else _times(chapters, LIMIT)


def without_times(notes: str) -> str:
    """Notes without the times of the chapters that are ours."""
    return re.sub(_TIMES, "", notes)


def paragraphs(text: str, limit: int = LIMIT) -> str:
    """Plain text as HTML of at most `limit` bytes; an empty line begins a paragraph."""
    parts = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    return fit((Piece("p", text_html(part), part) for part in parts if part), limit)


def _times(chapters: tuple[Chapter, ...], room: int) -> str:
    """`(MM:SS) Title`, one a line, the first at 00:00: whole titles, or shortened ones where they are too long, or nothing."""
    if len({chapter.start // SECOND for chapter in chapters}) < max(len(chapters), FEWEST_TIMES):
        return ""
    lines = [(_moment(chapter.start), " ".join(chapter.title.split())) for chapter in chapters]
    for longest in _LONGEST:
        html = "<br>".join(f"({moment}) {text_html(shorten(title, longest) if longest else title)}" for moment, title in lines)
        if byte_count(html) + len("<p></p>") <= room:
            return f"<p>{html}</p>"
    return ""


def _moment(moment: int) -> str:
    minutes, seconds = divmod(moment // SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def _link(link: Link) -> Piece:
    text = " ".join(link.text.split()) or link.href
    return Piece("ul", f'<a href="{escape(link.href)}">{text_html(text)}</a>', text)
