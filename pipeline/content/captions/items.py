"""Timed items of JSON: segments and words as Whisper, Deepgram and their like write them, times in seconds.

One table of names serves all: every service has its own for the same four facts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.content.captions.cue import LATEST, NAME_END, TURN, Cue, cue
from pipeline.content.captions.jsontext import Json, number

_TEXT = ("punctuated_word", "word", "text", "body", "content")
_START = ("start", "startTime", "start_time")
_END = ("end", "endTime", "end_time")
_DURATION = ("duration", "dur")
_SPEAKER = ("speaker", "speaker_label", "speaker_id")

_RUN = 40
"""Words of a list that make one cue at most."""


@dataclass(frozen=True, slots=True)
class Item:
    """A segment or a word; times in milliseconds, None where the service gave none. `words` of a segment may be measured one by one."""

    text: str
    start: int | None
    end: int | None
    speaker: str | None = None
    words: tuple["Item", ...] = ()


def item(value: Json) -> Item | None:
    """An item of an object, or of a list `[text, start, end, speaker]`; None when it is neither or has no text."""
    match value:
        case dict():
            words = value.get("words")
            return _named(value, tuple(filter(None, map(item, words))) if isinstance(words, list) else ())
        case [str(text), start, end, *more]:
            return Item(text, _time(start), _time(end), _name(more[0]) if more else None)
    return None


def _named(value: dict[str, Json], words: tuple[Item, ...]) -> Item | None:
    text = _first(value, _TEXT)
    if not isinstance(text, str):
        text = " ".join(word.text.strip() for word in words)
    if not text:
        return None
    start, end = _time(_first(value, _START)), _time(_first(value, _END))
    lasts = number(_first(value, _DURATION))
    if end is None and start is not None and lasts is not None and 0 <= lasts * 1000 < LATEST:
        end = start + round(lasts * 1000)
    return Item(text, start, end, _name(_first(value, _SPEAKER)), words)


def _first(value: dict[str, Json], names: tuple[str, ...]) -> Json:
    return next((value[name] for name in names if value.get(name) is not None), None)


def _time(value: Json) -> int | None:
    seconds = number(value)
    return round(seconds * 1000) if seconds is not None and 0 <= seconds * 1000 < LATEST else None


def _name(value: Json) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


def segment_cues(segments: Iterable[Item]) -> Iterator[Cue]:
    """A cue a segment; with the times of its words where it has them."""
    for segment in segments:
        timed = [word for word in segment.words if word.start is not None]
        if timed:
            yield from word_cues(segment.words, segment.speaker)
        elif segment.start is not None:
            yield cue(1, segment.start, segment.end or segment.start, [(None, _voice(segment.speaker) + segment.text)])


def word_cues(words: Iterable[Item], speaker: str | None = None) -> Iterator[Cue]:
    """Cues of words that follow one another; a new one begins where time runs backwards, where the speaker changes, and after many words."""
    run: list[Item] = []
    for word in words:
        if run and _breaks(run, word):
            yield _run_cue(run, speaker)
            run = []
        run.append(word)
    if run:
        yield _run_cue(run, speaker)


def _breaks(run: list[Item], word: Item) -> bool:
    before = run[-1]
    backwards = word.start is not None and before.start is not None and word.start < before.start
    return backwards or len(run) >= _RUN and word.start is not None or word.speaker != before.speaker


def _run_cue(run: list[Item], speaker: str | None) -> Cue:
    """The words with a moment before and after each; a blank between two that bring none, as Whisper's do (` The`, ` setup`)."""
    glue = "" if any(word.text[:1].isspace() for word in run[1:]) else " "
    times = [time for word in run for time in (word.start, word.end) if time is not None]
    pieces: list[tuple[int | None, str]] = [(None, _voice(run[0].speaker or speaker))]
    for word in run:
        pieces += [(word.start, word.text), (word.end, glue)]
    return cue(1, min(times, default=0), max(times, default=0), pieces)


def _voice(name: str | None) -> str:
    return f"{TURN}{name}{NAME_END}" if name else ""
