"""Keys of a front matter that are probably misspelt. Any others are a blog's own business."""

import operator
import re
from functools import lru_cache
from itertools import islice

from pipeline.content import listed
from pipeline.content.keys import blog
from pipeline.content.keys.meant import meant
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.values import Table

# Common keys of blogs that only look like misspelt ones.
NEIGHBOURS = (
    "author", "guest", "hosts", "guide", "tag", "translationKey", "translation_by", "translator", "update", "episode_id", "episodeId",
)  # fmt: skip
_MANY = 200  # keys, at most, that are looked at for misspelt ones


def warnings(table: Table, path: str, keys: tuple[str, ...]) -> tuple[Problem, ...]:
    """Warnings about keys that are nearly one of `keys`, if that one is missing: they are probably misspelt."""
    found = []
    for key, line in islice(table.lines.items(), _MANY):
        if key in keys or key in NEIGHBOURS or "transcri" in key.lower() or blog.may_name_video(key) or blog.names_number(key):
            continue
        near = _near(key.lower(), keys)
        if near and near not in table.lines and near not in _words(key) and not (near == "chapters" and listed.rows(table.entries[key])):
            hint = f"did you mean `{near}`?"
            found.append(Problem(Place(path, line), f"`{key}` is not a known key", hint, Severity.WARNING))
    return tuple(found)


def _words(key: str) -> tuple[str, ...]:
    """The words of a key that has several, one of which may be the known key: `mp4_thumbnail` is another file."""
    words = tuple(filter(None, re.split("[_-]", key.lower())))
    return words if len(words) > 1 else ()


@lru_cache(maxsize=256)
def _near(key: str, keys: tuple[str, ...]) -> str | None:
    """The key that another resembles. Those of a blog are the same in all its posts."""
    return meant(key, keys, 0.8) or next((known for known in keys if _swaps(known, key)), None)


def _swaps(known: str, key: str) -> bool:
    """Whether a key is the known one with two letters in each other's place, by which few letters are left where they were: `dtae`."""
    return len(key) == len(known) and sorted(key) == sorted(known) and sum(map(operator.ne, key, known)) == 2
