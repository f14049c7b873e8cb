"""Interview posts to measure with, all with different words and of about the same length.

The words are those of a folder of transcripts, starting at a different place for each post, or made up. The same arguments give the same
posts.
"""

import random
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

HOST = "Ann Fielding"
WORDS = 11_000  # an hour of talk
NEWEST = datetime(2026, 6, 1, 7, tzinfo=UTC)
BETWEEN = timedelta(hours=6)  # posts; ten thousand of them are seven years

_ANSWERS = 9  # paragraphs between two questions
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_NOT_SPOKEN = re.compile(r"[#<>|*+=`\[!{-]|\d+\.")  # headings, HTML, tables, lists
_LABEL = re.compile(r"^(?:\W{0,3}[\w.' -]{2,40}?(?:\W{0,3}\(?\d?\d:\d\d(?::\d\d)?\)?)?:\W{0,3}\s)")
_SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "ri", "so", "ta")
_ID = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class Sample(NamedTuple):
    """A post: its file name, the id of its video, its text, and what is said in it, paragraph by paragraph."""

    slug: str
    video: str
    text: str
    spoken: tuple[str, ...]


def paragraphs(folder: Path | None) -> tuple[str, ...]:
    """What people say in the transcripts of a folder, without their labels; made up where no folder is given. Exits if nobody does."""
    if folder is None:
        return tuple(_invented(random.Random(9)))  # noqa: S311 - no secret
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".markdown", ".txt"})
    found = tuple(said for path in paths for said in _said(path.read_text(encoding="utf-8", errors="replace")))
    if not found:
        sys.exit(f"{folder}: no transcripts (.md, .markdown, .txt) with paragraphs in them")
    return found


def sample(number: int, pool: Sequence[str], words: int = WORDS) -> Sample:
    """The post with this number, counted from 1, of about this many words from `pool`."""
    chance = random.Random(number)  # noqa: S311 - no secret
    start = chance.randrange(len(pool))
    spoken = tuple(_enough(islice(cycle(pool), start, None), words))
    video = "".join(chance.choices(_ID, k=11))
    guest = _name(number)
    head = (
        f"---\ntitle: Episode {number} with {guest}\ndate: {NEWEST - BETWEEN * number:%Y-%m-%dT%H:%M:%SZ}\n---\n\n"
        f"{guest} talks with {HOST} about {' '.join(spoken[0].split()[:12])}.\n\n"
        f'<iframe width="560" height="315" src="https://www.youtube-nocookie.com/embed/{video}" allowfullscreen></iframe>\n'
    )
    body = (f"### {_question(said)}" if at % (_ANSWERS + 1) == 0 else f"**{guest}:** {said}" for at, said in enumerate(spoken))
    return Sample(slug(number), video, head + "".join(f"\n{part}\n" for part in body), spoken)


def slug(number: int) -> str:
    """The name of the post with this number."""
    return f"episode-{number:05}"


def _said(text: str) -> Iterator[str]:
    for part in re.split(r"\n\s*\n|\n(?=\W{0,3}[A-Z][\w.' -]{1,40}:)", _FRONT_MATTER.sub("", text)):
        said = _LABEL.sub("", " ".join(part.split()))
        if len(said.split()) >= 12 and not _NOT_SPOKEN.match(said):
            yield said


def _enough(parts: Iterator[str], words: int) -> Iterator[str]:
    while words > 0:
        part = next(parts).split()[: max(words, 12)]
        words -= len(part)
        yield " ".join(part)


def _question(said: str) -> str:
    return f"{' '.join(said.split()[:18]).rstrip('.,;:!?')}?"


def _name(number: int) -> str:
    """A given name and a family name for each number, as people have them: a number, or a word for what they do there, is read differently."""
    family, given = divmod(number, 100)
    return " ".join("".join(_SYLLABLES[int(digit)] for digit in f"{part:02}").capitalize() for part in (given, family))


def _invented(chance: random.Random) -> Iterator[str]:
    """A thousand paragraphs from 4,000 invented words, some far more frequent than others, as in any language (Zipf's law)."""
    sounds = [first + second for first in "bdfgklmnprstvw" for second in "aeiou"]
    vocabulary = ["".join(chance.choices(sounds, k=chance.randint(1, 4))) for _ in range(4000)]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    for _ in range(1000):
        said = " ".join(chance.choices(vocabulary, weights, k=chance.randint(20, 90)))
        yield f"{said.capitalize()}."
