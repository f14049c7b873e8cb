"""Finds a post's front matter and its format: between fences at the very top, or without fences as an MDX export or property lines."""

import re
from enum import StrEnum
from typing import NamedTuple

from pipeline.content.problem import Place, Problem


class Form(StrEnum):
    """The format of a front matter. JSON counts as YAML, of which it is a subset, and the object that MDX exports nearly is one."""

    YAML = "YAML"
    TOML = "TOML"
    EXPORT = "export"
    PROPERTIES = "properties"


class Matter(NamedTuple):
    """The text of a front matter, empty if there is none.

    Blank lines before it stand for the lines above it in the file, so that its line numbers are right.
    """

    text: str = ""
    form: Form = Form.YAML


# Fences as in Jekyll and Hugo; a language name behind the fence is a feature of gray-matter, and so of Eleventy and many others.
_FENCE = re.compile(r"\s*^(---|\+\+\+|\{(?=[ \t]*\n\s*[\"}]))(toml|json|ya?ml|js)?[ \t]*(?:\n|\Z)", re.MULTILINE)
_ENDS = {
    fence: re.compile(rf"^(?:{end})[ \t]*(?:\n|\Z)", re.MULTILINE)
    for fence, end in (("---", r"---|\.\.\."), ("+++", r"\+\+\+"), ("{", r"\}"))
}
# Keys with a fence only below them; above them is none, as in Hexo, or a misspelt one: `----`, or a dash that an editor has substituted.
_HALF_FENCED = (
    r"(?m)\s*^(?=(?:.*\n){0,10}?(?:title|date)[ \t]*:)([^\w\n]{1,8}\n)?"
    r"((?:[A-Za-z_][\w-]*[ \t]*:(?:[ \t][^\n]*)?\n|[ \t-][^\n]*\n){1,60}?)---[ \t]*(?:\n|\Z)"
)
# Below imports, an object that pages in MDX export for those that list them.
_EXPORTED = (
    r"\A(?:\s*^import [^\n]*\n)*\s*^export const (?:meta|metadata|frontmatter|article|post) = (\{\n(?:[ \t]*\S[^\n]*\n){1,60}?\});?[ \t]*$"
)
_NONE = Matter()


class Parts(NamedTuple):
    """The front matter of a post, the Markdown `body` below it, the line in which that begins, and problems with the fences."""

    matter: Matter
    body: str
    first_line: int
    problems: tuple[Problem, ...] = ()


def split(text: str, path: str) -> Parts:
    """The front matter and the Markdown below it."""
    opened = _FENCE.match(text)
    if not opened:
        return _half_fenced(text, path) or _exported(text) or _properties(text)
    fence, language = opened.groups()
    above = text.count("\n", 0, opened.end())
    place = Place(path, text.count("\n", 0, opened.start(1)) + 1)
    if language == "js":
        problem = Problem(place, "front matter in JavaScript cannot be read", "write it as YAML between two lines of ---")
        return Parts(_NONE, text, 1, (problem,))
    closed = _ENDS[fence].search(text, opened.end())
    if not closed:
        problem = Problem(place, "the front matter is not closed", f"put a line of {fence.replace('{', '}')} below its last key")
        return Parts(_NONE, text[opened.end() :], above + 1, (problem,))
    lines = "\n" * above + text[opened.end() : closed.start()]
    form = Form.TOML if fence == "+++" or language == "toml" else Form.YAML
    if fence == "{":  # which belongs to the object, and is alone in its line
        lines = f"{lines[: above - 1]}{{{lines[above - 1 :]}}}"
    return Parts(Matter(lines, form), text[closed.end() :], text.count("\n", 0, closed.end()) + 1)


def _half_fenced(text: str, path: str) -> Parts | None:
    """The result of `split` for keys with a fence only below them; None if there are no such keys.

    What stands in place of the fence above them was meant as one.
    """
    found = re.match(_HALF_FENCED, text)
    if not found:
        return None
    body, first = text[found.end() :], text.count("\n", 0, found.end()) + 1
    above = text.count("\n", 0, found.start(2))
    if not found[1]:
        return Parts(Matter("\n" * above + found[2]), body, first)
    message, hint = "the front matter does not begin with a line of ---", "put one above its first key, with nothing before it"
    return Parts(_NONE, body, first, (Problem(Place(path, above), message, hint),))


def _exported(text: str) -> Parts | None:
    """The result of `split` for what a page exports as its front matter; None if it exports none."""
    found = re.search(_EXPORTED, text, re.MULTILINE) if "export const" in text else None
    if found is None:
        return None
    matter = found[1].replace("\t", "  ").replace("\\'", "''")  # as YAML has it
    return Parts(Matter("\n" * text.count("\n", 0, found.start(1)) + matter, Form.EXPORT), *_behind(text, found.end()))


def _behind(text: str, end: int) -> tuple[str, int]:
    """The text behind an offset, and the line in which that is."""
    return text[end:], text.count("\n", 0, end) + 1


def _properties(text: str) -> Parts:
    """The result of `split` for property lines, which are replaced in the text by blank lines."""
    from pipeline.content.keys import properties  # noqa: PLC0415 - most posts have front matter between fences

    found = properties.find(text)
    if found is None:
        return Parts(_NONE, text, 1)
    start, end = found
    matter = Matter("\n" * text.count("\n", 0, start) + text[start:end], Form.PROPERTIES)
    return Parts(matter, text[:start] + "\n" * text.count("\n", start, end) + text[end:], 1)
