"""Plain transcripts with times, as people copy and services export them: who speaks from when on, then what they say.

Otter (`Ana Ruiz  0:03`), Rev and Riverside (`Ana Ruiz (00:03):`), Descript (`[00:00:03] Ana: ...`), TurboScribe (`[Ana Ruiz] (0:03 -
0:06)`), Krisp (`Ana Ruiz | 00:03`), YouTube's own panel (`0:03` alone, or `1:061 minute, 6 secondsthen they say`, with what screen readers
read out), Fathom (`@0:03 - Ana Ruiz (her firm)`), names in the lines above their times, and lyrics (`[00:03.50]...`, whose words may have
times as in WebVTT). A line may be an item or a heading. What comes before the first time is a title.
"""

import re
from collections import Counter
from collections.abc import Container
from itertools import pairwise

from pipeline.content.captions import frames, vtt
from pipeline.content.captions.cue import Track, one_by_one, voice
from pipeline.content.interview.labels import label_of, time_alone
from pipeline.content.text import timecode
from pipeline.content.text.names import has_form_of_name

_FEW = 3  # times that make a transcript
_MARKER = re.compile(r"(?:[-*]|#{1,6}) +")
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?"
_NAMED = re.compile(
    rf"^(?:\[([^\[\]\d:][^\[\]:]{{0,58}})\] ?|([^|\[\d:][^|\[:]{{0,58}}?) \| )\(?({_TIME}(?: *(?:[-–—]{{1,2}}>?|→) *{_TIME})?)\)?(?=\s|$)"
)
# `0:03 **Ana** They say`, and `**Ana** [0:03](https://...) They say`, where the time shows who that is.
_BOLD = r"\*\*([^*:\d][^*:]{0,58})\*\*"
_BEHIND_TIME = re.compile(rf"^(?:[-*] +)?([\[(]?{_TIME}(?:\.\d{{1,3}})?[\])]? +){_BOLD}(?= +[^\s:({{|·•–—-])", re.MULTILINE)
_BEFORE_TIME = re.compile(rf"^{_BOLD}(?= +\[?{_TIME}\]?(?!\]?:)[ (])")
_TIME_ALONE = re.compile(rf"\s*[\[(]?({_TIME})[\])]?\s*")
_LINKED = re.compile(rf"\[({_TIME})\]\([^()\s]*\)")
_FATHOM = re.compile(r"@([\d:]{4,8}) - ([^()]{1,60}?)(?: \(.*\))?")
_NOTHING = "No text"  # of Tactiq, where nobody speaks
_CHAPTER = re.compile(r"Chapter \d{1,3}: ")
# The time as screen readers read it out touches the time and the first word: `0:011 secondso` is `0:01`, `1 second` and `so`.
_ONE = "hour|minute|second|hora|minuto|segundo|Stunde|Minute|Sekunde|heure|ora"
_MANY = "hours|minutes|seconds|horas|minutos|segundos|Stunden|Minuten|Sekunden|heures|secondes|ore|minuti|secondi"
_UNIT = rf"(?:1 (?:{_ONE})|\d{{1,2}} (?:{_MANY}))"
_READ_OUT = re.compile(rf"(\d{{1,2}}:\d\d(?::\d\d)?){_UNIT}(?:(?:,| et| e| y) {_UNIT}){{0,2}}|(0:00)(?=[^\W\d]|[-–>\[(])")


def has_times(text: str) -> bool:
    """Whether enough lines begin with a time, or a name and a time, and time goes on from one to the next.

    Times with frames are no such times until they have fractions.
    """
    names = _names(text)
    starts = [begun[0] for line in text.split("\n") if (begun := _begun(line, names))]
    backwards = sum(1 for before, after in pairwise(starts) if after < before)
    return len(starts) >= _FEW and backwards * 10 <= len(starts) and frames.with_fractions(text) == text


def parse(text: str, _: str) -> Track:
    """A cue for each time, up to the next one."""
    names = _names(text)
    turns: list[tuple[int, int]] = []
    said: list[list[str]] = []
    for number, line in enumerate(_with_names_beside(text.split("\n")), 1):
        if begun := _begun(line, names):
            turns.append((number, begun[0]))
            said.append([begun[1]])
        elif said and not _CHAPTER.match(line):
            said[-1].append(line)
    return Track(one_by_one([(*turn, vtt.pieces("\n".join(lines))) for turn, lines in zip(turns, said, strict=True)]))


def _with_names_beside(lines: list[str]) -> list[str]:
    """The lines with names beside their times, where each time that is alone in its line has one in the line above, and they come back."""
    times = {at: found[1] for at, line in enumerate(lines) if (found := _TIME_ALONE.fullmatch(line))}
    names = {at: lines[at - 1].strip(" *:") if at else "" for at in times}
    if len(times) < _FEW or 2 * len({*names.values()}) > len(names) or not all(map(has_form_of_name, names.values())):
        return lines
    for at, time in times.items():
        lines[at - 1], lines[at] = "", f"{names[at]} ({time})"
    return lines


def _names(text: str) -> frozenset[str]:
    """The words in bold behind times that are names, since they come back."""
    counts = Counter(name for _, name in _BEHIND_TIME.findall(text)) if "**" in text else Counter()
    return frozenset(name for name, times in counts.items() if times > 1)


def _begun(line: str, names: Container[str]) -> tuple[int, str] | None:
    """The moment at which a line begins, and its words behind the mark of who speaks. `names` may stand in bold behind a time."""
    line = line.strip()
    if ":" not in line:
        return None
    if marker := _MARKER.match(line):
        line = line[marker.end() :]
    if "**" in line:
        found = _BEHIND_TIME.match(line)
        line = f"{found[1]}{found[2]}:{line[found.end() :]}" if found and found[2] in names else _BEFORE_TIME.sub(r"\1:", line)
        line = line.replace("**", "")
    if "](" in line:
        line = _LINKED.sub(r"[\1]", line)
    line = _NAMED.sub(r"\1\2 (\3):", line)
    if (named := _FATHOM.fullmatch(line)) and (moment := timecode.parse(named[1])) is not None:
        return moment, voice(named[2])
    if (read_out := _READ_OUT.match(line)) and (moment := timecode.parse(read_out[1] or read_out[2])) is not None:
        return moment, line[read_out.end() :]
    label = label_of(line)
    if label and label.at is not None:
        return label.at, voice(label.name.rstrip(",")) + line[label.length :].lstrip()
    alone = time_alone(line)
    return (alone[0], "" if line[alone[1] :] == _NOTHING else line[alone[1] :]) if alone else None
