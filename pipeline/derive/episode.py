"""The episode: post, recording and alignment joined, with all that feed and pages say of it."""

from datetime import UTC, datetime, timedelta, tzinfo
from datetime import timezone as Offset  # noqa: N812 - a show's `timezone` is a name
from typing import NamedTuple

from pipeline.content.keys.fields import whole
from pipeline.content.post import Post
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.recording import Recording
from pipeline.content.show import Filter, Person, Show
from pipeline.derive import places
from pipeline.derive.alignment import Alignment
from pipeline.derive.chapters import Chapter
from pipeline.derive.cue import Cuts
from pipeline.derive.title import lost_numbers


class Media(NamedTuple):
    """A media file: its path in the site or its whole address, MIME type, size in bytes, and duration in ms.

    `height` is that of a video, in pixels; `integrity` is a digest in the form of Subresource Integrity, empty if not known.
    """

    path: str
    type: str
    bytes: int
    duration: int = 0
    height: int = 0
    integrity: str = ""

    @property
    def bitrate(self) -> int:
        """The average bit rate in bit/s."""
        return round(self.bytes * 8000 / self.duration) if self.duration else 0


class Picture(NamedTuple):
    """A picture of the site: its path and its size in pixels.

    `mark` is a digest of what it is made of, empty if no reader needs to notice a change.
    """

    path: str
    width: int
    height: int
    type: str = "image/jpeg"
    mark: str = ""

    def address(self, base: str) -> str:
        """The address for feeds: another one whenever the picture has changed, because Apple Podcasts never fetches the same address again.

        It ends like the file name, by which some readers recognise the type.
        """
        found = places.address(base, self.path)
        return f"{found}?{self.mark[:8]}.{found.rpartition('.')[2]}" if self.mark else found


class Episode(NamedTuple):
    """What renderers need. `alignment` is None if neither captions nor the author give times, `cuts` if no word has a time.

    `published` has a zone. `cover` is square; `poster` is the video's still (16:9), None if there is no video. `title` is the post's
    without the show's name and number. `video` is a video file of the site, if there is one. `explicit` says that it is not for children.
    """

    slug: str
    guid: str
    title: str
    published: datetime
    post: Post
    recording: Recording
    alignment: Alignment | None
    chapters: tuple[Chapter, ...]
    cuts: Cuts | None
    media: Media
    cover: Picture
    poster: Picture | None
    hosts: tuple[Person, ...]
    guests: tuple[Person, ...]
    video: Media | None = None
    still: Picture | None = None  # the poster small enough for the page to open fast; else the poster itself is shown
    card: Picture | None = None  # what a link to the page is shown with, 1200 x 630
    explicit: bool = False

    @property
    def preview(self) -> Picture:
        """The picture that links to the episode's page are shown with."""
        return self.card or self.poster or self.cover

    @property
    def framed(self) -> "Episode":
        """The episode without the words of its interview, as a feed needs it.

        It only says whether there is a transcript, and lists questions only if there are no chapters.
        """
        asked = () if self.chapters else tuple(section._replace(turns=()) for section in self.post.sections)
        post = self.post._replace(sections=asked)
        return self._replace(post=post, alignment=None, cuts=Cuts() if self.cuts else None)


def published(post: Post, recording: Recording | None, timezone: str) -> datetime | None:
    """When the episode comes out, with a zone: the post's date, else the video's publication, else the first fetch; None before that.

    A date without a zone is local time in `timezone`. When clocks go back and a time occurs twice, the first is meant; when they go forward
    and it does not occur, it is moved by as much as the clocks are.
    """
    if post.date is not None:
        return _local(post.date, timezone) if post.date.tzinfo is None else post.date
    if recording is None:
        return None
    return (recording.video.published if recording.video else None) or recording.fetched


def _local(written: datetime, timezone: str) -> datetime:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - many dates name their zone

    zone = ZoneInfo(timezone)
    return in_zone(written.replace(tzinfo=zone, fold=0).astimezone(UTC), zone)


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """A moment in the local time of a zone, with a plain offset: these compare equal where zones do not (PEP 495)."""
    return moment.astimezone(Offset(moment.astimezone(zone).utcoffset() or timedelta()))


def language_of(show: Show, post: Post) -> str:
    """The language of an episode: the post's, else the show's."""
    return post.language or show.language


def people(show: Show, post: Post) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Hosts and guests, with what the show knows of them. The host is the show's unless the post names another."""
    hosts = tuple(name for name in (post.host or show.host, *post.cohosts) if name)
    return tuple(map(show.person, hosts)), tuple(show.person(name) for name in post.guests if name not in hosts)


def numbered(show: Show, post: Post) -> Post:
    """The post with the season and the number that only its title has, which loses them in the feed: `S2E3: Ada Example`."""
    if post.episode is not None or "episode" in post.unread:
        return post
    season, number = map(whole, lost_numbers(post.title, show.title))
    return post._replace(season=post.season or (None if "season" in post.unread else season), episode=number) if number else post


def unnumbered(show: Show, post: Post) -> tuple[Problem, ...]:
    """A warning about an episode without a number in a serial show: Apple Podcasts requires one, except for trailers and bonus episodes."""
    if show.type != "serial" or post.type != "full" or post.episode is not None or "episode" in post.unread:
        return ()
    return (Problem(Place(post.path), "the episode has no number, but the show is serial", "write `episode: ...`", Severity.WARNING),)


def takes(wanted: Filter, post: Post, language: str) -> bool:
    """Whether a feed takes a post; `language` is the show's, for posts that name none. `de` also takes `de-AT`.

    If a field of the post could not be read, it is assumed to be what the feed wants.
    """
    tags = {tag.casefold() for tag in post.tags}
    spoken = (post.language or language).casefold()
    return (
        (not wanted.tags or "tags" in post.unread or any(tag.casefold() in tags for tag in wanted.tags))
        and (not wanted.seasons or "season" in post.unread or post.season in wanted.seasons)
        and (
            not wanted.languages
            or "language" in post.unread
            or any(f"{spoken}-".startswith(f"{code.casefold()}-") for code in wanted.languages)
        )
    )
