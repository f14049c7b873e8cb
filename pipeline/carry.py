"""Sound on its way into a show's store, before the feed names it."""

from dataclasses import replace
from pathlib import Path

from pipeline.content.recording import Enclosure
from pipeline.edge import enclosure
from pipeline.run import Watcher
from pipeline.stages import Built, generate


def carry(root: Path, built: Built, watcher: Watcher) -> Built:
    """Put new sound into the show's store and look at it as listeners do; the site that then is true, which is the same where all went well.

    An episode whose sound could not be carried keeps the one that listeners have, and is left out where they have none.
    """
    uploads = {slug: one.upload for slug, one in built.made.items() if one.upload}
    if built.place is None or not uploads:
        return built
    watcher.began("uploading", len(uploads))
    answers = enclosure.carry(
        uploads.values(),
        built.place,
        lambda slug, done, total: watcher.doing("uploading", f"{slug}: {done * 100 // max(total, 1)} %"),
        lambda slug: watcher.ended("uploading", slug),
    )
    made, problems = dict(built.made), []
    for slug, answer in answers.items():
        known = uploads[slug].known
        if isinstance(answer, Enclosure):
            enclosure.note(root / "episodes" / slug, answer)
        else:
            problems.append(enclosure.problem(answer, f"episodes/{slug}.md", known))
        made[slug] = made[slug].announcing(answer if isinstance(answer, Enclosure) else known)
    if all(made[slug].enclosure == built.made[slug].enclosure for slug in answers):
        return built
    kept = tuple(one for one in made.values() if one.episode)
    lost = tuple(slug for slug in answers if not made[slug].episode)
    return replace(
        built,
        site=generate(built.show, kept, built.pictures, built.portraits),
        made=made,
        failed=(*built.failed, *lost),
        problems=(*built.problems, *problems),
    )
