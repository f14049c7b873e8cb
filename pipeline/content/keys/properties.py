"""Property lines: `Date: May 3, 2024` below the title, as Notion exports them, or at the very top, as in Pelican and MultiMarkdown.

Nikola has two dots before each, mostly in a comment: `.. date: 2024-05-03`.
"""

import re

from pipeline.content.values import Items, Table, Text, Value

_LINE = r"(?:[^\W\d_][\w -]{0,30}:[ \t]+\S[^\n]*(?:\n|\Z))"
_LINES = re.compile(rf"\s*(?:{_LINE}{{2,40}}|# [^\n]*\n\s*{_LINE}{{1,40}})(?=[ \t]*(?:\n|\Z))")
_DOTTED = r"\s*(?:<!--\s*)?(?:[ \t]*\.\. [\w-]+:(?!:)[^\n]*(?:\n|\Z)){2,40}(?:\s*-->)?"
_TITLE = re.compile(r"\s*(?:# [^\n]*\n\s*)?")
# Distinguishes them from a conversation that begins at once.
_TELLING = re.compile(r"^(?:title|date|tags|authors?|category|slug|status|created|published)\s*:", re.IGNORECASE | re.MULTILINE)
_ALIASES = {
    "published": "date",
    "publish_date": "date",
    "created": "date",
    "interviewer": "host",
    "interviewee": "guests",
    "guest": "guests",
}
_BRACKETED = r"\s*\[([^\[\]]*)\]\s*$"  # a list, as in YAML
_LISTS = ("tags", "guests", "authors", "speakers")


def find(text: str) -> tuple[int, int] | None:
    """The start and end of the property lines at the top of a text; None if there are none."""
    if "\n.. " in text and (dotted := re.match(_DOTTED, text)):
        return 0, dotted.end()
    found = _LINES.match(text)
    title = _TITLE.match(text)
    return (title.end(), found.end()) if found and title and _TELLING.search(found[0]) else None


def read(text: str) -> Table:
    """The properties at the top of a file, by keys in lower case. If two mean the same, the first counts."""
    entries: dict[str, Value] = {}
    lines: dict[str, int] = {}
    for line, row in enumerate(text.split("\n"), 1):
        name, colon, value = row.partition(":")
        if not colon:
            continue
        key = "_".join(name.strip().casefold().removeprefix("..").split())
        key = _ALIASES.get(key, key)
        if key not in entries:
            bracketed = re.match(_BRACKETED, value)
            names = (Text(_unquoted(part), line) for part in (bracketed[1] if bracketed else value).split(","))
            entries[key] = Items(tuple(names), line) if key in _LISTS else Text(_unquoted(value), line)
            lines[key] = line
    return Table(entries, lines, min(lines.values(), default=1))


def _unquoted(value: str) -> str:
    """A value without the quotation marks around it, which YAML would not count as its own."""
    bare = value.strip()
    return bare[1:-1] if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'" else bare
