"""Carries sound into a show's store, before the feed names it."""

from pathlib import Path

from pipeline.content.problem import Problem
from pipeline.content.recording import Enclosure
from pipeline.content.trouble import Trouble
from pipeline.derive.earlier import guard
from pipeline.edge import layout
from pipeline.run import Watcher
from pipeline.steps.built import Built
from pipeline.steps.past import Served


def carry(root: Path, built: Built, watcher: Watcher) -> tuple[dict[str, Served], tuple[Problem, ...]]:
    """Upload new sound to the show's store and check that listeners can get it. What has arrived is recorded below `root`.

    The first result is by slug what the store serves instead, where that is not what the site says; the problems say why.
    """
    if built.store is None:
        return {}, ()
    from pipeline.edge import enclosure  # noqa: PLC0415 - most publishes carry nothing

    watcher.began("uploading", len(built.uploads))
    taken = _taken(built)
    arrived = enclosure.carry(
        [upload for slug, upload in built.uploads.items() if slug not in taken],
        built.store,
        lambda slug, done, total: watcher.doing("uploading", f"{slug}: {done * 100 // max(total, 1)}%"),
        lambda slug: watcher.ended("uploading", slug),
    )
    served, problems = {}, []
    for slug, answer in {**taken, **arrived}.items():
        upload = built.uploads[slug]
        if not isinstance(answer, Enclosure):
            problem = enclosure.problem(answer, upload.path, upload.known)
            problems.append(problem.as_warning if built.entries[slug].waiting else problem)
            served[slug] = Served(upload.known)
            continue
        enclosure.note(root / layout.EPISODES / slug, answer)
        if answer != upload.enclosure:
            served[slug] = Served(answer)
    return served, tuple(problems)


def _taken(built: Built) -> dict[str, Trouble]:
    """By slug, the uploads that would replace the sound of another episode, whose address apps know."""
    owners = {made.enclosure.address: slug for slug, made in built.episodes.items() if made.enclosure}
    taken = {}
    for slug, upload in built.uploads.items():
        address = upload.enclosure.address
        if (owner := owners.setdefault(address, slug)) != slug:
            taken[slug] = Trouble(f"its sound would replace that of `{owner}`, {address}", guard.OTHER_SOUND, stops=False)
    return taken
