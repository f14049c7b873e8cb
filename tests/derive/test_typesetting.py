"""Letters are set in lines that fill their box and stay inside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.derive.pages.design import Letter
from pipeline.derive.pages.typesetting import Face, fitted, text_of

FACE = Face(lambda _: 0.5, capital=0.7, leading=1.1)  # each character is half as wide as high


def told(text: str, width: float, height: float) -> tuple[int, list[str]]:
    size, lines = fitted(tuple(map(Letter, text)), FACE, width, height)
    return size, [text_of(line) for line in lines]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Of wax and of wind and of water", ["Of wax and", "of wind and", "of water"]),
        ("Wax", ["Wax"]),
        ("Water mills and wind mills", ["Water", "mills and", "wind mills"]),
        ("Bienenwachskerzenmanufaktur", ["Bienenwachsker-", "zenmanufaktur"]),  # not one piece with a short rest
        ("", []),
    ],
)
def test_lines_are_about_equally_long(text: str, lines: list[str]) -> None:
    assert told(text, 300, 150)[1] == lines


def test_words_are_as_large_as_fits() -> None:
    small, large = told("Of wax and wind", 300, 150)[0], told("Of wax and wind", 600, 300)[0]
    assert large == pytest.approx(2 * small, abs=1)


def test_what_does_not_fit_at_the_smallest_size_is_cut() -> None:
    size, lines = told("wax " * 500, 300, 50)
    assert size >= 9
    assert 0 < len(lines) < 10


@given(st.lists(st.text("abc", min_size=1, max_size=60), max_size=8).map(" ".join), st.floats(100, 900), st.floats(100, 900))
def test_lines_stay_inside_their_box(text: str, width: float, height: float) -> None:
    size, lines = told(text, width, height)
    assert all(0.5 * len(line) * size <= width + len(line) for line in lines)  # the size is rounded to px
    assert len(lines) <= 1 or size * (FACE.capital + FACE.leading * (len(lines) - 1)) <= height + len(lines)
