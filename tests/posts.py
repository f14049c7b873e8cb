"""A post as it is read from its text."""

from pipeline.content.background import Background
from pipeline.content.post import Post
from pipeline.content.read_post import read


def post_of(text: str, feed: Background | None = None) -> Post:
    """The post, of whose problems nothing is told; a text that gives none fails the test."""
    found, problems = read(text.encode(), "episodes/p.md", feed)
    assert found, problems
    return found
