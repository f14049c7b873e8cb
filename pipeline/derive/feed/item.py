"""An episode as an item of the feed, in the order in which the item tells it."""

from pipeline.content.clock import SECOND, exact
from pipeline.content.show import Person, Show
from pipeline.derive import places
from pipeline.derive.episode import Episode
from pipeline.derive.feed.extension import Channel, clean, line, new_entry
from pipeline.derive.feed.notes import description

# Timed text first and last: AntennaPod prefers JSON, but readers that keep one transcript keep the first or the last.
_TRANSCRIPTS = (("vtt", "text/vtt"), ("json", "application/json"), ("srt", "application/x-subrip"))


def add_item(channel: Channel, show: Show, episode: Episode) -> None:
    """Writes the episode behind the items that the channel has."""
    post, media, address = episode.post, episode.media, _Address(show)
    language = post.language or show.language
    item = new_entry(channel)
    item.title(line(episode.title))
    item.link(href=address(places.page(episode.slug)), rel="alternate")
    item.guid(episode.guid, permalink=False)
    item.pubDate(episode.published)
    item.enclosure(address(media.path), media.bytes, media.type)
    item.description(episode.title)
    item.content(clean(post.notes or f"<p>{line(episode.title)}</p>").replace("]]>", "]]&gt;"), type="CDATA")

    tags = item.podcast
    tags.description(description(post.intro or post.summary or episode.title, episode.chapters, post.links))
    tags.itunes_duration(max(1, round(media.duration / SECOND)))
    tags.itunes_episode_type(post.type)
    tags.explicit(show.explicit if post.explicit is None else post.explicit)
    tags.artwork(address(episode.cover.path))
    if post.season is not None:
        tags.itunes_season(post.season)
        tags.season(post.season)
    if post.episode is not None:
        tags.itunes_episode(post.episode)
        tags.episode(post.episode)
    for role, people in (("host", episode.hosts), ("guest", episode.guests)):
        for person in people:
            tags.person(person.name, role, person.url, address.picture(person))
    if episode.poster:
        tags.image(address(episode.poster.path), episode.poster.width, episode.poster.height, "social")
    if episode.cues:
        for suffix, type_ in _TRANSCRIPTS:
            tags.transcript(address(places.transcript(episode.slug, suffix)), type_, language, timed=True)
    if episode.chapters:
        tags.chapters(address(places.chapters_json(episode.slug)))
        tags.simple_chapters(tuple((exact(chapter.start), chapter.title) for chapter in episode.chapters))
    if post.video:
        tags.content_link(f"https://www.youtube.com/watch?v={post.video.id}", f"YouTube: {episode.title}")


class _Address:
    """Addresses of a show's files."""

    def __init__(self, show: Show) -> None:
        self._url = show.url

    def __call__(self, path: str) -> str:
        return places.address(self._url, path)

    def picture(self, person: Person) -> str | None:
        """The picture's address: as given, or where a file beside the feed file is served."""
        if person.image is None or person.image.startswith(("http://", "https://")):
            return person.image
        return self(places.asset(person.image))
