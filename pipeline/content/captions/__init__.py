"""Captions as people and services write them, read to one value: words with times.

`read` is the only way in. Inside, each format's module turns text into cues (`cue.py`), and what all formats share turns cues into
words: `order.py` puts cues in order, `rolling.py` takes out what a rolling display repeats, `speakers.py` reads the marks of a change of
speaker, `timing.py` gives each word its time.
"""

from pipeline.content.captions.reader import read
from pipeline.content.captions.word import Captions, Word

__all__ = ["Captions", "Word", "read"]
