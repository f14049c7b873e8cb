"""The transcript as a page shows it: the parts of an interview, and passages with speaker, time and address."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from pipeline.content.listed import LEAD
from pipeline.content.post import Heading, Kind, Post, Section
from pipeline.content.text.timecode import SECOND
from pipeline.content.text.words import join
from pipeline.derive.alignment import Alignment, Utterance, starts
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
_NO_HEADING = Part(None, "", None, "", 0)


def interview(post: Post, alignment: Alignment | None, chapters: tuple[Chapter, ...]) -> Interview:
    """The whole interview in order. If the post has none, it is what the captions say, below the titles of the chapters."""
    told = _verbatim(alignment.utterances, chapters) if alignment and not post.is_conversation else _edited(post, alignment, chapters)
    parts: list[Part] = []
    rows: list[_Row] = []
    for part, passages in told:
        if part.heading or passages:
            parts.append(part._replace(passages=len(passages)))
            rows += passages
    return Interview(tuple(parts), Passages(*zip(*rows, strict=True)) if rows else Passages())


def _edited(post: Post, alignment: Alignment | None, chapters: tuple[Chapter, ...]) -> Iterator[tuple[Part, list[_Row]]]:
    """The parts of a post, each with its passages. A spoken remark used as a heading becomes a passage of the part before it."""
    headings, turns, paragraphs = map(starts, alignment[:3] if alignment else ((), (), ()))
    lines = {heading.line for heading in post.headings}
    known = {chapter.line: chapter.start for chapter in chapters if chapter.line in lines}
    addresses = _Addresses(known.values())
    part = _NO_HEADING
    passages: list[_Row] = []
    for number, section in enumerate(post.sections):
        if heading := section.heading:
            start = known.get(heading.line, next(headings))
            if heading.kind is Kind.REMARK and heading.chapter is None:
                passages.append(_spoken(heading, start, addresses.take(start)))
            else:
                yield part, passages
                address = addresses.take(start, chapter=heading.line in known) or f"q{number}"
                is_speech = heading.chapter is not None and heading.spoken and len(heading.text) > _LONG
                part = Part(heading, (is_speech and heading.chapter) or heading.text, start, address, 0)
                # what the host says around the question; its address is the heading's
                passages = [_spoken(heading, start, "")] if is_speech else []
        passages += _rows(section, turns, paragraphs, addresses)
    yield part, passages


def _verbatim(utterances: Iterable[Utterance], chapters: Sequence[Chapter]) -> Iterator[tuple[Part, list[_Row]]]:
    """Parts with what is said in each. What comes before the first listed chapter has no title."""
    addresses = _Addresses(chapter.start for chapter in chapters if chapter.line is not None)
    edges = [chapter.start - LEAD for chapter in chapters]
    before: Utterance | None = None
    for number, inside in groupby(utterances, lambda said: bisect_right(edges, said.starts[0])):
        part = _titled(chapters[number - 1], addresses) if number else _NO_HEADING
        passages: list[_Row] = []
        for said in inside:
            text, start, opens = join(said.words, said.close), said.starts[0], before is None or before.speaker != said.speaker
            passages.append((start, addresses.take(start), said.speaker, opens, f"<p>{escape(text)}</p>", text))
            before = said
        yield part, passages


def _titled(chapter: Chapter, addresses: "_Addresses") -> Part:
    """The part of a listed chapter."""
    title = "" if chapter.line is None else chapter.title
    return _NO_HEADING._replace(title=title, start=chapter.start, anchor=addresses.take(chapter.start, chapter=True) if title else "")


def _spoken(heading: Heading, start: int | None, address: str) -> _Row:
    """A heading as a passage."""
    return start, address, heading.speaker, True, f"<p>{escape(heading.text)}</p>", heading.text


def _rows(section: Section, turns: Iterator[int | None], paragraphs: Iterator[int | None], addresses: "_Addresses") -> Iterator[_Row]:
    """A paragraph has its own time; else the first one of a turn has the turn's."""
    for turn in section.turns:
        begin, opens = next(turns), True
        for paragraph in turn.paragraphs:
            start = next(paragraphs)
            if start is None and opens:
                start = begin
            yield start, addresses.take(start), turn.speaker, opens, paragraph.html, paragraph.spoken
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
