"""Boxes beside a text, for notes of its editors, as engines write them: `:::note`, `!!! note`, `<Callout>`, `{% hint %}`, `{{< notice >}}`.

In Markdown each is put between two comments, which take the place of the lines that open and close it, so that no line moves.
"""

import re
from html import escape
from textwrap import dedent
from typing import NamedTuple

# What they are called, as regular expressions. A box that asks or quotes is none of them, since somebody may say that.
KIND = (
    "(?i:note|info|tip|hint|important|warning|caution|danger|attention|notice|alert|message|abstract|summary|tldr|seealso|disclaimer|example"
    "|success|error|admonition|callout|aside|sidenote|infobox)"
)
_VALUE = r"""(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|\{[^{}\n]{0,200}\}|[^\s"'<>{}=%]{1,200})"""
_ATTRIBUTES = rf"""(?:[ ]{{1,9}}(?:[\w:@-]{{1,40}}(?:={_VALUE})?|"[^"\n]{{0,200}}")){{0,9}}"""
_TITLE = r"""\b(?:title|heading|header|label)=\{?(?:"([^"\n]{1,200})"|'([^'\n]{1,200})')"""
_OF_COLONS = r"""[ ]*(?:\[([^\[\]\n]{1,200})\]|([^\s{}\[\]"'][^{}\[\]\n]{0,200}))"""
_LINES = 200  # at most, in a box
_OPENS = r"(?:<|\{\{[<%][ ]{0,9}|\{%-?[ ]{0,9})"
_CLOSES = r"(?:</|\{\{[<%][ ]{0,9}/[ ]{0,9}|\{%-?[ ]{0,9}end)"
_ENDS = r"[ ]{0,9}(?:[>%]\}\}|-?%\}|>(?!\}))"
# An element of another kind may have the class of one.
_CLASSED = rf"""<(?P<tag>div|section|p)\b(?=[^<>\n]{{0,300}}\sclass=["'][^"'<>\n]{{0,200}}\b{KIND}\b)(?P<given>[^<>\n]{{0,300}})>"""
_TAGS = (
    (rf"{_OPENS}(?!(?-i:summary))(?P<tag>{KIND})(?P<given>{_ATTRIBUTES}){_ENDS}", rf"{_CLOSES}(?P=tag){_ENDS}"),
    (_CLASSED, r"</(?P=tag)>"),
)
_ABOVE = r"(?:(?<=\n)|\A)\n"  # an empty line
_BELOW = r"[ \t]*\n(?=\n|\Z)"
# `:::tip[Did you know?]`, `::: {.callout-tip title="Did you know?"}`, and below it a line of as many colons
COLONS = rf"""(?mx)^[ ]{{0,3}}(?P<colons>:{{3,9}})[ ]?\{{?[ ]?\.?(?:callout-)?{KIND}(?![\w-])\}}?(?P<given>[^\n]{{0,300}})\n
    (?P<inside>(?:(?![ ]{{0,3}}(?P=colons))[^\n]*\n){{1,{_LINES}}}?)[ ]{{0,3}}(?P=colons)[ \t]*$"""
# Tags alone in their lines: `<Callout type="tip">`, `{{< notice tip >}}`, `{% hint style="tip" %}`
ALONE = tuple(rf"(?m)^[ ]{{0,3}}{opens}[ \t]*\n(?P<inside>(?:[^\n]*\n){{1,{_LINES}}}?)[ ]{{0,3}}{closes}[ \t]*$" for opens, closes in _TAGS)
# Tags beside the words, between empty lines
BESIDE = tuple(rf"(?s){_ABOVE}[ ]{{0,3}}{opens}(?P<inside>.{{1,3000}}?){closes}{_BELOW}" for opens, closes in _TAGS)
# A paragraph or quotation above kramdown's class of a box: `{: .notice--info}`, `{: .prompt-tip }`
CLASSED = rf"""(?x){_ABOVE}(?P<given>)(?P<inside>(?:[^\n]+\n){{1,40}}?)
    [ ]{{0,3}}\{{:[^{{}}\n]{{0,99}}\.(?:prompt|{KIND})(?![^\W_])[^{{}}\n]{{0,99}}\}}[ \t]*(?=\n|\Z)"""
_NO_TITLE = "[a-z]+"  # `:::message alert`, `{{< notice tip >}}`


class Box(NamedTuple):
    """A box of a text, by its number in it. The title is HTML of words alone, empty if it has none."""

    number: int
    title: str

    @property
    def heading(self) -> str:
        """The title as a line in bold, to be shown above the text; empty if it has none."""
        return f"<p><strong>{self.title}</strong></p>" if self.title else ""


def marked(found: re.Match[str], *, closes: str = "") -> str:
    """What stands in a box, between comments; unchanged if another one begins in it, as that may be what ends here.

    Before the second comment is what `closes` the last line.
    """
    inside, tag = found["inside"], found.groupdict().get("tag")
    if tag and re.search(rf"{_OPENS}{tag}\b", inside):
        return found[0]
    return _between(dedent(inside) + closes, _title(found["given"]))


def marked_indented(kind: str, title: str, inside: str) -> str | None:
    """The same for the text of a box that was indented, which ends with an empty line; None if this is no such box."""
    words = inside.rstrip("\n")
    behind = inside[len(words) + 1 :]
    return _between(f"{words}\n", title) + behind if behind and re.fullmatch(KIND, kind) else None


def _between(inside: str, title: str) -> str:
    """A text between the comments that stand for the tags of a box."""
    return f"<!--[box] {title.replace('--', '–')}-->\n{inside}<!--[/box]-->"


def _title(given: str) -> str:
    """The title among what is given to a box, behind its kind."""
    found = re.search(_TITLE, given) or re.match(_OF_COLONS, given)
    title = " ".join((found[1] or found[2]).split()) if found else ""
    return "" if re.fullmatch(_NO_TITLE, title) or "=" in title else title


def opened(comment: str) -> str | None:
    """The title in the comment that opens a box; None for any other comment."""
    return escape(comment.removeprefix("[box]").strip(), quote=False) if comment.startswith("[box]") else None


def closes(comment: str) -> bool:
    """Whether a comment closes a box."""
    return comment == "[/box]"
