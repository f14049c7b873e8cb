"""The result of an alignment, as JSON for programs and as a table for a host."""

import json
from collections.abc import Iterable, Iterator

from pipeline.content.post import Heading, Post
from pipeline.content.text.ellipsis import shorten
from pipeline.content.text.timecode import SECOND, label
from pipeline.content.wording import counted
from pipeline.derive.align.confidence import ABSTAIN, SURE
from pipeline.derive.alignment import Alignment, Candidate, Placed
from pipeline.derive.chapters import Chapter

# Length of the bar for confidence 1, in characters.
BAR = 10
# Below this, a heading is nearer to abstaining than to being sure, and worth a listen.
DOUBTFUL = (ABSTAIN + SURE) / 2
# Characters of a heading in a line of the table.
TITLE = 80
_AS_THEY_ARE = "captions are its transcript as they are"
_NOT_WANTED = "nor are captions its transcript, since it says `transcript: off`"

# The document of `align --json` if there was nothing to align.
NOTHING = json.dumps({"headings": [], "turns": [], "matched": 0})


def to_json(post: Post, alignment: Alignment) -> str:
    """The document of `align --json`: times in seconds, `null` if a heading or turn abstained."""
    document = {
        "headings": [
            {"line": heading.line, "text": heading.text, **_times(placed), "chapter": heading.chapter}
            for heading, placed in zip(post.headings, alignment.headings, strict=True)
        ],
        "turns": list(_turns(post, alignment)),
        "matched": round(alignment.matched, 4),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _turns(post: Post, alignment: Alignment) -> Iterator[dict[str, object]]:
    """Everything said, in order, as in `inspect --json`: a spoken heading is a turn, with what its speaker goes on to say below it."""
    headings, turns = iter(alignment.headings), iter(alignment.turns)
    for section in post.sections:
        heading, continued = section.heading, section.continued
        asked = next(headings) if heading else None
        below = [next(turns) for _ in section.turns]
        if heading and asked and heading.spoken:
            yield {"line": heading.line, "speaker": heading.speaker, **_times(_joined(asked, below[:continued]))}
        for turn, placed in zip(section.turns[continued:], below[continued:], strict=True):
            if any(paragraph.spoken for paragraph in turn.paragraphs):
                yield {"line": turn.line, "speaker": turn.speaker, **_times(placed)}


def _joined(first: Placed, others: Iterable[Placed]) -> Placed:
    return first._replace(end=max((placed.end for placed in (first, *others) if placed.end is not None), default=None))


def _times(placed: Placed) -> dict[str, object]:
    return {"start": _seconds(placed.start), "end": _seconds(placed.end), "confidence": placed.confidence}


def _seconds(moment: int | None) -> float | None:
    return None if moment is None else moment / SECOND


def to_table(post: Post, alignment: Alignment) -> str:
    """A line for each heading: its time, how sure that is, and its text; below an unsure one, what to do about it."""
    if not post.is_conversation:
        return f"{post.path} has no conversation to align: {_AS_THEY_ARE if post.verbatim else _NOT_WANTED}\n"
    rows = zip(post.headings, alignment.headings, strict=True)
    return "\n".join([_found(post.path, alignment), *(line for heading, placed in rows for line in _row(heading, placed))]) + "\n"


def _found(path: str, alignment: Alignment) -> str:
    timed = [placed for placed in alignment.headings if placed.start is not None]
    sure = sum(placed.confidence >= SURE for placed in timed)
    return (
        f"{alignment.matched:.0%} of the words of {path} are in the captions; "
        f"times were found for {len(timed)} of {counted(len(alignment.headings), 'heading')}, sure ones for {sure}"
    )


def chapter_table(chapters: Iterable[Chapter]) -> str:
    """A line for each chapter: its time, how sure that is, and its title."""
    return "".join(f"{label(chapter.start):>8}  {_bar(chapter.confidence)}  {chapter.title}\n" for chapter in chapters)


def _bar(confidence: float) -> str:
    return f"{'█' * round(confidence * BAR):░<{BAR}}"


def _row(heading: Heading, placed: Placed) -> list[str]:
    time = "?" if placed.start is None else label(placed.start)
    line = f"{time:>8}  {_bar(placed.confidence)}  {shorten(heading.text, TITLE)}"
    return [line, *(f"{'':22}{advice}" for advice in _advice(heading.line, placed))]


def _advice(line: int, placed: Placed) -> list[str]:
    if placed.start is not None:
        unsure = placed.confidence < DOUBTFUL
        return [f"not sure: listen, and write <!-- at {label(placed.start)} --> below line {line} if it is right"] if unsure else []
    if not placed.candidates:
        return [f"not found: write its time below line {line}, such as <!-- at 12:34 -->"]
    return [f"not sure enough for a chapter: listen, and paste the right one below line {line}", *map(_choice, placed.candidates)]


def _choice(candidate: Candidate) -> str:
    return f"<!-- at {label(candidate.start)} -->  {candidate.context}"
