"""The feed: the channel, then its items, newest first. In a large feed, older items are on archive pages (RFC 5005)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from pipeline.content.show import Show
from pipeline.derive import places
from pipeline.derive.earlier import reader
from pipeline.derive.earlier.published import PublishedFeed
from pipeline.derive.episode import Picture
from pipeline.derive.feed.extension import Channel, Extension, channel_xml, new_channel
from pipeline.derive.feed.notes import paragraphs
from pipeline.derive.feed.paging import Item, Page
from pipeline.derive.feed.pieces import plain
from pipeline.derive.feed.tags import NAME_LENGTH, TEXT_LENGTH, clean, line, remote_item
from pipeline.derive.phrases import phrases

GENERATOR = "companion-pipeline"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class FeedDocument(NamedTuple):
    """A page of the feed as RSS 2.0 in UTF-8, and what the guard reads in it."""

    data: bytes
    reading: PublishedFeed


def document(show: Show, page: Page, items: Sequence[Item], cover: Picture) -> FeedDocument:
    """A page of the feed with these items in order. Their readings are taken from `items`, so only the channel is parsed."""
    start, end = channel_xml(_channel(show, page, cover))
    reading = reader.page(start + end)._replace(items=tuple(item.reading for item in items))
    return FeedDocument(b"".join((start, *page.trailers, *(item.xml for item in items), end)), reading)


def _channel(show: Show, page: Page, cover: Picture) -> Channel:
    newest = page.heads[0].published.astimezone(UTC) if page.heads else _EPOCH
    channel, title = new_channel(), line(plain(show.title)) or show.name
    channel.link(href=_address(show, page.number), rel="self", type="application/rss+xml")
    channel.link(href=show.url, rel="alternate")  # the last link given is the one that feedgen writes as <link>
    channel.title(title)
    channel.language(show.language)
    channel.generator(GENERATOR)
    channel.lastBuildDate(newest)
    channel.pubDate(newest)
    channel.image(cover.address(show.url), title, show.url)
    if show.copyright:
        channel.copyright(line(show.copyright))

    tags = channel.podcast
    _links(tags, show, page)
    tags.html = paragraphs(clean(show.description))
    _apple(tags, show, cover)
    _namespace(tags, show)
    return channel


def _address(show: Show, number: int) -> str:
    return show.feed_url if number == 0 else places.address(show.url, places.archive(number))


def _links(tags: Extension, show: Show, page: Page) -> None:
    """WebSub hubs, and the neighbours of a page: `next` for clients that follow pages, `prev-archive` for those that know archives."""
    for hub in show.hubs:
        tags.atom_link("hub", hub)
    older = page.number - 1 if page.number else page.archives
    if older:
        tags.atom_link("prev-archive", _address(show, older))
        tags.atom_link("next", _address(show, older))
    if page.number:
        tags.add("fh:archive")
        tags.atom_link("current", show.feed_url)
        if page.number < page.archives:
            tags.atom_link("next-archive", _address(show, page.number + 1))


def _apple(tags: Extension, show: Show, cover: Picture) -> None:
    tags.itunes_author(line(show.author))
    tags.itunes_type(show.type)
    tags.itunes_category([dict(zip(("cat", "sub"), show.category, strict=False))])
    if show.owner_email:
        tags.itunes_owner(line(show.owner_name), show.owner_email)
    if show.moved_to:
        tags.itunes_new_feed_url(show.moved_to)
    if show.frequency and show.frequency.complete:
        tags.add("itunes:complete", "Yes")  # the only word that Apple accepts
    tags.explicit(show.explicit)
    tags.artwork(cover.address(show.url))


def _namespace(tags: Extension, show: Show) -> None:
    tags.add("podcast:guid", show.guid)
    tags.add("podcast:locked", "yes" if show.locked else "no", owner=show.owner_email)
    tags.add("podcast:medium", show.medium)
    if show.license:
        tags.license(show.license)
    if show.host:
        tags.person(show, show.person(show.host), "host")
    for funding in show.funding:
        words = funding.text or phrases(show.language).say["support"]
        tags.add("podcast:funding", words[:NAME_LENGTH], url=funding.url)
    for place in show.locations:
        tags.location(place)
    if frequency := show.frequency:
        complete = "true" if frequency.complete else None
        tags.add("podcast:updateFrequency", frequency.text[:NAME_LENGTH], complete=complete, rrule=frequency.rule)
    if show.podroll:
        tags.add("podcast:podroll", None, tuple(map(remote_item, show.podroll)))
    if show.publisher:
        tags.add("podcast:publisher", None, (remote_item(show.publisher, "publisher"),))
    for purpose, text in show.txt:
        tags.add("podcast:txt", text[:TEXT_LENGTH], purpose=purpose and purpose[:NAME_LENGTH])
