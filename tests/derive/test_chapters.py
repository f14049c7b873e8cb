import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content.post import Post, Section
from pipeline.content.show import ChapterSource
from pipeline.content.text import timecode
from pipeline.derive.align import align
from pipeline.derive.alignment import Alignment, Candidate, Placed
from pipeline.derive.chapters import SHORTEST, Chapter, chapters, chapters_json, read_json
from pipeline.derive.marks import by_author
from pipeline.derive.take import Take
from tests.interview import heading, marked, post, talk

HOUR = 3_600_000


def asked(*seconds: float | None) -> tuple[Post, Alignment]:
    """A post with a question at each of these times; None abstained."""
    sections = tuple(Section(heading(10 * n, f"Question {n}?"), ()) for n in range(1, len(seconds) + 1))
    placed = tuple(
        Placed(None, None, 0.2) if second is None else Placed(round(second * 1000), round(second * 1000) + 900, 0.95) for second in seconds
    )
    return post(sections), Alignment(placed, (), (), (), 1.0)


def titles(made: tuple[Chapter, ...]) -> list[tuple[float, str]]:
    return [(chapter.start / 1000, chapter.title) for chapter in made]


def test_what_comes_before_the_first_question_is_the_introduction() -> None:
    made, problems = chapters(*asked(65.2, 200), Take(HOUR))
    assert titles(made) == [(0, "Introduction"), (65, "Question 1?"), (200, "Question 2?")]
    assert [(chapter.end, chapter.line) for chapter in made] == [(65_000, None), (200_000, 10), (HOUR, 20)]
    assert not problems


@pytest.mark.parametrize(("title", "begins"), [("Introduction", 0), ("INTRODUCTION", 0), ("An introduction", 65)])
def test_an_introduction_of_its_own_is_the_only_one(title: str, begins: int) -> None:
    written, alignment = asked(65, 200)
    own = written.sections[0]._replace(heading=heading(10, title))
    made, _ = chapters(written._replace(sections=(own, *written.sections[1:])), alignment, Take(HOUR))
    assert titles(made)[-2:] == [(begins, title), (200, "Question 2?")]
    assert (made[0].start, len(made)) == (0, 3 if begins else 2)


def test_the_introduction_is_called_so_in_the_language_of_the_talk() -> None:
    asking, alignment = asked(65.2, 200)
    for own, shows, told in ((None, "ja", "はじめに"), ("de-AT", "ja", "Einleitung"), (None, "eo", "Introduction")):
        made, _ = chapters(asking._replace(language=own), alignment, Take(HOUR, shows))
        assert made[0].title == told


def test_a_first_question_within_ten_seconds_begins_at_0() -> None:
    made, problems = chapters(*asked(4, 60), Take(HOUR))
    assert titles(made) == [(0, "Question 1?"), (60, "Question 2?")]
    assert not problems


@pytest.mark.parametrize(
    ("seconds", "first", "short"),
    [((4, 13, 60), "Question 1?", ()), ((0, 8, 15, 60), "Question 1?", ("Question 2?",)), ((12, 20, 60), "Introduction", ("Question 1?",))],
)
def test_a_first_chapter_under_ten_seconds_is_what_begins_if_the_next_one_comes_later(
    seconds: tuple[int, ...], first: str, short: tuple[str, ...]
) -> None:
    made, problems = chapters(*asked(*seconds), Take(HOUR))
    number = len(seconds)
    assert titles(made) == [(0, first), (seconds[-2], f"Question {number - 1}?"), (seconds[-1], f"Question {number}?")]
    assert all(title in problem.message for title, problem in zip(short, problems, strict=True))


def test_ten_seconds_are_enough_for_a_chapter() -> None:
    made, problems = chapters(*asked(10, 20, 3590), Take(HOUR))
    assert titles(made) == [(0, "Introduction"), (10, "Question 1?"), (20, "Question 2?"), (3590, "Question 3?")]
    assert not problems


def test_a_chapter_under_ten_seconds_joins_the_one_before_and_is_told() -> None:
    made, problems = chapters(*asked(60, 120, 126, 3595), Take(HOUR))
    assert titles(made) == [(0, "Introduction"), (60, "Question 1?"), (126, "Question 3?")]
    short, hint = (
        "too short for a chapter, and so part of the one beside it",
        "apps show chapters of ten seconds or more; nothing needs to be done",
    )
    told = "“Question 2?” at 2:00, “Question 4?” at 59:55"
    assert [str(problem) for problem in problems] == [f"episodes/talk.md:20: warning: {short}: {told} ({hint})"]


