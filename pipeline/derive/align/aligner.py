"""Places every heading, turn and word of an edited post on the clock of its recording, using only the captions.

script, tape -> match -> boundaries, how sure they are -> times for the words between

The author's own times are used with confidence 1, except slips that the recording's length or its words rule out.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.content.captions import Captions
from pipeline.content.post import Post
from pipeline.content.problem import Problem
from pipeline.derive.align.bilingual import in_script_of
from pipeline.derive.align.candidates import candidates
from pipeline.derive.align.comparison import Comparison, compare
from pipeline.derive.align.confidence import ABSTAIN, SURE
from pipeline.derive.align.disputes import disputes
from pipeline.derive.align.doubts import Case, doubts, end_of_captions, unheard, wrong
from pipeline.derive.align.script import Script, script
from pipeline.derive.align.shift import Shift, shift_of
from pipeline.derive.align.tape import Tape, cut, shifted, tape
from pipeline.derive.align.timing import utterances
from pipeline.derive.alignment import Alignment, Placed, Utterance
from pipeline.derive.marks import Mark, consistent


def align(post: Post, captions: Captions, duration: int | None = None) -> Alignment:
    """Place a post. `duration` is the recording's in milliseconds, if known: nothing is placed beyond it.

    Captions that share too little with the text are refused: then only what has a time of the author's own is placed, and there is an error
    among the `problems`. From where the captions change to another clock, they place nothing either.
    """
    text = script(post)
    captions = in_script_of(captions, text.keys)
    record = tape(captions)
    noted = [Mark(n, block.line, block.at) for n, block in enumerate(text.blocks) if block.at is not None]
    possible, objections = consistent(noted, post.path, duration)
    shift, moved, given, slips = _on_authors_clock(text, record, possible, post.path)
    compared = compare(text, cut(moved, duration) if duration else moved, given)
    problems = (*objections, *slips, *doubts(Case(post, compared, shift, moved.end, duration)))
    trusted = 0 if wrong(compared) else shift.last.block + 1 if shift.last else len(text.blocks)
    placed, spoken = _placed(compared, given, trusted)
    end = end_of_captions(compared)
    heard = trusted if end is None else min(trusted, end)
    return Alignment(
        headings=tuple(_heading(compared, n, placed[n], captions if n < heard else None) for n in text.headings),
        turns=tuple(_turn([placed[n] for n in blocks]) for blocks in text.turns),
        paragraphs=tuple(placed[n] for n in text.paragraphs),
        utterances=tuple(utterance for utterance in spoken if utterance),
        matched=compared.matched,
        offset=shift.offset,
        problems=problems,
    )


class _OnAuthorsClock(NamedTuple):
    """The shift of the captions' clock, the tape moved by it, the author's times that are used, and problems with the others."""

    shift: Shift
    tape: Tape
    given: tuple[Mark, ...]
    problems: tuple[Problem, ...]


def _on_authors_clock(text: Script, record: Tape, given: tuple[Mark, ...], path: str) -> _OnAuthorsClock:
    """The tape on the clock of the author's times, which the words of the text, matched without them, confirm or contradict."""
    if not given:
        return _OnAuthorsClock(Shift(), record, given, ())
    alone = compare(text, record, ())
    heard = {n: record.start(guess.key) for n, guess in enumerate(alone.guesses) if guess.confidence >= ABSTAIN}
    shift = shift_of(given, heard, {n for n in heard if alone.guesses[n].confidence >= SURE})
    moved = shifted(record, shift.offset)
    compared = tuple(mark for mark in given if not shift.last or mark.block <= shift.last.block)
    kept, slips = disputes(alone._replace(tape=moved), compared, path)
    return _OnAuthorsClock(shift, moved, (*kept, *given[len(compared) :]), slips)


def _placed(compared: Comparison, given: Sequence[Mark], trusted: int) -> tuple[list[Placed], Sequence[Utterance | None]]:
    """The place of every block, and its words. The captions are trusted for the first `trusted` blocks."""
    own, absent = {mark.block: mark.at for mark in given}, unheard(compared)
    sure = [1.0 if n in own else guess.confidence if n < trusted and n not in absent else 0.0 for n, guess in enumerate(compared.guesses)]
    openings = _ascending(
        [None if sure[n] < ABSTAIN else own.get(n, compared.tape.start(guess.key)) for n, guess in enumerate(compared.guesses)]
    )
    keys = compared.script.blocks[trusted].bounds[0] if trusted < len(openings) else len(compared.found)
    used = compared.found[:keys] + [-1] * (len(compared.found) - keys)
    spoken = utterances(compared.script, used, compared.tape, openings)
    return [
        Placed(opening, opening if opening is None or utterance is None else utterance.ends[-1], round(certainty, 3))
        for opening, utterance, certainty in zip(openings, spoken, sure, strict=True)
    ], spoken


def _ascending(openings: Sequence[int | None]) -> list[int | None]:
    """Moves starts so that no block begins after the next one: a guess gives way if the author's time follows."""
    kept: list[int | None] = []
    limit: int | None = None
    for opening in reversed(openings):
        kept.append(opening if opening is None or limit is None else min(opening, limit))
        limit = limit if opening is None else kept[-1]
    return kept[::-1]


def _heading(compared: Comparison, block: int, placed: Placed, captions: Captions | None) -> Placed:
    """A heading; if it abstained and there are captions to show, with the two best places for it."""
    if placed.start is not None or captions is None:
        return placed
    return Placed(None, None, placed.confidence, candidates(block, compared, captions))


def _turn(paragraphs: Sequence[Placed]) -> Placed:
    """From the start of the first paragraph to the end of the last one."""
    if not paragraphs or paragraphs[0].start is None:
        return Placed(None, None, paragraphs[0].confidence if paragraphs else 0.0)
    return Placed(paragraphs[0].start, max(part.end or 0 for part in paragraphs), paragraphs[0].confidence)
