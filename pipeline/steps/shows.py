"""Shows as they were read: each feed file with the templates in the folder of its name, and the problems in both."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.content import read_show
from pipeline.content.problem import Place, Problem, errors
from pipeline.content.show import Show
from pipeline.edge import files, layout
from pipeline.keep import program
from pipeline.keep.digests import fingerprint, source_digest
from pipeline.keep.workshop import Workshop, kept_folder
from pipeline.steps import drafts

Read = tuple[Show | None, tuple[Problem, ...]]  # what a feed file says, None if it cannot be read, and the problems in it

TYPES = (".yaml", ".yml")
NO_FEED = Problem(Place(layout.FEEDS), "there is no feed file", "write feeds/<name>.yaml with title, url and description")
_TEMPLATE_TYPES = (".html", ".css", ".js", ".svg")
_TRIAL = ".trial"  # cannot be a post's name


def read(root: Path) -> tuple[Read, ...]:
    """Every feed file, in the order of the files' names. The problems are those in the file itself."""
    return tuple(_show(path) for path in files.named(root / layout.FEEDS, TYPES))


def first(root: Path) -> Read:
    """The first show that can be read, and its problems, or those of all if none can: it stands in wherever a verb names no feed."""
    found = read(root)
    unread = tuple(problem for _, problems in found for problem in problems)
    return next(((show, problems) for show, problems in found if show), (None, unread))


def checked(root: Path) -> tuple[Read, ...]:
    """Every feed file, with the problems in the show's own templates and in addresses that two shows have in common.

    If there is no feed file, the result is a single None with the problem that says so.
    """
    found = read(root)
    if not found:
        return ((None, (NO_FEED,)),)
    shows = tuple(show for show, _ in found if show)
    return tuple((show, (*problems, *_same_address(show, shows), *_faults(root, show)) if show else problems) for show, problems in found)


def usable(root: Path) -> tuple[list[Show], tuple[Problem, ...]]:
    """The shows whose feed files have no error, and all problems. A show with an error would go out with a default for what was meant."""
    found = checked(root)
    return [show for show, wrong in found if show and not errors(wrong)], tuple(problem for _, wrong in found for problem in wrong)


def faulty(problems: Iterable[Problem]) -> list[str]:
    """The paths of the feed files with an error, each once."""
    return list(dict.fromkeys(one.place.path for one in problems if one.is_error and one.place.path.startswith(f"{layout.FEEDS}/")))


def _show(path: Path) -> Read:
    name = f"{layout.FEEDS}/{path.name}"
    try:
        show, problems = read_show.read(files.read_source(str(path)), name)
        own = files.named(path.parent / show.name, _TEMPLATE_TYPES) if show else ()
        templates = tuple((file.name, files.read_source(str(file)).decode("utf-8", "replace")) for file in own)
    except OSError as error:
        return None, (drafts.unreadable(path, name, error),)
    return show and show._replace(templates=templates), problems


def _same_address(show: Show, shows: Iterable[Show]) -> Iterator[Problem]:
    """A problem for each other show that has the same address. Both are held back: nobody but their author knows which one is wrong."""
    for other in shows:
        if other is not show and other.url == show.url:
            what = f"the same `url` as in {other.path}: two shows cannot have the same address"
            yield Problem(Place(show.path), what, "correct the one that is wrong")


def _faults(root: Path, show: Show) -> tuple[Problem, ...]:
    """What is wrong with a show's own templates. If the show has been built before, they are tried only once for each state."""
    if not show.templates:
        return ()
    folder = kept_folder(root, show.name)
    workshop = Workshop(folder) if folder.is_dir() else None
    parts = {
        "its templates": fingerprint(repr(show)),
        "this program": fingerprint(source_digest("content/show", "derive"), program.versions()),
    }
    found = workshop.kept(_TRIAL, parts) if workshop else None
    if isinstance(found, tuple):
        return found
    from pipeline.derive import trial  # noqa: PLC0415 - it loads the template engine, and few shows have templates of their own

    faults = tuple(trial.problems(show))
    if workshop:
        workshop.keep(_TRIAL, parts, faults)
    return faults
