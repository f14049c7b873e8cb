"""Puts cues in order of time, whatever the order of the file."""

from itertools import accumulate, groupby, pairwise
from operator import attrgetter, lt

from pipeline.content.captions.cue import Cue
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.text.timecode import HOUR, MINUTE, SECOND, label

_TIMELINES = (1, 10)  # hours
_ANEW = 2  # returns to the beginning: a recording that was transcribed in three parts
_BEGINNING = 2 * SECOND  # after the earliest cue
_AWAKE = 4 * HOUR  # nobody is silent for so long before the first word
_DAY = 24 * HOUR
_SOON = 2 * MINUTE  # after the full hour: nobody is silent for an hour and then speaks at its beginning


def in_order(cues: tuple[Cue, ...], name: str) -> tuple[tuple[Cue, ...], tuple[Problem, ...]]:
    """The cues by their starts, those of one start joined into one, and a warning about those that were out of order.

    No cues, and an error, for the parts of a recording one behind another, each of which counts from zero: time begins anew several times,
    and the parts lie over one another. The tracks of single speakers do not, since people let each other speak.
    """
    starts = [cue.start for cue in cues]
    if all(map(lt, starts, starts[1:])):
        return cues, ()
    late = [cue for before, cue in pairwise(cues) if cue.start < before.start]
    ordered = sorted(cues, key=attrgetter("start")) if late else cues
    anew = [cue for cue in late if cue.start - ordered[0].start <= _BEGINNING]
    if len(anew) >= _ANEW and _lie_over(cues, ordered[0].start + _BEGINNING):
        return (), (_in_parts(anew, name),)
    together = tuple(_one(list(group)) for _, group in groupby(ordered, attrgetter("start")))
    return together, (_unsorted(late, name),) if late else ()


def from_zero(cues: tuple[Cue, ...], name: str) -> tuple[tuple[Cue, ...], tuple[Problem, ...]]:
    """Cues in order, without the hour at which editors (DaVinci Resolve, Avid) let a timeline begin.

    It is an error, and there are no cues, if they begin at what may be the time of day (what Zoom saves during a meeting).
    """
    hours = cues[0].start // HOUR if cues else 0
    if hours not in _TIMELINES or cues[0].start % HOUR > _SOON:
        return ((), (_at_daytime(cues[0], name),)) if cues and cues[0].start >= _AWAKE else (cues, ())
    message = f"the captions begin at {hours}:00:00, like an editor's timeline; {'one hour was' if hours == 1 else f'{hours} hours were'} subtracted"
    problem = Problem(Place(name, cues[0].line), message, "export them from a timeline that begins at 0:00:00", Severity.WARNING)
    return tuple(cue.later(-hours * HOUR) for cue in cues), (problem,)


def _lie_over(cues: tuple[Cue, ...], beginning: int) -> bool:
    """Whether of the cues, once sorted, more than a third last into another one that comes from another part of the file.

    A part begins where time goes back to `beginning` or before. What is there twice does not lie over itself, and a few lines without times
    of their own are too few.
    """
    parts = accumulate((after.start < before.start and after.start <= beginning for before, after in pairwise(cues)), initial=0)
    ordered = sorted(zip(cues, parts, strict=True), key=lambda placed: placed[0].start)
    over = (
        part != other and after.start < before.end and after.text != before.text for (before, part), (after, other) in pairwise(ordered)
    )
    return sum(over) * 3 > len(cues)


def _one(group: list[Cue]) -> Cue:
    """The same text with the same times is the same cue; others of one start are lines of one."""
    first, *others = dict.fromkeys((cue.text, cue.end) for cue in group)
    if not others:
        return group[0]
    return group[0]._replace(end=max(cue.end for cue in group), text="\n".join(text for text, _ in (first, *others)), moments=())


def _in_parts(anew: list[Cue], name: str) -> Problem:
    message = f"the times begin anew {len(anew)} times, as where each part of a recording was transcribed by itself"
    hint = "transcribe the whole recording at once, or add to the times of each part the time at which it begins"
    return Problem(Place(name, anew[0].line), message, hint)


def _at_daytime(first: Cue, name: str) -> Problem:
    why = "which may be the time of day" if first.start < _DAY else "and no recording is silent for so long"
    message = f"the captions begin at {label(first.start)}, {why}"
    return Problem(Place(name, first.line), message, "subtract the time at which the recording begins from all times")


def _unsorted(late: list[Cue], name: str) -> Problem:
    count = "one cue is" if len(late) == 1 else f"{len(late)} cues are"
    hint = "nothing needs to be done if the captions read well; otherwise export them again"
    return Problem(Place(name, late[0].line), f"{count} out of order; the cues were sorted by their start", hint, Severity.WARNING)
