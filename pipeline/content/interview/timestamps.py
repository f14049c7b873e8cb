"""The list of chapters with their times that a post may have, in its notes or below a heading such as `Timestamps`."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.content.interview.labels import time_alone
from pipeline.content.interview.notes import moment_linked
from pipeline.content.interview.signposts import lists_chapters
from pipeline.content.listed import FEWEST, Listed, entry, is_entry, is_time
from pipeline.content.markup.block import BREAK, ITEMISED, Block
from pipeline.content.markup.contents import definitions, items, rows
from pipeline.content.markup.document import Document
from pipeline.content.markup.source import Source
from pipeline.content.text import timecode
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.timecode import SECOND
from pipeline.content.text.words import width

_LONGEST = 120  # characters of a title: longer words below a time, or beside many, are what is said then
_FEW = 4  # lines with a time of which one may have a longer title
_SAID = 5  # columns of a title for each second: people say twice as many, in any script, and chapters are not that short
_LINES = ("p", "pre", "blockquote")
_TIMES = re.compile(r"\d[:：]\d\d")
_DEFINED = r"(?<=\d)\n: "  # `12:34`, and below it `: How it began`


class _Line(NamedTuple):
    """A line outside any list has the length of its words, an item 0: it may say more of the chapter before."""

    found: Listed | None
    length: int


def chapters(document: Document, spoken: Container[int], main: str | None) -> tuple[Listed, ...]:
    """The first list of three or more chapters, in ascending order, that stands under one heading or consists of them; else empty.

    Items without a time, such as links, may stand between them. A transcript, whose turns have a speaker and a time, is no list: `spoken`
    are the lines at which paragraphs begin that a speaker says, `main` is the episode's video, to whose seconds items may link.
    """
    headings = [block for block in document.blocks if block.level]
    parts = zip((None, *headings), _parts(document.blocks), strict=True)
    told = (listed(_that_list(heading, blocks), document.source, spoken, main) for heading, blocks in parts)
    return next(filter(None, (*told, listed(headings, document.source, spoken, main))), ())


def _that_list(heading: Block | None, blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks below a heading that may list chapters. Below `## Chapters`, each paragraph without a time tells of the one above."""
    if heading is None or not lists_chapters(heading.text):
        return blocks
    return [block for block in blocks if block.tag != "p" or any(map(is_entry, block.text.split("\n")))]


def listed(blocks: Sequence[Block], source: Source, spoken: Container[int] = (), main: str | None = None) -> tuple[Listed, ...]:
    """The chapters that blocks list; see `chapters`."""
    above = (None, *blocks)
    lines = [
        line for over, block in zip(above, blocks, strict=False) for line in (*_above(over, block, source), *_lines(block, source, main))
    ]
    return _ascending(lines, spoken)


def _ascending(lines: Sequence[_Line], spoken: Container[int]) -> tuple[Listed, ...]:
    """The chapters in these lines, if they are enough, in order, and no transcript."""
    found = [line.found for line in lines if line.found]
    starts = [one.start for one in found]
    if len(set(starts)) < FEWEST or not _is_in_order(starts) or _is_transcript(found, lines, spoken):
        return ()
    return tuple(found)


def is_list(block: Block, source: Source) -> bool:
    """Whether a block is a list of chapters with their times, perhaps with more lines on them."""
    text = timecode.with_colons(block.text)
    if max(map(text.count, ":：")) < FEWEST or len(_TIMES.findall(text)) < FEWEST:
        return False
    lines = [*_lines(block, source, None)]
    return 2 * len(_ascending(lines, ())) >= max(len(lines), 1)


def _is_in_order(starts: Sequence[int]) -> bool:
    """Whether times ascend, but for a single slip in the midst of four others, which can be told from two lists below each other."""
    descents = [number for number, (one, after) in enumerate(pairwise(starts), 1) if one > after]
    if len(descents) != 1 or len(starts) <= FEWEST + 1:
        return not descents
    slips = {descents[0] - 1, descents[0]} - {0, len(starts) - 1}
    return any(rest == sorted(rest) for rest in ([*starts[:slip], *starts[slip + 1 :]] for slip in slips))


