"""What all episodes of a show have in common: its pictures, the look of its pages, the store of its sound, digests that go into all."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content.problem import Problem
from pipeline.content.show import Show
from pipeline.derive import places
from pipeline.derive.episode import Picture
from pipeline.derive.pages.rendering import Look
from pipeline.edge.media.picture import CARD, COVER, ICON
from pipeline.edge.settings import Settings
from pipeline.keep.digests import fingerprint
from pipeline.keep.site import Site
from pipeline.keep.workshop import Parts, Workshop, kept_folder
from pipeline.steps import drawings, pictures
from pipeline.steps.drawings import Embedded, Pictures

if TYPE_CHECKING:
    from pipeline.content.trouble import Trouble
    from pipeline.edge.store import OpenStore


class Common(NamedTuple):
    """What all episodes of a show have in common, in one run.

    `kept` is the folder of what is kept between runs, `now` the moment of this run; `online` tells whether it may use the network,
    `fetches` whether this machine ever asks YouTube. The mark of `cover` is a digest of what all `pictures` are made of; `embedded` is
    the one that is embedded in sound. `store` is where sound is kept: None for the site itself, a `Trouble` where the store cannot be
    asked. `portraits` are people's pictures by their path in the site. `parts` are the digests that go into every episode.
    """

    show: Show
    cover: Picture
    look: Look
    pictures: Pictures
    embedded: Embedded
    portraits: tuple[tuple[str, Path], ...]
    site: Site
    kept: Path
    now: datetime
    online: bool
    fetches: bool
    store: "OpenStore | Trouble | None"
    parts: Parts
    problems: tuple[Problem, ...]


def common(root: Path, show: Show, site: Site, program: str, *, settings: Settings, now: datetime, online: bool) -> Common:
    """Read all that a feed file names. If not `online`, the store is not asked. `program` is the digest of this program's version."""
    kept = kept_folder(root, show.name)
    workshop = Workshop(kept)
    source, problems = pictures.own_cover(root, show, workshop)
    show, portraits, faceless = pictures.portraits(root, show, workshop)
    cover = Picture(places.SHOW_COVER, COVER, COVER, mark=fingerprint(source, show.title))
    drawn = drawings.show_pictures(show, source, workshop)
    return Common(
        show=show,
        cover=cover,
        look=Look(cover, Picture(places.SHOW_CARD, *CARD), Picture(places.SHOW_ICON, ICON, ICON)),
        pictures=drawn,
        embedded=drawings.embedded(drawn["embedded"]),
        portraits=tuple(portraits.items()),
        site=site,
        kept=kept,
        now=now,
        online=online,
        fetches=settings.fetch,
        store=_store(root, show, settings, online=online),
        parts={"the feed file": fingerprint(repr(show)), "the show's cover": cover.mark, "this program": program},
        problems=(*problems, *faceless),
    )


def _store(root: Path, show: Show, settings: Settings, *, online: bool) -> "OpenStore | Trouble | None":
    """Where sound is kept; see `Common`."""
    if show.store is None:
        return None
    from pipeline.content.trouble import Trouble  # noqa: PLC0415 - most shows have none
    from pipeline.edge import store  # noqa: PLC0415

    return (
        store.opened(show.store, root, settings) if online else Trouble(f"{show.store} is asked when you publish", "run `pipeline publish`")
    )
