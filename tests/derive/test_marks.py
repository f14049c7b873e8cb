"""The author's own times, where no captions tell others."""

import re
from collections.abc import Callable

import pytest

from pipeline.content.captions import Captions
from pipeline.content.text.timecode import exact
from pipeline.derive.align import align
from pipeline.derive.alignment import Placed
from pipeline.derive.marks import Mark, by_author, consistent
from tests import talk
from tests.pace import grows_evenly
from tests.posts import post_of

WORDS = talk.spelled(talk.talk(minutes=150))
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
    found = by_author(post, 300_000)
    assert found
    nowhere, asked, told = (Placed(at, at, 0.0 if at is None else 1.0) for at in (None, 20_000, 30_000))
    assert found.headings == (asked, nowhere)
    assert found.turns == (told, nowhere, nowhere)
    assert found.paragraphs == (told, nowhere, nowhere, nowhere)
    assert [str(problem).partition(" (")[0] for problem in found.problems] == [
        "episodes/p.md:16: warning: the time 5:00 is after the end of the recording"
    ]
    unmeasured = by_author(post, None)
    assert unmeasured
    assert (unmeasured.paragraphs[-1].start, unmeasured.problems) == (300_000, ())


@pytest.mark.parametrize(
    ("times", "left_out"),
    [((10, 50, 20, 30), {50: 20}), ((30, 10, 20), {30: 10}), ((10, 10, 20), {}), ((10, 20, 5, 30, 25), {5: 10, 30: 25})],
)
def test_the_most_times_that_rise_are_kept(times: tuple[int, ...], left_out: dict[int, int]) -> None:
    kept, problems = consistent([Mark(n, n, at * 1000) for n, at in enumerate(times)], "p.md", 60_000)
    assert [mark.at // 1000 for mark in kept] == [at for at in times if at not in left_out]
    assert [problem.message.partition(" in ")[0] for problem in problems] == [
        f"the time 0:{wrong:02} contradicts 0:{right:02}" for wrong, right in left_out.items()
    ]


def test_without_any_there_is_nothing() -> None:
    post = post_of(re.sub(r" \[.*?\]", "", POST))
    assert by_author(post, 200_000) is None


def test_many_times_may_be_compared_with_what_is_heard() -> None:
    def work(count: int) -> None:
        words = WORDS[: 3 * count]
        said = [words[at : at + 3] for at in range(0, len(words), 3)]
        paragraphs = "\n\n".join(f"[{exact(few[0].start)}] {' '.join(word.text for word in few)}" for few in said)
        post = post_of(f"---\ntitle: Of wax\n---\n\n### What is wax?\n\n**Bo:** Well.\n\n{paragraphs}\n")
        align(post, Captions.of(words, exact=True))

    assert grows_evenly(work, 1_200)


@pytest.mark.parametrize(
    "times",
    [
        lambda count: [*range(count), *[count - 10] * count],
        lambda count: [*range(count, 2 * count), *range(count)],
    ],
)
def test_many_times_may_contradict_each_other(times: Callable[[int], list[int]]) -> None:
    assert grows_evenly(lambda count: consistent([Mark(n, n, at) for n, at in enumerate(times(count))], "p.md", None), 5_000)
