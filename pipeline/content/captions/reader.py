"""The entry point for all captions: bytes in, words and problems out. A file's content decides what it is, then its name."""

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.content.captions import (
    blocks,
    frames,
    json3,
    otranscribe,
    podcasthtml,
    rolling,
    seconds,
    segmentlist,
    speakers,
    srt,
    substation,
    table,
    timedtext,
    timing,
    turns,
    vtt,
    wordlist,
)
from pipeline.content.captions.cue import Track
from pipeline.content.captions.decoding import decode
from pipeline.content.captions.jsontext import load
from pipeline.content.captions.jsonvalue import Json
from pipeline.content.captions.order import from_zero, in_order
from pipeline.content.captions.word import Captions
from pipeline.content.problem import Place, Problem, Severity, errors

LARGEST = 64 * 1024 * 1024  # bytes: six hours of captions are 10 MB in the most wordy format

# What people have instead of captions, by how it begins.
_UNREAD = (
    (rb"PK\x03\x04", "a Word document or another archive"),
    (rb"\xd0\xcf\x11\xe0", "a document of an early Word"),
    (rb"%PDF", "a PDF"),
    (rb"\{\\rtf", "an RTF document"),
    (rb"Scenarist_SCC", "Scenarist's SCC"),
    (rb"File Format=MacCaption", "MacCaption"),
    (rb"[\d ]{3}STL\d\d\.\d\d", "STL of the EBU"),
    (rb"\x1f\x8b", "a compressed file"),
    (rb"<(?:SAMI|sami)\b", "SAMI"),
    (rb"\{\d+\}\{\d+\}", "MicroDVD, which counts frames,"),
    (rb"\[\d+\]\[\d+\]", "MPL2"),
    (rb"# VobSub|\x00\x00\x01\xba", "VobSub, which has pictures of the words,"),
)
_BEFORE = b" \t\r\n\xef\xbb\xbf"  # white space and the byte order mark of UTF-8
_SIGN = 99  # bytes in which the beginning tells what a file is
_MOST_PROBLEMS = 20
_HINT = "put the video's captions here as .vtt or .srt, or fetch them again"
_LANGUAGE_TAG = r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"
_LANGUAGE = re.compile(_LANGUAGE_TAG)
_LANGUAGE_IN_NAME = re.compile(rf"\.({_LANGUAGE_TAG})\.[A-Za-z0-9]+$")


def read(data: bytes, name: str) -> tuple[Captions | None, tuple[Problem, ...]]:
    """The words of a captions file, and what was wrong in it; None and an error when it has no words that can be read.

    `name` is the file's path for problems; its ending counts where the content does not tell the format, and its middle is the language
    (`captions.en.vtt`) where the content has none.
    """
    if len(data) > LARGEST:
        return None, (_error(name, f"the file has {len(data) >> 20} MB; captions may have at most {LARGEST >> 20} MB"),)
    start = data.lstrip(_BEFORE)[:_SIGN]
    if kind := next((kind for sign, kind in _UNREAD if re.match(sign, start)), None):
        return None, (Problem(Place(name), f"{kind} cannot be read as captions", "export the captions as SubRip (.srt) or WebVTT (.vtt)"),)
    text, problems = decode(data, name)
    if errors(problems):
        return None, problems
    track = _track(text, name)
    ordered, unsorted = in_order(track.cues, name)
    cues, moved = from_zero(ordered, name)
    captions = timing.captions(*speakers.unmarked(rolling.without_repeats(cues)), track.language or _language_in(name))
    problems = _few((*problems, *track.problems, *unsorted, *moved))
    if captions.texts:
        return captions, problems
    lack = "no spoken words were found in the file" if cues else "no cue with a time was found in the file"
    return None, problems if errors(problems) else (*problems, _error(name, lack))


