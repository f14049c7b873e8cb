"""Addresses in posts that are relative to their author's blog, which `check` tells of where no feed file says where that is."""

import pytest

from pipeline.content.background import Background
from pipeline.content.read_post import read


def told(text: str, feed: Background | None) -> list[str]:
    return [str(problem) for problem in read(text.encode(), "episodes/p.md", feed)[1] if "your blog" in problem.message]


TEXT = """\
---
title: Wax
video: abcDEF_12-x
---

Bo makes [wax](/blog/wax).

### Why wax?

**Bo Lind:** It burns: see [my page](../wax.html), ![a candle](candle.png) and [that](https://wax.example/).
"""


def test_an_address_relative_to_an_unknown_blog_is_told_of_once_with_its_line() -> None:
    (line,) = told(TEXT, Background(host="Ana Ruiz"))
    said = "this link or picture leads into your blog, whose address is not known, so that nobody could follow it"
    assert line == f"episodes/p.md:6: warning: {said} (write the blog's address as `assets:` into the feed file)"


def test_with_the_address_of_the_blog_all_is_well() -> None:
    assert told(TEXT, Background(assets="https://blog.example/")) == []


@pytest.mark.parametrize(
    "link", ["https://wax.example/", "//wax.example/", "mailto:bo@wax.example", "#wax", "{{ page.url }}", "tel:123", "bo.lind@wax.example"]
)
def test_other_addresses_need_no_blog(link: str) -> None:
    assert told(f"# T\n\n[wax]({link})\n\n### Why wax?\n\n**Bo:** It burns.\n", Background()) == []


def test_without_a_feed_file_there_is_nothing_to_say() -> None:
    assert told(TEXT, None) == []
