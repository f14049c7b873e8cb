"""The sources of a show: everything that people write, and this program. Their traces show whether any of it has changed.

Like `traces`, this module imports hardly more than `os`: a publish that has nothing to do imports little else.
"""

import os
from contextlib import suppress
from functools import partial

from pipeline.edge.layout import EPISODES, FEEDS, KEPT, PUBLIC, SETTINGS, SITE
from pipeline.keep import program, texts, traces
from pipeline.keep.aside import Aside
from pipeline.keep.folders import Folders

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Self

    from pipeline.keep.folders import Known

    Looked = tuple[dict[str, str], str, dict[str, dict[str, str] | None], Known]

_LISTINGS = ".listings"


class Sources:
    """The traces of all sources as `text`, and those of `episodes` by name; `program` is the trace of this program alone.

    At first only the program and the post files have been looked at, with which the text begins; `whole` adds the rest. `sealed` are the
    traces of the published sites by show as the last publish left them, `marks` the digests of their files. `folders` are all that this run
    has looked into.
    """

    def __init__(self, root: str) -> None:
        self._root, self.folders = root, Folders(texts.decoded(texts.read(root, _LISTINGS)))
        self.sealed, self.marks = dict[str, str](), dict[str, str]()
        self._found: dict[str, dict[str, str]] = {}  # the files of next sites that have changed, by show
        self._unchanged: set[str] = set()  # the shows whose next sites are as they were sealed
        self.program, self.episodes = program.trace(self.folders), self.folders.own_traces(self._path(EPISODES))
        self.text = "".join((self.program, *self.episodes.values()))
        self._rest: Aside | None = Aside(partial(self._looked, {}), is_long=False)

    def ahead(self, sites: "Mapping[str, str]", *, is_long: bool) -> None:
        """Start looking at the rest and at the next `sites`, if that `is_long` in another process while this one gets ready.

        `sites` are by show the traces that the files of its next site are expected to have; empty if nothing is known.
        """
        self._rest = Aside(partial(self._looked, sites), is_long=is_long)

    def whole(self) -> "Self":
        """The same object, with everything looked at."""
        if self._rest:
            self.episodes, others, sites, seen = self._rest.answer()
            self.text, self._rest = "".join((self.program, *self.episodes.values(), others)), None
            self._found = {name: files for name, files in sites.items() if files is not None}
            self._unchanged = sites.keys() - self._found.keys()
            self.folders.learn(seen)
        return self

    def mark(self, name: str) -> str:
        """The digest of the files of a show's next site; empty unless they are known to be those of the published one."""
        return self.marks[name] if name in self._unchanged else ""

    def files(self, name: str, site: str) -> dict[str, str]:
        """The state of each file of a show's next site, which is in the folder `site`; a second call looks at the disk again."""
        self._unchanged.discard(name)
        found = self._found.pop(name, None)
        return self.folders.files(site) if found is None else found

    def forget(self) -> None:
        """Drop all that is known of sites."""
        self._found, self._unchanged, self.sealed, self.marks = {}, set(), {}, {}

    def remember(self, changed: "Mapping[str, Iterable[str]]") -> None:
        """Remember for the next run what is in the folders that this one has looked into, and in those of the `changed` paths by show.

        A folder that was changed a moment ago cannot be remembered (see `Folders.note`). The next site is written last, folder by folder in
        this order, so it comes last, which leaves each folder the most time.
        """
        for name, paths in changed.items():
            inside = sorted({os.path.dirname(path) for path in paths} | {""})
            for site in (self._path(PUBLIC, name), self._path(KEPT, name, SITE)):
                for folder in inside:
                    with suppress(OSError):
                        self.folders.note(os.path.join(site, folder))
        if self.folders.has_news:
            texts.write(self._root, _LISTINGS, texts.encoded(self.folders.kept))

    def _looked(self, sites: "Mapping[str, str]") -> "Looked":
        """What `whole` adds: the traces of posts and their folders by name, those of all else, `_inside` of `sites`, the folders seen."""
        episodes, feeds = self.folders.traces(self._path(EPISODES), self.episodes), self.folders.traces(self._path(FEEDS))
        others = "".join((*feeds.values(), traces.of_file(self._path(SETTINGS), SETTINGS)))
        return episodes, others, {name: self._inside(name, traced) for name, traced in sites.items()}, self.folders.seen

    def _inside(self, name: str, traced: str) -> dict[str, str] | None:
        """The files of a next site; None if they have the traces `traced`. A link counts as empty, as what it points to is not ours."""
        site = self._path(KEPT, name, SITE)
        if os.path.islink(site):
            return {}
        return None if traced and self.folders.all_traces(site, hidden=True) == traced else self.folders.files(site)

    def _path(self, *names: str) -> str:
        return os.path.join(self._root, *names)
