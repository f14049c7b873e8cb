"""Produces one episode in its show's next site: joins what is on record, then writes the page and the files beside it."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content.problem import Problem
from pipeline.content.show import Show
from pipeline.derive import places
from pipeline.derive.episode import Episode, language_of
from pipeline.derive.interview import Interview, interview
from pipeline.derive.pages import rendering
from pipeline.derive.pages.card import Card, card
from pipeline.derive.pages.indexed import indexed
from pipeline.derive.pages.rendering import Look
from pipeline.keep import rows
from pipeline.keep.digests import digest, fingerprint
from pipeline.keep.site import Files
from pipeline.keep.workshop import Workshop
from pipeline.steps.attach import attach
from pipeline.steps.common import Common
from pipeline.steps.entry import Made
from pipeline.steps.excerpts import excerpts
from pipeline.steps.work import Work

if TYPE_CHECKING:
    from pipeline.derive.feed import Item
    from pipeline.edge.enclosure import Upload

_TEMPLATES = ".templates"  # cannot be a post's name


class Product(NamedTuple):
    """The result of `produce`. `made` and `excerpts` are None if the problems kept the episode from being made.

    `excerpts` (see `steps.excerpts`) are without those that have not changed. `upload` is what has to be carried to the show's store before
    the feed may name it; `reasons` say what was made and why.
    """

    made: Made | None
    excerpts: Mapping[str, bytes] | None
    problems: tuple[Problem, ...]
    upload: "Upload | None"
    reasons: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do for the episode."""
        return self.made is not None and self.made.final and self.upload is None


def load() -> None:
    """Import what is needed only when episodes are made, and for their feed, so that forked processes share it."""
    from pipeline.content.interview import dressed  # noqa: F401, PLC0415
    from pipeline.content.text import words  # noqa: F401, PLC0415
    from pipeline.derive import templating  # noqa: F401, PLC0415
    from pipeline.derive.feed import channel  # noqa: F401, PLC0415


def produce(work: Work) -> Product:
    """Make an episode and write its files."""
    attached = attach(work)
    episode, reasons = attached.episode, tuple(work.workshop.reasons)
    if episode is None:
        return Product(None, None, attached.problems, None, reasons)
    talk = interview(episode.post, episode.alignment, episode.chapters)
    listed = card(episode)
    searched = indexed(episode, listed.questions, talk)
    framed = episode.framed
    item_made_of = digest(framed)
    item, item_digest, trailer = _item(work, framed, item_made_of)
    made = Made(
        title=episode.title,
        published=episode.published,
        language=language_of(work.common.show, episode.post),
        traces=rows.written(_write(work, attached.files, episode, listed, talk)),
        neighbours=work.past.neighbours,
        loudness=attached.loudness,
        enclosure=attached.enclosure,
        final=attached.final,
        item_digest=item_digest,
        item_made_of=item_made_of,
        card_digest=digest(listed),
        search_digest=searched.mark,
        trailer=trailer,
        type=episode.post.type,
        formerly=episode.post.formerly,
    )
    return Product(made, excerpts(listed, searched, item), attached.problems, attached.upload, reasons)


def _item(work: Work, framed: Episode, made_of: str) -> tuple["Item | None", str, bytes]:
    """The feed item of a `framed` episode, None if it is the same as before; its digest; and its `trailer` (see `Made`)."""
    if work.known and work.known.item_made_of == made_of:
        return None, work.known.item_digest, work.known.trailer
    from pipeline.derive.feed.item import item  # noqa: PLC0415 - most edits change no item

    made = item(work.common.show, framed)
    return made, fingerprint(made.xml), made.head.trailer


def renderer(common: Common) -> rendering.Renderer:
    """What renders the pages of a show, with its templates compiled once for this version of the program."""
    return _renderer(common.show, common.look, common.kept, common.parts["this program"])


@lru_cache(maxsize=2)
def _renderer(show: Show, look: Look, kept: Path, program: str) -> rendering.Renderer:
    workshop, parts = Workshop(kept), {"this program": program, "its templates": fingerprint(repr(show.templates))}
    codes = workshop.kept(_TEMPLATES, parts)
    if not isinstance(codes, dict):
        codes = rendering.compiled(show)
        workshop.keep(_TEMPLATES, parts, codes)
    return rendering.Renderer(show, look, codes)


def _write(work: Work, made: Mapping[str, Path], episode: Episode, listed: Card, talk: Interview) -> Files:
    """Write the episode's texts in the next site, and link the files that were `made` for it there; their states by path."""
    common, known = work.common, work.past.files
    site, page, render = common.site, places.page_file(episode.slug), renderer(common)
    texts = dict(render.episode(episode, listed, talk))
    texts[page] = rendering.with_neighbours(texts[page], render.neighbours(language_of(common.show, episode.post), *work.past.neighbours))
    files = {path: site.write(path, data, known.get(path)) for path, data in texts.items()}
    return files | {path: site.link(path, source, known.get(path)) for path, source in made.items()}
