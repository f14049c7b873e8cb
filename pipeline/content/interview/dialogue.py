"""Conversations written as lists, quotations, tables or code: `- **Ana:** ...`, `> Ana: ...`. Their items are turned into paragraphs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape, unescape

from pipeline.content.interview import tabular
from pipeline.content.interview.labels import label_of, time_alone
from pipeline.content.interview.lettered import labelled
from pipeline.content.markup import contents
from pipeline.content.markup.block import BOLD, ITEMISED, Block, paragraphs
from pipeline.content.markup.document import Document
from pipeline.content.markup.source import Source
from pipeline.content.text.sentences import closes_sentence, ends_asking

_HEADING = re.compile(r"<li\b[^>]*>\s*<h[2-6]\b")
_ENOUGH = 3  # questions, at least, of whoever alone is quoted, and turns in code
_DASHES = ("—", "–")
_SENTENCE = 5  # words, at least, of indented code that is a text
_CODE = re.compile(r"[{}<>=|\\`$#_*]|;$|\w\(", re.MULTILINE)
_MAY_HOLD = frozenset((*ITEMISED, "blockquote"))
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_UNSAID = ("WEBVTT", "NOTE", "STYLE")
_VOICE = re.compile(r"^<v[.\w]* ([^<>\n]+)>", re.MULTILINE)  # of WebVTT


def opened(document: Document) -> tuple[Block, ...]:
    """The blocks of a post with such lists opened: most of their items begin with a label that occurs again, and they are most of the post.

    Code is opened if it is most of the post, and at least as many of its lines as half of its paragraphs begin with a time, or with a label
    that occurs again beside another one. A quotation of most of the post is opened as well if what is said in it stands behind dashes.

    So is a table of who says what, or of questions and answers.

    A list of who likes what in a post's notes stays a list. Where only whoever asks is quoted or in items (`> Ana: Why wax?`), the answers are most.
    """
    blocks = _decoded(tuple(_outdented(labelled(document.blocks), document.source)))
    if any(block.tag in tabular.TAGS for block in blocks):
        blocks = tuple(inner for block in blocks for inner in (tabular.said(block, document.source) or (block,)))
    if _MAY_HOLD.isdisjoint([block.tag for block in blocks]):
        return blocks
    blocks = tuple(_unfolded(blocks, document.source))
    labels = {index: found for index, block in enumerate(blocks) if block.tag in _MAY_HOLD and (found := _labels(block))}
    talking = _talking(blocks, labels)
    return tuple(
        inner for index, block in enumerate(blocks) for inner in (contents.inside(block, document.source) if index in talking else (block,))
    )


def _talking(blocks: Sequence[Block], labels: Mapping[int, Sequence[str | None]]) -> set[int]:
    """The indices of the blocks to open, among those whose items have `labels`."""
    counts = Counter(name for names in labels.values() for name in names if name)
    talking = {index for index, names in labels.items() if sum(counts[name] > 1 for name in names if name) * 2 > len(names)}
    if 2 * sum(len(blocks[index].text) for index in talking) >= sum(len(block.text) for block in blocks):
        return talking
    dashed = {index for index, block in enumerate(blocks) if block.tag == "blockquote" and _has_dashes(block)}
    if 2 * sum(len(blocks[index].text) for index in dashed) >= sum(len(block.text) for block in blocks):
        return dashed
    quoted = {index for index in talking if blocks[index].tag == "blockquote" or len(labels[index]) == 1}
    asking = Counter([labels[index][0] for index in quoted if ends_asking(blocks[index].text.rstrip())])
    return {index for index in quoted if asking[labels[index][0]] >= _ENOUGH}


def _has_dashes(block: Block) -> bool:
    """Whether nearly all paragraphs of a quotation are said by somebody else than the one before: `> — Why wax?`, `> — It burns.`"""
    if not block.text.lstrip().startswith(_DASHES):
        return False
    said = [text for item in block.nodes[0].iter() if (text := item.text().strip())]
    behind = [text for text in said if text.startswith(_DASHES)]
    return len(behind) * 4 >= len(said) * 3 and sum(map(ends_asking, behind)) >= _ENOUGH


def _outdented(blocks: Iterable[Block], source: Source) -> Iterator[Block]:
    """The blocks, with code that is only indented, below a name with its time, and reads as sentences as paragraphs: that is said."""
    above = None
    for block in blocks:
        if block.tag == "pre" and above and _says_when(above) and _is_indented(block, source) and _reads_as_sentences(block.text):
            yield from paragraphs(_cuts(block.text, block.line))
        else:
            yield block
            above = block if block.tag == "p" else None


def _says_when(block: Block) -> bool:
    """Whether a block begins with a name and the time at which that person speaks. Code is below many other words, also below `Output:`."""
    label = label_of(block.text.partition("\n")[0])
    return label is not None and label.at is not None


def _is_indented(code: Block, source: Source) -> bool:
    return source.text.startswith(("\t", "    "), source.offset_of_line(code.line))


def _reads_as_sentences(text: str) -> bool:
    return len(text.split()) >= _SENTENCE and closes_sentence(text) and not _CODE.search(text)


def _cuts(text: str, line: int) -> list[tuple[int, str]]:
    """The paragraphs of a text that begins in a line, each with its own line, as HTML."""
    cuts, counted = [], 0
    for found in _PARAGRAPH.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        cuts.append((line, escape(found[0], quote=False)))
    return cuts


def _decoded(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, with a transcript or captions in a code fence as paragraphs."""
    code = max((block for block in blocks if block.tag == "pre"), key=lambda block: len(block.text), default=None)
    if code is None or 2 * len(code.text) < sum(len(block.text) for block in blocks):
        return blocks
    said = [(line, html) for line, html in _cuts(_VOICE.sub(r"\1: ", code.text), code.line + 1) if not html.startswith(_UNSAID)]
    if not _is_transcript([unescape(row) for _, html in said for row in html.split("\n")], len(said)):
        return blocks
    index = blocks.index(code)
    return (*blocks[:index], *paragraphs(said), *blocks[index + 1 :])


def _is_transcript(lines: Sequence[str], paragraphs: int) -> bool:
    """Whether enough of the lines, for this number of paragraphs, begin with the labels of two or more who come back, or with times."""
    labels = Counter(label.name for line in lines if (label := label_of(line)) and not label.loose)
    again = [count for count in labels.values() if count > 1]
    begun = sum(again) if len(again) > 1 else sum(time_alone(line) is not None for line in lines)
    return begun >= _ENOUGH and 2 * begun >= paragraphs


def _unfolded(blocks: Iterable[Block], source: Source) -> Iterator[Block]:
    """The blocks, with lists opened whose items begin with a heading, as Notion exports headings that fold."""
    for block in blocks:
        if block.tag in _MAY_HOLD and _HEADING.search(block.html):
            yield from contents.inside(block, source)
        else:
            yield block


def _labels(block: Block) -> tuple[str | None, ...]:
    """The name that each item begins with, None for an item without one; empty if no item has one."""
    if ":" not in block.text and "：" not in block.text:
        return ()
    found = [label_of(item.text().lstrip(), bold=item.child is not None and item.child.tag in BOLD) for item in block.nodes[0].iter()]
    return tuple(label.name if label else None for label in found) if any(found) else ()
