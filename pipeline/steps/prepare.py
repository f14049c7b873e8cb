"""Prepares sound and pictures for publication; each result is kept until something that it is made of changes.

What makes them is imported only when something is made: most runs find everything already there.
"""

from collections.abc import Callable, Iterator, Sequence
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content.problem import Place, Problem
from pipeline.content.recording import RecordedFile
from pipeline.content.show import Encoding, Show
from pipeline.derive.chapters import Chapter
from pipeline.derive.sound_tags import SoundTags
from pipeline.edge import files
from pipeline.edge.picture import EMBEDDED, ICON, STILL
from pipeline.edge.sound import TYPES, Loudness, Sound
from pipeline.keep.digests import fingerprint, source_digest
from pipeline.keep.workshop import Parts, Workshop
from pipeline.run import doing

if TYPE_CHECKING:
    from pipeline.edge.film import Film

Pictures = dict[str, Path]  # JPEG files by role: cover, embedded (in sound), card, poster, still, icon
_Drawing = Iterator[tuple[str, bytes]]


class Embedded(NamedTuple):
    """The picture embedded in sound, which many episodes share: a JPEG file, its SHA-256, and a digest under which tagged sound is kept."""

    path: Path
    sha256: str
    mark: str


def embedded(path: Path) -> Embedded:
    """The picture in this file, read once for all sound that it is embedded in."""
    return Embedded(path, files.digest(path), fingerprint(path.read_bytes()))


class Ready(NamedTuple):
    """Sound as it is published, but without tags. `loudness` is what listeners get, in LUFS."""

    sound: Sound
    loudness: float


def sound(slug: str, source: Path, recorded: RecordedFile, encoding: Encoding | None, workshop: Workshop) -> Ready:
    """The sound as podcast apps want it, and its loudness. Both are made once for each source file, which is on record as `recorded`.

    `SoundError` if the file cannot be used.
    """
    measured = _loudness(slug, source, recorded.sha256, workshop)
    name, program = f"{slug}.ready", source_digest("edge/audio", "edge/sound")
    parts = {"its recording": recorded.sha256, "`audio` in the feed file": repr(encoding), "this program": program}
    found = workshop.kept(name, parts)
    if not isinstance(found, Sound):
        from pipeline.edge import audio  # noqa: PLC0415 - see the top

        target, progress = workshop.path(name), _progress(f"{slug}: sound")
        found = audio.prepare(source, target, encoding, progress, measured=measured, duration=recorded.duration)
        for suffix in TYPES.keys() - {found.path.suffix}:
            workshop.path(f"{name}{suffix}").unlink(missing_ok=True)
        workshop.keep(name, parts, found, (found.path,))
    return Ready(found, measured.integrated if found.loudness is None else found.loudness)


def video(slug: str, source: Path, chapters: tuple[Chapter, ...], workshop: Workshop) -> "Film":
    """The host's video file as podcast apps want it, copied once for each state of it. `SoundError` if it cannot be used."""
    from pipeline.edge import film  # noqa: PLC0415 - few episodes have one

    name = f"{slug}.video"
    parts = {
        "its video": files.state(source),
        "its chapters": fingerprint(repr(chapters)),
        "this program": source_digest("edge/film", "edge/mp4", "edge/audio", "edge/sound"),
    }
    found = workshop.kept(name, parts)
    if not isinstance(found, film.Film):
        found = film.prepare(source, workshop.path(f"{name}{source.suffix}"), chapters)
        workshop.keep(name, parts, found, (found.path,))
    return found


def tagged(slug: str, sound: Path, labels: SoundTags, marks: Sequence[Chapter], cover: Embedded, *, workshop: Workshop) -> Path:
    """The sound with its tags. If only tags have changed and no site shares the file, only the tags are rewritten.

    If a kill leaves the file incomplete meanwhile, its traces differ, and all of it is made anew.
    """
    name, target = f"{slug}.tagged", workshop.path(f"{slug}{sound.suffix}")
    tagging = {"its tags": fingerprint(repr(labels)), "its chapters": fingerprint(repr(marks)), "its cover": cover.mark}
    parts = {"its sound": files.state(sound), **tagging, "this program": source_digest("edge/tags", "edge/mp4")}
    if workshop.kept(name, parts):
        return target
    from pipeline.edge import tags  # noqa: PLC0415 - see the top

    before, picture = workshop.parts(name), cover.path.read_bytes()
    if not (before.get("its sound") == parts["its sound"] and tags.retag(target, labels, marks, picture)):
        tags.make(sound, target, labels, marks, picture)
    workshop.keep(name, parts, value=True, paths=(target,))
    return target


