"""What confidence is worth when posts and captions are damaged in the ways that real ones are.

    python -m bench.align.damage CORPUS

Each kind of damage is done to all recordings of a corpus (`bench/align/corpus.py` describes it) but the one of another video. Chance is the
same in each run.
"""

import argparse
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench import markdown
from bench.align.accuracy import Outcome, outcomes, shares
from bench.align.corpus import WRONG_VIDEO, Recording, recordings
from pipeline.content import captions
from pipeline.content.captions import Captions, Word
from pipeline.content.post import Paragraph, Section
from pipeline.content.text.timecode import MINUTE, SECOND, exact
from pipeline.derive.align.confidence import SURE

HEADER = ("damage", "sure", "within 3 s", "off by > 10 s", "abstained", "within 3 s", "off by > 10 s")


class Pair(NamedTuple):
    """A recording to be damaged, another one from which words may come, and chance."""

    recording: Recording
    other: Recording
    chance: Random


Damage = Callable[[Pair], Iterator[Recording]]


def _heard(change: Callable[[Pair], Captions]) -> Damage:
    """Damage of the captions alone."""

    def damage(pair: Pair) -> Iterator[Recording]:
        yield pair.recording._replace(captions=change(pair))

    return damage


def _written(change: Callable[[Section, Pair], Section]) -> Damage:
    """Damage of each section of the post."""

    def damage(pair: Pair) -> Iterator[Recording]:
        post = pair.recording.post
        yield pair.recording._replace(post=post._replace(sections=tuple(change(section, pair) for section in post.sections)))

    return damage


def _asked(change: Callable[[str, Pair], str]) -> Damage:
    """Damage of each question."""

    def ask(section: Section, pair: Pair) -> Section:
        heading = section.heading
        return section._replace(heading=heading._replace(text=change(heading.text, pair))) if heading else section

    return _written(ask)


def _answered(change: Callable[[str], str]) -> Damage:
    """Damage of each paragraph below a question."""

    def cut(paragraph: Paragraph) -> Paragraph:
        return paragraph._replace(spoken=change(paragraph.spoken))

    def answer(section: Section, _: Pair) -> Section:
        return section._replace(turns=tuple(turn._replace(paragraphs=tuple(map(cut, turn.paragraphs))) for turn in section.turns))

    return _written(answer)


def _kept(whole: Captions, kept: Callable[[int], bool]) -> Captions:
    """The words whose start (ms) is kept."""
    indices = [n for n, start in enumerate(whole.starts) if kept(start)]
    cues, turns = set(whole.cues), dict(whole.turns)
    return whole._replace(
        texts=tuple(whole.texts[n] for n in indices),
        starts=tuple(whole.starts[n] for n in indices),
        ends=tuple(whole.ends[n] for n in indices),
        turns=tuple((k, turns[n]) for k, n in enumerate(indices) if n in turns),
        cues=tuple(k for k, n in enumerate(indices) if n in cues),
    )


def _lost(length: int, each: int, pair: Pair) -> Captions:
    """Captions lost for `length` in `each` (both in ms)."""
    return _kept(pair.recording.captions, lambda start: start % each < each - length)


def _first_half(pair: Pair) -> Captions:
    whole = pair.recording.captions
    return _kept(whole, lambda start: 2 * start < whole.ends[-1])


def _second_half(pair: Pair) -> Captions:
    whole = pair.recording.captions
    return _kept(whole, lambda start: 2 * start >= whole.ends[-1])


def _joined(length: int, pair: Pair) -> Captions:
    """Cues joined as long as they do not get longer than `length` (ms)."""
    whole = pair.recording.captions
    joined: list[tuple[int, int]] = []
    for first, after in pairwise([*whole.cues, len(whole.texts)]):
        if joined and whole.ends[after - 1] - whole.starts[joined[-1][0]] <= length:
            joined[-1] = joined[-1][0], after
        else:
            joined.append((first, after))
    cues = (
        f"{exact(whole.starts[first])} --> {exact(whole.ends[after - 1])}\n{' '.join(whole.texts[first:after])}\n"
        for first, after in joined
    )
    words, _ = captions.read("\n".join(("WEBVTT\n", *cues)).encode(), "captions.vtt")
    return words or whole


def _misheard(share: float, pair: Pair) -> Captions:
    """That share of the words misheard, left out or put in."""
    whole, chance = pair.recording.captions, pair.chance
    words: list[Word] = []
    for word in whole.words:
        other = chance.choice(whole.texts)
        if chance.random() >= share:
            words.append(word)
        else:
            words += chance.choice(([word._replace(text=other)], [], [word, word._replace(text=other, start=word.end, turn=False)]))
    return Captions.of(words, exact=whole.exact, language=whole.language)._replace(cues=tuple(range(len(words))))


