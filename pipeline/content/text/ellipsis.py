"""Texts cut at a word, with an ellipsis for what is left out."""

import re

# Characters of Latin, Greek and Cyrillic that do not combine: no accents, no parts of a flag or emoji; and with those of Chinese, Japanese and
# Korean, which are so many that they take 2 ms to compile.
_WESTERN = " -~¡-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2bff"
_LETTERS = f"[{_WESTERN}]*"
_MORE_LETTERS = f"[{_WESTERN}\u3001-\u3029\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d]*"


def shorten(text: str, limit: int = 100) -> str:
    """At most `limit` characters as a reader counts them, cut at a word, with an ellipsis if something is left out."""
    if len(text) <= limit:
        return text
    letters = _letters(text)
    if len(letters) <= limit:
        return text
    head = "".join(letters[: limit - 1])
    at_word = head if letters[limit - 1].isspace() else head.rpartition(" ")[0]
    return f"{(at_word if len(at_word) > limit // 2 else head).rstrip(' ,;:–—-.…')}…"


def shorten_front(text: str, limit: int) -> str:
    """The last words of `text` that fit into `limit` characters, with an ellipsis before them."""
    letters = _letters(text)
    if len(letters) <= limit:
        return text
    tail = "".join(letters[len(letters) - limit + 1 :])
    at_word = tail if letters[len(letters) - limit].isspace() else tail.partition(" ")[2]
    return f"…{(at_word or tail).lstrip(' ,;:–—-')}"


def _letters(text: str) -> list[str]:
    """Grapheme clusters (Unicode annex 29): a letter with its accents, a flag, an emoji with its joiners."""
    if text.isascii() or re.fullmatch(_LETTERS, text) or re.fullmatch(_MORE_LETTERS, text):
        return list(text)
    import wcwidth  # noqa: PLC0415  (its tables take 0.1 s to load, and few titles are both long and of letters that join)

    return list(wcwidth.iter_graphemes(text))
