"""A post made from a video is one that the pipeline reads."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from pipeline.content import clock, read_post
from pipeline.content.problem import errors
from pipeline.content.recording import RecordedVideo
from pipeline.derive import skeleton


def test_the_skeleton_reads_back() -> None:
    told = RecordedVideo(
        "abcdefghijk",
        'Ada Example: "On Compilers"',
        published=datetime(2026, 3, 1, 8, tzinfo=UTC),
        description="Ada builds compilers.\nMore text.",
        chapters=((0, "Intro"), (65_000, "Why compilers?")),
    )
    post, problems = read_post.read(skeleton.post(told).encode(), "episodes/ada.md", None)
    assert not errors(problems)
    assert post is not None
    assert (post.title, post.date, post.video and post.video.id) == (told.title, told.published, told.id)
    assert [(heading.text, heading.at) for heading in post.headings] == [("Intro", 0), ("Why compilers?", 65_000)]


@given(st.text(min_size=1, max_size=80))
def test_any_title_gives_a_slug_and_a_post(title: str) -> None:
    name = skeleton.slug(title)
    assert name
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    read_post.read(skeleton.post(RecordedVideo("abcdefghijk", title)).encode("utf-8", "replace"), "episodes/x.md", None)


def test_a_label_is_a_time() -> None:
    assert clock.parse(clock.label(3_723_000)) == 3_723_000
