"""One episode: post, record and captions joined to words in time, chapters, tagged sound and pictures."""

from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.content import captions
from pipeline.content.captions import Captions
from pipeline.content.post import Post
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.recording import RecordedFile, Recording
from pipeline.content.show import Show
from pipeline.derive import episode, places, transcript
from pipeline.derive.align import align
from pipeline.derive.alignment import Alignment
from pipeline.derive.chapters import Chapter, chapters
from pipeline.derive.episode import Episode, Media, Picture
from pipeline.edge import artwork, audio, files, tags
from pipeline.run import Workshop, fingerprint


@dataclass(frozen=True, slots=True)
class Shared:
    """What all episodes of a show have in common: its cover as a file, where results are kept, a digest of the program that makes them."""

    show: Show
    cover: Path
    workshop: Workshop
    recipe: str


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
    """An episode, and the files of its site by their path. `episode` is None where the problems kept it from being made."""

    episode: Episode | None
    files: dict[str, Path]
    problems: tuple[Problem, ...]


def attach(work: Work) -> Attached:
    """Make the episode, or take what was kept of it when nothing that goes into it has changed."""
    shared = work.shared
    key = fingerprint(shared.recipe, work.post_digest, repr(shared.show), repr(work.recording), files.digest(shared.cover))
    kept = shared.workshop.kept(work.post.slug, key)
    if isinstance(kept, Attached) and all(path.is_file() for path in kept.files.values()):
        return kept
    try:
        made = _made(work)
    except audio.SoundError as error:
        return Attached(None, {}, (Problem(Place(work.post.path), error.message, error.hint),))
    shared.workshop.keep(work.post.slug, key, made)
    return made


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
    sound, kind = _sound(work, recording.audio)
    media = places.media(post.slug, sound.suffix[1:])
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
        media=Media(media, kind, _tagged(sound, work, labels, told.chapters, pictures), duration),
        cover=Picture(places.cover(post.slug), artwork.COVER, artwork.COVER),
        poster=Picture(places.poster(post.slug), *artwork.POSTER) if recording.video else None,
        hosts=hosts,
        guests=guests,
    )
    return Attached(made, {media: work.kept(sound.suffix), **pictures}, (*damage, *told.problems))


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


def _sound(work: Work, recorded: RecordedFile) -> tuple[Path, str]:
    """The sound as podcast apps want it, before its tags, and its MIME type; converted once for each source."""
    source, name = work.folder / recorded.name, f"{work.post.slug}.ready"
    if not source.is_file():
        raise audio.SoundError(source, "is on record and not on this disk", f"run `pipeline fetch {work.post.slug} --again`")
    key = f"{recorded.sha256} {work.shared.recipe}"
    found = work.shared.workshop.kept(name, key)
    if not (isinstance(found, audio.Sound) and found.path.is_file()):
        found = audio.ready(source, work.shared.workshop.path(name))
        work.shared.workshop.keep(name, key, found)
    return found.path, found.type


def _tagged(sound: Path, work: Work, labels: tags.Tags, marks: tuple[Chapter, ...], pictures: dict[str, Path]) -> int:
    """Write the sound with its tags; its size in bytes."""
    target = work.kept(sound.suffix)
    tags.make(sound, target, labels, marks, pictures[places.cover(work.post.slug)].read_bytes())
    return target.stat().st_size
