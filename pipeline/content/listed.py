"""Chapters as people list them: each line has a time and a title, as in a post's notes or a video's description.

The time comes first (`12:34 How it began`, `12m34s How it began`, `[@12:34] - How it began`, `12:34-15:00 How it began`) or last (`How it began (12:34)`). In
front matter, a chapter may also have a key for each: `{start: "12:34", title: How it began}`.
"""

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content.show import ChapterSource
from pipeline.content.text import timecode
from pipeline.content.text.ellipsis import shorten
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.timecode import SECOND
from pipeline.content.values import Items, Table, Text, Value, bare_key

if TYPE_CHECKING:
    from pipeline.content.recording import RecordedVideo, Recording

# A time is whole: the beginning of `1:02:03.5` is another one.
_TIME = r"[(\[（【［]?(\d{1,3}[:：]\d{2}(?:[:：]\d{2})?(?:[.,]\d{1,3})?)(?![:：.,]?\d)"
_END = r"[)\]）】］]"
_RANGE = rf"{_TIME}{_END}?(?:\s*(?:[–—~〜→-]|to\b)\s*{_TIME}{_END}?)?"
# Compiled when they are needed: few posts list chapters.
_FIRST = rf"(?:\d\ufe0f?\u20e3|[^\w\n])*{_RANGE}(?:(?<={_END})|[–—:：|｜-]|[.,;]?(?:\s|$))"
_LAST = rf".*?(?:\s|(?=[（【［])){_RANGE}\W*$"
LEAD = 1500  # milliseconds by which what belongs to a chapter may begin before it: people list rounded times
_LISTS = ("chapter", "chapters", "timestamps", "timecodes")  # with these end keys of blogs, without capitals and signs
_TIMES = ("time", "timestamp", "timecode", "start", "starttime", "seconds", "at")  # in a row, without capitals and underlines
_TITLES = ("title", "name", "label", "topic", "chapter", "text", "note", "description")
FEWEST = 3  # fewer times may be examples
_AROUND = " -–—:：|｜•*·→,@"  # what separates a title from its time


class Listed(NamedTuple):
    """A chapter in a list: `start` in milliseconds, `line` is where it stands in the post, 0 if only the video lists it."""

    start: int
    title: str
    line: int


def is_entry(line: str) -> bool:
    """Whether a line begins or ends with a time."""
    line = timecode.with_colons(line)
    return bool(re.match(_FIRST, line) or re.match(_LAST, line))


def is_time(text: str) -> bool:
    """Whether a text is a time, or a range of times, and nothing else."""
    found = entry(f"{text} x")
    return found is not None and found[1] == "x"


def entry(line: str) -> tuple[int, str] | None:
    """The time (milliseconds) and the title in a line of a list; None if it has no time or no title."""
    timed = timecode.with_colons(line)
    if ":" not in timed and "：" not in timed:
        return None
    bare = squeeze(timed)
    if first := re.match(_FIRST, bare):
        moment, title = first[1], bare[first.end() :]
    elif last := re.match(_LAST, bare):
        moment, title = last[1], bare[: last.start(1)].rstrip("([（【［")
    else:
        return None
    at, title = timecode.parse(moment.replace("：", ":")), title.strip(_AROUND)
    return None if at is None or not any(map(str.isalpha, title)) else (at, title)


def of_matter(table: Table) -> tuple[Listed, ...]:
    """The chapters that a front matter lists, perhaps in a description for YouTube, where the first is at 0:00."""
    named = (rows(value) for key, value in table.entries.items() if bare_key(key).endswith(_LISTS))
    texts = (
        _lines(value) for key, value in table.entries.items() if isinstance(value, Text) and not bare_key(key).startswith("transcript")
    )
    described = (found for found in texts if found and found[0].start == 0)
    return next(filter(None, (*named, *described)), ())


def rows(value: Value) -> tuple[Listed, ...]:
    """The chapters in a value of the front matter: lines, a list of lines or rows, titles by time, or a table that has one of these.

    What is none of these is left out.
    """
    if isinstance(value, Text):
        return _lines(value)
    if isinstance(value, Items):
        return tuple(filter(None, map(_row, value.values)))
    if "chapters" in value.entries:  # as in a file of the Podcast Namespace
        return rows(value.entries["chapters"])
    named = ((timecode.parse(key), text) for key, text in value.entries.items())
    return tuple(Listed(at, squeeze(text.value), text.line) for at, text in named if at is not None and isinstance(text, Text))


def _lines(text: Text) -> tuple[Listed, ...]:
    """Three or more chapters among the lines of a text, in ascending order; fewer may be times of which it tells."""
    found = [one for line in text.value.splitlines() if (one := entry(line))] if "\n" in text.value else []
    return tuple(Listed(*one, text.line) for one in found) if len(found) >= FEWEST and found == sorted(found, key=itemgetter(0)) else ()


def _row(value: Value) -> Listed | None:
    if isinstance(value, Text):
        found = entry(value.value)
        return Listed(*found, value.line) if found else None
    entries = {bare_key(key): text.value for key, text in _texts(value)}
    at = next((timecode.parse(entries[key]) for key in _TIMES if key in entries), None)
    title = next((squeeze(entries[key]) for key in _TITLES if key in entries), "")
    return Listed(at, title, value.line) if at is not None and title else None


def _texts(value: Value) -> Iterator[tuple[str, Text]]:
    for key, text in value.entries.items() if isinstance(value, Table) else ():
        if isinstance(text, Text):
            yield key, text


def chapters(source: ChapterSource, written: tuple[Listed, ...], recording: "Recording | None") -> tuple[Listed, ...]:
    """What is `written` in a post with its times, or else its video's, on the clock of the sound; nothing if chapters have another `source`.

    The times are whole seconds, and the titles short enough for a chapter.
    """
    if source is not ChapterSource.LISTED:
        return ()
    found = written
    if not found and recording and recording.video:
        moved = {max(0, start - recording.shift) // SECOND * SECOND: title for start, title in of_video(recording.video)}
        found = tuple(Listed(start, title, 0) for start, title in moved.items())
    return tuple(Listed(one.start // SECOND * SECOND, shorten(one.title), one.line) for one in found)


def of_video(video: "RecordedVideo") -> tuple[tuple[int, str], ...]:
    """The start (milliseconds) and title of each chapter that a video has on YouTube.

    The titles are those that its description lists first: what YouTube gives may be a machine translation, and songs may have times, too.
    """
    written = dict(found for line in reversed(video.description.splitlines()) if (found := entry(line)))
    return tuple((start, written.get(start, title)) for start, title in video.chapters)
