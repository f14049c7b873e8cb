"""Times of editing programs, whose last number counts frames: `00:00:01:12`, with semicolons if some numbers are dropped to keep time."""

import re

_FRAMES = re.compile(r"(?<![\d:;])(\d\d)[:;](\d\d)[:;](\d\d)[:;](\d\d)(?![\d:;])")
_FILM = 24  # frames in a second, the fewest of the usual rates


def with_fractions(text: str) -> str:
    """A text whose times have a fraction of a second in place of frames. No file tells their rate: it is taken from the highest number."""
    rate = max(_FILM, 1 + max((int(found[4]) for found in _FRAMES.finditer(text)), default=0))
    return _FRAMES.sub(lambda time: f"{time[1]}:{time[2]}:{time[3]}.{int(time[4]) * 1000 // rate:03}", text)
