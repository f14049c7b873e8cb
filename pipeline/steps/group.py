"""A group: files of the show itself that are made together, in any process, from what is kept about some of its episodes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.derive.earlier import published
from pipeline.derive.earlier.published import PublishedFeed
from pipeline.keep.ledger import packed
from pipeline.steps.common import Common
from pipeline.steps.records import ShowFile

Excerpts = Sequence[Sequence[bytes]]  # for each episode, those of its packed excerpts that are needed: see `steps.excerpts`


class Text(NamedTuple):
    """A file to be written: its path, and what makes its bytes.

    `alone` is a digest of what goes into this one file, empty if not known; `reading` is what the guard reads in it.
    """

    path: str
    data: Callable[[], bytes]
    alone: str = ""
    reading: PublishedFeed | None = None


class Group(NamedTuple):
    """Files to be made together: their name for people, a digest of all that they are made of, and what makes them.

    `texts` makes them from the excerpts that the group `needs`, by name, of the episodes `slugs`.
    """

    name: str
    made_of: str
    texts: Callable[[Common, Excerpts], Iterable[Text]]
    slugs: Sequence[str] = ()
    needs: Sequence[str] = ()


class Order(NamedTuple):
    """A group to be written. `known` are those of its files, by path, that are in the next site as they were written."""

    common: Common
    group: Group
    excerpts: Excerpts
    known: Mapping[str, ShowFile]


class Written(NamedTuple):
    """The files of a group as they are now, by path, and the packed readings of its feed pages, by their marks."""

    files: Mapping[str, ShowFile]
    readings: Mapping[str, bytes]


def write(order: Order) -> Written:
    """Write the files that are made of something else than before."""
    files, readings = {}, {}
    name, made_of = order.group.name, order.group.made_of
    for text in order.group.texts(order.common, order.excerpts):
        before = order.known.get(text.path)
        if before and text.alone and before.alone == text.alone:
            files[text.path] = before._replace(made_of=made_of)
            continue
        data = text.data()
        state = order.common.site.write(text.path, data, before.state if before else None)
        mark = published.mark(data) if text.reading else ""
        files[text.path] = ShowFile(name, made_of, state, text.alone, mark)
        if text.reading:
            readings[mark] = packed(text.reading)
    return Written(files, readings)
