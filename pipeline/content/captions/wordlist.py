"""Lists of words with their times, as speech recognition services answer, and a bare list of `[text, start, end, speaker]`.

Each service lays its words down elsewhere: Deepgram under `results.channels`, Amazon under `results.items`, Google, Watson and
Speechmatics under `results` (Google's perhaps in the `response` of an operation), Rev under `monologues`, Soniox under `tokens`, Vosk
under the `result` of each utterance in a list; AssemblyAI, ElevenLabs, OpenAI, Gentle and Kaltura have them at the top.
"""

from collections.abc import Iterator
from itertools import chain

from pipeline.content.captions.cue import Track
from pipeline.content.captions.diarization import by_spans, names_of
from pipeline.content.captions.grouping import cues_of_words
from pipeline.content.captions.items import word
from pipeline.content.captions.jsonvalue import Json, number
from pipeline.content.problem import Place, Problem, Severity


def words(value: Json) -> list[Json]:
    """The words of the document; empty when it is no list of words."""
    match value:
        case {"results": {"speaker_labels": {"segments": list(spans)}}} | {"speaker_labels": list(spans)} | {"paragraphs": list(spans)}:
            return by_spans(_words(value), spans)
    return _words(value)


def _words(value: Json) -> list[Json]:
    match value:
        case {"results": {"channels": list(found)}}:
            return _of_channels(found)
        case {"results": {"items": list(found)}} | {"results": list(found)} | {"response": {"results": list(found)}}:
            return _of_results(found)
        case {"monologues": list(found)}:
            return list(_of_monologues(found, names_of(value)))
        case {"words": list(found)} | {"word_segments": list(found)} | {"tokens": list(found)}:
            return found
        case list():
            entries = map(_in_full, chain.from_iterable(map(_of_utterance, value)))
            found = [entry for entry in entries if isinstance(entry, list) or (isinstance(entry, dict) and "word" in entry)]
            return found if len(found) * 2 > len(value) else []
    return []


def _of_utterance(entry: Json) -> list[Json]:
    """The words of an utterance by Vosk; anything else is an entry by itself."""
    match entry:
        case {"result": list(found)}:
            return found
    return [entry]


def _in_full(entry: Json) -> Json:
    """A word of Kaltura, `{"w": "oak", "s": 1410, "e": 1660}` in milliseconds, with names in full; anything else as it is."""
    match entry:
        case {"w": str(text), "s": int(start), "e": int(end)}:
            return {"word": text, "start_ms": start, "end_ms": end}
    return entry


def _of_channels(channels: list[Json]) -> list[Json]:
    """The words of Deepgram's channels in order of time, said by their channels if there are several that differ."""
    said = [list(_of_result(channel)) for channel in channels]
    if len({tuple(each.text for each in map(word, channel) if each) for channel in said} - {()}) < 2:
        return next(filter(None, said), [])
    spoken = [{**each, "speaker": at} for at, channel in enumerate(said) for each in channel if isinstance(each, dict)]
    return [*sorted(spoken, key=lambda each: number(each.get("start")) or 0)]


def _of_results(results: list[Json]) -> list[Json]:
    """The words of each result. Google says all of them again in the last one, where it tells speakers apart."""
    said = [list(_of_result(result)) for result in results]
    if len(said) > 1 and len(said[-1]) > 1 and len(said[-1]) >= sum(map(len, said[:-1])):
        said = said[-1:]
    return list(chain.from_iterable(said))


def _of_result(result: Json) -> Iterator[Json]:
    """The words of a result by its first alternative, which may be one word alone (Amazon, Speechmatics)."""
    if not isinstance(result, dict):
        return
    match result.get("alternatives"):
        case [{"words": list(found)}, *_] | [{"timestamps": list(found)}, *_]:
            yield from found
        case [dict(best), *_] if "content" in best:
            yield {**result, **best}


def _of_monologues(monologues: list[Json], names: dict[str, Json]) -> Iterator[Json]:
    """The words of Rev's monologues; blanks and commas stand among them."""
    for monologue in monologues:
        elements = monologue.get("elements") if isinstance(monologue, dict) else None
        if isinstance(monologue, dict) and isinstance(elements, list):
            speaker = monologue.get("speaker")
            yield from ({**each, "speaker": names.get(str(speaker), speaker)} for each in elements if isinstance(each, dict))


def parse(found: list[Json], name: str) -> Track:
    """Cues of words that follow one another."""
    read = [(at, word(value)) for at, value in enumerate(found, 1)]
    hint = "make the list again with the tool that wrote it"
    problems = (
        Problem(Place(name), f"word {at} cannot be read and is left out", hint, Severity.WARNING) for at, each in read if each is None
    )
    return Track(tuple(cues_of_words([each for _, each in read if each])), problems=tuple(problems))
