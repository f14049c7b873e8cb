"""The timed transcript in the edited words, as cues with speakers: WebVTT, SubRip, and the JSON of the Podcast Namespace."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import accumulate, pairwise

from pipeline.content.clock import SECOND, exact
from pipeline.content.tokens import join, width
from pipeline.derive.alignment import Alignment, Utterance

# A cue has two lines. 42 letters in each are what streaming services put on a screen at most; for SubRip the Podcast Namespace asks for 32
# (Podcastindex-org/podcast-namespace, transcripts/transcripts.md).
LINE = 42
SUBTITLE_LINE = 32
# A cue longer than seven seconds is read twice. A silence of two ends one; shorter ones are often words that were edited out.
LONGEST = 7 * SECOND
SILENCE = 2 * SECOND
# Readers follow twenty letters a second; nobody can read a cue shorter than half a second.
READ_IN_A_SECOND = 20
SHORTEST = SECOND // 2

# What ends a sentence, and what ends a part of it; the wide ones are of scripts without spaces.
_SENTENCE = (".", "!", "?", "…", "。", "！", "？")
_CLAUSE = (",", ";", ":", "–", "—", "、", "，", "；", "：")
_CLOSING = "\"'”’»)]」』）"

Word = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: milliseconds, the speaker's full name or None, and its lines joined by newlines."""

    start: int
    end: int
    speaker: str | None
    text: str


def cues(alignment: Alignment, duration: int) -> tuple[Cue, ...]:
    """The transcript of a recording that lasts `duration` milliseconds: no cue overlaps the next, none ends later."""
    return _cues(alignment.utterances, duration, LINE)


def subtitles(alignment: Alignment, duration: int, line: int = SUBTITLE_LINE) -> tuple[Cue, ...]:
    """The same for SubRip: narrower, and as it has no voices a speaker's name stands before their first words."""
    return _cues(_named(alignment.utterances), duration, line)


def _cues(utterances: Iterable[Utterance], duration: int, line: int) -> tuple[Cue, ...]:
    spoken = [_cue(piece, utterance.speaker, line) for utterance in utterances for piece in _pieces(utterance.words, line)]
    return tuple(_readable(_apart(spoken, duration), duration))


def _named(utterances: Iterable[Utterance]) -> Iterator[Utterance]:
    """With the name of each new speaker as their first words, which take no time."""
    before: str | None = None
    for utterance in utterances:
        name = f"{utterance.speaker}:".split() if utterance.speaker and utterance.speaker != before and utterance.words else []
        yield replace(utterance, words=(*((part, utterance.words[0][1], utterance.words[0][1]) for part in name), *utterance.words))
        before = utterance.speaker


def _cue(piece: Sequence[Word], speaker: str | None, line: int) -> Cue:
    return Cue(piece[0][1], piece[-1][2], speaker, "\n".join(_lines([text for text, _, _ in piece], line)))


def _pieces(words: Sequence[Word], line: int) -> Iterator[list[Word]]:
    """What one speaker says, cut where a reader breathes: sentences, the long ones in parts, the short ones together."""
    piece: list[Word] = []
    for sentence in _sentences(words):
        for part in _parts(sentence, line):
            if piece and (part[0][1] - piece[-1][2] >= SILENCE or not _fits([*piece, *part], line)):
                yield piece
                piece = []
            piece += part
    if piece:
        yield piece


def _sentences(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Cut after what closes a sentence, and where the speaker is silent."""
    begin = 0
    for n, (word, after) in enumerate(pairwise(words), 1):
        if word[0].rstrip(_CLOSING).endswith(_SENTENCE) or after[1] - word[2] >= SILENCE:
            yield words[begin:n]
            begin = n
    if words:
        yield words[begin:]


def _parts(words: Sequence[Word], line: int) -> Iterator[Sequence[Word]]:
    """Halves of halves, until each fits into a cue."""
    if len(words) < 2 or _fits(words, line):
        yield words
        return
    middle = _middle([text for text, _, _ in words])
    yield from _parts(words[:middle], line)
    yield from _parts(words[middle:], line)


def _fits(words: Sequence[Word], line: int) -> bool:
    """Whether the words are spoken in the time of a cue and stand in its lines."""
    texts = [text for text, _, _ in words]
    return words[-1][2] - words[0][1] <= LONGEST and all(width(part) <= line for part in _lines(texts, line))


def _middle(words: Sequence[str]) -> int:
    """How many words make a good first half: two parts about as wide, rather cut after a comma than in the middle of a clause."""
    edges = list(accumulate(width(word) + 1 for word in words))
    return min(range(1, len(words)), key=lambda n: abs(2 * edges[n - 1] - edges[-1]) * (1 if words[n - 1].endswith(_CLAUSE) else 2))


def _lines(words: Sequence[str], line: int) -> list[str]:
    """One line, or two about as wide."""
    text = join(words)
    if len(words) < 2 or width(text) <= line:
        return [text]
    middle = _middle(words)
    return [join(words[:middle]), join(words[middle:])]


def _apart(spoken: list[Cue], duration: int) -> list[Cue]:
    """Every cue begins at least half a second after the one before, and early enough for all that follow: the last ones stand back."""
    step = min(SHORTEST, duration // len(spoken)) if spoken else 0
    if not step:
        return []
    starts = accumulate((cue.start for cue in spoken), lambda before, start: max(before + step, start))
    latest = range(duration - step * len(spoken), duration, step)
    return [replace(cue, start=min(start, limit)) for cue, start, limit in zip(spoken, starts, latest, strict=False)]


def _readable(apart: list[Cue], duration: int) -> Iterator[Cue]:
    """Every cue stays as long as its words sound and as long as it takes to read them, if the next one leaves it the time."""
    limits = [*(cue.start for cue in apart[1:]), duration]
    for cue, limit in zip(apart, limits, strict=False):
        reading = max(SHORTEST, len(cue.text) * SECOND // READ_IN_A_SECOND)
        yield replace(cue, end=min(limit, max(cue.end, cue.start + reading)))


def vtt(cues: Iterable[Cue]) -> str:
    """WebVTT (w3.org/TR/webvtt1), each cue in its speaker's voice."""
    return "\n".join(["WEBVTT\n", *map(_vtt_cue, cues)])


def _vtt_cue(cue: Cue) -> str:
    voice = f"<v {escape(cue.speaker, quote=False)}>" if cue.speaker else ""
    return f"{exact(cue.start)} --> {exact(cue.end)}\n{voice}{escape(cue.text, quote=False)}\n"


def srt(cues: Iterable[Cue]) -> str:
    """SubRip, which has no specification: numbered cues with a comma before the milliseconds. Its cues are `subtitles`."""
    return "\n".join(f"{number}\n{exact(cue.start, ',')} --> {exact(cue.end, ',')}\n{cue.text}\n" for number, cue in enumerate(cues, 1))


def transcript_json(cues: Iterable[Cue]) -> str:
    """The transcript format of the Podcast Namespace (Podcastindex-org/podcast-namespace, transcripts/transcripts.md); times in seconds."""
    segments = [
        {
            **({"speaker": cue.speaker} if cue.speaker else {}),
            "startTime": cue.start / SECOND,
            "endTime": cue.end / SECOND,
            "body": join(cue.text.split("\n")),
        }
        for cue in cues
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False) + "\n"
