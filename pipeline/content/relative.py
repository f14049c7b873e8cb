"""Links and pictures of a post whose addresses are relative to a blog that nobody names, so that readers could not follow them."""

from collections.abc import Iterator
from html import unescape

from pipeline.content.markup.source import Source
from pipeline.content.post import Post
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.text.pattern import compiled

_RELATIVE = r'\s(?:href|src)="(?!https?:|mailto:|#)([^"]+)"'  # sanitised HTML has every address in this form


def problems(post: Post, source: Source) -> Iterator[Problem]:
    """That such links and pictures are shown without their addresses, said at the first of them, and in the same words of every post."""
    found = (compiled(_RELATIVE).search(html) for html in _shown(post) if "=" in html)
    if first := next(filter(None, found), None):
        at = source.seek(unescape(first[1]), 0)
        what = "this link or picture leads into your blog, whose address is not known, so that nobody could follow it"
        hint = "write the blog's address as `assets:` into the feed file"
        yield Problem(Place(post.path, 1 if at is None else source.line_at(at)), what, hint, Severity.WARNING)


def _shown(post: Post) -> Iterator[str]:
    yield post.notes
    for turn in post.turns:
        yield from (paragraph.html for paragraph in turn.paragraphs)
