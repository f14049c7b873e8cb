"""Who says each item of JSON, where another part of the document tells: a list of names or of spans, or what the item is a part of."""

from bisect import bisect_right
from operator import itemgetter

from pipeline.content.captions.items import attributed, renamed, speaker_of, start_of, word
from pipeline.content.captions.jsonvalue import Json

_DEEPEST = 3  # objects around a list of speakers, at most


def names_of(document: Json) -> dict[str, Json]:
    """The names of speakers by their ids, at whatever depth, also in a list of one: `{"speakers": [{"id": 0, "name": "Ana"}]}`."""
    held = [document]
    for _ in range(_DEEPEST):
        objects = [each for each in held if isinstance(each, dict)]
        for speakers in (each.get("speakers") for each in objects):
            if isinstance(speakers, list) and (names := dict(filter(None, map(_named, speakers)))):
                return names
        inside = (inner for each in objects for inner in each.values())
        held = [inner[0] if isinstance(inner, list) and len(inner) == 1 else inner for inner in inside]
    return {}


def _named(speaker: Json) -> tuple[str, Json] | None:
    """A speaker's id and name, if both are there; Verbit calls the name a text."""
    if not isinstance(speaker, dict):
        return None
    name = speaker.get("name") or speaker.get("text")
    return (str(speaker["id"]), name) if name and speaker.get("id") is not None else None


def by_names(items: list[Json], names: dict[str, Json]) -> list[Json]:
    """The items, with the names of their speakers in place of the ids."""
    if not names:
        return items
    return [renamed(each, names[spoken]) if (spoken := speaker_of(each)) in names else each for each in items]


def by_whole(items: list[Json], whole: Json) -> list[Json]:
    """The items of an object, said by its speaker where they name none themselves."""
    speaker = speaker_of(whole)
    return items if speaker is None else [attributed(each, speaker) for each in items]


def by_spans(words: list[Json], spans: list[Json]) -> list[Json]:
    """The words, each said by the speaker of the last of the spans that have begun by then, if it names none itself."""
    begun = sorted(((start, speaker_of(span)) for span in spans if (start := start_of(span)) is not None), key=itemgetter(0))
    starts = [start for start, _ in begun]
    said = ((each, begun[at - 1][1] if (at := _begun(each, starts)) else None) for each in words)
    return [each if speaker is None else attributed(each, speaker) for each, speaker in said]


def _begun(each: Json, starts: list[float]) -> int:
    """How many of the starts, which may be rounded, are not behind the middle of a word; 0 if it has no start."""
    read = word(each)
    if read is None or read.start is None:
        return 0
    return bisect_right(starts, read.start if read.end is None else (read.start + read.end) / 2)
