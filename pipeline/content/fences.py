"""Where a post's front matter stands, and in which writing: between fences at the very top, or as property lines without any."""

import re
from enum import StrEnum
from typing import NamedTuple

from pipeline.content.problem import Place, Problem


class Form(StrEnum):
    """How a front matter is written. JSON is read as the YAML that it is."""

    YAML = "YAML"
    TOML = "TOML"
    PROPERTIES = "properties"


class Matter(NamedTuple):
    """A front matter's text with as many blank lines before it as the file has lines before it; empty where there is none."""

    text: str = ""
    form: Form = Form.YAML


# Jekyll's and Hugo's; a language behind the fence is read by gray-matter, and so by Eleventy and many others.
_FENCE = re.compile(r"\s*^(?:(---|\+\+\+)(toml|json|ya?ml|js)?[ \t]*(?:\n|\Z)|(\{)(?=[ \t]*\n\s*[\"}]))", re.MULTILINE)
_ENDS = {
    fence: re.compile(rf"^(?:{end})[ \t]*(?:\n|\Z)", re.MULTILINE)
    for fence, end in (("---", r"---|\.\.\."), ("+++", r"\+\+\+"), ("{", r"\}"))
}
# Keys with a fence below them alone; above them none, or what was to be one: `----`, or a dash that an editor has set.
_SLIPPED = (
    r"(?m)\s*^(?=[^\n]*\n(?:.*\n){0,9}?(?:title|date)[ \t]*:)(?:[^\w\n]{1,8}\n)?"
    r"(?:[A-Za-z_][\w-]*[ \t]*:(?:[ \t][^\n]*)?\n|[ \t-][^\n]*\n){1,60}?---[ \t]*(?:\n|\Z)"
)
_NONE = Matter()


def split(text: str, path: str) -> tuple[Matter, str, int, tuple[Problem, ...]]:
    """The front matter, the Markdown below it, and the Markdown's first line."""
    opened = _FENCE.match(text)
    if not opened:
        return _slipped(text, path) or _properties(text)
    fence, language = opened[1] or opened[3], opened[2]
    place = Place(path, text.count("\n", 0, opened.start(1) if opened[1] else opened.start(3)) + 1)
    if language == "js":
        return _NONE, text, 1, (Problem(place, "front matter in JavaScript is not read", "write it as YAML between two lines of ---"),)
    closed = _ENDS[fence].search(text, opened.end())
    above = text.count("\n", 0, opened.end())
    if not closed:
        problem = Problem(place, "the front matter is not closed", f"put a line of {fence.replace('{', '}')} below its last key")
        return _NONE, text[opened.end() :], above + 1, (problem,)
    braces = f"{{{text[opened.end() : closed.start()]}}}" if opened[3] else text[opened.end() : closed.start()]
    form = Form.TOML if fence == "+++" or language == "toml" else Form.YAML
    return Matter("\n" * above + braces, form), text[closed.end() :], text.count("\n", 0, closed.end()) + 1, ()


def _slipped(text: str, path: str) -> tuple[Matter, str, int, tuple[Problem, ...]] | None:
    """What `split` says where a front matter was meant that has no fence above it."""
    found = re.match(_SLIPPED, text)
    if not found:
        return None
    line = text.count("\n", 0, len(text) - len(text.lstrip())) + 1
    problem = Problem(
        Place(path, line), "the front matter does not begin with a line of ---", "put one above its first key, with nothing before it"
    )
    return _NONE, text[found.end() :], text.count("\n", 0, found.end()) + 1, (problem,)


def _properties(text: str) -> tuple[Matter, str, int, tuple[Problem, ...]]:
    """Property lines, and the text with blank lines in their place."""
    from pipeline.content import properties  # noqa: PLC0415 - most posts have front matter between fences

    found = properties.find(text)
    if found is None:
        return _NONE, text, 1, ()
    start, end = found
    matter = Matter("\n" * text.count("\n", 0, start) + text[start:end], Form.PROPERTIES)
    return matter, text[:start] + "\n" * text.count("\n", start, end) + text[end:], 1, ()
