"""Advanced SubStation (.ass, .ssa): a table of events, of which dialogue has start, end, style, name and, behind the last comma, text."""

import re

from pipeline.content.captions import blocks
from pipeline.content.captions.cue import Cue, Track, cue, voice

_TIME = r"\s*(\d{1,3}):(\d\d?):(\d\d?)[.,](\d{1,3})"
_DIALOGUE = re.compile(rf"Dialogue:[^,]*,{_TIME},{_TIME},[^,]*,([^,]*),(?:[^,]*,){{4}}(.*)")
_OVERRIDE = re.compile(r"(?<!\\)\{[^{}\n]*\}")
_BRACE = re.compile(r"\\([{}])")  # a brace that is said
_DRAWING = re.compile(r"\{[^{}\n]*\\p[1-9][^{}\n]*\}[^{\n]*")  # `{\p1}m 0 0 l 9 9`
_BREAK = re.compile(r"\\[Nnh]")


def parse(text: str, _: str) -> Track:
    """A cue for each line of dialogue, without what tells how it looks."""
    found = ((number, _DIALOGUE.match(line)) for number, line in enumerate(text.split("\n"), 1))
    return Track(tuple(_cue(number, dialogue) for number, dialogue in found if dialogue))


def _cue(number: int, dialogue: re.Match[str]) -> Cue:
    *times, name, said = dialogue.groups()
    start, end = blocks.milliseconds(*times[:4]), blocks.milliseconds(*times[4:])
    words = _BRACE.sub(r"\1", _BREAK.sub("\n", _OVERRIDE.sub("", _DRAWING.sub("", said))))
    return cue(number, start, end, [(None, voice(name.strip()) + words)])
