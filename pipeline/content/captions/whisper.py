"""Whisper's JSON: `{"segments": [{"start", "end", "text", "words": [{"word", "start", "end"}]}]}`, times in seconds.

Also read: WhisperX and faster-whisper (the same), a hosted Whisper (the same under `output`), whisper.cpp (in milliseconds:
`{"transcription": [{"offsets": {"from", "to"}, "text", "tokens": [...]}]}`), the JSON transcript of Podcasting 2.0 (`startTime`, `body`),
Premiere Pro (words with `duration`, names under `speakers`), Azure's batches (`{"recognizedPhrases": [{"offset": "PT1.2S", "nBest":
[...]}]}`; its programs count in ticks), and any other list of what is said and when, wherever it is, also in parts: Sonix, Gladia,
Fireflies, Transformers (`{"chunks": [{"timestamp": [0.0, 2.5], "text"}]}`), Gong (`{"transcript": [{"speakerId", "sentences": [...]}]}`),
Microsoft Stream (`{"entries": [...]}`), TED (in milliseconds: `{"paragraphs": [{"cues": [{"time", "text"}]}]}`).
"""

from collections.abc import Iterator
from itertools import chain, zip_longest

from pipeline.content.captions.cue import Track
from pipeline.content.captions.items import (
    are_words,
    cues_of_segments,
    cues_of_words,
    has_words,
    is_timed,
    named,
    names_of,
    segment,
    told_by,
)
from pipeline.content.captions.jsontext import Json
from pipeline.content.problem import Place, Problem, Severity

_DEEPEST = 12  # YouTube's transcript panel
_LOST = 4  # letters, at most, that no token has
_INSIDE = ("output", "result", "results", "transcription", "transcript")


def segments(value: Json) -> list[Json]:
    """The segments of the document; empty when it has none."""
    found = _found(value)
    names = names_of(value)
    return [named(each, names) for each in found] if names else found


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
    """The values of an object; of a list of objects, what they hold under one name together, each told by whom its object names."""
    if isinstance(holder, dict):
        return list(holder.values())
    joined: dict[str, list[Json]] = {}
    for part in [part for part in holder if isinstance(part, dict)] if isinstance(holder, list) else []:
        for name, held in part.items():
            if isinstance(held, list | dict):
                joined.setdefault(name, []).extend(told_by(part, held if isinstance(held, list) else [held]))
    return list(joined.values())


def parse(found: list[Json], name: str) -> Track:
    """A cue for each segment, or several if its words have times; cues of words if the segments are words."""
    read = [segment(_phrase(_offsets(value))) for value in found]
    told = [each for each in read if each]
    if are_words(told):
        return Track(tuple(cues_of_words(told)))
    timed = iter(cues_of_segments(told))
    cues = [next(timed) if each else () for each in read]
    lacks = ("no text" if each is None else "no valid time" for each in read)
    problems = tuple(_left_out(name, at, lack) for at, (own, lack) in enumerate(zip(cues, lacks, strict=True), 1) if not own)
    return Track(tuple(chain.from_iterable(cues)), problems=problems)


def _left_out(name: str, at: int, lack: str) -> Problem:
    return Problem(
        Place(name), f"segment {at} has {lack} and is left out", "make the file again with the tool that wrote it", Severity.WARNING
    )


def _offsets(value: Json) -> Json:
    """A segment of whisper.cpp as one of Whisper."""
    match value:
        case {"offsets": {"from": int(start), "to": int(end)}, "text": str(text)} if isinstance(value, dict):
            words = list(_of_tokens(text, value.get("tokens")))
            return {**value, "start_ms": start, "end_ms": end, "words": words}
    return value


def _of_tokens(text: str, tokens: Json) -> Iterator[Json]:
    """The text in parts, each with the times of the token with which it begins.

    A letter that two tokens share is in neither; a token that is not in the text is a sign (`[_BEG_]`).
    """
    found: list[tuple[int, dict[str, Json]]] = []
    at = 0
    for token in tokens if isinstance(tokens, list) else []:
        match token:
            case {"text": str(part), "offsets": {"from": int(start), "to": int(end)}} if part and isinstance(token, dict):
                place = text.find(part, at, at + len(part) + _LOST)
                if place >= 0:
                    found.append((place if found else 0, _aligned(token.get("t_dtw")) or {"start_ms": start, "end_ms": end}))
                    at = place + len(part)
    untils = [place for place, _ in found[1:]]
    for (place, times), until in zip_longest(found, untils):
        yield {"text": text[place:until], **times}


def _aligned(moment: Json) -> dict[str, Json] | None:
    """The start that was found by aligning the sound with the text (`--dtw`), in hundredths of a second; -1 if it was not."""
    return {"start_ms": moment * 10} if isinstance(moment, int) and moment >= 0 else None


def _phrase(value: Json) -> Json:
    """A phrase of Azure as a segment of Whisper: the best of what it may be, with its words as they are written if they are there."""
    match value:
        case {"nBest": [dict(best), *_]} if isinstance(value, dict):
            return {**value, "text": best.get("display"), "words": best.get("displayWords") or best.get("words")}
    return value
