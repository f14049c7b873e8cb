"""A task: one post on its way from its file into the show's next site, in any process. Its result is small, however long the post."""

import posixpath
from collections.abc import Iterator, Mapping
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.content.recording import Recording
from pipeline.content.refusal import Refusal
from pipeline.edge import files, material, offline
from pipeline.keep import traces
from pipeline.steps import answers, drafts
from pipeline.steps.attach import attach
from pipeline.steps.common import Common
from pipeline.steps.drafts import Draft
from pipeline.steps.entry import Entry
from pipeline.steps.outlook import outlook
from pipeline.steps.past import Past
from pipeline.steps.produce import produce
from pipeline.steps.work import Work

if TYPE_CHECKING:
    from pipeline.edge.enclosure import Upload


class Task(NamedTuple):
    """A post to be looked at, whose file is at `place`. `traces` are those of the file and its folder, taken before it is read.

    `answer` is what YouTube has answered in this run; if it has to be asked first, the result is a request.
    """

    place: str  # a `Path` takes five times as much memory, and all tasks of a run exist at once
    traces: str
    past: Past
    common: Common
    answer: Recording | Refusal | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled with its place as a `Path`, which `pipeline.edge.pickled` adapts to a machine where the show's folder is elsewhere."""
        return _arrived, (self.path, *self[1:])

    @property
    def path(self) -> Path:
        return Path(self.place)

    @property
    def is_slow(self) -> bool:
        """Whether sound and words have to be worked through: the episode was not made yet, or its recording has changed."""
        recorded = {line for line in self.traces.splitlines() if not line.startswith(f"{self.path.name}\t")}
        before = self.past.entry
        return bool(recorded or self.answer) and (before.made is None or not recorded <= set(before.traces.splitlines()))

    @property
    def needs(self) -> Iterator[Path]:
        """The files that the task reads, for a machine that has none of them."""
        common, folder = self.common, self.path.with_suffix("")
        names = drafts.named(drafts.draft(self.path, common.show))
        yield self.path
        yield from (folder / name for name in files.tree(folder))
        yield from (path for name in names if material.allowed(path := self.path.parent / name, folder) and path.is_file())
        yield from common.pictures.values()
        yield from common.kept.glob(f"{escape(folder.name)}.*")
        made = self.past.entry.made.files if self.past.entry.made else ()
        yield from (path for name in made if (path := common.site.beside / name).is_file())


def _arrived(path: Path, *rest: Any) -> Task:
    return Task(str(path), *rest)


class Result(NamedTuple):
    """What has become of a post, or the request to YouTube that has to come first.

    `excerpts` are those of the episode that have changed, if it was made. `upload` has to be carried to the show's store; `reasons` say
    what was made and why.
    """

    entry: Entry
    excerpts: Mapping[str, bytes] | None = None
    upload: "Upload | None" = None
    reasons: tuple[str, ...] = ()
    request: offline.Request | None = None


def perform(task: Task) -> Result:
    """Look at a post and make its episode, if it has to be made."""
    common, path, before = task.common, task.path, task.past.entry
    draft = drafts.draft(path, common.show)
    names = drafts.named(draft)
    seen = task.traces + drafts.traces_of_named(path.parent, names)
    answer = _answer(task, draft, seen)
    if isinstance(answer, offline.Request):
        return Result(before, request=answer)
    ahead = outlook(draft, answer, task.past, common)
    planned = not common.online and (before.planned or seen != before.traces)
    found = seen if traces.are_settled(seen, common.now.timestamp()) else ""
    entry = ahead.entry._replace(named=names, traces=found, planned=planned)
    if ahead.work is None:
        return Result(entry)
    return _made_ahead(entry, ahead.work) if entry.waiting else _made(entry, ahead.work, ahead.why)


def _answer(task: Task, draft: Draft, seen: str) -> Recording | Refusal | offline.Request | None:
    """What is known of a post's video, or what YouTube has to be asked first.

    None if the post needs no answer, and in a plan also if nothing is known yet. `seen` are the traces of all files of the post.
    """
    common, post = task.common, draft.usable
    if task.answer is not None or post is None or post.draft or not drafts.is_selected(post, common.show):
        return task.answer
    request = answers.request(draft, post, common.show, doubted=_doubted(seen, task.past.entry, draft.slug))
    find = offline.at_hand if common.online else offline.foreseen
    answer = find(request, draft.beside, common.now, asks=common.fetches)
    return request if answer is None and common.online else answer


def _made(entry: Entry, work: Work, why: str) -> Result:
    """The episode is made; where that fails, it stays as its entry says. `why` is the reason to make it."""
    product = produce(work)
    entry = entry._replace(
        made=product.made or entry.made,
        problems=(*entry.problems, *product.problems),
        failed=product.made is None,
        settled=product.settled and work.recording.complete,
    )
    return Result(entry, product.excerpts, product.upload, (f"{work.post.slug}: {why}", *product.reasons))


def _made_ahead(entry: Entry, work: Work) -> Result:
    """The sound of an episode that waits is made, so that it can be carried to the store; its problems are not urgent yet."""
    attached = attach(work)
    is_there = attached.final and attached.upload is None
    problems = (*entry.problems, *(problem.as_warning for problem in attached.problems))
    entry = entry._replace(problems=problems, settled=entry.settled and is_there)
    return Result(entry, upload=attached.upload, reasons=tuple(work.workshop.reasons))


def _doubted(seen: str, before: Entry, slug: str) -> frozenset[str]:
    """The names, relative to the episode's folder, of files whose traces the last run that recorded has not seen: they may have changed."""
    known = set[str]() if before.planned else set(before.traces.splitlines())
    inside = f"{slug}/"
    names = (posixpath.normpath(line.partition("\t")[0]) for line in seen.splitlines() if line not in known)
    return frozenset(name.removeprefix(inside) if name.startswith(inside) else f"../{name}" for name in names)
