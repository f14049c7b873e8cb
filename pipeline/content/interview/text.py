"""The text of a post as far as it tells who takes part: its labels, the intro above them, and a credit at its end."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.content.interview.announced import credits_host
from pipeline.content.interview.beginnings import Beginnings, Placed
from pipeline.content.interview.questions import holds_question
from pipeline.content.interview.signposts import named
from pipeline.content.lexicon.parts import CREDITING
from pipeline.content.lexicon.people import ATTENDING
from pipeline.content.markup.block import Block
from pipeline.content.text.names import FULL_NAME, is_role, shortens
from pipeline.content.text.plaintext import squeeze

# In characters: people are introduced within the first part of a post.
INTRO = 8_000
_ABOVE, _BELOW = 6, 3  # blocks, at most, of a masthead and a colophon
_CREDIT = 60  # characters, at most, of the phrase that such a text begins with
_SHORT_FORM = re.compile(r"[^\W\d_]{2,4}")
_LINES = r"\n(?=[^\n:：]{1,30}[:：])"  # `Host: Ana Ruiz`, and below it `Guest: Bo Lind`


class Text(NamedTuple):
    """What a post says: its title, its blocks, the indices of headings among them, and the beginnings and `labels` of paragraphs."""

    title: str
    blocks: Sequence[Block]
    headings: Sequence[int]
    begun: Beginnings
    labels: Sequence[Placed]


def intro(text: Text) -> str:
    """The text above the first label, where people are introduced, and what is said behind that label, up to the next in its block.

    `Host: Ana Ruiz` names the host if it occurs once. A role that occurs again is a speaker's label, and `Host: Ana, welcome!` addresses
    the guest.
    """
    counts = Counter([label.name for _, label, _ in text.labels])
    speaking = ((index, label) for index, label, _ in text.labels if not is_role(label.name) or counts[label.name] > 1)
    first, label = next(speaking, (len(text.blocks), None))
    called, apart = 0, False
    if label and first < len(text.blocks):  # it may be below these blocks
        said = text.blocks[first].text
        apart = len(said) == label.length  # from what is said, below it
        boxed = said[: label.length].rstrip().endswith(tuple(label.name + sign for sign in "])】）"))
        unsigned = said.startswith("\n", label.length) or boxed or said[: label.length].endswith(label.name)
        called = label.length if unsigned or is_role(label.name) else 0
    rows = [item.row for item in text.begun.get(first, ())[1:] if label and item.label]
    lines: list[str] = []
    room = INTRO
    for index, block in enumerate(text.blocks[: first + 1 + apart]):
        if room > 0 and (block.tag in ("p", "ul", "table") or block.level):
            words = "\n".join(block.text.split("\n")[: rows[0]]) if rows and index == first else block.text
            lines.append(_introduction(block, words[called if index == first else 0 :], lines[-1] if lines else ""))
            room -= len(lines[-1]) + 1
    return "\n".join(lines)[:INTRO]


def _introduction(block: Block, said: str, above: str) -> str:
    """What is `said` in a block, each credit in its own line. A list below `Hosts` is one: `Hosts: Ana Ruiz, Bo Lind`.

    Of a table only its short forms of names are: `Ana Ruiz (AR)`.
    """
    if block.tag == "table":
        return "\n".join(_initialled(block))
    if block.tag == "ul" and above.casefold() in ("host", "hosts"):
        items = (squeeze(item.text()) for item in block.nodes[0].iter())
        return f"{above}: {', '.join(re.split(r' *[,(]', item, maxsplit=1)[0] for item in items)}"
    words = said.strip()
    return "\n".join(map(squeeze, words.split("\n") if block.tag == "ul" else re.split(_LINES, words)))


def _initialled(table: Block) -> Iterator[str]:
    """The people of a table that has short forms of their names, and not only `IBM` or `yes`, in a cell of their own."""
    for row in table.select("tr"):
        cells = [squeeze(cell.text()) for cell in row.iter()]
        name = next(filter(FULL_NAME.fullmatch, cells), None)
        short = next((cell for cell in cells if name and _SHORT_FORM.fullmatch(cell) and shortens(cell, name)), None)
        if short:
            yield f"{name} ({short})"


def attending(text: Text) -> Iterator[str]:
    """The full names in a list of who took part, `## Attendees`: each of these people may speak once."""
    for index in text.headings:
        below = text.blocks[index + 1 : index + 2]
        if below and below[0].tag == "ul" and named(text.blocks[index].text) in ATTENDING:
            items = (squeeze(item.text()) for item in below[0].nodes[0].iter())
            yield from filter(FULL_NAME.fullmatch, (re.split(r" *[,(/]", item, maxsplit=1)[0] for item in items))


def masthead(text: Text) -> Sequence[Block]:
    """The first blocks above the first heading behind the title, where a talk names its speaker, place and slides."""
    begin = 1 if text.headings[:1] == [0] else 0
    first = next((index for index in text.headings if index >= begin), len(text.blocks))
    return text.blocks[begin:first][:_ABOVE]


def colophon(text: Text) -> Sequence[Block]:
    """The last blocks, where a post tells who made it."""
    return text.blocks[-_BELOW:]


def credit(text: Text) -> str:
    """What one of the last blocks says of who made the text: `The interview was conducted by Ana Ruiz.`, or only `Host: Ana Ruiz`."""
    last = ((block.text, block.text[:_CREDIT].lstrip().casefold()) for block in colophon(text))
    return next((said for said, small in last if small.startswith(CREDITING) or (credits_host(said) and not _is_label(text, said))), "")


def _is_label(text: Text, said: str) -> bool:
    """Whether what a block begins with is a label that occurs again: whoever has `Host:` may say `Bye Bye`."""
    role = said.partition(":")[0].strip()
    return sum(1 for _, label, _ in text.labels if label.name == role) > 1


def asking_headings(text: Text) -> Iterator[int]:
    """The indices of the headings that ask. One of the highest level is a title."""
    return (index for index in text.headings if text.blocks[index].level > 1 and holds_question(text.blocks[index].text))


def beneath_questions(text: Text) -> frozenset[int]:
    """The indices of the first block below each heading that asks, comments left aside."""
    blocks = text.blocks
    first = (
        next((below for below in range(index + 1, len(blocks)) if blocks[below].tag != "-comment"), index)
        for index in asking_headings(text)
    )
    return frozenset(index for index in first if not blocks[index].level)


def written(text: Text) -> Iterator[str]:
    """The text of the blocks, and what stands for their pictures: `![Ana Ruiz](ana.jpg)`."""
    for block in text.blocks:
        yield block.text
        if "<img" in block.html:
            yield from (picture.attributes.get("alt") or "" for picture in block.select("img"))
