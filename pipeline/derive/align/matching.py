"""Which words of a script are which words of a recording: seeds, chained with gap costs, then extended, as genome aligners do.

Edited text is hardly ever reordered, so the match is monotone. Speech recognition fails on names, so single rare words prove little; runs
of words do, even of common ones. What a run proves is counted in bits: how improbable it is by chance. What a gap costs is counted in bits
as well, so that the two can be compared.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from math import log2
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

# Three words are the shortest run that is rare by itself: in an hour of talk most triples occur once, most pairs often.
SEED_WORDS = 3
# A triple that occurs more often than this in the captions ("a lot of") is no seed; a longer run that contains it is found by its others.
SEED_REPEATS = 8
# No word counts more than one with a frequency of 1 in 1,000: the rarest are names, which captions misspell and editors add.
WORD_BITS = 10.0
# A gap costs what it would take to tell it: three bits that one begins (after one word in six in a text near to what was said, one in
# three in a condensed one), and one each time that either side of it is twice as long.
GAP_BITS = 3.0
# Editors cut before a question or a paragraph rather than in the middle of one: of the gaps of one unwritten word 3 times as many as words
# begin there, of those of 8 to 15 words 10 times, of 32 to 63 words 22 times. So passed words cost half there, in bits.
CUT_SHARE = 0.5
# Nobody cuts more than a minute and a half out of the middle of what is said: of 39,000 gaps there, 16 have 64 to 255 words, and none has
# more. But what opens or closes a talk ("this week we'll talk about") is said in the next one as well. So beyond 8 bits of words, a passage
# that is twice as long costs three bits more.
LONGEST_CUT_BITS, LEAP_BITS = 8, 3
# How many earlier runs are tried as the one before. True neighbours are a few runs away; the rest are chance runs.
LOOK_BACK = 100
# Between two anchors a word is looked for near one of them: within twice as many words as the shorter side has, and some room for
# fillers and false starts. Farther than a minute and a half of talk from both, a single word proves nothing.
ROOM = 10
FARTHEST = 250


class Run(NamedTuple):
    """`size` equal words in a row, from index `script` in the script and index `tape` in the recording, worth `bits`."""

    script: int
    tape: int
    size: int
    bits: float


def match(script: Sequence[str], tape: Sequence[str], worth: Mapping[str, float], openings: Sequence[int]) -> list[int]:
    """For every key of the script the index of the same spoken word in the tape, or -1; ascending. `worth` comes from `bits`.

    `openings` are the keys of the script that open a heading or paragraph, ascending. A seed must be worth more than what occurs once by
    chance among all pairs of places: log2 of their number, in bits.
    """
    chance = log2(len(script) * len(tape) or 1)
    sums = list(accumulate(map(worth.__getitem__, script), initial=0.0))
    opening = _next(openings, len(script))
    anchors = chain(_valued(_seeds(script, tape), sums, chance), opening)
    runs = chain(_valued(_extended(anchors, script, tape), sums, 0.0), opening)
    found = [-1] * len(script)
    for run in runs:
        found[run.script : run.script + run.size] = range(run.tape, run.tape + run.size)
    return found


def bits(script: Sequence[str], tape: Sequence[str]) -> dict[str, float]:
    """What each word is worth as evidence, in bits: the rarer, the more."""
    counts = Counter(script)
    counts.update(tape)
    total = log2(counts.total() or 1)
    return {word: min(WORD_BITS, total - log2(count)) for word, count in counts.items()}


def _valued(runs: Iterable[tuple[int, int, int]], sums: Sequence[float], least: float) -> list[Run]:
    """The runs worth at least `least` bits, in order of the script; `sums` are the cumulative bits of the script before each word."""
    return sorted(Run(i, j, size, bits) for i, j, size in runs if (bits := sums[i + size] - sums[i]) >= least)


def _seeds(script: Sequence[str], tape: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """All maximal common runs of three or more words, as (script, tape, size)."""
    last, before = _index(tape)
    reached: dict[int, int] = {}  # by diagonal, the word of the script up to which its runs have been yielded
    for i, place in enumerate(map(last.get, _grams(script))):
        if place is None or (before[place] < 0 and reached.get(place - i, 0) > i):
            continue
        for j in _places(place, before):
            if reached.get(j - i, 0) <= i:
                size = _size(script, tape, i, j)
                reached[j - i] = i + size
                yield i, j, size


def _index(words: Sequence[str]) -> tuple[dict[tuple[str, ...], int], list[int]]:
    """The last place of each triple of words, and for each place the previous place of the same triple, or -1."""
    last: dict[tuple[str, ...], int] = {}
    before = [-1] * len(words)
    for place, gram in enumerate(_grams(words)):
        earlier = last.setdefault(gram, place)
        if earlier != place:
            before[place], last[gram] = earlier, place
    return last, before


def _places(last: int, before: Sequence[int]) -> Sequence[int]:
    """All places of a triple, from the last one backwards; none if there are too many."""
    found = []
    while last >= 0:
        found.append(last)
        last = before[last]
    return found if len(found) <= SEED_REPEATS else ()


def _size(script: Sequence[str], tape: Sequence[str], i: int, j: int) -> int:
    """How many words are equal from these places on; the first three are."""
    n, most = SEED_WORDS, min(len(script) - i, len(tape) - j)
    while n < most and script[i + n] == tape[j + n]:
        n += 1
    return n


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[n:] for n in range(SEED_WORDS)), strict=False)


def _next(openings: Sequence[int], size: int) -> list[int]:
    """For each of `size` keys, and the one after them, the next opening at or after it; `size + 1` if there is none."""
    found: list[int] = []
    for opening in openings:
        found += [opening] * (opening + 1 - len(found))
    return found + [size + 1] * (size + 1 - len(found))


def chain(runs: list[Run], opening: Sequence[int]) -> list[Run]:
    """The monotone selection of runs, without overlaps, that is worth the most bits after the cost of its gaps."""
    best: list[float] = []
    peak: list[float] = []
    before: list[int] = []
    for k, run in enumerate(runs):
        i, j, _, bits = run
        top, link = bits, -1
        for p in range(k - 1, max(-1, k - 1 - LOOK_BACK), -1):
            if peak[p] + bits <= top:
                break
            i_before, j_before, _, _ = runs[p]
            if i_before < i and j_before < j and (score := best[p] + _gain(runs[p], run, opening)) > top:
                top, link = score, p
        best.append(top)
        peak.append(max(top, peak[-1]) if peak else top)
        before.append(link)
    last = max(range(len(runs)), key=best.__getitem__, default=-1)
    return _without_overlaps(_followed(runs, before, last), opening)


def _gain(run: Run, after: Run, opening: Sequence[int]) -> float:
    """What it is worth to append `after`, which begins later, to `run`: its bits, less those of an overlap, less the cost of the gap."""
    i_before, j_before, size_before, _ = run
    i, j, size, bits = after
    skipped, passed = i - i_before - size_before, j - j_before - size_before
    if skipped >= 0 < passed:
        cost = CUT_SHARE * passed.bit_length() if opening[i - skipped] <= i else _leap(passed)
        return bits - (GAP_BITS + skipped.bit_length() + cost)
    cost = GAP_BITS + (_leap(passed) if passed > 0 else skipped.bit_length()) if skipped > 0 or passed > 0 else 0.0
    return bits * (1 + min(skipped, passed) / size) - cost


def _leap(passed: int) -> int:
    """What it costs, in bits, to pass so many words in the middle of a block."""
    length = passed.bit_length()
    return length + (LEAP_BITS - 1) * max(0, length - LONGEST_CUT_BITS)


def _followed(runs: list[Run], before: list[int], last: int) -> list[Run]:
    chosen = []
    while last >= 0:
        chosen.append(runs[last])
        last = before[last]
    return chosen[::-1]


def _without_overlaps(runs: list[Run], opening: Sequence[int]) -> list[Run]:
    """Runs without overlaps: the later one is cut, except for words that open a block, which are said with what follows them."""
    kept: list[Run] = []
    i_end = j_end = 0
    for run in runs:
        i, j, size, bits = run
        if kept and j_end <= j and kept[-1].script < opening[i] < i_end:
            last = kept.pop()
            i_end, j_end = opening[i], last.tape + opening[i] - last.script
            kept.append(last._replace(size=i_end - last.script))
        cut = max(0, i_end - i, j_end - j)
        if cut < size:
            kept.append(Run(i + cut, j + cut, size - cut, bits) if cut else run)
            i_end, j_end = i + size, j + size
    return kept


def _extended(anchors: list[Run], script: Sequence[str], tape: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The anchors, and matches between them, word by word and near the anchors that they would belong to."""
    for before, after in pairwise([Run(0, 0, 0, 0.0), *anchors, Run(len(script), len(tape), 0, 0.0)]):
        words = range(before.script + before.size, after.script)
        heard = range(before.tape + before.size, after.tape)
        reach = min(2 * min(len(words), len(heard)) + ROOM, FARTHEST)
        yield from _matched(words[:reach], heard[:reach], script, tape)
        if max(len(words), len(heard)) > reach:
            yield from _matched(words[-reach:], heard[-reach:], script, tape)
        if after.size:
            yield after.script, after.tape, after.size


def _matched(words: range, heard: range, script: Sequence[str], tape: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The equal runs in the shortest edit between two stretches (Levenshtein)."""
    if not words or not heard:
        return
    for operation in Levenshtein.opcodes(script[words.start : words.stop], tape[heard.start : heard.stop]):
        if operation.tag == "equal":
            yield words.start + operation.src_start, heard.start + operation.dest_start, operation.src_end - operation.src_start
