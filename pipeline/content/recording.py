"""The recording: what the outside world answered once about an episode, kept in `recording.json`."""

from dataclasses import dataclass
from datetime import datetime

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """A file beside `recording.json`. `duration` in milliseconds for sound; `format` is the source's own name for it.

    `origin` is `youtube` or `host` (put there by hand).
    """

    name: str
    type: str
    bytes: int
    sha256: str
    origin: str
    duration: int | None = None
    format: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class RecordedVideo:
    """What YouTube said of the video. `duration` in milliseconds; `chapters` are YouTube's own: (start in ms, title)."""

    id: str
    title: str
    channel: str | None
    channel_url: str | None
    duration: int
    published: datetime | None
    language: str | None
    description: str = ""
    chapters: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Recording:
    """The record of one episode. `guid` is minted once and never changes; `fetched` is the moment of the first fetch."""

    guid: str
    fetched: datetime
    video: RecordedVideo | None
    audio: RecordedFile | None
    captions: RecordedFile | None
    thumbnail: RecordedFile | None
