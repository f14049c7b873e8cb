"""Blanks at which a line must not break: French has one before `?` and within `« »`."""

import re

# Tags, scripts and styles are matched to be passed over.
_BLANKS = r"(?s)<(script|style)\b.*?</\1>|<[^>]*>|(?<=«) | (?=[?!:;»])"


def unbroken(html: str, language: str) -> str:
    """A page with U+00A0 for each such blank, whatever its author typed, if it is in French; else as it is."""
    if language.partition("-")[0] != "fr":
        return html
    return re.sub(_BLANKS, lambda found: "\u00a0" if found[0] == " " else found[0], html)
