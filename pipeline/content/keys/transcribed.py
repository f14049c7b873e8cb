"""A transcript in the front matter, as some sites of podcasts keep it, put into the Markdown in which other posts hold their conversation.

It is one text (`transcript: |`), or a list of rows with what is said, by whom and when, and of headings between them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.content.text import timecode
from pipeline.content.text.plaintext import squeeze
from pipeline.content.values import Items, Table, Text, Value

_SAID = ("line", "text", "words", "content", "speech")
_SPEAKER = ("who", "speaker", "name")
_TIME = ("time", "timestamp", "start", "sec")
_HEADING = ("header", "heading")
_TITLE = "title"
_HEADED = "## Transcript\n"
_HEADING_SIGN = "### "
_FEW = 20  # words: fewer are a remark about a transcript, or its address
_GAP = 99  # characters, at most, between two words: an indentation, or what escapes a line break
_ESCAPED = 6  # characters, at most, in which another one is written: \u00e9
_FAR = 999  # characters, at most, in which words are that are written in another way
_KEY = re.compile(r"[^:=\n]*[:=]")


class Transcript(NamedTuple):
    """Markdown, and for each of its lines the line of the post in which that stands. `speakers` are the names in its rows, each once."""

    text: str
    lines: tuple[int, ...]
    speakers: tuple[str, ...] = ()

    def below(self, body: str, first_line: int) -> "TranscribedBody":
        """The text of a post, which begins in line `first_line`, with the transcript below it."""
        above = f"{body.rstrip()}\n\n"
        return TranscribedBody(above + self.text, first_line + above.count("\n"), self.lines)


class TranscribedBody(NamedTuple):
    """The text of a post with a transcript below it, which begins in line `begin`; each of its lines stands in one of `lines` in the file."""

    text: str
    begin: int
    lines: tuple[int, ...]

    def line_of(self, line: int) -> int:
        """The line of the file for a line of the text."""
        return line if line < self.begin else self.lines[line - self.begin]


def read(value: Value, matter: str) -> Transcript | None:
    """The transcript in a value of a front matter, whose text is `matter`, with the lines of the file; None if it is none.

    Headings alone may be a list of files.
    """
    if isinstance(value, Text):
        return _transcript(value.line, list(_lines(value, matter)), between="\n")
    if isinstance(value, Items):
        rows = [row for row in value.values if isinstance(row, Table)]
        speakers = tuple(dict.fromkeys(filter(None, map(_name, rows))))
        return _transcript(value.line, list(_paragraphs(rows)), between="\n\n", speakers=speakers)
    return None


def _transcript(line: int, parts: Sequence[tuple[str, int]], *, between: str, speakers: tuple[str, ...] = ()) -> Transcript | None:
    """A transcript of parts, each with its line, below a heading in line `line`; None if hardly anything is said in it."""
    if sum(len(text.split()) for text, _ in parts if not text.startswith(_HEADING_SIGN)) < _FEW:
        return None
    headed = ((_HEADED, line), *parts)
    lines = tuple(line for text, line in headed for _ in range((text + between).count("\n")))
    return Transcript(between.join(text for text, _ in headed), lines, speakers)


def _lines(text: Text, matter: str) -> Iterator[tuple[str, int]]:
    """The lines of a text, each with the line of the file where its words are found, as that may be folded, quoted or escaped.

    No two are said to stand in the same one, since headings are told apart by their lines.
    """
    number, last = text.line, text.line - 1
    at = sum(len(line) + 1 for line in matter.split("\n")[: number - 1])
    at = key.end() if (key := _KEY.match(matter, at)) else at
    missed = 0
    for line in text.value.split("\n"):
        first = None
        for word in line.split():
            found = matter.find(word, at, at + missed + len(word) + _GAP)
            if found < 0:
                missed = min(missed + len(word) * _ESCAPED, _FAR)
                continue
            number += matter.count("\n", at, found)
            at, missed = found + len(word), 0
            first = first or number
        last = max(first, last + 1) if first else last
        yield line, last


def _paragraphs(rows: Iterable[Table]) -> Iterator[tuple[str, int]]:
    """The rows as paragraphs, each with its line. A speaker is only named, and a time only given, where it is not that of the row above.

    A title beside what is said is that of the speaker: `CEO`.
    """
    speaker = time = ""
    for row in rows:
        said, name = _first(row, _SAID), _name(row)
        if heading := _first(row, _HEADING if said else (*_HEADING, _TITLE)):
            yield _HEADING_SIGN + squeeze(heading.value), heading.line
            speaker = ""
        if said is None or not said.value.strip():
            continue
        moment = _moment(row)
        label = _label(name if name != speaker else "", moment if moment != time else "")
        speaker, time = name, moment
        yield label + said.value.strip(), said.line


def _name(row: Table) -> str:
    """The name of who speaks in a row, where some tools have only a number; empty if it has none."""
    found = _first(row, _SPEAKER)
    name = squeeze(found.value).strip("*: ") if found else ""
    return f"Speaker {name}" if name.isdecimal() else name


def _label(name: str, time: str) -> str:
    """What stands before the words of a speaker (`**Ada (0:07):** `), who may only go on (`(0:07): `) or be unknown."""
    if name:
        return f"**{name} ({time}):** " if time else f"**{name}:** "
    return f"({time}): " if time else ""


def _moment(row: Table) -> str:
    """The time of a row, as a label; empty if it has none."""
    times = (timecode.parse(value.value) for key in _TIME if isinstance(value := row.entries.get(key), Text))
    return next((timecode.label(moment) for moment in times if moment is not None), "")


def _first(row: Table, keys: tuple[str, ...]) -> Text | None:
    return next((value for key in keys if isinstance(value := row.entries.get(key), Text)), None)
