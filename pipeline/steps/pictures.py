"""The show's own pictures, as they lie beside the feed file: its cover, and those of its people."""

from pathlib import Path

from pipeline.content import web, yamltext
from pipeline.content.problem import Place, Problem, Severity, errors
from pipeline.content.show import Show
from pipeline.derive import places
from pipeline.edge import files
from pipeline.keep.workshop import Workshop
from pipeline.steps import prepare

PORTRAIT_TYPES = (".jpg", ".jpeg", ".png", ".webp")
PLACED = {"cover": places.SHOW_COVER, "card": places.SHOW_CARD, "icon": places.SHOW_ICON}  # what is made of the cover, in the site


def own_cover(root: Path, show: Show, workshop: Workshop) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The cover that the feed file names; none where there is none that can be used."""
    if show.cover is None:
        return None, ()
    try:
        source = (root / "feeds" / show.cover).read_bytes()
    except OSError:
        hint = "put the picture beside the feed file, or leave `cover` out to have one drawn"
        return None, (Problem(_place(root, show, "cover"), f"`cover: {show.cover}` is not there", hint),)
    problems = prepare.blemishes(".show", source, Place(show.path), workshop)
    if problems:
        place = _place(root, show, "cover")
        problems = tuple(problem._replace(place=place) for problem in problems)
    return (None if errors(problems) else source), problems


def _place(root: Path, show: Show, key: str) -> Place:
    """Where a key stands in the feed file: a show does not tell, for to move a line changes nothing of it."""
    table, _ = yamltext.read((root / show.path).read_text("utf-8-sig", "replace"), show.path)
    return Place(show.path, table.lines.get(key, 1))


def portraits(root: Path, show: Show, workshop: Workshop) -> tuple[Show, dict[str, Path], tuple[Problem, ...]]:
    """The pictures of people that lie beside the feed file, by their place in the site; the show does not name those that cannot be used.

    They are copied: what lies in a site is never written in place, and a host may do that with a picture.
    """
    found: dict[str, Path] = {}
    people, problems = [], []
    for person in show.people:
        name = person.image if person.image and not web.address(person.image) else None
        source, place = root / "feeds" / (name or ""), places.asset(name or "")
        if name and source.is_file() and source.suffix.lower() in PORTRAIT_TYPES and place not in PLACED.values():
            found[place] = workshop.path(f".portraits/{name}")
            if not files.same(str(found[place]), data := source.read_bytes()):
                files.write(found[place], data)
        elif name:
            hint = f"put a picture ({', '.join(PORTRAIT_TYPES)}) of another name beside the feed file, or leave `image` out"
            problems.append(Problem(Place(show.path), f"`image: {name}` of {person.name} cannot be used", hint, Severity.WARNING))
        people.append(person if name is None or place in found else person._replace(image=None))
    return show._replace(people=tuple(people)), found, tuple(problems)
