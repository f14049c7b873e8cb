"""The transcript as a page shows it: the parts of an interview, and passages with speaker, time and address."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from pipeline.content.post import Heading, Kind, Post, Section
from pipeline.content.timecode import SECOND
from pipeline.derive.alignment import Alignment, Placed
from pipeline.derive.chapters import Chapter

_LONG = 160  # characters: a longer heading is a small speech


class Passages(NamedTuple):
    """Paragraphs of what is said, as columns, since a conversation has hundreds.

    `starts` are in milliseconds, None if unsure. `moments` are addresses in the page, `t=754` or `t=754.2` (seconds), empty without a time
    or if an earlier passage has the same. `opens` says where a turn begins.
    """

    starts: Sequence[int | None] = ()
    moments: Sequence[str] = ()
    speakers: Sequence[str | None] = ()
    opens: Sequence[bool] = ()
    htmls: Sequence[str] = ()
    spoken: Sequence[str] = ()


class Part(NamedTuple):
    """A heading and the number of `passages` below it. `heading` is None before the first one; `anchor` is its address in the page.

    `title` is the heading's text or, if that is a small speech, its chapter's title; the speech is then the first passage.
    """

    heading: Heading | None
    title: str
    start: int | None
    anchor: str
    passages: int


class Interview(NamedTuple):
    """All that a page shows of an interview: its parts, and the passages of all of them, in order."""

    parts: tuple[Part, ...] = ()
    passages: Passages = Passages()


_Row = tuple[int | None, str, str | None, bool, str, str]


def interview(post: Post, alignment: Alignment | None, chapters: tuple[Chapter, ...]) -> Interview:
    """The whole interview in order. A spoken remark used as a heading becomes a passage of the part before it."""
    headings = iter(alignment.headings if alignment else ())
    turns = iter(alignment.turns if alignment else ())
    paragraphs = iter(alignment.paragraphs if alignment else ())
    lines = {heading.line for heading in post.headings}
    starts = {chapter.line: chapter.start for chapter in chapters if chapter.line in lines}
    addresses = _Addresses(starts.values())
    found: list[Part] = []
    rows: list[_Row] = []
    for number, section in enumerate(post.sections):
        heading, count = section.heading, len(rows)
        start = _heading_start(heading, next(headings, None) if heading else None, starts)
        if heading and heading.kind is Kind.REMARK and heading.chapter is None:
            part = found.pop() if found else Part(None, "", None, "", 0)
            rows.append((start, addresses.take(start), heading.speaker, True, _html(heading), heading.text))
        else:
            address = addresses.take(start, chapter=bool(heading and heading.line in starts))
            part = Part(heading, _title(heading), start, (address or f"q{number}") if heading else "", 0)
            rows += _speech(heading, start)
        rows += _rows(section, turns, paragraphs, addresses)
        found.append(part._replace(passages=part.passages + len(rows) - count))
    passages = Passages(*zip(*rows, strict=True)) if rows else Passages()
    return Interview(tuple(part for part in found if part.heading or part.passages), passages)


def _is_speech(heading: Heading) -> bool:
    return heading.chapter is not None and heading.spoken and len(heading.text) > _LONG


def _title(heading: Heading | None) -> str:
    if heading is None:
        return ""
    return heading.chapter if heading.chapter and _is_speech(heading) else heading.text


def _speech(heading: Heading | None, start: int | None) -> Iterator[_Row]:
    """What the host says around the question; its address is the heading's."""
    if heading and _is_speech(heading):
        yield start, "", heading.speaker, True, _html(heading), heading.text


def _html(heading: Heading) -> str:
    return f"<p>{escape(heading.text)}</p>"


def _heading_start(heading: Heading | None, placed: Placed | None, chapters: dict[int, int]) -> int | None:
    if heading is None:
        return None
    return chapters.get(heading.line, placed.start if placed else None)


def _rows(section: Section, turns: Iterator[Placed], paragraphs: Iterator[Placed], addresses: "_Addresses") -> Iterator[_Row]:
    """A paragraph has its own time; else the first one of a turn has the turn's."""
    for turn in section.turns:
        placed_turn, speaker, opens = next(turns, None), turn.speaker, True
        for paragraph in turn.paragraphs:
            placed = next(paragraphs, None)
            start = placed.start if placed else None
            if start is None and opens:
                start = placed_turn.start if placed_turn else None
            yield start, addresses.take(start), speaker, opens, paragraph.html, paragraph.spoken
            opens = False


class _Addresses:
    """Gives each time one address, as short as possible: whole seconds, then tenths. Times that run backwards get none.

    The second of a chapter, which begins before the question is asked, is kept for its heading: an answer may end in it.
    """

    def __init__(self, chapters: Iterable[int]) -> None:
        self._taken = {f"t={start // SECOND}" for start in chapters}
        self._last = -1

    def take(self, start: int | None, *, chapter: bool = False) -> str:
        if start is None or (start < self._last and not chapter):
            return ""
        address = f"t={start // SECOND}"
        if address in self._taken and not chapter:
            address = f"{address}.{start % SECOND // 100}"
            if address in self._taken:
                return ""
        self._taken.add(address)
        self._last = max(start, self._last)
        return address
