"""A whole site of made-up episodes, without what a run keeps."""

from collections.abc import Iterator

from pipeline.content.show import Show
from pipeline.derive import places, search
from pipeline.derive.card import Neighbour, card
from pipeline.derive.episode import Episode, language_of
from pipeline.derive.indexed import indexed
from pipeline.derive.interview import interview
from pipeline.derive.pages import Look, Renderer, begins, compiled, joined, shelf_file, shelved


def pages(show: Show, episodes: tuple[Episode, ...], look: Look | None = None) -> Iterator[tuple[str, bytes]]:
    """Every file that the pages need, but pictures, sound and what the feed names."""
    render = Renderer(show, look or Look(), compiled(show))
    ordered = sorted(episodes, key=lambda episode: (episode.published, episode.slug))
    cards = [card(episode) for episode in ordered]
    talks = [interview(episode.post, episode.alignment, episode.chapters) for episode in ordered]
    known = [indexed(episode, own.questions, told) for episode, own, told in zip(ordered, cards, talks, strict=True)]
    yield from render.assets()
    blocks, shelves = search.blocks(known), shelved(cards)
    versions = [search.version(one.mark for one in block) for block in blocks]
    start = begins(show, ((Neighbour(own.slug, own.title), own.type) for own in cards))
    for number, shelf in enumerate(shelves):
        yield (
            shelf_file(number),
            render.shelf(number, len(shelves) - 1, shelf, *(() if number else (versions, start))),
        )
    yield "sitemap.xml", render.site_map([(own.slug, own.published) for own in cards], len(shelves) - 1)
    for number, block in enumerate(blocks, 1):
        yield from ((script.path, script.write()) for script in render.block(number, block))
    names = [None, *(Neighbour(one.slug, one.title) for one in cards), None]
    for episode, own, told, older, newer in zip(ordered, cards, talks, names, names[2:], strict=False):
        path, page = places.page_file(episode.slug), dict(render.episode(episode, own, told))
        yield from {**page, path: joined(page[path], render.neighbours(language_of(show, episode.post), older, newer))}.items()
