"""Soundbites in front matter: what is read, and what is said where one cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content import frontmatter
from pipeline.content.keys.fences import Matter
from pipeline.content.soundbite import Soundbite, parse


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1:02-1:47", (62_000, 107_000, None)),
        ("1:02 – 1:47  What a   compiler is", (62_000, 107_000, "What a compiler is")),
        ("1:00:02.5-1:01:00 - so to speak", (3_602_500, 3_660_000, "- so to speak")),
        ("62-107 In seconds", (62_000, 107_000, "In seconds")),
        ("1:47-1:02", None),
        ("1:02", None),
        ("1:99-2:00", None),
        ("a great moment", None),
        ("", None),
    ],
)
def test_cases(text: str, found: tuple[int, int, str | None] | None) -> None:
    made = parse(text, 3)
    assert (made and (made.start, made.end, made.title)) == found


times = st.integers(0, 36_000).map(lambda seconds: seconds * 1000)


@given(times, times, st.none() | st.from_regex(r"\w+( \w+){0,4}", fullmatch=True))
def test_there_and_back(start: int, length: int, title: str | None) -> None:
    bite = Soundbite(start, start + length + 1000, title, 7)
    assert parse(bite.written, 7) == bite


@given(st.text())
def test_any_text_is_a_soundbite_or_none(text: str) -> None:
    assert parse(text, 1) is None or parse(text, 1) is not None


def test_front_matter_takes_one_or_a_list_and_names_lines() -> None:
    front, problems = frontmatter.read(Matter("title: T\nsoundbite:\n- 0:10-0:40 One\n- nonsense\n- [a]\n- 0:50-0:55 Short\n"), "one.md")
    assert [(bite.start, bite.title, bite.line) for bite in front.soundbites] == [(10_000, "One", 3), (50_000, "Short", 6)]
    assert [(problem.place.line, problem.is_error) for problem in problems] == [(4, True), (5, True), (6, False)]
    alone, _ = frontmatter.read(Matter("soundbite: 0:10-0:40\n"), "one.md")
    assert len(alone.soundbites) == 1
    assert frontmatter.read(Matter("soundbite:\n"), "one.md")[1] == ()
