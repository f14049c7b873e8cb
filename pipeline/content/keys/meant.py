"""Finds what was probably meant by a misspelt word."""

from collections.abc import Iterable


def meant(word: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """The known word most similar to `word`; None if none is similar by at least `alike`, from 0 to 1, as `difflib` measures it."""
    from difflib import get_close_matches  # noqa: PLC0415 - most words are known

    return next(iter(get_close_matches(word, known, 1, alike)), None)
