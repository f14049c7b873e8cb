"""Puts each box of a Markdown text between two comments, which take the place of the lines that open and close it, so that no line moves."""

import re
from collections import defaultdict
from collections.abc import Iterator
from textwrap import dedent
from typing import NamedTuple

from pipeline.content.markup import codeblocks
from pipeline.content.markup.boxes import CLOSING, KIND, opening
from pipeline.content.markup.signs import holds

_NESTED = 3  # boxes in which the ones within are marked
SIGNS_OF_INDENTED = ("!!! ", "??? ", "???+ ")
_SIGNS = ("</", "{{", "{%", "{:", ":::", *SIGNS_OF_INDENTED)
# A line of colons; whatever is behind them opens a box: `:::tip[Did you know?]`, `::: {#of-wax .callout-tip title="Did you know?"}`.
_COLONS = r"(?m)^[ ]{0,3}:{3,99}(?P<given>[^\n]*)$"
_OF_COLONS = rf"[ \t]*(?:\{{[^{{}}\n]{{0,300}}?(?<![\w-])\.(?:callout-)?|\{{[ ]?|(?:callout-)?){KIND}(?![\w-])(?P<behind>[^\n]*)"
# Tags: `<Callout type="tip">`, `{{< notice tip >}}`, `{% hint style="tip" %}`. An element of another kind may have the class of a box.
_GIVEN = r"(?P<given>[^<>{}]{0,300}(?:\{[^{}\n]{0,200}\}[^<>{}]{0,300}){0,9})"
_TAGS = rf"""(?x)(?:<(?P<ends>/)?|\{{(?P<form>\{{[<%]|%)-?[ ]{{0,9}}(?P<closes>end_?|/[ ]{{0,9}})?)
    (?P<tag>(?!(?-i:summary)){KIND}|div|section|p)(?![\w.-]){_GIVEN}(?:[>%]\}}\}}|%\}}|>(?!\}}))"""
_CLASSED = rf"""\sclass(?:Name)?=["'][^"'<>\n]{{0,200}}\b{KIND}\b"""
# A box whose text is indented, which Markdown takes for code (Python-Markdown, MkDocs): `!!! note "Did you know?"`
_INDENTED = rf"""(?xm)^(?:!{{3}}|\?{{3}}\+?)[ ]+{KIND}(?:[ ]+[\w-]{{1,40}}){{0,5}}(?:[ ]+"(?P<title>[^"\n]{{0,300}})")?[ \t]*\n
    (?P<inside>(?:(?:[ \t]*\n)*(?:[ ]{{4}}|\t)[ \t]*[^\s][^\n]*\n)+)(?=[ \t]*\n)"""
# A paragraph or quotation above kramdown's class of a box: `{: .notice--info}`, `{: .prompt-tip }`
_ABOVE_CLASS = rf"""(?x)(?:(?<=\n)|\A)\n(?P<inside>(?:[^\n]+\n){{1,40}}?)
    [ ]{{0,3}}\{{:[^{{}}\n]{{0,99}}\.(?:prompt|{KIND})(?![^\W_])[^{{}}\n]{{0,99}}\}}[ \t]*(?=\n|\Z)"""
# What begins a block of HTML that only an empty line ends (CommonMark 0.31, 4.6), anywhere and as a paragraph's first line
_RAW = r"""(?imx)^[ ]{0,3}</?(?:address|article|aside|blockquote|center|d[dlt]|details|dialog|div|fieldset|figcaption|figure|footer|form|h[1-6r]|header|iframe
    |li|main|menu|nav|ol|p|section|summary|table|tbody|t[dhr]|thead|ul)\b"""
_RAW_ALONE = r"(?m)\s*</?[A-Za-z][^<>\n]*>[ \t]*$"
# Titles: what is given as such, in quotation marks, in brackets, or behind colons. Icons have small letters, and so have kinds: `:::message alert`.
_TITLE = r"""\b(?:title|heading|header|label)=\{?(?:"([^"\n]{1,200})"|'([^'\n]{1,200})')"""
_QUOTED = r"""(?:^|(?<=\s))"([^"\n]{1,200})\""""
_LABEL = r"[ ]*\[([^\[\]\n]{1,200})\]"
_BARE = r"""[ ]*([^\s{}\[\]"'][^{}\[\]\n]{0,200})"""
_MARKUP = r"(?<!\w)(\*{1,3}|__?|`{1,2})(?=\S)([^*_`]{1,200})(?<=\S)\1(?!\w)"


class _Found(NamedTuple):
    """A box in the lines between two offsets, of which the first and last are free for comments. `begin` and `end` are the offsets of its text."""

    start: int
    stop: int
    begin: int
    end: int
    title: str


