"""CPU and memory of `align` beside rapidfuzz alone and difflib, at 10,000 and 30,000 words.

    python -m bench.align.speed CORPUS [--rounds 5] [--words 10000,30000] [--json FILE]

The text is the corpus's, recording after recording. What a speech recogniser would have made of it is made here, the same each time:
12 % of the words wrong (two thirds replaced, a sixth lost, a sixth doubled), 3 % fillers, and eight passages of a hundredth each that
the text does not have. Each run is a process of its own, the aligners take turns, and the median of the rounds is told; memory is the
peak of what Python allocated in the run. The rivals get lists of words and say which are equal; `align` begins with a post and
captions and ends with a time for every word.
"""

import argparse
import gc
import json
import random
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import cycle, islice
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from bench import markdown
from bench.align.corpus import recordings
from bench.comparison import Comparison
from bench.measured import Measured
from bench.ratio import Ratio, ratio
from pipeline.content.captions import Captions, Word
from pipeline.content.post import Heading, Kind, Paragraph, Post, Section, Turn
from pipeline.derive.align import align
from pipeline.derive.align.script import script
from pipeline.derive.align.tape import tape

DIFFLIB_WORDS = 10_000  # at most: difflib needs minutes for what the others do in a moment
OURS, PEER = "align", "rapidfuzz"
PACE = 350  # ms a word, as fast as people talk
FILLERS = ("um", "uh", "you know", "like", "so", "yeah", "right", "i mean")


def made(corpus: Path, words: int) -> tuple[Post, Captions]:
    """A post of about this many words, and captions as a speech recogniser would make them."""
    chance = random.Random(7)  # noqa: S311  (the same mistakes each time)
    posts = [recording.post for recording in recordings(corpus)]
    spoken = list(islice(cycle(word for post in posts for word in _words(post)), words * 109 // 100))
    passage = words // 100
    cut = {start + n for start in chance.sample(range(len(spoken) - passage), 8) for n in range(passage)}
    heard = [mistaken for word in spoken for mistaken in _heard(word, spoken, chance)]
    written = [word for n, word in enumerate(spoken) if n not in cut]
    return posts[0]._replace(sections=tuple(_sections(written))), _captions(heard)


def _words(post: Post) -> Iterator[str]:
    for section in post.sections:
        if section.heading:
            yield from section.heading.text.split()
        for turn in section.turns:
            for paragraph in turn.paragraphs:
                yield from paragraph.spoken.split()


def _sections(written: list[str]) -> Iterator[Section]:
    """A question of 20 words and an answer of two paragraphs for every 200 words."""
    for line in range(0, len(written), 200):
        question, *answer = (" ".join(written[line + first : line + last]) for first, last in ((0, 20), (20, 110), (110, 200)))
        paragraphs = tuple(Paragraph(line + n, text, "") for n, text in enumerate(answer, 1))
        yield Section(Heading(line, question, Kind.QUESTION, "Host", question[:100]), (Turn(line, "Guest", paragraphs),))


def _heard(word: str, vocabulary: list[str], chance: random.Random) -> Iterator[str]:
    if chance.random() < 0.03:
        yield from chance.choice(FILLERS).split()
    luck = chance.random()
    if luck < 0.08:
        yield chance.choice(vocabulary)
    elif luck < 0.10:
        return
    else:
        yield word
        if luck < 0.12:
            yield word


def _captions(heard: list[str]) -> Captions:
    return Captions.of([Word(word, n * PACE, (n + 1) * PACE) for n, word in enumerate(heard)], exact=False)


def one(name: str, post: Post, captions: Captions) -> dict[str, float]:
    """CPU milliseconds of one aligner, and the megabytes that it uses in a second run."""
    text, heard = script(post).keys, tape(captions).keys
    aligners: dict[str, Callable[[], object]] = {
        OURS: lambda: align(post, captions),
        PEER: lambda: Levenshtein.opcodes(*_letters(text, heard)),
        "difflib": lambda: SequenceMatcher(None, text, heard, autojunk=False).get_opcodes(),
    }
    gc.collect()
    gc.freeze()  # what was read to make the words is no part of the work
    began = time.process_time()
    aligners[name]()
    spent = time.process_time() - began
    tracemalloc.start()
    aligners[name]()
    return {"ms": spent * 1000, "mb": tracemalloc.get_traced_memory()[1] / 2**20}


def _letters(*texts: list[str]) -> Iterator[str]:
    """One character for each distinct word: the form in which rapidfuzz is fastest."""
    ids: dict[str, int] = {}
    return ("".join(chr(0x10000 + ids.setdefault(word, len(ids))) for word in text) for text in texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--words", default="10000,30000")
    parser.add_argument("--json", type=Path, help="a file for the ratios")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(one(given.one, *made(given.corpus, int(given.words)))))
        return
    compared, rows = [], []
    for words in map(int, given.words.split(",")):
        taken = raced(given.corpus, words, given.rounds)
        for name, runs in taken.items():
            ms, mb = (statistics.median(run[what] for run in runs) for what in ("ms", "mb"))
            rows.append((f"{words:,}", name, f"{ms:.0f}", str(_times(runs, taken[PEER])), f"{mb:.0f}"))
        compared.append(Comparison(f"alignment of {words:,} words", PEER, None, _times(taken[OURS], taken[PEER]), _goal(words)))
    print(markdown.table(("words", "aligner", "CPU ms", "of rapidfuzz", "MB"), rows))
    Measured(jobs=tuple(compared)).keep(given.json)


def raced(corpus: Path, words: int, rounds: int) -> dict[str, list[dict[str, float]]]:
    """The usage of each aligner, one run in each round."""
    names = (PEER, OURS, *(("difflib",) if words <= DIFFLIB_WORDS else ()))
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            command = [sys.executable, "-m", "bench.align.speed", str(corpus), "--words", str(words), "--one", name]
            run = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
            if run.returncode:
                sys.exit(run.returncode)  # it has said why
            taken[name].append(json.loads(run.stdout))
    return taken


def _goal(words: int) -> float:
    """The wanted ratio. The time of rapidfuzz grows with the square of the number of words, that of `align` linearly."""
    return 3 if words < 30_000 else 1.5


def _times(ours: list[dict[str, float]], theirs: list[dict[str, float]]) -> Ratio:
    return ratio([run["ms"] for run in ours], [run["ms"] for run in theirs])


if __name__ == "__main__":
    main()
