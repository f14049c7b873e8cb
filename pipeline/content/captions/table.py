"""Tables with a line for each segment, as Whisper (tabs) and Premiere Pro (commas) write them; the first line has the columns' names.

Audacity's labels, in which its speech recognition writes, are such a table without names: `0.000000	2.500000	Hello.`
"""

import re
from io import StringIO

from pipeline.content.captions import frames, segmentlist
from pipeline.content.captions.cue import Track
from pipeline.content.captions.items import are_columns
from pipeline.content.captions.jsonvalue import Json
from pipeline.content.problem import Place, Problem, Severity

_LONGEST = 1000  # characters, at most, of a line that names columns
_SEPARATOR = re.compile("[\t,;]")
_LABEL = re.compile(r"\d+\.\d{6}\t\d+\.\d{6}\t")
_LABEL_COLUMNS = "start\tend\ttext"


def has_columns(text: str) -> bool:
    """Whether the first line names columns that tell what is said and when."""
    return are_columns(_columns(_parted(text)[0]))


def parse(text: str, name: str) -> Track:
    """A cue for each line. A quotation that never ends swallows what is behind it: then there is a problem."""
    import csv  # noqa: PLC0415 - few captions are tables

    first, rest = _parted(frames.with_fractions(text))
    separator = max("\t,;", key=first.count)
    # Whisper, which writes tabs, puts no quotation marks around cells.
    rows = csv.reader(StringIO(rest), delimiter=separator, quoting=csv.QUOTE_NONE if separator == "\t" else csv.QUOTE_MINIMAL)
    columns = _columns(first)
    segments: list[Json] = []
    problems: tuple[Problem, ...] = ()
    try:
        segments += (dict(zip(columns, row, strict=False)) for row in rows if row)
    except csv.Error as error:
        problems = (Problem(Place(name, rows.line_num + 1), f"the table is damaged: {error}", "export it again", Severity.WARNING),)
    track = segmentlist.parse(segments, name)
    return track._replace(problems=(*problems, *track.problems))


def _parted(text: str) -> tuple[str, str]:
    """The first line, or what of it can be columns' names, and the others."""
    text = text.lstrip()
    if _LABEL.match(text):
        return _LABEL_COLUMNS, text
    first, _, rest = text.partition("\n")
    return first[:_LONGEST], rest


def _columns(first: str) -> list[str]:
    """The names of the columns, spelled as services spell them in JSON: `Start Time` is `start_time`."""
    return [name.strip(' "').lower().replace(" ", "_") for name in _SEPARATOR.split(first)]
