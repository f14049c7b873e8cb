"""The show as a whole: its first page, site map, search data and feed, of what is told of each episode; made anew where that has changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pipeline.derive import feed, pages, places, search
from pipeline.derive.card import Neighbour
from pipeline.keep.workshop import fingerprint
from pipeline.steps import pictures
from pipeline.steps.common import Common
from pipeline.steps.entry import Entry, Made
from pipeline.steps.produce import renderer
from pipeline.steps.records import Document, Records


class Text(NamedTuple):
    """A document to be: `alone` is a digest of what goes into it alone, empty where that is not known."""

    path: str
    write: Callable[[], bytes]
    alone: str = ""


class Group(NamedTuple):
    """Documents that are made together: what a person calls them, a digest of all that they are made of, and what tells of them."""

    name: str
    made_of: str
    texts: Callable[[], Iterable[Text]]


def generate(common: Common, records: Records) -> tuple[str, ...]:
    """Have the next site tell of the episodes that it holds. Answers what was made, and why."""
    ordered = _ordered(records.entries)
    reasons = [*_introduce(common, records, ordered)]
    held = {path for path, source in _pictures(common).items() if _linked(records, path, source)}
    known = _known(records)
    for group in (*_pages(common, records, ordered), *_feed(common, records, ordered)):
        found = known.get(group.made_of, frozenset())
        if not found or (found & records.lost):
            reasons.append(f"{group.name}: {_why(found & records.lost)}")
            found = frozenset(_made(records, group.made_of, text) for text in group.texts())
        held |= found
    records.discard(records.documents.keys() - held)
    return tuple(reasons)


def _pages(common: Common, records: Records, ordered: Sequence[tuple[str, Made]]) -> Iterator[Group]:
    """Style and script, the first page and those of the archive, the site map, and the search data of each block."""
    site, parts = renderer(common), repr(common.parts)
    blocks, shelves = search.blocks(ordered), pages.shelved(ordered)
    versions = [search.version(made.mark for _, made in block) for block in blocks]
    yield Group("style and script", fingerprint("assets", parts), partial(_assets, site))
    for number, shelf in enumerate(shelves):
        path, shown = pages.shelf_file(number), (made.shown for _, made in shelf)
        made_of = fingerprint(path, len(shelves), parts, *shown, *(() if number else versions))
        write = partial(_shelf, common, records, (number, len(shelves) - 1), shelf, versions)
        yield Group(path, made_of, partial(_alone, path, write))
    dates = [(slug, made.published) for slug, made in ordered]
    write = partial(site.site_map, dates, len(shelves) - 1)
    yield Group("site map", fingerprint("site map", parts, repr(dates)), partial(_alone, "sitemap.xml", write))
    for number, block in enumerate(blocks, 1):
        made_of = fingerprint("search", number, parts, *(made.mark for _, made in block))
        yield Group(f"search data {number}", made_of, partial(_block, common, records, number, block))


def _alone(path: str, write: Callable[[], bytes]) -> tuple[Text, ...]:
    return (Text(path, write),)


def _assets(site: pages.Site) -> Iterator[Text]:
    return (Text(path, partial(bytes, data)) for path, data in site.assets())


def _shelf(common: Common, records: Records, place: tuple[int, int], shelf: Sequence[tuple[str, Made]], versions: Sequence[str]) -> bytes:
    return renderer(common).shelf(*place, [records.told(slug).card for slug, _ in shelf], versions)


def _block(common: Common, records: Records, number: int, block: Sequence[tuple[str, Made]]) -> Iterator[Text]:
    """A word more is in one shard of many, and the others stay."""
    scripts, parts = renderer(common).block(number, [records.told(slug).card for slug, _ in block]), repr(common.parts)
    return (Text(script.path, script.write, fingerprint(parts, script.made_of)) for script in scripts)


def _feed(common: Common, records: Records, ordered: Sequence[tuple[str, Made]]) -> Iterator[Group]:
    """The pages of the feed; the items of one that stays as it was are not read."""
    told = {slug: made.item for slug, made in ordered}
    heads = (feed.Head(made.published, slug, made.trailer) for slug, made in ordered)
    for path, page in feed.paged(common.show, heads).items():
        made_of = fingerprint(path, page.archives, repr(common.parts), *page.trailers, *(told[head.slug] for head in page.heads))
        yield Group(path, made_of, partial(_alone, path, partial(_feed_page, common, records, page)))


def _feed_page(common: Common, records: Records, page: feed.Page) -> bytes:
    from pipeline.derive.feed.channel import document  # noqa: PLC0415 - it takes long to import, and most edits change no page of the feed

    made = document(common.show, page, [records.told(head.slug).item for head in page.heads], common.cover)
    records.read(made.data, made.read)
    return made.data


def _known(records: Records) -> dict[str, frozenset[str]]:
    """The documents that are there, by what they are made of."""
    found = defaultdict(set)
    for path, document in records.documents.items():
        found[document.made_of].add(path)
    return {made_of: frozenset(paths) for made_of, paths in found.items()}


def _why(lost: Collection[str]) -> str:
    return f"{min(lost)} is not in the site as it was written" if lost else "what it tells has changed"


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
            links = renderer(common).neighbours(made.language, older, newer)
            page = pages.joined((common.site.beside / path).read_bytes(), links)
            files = {**made.files, path: common.site.write(path, page, made.files[path])}
            records.keep(slug, records.entries[slug]._replace(made=made._replace(files=files, neighbours=(older, newer))))
            yield f"{slug}: the episodes before and after it changed"


def _made(records: Records, made_of: str, text: Text) -> str:
    """Have a document of a group that is made of something else than before; its path."""
    before = records.documents.get(text.path) if text.path not in records.lost else None
    if before and text.alone and before.alone == text.alone:
        records.document(text.path, before._replace(made_of=made_of))
    else:
        file = records.site.write(text.path, text.write(), before.file if before else None)
        records.document(text.path, Document(made_of, file, text.alone))
    return text.path


def _pictures(common: Common) -> dict[str, Path]:
    return {**dict(common.portraits), **{path: common.pictures[role] for role, path in pictures.PLACED.items()}}


def _linked(records: Records, path: str, source: Path) -> str:
    before = records.documents.get(path)
    known = before.file if before and path not in records.lost else None
    records.document(path, Document("", records.site.link(path, source, known)))
    return path
