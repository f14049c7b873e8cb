"""An automatic caption track in YouTube's json3, as it is sent: rolling lines of lower-case words with a time for each."""

import json
import random
from itertools import pairwise
from typing import Any, NamedTuple

COLUMNS = 40  # characters of a line
GRID = 80  # recognised words begin on this grid, in milliseconds
LINGER = 8000  # a line goes when two more have come, or after this long


class Heard(NamedTuple):
    """A word of the recogniser, or a sound in brackets, and the second at which it really begins."""

    text: str
    start: float


class _Word(NamedTuple):
    text: str
    start: int


def json3(heard: tuple[Heard, ...], duration: float, chance: random.Random) -> str:
    """The file: a window as long as the recording, then each line, and before the next one a newline that rolls it up."""
    whole = round(duration * 1000)
    rows = _rows(_recognised(heard, chance))
    starts = [row[0].start for row in rows] + [whole, whole]
    events: list[dict[str, Any]] = [{"tStartMs": 0, "dDurationMs": whole, "id": 1, "wpWinPosId": 1, "wsWinStyleId": 1}]
    for row, (_, following), after in zip(rows, pairwise(starts), starts[2:], strict=False):
        end = min(after, row[-1].start + LINGER)
        roll = following - 10
        events.append({"tStartMs": row[0].start, "dDurationMs": end - row[0].start, "wWinId": 1, "segs": _segments(row)})
        if following < whole:
            events.append({"tStartMs": roll, "dDurationMs": max(0, end - roll), "wWinId": 1, "aAppend": 1, "segs": [{"utf8": "\n"}]})
    window = {"mhModeHint": 2, "juJustifCode": 0, "sdScrollDir": 3}
    position = {"apPoint": 6, "ahHorPos": 20, "avVerPos": 100, "rcRows": 2, "ccCols": COLUMNS}
    track = {"wireMagic": "pb3", "pens": [{}], "wsWinStyles": [{}, window], "wpWinPositions": [{}, position], "events": events}
    return json.dumps(track, indent=1, ensure_ascii=False) + "\n"


def _recognised(heard: tuple[Heard, ...], chance: random.Random) -> tuple[_Word, ...]:
    """A recogniser is a few hundredths of a second off, and tells its times on a grid."""
    words: list[_Word] = []
    for word in heard:
        start = int(word.start * 1000 + chance.uniform(-20, 100)) // GRID * GRID
        words.append(_Word(word.text, max(start, words[-1].start + GRID if words else 0)))
    return tuple(words)


def _rows(words: tuple[_Word, ...]) -> tuple[tuple[_Word, ...], ...]:
    """Lines of at most `COLUMNS` characters; a sound and a long pause begin a new one."""
    rows: list[list[_Word]] = []
    for word in words:
        row = rows[-1] if rows else []
        width = sum(len(other.text) + 1 for other in row) + len(word.text)
        if not row or width > COLUMNS or "[" in word.text + row[-1].text or word.start - row[-1].start > 2500:
            rows.append([word])
        else:
            row.append(word)
    return tuple(tuple(row) for row in rows)


def _segments(row: tuple[_Word, ...]) -> list[dict[str, Any]]:
    """The words of a line; the first stands at the line's own time, the others say how much later they begin."""
    if row[0].text.startswith("["):
        return [{"utf8": row[0].text}]
    first, *others = row
    return [
        {"utf8": first.text, "acAsrConf": 255},
        *({"utf8": f" {word.text}", "tOffsetMs": word.start - first.start, "acAsrConf": 255} for word in others),
    ]
