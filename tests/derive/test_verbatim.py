"""What captions say where a post has no conversation: paragraphs, speakers, chapters."""

from pathlib import Path

import pytest

from pipeline.content import captions
from pipeline.content.captions import Captions
from pipeline.content.listed import LEAD
from pipeline.content.text import timecode
from pipeline.content.text.words import split
from pipeline.derive.alignment import Alignment, Utterance
from pipeline.derive.chapters import Chapter
from pipeline.derive.interview import Interview, interview
from pipeline.derive.verbatim import utterances
from tests import small
from tests.interview import heard, post

PEOPLE = ("Ana Ruiz", "Bo Lind")
SENTENCE = "Bees make wax when it is warm. "  # seven words


def said(*cues: str, people: tuple[str, ...] = PEOPLE) -> list[tuple[str | None, str]]:
    """Who says what, in WebVTT whose cues take ten seconds each."""
    times = (f"{timecode.exact(10_000 * n, '.')} --> {timecode.exact(10_000 * (n + 1), '.')}" for n in range(len(cues)))
    text = "\n\n".join(("WEBVTT", *(f"{time}\n{cue}" for time, cue in zip(times, cues, strict=True))))
    words, problems = captions.read(f"{text}\n".encode(), "captions.vtt")
    assert words is not None, problems
    return [(one.speaker, " ".join(one.words)) for one in utterances(words, people)]


def shown(words: Captions, *chapters: Chapter) -> Interview:
    spoken = tuple(utterances(words, PEOPLE, [chapter.start for chapter in chapters]))
    return interview(post(()), Alignment((), (), (), spoken, 0.0), chapters)


def lengths(found: list[Utterance]) -> list[int]:
    return [len(one.words) for one in found]


@pytest.mark.parametrize(
    ("cues", "told"),
    [
        (("What is wax?", "It burns."), [(None, "What is wax? It burns.")]),
        (("<v Ana Ruiz>What is wax?", "<v Bo Lind>It burns."), [("Ana Ruiz", "What is wax?"), ("Bo Lind", "It burns.")]),
        (("Ana: What is wax?", "Bo: It burns.", "It does."), [("Ana Ruiz", "What is wax?"), ("Bo Lind", "It burns. It does.")]),
        (("Ana: What is wax?", "Ana: It burns."), [("Ana Ruiz", "What is wax? It burns.")]),
        ((">> Ana: What is wax?", ">> Ana: It burns."), [("Ana Ruiz", "What is wax? It burns.")]),
        (("Ana: Wax?", "Bo: It burns."), [("Ana Ruiz", "Wax?"), ("Bo Lind", "It burns.")]),
        (("MIA ENGEL: What is wax?", "BO: It burns."), [("Mia Engel", "What is wax?"), ("Bo Lind", "It burns.")]),
        (("[SPEAKER_00] What is wax?", "[SPEAKER_01] It burns."), [(None, "What is wax?"), (None, "It burns.")]),
        ((">> What is wax?", ">> It burns."), [(None, "What is wax?"), (None, "It burns.")]),
    ],
)
def test_each_speaker_has_a_paragraph_and_a_name_if_that_is_one(cues: tuple[str, ...], told: list[tuple[str | None, str]]) -> None:
    assert said(*cues) == told


def test_words_without_punctuation_make_no_paragraphs() -> None:
    assert said("what is wax", "it burns") == []
    assert list(utterances(Captions((), (), (), (), exact=True), PEOPLE)) == []


@pytest.mark.parametrize("sentence", ["蜜蝋は蜂が作る。", "مکھیاں موم بناتی ہیں۔", "ဖယောင်း။", "ក្រមួន។", "Մեղր։"])
def test_sentences_end_with_the_marks_of_their_script(sentence: str) -> None:
    assert len(said(sentence)) == 1
    assert said(sentence[:-1]) == []


def test_in_scripts_without_blanks_a_paragraph_has_twice_as_many_characters_as_others_have_words() -> None:
    assert lengths(list(utterances(heard(" ".join(split(f"{'蝋' * 79}。"))), PEOPLE))) == [79]
    assert lengths(list(utterances(heard(" ".join(split("蜜蝋は蜂が作る。" * 40))), PEOPLE))) == [224, 56]


