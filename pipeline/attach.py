"""One episode: post, record and captions joined to words in time, chapters, tagged sound and pictures."""

from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.content import captions
from pipeline.content.captions import Captions
from pipeline.content.post import Post
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.recording import Enclosure, RecordedFile, Recording
from pipeline.content.show import Show
from pipeline.content.trouble import Trouble
from pipeline.derive import episode, places, transcript
from pipeline.derive.align import align
from pipeline.derive.alignment import Alignment
from pipeline.derive.chapters import Chapter, chapters
from pipeline.derive.episode import Episode, Media, Picture
from pipeline.edge import artwork, audio, enclosure, files, store, tags
from pipeline.edge.enclosure import Upload
from pipeline.run import Workshop, fingerprint


@dataclass(frozen=True, slots=True)
class Shared:
    """What all episodes of a show have in common: its cover as a file, where results are kept, a digest of the program that makes them.

    `drawn` is a digest of what the cover is made of, `place` the store that sound lives in, or why it cannot be asked; None for the site.
    """

    show: Show
    cover: Path
    workshop: Workshop
    recipe: str
    drawn: str = ""
    place: store.Place | Trouble | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """All that goes into one episode. `folder` is `episodes/<slug>/`."""

    shared: Shared
    post: Post
    post_digest: str
    recording: Recording
    folder: Path

    def kept(self, name: str) -> Path:
        """A file of this episode that is kept between runs."""
        return self.shared.workshop.path(f"{self.post.slug}{name}")


