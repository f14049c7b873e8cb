"""WebVTT (https://www.w3.org/TR/webvtt1/): plain, with `<v Name>`, with YouTube's word times inside the line, without hours.

A cue's times inside its text look like `good<00:00:04.170><c> to</c>`; spans may close on a later line or never.
"""

import re
from collections.abc import Iterator

from pipeline.content.captions.blocks import Block, is_timing, milliseconds, scan
from pipeline.content.captions.cue import NAME_END, TURN, Cue, Track, cue
from pipeline.content.problem import Place, Problem, Severity

_TAG = re.compile(r"<(?:(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})[.,](\d{1,3})|v(?:\.[^\s<>]*)?[ \t]+([^<>]+))>")
_LANGUAGE = re.compile(r"Language:\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*$")


def parse(text: str, name: str) -> Track:
    """The cues of WebVTT; a timing line that makes no sense is a problem, the text below it is lost."""
    lines = text.split("\n")
    cues: list[Cue] = []
    problems: list[Problem] = []
    for block in scan(lines):
        if isinstance(block, Block):
            cues.append(cue(block.line, block.start, block.end, _pieces("\n".join(block.lines))))
        else:
            problems.append(_unreadable(name, block, lines[block - 1]))
    return Track(tuple(cues), _language(lines), tuple(problems))


def _pieces(text: str) -> Iterator[tuple[int | None, str]]:
    """The text between word times and voices, each with the time before it."""
    at = 0
    moment: int | None = None
    for tag in _TAG.finditer(text) if "<" in text else ():
        yield moment, text[at : tag.start()]
        hours, minutes, seconds, fraction, voice = tag.groups()
        moment = None if voice else milliseconds(hours, minutes, seconds, fraction)
        if voice:
            yield None, f"{TURN}{voice.strip()}{NAME_END}"
        at = tag.end()
    yield moment, text[at:]


def _language(lines: list[str]) -> str | None:
    for line in lines[:20]:
        if is_timing(line):
            break
        if found := _LANGUAGE.match(line):
            return found[1]
    return None


def _unreadable(name: str, number: int, line: str) -> Problem:
    message = f'the times "{line.strip()[:60]}" cannot be read, the text below them is left out'
    return Problem(Place(name, number), message, "write them as 00:01:02.345 --> 00:01:04.567", Severity.WARNING)
