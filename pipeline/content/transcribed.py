"""A transcript in the front matter, as some sites of podcasts keep it, put into the Markdown in which other posts hold their conversation.

It is one text (`transcript: |`), or a list of rows with what is said, by whom and when, and of headings between them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.content import timecode
from pipeline.content.plaintext import squeeze
from pipeline.content.yamltext import Items, Table, Text, Value

_SAID = ("line", "text", "words", "content", "speech")
_SPEAKER = ("who", "speaker", "name")
_TIME = ("time", "timestamp", "start", "sec")
_HEADING = ("header", "heading", "title")
_HEADED = "## Transcript\n"
_FEW = 20  # words: fewer are a remark about a transcript, or its address


class Transcript(NamedTuple):
    """Markdown, and for each of its lines the line of the post in which that stands. `speakers` are the names in its rows, each once."""

    text: str
    lines: tuple[int, ...]
    speakers: tuple[str, ...] = ()

    def is_less_than(self, body: str) -> bool:
        """Whether the text of a post has more words: then the conversation is there."""
        return len(self.text.split()) < len(body.split())

    def below(self, body: str, first_line: int) -> "Laid":
        """The text of a post, which begins in line `first_line`, with the transcript below it."""
        above = f"{body.rstrip()}\n\n"
        return Laid(above + self.text, first_line + above.count("\n"), self.lines)


class Laid(NamedTuple):
    """The text of a post with a transcript below it, which begins in line `begin`; each of its lines stands in one of `lines` in the file."""

    text: str
    begin: int
    lines: tuple[int, ...]

    def line_of(self, line: int) -> int:
        """The line of the file for a line of the text."""
        return line if line < self.begin else self.lines[line - self.begin]


def read(value: Value) -> Transcript | None:
    """The transcript in a value of a front matter; None if it is none."""
    if isinstance(value, Items):
        paragraphs = list(_paragraphs(value))
    elif isinstance(value, Text):
        paragraphs = [(line, value.line + number) for number, line in enumerate(value.value.split("\n"), 1)]
    else:
        return None
    if sum(len(text.split()) for text, _ in paragraphs) < _FEW:
        return None
    between = "\n\n" if isinstance(value, Items) else "\n"
    told = ((_HEADED, value.line), *paragraphs)
    lines = tuple(line for text, line in told for _ in range((text + between).count("\n")))
    return Transcript(between.join(text for text, _ in told), lines, _speakers(value))


def _paragraphs(rows: Items) -> Iterator[tuple[str, int]]:
    """The rows as paragraphs, each with its line. A speaker is only named, and a time only given, where it is not that of the row above."""
    speaker = time = ""
    for row in rows.values:
        if not isinstance(row, Table):
            continue
        if heading := _first(row, _HEADING):
            yield f"### {squeeze(heading.value)}", heading.line
            speaker = ""
        said, name = _first(row, _SAID), _name(row)
        if said is None or not said.value.strip():
            continue
        told = _told(row)
        label, at = name if name != speaker else "", told if told != time else ""
        speaker, time = name, told
        yield _labelled(label, at) + said.value.strip(), said.line


def _speakers(value: Value) -> tuple[str, ...]:
    rows = (row for row in value.values if isinstance(row, Table)) if isinstance(value, Items) else ()
    return tuple(dict.fromkeys(filter(None, map(_name, rows))))


def _name(row: Table) -> str:
    found = _first(row, _SPEAKER)
    return squeeze(found.value).strip("*: ") if found else ""


def _labelled(name: str, time: str) -> str:
    """What stands before the words of a speaker (`**Ada (0:07):** `), who may only go on (`(0:07): `) or be unknown."""
    if name:
        return f"**{name} ({time}):** " if time else f"**{name}:** "
    return f"({time}): " if time else ""


def _told(row: Table) -> str:
    """The time of a row, as a label; empty if it has none."""
    times = (timecode.parse(value.value) for key in _TIME if isinstance(value := row.entries.get(key), Text))
    return next((timecode.label(moment) for moment in times if moment is not None), "")


def _first(row: Table, keys: tuple[str, ...]) -> Text | None:
    return next((value for key in keys if isinstance(value := row.entries.get(key), Text)), None)
