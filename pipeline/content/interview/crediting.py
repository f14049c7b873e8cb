"""The credits of a conversation, above it: `Interviewee: Ana Ruiz`, `Place: Hove`. They have the form of labels, but nobody says them."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from collections.abc import Set as AbstractSet

from pipeline.content.interview.beginnings import Beginning, Beginnings, is_titled, labels
from pipeline.content.markup.block import Block
from pipeline.content.text.names import FULL_NAME
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.sentences import SENTENCE_ENDS, closes_sentence

_SEVERAL = 2  # credits, at least
_CLOSE = 2  # blocks from one credit to the next, at most
_LONGEST = 160  # characters of a name, with who that is
_NAMED = rf"{FULL_NAME.pattern}(?:\s*\([^()]*\)|,(?: [A-Z][\w&’'-]*){{1,4}})?"


def without_parts(found: Beginnings, blocks: Sequence[Block]) -> Beginnings:
    """What was found, without labels that come back and each time say no more than a full name: `Presenter: Ana Ruiz (ARZ)`."""
    told: dict[str, list[bool]] = {}
    for index, items in found.items():
        for item in items:
            if item.label:
                told.setdefault(item.label.name, []).append(len(items) == 1 and _names_somebody(item, blocks[index].text))
    parts = {name for name, named in told.items() if len(named) >= _SEVERAL and all(named)}
    if not parts:
        return found
    return {index: items for index, items in found.items() if not (items[0].label and items[0].label.name in parts)}


def without_contents(found: Beginnings, blocks: Sequence[Block]) -> Beginnings:
    """What was found, without what begins lines that list the post's own headings: `[12:34] Of wax: how it burns`."""
    titles = tuple({squeeze(block.text) for block in blocks if block.level} - {""})
    begun = (index for index in found if blocks[index].text.startswith(titles))
    counts = {index: _listed(blocks[index].text.split("\n"), titles) for index in begun}
    listing = {index for index, count in counts.items() if count}
    return {index: items for index, items in found.items() if index not in listing} if sum(counts.values()) >= _SEVERAL else found


def _listed(lines: Sequence[str], titles: Container[str]) -> int:
    """How many lines are titles; 0 if most are none."""
    count = sum(squeeze(line) in titles for line in lines)
    return count if count * 2 > len(lines) else 0


def credits_in(found: Beginnings, blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of the blocks that are credits: `Interviewee: Ana Ruiz`, `Place: Hove`.

    Credits are two or more labels close together above all that come back, each of them once and followed by no sentence; or one that is
    followed by a full name alone, as in `Author: Ana Ruiz (Acme)`, or by a title in italics. A label that has a word of one that comes back is a speaker's full name.
    """
    if cards := _cards(found, blocks):
        return cards | credits_in({index: items for index, items in found.items() if index not in cards}, blocks)
    counts = Counter([label.name for _, label, _ in labels(found)])
    first = next(iter(counts), None)
    if first is None or counts[first] > 1:
        return frozenset()
    speaking = {word for name, count in counts.items() if count > 1 for word in name.split()}
    crediting: dict[int, int] = {}
    for index, items in found.items():
        if any(item.label and counts[item.label.name] > 1 for item in items):
            break
        lines = blocks[index].text.split("\n")
        ends = (*(item.row for item in items[1:]), len(lines))
        if all(_credits(item, "\n".join(lines[item.row : end]), speaking) for item, end in zip(items, ends, strict=True)):
            crediting[index] = len(items)
    near = {index: sum(crediting.get(other, 0) for other in range(index - _CLOSE, index + _CLOSE + 1)) for index in crediting}
    return frozenset(
        index for index, several in near.items() if several >= _SEVERAL or _names_somebody(found[index][0], blocks[index].text)
    )


def _cards(found: Beginnings, blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of the first blocks that say in italics who somebody is: `**Ana Ruiz:** *Head of Wax*`.

    No later one is like them, and right below them is a heading or another label: more would be what somebody says.
    """
    titled = [index for index, items in found.items() if items[0].label and is_titled(blocks[index])]
    alone = all(index + 1 in found or (index + 1 < len(blocks) and blocks[index + 1].level) for index in titled)
    return frozenset(titled) if alone and titled == [*found][: len(titled)] else frozenset()


def _names_somebody(begun: Beginning, text: str) -> bool:
    said = text[begun.length :].strip()
    return len(said) < _LONGEST and not closes_sentence(said) and re.fullmatch(_NAMED, said) is not None


def _credits(begun: Beginning, text: str, speaking: AbstractSet[str]) -> bool:
    """Whether a text is a label that has no word of those who are `speaking`, and words that are no sentence."""
    said = squeeze(text[begun.length :])
    return begun.label is not None and bool(said) and not said.endswith(SENTENCE_ENDS) and speaking.isdisjoint(begun.label.name.split())


def behind_credits(start: int, end: int, credited: Container[int]) -> int:
    """The start of a conversation behind the credits below the heading that announces it; some details among them have no label."""
    for index in range(start, end):
        if index in credited:
            start = index + 1
        elif index > start:
            break
    return start
