"""YouTube's json3: `{"events": [{"tStartMs", "dDurationMs", "segs": [{"utf8", "tOffsetMs"}]}]}`, times in milliseconds.

The first event of an automatic track has no `segs` and lasts as long as the video; events with `aAppend` hold the newline of the rolling
display; the first word of an event has no `tOffsetMs`. A track that was written or translated has one `segs` item an event.
"""

from pipeline.content.captions.cue import LATEST, Cue, Piece, Track, cue, is_moment
from pipeline.content.captions.jsonvalue import Json, number
from pipeline.content.problem import Place, Problem, Severity

_NEWLINE: Json = [{"utf8": "\n"}]


def events(value: Json) -> list[Json]:
    """The events of a json3 document, or those saved from a damaged one; empty when it is something else."""
    found = value.get("events") if isinstance(value, dict) else value
    if isinstance(found, list) and any(isinstance(item, dict) and "tStartMs" in item for item in found[:50]):
        return found
    return []


def parse(found: list[Json], name: str) -> Track:
    """The cues of all events that hold text."""
    cues: list[Cue] = []
    problems: list[Problem] = []
    for at, event in enumerate(found, 1):
        segs = event.get("segs", []) if isinstance(event, dict) else None
        if segs in ([], _NEWLINE):
            continue
        read = _cue(event, segs) if isinstance(event, dict) and isinstance(segs, list) else None
        if read:
            cues.append(read)
        else:
            problems.append(
                Problem(Place(name), f"event {at} has no time or no text and is left out", "fetch the captions again", Severity.WARNING)
            )
    return Track(tuple(cues), problems=tuple(problems))


def _cue(event: dict[str, Json], segs: list[Json]) -> Cue | None:
    start = number(event.get("tStartMs"))
    if start is None or not is_moment(start):
        return None
    begin = int(start)
    lasts = number(event.get("dDurationMs")) or 0
    pieces: list[Piece] = []
    for seg in segs:
        if isinstance(seg, dict) and isinstance(text := seg.get("utf8"), str):
            offset = seg.get("tOffsetMs")
            pieces.append((begin + offset if type(offset) is int and abs(offset) < LATEST else None, text))
    return cue(1, begin, begin + int(min(lasts, LATEST)), pieces)
