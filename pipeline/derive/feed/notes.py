"""The description of an episode: HTML within the bytes that Apple allows, of the few elements that Apple and Spotify show.

Notes become pieces, each a paragraph or an item of a list; pieces are taken from the front as long as there is room.
"""

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple

from pipeline.content.clock import SECOND
from pipeline.content.post import Link
from pipeline.content.words import shorten
from pipeline.derive.chapters import Chapter

LIMIT = 4000
FEWEST_TIMES = 3  # Spotify reads times in a description as chapters from three on
_FOR_INTRO = 1000  # bytes that the times leave to an intro that needs them
_LONGEST = (None, 60, 40, 25, 15, 10)  # characters of a chapter's title, as far as there is room; Spotify asks for fewer than 40

_INLINE = {"a": "a", "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "li", "dl", "dt", "dd")
_TABLE = ("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td")
_SECTIONS = ("article", "aside", "blockquote", "details", "div", "figcaption", "figure", "footer", "header", "hr", "main", "p", "pre")
_BLOCKS = frozenset((*_HEADINGS, *_LISTS, *_TABLE, *_SECTIONS, "section", "summary", "nav", "address", "center", "body"))
_SILENT = frozenset(("script", "style", "template", "title", "head", "iframe", "object", "noscript"))
_LIKE_A_TAG = re.compile(r"<(/?[A-Za-z!][^<>]*)(>?)")
_OWN_TIMES = re.compile(r"<(?:p|li|br)\b[^>]*>\s*[(\[]?(?:\d{1,2}:)?\d{1,2}:\d{2}\b")  # of HTML that was sanitised
_TIME_LINE = re.compile(r"(?:^|<br>)\s*[(\[]?(?:\d{1,2}:)?\d{1,2}:\d{2}\b")
_SCHEMES = ("http://", "https://", "mailto:")


class Piece(NamedTuple):
    """A paragraph (`p`) or an item of a list (`ul`, `ol`): balanced inline HTML, and the same as plain text."""

    wrapper: str
    html: str
    text: str


def description(intro: str, chapters: tuple[Chapter, ...], links: tuple[Link, ...], limit: int = LIMIT) -> str:
    """The intro, the times of the chapters, then the links, as far as they go into `limit` bytes of UTF-8.

    The times are whole or absent, since players take them for the chapters (so that times of the author's own would confuse them); a long
    intro gives way to them, the links give way to both.
    """
    told = [piece for piece in pieces(intro) if not (chapters and _TIME_LINE.search(piece.html))]
    times = _times(chapters, limit - min(_FOR_INTRO, _size(_join(told))))
    first = fit(told, limit - _size(times))
    listed = fit((_link(link) for link in links), limit - _size(first) - _size(times))
    return first + times + listed


def times(notes: str, chapters: tuple[Chapter, ...]) -> str:
    """The times of the chapters as a description has them, in `LIMIT` bytes; none beside times of the author's own in the notes."""
    return "" if _OWN_TIMES.search(notes) else _times(chapters, LIMIT)


def pieces(html: str) -> tuple[Piece, ...]:
    """The text of sanitised HTML as pieces; a heading becomes bold, pictures and players fall away."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_piece()
    return tuple(reader.pieces)


def fit(given: Iterable[Piece], room: int) -> str:
    """As many whole pieces from the front as go into `room` bytes; the first one is cut at a word where even it is too long."""
    taken: list[Piece] = []
    size = 0
    for piece in given:
        size += _size(piece.html) + len("<p></p>" if piece.wrapper == "p" else "<li></li>")
        if piece.wrapper != "p" and (not taken or taken[-1].wrapper != piece.wrapper):
            size += len("<ul></ul>")
        if size > room:
            return _join(taken) or _cut(piece, room)
        taken.append(piece)
    return _join(taken)


def paragraphs(text: str, limit: int = LIMIT) -> str:
    """Plain text as HTML of at most `limit` bytes; an empty line begins a paragraph."""
    parts = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    return fit((Piece("p", text_html(part), part) for part in parts if part), limit)


def plain(text: str) -> str:
    """Text without anything that looks like a tag, since some apps decode twice: `<p>` becomes `‹p›`."""
    return _LIKE_A_TAG.sub(lambda found: f"‹{found[1]}{'›' if found[2] else ''}", text) if "<" in text else text


def text_html(text: str) -> str:
    """Text as HTML."""
    return escape(plain(text), quote=False)


def _times(chapters: tuple[Chapter, ...], room: int) -> str:
    """`(MM:SS) Title`, one a line, the first at 00:00: whole titles, or shortened ones where they are too long, or nothing."""
    if len({chapter.start // SECOND for chapter in chapters}) < max(len(chapters), FEWEST_TIMES):
        return ""
    lines = [(_moment(chapter.start), " ".join(chapter.title.split())) for chapter in chapters]
    for longest in _LONGEST:
        html = "<br>".join(f"({moment}) {text_html(shorten(title, longest) if longest else title)}" for moment, title in lines)
        if _size(html) + len("<p></p>") <= room:
            return f"<p>{html}</p>"
    return ""


def _moment(moment: int) -> str:
    minutes, seconds = divmod(moment // SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def _link(link: Link) -> Piece:
    text = " ".join(link.text.split()) or link.href
    return Piece("ul", f'<a href="{escape(link.href)}">{text_html(text)}</a>', text)


def _join(given: Iterable[Piece]) -> str:
    html = ""
    for wrapper, run in groupby(given, lambda piece: piece.wrapper):
        if wrapper == "p":
            html += "".join(f"<p>{piece.html}</p>" for piece in run)
        else:
            html += f"<{wrapper}>{''.join(f'<li>{piece.html}</li>' for piece in run)}</{wrapper}>"
    return html


def _cut(piece: Piece, room: int) -> str:
    words = piece.text.split()
    while words:
        html = f"<p>{text_html(' '.join(words))}\u2026</p>"
        over = _size(html) - room
        if over <= 0:
            return html
        words = words[: -max(1, over // 40)]
    return ""


def _size(html: str) -> int:
    return len(html.encode("utf-8", "replace"))


class _Reader(HTMLParser):
    """Turns HTML into pieces, whatever the nesting: each piece closes the inline elements that are open and the next opens them again."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._html: list[str] = []
        self._text: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._lists: list[str] = []
        self._silent = 0
        self._item = False

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        if name in _SILENT:
            self._silent += 1
        elif name == "br":
            self._html.append("<br>")
            self._text.append(" ")
        elif name in _INLINE:
            self._begin(_INLINE[name], dict(attrs).get("href") or "")
        elif name in _BLOCKS:
            self.end_piece()
            self._enter(name)

    def handle_endtag(self, name: str) -> None:
        if name in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif name in _INLINE:
            self._finish(_INLINE[name])
        elif name in _BLOCKS:
            self.end_piece()
            self._leave(name)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            words = " ".join(data.split())
            text = f"{' ' if data[:1].isspace() else ''}{words}{' ' if words and data[-1:].isspace() else ''}"
            self._html.append(text_html(text))
            self._text.append(text)

    def end_piece(self) -> None:
        """Closes the piece; one without words is none."""
        text = " ".join("".join(self._text).split())
        html = "".join(self._html) + "".join(f"</{name}>" for name, _ in reversed(self._open))
        if text:
            self.pieces.append(Piece(self._lists[-1] if self._lists and self._item else "p", html.strip(), text))
        self._html = [opening for _, opening in self._open]
        self._text = []

    def _begin(self, name: str, href: str) -> None:
        opening = f"<{name}>"
        if name == "a":
            if not href.startswith(_SCHEMES):
                return
            opening = f'<a href="{escape(href)}">'
        self._open.append((name, opening))
        self._html.append(opening)

    def _finish(self, name: str) -> None:
        """Ends the innermost open element of this name, and with it those that were begun inside."""
        at = next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n][0] == name), None)
        if at is None:
            return
        self._html.extend(f"</{inner}>" for inner, _ in reversed(self._open[at:]))
        del self._open[at:]

    def _enter(self, name: str) -> None:
        if name in ("ul", "ol"):
            self._lists.append(name)
        elif name == "li":
            self._item = True
        elif name in _HEADINGS:
            self._begin("b", "")

    def _leave(self, name: str) -> None:
        if name in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif name == "li":
            self._item = False
        elif name in _HEADINGS:
            self._finish("b")
            self._html = [opening for _, opening in self._open]
