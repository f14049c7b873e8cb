"""Whisper's highlighted words: a line shown again and again, each time with the word underlined that is being spoken.

`whisper --word_timestamps True --highlight_words True` writes WebVTT and SubRip of this kind.
"""

import re
from itertools import groupby

from pipeline.content.captions.cue import Cue
from pipeline.content.timecode import exact

_SPOKEN = re.compile(r"<u>([^<]*)</u>")


def joined(found: list[Cue]) -> list[Cue]:
    """The blocks with each such run as one block, in which the times of the words stand as WebVTT writes them."""
    runs = (list(run) for _, run in groupby(found, lambda block: _SPOKEN.sub(r"\1", block.text)))
    return [block for run in runs for block in _one(run)]


def _one(run: list[Cue]) -> list[Cue]:
    spoken = [(block, word) for block in run if (word := _SPOKEN.search(block.text))]
    if len(run) == 1 or not spoken:
        return run
    text = _SPOKEN.sub(r"\1", run[0].text)
    parts: list[str] = []
    at = 0
    for block, word in spoken:
        start, end = word.start(), word.start() + len(word[1])
        if start >= at:
            parts += [text[at:start], f"<{exact(block.start)}>", word[1], f"<{exact(block.end)}>"]
            at = end
    return [run[0]._replace(end=max(block.end for block in run), text="".join(parts) + text[at:])]
