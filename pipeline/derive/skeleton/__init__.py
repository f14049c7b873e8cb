"""A post to start from, in a form that `inspect` can read: made from what YouTube says of a video, and the words of its captions.

`description` gives intro, links and guests. The captions become sentences (`speech`, by the words in `discourse`), then turns of host and
guest (`roles`), then `sections` with headings. `page` writes all of it, and `slugs` are the names that its file may get.
"""

from pipeline.derive.skeleton.description import title
from pipeline.derive.skeleton.page import Known, post
from pipeline.derive.skeleton.slugs import slugs

__all__ = ["Known", "post", "slugs", "title"]
