"""The pipeline on one page: extract -> fetch -> attach -> generate. What has not changed since the last run is neither read nor made."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.content.recording import Recording
from pipeline.content.refusal import Refusal
from pipeline.content.show import Show
from pipeline.derive import places
from pipeline.derive.earlier.published import PublishedPage
from pipeline.edge import fetch, files, layout
from pipeline.edge.offline import Request
from pipeline.edge.settings import Settings
from pipeline.keep import workshop
from pipeline.keep.site import Site
from pipeline.keep.sources import Sources
from pipeline.run import WORTH_PROCESSES, Watcher, Workers, each
from pipeline.steps import drafts, produce, releases
from pipeline.steps.agenda import Agenda
from pipeline.steps.built import Built
from pipeline.steps.common import Common, common
from pipeline.steps.overview import generate
from pipeline.steps.past import Served
from pipeline.steps.records import Records, resilient, version
from pipeline.steps.staff import Staff
from pipeline.steps.task import Result, Task, perform

if TYPE_CHECKING:
    from pipeline.cluster import Cluster


def session(settings: Settings, now: datetime, watcher: Watcher) -> fetch.Session:
    """What asks YouTube in this run; it tells the watcher what it does."""
    return fetch.Session(settings, now, lambda step: watcher.doing("recording", str(step)))


def workers(root: Path, sources: Sources | None) -> Workers:
    """What runs work on this machine. If many episodes are going to be made, as by a new version of the program, its processes start at once.

    They have to be forked before there is a lock or a thread.
    """
    begun = Workers()
    if (
        sources
        and len(sources.episodes) >= 2 * WORTH_PROCESSES  # a post and a folder for each
        and not sources.sealed
        and sources.program not in releases.programs(root)
    ):
        produce.load()
        begun.begin()
    return begun


@resilient
def build(
    root: Path,
    show: Show,
    session: fetch.Session,
    staff: Staff,
    *,
    sources: Sources | None = None,
    online: bool = True,
    served: Mapping[str, Served] | None = None,
) -> Built:
    """Run all stages for one show. An episode that was built before and cannot be built now stays as it was.

    `sources` are the traces of what people wrote, if they have been looked at already. If not `online`, neither YouTube nor the store
    is asked and nothing is recorded. `served` is by slug what the store serves of episodes whose new sound could not be carried to it.
    """
    kept, sources = workshop.kept_folder(root, show.name), sources or Sources(str(root)).whole()
    site = Site(root / layout.PUBLIC / show.name, kept / layout.SITE)
    with Records(kept / layout.RECORDS, site, partial(sources.files, show.name), sources.mark(show.name)) as records:
        records.version = version(sources.program, records.version)
        shared = common(root, show, site, records.version.digest, settings=session.settings, now=session.now, online=online)
        staff = staff._replace(crew=staff.crew.by_way_of(shared.store)) if staff.crew else staff
        tasks = extract(root, shared, records, served or {}, sources.episodes)
        with staff.workers:  # which end here: what comes now takes memory of its own
            results = attach(tasks, records, staff)
            answers = record((one.request for one in results.values() if one.request), session, staff.watcher, staff.crew)
            answered = {slug: tasks[slug]._replace(answer=answer) for slug, answer in answers.items()}
            results |= attach(answered, records, staff)
            reasons = generate(shared, records, staff.workers)
        built = _built(site, shared, records, results, reasons)
    return built._replace(problems=(*built.problems, *built.empty, *built.uneven))


def extract(root: Path, shared: Common, records: Records, served: Mapping[str, Served], traces: Mapping[str, str]) -> Agenda:
    """The posts that may have changed since the last run, by slug, as tasks. The entries of posts that are gone are dropped."""
    folder = root / layout.EPISODES
    posts = {files.legible(name.rpartition(".")[0]): name for name in drafts.names(root)}
    records.drop(records.entries.keys() - posts.keys())
    return Agenda(folder, posts, traces, records, shared, served=served)


def record(
    requests: Iterable[Request], session: fetch.Session, watcher: Watcher, crew: "Cluster | None" = None
) -> dict[str, Recording | Refusal]:
    """Ask YouTube for what is missing, one episode after the other, until it refuses to answer at all.

    A crew asks from each of its machines.
    """
    wanted = tuple(requests)
    if crew and session.settings.fetch:
        _record_remotely([one for one in wanted if session.lacks(one)], session, watcher, crew)
        return {one.slug: session.fetch(one) for one in wanted}
    if wanted:
        watcher.began("recording", len(wanted))
    answers = {}
    for request in wanted:
        answers[request.slug] = session.fetch(request)
        watcher.ended("recording", request.slug)
    return answers


def _record_remotely(requests: Iterable[Request], session: fetch.Session, watcher: Watcher, crew: "Cluster") -> None:
    """Have the machines of a crew ask YouTube, each about one episode at a time; the session takes over their answers."""
    from pipeline.steps import remote  # noqa: PLC0415 - most publishes have no crew

    sent = {one.slug: remote.RemoteRequest(one, session.now) for one in requests}
    for slug, answer in each("recording", remote.record, sent, watcher, crew.one_a_host(fetch.is_barred)):
        session.learn(sent[slug].request, answer)


def attach(tasks: Mapping[str, Task], records: Records, staff: Staff) -> dict[str, Result]:
    """Make the episodes of these posts and keep an entry for each.

    Of a post that YouTube has to be asked about first, there is only the request.
    """
    watcher, workers, crew = staff
    results = {}
    there = {slug: task for slug, task in tasks.items() if task.is_slow} if crew else {}
    here = {slug: task for slug, task in tasks.items() if slug not in there} if there else tasks
    for slug, result in chain(each("attaching", perform, there, watcher, crew), each("attaching", perform, here, watcher, workers)):
        task = tasks[slug]
        entry = result.entry.interned(task.traces)
        if result.request is None:
            records.keep(slug, entry, result.excerpts)
        results[slug] = result._replace(entry=entry, excerpts=None)
    return {slug: results[slug] for slug in tasks}  # whatever came first, YouTube is asked in the order of the posts


def _built(site: Site, shared: Common, records: Records, results: Mapping[str, Result], reasons: Iterable[str]) -> Built:
    """What was built, while the records are still open. `reasons` say why files of the whole show were made."""
    held = records.files()
    feed = (PublishedPage(records.show_files[path].mark, (site.beside / path).read_bytes) for path in places.feed(held.__contains__))
    return Built(
        show=shared.show,
        site=site,
        entries=records.entries,
        files=held,
        changed=frozenset(records.changed),
        feed=tuple(feed),
        uploads={slug: one.upload for slug, one in results.items() if one.upload},
        store=shared.store,
        faults=shared.problems,
        problems=(*shared.problems, *(problem for entry in records.entries.values() for problem in entry.problems)),
        reasons=(*(reason for one in results.values() for reason in one.reasons), *reasons),
        examined=frozenset(results),
    )
