"""Quotations that repeat what somebody says beside them, as magazines set them apart."""

import re
from collections.abc import Sequence

from pipeline.content.interview.participants import Participants
from pipeline.content.markup.block import Block
from pipeline.content.text.plaintext import squeeze

_FEWEST = 6  # words, at least, of a quotation that can only be repeated on purpose
_LEFT_OUT = r"\[[^\[\]]{0,100}\]|…|\.{3}"
_WORD = r"\w+"


def pull_quotes(blocks: Sequence[Block], people: Participants) -> frozenset[int]:
    """The indices of the quotations that repeat what is said in other blocks, or name a speaker behind them."""
    quotations = [index for index, block in enumerate(blocks) if block.tag == "blockquote"]
    said = _words("\n".join(block.text for block in blocks if block.tag == "p")) if quotations else ""
    return frozenset(index for index in quotations if _is_signed(blocks[index].text, people) or _repeats(blocks[index].text, said))


def _is_signed(text: str, people: Participants) -> bool:
    """Whether a quotation names a speaker behind it: `Wax is patient. — Ana`"""
    found = re.search(r"(?<!\w)[-–—―~][ \t]*([^-–—―~\n]{1,60})$", text.rstrip())
    name = squeeze(found[1]) if found else ""
    return bool(name) and (name in people.names or (people.cast.resolve(name) or name) in people.names.values())


def _repeats(text: str, said: str) -> bool:
    """Whether all parts of a quotation, between which something is left out or put in brackets, are in what is `said`."""
    parts = [part for part in map(_words, re.split(_LEFT_OUT, text)) if not part.isspace()]
    return sum(len(part.split()) for part in parts) >= _FEWEST and all(part in said for part in parts)


def _words(text: str) -> str:
    """The words of a text, with one blank before and behind each."""
    return f" {' '.join(re.findall(_WORD, text.casefold()))} "
