"""The shows that can be published: feed files that can be read, with templates of their own that have been tried."""

from pathlib import Path

from pipeline.content.problem import Problem
from pipeline.content.show import Show
from pipeline.keep import program
from pipeline.keep.workshop import Workshop, fingerprint, recipe
from pipeline.steps import drafts

_TRIAL = ".trial"  # no post is called so


def shows(root: Path) -> tuple[tuple[Show | None, tuple[Problem, ...]], ...]:
    """Every feed file: its show, None where it cannot be published, and what is wrong with it and with the templates in the folder of its name."""
    return tuple(_tried(root, show, problems) for show, problems in drafts.shows(root))


def _tried(root: Path, show: Show | None, problems: tuple[Problem, ...]) -> tuple[Show | None, tuple[Problem, ...]]:
    faults = _faults(show, root / ".pipeline" / show.name) if show and show.templates else ()
    return None if faults else show, (*problems, *faults)


def _faults(show: Show, folder: Path) -> tuple[Problem, ...]:
    """What is wrong with a show's own templates, found out once for each state of them where the show has been built before."""
    workshop = Workshop(folder) if folder.is_dir() else None
    parts = {"its templates": fingerprint(repr(show)), "this program": fingerprint(recipe("content/show", "derive"), program.versions())}
    found = workshop.kept(_TRIAL, parts) if workshop else None
    if isinstance(found, tuple):
        return found
    from pipeline.derive import trial  # noqa: PLC0415 - it loads the template engine, and few shows have templates of their own

    faults = tuple(trial.problems(show))
    if workshop:
        workshop.keep(_TRIAL, parts, faults)
    return faults
