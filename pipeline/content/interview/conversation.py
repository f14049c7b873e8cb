"""The conversation as sections of turns: who says what below which heading."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain, groupby, pairwise, takewhile, zip_longest
from typing import NamedTuple

from pipeline.content.interview import notes
from pipeline.content.interview.asked import asked, headed, hostless
from pipeline.content.interview.beginnings import Beginnings
from pipeline.content.interview.headings import RawHeading, Stretch, heading, manner, take_apart
from pipeline.content.interview.legends import legends
from pipeline.content.interview.notes import Note
from pipeline.content.interview.participants import Participants
from pipeline.content.interview.passages import Passage, passages
from pipeline.content.interview.pullquotes import pull_quotes
from pipeline.content.interview.questions import holds_question
from pipeline.content.interview.signposts import closes, is_title
from pipeline.content.interview.silent import is_button, leads_in
from pipeline.content.interview.titles import NOTHING
from pipeline.content.markup import sanitise
from pipeline.content.markup.block import ITALIC, LISTS, Block
from pipeline.content.post import Kind, Paragraph, Section, Turn
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.text.names import is_role
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.sentences import ends_asking

_LIKE_LABEL = r"[^\s:：]{1,20}(?: [^\s:：]{1,20})?[:：]\s"  # somebody else's, who speaks once
_LONGEST_ASIDE = 12  # blocks, at most, behind the one in which it begins
_SEVERAL_ASKED = 2  # questions in boxes, at least, if these are a conversation's
_PARTS = 2  # below headings, at least, of a talk in which nobody is labelled
_SEVERAL = 3  # chapters from headings: with fewer, what the host asks makes others


class Circumstances(NamedTuple):
    """What is known of a post before its conversation is read. `video` is the main video's id.

    If it has no headings, what the host has `asked` makes some.
    """

    path: str
    title: str
    people: Participants
    beginnings: Beginnings
    assets: str | None
    video: str | None = None
    asked: bool = False


def build(blocks: Sequence[Block], first: int, known: Circumstances) -> tuple[tuple[Section, ...], tuple[Problem, ...]]:
    """The sections of a conversation, whose first block has the index `first` in its post, and problems with the notes in it."""
    sections, problems = _read(blocks, first, known, {})
    if known.asked and sum(1 for section in sections if section.heading and section.heading.chapter) < _SEVERAL:
        if added := asked(sections, known.people):
            sections, problems = _read(blocks, first, known, added)
        else:
            problems = (*problems, *hostless(sections, known.people.host, known.path))
    return sections, (*problems, *_disorder(sections, known.path))


def _read(
    blocks: Sequence[Block], first: int, known: Circumstances, added: Mapping[int, str]
) -> tuple[tuple[Section, ...], tuple[Problem, ...]]:
    """The sections and problems of `build`, with headings `added` above the turns in these lines."""
    raws, problems = _raws(blocks, first, known, added)
    raws = headed(raws, added)
    misplaced = notes.misplaced(raws[0].notes, known.path, added=True)
    repeated = chain.from_iterable(notes.repeated(raw.notes, known.path) for raw in raws)
    return tuple(_sections(raws, known.people)), (*problems, *misplaced, *repeated)


def _sections(raws: Sequence[RawHeading], people: Participants) -> Iterator[Section]:
    """The headings with the turns below them. Whoever spoke last goes on below the next heading, unless that is spoken or names a speaker.

    If only the host is labelled, what has no label is the guest's, also right below a question. If only listeners are, whoever speaks alone
    goes on behind each paragraph of theirs; and so below each heading, and behind listeners with names, in a talk that begins without labels.
    """
    headings = [raw for raw in raws if raw.line]
    worded = manner(headings, people.names, [*filter(None, (people.host, *people.cohosts))])
    labelled = {people.names[stretch.label] for raw in raws for stretch in raw.below if stretch.label}
    answering = labelled - {people.host}
    guest_is_labelled = bool(answering)
    bare, bare_speaker = _bare_answers(headings, people, answering) if guest_is_labelled else (frozenset[int](), None)
    speaker = people.alone or (people.guest if worded.spoken and not guest_is_labelled else _opening(raws, people))
    alone_begins = people.alone is not None and next((not raw.below[0].label for raw in raws if raw.below), False)
    resumed = _resumed_below(raws, people, labelled, begins=alone_begins)
    for raw, following in zip_longest(raws, raws[1:]):
        above = heading(raw, following, people.host, worded) if raw.line else None
        goes_on = above is not None and above.spoken and guest_is_labelled and raw.line not in bare
        if above and (goes_on or (above.kind is Kind.LABEL and above.speaker)):
            speaker = above.speaker
        elif above and raw.line in bare and (raw.reading.asked or above.spoken):
            speaker = bare_speaker
        if raw.line and not raw.added and closes(raw.text) and not people.alone:
            turns = tuple(_turns(_unsaid(raw.below), None, people.names, goes_on=goes_on))
        else:
            below = _resumed(raw.below) if raw.line in resumed else raw.below
            speaker = people.host if _is_about(speaker, raw, people.names) else speaker
            turns = tuple(_turns(below, speaker, people.names, goes_on=goes_on))
            last = turns[-1] if turns and any(paragraph.spoken for paragraph in turns[-1].paragraphs) else None
            speaker = people.alone if alone_begins else last.speaker if last else speaker
        if above or turns:
            yield Section(above, turns)


def _resumed_below(raws: Sequence[RawHeading], people: Participants, labelled: Iterable[str | None], *, begins: bool) -> frozenset[int]:
    """The lines of the headings below which whoever speaks alone goes on behind each paragraph of others.

    Those who are `labelled` are all listeners; or whoever speaks alone `begins`, has whole parts without labels, and none in this one.
    """
    if people.alone is not None and all(name is None or is_role(name) for name in labelled):
        return frozenset(raw.line for raw in raws)
    if not begins or sum(map(_is_bare, raws)) < _PARTS:
        return frozenset()
    return frozenset(raw.line for raw in raws if all(people.names.get(stretch.label or "") != people.alone for stretch in raw.below))


def _is_bare(raw: RawHeading) -> bool:
    """Whether there is something below a heading, and no label."""
    return bool(raw.below) and not any(stretch.label for stretch in raw.below)


def _said_first(raw: RawHeading) -> str:
    """The first paragraph below a heading; empty if there is nothing, or only a player."""
    return next((stretch.paragraphs[0].spoken for stretch in raw.below[:1] if stretch.paragraphs), "")


def _is_about(speaker: str | None, raw: RawHeading, names: Mapping[str, str | None]) -> bool:
    """Whether what is below a heading, without a label, is said of this speaker, and so by somebody else: `Ana is known for her wax.`"""
    said = _said_first(raw) if raw.line and raw.below and not raw.below[0].label else ""
    labels = [label for label, name in names.items() if name == speaker and len(label) > 1]  # `A` is also a word
    return speaker is not None and any(re.match(rf"{re.escape(name)}(?:['’]s)? (?!here\b)\w", said) for name in (speaker, *labels))


def _opening(raws: Sequence[RawHeading], people: Participants) -> str | None:
    """The host, if that is who speaks before the first label: `Welcome! I am your host, Ana Ruiz.`"""
    first = next((raw.below[0] for raw in raws if raw.below), None)
    said = " ".join(paragraph.spoken for paragraph in first.paragraphs) if first and not first.label and people.names else ""
    return people.host if re.search(r"\bI(?:['’]m| am) your host\b", said) else None


def _bare_answers(raws: Sequence[RawHeading], people: Participants, answering: Collection[str | None]) -> tuple[frozenset[int], str | None]:
    """The lines of the headings with an answer without a label, and who gives it, if most that ask have such: only the first were labelled.

    Otherwise they are those of the headings that ask, if there is only one whose label is below the others.
    """
    asking = frozenset(raw.line for raw in raws if raw.reading.asked and raw.below)
    bare = frozenset(raw.line for raw in raws if _is_bare(raw))
    only = next(iter(answering)) if len(answering) == 1 else None
    if len(asking & bare) * 2 > len(asking):
        return bare, people.guest or (only if people.host else None)
    unlabelled = (raw.line for raw in raws if raw.line in asking & bare and not re.match(_LIKE_LABEL, _said_first(raw)))
    return frozenset(unlabelled) if only else frozenset(), only


def _raws(
    blocks: Sequence[Block], first: int, known: Circumstances, added: Mapping[int, str]
) -> tuple[Sequence[RawHeading], Sequence[Problem]]:
    """The headings, each with what is below it, and problems with notes. The first one, with line 0, has what comes before all headings."""
    below = _Below(RawHeading(0, "", "", None, None, NOTHING), added)
    raws: list[RawHeading] = []
    problems: list[Problem] = []
    shown = pull_quotes(blocks, known.people) | legends(blocks) | _bracketed(blocks)
    slanted, boxed = _answers_in_italics(blocks), _boxed(blocks, first, known.beginnings)
    for index, written in enumerate(blocks, first):
        block = boxed.get(index, written)
        if block is None:
            continue
        if block.box and index not in boxed and block.box.heading and (index == first or blocks[index - first - 1].box != block.box):
            below.show(block.line, block.box.heading)
        if block.level:
            if is_title(block, known.title, amid=bool(raws)) or not block.text.strip():
                continue
            raws.append(below.done())
            below = _Below(take_apart(block, known.people.names, known.people.cast, known.video), added)
        moment = None
        if not block.plain:
            problems += below.read_notes(block, known.path)
            moment = notes.moment_alone(block, known.video)
        if moment is not None:
            below.moment(block.line, moment)
        elif not (block.level or block.opened or block.tag == "-comment"):
            spoken = block._replace(lead="") if slanted and block.lead in ITALIC else block
            silent = index - first in shown or index in boxed
            below.add(spoken, passages(spoken, () if silent else known.beginnings.get(index, ()), known.assets), silent=silent)
    return (*raws, below.done()), problems


def _bracketed(blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of blocks that are an aside together: a square bracket opens in the first, and closes at the end of the last."""
    found: set[int] = set()
    for index, block in enumerate(blocks):
        if index not in found and block.text.startswith("[") and block.text.count("[") > block.text.count("]"):
            behind = takewhile(lambda other: not blocks[other].level, range(index + 1, min(index + 1 + _LONGEST_ASIDE, len(blocks))))
            last = next((other for other in behind if blocks[other].text.count("]") > blocks[other].text.count("[")), None)
            if last and blocks[last].text.rstrip().endswith("]"):
                found.update(range(index, last + 1))
    return frozenset(found)


