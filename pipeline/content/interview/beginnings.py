"""Finds the lines of paragraphs that begin with a speaker's label or a time, before it is decided which labels are speakers."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.content.interview.heads import timed
from pipeline.content.interview.labels import BESIDE_TIME, Label, hyphened, label_of, may_begin, time_alone, time_behind, time_of_video
from pipeline.content.lexicon.people import LETTERS
from pipeline.content.markup.block import BOLD, Block
from pipeline.content.text.names import LONGEST_NAME, bare, has_form_of_name, may_be_handle
from pipeline.content.text.pattern import compiled
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.sentences import SENTENCE_ENDS, closes_sentence, holds_mark
from pipeline.content.text.timecode import HOUR


class Beginning(NamedTuple):
    """Line `row` (from 0) of a paragraph begins with a label, or with a time alone, which takes `length` characters.

    `bold` says that a label is set in bold, `boxed` that a time is in brackets and so is not spoken. `at` is the time in milliseconds.
    """

    row: int
    label: Label | None
    at: int | None
    length: int
    bold: bool = False
    boxed: bool = False


_SEVERAL = 2  # people who speak, at least, and turns of each
_FEW = 6  # turns, at most, to one that asks
_OF_DAY = 6 * HOUR
_TIME_ALONE = 40  # characters that a time of the video may take
_HIRAGANA = re.compile("[ぁ-ん]+")  # `はい`: words rather than a name
_CUE_SETTINGS = r"(?:[a-z]+:\S+(?:\s+|$))+"
_NAME_IN_BOLD = rf"<p[^>]*>(?:(?:<(?:code|a|em|i|small|sub)\b[^>]*>)?[\[(]?[\d:.]{{4,12}}[\])]?(?:</\w+>)?\s)?<(?:{'|'.join(BOLD)})\b[^>]*>([^<&:：]{{1,{LONGEST_NAME}}}+)</(?:{'|'.join(BOLD)})>\s"
_BOLD_LINE = re.compile(rf"<(?:{'|'.join(BOLD)})[ >]")
_REMARK = r"\s?\([^()\n]{0,60}\d:\d\d\)"  # behind a name, with a time, unlike `**Usage** (Linux)`: `(London, 3:13)`
# Begins with literals, which Python finds quickly.
_NAME_AT_END = re.compile(rf"</(?<![:：]</)(?:{'|'.join(BOLD)})>(?:{_REMARK})?(?:\n|<br|</p>)")
_TITLED = re.compile(rf"<p[^>]*><({'|'.join(BOLD)})\b[^<>]*>[^<>]*</\1>[:：]?\s+<(em|i)\b[^<>]*>(?:(?!</\2>).)*</\2></p>\s*\Z", re.DOTALL)

_OPENING, _BRACKETS = frozenset("[【(（"), "[]【】()（）"
_SETTING_APART = _OPENING.union("@~0123456789 ")  # with these a name in brackets begins, or a time before a name
_BOXED = r"\s*[\[【(（]((?:[^\[\]【】()（）,，\n]|[,，](?=\s?\d?\d:\d\d)){1,59})[\]】)）]\s?[:：]?\s*"
_UNTIL = r"(?<=:\d\d)\s*(?:-{1,2}>?|[–—→])\s*[\d:.,]{4,12}$"  # the end of what is said: `Ana - 00:12-00:15`

Beginnings = Mapping[int, tuple[Beginning, ...]]
# The index of a block, a label in it, and whether that is in bold.
Placed = tuple[int, Label, bool]


def labels(found: Beginnings) -> list[Placed]:
    """The labels among what was found, in order."""
    return [(index, item.label, item.bold) for index, items in found.items() for item in items if item.label]


def _labelled(row: int, label: Label, *, bold: bool = False) -> Beginning:
    return Beginning(row, label, label.at, label.length, bold)


def scan(blocks: Sequence[Block]) -> Beginnings:
    """Everything that has the form of a label or a time, by the index of its block, in order."""
    paragraphs = ((index, _in_paragraph(block)) for index, block in enumerate(blocks) if block.tag == "p")
    found = {index: beginnings for index, beginnings in paragraphs if beginnings}
    if _is_programme(found, blocks):
        return {}
    found |= _behind_times(found, blocks)
    heads = timed(blocks)
    found |= {index: tuple(_labelled(row, label, bold=True) for row, label in rows) for index, rows in heads.items()}
    found |= _set_apart(blocks, frozenset(index for index, items in found.items() if items[0].label))
    return dict(sorted((found if labels(found) else found | _script(blocks)).items()))


def _is_programme(found: Beginnings, blocks: Sequence[Block]) -> bool:
    """Whether all that has the form of a label announces a talk, by its title in italics: `**Ana Ruiz:** *A gentle introduction to wax*`."""
    named = [label.name for _, label, bold in labels(found) if bold]
    if not _SEVERAL < len(named) == len({*named}) == len(found):
        return False
    return all(is_titled(blocks[index]) for index in found)


def is_titled(block: Block) -> bool:
    """Whether a block is a name and, in italics, a title, which is no sentence: `**Ana Ruiz:** *Head of Wax*`."""
    return _TITLED.match(block.html) is not None and not closes_sentence(block.text)


def _behind_times(found: Beginnings, blocks: Sequence[Block]) -> Beginnings:
    """The names behind times, alone in their paragraphs above what is said: `[00:12:34] Ana`, and below it her words.

    Two or more of them come back, as titles of chapters do not. Below a line of captions is the next time.
    """
    times = {index: items[0] for index, items in found.items() if not items[0].label and not items[0].row}
    behind = {index: squeeze(blocks[index].text[time.length : time.length + LONGEST_NAME]) for index, time in times.items()}
    names = {index: name for index, name in behind.items() if _is_name(name) and blocks[index].text.endswith(name)}
    again = [name for name, count in Counter(names.values()).items() if count >= _SEVERAL]
    said_below = all(index + 1 < len(blocks) and blocks[index + 1].tag == "p" and index + 1 not in found for index in names)
    if not said_below or len(again) < _SEVERAL:
        return {}
    spans = {index: Label(name, len(blocks[index].text), times[index].at) for index, name in names.items()}
    return {index: (_labelled(0, label, bold=True),) for index, label in spans.items()}


def _script(blocks: Sequence[Block]) -> dict[int, tuple[Beginning, ...]]:
    """The names that stand alone in their paragraphs above what is said, in a text without labels: `Ana`, and below it her words.

    They are of two or more who come back, of whom the text mentions one by a full name, or who take turns and ask: `Before` and `After` are
    nobody. One is enough if the text calls that one politely, as here: `佐藤さん`.
    """
    alone = {index: block.text for index, block in enumerate(blocks) if block.plain and len(block.text) < LONGEST_NAME}
    bare_names = {index: squeeze(text.strip(_BRACKETS)) for index, text in alone.items()}
    names = {index: name for index, name in bare_names.items() if _is_name(name) and not _HIRAGANA.fullmatch(name)}
    counts = Counter(names.values())
    again = {index: name for index, name in names.items() if counts[name] >= _SEVERAL}
    alternate = all(index + 1 < len(blocks) and blocks[index + 1].tag == "p" and index + 1 not in again for index in again)
    several = len({*again.values()}) >= _SEVERAL
    known = {name for name in again.values() if bare(name) != name or (several and " " in name)}
    asking = sum(holds_mark(blocks[index + 1].text) for index in again) if alternate else 0
    is_known = any(name in block.text for name in known for index, block in enumerate(blocks) if index not in again)
    if not alternate or not (is_known or (_take_turns([*again.values()]) and _do_ask(asking, len(again)))):
        return {}
    return {index: (_labelled(0, Label(name, len(alone[index]))),) for index, name in again.items()}


def _set_apart(blocks: Sequence[Block], labelled: Container[int]) -> dict[int, tuple[Beginning, ...]]:
    """The names without a colon that begin paragraphs, or lines of them: `**Ana** How so?`, `Ana - How so?`, `[Ana] How so?`

    Two or more of them come back often and take turns, and one in a few of them asks, unless each has a time: `**Wax** is soft.` names nobody,
    neither do `Wax - soft` and `[Music]`, nor the lines of an address, but `12:34 **Ana** It burns.` does. Paragraphs that are `labelled` are
    left aside.
    """
    others = ((index, block) for index, block in enumerate(blocks) if block.tag == "p" and index not in labelled)
    found = {index: begun for index, block in others if (begun := _apart(block))}
    items = [item for begun in found.values() for item in begun]
    if not _take_turns([item.label.name for item in items if item.label]):
        return {}
    asking = sum(_asking(blocks[index].text, begun) for index, begun in found.items())
    return found if _do_ask(asking, len(items)) or all(item.at is not None for item in items) else {}


def _take_turns(names: Sequence[str]) -> bool:
    """Whether two or more of those who speak, in order, come back often and take turns."""
    counts = Counter(names)
    return alternate([name for name in names if counts[name] > _SEVERAL])


def alternate(names: Sequence[str]) -> bool:
    """Whether these are two people or more, of whom mostly another one follows."""
    changes = sum(1 for name, following in pairwise(names) if name != following)
    return len({*names}) >= _SEVERAL and 2 * changes >= len(names)


def _do_ask(asking: int, turns: int) -> bool:
    """Whether so many of these turns ask that people talk to each other."""
    return asking >= max(_SEVERAL, turns / _FEW)


def _asking(text: str, begun: Sequence[Beginning]) -> int:
    """How many of those who begin to speak in a paragraph ask something."""
    lines = text.split("\n")
    rows = (*(item.row for item in begun), len(lines))
    return sum(any(map(holds_mark, lines[row:end])) for row, end in pairwise(rows))


def _apart(block: Block) -> tuple[Beginning, ...]:
    """The name in bold, perhaps behind a time, or before a hyphen, with which a paragraph begins; or those in brackets or above lines of it."""
    text = block.text
    if block.lead not in BOLD and text[:1] not in _SETTING_APART and "\n" not in text:  # most paragraphs
        label = hyphened(text) if block.plain else None
        return (_labelled(0, label),) if label else ()
    time = time_alone(text)
    if (block.lead in BOLD or time) and (begun := compiled(_NAME_IN_BOLD).match(block.html)):
        at, behind = time or (None, 0)
        if not (_is_name(begun[1]) and text.startswith(f"{begun[1]} ", behind)):
            return ()
        length = behind + len(begun[1])
        after, taken = time_alone(text[length:]) or (None, 0)
        return (_labelled(0, Label(begun[1], length + taken, after if at is None else at), bold=True),)
    if block.plain and (label := hyphened(text)):
        return (_labelled(0, label),)
    if text[:1] not in _OPENING and "\n" not in text:
        return ()
    lines = text.split("\n")
    return tuple(_boxed_names(lines)) or tuple(_names_above(lines))


def _boxed_names(lines: Sequence[str]) -> Iterator[Beginning]:
    """The names in brackets with which lines begin, perhaps with a time before, behind or beside them; or above what is said."""
    for row, (line, below) in enumerate(zip(lines, (*lines[1:], ""), strict=True)):
        at, length = (line[:1] in _SETTING_APART and time_alone(line)) or (None, 0)
        if line[length : length + 2].lstrip()[:1] in _OPENING and (found := compiled(_BOXED).match(line, length)):
            inside = compiled(_UNTIL).sub("", found[1])
            within, name = time_behind(inside) or _time_before(inside) or (None, inside)
            name = name if within is None else name.strip(f"{BESIDE_TIME}，")
            behind, taken = time_alone(line[found.end() :]) or (None, 0)
            says = line[found.end() + taken :] or below.strip()
            if says and (has_form_of_name(name := squeeze(name)) or (name := name.capitalize()) in LETTERS):
                time = next((moment for moment in (at, within, behind) if moment is not None), None)
                yield _labelled(row, Label(name, found.end() + taken, time))


def _time_before(text: str) -> tuple[int, str] | None:
    """The time with which a text begins, in milliseconds, and what stands behind it."""
    time = time_alone(text)
    return (time[0], text[time[1] :]) if time else None


def _names_above(lines: Sequence[str]) -> Iterator[Beginning]:
    """The names that stand alone in a line of a paragraph, above what is said."""
    may_be = [squeeze(line) if len(line) < LONGEST_NAME and line[:1] not in _OPENING else "" for line in lines]
    are = [bool(text) and not holds_mark(text) and _is_name(text) for text in may_be]
    for row, (name, above, below) in enumerate(zip(may_be, are, (*are[1:], True), strict=True)):
        if above and not below and name[-1] not in ":：":
            yield _labelled(row, Label(name, len(lines[row])))


def _is_name(text: str) -> bool:
    return not text.endswith(SENTENCE_ENDS) and has_form_of_name(text)


def counted(found: Beginnings, names: Mapping[str, str | None]) -> Beginnings:
    """Those that count: labels of speakers, times in brackets, and bare times if the text has more than two.

    Times of which the first is that of no recording's first words are those of a day, as some who write down calls give them: `[13:58:49]`.
    """
    bare_times = len([item for items in found.values() for item in items if not item.label]) > 2
    kept: dict[int, tuple[Beginning, ...]] = {}
    for index, items in found.items():
        counting = [item for item in items if (item.label.name in names if item.label else item.boxed or bare_times)]
        if counting:
            kept[index] = tuple(counting)
    if min((item.at for items in kept.values() for item in items if item.at is not None), default=0) < _OF_DAY:
        return kept
    return {index: tuple(item._replace(at=None) for item in items) for index, items in kept.items()}


def _in_paragraph(block: Block) -> tuple[Beginning, ...]:
    text = block.text
    if block.lead not in BOLD and not may_begin(text):
        return _name_in_capitals(text) if len(text) < LONGEST_NAME and text.isupper() else ()
    names = _names_alone(block)
    if "\n" not in text:
        begun = _in_line(block, 0, text, names)
        return (begun,) if begun else ()
    lines = text.split("\n")
    following = (*lines[1:], "", "")
    bold = _rows_in_bold(block) if block.lead in BOLD and label_of(lines[0], bold=True) else ()
    items = (_in_line(block, row, line, names, bold) or _handle_above(row, line, following[row]) for row, line in enumerate(lines))
    found = (_named_below(item, lines[row], following[row : row + 2]) for row, item in enumerate(items))
    return tuple(_as_cue(item, lines) if "-->" in lines[item.row] else item for item in found if item)


def _rows_in_bold(block: Block) -> frozenset[int]:
    """The lines of a paragraph, but the first, that begin with bold."""
    return frozenset(row for row, line in enumerate(block.html.split("\n")) if _BOLD_LINE.match(line))


def _as_cue(begun: Beginning, lines: Sequence[str]) -> Beginning:
    """The time of a cue in captions, `00:12.000 --> 00:15.000 align:start`, with its settings, and its number in the line above."""
    line, number = lines[begun.row], lines[begun.row - 1] if begun.row else ""
    length = len(line) if re.fullmatch(_CUE_SETTINGS, line[begun.length :]) else begun.length
    if number.strip().isdecimal():
        return begun._replace(row=begun.row - 1, length=len(number) + 1 + length)
    return begun._replace(length=length)


def _named_below(begun: Beginning | None, line: str, following: Sequence[str]) -> Beginning | None:
    """A time with the name behind it, or below, if that is alone in the line above what is said: `[00:12:34] Ana`.

    Behind it a name is set apart as if in bold; below it may as well be the title of a chapter, which does not come back. Below a
    line of a list of chapters is nothing, or the next time.
    """
    below, further = following
    if begun is None or begun.label or not below.strip() or time_alone(below):
        return begun
    name, length = squeeze(line[begun.length :]), len(line)
    if not name and further.strip() and not time_alone(further):
        name, length = squeeze(below), len(line) + 1 + len(below)
    if not _is_name(name):
        return begun
    return _labelled(begun.row, Label(name, length, begun.at), bold=length == len(line))


def _name_in_capitals(text: str) -> tuple[Beginning, ...]:
    """A name alone in its paragraph, as in scripts of plays: `ANA RUIZ`."""
    name = squeeze(text)
    capitals = all(word.isupper() or not word.isalpha() for word in name.split())  # not `첫 번째 PR`, where only an abbreviation has them
    return (_labelled(0, Label(name, len(text), loose=True)),) if capitals and has_form_of_name(name) else ()


def _in_line(block: Block, row: int, line: str, names: frozenset[str], bold: Container[int] = ()) -> Beginning | None:
    """What a line begins with; `names` stand alone in lines of its paragraph, of which those in the rows `bold` begin with bold."""
    if names and (name := squeeze(re.sub(rf"{_REMARK}\s*$", "", line))) in names:
        at, _ = time_behind(line) or (None, "")
        return _labelled(row, Label(name, len(line), at), bold=True)
    in_bold = row == 0 and block.lead in BOLD
    if not in_bold and not may_begin(line):
        return None
    if len(line) < _TIME_ALONE and (of_video := time_of_video(line)):
        return Beginning(row, None, *of_video, boxed=True)
    label = label_of(line)
    if in_bold and (label is None or label.loose):
        label = label_of(line, bold=True)
    if label:
        return _labelled(row, label, bold=row in bold or in_bold or (row == 0 and _set_in_bold(block, label)))
    time = time_alone(line)
    return Beginning(row, None, *time, boxed=line.lstrip()[0] in "[(" or (row == 0 and block.lead == "a")) if time else None


def _handle_above(row: int, line: str, below: str) -> Beginning | None:
    """A name without capitals that stands alone in a line, right above what is said: `ana:`. Only its turns show that it is one."""
    name, colon, rest = line.strip().partition(":")
    is_handle = bool(colon) and not rest and name.isalnum() and name.islower() and len(name) < LONGEST_NAME and may_be_handle(name)
    return _labelled(row, Label(name, len(line), loose=True, above=True)) if is_handle and below.strip() else None


def _set_in_bold(block: Block, label: Label) -> bool:
    """Whether a label is in bold although its paragraph does not begin with bold: `***Ana:*** Wax`. Its colon and time may be outside."""
    before = block.html.partition(label.name.partition(" ")[0])[0]
    return any(f"<{tag}" in before for tag in BOLD)


def _names_alone(block: Block) -> frozenset[str]:
    """The names in bold that stand alone on a line of a paragraph: `**Ana Ruiz**`."""
    html = block.html
    if block.lead not in BOLD or not ("\n" in html or html.endswith("></p>")) or not _NAME_AT_END.search(html):
        return frozenset()
    bold = (squeeze(piece.text) for piece in block.pieces() if piece.tag in BOLD and len(piece.text) < LONGEST_NAME)
    return frozenset(name for name in bold if not (":" in name or "：" in name or holds_mark(name)) and has_form_of_name(name))
