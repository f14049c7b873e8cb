"""An episode as an item of the feed, written in the order in which tags appear in the item."""

from datetime import UTC
from email.utils import format_datetime

from pipeline.content.mentioned import listed, whole
from pipeline.content.post import Post
from pipeline.content.show import Show
from pipeline.content.soundbite import Soundbite
from pipeline.content.text.ellipsis import shorten
from pipeline.content.text.timecode import SECOND, exact
from pipeline.derive import places
from pipeline.derive.earlier import reader
from pipeline.derive.episode import Episode, Media, Picture, language_of
from pipeline.derive.feed.notes import description, times
from pipeline.derive.feed.paging import Head, Item
from pipeline.derive.feed.pieces import plain, text_html
from pipeline.derive.feed.tags import NAME_LENGTH, Lines, Tags, clean, html, in_channel, line, tag
from pipeline.derive.pages.card import about, card
from pipeline.derive.pages.pagehtml import app_html
from pipeline.derive.phrases import phrases

# Timed text first and last: readers that keep only one transcript keep the first or the last (AntennaPod finds JSON anywhere).
_TRANSCRIPTS = (("vtt", "text/vtt"), ("json", "application/json"), ("srt", "application/x-subrip"))

_TITLE = 255  # characters, as PSP-1 allows
_SHAPES = ((1, 1), (16, 9), (4, 3), (9, 16))  # of pictures, to which one counts that is at most a hundredth off


def item(show: Show, episode: Episode) -> Item:
    """The episode's item in the feed of `show`; it depends on nothing but these two."""
    trailer = in_channel(_trailer(show, episode)) if episode.post.type == "trailer" else b""
    xml = in_channel(tag("item", None, (_tags(show, episode),)))
    return Item(Head(episode.published, episode.slug, trailer), xml, reader.item(xml))


def _trailer(show: Show, episode: Episode) -> Lines:
    """The channel's tag for an episode that introduces the show."""
    media = _media(show, episode)
    return tag(
        "podcast:trailer",
        _title(episode)[:NAME_LENGTH],
        pubdate=_moment(episode),
        url=_address(show, media),
        length=media.bytes,
        type=media.type,
        season=episode.post.season,
    )


