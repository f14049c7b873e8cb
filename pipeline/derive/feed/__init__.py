"""The podcast feed: RSS 2.0 with the iTunes tags, the Podcast Namespace and Podlove Simple Chapters (`channel`, `item`), in pages."""

from pipeline.derive.feed.paging import Head, Item, Page, paged

__all__ = ["Head", "Item", "Page", "paged"]
