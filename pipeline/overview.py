"""The show as a whole: its first page, site map, search data and feed, of what is told of each episode; made anew where that has changed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from pipeline import pictures
from pipeline.common import Common
from pipeline.derive import feed, pages, places
from pipeline.derive.card import Card, Neighbour
from pipeline.entry import Entry, Made
from pipeline.produce import renderer
from pipeline.records import Document, Records
from pipeline.workshop import fingerprint


def generate(common: Common, records: Records) -> tuple[str, ...]:
    """Have the next site tell of the episodes that it holds. Answers what was made, and why."""
    ordered = _ordered(records.entries)
    reasons = [*_introduce(common, records, ordered)]
    shown, told = fingerprint(repr(common.parts)), fingerprint(*(made.told for _, made in ordered))
    site = renderer(common.show, common.look)
    groups: Mapping[str, tuple[str, Callable[[], Iterable[tuple[str, bytes]]]]] = {
        "style and script": (fingerprint("assets", shown), site.assets),
        "overview": (fingerprint("overview", shown, told), lambda: site.overview(_cards(records, ordered))),
        "feed": (fingerprint("feed", shown, told), lambda: _feed(common, records, ordered)),
    }
    held = {path for path, source in _pictures(common).items() if _linked(records, path, source)}
    for name, (made_of, make) in groups.items():
        found = frozenset(path for path, document in records.documents.items() if document.made_of == made_of)
        if not found or (found & records.lost):
            reasons.append(f"{name}: {_why(found & records.lost)}")
            found = _made(records, made_of, make())
        held |= found
    records.discard(records.documents.keys() - held)
    return tuple(reasons)


def _why(lost: Collection[str]) -> str:
    return f"{min(lost)} is not in the site as it was written" if lost else "what it tells has changed"


def _cards(records: Records, ordered: list[tuple[str, Made]]) -> tuple[Card, ...]:
    return tuple(records.told(slug).card for slug, _ in ordered)


def _feed(common: Common, records: Records, ordered: list[tuple[str, Made]]) -> Iterable[tuple[str, bytes]]:
    return feed.documents(common.show, (records.told(slug).item for slug, _ in ordered), common.cover).items()


def _ordered(entries: Mapping[str, Entry]) -> list[tuple[str, Made]]:
    """What was made, oldest first."""
    made = ((slug, entry.made) for slug, entry in entries.items() if entry.made)
    return sorted(made, key=lambda one: (one[1].published, one[0]))


def _introduce(common: Common, records: Records, ordered: list[tuple[str, Made]]) -> Iterator[str]:
    """Have each episode's page name the one before and the one after it."""
    names = [None, *(Neighbour(slug, made.title) for slug, made in ordered), None]
    for (slug, made), older, newer in zip(ordered, names, names[2:], strict=False):
        if made.neighbours != (older, newer):
            path = places.page_file(slug)
            links = renderer(common.show, common.look).neighbours(made.language, older, newer)
            page = pages.joined((common.site.beside / path).read_bytes(), links)
            files = {**made.files, path: common.site.write(path, page, made.files[path])}
            records.keep(slug, records.entries[slug]._replace(made=made._replace(files=files, neighbours=(older, newer))))
            yield f"{slug}: the episodes before and after it changed"


def _made(records: Records, made_of: str, documents: Iterable[tuple[str, bytes]]) -> frozenset[str]:
    """Have these documents; the paths of all of them."""
    held = []
    for path, data in documents:
        before = records.documents.get(path)
        known = before.file if before and path not in records.lost else None
        records.document(path, Document(made_of, records.site.write(path, data, known)))
        held.append(path)
    return frozenset(held)


def _pictures(common: Common) -> dict[str, Path]:
    return {**dict(common.portraits), **{path: common.pictures[role] for role, path in pictures.PLACED.items()}}


def _linked(records: Records, path: str, source: Path) -> str:
    before = records.documents.get(path)
    known = before.file if before and path not in records.lost else None
    records.document(path, Document("", records.site.link(path, source, known)))
    return path
