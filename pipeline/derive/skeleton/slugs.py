"""The slug of a post to start from, made of its title."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import count

from pipeline.derive.skeleton import description

_LONGEST = 60  # characters, at most, of what is made from a title
# Letters that Unicode does not take apart into a basic one and its mark.
_WHOLE = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"})


def slugs(title: str, otherwise: str) -> Iterator[str]:
    """File names to try for a post: made from its title, then with `otherwise` behind it, then numbered."""
    first = _slug(title, otherwise)
    yield first
    named = _slug(f"{first} {otherwise}", first)
    yield named
    yield from (f"{named}-{number}" for number in count(2))


def _slug(title: str, otherwise: str) -> str:
    """A file name made from a title: ASCII letters and digits, joined by dashes.

    If the title has none, `otherwise` (the video's id) is used.
    """
    for text in (description.title(title), otherwise):
        plainly = unicodedata.normalize("NFKD", text.lower()).translate(_WHOLE).encode("ascii", "ignore").decode().lower()
        words = re.findall(r"[a-z0-9]+", plainly.replace("'", ""))
        whole = [word for at, word in enumerate(words) if len("-".join(words[: at + 1])) <= _LONGEST] or [
            word[:_LONGEST] for word in words[:1]
        ]
        if whole:
            return "-".join(whole)
    return "episode"
