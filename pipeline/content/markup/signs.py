"""Whether a text has signs that few texts have: a quick test before a pattern is tried."""

from collections.abc import Iterable
from functools import cache

_RARE = "{@`~\\[!=?"  # from rare to common


def holds(text: str, signs: Iterable[str]) -> bool:
    """Whether a text has any of these signs.

    Of each its rarest character is looked for first: Python finds one character fifty times faster than several.
    """
    return any(_rarest(sign) in text and sign in text for sign in signs)


@cache
def _rarest(sign: str) -> str:
    """A character of a sign that few texts have; empty if it has none."""
    return next(filter(sign.__contains__, _RARE), "")