def _boxed(blocks: Sequence[Block], first: int, begun: Beginnings) -> dict[int, Block | None]:
    """The blocks that are notes in a box, by their index in the post: the first of each as one with the others, for which stands None.

    `first` is the index of the first block. A box with turns holds the conversation. So do those with questions if there are several of them, and
    all if they have most of its words.
    """
    grouped = groupby((index for index, block in enumerate(blocks) if block.box), key=lambda index: blocks[index].box)
    groups = [[*group] for _, group in grouped]
    boxes = [range(group[0], group[-1] + 1) for group in groups]
    counts = Counter(item.label.name for items in begun.values() for item in items if item.label)
    asked = {box: _questions([blocks[index] for index in box]) for box in boxes}
    several = sum(asked.values()) >= _SEVERAL_ASKED
    notes = [box for box in boxes if not (several and asked[box]) and not _holds_turns(box, first, begun, counts)]
    words = [len(blocks[index].text) for box in notes for index in box]
    if 2 * sum(words) > sum(len(block.text) for block in blocks):
        return {}
    rest: dict[int, Block | None] = {first + index: None for box in notes for index in box}
    return rest | {first + box[0]: _as_one(blocks[box[0] : box[-1] + 1]) for box in notes}


def _questions(boxed: Sequence[Block]) -> int:
    """How many headings of a box ask, and its end."""
    return sum(1 for block in boxed if block.level and holds_question(block.text)) + ends_asking(boxed[-1].text)


