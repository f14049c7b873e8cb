"""An episode as an item of the feed, told in the order in which the item tells it."""

import re
from datetime import UTC
from html import unescape

from pipeline.content.clock import SECOND, exact
from pipeline.content.post import Post
from pipeline.content.show import Person, Show
from pipeline.derive import places, published
from pipeline.derive.episode import Episode, Media
from pipeline.derive.feed.extension import Entry, EntryExtension, Tag, clean, item_xml, line, new_entry, tag_xml, trailer
from pipeline.derive.feed.notes import description, plain, shorten, text_html
from pipeline.derive.feed.paging import Head, Item

# Timed text first and last: readers that keep one transcript keep the first or the last (AntennaPod takes JSON from any place).
_TRANSCRIPTS = (("vtt", "text/vtt"), ("json", "application/json"), ("srt", "application/x-subrip"))

_TITLE = 255  # characters, as PSP-1 allows
_INLINE = re.compile(r"</?(?:a|abbr|b|br|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE)


def item(show: Show, episode: Episode) -> Item:
    """The episode as the feed of `show` tells it; nothing goes into it but these two."""
    tag = tag_xml(_trailer(show, episode)) if episode.post.type == "trailer" else b""
    xml = item_xml(_entry(show, episode))
    return Item(Head(episode.published, episode.slug, tag), xml, published.item(xml))


def _trailer(show: Show, episode: Episode) -> Tag:
    media = _media(show, episode)
    return trailer(
        _title(episode),
        places.address(show.url, media.path),
        episode.published.astimezone(UTC),
        length=media.bytes,
        type_=media.type,
        season=episode.post.season,
    )


def _entry(show: Show, episode: Episode) -> Entry:
    entry, post, media = new_entry(), episode.post, _media(show, episode)
    entry.title(_title(episode))
    entry.link(href=places.address(show.url, places.page(episode.slug)), rel="alternate")
    entry.guid(line(episode.guid), permalink=False)
    entry.pubDate(episode.published.astimezone(UTC))
    entry.enclosure(places.address(show.url, media.path), media.bytes, media.type)

    tags = entry.podcast
    tags.description(description(_intro(episode), episode.chapters, post.links))
    tags.notes(clean(post.notes) or _intro(episode))
    tags.itunes_duration(max(1, round(media.duration / SECOND)))
    tags.itunes_episode_type(post.type)
    tags.explicit(show.explicit if post.explicit is None else post.explicit)
    tags.artwork(episode.cover.address(show.url))
    _numbers(tags, show, post)
    _circumstances(tags, post)
    _people(tags, show, episode)
    _companions(tags, show, episode)
    return entry


def _title(episode: Episode) -> str:
    """The title in plain text: some apps take it for HTML."""
    return shorten(line(plain(_INLINE.sub("", unescape(episode.title)))), _TITLE) or episode.slug


def _media(show: Show, episode: Episode) -> Media:
    """The file that the enclosure names: the video in a video feed, where there is one, else the sound; where apps have learnt to find it."""
    film, pinned = show.medium == "video", episode.post.enclosure
    media = episode.video if film and episode.video else episode.media
    if pinned is None or (pinned.is_video != film and media != episode.media) or (pinned.is_video and not film):
        return media
    return media._replace(path=pinned.address, bytes=pinned.bytes or media.bytes, type=pinned.type or media.type)


def _intro(episode: Episode) -> str:
    return episode.post.intro or f"<p>{text_html(episode.post.summary or episode.title)}</p>"


def _numbers(tags: EntryExtension, show: Show, post: Post) -> None:
    if post.season is not None:
        tags.itunes_season(post.season)
        tags.season(post.season, dict(show.seasons).get(post.season))
    if post.episode is not None:
        tags.itunes_episode(post.episode)
        tags.episode(post.episode)


def _circumstances(tags: EntryExtension, post: Post) -> None:
    """What takes the place of the show's own: where it is about, and what may be done with it."""
    for place in post.locations:
        tags.location(place.name, rel=place.rel, geo=place.geo, osm=place.osm, country=place.country)
    if post.license:
        tags.license(post.license.name, post.license.url)


def _people(tags: EntryExtension, show: Show, episode: Episode) -> None:
    """Host and guests: an item's persons take the place of the channel's, so the host is named again."""
    for role, people in (("host", episode.hosts), ("guest", episode.guests)):
        for person in people:
            tags.person(person.name, role, person.url, picture(show, person))


def _companions(tags: EntryExtension, show: Show, episode: Episode) -> None:
    """The files and addresses that belong to the episode: still, transcripts, chapters, video."""
    slug, language = episode.slug, episode.post.language or show.language
    if episode.poster:
        tags.image(places.address(show.url, episode.poster.path), episode.poster.width, episode.poster.height, "social")
    if episode.cuts:
        for suffix, type_ in _TRANSCRIPTS:
            tags.transcript(places.address(show.url, places.transcript(slug, suffix)), type_, language)
    if episode.chapters:
        tags.chapters(places.address(show.url, places.chapters_json(slug)))
        tags.simple_chapters(tuple((exact(chapter.start), chapter.title) for chapter in episode.chapters))
    for bite in episode.post.soundbites:
        if bite.end <= episode.media.duration:
            tags.soundbite(bite.start, bite.end - bite.start, bite.title)
    if episode.video:
        other, name = (episode.media, "Audio") if show.medium == "video" else (episode.video, "Video")
        tags.alternate_enclosure(
            places.address(show.url, other.path),
            other.type,
            other.bytes,
            title=name,
            height=other.height or None,
            bitrate=other.bitrate or None,
            integrity=other.integrity,
        )
    if episode.post.video:
        tags.content_link(f"https://www.youtube.com/watch?v={episode.post.video.id}", f"YouTube: {_title(episode)}")


def picture(show: Show, person: Person) -> str | None:
    """The address of a person's picture: as given, or where a file beside the feed file is served."""
    if person.image is None or person.image.startswith(("http://", "https://")):
        return person.image
    return places.address(show.url, places.asset(person.image))
