"""Checks the author's own times against the words: a slip must not cost the times of everything around it."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from pipeline.content.problem import Problem
from pipeline.content.text.timecode import SECOND, label
from pipeline.derive.align.comparison import Comparison
from pipeline.derive.align.doubts import BEYOND, wrong
from pipeline.derive.marks import Mark, mistimed

# People's marks of the same moment lie within three seconds of each other; ten are no longer a matter of taste.
FAR = 10 * SECOND
# Nine in ten guesses as sure as this are right: enough to ask a person to listen.
LIKELY = 0.7
# So many words of the text heard after its place are no chance matches at the end of captions that stop too early.
PRESENT = 10
# A time puts words on its wrong side. Half a minute of talk may be, and in a long recording a tenth of all that is heard: clocks of
# captions differ by seconds or an introduction, seldom by more; what goes further is a slip.
LEAST_LOST, SHARE_LOST = 75, 0.1


def disputes(heard: Comparison, given: Sequence[Mark], path: str) -> tuple[tuple[Mark, ...], tuple[Problem, ...]]:
    """The times that are used, and a problem for each that the words contradict, whether it is used or not.

    `heard` is the text matched without the author's times, with its tape on the author's clock. If the captions belong to something else,
    they prove nothing.
    """
    if wrong(heard):
        return tuple(given), ()
    hits = [(place, key) for place, key in enumerate(heard.found) if key >= 0]
    objections = {mark: objection for mark in given if (objection := _objection(heard, mark, hits))}
    problems = tuple(mistimed(mark, path, objection, used=used) for mark, (objection, used) in objections.items())
    refused = {mark for mark, (_, used) in objections.items() if not used}
    return tuple(mark for mark in given if mark not in refused), problems


def _objection(heard: Comparison, mark: Mark, hits: Sequence[tuple[int, int]]) -> tuple[str, bool] | None:
    """What the words say against a time, and whether it is used all the same. `hits` are the keys of script and tape that match."""
    guess, tape = heard.guesses[mark.block], heard.tape
    there = tape.start(guess.key)
    written = bisect_left(hits, heard.script.blocks[mark.block].bounds[0], key=itemgetter(0))
    said = bisect_left(hits, bisect_left(tape.starts, mark.at), key=itemgetter(1))
    likely, lost = guess.confidence >= LIKELY, abs(written - said)  # the matches on the wrong side of the time, as both keys ascend
    if likely and lost >= PRESENT and mark.at > tape.end + BEYOND:
        return f"is after the end of the captions ({label(tape.end)}); the words are heard at {label(there)}", False
    if lost > max(LEAST_LOST, SHARE_LOST * len(hits)):
        return f"contradicts the captions: the words around it are heard at {label(there)}", False
    if likely and abs(mark.at - there) > FAR:
        return f"contradicts the captions: the words are heard at {label(there)}", True
    return None
