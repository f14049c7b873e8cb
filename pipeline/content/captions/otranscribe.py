r"""Transcripts of oTranscribe (.otr): JSON whose `text` is HTML in which times stand where the writer set them, as a rule at each turn.

`{"text": "<p><span class=\"timestamp\" data-timestamp=\"3.2\">00:03</span> <b>Ana:</b> What she says.</p>", "media": "talk.mp3"}`
"""

import re
from itertools import zip_longest

from pipeline.content.captions.cue import Track, one_by_one
from pipeline.content.captions.jsonvalue import Json
from pipeline.content.text.timecode import SECOND

_TIME = re.compile(r"""<span\b[^<>]{0,200}?\bdata-timestamp=["'](\d{1,6}(?:\.\d{1,20})?)["'][^<>]{0,200}>[^<>]{0,20}</span>""")
_END = re.compile(r"</(?:p|div|li|h[1-6])>|<br\b")


def texts(value: Json) -> list[Json]:
    """The document's HTML; empty if it has none, or no times in it."""
    text = value.get("text") if isinstance(value, dict) else None
    return [text] if isinstance(text, str) and _TIME.search(text) else []


def parse(found: list[Json], _: str) -> Track:
    """A cue for each time, up to the next one. What comes before the first is a title."""
    text = str(found[0]).replace("&nbsp;", " ")
    times = list(_TIME.finditer(text))
    said = (text[time.end() : until].lstrip() for time, until in zip_longest(times, [following.start() for following in times[1:]]))
    turns = zip(times, said, strict=True)
    return Track(one_by_one([(1, round(float(time[1]) * SECOND), [(None, _END.sub(r"\n\g<0>", words))]) for time, words in turns]))
