"""Timed items of JSON: segments and words, as speech recognition services write them.

Every service has its own names for the same four facts, and counts in seconds or in milliseconds: one table of names serves all.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from math import inf
from operator import itemgetter
from statistics import median_low
from typing import NamedTuple

from pipeline.content import timecode
from pipeline.content.captions.cue import LATEST, Cue, cue, voice
from pipeline.content.captions.jsontext import Json, number
from pipeline.content.words import split

_TEXT = (
    *("punctuated_word", "word", "text", "displayText", "body", "value", "content", "sentence", "transcript", "spokenText"),
    *("onebest", "caption", "snippet", "alignedWord"),
)
_LINES = (*_TEXT, "runs", "simpleText")  # where an object in place of a text has it
_START = (
    *("start", "startTime", "start_time", "startOffset", "start_ms", "startMs", "startTimeMs", "ts", "offset"),
    *("offsetMilliseconds", "begin_time", "start_timestamp", "start_seconds", "start_time_seconds", "start_sec"),
    *("data_start", "timeOffset", "timestamp", "timecode", "time", "begin", "from", "bg"),
)
_END = (
    *("end", "endTime", "end_time", "endOffset", "end_ms", "endMs", "endTimeMs", "end_ts"),
    *("end_timestamp", "end_seconds", "end_time_seconds", "end_sec", "data_end", "to", "ed"),
)
_DURATION = ("duration", "dur", "durationMilliseconds", "captionDuration")
_SPEAKER = (
    *("voice", "speaker", "speaker_label", "speaker_name", "speakerName", "speakerDisplayName", "speaker_id", "speakerId", "speakerTag"),
    *("speakerLabel", "speakerDesignation", "participant", "spk", "channel_label"),
)
_NAME = ("name", "display_name", "label", "id")
_MILLISECONDS = ("_ms", "Ms", "Milliseconds")  # how names end that tell their unit
_PLACES = ("startOffset", "endOffset")  # whole numbers there may count letters of a text (Gentle)
_ISO = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,5})M)?(?:(\d{1,7}(?:\.\d{1,9})?)S)?")

_RUN = 40  # words of a list, at most, in one cue
_BLANKS = 8  # of so many words or parts of words that bring their blanks, one begins with one at least; fewer are slips
# Of seconds, milliseconds and .NET's ticks: how many a letter takes at most, and how many milliseconds one is.
_UNITS = ((10, 1000.0), (100_000, 1.0), (inf, 1e-4))
_NESTED = 3  # objects and lists around a text, at most


class Item(NamedTuple):
    """A segment or a word; times are in the service's own unit, None if it gave none. A segment may contain its words.

    If they are `told` in seconds or with another unit, they are in seconds.
    """

    text: str
    start: float | None
    end: float | None
    speaker: str | None = None
    words: tuple["Item", ...] = ()
    told: bool = False


def is_timed(value: Json) -> bool:
    """Whether a value is an object that tells what is said and when."""
    return _has_time(value) and isinstance(value, dict) and _said(_first(value, _TEXT)) is not None


def _has_time(value: Json) -> bool:
    return isinstance(value, dict) and _times(value)[0] is not None


def has_words(value: Json) -> bool:
    """Whether a value is an object that lists the words it is made of."""
    return isinstance(value, dict) and isinstance(value.get("words"), list)


def told_by(part: dict[str, Json], held: list[Json]) -> list[Json]:
    """The items that a part of a document holds, told by the speaker of the part where they name none themselves."""
    speaker = _speaker(part)
    return held if speaker is None else [_told(item, speaker) for item in held]


def _told(item: Json, speaker: Json) -> Json:
    match item:
        case dict():
            return {_SPEAKER[-1]: speaker, **item}
        case [_, _, _]:
            return [*item, speaker]
    return item


def told_then(words: list[Json], spans: list[Json]) -> list[Json]:
    """The words of a list, each told by the speaker of the last of the spans that have begun by then."""
    told = [(start, _speaker(span)) for span in spans if isinstance(span, dict) and (start := _times(span)[0]) is not None]
    told.sort(key=itemgetter(0))
    begun = [start for start, _ in told]
    return [_told(each, told[at - 1][1]) if (at := _begun(each, begun)) else each for each in words]


def _begun(each: Json, starts: list[float]) -> int:
    """How many of the starts, which may be rounded, are not behind the middle of a word; 0 if it has no start."""
    read = word(each)
    if read is None or read.start is None:
        return 0
    return bisect_right(starts, read.start if read.end is None else (read.start + read.end) / 2)


def are_columns(names: Collection[str]) -> bool:
    """Whether among the names of a table's columns are one for what is said and one for when."""
    return all(any(name in names for name in fact) for fact in (_TEXT, _START))


