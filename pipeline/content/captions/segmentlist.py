"""Lists of segments with their times: Whisper's `{"segments": [{"start", "end", "text", "words": [{"word", "start", "end"}]}]}`.

Also read: WhisperX and faster-whisper (the same), a hosted Whisper (the same under `output`), whisper.cpp (`whispercpp.py`), the JSON
transcript of Podcasting 2.0 (`startTime`, `body`), Premiere Pro (words with `duration`, names under `speakers`), Azure's batches
(`{"recognizedPhrases": [{"offset": "PT1.2S", "nBest": [...]}]}`; its programs count in ticks), and any other list of what is said and when,
wherever it is, also in parts: Sonix, Gladia, Fireflies, Transformers (`{"chunks": [{"timestamp": [0.0, 2.5], "text"}]}`), Gong
(`{"transcript": [{"speakerId", "sentences": [...]}]}`), Verbit (`{"segments": [{"speaker_id", "tokens": [...]}]}`, with blanks among the
tokens), Microsoft Stream (`{"entries": [...]}`), TED (in milliseconds: `{"paragraphs": [{"cues": [{"time", "text"}]}]}`).
"""

from itertools import chain

from pipeline.content.captions import whispercpp
from pipeline.content.captions.cue import Track
from pipeline.content.captions.diarization import by_names, by_whole, names_of
from pipeline.content.captions.grouping import are_words, cues_of_segments, cues_of_words
from pipeline.content.captions.items import has_words, is_timed, segment
from pipeline.content.captions.jsonvalue import Json
from pipeline.content.problem import Place, Problem, Severity

_DEEPEST = 12  # YouTube's transcript panel
_INSIDE = ("output", "result", "results", "transcription", "transcript")


def segments(value: Json) -> list[Json]:
    """The segments of the document; empty when it has none."""
    return by_names(_found(value), names_of(value))


def _found(value: Json) -> list[Json]:
    """The list under `segments` in the document or inside it, else the first of timed items."""
    if isinstance(value, dict) and isinstance(phrases := value.get("recognizedPhrases"), list):
        return phrases
    holders = [value, *(value.get(name) for name in _INSIDE)] if isinstance(value, dict) else [value]
    listed: list[Json] = []
    for holder in holders:
        found = holder.get("segments") if isinstance(holder, dict) else holder
        if isinstance(found, list) and found and all(isinstance(each, dict) for each in found[:5]):
            listed = listed or found
    if any(is_timed(each) or has_words(each) for each in listed):
        return listed
    for _ in range(_DEEPEST):
        holders = [inner for holder in holders for inner in _inner(holder)]
        for holder in holders:
            if isinstance(holder, list) and holder and all(map(is_timed, holder[:5])):
                return holder
    return listed


def _inner(holder: Json) -> list[Json]:
    """The values of an object; of a list of objects, what they hold under one name together, said by whom the object names."""
    if isinstance(holder, dict):
        return list(holder.values())
    joined: dict[str, list[Json]] = {}
    for part in [part for part in holder if isinstance(part, dict)] if isinstance(holder, list) else []:
        for name, held in part.items():
            if isinstance(held, list | dict):
                joined.setdefault(name, []).extend(by_whole(held if isinstance(held, list) else [held], part))
    return list(joined.values())


def parse(found: list[Json], name: str) -> Track:
    """A cue for each segment, or several if its words have times; cues of words if the segments are words."""
    read = [segment(_phrase(whispercpp.segment(value))) for value in found]
    items = [each for each in read if each]
    if are_words(items):
        return Track(tuple(cues_of_words(items)))
    grouped = cues_of_segments(items)
    cues = [next(grouped) if each else () for each in read]
    lacks = ("no text" if each is None else "no valid time" for each in read)
    problems = tuple(_left_out(name, at, lack) for at, (own, lack) in enumerate(zip(cues, lacks, strict=True), 1) if not own)
    return Track(tuple(chain.from_iterable(cues)), problems=problems)


def _left_out(name: str, at: int, lack: str) -> Problem:
    return Problem(
        Place(name), f"segment {at} has {lack} and is left out", "make the file again with the tool that wrote it", Severity.WARNING
    )


def _phrase(value: Json) -> Json:
    """A phrase of Azure as a segment of Whisper: the best of what it may be, with its words as they are written if they are there."""
    match value:
        case {"nBest": [dict(best), *_]} if isinstance(value, dict):
            return {**value, "text": best.get("display"), "words": best.get("displayWords") or best.get("words")}
    return value
