"""The author's own times, where no captions tell others."""

import re

from pipeline.derive.alignment import Placed
from pipeline.derive.marks import by_author
from tests.posts import post_of

POST = """---
title: Of wax
video: abcDEF_12-x
---

### What is wax? [0:20]

**Bo:** [0:30] What bees make.

And much more.

**Bo:** A lot, I say.

### Is it sweet?

**Bo:** [5:00] No.
"""


def test_a_post_stands_by_the_times_that_its_author_noted() -> None:
    post = post_of(POST)
    found = by_author(post, 200_000)
    assert found
    nowhere, asked, told = (Placed(at, at, 0.0 if at is None else 1.0) for at in (None, 20_000, 30_000))
    assert found.headings == (asked, nowhere)
    assert found.turns == (told, nowhere, nowhere)
    assert found.paragraphs == (told, nowhere, nowhere, nowhere)
    assert [str(problem).partition(" (")[0] for problem in found.problems] == [
        "episodes/p.md:16: warning: the time 5:00 is after the end of the recording"
    ]


def test_without_any_there_is_nothing() -> None:
    post = post_of(re.sub(r" \[.*?\]", "", POST))
    assert by_author(post, 200_000) is None
