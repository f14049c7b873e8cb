"""One episode: its post, recording and captions joined into timed words, chapters, tagged sound and pictures.

The store, which few shows have, is imported only where one is asked.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content import timecode
from pipeline.content.post import Post
from pipeline.content.problem import UNTIMED, Place, Problem, Severity, errors
from pipeline.content.recording import Enclosure, RecordedFile, Recording
from pipeline.content.show import Store
from pipeline.derive import episode, places
from pipeline.derive.card import Neighbours
from pipeline.derive.chapters import Chapter
from pipeline.derive.episode import Episode, Media, Picture
from pipeline.derive.sound_tags import SoundTags, sound_tags
from pipeline.derive.title import episode_title
from pipeline.edge import files
from pipeline.edge.material import VIDEO_TYPES
from pipeline.edge.picture import CARD, COVER, POSTER, STILL, PictureError
from pipeline.edge.sound import TYPES, SoundError, refuse_cut_off
from pipeline.keep.site import Files
from pipeline.keep.workshop import Workshop
from pipeline.steps import prepare, timed
from pipeline.steps.common import Common
from pipeline.steps.entry import Made
from pipeline.steps.prepare import Embedded, Pictures, Ready
from pipeline.steps.timed import Timed

if TYPE_CHECKING:
    from pipeline.content.trouble import Trouble
    from pipeline.edge.enclosure import Upload, Wanted
    from pipeline.edge.store import OpenStore

# Where pictures are in the site, by role.
_PLACED = {"cover": places.cover, "poster": places.poster, "still": places.still, "card": places.card}


class Work(NamedTuple):
    """All that goes into one episode. `mark` is a digest of all that its post was read from.

    `folder` is `episodes/<slug>/`, `video` the host's own video file in it, `before` the episode's files in the next site by path. `known`
    is the episode as this version of the program made it last from this feed file. `neighbours` are the older and the newer episode, as far
    as they are known yet. `served` is given if the store serves other sound than what was to be uploaded, so that the feed has to name
    that; `carried` is what an earlier run has put into the store.
    """

    common: Common
    post: Post
    mark: str
    recording: Recording
    folder: Path
    workshop: Workshop
    video: Path | None = None
    before: Files = MappingProxyType({})
    known: Made | None = None
    neighbours: Neighbours = (None, None)
    served: "Served | None" = None
    carried: Enclosure | None = None


class Served(NamedTuple):
    """The sound of an episode that the store serves at present; `enclosure` is None if it serves none."""

    enclosure: Enclosure | None


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
    times = timed.recorded(post, recording, work.folder, show.language, work.workshop, mark=work.mark)
    faults = () if times.cuts else errors(times.problems)
    if faults and places.transcript(post.slug, "vtt") in work.before:
        # What is out keeps its chapters and transcript until the captions are mended.
        return Attached(None, {}, times.problems, final=False)
    title = episode_title(post.title, show.title)
    pictures, blemishes = _pictures(work, title)
    sound = _sound(work, recording.audio, sound_tags(show, post, title, published), times.chapters, _embedded(work, pictures))
    video = _video(work, times.chapters)
    # Faulty captions do not keep a new episode back.
    untimed = (one.as_warning._replace(code=UNTIMED if one in faults else one.code) for one in times.problems)
    problems = (*untimed, *blemishes, *sound.problems, *video.problems, *_late(post, recording.duration or 0))
    if sound.media is None:
        return Attached(None, {}, problems, final=False)
    placed = {place(post.slug): pictures[role] for role, place in _PLACED.items() if role in pictures}
    return Attached(
        episode=_episode(work, title, published, times, media=sound.media, video=video.media, pictures=pictures),
        files=sound.files | placed | video.files,
        problems=problems,
        enclosure=sound.enclosure,
        upload=sound.upload,
        final=sound.is_final,
        loudness=sound.loudness,
    )


def _episode(
    work: Work, title: str, published: datetime, times: Timed, *, media: Media, video: Media | None, pictures: Pictures
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
        media=media,
        cover=Picture(places.cover(post.slug), COVER, COVER, mark=own.sha256 if own else work.common.cover.mark),
        poster=Picture(places.poster(post.slug), *POSTER) if "poster" in pictures else None,
        hosts=hosts,
        guests=guests,
        still=Picture(places.still(post.slug), *STILL) if "still" in pictures else None,
        card=Picture(places.card(post.slug), *CARD),
        video=video,
        explicit=show.explicit if post.explicit is None else post.explicit,
    )


class _PublishedVideo(NamedTuple):
    """The host's own video file as apps will get it: as media, None if there is none that can be used; its files by path; problems."""

    media: Media | None
    files: dict[str, Path]
    problems: tuple[Problem, ...]


