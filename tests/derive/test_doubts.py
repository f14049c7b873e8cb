"""How much is too much: what captions may lack, and how far the author's times may be from their words, before anybody is told."""

import pytest

from pipeline.content.captions import Captions
from pipeline.content.post import Paragraph, Section, Turn
from pipeline.derive.align import align
from tests.interview import PACE, VOCABULARY, heading, marked, post, talk

SPOKEN = talk(questions=12)
WORDS = SPOKEN.captions().words
END = WORDS[-1].end


def told(captions: Captions, duration: int | None = None) -> list[str]:
    return [problem.message.split(",")[0] for problem in align(SPOKEN.post(), captions, duration).problems]


def without(first: int, last: int, begin: int = 0) -> Captions:
    """Captions that lack so many of the first and last words, from `begin` (ms) on."""
    shift = begin - first * PACE
    kept = WORDS[first : len(WORDS) - last]
    return Captions.of([word._replace(start=word.start + shift, end=word.end + shift) for word in kept], exact=True)


@pytest.mark.parametrize(
    ("captions", "wanted"),
    [
        (without(99, 99), []),
        (without(0, 100), ["the captions end here"]),
        (without(100, 0), ["the recording begins here: the text before this line is not in it"]),
        (without(100, 0, begin=60_000), ["the recording begins here: the text before this line is not in it"]),
        (without(100, 0, begin=60_001), ["the captions begin here"]),
        (without(100, 100), ["the recording begins here: the text before this line is not in it", "the captions end here"]),
        (without(0, 0, begin=60_001), []),
    ],
)
def test_a_hundred_words_that_captions_lack_are_told(captions: Captions, wanted: list[str]) -> None:
    assert told(captions) == wanted


def test_captions_of_another_talk_are_not_told_to_end_early() -> None:
    """Though the last words that they have in common with the post are near their end."""
    other = talk(seed=5, questions=3).captions().words
    begin = other[-1].end
    alike = (word._replace(start=word.start + begin, end=word.end + begin) for word in WORDS[:8])
    [problem] = told(Captions.of([*other, *alike], exact=True))
    assert problem.startswith("the captions do not belong to this post")


@pytest.mark.parametrize("words", [11, 12])
def test_a_section_of_twelve_words_that_nobody_said_has_no_place(words: int) -> None:
    answer = Paragraph(2, " ".join(VOCABULARY[405 : 400 + words]), "")
    section = Section(heading(1, " ".join(VOCABULARY[400:405])), (Turn(2, "Guest", (answer,)),))
    sections = SPOKEN.post().sections
    placed = align(post((*sections[:6], section, *sections[6:])), SPOKEN.captions()).headings[6]
    assert (placed.start is None) == (words == 12)


def test_ten_seconds_beyond_the_recording_are_another_cut() -> None:
    assert told(SPOKEN.captions(), END - 10_000) == []
    assert told(SPOKEN.captions(), END - 10_001)[0].startswith("the captions go on until")


@pytest.mark.parametrize(
    ("questions", "by", "wanted"),
    [
        (4, 10_000, ""),
        (4, 10_001, "it is used"),
        (4, 75 * PACE, "it is used"),
        (4, 76 * PACE, "until then it is not used"),
        (4, -76 * PACE, "until then it is not used"),
        (12, 76 * PACE, "it is used"),  # in a long talk, a tenth of its words
        (12, len(WORDS) // 10 * PACE, "it is used"),
        (12, (len(WORDS) // 10 + 1) * PACE, "until then it is not used"),
    ],
)
def test_a_time_is_told_by_ten_seconds_and_refused_by_a_tenth_of_the_words(questions: int, by: int, wanted: str) -> None:
    spoken = talk(questions=questions)
    mark = spoken.times()[2] + by
    alignment = align(marked(spoken.post(), {2: mark}), spoken.captions())
    assert [wanted in problem.hint for problem in alignment.problems] == [True] * bool(wanted)
    assert alignment.headings[2].start == (spoken.times()[2] if "not" in wanted else mark)


@pytest.mark.parametrize(
    ("words", "by", "wanted"),
    [
        (12, 10_000, "contradicts the captions"),
        (12, 10_001, "is after the end of the captions"),
        (9, 10_001, "contradicts the captions"),  # so few may be there by chance
    ],
)
def test_a_time_after_the_captions_is_refused_if_ten_of_its_words_are_in_them(words: int, by: int, wanted: str) -> None:
    asked = SPOKEN.times()[11] // PACE
    captions = Captions.of(WORDS[: asked + words], exact=True)
    alignment = align(marked(SPOKEN.post(), {11: captions.ends[-1] + by}), captions)
    assert any(wanted in problem.message for problem in alignment.problems)
