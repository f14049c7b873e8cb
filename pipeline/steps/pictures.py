"""The show's own pictures, which are files beside the feed file: its cover, and portraits of its people."""

from pathlib import Path

from pipeline.content.keys import yamltext
from pipeline.content.problem import Place, Problem, Severity, errors
from pipeline.content.show import Show
from pipeline.content.values import Table, Value
from pipeline.derive import places
from pipeline.edge import files, layout
from pipeline.keep.workshop import Workshop
from pipeline.steps import drawings

_PORTRAIT_TYPES = (".jpg", ".jpeg", ".png", ".webp")
_USABLE = f" ({', '.join(_PORTRAIT_TYPES)}) of another name"
_BEGINNINGS = (b"\xff\xd8", b"\x89PNG", b"RIFF")  # of files of these types: a link of such a name may lead to any other, with keys in it
PLACED = {"cover": places.SHOW_COVER, "card": places.SHOW_CARD, "icon": places.SHOW_ICON}  # paths in the site of what is made of the cover


def own_cover(root: Path, show: Show, workshop: Workshop) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The bytes of the cover that the feed file names, None if it names none that can be used; and the problems with it."""
    if show.cover is None:
        return None, ()
    folder = root / layout.FEEDS
    try:
        source = files.read_source(f"{folder}/{files.spelled(folder, show.cover)}")
    except OSError as error:
        what = "does not exist" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
        hint = "put the picture beside the feed file, or leave `cover` out to have one drawn"
        return None, (Problem(_place(root, show, "cover"), f"`cover: {show.cover}` {what}", hint),)
    problems = drawings.blemishes(".show", source, Place(show.path), workshop)
    if problems:
        place = _place(root, show, "cover")
        problems = tuple(problem._replace(place=place) for problem in problems)
    return (None if errors(problems) else source), problems


def _place(root: Path, show: Show, *keys: str) -> Place:
    """The line of a key in the feed file, or of one in its table. A `Show` does not know its lines, so that moving one is not a change of it."""
    value: Value = yamltext.read((root / show.path).read_text("utf-8-sig", "replace"), show.path)[0]
    line = 1
    for key in keys:
        if isinstance(value, Table) and key in value.lines:
            line, value = value.lines[key], value.entries[key]
    return Place(show.path, line)


def portraits(root: Path, show: Show, workshop: Workshop) -> tuple[Show, dict[str, Path], tuple[Problem, ...]]:
    """The portraits of people beside the feed file, by their path in the site. The returned show no longer names those that cannot be used.

    They are copied, because a host may overwrite a picture in place, and files of a site must never be written in place.
    """
    folder, found = root / layout.FEEDS, dict[str, Path]()
    people, problems = [], []
    for person in show.people:
        name = person.image_file
        data = _portrait(folder, name) if name else None
        if name and data is None:
            exists = (folder / files.spelled(folder, name)).is_file()
            problems.append(_unusable(_place(root, show, "people", person.name, "image"), person.name, name, exists=exists))
        elif name and data:
            copy = found[places.asset(name)] = workshop.path(f".portraits/{name}")
            if not files.same(str(copy), data):
                files.write(copy, data)
        people.append(person if data or name is None else person._replace(image=None))
    return show._replace(people=tuple(people)), found, tuple(problems)


def _portrait(folder: Path, name: str) -> bytes | None:
    """The bytes of a portrait in the folder of feed files; None if it cannot be used, or would take the place of the show's own pictures."""
    source = folder / files.spelled(folder, name)
    if not source.is_file() or source.suffix.lower() not in _PORTRAIT_TYPES or places.asset(name).lower() in PLACED.values():
        return None
    data = files.read_source(str(source))
    return data if data.startswith(_BEGINNINGS) else None


def _unusable(place: Place, person: str, name: str, *, exists: bool) -> Problem:
    """The warning that the portrait of a person, the file `name`, cannot be used."""
    what, of_kind = ("cannot be used", _USABLE) if exists else ("does not exist", "")
    hint = f"put a picture{of_kind} beside the feed file, or leave `image` out"
    return Problem(place, f"`image: {name}` of {person} {what}", hint, Severity.WARNING)
