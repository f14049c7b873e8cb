"""The podcast feed: RSS 2.0 with the iTunes tags, the Podcast Namespace and Podlove Simple Chapters."""

from pipeline.derive.feed.channel import feed

__all__ = ["feed"]
