"""The timed transcript in the edited words, as cues with speakers: WebVTT, SubRip, and the JSON of the Podcast Namespace."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape
from itertools import accumulate, chain, pairwise, starmap
from typing import NamedTuple

from pipeline.content.clock import SECOND, exact
from pipeline.content.tokens import join, tight, width
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


class Cue(NamedTuple):
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
    spoken = [cue for utterance in utterances for cue in _Speech(utterance, line).cues()]
    return tuple(_readable(_apart(spoken, duration), duration))


def _named(utterances: Iterable[Utterance]) -> Iterator[Utterance]:
    """With the name of each new speaker as their first words, which take no time."""
    before: str | None = None
    for utterance in utterances:
        name = f"{utterance.speaker}:".split() if utterance.speaker and utterance.speaker != before and utterance.words else []
        yield replace(utterance, words=(*((part, utterance.words[0][1], utterance.words[0][1]) for part in name), *utterance.words))
        before = utterance.speaker


class _Speech:
    """What one speaker says, each word measured once. A stretch of it is told by the number of its first word and the one behind its last."""

    def __init__(self, utterance: Utterance, line: int) -> None:
        self._utterance, self._words, self._line = utterance, utterance.words, line
        self._texts = [text for text, _, _ in utterance.words]
        self._edges = [0, *accumulate(width(text) + 1 for text in self._texts)]  # each word with a space behind it
        self._tight = [0, *accumulate(tight(self._texts))]  # spaces up to a word that are none
        self._costs = [1 if text.endswith(_CLAUSE) else 2 for text in self._texts]

    def cues(self) -> Iterator[Cue]:
        for begin, end in self._pieces():
            text = "\n".join(join(self._texts[first:last]) for first, last in self._lines(begin, end))
            yield Cue(self._words[begin][1], self._words[end - 1][2], self._utterance.speaker, text)

    def _pieces(self) -> Iterator[tuple[int, int]]:
        """Cut where a reader breathes: sentences, the long ones in parts, the short ones together."""
        begin = end = 0
        for first, last in chain.from_iterable(starmap(self._parts, self._sentences())):
            if end > begin and (self._words[first][1] - self._words[end - 1][2] >= SILENCE or not self._fits(begin, last)):
                yield begin, end
                begin = first
            end = last
        if end > begin:
            yield begin, end

    def _sentences(self) -> Iterator[tuple[int, int]]:
        """Cut after what closes a sentence, and where the speaker is silent."""
        begin = 0
        for end, (word, after) in enumerate(pairwise(self._words), 1):
            if word[0].rstrip(_CLOSING).endswith(_SENTENCE) or after[1] - word[2] >= SILENCE:
                yield begin, end
                begin = end
        if self._words:
            yield begin, len(self._words)

    def _parts(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """Halves of halves, until each fits into a cue."""
        if end - begin < 2 or self._fits(begin, end):
            yield begin, end
        else:
            middle = self._middle(begin, end)
            yield from self._parts(begin, middle)
            yield from self._parts(middle, end)

    def _fits(self, begin: int, end: int) -> bool:
        """Whether the words are spoken in the time of a cue and stand in its lines."""
        return self._words[end - 1][2] - self._words[begin][1] <= LONGEST and all(
            self._width(first, last) <= self._line for first, last in self._lines(begin, end)
        )

    def _lines(self, begin: int, end: int) -> tuple[tuple[int, int], ...]:
        """One line, or two about as wide."""
        if end - begin < 2 or self._width(begin, end) <= self._line:
            return ((begin, end),)
        middle = self._middle(begin, end)
        return (begin, middle), (middle, end)

    def _width(self, begin: int, end: int) -> int:
        return self._edges[end] - self._edges[begin] - 1 - (self._tight[end - 1] - self._tight[begin])

    def _middle(self, begin: int, end: int) -> int:
        """Where a good first half ends: two parts about as wide, rather cut after a comma than in the middle of a clause."""
        edges, middle = self._edges, (self._edges[begin] + self._edges[end]) / 2
        behind = bisect_left(edges, middle, begin + 1, end - 1)
        reach = 2 * min(abs(edges[place] - middle) for place in (behind, max(behind - 1, begin + 1)))  # what is farther costs more
        near = range(bisect_left(edges, middle - reach, begin + 1, end), bisect_right(edges, middle + reach, begin + 1, end))
        return min(near, key=lambda place: abs(edges[place] - middle) * self._costs[place - 1])


def _apart(spoken: list[Cue], duration: int) -> list[Cue]:
    """Every cue begins at least half a second after the one before, and early enough for all that follow: the last ones stand back."""
    step = min(SHORTEST, duration // len(spoken)) if spoken else 0
    if not step:
        return []
    starts = accumulate((cue.start for cue in spoken), lambda before, start: max(before + step, start))
    latest = range(duration - step * len(spoken), duration, step)
    return [cue._replace(start=min(start, limit)) for cue, start, limit in zip(spoken, starts, latest, strict=False)]


def _readable(apart: list[Cue], duration: int) -> Iterator[Cue]:
    """Every cue stays as long as its words sound and as long as it takes to read them, if the next one leaves it the time."""
    limits = [*(cue.start for cue in apart[1:]), duration]
    for cue, limit in zip(apart, limits, strict=False):
        reading = max(SHORTEST, len(cue.text) * SECOND // READ_IN_A_SECOND)
        yield cue._replace(end=min(limit, max(cue.end, cue.start + reading)))


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
