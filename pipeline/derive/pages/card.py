"""The card: what all other pages need to know of an episode, small enough to be kept, so that its post need not be read again."""

from datetime import datetime
from itertools import accumulate
from typing import NamedTuple

from pipeline.content.post import Post
from pipeline.content.show import ChapterSource
from pipeline.derive.alignment import Alignment, starts
from pipeline.derive.chapters import Chapter
from pipeline.derive.episode import Episode

_SHOWN = 200  # characters of a description, about as many as search results show


class Question(NamedTuple):
    """A line of the chapter list. `start` and `end` are in milliseconds, None if unsure; `line` is that of its heading."""

    title: str
    start: int | None
    end: int | None
    line: int | None


class Neighbour(NamedTuple):
    """What a page shows of the episode before or after it."""

    slug: str
    title: str


Neighbours = tuple[Neighbour | None, Neighbour | None]  # the older and the newer one


class Card(NamedTuple):
    """An episode in short. `duration` is in milliseconds; `type` is `full`, `trailer` or `bonus`; `language` is None for the show's."""

    slug: str
    title: str
    published: datetime
    duration: int
    summary: str
    guests: tuple[str, ...]
    season: int | None
    number: int | None
    type: str
    explicit: bool
    language: str | None
    questions: tuple[Question, ...]


def card(episode: Episode) -> Card:
    """The card of an episode."""
    return Card(
        slug=episode.slug,
        title=episode.title,
        published=episode.published,
        duration=episode.media.duration,
        summary=episode.post.summary,
        guests=tuple(person.name for person in episode.guests),
        season=episode.post.season,
        number=episode.post.episode,
        type=episode.post.type,
        explicit=episode.explicit,
        language=episode.post.language,
        questions=questions(episode.post, episode.alignment, episode.chapters),
    )


def about(card: Card) -> str:
    """The description for search engines and shared links: the summary or, if there is none, the first questions."""
    if card.summary:
        return card.summary
    asked = [question.title for question in card.questions if question.line is not None]
    lengths = accumulate(len(title) + 1 for title in asked)
    return " ".join(title for title, length in zip(asked, lengths, strict=True) if length <= _SHOWN) or card.title


def questions(post: Post, alignment: Alignment | None, chapters: tuple[Chapter, ...]) -> tuple[Question, ...]:
    """The chapters in order, and between them, without times, those whose heading could not be placed."""
    if post.chapters is ChapterSource.OFF:
        return ()
    headings, by_line = post.headings, {chapter.line: chapter for chapter in chapters}
    if not by_line.keys() <= {None, *(heading.line for heading in headings)}:
        return tuple(map(_timed, chapters))  # they are listed, and no heading is a chapter
    found = [_timed(chapter) for chapter in chapters if chapter.line is None]
    for heading, start in zip(headings, starts(alignment.headings if alignment else ()), strict=False):
        if heading.line in by_line:
            found.append(_timed(by_line[heading.line]))
        elif heading.chapter and start is None:
            found.append(Question(heading.chapter, None, None, heading.line))
    return tuple(found)


def _timed(chapter: Chapter) -> Question:
    return Question(chapter.title, chapter.start, chapter.end, chapter.line)
