"""Search data as classic scripts, which also load from disk, where a page may fetch nothing.

Episodes stand in blocks, oldest first, so that a new episode changes the newest block only. A block is a list of its episodes and, for the
first characters of words, shards: which of the episodes have each word. A reader loads the lists, of each block the shards that the query's
words are in, and what was said in the episodes whose hits come into view, which is a script beside each page.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import NamedTuple, TypeVar

from pipeline.content.clock import SECOND
from pipeline.derive import places
from pipeline.derive.card import Card, about
from pipeline.derive.indexed import Indexed
from pipeline.derive.passages import Interview
from pipeline.derive.phrases import Phrases
from pipeline.derive.terms import SHARDS

_T = TypeVar("_T")

BLOCK = 64
_DIGITS = tuple(map(chr, range(48, 48 + BLOCK)))  # one character tells an episode of the block
_SMALL = 50_000  # characters of words, about 20 kB on their way; so few are one shard

Held = tuple[tuple[str, str], ...]  # of each episode of a block the terms, and those asked for, that a shard holds


class Script(NamedTuple):
    """A script to be: `made_of` is a digest of all that it is made of."""

    path: str
    made_of: str
    write: Callable[[], bytes]


def blocks(ordered: Sequence[_T]) -> list[Sequence[_T]]:
    """What is in order of time, oldest first, by blocks."""
    return [ordered[at : at + BLOCK] for at in range(0, len(ordered), BLOCK)]


def version(marks: Iterable[str]) -> str:
    """Stands for all that a block is made of, so that browsers keep no older one; from the marks of its episodes."""
    return hashlib.sha256("".join(marks).encode()).hexdigest()[:8]


def block(number: int, known: Sequence[Indexed], phrases: Phrases) -> Iterator[Script]:
    """A block's list and its shards; `number` counts blocks from 1, the oldest."""
    shards: dict[int, Held] = {shard: tuple([(one.terms[shard], one.asked[shard]) for one in known]) for shard in range(SHARDS)}
    if _is_small(shards.values()):
        shards = {0: tuple([(" ".join(one.terms), " ".join(one.asked)) for one in known])}
    count = len(shards)
    shards = {shard: held for shard, held in shards.items() if any(words.strip() for words, _ in held)}
    rows = [[one.slug, one.title, f"{phrases.day(one.published)} · {phrases.duration(one.duration)}"] for one in known]
    told = number, count, list(shards), rows
    yield Script(places.search(f"{number}"), _digest(repr(told)), partial(_script, "found", *told))
    for shard, held in shards.items():
        made_of = _digest("\n".join(chain.from_iterable(held)))
        yield Script(places.search(f"{number}-{shard}"), made_of, partial(_shard, number, shard, held))


def said(own: Card, told: Interview) -> bytes:
    """What was said in an episode and in which second it ends; a line each heading and passage: second or nothing, speaker, text, with tabs between."""
    starts, _, speakers, _, _, spoken = told.passages
    passages = iter([f"{_second(start)}\t{who or ''}\t{words}" for start, who, words in zip(starts, speakers, spoken, strict=True)])
    lines: list[str] = []
    for part in told.parts:
        if part.heading:
            lines.append(f"{_second(part.start)}\t\t{part.title}")
        lines += islice(passages, part.passages)
    return _script("said", own.slug, about(own), own.duration // SECOND, "\n".join(lines))


def _shard(number: int, shard: int, held: Held) -> bytes:
    digits = _digits(held)
    return _script("held", number, shard, "\n".join([f"{term} {digits[term]}" for term in sorted(digits)]))


def _is_small(shards: Collection[Held]) -> bool:
    """Whether all that shards hold is so little that one will do. Each episode that has a term is a character."""
    least = sum(words.count(" ") for held in shards for words, _ in held)
    return least <= _SMALL and sum(len(term) + len(digits) for held in shards for term, digits in _digits(held).items()) <= _SMALL


def _digits(held: Held) -> dict[str, str]:
    """The episodes that have a term, and after a `!` those of them that have it in their title or a question."""
    everywhere: dict[str, str] = {}
    asked: dict[str, str] = {}
    for digit, (words, titles) in zip(_DIGITS, held, strict=False):
        for term in words.split():
            everywhere[term] = everywhere.get(term, "") + digit
        for term in titles.split():
            asked[term] = asked.get(term, "!") + digit
    return everywhere | {term: everywhere[term] + digits for term, digits in asked.items() if term in everywhere}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _second(moment: int | None) -> int | str:
    return "" if moment is None else moment // SECOND


def _script(name: str, *values: object) -> bytes:
    """A call of the page's own function."""
    return b"%s(%s)\n" % (name.encode(), b",".join(map(_literal, values)))


def _literal(value: object) -> bytes:
    """A value as JSON, of one line for any browser: U+2028 and U+2029 ended a line of script before 2019."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()
