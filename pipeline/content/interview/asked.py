"""What a host asks in a dialogue without headings, for `chapters: questions`."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from pipeline.content.interview import titles
from pipeline.content.interview.headings import RawHeading
from pipeline.content.interview.notes import Note
from pipeline.content.interview.participants import Participants
from pipeline.content.interview.questions import content, stands_alone
from pipeline.content.post import Section, Turn
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.text.ellipsis import shorten_front
from pipeline.content.text.words import width

_CALLED = re.compile(r"^[^\W\d_]+, |, [^\W\d_]+(?=\W*$)")  # a name
_TELLING = 2  # words with a meaning: a question with more is understood, even if it refers to what came before
_ENOUGH = 200  # columns of an answer, at least: some fifteen seconds in any script, since nobody looks for less in a list of chapters


def asked(sections: Iterable[Section], people: Participants) -> dict[int, str]:
    """The chapter titles of the turns in which a host asks something that is answered at length, by line.

    An answer goes on until a host asks again.
    """
    hosts, names = (people.host, *people.cohosts), people.cast.first_names
    titled, answers, line = dict[int, str](), Counter[int](), 0
    for turn in chain.from_iterable(section.turns for section in sections):
        if turn.speaker is None or turn.speaker not in hosts:
            answers[line] += width(_said(turn))
        elif title := _title(turn, names):
            line = turn.line
            titled[line] = title
    return {line: title for line, title in titled.items() if answers[line] >= _ENOUGH}


def hostless(sections: Iterable[Section], host: str | None, path: str) -> Iterator[Problem]:
    """A warning about a dialogue of which nobody knows who asks."""
    labelled = [(turn.line, turn.speaker) for section in sections for turn in section.turns if turn.speaker]
    speakers = {speaker for _, speaker in labelled}
    if len(speakers) > 1 and host not in speakers:
        message = f"`chapters: questions` finds no questions, because none of {', '.join(sorted(speakers))} is known to be the host"
        hint = "write `host: ...`, with the full name, into the front matter or the feed file"
        yield Problem(Place(path, labelled[0][0]), message, hint, Severity.WARNING)


def _title(turn: Turn, names: frozenset[str]) -> str | None:
    """The title that a turn gives; None if it asks nothing, or hardly says what: `Ana, what do you think?`, `Does that sound good?`"""
    title = titles.title(titles.read(shorten_front(_said(turn), titles.FAR), names))
    return title if title and content(_CALLED.sub("", title)) > (0 if stands_alone(title) else _TELLING) else None


def headed(raws: Sequence[RawHeading], added: Mapping[int, str]) -> Sequence[RawHeading]:
    """The headings of a conversation, with those `added` (see `asked`), each above the words in its line."""
    return [part for raw in raws for part in _parted(raw, added)] if added else raws


def _parted(raw: RawHeading, added: Mapping[int, str]) -> Iterator[RawHeading]:
    """A heading and those added below it. To these belong the notes right below the words in their line; others stay with the heading."""
    lines = [stretch.line for stretch in raw.below]
    notes = dict[int, list[Note]]()
    for note in raw.notes:
        above = bisect_right(lines, note.line) - 1
        notes.setdefault(lines[above] if above >= 0 and lines[above] in added else 0, []).append(note)
    cuts = [index for index, line in enumerate(lines) if line in added]
    yield raw._replace(below=raw.below[: cuts[0]] if cuts else raw.below, notes=tuple(notes.get(0, ())))
    for first, after in pairwise((*cuts, len(lines))):
        line, _, at, _ = raw.below[first]
        own = tuple(notes.get(line, ()))
        yield RawHeading(line, added[line], "", None, at, titles.NOTHING, raw.below[first:after], own, added=True)


def _said(turn: Turn) -> str:
    return " ".join(paragraph.spoken for paragraph in turn.paragraphs)
