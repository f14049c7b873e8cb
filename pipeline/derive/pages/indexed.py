"""An episode's search data: how results show it, and the words by which it is found."""

import hashlib
from datetime import datetime
from typing import NamedTuple

from pipeline.derive.episode import Episode
from pipeline.derive.interview import Interview
from pipeline.derive.pages.card import Question
from pipeline.derive.terms import sharded, terms


class Indexed(NamedTuple):
    """An episode's search data. `duration` is in milliseconds.

    `terms` are the words by which it is found, `asked` those of its title and questions, both in the form of `sharded`; `mark` is a digest
    of all of it.
    """

    slug: str
    title: str
    published: datetime
    duration: int
    terms: tuple[str, ...]
    asked: tuple[str, ...]
    mark: str


def indexed(episode: Episode, questions: tuple[Question, ...], interview: Interview) -> Indexed:
    """The search data of an episode, from what its page shows."""
    words = sharded(terms(_texts(episode, interview)))
    asked = sharded(terms((episode.title, *(question.title for question in questions))))
    shown = f"{episode.slug} {episode.title} {episode.published} {episode.media.duration} {' '.join(asked)} {' '.join(words)}"
    mark = hashlib.sha256(shown.encode()).hexdigest()
    return Indexed(episode.slug, episode.title, episode.published, episode.media.duration, words, asked, mark)


def _texts(episode: Episode, interview: Interview) -> tuple[str, ...]:
    post = episode.post
    return (
        episode.title,
        post.summary,
        *(person.name for person in (*episode.hosts, *episode.guests)),
        *post.tags,
        *(heading.text for heading in post.headings),
        *interview.passages.spoken,
    )
