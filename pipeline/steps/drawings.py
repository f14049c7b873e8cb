"""Drawings: the pictures of a show and of its episodes, drawn anew when something that they are made of changes.

What draws is imported only when something is drawn: most runs find everything already there.
"""

from collections.abc import Callable, Iterator
from glob import escape
from pathlib import Path
from typing import NamedTuple

from pipeline.content.problem import Place, Problem
from pipeline.content.show import Show
from pipeline.edge import files
from pipeline.edge.media.picture import EMBEDDED, ICON, STILL
from pipeline.keep.digests import fingerprint, source_digest
from pipeline.keep.workshop import Parts, Workshop

Pictures = dict[str, Path]  # JPEG files by role: cover, embedded (in sound), card, poster, still, icon
_Drawing = Iterator[tuple[str, bytes]]


class Embedded(NamedTuple):
    """The picture embedded in sound, which many episodes share: a JPEG file, its SHA-256, and a digest under which tagged sound is kept."""

    path: Path
    sha256: str
    mark: str


class Subject(NamedTuple):
    """What the pictures of an episode show: its title below its `own` picture or, without that, below the show's, which is `shared`.

    If it `has_video`, it needs a poster and a still.
    """

    title: str
    show_title: str
    own: bytes | None
    shared: Embedded
    has_video: bool


def embedded(path: Path) -> Embedded:
    """The picture in this file, read once for all sound that it is embedded in."""
    return Embedded(path, files.digest(path), fingerprint(path.read_bytes()))


def blemishes(name: str, picture: bytes, place: Place, workshop: Workshop) -> tuple[Problem, ...]:
    """What is wrong with a picture that a person chose; found out once for each state of it."""
    name, parts = (
        f"{name}.blemishes",
        {"its picture": fingerprint(picture), "this program": source_digest("edge/media/artwork", "edge/media/picture")},
    )
    found = workshop.kept(name, parts)
    if not isinstance(found, tuple):
        from pipeline.edge.media import artwork  # noqa: PLC0415 - see the top

        found = artwork.problems(picture, place)
        workshop.keep(name, parts, found)
    return tuple(problem._replace(place=place) for problem in found)


def show_pictures(show: Show, source: bytes | None, workshop: Workshop) -> Pictures:
    """The show's pictures, made from the host's cover or drawn from the title. `PictureError` if the cover cannot be used."""

    def draw() -> _Drawing:
        from pipeline.edge.media import artwork  # noqa: PLC0415 - see the top

        heard = artwork.cover(source, show.title, EMBEDDED)
        yield "cover", artwork.cover(source, show.title)
        yield "embedded", heard
        yield "card", artwork.card(heard, show.title, "" if show.author == show.title else show.author)
        yield "icon", artwork.cover(source, show.title, ICON)

    parts = {"the show's cover": fingerprint(source), "the show's title": fingerprint(show.title, show.author)}
    return _kept(workshop, ".show", parts, draw)


def episode_pictures(slug: str, subject: Subject, workshop: Workshop) -> Pictures:
    """The pictures of an episode. `PictureError` if its own cannot be used. Without one, it gets no cover and none to embed, but the show's."""
    title, own, shared = subject.title, subject.own, subject.shared

    def draw() -> _Drawing:
        from pipeline.edge.media import artwork  # noqa: PLC0415 - see the top

        heard = artwork.cover(own, title, EMBEDDED) if own else shared.path.read_bytes()
        if own:
            yield "cover", artwork.cover(own, title)
            yield "embedded", heard
        yield "card", artwork.card(heard, title, subject.show_title)
        if subject.has_video:
            yield "poster", artwork.poster(own, title)
            yield "still", artwork.poster(own, title, STILL)

    behind = "" if own else shared.sha256
    titles = fingerprint(title, subject.show_title)
    parts = {"its picture": fingerprint(own), "the show's cover": behind, "its title": titles, "its video": str(subject.has_video)}
    return _kept(workshop, slug, parts, draw)


def _kept(workshop: Workshop, name: str, made_of: Parts, draw: Callable[[], _Drawing]) -> Pictures:
    """Pictures by role, drawn again when what they are made of has changed, or the code that draws them."""
    parts = {
        **made_of,
        "this program": source_digest("edge/media/artwork", "edge/media/picture", "derive/pages/design", "derive/pages/typesetting"),
    }
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
