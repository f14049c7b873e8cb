"""YouTube's timedtext XML in its four forms, and Apple's TTML, read as a stream of tags.

srv1 and the innertube transcript: `<transcript><text start="0.14" dur="2.88">`, in seconds.
srv2: `<timedtext><text t="160" d="3840">`, in milliseconds.
srv3: `<timedtext><body><p t="160" d="3840"><s>hi</s><s t="400"> there</s></p>`, in milliseconds, words from the start of their `p`.
TTML: `<tt><body><div><p begin="00:00:00.160" end="00:00:04.000">`, or `160ms`, or `1600000t` in ticks or `4f` in frames of which `tt` tells
the rate; in some, only the `span`s of a `p` have times. A `div` may have times that those inside count from (`divisions.py`), and a `p` those
of its `span`s. In Apple's, `ttm:agent` is the speaker, each word has a `span` with nothing between it and the next one, and all times are the
recording's.
"""

import re
from collections.abc import Mapping
from xml.parsers import expat

from pipeline.content.captions import divisions, frames
from pipeline.content.captions.cue import LATEST, Cue, Piece, Track, cue, is_moment, voice
from pipeline.content.captions.divisions import Divisions, Times
from pipeline.content.captions.jsonvalue import number
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.text import timecode
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.timecode import HOUR, MINUTE, SECOND

_CUE = frozenset({"text", "p"})
_NEXT_CUE = re.compile(rb"<(?:text|p)[\s>]")
# Five entities and numbers are XML's own. Any other needs a declaration, and no declaration is ever read.
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY)")
_OFFSET = re.compile(r"(\d{1,15}(?:\.\d{1,9})?)(ms|[hmtf])")
_RATES = re.compile(r"""\b(tickRate|frameRate|frameRateMultiplier)=["']([1-9]\d{0,9})(?:[ :]([1-9]\d{0,9}))?["']""")
_AGENTS = re.compile(
    r"""<(?:\w+:)?agent\b[^<>]{0,200}?\bxml:id=["']([^"'<>]{1,100})["'][^<>]{0,200}(?<!/)>\s*<(?:\w+:)?name\b[^<>]{0,200}>([^<>]{1,200})</"""
)
_UNTIMED = (-1, -1)
_OPENING = b"<timedtext>"
_MISMATCH = expat.errors.XML_ERROR_TAG_MISMATCH
_MOST_DAMAGE = 200


def parse(text: str, name: str) -> Track:
    """The cues of all elements with a time. Behind damage, reading goes on with the next cue."""
    if _DECLARED.search(text):
        problem = Problem(Place(name), "this XML declares a document type, which captions never do", "fetch the captions again")
        return Track((), problems=(problem,))
    data = _BARE.sub("&amp;", frames.with_fractions(text)).encode()
    units, names = _units(text), {agent: squeeze(name) for agent, name in _AGENTS.findall(text)}
    inside = Divisions()
    cues: list[Cue] = []
    bases: list[float] = []
    problems: list[Problem] = []
    at, opening = 0, b""
    while len(problems) < _MOST_DAMAGE:
        reader = _Reader(units, names, inside)
        damage = reader.read(opening, memoryview(data)[at:])
        before = data.count(b"\n", 0, at)
        cues += [found._replace(line=found.line + before) for found in reader.cues]
        bases += reader.bases
        problems += [_warning(name, line + before, "this cue has no readable time and is left out") for line in reader.untimed]
        following = _NEXT_CUE.search(data, at + damage[0] + 1) if damage else None
        if damage and (following or damage[1] != _MISMATCH):  # a rest that was entered in the middle ends with tags it did not begin
            problems.append(_warning(name, data.count(b"\n", 0, at + damage[0]) + 1, f"the XML is damaged: {damage[1]}"))
        if following is None:
            break
        at, opening = following.start(), _OPENING
    if inside.count_from_them:
        placed = (found.later(round(base)) for found, base in zip(cues, bases, strict=True))
        cues = [found for found in placed if is_moment(found.start)]
    return Track(tuple(cues), problems=tuple(problems))


def _units(text: str) -> dict[str, float]:
    """The milliseconds of an hour, a minute, a millisecond, a tick and, if the text tells their rate, a frame."""
    rates = {name: int(rate) / int(per or 1) for name, rate, per in _RATES.findall(text)}
    units = {"h": HOUR, "m": MINUTE, "ms": 1, "t": SECOND / rates.get("tickRate", 1)}
    frame_rate = rates.get("frameRate", 0) * rates.get("frameRateMultiplier", 1)
    return {**units, "f": SECOND / frame_rate} if frame_rate else units


