"""What an alignment found, as JSON for programs and as a table for a host."""

import json

from pipeline.content.clock import SECOND, label
from pipeline.content.post import Heading, Post
from pipeline.content.words import shorten
from pipeline.derive.align.confidence import ABSTAIN, SURE
from pipeline.derive.alignment import Alignment, Candidate, Placed

# How many blocks long the bar of a certain heading is.
BAR = 10
# A heading nearer to abstaining than to being sure is worth a listen.
DOUBTFUL = (ABSTAIN + SURE) / 2
# How much of a heading a line of the table holds.
TITLE = 80


def to_json(post: Post, alignment: Alignment) -> str:
    """The document of `align --json`: times in seconds, `null` where a heading or turn abstained."""
    document = {
        "headings": [
            {"line": heading.line, "text": heading.text, **_times(placed), "chapter": heading.chapter}
            for heading, placed in zip(post.headings, alignment.headings, strict=True)
        ],
        "turns": [
            {"line": turn.line, "speaker": turn.speaker, **_times(placed)} for turn, placed in zip(post.turns, alignment.turns, strict=True)
        ],
        "matched": round(alignment.matched, 4),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _times(placed: Placed) -> dict[str, float | None]:
    return {"start": _seconds(placed.start), "end": _seconds(placed.end), "confidence": placed.confidence}


def _seconds(moment: int | None) -> float | None:
    return None if moment is None else moment / SECOND


def to_table(post: Post, alignment: Alignment) -> str:
    """A line a heading: its time, how sure that is, and the heading; below an unsure one what to do about it."""
    rows = zip(post.headings, alignment.headings, strict=True)
    found = f"{alignment.matched:.0%} of the words of {post.path} are in the captions"
    return "\n".join([found, *(line for heading, placed in rows for line in _row(post.path, heading, placed))]) + "\n"


def _row(path: str, heading: Heading, placed: Placed) -> list[str]:
    time = "?" if placed.start is None else label(placed.start)
    bar = "█" * round(placed.confidence * BAR)
    line = f"{time:>8}  {bar:░<{BAR}}  {shorten(heading.text, TITLE)}"
    return [line, *(f"{'':22}{advice}" for advice in _advice(path, heading, placed))]


def _advice(path: str, heading: Heading, placed: Placed) -> list[str]:
    if placed.start is not None:
        unsure = placed.confidence < DOUBTFUL
        return (
            [f"not sure: listen, and write <!-- at {label(placed.start)} --> below {path}:{heading.line} if it is right"] if unsure else []
        )
    if not placed.candidates:
        return [f"not found: write its time below {path}:{heading.line}, such as <!-- at 12:34 -->"]
    return ["not sure enough for a chapter. Listen, and paste the right one below the heading:", *map(_choice, placed.candidates)]


def _choice(candidate: Candidate) -> str:
    return f"<!-- at {label(candidate.start)} -->  {candidate.context}"
