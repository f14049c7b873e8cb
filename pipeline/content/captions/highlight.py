"""Whisper's highlighted words: a line is shown again and again, each time with the word underlined that is being spoken.

`whisper --word_timestamps True --highlight_words True` writes WebVTT and SubRip of this kind.
"""

import re
from itertools import groupby

from pipeline.content.captions.cue import Cue
from pipeline.content.text.timecode import exact

_SPOKEN = re.compile(r"<u>([^<]*)</u>")


def joined(found: list[Cue]) -> list[Cue]:
    """The cues with each such run as one cue, in which the times of the words are as in WebVTT."""
    runs = (list(run) for _, run in groupby(found, lambda cue: _SPOKEN.sub(r"\1", cue.text)))
    return [cue for run in runs for cue in _one(run)]


def _one(run: list[Cue]) -> list[Cue]:
    spoken = [(cue, word) for cue in run if (word := _SPOKEN.search(cue.text))]
    if len(run) == 1 or not spoken:
        return run
    text = _SPOKEN.sub(r"\1", run[0].text)
    parts: list[str] = []
    at = 0
    for cue, word in spoken:
        start, end = word.start(), word.start() + len(word[1])
        if start >= at:
            parts += [text[at:start], f"<{exact(cue.start)}>", word[1], f"<{exact(cue.end)}>"]
            at = end
    return [run[0]._replace(end=max(cue.end for cue in run), text="".join(parts) + text[at:])]
