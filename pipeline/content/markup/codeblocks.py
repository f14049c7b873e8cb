"""Blocks of code in Markdown, between their fences, and texts in which these hide nothing that has a meaning elsewhere."""

import re

from pipeline.content.markup.signs import holds

FENCES = ("```", "~~~")
# Between its fences, or to the end of the text
BLOCK = r"(?m)^[ ]{0,3}(`{3,}(?=[^`\n]*$)|~{3,}).*\n(?:.*\n)*?(?:[ ]{0,3}\1[`~]*[ \t]*$|.*\Z)"
_UNREAD = rf"{BLOCK}|^[ ]{{0,3}}<!--(?:.|\n)*?(?:-->|\Z)"


def masked(text: str) -> str:
    """A text of the same length and lines, with a letter for each character of code, and of comments at the beginning of a line."""
    if not holds(text, (*FENCES, "<!--")):
        return text
    return re.sub(_UNREAD, lambda unread: re.sub(r"[^\n]", "x", unread[0]), text)