def _is_transcript(found: Sequence[Listed], lines: Sequence[_Line], spoken: Container[int]) -> bool:
    """Whether speakers say all of it, or as much as people say from time to time, or most titles occur again, as speakers do.

    So it is if something long is said between the times, or beside more than a few of them.
    """
    timed = [index for index, line in enumerate(lines) if line.found]
    long = [line for line in lines[timed[0] : timed[-1] + 1] if line.length > _LONGEST]
    is_long = len(long) * _FEW > len(timed) or any(not line.found for line in long)
    counts = Counter(one.title for one in found)
    again = sum(count for count in counts.values() if count > 1)
    return is_long or 2 * again > len(found) or _fills_its_time(found) or all(one.line in spoken for one in found)


def _fills_its_time(found: Sequence[Listed]) -> bool:
    """Whether the titles take about as long to say as there is from the first to the last: they are what is said then, line by line."""
    seconds = abs(found[-1].start - found[0].start) / SECOND
    return sum(width(one.title) for one in found[:-1]) > _SAID * seconds


def _parts(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks between headings."""
    part: list[Block] = []
    for block in blocks:
        if block.level:
            yield part
            part = []
        else:
            part.append(block)
    yield part


def _lines(block: Block, source: Source, main: str | None) -> Iterator[_Line]:
    """The lines of a block. An item's first paragraph is one line, and so is a row of a table."""
    if block.tag in ITEMISED:
        for first, *others in items(block, source):
            yield from _lines(first, source, main) if first.tag in ITEMISED else (_item(first, main),)
            for other in others:
                yield from _lines(other, source, main) if other.tag in ITEMISED else ()
    elif block.level:
        yield _line(block.line, squeeze(block.broken), is_item=True)
    elif block.tag == "table":
        yield from (_line(number, _row([squeeze(cell.text) for cell in cells]), is_item=True) for number, cells in rows(block, source))
    elif block.tag == "dl":
        yield from (_line(number, f"{term.text} {piece.text}", is_item=True) for number, (term, piece) in definitions(block, source))
    elif block.tag in _LINES:
        for number, row in enumerate(re.sub(_DEFINED, " ", block.broken).split("\n"), block.line):
            yield from (_line(number, words) for words in row.split(BREAK))


def _row(cells: list[str]) -> str:
    """The line that a row of a table is: the first time, and the words beside it, without numbers and the time of the end."""
    time = next(filter(is_time, cells), None)
    return " | ".join((time, *(cell for cell in cells if any(map(str.isalpha, cell)))) if time else cells)


def _above(time: Block | None, block: Block, source: Source) -> Iterator[_Line]:
    """The line of a time that stands alone above a list, of which the first item is the title."""
    if time and time.tag == "p" and block.tag in ITEMISED and (alone := time_alone(time.text)) and alone[1] == len(time.text):
        yield from (_line(time.line, f"{squeeze(time.text)} {squeeze(first.text)}", is_item=True) for first, *_ in items(block, source)[:1])


def _item(block: Block, main: str | None) -> _Line:
    """An item's first paragraph. Instead of showing the time, it may link to it in the video: `[How it began](https://youtu.be/ID?t=754)`."""
    line, words = _line(block.line, squeeze(block.broken), is_item=True), squeeze(block.text)
    is_title = not line.found and any(map(str.isalpha, words))
    moment = moment_linked(block, main) if main and is_title else None
    return line if moment is None else _Line(Listed(moment, words, block.line), len(words))


def _line(number: int, words: str, *, is_item: bool = False) -> _Line:
    at_title = entry(words)
    if at_title is None:
        return _Line(None, 0 if is_item else len(words))
    return _Line(Listed(*at_title, number), len(at_title[1]))
