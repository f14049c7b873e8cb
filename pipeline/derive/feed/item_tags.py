"""An item of the feed as text, tag by tag."""

from pipeline.content.soundbite import Soundbite
from pipeline.derive.episode import Media
from pipeline.derive.feed.tags import Tags, html, in_channel, tag


class ItemTags(Tags):
    """An item, whose tags are added in the order in which they appear in a feed."""

    @property
    def xml(self) -> bytes:
        """The `<item>` as it is in a feed, without namespace declarations, which are in the feed."""
        return in_channel(tag("item", None, (self.lines,)))

    def texts(self, description: str, notes: str) -> None:
        """Two texts in clean HTML: a short one, which most apps show, and the full notes."""
        self.lines += (*html("description", description), *html("content:encoded", notes))

    def season(self, number: int, name: str | None) -> None:
        self.add("podcast:season", str(number), name=name and name[:128])

    def episode(self, number: int) -> None:
        self.add("podcast:episode", str(number))

    def transcript(self, url: str, type_: str, language: str) -> None:
        """A timed transcript, which is what `captions` means."""
        self.add("podcast:transcript", url=url, type=type_, language=language, rel="captions")

    def chapters(self, url: str) -> None:
        self.add("podcast:chapters", url=url, type="application/json+chapters")

    def simple_chapters(self, chapters: tuple[tuple[str, str], ...]) -> None:
        """Pairs of a start in Normal Play Time and a title."""
        self.add("psc:chapters", None, tuple(tag("psc:chapter", start=start, title=title) for start, title in chapters), version="1.2")

    def content_link(self, url: str, text: str) -> None:
        self.add("podcast:contentLink", text, href=url)

    def soundbite(self, bite: Soundbite) -> None:
        """A part of the sound; without a title it has the episode's."""
        title = (bite.title or "")[:128] or None
        self.add("podcast:soundbite", title, startTime=_seconds(bite.start), duration=_seconds(bite.end - bite.start))

    def alternate_enclosure(self, url: str, media: Media, title: str) -> None:
        """Another version of the same episode."""
        source = tag("podcast:source", uri=url)
        proof = (tag("podcast:integrity", type="sri", value=media.integrity),) if media.integrity else ()
        self.add(
            "podcast:alternateEnclosure",
            None,
            (source, *proof),
            type=media.type,
            length=media.bytes,
            bitrate=media.bitrate or None,
            height=media.height or None,
            title=title[:32],
        )


def _seconds(moment: int) -> str:
    """`73.5`, without trailing zeros."""
    return f"{moment / 1000:.3f}".rstrip("0").rstrip(".")
