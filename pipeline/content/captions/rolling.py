"""Removes what a rolling display repeats: YouTube's VTT shows each line three times, live captions grow word by word."""

from itertools import chain, islice, pairwise
from re import finditer

from pipeline.content.captions.cue import Cue

_LINES = 4  # lines of a cue, at most, that may be repeated
_WORDS = 60  # words, at most, that may be repeated if lines are broken differently
_CHANCE = 3  # words: fewer may be repeated by chance
_PAUSE = 1000  # milliseconds of silence after which the same words were said again


def without_repeats(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """The cues without the words that the one before already showed, if most cues repeat; otherwise people repeat themselves."""
    if sum(map(_may_repeat, cues, cues[1:])) * 2 < len(cues):
        return cues
    lines = [tuple(line.split() for line in cue.text.split("\n") if line and not line.isspace()) for cue in cues]
    repeats = [0] + [
        _repeated(*shown) if following.start - before.end < _PAUSE else 0
        for shown, (before, following) in zip(pairwise(lines), pairwise(cues), strict=True)
    ]
    rolling = sum(1 for at in range(1, len(cues)) if repeats[at] and (lines[at] != lines[at - 1] or cues[at - 1].moments))
    if rolling < 2 or rolling * 2 < len(cues):
        return cues
    return tuple(_after(cue, count) for cue, count, own in zip(cues, repeats, lines, strict=True) if count < sum(map(len, own)))


def _may_repeat(before: Cue, cue: Cue) -> bool:
    """Whether the first word of a cue occurs in the one before."""
    return any(word in before.text for word in cue.text.split(None, 1)[:1])


def _repeated(before: tuple[list[str], ...], lines: tuple[list[str], ...]) -> int:
    """How many words at the beginning of `lines` repeat the end of the cue before: whole lines, the whole cue, or too many for chance."""
    for count in range(min(len(before), len(lines), _LINES), 0, -1):
        if before[-count:] == lines[:count]:
            return sum(map(len, lines[:count]))
    shown, words = list(chain(*before)), list(chain(*lines))
    if shown and words[: len(shown)] == shown:
        return len(shown)
    for count in range(min(len(shown), len(words), _WORDS), _CHANCE - 1, -1):
        if shown[-count] == words[0] and shown[-count:] == words[:count]:
            return count
    return 0


def _after(cue: Cue, count: int) -> Cue:
    """The cue without its first `count` words."""
    at = max((word.end() for word in islice(finditer(r"\S+", cue.text), count)), default=0)
    return cue._replace(text=cue.text[at:], moments=tuple((offset - at, moment) for offset, moment in cue.moments if offset >= at))
