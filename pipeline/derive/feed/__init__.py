"""The podcast feed: RSS 2.0 with the iTunes tags, the Podcast Namespace and Podlove Simple Chapters."""

from pipeline.derive.feed.channel import Document, Page, document, documents, feed, paged
from pipeline.derive.feed.item import Head, Item, item

__all__ = ["Document", "Head", "Item", "Page", "document", "documents", "feed", "item", "paged"]
