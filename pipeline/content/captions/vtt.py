"""WebVTT (https://www.w3.org/TR/webvtt1/): plain, with `<v Name>`, with YouTube's word times inside the line, without hours.

A time inside a cue's text looks like `good<00:00:04.170><c> to</c>`; spans may close on a later line or never.
"""

import re

from pipeline.content.captions import blocks, highlight, metadata
from pipeline.content.captions.cue import NAME_END, TURN, Piece, Track, cue, is_plain
from pipeline.content.problem import Place, Problem, Severity

_TAG = re.compile(r"<(?:(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})[.,](\d{1,3})|v(?:\.[^\s<>]*)?[ \t]+([^<>]+))>")
# Webex says in a cue's identifier who speaks: `12 "Ana Ruiz" (1180341760)`.
_IDENTIFIED = re.compile(r'^\d+ "([^"<>\n]+)" \(\d+\)\n([^\n]*-->[^\n]*\n)', re.MULTILINE)
_LANGUAGE = re.compile(r"Language:[ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)[ \t]*$", re.MULTILINE | re.IGNORECASE)


def parse(text: str, name: str) -> Track:
    """The cues of WebVTT. Where two times cannot be read there is a problem, and the text below them is left out."""
    if '" (' in text:
        text = _IDENTIFIED.sub(r"\n\2<v \1>", text)
    lines = text.split("\n")
    found, unreadable = blocks.scan(lines)
    if '{"' in text:
        found = list(map(metadata.spoken, found))
    if "<u>" in text:
        found = highlight.joined(found)
    language = _LANGUAGE.search(text, 0, text.find("-->")) if text.startswith("WEBVTT") else None
    return Track(
        tuple(each if is_plain(each.text) else cue(each.line, each.start, each.end, pieces(each.text)) for each in found),
        language[1] if language else None,
        tuple(_unreadable(name, number, lines[number - 1]) for number in unreadable),
    )


def pieces(text: str) -> list[Piece]:
    """The text between word times and voices, each with the time before it."""
    if "<" not in text:
        return [(None, text)]
    found: list[Piece] = []
    at = 0
    moment: int | None = None
    for tag in _TAG.finditer(text):
        found.append((moment, text[at : tag.start()]))
        hours, minutes, seconds, fraction, name = tag.groups()
        moment = None if name else blocks.milliseconds(hours, minutes, seconds, fraction)
        if name:
            found.append((None, f" {TURN}{name.strip()}{NAME_END}"))  # the mark of a turn stands between blanks
        at = tag.end()
        if name and text.startswith(label := f"{name.strip()}:", at):  # some programs write the name twice
            at += len(label)
    return [*found, (moment, text[at:])]


def _unreadable(name: str, number: int, line: str) -> Problem:
    message = f'the times "{line.strip()[:60]}" cannot be read; the text below them is left out'
    return Problem(Place(name, number), message, "write them as 00:01:02.345 --> 00:01:04.567", Severity.WARNING)
