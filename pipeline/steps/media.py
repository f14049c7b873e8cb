"""The sound of an episode, and its video if the host has made one, as listeners will get them: in the site or in the show's store.

The store, which few shows have, is imported only where one is asked.
"""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content.post import Post
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.recording import Enclosure, RecordedFile
from pipeline.content.show import Store
from pipeline.derive import places
from pipeline.derive.chapters import Chapter
from pipeline.derive.episode import Media
from pipeline.derive.sound_tags import SoundTags
from pipeline.edge.material import VIDEO_TYPES
from pipeline.edge.media.sound import TYPES, SoundError, refuse_cut_off
from pipeline.steps import prepare
from pipeline.steps.drawings import Embedded
from pipeline.steps.prepare import Ready
from pipeline.steps.work import Work

if TYPE_CHECKING:
    from pipeline.content.trouble import Trouble
    from pipeline.edge.enclosure import Upload, Wanted
    from pipeline.edge.store import OpenStore


class PublishedSound(NamedTuple):
    """The sound of an episode as listeners will get it.

    `media` is None if nothing can be said of it; for the other fields see `attach.Attached`.
    """

    media: Media | None
    files: dict[str, Path]
    problems: tuple[Problem, ...]
    loudness: float | None
    enclosure: Enclosure | None = None
    upload: "Upload | None" = None
    final: bool = True


class PublishedVideo(NamedTuple):
    """The host's own video file as apps will get it: as media, None if there is none that can be used; its files by path; problems."""

    media: Media | None
    files: dict[str, Path]
    problems: tuple[Problem, ...]


def sound(work: Work, recorded: RecordedFile, tags: SoundTags, chapters: tuple[Chapter, ...], cover: Embedded) -> PublishedSound:
    """The sound with its tags, in the site or in the show's store. `cover` is the picture embedded in it."""
    slug, common = work.post.slug, work.common
    if work.past.served:
        former = work.past.served.enclosure
        return PublishedSound(_media(former) if former else None, {}, (), None, former, final=False)
    kept_in, store = common.show.store, common.store

    def tag(source: Path) -> Path:
        return prepare.tagged(slug, source, tags, chapters, cover, workshop=work.workshop)

    if kept_in is None or store is None:  # a show has both or neither
        return _in_site(work, recorded, tag)
    return _in_store(work, recorded, _wanted(work, recorded, tags, chapters, kept_in), store, tag)


def video(work: Work, chapters: tuple[Chapter, ...]) -> PublishedVideo:
    """The host's own video file, if there is one. A faulty one does not keep the sound back."""
    source, post = work.video, work.post
    if source is None:
        return PublishedVideo(None, {}, ())
    try:
        made = prepare.video(post.slug, source, chapters, work.workshop)
    except SoundError as error:
        what = f"{error.message}; the episode is published without video"
        return PublishedVideo(None, {}, (Problem(Place(post.path), what, error.hint, Severity.WARNING),))
    path = _path(work, source.suffix, VIDEO_TYPES)
    what = f"{source.name} is encoded as {made.codec}, which not every app can show"
    unknown = () if made.is_known else (Problem(Place(post.path), what, "Apple Podcasts accepts H.264 and HEVC", Severity.WARNING),)
    return PublishedVideo(Media(path, made.type, made.bytes, made.duration, made.height, made.integrity), {path: made.path}, unknown)


def _in_site(work: Work, recorded: RecordedFile, tag: Callable[[Path], Path]) -> PublishedSound:
    """The sound as a file of the site; `tag` makes a tagged copy."""
    ready = _ready(work, recorded)
    file = tag(ready.sound.path)
    path = _path(work, file.suffix, TYPES)
    media = Media(path, TYPES[file.suffix], file.stat().st_size, recorded.duration or 0)
    return PublishedSound(media, {path: file}, (), ready.loudness)


def _wanted(work: Work, recorded: RecordedFile, tags: SoundTags, chapters: tuple[Chapter, ...], store: Store) -> "Wanted":
    """What the enclosure of the episode has to be, in a show that keeps its sound in this store."""
    from pipeline.edge import enclosure  # noqa: PLC0415 - see the top

    common, own = work.common, work.recording.thumbnail
    sound = f"{recorded.sha256} {common.show.audio or ''}".strip()
    mark = enclosure.mark(sound, tags, chapters, own.sha256 if own else common.cover.mark)
    stem = _stem(work.post, store)
    return enclosure.Wanted(common.show.name, store, work.post.slug, work.post.path, mark, work.recording, stem, work.past.carried)


def _stem(post: Post, store: Store) -> str:
    """The name of a sound in the store, without its suffix: the one that apps already know, even if the post was renamed."""
    known = post.enclosure
    kept = places.named(store.media, known.address, TYPES.keys()) if known and known.type is None else None
    return kept.rpartition(".")[0] if kept else post.sound_name


def _in_store(
    work: Work, recorded: RecordedFile, wanted: "Wanted", store: "OpenStore | Trouble", tag: Callable[[Path], Path]
) -> PublishedSound:
    """The sound as a file of the show's store: as it is known to be there, made of the sound on this disk, or found in the store."""
    from pipeline.edge import enclosure  # noqa: PLC0415 - see the top

    enclosed, loudness = enclosure.unchanged(wanted), None
    if enclosed is None and (work.draft.folder / recorded.name).is_file():
        ready = _ready(work, recorded)
        enclosed, loudness = enclosure.made(wanted, tag(ready.sound.path)), ready.loudness
    if enclosed is None:
        enclosed = enclosure.stored(wanted, store, work.workshop.path(f"{wanted.slug}.stored"), tag)
    return PublishedSound(
        media=_media(enclosed.enclosure) if enclosed.enclosure else None,
        files={},
        problems=enclosed.problems,
        loudness=loudness,
        enclosure=enclosed.enclosure,
        upload=enclosed.upload,
        final=not enclosed.problems,
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
    source, common = work.draft.folder / recorded.name, work.common
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