@dataclass(frozen=True, slots=True)
class Timed:
    """What captions tell of a post: where its words stand, and the chapters that follow from it."""

    alignment: Alignment | None
    chapters: tuple[Chapter, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """An episode, and the files of its site by their path. `episode` is None where the problems kept it from being made.

    Where sound lives in a store, `enclosure` is what the feed will say of it, and `upload` what has to be carried there first. It is not
    `final` where the store could not be asked.
    """

    episode: Episode | None
    files: dict[str, Path]
    problems: tuple[Problem, ...]
    enclosure: Enclosure | None = None
    upload: Upload | None = None
    final: bool = True

    def announcing(self, enclosed: Enclosure | None) -> "Attached":
        """The episode with the sound that listeners really have; not made where they have none."""
        if self.episode is None or enclosed is None:
            return Attached(None, {}, self.problems)
        return replace(self, episode=replace(self.episode, media=_media(enclosed)), enclosure=enclosed, upload=None)


def attach(work: Work) -> Attached:
    """Make the episode, or take what was kept of it when nothing that goes into it has changed."""
    shared = work.shared
    recorded = repr(replace(work.recording, enclosures=()))
    key = fingerprint(shared.recipe, work.post_digest, repr(shared.show), recorded, files.digest(shared.cover))
    kept = shared.workshop.kept(work.post.slug, key)
    if isinstance(kept, Attached) and all(path.is_file() for path in kept.files.values()) and (same := _still(kept, work)):
        return same
    try:
        made = _made(work)
    except audio.SoundError as error:
        return Attached(None, {}, (Problem(Place(work.post.path), error.message, error.hint),))
    if made.final:
        shared.workshop.keep(work.post.slug, key, made)
    return made


def _still(kept: Attached, work: Work) -> Attached | None:
    """What was kept, where listeners have its sound or are to get it; None where the record tells of another."""
    known = work.recording.enclosure(work.shared.show.name)
    if kept.enclosure is None or kept.enclosure == known:
        return replace(kept, upload=None)
    if kept.upload and (kept.upload.file is None or kept.upload.file.is_file()):
        return replace(kept, upload=replace(kept.upload, known=known))
    return None


def standing(workshop: Workshop, slug: str) -> Attached | None:
    """The episode as it was last made, whatever has become of its post since."""
    found = workshop.kept(slug, None)
    return found if isinstance(found, Attached) and all(path.is_file() for path in found.files.values()) else None


def timed(post: Post, words: Captions | None, duration: int) -> Timed:
    """Place a post's words on the clock of `words`, and its chapters inside `duration` milliseconds."""
    alignment = align(post, words, duration) if words else None
    marks, problems = chapters(post, alignment, duration)
    return Timed(alignment, marks, problems)


def read_captions(path: Path, name: str) -> tuple[Captions | None, tuple[Problem, ...]]:
    """The captions file at `path`, called `name` in messages."""
    try:
        return captions.read(path.read_bytes(), name)
    except OSError as error:
        return None, (Problem(Place(name), f"the captions cannot be read: {error.strerror}", "put the file there again, or fetch it"),)


def _made(work: Work) -> Attached:
    post, recording, show = work.post, work.recording, work.shared.show
    published = episode.published(post, recording, show.timezone)
    if recording.audio is None or published is None:
        return Attached(None, {}, (Problem(Place(post.path), "there is no sound on record", f"run `pipeline fetch {post.slug}`"),))
    words, damage = _words(work)
    duration = recording.audio.duration or 0
    told = timed(post, words, duration)
    hosts, guests = episode.people(show, post)
    title = episode.title(post.title, show.title)
    pictures = _pictures(work, title)
    labels = tags.Tags(
        title=title,
        show=show.title,
        hosts=tuple(person.name for person in hosts),
        guests=tuple(person.name for person in guests),
        number=post.episode,
        season=post.season,
        date=published.date(),
        description=post.summary,
        link=places.address(show.url, places.page(post.slug)),
    )
    heard = _heard(work, recording.audio, labels, told.chapters, pictures[places.cover(post.slug)])
    if heard.media is None:
        return Attached(None, {}, (*damage, *told.problems, *heard.problems), final=False)
    made = Episode(
        slug=post.slug,
        guid=post.guid or recording.guid,
        title=title,
        published=published,
        post=post,
        recording=recording,
        alignment=told.alignment,
        chapters=told.chapters,
        cues=transcript.cues(told.alignment, duration) if told.alignment else (),
        media=heard.media,
        cover=Picture(places.cover(post.slug), artwork.COVER, artwork.COVER),
        poster=Picture(places.poster(post.slug), *artwork.POSTER) if recording.video else None,
        hosts=hosts,
        guests=guests,
    )
    problems = (*damage, *told.problems, *heard.problems)
    return Attached(made, heard.files | pictures, problems, heard.enclosure, heard.upload, final=not heard.problems)


def _words(work: Work) -> tuple[Captions | None, tuple[Problem, ...]]:
    recorded = work.recording.captions
    if recorded is None:
        message = "no captions: the episode gets no times"
        return None, (Problem(Place(work.post.path), message, f"put captions.vtt into {work.folder.name}/", Severity.WARNING),)
    words, damage = read_captions(work.folder / recorded.name, f"episodes/{work.post.slug}/{recorded.name}")
    return (later(words, work.recording.offset) if words else None), damage


def later(words: Captions, offset: int) -> Captions:
    """The captions on the clock of a sound that tells everything `offset` milliseconds later than the video; what comes before it is lost."""
    if not offset:
        return words
    moved = (replace(word, start=word.start + offset, end=word.end + offset) for word in words.words)
    return replace(words, words=tuple(word for word in moved if word.start >= 0))


def _pictures(work: Work, title: str) -> dict[str, Path]:
    """The episode's cover, from its own picture or else the show's, and the video's still."""
    slug, own = work.post.slug, work.recording.thumbnail
    source = (work.folder / own.name).read_bytes() if own else None
    made = {places.cover(slug): work.shared.cover}
    if source:
        made[places.cover(slug)] = _kept_picture(work, "cover", artwork.cover(source, title))
    if work.recording.video:
        made[places.poster(slug)] = _kept_picture(work, "poster", artwork.poster(source, title))
    return made


def _kept_picture(work: Work, name: str, picture: bytes) -> Path:
    path = work.kept(f".{name}.jpg")
    files.write(path, picture)
    return path


@dataclass(frozen=True, slots=True)
class _Heard:
    """The sound of an episode as listeners will get it; `media` is None where nothing can be said of it."""

    media: Media | None
    files: dict[str, Path]
    enclosure: Enclosure | None = None
    upload: Upload | None = None
    problems: tuple[Problem, ...] = ()


def _heard(work: Work, recorded: RecordedFile, labels: tags.Tags, marks: tuple[Chapter, ...], cover: Path) -> _Heard:
    """The sound with its tags: in the site, or in the show's store. `cover` is the picture in it."""
    slug, shared = work.post.slug, work.shared

    def tag(sound: Path) -> Path:
        tags.make(sound, work.kept(sound.suffix), labels, marks, cover.read_bytes())
        return work.kept(sound.suffix)

    if shared.show.store is None or shared.place is None:
        file = tag(_sound(work, recorded))
        path = places.media(slug, file.suffix[1:])
        return _Heard(Media(path, audio.TYPES[file.suffix], file.stat().st_size, recorded.duration or 0), {path: file})
    own = work.recording.thumbnail
    sound = f"{recorded.sha256} {shared.show.audio or ''}".strip()
    mark = enclosure.mark(sound, labels, marks, own.sha256 if own else shared.drawn)
    wanted = enclosure.Wanted(shared.show.name, shared.show.store, slug, work.post.path, mark, work.recording)
    ready = (lambda: _sound(work, recorded)) if (work.folder / recorded.name).is_file() else None
    told = enclosure.enclose(wanted, shared.place, work.kept(".stored"), tag, ready)
    return _Heard(_media(told.enclosure) if told.enclosure else None, {}, told.enclosure, told.upload, told.problems)


def _media(enclosed: Enclosure) -> Media:
    return Media(enclosed.address, enclosed.type, enclosed.bytes, enclosed.duration)


def _sound(work: Work, recorded: RecordedFile) -> Path:
    """The sound as podcast apps want it, before its tags; converted once for each source."""
    source, name = work.folder / recorded.name, f"{work.post.slug}.ready"
    if not source.is_file():
        raise audio.SoundError(source, "is on record and not on this disk", f"run `pipeline fetch {work.post.slug} --again`")
    key = f"{recorded.sha256} {work.shared.recipe}"
    found = work.shared.workshop.kept(name, key)
    if not (isinstance(found, audio.Sound) and found.path.is_file()):
        found = audio.ready(source, work.shared.workshop.path(name))
        work.shared.workshop.keep(name, key, found)
    return found.path
