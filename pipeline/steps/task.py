"""A task: one post on its way from its file into the show's next site, in any process. Its result is small, however long the post."""

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.content.recording import Recording
from pipeline.content.refusal import Refusal
from pipeline.edge import fetch, files, material
from pipeline.keep import traces
from pipeline.steps import drafts
from pipeline.steps.attach import Had, attach
from pipeline.steps.common import Common
from pipeline.steps.entry import Entry
from pipeline.steps.outlook import outlook
from pipeline.steps.produce import produce

if TYPE_CHECKING:
    from pipeline.edge.enclosure import Upload


class Task(NamedTuple):
    """A post to be looked at, whose file is at `place`. `left` are the traces of the file and its folder, taken before it is read.

    `before` is the entry of the last run, `lost` those of its files that the site has lost. `answer` is what YouTube has answered in this
    run; if it has to be asked first, the result is a question. `had` is given if the episode's new sound could not be carried to the store.
    """

    place: str  # a `Path` takes five times as much memory, and all tasks of a run exist at once
    left: str
    before: Entry
    lost: frozenset[str]
    common: Common
    answer: Recording | Refusal | None = None
    had: Had | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled with its place as a `Path`, which `pipeline.edge.pickled` adapts to a machine where the show's folder is elsewhere."""
        return _arrived, (self.path, *self[1:])

    @property
    def path(self) -> Path:
        return Path(self.place)

    @property
    def is_slow(self) -> bool:
        """Whether sound and words have to be worked through: the episode was not made yet, or its recording has changed."""
        recorded = {line for line in self.left.splitlines() if not line.startswith(f"{self.path.name}\t")}
        return bool(recorded or self.answer) and (self.before.made is None or not recorded <= set(self.before.traces.splitlines()))

    @property
    def needs(self) -> Iterator[Path]:
        """The files that the task reads, for a machine that has none of them."""
        common, folder = self.common, self.path.with_suffix("")
        names = drafts.named(drafts.draft(self.path, common.show))
        yield self.path
        yield from (folder / name for name in files.tree(folder))
        yield from (path for name in names if material.allowed(path := self.path.parent / name, folder) and path.is_file())
        yield from (*common.pictures.values(), *(path for _, path in common.portraits))
        yield from common.kept.glob(f"{folder.name}.*")
        yield from (path for name in (self.before.made.files if self.before.made else ()) if (path := common.site.beside / name).is_file())


def _arrived(path: Path, *rest: Any) -> Task:
    return Task(str(path), *rest)


class Result(NamedTuple):
    """What has become of a post, or what YouTube has to be asked about it first.

    `told` are the changed parts of what the show tells of the episode, if it was made. `upload` has to be carried to the show's store;
    `reasons` say what was made and why.
    """

    entry: Entry
    told: Mapping[str, bytes] | None = None
    upload: "Upload | None" = None
    reasons: tuple[str, ...] = ()
    question: fetch.Request | None = None


def perform(task: Task) -> Result:
    """Look at a post and make its episode, if it has to be made."""
    common, path = task.common, task.path
    draft = drafts.draft(path, common.show)
    answer, names = task.answer, drafts.named(draft)
    seen = task.left + drafts.traces_of_named(path.parent, names)
    if answer is None and draft.usable and not draft.usable.draft:
        request = drafts.request(draft, draft.usable, common.show, doubted=_doubted(seen, task.before, draft.slug))
        answer = (
            fetch.at_hand(request, draft.beside, common.now, asks=common.asks_youtube)
            if common.asks
            else fetch.foreseen(request, draft.beside, common.now, asks=common.asks_youtube)
        )
        if answer is None and common.asks:
            return Result(task.before, question=request)
    ahead = outlook(draft, answer, task.before, common, lost=task.lost, had=task.had)
    known = common.asks or seen == task.before.traces  # a plan records nothing, so the next publish has to look at what is new to it
    entry = ahead.entry._replace(named=names, traces=seen if known and traces.are_settled(seen, common.now.timestamp()) else "")
    if ahead.work is None:
        return Result(entry)
    if entry.waiting:
        early = attach(ahead.work)
        told = tuple(one.as_warning for one in early.problems)
        is_there = early.final and early.upload is None
        entry = entry._replace(problems=(*entry.problems, *told), settled=entry.settled and is_there)
        return Result(entry, upload=early.upload, reasons=tuple(ahead.work.workshop.reasons))
    product = produce(ahead.work)
    entry = entry._replace(
        made=product.made or entry.made,
        problems=(*entry.problems, *product.problems),
        failed=product.made is None,
        settled=product.settled and ahead.work.recording.complete,
    )
    return Result(entry, product.told, product.upload, (f"{draft.slug}: {ahead.why}", *product.reasons))


def _doubted(seen: str, before: Entry, slug: str) -> frozenset[str]:
    """The names, relative to the episode's folder, of files whose traces were not seen in the last run: they may have changed."""
    known, inside = set(before.traces.splitlines()), f"{slug}/"
    names = (posixpath.normpath(line.partition("\t")[0]) for line in seen.splitlines() if line not in known)
    return frozenset(name.removeprefix(inside) if name.startswith(inside) else f"../{name}" for name in names)
