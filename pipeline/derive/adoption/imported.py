"""The text of a post for an item of a feed from elsewhere: what apps remember of it, its notes, and its chapters with their times.

Notes come as HTML or as plain text, and may contain anything. They are written as HTML, in which Markdown reads nothing else, with what
apps show of it. The text is read back, and what would be misunderstood is made explicit, such as notes that look like a conversation.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from typing import NamedTuple

from pipeline.content import read_post, web
from pipeline.content.amend import Amendment
from pipeline.content.background import Background
from pipeline.content.keys import licenses
from pipeline.content.keys.yamltext import quoted
from pipeline.content.markup import sanitise
from pipeline.content.post import Post
from pipeline.content.soundbite import LONGEST, SHORTEST, Soundbite
from pipeline.content.text import timecode
from pipeline.content.text.macros import without_macros
from pipeline.content.text.plaintext import squeeze
from pipeline.derive.adoption import written
from pipeline.derive.earlier.published import PublishedItem
from pipeline.derive.feed.pieces import joined, pieces, text_html
from pipeline.derive.markdowntext import document, escaped
from pipeline.derive.skeleton.description import with_links

_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_DIVIDES = re.compile(r"<(?:p|br|div|[uod]l|h[1-6]|table|blockquote|pre)\b", re.IGNORECASE)
_ENDS = re.compile(r"(?<=</p>)|(?<=</[uo]l>)")
_ROWS = re.compile(r"(?=<li>|</[uo]l>)")
_ROW = "\n  - "  # begins a row of a list in front matter
_OPENS_MACRO = re.compile(r"[{\[%=]| (?=\^)")


class Known(NamedTuple):
    """What the feed file says: how its posts are read, and the tags and the language by which it takes one."""

    background: Background | None
    tags: tuple[str, ...] = ()
    language: str = ""


def post(item: PublishedItem, taken: Amendment, known: Known) -> str:
    """The whole post. `taken` is what it takes over for its front matter."""
    chapters = _chapters(item)
    front = {"title": quoted(item.title or item.slug), **taken.lines}
    front |= {"tags": f"[{', '.join(map(quoted, known.tags))}]"} if known.tags else {}
    front |= {"language": known.language} if known.language else {}
    guests = dict.fromkeys(squeeze(name) for role, name in item.people if role == "guest" and name)
    front |= {"guests": f"[{', '.join(map(quoted, guests))}]"} if guests else {}
    front |= {key: value for key, value in _circumstances(item) if value}
    front |= {"chapters": "listed"} if chapters else {}
    notes = _notes(item)
    read = _read(front, notes, known)
    if read and read.video:
        front["video"] = "no"  # only linked: YouTube would be asked about it, and it may be another's
        read = _read(front, notes, known)
    if read and (read.is_conversation or pieces(read.notes) != pieces("".join(notes))):
        notes = ["\n".join(("<figure>", *notes, "</figure>"))]  # in one block nobody asks or answers
        read = _read(front, notes, known)
    if chapters and not (read and read.listed):
        whole = [*notes, "\n".join(f"- {timecode.label(start)} {escaped(title)}" for start, title in chapters)]
        read = _read(front, whole, known)
        if read and [one.title for one in read.listed] == [title for _, title in chapters]:
            notes = whole
        else:  # what looks like speech, or is no words: titles that are long or occur again, numbers
            front["timestamps"] = "".join(
                f'{_ROW}{{start: "{timecode.label(start)}", title: {quoted(title)}}}' for start, title in chapters
            )
    return _text(front, notes)


def _circumstances(item: PublishedItem) -> Iterator[tuple[str, str]]:
    """More of the item for front matter, by key; empty if there is nothing of it that can be written."""
    yield "soundbite", written.listed([quoted(bite.written) for bite in _soundbites(item)])
    yield "location", written.listed([written.place(place) for place in item.places if place.name])
    name, address = item.license
    yield "license", written.license_(name, address) if licenses.known(name) or web.address(address) else ""


def _soundbites(item: PublishedItem) -> Iterator[Soundbite]:
    """The soundbites that are as long as apps expect."""
    for begins, lasts, title in item.soundbites:
        start, length = timecode.parse(begins), timecode.parse(lasts)
        if start is not None and length is not None and SHORTEST <= length <= LONGEST:
            yield Soundbite(start, start + length, title or None, 0)


def _text(front: dict[str, str], blocks: Iterable[str]) -> str:
    return document((f"{key}:{'' if value.startswith(_ROW) else ' '}{value}" for key, value in front.items()), blocks)


def _read(front: dict[str, str], notes: Sequence[str], known: Known) -> Post | None:
    return read_post.read(_text(front, notes).encode(), "episodes/new.md", known.background)[0]


def _notes(item: PublishedItem) -> list[str]:
    """The notes as blocks of HTML: paragraphs and lists, which have no empty lines. Links are absolute."""
    html = sanitise.clean(_html(item.notes), web.address(item.links[0]) if item.links else None)
    return [_ROWS.sub("\n", _shown(block)) for block in _ENDS.split(joined(pieces(html))) if block]


def _html(notes: str) -> str:
    """The notes as HTML. In what has no paragraphs or breaks of HTML, those of the text count."""
    if _DIVIDES.search(notes):
        return notes
    text = notes if _TAG.search(notes) else with_links(unescape(notes), text_html, _link)
    paragraphs = re.split(r"\n{2,}", "\n".join(map(str.strip, text.splitlines())))
    return "".join(f"<p>{'<br>'.join(paragraph.splitlines())}</p>" for paragraph in paragraphs)


def _link(address: str) -> str:
    return f'<a href="{escape(address)}">{escape(address)}</a>'


def _shown(block: str) -> str:
    """The block with empty comments in what would be taken for macros of a blog, which posts are read without: `{{ braces }}`.

    In addresses, brackets and braces are percent-encoded.
    """
    if without_macros(block) == block and "[[" not in block:
        return block
    parts = re.split(r"(<[^>]*>)", block)
    parts[::2] = [_OPENS_MACRO.sub(r"\g<0><!---->", words) for words in parts[::2]]
    parts[1::2] = [tag.replace("[", "%5B").replace("{", "%7B") for tag in parts[1::2]]
    return "".join(parts)


def _chapters(item: PublishedItem) -> list[tuple[int, str]]:
    """The start (milliseconds) and title of each chapter; none if there is only one."""
    read = ((timecode.parse(start), squeeze(title)) for start, title in item.chapters)
    marks = {start // timecode.SECOND: (start, title) for start, title in read if start is not None and title}
    return sorted(marks.values()) if len(marks) > 1 else []
