"""SubRip and SubViewer: a number or none, a line with two times, lines of text, a blank line. There is no standard."""

import re

from pipeline.content.captions import vtt
from pipeline.content.captions.cue import Track

# Positions of Advanced SubStation, which many tools leave in SubRip: {\an8}.
_OVERRIDE = re.compile(r"\{\\[^{}\n]*\}")
# SubViewer, as YouTube Studio writes it, breaks lines by a word of its own, Spruce's subtitles by a bar.
_BREAK = re.compile(r"\[br\]|\|")


def parse(text: str, name: str) -> Track:
    """The cues; markup of WebVTT is understood as well."""
    return vtt.parse(_BREAK.sub(" ", _OVERRIDE.sub("", text)), name)
