"""The show as a whole: its first page, archive, site map, search data and feed, each made anew if what goes into it has changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from pipeline.derive import feed, places
from pipeline.derive.pages import listing, rendering, search
from pipeline.derive.pages.card import Neighbour, Neighbours
from pipeline.derive.pages.listing import Front, ListPage
from pipeline.derive.pages.sitemap import sitemap
from pipeline.derive.phrases import phrases
from pipeline.edge import files
from pipeline.keep import rows
from pipeline.keep.digests import fingerprint
from pipeline.run import Workers
from pipeline.steps import excerpts, pictures
from pipeline.steps.common import Common
from pipeline.steps.entry import Entry, Made, absence
from pipeline.steps.group import Excerpts, Group, Order, Text, write
from pipeline.steps.produce import renderer
from pipeline.steps.records import Records, ShowFile


def generate(common: Common, records: Records, workers: Workers) -> tuple[str, ...]:
    """Write the pages, feed and data of the show itself for the episodes in the next site. Returns what was made, and why."""
    reasons = _link_neighbours(common, records, _oldest_first(records.entries), workers)
    episodes = _oldest_first(records.entries)  # again, so that the former values are not held while everything is written
    held = _link_pictures(common, records)
    known, changed = _known(records), []
    for group in (*_pages(common, episodes), *_feed(common, episodes)):
        found = known.get(group.name, {})
        if why := _why(group, found, records.lost):
            reasons.append(f"{group.name}: {why}")
            changed.append(group)
        else:
            held |= found.keys()
    held |= _write(common, records, changed, known, workers)
    records.discard(records.show_files.keys() - held)
    return tuple(reasons)


def _why(group: Group, found: Mapping[str, ShowFile], lost: Collection[str]) -> str:
    """Why a group has to be made, in words; empty if it need not be. `found` are those of its files that were made before."""
    if missing := found.keys() & lost:
        return absence(min(missing))
    is_current = found and all(file.made_of == group.made_of for file in found.values())
    return "" if is_current else "its content has changed"


def _write(
    common: Common, records: Records, groups: Iterable[Group], known: Mapping[str, Mapping[str, ShowFile]], workers: Workers
) -> set[str]:
    """Write groups of files and keep what is known of them; their paths. `known` is what was known before, by group and path."""
    orders = ((group.name, _order(common, records, group, known.get(group.name, {}))) for group in groups)
    paths = set[str]()
    for _, written in workers.spread("writing", write, orders):
        for path, file in written.files.items():
            records.keep_file(path, file)
        for mark, reading in written.readings.items():
            records.keep_reading(mark, reading)
        paths |= written.files.keys()
    return paths


def _order(common: Common, records: Records, group: Group, known: Mapping[str, ShowFile]) -> Order:
    packed = [[records.excerpt(slug, name) for name in group.needs] for slug in group.slugs]
    return Order(common, group, packed, {path: file for path, file in known.items() if path not in records.lost})


def _pages(common: Common, episodes: Sequence[tuple[str, Made]]) -> Iterator[Group]:
    """Style and script, the first page and the archive's, those of former names, the site map, and the search data of each block."""
    parts, blocks = repr(common.parts), search.blocks(episodes)
    versions = [search.version(made.search_digest for _, made in block) for block in blocks]
    first = listing.front(common.show, versions, ((Neighbour(slug, made.title), made.type) for slug, made in episodes))
    yield Group("style and script", fingerprint("assets", parts), _assets)
    for page, listed in listing.paged(episodes):
        path, front = places.list_page_file(page.number), Front() if page.number else first
        made_of = fingerprint(repr(page), parts, "".join([made.card_digest for _, made in listed]), repr(front))
        yield Group(path, made_of, partial(_list_page, page, front), _slugs(listed), (excerpts.CARD,))
    if renamed := _renamed(episodes):
        yield Group("pages of former names", fingerprint("former", parts, repr(renamed)), partial(_former_pages, renamed))
    dates = [(slug, made.published) for slug, made in episodes]
    dated = "\n".join([f"{slug} {published.isoformat()}" for slug, published in dates])
    yield Group("site map", fingerprint("site map", parts, dated), partial(_sitemap, dates))
    for number, block in enumerate(blocks, 1):
        made_of = fingerprint("search", number, parts, "".join([made.search_digest for _, made in block]))
        yield Group(f"search data {number}", made_of, partial(_block, number), _slugs(block), (excerpts.INDEXED,))


def _slugs(some: Sequence[tuple[str, Made]]) -> list[str]:
    return [slug for slug, _ in some]


def _assets(common: Common, _: Excerpts) -> Iterator[Text]:
    return (Text(path, partial(bytes, data)) for path, data in renderer(common).assets())


def _list_page(page: ListPage, front: Front, common: Common, cards: Excerpts) -> Iterator[Text]:
    shown = [excerpts.card(*packed) for packed in cards]
    yield Text(places.list_page_file(page.number), partial(renderer(common).list_page, page, shown, front))


class _Renamed(NamedTuple):
    """What became of the page of a post that has been renamed: the post's present slug, and the episode's language and title."""

    slug: str
    language: str
    title: str


