"""The podcast feed: RSS 2.0 with the iTunes tags, the Podcast Namespace and Podlove Simple Chapters."""

from pipeline.derive.feed.channel import Page, document, documents, feed, paged
from pipeline.derive.feed.item import Item, item

__all__ = ["Item", "Page", "document", "documents", "feed", "item", "paged"]
