"""Moments and the ways people write them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.content.text import timecode


def moments() -> st.SearchStrategy[int]:
    return st.integers(0, 99 * timecode.HOUR)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("0:07", 7_000),
        ("12:34", 754_000),
        ("1:02:03", 3_723_000),
        ("01:02:03,5", 3_723_500),
        ("754", 754_000),
        ("754.25", 754_250),
        ("90s", 90_000),
        ("1h2m3s", 3_723_000),
        ("2H", 7_200_000),
        ("1h 02m 03s", 3_723_000),
        ("12min34s", 754_000),
        ("62'03\"", 3_723_000),
        ("12′34″", 754_000),
        ("90:00", 5_400_000),
        ("١:٢٣", 83_000),
    ],
)
def test_ways_to_write_a_moment(text: str, moment: int) -> None:
    assert timecode.parse(text) == moment


@pytest.mark.parametrize(
    "text", ["", "x", "1:75", "1:61:00", "12:3", "h", "1:2:3:4", "-5", "52°31′12″", "12'34", "9" * 400, "1" * 5000 + "h"]
)
def test_what_is_no_moment(text: str) -> None:
    assert timecode.parse(text) is None


@given(moments())
def test_labels_read_back_to_the_second(moment: int) -> None:
    assert timecode.parse(timecode.label(moment)) == moment // 1000 * 1000


@given(moments(), st.sampled_from(".,"))
def test_exact_forms_read_back(moment: int, decimal: str) -> None:
    assert timecode.parse(timecode.exact(moment, decimal)) == moment


@given(st.lists(st.one_of(st.integers(0, timecode.HOUR), moments())))
@example([4 * timecode.HOUR])  # the first moment beyond the table
def test_many_moments_are_told_as_each_is(given: list[int]) -> None:
    assert timecode.exacts(given, ",") == [timecode.exact(moment, ",") for moment in given]


@given(st.lists(moments()))
def test_seconds_are_told_as_python_writes_them(given: list[int]) -> None:
    assert timecode.seconds(given) == [repr(moment / timecode.SECOND) for moment in given]


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    found = timecode.parse(text)
    assert found is None or found >= 0
