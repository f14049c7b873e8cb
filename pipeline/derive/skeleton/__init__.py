"""A post to start from, in a form that `inspect` can read: made from what YouTube says of a video, and the words of its captions.

description -> intro, links, guests;  captions -> sentences -> who speaks -> sections;  all of it -> page
"""

from pipeline.derive.skeleton.description import title
from pipeline.derive.skeleton.page import Known, post
from pipeline.derive.skeleton.slugs import slugs

__all__ = ["Known", "post", "slugs", "title"]
