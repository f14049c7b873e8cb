"""Collisions: posts of one feed that would take each other's place, in apps or in the site."""

import operator
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from typing import TypeVar

from pipeline.content.problem import Place, Problem, Severity
from pipeline.derive.earlier import guard
from pipeline.edge import recordings
from pipeline.steps.drafts import Draft

Value = TypeVar("Value")


def found(posts: Collection[Draft]) -> Iterator[Problem]:
    """What is wrong with posts of one feed beside each other."""
    return chain(_same_guids(posts), _same_records(posts), _same_sounds(posts))


def _same_guids(posts: Iterable[Draft]) -> Iterator[Problem]:
    """Posts of one feed that would have the same GUID, which is made from the video where none is written."""
    known = (one.post for one in posts if one.post and not one.post.draft)
    for post, other in repeated(known, lambda post: post.guid or (post.video.id if post.video else "")):
        line = post.video.line if post.video else 1
        message = f"the same {'guid' if post.guid else 'video'} as in {other.path}: apps would show only one of the two"
        yield Problem(Place(post.path, line), message, "correct it, or write a `guid:` of its own into the newer post")


def _same_records(posts: Iterable[Draft]) -> Iterator[Problem]:
    """Posts of one feed with the same GUID on record, though of different videos: a folder was copied, to begin the next episode."""
    known = (one for one in posts if one.post and not (one.post.draft or one.post.guid))
    recorded_as = ((one, recorded.guid) for one in known if (recorded := recordings.on_record(one.folder)))
    for (one, _), (other, _) in repeated(recorded_as, operator.itemgetter(1)):
        if not (one.post and other.post and one.post.video and other.post.video and one.post.video.id == other.post.video.id):
            message = f"the same GUID is on record as for {other.path}: apps would show only one of the two"
            yield Problem(Place(one.path), message, "if one of their folders is a copy, delete recording.json in it")


def _same_sounds(posts: Iterable[Draft]) -> Iterator[Problem]:
    """Posts of one feed whose sound may get the same address. If one of them has a date, the guard would object only when it is due."""
    known = (one.post for one in posts if one.post and not (one.post.draft or one.post.enclosure))
    for post, other in repeated(known, lambda post: post.sound_name):
        message = f"its sound would have the name of that of {other.path}, `{post.sound_name}`"
        yield Problem(Place(post.path), message, guard.OTHER_SOUND, Severity.WARNING)


def repeated(values: Iterable[Value], key: Callable[[Value], str]) -> Iterator[tuple[Value, Value]]:
    """Each value that has the same key as one before it, with the first of these. An empty key is like no other."""
    first = dict[str, Value]()
    for value in values:
        other = first.setdefault(mark, value) if (mark := key(value)) else value
        if other is not value:
            yield value, other
