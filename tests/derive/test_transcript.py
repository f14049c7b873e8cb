import json
from io import StringIO
from itertools import accumulate, pairwise
from typing import NamedTuple

import srt as subrip
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.content.text.words import join, parted, split
from pipeline.derive.align import align
from pipeline.derive.alignment import Utterance
from pipeline.derive.cue import Cues, Cuts
from pipeline.derive.cutting import LINE, cut
from pipeline.derive.transcript import srt, transcript_json, vtt
from tests.expected import FOLDERS, hold
from tests.interview import heard, talk

CASES = FOLDERS / "transcript"


Said = tuple[Utterance, ...]


class Cue(NamedTuple):
    start: int
    end: int
    speaker: str | None
    text: str


def each(cues: Cues) -> list[Cue]:
    return [Cue(*cue) for cue in zip(*cues[:4], strict=True)]


def cuts(said: Said, duration: int = 10**7) -> Cuts:
    return cut(said, duration) or Cuts()


def shown(said: Said, duration: int = 10**7) -> list[Cue]:
    return each(cuts(said, duration).cues)


def said(*spoken: tuple[str | None, str], pace: int = 300) -> Said:
    """Speakers and their words, a word every 300 ms."""
    utterances, clock = [], 0
    for line, (speaker, text) in enumerate(spoken, 1):
        words, close = parted(text)
        times = [clock + n * pace for n in range(len(words) + 1)]
        clock = times[-1]
        utterances.append(Utterance(line, speaker, tuple(words), tuple(times[:-1]), tuple(times[1:]), close))
    return tuple(utterances)


CONVERSATION = said(
    (
        "Ann Host",
        "Welcome back, Bo! You wrote that a feed is a promise. What does it promise, and to whom, and for how long does it have to keep it?",
    ),
    ("Bo <Guest> & Co", "That the address stays. If a & b are the same, <b> is not --> c. Yes."),
    (None, "Wonderful."),
)


def test_the_three_forms() -> None:
    made = cuts(CONVERSATION, 60_000)
    hold(CASES / "conversation.vtt", vtt(made.cues))
    hold(CASES / "conversation.srt", srt(made.subtitles))
    hold(CASES / "conversation.json", transcript_json(made.cues))


texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), exclude_characters="\u2028\u2029"), min_size=1, max_size=12
)
speakers = st.none() | st.sampled_from(("Ann", "Bo <B> & Co", "王芳"))


@st.composite
def conversations(draw: st.DrawFn) -> Said:
    clock, utterances = 0, []
    for line in range(draw(st.integers(0, 5))):
        words = draw(st.lists(texts, min_size=1, max_size=30))
        steps = draw(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 900)), min_size=len(words), max_size=len(words)))
        times = list(accumulate((step for pair in steps for step in pair), initial=clock))
        clock = times[-1]
        utterances.append(Utterance(line, draw(speakers), tuple(words), tuple(times[1::2]), tuple(times[2::2])))
    return tuple(utterances)


@settings(max_examples=60)
@given(conversations(), st.integers(0, 300_000))
def test_cues_do_not_overlap_and_end_inside_the_media(said: Said, duration: int) -> None:
    made = shown(said, duration)
    assert all(0 <= cue.start < cue.end <= duration for cue in made)
    assert all(one.end <= two.start for one, two in pairwise(made))
    assert all(cue.text and cue.text.count("\n") <= 1 for cue in made)


@settings(max_examples=60)
@given(conversations())
def test_every_word_is_in_the_transcript_once_and_in_order(said: Said) -> None:
    words = "".join(word for utterance in said for word in utterance.words)
    assert "".join("".join(cue.text.split()) for cue in shown(said)) == words


def with_names(said: Said) -> Said:
    """The names of speakers as words that somebody says in no time."""
    utterances, before = [], None
    for told in said:
        name = f"{told.speaker}:".split() if told.speaker and told.speaker != before else []
        moments = told.starts[:1] * len(name)
        utterances.append(Utterance(told.line, None, (*name, *told.words), (*moments, *told.starts), (*moments, *told.ends)))
        before = told.speaker
    return tuple(utterances)


