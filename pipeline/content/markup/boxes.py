"""Boxes beside a text, for notes of its editors, as engines write them: `:::note`, `!!! note`, `<Callout>`, `{% hint %}`, `{{< notice >}}`.

In Markdown each is put between two comments (`boxing`), until the blocks of the text are told apart.
"""

from html import escape
from typing import NamedTuple

# What they are called, as regular expressions. A box that asks or quotes is none of them, since somebody may say that.
KIND = (
    "(?i:note|info|tip|hint|important|warning|caution|danger|attention|notice|alert|message|abstract|summary|tldr|seealso|disclaimer|example"
    "|success|error|admonition|callout|aside|sidenote|infobox)"
)
_OPENS = "[box]"
CLOSING = "<!--[/box]-->"


class Box(NamedTuple):
    """A box of a text, by its number in it. The title is HTML of words alone, empty if it has none."""

    number: int
    title: str

    @property
    def heading(self) -> str:
        """The title as a line in bold, to be shown above the text; empty if it has none."""
        return f"<p><strong>{self.title}</strong></p>" if self.title else ""


def opening(title: str) -> str:
    """The comment that opens a box."""
    return f"<!--{_OPENS} {title.replace('--', '–')}-->"


def opened(comment: str) -> str | None:
    """The title in the comment that opens a box; None for any other comment."""
    return escape(comment.removeprefix(_OPENS).strip(), quote=False) if comment.startswith(_OPENS) else None


def closes(comment: str) -> bool:
    """Whether a comment closes a box."""
    return comment == "[/box]"
