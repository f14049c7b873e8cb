"""Timed items of JSON: segments and words, as speech recognition services write them.

Every service has its own names for the same four facts, and counts in seconds or in milliseconds: one table of names serves all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from statistics import median

from pipeline.content.captions.cue import LATEST, NAME_END, TURN, Cue, cue
from pipeline.content.captions.jsontext import Json, number

_TEXT = ("punctuated_word", "word", "text", "body")
_START = ("start", "startTime")
_END = ("end", "endTime")
_DURATION = ("duration", "dur")
_SPEAKER = ("speaker", "speaker_label")

_RUN = 40
"""Words of a list that make one cue at most."""

_LONG_WORD = 20
_LONG_SEGMENT = 400
"""Seconds that no word, no segment lasts; so a service that counts in milliseconds is known."""


@dataclass(frozen=True, slots=True)
class Item:
    """A segment or a word; times in the service's own unit, None where it gave none. A segment may hold its words."""

    text: str
    start: float | None
    end: float | None
    speaker: str | None = None
    words: tuple["Item", ...] = ()


def item(value: Json) -> Item | None:
    """An item of an object, or of a list `[text, start, end, speaker]`; None when it is neither or has no text."""
    if isinstance(value, dict):
        return _named(value)
    match value:
        case [str(text), start, end, *more]:
            return Item(text, number(start), number(end), _name(more[0]) if more else None)
    return None


def _named(value: dict[str, Json]) -> Item | None:
    inner = value.get("words")
    words = tuple(filter(None, map(item, inner))) if isinstance(inner, list) else ()
    text = _first(value, _TEXT)
    if not isinstance(text, str):
        text = " ".join(word.text.strip() for word in words)
    start, end, lasts = (number(_first(value, names)) for names in (_START, _END, _DURATION))
    if end is None and start is not None and lasts is not None:
        end = start + lasts
    return Item(text, start, end, _name(_first(value, _SPEAKER)), words) if text else None


def _first(value: dict[str, Json], names: tuple[str, ...]) -> Json:
    return next((value[name] for name in names if value.get(name) is not None), None)


def _name(value: Json) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


def cues_of_segments(segments: list[Item]) -> Iterator[Cue]:
    """A cue a segment, or the cues of its words where they have times."""
    unit = _unit(segments, _LONG_SEGMENT)
    for segment in segments:
        start = _time(segment.start, unit)
        if any(word.start is not None for word in segment.words):
            yield from _runs(segment.words, unit, segment)
        elif start is not None:
            yield cue(1, start, _time(segment.end, unit) or start, [(None, _voice(segment.speaker) + segment.text)])


def cues_of_words(words: list[Item]) -> Iterator[Cue]:
    """Cues of words that follow one another."""
    return _runs(words, _unit(words, _LONG_WORD), None)


def _unit(items: list[Item], long: float) -> int:
    """The milliseconds of the unit in which the items' times are counted."""
    lasting = [item.end - item.start for item in items if item.start is not None and item.end is not None]
    return 1 if lasting and median(lasting) > long else 1000


def _time(value: float | None, unit: int) -> int | None:
    return round(value * unit) if value is not None and 0 <= value * unit < LATEST else None


def _runs(words: Iterable[Item], unit: int, segment: Item | None) -> Iterator[Cue]:
    """A new cue begins where time runs backwards, where the speaker changes, and after many words."""
    run: list[Item] = []
    for word in words:
        if run and _breaks(run, word):
            yield _cue(run, unit, segment)
            run, segment = [], replace(segment, start=None) if segment else None
        run.append(word)
    if run:
        yield _cue(run, unit, segment)


def _breaks(run: list[Item], word: Item) -> bool:
    before = run[-1]
    if word.start is None:
        return False
    backwards = before.start is not None and word.start < before.start
    return backwards or len(run) >= _RUN or word.speaker != before.speaker


def _cue(run: list[Item], unit: int, segment: Item | None) -> Cue:
    """The words with a moment before and after each; a blank between two that bring none, as Whisper's do (` The`, ` setup`).

    A segment tells its start and its speaker to the words that do not know theirs.
    """
    glue = "" if any(word.text[:1].isspace() for word in run[1:]) else " "
    pieces: list[tuple[int | None, str]] = [(None, _voice(run[0].speaker or (segment.speaker if segment else None)))]
    for word in run:
        pieces += [(_time(word.start, unit), word.text), (_time(word.end, unit), glue)]
    times = [moment for moment, _ in pieces if moment is not None] or [0]
    since = _time(segment.start, unit) if segment and run[0].start is None else None
    return cue(1, min(times) if since is None else min(since, *times), max(times), pieces)


def _voice(name: str | None) -> str:
    return f"{TURN}{name}{NAME_END}" if name else ""
