"""The HTML transcript of Podcasting 2.0: `<cite>Ana:</cite> <time>0:03</time> <p>What she says.</p>`, the name perhaps without a time."""

import re
from itertools import zip_longest

from pipeline.content.captions.cue import Piece, Track, one_by_one, voice
from pipeline.content.text import timecode

_CITE = r"<cite\b[^<>]{0,200}>([^<]{0,200})</cite>"
_TURN = re.compile(rf"(?:{_CITE}\s{{0,200}})?<time\b[^<>]{{0,200}}>\s{{0,200}}([\d:.]{{1,20}})\s{{0,200}}</time>(?=\s{{0,200}}<p\b)")
_NAME = re.compile(_CITE)


def has_turns(text: str) -> bool:
    """Whether a paragraph stands behind a time: no other web page has that."""
    return "</time>" in text and _TURN.search(text) is not None


def parse(text: str, _: str) -> Track:
    """A cue for each time, up to the next one."""
    turns = [(turn, start) for turn in _TURN.finditer(text) if (start := timecode.parse(turn[2])) is not None]
    begun: list[tuple[int, int, list[Piece]]] = []
    line, counted = 1, 0
    for (turn, start), until in zip_longest(turns, [following.start() for following, _ in turns[1:]]):
        line += text.count("\n", counted, turn.start())
        counted = turn.start()
        said = text[turn.end() : until].rpartition("</p>")[0].replace("</p>", "\n")
        words = voice(_name(turn[1] or "")) + _NAME.sub(lambda name: voice(_name(name[1])), said)
        begun.append((line, start, [(None, words)]))
    return Track(one_by_one(begun))


def _name(cited: str) -> str:
    """A name without the colon behind it."""
    return cited.strip().rstrip(": ")
