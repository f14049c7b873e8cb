"""Where a block of an edited text begins among the words that were spoken: between the last word found before it and the first one in it."""

import pytest

from pipeline.derive.align.boundary import Boundary, Stretch, boundary, estimate
from pipeline.derive.align.tape import Tape

NONE = -1


def tape(size: int = 40, *, turns: tuple[int, ...] = (), silences: tuple[int, ...] = (), exact: bool = False) -> Tape:
    """Words of half a second each, some behind a second of silence."""
    starts = [500 * key + 1000 * sum(silence <= key for silence in silences) for key in range(size)]
    ends = [start + 500 for start in starts]
    return Tape(["words"] * size, starts, ends, [*range(size + 1)], [*turns], ends[-1], exact, [] if exact else [0])


def around(position: int, found: list[int], size: int = 40, unsaid: int = 0) -> tuple[int, ...]:
    """The words around a boundary, behind so many that nobody said, and how many are not found on its sides."""
    whole = range(len(found))
    made = boundary(range(position - unsaid, position), len(found), found, Stretch(whole, whole, range(size)))
    assert made.position == position
    return made[1:5]


def test_a_boundary_lies_between_the_words_that_were_found() -> None:
    assert around(2, [4, 5, 9, 10]) == (5, 9, 0, 0)
    assert around(2, [4, NONE, NONE, NONE, 10]) == (4, 10, 1, 2)
    assert around(0, [4, 5]) == (-1, 4, 0, 0)
    assert around(2, [NONE, NONE, 6]) == (-1, 6, 2, 0)
    assert around(1, [4, NONE, NONE]) == (4, 40, 0, 2)


@pytest.mark.parametrize(("end", "anew"), [(3, 1.0), (5, 1.0), (8, 0.25), (14, 0.0625)])
def test_a_block_is_worded_anew_as_far_as_its_words_are_not_found(end: int, anew: float) -> None:
    found = [0, 1, NONE, NONE, NONE, *range(20, 30)]
    whole = range(len(found))
    assert boundary(range(2, 2), end, found, Stretch(whole, whole, range(40))).anew == anew


def test_words_of_a_topic_are_on_neither_side_of_a_boundary() -> None:
    """Nor are those of them that happen to be found."""
    assert around(4, [4, NONE, NONE, NONE, 10], unsaid=2) == (4, 10, 1, 0)
    assert around(4, [4, NONE, 7, NONE, NONE, 10], unsaid=2) == (4, 10, 1, 1)
    assert around(3, [NONE, NONE, NONE, 6], unsaid=3) == (-1, 6, 0, 0)
    assert around(4, [4, 5, NONE, NONE], unsaid=2) == (5, 40, 0, 0)


def test_a_word_found_far_before_those_behind_it_does_not_open_a_block() -> None:
    far = [0, 1, 3, 36, 37, 38]
    assert around(2, far, 60) == (1, 36, 0, 1)
    assert around(2, [0, 1, 3, NONE, NONE, 39], 60) == (1, 39, 0, 3)
    assert around(2, [0, 1, 3, 4, 35, 36], 60) == (1, 3, 0, 0)
    assert around(2, [0, 1, NONE, 3, NONE, NONE, NONE, 39], 60) == (1, 3, 0, 1)


def test_one_word_found_before_the_others_does_not_open_a_block() -> None:
    """Eight words away the next one is another matter, but not where the first two stand side by side."""
    assert around(2, [0, 1, 3, 13, 14], 60) == (1, 13, 0, 1)
    assert around(2, [0, 1, 3, NONE, 14, 15], 60) == (1, 14, 0, 2)
    assert around(2, [0, 1, 3, 12, 13], 60) == (1, 3, 0, 0)
    assert around(2, [0, 1, 3, 4, 15, 16], 60) == (1, 3, 0, 0)


def test_a_first_word_found_alone_does_not_open_a_block() -> None:
    assert around(2, [0, 1, 3, NONE, NONE, NONE, 39], 60) == (1, 39, 0, 4)
    assert around(2, [0, 1, 3, NONE, NONE, 6], 60) == (1, 3, 0, 0)
    assert around(2, [0, 1, 3, NONE, NONE], 60) == (1, 3, 0, 0)


def test_the_last_word_of_a_block_found_far_behind_the_others_does_not_close_it() -> None:
    """Half a minute of talk was left out in between, in which the next block may begin."""
    assert around(3, [0, 1, 45, 50, 51], 60) == (1, 50, 1, 0)
    assert around(4, [0, 1, 45, 46, 50, 51], 60) == (1, 50, 2, 0)
    assert around(5, [0, 1, NONE, NONE, 45, 50, 51], 60) == (1, 50, 3, 0)
    assert around(3, [0, 1, 30, 50, 51], 60) == (30, 50, 0, 0)
    assert around(5, [0, 1, 45, 46, 47, 50, 51], 60) == (47, 50, 0, 0)
    assert around(1, [45, 50, 51], 60) == (45, 50, 0, 0)


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (Boundary(5, 9, 10, 0, 0), 10),
        (Boundary(5, 9, 20, 0, 0), 18),  # one in five of ten unwritten words opens the block
        (Boundary(5, 9, 12, 1, 1), 11),  # two that are written and not found, one on each side
        (Boundary(5, 9, 14, 0, 4), 10),
        (Boundary(5, 9, 14, 4, 0), 14),
        (Boundary(5, 9, 40, 0, 0), 37),  # no more than three words that are not written
        (Boundary(5, 9, 40, 0, 5), 32),
        (Boundary(5, NONE, 10, 0, 3), 7),
        (Boundary(5, NONE, 2, 0, 3), 0),
        (Boundary(5, 9, 40, 0, 5, 1.0), 10),  # a question that was worded anew took all of them
        (Boundary(5, 9, 40, 5, 5, 1.0), 15),
        (Boundary(5, 9, 40, 0, 5, 0.5), 20),  # half of what is not written, and the fifth of the other half
        (Boundary(5, 9, 140, 0, 5, 1.0), 105),  # of very many, twice as many as it has and twenty: the rest belongs to what came before
        (Boundary(5, 9, 140, 0, 5, 0.5), 117),
    ],
)
def test_unwritten_words_are_shared_out_between_the_sides(made: Boundary, key: int) -> None:
    assert estimate(made, tape(160)) == key


def test_a_change_of_speaker_opens_the_block_nearest_to_its_words() -> None:
    made = Boundary(5, 9, 20, 0, 2)
    assert estimate(made, tape(turns=(3, 16, 19, 30))) == 19
    assert estimate(made, tape(turns=(3, 14, 21))) == estimate(made, tape())
    assert estimate(made, tape(turns=(20,))) == 20


def test_a_change_of_speaker_behind_a_question_that_was_worded_anew_does_not_open_it() -> None:
    assert estimate(Boundary(5, 9, 40, 0, 5, 1.0), tape(turns=(11, 40))) == 11
    assert estimate(Boundary(5, 9, 40, 0, 5, 1.0), tape(exact=True, silences=(11, 33))) == 11
    assert estimate(Boundary(5, 9, 40, 0, 5), tape(turns=(11, 40))) == 40


def test_a_silence_between_measured_words_opens_the_block() -> None:
    made = Boundary(5, 9, 20, 0, 2)
    assert estimate(made, tape(exact=True)) == 18
    assert estimate(made, tape(exact=True, silences=(16, 17))) == 17
    assert estimate(made, tape(exact=True, silences=(16,), turns=(20,))) == 20
    assert estimate(made, tape(silences=(16,))) == estimate(made, tape())
