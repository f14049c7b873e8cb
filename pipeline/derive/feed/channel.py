"""The feed: the channel, then its items, newest first."""

from datetime import UTC, datetime

from pipeline.content.show import Show
from pipeline.derive import places
from pipeline.derive.episode import Episode, Picture
from pipeline.derive.feed.extension import Channel, line, new_channel
from pipeline.derive.feed.item import add_item

GENERATOR = "companion-pipeline"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COVER = Picture(places.SHOW_COVER, 3000, 3000)


def feed(show: Show, episodes: tuple[Episode, ...], cover: Picture = _COVER) -> bytes:
    """The whole feed as RSS 2.0 in UTF-8; the same values give the same bytes."""
    newest_first = sorted(episodes, key=lambda episode: (episode.published, episode.slug), reverse=True)
    channel = new_channel()
    _channel(channel, show, cover, newest_first[0].published if newest_first else _EPOCH)
    for episode in newest_first:
        add_item(channel, show, episode)
    return channel.rss_str(pretty=True)


def _channel(channel: Channel, show: Show, cover: Picture, newest: datetime) -> None:
    channel.link(href=show.feed_url, rel="self", type="application/rss+xml")
    channel.link(href=show.url, rel="alternate")  # the last link given is the one that feedgen writes as <link>
    channel.title(line(show.title))
    channel.description(line(show.description))
    channel.language(show.language)
    channel.generator(GENERATOR)
    channel.lastBuildDate(newest)
    channel.pubDate(newest)
    channel.image(places.address(show.url, cover.path), line(show.title), show.url)
    if show.copyright:
        channel.copyright(line(show.copyright))

    tags = channel.podcast
    tags.itunes_author(line(show.author))
    tags.itunes_type(show.type)
    tags.itunes_category({"cat": show.category[0], **({"sub": show.category[1]} if len(show.category) > 1 else {})})
    if show.owner_email:
        tags.itunes_owner(line(show.owner_name), show.owner_email)
    tags.explicit(show.explicit)
    tags.artwork(places.address(show.url, cover.path))
    tags.guid(show.guid)
    tags.locked(True, show.owner_email)
    tags.medium("podcast")
