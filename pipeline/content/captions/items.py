"""Timed items of JSON: segments and words, as speech recognition services write them.

Every service has its own names for the same four facts: one table of names serves all.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from pipeline.content.captions.jsonvalue import Json, number
from pipeline.content.text import timecode

# Of several facts that an item has, the first counts.
_TEXT = (
    "punctuated_word", "word", "text", "displayText", "body", "value", "content", "sentence", "transcript", "spokenText", "onebest", "caption",
    "snippet", "alignedWord",
)  # fmt: skip
_LINES = (*_TEXT, "runs", "simpleText")  # where an object in place of a text has it
_START = (
    "start", "startTime", "start_time", "startOffset", "start_ms", "startMs", "startTimeMs", "ts", "offset", "offsetMilliseconds", "begin_time",
    "start_timestamp", "start_seconds", "start_time_seconds", "start_sec", "data_start", "timeOffset", "timestamp", "timecode", "time", "begin",
    "from", "bg",
)  # fmt: skip
_END = (
    "end", "endTime", "end_time", "endOffset", "end_ms", "endMs", "endTimeMs", "end_ts", "end_timestamp", "end_seconds", "end_time_seconds",
    "end_sec", "data_end", "to", "ed",
)  # fmt: skip
_DURATION = ("duration", "dur", "durationMilliseconds", "captionDuration")
_SPEAKER = (
    "voice", "speaker", "speaker_label", "speaker_name", "speakerName", "speakerDisplayName", "speaker_id", "speakerId", "speakerTag",
    "speaker_tag", "speakerLabel", "speakerDesignation", "participant", "spk", "channel_label",
)  # fmt: skip
_NAME = ("name", "display_name", "label", "id")
_MILLISECONDS = ("_ms", "Ms", "Milliseconds")  # how names end that tell their unit
_OFFSETS = ("startOffset", "endOffset")  # whole numbers there may count letters of a text (Gentle)
_ISO = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,5})M)?(?:(\d{1,7}(?:\.\d{1,9})?)S)?")

_NESTED = 3  # objects and lists around a text, at most


class Item(NamedTuple):
    """A segment or a word. A segment may contain its words.

    `start` and `end` are None if the service gave none. They are `in_seconds` if it tells their unit, else in a unit of its own.
    """

    text: str
    start: float | None
    end: float | None
    speaker: str | None = None
    words: tuple["Item", ...] = ()
    in_seconds: bool = False


def is_timed(value: Json) -> bool:
    """Whether a value is an object that tells what is said and when."""
    return isinstance(value, dict) and start_of(value) is not None and _said(_first(value, _TEXT)) is not None


def has_words(value: Json) -> bool:
    """Whether a value is an object that lists the words it is made of, or, without a text, its tokens (Verbit)."""
    return isinstance(value, dict) and isinstance(_parts(value), list)


def _parts(value: dict[str, Json]) -> Json:
    return value["tokens"] if "words" not in value and "tokens" in value and _first(value, _TEXT) is None else value.get("words")


def are_columns(names: Collection[str]) -> bool:
    """Whether among the names of a table's columns are one for what is said and one for when."""
    return all(any(name in names for name in fact) for fact in (_TEXT, _START))


def word(value: Json) -> Item | None:
    """A word of an object, or of a list `[text, start, end, speaker]` or `[start, end, text]`; None when it is neither or has no text."""
    if isinstance(value, dict):
        return _item(_said(_first(value, _TEXT)), _times(value), speaker_of(value))
    if isinstance(value, list) and len(value) > 2:
        text, start, end, *others = value if isinstance(value[0], str) else (value[2], value[0], value[1], *value[3:])
        return _item(text, _Times(number(start), number(end)), others[0] if others else None)
    return None


def _said(text: Json, nested: int = _NESTED) -> str | None:
    """A text, which may be a list of lines, or an object that has it, perhaps in parts (YouTube's `{"runs": [{"text": "Yes, "}, ...]}`)."""
    match text:
        case str():
            return text
        case dict() if nested:
            return _said(_first(text, _LINES), nested - 1)
        case [first, *_] if nested and start_of(first) is None:
            parts = [part for part in (_said(part, nested - 1) for part in text) if part is not None]
            return ("\n" if isinstance(first, str) else "").join(parts) if parts else None
    return None


