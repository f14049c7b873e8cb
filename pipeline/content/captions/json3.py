"""YouTube's json3: `{"events": [{"tStartMs", "dDurationMs", "segs": [{"utf8", "tOffsetMs"}]}]}`, times in milliseconds.

The first event of an automatic track has no `segs` and lasts as long as the video; events with `aAppend` hold the newline of the rolling
display; the first word of an event has no `tOffsetMs`. Tracks written or translated by someone have one `segs` item an event.
"""

from collections.abc import Iterator

from pipeline.content.captions.cue import LATEST, Cue, Track, cue
from pipeline.content.captions.jsontext import Json, number
from pipeline.content.problem import Place, Problem, Severity


def events(value: Json) -> list[Json] | None:
    """The events of a json3 document or of what was saved from a damaged one; None when it is something else."""
    if isinstance(value, dict) and isinstance(value.get("events"), list):
        value = value["events"]
        return value if isinstance(value, list) else None
    if isinstance(value, list) and any(isinstance(item, dict) and "tStartMs" in item for item in value[:50]):
        return value
    return None


def parse(found: list[Json], name: str) -> Track:
    """The cues of all events that hold text."""
    cues: list[Cue] = []
    problems: list[Problem] = []
    for at, event in enumerate(found, 1):
        segs = event.get("segs", []) if isinstance(event, dict) else None
        start = number(event.get("tStartMs")) if isinstance(event, dict) else None
        if not isinstance(event, dict) or not isinstance(segs, list):
            problems.append(Problem(Place(name), f"event {at} cannot be read and is left out", "", Severity.WARNING))
        elif segs and (start is None or not 0 <= start < LATEST):
            problems.append(Problem(Place(name), f"event {at} has no time that makes sense and is left out", "", Severity.WARNING))
        elif segs and start is not None:
            lasts = max(number(event.get("dDurationMs")) or 0, 0)
            cues.append(cue(1, int(start), int(min(start + lasts, LATEST)), _pieces(segs, int(start))))
    return Track(tuple(cues), None, tuple(problems))


def _pieces(segs: list[Json], start: int) -> Iterator[tuple[int | None, str]]:
    for seg in segs:
        if isinstance(seg, dict) and isinstance(text := seg.get("utf8"), str):
            offset = seg.get("tOffsetMs")
            yield (start + offset if type(offset) is int and abs(offset) < LATEST else None), text