def blemishes(name: str, picture: bytes, place: Place, workshop: Workshop) -> tuple[Problem, ...]:
    """What is wrong with a picture that a person chose; found out once for each state of it."""
    name, parts = f"{name}.blemishes", {"its picture": fingerprint(picture), "this program": source_digest("edge/artwork", "edge/picture")}
    found = workshop.kept(name, parts)
    if not isinstance(found, tuple):
        from pipeline.edge import artwork  # noqa: PLC0415 - see the top

        found = artwork.problems(picture, place)
        workshop.keep(name, parts, found)
    return tuple(problem._replace(place=place) for problem in found)


def show_pictures(show: Show, source: bytes | None, workshop: Workshop) -> Pictures:
    """The show's pictures, made from the host's cover or drawn from the title. `PictureError` if the cover cannot be used."""

    def draw() -> _Drawing:
        from pipeline.edge import artwork  # noqa: PLC0415 - see the top

        heard = artwork.cover(source, show.title, EMBEDDED)
        yield "cover", artwork.cover(source, show.title)
        yield "embedded", heard
        yield "card", artwork.card(heard, show.title, "" if show.author == show.title else show.author)
        yield "icon", artwork.cover(source, show.title, ICON)

    parts = {"the show's cover": fingerprint(source), "the show's title": fingerprint(show.title, show.author)}
    return _kept(workshop, ".show", parts, draw)


def episode_pictures(
    slug: str, title: str, show: Show, own: bytes | None, *, has_video: bool, shared: Embedded, workshop: Workshop
) -> Pictures:
    """The episode's pictures, made from its `own` one, else from the show's, `shared`. `PictureError` if its own cannot be used.

    An episode without a picture of its own gets no cover and none to embed: it has those of the show.
    """

    def draw() -> _Drawing:
        from pipeline.edge import artwork  # noqa: PLC0415 - see the top

        heard = artwork.cover(own, title, EMBEDDED) if own else shared.path.read_bytes()
        if own:
            yield "cover", artwork.cover(own, title)
            yield "embedded", heard
        yield "card", artwork.card(heard, title, show.title)
        if has_video:
            yield "poster", artwork.poster(own, title)
            yield "still", artwork.poster(own, title, STILL)

    behind = "" if own else shared.sha256
    titles = fingerprint(title, show.title)
    parts = {"its picture": fingerprint(own), "the show's cover": behind, "its title": titles, "its video": str(has_video)}
    return _kept(workshop, slug, parts, draw)


def _loudness(slug: str, source: Path, digest: str, workshop: Workshop) -> Loudness:
    """The loudness of the sound file `source`, whose SHA-256 is `digest`, measured once."""
    name, parts = f"{slug}.loudness", {"its recording": digest}
    found = workshop.kept(name, parts)
    if not isinstance(found, tuple):
        from pipeline.edge import audio  # noqa: PLC0415 - see the top

        found = tuple(audio.loudness(source, _progress(f"{slug}: loudness")))
        workshop.keep(name, parts, found)  # as plain numbers, which other versions of this program can read: they measure alike
    return Loudness(*found)


def _progress(what: str) -> Callable[[float], None]:
    """Tells the watcher which share of the work, 0 to 1, is done."""
    return lambda share: doing(f"{what} {share:.0%}")


def _kept(workshop: Workshop, name: str, made_of: Parts, draw: Callable[[], _Drawing]) -> Pictures:
    """Pictures by role, drawn again when what they are made of has changed, or the code that draws them."""
    parts = {**made_of, "this program": source_digest("edge/artwork", "edge/picture", "derive/design")}
    roles = workshop.kept(f"{name}.pictures", parts)
    if isinstance(roles, tuple):
        return _paths(workshop, name, roles)
    made = dict(draw())
    paths = _paths(workshop, name, tuple(made))
    for role, data in made.items():
        with files.replacing(paths[role]) as partial:
            partial.write_bytes(data)
    workshop.keep(f"{name}.pictures", parts, tuple(made), paths.values())
    for path in workshop.folder.glob(f"{escape(name)}.*.jpg"):  # of roles that it has no more, or that only another version knows
        if path.name.count(".") == name.count(".") + 2 and path not in paths.values():  # `ep.1` is another episode than `ep`
            path.unlink()
    return paths


def _paths(workshop: Workshop, name: str, roles: tuple[str, ...]) -> Pictures:
    return {role: workshop.path(f"{name}.{role}.jpg") for role in roles}
