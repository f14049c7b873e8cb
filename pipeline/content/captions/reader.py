"""One entry for all captions: bytes in, words and problems out. What the file is, its content tells first, its name second."""

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.content.captions import json3, rolling, speakers, srt, timedtext, timing, vtt, whisper, wordlist
from pipeline.content.captions.cue import Track
from pipeline.content.captions.decoding import decode
from pipeline.content.captions.jsontext import Json, load
from pipeline.content.captions.order import in_order
from pipeline.content.captions.word import Captions
from pipeline.content.problem import Place, Problem, Severity

LARGEST = 64 * 1024 * 1024
"""Bytes. Six hours of captions are 10 MB in the most wordy format."""

_MOST_PROBLEMS = 20
_KINDS = "WebVTT, SubRip, YouTube's json3 or timedtext XML, Whisper's or Deepgram's JSON"
_HINT = "put captions of the video here as .vtt or .srt, or fetch them again"

Parser = Callable[[str, str], Track]


def read(data: bytes, name: str) -> tuple[Captions | None, tuple[Problem, ...]]:
    """The words of a captions file, with what was wrong in it; None and an error when it has no words that can be read.

    `name` is the file's path for problems; its ending counts where the content does not tell the format, and its middle is the language
    (`captions.en.vtt`) where the content has none.
    """
    if len(data) > LARGEST:
        return None, (_error(name, f"the file has {len(data) // 1024 // 1024} MB, captions have 64 at most"),)
    text, problems = decode(data, name)
    if not text.strip():
        return None, (_error(name, "the file is empty"),)
    parser = _parser(text)
    if parser is None:
        return None, (*problems, _error(name, f"this is not {_KINDS}"))
    track = parser(text, name)
    captions, more = _captions(track, name)
    problems = _few((*problems, *track.problems, *more))
    if not captions.words:
        return None, (*problems, _error(name, "no spoken words were found in it"))
    return captions, problems


def _captions(track: Track, name: str) -> tuple[Captions, tuple[Problem, ...]]:
    cues, problems = in_order(track.cues, name)
    cues = speakers.unmarked(rolling.without_repeats(cues))
    measured = timing.is_measured(cues)
    if not measured:
        cues = tuple(replace(cue, moments=()) for cue in cues)
    words = timing.in_time(list(timing.words(cues)))
    return Captions(words, measured, track.language or _language(name)), problems


def _xml(text: str, name: str) -> Track:
    return timedtext.parse(text, name)


def _json(text: str, name: str) -> Track:
    """The cues of the first kind of JSON that knows the document."""
    value, problems = load(text, name)
    for found, parse in ((json3.events, json3.parse), (wordlist.words, wordlist.parse), (whisper.segments, whisper.parse)):
        if items := found(value):
            track = parse(items, name)
            return replace(track, language=_told_language(value), problems=(*problems, *track.problems))
    return Track((), None, problems)


def _told_language(value: Json) -> str | None:
    told = value.get("language") if isinstance(value, dict) else None
    return told if isinstance(told, str) and _TAG.fullmatch(told) else None


_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_TIMING = re.compile(r"^\s*[\d:.,]+\s*-{1,3}>\s*[\d:.,]+", re.MULTILINE)


def _parser(text: str) -> Parser | None:
    start = text.lstrip()[:500].lower()
    if start.startswith(("<!doctype html", "<html")):
        return None
    if start.startswith("webvtt"):
        return vtt.parse
    if start.startswith(("{", "[")) and not _TIMING.search(text):
        return _json
    if start.startswith("<"):
        return _xml
    if _TIMING.search(text):
        return srt.parse
    return None


def _language(name: str) -> str | None:
    found = re.search(r"\.([a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\.[A-Za-z0-9]+$", name)
    return found[1].removesuffix("-orig") if found else None


def _few(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The first problems, and how many more there are."""
    if len(problems) <= _MOST_PROBLEMS:
        return problems
    more = f"{len(problems) - _MOST_PROBLEMS} more places cannot be read"
    return (*problems[:_MOST_PROBLEMS], Problem(problems[_MOST_PROBLEMS].place, more, _HINT, Severity.WARNING))


def _error(name: str, message: str) -> Problem:
    return Problem(Place(name), message, _HINT)
