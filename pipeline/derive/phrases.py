"""The pages' own words, and how dates and lengths are written, in the languages that the project knows; English stands in for others.

`{}` takes a value. The keys are those that the templates use after `say.`
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from pipeline.content.clock import MINUTE

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """`date` is a format of `day`, `month` (a name of `months`, or its number where there are none) and `year`."""

    language: str
    date: str
    months: tuple[str, ...]
    length: tuple[str, str, str]   # with hours and minutes, whole hours, minutes only
    say: Mapping[str, str]

    def day(self, moment: datetime) -> str:
        """The date in words, in the moment's own zone."""
        month = self.months[moment.month - 1] if self.months else str(moment.month)
        return self.date.format(day=moment.day, month=month, year=moment.year)

    def duration(self, milliseconds: int) -> str:
        """A length in words, to the minute, at least one."""
        hours, minutes = divmod(max(1, round(milliseconds / MINUTE)), 60)
        pattern = self.length[2] if not hours else self.length[0] if minutes else self.length[1]
        return pattern.format(hours=hours, minutes=minutes)


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the language or an explicit script (`az-Arab`)."""
    parts = language.lower().split("-")
    return "rtl" if parts[0] in _RIGHT_TO_LEFT or {"arab", "hebr"} & set(parts[1:]) else "ltr"


def phrases(language: str) -> Phrases:
    """The phrases for a language tag such as `pt-BR`, or the English ones."""
    return _PHRASES.get(language.lower().split("-")[0], _ENGLISH)


_ENGLISH = Phrases(
    "en",
    "{day} {month} {year}",
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    ("{hours} h {minutes} min", "{hours} h", "{minutes} min"),
    MappingProxyType({
        "skip_main": "Skip to the content",
        "skip_chapters": "Skip to the chapters",
        "skip_transcript": "Skip to the transcript",
        "skip_after": "Skip past the transcript",
        "episodes": "Episodes",
        "latest": "Latest episode",
        "older": "Older episodes",
        "newer": "Newer episodes",
        "page": "Page {}",
        "all": "All episodes",
        "with": "with {}",
        "listen": "Listen",
        "pause": "Pause",
        "play": "Play",
        "player": "Player",
        "back": "Back 15 seconds",
        "on": "On 15 seconds",
        "previous_chapter": "Previous chapter",
        "next_chapter": "Next chapter",
        "position": "Position",
        "of": "of",
        "speed": "Speed",
        "copy_moment": "Copy a link to this moment",
        "copied": "Link copied",
        "copied_quote": "Quotation and link copied",
        "in_address": "The address bar now holds the link",
        "share_quote": "Share with its time",
        "resumes": "Goes on at {}",
        "follow": "To the current passage",
        "keyboard": "Keys in the player: K plays and pauses, J and L go 15 seconds back and on, Page Up and Page Down go to the next chapter.",
        "watch": "Watch the video",
        "watch_note": "Loads the player of youtube-nocookie.com",
        "youtube": "Watch on YouTube",
        "close_video": "Close the video and go on listening",
        "chapters": "Chapters",
        "notes": "Show notes",
        "people": "People",
        "host": "Host",
        "guest": "Guest",
        "downloads": "Downloads",
        "audio": "Audio",
        "subtitles": "Subtitles",
        "transcript_json": "Transcript data",
        "chapters_json": "Chapter data",
        "subscribe": "Subscribe",
        "feed": "RSS feed",
        "copy_feed": "Copy the feed’s address",
        "copied_feed": "Feed address copied",
        "transcript": "Transcript",
        "newer_episode": "Next episode",
        "older_episode": "Previous episode",
        "search": "Search",
        "search_hint": "Search all episodes and everything said in them",
        "search_none": "Nothing found for “{}”",
        "search_found": "{} episodes found",
        "search_one": "1 episode found",
        "more": "Show more",
        "questions": "{} chapters",
        "lost": "There is nothing at this address",
        "lost_hint": "The address may be mistyped, or the page may have moved.",
        "home": "To all episodes",
    }),
)

_PHRASES: Mapping[str, Phrases] = MappingProxyType({"en": _ENGLISH})
