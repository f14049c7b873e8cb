"""Whisper's JSON: `{"segments": [{"start", "end", "text", "words": [{"word", "start", "end"}]}]}`, times in seconds.

Read as well: WhisperX and faster-whisper (the same), a hosted Whisper (the same under `output`), whisper.cpp (`{"transcription": [{"offsets":
{"from", "to"}, "text"}]}`, milliseconds), a bare list of segments, and the JSON transcript of Podcasting 2.0 (`startTime`, `body`).
"""

from pipeline.content.captions.cue import Track
from pipeline.content.captions.items import Item, cues_of_segments, segment
from pipeline.content.captions.jsontext import Json
from pipeline.content.problem import Place, Problem, Severity

_INSIDE = ("output", "result", "results", "transcription", "transcript")


def segments(value: Json) -> list[Json]:
    """The segments of the document; empty when it has none."""
    holders = [value, *(value.get(name) for name in _INSIDE)] if isinstance(value, dict) else [value]
    for holder in holders:
        found = holder.get("segments") if isinstance(holder, dict) else holder
        if isinstance(found, list) and found and all(isinstance(each, dict) for each in found[:5]):
            return found
    return []


def parse(found: list[Json], name: str) -> Track:
    """A cue a segment, or several where its words have times."""
    read: list[Item] = []
    problems: list[Problem] = []
    for at, value in enumerate(found, 1):
        whole = segment(_offsets(value))
        if whole and (whole.start is not None or whole.words):
            read.append(whole)
        else:
            problems.append(
                Problem(
                    Place(name),
                    f"segment {at} has no text or no time and is left out",
                    "make the file again with the tool that wrote it",
                    Severity.WARNING,
                )
            )
    return Track(tuple(cues_of_segments(read)), None, tuple(problems))


def _offsets(value: Json) -> Json:
    """A segment of whisper.cpp as one of Whisper."""
    match value:
        case {"offsets": {"from": int(start), "to": int(end)}, "text": str(text)}:
            return {"text": text, "start": start / 1000, "end": end / 1000}
    return value
