"""Built: what a run has made of a show, before it is released."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content.problem import UNTIMED, Problem
from pipeline.content.show import Show
from pipeline.derive import loudness, places
from pipeline.derive.earlier.published import PublishedPage
from pipeline.derive.plan import Waiting
from pipeline.keep import readings
from pipeline.keep.site import Site, TracedFiles
from pipeline.steps import drafts
from pipeline.steps.entry import Entry, Made

if TYPE_CHECKING:
    from pipeline.content.trouble import Trouble
    from pipeline.edge.enclosure import Upload
    from pipeline.edge.store import OpenStore


class Built(NamedTuple):
    """A show's next site, ready to take the place of the published one.

    `entries` are by slug what has become of each post, `files` all files of the site, `changed` the paths that are known to differ from the
    published site. `feed` are the feed's pages in the next site, the current one first. `store` is where the sound is kept: None for the
    site itself, a `Trouble` where the store cannot be asked; `uploads` are by slug what has to be carried there. `faults` are problems with
    files that the feed file names, such as its cover; they are among `problems`, all that is wrong with the show and its posts. `reasons`
    tell what was made and why. `examined` are the slugs of the posts that this run had a reason to look at.
    """

    show: Show
    site: Site
    entries: Mapping[str, Entry]
    files: TracedFiles
    changed: frozenset[str]
    feed: tuple[PublishedPage, ...]
    uploads: "Mapping[str, Upload]"
    store: "OpenStore | Trouble | None"
    faults: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    reasons: tuple[str, ...]
    examined: frozenset[str]

    @property
    def episodes(self) -> dict[str, Made]:
        """The episodes in the site, by slug."""
        return {slug: entry.made for slug, entry in self.entries.items() if entry.made}

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """The episodes that are not out yet, and why."""
        return tuple(entry.waiting for entry in self.entries.values() if entry.waiting)

    @property
    def failed(self) -> tuple[str, ...]:
        """The slugs of episodes that could not be made anew; they may be in the site as they were."""
        return tuple(slug for slug, entry in self.entries.items() if entry.failed)

    @property
    def missing(self) -> tuple[str, ...]:
        """The slugs of episodes that could not be made and are not in the site."""
        return tuple(slug for slug, entry in self.entries.items() if entry.failed and not entry.made)

    @property
    def kept(self) -> tuple[str, ...]:
        """The slugs of episodes that could not be made anew and are in the site as they were."""
        return tuple(slug for slug, entry in self.entries.items() if entry.failed and entry.made)

    @property
    def unselected(self) -> tuple[str, ...]:
        """The slugs of posts that the feed file does not select."""
        return tuple(slug for slug, entry in self.entries.items() if not (entry.made or entry.waiting or entry.failed))

    @property
    def untimed(self) -> tuple[str, ...]:
        """The slugs of episodes that were made without words in time because their captions are faulty or do not fit."""
        return tuple(slug for slug, entry in self.entries.items() for problem in entry.problems if problem.code == UNTIMED)

    @property
    def unrecorded(self) -> tuple[str, ...]:
        """The slugs of episodes that YouTube is still to be asked about."""
        return tuple(slug for slug, entry in self.entries.items() if entry.unrecorded)

    @property
    def old_warnings(self) -> tuple[Problem, ...]:
        """The warnings about posts that this run had no reason to look at."""
        old = (entry for slug, entry in self.entries.items() if slug not in self.examined)
        return tuple(problem for entry in old for problem in entry.problems if not problem.is_error)

    def has_feed(self, marks: Iterable[str]) -> bool:
        """Whether the pages with these marks are exactly this site's feed."""
        return [page.mark for page in self.feed] == list(marks)

    @property
    def standing(self) -> tuple[PublishedPage, ...]:
        """The pages of the feed that is published here, the current one first. A page that the next site shares is not read again."""
        public, beside = self.site.public, self.site.beside
        new = dict(zip(places.feed(self.files.__contains__), self.feed, strict=True))
        names = places.feed(lambda name: (public / name).is_file())
        return tuple(
            new[name] if name in new and (public / name).samefile(beside / name) else readings.page(public / name) for name in names
        )

    @property
    def loudness(self) -> str:
        """A few words on how loud the episodes are; empty if that is not known."""
        return loudness.line(self._levels)

    @property
    def empty(self) -> tuple[Problem, ...]:
        """A warning if there is no post, or none that the feed file selects: nobody wants an empty site."""
        if not self.entries:
            return (drafts.NO_POST,)
        return (drafts.none_selected(self.show),) if len(self.unselected) == len(self.entries) else ()

    @property
    def uneven(self) -> tuple[Problem, ...]:
        """Warnings about episodes that are much louder or quieter than they should be."""
        wanted = self.show.audio.loudness if self.show.audio else None
        return loudness.problems(self._levels, wanted, self.show.path)

    @property
    def _levels(self) -> dict[str, float]:
        return {slug: made.loudness for slug, made in self.episodes.items() if made.loudness is not None}
