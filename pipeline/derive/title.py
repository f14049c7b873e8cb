"""The title of an episode: its post's, without what apps show beside it."""

import re
from functools import lru_cache

from pipeline.content.text.plaintext import squeeze

_SEPARATOR = r"(?:\s*[:|\u00b7\u2022]\s*|\s[-\u2013\u2014]+\s*|[\u2013\u2014]\s*|-\s)"
_SEASON = r"s(?:eason)?\s*\d+[\s,]*e(?:p(?:isode)?)?\.?\s*\d+"
_NUMBER = rf"(?:{_SEASON}|(?:episode|ep\.?|folge|episodio|\u00e9pisode|#)\s*#?\s*\d+)"
_NEEDS_NAME = r"(?:introducing|presenting|announcing|meet|welcome(?: to)?|this is|about)"
_MOST = 8  # times that a title repeats any of it
_PICTURES = r"(?:[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d\s]*)+"


def episode_title(written: str, show: str) -> str:
    """A post's title without the show's name and the episode's number, which apps show beside it (as Apple requires).

    `Some Talks #12: Ada Example`, `S2E3 - Ada Example`, `Ada Example | Some Talks` all give `Ada Example`; a title that consists of nothing
    else is kept, and so is `Introducing: Some Talks`.
    """
    whole = rest = squeeze(written)
    name = _name(show)
    has_name, has_number = (re.search(what, whole, re.IGNORECASE) is not None for what in (name, _NUMBER))
    if has_name or has_number:
        patterns = _repeated(name if has_name else None, in_brackets="(" in whole or "[" in whole)
        for _ in range(_MOST):
            shorter = next((cut for pattern in patterns if (cut := pattern.sub("", rest).strip()) not in ("", rest)), "")
            if not shorter:
                break
            rest = shorter
    if rest == whole:
        return whole
    is_bare = (has_number and re.fullmatch(_NUMBER, rest, re.IGNORECASE)) or re.fullmatch(_NEEDS_NAME, rest, re.IGNORECASE)
    return whole if is_bare else rest


def lost_numbers(written: str, show: str) -> tuple[str, str]:
    """The season and the number of an episode that `episode_title` takes from its title, empty if it takes none."""
    whole, rest = squeeze(written), episode_title(written, show)
    lost = " ".join(whole.split(rest, 1)) if whole != rest else ""
    lost = re.sub(_name(show), " ", lost, flags=re.IGNORECASE) if show.strip() else lost
    if both := re.search(_SEASON, lost, re.IGNORECASE):
        season, number = re.findall(r"\d+", both[0])
        return season, number
    numbers = set(re.findall(r"\d+", lost))
    return "", numbers.pop() if len(numbers) == 1 else ""


@lru_cache
def _name(show: str) -> str:
    """A pattern for a show's name as titles repeat it, with or without its emoji."""
    bare = re.sub(_PICTURES, " ", show).strip() or show.strip()
    words = re.sub(r"(?i)^the\s+|\s+(?:podcast|show)$", "", bare).split()
    between, around = (r"\s+", "") if bare == show.strip() else (rf"\s*(?:{_PICTURES}|\s)", rf"(?:\s*{_PICTURES})?")
    return rf"{around}(?:the\s+)?{between.join(map(re.escape, words))}(?:\s+(?:podcast|show))?{around}"


@lru_cache
def _repeated(name: str | None, *, in_brackets: bool) -> tuple[re.Pattern[str], ...]:
    """Patterns for what a title repeats of its show, at either end. Few titles need all, and each takes long to compile."""
    known = rf"(?:{name}(?:[\s,]*(?:{_NUMBER}|\d{{1,3}}\b))?|{_NUMBER})" if name else _NUMBER
    patterns = (
        rf"^{known}{_SEPARATOR}",
        rf"^[(\[]{known}[)\]](?:{_SEPARATOR}|\s+)" if in_brackets else None,
        rf"^{name}\s+(?={_NUMBER}\b)" if name else None,
        rf"^{_NUMBER}\b\.?\s+(?-i:(?![a-z]))",
        rf"(?:{_SEPARATOR}|,\s+){known}$",
        rf"{_SEPARATOR}?\s*[(\[]{known}[)\]]$" if in_brackets else None,
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns if pattern)