def marked(text: str, around: int = 0) -> str:
    """A text with its boxes between comments, and so those in boxes, of which `around` are around it."""
    if around == _NESTED or not holds(text, _SIGNS):
        return text
    bare = codeblocks.masked(text)
    parts, end = [], 0
    for box in sorted((*_in_colons(bare), *_in_tags(bare), *_indented(bare), *_above_classes(bare))):
        inside = text[box.begin : box.end]
        if box.start >= end and inside.strip():
            inside = marked(dedent(inside if inside.endswith("\n") else f"{inside}\n"), around + 1)
            parts += [_with(opening(box.title), text[end : box.start], bare[end : box.start]), "\n"]
            parts.append(_with(CLOSING, inside, codeblocks.masked(inside)))
            end = box.stop
    return "".join((*parts, text[end:]))


def _with(comment: str, above: str, bare: str) -> str:
    """A comment in the line below a text; at the end of its last line, above an empty one, if this is in a block of HTML, which would go on.

    `bare` is the text without code.
    """
    block = bare.rpartition("\n\n")[2].strip("\n")
    if re.search(_RAW, block):
        return f"{above[:-1]}{comment}\n"
    if re.match(_RAW_ALONE, block):
        begin = above.rfind("\n", 0, -1) + 1
        return f"{above[:begin]}<!-- -->{above[begin:-1]}{comment}\n"
    return above + comment


def _in_colons(bare: str) -> Iterator[_Found]:
    """The boxes between lines of colons: bare ones close what was opened last."""
    opened: list[re.Match[str]] = []
    for line in re.finditer(_COLONS, bare) if ":::" in bare else ():
        if line["given"].strip(" \t:"):
            opened.append(line)
        elif opened:
            opener = opened.pop()
            if kind := re.match(_OF_COLONS, opener["given"]):
                yield _Found(opener.start(), line.end(), opener.end() + 1, line.start(), _title_of_colons(opener["given"], kind["behind"]))


def _in_tags(bare: str) -> Iterator[_Found]:
    """The boxes between tags, which are alone in their lines or have an empty one above or below."""
    opened: defaultdict[tuple[str, str], list[re.Match[str]]] = defaultdict(list)
    for tag in re.finditer(_TAGS, bare):
        same = opened[tag["form"] or "", tag["tag"].lower()]
        if not (tag["ends"] or tag["closes"]):
            if not tag["given"].endswith("/"):
                same.append(tag)
        elif same:
            opener = same.pop()
            if re.fullmatch(KIND, opener["tag"]) or re.search(_CLASSED, opener["given"]):
                yield from _between(bare, opener, tag)


def _between(bare: str, opener: re.Match[str], closer: re.Match[str]) -> Iterator[_Found]:
    """The box between two tags, if there is room for it."""
    first, last = bare.rfind("\n", 0, opener.start()) + 1, bare.find("\n", closer.end())
    begin, end = opener.end(), closer.start()
    below = re.compile(r"[ \t]*\n").match(bare, begin)
    above = bare.rfind("\n", 0, end) + 1
    if bare[first : opener.start()].strip(" ") or last < 0 or bare[closer.end() : last].strip():
        return
    if below:
        begin = below.end()
    elif first and bare[max(0, first - 2) : first] in ("\n", "\n\n"):
        first -= 1
    else:
        return
    if not bare[above:end].strip() and above >= begin:
        end = above
    elif bare.startswith("\n", last + 1):
        last += 1
    else:
        return
    yield _Found(first, last, begin, end, _title(opener["given"]))


def _indented(bare: str) -> Iterator[_Found]:
    """The boxes whose text is indented, above an empty line."""
    for box in re.finditer(_INDENTED, bare) if holds(bare, SIGNS_OF_INDENTED) else ():
        yield _Found(box.start(), bare.index("\n", box.end()), *box.span("inside"), _words(box["title"] or ""))


def _above_classes(bare: str) -> Iterator[_Found]:
    """The paragraphs and quotations above a class of a box."""
    for box in re.finditer(_ABOVE_CLASS, bare) if "{:" in bare else ():
        yield _Found(box.start(), box.end(), *box.span("inside"), "")


def _title(given: str) -> str:
    """The title among what is given to a box in its tag."""
    if found := re.search(_TITLE, given):
        return _words(found[1] or found[2])
    found = re.search(_QUOTED, given)
    return _words(found[1]) if found and not found[1].islower() else ""


def _title_of_colons(given: str, behind: str) -> str:
    """The same for a box of colons, with what stands `behind` its kind."""
    if title := _title(given):
        return title
    rest = behind.partition("}")[2] if given.lstrip().startswith("{") else behind
    if found := re.match(_LABEL, rest):
        return _words(found[1])
    found = re.match(_BARE, rest.rstrip(" \t:"))
    return _words(found[1]) if found and not re.fullmatch("[a-z]+", found[1].strip()) and "=" not in found[1] else ""


def _words(title: str) -> str:
    """The words of a title without Markdown's signs."""
    return " ".join(re.sub(_MARKUP, r"\2", title).split())
