"""The post as a script: every heading, and every paragraph below it, as a block of words in the order in which they were spoken."""

from collections.abc import Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from pipeline.content.post import Heading, Paragraph, Post, Turn
from pipeline.content.text.words import keys, parted


class Block(NamedTuple):
    """A heading or a paragraph. `at` is the author's own time for its beginning, in milliseconds.

    `words` are what a reader sees. Their keys are in `Script.keys`: those of word n from `bounds[n]` up to `bounds[n + 1]`, so `bounds[0]`
    is where the block begins and `bounds[-1]` where the next one does. `close` are the indices of words that follow the one before without
    a blank. `spoken` is false for a topic or a label: if it was said all the same ("rapid fire questions"), its words are found.
    """

    line: int
    speaker: str | None
    words: tuple[str, ...]
    bounds: tuple[int, ...]
    at: int | None
    close: frozenset[int] = frozenset()
    spoken: bool = True


class Script(NamedTuple):
    """All blocks in order, and the keys of all their words.

    `headings` and `paragraphs` are indices into `blocks`, `turns` are ranges of them.
    """

    blocks: tuple[Block, ...]
    keys: list[str]
    headings: tuple[int, ...]
    turns: tuple[range, ...]
    paragraphs: tuple[int, ...]


def script(post: Post) -> Script:
    """Flatten a post into blocks."""
    blocks: list[Block] = []
    flat: list[str] = []
    headings: list[int] = []
    turns: list[range] = []
    paragraphs: list[int] = []
    for section in post.sections:
        if section.heading:
            headings.append(len(blocks))
            blocks.append(_add_heading(section.heading, flat))
        for turn in section.turns:
            first = len(blocks)
            blocks += [_add_paragraph(turn, paragraph, at, flat) for paragraph, at in turn.noted]
            turns.append(range(first, len(blocks)))
            paragraphs += turns[-1]
    return Script(tuple(blocks), flat, tuple(headings), tuple(turns), tuple(paragraphs))


def _add_heading(heading: Heading, flat: list[str]) -> Block:
    """Append the keys of a heading to `flat`; its block."""
    words, close = parted(heading.said)
    spoken = ["", *words[1:]] if len(words) > 1 and _counts(words[0]) else words
    return Block(heading.line, heading.speaker, tuple(words), _append(spoken, flat), heading.at, close, heading.spoken)


def _counts(word: str) -> bool:
    """Whether a word is the number of a heading, which nobody says: `3.`, `12)`, `4:`"""
    return len(word) < 4 and word[:-1].isdecimal() and word[-1] in ".):"


def _add_paragraph(turn: Turn, paragraph: Paragraph, at: int | None, flat: list[str]) -> Block:
    """Append the keys of a turn's paragraph to `flat`; its block, which begins at the author's own time `at`, if there is one."""
    words, close = parted(paragraph.spoken)
    return Block(paragraph.line, turn.speaker, tuple(words), _append(words, flat), at, close)


def _append(words: list[str], flat: list[str]) -> tuple[int, ...]:
    """Append the keys of `words` to `flat`; where each word's keys begin, and where the last one's end."""
    parts = list(map(keys, words))
    bounds = tuple(accumulate(map(len, parts), initial=len(flat)))
    flat.extend(chain.from_iterable(parts))
    return bounds


def said(block: Block, found: Sequence[int]) -> bool:
    """Whether a block was said: it is spoken, or most of its keys are found all the same. `found` is as in `Comparison`."""
    first, end = block.bounds[0], block.bounds[-1]
    return block.spoken or 2 * sum(key >= 0 for key in found[first:end]) > end - first
