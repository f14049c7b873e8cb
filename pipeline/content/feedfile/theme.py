"""The key `theme` of a feed file: colours and fonts of the pages, `theme: {accent: "#06502f", accent-dark: "#9fe0bd", text: Georgia}`.

The names, each optional, are the variables at the top of `site.css`; those that end in `-dark` are for readers who prefer a dark screen.
"""

import re
from collections.abc import Iterator

from pipeline.content.feedfile.colours import is_colour
from pipeline.content.feedfile.contrast import ENOUGH, contrast
from pipeline.content.keys.fields import Fields
from pipeline.content.problem import Severity
from pipeline.content.values import Table, Text

COLOURS = ("paper", "raised", "ink", "faint", "line", "accent", "on-accent", "mark")
FONTS = ("text", "ui")
OTHERS = (*FONTS, "measure")
NAMES = (*COLOURS, *(f"{name}-dark" for name in COLOURS), *OTHERS)
# The values in `site.css` of colours that have text in them or behind it, on light screens and on dark ones.
DEFAULTS = {
    "paper": "#fbfaf6",
    "raised": "#ffffff",
    "ink": "#211e1a",
    "faint": "#625c52",
    "accent": "#9a3412",
    "on-accent": "#ffffff",
    "mark": "#f7ead9",
    "paper-dark": "#161513",
    "raised-dark": "#211f1c",
    "ink-dark": "#e9e4da",
    "faint-dark": "#a8a195",
    "accent-dark": "#f2a57c",
    "on-accent-dark": "#1d1107",
    "mark-dark": "#35281b",
}
# Text and what is behind it.
_LEGIBLE = (*((text, ground) for text in ("ink", "faint", "accent") for ground in ("paper", "raised", "mark")), ("on-accent", "accent"))
_ON_SCREENS = tuple((f"{text}{end}", f"{ground}{end}") for end in ("", "-dark") for text, ground in _LEGIBLE)
_FONTS = "write fonts' names, such as Georgia, serif; names with digits in quotes of their own: '\"Source Serif 4\", serif'"
_HINTS = {"text": _FONTS, "ui": _FONTS, "measure": "write a length, such as 40rem"}
_EXAMPLE = 'such as {accent: "#06502f", accent-dark: "#9fe0bd", text: Georgia}'
_SIGNS = r"[\w#%.,()/ +*-]"
# Can neither end its declaration nor load anything; a quotation mark of one kind may stand inside a pair of the other.
_VALUE = rf"""(?i)(?!.*\b(?:url|image|image-set|src)\()(?=.{{1,300}}$)(?:{_SIGNS}|"(?:{_SIGNS}|')*"|'(?:{_SIGNS}|")*')+"""
_WORD = r"-{0,2}[^\W\d][\w-]*"
_FONT = rf"(?:\"[^\"]+\"|'[^']+'|{_WORD}(?: +{_WORD})*|(?:env|generic|var)\(.+\))"
_UNIT = r"(?:r?(?:em|ex|ch|ic|lh|cap)|(?:[sdl]?v|cq)(?:w|h|i|b|min|max)|px|cm|mm|q|in|pc|pt|%)"
_LENGTH = rf"(?i)\+?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?{_UNIT}|none|stretch|(?:min|max|fit)-content|[a-z-]+\(.+\)"


def read(fields: Fields) -> tuple[tuple[str, str], ...]:
    """The variables that the show sets, by name. What cannot be in a style sheet is a problem and left out."""
    value = fields.table.entries.get("theme")
    if value is None:
        return ()
    if not isinstance(value, Table):
        fields.complain(value.line, "`theme` must be a table of colours and fonts", _EXAMPLE)
        return ()
    inner = fields.inner(value, NAMES)
    found = {name: text for name in value.entries if name in NAMES and (text := _value(inner, name))}
    for name, message in _unreadable(found):
        inner.complain(
            inner.line(name), message, f"text needs {ENOUGH} to 1 (WCAG 2.2): make one of the two darker or lighter", Severity.WARNING
        )
    return tuple(found.items())


def _unreadable(theme: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each colour of a theme with which some text is hard to read, and what is; of several such texts, the worst."""
    colours = DEFAULTS | theme
    worst: dict[str, tuple[float, str]] = {}
    for text, ground in _ON_SCREENS:
        name = text if text in theme else ground
        found = contrast(colours[text], colours[ground]) if name in theme else None
        if found and found < min(ENOUGH, worst.get(name, (ENOUGH, ""))[0]):
            worst[name] = found, f"`{text}` on `{ground}` has a contrast of only {found:.1f} to 1"
    return ((name, message) for name, (_, message) in worst.items())


def _value(fields: Fields, name: str) -> str | None:
    text = fields.text(name)
    hint = _HINTS.get(name, 'write a CSS colour in quotes: "#06502f"')
    if text is None:
        if isinstance(fields.table.entries[name], Text):  # as where no quotes are around a colour: what follows # is a comment
            fields.complain(fields.line(name), f"`{name}` is empty", hint)
        return None
    if not re.fullmatch(_VALUE, text) or text.count("(") != text.count(")"):
        fields.complain(fields.line(name), f"`{name}: {text}` cannot be used in a style sheet", hint)
        return None
    if name in FONTS:
        what, fits = "a list of fonts", bool(re.fullmatch(rf"{_FONT}(?:\s*,\s*{_FONT})*", text))
    elif name in OTHERS:
        what, fits = "a length", bool(re.fullmatch(_LENGTH, text))
    else:
        what, fits = "a colour", is_colour(text)
    if fits:
        return text
    fields.complain(fields.line(name), f"`{name}: {text}` is not {what}", hint)
    return None