def _video(work: Work, marks: tuple[Chapter, ...]) -> _PublishedVideo:
    """The host's own video file, if there is one. A faulty one does not keep the sound back."""
    source, post = work.video, work.post
    if source is None:
        return _PublishedVideo(None, {}, ())
    try:
        made = prepare.video(post.slug, source, marks, work.workshop)
    except SoundError as error:
        what = f"{error.message}; the episode is published without video"
        return _PublishedVideo(None, {}, (Problem(Place(post.path), what, error.hint, Severity.WARNING),))
    path = _path(work, source.suffix, VIDEO_TYPES)
    what = f"{source.name} is encoded as {made.codec}, which not every app can show"
    unknown = () if made.is_known else (Problem(Place(post.path), what, "Apple Podcasts accepts H.264 and HEVC", Severity.WARNING),)
    return _PublishedVideo(Media(path, made.type, made.bytes, made.duration, made.height, made.integrity), {path: made.path}, unknown)


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
        source = files.read_source(str(work.folder / own.name))
        if not source:
            raise PictureError("the picture is empty", "put another picture there")  # noqa: TRY301 - handled like a damaged one
        pictures, place = _pictures_of(source, work, title), Place(work.post.path)
        return pictures, prepare.blemishes(work.post.slug, source, place, work.workshop) if own.origin == "host" else ()
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
    slug, common, has_video = work.post.slug, work.common, work.recording.video is not None
    own = prepare.episode_pictures(slug, title, common.show, source, has_video=has_video, shared=common.embedded, workshop=work.workshop)
    return {"cover": common.pictures["cover"], "embedded": common.embedded.path, **own}


def _embedded(work: Work, pictures: Pictures) -> Embedded:
    """The picture embedded in the sound. That of the show has been read already."""
    shared, own = work.common.embedded, pictures["embedded"]
    return shared if own == shared.path else prepare.embedded(own)


class _PublishedSound(NamedTuple):
    """The sound of an episode as listeners will get it.

    `media` is None if nothing can be said of it; for the other fields see `Attached`.
    """

    media: Media | None
    files: dict[str, Path]
    problems: tuple[Problem, ...]
    loudness: float | None
    enclosure: Enclosure | None = None
    upload: "Upload | None" = None
    is_final: bool = True


def _sound(work: Work, recorded: RecordedFile, labels: SoundTags, marks: tuple[Chapter, ...], cover: Embedded) -> _PublishedSound:
    """The sound with its tags, in the site or in the show's store. `cover` is the picture embedded in it."""
    slug, common = work.post.slug, work.common
    if work.served:
        former = work.served.enclosure
        return _PublishedSound(_media(former) if former else None, {}, (), None, former, is_final=False)

    def tag(sound: Path) -> Path:
        return prepare.tagged(slug, sound, labels, marks, cover, workshop=work.workshop)

    wanted = _wanted(work, recorded, labels, marks)
    if wanted is None or common.store is None:
        return _in_site(work, recorded, tag)
    return _in_store(work, recorded, wanted, common.store, tag)


