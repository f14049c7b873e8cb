"""Extends feedgen by Podcasting 2.0 (https://podcastindex.org/namespace/1.0), and corrects some of its faults.

It is written like feedgen's own extensions, as a subclass of its extension `podcast` (the iTunes tags), which it replaces. Corrected here:
`itunes:explicit` is true or false, artwork may have any suffix, the description is in CDATA, and there are hub and paging links.

The only module that knows feedgen and lxml.
"""

from datetime import datetime
from typing import Protocol

import lxml.etree  # noqa: F401 - feedgen.util assumes that it is imported
from feedgen.ext.podcast import PodcastExtension
from feedgen.feed import FeedGenerator

from pipeline.derive.earlier.feedxml import NAMESPACES
from pipeline.derive.feed.tags import Tags, html, in_channel, tag

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'  # feedgen's has single quotes, which crude readers do not understand
_CHANNEL_END = b"  </channel>"
_DESCRIPTION = "-"  # feedgen requires one; it is replaced by ours


class Extension(Tags, PodcastExtension):  # type: ignore[misc]
    """The channel's tags: feedgen's iTunes tags and, after them, those of the Podcast Namespace; `html` is its description."""

    html = ""

    def extend_ns(self) -> dict[str, str]:
        return NAMESPACES

    def atom_link(self, rel: str, url: str) -> None:
        """A link: hub (WebSub), current, prev-archive, next-archive or next (RFC 5005). feedgen itself writes only `self`."""
        self.add("atom:link", rel=rel, href=url)


class Channel(Protocol):
    """The part of feedgen's FeedGenerator that is used here; feedgen itself has no types."""

    podcast: Extension

    def title(self, title: str) -> str: ...
    def description(self, description: str) -> str: ...
    def language(self, language: str) -> str: ...
    def copyright(self, copyright: str) -> str: ...  # noqa: A002
    def generator(self, generator: str) -> object: ...
    def image(self, url: str, title: str, link: str) -> object: ...
    def link(self, *, href: str, rel: str, type: str | None = ...) -> object: ...  # noqa: A002
    def lastBuildDate(self, moment: datetime) -> datetime: ...  # noqa: N802
    def pubDate(self, moment: datetime) -> datetime: ...  # noqa: N802
    def rss_str(self, *, pretty: bool) -> bytes: ...


def new_channel() -> Channel:
    """An empty feed with this module's extension as `podcast`."""
    channel = FeedGenerator()
    channel.register_extension("podcast", Extension, atom=False)
    channel.description(_DESCRIPTION)
    made: Channel = channel
    return made


def channel_xml(channel: Channel) -> tuple[bytes, bytes]:
    """The document of a channel in two parts, between which its trailers and items belong."""
    ours, xml = channel.podcast, channel.rss_str(pretty=True)
    xml = xml.replace(in_channel(tag("description", _DESCRIPTION)), in_channel(html("description", ours.html)), 1)
    start, end = xml.index(b"<rss"), xml.rindex(_CHANNEL_END)
    return b"".join((_DECLARATION, xml[start:end], in_channel(ours.lines))), xml[end:]