@settings(max_examples=60)
@given(conversations())
def test_names_of_speakers_are_cut_as_words_are(said: Said) -> None:
    captions = [cue._replace(speaker=None) for cue in each(cuts(said).captions)]
    assert captions == shown(with_names(said))


@settings(max_examples=60)
@given(conversations())
def test_others_read_back_what_was_written(said: Said) -> None:
    made, narrow, _ = cuts(said)
    assert [(cue.start, cue.end, cue.speaker or "") for cue in each(made)] == [
        (_millis(read.start), _millis(read.end), _plain(read.voice or "")) for read in webvtt.from_buffer(StringIO(vtt(made))).captions
    ]
    assert [(cue.start / 1000, cue.end / 1000) for cue in each(narrow)] == [
        (read.start.total_seconds(), read.end.total_seconds()) for read in subrip.parse(srt(narrow))
    ]
    segments = json.loads(transcript_json(made))["segments"]
    assert [(cue.speaker, cue.start / 1000) for cue in each(made)] == [
        (segment.get("speaker"), segment["startTime"]) for segment in segments
    ]


def _millis(time: str) -> int:
    hours, minutes, seconds = time.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def _plain(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_lines_are_short_and_cues_can_be_read() -> None:
    spoken = talk(questions=10)
    made = shown(align(spoken.post(), spoken.captions()).utterances)
    lines = [line for cue in made for line in cue.text.split("\n")]
    assert max(map(len, lines)) <= LINE + 10
    assert sum(len(line) > LINE for line in lines) * 20 <= len(lines)
    assert all(cue.end - cue.start <= 7000 for cue in made)


def test_a_short_sentence_stays_as_long_as_it_takes_to_read_if_nobody_speaks() -> None:
    assert shown(said(("Ann", "Extraordinarily interesting observations."), pace=100), 60_000) == [
        Cue(0, 2050, "Ann", "Extraordinarily interesting observations.")
    ]
    assert shown(said(("Ann", "No."), pace=100), 60_000) == [Cue(0, 500, "Ann", "No.")]


def test_a_silence_of_two_seconds_ends_a_cue() -> None:
    [hesitant] = said((None, "Yes. We begin with a word and go on. So"))
    for silent in range(1, len(hesitant.words)):
        for pause, count in ((2_000, 2), (1_900, 1)):
            starts, ends = ((*times[:silent], *(time + pause for time in times[silent:])) for times in (hesitant.starts, hesitant.ends))
            made = shown((hesitant._replace(starts=starts, ends=ends),))
            assert len(made) == count
            assert len(made[0].text.split()) == (silent if count == 2 else len(hesitant.words))


def test_no_cue_of_slow_speech_stays_for_more_than_seven_seconds() -> None:
    made = shown(said((None, "We went there by boat in the end and it took us a day or two")), 10**7)
    slow = shown(said((None, "We went there by boat in the end and it took us a day or two"), pace=1_000), 10**7)
    assert len(made) == 1
    assert len(slow) > 1
    assert all(cue.end - cue.start <= 7_000 for cue in slow)


def test_a_sentence_ends_behind_a_quotation_mark() -> None:
    text = "He wrote to all of them: “Stay for as long as you want to.” Then he left, and was never seen by us again."
    assert [cue.text.replace("\n", " ") for cue in shown(said((None, text)))] == [text[:59], text[60:]]


def test_no_sentence_ends_behind_an_abbreviation() -> None:
    text = "We found a crust of salt and, below all of it, mud. Dr. Olsen had told us (cf. his book) that it would be white, e.g. in old ponds."
    ends = [cue.text.rpartition(" ")[2] for cue in shown(said((None, text)))]
    assert ends[0] == "mud."
    assert not {"Dr.", "(cf.", "e.g."} & set(ends)


def test_a_word_longer_than_two_lines_has_a_cue_of_its_own() -> None:
    address = f"https://wells.example/{'water/' * 20}"
    texts = [cue.text.replace("\n", " ") for cue in shown(said(("Ann", f"It is all told at {address} {address} and in the book.")))]
    assert texts == ["It is all told at", address, address, "and in the book."]


WITHOUT_BLANKS = (
    "你为什么开始做播客？",
    "人々は第〇章を読み、1,000円で2024年に3人でGoogleを作りました。ｱﾌﾟﾘを使いますが、「Google」は 使いません。",
    "我２０１９年加入Google，用Python写代码。「好」，他说。",
    "ソフトウェア開発者のためのオープンソースの集まりは、毎月一度だけ東京の小さな会議室で開かれていますが、誰でも入れます。",
    "ฉันชอบ podcast มาก",
)


def test_what_is_written_without_blanks_has_none_in_any_form() -> None:
    for text in WITHOUT_BLANKS:
        made, narrow, named = cuts(said(("Ann", text)))
        told = json.loads(transcript_json(made))["segments"]
        assert "".join(segment["body"] for segment in told).replace(" ", "") == text.replace(" ", "")
        for cues in (made, narrow, named):
            for cue in each(cues):
                assert all(line in f"Ann: {text}" for line in cue.text.split("\n"))
        assert all(segment["body"] in text for segment in told)


def test_lines_and_cues_break_where_a_word_may_end() -> None:
    text = "".join(WITHOUT_BLANKS[n] for n in (1, 3))
    assert [cue.text for cue in shown(said((None, text), pace=80))] == [
        "人々は第〇章を読み、1,000円で\n2024年に3人でGoogleを作りました。",
        "ｱﾌﾟﾘを使いますが、\n「Google」は 使いません。",
        "ソフトウェア開発者のための\nオープンソースの集まりは、",
        "毎月一度だけ東京の小さな会議室で\n開かれていますが、誰でも入れます。",
    ]
    far = "毎月一度だけ東京国際展示場大会議室で開催決定。"
    assert [cue.text for cue in shown(said((None, far), pace=80))] == ["毎月一度だけ\n東京国際展示場大会議室で開催決定。"]


def test_readers_follow_half_as_many_letters_that_are_two_columns_wide() -> None:
    for text, least in (("毎月一度だけ東京の小さな会議室で開催決定。", 2_100), ("Once a month in Rome.", 1_050)):
        [cue] = shown(said((None, text), pace=20))
        assert cue.end - cue.start == least


def test_a_line_rather_breaks_after_a_comma() -> None:
    for text in (
        "When the water came back,\nnobody in the village believed it.",
        "When the water came back nobody\nin the village believed it.",
    ):
        assert [cue.text for cue in shown(said((None, text.replace("\n", " "))))] == [text]


def test_a_line_without_blanks_breaks_behind_a_full_stop() -> None:
    for text in ("明日は雨が降ります。\n傘を持って行きましょう。", "「はい、いいえ。」\nそうですね、毎日の仕事です。"):
        assert [cue.text for cue in shown(said((None, text.replace("\n", "")), pace=80))] == [text]


def test_nothing_said_has_no_transcript() -> None:
    assert cut((), 60_000) is None


characters = st.text(
    st.sampled_from("人々〇ｱﾌﾟがー・、。「」（a1，,. \u3000\n\x02กัé–—'") | st.characters(exclude_categories=("Cs",)), max_size=30
)


@given(characters)
def test_words_join_to_their_text_again(text: str) -> None:
    words, close = parted(text)
    assert join(words, close) == " ".join(text.split())
    assert words == split(text)


def test_fillers_are_not_in_the_edited_words() -> None:
    spoken = talk(questions=4)
    made = shown(align(spoken.post(), heard(" ".join(f"um {text} uh" for text in spoken.texts))).utterances)
    assert " ".join(cue.text.replace("\n", " ") for cue in made) == " ".join(spoken.texts)
