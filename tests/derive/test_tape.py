"""The captions as a tape: when each of their words is said, and how well that is known."""

from pipeline.content.captions import Captions, Word
from pipeline.derive.align.tape import cut, shifted, tape
from tests.interview import PACE, heard

TEN_WORDS = heard("one two three four five six seven eight nine ten")


def test_a_word_is_known_the_less_the_further_it_is_from_told_times() -> None:
    made = tape(TEN_WORDS._replace(exact=False, cues=(0, 6)))
    assert [made.blur(key) for key in range(10)] == [0, *(PACE * n // 6 for n in (5, 8, 9, 8, 5)), 0, *(PACE * n // 4 for n in (3, 4, 3))]


def test_words_with_times_of_their_own_are_known() -> None:
    made = tape(TEN_WORDS._replace(cues=(0, 6)))
    assert [made.blur(key) for key in range(10)] == [0] * 10


def test_what_a_slow_word_does_not_take_of_its_time_is_silence() -> None:
    """A tenth of a second a letter, and one letter more."""
    words = (Word("so", 0, 5_000), Word("well", 5_000, 5_200), Word("no", 5_200, 5_500))
    made = tape(Captions.of(words, exact=True))
    assert [made.silence(key) for key in range(4)] == [0, 4_700, 0, 0]
    assert [tape(Captions.of(words, exact=False)).silence(key) for key in range(3)] == [0, 0, 0]


def test_words_that_overlap_or_step_back_follow_each_other() -> None:
    words = (Word("one", 0, 1_000), Word("two", 500, 2_000), Word("three", 300, 400), Word("four", 400, 900))
    made = tape(Captions.of(words, exact=True))
    assert list(zip(made.starts, made.ends, strict=True)) == [(0, 500), (500, 500), (500, 500), (500, 900)]
    assert made.end == 2_000


def test_a_word_of_several_keys_shares_its_time_out() -> None:
    made = tape(Captions.of((Word("a", 0, 300), Word("self-made", 300, 900), Word("thing", 900, 1_200)), exact=True))
    assert list(zip(made.keys, made.starts, made.ends, strict=True)) == [
        ("a", 0, 300),
        ("self", 300, 600),
        ("made", 600, 900),
        ("thing", 900, 1_200),
    ]
    assert [made.word(key) for key in range(4)] == [0, 1, 1, 2]


def test_a_word_without_keys_takes_no_time_of_the_others() -> None:
    words = (
        Word("well-known", 0, 400),
        Word("–", 400, 500),
        Word("one", 500, 700),
        Word("two-year-old", 700, 1_000),
        Word("♪", 1_000, 1_200),
    )
    made = tape(Captions.of(words, exact=True))
    assert list(zip(made.keys, made.starts, made.ends, strict=True)) == [
        ("well", 0, 200),
        ("known", 200, 400),
        ("one", 500, 700),
        ("two", 700, 800),
        ("year", 800, 900),
        ("old", 900, 1_000),
    ]
    assert made.bounds == [0, 2, 2, 3, 6, 6]


def test_of_a_tape_that_is_cut_what_begins_before_is_left() -> None:
    made = tape(TEN_WORDS._replace(exact=False, cues=(0, 2, 6)))
    left = cut(made, 1_000)
    assert left.keys == ["one", "two", "three", "four"]
    assert list(zip(left.starts, left.ends, strict=True)) == [(0, 300), (300, 600), (600, 900), (900, 1_000)]
    assert (left.cues, left.end) == ([0, 2], 1_000)
    assert cut(made, 900).keys == ["one", "two", "three"]
    assert cut(made, 1_800).cues == [0, 2]
    assert (cut(made, 2_900).ends[-1], cut(made, 2_900).end) == (2_900, 2_900)
    assert cut(made, 3_000) == made


def test_on_another_clock_nothing_begins_before_it() -> None:
    made = tape(TEN_WORDS)
    assert shifted(made, 500).starts == [start + 500 for start in made.starts]
    assert (shifted(made, 500).ends[-1], shifted(made, 500).end) == (3_500, 3_500)
    assert shifted(made, -500).starts[:4] == [0, 0, 100, 400]
    assert shifted(made, -500).ends[:4] == [0, 100, 400, 700]
    assert shifted(made, -4_000).end == 0
