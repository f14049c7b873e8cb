"""The Markdown of a post that the program writes: plain text with no more escapes than necessary, links, and the whole document."""

import re
from collections.abc import Iterable

from pipeline.content.text.plaintext import scrubbed

_BRACKET = re.compile(r"([][\\`*<])")
_ESCAPE = r"\\\1"
_MARKUP = re.compile(r"([\\`*<]|(?<!\w)_|_(?!\w)|\](?=[(\[:])|&(?=#?\w+;)|\{(?=[{%:#/]))")
_BLOCK = re.compile(r"^(?:(#{1,6}|[-+>=~|])|(\d{1,9})([.)]))(?=\s|$|[-=~>])")


def document(front: Iterable[str], blocks: Iterable[str]) -> str:
    """A post of lines of front matter and blocks of Markdown."""
    matter = "\n".join(("---", *front, "---"))
    return scrubbed("\n\n".join((matter, *blocks)) + "\n")


def escaped(text: str) -> str:
    """Plain text that Markdown reads as it is."""
    return _BLOCK.sub(lambda sign: f"\\{sign[1]}" if sign[1] else f"{sign[2]}\\{sign[3]}", _MARKUP.sub(_ESCAPE, text))


def link(words: str, address: str) -> str:
    """A link; without words, the address itself."""
    return f"[{_BRACKET.sub(_ESCAPE, words)}]({address})" if words else f"<{address}>"