def _holds_turns(box: range, first: int, begun: Beginnings, counts: Mapping[str, int]) -> bool:
    """Whether somebody begins to speak in a box who does so more than once in the post, or several times are given.

    A label that occurs once is a word before a colon. `counts` are those of all labels.
    """
    items = [item for index in box for item in begun.get(first + index, ())]
    return any(item.label is None or counts[item.label.name] > 1 for item in items if item.label or len(items) > 1)


def _as_one(blocks: Sequence[Block]) -> Block:
    """The blocks of a box as a quotation, below the title of that box; a quotation without one is that already."""
    first = blocks[0]
    heading = first.box.heading if first.box else ""
    if len(blocks) == 1 and first.tag == "blockquote" and not heading:
        return first
    inside = "\n".join(_without_level(block) for block in blocks if not block.opened)
    nodes = tuple(node for block in blocks if not block.opened for node in block.nodes)
    text = "\n\n".join(block.text for block in blocks)
    return Block(first.line, "blockquote", text, f"<blockquote>{heading}{inside}</blockquote>", nodes)


def _without_level(block: Block) -> str:
    """The HTML of a block; that of a heading as a line in bold, since the heading is one of its box alone."""
    return f"<p><strong>{escape(squeeze(block.text), quote=False)}</strong></p>" if block.level else block.html


def _answers_in_italics(blocks: Sequence[Block]) -> bool:
    """Whether most paragraphs are all in italics, so that these are what is said and no notes."""
    slanted = [block for block in blocks if block.lead in ITALIC and block.tag == "p" and block.only_child]
    return len(slanted) * 2 > sum(1 for block in blocks if block.tag == "p" and block.text.strip())


