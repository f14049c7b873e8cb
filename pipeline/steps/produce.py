"""Produces one episode in its show's next site: joins what is on record, then writes the page and the files beside it."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content.problem import Problem
from pipeline.content.show import Show
from pipeline.derive import pages, places
from pipeline.derive.card import Card, card
from pipeline.derive.episode import Episode, language_of
from pipeline.derive.indexed import indexed
from pipeline.derive.interview import Interview, interview
from pipeline.derive.pages import Look
from pipeline.keep import rows
from pipeline.keep.digests import digest, fingerprint
from pipeline.keep.site import Files
from pipeline.keep.workshop import Workshop
from pipeline.steps.attach import Attached, attach
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
    from pipeline.content import words  # noqa: F401, PLC0415
    from pipeline.derive import templating  # noqa: F401, PLC0415
    from pipeline.derive.feed import channel  # noqa: F401, PLC0415


def produce(work: Work) -> Product:
    """Make an episode and write its files."""
    attached = attach(work)
    one, reasons = attached.episode, tuple(work.workshop.reasons)
    if one is None:
        return Product(None, None, attached.problems, None, reasons)
    talk = interview(one.post, one.alignment, one.chapters)
    own = card(one)
    searched = indexed(one, own.questions, talk)
    framed = one.framed
    item_made_of = digest(framed)
    item, item_digest, trailer = _item(work, framed, item_made_of)
    made = Made(
        title=one.title,
        published=one.published,
        language=language_of(work.common.show, one.post),
        traces=rows.written(_write(work, attached, one, own, talk)),
        neighbours=work.neighbours,
        loudness=attached.loudness,
        enclosure=attached.enclosure,
        final=attached.final,
        item_digest=item_digest,
        item_made_of=item_made_of,
        card_digest=digest(own),
        search_digest=searched.mark,
        trailer=trailer,
        type=one.post.type,
        formerly=one.post.formerly,
    )
    return Product(made, excerpts(own, searched, item), attached.problems, attached.upload, reasons)


def _item(work: Work, framed: Episode, made_of: str) -> tuple["Item | None", str, bytes]:
    """The feed item of a `framed` episode, None if it is the same as before; its digest; and its `trailer` (see `Made`)."""
    if work.known and work.known.item_made_of == made_of:
        return None, work.known.item_digest, work.known.trailer
    from pipeline.derive.feed.item import item  # noqa: PLC0415 - most edits change no item

    made = item(work.common.show, framed)
    return made, fingerprint(made.xml), made.head.trailer


def renderer(common: Common) -> pages.Renderer:
    """What renders the pages of a show, with its templates compiled once for this version of the program."""
    return _renderer(common.show, common.look, common.kept, common.parts["this program"])


@lru_cache(maxsize=2)
def _renderer(show: Show, look: Look, kept: Path, program: str) -> pages.Renderer:
    workshop, parts = Workshop(kept), {"this program": program, "its templates": fingerprint(repr(show.templates))}
    codes = workshop.kept(_TEMPLATES, parts)
    if not isinstance(codes, dict):
        codes = pages.compiled(show)
        workshop.keep(_TEMPLATES, parts, codes)
    return pages.Renderer(show, look, codes)


def _write(work: Work, attached: Attached, one: Episode, own: Card, talk: Interview) -> Files:
    """Write the episode's files in the next site; their states by path."""
    common, before = work.common, work.before
    site, page, render = common.site, places.page_file(one.slug), renderer(common)
    texts = dict(render.episode(one, own, talk))
    texts[page] = pages.with_neighbours(texts[page], render.neighbours(language_of(common.show, one.post), *work.neighbours))
    files = {path: site.write(path, data, before.get(path)) for path, data in texts.items()}
    return files | {path: site.link(path, source, before.get(path)) for path, source in attached.files.items()}
