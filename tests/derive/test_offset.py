"""Captions fitted over another sound by their pauses alone."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content.captions import Word
from pipeline.derive.offset import measure
from tests.talk import peaks, talk


def sloppy(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Starts that are a little off and ends that last until the next word, as automatic captions have them."""
    chance = random.Random(9)
    ends = [word.start for word in words[1:]] + [words[-1].end]
    return tuple(
        word._replace(start=max(word.start + chance.randint(-150, 150), 0), end=end) for word, end in zip(words, ends, strict=True)
    )


@pytest.mark.parametrize(("minutes", "offset"), [(60, 15_000), (20, -32_000), (10, 4_250), (3, 7_000), (20, 0), (20, 200)])
def test_one_offset_is_found(minutes: int, offset: int) -> None:
    words = talk(minutes)
    [found] = measure(peaks(words, offset), sloppy(words))
    assert abs(found - offset) <= 100 if abs(offset) > 250 else found == 0


@pytest.mark.parametrize("minute", [8, 15, 22])
def test_a_cut_is_found(minute: int) -> None:
    """Of forty seconds, wherever it is: near the beginning or the end, one of the two clocks stands out first."""
    words = talk(30)
    loud = peaks(words, 5_000)
    del loud[minute * 1_200 : minute * 1_200 + 800]
    found = measure(loud, sloppy(words))
    assert [round(offset, -3) for offset in found] == [-35_000, 5_000]


def test_a_stretch_off_by_the_same_is_no_cut() -> None:
    """Cues at whole seconds: a stretch stands out as the whole does, and not among the few shifts that are looked at first."""
    words = talk(2.5, seed=44)
    cues = [word._replace(start=word.start // 1000 * 1000) for word in words]
    assert len(measure(peaks(words, 5_000), cues)) == 1


@pytest.mark.parametrize(
    "loud",
    [[], [1000] * 36_000, [random.Random(1).randint(1, 20_000) for _ in range(36_000)], peaks(talk(30, seed=77), 0)],
    ids=["none", "a hum", "noise", "another talk"],
)
def test_what_cannot_be_measured_is_not(loud: list[int]) -> None:
    assert measure(loud, talk(30)) == ()


@pytest.mark.parametrize("seconds", [15, 30, 60, 120])
def test_a_short_recording_is_not_taken_for_another_clock(seconds: int) -> None:
    """Most shifts leave it nothing in common with its captions, which says nothing of the few that do."""
    for seed in range(4):
        captions = talk(seconds / 60, seed=seed)
        assert measure(peaks(talk(seconds / 60, seed=seed + 77), 0), captions) == ()


def test_no_words() -> None:
    assert measure(peaks(talk(3), 0), ()) == ()


@given(
    st.lists(st.integers(0, 32_768), max_size=200),
    st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 900), st.text(max_size=5)), max_size=20),
)
def test_anything_gives_offsets(loud: list[int], words: list[tuple[int, int, str]]) -> None:
    found = measure(loud, tuple(Word(text, start, start + length) for start, length, text in sorted(words)))
    assert found == tuple(sorted(set(found)))
    assert not found or max(map(abs, found)) <= 300_000
