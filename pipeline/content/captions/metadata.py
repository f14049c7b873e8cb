"""Cues of WebVTT that hold JSON in place of text, as Microsoft Teams' do: `{"speakerName": "Ana", "spokenText": "Yes."}`"""

import re

from pipeline.content.captions.cue import Cue, voice
from pipeline.content.captions.items import word
from pipeline.content.captions.jsontext import load

_PAYLOAD = re.compile(r"\{\s*\"")


def spoken(cue: Cue) -> Cue:
    """The cue with what its JSON says was spoken, and by whom; any other cue as it is."""
    if not _PAYLOAD.match(cue.text):
        return cue
    value, problems = load(cue.text, "")
    said = None if problems else word(value)
    return cue._replace(text=voice(said.speaker) + said.text) if said else cue
