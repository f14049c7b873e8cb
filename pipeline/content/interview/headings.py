"""What the headings of a conversation are: questions, topics, remarks, or labels."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.content.interview import titles
from pipeline.content.interview.labels import Label, label_of, time_alone, time_behind, without_anchor
from pipeline.content.interview.notes import Note
from pipeline.content.interview.outline import introduces, opens, plain
from pipeline.content.interview.passages import Passage
from pipeline.content.markup import Block
from pipeline.content.post import Heading, Kind
from pipeline.content.words import shorten, squeeze, without_asides

_LABELS = frozenset(["outro", "conclusion", "closing", "ending", "end", "intro", "introduction", "transcript", "transcription", "interview", "q&a", "speakers", "cierre", "conclusión", "despedida", "schluss", "fazit", "fin"])
_TALKS = re.compile(
    r"(?:i|i['’]m|i['’]ve|i['’]d|you|you['’]re|you['’]ve|we|we['’]re|it|it['’]s|that|that['’]s|this is|he|she|they|there['’]s|so|and|but|or|love|loved|thanks|thank|wow|yeah|yes|no|okay|ok|great|cool|nice"
    r"|exactly|totally|absolutely|right|perfect|interesting|well|oh|ah|please|sure|sounds|glad|welcome|hello|hi|hey|let['’]s|haha|awesome|amazing|had|never|got|makes|speaking of)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:(?:part|chapter|section)\s+)?(?:\d{1,2}|[ivx]{1,4})(?:\.\d{1,2})*\s*[.):–—-]\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Raw:
    """A heading as written, its label and time taken off, with the passages and notes below it."""

    line: int
    level: int
    text: str
    label: Label | None
    at: int | None
    reading: titles.Reading
    passages: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = field(default=())


def take_apart(block: Block, names: Mapping[str, str | None], name_of: Mapping[str, str], people: tuple[str, ...]) -> Raw:
    """Read a heading: `### Britney: How so? [12:34]` is what Britney asks at 12:34. `name_of` adds the full names of known people."""
    text = squeeze(block.text)
    at = None
    if found := time_alone(text):
        at, text = found[0], text[found[1] :]
    if behind := time_behind(text):
        at, text = behind if at is None else (at, behind[1])
    text = without_anchor(text)
    label = label_of(text)
    if label and (label.name in names or label.name in name_of) and text[label.length :].strip():
        at = label.at if at is None else at
        text = text[label.length :]
    elif squeeze(text).rstrip(":： ") in names:
        label = Label(squeeze(text).rstrip(":： "), len(text))
    else:
        label = None
    text = squeeze(text)
    return Raw(block.line, block.level, text, label, at, titles.read(text, tuple(name.split()[0] for name in people)))


def speak(raws: Sequence[Raw], names: Mapping[str, str | None], host: str | None) -> bool:
    """Whether the headings of this post are the host's words. They are titles where the host is labelled below them, or nobody asks."""
    told = [raw for raw in raws if raw.text and not _is_label(raw, raws, 0) and not _only_name(raw)]
    if not told:
        return False
    spoken_by = Counter(names[passage.label.name] for raw in raws for passage in raw.passages if passage.label and passage.label.name in names)
    total = sum(spoken_by.values())
    second = spoken_by.most_common(2)[1][1] if len(spoken_by) > 1 else 0
    if host in spoken_by and spoken_by[host] * 5 >= total >= 2 * len(told):
        return False
    if total > 3.5 * len(told) and second * 7 > total:
        return False
    asking = sum(1 for raw in told if raw.reading.asked)
    talking = sum(1 for raw in told if _talks(raw.text))
    return asking * 4 >= len(told) or (asking + talking) * 2 > len(told) or any(raw.label for raw in told)


def heading(raw: Raw, following: Raw | None, names: Mapping[str, str | None], host: str | None, *, spoken_headings: bool) -> Heading:
    """The heading as a value, with its kind, its speaker and its chapter title; a note below it has the last word."""
    kind, chapter = _kind(raw, following, spoken_headings=spoken_headings)
    speaker = names.get(raw.label.name) or raw.label.name if raw.label else host if kind in (Kind.QUESTION, Kind.REMARK) else None
    found = Heading(raw.line, raw.text, kind, speaker, chapter, raw.at)
    for note in raw.notes:
        found = _noted(found, note)
    return found


def _noted(found: Heading, note: Note) -> Heading:
    if note.no_chapter:
        return replace(found, chapter=None)
    if note.chapter:
        return replace(found, chapter=shorten(note.chapter, titles.LIMIT))
    return replace(found, at=note.at if note.at is not None else found.at)


def _kind(raw: Raw, following: Raw | None, *, spoken_headings: bool) -> tuple[Kind, str | None]:
    if _only_name(raw) or opens(raw.text):
        return Kind.LABEL, None
    text = without_asides(raw.text)
    if not spoken_headings:
        topic = _topic(text)
        return (Kind.TOPIC, topic) if topic else (Kind.LABEL, None)
    if _is_label(raw, (raw, following) if following else (raw,), 0):
        return Kind.LABEL, None
    question = titles.title(raw.reading)
    if question:
        return Kind.QUESTION, question
    if raw.label or raw.reading.asked or _talks(text):
        return Kind.REMARK, None
    return Kind.TOPIC, _topic(text)


def _only_name(raw: Raw) -> bool:
    return raw.label is not None and raw.label.name == raw.text.rstrip(":： ")


def _topic(text: str) -> str | None:
    numbered = _NUMBER.match(text)
    bare = text[numbered.end() if numbered else 0 :].rstrip(":： ").strip("*_ ")
    return shorten(bare, titles.LIMIT) if bare else None


def _is_label(raw: Raw, raws: Sequence[Raw], index: int) -> bool:
    """`Rapid fire questions:`, `Outro`: it names a part of the conversation and says nothing."""
    text = raw.text
    if text.endswith((":", "：")) or plain(text) in _LABELS or introduces(text):
        return True
    followed_at_once = index + 1 < len(raws) and not raw.passages
    return followed_at_once and not raw.reading.asked and not _talks(text)


def _talks(text: str) -> bool:
    """Whether a heading is something that somebody says: it closes like a sentence, is long, or begins as people answer each other."""
    bare = without_asides(text)
    return bare.endswith((".", "!", "…", "?", "。", "！")) or len(bare.split()) > 12 or bool(_TALKS.match(bare))
