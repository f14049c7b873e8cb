"""The transcript as a page shows it: the parts of an interview, each passage with its speaker, its time and an address of its own."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.content.clock import SECOND
from pipeline.content.post import Heading, Kind, Post, Section
from pipeline.derive.alignment import Alignment, Placed
from pipeline.derive.chapters import Chapter

_LONG = 160  # characters; a heading beyond is a speech


class Passage(NamedTuple):
    """A block of what somebody says. `start` is in milliseconds, None where unsure.

    `moment` is its address, `t=754` or `t=754.2` (seconds), empty without a time or when an earlier passage has it.
    `speaker` stands on the first passage of a turn only.
    """

    start: int | None
    moment: str
    speaker: str | None
    opens: bool
    html: str
    spoken: str


class Part(NamedTuple):
    """A heading and what is said under it. `heading` is None before the first one; `anchor` is the heading's address.

    `title` is the heading's text, or where that is a small speech its chapter's title; the speech is then the first passage.
    """

    heading: Heading | None
    title: str
    start: int | None
    anchor: str
    passages: tuple[Passage, ...]


def parts(post: Post, alignment: Alignment | None, chapters: tuple[Chapter, ...]) -> tuple[Part, ...]:
    """The whole interview in order. A spoken remark that stands as a heading becomes a passage of the part before it."""
    addresses = _Addresses()
    headings = iter(alignment.headings if alignment else ())
    turns = iter(alignment.turns if alignment else ())
    paragraphs = iter(alignment.paragraphs if alignment else ())
    starts = {chapter.line: chapter.start for chapter in chapters}
    found: list[Part] = []
    for number, section in enumerate(post.sections):
        heading = section.heading
        placed = next(headings, None) if heading else None
        start = _heading_start(heading, placed, starts)
        if heading and heading.kind is Kind.REMARK and heading.chapter is None:
            remark = Passage(start, addresses.take(start), heading.speaker, True, "", heading.text)
            said = (remark, *_passages(section, turns, paragraphs, addresses))
            if found:
                found[-1] = found[-1]._replace(passages=found[-1].passages + said)
            else:
                found.append(Part(None, "", None, "", said))
            continue
        anchor = (addresses.take(start) or f"q{number}") if heading else ""
        said = (*_speech(heading, start), *_passages(section, turns, paragraphs, addresses))
        found.append(Part(heading, _title(heading), start, anchor, said))
    return tuple(part for part in found if part.heading or part.passages)


def _is_speech(heading: Heading) -> bool:
    return heading.chapter is not None and heading.spoken and len(heading.text) > _LONG


def _title(heading: Heading | None) -> str:
    if heading is None:
        return ""
    return heading.chapter if heading.chapter and _is_speech(heading) else heading.text


def _speech(heading: Heading | None, start: int | None) -> tuple[Passage, ...]:
    """What the host says around the question; its address is the heading's."""
    return (Passage(start, "", heading.speaker, True, "", heading.text),) if heading and _is_speech(heading) else ()


def _heading_start(heading: Heading | None, placed: Placed | None, chapters: dict[int | None, int]) -> int | None:
    if heading is None:
        return None
    return chapters.get(heading.line, placed.start if placed else heading.at)


def _passages(section: Section, turns: Iterator[Placed], paragraphs: Iterator[Placed], addresses: "_Addresses") -> Iterator[Passage]:
    """A paragraph has its own time, else the first of a turn has the turn's."""
    for turn in section.turns:
        placed_turn, speaker, opens = next(turns, None), turn.speaker, True
        for paragraph in turn.paragraphs:
            placed = next(paragraphs, None)
            start = placed.start if placed else None
            if start is None and opens:
                start = placed_turn.start if placed_turn and placed_turn.start is not None else turn.at
            yield Passage(start, addresses.take(start), speaker if opens else None, opens, paragraph.html, paragraph.spoken)
            opens = False


class _Addresses:
    """Gives each moment one address, the shorter first: whole seconds, then tenths. Times that run backwards get none."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last = -1

    def take(self, start: int | None) -> str:
        if start is None or start < self._last:
            return ""
        address = f"t={start // SECOND}"
        if address in self._taken:
            address = f"{address}.{start % SECOND // 100}"
            if address in self._taken:
                return ""
        self._taken.add(address)
        self._last = start
        return address
