"""Links and pictures of a post whose addresses are relative to a blog that nobody names, so that readers could not follow them."""

import re
from collections.abc import Iterator
from html import unescape

from pipeline.content.post import Post
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.source import Source

_RELATIVE = re.compile(r'\s(?:href|src)="(?!https?:|mailto:|#)([^"]+)"')  # sanitised HTML has every address in this form


def problems(post: Post, source: Source) -> Iterator[Problem]:
    """That such links and pictures are shown without their addresses, said once at the first of them."""
    addresses = dict.fromkeys(unescape(address) for html in _shown(post) if "=" in html for address in _RELATIVE.findall(html))
    if addresses:
        first, *others = addresses
        at = source.seek(first, 0)
        are = f"and {len(others)} more are addresses within your blog, and are" if others else "is an address within your blog, and is"
        hint = "write the blog's address as `assets:` into the feed file"
        yield Problem(Place(post.path, 1 if at is None else source.line_at(at)), f"`{first}` {are} left out", hint, Severity.WARNING)


def _shown(post: Post) -> Iterator[str]:
    yield post.notes
    for turn in post.turns:
        yield from (paragraph.html for paragraph in turn.paragraphs)
