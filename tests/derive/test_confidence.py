"""How sure a boundary is: by how many seconds it leaves open, and how near the text is to what was said."""

from collections.abc import Sequence

import pytest

from pipeline.derive.align.boundary import Boundary
from pipeline.derive.align.confidence import Judge
from pipeline.derive.align.fidelity import Fidelity
from pipeline.derive.align.tape import Tape

NONE = -1
WORDS = 400


def tape(*, silence: int = 0, cues: tuple[int, ...] = ()) -> Tape:
    """Words of half a second each, with so many milliseconds of silence before the hundredth."""
    starts = [500 * key + silence * (key >= 100) for key in range(WORDS)]
    ends = [start + 500 for start in starts]
    return Tape(["word"] * WORDS, starts, ends, [*range(WORDS + 1)], [], ends[-1], not cues, [*cues])


def wide(place: Boundary, made: Tape, *behind: int) -> float:
    """The seconds beyond three that a boundary leaves open. All words are found but its head, and those that are told of behind it."""
    found = [*range(place.position), *[NONE] * place.head, *(behind or range(place.after, WORDS))]
    return round(Judge(found, made).evidence(place, place.after)[1], 2)


@pytest.mark.parametrize(
    ("place", "seconds"),
    [
        (Boundary(100, 99, 106, 6, 0), 0),  # six words of the answer before, said in other words
        (Boundary(100, 99, 120, 0, 0), 7),
        (Boundary(100, 99, 140, 0, 0), 10),  # nobody says something else for more than thirteen seconds before what is as said,
        (Boundary(100, 99, 140, 0, 1), 10),  # the first word or not;
        (Boundary(100, 99, 140, 0, 2), 17),  # without the first two, it may have been asked before
        (Boundary(100, 99, 190, 0, 2), 27),
        (Boundary(100, 99, 140, 30, 2), 3),
        (Boundary(100, NONE, 100, 0, 0), 0),
        (Boundary(100, NONE, 100, 0, 2), 1),  # two words that may have been eight
        (Boundary(100, NONE, 3, 0, 8), 0.5),
        (Boundary(100, NONE, 100, 0, 2, 0.25), 8.5),  # and a quarter of half a minute
        (Boundary(100, NONE, 20, 0, 2, 0.5), 6),  # and half of all that was said before
        (Boundary(WORDS - 1, WORDS - 2, WORDS, 0, 1), 27),  # nothing of what follows is found
        (Boundary(100, 99, 100, 0, 3), 0),
        (Boundary(100, 99, 100, 0, 8), 2),  # five words more than an editor adds, which nobody had the time to say
        (Boundary(100, 99, 102, 0, 8), 1),
    ],
)
def test_the_width_of_a_boundary_is_the_time_that_it_leaves_open(place: Boundary, seconds: float) -> None:
    assert wide(place, tape()) == seconds


@pytest.mark.parametrize(
    ("behind", "seconds"),
    [
        ((*[140, 141, 142, 143, 144, 145], NONE, NONE, NONE), 10),
        ((*[140, 141, 142, 143, 144], NONE, NONE, NONE, NONE, 149), 17),
        ((140, 141, 142, 143, 144, 148), 10),
        ((140, 141, 142, 143, 144, 149), 17),
    ],
)
def test_the_first_words_are_as_said_if_six_of_nine_are_there(behind: tuple[int, ...], seconds: float) -> None:
    assert wide(Boundary(100, 99, 140, 0, 0), tape(), *behind) == seconds


@pytest.mark.parametrize(
    ("place", "silence", "seconds"),
    [
        (Boundary(100, 99, 100, 0, 1), 8_000, 5),
        (Boundary(100, 99, 100, 0, 1), 5_001, 2),
        (Boundary(100, 99, 100, 0, 1), 5_000, 0),  # so long somebody may be silent
        (Boundary(100, 99, 100, 0, 0), 8_000, 0),  # all words are found: none of them was said in it
        (Boundary(100, 95, 100, 4, 1), 8_000, 13.5),
        (Boundary(101, 100, 101, 0, 1), 8_000, 0),
        (Boundary(99, 98, 99, 0, 1), 8_000, 0),
    ],
)
def test_a_hole_in_the_captions_is_open_if_words_are_missing_there(place: Boundary, silence: int, seconds: float) -> None:
    assert wide(place, tape(silence=silence)) == seconds


