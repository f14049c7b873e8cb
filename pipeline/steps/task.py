"""A task: one post from its file to its place in the show's next site, in any process. What it finds is small, however long the post."""

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
    """A post to be looked at, which lies at `place`. `left` are the traces of its file and folder before it is read.

    `before` is what the last run came to, `lost` those of its files that the site has lost. `answer` is what YouTube has said about it in
    this run; where it is to be asked and has not been, the task ends with the question. `had` tells that its new sound could not be carried.
    """

    place: str  # a path takes five times as much memory, and all tasks of a run are there at once
    left: str
    before: Entry
    lost: frozenset[str]
    common: Common
    answer: Recording | Refusal | None = None
    had: Had | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """With its place as a path, which on a machine with another disk is another one: see `pipeline.edge.pickled`."""
        return _arrived, (self.path, *self[1:])

    @property
    def path(self) -> Path:
        return Path(self.place)

    @property
    def is_slow(self) -> bool:
        """Whether sound and words have to be worked through: of an episode that is not made yet, or is recorded otherwise than before."""
        recorded = {line for line in self.left.splitlines() if not line.startswith(f"{self.path.name}\t")}
        return bool(recorded or self.answer) and (self.before.made is None or not recorded <= set(self.before.traces.splitlines()))

    @property
    def needs(self) -> Iterator[Path]:
        """The files that it reads, for a machine that has none of them."""
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
    """What has become of a post, or what YouTube is to be asked about it first.

    `told` is given where the episode was made anew, as far as it tells something else. `upload` has to be carried to the show's store;
    `reasons` say what was made and why.
    """

    entry: Entry
    told: Mapping[str, bytes] | None = None
    upload: "Upload | None" = None
    reasons: tuple[str, ...] = ()
    question: fetch.Request | None = None


def perform(task: Task) -> Result:
    """Look at a post and make its episode, if it is to be made."""
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
    known = common.asks or seen == task.before.traces  # a plan records nothing: what is new to it is looked at again
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
    """The files that have left these traces and are not known to be those of before, by their names as seen from the episode's folder."""
    known, inside = set(before.traces.splitlines()), f"{slug}/"
    names = (posixpath.normpath(line.partition("\t")[0]) for line in seen.splitlines() if line not in known)
    return frozenset(name.removeprefix(inside) if name.startswith(inside) else f"../{name}" for name in names)
