"""What tells who the hosts are: a post's text and intro, who is named in it, and who speaks where."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.content.frontmatter import FrontMatter
from pipeline.content.interview.beginnings import Beginnings
from pipeline.content.interview.cast import Cast
from pipeline.content.interview.text import Text
from pipeline.content.text.names import is_role, joined, key, unspaced


class Clues(NamedTuple):
    """All by which hosts are known.

    `names` are the speakers by label, `above` those who ask in headings. The intro or a credit has `announced` hosts. `speaking` is who
    speaks from each block on that begins with a speaker's label, in order.
    """

    text: Text
    intro: str
    front: FrontMatter
    cast: Cast
    names: dict[str, str | None]
    above: dict[str, str | None]
    announced: tuple[str, ...]
    speaking: dict[int, str | None]

    def turns(self) -> Iterator[str]:
        """Whoever speaks, in order, also where a paragraph has several labels."""
        return (name for _, label, _ in self.text.labels if (name := self.names.get(label.name)))


def speaking(begun: Beginnings, names: Mapping[str, str | None]) -> dict[int, str | None]:
    """The `speaking` of `Clues`."""
    return {index: names[items[0].label.name] for index, items in begun.items() if items[0].label and items[0].label.name in names}


def speaking_as(called: str, names: dict[str, str | None]) -> str | None:
    """The speaker who has a label, a full name or a first name like this."""
    return names.get(called) or next((full for full in names.values() if full and called in (full, full.partition(" ")[0])), None)


def individuals(names: Iterable[str | None]) -> tuple[str, ...]:
    """The people who speak under a name of their own, each once."""
    return tuple(dict.fromkeys(name for name in names if name and not is_role(name) and not joined(name)))


def is_in_title(name: str, text: Text) -> bool:
    """Whether a name stands in the title, perhaps in a longer form (`Pat` for Patrick), and not only inside a word: `E` in `Beekeepers`."""
    if unspaced(name):
        return key(name) in key(text.title)
    held, wanted = (re.sub(r"\W+", " ", f" {key(words)} ") for words in (text.title, name))
    return (wanted.rstrip() if len(wanted) > len(" Jo ") else wanted) in held
