"""One episode: its post, recording and captions joined into timed words, chapters, tagged sound and pictures."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content.post import Post
from pipeline.content.problem import UNTIMED, Place, Problem, Severity, errors
from pipeline.content.recording import Enclosure
from pipeline.content.text import timecode
from pipeline.derive import episode, places
from pipeline.derive.episode import Episode, Media, Picture
from pipeline.derive.sound_tags import sound_tags
from pipeline.derive.title import episode_title
from pipeline.edge import files
from pipeline.edge.media.picture import CARD, COVER, POSTER, STILL, PictureError
from pipeline.edge.media.sound import SoundError
from pipeline.steps import drawings, media, timed
from pipeline.steps.drawings import Embedded, Pictures, Subject
from pipeline.steps.timed import Timed
from pipeline.steps.work import Work

if TYPE_CHECKING:
    from pipeline.edge.enclosure import Upload

# Where pictures are in the site, by role.
_PLACED = {"cover": places.cover, "poster": places.poster, "still": places.still, "card": places.card}


class Attached(NamedTuple):
    """An episode, and the files of its site by path. `episode` is None if the problems kept it from being made.

    If sound is kept in a store, `enclosure` is what the feed will say of it, and `upload` what has to be carried there first. It is not
    `final` if the store could not be asked, or if it has to be made again for another reason. `loudness` is that of the published sound in
    LUFS, None if the sound is not on this disk.
    """

    episode: Episode | None
    files: dict[str, Path]
    problems: tuple[Problem, ...]
    enclosure: Enclosure | None = None
    upload: "Upload | None" = None
    final: bool = True
    loudness: float | None = None


def attach(work: Work) -> Attached:
    """Make the episode from what is on record."""
    try:
        return _attach(work)
    except SoundError as error:
        return Attached(None, {}, (Problem(Place(work.post.path), error.message, error.hint),), final=False)


def _attach(work: Work) -> Attached:
    """See `attach`. `SoundError` if the sound cannot be used."""
    post, recording, show = work.post, work.recording, work.common.show
    published = episode.published(post, recording, show.timezone)
    if recording.audio is None or published is None:
        return Attached(None, {}, (Problem(Place(post.path), "no sound has been recorded", f"run `pipeline fetch {post.slug}`"),))
    times = timed.recorded(work)
    faults = () if times.cuts else errors(times.problems)
    if faults and places.transcript(post.slug, "vtt") in work.past.files:
        # What is out keeps its chapters and transcript until the captions are mended.
        return Attached(None, {}, times.problems, final=False)
    title = episode_title(post.title, show.title)
    pictures, blemishes = _pictures(work, title)
    sound = media.sound(work, recording.audio, sound_tags(show, post, title, published), times.chapters, _embedded(work, pictures))
    video = media.video(work, times.chapters)
    # Faulty captions do not keep a new episode back.
    untimed = (one.as_warning._replace(code=UNTIMED if one in faults else one.code) for one in times.problems)
    problems = (*untimed, *blemishes, *sound.problems, *video.problems, *_late(post, recording.duration or 0))
    if sound.media is None:
        return Attached(None, {}, problems, final=False)
    placed = {place(post.slug): pictures[role] for role, place in _PLACED.items() if role in pictures}
    return Attached(
        episode=_episode(work, title, published, times, sound=sound.media, video=video.media, pictures=pictures),
        files=sound.files | placed | video.files,
        problems=problems,
        enclosure=sound.enclosure,
        upload=sound.upload,
        final=sound.final,
        loudness=sound.loudness,
    )


def _episode(
    work: Work, title: str, published: datetime, times: Timed, *, sound: Media, video: Media | None, pictures: Pictures
) -> Episode:
    """The episode as a value, with all that was made for it."""
    post, recording, show = work.post, work.recording, work.common.show
    hosts, guests = episode.people(show, post)
    own = recording.thumbnail
    return Episode(
        slug=post.slug,
        guid=post.guid or recording.guid,
        title=title,
        published=published,
        post=post,
        recording=recording,
        alignment=times.alignment,
        chapters=times.chapters,
        cuts=times.cuts,
        media=sound,
        cover=Picture(places.cover(post.slug), COVER, COVER, mark=own.sha256 if own else work.common.cover.mark),
        poster=Picture(places.poster(post.slug), *POSTER) if "poster" in pictures else None,
        hosts=hosts,
        guests=guests,
        still=Picture(places.still(post.slug), *STILL) if "still" in pictures else None,
        card=Picture(places.card(post.slug), *CARD),
        video=video,
        explicit=show.explicit if post.explicit is None else post.explicit,
    )


def _late(post: Post, duration: int) -> tuple[Problem, ...]:
    """Warnings about soundbites that end after the sound does; the feed leaves them out."""
    what = f"ends after the sound, which lasts {timecode.label(duration)}"
    late = (bite for bite in post.soundbites if bite.end > duration)
    return tuple(
        Problem(Place(post.path, bite.line), f"`soundbite: {bite.written}` {what}", "check its times", Severity.WARNING) for bite in late
    )


def _pictures(work: Work, title: str) -> tuple[Pictures, tuple[Problem, ...]]:
    """The episode's pictures. If its own picture cannot be used, a warning says so and the show's cover is taken."""
    own = work.recording.thumbnail
    if own is None:
        return _pictures_of(None, work, title), ()
    try:
        source = files.read_source(str(work.draft.folder / own.name))
        if not source:
            raise PictureError("the picture is empty", "put another picture there")  # noqa: TRY301 - handled like a damaged one
        pictures, place = _pictures_of(source, work, title), Place(work.post.path)
        return pictures, drawings.blemishes(work.post.slug, source, place, work.workshop) if own.origin == "host" else ()
    except PictureError as error:
        what, hint = error.message, error.hint
    except OSError as error:
        what, hint = f"{error.strerror}", "put it there again"
    if own.origin == "youtube":
        hint = f"run `pipeline fetch {work.post.slug} --again`, or put another picture there"
    message = f"{own.name}: {what}; the show's cover is used"
    return _pictures_of(None, work, title), (Problem(Place(work.post.path), message, hint, Severity.WARNING),)


def _pictures_of(source: bytes | None, work: Work, title: str) -> Pictures:
    """The pictures made of the episode's own one, `source`, or without one of the show's. `PictureError` if it cannot be used."""
    common = work.common
    subject = Subject(title, common.show.title, source, common.embedded, has_video=work.recording.video is not None)
    own = drawings.episode_pictures(work.post.slug, subject, work.workshop)
    return {"cover": common.pictures["cover"], "embedded": common.embedded.path, **own}


def _embedded(work: Work, pictures: Pictures) -> Embedded:
    """The picture embedded in the sound. That of the show has been read already."""
    shared, own = work.common.embedded, pictures["embedded"]
    return shared if own == shared.path else drawings.embedded(own)