def _tags(show: Show, episode: Episode) -> Lines:
    tags, post, media = Tags(), episode.post, _media(show, episode)
    tags.add("title", _title(episode))
    tags.add("link", places.address(show.url, places.page(episode.slug)))
    tags.add("guid", episode.guid, isPermaLink="false")
    tags.add("enclosure", url=_address(show, media), length=media.bytes, type=media.type)
    tags.add("pubDate", _moment(episode))
    tags.add("itunes:duration", str(max(1, media.duration // SECOND)))
    if post.season:
        tags.add("itunes:season", str(post.season))
    if post.episode:
        tags.add("itunes:episode", str(post.episode))
    tags.add("itunes:episodeType", post.type)
    description, notes = _texts(show, episode)
    tags.lines += (*html("description", description), *html("content:encoded", notes))
    tags.explicit(episode.explicit)
    tags.artwork(episode.cover.address(show.url))
    _numbers(tags, show, post)
    _circumstances(tags, post)
    _people(tags, show, episode)
    _companions(tags, show, episode)
    return tags.lines


def _moment(episode: Episode) -> str:
    return format_datetime(episode.published.astimezone(UTC))


def _title(episode: Episode) -> str:
    """The title in plain text, because some apps take it for HTML."""
    return shorten(line(plain(episode.title)), _TITLE) or episode.slug


def _texts(show: Show, episode: Episode) -> tuple[str, str]:
    """The description, and the full notes: most apps show only the notes, and read chapter times from them.

    If nobody wrote anything, the times are used, which say more than the title above them, and without times the questions.
    """
    post, say = episode.post, phrases(language_of(show, episode.post)).say
    summary = f"<p>{text_html(post.summary)}</p>" if post.summary else ""
    intro = post.intro or summary
    around, short = app_html(post.notes or intro), description(intro, episode.chapters, post.links)
    notes = whole(around, times(around, episode.chapters), listed(post.notes, post.links, say["mentioned"]))
    asked = "" if short and notes else f"<p>{text_html(about(card(episode)))}</p>"
    return clean(short or asked), clean(notes or asked)


def _media(show: Show, episode: Episode) -> Media:
    """The file for the enclosure: the video if apps get that first and there is one, else the sound; at the address that apps already know."""
    film, pinned = _is_film(show, episode), episode.post.enclosure
    media = episode.video if film and episode.video else episode.media
    if pinned is None or (not film if pinned.is_video else media == episode.video):  # none, or that of the other kind
        return media
    ours = places.address(show.url, media.path)
    if places.leads_to(pinned.address, ours):
        return media._replace(path=pinned.address)  # a file of ours now, whatever was there before
    if places.leads_to(_without_ending(pinned.address), _without_ending(ours)):
        return media  # in another format
    return media._replace(path=pinned.address, bytes=pinned.bytes or media.bytes, type=pinned.type or media.type)


def _is_film(show: Show, episode: Episode) -> bool:
    """Whether apps are to get the video first: in a video feed, and where they know the episode as a video, which the host still has."""
    pinned = episode.post.enclosure
    return show.medium == "video" or bool(episode.video and pinned and pinned.is_video)


def _without_ending(address: str) -> str:
    return address.rpartition(".")[0]


def _address(show: Show, media: Media) -> str:
    """Where apps get a file, by way of what counts that they do."""
    return places.prefixed(show.prefix, places.address(show.url, media.path))


def _numbers(tags: Tags, show: Show, post: Post) -> None:
    if post.season is not None:
        name = dict(show.seasons).get(post.season)
        tags.add("podcast:season", str(post.season), name=name and name[:NAME_LENGTH])
    if post.episode is not None:
        tags.add("podcast:episode", str(post.episode))


def _circumstances(tags: Tags, post: Post) -> None:
    """What overrides the show's own values: the place that the episode is about, and its licence."""
    for place in post.locations:
        tags.location(place)
    if post.license:
        tags.license(post.license)


def _people(tags: Tags, show: Show, episode: Episode) -> None:
    """Host and guests. An item's persons replace the channel's, so the host is named again."""
    for role, people in (("host", episode.hosts), ("guest", episode.guests)):
        for person in people:
            tags.person(show, person, role)


def _companions(tags: Tags, show: Show, episode: Episode) -> None:
    """The files and addresses that belong to the episode: still, transcripts, chapters, parts of the sound, video."""
    slug, language = episode.slug, language_of(show, episode.post)
    if episode.poster:
        _image(tags, show, episode.poster)
    if episode.cuts:
        for suffix, type_ in _TRANSCRIPTS:
            url = places.address(show.url, places.transcript(slug, suffix))
            tags.add("podcast:transcript", url=url, type=type_, language=language, rel="captions")  # which means that it is timed
    if episode.chapters:
        tags.add("podcast:chapters", url=places.address(show.url, places.chapters_json(slug)), type="application/json+chapters")
        simple = tuple(tag("psc:chapter", start=exact(chapter.start), title=chapter.title) for chapter in episode.chapters)
        tags.add("psc:chapters", None, simple, version="1.2")
    for bite in episode.post.soundbites:
        if bite.end <= episode.media.duration:
            _soundbite(tags, bite)
    if episode.video:
        other, name = (episode.media, "Audio") if _is_film(show, episode) else (episode.video, "Video")
        _alternate_enclosure(tags, _address(show, other), other, name)
    if episode.post.video:
        href = f"https://www.youtube.com/watch?v={episode.post.video.id}"
        tags.add("podcast:contentLink", f"YouTube: {_title(episode)}", href=href)


def _image(tags: Tags, show: Show, still: Picture) -> None:
    width, height = still.width, still.height
    shapes = ((across, down) for across, down in _SHAPES if abs(width * down - height * across) * 100 <= width * down)
    across, down = next(shapes, (width, height))
    tags.add(
        "podcast:image",
        href=places.address(show.url, still.path),
        aspect_ratio=f"{across}/{down}",
        width=width,
        height=height,
        purpose="social",
    )


def _soundbite(tags: Tags, bite: Soundbite) -> None:
    """A part of the sound; without a title it has the episode's."""
    title = (bite.title or "")[:NAME_LENGTH] or None
    tags.add("podcast:soundbite", title, startTime=_seconds(bite.start), duration=_seconds(bite.end - bite.start))


def _seconds(moment: int) -> str:
    """`73.5`, without trailing zeros."""
    return f"{moment / SECOND:.3f}".rstrip("0").rstrip(".")


def _alternate_enclosure(tags: Tags, url: str, media: Media, title: str) -> None:
    """Another version of the same episode."""
    source = tag("podcast:source", uri=url)
    proof = (tag("podcast:integrity", type="sri", value=media.integrity),) if media.integrity else ()
    tags.add(
        "podcast:alternateEnclosure",
        None,
        (source, *proof),
        type=media.type,
        length=media.bytes,
        bitrate=media.bitrate or None,
        height=media.height or None,
        title=title,
    )
