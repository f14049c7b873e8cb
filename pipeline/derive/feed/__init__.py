"""The podcast feed: RSS 2.0 with the iTunes tags, the Podcast Namespace and Podlove Simple Chapters.

`paging` has its parts and says which item is on which page. `channel` writes a page, by way of feedgen (`extension`), and `item` an item.
Both consist of `tags`; the texts of an item are `notes`, made of `pieces` of HTML that apps show.
"""

from pipeline.derive.feed.paging import Head, Item, Page, paged

__all__ = ["Head", "Item", "Page", "paged"]
