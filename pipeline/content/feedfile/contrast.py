"""Contrast of colours by WCAG 2: whether text can be read on its background."""

import re

ENOUGH = 4.5  # to one, for text (WCAG 2.2, 1.4.3)
_OPAQUE = "#(?:[0-9a-f]{3}|[0-9a-f]{6})"


def contrast(one: str, other: str) -> float | None:
    """How much lighter one colour is than the other, 1 to 21; None unless both are opaque and in hexadecimal digits."""
    if not (re.fullmatch(_OPAQUE, one, re.IGNORECASE) and re.fullmatch(_OPAQUE, other, re.IGNORECASE)):
        return None
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (_linear(value / 255) for value in bytes.fromhex(digits))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
