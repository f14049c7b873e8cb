"""Quotation marks, and words cut out between them."""

import re

from pipeline.content.text.sentences import STATING_ENDS

# Pairs of opening and closing quotation marks.
QUOTES = (("„", "“"), ("„", "”"), ("“", "”"), ('"', '"'), ("«", "»"), ("「", "」"), ("『", "』"), ("【", "】"))
_QUOTED = re.compile(f"[{''.join(mark for pair in QUOTES for mark in pair)}]")


def holds_quote(text: str) -> bool:
    """Whether a text contains a quotation mark."""
    return '"' in text or (not text.isascii() and _QUOTED.search(text) is not None)


def paired(text: str) -> str:
    """Words cut out of a longer text, with their quotation marks completed: `…in bees.” Is that so?` becomes `…“in bees.” Is that so?`"""
    if not holds_quote(text):
        return text
    for opening, closing in QUOTES:
        if (opening, closing) == QUOTES[0] and "”" in text and "“" not in text:  # Polish, in which „ is closed otherwise
            continue
        if opening == closing:
            text = _completed(text, closing) if text.count(opening) % 2 else text
        elif opening in text or (closing in text and opening != "„"):  # what closes behind „ opens elsewhere
            text = _paired(text, opening, closing)
        if opening == "„" and opening in text:
            break
    return text


def _completed(text: str, mark: str) -> str:
    """A text in which one mark too few or too many both opens and closes quotations."""
    first = text.index(mark)
    closes = text[:first].endswith(STATING_ENDS) and not text[first + 1 : first + 2].strip()
    return _opened(text, first, mark) if closes else f"{text}{mark}"


def _paired(text: str, opening: str, closing: str) -> str:
    if text.rfind(opening) > text.rfind(closing):
        text = f"{text}{closing}"
    first = text.find(closing)
    if first < 0 or opening in text[:first]:
        return text
    return _opened(text, first, opening)


def _opened(text: str, first: int, opening: str) -> str:
    """A text whose first mark closes a quotation that has begun further before: behind an ellipsis it is opened, else it is none."""
    return f"…{opening}{text[1:]}" if text.startswith("…") else text[:first] + text[first + 1 :]