def names_of(document: Json) -> dict[str, Json]:
    """The names of speakers by their ids, at whatever depth: `{"speakers": [{"id": 0, "name": "Ana"}]}`."""
    held = [document]
    for _ in range(_NESTED):
        objects = [each for each in held if isinstance(each, dict)]
        for speakers in (each.get("speakers") for each in objects):
            if isinstance(speakers, list) and (named := dict(filter(None, map(_named, speakers)))):
                return named
        held = [inner for each in objects for inner in each.values()]
    return {}


def named(value: Json, names: dict[str, Json]) -> Json:
    """An item, with the name of its speaker in place of the id if it is among the names."""
    name = names.get(_speaker(value) or "") if isinstance(value, dict) else None
    return {**value, _SPEAKER[0]: name} if name and isinstance(value, dict) else value


def _named(speaker: Json) -> tuple[str, Json] | None:
    """A speaker's id and name, if both are there."""
    if isinstance(speaker, dict) and speaker.get("name") and speaker.get("id") is not None:
        return str(speaker["id"]), speaker["name"]
    return None


def word(value: Json) -> Item | None:
    """A word of an object, or of a list `[text, start, end, speaker]` or `[start, end, text]`; None when it is neither or has no text."""
    if isinstance(value, dict):
        return _item(_said(_first(value, _TEXT)), *_times(value), _speaker(value), told=_tells_unit(value))
    if isinstance(value, list) and len(value) > 2:
        text, start, end, *others = value if isinstance(value[0], str) else (value[2], value[0], value[1], *value[3:])
        return _item(text, number(start), number(end), others[0] if others else None)
    return None


def are_words(items: list[Item]) -> bool:
    """Whether items are words, or parts of them, that bring the blanks between them."""
    return _have_blanks(items) and sum(len(split(each.text)) == 1 and not each.words for each in items) * 10 > len(items) * 9


def _said(text: Json, nested: int = _NESTED) -> str | None:
    """A text, which may be a list of lines, or an object that has it, perhaps in parts (YouTube's `{"runs": [{"text": "Yes, "}, ...]}`)."""
    match text:
        case str():
            return text
        case dict() if nested:
            return _said(_first(text, _LINES), nested - 1)
        case [first, *_] if nested and not _has_time(first):
            parts = [part for part in (_said(part, nested - 1) for part in text) if part is not None]
            return ("\n" if isinstance(first, str) else "").join(parts) if parts else None
    return None


def _times(value: dict[str, Json]) -> tuple[float | None, float | None]:
    """Start and end of an object. Transformers writes both as one `timestamp`."""
    since, until, lasting = (_moment(value, names) for names in (_START, _END, _DURATION))
    if since is None and isinstance(both := _first(value, _START), list) and len(both) == 2:
        return _seconds(both[0]), _seconds(both[1])
    return since, since + lasting if until is None and since is not None and lasting is not None else until


def _moment(value: dict[str, Json], names: tuple[str, ...]) -> float | None:
    """The time under the first of the names that has one, in seconds if the name tells that it is in milliseconds; none in a pair of both."""
    for name in names:
        if value.get(name) is not None and not (name in _PLACES and _counts_letters(value)):
            moment = _seconds(value[name])
            if moment is not None:
                return moment / 1000 if name.endswith(_MILLISECONDS) else moment
            if isinstance(value[name], list):
                return None
    return None


def _tells_unit(value: dict[str, Json]) -> bool:
    """Whether the start of an object is more than a number, or has a name that tells the unit."""
    name = next((name for name in _START if value.get(name) is not None and _seconds(value[name]) is not None), None)
    return name is not None and (name.endswith(_MILLISECONDS) or number(value[name]) is None)


def _counts_letters(value: dict[str, Json]) -> bool:
    """Whether an object's offsets are as far apart as its text is long."""
    first, last, text = *map(value.get, _PLACES), _first(value, _TEXT)
    return isinstance(first, int) and isinstance(last, int) and isinstance(text, str) and last - first == len(text)


def _seconds(value: Json) -> float | None:
    """A time as a number, as people write it (`00:01:02`), as Azure does (`PT1M2.5S`), or in an object.

    The latter is Google's `{"seconds": "62", "nanos": 500000000}`, or has the time of day beside it (Recall.ai).
    """
    match value:
        case int() | float():
            return number(value)
        case {"relative": moment}:
            return number(moment)
        case {"seconds": whole, "nanos": fraction}:
            return (number(whole) or 0) + (number(fraction) or 0) / 1e9
        case str() if found := _ISO.fullmatch(value):
            hours, minutes, seconds = found.groups(default="0")
            return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
        case str() if ":" in value and (time := timecode.parse(value)) is not None:
            return time / 1000
    return number(value)


def segment(value: Json) -> Item | None:
    """A segment, with its words where it has them; where it has no text, that is its words."""
    inner = value.get("words") if isinstance(value, dict) else None
    words = tuple(filter(None, map(word, inner))) if isinstance(inner, list) else ()
    if isinstance(value, dict) and words and _first(value, _TEXT) is None:
        value = {**value, "text": " ".join(each.text.strip() for each in words)}
    read = word(value)
    return read._replace(words=words) if read and words else read