def _renamed(episodes: Sequence[tuple[str, Made]]) -> dict[str, _Renamed]:
    """The episodes by each of their former slugs that no post has by now; on many file systems, the folder `Ada` is `ada`."""
    there = {slug.lower() for slug, _ in episodes}
    return {old: _Renamed(slug, made.language, made.title) for slug, made in episodes for old in made.formerly if old.lower() not in there}


def _former_pages(renamed: Mapping[str, _Renamed], common: Common, _: Excerpts) -> Iterator[Text]:
    """What leads on from the addresses of pages and players to those that they have now."""
    for old, now in renamed.items():
        for place in (places.page_file, places.embed):
            yield Text(place(old), partial(renderer(common).moved, place(now.slug), now.language, now.title))


def _sitemap(dates: Sequence[tuple[str, datetime]], common: Common, _: Excerpts) -> Iterator[Text]:
    yield Text("sitemap.xml", partial(sitemap, common.show, dates))


def _block(number: int, common: Common, known: Excerpts) -> Iterator[Text]:
    """The shards of a block's search data. One word more changes one of many shards, and the others stay."""
    scripts = search.block(number, [excerpts.indexed(*packed) for packed in known], phrases(common.show.language))
    parts = repr(common.parts)
    return (Text(script.path, script.write, fingerprint(parts, script.made_of)) for script in scripts)


def _feed(common: Common, episodes: Sequence[tuple[str, Made]]) -> Iterator[Group]:
    """The pages of the feed. Items of a page that stays as it was are not read."""
    items = {slug: made.item_digest for slug, made in episodes}
    heads = (feed.Head(made.published, slug, made.trailer) for slug, made in episodes)
    for path, page in feed.paged(common.show, heads).items():
        slugs = [head.slug for head in page.heads]
        made_of = fingerprint(path, page.archives, repr(common.parts), b"".join(page.trailers), "".join([items[slug] for slug in slugs]))
        yield Group(path, made_of, partial(_feed_page, path, page), slugs, (excerpts.ITEM,))


def _feed_page(path: str, page: feed.Page, common: Common, items: Excerpts) -> Iterator[Text]:
    from pipeline.derive.feed.channel import document  # noqa: PLC0415 - it takes long to import, and most edits change no page of the feed

    made = document(common.show, page, [excerpts.item(*packed) for packed in items], common.cover)
    yield Text(path, partial(bytes, made.data), reading=made.reading)


def _known(records: Records) -> Mapping[str, Mapping[str, ShowFile]]:
    """The show's own files in the next site, by group and path."""
    found: defaultdict[str, dict[str, ShowFile]] = defaultdict(dict)
    for path, file in records.show_files.items():
        found[file.group][path] = file
    return found


def _oldest_first(entries: Mapping[str, Entry]) -> list[tuple[str, Made]]:
    """The episodes in the site, oldest first."""
    made = ((slug, entry.made) for slug, entry in entries.items() if entry.made)
    return sorted(made, key=lambda one: (one[1].published, one[0]))


class _NewNeighbours(NamedTuple):
    """An episode whose page has to link to other neighbours. `page` is the state of the page's file, `language` that of its words."""

    slug: str
    language: str
    neighbours: Neighbours
    page: str


def _link_neighbours(common: Common, records: Records, episodes: Sequence[tuple[str, Made]], workers: Workers) -> list[str]:
    """Make each episode's page link to the one before and the one after it."""
    before, names = dict(episodes), [None, *(Neighbour(slug, made.title) for slug, made in episodes), None]
    wanted = [
        _NewNeighbours(slug, made.language, neighbours, made.files[places.page_file(slug)])
        for (slug, made), neighbours in zip(episodes, zip(names, names[2:], strict=False), strict=False)
        if made.neighbours != neighbours
    ]
    pieces = ((piece[0].slug, piece) for piece in search.blocks(wanted))
    for _, relinked in workers.spread("writing", partial(_relink, common), pieces):
        for slug, _, neighbours, page in relinked:
            made = before[slug]
            now = made._replace(traces=rows.written({**made.files, places.page_file(slug): page}), neighbours=neighbours)
            records.keep(slug, records.entries[slug]._replace(made=now))
    return [f"{one.slug}: the episodes before and after it changed" for one in wanted]


def _relink(common: Common, wanted: Sequence[_NewNeighbours]) -> list[_NewNeighbours]:
    """Join pages with the links to their neighbours; the same episodes with the new states of their pages."""
    made = []
    for one in wanted:
        path, links = places.page_file(one.slug), renderer(common).neighbours(one.language, *one.neighbours)
        page = files.read(f"{common.site.beside}/{path}")
        state = common.site.write(path, rendering.with_neighbours(page, links), one.page, like=rendering.size_before_neighbours(page))
        made.append(one._replace(page=state))
    return made


def _link_pictures(common: Common, records: Records) -> set[str]:
    """Put the pictures of the show itself into the next site; their paths in it."""
    placed = {**dict(common.portraits), **{path: common.pictures[role] for role, path in pictures.PLACED.items()}}
    for path, source in placed.items():
        before = records.show_files.get(path)
        known = before.state if before and path not in records.lost else None
        records.keep_file(path, ShowFile("", "", common.site.link(path, source, known)))
    return set(placed)
