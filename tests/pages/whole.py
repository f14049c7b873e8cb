"""A whole site of made-up episodes, without what a run keeps."""

from collections.abc import Iterator

from pipeline.content.show import Show
from pipeline.derive import places
from pipeline.derive.episode import Episode, language_of
from pipeline.derive.interview import interview
from pipeline.derive.pages import listing, search
from pipeline.derive.pages.card import Neighbour, card
from pipeline.derive.pages.indexed import indexed
from pipeline.derive.pages.listing import Front
from pipeline.derive.pages.rendering import Look, Renderer, compiled, with_neighbours
from pipeline.derive.pages.sitemap import sitemap
from pipeline.derive.phrases import phrases


def pages(show: Show, episodes: tuple[Episode, ...], look: Look | None = None) -> Iterator[tuple[str, bytes]]:
    """Every file that the pages need, but pictures, sound and what the feed names."""
    render = Renderer(show, look or Look(), compiled(show))
    ordered = sorted(episodes, key=lambda episode: (episode.published, episode.slug))
    cards = [card(episode) for episode in ordered]
    talks = [interview(episode.post, episode.alignment, episode.chapters) for episode in ordered]
    known = [indexed(episode, own.questions, told) for episode, own, told in zip(ordered, cards, talks, strict=True)]
    yield from render.assets()
    blocks = search.blocks(known)
    versions = [search.version(one.mark for one in block) for block in blocks]
    first = listing.front(show, versions, ((Neighbour(own.slug, own.title), own.type) for own in cards))
    for page, listed in listing.paged(cards):
        yield places.list_page_file(page.number), render.list_page(page, listed, Front() if page.number else first)
    yield "sitemap.xml", sitemap(show, [(own.slug, own.published) for own in cards])
    for number, block in enumerate(blocks, 1):
        yield from ((script.path, script.write()) for script in search.block(number, block, phrases(show.language)))
    names = [None, *(Neighbour(one.slug, one.title) for one in cards), None]
    for episode, own, told, older, newer in zip(ordered, cards, talks, names, names[2:], strict=False):
        path, texts = places.page_file(episode.slug), dict(render.episode(episode, own, told))
        links = render.neighbours(language_of(show, episode.post), older, newer)
        yield from {**texts, path: with_neighbours(texts[path], links)}.items()
        for old in episode.post.formerly:
            yield places.page_file(old), render.moved(path, language_of(show, episode.post), episode.title)
