"""The key `theme` of a feed file: colours and fonts of the pages, `theme: {accent: "#06502f", accent-dark: "#9fe0bd", text: Georgia}`.

The names, each optional, are the variables at the top of `site.css`; those that end in `-dark` are for readers who prefer a dark screen.
"""

import re

from pipeline.content.yamltext import Fields, Table, Text

COLOURS = ("paper", "raised", "ink", "faint", "line", "accent", "on-accent", "mark")
OTHERS = ("text", "ui", "measure")
NAMES = (*COLOURS, *(f"{name}-dark" for name in COLOURS), *OTHERS)
_EXAMPLE = 'such as {accent: "#06502f", accent-dark: "#9fe0bd", text: Georgia}'
# A colour in hexadecimal digits, or another CSS value that can neither end its declaration nor load anything.
_DIGITS = r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})"
_VALUE = rf"(?i){_DIGITS}|(?!#|.*\b(?:url|image|image-set|src)\()[\w#%.,()/ \"'+*-]{{1,300}}"


def read(fields: Fields) -> tuple[tuple[str, str], ...]:
    """The variables that the show sets, by name. What cannot be in a style sheet is a problem and left out."""
    value = fields.table.entries.get("theme")
    if value is None:
        return ()
    if not isinstance(value, Table):
        fields.complain(value.line, "`theme` must be a table of colours and fonts", _EXAMPLE)
        return ()
    inner = fields.inner(value, NAMES)
    return tuple((name, text) for name in value.entries if name in NAMES and (text := _value(inner, name)))


def _value(fields: Fields, name: str) -> str | None:
    text = fields.text(name)
    hint = "write a font's name, such as Georgia, serif" if name in OTHERS else 'write a CSS colour in quotes: "#06502f"'
    if text is None:
        if isinstance(fields.table.entries[name], Text):  # as where no quotes are around a colour: what follows # is a comment
            fields.complain(fields.line(name), f"`{name}` is empty", hint)
        return None
    if re.fullmatch(_VALUE, text) and text.count("(") == text.count(")") and text.count('"') % 2 == text.count("'") % 2 == 0:
        return text
    fields.complain(fields.line(name), f"`{name}: {text}` cannot be used in a style sheet", hint)
    return None