class _Times(NamedTuple):
    """Start and end of an object as `Item` has them."""

    start: float | None
    end: float | None
    in_seconds: bool = False


def start_of(value: Json) -> float | None:
    """When an object begins, in seconds or a unit of its own; None if it is no object with a time."""
    return _times(value).start if isinstance(value, dict) else None


def _times(value: dict[str, Json]) -> _Times:
    """The times of an object. Transformers writes both as one `timestamp`, Azure's Video Indexer among the times at which a line appears."""
    if "instances" in value and "speakerId" in value:  # without a speaker, these are what the video shows, or its key words
        appears = value["instances"]
        value = appears[0] if isinstance(appears, list) and appears and isinstance(appears[0], dict) else value
    start, end, duration = (_moment(value, names) for names in (_START, _END, _DURATION))
    if start:
        until = end[0] if end else start[0] + duration[0] if duration else None
        return _Times(start[0], until, start[1])
    if isinstance(both := _first(value, _START), list) and len(both) == 2:
        return _Times(_seconds(both[0]), _seconds(both[1]))
    return _Times(None, end[0] if end else None)


def _moment(value: dict[str, Json], names: tuple[str, ...]) -> tuple[float, bool] | None:
    """The time under the first of the names that has one, and whether it is in seconds, since it is more than a number, or its name tells.

    A list is no time, but may be two; then there is none.
    """
    for name in names:
        written = value.get(name)
        if written is None or (name in _OFFSETS and _counts_letters(value)):
            continue
        if isinstance(written, list):
            return None
        if (moment := _seconds(written)) is not None:
            in_milliseconds = name.endswith(_MILLISECONDS)
            return moment / 1000 if in_milliseconds else moment, in_milliseconds or number(written) is None
    return None


def _counts_letters(value: dict[str, Json]) -> bool:
    """Whether an object's offsets are as far apart as its text is long."""
    first, last, text = *map(value.get, _OFFSETS), _first(value, _TEXT)
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
    """A segment, with its words where it has them; where it has no text, that is its words, with their blanks if there are any among them."""
    inner = _parts(value) if isinstance(value, dict) else None
    words = tuple(filter(None, map(word, inner))) if isinstance(inner, list) else ()
    if isinstance(value, dict) and words and _first(value, _TEXT) is None:
        texts = [each.text for each in words]
        whole = "".join(texts) if any(map(str.isspace, texts)) else " ".join(map(str.strip, texts))
        value = {**value, "text": whole}
    read = word(value)
    return read._replace(words=words) if read and words else read


def _item(text: Json, times: _Times, speaker: Json) -> Item | None:
    """An item of facts that are what they should be."""
    return Item(text, times.start, times.end, _name(speaker), in_seconds=times.in_seconds) if isinstance(text, str) and text else None


def speaker_of(value: Json) -> str | None:
    """Who speaks by an object, or by its `additions` (Volcengine); under `voice` may also be how likely anybody does, or whether."""
    if not isinstance(value, dict):
        return None
    return next(filter(None, map(_name, map(value.get, _SPEAKER))), None) or speaker_of(value.get("additions"))


def attributed(item: Json, speaker: str) -> Json:
    """The item, with this speaker if it names none itself."""
    match item:
        case dict():
            return {_SPEAKER[-1]: speaker, **item}
        case [_, _, _]:
            return [*item, speaker]
    return item


def renamed(item: Json, speaker: Json) -> Json:
    """The item with this speaker, whomever it names itself."""
    return {**item, _SPEAKER[0]: speaker} if isinstance(item, dict) else item


def _name(speaker: Json) -> str | None:
    """The name of a speaker, who may be a number, or an object with a name; a number below 0 is nobody's."""
    if isinstance(speaker, dict):
        speaker = _first({fact: value for fact, value in speaker.items() if value != ""}, _NAME)
    return str(speaker) if isinstance(speaker, str) or (type(speaker) is int and speaker >= 0) else None


def _first(value: dict[str, Json], names: tuple[str, ...]) -> Json:
    return next((value[name] for name in names if value.get(name) is not None), None)
