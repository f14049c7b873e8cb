"""The card: what all other pages need to know of an episode, small enough to keep so that a page need not be read again."""

import hashlib
from datetime import datetime
from typing import NamedTuple

from pipeline.content.post import Heading, Post
from pipeline.derive.alignment import Alignment
from pipeline.derive.chapters import Chapter
from pipeline.derive.episode import Episode
from pipeline.derive.terms import sharded, terms


class Question(NamedTuple):
    """A line of the chapter list. `start` and `end` in milliseconds, None where unsure; `line` is its heading's."""

    title: str
    start: int | None
    end: int | None
    line: int | None


class Neighbour(NamedTuple):
    """What a page tells of the episode before or after it."""

    slug: str
    title: str


Neighbours = tuple[Neighbour | None, Neighbour | None]  # the older and the newer one


class Card(NamedTuple):
    """An episode in short. `duration` in milliseconds.

    `terms` are the words that a search finds it by, and `asked` those of its title and its questions, as `sharded` gives them; `mark` is a
    digest of all that the search tells of it.
    """

    slug: str
    title: str
    published: datetime
    duration: int
    summary: str
    guests: tuple[str, ...]
    questions: tuple[Question, ...]
    terms: tuple[str, ...]
    asked: tuple[str, ...]
    mark: str


def card(episode: Episode) -> Card:
    """The card of an episode."""
    asked = questions(episode.post, episode.alignment, episode.chapters)
    words = sharded(terms(_texts(episode)))
    shown = f"{episode.slug} {episode.title} {episode.published} {episode.media.duration} {asked} {' '.join(words)}"
    return Card(
        episode.slug,
        episode.title,
        episode.published,
        episode.media.duration,
        episode.post.summary,
        tuple(person.name for person in episode.guests),
        asked,
        words,
        sharded(terms((episode.title, *(question.title for question in asked)))),
        hashlib.sha256(shown.encode()).hexdigest(),
    )


def questions(post: Post, alignment: Alignment | None, chapters: tuple[Chapter, ...]) -> tuple[Question, ...]:
    """The chapters in order, and between them, without a time, those whose heading could not be placed."""
    if not post.chapters:
        return ()
    by_line = {chapter.line: chapter for chapter in chapters}
    placed = alignment.headings if alignment else ()
    unsure = {heading.line for number, heading in enumerate(post.headings) if number >= len(placed) or placed[number].start is None}
    found = [_timed(chapter) for chapter in chapters if chapter.line is None]
    for heading in post.headings:
        if heading.line in by_line:
            found.append(_timed(by_line[heading.line]))
        elif heading.chapter and heading.line in unsure:
            found.append(_untimed(heading))
    return tuple(found)


def _timed(chapter: Chapter) -> Question:
    return Question(chapter.title, chapter.start, chapter.end, chapter.line)


def _untimed(heading: Heading) -> Question:
    return Question(heading.chapter or heading.text, None, None, heading.line)


def _texts(episode: Episode) -> tuple[str, ...]:
    post = episode.post
    names = (person.name for person in (*episode.hosts, *episode.guests))
    headings = (heading.text for heading in post.headings)
    spoken = [paragraph.spoken for turn in post.turns for paragraph in turn.paragraphs]
    return (
        episode.title,
        post.summary,
        *names,
        *post.tags,
        *headings,
        *spoken,
    )
