"""What a rolling display says again: YouTube's VTT shows each line three times, live captions grow word by word."""

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.content.captions.cue import Cue

_WORD = re.compile(r"\S+")
_WINDOW = 60
"""Words of the cue before that may come again: two or three lines of a screen."""

_PAUSE = 1000
"""Milliseconds after which the same words are said anew."""


def without_repeats(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """The cues without the words that the cue before already showed. Only where most cues repeat; elsewhere people repeat themselves."""
    texts = [[word[0] for word in _WORD.finditer(cue.text)] for cue in cues]
    repeats = [0] + [
        _repeated(before, words, cue) if following.start - cue.end < _PAUSE else 0
        for (before, words), (cue, following) in zip(pairwise(texts), pairwise(cues), strict=True)
    ]
    rolling = sum(1 for at in range(1, len(cues)) if repeats[at] and texts[at] != texts[at - 1])
    if rolling < 2 or rolling * 2 <= len(cues) - 1:
        return cues
    return tuple(_rest(cue, count) for cue, count in zip(cues, repeats, strict=True) if count < len(_WORD.findall(cue.text)))


def _repeated(before: list[str], words: list[str], cue: Cue) -> int:
    """How many words of a cue's beginning are the end of the one before: whole cues, whole lines, or more than chance would have."""
    if before and words[: len(before)] == before:
        return len(before)
    last_line = len(cue.text.rsplit("\n", 1)[-1].split())
    for count in range(min(len(before), len(words), _WINDOW), 0, -1):
        if before[-count] == words[0] and before[-count:] == words[:count] and (count == len(words) or count >= 3 or count == last_line):
            return count
    return 0


def _rest(cue: Cue, count: int) -> Cue:
    """The cue after its first `count` words."""
    if not count:
        return cue
    at = [word.end() for _, word in zip(range(count), _WORD.finditer(cue.text), strict=False)][-1]
    moments = tuple((max(offset - at, 0), moment) for offset, moment in cue.moments if offset >= at)
    return replace(cue, text=cue.text[at:], moments=moments)
