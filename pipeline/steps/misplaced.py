"""What a person meant to be read and that is not."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.content import recording
from pipeline.content.problem import Place, Problem, Severity
from pipeline.edge import fetch, files
from pipeline.edge.material import POST_TYPES
from pipeline.steps.drafts import FEED_TYPES, FOLDER, names

_TEXTS = (".txt", ".docx", ".odt", ".rtf", ".html")  # in which editors and word processors save what was meant as a post


def misplaced(root: Path) -> tuple[Problem, ...]:
    """Warnings about posts in subfolders, about folders without a post, and about posts and feed files with other suffixes."""
    return (
        *_below(root),
        *_orphaned(root),
        *_otherwise(root, FOLDER, "posts", POST_TYPES, _TEXTS),
        *_otherwise(root, "feeds", "feed files", FEED_TYPES),
    )


def _below(root: Path) -> Iterator[Problem]:
    """Posts in subfolders, as blogs sort them by year or keep them with their pictures. The folder of a post may contain anything."""
    posts = {name.rpartition(".")[0] for name in names(root)}
    below = (path for path in files.tree(root / FOLDER) if len(path.parts) > 1 and path.parts[0] not in posts)
    return (_misplaced(path) for path in below if path.suffix in POST_TYPES and not any(part[0] in "._" for part in path.parts))


def _orphaned(root: Path) -> Iterator[Problem]:
    """Folders with the record of a post that is not there, because it was renamed or deleted without its folder."""
    for name in fetch.orphans(root / FOLDER):
        message = f"there is no post {FOLDER}/{name}{POST_TYPES[0]}, so this folder is not used"
        hint = "if the post was renamed, rename the folder too; if it was deleted, delete the folder"
        yield Problem(Place(f"{FOLDER}/{name}/{recording.FILE}"), message, hint, Severity.WARNING)


def _otherwise(root: Path, folder: str, what: str, types: tuple[str, ...], also: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Files with a suffix as an editor or system writes it (`ada.md.txt`, `ADA.MD`), and those with a suffix in `also`."""
    for name in files.names(root / folder, ("",)):
        stem, _, ending = name.lower().removesuffix(".txt").rpartition(".")
        is_meant = (stem and f".{ending}" in types) or name.lower().endswith(also)
        if is_meant and name[0] != "_" and not name.endswith(types):
            message = f"the names of {what} end in {types[0]}, so this file is not read"
            right = f"{folder}/{name[: len(stem) or name.rindex('.')]}{types[0]}"
            hint = f"save it as Markdown in {right}" if also else f"rename it to {right}"
            yield Problem(Place(f"{folder}/{name}"), message, hint, Severity.WARNING)


def _misplaced(path: Path) -> Problem:
    name = path.parent.name if path.stem == "index" else path.stem
    message = f"posts must be directly in {FOLDER}/, so this file is not read"
    return Problem(Place(f"{FOLDER}/{path.as_posix()}"), message, f"move it to {FOLDER}/{name}{path.suffix}", Severity.WARNING)
