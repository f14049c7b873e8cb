"""The pages' own words, and the forms of dates and lengths, in the languages in `templates/phrases/`; English for all others.

A file has lines `key = text`; `{}` in a text stands for a value.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from pipeline.content.text.timecode import MINUTE, SECOND
from pipeline.derive.packaged import packaged

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "pt", "zh")
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})


class Phrases(NamedTuple):
    """The phrases of a language by key, as templates use them after `say.`."""

    language: str
    say: Mapping[str, str]

    def day(self, moment: datetime) -> str:
        """A date in words, in the moment's own zone. In a language without names for months, they are numbered."""
        months = self.say.get("months", "").split(", ")
        month = months[moment.month - 1] if len(months) == 12 else str(moment.month)
        return self.say["date"].format(day=moment.day, month=month, year=moment.year)

    def duration(self, milliseconds: int) -> str:
        """A length in words: in whole minutes, half ones rounded up, and below one minute in whole seconds."""
        if milliseconds < MINUTE:
            return self.say["seconds"].format(seconds=max(1, milliseconds // SECOND))
        hours, minutes = divmod((milliseconds + MINUTE // 2) // MINUTE, 60)
        key = "minutes" if not hours else "hours_minutes" if minutes else "hours"
        return self.say[key].format(hours=hours, minutes=minutes)


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the language or a script given in its tag (`az-Arab`)."""
    parts = language.lower().split("-")
    return "rtl" if parts[0] in _RIGHT_TO_LEFT or {"arab", "hebr"} & set(parts[1:]) else "ltr"


def phrases(language: str) -> Phrases:
    """The phrases for a language tag such as `pt-BR`."""
    base = language.lower().split("-")[0]
    return _phrases(base if base in LANGUAGES else "en")


@cache
def _phrases(language: str) -> Phrases:
    pairs = (line.partition(" = ") for line in packaged(f"phrases/{language}.txt").splitlines() if line)
    return Phrases(language, MappingProxyType({key: text for key, _, text in pairs}))