@pytest.mark.parametrize(
    ("place", "cues", "seconds"),
    [
        (Boundary(100, 99, 100, 0, 0), (0, 100, 200), 0),
        (Boundary(100, 99, 100, 0, 0), (0, 200), 12),  # in the middle of a cue of 100 seconds
        (Boundary(100, 99, 100, 0, 0), (80, 120), 3.71),  # of 20 seconds
        (Boundary(100, 99, 120, 0, 0), (0, 240), 16.24),
    ],
)
def test_a_word_inside_a_cue_is_open_by_the_length_of_the_cue(place: Boundary, cues: tuple[int, ...], seconds: float) -> None:
    assert wide(place, tape(cues=cues)) == seconds


@pytest.mark.parametrize(
    ("found", "share"),
    [
        ([*range(100)], 1),
        ([NONE if n % 3 == 2 else n for n in range(99)], 98 / 99),
        ([NONE if n % 2 else n for n in range(100)], 0),
        ([n + 3 * (n // 6) for n in range(60)], 1),
        ([n + 2 * n for n in range(60)], 0),
        ([0, 1, 2, 3, 4, 8], 1),
        ([0, 1, 2, 3, 4, 9], 0),
        ([0, 1, 2, 3, 4, NONE, NONE, NONE, 5], 1),
        ([0, 1, 2, 3, 4, NONE, NONE, NONE, NONE, 5], 0),
        ([], 0),
        ([*range(45), *[NONE] * 9, *range(45, 91)], 0.91),
        ([*range(45), *[NONE] * 10, *range(55, 100)], 1),  # a tenth in a row was never said, and tells nothing of the rest
        ([*range(90), *[NONE] * 12, *range(90, 188)], 188 / 200),
        ([*range(90), *[NONE] * 13, *range(90, 187)], 1),  # nor could thirteen words be, for which there is no room
        ([*range(90), *[NONE] * 19, *range(96, 187)], 181 / 187),
        ([*range(90), *[NONE] * 18, *range(96, 188)], 182 / 200),
    ],
)
def test_a_text_is_as_said_as_far_as_its_words_are_close_together_in_both(found: list[int], share: float) -> None:
    assert Judge(found, tape()).evidence(Boundary(0, NONE, 0, 0, 0), 0)[0] == pytest.approx(share)


@pytest.mark.parametrize(("key", "share"), [(0, 0.75), (2500, 0.75), (4000, 0.65), (5000, 0.65), (8000, 0.65)])
def test_where_a_text_is_condensed_no_more_of_it_is_as_said_because_the_rest_is(key: int, share: float) -> None:
    found = [*range(4000), *(NONE if key // 12 % 2 else key for key in range(4000, 8000))]
    assert Fidelity(found, 8000).around(key) == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize(
    ("behind", "share"),
    [
        (range(100, 112), 1),
        ([*[NONE] * 6, *range(106, 112)], 0.5),
        (range(133, 145), 1),
        (range(134, 146), 11 / 12),  # the last one has too much between it and the beginning
        (range(98, 110), 10 / 12),  # the first two are said before it
        ((*[NONE] * 12, 112, 113), 0),
        ((100, NONE, NONE, NONE), 0.25),
        ((), 1),
    ],
)
def test_of_the_first_words_of_a_block_those_speak_for_a_place_that_are_heard_there(behind: Sequence[int], share: float) -> None:
    found = [*range(90), *[NONE] * 10, *behind]
    assert Judge(found, tape()).evidence(Boundary(100, 89, 100, 10, 0), 100)[3] == pytest.approx(share)


@pytest.mark.parametrize(
    ("found", "place", "sure"),
    [
        ([*range(100)], Boundary(50, 49, 50, 0, 0), 0.968),
        ([*range(100)], Boundary(50, 49, 62, 0, 0), 0.847),
        ([*range(100)], Boundary(50, 49, 70, 0, 0), 0.67),
        ([*range(45), *[NONE] * 9, *range(45, 91)], Boundary(20, 19, 20, 0, 0), 0.955),
        ([NONE] * 60, Boundary(50, NONE, WORDS, 0, 0), 0.0),
        ([*range(100)], Boundary(100, 99, 110, 0, 0), 0.948),  # behind the last word of the text
        ([*range(10), *range(390, 400)], Boundary(5, 4, 5, 0, 0), 0.812),  # a twentieth of all that is heard
        ([*range(200, 210), *range(390, 400)], Boundary(5, 204, 205, 0, 0), 0.945),
        ([*range(200), *[NONE] * 15, *range(215, 400)], Boundary(198, 197, 198, 0, 0), 0.891),  # of the next 25 words 10 are found
        ([*range(200), *[NONE] * 12, *range(212, 400)], Boundary(199, 198, 199, 0, 0), 0.918),
    ],
)
def test_confidence_falls_with_all_that_speaks_against_a_boundary(found: list[int], place: Boundary, sure: float) -> None:
    assert round(Judge(found, tape()).confidence(place, place.after), 3) == sure
