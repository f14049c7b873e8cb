"""The cue: a text that was on the screen for a while, the form that all caption formats have in common before words are counted."""

import html
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.content.problem import Problem

# Not whitespace, and in no decoded text: `decoding.py` replaces control characters by spaces.
TURN = "\x02"  # in a cue's text: here another speaker begins
NAME_END = "\x03"  # in a cue's text, `TURN + name + NAME_END`: here this speaker speaks, who may be the one before
# For private use, so that no text contains them by then: behind a `TURN`, the number of the speaker's name.
FIRST_NAME, LAST_NAME = "\ue000", "\uf8ff"

LATEST = 1000 * 3_600_000  # milliseconds: a time beyond a thousand hours is damage

# Zero-width space, directional marks, word joiner, byte order mark, soft hyphen, half of a surrogate pair. The joiners U+200C and U+200D
# stay: Persian and Hindi spell with them.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c\ud800-\udfff]")
_NEEDS_CARE = re.compile("[^\x00-%'-;=-\x7f]")  # `<`, `&` and all beyond ASCII; written out, that class takes 3 ms to compile
# With bars, a mark of Whisper's own: `<|0.00|>`.
_TAG = re.compile(r"<(?:/?[A-Za-z]|\|)[^<>]*>")


# A piece of a cue's text, and the moment at which it begins, where that is known.
Piece = tuple[int | None, str]


class Cue(NamedTuple):
    """A text with its times in milliseconds; `line` is where it stands in the file.

    `moments` are the times inside it: (offset in `text`, milliseconds), offsets rising. Lines of text are separated by a newline.
    """

    line: int
    start: int
    end: int
    text: str
    moments: tuple[tuple[int, int], ...] = ()

    def later(self, by: int) -> "Cue":
        """The cue with all its times so many milliseconds later."""
        moments = tuple((offset, at + by) for offset, at in self.moments)
        return self._replace(start=self.start + by, end=max(0, self.end + by), moments=moments)


class Track(NamedTuple):
    """All cues of a file as they stand in it, and what of the file could not be read."""

    cues: tuple[Cue, ...]
    language: str | None = None
    problems: tuple[Problem, ...] = ()


def is_moment(time: float) -> bool:
    """Whether a time in milliseconds is one of a recording."""
    return 0 <= time < LATEST


def voice(name: str | None) -> str:
    """The mark in a cue's text where the speaker of this name begins; empty without a name."""
    return f"{TURN}{name}{NAME_END}" if name else ""


def is_plain(text: str) -> bool:
    """Whether no tag, entity or invisible character can be in a text."""
    return _NEEDS_CARE.search(text) is None


def plain(text: str) -> str:
    """A piece of text without tags, entities (once or twice escaped) and invisible characters."""
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = _TAG.sub("", html.unescape(html.unescape(text)))
    return text if text.isascii() else _INVISIBLE.sub("", text)


def cue(line: int, start: int, end: int, pieces: Iterable[Piece]) -> Cue:
    """A cue of pieces of text."""
    given = list(pieces)
    texts = [text for _, text in given]
    if not is_plain("".join(texts)):
        texts = [plain(text) for text in texts]
    moments: list[tuple[int, int]] = []
    offset = 0
    for (moment, _), text in zip(given, texts, strict=True):
        if moment is not None:
            moments.append((offset, moment))
        offset += len(text)
    return Cue(line, start, end, "".join(texts), tuple(moments))


def one_by_one(begun: Sequence[tuple[int, int, Iterable[Piece]]]) -> tuple[Cue, ...]:
    """Cues, each with its line, start and pieces, that last until the next one begins. The last one has no end of its own."""
    ends = [start for _, start, _ in (*begun[1:], *begun[-1:])]
    return tuple(cue(line, start, max(start, end), pieces) for (line, start, pieces), end in zip(begun, ends, strict=True))
