"""The headings of a conversation: questions, topics, remarks or labels."""

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from pipeline.content.interview import titles
from pipeline.content.interview.cast import Cast
from pipeline.content.interview.labels import BESIDE_TIME, label_of, time_alone, time_behind, without_anchor
from pipeline.content.interview.notes import Note, moment_linked
from pipeline.content.interview.signposts import closes, names_contents, names_part, opens
from pipeline.content.lexicon.people import ASKING_AND_ANSWERING, ASKS, LETTERS
from pipeline.content.lexicon.phrases import end, folded
from pipeline.content.lexicon.speech import TALKING
from pipeline.content.markup.block import Block
from pipeline.content.post import Heading, Kind, Paragraph
from pipeline.content.text.asides import without_asides
from pipeline.content.text.ellipsis import shorten
from pipeline.content.text.names import LONGEST_NAME, has_form_of_name
from pipeline.content.text.plaintext import squeeze, without_signs
from pipeline.content.text.sentences import SENTENCE_ENDS, abbreviates

_DASH = re.compile(r"\s[-–—]\s")
_ADDRESS = re.compile(r"https?://\S+")
_LONG = 11  # blanks, at most, in a title; a longer heading is something said
_YEAR = 4  # digits; a shorter number counts the parts
_FEW = 8  # turns: too few to recognise a dialogue
_NUMBER = r"(?i)^(?:(?:part|chapter|section)\s+)?(?:\d{1,2}(?-i:[a-h](?=[.)]))?|[ivx]{1,4})(?:\.\d{1,2})*\s*[.):–—-]\s+"


class Stretch(NamedTuple):
    """A part of the text below a heading, from one label to the next. `label` is None before the first, `at` is its time (ms), if known."""

    line: int
    label: str | None
    at: int | None
    paragraphs: list[Paragraph]


class RawHeading(NamedTuple):
    """A heading as written, without its label and time, with the text and notes below it.

    `said` is the text without editorial asides, `speaker` the person named in it: `### Britney: How so?`, `### Lewis Tunstall`. In the
    second case it is `only_name`. It is `added` if nobody wrote it.
    """

    line: int
    text: str
    said: str
    speaker: str | None
    at: int | None
    reading: titles.Reading
    below: tuple[Stretch, ...] = ()
    notes: tuple[Note, ...] = ()
    only_name: bool = False
    added: bool = False


def take_apart(block: Block, names: Mapping[str, str | None], cast: Cast, video: str | None) -> RawHeading:
    """Read a heading: `### Britney: How so? [12:34]` is what Britney asks at 12:34 of the `video`."""
    text = squeeze(block.text)
    at = moment_linked(block, video)
    if found := time_alone(text):
        at, text = found[0] if at is None else at, text[found[1] :].lstrip(BESIDE_TIME)
    if behind := time_behind(text):
        at, text = behind[0] if at is None else at, behind[1].rstrip(BESIDE_TIME)
    text = without_anchor(text).strip() or squeeze(block.text)
    if speaker := _named(text.rstrip(":： "), names, cast):
        return RawHeading(block.line, text, text, speaker, at, titles.NOTHING, only_name=True)
    label = label_of(text)
    speaker = _named(label.name, names, cast) if label else None
    if label and (speaker or (label.name in LETTERS and not label.loose)) and text[label.length :].strip():
        at, text = label.at if at is None else at, text[label.length :].strip()
    else:
        speaker = None
    said = without_asides(text)
    return RawHeading(block.line, text, said, speaker, at, titles.read(without_signs(said), cast.first_names))


def _named(name: str, names: Mapping[str, str | None], cast: Cast) -> str | None:
    """The full name of a speaker of this post, by label or name, or of somebody named in the feed file or the front matter; else None."""
    if len(name) > LONGEST_NAME:
        return None
    return names.get(name) or (name if name in names.values() else None) or (cast.resolve_given(name) if has_form_of_name(name) else None)


class Manner(NamedTuple):
    """How the headings of a post are worded: whether they are `spoken` by the first of the hosts and, if so, whether they are `edited`.

    In an edited text a short question is no interjection, as in a verbatim one: `Any advice?`
    """

    spoken: bool
    edited: bool


def manner(raws: Sequence[RawHeading], names: Mapping[str, str | None], hosts: Sequence[str]) -> Manner:
    """How these headings of a post are worded."""
    spoken = _are_spoken(raws, names, hosts)
    return Manner(spoken, edited=spoken and _are_edited(raws))


def _are_spoken(raws: Sequence[RawHeading], names: Mapping[str, str | None], hosts: Sequence[str]) -> bool:
    """Whether the headings of this post are the words of the first of the hosts.

    They are titles if they are added, if the hosts are labelled below them, if more headings are names of several people, or if nobody asks.
    """
    worded = [raw for raw in raws if not raw.only_name and not _is_label(raw, None)]
    if not worded or any(raw.added for raw in worded) or _are_names(raws, len(worded)):
        return False
    labelled = [[names[part.label] or part.label for part in raw.below if part.label] for raw in raws]
    letters = [letter for letter, _ in ASKING_AND_ANSWERING if letter in names][:1]
    questioners = hosts or letters or [name for name in names if name.casefold() in ASKS]  # `Host:` of an unknown host
    return not _is_dialogue(labelled, len(worded), questioners) and _sound_spoken(worded)


def _are_names(raws: Sequence[RawHeading], others: int) -> bool:
    """Whether more headings than the `others` are names of several people."""
    named = [raw.speaker for raw in raws if raw.only_name]
    return len(named) > others and len({*named}) > 1


