"""Chapters: the questions of an interview on the clock of its recording."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.content import listed
from pipeline.content.post import Heading, Post
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.show import ChapterSource
from pipeline.content.text.timecode import SECOND, label
from pipeline.derive.alignment import Alignment, Candidate, Placed
from pipeline.derive.marks import Mark, consistent
from pipeline.derive.phrases import phrases
from pipeline.derive.take import Take

# YouTube shows no chapters at all if one of them is shorter or the first does not begin at 0:00
# (support.google.com/youtube/answer/9884579, also for `writeback`).
SHORTEST = 10 * SECOND
_NAMED = 3  # at most so many of the shorter ones are named


class Chapter(NamedTuple):
    """A titled stretch of the recording, `start` and `end` in milliseconds.

    `line` is that of its heading or of the list that it is in, 0 if only the video lists it, None before the first chapter of these.
    """

    start: int
    end: int
    title: str
    line: int | None
    confidence: float


def chapters(post: Post, alignment: Alignment | None, take: Take) -> tuple[tuple[Chapter, ...], tuple[Problem, ...]]:
    """The chapters of a recording, and warnings about missing ones, after the alignment's own problems.

    They are those that are listed or, if there is no list, the headings that have a time. They are in order, the first begins at 0, and
    none is shorter than ten seconds. They begin at whole seconds, rounded down: only those are shown alike by all apps (some cut fractions
    off), and no question loses a word. The introduction is named in the post's language, else in the show's. What is on record knows the
    chapters that the video has on YouTube.
    """
    problems = alignment.problems if alignment else ()
    if post.chapters is ChapterSource.OFF:
        return (), problems
    starts, doubts = _listed(post, take)
    if not starts and alignment:
        titled = [(heading, place) for heading, place in zip(post.headings, alignment.headings, strict=True) if heading.chapter is not None]
        starts = list(_asked(titled, take.duration))
        doubts += tuple(_unsure(post, heading, place) for heading, place in titled if place.candidates)
    opening = phrases(post.language or take.language).say["introduction"]
    kept, short = long_enough(starts, take.duration, opening)
    if len(kept) > 1 and all(chapter.title.casefold() == opening.casefold() for chapter in kept[:2]):
        kept = (kept[1]._replace(start=0), *kept[2:])  # a post may have its own introduction, behind a teaser
    return kept, tuple(sorted([*problems, *doubts, *_too_short(post, short)]))


def _listed(post: Post, take: Take) -> tuple[list[Chapter], tuple[Problem, ...]]:
    """The chapters that the post or the video lists, and what contradicts itself in the post's list."""
    given = [Mark(number, one.line, one.start) for number, one in enumerate(post.listed)]
    possible, problems = consistent(given, post.path, take.duration)
    own = tuple(post.listed[mark.block] for mark in possible)
    found = [one for one in listed.chapters(post.chapter_source, own, take.record) if one.start < take.duration]
    return [Chapter(one.start, take.duration, one.title, one.line, 1.0) for one in found], problems


def _asked(titled: Iterable[tuple[Heading, Placed]], duration: int) -> Iterator[Chapter]:
    """The chapters that begin at headings, as far as these have a time within the recording."""
    for heading, place in titled:
        if place.start is not None and place.start < duration:
            yield Chapter(place.start // SECOND * SECOND, duration, heading.chapter or "", heading.line, place.confidence)


def long_enough(starts: list[Chapter], duration: int, opening: str) -> tuple[tuple[Chapter, ...], list[Chapter]]:
    """The chapters with their ends, and those that are too short.

    Their time goes to the one before, so that others keep their starts, and that of a first one to the next. What comes before the first one
    has the title `opening`, or that of a shorter one that begins within it as soon as a first chapter may.
    """
    ends = [*(chapter.start for chapter in starts[1:]), duration]
    measured = [chapter._replace(end=end) for chapter, end in zip(starts, ends, strict=False)]
    kept = [chapter for chapter in measured if chapter.end - chapter.start >= SHORTEST]
    if not kept:
        return (), measured
    if kept[0].start >= SHORTEST:
        kept.insert(0, measured[0] if measured[0].start < SHORTEST else Chapter(0, kept[0].start, opening, None, 1.0))
    short = [chapter for chapter in measured if chapter.end - chapter.start < SHORTEST and chapter is not kept[0]]
    kept[0] = kept[0]._replace(start=0)
    closed = [chapter._replace(end=after.start) for chapter, after in pairwise(kept)]
    return (*closed, kept[-1]._replace(end=duration)), short


def _too_short(post: Post, short: Sequence[Chapter]) -> Iterator[Problem]:
    """A single warning for all of them, so that it does not hide others."""
    if short:
        named = [f"“{chapter.title}” at {label(chapter.start)}" for chapter in short[:_NAMED]]
        others = [f"{len(short) - _NAMED} more"] if len(short) > _NAMED else []
        what = f"too short for a chapter, and so part of the one beside it: {', '.join((*named, *others))}"
        hint = "apps show chapters of ten seconds or more; nothing needs to be done"
        yield Problem(Place(post.path, short[0].line or 1), what, hint, Severity.WARNING)


def _unsure(post: Post, heading: Heading, place: Placed) -> Problem:
    places = " or ".join(map(_described, place.candidates))
    return Problem(
        Place(post.path, heading.line),
        f"it is not certain when “{heading.chapter}” is asked: {places}",
        f"listen there, and write the right time below the heading: <!-- at {label(place.candidates[0].start)} -->",
        Severity.WARNING,
    )


def _described(candidate: Candidate) -> str:
    return f"{label(candidate.start)} (“{candidate.context}”)"


def chapters_json(chapters: Iterable[Chapter]) -> str:
    """JSON chapters of the Podcast Namespace, version 1.2.0."""
    document = {
        "version": "1.2.0",
        "chapters": [{"startTime": chapter.start // SECOND, "title": chapter.title} for chapter in chapters],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read_json(data: bytes) -> tuple[tuple[str, str], ...]:
    """The start (seconds) and title of each chapter in such a file, also one of another program; none if it cannot be read.

    What a file says is not for the table of contents, such as a mere change of picture, is left out.
    """
    try:
        marks = [mark for mark in json.loads(data)["chapters"] if mark.get("toc", True)]
        return tuple((f"{float(mark['startTime']):.3f}", str(mark["title"])) for mark in marks if mark.get("title"))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ()
