"""Pinned enclosures: the address that apps have learnt stays as it is, letter by letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content import frontmatter
from pipeline.content.fences import Matter
from pipeline.content.pinned import Pinned, compose, parse

ODD = "https://Traffic.Host.example/p/12%20b.mp3?source=feed&id=1,2;3"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ODD, Pinned(ODD)),
        (f"  {ODD}\n 23456789\n audio/mpeg ", Pinned(ODD, 23456789, "audio/mpeg")),
        ("https://host.example/ü.mp3", Pinned("https://host.example/%C3%BC.mp3")),
        (f"{ODD} 0 audio/x-m4a", Pinned(ODD, 0, "audio/x-m4a")),
        ("", None),
        ("/audio/12.mp3", None),
        ("ftp://host.example/12.mp3", None),
        ("javascript:alert(1)", None),
        (f"{ODD} 23456789", None),
        (f"{ODD} many audio/mpeg", None),
        (f"{ODD} 12 text/html", None),
        (f"{ODD} {'9' * 5000} audio/mpeg", None),
        (f"{ODD} 12 audio/mpeg more", None),
    ],
)
def test_cases(text: str, found: Pinned | None) -> None:
    assert parse(text) == found


@given(st.integers(0, 10**15 - 1) | st.none(), st.from_regex(r"[!-~]{0,20}", fullmatch=True))
def test_there_and_back(size: int | None, path: str) -> None:
    made = parse(f"https://host.example/{path}")
    pinned = made and Pinned(made.address, size, None if size is None else "audio/mpeg")
    assert pinned is None or parse(compose(pinned)) == pinned


@given(st.text())
def test_any_text_is_pinned_or_none(text: str) -> None:
    found = parse(text)
    assert found is None or found.address.isascii()


def test_the_front_matter_leaves_a_blogs_own_key_alone() -> None:
    for value in ("/audio/12.mp3", "[a, b]", "{url: x}"):
        front, problems = frontmatter.read(Matter(f"enclosure: {value}\n"), "one.md")
        assert front.enclosure is None
        assert not any(problem.is_error for problem in problems)
