"""SubRip: a number, a timing line, lines of text, a blank line. There is no standard; `blocks.py` reads what players read."""

import re

from pipeline.content.captions import vtt
from pipeline.content.captions.cue import Track

# Positions of Advanced SubStation, which many tools leave in SubRip: {\an8}.
_OVERRIDE = re.compile(r"\{\\[^{}\n]*\}")


def parse(text: str, name: str) -> Track:
    """The cues of SubRip; markup of WebVTT is understood as well."""
    return vtt.parse(_OVERRIDE.sub("", text) if "{\\" in text else text, name)
