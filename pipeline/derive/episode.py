"""The episode: post, recording and alignment joined, with all that feed and pages tell of it."""

from dataclasses import dataclass
from datetime import datetime

from pipeline.content.post import Post
from pipeline.content.recording import Recording
from pipeline.content.show import Person
from pipeline.derive.alignment import Alignment
from pipeline.derive.chapters import Chapter
from pipeline.derive.transcript import Cue


@dataclass(frozen=True, slots=True)
class Media:
    """A file of the site: its path below the show's address, MIME type, size in bytes, and duration in ms where it is sound."""

    path: str
    type: str
    bytes: int
    duration: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the site: its path below the show's address and its size in pixels."""

    path: str
    width: int
    height: int
    type: str = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Episode:
    """What a renderer needs. `alignment` is None and `cues` empty where there are no usable captions.

    `published` has a zone. `cover` is square; `poster` is the video's still (16:9), None where there is no video.
    `title` is the post's without the show's name and number.
    """

    slug: str
    guid: str
    title: str
    published: datetime
    post: Post
    recording: Recording
    alignment: Alignment | None
    chapters: tuple[Chapter, ...]
    cues: tuple[Cue, ...]
    media: Media
    cover: Picture
    poster: Picture | None
    hosts: tuple[Person, ...]
    guests: tuple[Person, ...]