def _warning(name: str, line: int, message: str) -> Problem:
    return Problem(Place(name, line), message, "fetch the captions again", Severity.WARNING)


class _Reader:
    """A parser and what it has read: the cues, up to the damage if there is any, and the lines of cues without a time.

    `bases` are what the times of each cue count from, if they count from the divisions that it is `inside` of. `units` are the
    milliseconds of those in which times are counted, `names` those of the agents, by their ids.
    """

    def __init__(self, units: Mapping[str, float], names: Mapping[str, str], inside: Divisions) -> None:
        self._units = units
        self._names = names
        self._inside = inside
        self.cues: list[Cue] = []
        self.bases: list[float] = []
        self.untimed: list[int] = []
        self._open: tuple[int, int, int] | None = None
        self._pieces: list[Piece] = []
        self._moment: int | None = None
        self._since: int | None = None  # what the times of the cue's spans count from, as soon as one has a time
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def read(self, opening: bytes, data: memoryview) -> tuple[int, str] | None:
        """Read `data` behind `opening`. The byte of `data` at which it is damaged, and what the damage is; None if all was read."""
        try:
            self._parser.Parse(opening, False)
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            self._parser.buffer_text = False  # hands over what it holds
            self._end("p")
            return max(self._parser.ErrorByteIndex - len(opening), 0), expat.ErrorString(error.code)
        return None

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag in divisions.TAGS:
            self._inside.opened(self._told(attributes), is_sequence=attributes.get("timeContainer") == "seq")
        elif tag in _CUE:
            self._open = (self._parser.CurrentLineNumber, *(self._times(attributes) or _UNTIMED))
            self._since = None
            self._pieces = [(None, voice(self._names.get(agent := attributes.get("ttm:agent", ""), agent)))]
        elif tag == "s" and self._open:
            offset = number(attributes.get("t"))
            self._moment = self._open[1] + int(offset) if offset is not None and abs(offset) < LATEST else None
        elif tag == "span" and self._open and (times := self._times(attributes)):
            if attributes.get("podcasts:unit") == "word":
                self._pieces.append((None, " "))
            line, start, end = self._open
            if self._since is None:
                self._since = start if _counts_from(times, start, end) else 0
            self._moment = times[0] + self._since
            self._open = (line, self._moment if (start, end) == _UNTIMED else start, max(end, times[1] + self._since))
        elif tag == "br":
            self._pieces.append((None, "\n"))

    def _text(self, text: str) -> None:
        self._pieces.append((self._moment, text))
        self._moment = None

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if self._open and tag in _CUE:
            self._close(*self._open)
            self._open = None
        elif tag in divisions.TAGS:
            self._inside.closed()

    def _close(self, line: int, start: int, end: int) -> None:
        if (start, end) != _UNTIMED:
            self.bases.append(self._inside.base)
            self.cues.append(cue(line, start, end, self._pieces))
            self._inside.said(start, end)
        elif whole := self._inside.whole():
            self.bases.append(self._inside.base)
            self.cues.append(cue(line, *whole, self._pieces))
        else:
            self.untimed.append(line)

    def _times(self, attributes: Mapping[str, str]) -> tuple[int, int] | None:
        """Start and end in milliseconds, by the names that the formats use."""
        for start, lasts, scale in (("t", "d", 1), ("start", "dur", 1000)):
            if start in attributes:
                first = number(attributes[start])
                return None if first is None else _within(first * scale, (first + (number(attributes.get(lasts)) or 0)) * scale)
        told = self._told(attributes)
        if told.begin is None and ("begin" in attributes or not self._inside.tells_when or not any(told)):
            return None
        begin, end = told.span
        return _within(begin, begin if end is None else end)

    def _told(self, attributes: Mapping[str, str]) -> Times:
        return Times(*(self._time(attributes.get(key, "")) for key in ("begin", "end", "dur")))

    def _time(self, value: str) -> float | None:
        """A time of TTML in milliseconds."""
        if found := _OFFSET.fullmatch(value):
            unit = self._units.get(found[2])
            return None if unit is None else float(found[1]) * unit
        return timecode.parse(value[:20])


def _counts_from(times: tuple[int, int], start: int, end: int) -> bool:
    """Whether the times of a cue's first span count from the cue's start: as the recording's they are before it, and so they fit into it."""
    return times[0] + SECOND < start and (end <= start or start + times[1] <= end)


def _within(start: float, end: float) -> tuple[int, int] | None:
    """Start and end in whole milliseconds; None if the start is none of a recording."""
    return (round(start), round(min(end, LATEST))) if is_moment(start) else None
