"""Who speaks, alone in the first line of a cue: Premiere Pro, Happy Scribe (behind a dash), Fireflies, and what is copied from Teams."""

import re
from collections import Counter

from pipeline.content.captions.cue import Cue, voice
from pipeline.content.text.names import has_form_of_name

_BYLINE = re.compile(r"\s*(?:[-–—][ \t]+)?(\w[^\n:]{0,58}?)[ \t]*\n(?=\s*\S)")


def voiced(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """The cues with voices in place of first lines that are names, if most cues have one and names occur again.

    Cues with moments stay as they are, since the offsets of these would no longer be right.
    """
    found = [None if cue.moments else _BYLINE.match(cue.text) for cue in cues]
    lines = Counter(line[1] for line in found if line)
    if lines.total() * 2 <= len(cues) or len(lines) * 2 > lines.total():
        return cues
    names = {line for line in lines if has_form_of_name(line)}
    if sum(map(lines.__getitem__, names)) * 2 <= len(cues):
        return cues
    return tuple(
        cue._replace(text=voice(line[1]) + cue.text[line.end() :]) if line and line[1] in names else cue
        for cue, line in zip(cues, found, strict=True)
    )
