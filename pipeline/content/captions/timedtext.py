"""YouTube's timedtext XML in its four dresses, read by a stream of tags. Nothing is declared, nothing is looked up.

srv1 and the innertube transcript: `<transcript><text start="0.14" dur="2.88">`, seconds. srv2: `<timedtext><text t="160" d="3840">`, milliseconds.
srv3: `<timedtext><body><p t="160" d="3840"><s>hi</s><s t="400"> there</s></p>`, milliseconds, words from the start of their `p`.
TTML: `<tt><body><div><p begin="00:00:00.160" end="00:00:04.000">`.
"""

import re
from collections.abc import Mapping
from xml.parsers import expat

from pipeline.content.captions.cue import LATEST, Cue, Track, cue
from pipeline.content.captions.jsontext import number
from pipeline.content.clock import parse as clock
from pipeline.content.problem import Place, Problem, Severity

_CUE = frozenset({"text", "p"})
_NEXT_CUE = re.compile(r"<(?:text|p)[\s>]")
# Five entities and numbers are XML's own; any other would need a declaration, and declarations are not read.
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_MOST_DAMAGE = 200
_CHUNK = 1 << 16


class _Reader:
    """What one parser has read: cues so far, and the one that is open."""

    def __init__(self, line: int) -> None:
        self.cues: list[Cue] = []
        self.untimed: list[int] = []
        self._before = line - 1
        self._open: tuple[int, int, int] | None = None
        self._pieces: list[tuple[int | None, str]] = []
        self._moment: int | None = None
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._declared

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag in _CUE:
            line = self.parser.CurrentLineNumber + self._before
            times = _times(attributes)
            self._open = (line, *times) if times else None
            self._pieces = []
            if times is None:
                self.untimed.append(line)
        elif tag == "s" and self._open:
            offset = number(attributes.get("t"))
            self._moment = self._open[1] + int(offset) if offset is not None and abs(offset) < LATEST else None
        elif tag == "br" and self._open:
            self._pieces.append((None, "\n"))

    def _text(self, text: str) -> None:
        if self._open:
            self._pieces.append((self._moment, text))
            self._moment = None

    def _end(self, tag: str) -> None:
        if tag.rpartition(":")[2] in _CUE and self._open:
            self.cues.append(cue(*self._open, self._pieces))
            self._open = None

    def _declared(self, *_: object) -> None:
        raise expat.ExpatError("a document type is declared")


def _times(attributes: Mapping[str, str]) -> tuple[int, int] | None:
    """Start and end in milliseconds, by the names that the four formats use."""
    for first, second, scale in (("t", "d", 1), ("start", "dur", 1000)):
        if first in attributes:
            start, lasts = number(attributes[first]), number(attributes.get(second)) or 0
            return _within(start * scale, (start + max(lasts, 0)) * scale) if start is not None else None
    begin, end, lasts = (clock(attributes.get(key, "")) for key in ("begin", "end", "dur"))
    if begin is None:
        return None
    return _within(begin, end if end is not None else begin + (lasts or 0))


def _within(start: float, end: float) -> tuple[int, int] | None:
    return (round(start), round(min(end, LATEST))) if 0 <= start < LATEST else None


def parse(text: str, name: str) -> Track:
    """The cues of all elements with a time. After damage reading goes on at the next cue."""
    text = _BARE.sub("&amp;", text)
    cues: list[Cue] = []
    problems: list[Problem] = []
    at, line, opening = 0, 1, ""
    while at < len(text) and len(problems) < _MOST_DAMAGE:
        reader = _Reader(line)
        damage = _fed(reader, opening, text, at)
        cues += reader.cues
        problems += [_warning(name, untimed, "this cue has no time that can be read and is left out") for untimed in reader.untimed]
        if damage is None:
            break
        where, why = damage
        line += text.count("\n", at, where)
        problems.append(_warning(name, line, f"the XML is damaged ({why}); reading goes on at the next cue"))
        following = _NEXT_CUE.search(text, max(where, at + 1))
        if following is None:
            break
        line += text.count("\n", where, following.start())
        at, opening = following.start(), "<timedtext>"
    return Track(tuple(cues), None, tuple(problems))


def _fed(reader: _Reader, opening: str, text: str, at: int) -> tuple[int, str] | None:
    """Give the text from `at` to the parser; where it is damaged (an offset in `text`) and why."""
    try:
        reader.parser.Parse(opening.encode(), False)
        while at < len(text):
            chunk = text[at : at + _CHUNK].encode()
            reader.parser.Parse(chunk, False)
            at += _CHUNK
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        return min(at, len(text)), expat.ErrorString(error.code) if hasattr(error, "code") else str(error)
    return None


def _warning(name: str, line: int, message: str) -> Problem:
    return Problem(Place(name, line), message, "fetch the captions again", Severity.WARNING)
