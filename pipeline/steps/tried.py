"""The shows of feed files, with their own templates tried out."""

from pathlib import Path

from pipeline.content.problem import Place, Problem
from pipeline.content.show import Show
from pipeline.keep import program
from pipeline.keep.workshop import Workshop, fingerprint, recipe
from pipeline.steps import drafts

_TRIAL = ".trial"  # cannot be a post's name


def shows(root: Path) -> tuple[tuple[Show | None, tuple[Problem, ...]], ...]:
    """Every feed file: the show, if it can be read, and the problems in it and in the templates in the folder of its name."""
    found = drafts.shows(root)
    first = {show.url: show for show, _ in reversed(found) if show}
    return tuple(
        (show, (*problems, *_alike(show, first[show.url]), *_faults(root, show)) if show else problems) for show, problems in found
    )


def _alike(show: Show, first: Show) -> tuple[Problem, ...]:
    what = f"the same `url` as in {first.path}: two shows cannot have the same address"
    return () if show is first else (Problem(Place(show.path), what, "correct the one that is wrong"),)


def _faults(root: Path, show: Show) -> tuple[Problem, ...]:
    """What is wrong with a show's own templates. If the show has been built before, they are tried only once for each state."""
    if not show.templates:
        return ()
    folder = root / ".pipeline" / show.name
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
