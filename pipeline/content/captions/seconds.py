"""Times in seconds, as the example of faster-whisper prints them before each segment: `[0.00s -> 2.50s]  Hello.`, or `[0.00 - 2.50] Hello.`"""

import re

from pipeline.content.text.timecode import SECOND, exact

_SPAN = re.compile(r"^[ \t]*\[(\d{1,6}\.\d{1,3})s? *(?:-{1,2}>?|[–→]) *(\d{1,6}\.\d{1,3})s?\]", re.MULTILINE)


def on_clock(text: str) -> str:
    """A text with such times as `[00:00:00.000 --> 00:00:02.500]`."""
    return _SPAN.sub(lambda span: "[{} --> {}]".format(*(exact(round(float(time) * SECOND)) for time in span.groups())), text)
