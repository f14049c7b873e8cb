"""Lines that are nothing but a name and a time, above what is said, in whatever way a program or a person sets the two apart.

`Ana - 00:03`, `0:03 - Ana (Wax Works)`, `[Ana] 00:03`, `0:03 [Ana]`, `Ana 0 minutes 3 seconds`, or the time alone below the name. Each of these may as well be
a line of a list, so all of a post's have to tell it together: two people or more come back, their times rise, and are not all as round as those
of a programme, and words stand below.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise, zip_longest
from typing import NamedTuple

from pipeline.content.interview.labels import Label
from pipeline.content.markup.block import Block
from pipeline.content.text import timecode
from pipeline.content.text.names import LONGEST_NAME, has_form_of_name, initials_of, may_be_handle
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.sentences import SENTENCE_ENDS, closes_sentence, ends_asking

_SEVERAL = 2  # people who speak, at least, and turns of each
_LONGEST = 2 * LONGEST_NAME  # characters of a line with a name, a time, and where somebody works
ROUND = 5 * timecode.SECOND  # of this the times of a programme are multiples
_MAY_BE = re.compile(r"\d:\d\d|\d [Mm]inut")  # few lines hold a time
_TIME = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3}|[:;]\d\d)?"
# What a screen reader says in Teams, in several languages
_SPOKEN = r"(?i:(?:(\d{1,2})\s+(?:hours?|stunden?|horas?|heures?|or[ae]|uur),?\s+)?(\d{1,2})\s+minut\w{0,2}(?:,?\s+(\d{1,2})\s+se[ckg]u?[no]+d\w{0,2})?)"
_TIME_ONLY = rf"\s*(?:{_SPOKEN}\s*)?(?:{_TIME})?\s*"
_ABBREVIATED = r" [^\W\d_]{1,2}\.$"  # the end of `Bo Lind Jr.`, `Ana R.`
_NAME = r"[^\W\d_][^\[\](){}<>:|\n]{0,59}?"
_SIGN = r"(?:-{1,3}|[–—|｜·•,/~@])"
_END = rf"(?:\s*(?:-{{1,2}}>?|[–—→])\s*{_TIME})?"  # of what is said
_IN_BRACKETS = rf"\[(?:{_TIME}){_END}\]|\((?:{_TIME}){_END}\)|{_TIME}"
_ABOVE = rf"\s*(?P<at>{_SPOKEN}|{_IN_BRACKETS}){_END}(?:(?<=\w)(?:{_TIME}))?\s*"  # a time below a name
_HEADS = (
    rf"\s*(?P<name>{_NAME})\s*{_SIGN}\s*(?P<at>{_IN_BRACKETS}){_END}\s*:?\s*",
    rf"\s*\[(?P<name>{_NAME})\][\s,–—-]*(?P<at>{_IN_BRACKETS})\s*",
    rf"\s*(?P<at>{_IN_BRACKETS})\s*{_SIGN}?\s*(?P<name>{_NAME})\s*(?:\([^()\n]*\))?\s*:?\s*",
    rf"\s*(?P<at>{_IN_BRACKETS})\s*\[(?P<name>{_NAME})\]\s*:?\s*",
    rf"\s*(?P<name>{_NAME})\s+(?P<at>{_SPOKEN})\s*",
)


class _Head(NamedTuple):
    """Block `place` has a line `row` with a name and a time (ms). Lines from `first` on only show these once more."""

    place: int
    first: int
    row: int
    name: str
    at: int


def timed(blocks: Sequence[Block]) -> dict[int, tuple[tuple[int, Label], ...]]:
    """The rows of paragraphs at which somebody begins to speak, with the label there, by the index of the block; none if they are no turns."""
    lines = {index: block.text.split("\n") for index, block in enumerate(blocks) if block.tag == "p" and _may_hold_time(block.text)}
    heads = [head for index, rows in lines.items() for head in _heads(index, rows)] or [*_below_names(blocks, lines)]
    if not _are_turns(heads) or not _have_words_below(heads, blocks, lines):
        return {}
    found: dict[int, list[tuple[int, Label]]] = {}
    for head in heads:
        rows = lines[head.place]
        length = len("\n".join(rows[head.first : _end(head, rows)]))
        found.setdefault(head.place, []).append((head.first, Label(head.name, length, head.at)))
    doubles = {index: [(0, label)] for index, label in _doubles(blocks, heads)}
    return {index: tuple(labels) for index, labels in (doubles | found).items()}


def _may_hold_time(text: str) -> bool:
    return ":" in text or "inut" in text


def _heads(index: int, lines: Sequence[str]) -> Iterator[_Head]:
    for row, line in enumerate(lines):
        if len(line) < _LONGEST and _MAY_BE.search(line):
            for form in _HEADS:
                if (found := re.fullmatch(form, line)) and _is_name(name := squeeze(found["name"])):
                    if (at := _moment(found["at"])) is not None:
                        yield _Head(index, _first(lines, row, name), row, name, at)
                    break


def _below_names(blocks: Sequence[Block], lines: Mapping[int, Sequence[str]]) -> Iterator[_Head]:
    """The heads whose time stands alone below the name, in the next line or paragraph."""
    for index, rows in lines.items():
        for row, line in enumerate(rows):
            if len(line) < LONGEST_NAME and _MAY_BE.search(line) and (found := re.fullmatch(_ABOVE, line)):
                alone = index and len(rows) == 1 and blocks[index - 1].tag == "p"
                name = squeeze(rows[row - 1] if row else blocks[index - 1].text if alone else "")
                if 0 < len(name) < LONGEST_NAME and _is_name(name) and (at := _moment(found["at"])) is not None:
                    yield _Head(index, max(row - 1, 0), row, name, at)


def _is_name(text: str) -> bool:
    is_sentence = text.endswith(SENTENCE_ENDS) and not re.search(_ABBREVIATED, text)
    return not is_sentence and (has_form_of_name(text) or may_be_handle(text))


def _moment(text: str) -> int | None:
    if spoken := re.fullmatch(_SPOKEN, text):
        hours, minutes, seconds = (int(part or 0) for part in spoken.groups())
        return hours * timecode.HOUR + minutes * timecode.MINUTE + seconds * timecode.SECOND
    return timecode.parse_framed(re.sub(rf"{_END}$", "", text.strip("[]()")))


def _are_turns(heads: Sequence[_Head]) -> bool:
    """Whether two people or more come back, of whom most heads name one, and the times rise, and are not all round, as in a programme."""
    turns = Counter(name for name, _ in groupby(head.name for head in heads))
    again = {name for name, count in turns.items() if count >= _SEVERAL}
    rising = sum(first.at < second.at for first, second in pairwise(heads))
    falling = sum(first.at > second.at for first, second in pairwise(heads))
    return (
        len(again) >= _SEVERAL
        and 3 * sum(head.name in again for head in heads) >= 2 * len(heads)
        and rising > 2 * falling
        and 2 * rising >= len(heads)
        and any(head.at % ROUND for head in heads)
    )


def _have_words_below(heads: Sequence[_Head], blocks: Sequence[Block], lines: Mapping[int, Sequence[str]]) -> bool:
    """Whether words stand below most heads, rather than the next one, and half of them are sentences; some ask, if a name has no capitals."""
    below = [_below(head, after, blocks, lines) for head, after in zip_longest(heads, heads[1:])]
    asking = _SEVERAL if any(not has_form_of_name(head.name) for head in heads) else 0
    return (
        3 * sum(map(bool, below)) >= 2 * len(heads)
        and 2 * sum(map(closes_sentence, below)) >= len(heads)
        and sum(map(ends_asking, below)) >= asking
    )


def _below(head: _Head, after: _Head | None, blocks: Sequence[Block], lines: Mapping[int, Sequence[str]]) -> str:
    """The words in the lines below a head, or in the next block that is more than a time; none if that is a heading, or the head `after` this one."""
    rows, index = lines[head.place], head.place + 1
    end = after.first if after and after.place == head.place else len(rows)
    if _end(head, rows) < len(rows):
        return "\n".join(rows[_end(head, rows) : end])
    while index < len(blocks) and re.fullmatch(_TIME_ONLY, blocks[index].text):
        index += 1
    is_head = after is not None and (after.place, after.first) == (index, 0)
    return "" if is_head or index == len(blocks) or blocks[index].level else blocks[index].text


def _end(head: _Head, lines: Sequence[str]) -> int:
    """The line behind a head, below which its time may stand once more."""
    below = head.row + 1
    return below + 1 if below < len(lines) and re.fullmatch(_TIME_ONLY, lines[below]) else below


def _first(lines: Sequence[str], row: int, name: str) -> int:
    """The first of the lines down to a head in a `row` that all show its name and time, as Teams copies them: `Ana Ruiz`, `0 minutes 3 seconds0:03`."""
    while row and _is_double(lines[row - 1], name):
        row -= 1
    return row


def _is_double(line: str, name: str) -> bool:
    words = squeeze(line)
    return words == name or (words.isupper() and words.casefold() in initials_of(name)) or re.fullmatch(_TIME_ONLY, line) is not None


def _doubles(blocks: Sequence[Block], heads: Sequence[_Head]) -> Iterator[tuple[int, Label]]:
    """The paragraphs above heads that only show the name and the time once more."""
    for head in heads:
        index = head.place - 1
        while not head.first and index >= 0 and blocks[index].tag == "p" and _is_all_double(blocks[index].text, head.name):
            yield index, Label(head.name, len(blocks[index].text), head.at)
            index -= 1


def _is_all_double(text: str, name: str) -> bool:
    return all(_is_double(line, name) for line in text.split("\n"))
