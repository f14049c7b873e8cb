"""Timed items of JSON: segments and words, as speech recognition services write them.

Every service has its own names for the same four facts, and counts in seconds or in milliseconds: one table of names serves all.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from pipeline.content import timecode
from pipeline.content.captions.cue import LATEST, Cue, cue, voice
from pipeline.content.captions.jsontext import Json, number

_TEXT = (
    *("punctuated_word", "word", "text", "displayText", "body", "value", "content", "sentence", "transcript", "spokenText"),
    "alignedWord",
)
_START = (
    *("start", "startTime", "start_time", "startOffset", "start_ms", "startMs", "startTimeMs", "ts", "offset"),
    *("offsetMilliseconds", "begin_time", "start_timestamp", "start_seconds", "start_time_seconds", "start_sec"),
    *("timestamp", "timecode", "time", "begin", "from"),
)
_END = (
    *("end", "endTime", "end_time", "endOffset", "end_ms", "endMs", "endTimeMs", "end_ts"),
    *("end_timestamp", "end_seconds", "end_time_seconds", "end_sec", "to"),
)
_DURATION = ("duration", "dur", "durationMilliseconds")
_SPEAKER = (
    *("speaker", "speaker_label", "speaker_name", "speakerName", "speakerDisplayName", "speaker_id", "speakerId", "speakerTag"),
    *("speakerLabel", "speakerDesignation", "participant"),
)
_NAME = ("name", "display_name", "label", "id")
_MILLISECONDS = ("_ms", "Ms", "Milliseconds")  # how names end that tell their unit
_PLACES = ("startOffset", "endOffset")  # a number there counts letters of a text (Gentle)
_ISO = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,5})M)?(?:(\d{1,7}(?:\.\d{1,9})?)S)?")

_RUN = 40  # words of a list, at most, in one cue
_LONG_WORD, _LONG_SEGMENT = 20, 400  # seconds: words and segments that last longer are counted in milliseconds


class Item(NamedTuple):
    """A segment or a word; times are in the service's own unit, None if it gave none. A segment may contain its words."""

    text: str
    start: float | None
    end: float | None
    speaker: str | None = None
    words: tuple["Item", ...] = ()


def is_timed(value: Json) -> bool:
    """Whether a value is an object that tells what is said and when."""
    return isinstance(value, dict) and isinstance(_first(value, _TEXT), str) and _times(value)[0] is not None


def has_words(value: Json) -> bool:
    """Whether a value is an object that lists the words it is made of."""
    return isinstance(value, dict) and isinstance(value.get("words"), list)


def told_by(part: dict[str, Json], held: list[Json]) -> list[Json]:
    """The items that a part of a document holds, told by the speaker of the part where they name none themselves."""
    speaker = _first(part, _SPEAKER)
    return held if speaker is None else [{_SPEAKER[0]: speaker, **item} if isinstance(item, dict) else item for item in held]


def are_columns(names: Collection[str]) -> bool:
    """Whether among the names of a table's columns are one for what is said and one for when."""
    return all(any(name in names for name in fact) for fact in (_TEXT, _START))


def names_of(document: Json) -> dict[str, Json]:
    """The names of speakers by their ids: `{"speakers": [{"id": 0, "name": "Ana"}]}`."""
    speakers = document.get("speakers") if isinstance(document, dict) else None
    listed = speakers if isinstance(speakers, list) else []
    return {str(each["id"]): each["name"] for each in listed if isinstance(each, dict) and each.get("name") and each.get("id") is not None}


def word(value: Json) -> Item | None:
    """A word of an object, or of a list `[text, start, end, speaker]`; None when it is neither or has no text."""
    if isinstance(value, dict):
        return _item(_first(value, _TEXT), *_times(value), _first(value, _SPEAKER))
    if isinstance(value, list) and len(value) > 2:
        return _item(value[0], number(value[1]), number(value[2]), value[3] if len(value) > 3 else None)
    return None


def _times(value: dict[str, Json]) -> tuple[float | None, float | None]:
    """Start and end of an object. Transformers writes both as one `timestamp`."""
    since, until, lasting = (_moment(value, names) for names in (_START, _END, _DURATION))
    if since is None and isinstance(both := _first(value, _START), list) and len(both) == 2:
        return _seconds(both[0]), _seconds(both[1])
    return since, since + lasting if until is None and since is not None and lasting is not None else until


def _moment(value: dict[str, Json], names: tuple[str, ...]) -> float | None:
    """The time under the first of the names that has one, in seconds if the name tells that it is in milliseconds."""
    for name in names:
        if value.get(name) is not None and not (name in _PLACES and type(value[name]) is int):
            moment = _seconds(value[name])
            return moment / 1000 if moment is not None and name.endswith(_MILLISECONDS) else moment
    return None


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


def _item(text: Json, start: float | None, end: float | None, speaker: Json) -> Item | None:
    """An item of facts that are what they should be; a speaker may be a number, or an object with a name."""
    if not isinstance(text, str) or not text:
        return None
    if isinstance(speaker, dict):
        speaker = _first({fact: value for fact, value in speaker.items() if value != ""}, _NAME)
    return Item(text, start, end, str(speaker) if isinstance(speaker, str | int) else None)


def _first(value: dict[str, Json], names: tuple[str, ...]) -> Json:
    return next((value[name] for name in names if value.get(name) is not None), None)


def cues_of_segments(segments: list[Item]) -> Iterator[tuple[Cue, ...]]:
    """For each segment its cue, or the cues of its words where they have times; none where no time of it can be one of a recording."""
    unit = _unit(segments, _LONG_SEGMENT)
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
    return _runs(words, _unit(words, _LONG_WORD), None)


def _unit(items: list[Item], long: float) -> int:
    """The milliseconds of the unit in which the items' times are counted. Items without ends last until the next one starts."""
    lasting = [item.end - item.start for item in items if item.start is not None and item.end is not None]
    if not lasting:
        lasting = [after - before for before, after in pairwise(item.start for item in items if item.start is not None)]
    return 1 if lasting and median_low(lasting) > long else 1000


def _time(value: float | None, unit: int) -> int | None:
    return round(value * unit) if value is not None and 0 <= value * unit < LATEST else None


def _runs(words: Sequence[Item], unit: int, whole: Item | None) -> Iterator[Cue]:
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


def _have_blanks(run: list[Item]) -> bool:
    """Whether words bring the blanks between them, as Whisper's do (` The`, ` setup`). One without is the rest of the word before."""
    return any(each.text[:1].isspace() for each in run[1:_RUN])


def _cue(run: list[Item], unit: int, whole: Item | None, *, complete: bool) -> Iterator[Cue]:
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
