"""A post made from a video is one that the pipeline reads: each case is a folder with what YouTube told and the post that must come out."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content import captions, clock, read_post
from pipeline.content.captions import Captions, Word
from pipeline.content.recording import RecordedVideo
from pipeline.derive import skeleton
from pipeline.derive.align import align
from pipeline.derive.skeleton import Known
from pipeline.derive.skeleton.page import escaped
from tests.expected import hold

CASES = Path(__file__).parent / "cases" / "skeleton"
HOST = Known("Tom Adair", "en", "Europe/Berlin")


def video_of(case: Path) -> RecordedVideo:
    told = json.loads((case / "video.json").read_text(encoding="utf-8"))
    moment = told.pop("published", None)
    marks = tuple((start, title) for start, title in told.pop("chapters", ()))
    return RecordedVideo(**told, published=datetime.fromisoformat(moment) if moment else None, chapters=marks)


def words_of(case: Path) -> Captions | None:
    path = next(case.glob("captions.*"), None)
    return captions.read(path.read_bytes(), path.name)[0] if path else None


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_cases(case: Path) -> None:
    video, words = video_of(case), words_of(case)
    text = skeleton.post(video, words, HOST)
    hold(case / "post.md", text)
    post, problems = read_post.read(text.encode(), "episodes/new.md", None, (), HOST.host)
    assert not problems
    assert post is not None
    assert post.video
    assert (post.video.id, post.draft, post.date) == (video.id, True, video.published)
    if words is None:
        return
    placed = align(post, words).headings
    assert [place.start for place in placed] == [heading.at for heading in post.headings]
    assert all(heading.chapter or not heading.at for heading in post.headings), "each but the introduction is a chapter"


NASTY = "so what did you do , and? How is it. I think `x` *y* __init__ <b> &amp; [a](b) # - 1. >> {{ x }} Ana: --- ご 。"


@st.composite
def talks(draw: st.DrawFn) -> Captions:
    """Whatever captions may hold, with some questions and turns in it."""
    said = st.sampled_from(NASTY.split())
    words, now = [], 0
    for text in draw(st.lists(st.one_of(said, st.text(min_size=1, max_size=8).filter(lambda word: word.split() == [word])), max_size=60)):
        start = now + draw(st.integers(0, 2000))
        now = start + draw(st.integers(0, 400))
        words.append(Word(text, start, now, draw(st.booleans())))
    return Captions(tuple(words), exact=True)


@given(st.text(max_size=80), st.text(max_size=200), st.one_of(st.none(), talks().filter(lambda talk: bool(talk.words))))
def test_anything_gives_a_post_that_is_read(title: str, description: str, words: Captions | None) -> None:
    told = RecordedVideo("abcdefghijk", title, description=description)
    text = skeleton.post(told, words, Known())
    post, problems = read_post.read(text.encode("utf-8", "replace"), "episodes/new.md", None)
    assert post is not None
    assert post.video
    assert (post.video.id, post.draft) == ("abcdefghijk", True)
    assert not any(problem.is_error for problem in problems)


@given(st.text(min_size=1, max_size=80))
def test_any_title_gives_a_name(title: str) -> None:
    name = skeleton.slug(title, "-Ab_cdefghi")
    assert name
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.startswith("-")
    assert len(name) <= 60


def test_a_long_title_is_cut_at_a_word() -> None:
    assert skeleton.slug("A word " * 20, "x") == "a-word-a-word-a-word-a-word-a-word-a-word-a-word-a-word-a"
    assert skeleton.slug("今日の話", "Ab_Cd-1") == "ab-cd-1"


@given(st.text("ab *_`<>[]()#-+.1&;{}%\\~|=:\n", max_size=30).map(lambda text: " ".join(text.split())).filter(bool))
def test_words_stay_words(text: str) -> None:
    post, _ = read_post.read(f"---\ntitle: t\n---\n\n### Why?\n\n**Ada:** x\n\n{escaped(text)}\n\n**Ada:** y\n".encode(), "p.md", None)
    assert post is not None


def test_a_label_is_a_time() -> None:
    assert clock.parse(clock.label(3_723_000)) == 3_723_000
