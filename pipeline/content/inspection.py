"""What was read from a post, as a table for people and as JSON for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.content import listed
from pipeline.content.listed import Listed
from pipeline.content.mentioned import followed
from pipeline.content.post import Heading, Post, Section, Turn
from pipeline.content.problem import Problem
from pipeline.content.recording import Recording
from pipeline.content.show import ChapterSource
from pipeline.content.text import timecode
from pipeline.content.text.ellipsis import shorten
from pipeline.content.text.words import split
from pipeline.content.wording import counted

_Row = dict[str, object]


def to_json(post: Post | None, problems: Iterable[Problem], slug: str | None = None, recording: Recording | None = None) -> str:
    """The JSON document of `inspect --json`. For a post that could not be read, everything but `slug` and `problems` is null or empty.

    `recording` knows the chapters that the video has on YouTube. With `chapters: listed` there is one more key, `listed`.
    """
    read = _post(post, listed.chapters(post.chapter_source, post.listed, recording)) if post else {"slug": slug, **_NOTHING}
    document = {**read, "problems": [_problem(problem) for problem in problems]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _post(post: Post, given: tuple[Listed, ...]) -> _Row:
    return {
        "slug": post.slug,
        "title": post.title,
        "date": post.date.isoformat() if post.date else None,
        "video": post.video.id if post.video else None,
        "videos": list(dict.fromkeys(video.id for video in post.videos)),
        "host": post.host,
        "guests": post.guests,
        "headings": [_heading(heading, is_chapter=not given and post.chapters is not ChapterSource.OFF) for heading in post.headings],
        **({"listed": [_listing(one) for one in given]} if given or post.chapters is ChapterSource.LISTED else {}),
        "turns": list(_turns(post.sections)),
        "links": [link._asdict() for link in post.links],
        "notes": _notes(post),
    }


_NOTHING: _Row = {
    "title": None, "date": None, "video": None, "videos": (), "host": None, "guests": (), "headings": (), "turns": (), "links": (), "notes": "",
}  # fmt: skip


def _notes(post: Post) -> str:
    return followed(post.notes, post.links, "Mentioned in the conversation:")


def _heading(heading: Heading, *, is_chapter: bool) -> _Row:
    return {
        "line": heading.line,
        "text": heading.text,
        "kind": str(heading.kind),
        "speaker": heading.speaker,
        "chapter": heading.chapter if is_chapter else None,
    }


def _listing(chapter: Listed) -> _Row:
    """A chapter that is listed: its time in seconds, and its line, null if only the video lists it."""
    return {"line": chapter.line or None, "start": chapter.start // timecode.SECOND, "title": chapter.title}


def _problem(problem: Problem) -> _Row:
    hint = f" ({problem.hint})" if problem.hint else ""
    return {"path": problem.place.path, "line": problem.place.line, "message": f"{problem.message}{hint}"}


def _turns(sections: Iterable[Section]) -> Iterator[_Row]:
    """Everything that is said, in order. A spoken heading begins a turn, and what its speaker goes on to say belongs to it."""
    for section in sections:
        heading, turns, continued = section.heading, section.turns, section.continued
        if heading and heading.spoken:
            yield _turn(heading.line, heading.speaker, (heading.text, *_said(turns[:continued])))
        yield from (_turn(turn.line, turn.speaker, said) for turn in turns[continued:] if (said := _said((turn,))))


def _said(turns: Iterable[Turn]) -> tuple[str, ...]:
    return tuple(paragraph.spoken for turn in turns for paragraph in turn.paragraphs if paragraph.spoken)


def _turn(line: int, speaker: str | None, said: Iterable[str]) -> _Row:
    return {"line": line, "speaker": speaker, "text": "\n\n".join(said)}


def to_table(post: Post | None, problems: Iterable[Problem], recording: Recording | None = None) -> str:
    """What was understood, at a glance: video, people, chapters with their lines, notes, links, problems.

    `recording` knows the chapters that the video has on YouTube.
    """
    parts = (
        *(_overview(post, listed.chapters(post.chapter_source, post.listed, recording)) if post else ("Nothing could be read.",)),
        *_problems(problems),
    )
    return "\n".join(parts) + "\n"


def _overview(post: Post, given: tuple[Listed, ...]) -> Iterator[str]:
    yield post.title
    yield ""
    yield from (f"  {name:<9}{text}" for name, text in _facts(post) if text)
    yield ""
    yield from _listed(given) if given else _headings(post)


def _facts(post: Post) -> Iterator[tuple[str, str]]:
    said = sum(len(split(paragraph.spoken)) for turn in post.turns for paragraph in turn.paragraphs)
    yield "date", post.date.isoformat(" ") if post.date else "not given"
    yield "video", f"{post.video.id}  line {post.video.line}, {post.video.form}" if post.video else "none"
    yield "also", ", ".join(f"{video.id} (line {video.line})" for video in post.videos if not post.video or video.id != post.video.id)
    yield "sound", post.audio or ""
    yield "host", ", ".join(filter(None, (post.host, *post.cohosts))) or "not known"
    yield "guests", ", ".join(post.guests) or "not known"
    yield "turns", f"{len(post.turns)} with {counted(said, 'word')}: {_shares(post)}" if post.turns else "none"
    yield "summary", shorten(post.summary, 110) or "none"
    yield "notes", f"{counted(len(_notes(post)), 'character')} of HTML"
    yield "links", f"{len(post.links)}: {shorten(', '.join(link.text for link in post.links), 100)}" if post.links else "none"


def _shares(post: Post) -> str:
    counts = Counter(turn.speaker or "somebody" for turn in post.turns)
    return ", ".join(f"{name} {count}" for name, count in counts.most_common(6))


def _listed(given: tuple[Listed, ...]) -> Iterator[str]:
    """A line for each chapter that the post lists, or its video."""
    yield f"  {counted(len(given), 'chapter')} {'in a list' if given[0].line else 'of the video on YouTube'}"
    for chapter in given:
        yield f"  {chapter.line or '':>5}  {timecode.label(chapter.start):>7}  {chapter.title}"


def _headings(post: Post) -> Iterator[str]:
    """A line for each heading: a chapter with its title, any other heading with its words in brackets."""
    is_off = post.chapters is ChapterSource.OFF
    count = 0 if is_off else sum(1 for heading in post.headings if heading.chapter)
    told = (
        f"{counted(count, 'chapter')} of {counted(len(post.headings), 'heading')}"
        if post.headings or is_off
        else "no headings: one chapter"
    )
    yield f"  {told}"
    for heading in post.headings:
        at = timecode.label(heading.at) if heading.at is not None else ""
        words = (None if is_off else heading.chapter) or f"({shorten(heading.text, 90)})"
        yield f"  {heading.line:>5}  {heading.kind:<8}  {at:>7}  {words}".rstrip()


def _problems(problems: Iterable[Problem]) -> Iterator[str]:
    lines = tuple(str(problem) for problem in problems)
    yield ""
    yield from lines or ("No problems.",)
