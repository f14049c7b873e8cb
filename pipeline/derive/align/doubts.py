"""What speaks against the captions: they are another video's, on another clock, of another cut, or too short."""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from pipeline.content.post import Post
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.text.timecode import SECOND, label
from pipeline.derive.align.comparison import Comparison
from pipeline.derive.align.confidence import KEPT
from pipeline.derive.align.shift import Shift

# Captions of another video have 1 % of a text's words in runs that chance does not make, those of the most condensed text 45 %.
WRONG = 0.1
# Captions may round and close with applause; ten seconds of them beyond the end of the recording are another cut.
BEYOND = 10 * SECOND
# The last words of the captions and of the text: half a minute of talk.
LAST_WORDS = 100
# Captions that begin later have lost their beginning; most begin within seconds, behind music within half a minute.
LATE = 60 * SECOND
# A section of so many words of which none is found was not said: of what was, even condensed, one in eight is found (see `confidence`).
UNHEARD = 12

_INCOMPLETE = "fetch the captions again, or replace them by a complete file"


class Case(NamedTuple):
    """An alignment to be judged: `end` is that of the captions, `duration` the recording's if known, both in milliseconds."""

    post: Post
    compared: Comparison
    shift: Shift
    end: int
    duration: int | None


def wrong(compared: Comparison) -> bool:
    """Whether the captions belong to something else. Nothing can be said of a text without words."""
    return bool(compared.script.keys) and compared.matched < WRONG


def end_of_captions(compared: Comparison) -> int | None:
    """The block in which captions that are too short end; None if they last as long as the text."""
    found, tape = compared.found, compared.tape
    heard = next((n for n in reversed(range(len(found))) if found[n] >= 0), None)
    if heard is None or found[heard] < len(tape.keys) - LAST_WORDS or heard >= len(found) - LAST_WORDS:
        return None
    return next(n for n, block in enumerate(compared.script.blocks) if block.bounds[-1] > heard + 1)


def _beginning_of_captions(compared: Comparison) -> int | None:
    """The block in which captions begin that lack the text before it; None if they have the beginning."""
    found = compared.found
    heard = next((n for n, key in enumerate(found) if key >= 0), None)
    if heard is None or heard < LAST_WORDS or found[heard] >= LAST_WORDS:
        return None
    return next(n for n, block in enumerate(compared.script.blocks) if block.bounds[-1] > heard)


def unheard(compared: Comparison) -> frozenset[int]:
    """The blocks of sections (from one heading to the next) of which not one word is in the captions: they have no place."""
    blocks = compared.script.blocks
    edges, keys = (0, *compared.script.headings, len(blocks)), [*(block.bounds[0] for block in blocks), len(compared.found)]
    return frozenset(
        n
        for first, after in pairwise(edges)
        if keys[after] - keys[first] >= UNHEARD and max(compared.found[keys[first] : keys[after]]) < 0
        for n in range(first, after)
    )


def doubts(case: Case) -> tuple[Problem, ...]:
    """All problems with the captions."""
    return tuple(problem for doubt in _DOUBTS if (problem := doubt(case)))


def _wrong(case: Case) -> Problem | None:
    if not wrong(case.compared):
        return None
    what = f"the captions do not belong to this post: only {case.compared.matched:.0%} of its words are in them"
    video = case.post.video
    hint = f"check that {'the video' if video else 'the file beside the post'} and the language of the captions are the right ones"
    return Problem(Place(case.post.path, video.line if video else 1), what, hint)


def _condensed(case: Case) -> Problem | None:
    kept = case.compared.kept
    if not 0 < kept < KEPT or wrong(case.compared) or all(heading.at is not None for heading in case.post.headings):
        return None
    what = f"the post has only one in {1 / kept:.0f} of the words that are spoken, too few to tell when its questions are asked"
    return _warning(case, 1, what, "write the time of each question below its heading, such as <!-- at 12:34 -->")


def _moved(case: Case) -> Problem | None:
    seconds = case.shift.offset / SECOND
    if not seconds:
        return None
    what = f"according to the times in the post, the captions are {abs(seconds):.1f} s {'early' if seconds > 0 else 'late'}"
    return _warning(case, 1, what, "they are shifted by that; if the times in the post are right, nothing needs to be done")


def _changed(case: Case) -> Problem | None:
    last = case.shift.last
    if last is None:
        return None
    what = f"after {label(last.at)} the captions are shifted by a different amount"
    hint = "what follows is placed by the times in the post only; get captions that were made from this video"
    return _warning(case, case.compared.script.blocks[last.block].line, what, hint)


def _beyond(case: Case) -> Problem | None:
    if not case.duration or case.end <= case.duration + BEYOND:
        return None
    what = f"the captions go on until {label(case.end)}, but the recording ends at {label(case.duration)}: they are of different cuts"
    return _warning(case, 1, what, "get the complete recording, or captions that were made from this one")


def _short(case: Case) -> Problem | None:
    block = end_of_captions(case.compared)
    if block is None or wrong(case.compared):
        return None
    what = f"the captions end here, at {label(case.compared.tape.end)}, but the post goes on"
    return _warning(case, case.compared.script.blocks[block].line, what, _INCOMPLETE)


def _late(case: Case) -> Problem | None:
    block = _beginning_of_captions(case.compared)
    if block is None or wrong(case.compared):
        return None
    line, begin = case.compared.script.blocks[block].line, case.compared.tape.start(0)
    if begin > LATE:
        what = f"the captions begin here, at {label(begin)}, and do not contain what stands before"
        return _warning(case, line, what, _INCOMPLETE)
    hint = "if that text was added in writing, nothing needs to be done; otherwise, put the text into the order of the talk"
    return _warning(case, line, "the recording begins here: the text before this line is not in it", hint)


def _warning(case: Case, line: int, message: str, hint: str) -> Problem:
    return Problem(Place(case.post.path, line), message, hint, Severity.WARNING)


_DOUBTS: tuple[Callable[[Case], Problem | None], ...] = (_wrong, _condensed, _moved, _changed, _beyond, _late, _short)
