"""Verbs that look at one thing and change nothing: `inspect` and `align` at a post, `doctor` at the machine."""

import os
from datetime import datetime
from pathlib import Path

from pipeline.content import inspection
from pipeline.content.problem import errors
from pipeline.derive.align import align as aligned
from pipeline.derive.align import report
from pipeline.edge import doctor as health
from pipeline.edge import recordings, settings
from pipeline.steps import drafts, shows, timed
from pipeline.steps.drafts import Draft
from pipeline.verbs.report import Report


def inspect(path: Path, root: Path, *, as_json: bool) -> tuple[str, bool]:
    """What was read from one post, as text; and whether it can be published as far as that goes."""
    draft = _draft(path, root)
    recording = recordings.on_record(draft.folder)
    if as_json:
        text = inspection.to_json(draft.post, draft.problems, draft.slug, recording)
    else:
        text = inspection.to_table(draft.post, draft.problems, recording)
    return text, not errors(draft.problems)


def align(path: Path, captions: Path, root: Path, *, as_json: bool) -> Report:
    """The time of each heading and turn of a post in a captions file; nothing is recorded."""
    draft = _draft(path, root)
    words, damage = timed.read_captions(captions, str(captions))
    if draft.post is None or words is None:
        return Report((report.NOTHING,) if as_json else (), (*draft.problems, *damage))
    alignment = aligned(draft.post, words)
    render = report.to_json if as_json else report.to_table
    return Report((render(draft.post, alignment),), (*damage, *alignment.problems))


def doctor(root: Path, now: datetime) -> tuple[Report, bool]:
    """What the show needs on this machine and its state; and whether nothing that is needed is missing or broken.

    The network is not used.
    """
    how, problems = settings.read(root, os.environ)
    findings = health.examine(how, os.environ, now, root, [show for show, _ in shows.read(root) if show])
    healthy = not any(finding.state in (health.State.MISSING, health.State.BROKEN) for finding in findings)
    return Report(tuple(map(str, findings)), problems), healthy


def _draft(path: Path, root: Path) -> Draft:
    """A post, given its path, slug or folder, read as it would be for the first show in `root`, if there is one."""
    show, _ = shows.first(root)
    if not path.is_file():
        path = drafts.by_slug(root).get(path.name, path)
    return drafts.draft(path, show, str(path))