def test_many_chapters_under_ten_seconds_are_told_in_one_line() -> None:
    _, [problem] = chapters(*asked(60, 62, 64, 66, 68, 70), Take(HOUR))
    assert problem.message.endswith("“Question 3?” at 1:04, 2 more")
    _, [problem] = chapters(*asked(60, 62, 64, 66), Take(HOUR))
    assert problem.message.endswith("“Question 3?” at 1:04")


def test_a_heading_that_abstained_is_told_with_its_places_and_the_comment_to_paste() -> None:
    given_post, alignment = asked(60, None)
    unsure = Placed(None, None, 0.2, (Candidate(754_000, 0.2, "so tell me | how did you"), Candidate(700_000, 0.1, "and then | we went")))
    made, problems = chapters(given_post, alignment._replace(headings=(alignment.headings[0], unsure)), Take(HOUR))
    assert titles(made) == [(0, "Introduction"), (60, "Question 1?")]
    assert [str(problem) for problem in problems] == [
        (
            "episodes/talk.md:20: warning: it is not certain when “Question 2?” is asked: 12:34 (“so tell me | how did you”) or 11:40 (“and then | we went”)"
            " (listen there, and write the right time below the heading: <!-- at 12:34 -->)"
        )
    ]


def test_what_is_told_of_chapters_stands_in_the_order_of_the_post() -> None:
    given_post, alignment = asked(60, 61, None)
    unsure = Placed(None, None, 0.2, (Candidate(754_000, 0.2, "so | how"), Candidate(700_000, 0.1, "and | we")))
    _, problems = chapters(given_post, alignment._replace(headings=(*alignment.headings[:2], unsure)), Take(HOUR))
    assert [problem.place.line for problem in problems] == [10, 30]


def test_headings_that_are_no_chapters_and_posts_that_want_none() -> None:
    given_post, alignment = asked(60, 120)
    remark = given_post.sections[1]._replace(heading=heading(20, "That is a good point."))
    assert remark.heading is not None
    silent = given_post._replace(sections=(given_post.sections[0], remark._replace(heading=remark.heading._replace(chapter=None))))
    assert titles(chapters(silent, alignment, Take(HOUR))[0]) == [(0, "Introduction"), (60, "Question 1?")]
    assert chapters(given_post._replace(chapters=ChapterSource.OFF), alignment, Take(HOUR)) == ((), ())


def test_without_captions_the_authors_own_times_are_chapters() -> None:
    spoken = talk()
    noted = marked(spoken.post(), {1: 60_000, 4: 300_000})
    made, _ = chapters(noted, by_author(noted, HOUR), Take(HOUR))
    assert [(chapter.start, chapter.confidence) for chapter in made] == [(0, 1.0), (60_000, 1.0), (300_000, 1.0)]
    assert chapters(spoken.post(), None, Take(HOUR)) == ((), ())


def test_the_problems_of_the_captions_are_told_with_those_of_the_chapters() -> None:
    given_post = talk(seed=1).post()
    alignment = align(given_post, talk(seed=2).captions())
    assert chapters(given_post, alignment, Take(HOUR)) == ((), alignment.problems)


@given(st.lists(st.none() | st.floats(0, 4000), max_size=12), st.integers(0, 4_000_000))
def test_chapters_are_in_order_begin_at_0_last_ten_seconds_and_stay_inside_the_media(seconds: list[float | None], duration: int) -> None:
    times = iter(sorted(second for second in seconds if second is not None))
    made, _ = chapters(*asked(*(None if second is None else next(times) for second in seconds)), Take(duration))
    assert not made or (made[0].start == 0 and made[-1].end == duration)
    assert all(chapter.end - chapter.start >= SHORTEST for chapter in made)
    assert all(one.end == two.start for one, two in pairwise(made))
    read = json.loads(chapters_json(made))["chapters"]
    assert all(two["startTime"] - one["startTime"] >= 10 for one, two in pairwise(read))


def test_json_chapters_have_whole_seconds() -> None:
    made, _ = chapters(*asked(65.9, 200), Take(HOUR))
    assert json.loads(chapters_json(made)) == {
        "version": "1.2.0",
        "chapters": [
            {"startTime": 0, "title": "Introduction"},
            {"startTime": 65, "title": "Question 1?"},
            {"startTime": 200, "title": "Question 2?"},
        ],
    }


@given(st.lists(st.builds(Chapter, st.integers(0, 360_000).map(lambda second: 1000 * second), st.just(HOUR), st.text(min_size=1))))
def test_the_file_is_read_back(made: list[Chapter]) -> None:
    assert [(timecode.parse(start), title) for start, title in read_json(chapters_json(made).encode())] == [
        (one.start, one.title) for one in made
    ]


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"chapters": 1}', b'{"chapters": [1]}', b'{"chapters": [{"title": "A"}]}', b"[" * 99_999]
)
def test_what_lists_no_chapters_gives_none(data: bytes) -> None:
    assert read_json(data) == ()
