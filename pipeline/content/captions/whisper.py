"""Whisper's JSON: `{"segments": [{"start", "end", "text", "words": [{"word", "start", "end"}]}]}`, times in seconds.

WhisperX, faster-whisper, hosted Whisper (the same under `output`) and a bare list of segments are read as well.
"""

from pipeline.content.captions.cue import Track
from pipeline.content.captions.items import Item, item, segment_cues
from pipeline.content.captions.jsontext import Json
from pipeline.content.problem import Place, Problem, Severity

_INSIDE = ("output", "result", "transcription", "transcript")


def segments(value: Json) -> list[Json] | None:
    """The segments of the document; None when it has none."""
    if isinstance(value, dict):
        found = value.get("segments")
        if isinstance(found, list) and found:
            return found
        return next((found for name in _INSIDE if (found := segments(value.get(name)))), None)
    match value:
        case [{"text": str(), "start": _}, *_]:
            return value
    return None


def parse(found: list[Json], name: str, language: str | None = None) -> Track:
    """A cue a segment."""
    read: list[Item] = []
    problems: list[Problem] = []
    for at, value in enumerate(found, 1):
        segment = item(value)
        if segment is not None and (segment.start is not None or segment.words):
            read.append(segment)
        elif value:
            problems.append(Problem(Place(name), f"segment {at} has no text or no time and is left out", "", Severity.WARNING))
    return Track(tuple(segment_cues(read)), language, tuple(problems))
