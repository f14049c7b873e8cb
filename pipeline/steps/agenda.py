"""The agenda of a run: the posts that may have changed since the last one."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.keep import rows
from pipeline.steps import drafts
from pipeline.steps.common import Common
from pipeline.steps.entry import Entry, why_look
from pipeline.steps.past import Past, Served
from pipeline.steps.records import Records
from pipeline.steps.task import Task

_NEW = Entry()


class Agenda(Mapping[str, Task]):
    """Tasks by slug, each built when it is asked for, so that the entries of the last run are not held for all of them at once.

    `posts` are the names of post files by slug, `traces` those of files and folders in `episodes/` by name; for `served` see `Past`.
    """

    def __init__(
        self,
        folder: Path,
        posts: Mapping[str, str],
        traces: Mapping[str, str],
        records: Records,
        common: Common,
        *,
        served: Mapping[str, Served],
    ) -> None:
        self._folder, self._traces, self._records, self._common, self._served = folder, traces, records, common, served
        self._parts = rows.written(common.parts)
        self._posts = {slug: name for slug, name in posts.items() if self._is_to_be_looked_at(slug, name)}

    def __getitem__(self, slug: str) -> Task:
        name, before = self._posts[slug], self._before(slug)
        lost = self._records.lost.intersection(before.made.files) if self._records.lost and before.made else frozenset[str]()
        past = Past(before, lost, self._records.is_out(slug), self._served.get(slug))
        return Task(f"{self._folder}/{name}", self._traces_of(slug, name), past, self._common)

    def __iter__(self) -> Iterator[str]:
        return iter(self._posts)

    def __len__(self) -> int:
        return len(self._posts)

    def _before(self, slug: str) -> Entry:
        return self._records.entries.get(slug, _NEW)

    def _traces_of(self, slug: str, name: str) -> str:
        """The traces of a post's file and of the folder beside it."""
        return self._traces.get(name, "") + self._traces.get(slug, "")

    def _is_to_be_looked_at(self, slug: str, name: str) -> bool:
        before = self._before(slug)
        if before.planned and self._common.online:
            return True
        seen = self._traces_of(slug, name) + drafts.traces_of_named(self._folder, before.named)
        return bool(why_look(before, seen, self._parts, self._records.lost, self._common.now))
