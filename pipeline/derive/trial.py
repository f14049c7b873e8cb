"""Tries a show's own templates before anything is made with them, on an episode that has everything and on one that has little."""

import traceback
from collections.abc import Iterator
from datetime import UTC, datetime

from pipeline.content.post import Heading, Kind, Link, Paragraph, Post, Section, Turn, Video
from pipeline.content.problem import Place, Problem
from pipeline.content.recording import Recording
from pipeline.content.show import ChapterSource, Person, Show
from pipeline.derive import places, templating
from pipeline.derive.alignment import Alignment, Placed
from pipeline.derive.chapters import Chapter
from pipeline.derive.cue import Cues, Cuts
from pipeline.derive.episode import Episode, Media, Picture
from pipeline.derive.interview import interview
from pipeline.derive.pages.card import Neighbour, card
from pipeline.derive.pages.listing import Front, ListPage
from pipeline.derive.pages.rendering import Look, Renderer, compiled

_THEN = datetime(2026, 1, 1, tzinfo=UTC)
_PICTURE = Picture("assets/cover.jpg", 1400, 1400)
_HEADINGS = (Heading(2, "Is it asked?", Kind.QUESTION, "Host", "Is it asked?"), Heading(4, "When?", Kind.QUESTION, "Guest", "When?"))
_FULL = Episode(
    slug="full",
    guid="full",
    title="Full",
    published=_THEN,
    post=Post(
        slug="full",
        path="episodes/full.md",
        title="Full",
        date=_THEN,
        video=Video("SampleEp-00", 1, "iframe"),
        videos=(),
        host="Host",
        guests=("Guest",),
        intro="<p>Intro.</p>",
        notes="<p>Notes.</p>",
        summary="A summary.",
        sections=tuple(Section(heading, (Turn(3, "Guest", (Paragraph(3, "Words.", "<p>Words.</p>"),)),)) for heading in _HEADINGS),
        links=(Link("https://guest.example/", "Link"),),
        tags=("tag",),
        season=1,
        episode=1,
        type="bonus",
    ),
    recording=Recording("full", _THEN, None, None, None, None),
    alignment=Alignment((Placed(1000, 2000, 1.0), Placed(None, None, 0.0)), (Placed(2000, 3000, 1.0),) * 2, (Placed(2000, 3000, 1.0),) * 2, (), 1.0),
    chapters=(Chapter(0, 1000, "Introduction", None, 1.0), Chapter(1000, 60_000, "Is it asked?", 2, 1.0)),
    cuts=Cuts(Cues((2000,), (3000,), ("Guest",), ("Words.",))),
    media=Media("media/full.m4a", "audio/x-m4a", 1, 60_000),
    cover=_PICTURE,
    poster=_PICTURE,
    hosts=(Person("Host", "https://host.example/", "host.jpg"),),
    guests=(Person("Guest"),),
)  # fmt: skip
_BARE = _FULL._replace(
    slug="bare",
    post=_FULL.post._replace(slug="bare", video=None, notes="", summary="", sections=(), links=(), chapters=ChapterSource.OFF),
    alignment=None,
    chapters=(),
    cuts=None,
    poster=None,
    guests=(),
)


def problems(show: Show) -> Iterator[Problem]:
    """What is wrong with the show's own templates, which are in the folder with its name beside its feed file."""
    folder = f"feeds/{show.name}"
    found = templating.problems(dict(show.templates), folder)
    yield from found
    if not found:
        try:
            _make(show)
        except Exception as error:  # noqa: BLE001 - a template may do whatever an expression can
            yield _problem(error, show, folder)


def _make(show: Show) -> None:
    """Make each kind of page once."""
    render, cards = Renderer(show, Look(_PICTURE, _PICTURE, _PICTURE), compiled(show)), [card(_BARE), card(_FULL)]
    tuple(render.assets())
    for one, own in zip((_BARE, _FULL), cards, strict=True):
        tuple(render.episode(one, own, interview(one.post, one.alignment, one.chapters)))
        render.neighbours("en", Neighbour(one.slug, one.title), None)
        render.moved(places.page_file(one.slug), "en", one.title)
    render.list_page(ListPage(0, 1), cards, Front((), Neighbour(_BARE.slug, _BARE.title), Neighbour(_FULL.slug, _FULL.title)))
    render.list_page(ListPage(1, 1), cards, Front())


def _problem(error: Exception, show: Show, folder: str) -> Problem:
    """A problem at the innermost of the show's templates in the traceback; if none is there, at the first one, which must lack a part."""
    names = [name for name, _ in show.templates]
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in names]
    name, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else (names[0], 1)
    return Problem(Place(f"{folder}/{name}", line), f"the template fails: {error}", "see the same file in pipeline/derive/templates/")