def _among_others(pair: Pair) -> Iterator[Recording]:
    """Another talk of the show in front of it and one behind it."""
    before, whole = pair.other.captions, pair.recording.captions
    begin = before.ends[-1]
    behind = before.shifted(begin + whole.ends[-1])
    words = (*before.words, *whole.shifted(begin).words, *behind.words)
    joined = Captions.of(words, exact=whole.exact, language=whole.language)._replace(cues=tuple(range(len(words))))
    moved = {heading: second + begin / SECOND for heading, second in pair.recording.truth.items()}
    yield pair.recording._replace(captions=joined, truth=moved)


def _ordered(sections: Sequence[Section], recording: Recording) -> Recording:
    """The same recording with these sections of its post, each with its mark."""
    seconds = {heading: recording.truth.get(n) for n, heading in enumerate(recording.post.headings)}
    post = recording.post._replace(sections=tuple(sections))
    truth = {n: second for n, heading in enumerate(post.headings) if (second := seconds[heading]) is not None}
    return recording._replace(post=post, truth=truth)


def _exchanged(pair: Pair) -> Iterator[Recording]:
    """One section in twenty exchanged with its neighbour."""
    sections = list(pair.recording.post.sections)
    for n in range(1, len(sections) - 1):
        if pair.chance.random() < 1 / 20:
            sections[n : n + 2] = sections[n + 1], sections[n]
    yield _ordered(sections, pair.recording)


def _halves_exchanged(pair: Pair) -> Iterator[Recording]:
    sections = pair.recording.post.sections
    middle = len(sections) // 2
    yield _ordered((*sections[middle:], *sections[:middle]), pair.recording)


def _excerpts(size: int, pair: Pair) -> Iterator[Recording]:
    """So many sections in a row, four times."""
    sections = pair.recording.post.sections
    for _ in range(4):
        first = pair.chance.randrange(max(1, len(sections) - size))
        yield _ordered(sections[first : first + size], pair.recording)


def _five_words(question: str, pair: Pair) -> str:
    words = question.split()
    return " ".join(pair.chance.sample(words, min(5, len(words))))


def _of_another(question: str, pair: Pair) -> str:
    """One question in eight exchanged for one of another talk."""
    return pair.chance.choice(pair.other.post.headings).text if pair.chance.random() < 1 / 8 else question


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!]) ", text)


def _first_sentence(question: str, _: Pair) -> str:
    return _sentences(question)[0]


def _fifth_sentence(paragraph: str) -> str:
    return " ".join(_sentences(paragraph)[::5])


def _half(paragraph: str) -> str:
    words = paragraph.split()
    return " ".join(words[: (len(words) + 1) // 2])


KINDS: Mapping[str, Damage] = {
    "none": lambda pair: iter((pair.recording,)),
    "captions lost for a minute in each five": _heard(partial(_lost, MINUTE, 5 * MINUTE)),
    "captions lost for 15 s in each two minutes": _heard(partial(_lost, 15 * SECOND, 2 * MINUTE)),
    "captions of the first half alone": _heard(_first_half),
    "captions of the second half alone": _heard(_second_half),
    "cues joined to 10 s at most": _heard(partial(_joined, 10 * SECOND)),
    "to 20 s": _heard(partial(_joined, 20 * SECOND)),
    "to 45 s": _heard(partial(_joined, 45 * SECOND)),
    "one word in eight misheard, left out or put in": _heard(partial(_misheard, 1 / 8)),
    "three words in ten": _heard(partial(_misheard, 0.3)),
    "another talk in front of it and behind it": _among_others,
    "one section in twenty exchanged with its neighbour": _exchanged,
    "the second half put before the first": _halves_exchanged,
    "every question replaced by five of its words in another order": _asked(_five_words),
    "by its first sentence": _asked(_first_sentence),
    "by `Why is that?`": _asked(lambda *_: "Why is that?"),
    "one question in eight exchanged for another talk's": _asked(_of_another),
    "four sentences in five left out of the answers": _answered(_fifth_sentence),
    "the second half of each paragraph of the answers left out": _answered(_half),
    "six sections in a row, four times of each": partial(_excerpts, 6),
    "three": partial(_excerpts, 3),
}


def row(name: str, judged: Collection[Outcome]) -> tuple[str, ...]:
    """The cells below `HEADER`."""
    placed = [outcome for outcome in judged if outcome.error is not None]
    errors = [outcome.error for outcome in placed if outcome.error is not None]
    sure = [outcome.error for outcome in placed if outcome.error is not None and outcome.confidence >= SURE]
    return name, f"{len(sure) / len(judged):.0%}", *shares(sure), f"{1 - len(placed) / len(judged):.1%}", *shares(errors)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    given = parser.parse_args()
    whole = [recording for recording in recordings(given.corpus) if recording.tier != WRONG_VIDEO]
    told = []
    for name, damage in KINDS.items():
        pairs = (Pair(recording, whole[n - 1], Random(n)) for n, recording in enumerate(whole))  # noqa: S311  (the same chance each time)
        told.append(row(name, [outcome for pair in pairs for damaged in damage(pair) for outcome in outcomes(damaged)]))
    print(markdown.table(HEADER, told))


if __name__ == "__main__":
    main()
