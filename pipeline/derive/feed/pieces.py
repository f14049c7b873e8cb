"""Divides sanitised HTML into pieces, each a paragraph or list item with only the elements that Apple and Spotify show; and joins them."""

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple

from pipeline.content.reference import FROM_ANYWHERE
from pipeline.content.text.plaintext import squeeze

_INLINE = {"a": "a", "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i"}
# Of what `sanitise` lets through, what begins a paragraph; a table has no text of its own but in these.
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "li", "dl", "dt", "dd")
_TABLE = ("caption", "th", "td")
_SECTIONS = ("blockquote", "details", "div", "figcaption", "figure", "hr", "p", "pre", "summary")
_BLOCKS = frozenset((*_HEADINGS, *_LISTS, *_TABLE, *_SECTIONS))
_LIKE_A_TAG = re.compile(r"<(/?[A-Za-z!][^<>]*)(>?)")


class Piece(NamedTuple):
    """A paragraph (`p`) or a list item (`ul`, `ol`): balanced inline HTML, and the same as plain text."""

    wrapper: str
    html: str
    text: str


def pieces(html: str) -> tuple[Piece, ...]:
    """The text of sanitised HTML as pieces; headings become bold, pictures and players are dropped."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_piece()
    return tuple(reader.pieces)


def fit(given: Iterable[Piece], room: int) -> str:
    """As many whole pieces from the front as fit into `room` bytes; if even the first is too long, it is cut at a word."""
    taken: list[Piece] = []
    size = 0
    for piece in given:
        size += byte_count(piece.html) + len("<p></p>" if piece.wrapper == "p" else "<li></li>")
        if piece.wrapper != "p" and (not taken or taken[-1].wrapper != piece.wrapper):
            size += len("<ul></ul>")
        if size > room:
            return joined(taken) or _cut(piece, room)
        taken.append(piece)
    return joined(taken)


def joined(given: Iterable[Piece]) -> str:
    """Pieces as HTML; consecutive list items form one list."""
    html = ""
    for wrapper, run in groupby(given, lambda piece: piece.wrapper):
        if wrapper == "p":
            html += "".join(f"<p>{piece.html}</p>" for piece in run)
        else:
            html += f"<{wrapper}>{''.join(f'<li>{piece.html}</li>' for piece in run)}</{wrapper}>"
    return html


def byte_count(html: str) -> int:
    """The size of HTML in a feed, in bytes of UTF-8."""
    return len(html.encode("utf-8", "replace"))


def plain(text: str) -> str:
    """Text without anything that looks like a tag, because some apps decode twice: `<p>` becomes `‹p›`."""
    return _LIKE_A_TAG.sub(lambda found: f"‹{found[1]}{'›' if found[2] else ''}", text) if "<" in text else text


def text_html(text: str) -> str:
    """Text as HTML."""
    return escape(plain(text), quote=False)


def _cut(piece: Piece, room: int) -> str:
    words = piece.text.split()
    while words:
        html = f"<p>{text_html(' '.join(words))}\u2026</p>"
        over = byte_count(html) - room
        if over <= 0:
            return html
        words = words[: -max(1, over // 40)]
    return ""


class _Reader(HTMLParser):
    """Turns HTML with any nesting into pieces: each piece closes the inline elements that are open, and the next one opens them again."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._html: list[str] = []
        self._text: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._lists: list[str] = []

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        if name == "br":
            self._html.append("<br>")
            self._text.append(" ")
        elif name in _INLINE:
            self._begin(_INLINE[name], dict(attrs).get("href") or "")
        elif name in _BLOCKS:
            self.end_piece()
            self._enter(name)

    def handle_endtag(self, name: str) -> None:
        if name in _INLINE:
            self._finish(_INLINE[name])
        elif name in _BLOCKS:
            self.end_piece()
            self._leave(name)

    def handle_data(self, data: str) -> None:
        words = squeeze(data)
        begins = data[:1].isspace() and self._html[-1:] != ["<br>"]  # white space behind a break is shown by nobody
        text = f"{' ' if begins else ''}{words}{' ' if words and data[-1:].isspace() else ''}"
        self._html.append(text_html(text))
        self._text.append(text)

    def end_piece(self) -> None:
        """End the piece; one without words is dropped."""
        text = squeeze("".join(self._text))
        html = "".join(self._html) + "".join(f"</{name}>" for name, _ in reversed(self._open))
        if text:
            self.pieces.append(Piece(self._lists[-1] if self._lists else "p", html.strip(), text))
        self._html = [opening for _, opening in self._open]
        self._text = []

    def _begin(self, name: str, href: str) -> None:
        opening = f"<{name}>"
        if name == "a":
            if not href.startswith(FROM_ANYWHERE):
                return
            opening = f'<a href="{escape(href)}">'
        self._open.append((name, opening))
        self._html.append(opening)

    def _finish(self, name: str) -> None:
        """End the innermost open element of this name, and those inside it."""
        at = next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n][0] == name), None)
        if at is None:
            return
        self._html.extend(f"</{inner}>" for inner, _ in reversed(self._open[at:]))
        del self._open[at:]

    def _enter(self, name: str) -> None:
        if name in ("ul", "ol"):
            self._lists.append(name)
        elif name in _HEADINGS:
            self._begin("b", "")

    def _leave(self, name: str) -> None:
        if name in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif name in _HEADINGS:
            self._finish("b")
            self._html = [opening for _, opening in self._open]
