"""What authors note for the pipeline: comments such as `<!-- at 12:34 -->`, `<!-- chapter: Shorter title -->` and `<!-- no chapter -->`.

A time may also be a link to it in the post's video: `https://youtu.be/ID?t=754`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.content import video
from pipeline.content.interview.labels import time_of_video
from pipeline.content.markup.block import Block
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.text import timecode
from pipeline.content.text.plaintext import squeeze

_AT = re.compile(r"at\b\s*:?\s*(.*)", re.IGNORECASE | re.DOTALL)
_CHAPTER = re.compile(r"chapter\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
_NO_CHAPTER = re.compile(r"no\s+chapter\s*\.?", re.IGNORECASE)
_FEW = 8  # words, at most, of a comment that may be a misspelt note; a longer one is meant for a person
_WORDS = re.compile(r"[^\W\d_]+")


class Note(NamedTuple):
    """What one comment asks for. `at` is in milliseconds."""

    line: int
    at: int | None = None
    chapter: str | None = None
    no_chapter: bool = False


def written(blocks: Iterable[Block], path: str) -> Iterator[Note]:
    """The notes in blocks."""
    return (note for block in blocks for comment in block.comments if (note := read(comment, block.line, path)[0]))


def misplaced(notes: Iterable[Note], path: str, *, added: bool = False) -> tuple[Problem, ...]:
    """Warnings about notes that belong to no heading: above the first one or, if headings are `added`, not right below such a question."""
    message, hint = "this note is above the first heading of the conversation", "move it below the heading that it is about"
    if added:
        message, hint = "this note is below no question that is a chapter", "move it right below one, or write a heading (### ...) above it"
    return tuple(Problem(Place(path, note.line), message, hint, Severity.WARNING) for note in notes)


def read(comment: str, line: int, path: str) -> tuple[Note | None, tuple[Problem, ...]]:
    """The note in a comment; None for any other comment. A note that cannot be read is a problem."""
    text = squeeze(comment)
    if _NO_CHAPTER.fullmatch(text):
        return Note(line, no_chapter=True), ()
    if found := _CHAPTER.fullmatch(text):
        if found[1]:
            return Note(line, chapter=found[1]), ()
        return None, (
            Problem(Place(path, line), "`<!-- chapter: -->` has no title", "write <!-- chapter: A title --> or <!-- no chapter -->"),
        )
    if (found := _AT.fullmatch(text)) and (moment := timecode.parse(found[1])) is not None:
        return Note(line, at=moment), ()
    if _nearly(text):
        hint = "write <!-- at 12:34 -->, <!-- chapter: A title --> or <!-- no chapter -->"
        return None, (Problem(Place(path, line), f"`<!-- {text[:60]} -->` is not understood", hint, Severity.WARNING),)
    return None, ()


def _nearly(text: str) -> bool:
    """Whether a comment is probably a misspelt note: `at noon`, `chaptr: Foo`, `no chapters`, `12:34`."""
    words = _WORDS.findall(text[:200].casefold())
    if len(text.split()) > _FEW or (not words and (":" not in text or timecode.parse(text) is None)):
        return False
    if not words or words[0] == "at":
        return True
    first = words[1] if words[0] == "no" and len(words) > 1 else words[0].removeprefix("no")
    return (words[0] == "no" or ":" in text or first.startswith("chapter")) and _resembles(first)


def _resembles(word: str) -> bool:
    from difflib import SequenceMatcher  # noqa: PLC0415 - most comments are notes, or far from it

    return len(word) < 2 * len("chapter") and SequenceMatcher(None, word, "chapter").ratio() > 0.75


def repeated(notes: Iterable[Note], path: str) -> tuple[Problem, ...]:
    """Warnings about a second time below one heading; the last one counts."""
    times = [note for note in notes if note.at is not None]
    return tuple(
        Problem(
            Place(path, after.line),
            f"the heading already has a time in line {before.line}",
            "remove one of the two",
            Severity.WARNING,
        )
        for before, after in pairwise(times)
    )


def moment_linked(block: Block, main: str | None) -> int | None:
    """The first time in the video `main` (any video if that is None) to which a block links, in milliseconds."""
    if "youtu" not in block.html:
        return None
    addresses = (link.attributes.get("href") or "" for link in block.select("a"))
    moments = (video.time_of(address) for address in addresses if main is None or video.id_of(address) == main)
    return next((moment for moment in moments if moment is not None), None)


def moment_alone(block: Block, main: str | None) -> int | None:
    """The time in a paragraph that is nothing but an address of the video, or in a table of nothing else, `| Video | 2:30 |`, in milliseconds."""
    if block.tag == "table":
        return moment_linked(block, main) if time_of_video(squeeze(block.text)) else None
    if block.tag != "p" or block.lead != "a" or video.id_of(squeeze(block.text)) is None:
        return None
    return moment_linked(block, main)