class _Below:
    """Collects what is below a heading.

    A time in a note, or alone between two paragraphs, belongs to the words that follow, but to those above if a heading will be `added`
    there. A list below a lead-in and a button behind an answer are not spoken.
    """

    def __init__(self, raw: RawHeading, added: Mapping[int, str]) -> None:
        self._raw = raw
        self._added = added
        self._stretches: list[Stretch] = []
        self._paragraphs: list[Paragraph] = []
        self._notes: list[Note] = []
        self._at: int | None = None
        self._before: Block | None = None

    def read_notes(self, block: Block, path: str) -> list[Problem]:
        """Keep the notes in a block. Problems are those that cannot be read, and those without a heading above, now or later."""
        problems: list[Problem] = []
        for comment in block.comments:
            note, wrong = notes.read(comment, block.line, path)
            problems += wrong
            if note and (self._raw.line or self._added):
                self._keep(note)
            elif note:
                problems += notes.misplaced((note,), path)
        return problems

    def _keep(self, note: Note) -> None:
        if note.at is not None and self._stretches and self._stretches[-1].line in self._added:
            self._stretches[-1] = self._stretches[-1]._replace(at=note.at)
        elif note.at is not None and self._stretches:
            self._at = note.at
        else:
            self._notes.append(note)

    def moment(self, line: int, at: int) -> None:
        """A time alone: it is the heading's if nothing is below that yet and it has none, else that of the words that follow."""
        if not self._raw.line or self._stretches or self._at is not None or any(note.at is not None for note in self._notes):
            self._at = at
        else:
            self._notes.append(Note(line, at=at))

    def add(self, block: Block, found: Iterable[Passage], *, silent: bool = False) -> None:
        """Add the passages of a block, which is shown but not spoken if it is `silent`.

        One that is only a time is that of the next passage; one that neither says nor shows anything is left out.
        """
        led = block.tag in LISTS and self._before is not None and leads_in(self._before)
        silent = silent or led or (bool(self._paragraphs) and is_button(block))
        self._before = block
        for label, paragraph in found:
            if not (paragraph.html or label or paragraph.at is None):
                self._at = paragraph.at
                continue
            settled = paragraph if self._at is None and not silent else self._settled(paragraph, silent=silent)
            if label or not self._stretches:
                self._paragraphs = []
                self._stretches.append(Stretch(settled.line, label.name if label else None, settled.at, self._paragraphs))
            if settled.spoken or sanitise.shows(settled.html):
                self._paragraphs.append(settled)

    def show(self, line: int, html: str) -> None:
        """Add a paragraph that is shown and not spoken."""
        if not self._stretches:
            self._stretches.append(Stretch(line, None, None, self._paragraphs))
        self._paragraphs.append(Paragraph(line, "", html))

    def _settled(self, paragraph: Paragraph, *, silent: bool) -> Paragraph:
        """A paragraph with the time that came before it, or without its spoken words."""
        if silent:
            return paragraph._replace(spoken="")
        if paragraph.spoken:
            paragraph, self._at = paragraph._replace(at=self._at), None
        return paragraph

    def done(self) -> RawHeading:
        return self._raw._replace(below=tuple(self._stretches), notes=tuple(self._notes))


def _unsaid(below: Iterable[Stretch]) -> Iterator[Stretch]:
    """What is below a heading of links or credits inside a conversation: nobody speaks there unless a label says so."""
    for stretch in below:
        yield stretch if stretch.label else stretch._replace(paragraphs=[part._replace(spoken="") for part in stretch.paragraphs])


def _resumed(below: Iterable[Stretch]) -> Iterator[Stretch]:
    """What is below a heading, cut behind the first paragraph that has a label."""
    for stretch in below:
        others = stretch.paragraphs[1:] if stretch.label else []
        yield stretch._replace(paragraphs=stretch.paragraphs[:1]) if others else stretch
        if others:
            yield Stretch(others[0].line, None, None, others)


def _turns(below: Iterable[Stretch], speaker: str | None, names: Mapping[str, str | None], *, goes_on: bool) -> Iterator[Turn]:
    """The turns below a heading. Before the first label, `speaker` speaks, if anything is said there; what is only shown is nobody's."""
    for stretch in below:
        if stretch.label:
            yield Turn(stretch.line, names[stretch.label], tuple(stretch.paragraphs), stretch.at)
        elif stretch.paragraphs:
            who = speaker if goes_on or any(paragraph.spoken for paragraph in stretch.paragraphs) else None
            yield Turn(stretch.line, who, tuple(stretch.paragraphs), goes_on=goes_on)


def _disorder(sections: Sequence[Section], path: str) -> Iterator[Problem]:
    """Warnings about times of headings that are earlier than the one before."""
    timed = [section.heading for section in sections if section.heading and section.heading.at is not None]
    for before, after in pairwise(timed):
        if (after.at or 0) < (before.at or 0):
            message = f"this heading's time is earlier than the one in line {before.line}"
            yield Problem(Place(path, after.line), message, "correct one of the two times", Severity.WARNING)


def first_question(sections: Iterable[Section], *, labelled: bool) -> int | None:
    """The line of the first heading that asks. A post without speakers in which most headings do not ask is an article and has none."""
    headings = [section.heading for section in sections if section.heading]
    asking = [heading.line for heading in headings if heading.kind is Kind.QUESTION]
    return asking[0] if asking and (labelled or len(asking) * 2 > len(headings)) else None
