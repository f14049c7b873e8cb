"""What the search knows of an episode: how it lists it, and the words that it finds it by."""

import hashlib
from datetime import datetime
from typing import NamedTuple

from pipeline.derive.card import Question
from pipeline.derive.episode import Episode
from pipeline.derive.passages import Interview
from pipeline.derive.terms import sharded, terms


class Indexed(NamedTuple):
    """An episode as the search has it. `duration` in milliseconds.

    `terms` are the words that it is found by, and `asked` those of its title and its questions, as `sharded` gives them; `mark` is a digest
    of all that is told here.
    """

    slug: str
    title: str
    published: datetime
    duration: int
    terms: tuple[str, ...]
    asked: tuple[str, ...]
    mark: str


def indexed(episode: Episode, questions: tuple[Question, ...], told: Interview) -> Indexed:
    """An episode for the search, with what its page tells."""
    words = sharded(terms(_texts(episode, told)))
    asked = sharded(terms((episode.title, *(question.title for question in questions))))
    shown = f"{episode.slug} {episode.title} {episode.published} {episode.media.duration} {questions} {' '.join(words)}"
    mark = hashlib.sha256(shown.encode()).hexdigest()
    return Indexed(episode.slug, episode.title, episode.published, episode.media.duration, words, asked, mark)


def _texts(episode: Episode, told: Interview) -> tuple[str, ...]:
    post = episode.post
    return (
        episode.title,
        post.summary,
        *(person.name for person in (*episode.hosts, *episode.guests)),
        *post.tags,
        *(heading.text for heading in post.headings),
        *told.passages.spoken,
    )
