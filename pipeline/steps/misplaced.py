"""Files that a person meant to be read and that are not: their names or folders are wrong, or another file has the same address."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.content.problem import Place, Problem, Severity
from pipeline.derive.packaged import ASSETS, TEMPLATES
from pipeline.edge import files, layout, recordings
from pipeline.edge.material import POST_TYPES, SAID
from pipeline.steps import shows
from pipeline.steps.collisions import repeated
from pipeline.steps.drafts import names

_TEXTS = (".txt", ".docx", ".odt", ".rtf", ".html")  # in which editors and word processors save what was meant as a post


def misplaced(root: Path) -> tuple[Problem, ...]:
    """Warnings about posts in subfolders, folders without a post or a feed file, other suffixes, and names that are too alike."""
    return (
        *_in_subfolders(root),
        *_orphaned(root),
        *_alike_but_for_capitals(root),
        *_otherwise_suffixed(root, layout.EPISODES, "posts", POST_TYPES, _TEXTS),
        *_otherwise_suffixed(root, layout.FEEDS, "feed files", shows.TYPES),
        *_templates_of_none(root),
        *_captions_outside(root),
    )


def doubled(root: Path) -> tuple[Problem, ...]:
    """Files whose names differ only in their suffix: they would have the same address, and one of them would be ignored silently."""
    folders = {layout.EPISODES: names(root), layout.FEEDS: files.names(root / layout.FEEDS, shows.TYPES)}
    return tuple(problem for folder, found in folders.items() for problem in _same_stems(folder, found))


def _same_stems(folder: str, names: Iterable[str]) -> Iterator[Problem]:
    for name, other in repeated(names, _stem):
        message = f"{other} beside it has the same name, and so the same address"
        yield Problem(Place(f"{folder}/{name}"), message, "rename or delete one of the two")


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def _in_subfolders(root: Path) -> Iterator[Problem]:
    """Posts in subfolders, as blogs sort them by year or keep them with their pictures. The folder of a post may contain anything."""
    posts = set(map(_stem, names(root)))
    below = (path for path in files.tree(root / layout.EPISODES) if len(path.parts) > 1 and path.parts[0] not in posts)
    return (_in_subfolder(root, path) for path in below if path.suffix in POST_TYPES and not any(part[0] in "._" for part in path.parts))


def _in_subfolder(root: Path, path: Path) -> Problem:
    """The warning about the post at `path`, which is relative to the posts' folder. What lies beside it has to move with it."""
    own = path.parent if path.stem == "index" else path.with_suffix("")
    right = f"{layout.EPISODES}/{own.name}"
    moves = len(own.parts) > 1 and (root / layout.EPISODES / own).is_dir()
    hint = f"move it to {right}{path.suffix}" + (f", and its folder {layout.EPISODES}/{own.as_posix()} to {right}" if moves else "")
    message = f"posts must be directly in {layout.EPISODES}/, so this file is not read"
    return Problem(Place(f"{layout.EPISODES}/{path.as_posix()}"), message, hint, Severity.WARNING)


def _orphaned(root: Path) -> Iterator[Problem]:
    """Folders of posts that are not there, because they were renamed or deleted without them."""
    orphans = (name for name in recordings.orphans(root / layout.EPISODES) if not files.names(root / layout.EPISODES / name, POST_TYPES))
    for name in orphans:  # where a post is inside, that is told
        message = f"there is no post {layout.EPISODES}/{name}{POST_TYPES[0]}, so this folder is not used"
        hint = "if the post was renamed, rename the folder too; if it was deleted, delete the folder"
        yield Problem(Place(f"{layout.EPISODES}/{name}"), message, hint, Severity.WARNING)


def _captions_outside(root: Path) -> Iterator[Problem]:
    """Captions that are not in the folder of their post, but beside it."""
    posts = set(map(_stem, names(root)))
    for name in files.names(root / layout.EPISODES, ("",)):
        slug = next((slug for slug in (_stem(name), _stem(_stem(name))) if slug in posts), None)  # the second one with a language
        if slug and name.lower().endswith(SAID):
            right = f"captions{name.removeprefix(slug).lower()}"
            message = "captions must be in the folder of their post, so this file is not read"
            yield Problem(Place(f"{layout.EPISODES}/{name}"), message, f"move it to {layout.EPISODES}/{slug}/{right}", Severity.WARNING)


def _templates_of_none(root: Path) -> Iterator[Problem]:
    """Folders with templates beside the feed files, none of which has the folder's name."""
    feeds = root / layout.FEEDS
    shown = set(map(_stem, files.names(feeds, shows.TYPES)))
    for name in files.names(feeds, ("",)):
        if name not in shown and {*TEMPLATES, *ASSETS} & set(files.names(feeds / name, ("",))):
            message = f"there is no feed file {layout.FEEDS}/{name}{shows.TYPES[0]}, so the templates in this folder are not used"
            yield Problem(Place(f"{layout.FEEDS}/{name}"), message, "name the folder like the feed file", Severity.WARNING)


def _alike_but_for_capitals(root: Path) -> Iterator[Problem]:
    """Posts whose names differ only in capitals: a clone or a web server on macOS or Windows would have only one of them."""
    for name, other in repeated(names(root), lambda name: _stem(name).lower()):
        if _stem(name) != _stem(other):
            message = (
                f"its name differs from `{_stem(other)}` only in capitals: on macOS and Windows, one of the two would replace the other"
            )
            yield Problem(Place(f"{layout.EPISODES}/{name}"), message, "rename one of the posts, and its folder", Severity.WARNING)


def _otherwise_suffixed(root: Path, folder: str, what: str, types: tuple[str, ...], also: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Files with a suffix as an editor or system writes it (`ada.md.txt`, `ADA.MD`), and those with a suffix in `also`."""
    endings = (*(f"{one}.txt" for one in types), *types, *also)
    for name in files.names(root / folder, ("",)):
        ending = next(filter(name.lower().endswith, endings), "")
        if ending and name[0] != "_" and not name.endswith(types):
            message = f"the names of {what} end in {types[0]}, so this file is not read"
            right = f"{folder}/{name[: -len(ending)]}{types[0]}"
            hint = f"save it as Markdown in {right}" if also else f"rename it to {right}"
            yield Problem(Place(f"{folder}/{name}"), message, hint, Severity.WARNING)