def _in_site(work: Work, recorded: RecordedFile, tag: Callable[[Path], Path]) -> _PublishedSound:
    """The sound as a file of the site; `tag` makes a tagged copy."""
    ready = _ready(work, recorded)
    file = tag(ready.sound.path)
    path = _path(work, file.suffix, TYPES)
    media = Media(path, TYPES[file.suffix], file.stat().st_size, recorded.duration or 0)
    return _PublishedSound(media, {path: file}, (), ready.loudness)


def _wanted(work: Work, recorded: RecordedFile, labels: SoundTags, marks: tuple[Chapter, ...]) -> "Wanted | None":
    """What the enclosure of the episode has to be; None if the show keeps its sound in the site."""
    common, own = work.common, work.recording.thumbnail
    if common.show.store is None:
        return None
    from pipeline.edge import enclosure  # noqa: PLC0415 - see the top

    sound = f"{recorded.sha256} {common.show.audio or ''}".strip()
    mark = enclosure.mark(sound, labels, marks, own.sha256 if own else common.cover.mark)
    stem = _stem(work.post, common.show.store)
    return enclosure.Wanted(common.show.name, common.show.store, work.post.slug, work.post.path, mark, work.recording, stem, work.carried)


def _stem(post: Post, store: Store) -> str:
    """The name of a sound in the store, without its suffix: the one that apps already know, even if the post was renamed."""
    known = post.enclosure
    kept = places.named(store.media, known.address, TYPES.keys()) if known and known.type is None else None
    return kept.rpartition(".")[0] if kept else post.sound_name


def _in_store(
    work: Work, recorded: RecordedFile, wanted: "Wanted", store: "OpenStore | Trouble", tag: Callable[[Path], Path]
) -> _PublishedSound:
    """The sound as a file of the show's store: as it is known to be there, made of the sound on this disk, or found in the store."""
    from pipeline.edge import enclosure  # noqa: PLC0415 - see the top

    enclosed, loudness = enclosure.unchanged(wanted), None
    if enclosed is None and (work.folder / recorded.name).is_file():
        ready = _ready(work, recorded)
        enclosed, loudness = enclosure.made(wanted, tag(ready.sound.path)), ready.loudness
    if enclosed is None:
        enclosed = enclosure.stored(wanted, store, work.workshop.path(f"{wanted.slug}.stored"), tag)
    return _PublishedSound(
        media=_media(enclosed.enclosure) if enclosed.enclosure else None,
        files={},
        problems=enclosed.problems,
        loudness=loudness,
        enclosure=enclosed.enclosure,
        upload=enclosed.upload,
        is_final=not enclosed.problems,
    )


def _path(work: Work, suffix: str, kind: Collection[str]) -> str:
    """Where a sound or video file is in the site: at the address that apps already know, even if its post was renamed.

    In another format it has that address but for its ending, by which web servers go, and the guard objects.
    """
    known = work.post.enclosure
    kept = places.pinned(work.common.show.url, known.address, kind) if known else None
    if kept and not kept.lower().endswith(suffix):
        return f"{kept.rpartition('.')[0]}{suffix}"
    return kept or places.media(work.post.sound_name, suffix[1:])


def _media(enclosure: Enclosure) -> Media:
    return Media(enclosure.address, enclosure.type, enclosure.bytes, enclosure.duration)


def _ready(work: Work, recorded: RecordedFile) -> Ready:
    """The sound as podcast apps want it, before it is tagged. `SoundError` if it is missing, or cut off."""
    source, common = work.folder / recorded.name, work.common
    if not source.is_file():
        hint = (
            f"run `pipeline fetch {work.post.slug}`"
            if recorded.origin == "youtube"
            else "put the file there again, or commit it on the machine that has it"
        )
        raise SoundError(source, "is recorded but not on this disk", hint)
    made = prepare.sound(work.post.slug, source, recorded, common.show.audio, work.workshop)
    if recorded.origin == "host":  # an older program may have put it on record as it is
        refuse_cut_off(source, made.sound)
    return made
