"""The recording: what the outside world answered once about an episode."""

import uuid
from datetime import datetime
from typing import NamedTuple

from pipeline.content.problem import UNTIMED, Place, Problem, Severity


class RecordedFile(NamedTuple):
    """A file beside `recording.json`. `duration` is in milliseconds, for sound; `format` is the source's own name for the format.

    `origin` is `youtube` or `host` (put there by hand). `name` is relative to the record's folder and stays inside the show. `track` tells
    which of YouTube's captions they are: `manual` or `automatic`.
    """

    name: str
    type: str
    bytes: int
    sha256: str
    origin: str
    duration: int | None = None
    format: str | None = None
    language: str | None = None
    track: str | None = None


class RecordedVideo(NamedTuple):
    """What YouTube says of the video. `duration` is in milliseconds; `chapters` are YouTube's own: (start in ms, title).

    If YouTube was not asked, since the host's own files are enough, only the `id` is known.
    """

    id: str
    title: str | None = None
    channel: str | None = None
    channel_url: str | None = None
    duration: int | None = None
    published: datetime | None = None
    language: str | None = None
    description: str = ""
    chapters: tuple[tuple[int, str], ...] = ()


class Lack(NamedTuple):
    """Something that YouTube did not give: `what` is `audio`, `captions` or `thumbnail`, `why` is one sentence.

    If it is `final`, it does not exist, and only `fetch --again` asks for it; otherwise the next fetch does.
    """

    what: str
    why: str
    final: bool


class Enclosure(NamedTuple):
    """Tagged sound outside the site, where the listeners of one feed get it. `duration` is in milliseconds.

    `mark` is a digest of all that it was made of (sound, tags, chapters, cover); it is made again only when that changes. `mark` and
    `sha256` are None for a file that another program has put there.
    """

    feed: str
    address: str
    type: str
    bytes: int
    duration: int
    sha256: str | None = None
    mark: str | None = None


class Recording(NamedTuple):
    """The record of one episode. `guid` is made once and never changes; `fetched` is the moment of the first fetch.

    `offset` is how many milliseconds later than in the captions a word is heard in the sound; `misfit` says why no offset makes the
    captions fit the sound, None if one does.
    """

    guid: str
    fetched: datetime
    video: RecordedVideo | None
    audio: RecordedFile | None
    captions: RecordedFile | None
    thumbnail: RecordedFile | None
    offset: int = 0
    lacks: tuple[Lack, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    misfit: str | None = None

    @property
    def files(self) -> tuple[RecordedFile, ...]:
        """The files on record, the sound first."""
        return tuple(file for file in (self.audio, self.captions, self.thumbnail) if file)

    @property
    def duration(self) -> int | None:
        """The length of the sound in milliseconds; None if there is no sound, or it is not known."""
        return self.audio.duration if self.audio else None

    @property
    def shift(self) -> int:
        """Milliseconds to add to a time in the sound to get that in the video.

        Only the video's own captions beside the host's own sound tell; else it is 0.
        """
        heard = self.audio.origin if self.audio else "youtube"
        read = self.captions.origin if self.captions else "host"
        return -self.offset if (heard, read) == ("host", "youtube") else 0

    @property
    def complete(self) -> bool:
        """Whether there is nothing left for a later fetch to ask for."""
        return self.audio is not None and all(lack.final for lack in self.lacks)

    def enclosure(self, feed: str) -> Enclosure | None:
        """The sound that the feed of this name has outside its site, if it has any."""
        return next((enclosure for enclosure in self.enclosures if enclosure.feed == feed), None)

    def with_enclosure(self, enclosure: Enclosure) -> "Recording":
        """The record with this sound as its feed's, in place of any before."""
        others = (other for other in self.enclosures if other.feed != enclosure.feed)
        return self._replace(enclosures=tuple(sorted((*others, enclosure), key=lambda one: one.feed)))


def mint(feed_guid: str, video_id: str | None, slug: str) -> str:
    """The GUID of an episode: UUIDv5 (RFC 9562) of the feed's GUID and the video id, or the slug if there is no video.

    So a lost record gets the same GUID again. A feed GUID that is no UUID is turned into one first.
    """
    try:
        space = uuid.UUID(feed_guid)
    except ValueError:
        space = uuid.uuid5(uuid.NAMESPACE_URL, feed_guid)
    return str(uuid.uuid5(space, video_id or slug))


def warnings(recording: Recording, path: str, *, marked: bool = False) -> tuple[Problem, ...]:
    """Warnings, at the file `path`, about what the recording lacks and an author can do something about.

    With `marked`, headings have their times in the post, and so are chapters all the same.
    """
    lost = "the timed transcript will be missing" if marked else "the chapters and the timed transcript will be missing"
    if recording.misfit is not None:
        message = f"the captions do not fit the sound: {recording.misfit}; {lost}"
        hint = "if the sound is complete, make captions of it with any tool, and put them beside this file as captions.vtt"
        return (Problem(Place(path), message, hint, Severity.WARNING, UNTIMED),)
    if recording.captions is not None:
        return ()
    why = next((lack.why for lack in recording.lacks if lack.what == "captions"), "")
    message = f"no captions{f': {why}' if why else ''}; {lost}"
    hint = "put captions.vtt or captions.srt from any tool beside this file"
    if recording.video is not None:
        hint += ", or add captions to the video and fetch it again"
    return (Problem(Place(path), message, hint, Severity.WARNING, UNTIMED),)


def is_inside(name: str) -> bool:
    """Whether a file name, relative to `episodes/<slug>/`, is certain to stay inside the show's folder."""
    parts = name.split("/")
    climbs = sum(part == ".." for part in parts)
    odd = name.startswith("/") or any(letter in name for letter in "\\\0")
    return bool(name) and not odd and climbs <= 2 and ".." not in parts[climbs:] and parts[-1] != ".."
