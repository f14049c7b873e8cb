"""Cuts what is said into cues where a reader pauses: by sentences, with long ones divided and short ones joined."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise, repeat
from math import inf
from operator import add, sub
from typing import NamedTuple, TypeAlias

from pipeline.content.text.sentences import abbreviates
from pipeline.content.text.timecode import SECOND
from pipeline.content.text.words import is_narrow, join, width
from pipeline.derive.alignment import Utterance
from pipeline.derive.cue import Cues, Cuts

# A cue has two lines. Streaming services show at most 42 letters in a line; for SubRip, the Podcast Namespace asks for 32
# (Podcastindex-org/podcast-namespace, transcripts/transcripts.md).
LINE = 42
_SUBTITLE_LINE = 32
# A cue longer than seven seconds is read twice. A silence of two seconds ends a cue; shorter silences are often words that were edited out.
_LONGEST = 7 * SECOND
_SILENCE = 2 * SECOND
# Readers follow twenty letters a second, or ten of those that are two columns wide: streaming services ask for 9 in Chinese, for 12 in
# Korean, where Latin counts half, and for fewer in Japanese. Nobody can read a cue shorter than half a second.
_READ_IN_A_SECOND = 20
_SHORTEST = SECOND // 2

# The ends of a sentence and of a clause; the wide characters are those of scripts without spaces.
_SENTENCE = frozenset(".!?…。！？")
_CLAUSE = frozenset(",;:–—、，；：")
_CLOSING = "\"'”’»)]」』）"
# Without blanks, a full stop is also the best place to break a line, and an honorific begins a word although it is hiragana.
_WIDE_STOP = frozenset("。！？")
_HIRAGANA = frozenset(map(chr, range(0x3041, 0x3097)))
_HONORIFIC = "おご"


# The words of a cue: the indices of the first, of the one that begins its second line (the last, if one line is enough), and of the one
# behind the last.
_Piece: TypeAlias = tuple[int, int, int]


class _Span(NamedTuple):
    """The words of an utterance: the indices of its first word and of the one behind its last.

    `name` is where the speaker's name before it begins.
    """

    name: int
    begin: int
    end: int
    speaker: str | None


def cut(utterances: Iterable[Utterance], duration: int) -> Cuts | None:
    """The transcript of a recording of `duration` milliseconds; None if nothing is said in it."""
    speech = _Speech(utterances)
    plain = [list(speech.pieces(span.begin, span.end, LINE)) for span in speech.spans]
    narrow = [list(speech.pieces(span.name, span.end, _SUBTITLE_LINE)) for span in speech.spans]
    named = [
        pieces if span.name == span.begin else list(speech.rejoined(speech.pieces(span.name, span.end, LINE), pieces))
        for span, pieces in zip(speech.spans, plain, strict=True)
    ]
    cues, subtitles, captions = (speech.cues(form, duration) for form in (plain, narrow, named))
    return Cuts(cues, subtitles, captions) if cues.texts else None


class _Speech:
    """All that is said, each word measured once. The name of each new speaker is inserted as first words, which take no time."""

    def __init__(self, utterances: Iterable[Utterance]) -> None:
        self.spans: list[_Span] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        words: list[str] = []
        close: set[int] = set()
        before: str | None = None
        for said in utterances:
            name = f"{said.speaker}:".split() if said.speaker and said.speaker != before else []
            begin = len(words) + len(name)
            self.spans.append(_Span(len(words), begin, begin + len(said.words), said.speaker))
            words += (*name, *said.words)
            close.update(begin + number for number in said.close)
            self._starts += (*said.starts[:1] * len(name), *said.starts)
            self._ends += (*said.starts[:1] * len(name), *said.ends)
            before = said.speaker
        self._close = close
        self._torn = frozenset(place for place in close if _is_torn(words[place - 1], words[place]))
        self._measure(words)
        self._mark(words)

    def _measure(self, words: Sequence[str]) -> None:
        """Where each word begins and ends in the running text, in characters and in columns of a screen."""
        close = self._close
        gaps = [0 if n in close else 1 for n in range(1, len(words) + 1)] if close else [1] * len(words)
        self._text = join(words, close)
        self._first, self._last = self._left, self._right = _edges(list(map(len, words)), gaps)
        if not is_narrow(self._text):
            self._left, self._right = _edges(list(map(width, words)), gaps)

    def _mark(self, words: Sequence[str]) -> None:
        """The words after which a sentence ends or the speaker is silent, and those after which a clause ends."""
        marked = [(place, word) for place, word in enumerate(words, 1) if not word.isalnum()]
        silent = [place for place, pause in enumerate(map(sub, self._starts[1:], self._ends), 1) if pause >= _SILENCE]
        stopped = [place for place, word in marked if _stops(word.rstrip(_CLOSING))]
        self._stops = {*silent, *stopped}
        self._sentences = sorted(self._stops)
        clauses = [place for place, word in marked if word[-1:] in _CLAUSE or word.rstrip(_CLOSING)[-1:] in _WIDE_STOP]
        self._clauses = [0, *clauses, len(words) + 1]
        self._costs = [2] * (len(words) + 1)
        for place in clauses:
            self._costs[place] = 1
        self._whole = [place for place in range(len(words) + 1) if place not in self._torn] if self._torn else []

    def pieces(self, begin: int, end: int, line: int) -> Iterator[_Piece]:
        """Cut the words from `begin` to `end` into cues of two lines of at most `line` columns."""
        parts = self._parts(begin, end, line)
        since, second, until = next(parts)
        for first, middle, last in parts:
            if self._starts[first] - self._ends[until - 1] < _SILENCE and (joined := self._second(since, last, line)):
                second, until = joined, last
            else:
                yield since, second, until
                since, second, until = first, middle, last
        yield since, second, until

    def rejoined(self, pieces: Iterable[_Piece], known: Sequence[_Piece]) -> Iterator[_Piece]:
        """The pieces up to one that begins at the same sentence as one of the known pieces; from there on, the known ones."""
        places = {begin: place for place, (begin, _, _) in enumerate(known) if begin in self._stops}
        for piece in pieces:
            if piece[0] in places:
                yield from known[places[piece[0]] :]
                return
            yield piece

    def _parts(self, begin: int, end: int, line: int) -> Iterator[_Piece]:
        """Sentences; those too long for a cue are halved again and again until each part fits."""
        sentences = self._sentences
        inside = sentences[bisect_right(sentences, begin) : bisect_left(sentences, end)]
        rest = [*pairwise((begin, *inside, end))][::-1]
        while rest:
            first, last = rest.pop()
            if second := self._second(first, last, line):
                yield first, second, last
            elif last - first < 2:
                yield first, last, last
            else:
                middle = self._middle(first, last)
                rest += (middle, last), (first, middle)

    def _second(self, begin: int, end: int, line: int) -> int:
        """The index of the word that begins the second line of a cue, `end` if one line is enough, 0 if the words do not fit."""
        left, right = self._left, self._right
        room = right[end - 1] - left[begin]
        if room > 2 * line + 1 or self._ends[end - 1] - self._starts[begin] > _LONGEST:
            return 0
        if room <= line:
            return end
        middle = self._middle(begin, end)
        return middle if right[middle - 1] - left[begin] <= line and right[end - 1] - left[middle] <= line else 0

    def _middle(self, begin: int, end: int) -> int:
        """The end of a good first half: the parts are about equally wide, and rather cut after a comma than inside a clause.

        No word is torn unless its script has no blanks and there is no other sign of a word's end in the middle half.
        """
        edges, clauses, costs, torn, whole = self._left, self._clauses, self._costs, self._torn, self._whole
        twice = edges[begin] + edges[end]
        near = bisect_left(edges, (twice + 1) // 2, begin + 1, end - 1)
        comma = bisect_left(clauses, near)
        places = [clauses[comma - 1], near - 1, near, clauses[comma]]
        if torn:
            at = bisect_left(whole, near)
            places += whole[max(at - 1, 0) : at + 1]
        best, least = near, inf
        for place in places:
            if begin < place < end:
                cost = abs(2 * edges[place] - twice) * costs[place] + (place in torn and edges[end] - edges[begin])
                if cost < least:
                    best, least = place, cost
        return best

    def _between(self, begin: int, end: int) -> str:
        """The words from `begin` to `end` as a text."""
        return self._text[self._first[begin] : self._last[end - 1]]

    def cues(self, form: Sequence[Sequence[_Piece]], duration: int) -> Cues:
        """The cues for the pieces of each utterance."""
        pieces = list(chain.from_iterable(form))
        if not 0 < len(pieces) <= duration:
            return Cues()
        speakers = chain.from_iterable(map(repeat, (span.speaker for span in self.spans), map(len, form)))
        read = self._between
        texts = [read(begin, end) if second == end else f"{read(begin, second)}\n{read(second, end)}" for begin, second, end in pieces]
        starts, ends = [self._starts[begin] for begin, _, _ in pieces], [self._ends[end - 1] for _, _, end in pieces]
        close = frozenset(n for n, (_, second, end) in enumerate(pieces) if second < end and second in self._close)
        return Cues(*_readable(starts, ends, texts, duration), tuple(speakers), tuple(texts), close)


def _stops(word: str) -> bool:
    """Whether a sentence ends after a word, given without closing marks: not after `Dr.`, whose full stop is that of an abbreviation."""
    return word[-1:] in _SENTENCE and not (word[-1] == "." and abbreviates(word[:-1]))


def _is_torn(before: str, word: str) -> bool:
    """Whether a word may go on from one character to the next, as nearly everywhere in scripts without blanks.

    Punctuation separates words, and so does Latin after another script; Japanese words mostly end in hiragana and begin with other
    characters.
    """
    last, first = before[-1], word[0]
    if unicodedata.category(last)[0] == "P" or unicodedata.category(first)[0] == "P" or (first.isascii() and first.isalpha()):
        return False
    return last not in _HIRAGANA or first in _HIRAGANA or before in _HONORIFIC


def _edges(sizes: Iterable[int], gaps: Iterable[int]) -> tuple[list[int], list[int]]:
    """The begins and ends of things of these sizes that follow one another, with these gaps behind them."""
    begins = list(accumulate(map(add, sizes, gaps), initial=0))
    return begins, list(map(add, begins, sizes))


def _readable(starts: Sequence[int], ends: Sequence[int], texts: Sequence[str], duration: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Times of cues: each stays as long as its words sound and as long as reading it takes, unless the next one begins.

    Each begins at least half a second after the one before, and early enough for all that follow: the last ones may begin before their
    words.
    """
    step = min(_SHORTEST, duration // len(texts))
    begun = accumulate(starts, lambda before, start: max(before + step, start))
    shown = tuple(map(min, begun, range(duration - step * len(texts), duration, step)))
    return shown, tuple(
        min(limit, max(end, start + _SHORTEST, start + width(text) * SECOND // _READ_IN_A_SECOND))
        for start, end, limit, text in zip(shown, ends, (*shown[1:], duration), texts, strict=True)
    )