def _item(text: Json, start: float | None, end: float | None, speaker: Json, *, told: bool = False) -> Item | None:
    """An item of facts that are what they should be."""
    return Item(text, start, end, _name(speaker), told=told) if isinstance(text, str) and text else None


def _speaker(value: dict[str, Json]) -> str | None:
    """Who speaks by an object; under `voice` may also be how likely anybody does, or whether."""
    return next((name for name in map(_name, map(value.get, _SPEAKER)) if name), None)


def _name(speaker: Json) -> str | None:
    """The name of a speaker, who may be a number, or an object with a name."""
    if isinstance(speaker, dict):
        speaker = _first({fact: value for fact, value in speaker.items() if value != ""}, _NAME)
    return str(speaker) if isinstance(speaker, str) or type(speaker) is int else None


def _first(value: dict[str, Json], names: tuple[str, ...]) -> Json:
    return next((value[name] for name in names if value.get(name) is not None), None)


def cues_of_segments(segments: list[Item]) -> Iterator[tuple[Cue, ...]]:
    """For each segment its cue, or the cues of its words where they have times; none where no time of it can be one of a recording."""
    unit = _unit(segments)
    for whole in segments:
        start = _time(whole.start, unit)
        if any(_time(each.start, unit) is not None for each in whole.words):
            yield tuple(_runs(whole.words, unit, whole))
        elif start is not None:
            yield (cue(1, start, _time(whole.end, unit) or start, [(None, voice(whole.speaker) + whole.text)]),)
        else:
            yield ()


def cues_of_words(words: list[Item]) -> Iterator[Cue]:
    """Cues of words that follow one another."""
    return _runs(words, _unit(words), None)


def _unit(items: Sequence[Item]) -> float:
    """The milliseconds of the unit in which the items' times are counted. Items without ends last until the next one starts.

    What nobody says (`♪`, `...`) may last as long as it will.
    """
    spans = [(item.start, item.end, item.text) for item in items if not item.told]
    if all(end is None for _, end, _ in spans):
        spans = [(start, until, text) for (start, _, text), (until, _, _) in pairwise(spans)]
    paces = [(end - start) / len(text) for start, end, text in spans if start is not None and end is not None and _is_spoken(text)]
    pace = median_low(paces) if paces else 0
    return next(unit for slowest, unit in _UNITS if pace <= slowest)


def _is_spoken(text: str) -> bool:
    return any(map(str.isalnum, text))


def _time(value: float | None, unit: float) -> int | None:
    return round(value * unit) if value is not None and 0 <= value * unit < LATEST else None


def _runs(words: Sequence[Item], unit: float, whole: Item | None) -> Iterator[Cue]:
    """A new cue begins where time runs backwards, where the speaker changes, and after many words. `whole` is the segment they are from.

    Words of which none has a time that a recording has make no cue.
    """
    run: list[Item] = []
    complete = whole is not None and "".join(each.text for each in words) == whole.text
    for each in words:
        if run and _breaks(run, each):
            yield from _cue(run, unit, whole, complete=complete)
            run, whole = [], whole._replace(start=None) if whole else None
        run.append(each)
    if run:
        yield from _cue(run, unit, whole, complete=complete)


def _breaks(run: list[Item], following: Item) -> bool:
    if following.start is None:
        return False
    before = run[-1]
    backwards = before.start is not None and following.start < before.start
    full = len(run) >= _RUN and run[0].start is not None and (following.text[:1].isspace() or not _have_blanks(run))
    return backwards or full or following.speaker != before.speaker


def _have_blanks(run: Sequence[Item]) -> bool:
    """Whether words bring the blanks between them, as Whisper's do (` The`, ` setup`). One without is the rest of the word before."""
    blanks = [each.text[:1].isspace() for each in run[1:_RUN]]
    return any(blanks) and sum(blanks) * _BLANKS >= len(blanks)


def _cue(run: list[Item], unit: float, whole: Item | None, *, complete: bool) -> Iterator[Cue]:
    """The words with a moment before and after each, and a blank between them unless they are `complete` with theirs.

    A segment tells its start and its speaker to the words that do not know theirs.
    """
    glue = "" if complete or _have_blanks(run) else " "
    pieces: list[tuple[int | None, str]] = [(None, voice(run[0].speaker or (whole.speaker if whole else None)))]
    for each in run:
        pieces += [(_time(each.start, unit), each.text), (_time(each.end, unit), glue)]
    times = [moment for moment, _ in pieces if moment is not None]
    since = _time(whole.start, unit) if whole and run[0].start is None else None
    if times:
        yield cue(1, min(times) if since is None else min(since, *times), max(times), pieces)
