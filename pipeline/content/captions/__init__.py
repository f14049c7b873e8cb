"""Captions in any form in which people and services write them, read into one value: words with times.

`read` is the only entry point. Each format's module turns text into cues (`cue.py`), and what all formats share turns cues into words:
`order.py` sorts cues, `rolling.py` removes what a rolling display repeats, `speakers.py` reads the marks for a change of speaker,
`timing.py` gives each word its time.
"""

from pipeline.content.captions.reader import read
from pipeline.content.captions.word import Captions, Word

__all__ = ["Captions", "Word", "read"]
