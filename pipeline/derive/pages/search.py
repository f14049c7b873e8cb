"""Search data as classic scripts, which also load from disk, where a page cannot fetch anything.

Episodes are divided into blocks, oldest first, so that a new episode changes only the newest block. A block consists of a list of its
episodes and of shards, by the first character of words, which say which of the episodes contain each word. A reader loads the lists, from
each block the shards for the words of the query, and for each hit that comes into view a script beside the episode's page with what was
said.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain, islice
from typing import NamedTuple, TypeVar

from pipeline.content.text.timecode import SECOND
from pipeline.derive import places
from pipeline.derive.interview import Interview
from pipeline.derive.pages.card import Card, about
from pipeline.derive.pages.indexed import Indexed
from pipeline.derive.phrases import Phrases
from pipeline.derive.terms import SHARDS

_T = TypeVar("_T")

BLOCK = 64  # episodes
_DIGITS = tuple(map(chr, range(48, 48 + BLOCK)))  # one character for each episode of a block
_SMALL = 50_000  # characters, about 20 kB compressed: up to this size, a block has only one shard


class Script(NamedTuple):
    """A script to be written; `made_of` is a digest of all that it is made of."""

    path: str
    made_of: str
    write: Callable[[], bytes]


def blocks(ordered: Sequence[_T]) -> list[Sequence[_T]]:
    """Items in order of time, oldest first, divided into blocks."""
    return [ordered[at : at + BLOCK] for at in range(0, len(ordered), BLOCK)]


def version(marks: Iterable[str]) -> str:
    """A short digest of a block, from the marks of its episodes, so that browsers do not keep an older one."""
    return hashlib.sha256("".join(marks).encode()).hexdigest()[:8]


def block(number: int, known: Sequence[Indexed], phrases: Phrases) -> Iterator[Script]:
    """A block's list and its shards; `number` counts blocks from 1, the oldest."""
    shards = {n: _Shard([(one.terms[n], one.asked[n]) for one in known]) for n in range(SHARDS)}
    if _is_small(shards.values()):
        shards = {0: _Shard([(" ".join(one.terms), " ".join(one.asked)) for one in known])}
    filled = {n: shard for n, shard in shards.items() if any(words.strip() for words, _ in shard.episodes)}
    rows = [[one.slug, one.title, f"{phrases.day(one.published)} · {phrases.duration(one.duration)}"] for one in known]
    values = number, len(shards), list(filled), rows
    yield Script(places.search(f"{number}"), _digest(repr(values)), partial(_script, "found", *values))
    for n, shard in filled.items():
        made_of = _digest("\n".join(chain.from_iterable(shard.episodes)))
        yield Script(places.search(f"{number}-{n}"), made_of, partial(shard.write, number, n))


def said(card: Card, interview: Interview) -> bytes:
    """What was said in an episode, and its length in seconds.

    Each heading and passage is a line: second or nothing, speaker, text, tab-separated.
    """
    starts, _, speakers, _, _, spoken = interview.passages
    passages = iter([f"{_second(start)}\t{who or ''}\t{words}" for start, who, words in zip(starts, speakers, spoken, strict=True)])
    lines: list[str] = []
    for part in interview.parts:
        if part.heading:
            lines.append(f"{_second(part.start)}\t\t{part.title}")
        lines += islice(passages, part.passages)
    return _script("said", card.slug, about(card), card.duration // SECOND, "\n".join(lines))


class _Shard:
    """A shard of a block: its `terms` and `asked` of each episode, see `Indexed`."""

    def __init__(self, episodes: Sequence[tuple[str, str]]) -> None:
        self.episodes = episodes

    @cached_property
    def digits(self) -> dict[str, str]:
        """By term, the episodes that contain it, and after a `!` those that have it in their title or a question."""
        everywhere: dict[str, str] = {}
        asked: dict[str, str] = {}
        for digit, (words, titles) in zip(_DIGITS, self.episodes, strict=False):
            for term in words.split():
                everywhere[term] = everywhere.get(term, "") + digit
            for term in titles.split():
                asked[term] = asked.get(term, "!") + digit
        return everywhere | {term: everywhere[term] + digits for term, digits in asked.items() if term in everywhere}

    def write(self, number: int, shard: int) -> bytes:
        """The script of this `shard` of the block `number`."""
        digits = self.digits
        return _script("held", number, shard, "\n".join([f"{term} {digits[term]}" for term in sorted(digits)]))


def _is_small(shards: Collection[_Shard]) -> bool:
    """Whether the contents of all shards are so little that one is enough. Each episode with a term counts as one character."""
    least = sum(words.count(" ") for shard in shards for words, _ in shard.episodes)
    return least <= _SMALL and sum(len("".join(chain.from_iterable(shard.digits.items()))) for shard in shards) <= _SMALL


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _second(moment: int | None) -> int | str:
    return "" if moment is None else moment // SECOND


def _script(name: str, *values: object) -> bytes:
    """A call of a function of the page's script. Its values are JSON without line breaks: before 2019, U+2028 and U+2029 ended a line."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))[1:-1]
    return f"{name}({text})\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()