def test_a_long_paragraph_ends_at_a_sentence_and_sooner_at_a_silence() -> None:
    whole = heard(SENTENCE * 40)
    assert lengths(list(utterances(whole, PEOPLE))) == [112, 112, 56]
    pause = 9 * 7
    later = [start + 600 * (n >= pause) for n, start in enumerate(whole.starts)]
    ends = [end + 600 * (n >= pause) for n, end in enumerate(whole.ends)]
    assert lengths(list(utterances(whole._replace(starts=tuple(later), ends=tuple(ends)), PEOPLE))) == [63, 112, 105]


def test_a_chapter_begins_with_the_sentence_nearest_to_it() -> None:
    words = heard(SENTENCE * 10)  # each takes 2.1 seconds
    ends = 21_000
    opening, wax, honey = (
        Chapter(0, 6000, "Introduction", None, 1.0),
        Chapter(6000, 14_000, "Wax", 3, 1.0),
        Chapter(14_000, ends, "Honey", 0, 1.0),
    )
    told = shown(words, opening, wax, honey)
    assert [(part.title, part.anchor, part.passages) for part in told.parts] == [("", "", 1), ("Wax", "t=6", 1), ("Honey", "t=14", 1)]
    assert [(start, words) for start, words in zip(told.passages.starts, told.passages.moments, strict=True)] == [
        (0, "t=0"),
        (6300, "t=6.3"),
        (12_600, ""),
    ]


def test_a_chapter_makes_one_paragraph_whatever_the_order_of_the_list() -> None:
    words = heard(SENTENCE * 10)
    wax, honey = words.starts[21] + LEAD, words.starts[49] + LEAD
    assert lengths(list(utterances(words, PEOPLE, [honey, wax]))) == [21, 28, 21]


def test_a_chapter_in_which_nothing_is_said_has_no_part() -> None:
    told = shown(heard(SENTENCE), Chapter(0, 60_000, "Wax", 3, 1.0), Chapter(60_000, 90_000, "Music", 4, 1.0))
    assert [part.title for part in told.parts] == ["Wax"]
    assert told.passages.htmls == ("<p>Bees make wax when it is warm.</p>",)


def test_scripts_without_blanks_get_none() -> None:
    told = shown(captions_of("蜜蝋とは何ですか。"))
    assert told.passages.spoken == ("蜜蝋とは何ですか。",)


def test_a_host_decides_whether_captions_are_the_transcript(tmp_path: Path) -> None:
    """In the post or for all posts; what was published may go as well."""
    (tmp_path / "feeds").mkdir()
    (tmp_path / "episodes/ada").mkdir(parents=True)
    (tmp_path / "episodes/ada/audio.mp3").write_bytes(small.sound())
    (tmp_path / "episodes/ada/captions.vtt").write_text(f"WEBVTT\n\n00:00.000 --> 00:30.000\n{SENTENCE * 9}\n")
    made = []
    for feed, front in (("", ""), ("", "transcript: off"), ("transcript: off", ""), ("transcript: off", "transcript: on"), ("", "")):
        (tmp_path / "feeds/talks.yaml").write_text(f"title: T\nurl: https://t.example/\ndescription: D.\n{feed}\n")
        (tmp_path / "episodes/ada.md").write_text(f"---\ntitle: Of bees\ndate: 2024-10-01\n{front}\n---\n\nAda keeps bees.\n")
        done = small.publish(tmp_path)
        assert (done.code, "warning" in done.told) == (0, False)
        made.append((tmp_path / "public/talks/ada/transcript.vtt").exists())
        assert ("podcast:transcript" in (tmp_path / "public/talks/feed.xml").read_text()) is made[-1]
        assert ("Bees make wax" in (tmp_path / "public/talks/ada/index.html").read_text()) is made[-1]
    assert made == [True, False, False, True, True]


def captions_of(text: str) -> Captions:
    words, problems = captions.read(f"WEBVTT\n\n00:00.000 --> 00:05.000\n{text}\n".encode(), "captions.vtt")
    assert words is not None, problems
    return words