def _is_dialogue(labelled: Sequence[Sequence[str]], headings: int, hosts: Container[str]) -> bool:
    """Whether both hosts and guests are labelled below the headings, so that a heading is nobody's words.

    `labelled` are the speakers below each heading. The hosts open most of these dialogues, or there are many turns to a heading, and the
    hosts have a fifth of them, or two others a fair share.
    """
    spoken_by = Counter(speaker for below in labelled for speaker in below)
    total = sum(spoken_by.values())
    asking = sum(count for speaker, count in spoken_by.items() if speaker in hosts)
    opened = [below[0] in hosts for below in labelled if below]
    if asking and sum(opened) * 2 >= len(opened):
        return True
    answering = sorted((count for speaker, count in spoken_by.items() if speaker not in hosts), reverse=True)
    second = answering[1] if len(answering) > 1 else 0
    return total > _FEW and total * 2 > 7 * headings and (asking * 5 >= total or second * 7 > total)


def _sound_spoken(worded: Sequence[RawHeading]) -> bool:
    """Whether enough of these headings are something said: a quarter ask, one names its speaker, or most of them ask or talk."""
    asking = sum(1 for raw in worded if raw.reading.asked)
    if asking * 4 >= len(worded) or any(raw.speaker for raw in worded):
        return True
    return sum(1 for raw in worded if raw.reading.asked or _talks(raw.said)) * 2 > len(worded)


def _are_edited(raws: Sequence[RawHeading]) -> bool:
    """Whether several of the spoken headings give a title, and few of them could not, even as a short question."""
    worded = [raw.reading for raw in raws if not (raw.only_name or _is_label(raw, None))]
    asking = sum(titles.title(reading) is not None for reading in worded)
    others = sum(titles.title(reading) is None and titles.terse(reading) is None for reading in worded)
    return asking > 1 and others * 4 <= len(worded)


def heading(raw: RawHeading, following: RawHeading | None, host: str | None, worded: Manner) -> Heading:
    """The heading with its kind, its speaker and its chapter title; notes below it override these."""
    kind, chapter = (Kind.TOPIC, raw.text) if raw.added else _kind(raw, following, worded)
    speaker = raw.speaker or (host if kind in (Kind.QUESTION, Kind.REMARK) else None)
    found = Heading(raw.line, raw.text, kind, speaker, chapter, raw.at, raw.added)
    for note in raw.notes:
        found = _noted(found, note)
    return found


def _noted(found: Heading, note: Note) -> Heading:
    if note.no_chapter:
        return found._replace(chapter=None)
    if note.chapter:
        return found._replace(chapter=shorten(note.chapter, titles.LIMIT))
    return found._replace(at=note.at)


def _kind(raw: RawHeading, following: RawHeading | None, worded: Manner) -> tuple[Kind, str | None]:
    """What a heading is, and the title if it begins a chapter."""
    if raw.only_name or opens(raw.text) or names_contents(raw.text) or _ADDRESS.fullmatch(raw.text):
        return Kind.LABEL, None
    if not worded.spoken and raw.speaker is None:
        return _topic(raw, following)
    if _is_label(raw, following):
        return Kind.LABEL, None
    if question := titles.title(raw.reading) or (titles.terse(raw.reading) if worded.edited else None):
        return Kind.QUESTION, question
    if raw.speaker or raw.reading.asked or _talks(raw.said):
        return Kind.REMARK, None
    return _topic(raw, following)


def _topic(raw: RawHeading, following: RawHeading | None) -> tuple[Kind, str | None]:
    """A heading that nobody says, with its words as the chapter's title.

    One that only counts the parts is a label, `2:`, `00:12 – 00:24`, and so is the last one if nothing is said below, it asks nothing and
    the author says nothing of its time: `Recording`.
    """
    words = re.sub(_NUMBER, "", without_signs(raw.said), count=1).rstrip(":： ").strip("*_ ")
    counts = not words or (words.isdecimal() and len(words) < _YEAR) or (time_alone(words) or (0, 0))[1] == len(words)
    is_last = following is None and raw.at is None and not (raw.notes or raw.reading.asked)
    above_nothing = not any(paragraph.spoken for part in raw.below for paragraph in part.paragraphs)
    return (Kind.LABEL, None) if counts or (is_last and above_nothing) else (Kind.TOPIC, shorten(words, titles.LIMIT))


def _is_label(raw: RawHeading, following: RawHeading | None) -> bool:
    """Whether a heading only names a part: `Rapid fire questions:`, `Outro`, or a title with another heading right below it."""
    if raw.text.endswith((":", "：")) or names_part(raw.text) or closes(raw.text):
        return True
    return following is not None and not raw.below and not raw.reading.asked and not _talks(raw.said) and not _introduces(raw.said)


def _introduces(text: str) -> bool:
    """Whether a heading introduces a person: `Ana Ruiz - Director of ...`, however long."""
    name, *role = _DASH.split(text, 1)
    return bool(role) and " " in name and has_form_of_name(name)


def _talks(said: str) -> bool:
    """Whether a heading is something said: it ends like a sentence, is long, or begins as people do when they answer each other."""
    closed = said.endswith(SENTENCE_ENDS) and not (said.endswith(".") and abbreviates(said[:-1]))
    return (closed or said.count(" ") > _LONG or end(TALKING, folded(said)) is not None) and not _introduces(said)
