"""What was probably meant by a word that is none of those that are known."""

from collections.abc import Iterable


def meant(word: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """The known word that is most like it; None where none is at least `alike`, from 0 (nothing in common) to 1, as `difflib` measures that."""
    from difflib import get_close_matches  # noqa: PLC0415 - most words are known

    return next(iter(get_close_matches(word, known, 1, alike)), None)