def _track(text: str, name: str) -> Track:
    """The cues of the text, whatever it is; none and an error where it is no captions."""
    if not text.strip():
        return _none(name, "the file is empty")
    if kind := _by_content(text):
        return kind.parse(text, name)
    on_clock = seconds.on_clock(frames.with_fractions(text))
    if kind := _by_content(on_clock) or _by_name(name):
        return kind.parse(on_clock, name)
    known = "not WebVTT, SubRip or XML, no service's JSON, no transcript with a time at each turn"
    return _none(name, f"no format of captions is known in this: {known}")


def _by_content(text: str) -> "_Kind | None":
    return next((kind for kind in _KINDS if kind.content(text)), None)


def _by_name(name: str) -> "_Kind | None":
    return next((kind for kind in _KINDS if name.lower().endswith(kind.endings)), None)


def _web_page(_: str, name: str) -> Track:
    return _none(name, "this is a web page, not captions; the website did not send the file")


def _json(text: str, name: str) -> Track:
    """The cues of the first kind of JSON that knows the document."""
    value, problems = load(text, name)
    for items, parse in _JSON_KINDS:
        if found := items(value):
            track = parse(found, name)
            return track._replace(language=_language_of(value), problems=(*problems, *track.problems))
    return Track((), problems=(*problems, _error(name, "this JSON contains no captions in a known format")))


def _language_of(value: Json) -> str | None:
    """The tag that a document names; whisper.cpp names it in its `result`."""
    holders = (value, value.get("result")) if isinstance(value, dict) else ()
    named = (holder.get(key) for holder in holders if isinstance(holder, dict) for key in ("language", "language_code"))
    tags = (tag.replace("_", "-") for tag in named if isinstance(tag, str))
    return next(filter(_LANGUAGE.fullmatch, tags), None)


def _language_in(name: str) -> str | None:
    """`captions.en.vtt` is English; `-orig` is yt-dlp's mark of the language that was spoken."""
    found = _LANGUAGE_IN_NAME.search(name)
    return found[1].removesuffix("-orig") if found else None


def _few(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The first problems, and how many more there are."""
    if len(problems) <= _MOST_PROBLEMS:
        return problems
    more = f"{len(problems) - _MOST_PROBLEMS} more places cannot be read"
    return (*problems[:_MOST_PROBLEMS], Problem(problems[_MOST_PROBLEMS].place, more, _HINT, Severity.WARNING))


def _none(name: str, why: str) -> Track:
    return Track((), problems=(_error(name, why),))


def _error(name: str, message: str) -> Problem:
    return Problem(Place(name), message, _HINT)


class _Kind(NamedTuple):
    content: Callable[[str], object]
    endings: tuple[str, ...]
    parse: Callable[[str, str], Track]


# In this order: of web pages, only those that hold a transcript are captions, whatever else may be in them.
_KINDS = (
    _Kind(podcasthtml.has_turns, (), podcasthtml.parse),
    _Kind(re.compile(r"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE).match, (), _web_page),
    _Kind(re.compile(r"\s*WEBVTT\b").match, (".vtt",), vtt.parse),
    _Kind(re.compile(r'\s*(?:\{\s*["}]|\[\s*["\[{\]])').match, (".json", ".json3"), _json),
    _Kind(re.compile(r"\s*<(?:\?xml|transcript|timedtext|tt)\b").match, (".xml", ".ttml", ".srv1", ".srv2", ".srv3"), timedtext.parse),
    _Kind(re.compile(r"\s*\[Script Info\]", re.IGNORECASE).match, (".ass", ".ssa"), substation.parse),
    _Kind(table.has_columns, (), table.parse),
    _Kind(blocks.has_times, (".srt", ".sbv"), srt.parse),
    _Kind(turns.has_times, (".lrc",), turns.parse),
)


_JSON_KINDS = (
    (json3.events, json3.parse),
    (wordlist.words, wordlist.parse),
    (segmentlist.segments, segmentlist.parse),
    (otranscribe.texts, otranscribe.parse),
)
