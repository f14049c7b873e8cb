import random
from itertools import chain as joined
from itertools import cycle, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.content.captions import Captions, Word, read
from pipeline.content.post import Kind, Paragraph, Post, Section, Turn, Video
from pipeline.content.read_post import read as read_post
from pipeline.content.text.timecode import exact, label
from pipeline.content.text.words import keys
from pipeline.derive.align import align
from pipeline.derive.align.bilingual import in_script_of
from pipeline.derive.align.confidence import ABSTAIN, SURE
from pipeline.derive.align.matching import Run, bits, chain, match
from pipeline.derive.align.report import to_json, to_table
from pipeline.derive.align.script import script
from pipeline.derive.align.tape import tape
from pipeline.derive.align.timing import utterances
from pipeline.derive.alignment import Alignment
from tests.expected import FOLDERS, hold
from tests.interview import PACE, VOCABULARY, Talk, heading, heard, marked, misheard, post, talk

talks = st.builds(talk, seed=st.integers(0, 10**6), questions=st.integers(3, 8), paragraphs=st.integers(2, 4))
CASES = FOLDERS / "align"

slow = settings(max_examples=25, deadline=None)


def starts(alignment: Alignment) -> list[int | None]:
    return [placed.start for placed in alignment.headings]


def with_invented_sections() -> tuple[Post, Talk]:
    """A post whose fourth and fifth question nobody asked or answered, and what was said instead."""
    spoken = talk(questions=8)
    sections = [*spoken.sections]
    sections[3:5] = talk(seed=9, questions=8).sections[3:5]
    return Talk(tuple(sections)).post(), spoken


SPELLINGS = (
    ("हिन्दी।", "हिन्दी"),
    ("ज़रा", "जरा"),
    ("நான்,", "நான்"),
    ("İyiyim", "iyiyim"),
    ("Işık", "ışık"),
    ("Ещё", "еще"),
    ("مَرْحَبًا", "مرحبا"),
    ("إلى", "الي"),
    ("٢٠٢٤", "2024"),
    ("שָׁלוֹם", "שלום"),
    ("Søren", "soren"),
    ("Don’t", "dont"),
    ("_2,000_", "2000"),
    ("soft\u00adened", "softened"),
    ("\ufeffinter\u200besting\u2060", "interesting"),
    ("ශ්\u200dරී", "ශ්රී"),
)


@pytest.mark.parametrize(("one", "other"), SPELLINGS, ids=[other for _, other in SPELLINGS])
def test_a_word_is_one_key_in_every_spelling(one: str, other: str) -> None:
    assert keys(one) == keys(other)
    assert len(keys(one)) == 1


@pytest.mark.parametrize(
    ("text", "parts"), [("ที่นี่", ["ที่", "นี่"]), ("မြန်မာ", ["မြ", "န်", "မာ"]), ("한국어", ["한", "국", "어"]), ("는AI와", ["는", "ai", "와"])]
)
def test_a_character_with_its_marks_is_a_key_and_so_is_a_syllable_of_korean(text: str, parts: list[str]) -> None:
    assert keys(text) == tuple(parts)


def in_korean(text: str) -> str:
    """Each word in two or three syllables."""
    return " ".join(
        "".join(chr(0xAC00 + 28 * (VOCABULARY.index(word) * 7 + n * 13) % 11172) for n in range(2 + len(word) % 2)) for word in text.split()
    )


def test_korean_captions_that_put_blanks_elsewhere_leave_every_question_sure() -> None:
    spoken = Talk(tuple((in_korean(asked), tuple(map(in_korean, answers))) for asked, answers in talk(questions=8).sections))
    words = " ".join(spoken.texts).split()
    pairs = [Word(one + two, 2 * n * PACE, 2 * (n + 1) * PACE) for n, (one, two) in enumerate(zip(words[::2], words[1::2], strict=False))]
    alignment = align(spoken.post(), Captions.of(pairs, exact=True))
    assert all(placed.confidence >= SURE for placed in alignment.headings)
    assert all(abs((start or 0) - time) <= PACE for start, time in zip(starts(alignment), spoken.times(), strict=True))


def bilingual(spoken: Talk, *, above: bool, words: int = 8) -> Captions:
    """Captions with so many words a cue, and the same in Chinese above or below them, as long and in a third of the words."""
    said = " ".join(spoken.texts).split()
    lines = [said[n : n + words] for n in range(0, len(said), words)]
    clock, cues = 0, []
    for n, line in enumerate(lines, 1):
        shown = [" ".join(line), "".join(chr(0x4E00 + VOCABULARY.index(word)) for word in line[::2])]
        begin, clock = clock, clock + PACE * len(line)
        cues.append(f"{n}\n{exact(begin)} --> {exact(clock)}\n" + "\n".join(reversed(shown) if above else shown))
    captions, problems = read("\n\n".join(cues).encode(), "captions.srt")
    assert captions
    assert not problems
    return captions


@pytest.mark.parametrize("above", [True, False])
def test_a_translation_in_each_cue_leaves_every_question_sure(above: bool) -> None:
    spoken = talk()
    alignment = align(spoken.post(), bilingual(spoken, above=above))
    assert all(placed.confidence >= SURE for placed in alignment.headings)
    assert all(abs((start or 0) - time) < 2 * PACE for start, time in zip(starts(alignment), spoken.times(), strict=True))


def test_of_bilingual_captions_the_posts_script_is_kept_with_the_whole_time_of_its_cue() -> None:
    cues = (
        "Ana: 你好。 Hello you.",
        "Bo: 好。 Good day.",
        "Ana: 我们用 GPT 吗? Do we use GPT?",
        "Bo: 2024 年。 In 2024.",
        "Ana: 是。 Yes.",
    )
    text = "\n\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}" for n, cue in enumerate(cues, 1))
    captions, _ = read(text.encode(), "captions.srt")
    assert captions
    kept = in_script_of(captions, ["hello", "you", "good", "day"])
    assert " ".join(kept.texts) == "Hello you. Good day. GPT Do we use GPT? 2024 In 2024. Yes."
    assert [kept.starts[n] for n in kept.cues] == [1000, 2000, 3000, 4000, 5000]
    assert [kept.ends[n - 1] for n in (*kept.cues[1:], len(kept.ends))] == [1900, 2900, 3900, 4900, 5900]
    assert kept.turns == tuple(zip(kept.cues, ("Ana", "Bo", "Ana", "Bo", "Ana"), strict=True))
    assert "".join(in_script_of(captions, list("你好我们是")).texts) == "你好。好。我们用吗?2024年。2024.是。"


def test_two_scripts_are_kept_if_people_take_turns_in_them_or_the_post_has_both() -> None:
    turns = heard("Hello you good day to you 你 好 朋 友 你 好 " * 4, exact=False)._replace(cues=tuple(range(0, 48, 6)))
    mixed = turns._replace(cues=tuple(range(0, 48, 12)))
    assert in_script_of(turns, ["hello"]) == turns
    assert in_script_of(mixed, ["hello", "你"]) == mixed
    assert in_script_of(mixed, ["hello"]) != mixed
    assert in_script_of(mixed, []) == mixed


@slow
@given(talks, st.booleans())
def test_an_exact_transcript_aligns_exactly(spoken: Talk, exact: bool) -> None:
    alignment = align(spoken.post(), spoken.captions(exact=exact))
    assert starts(alignment) == spoken.times()
    assert alignment.matched == 1
    words = [word for said in alignment.utterances for word in zip(said.words, said.starts, said.ends, strict=True)]
    assert words == [(word.text, word.start, word.end) for word in spoken.captions().words]
    answers = [(said.starts[0], said.ends[-1]) for said in alignment.utterances if said.line % 10]
    assert [(placed.start, placed.end) for placed in alignment.paragraphs] == answers


def test_words_that_were_not_found_have_room_before_those_that_were_where_nothing_tells_when_a_paragraph_begins() -> None:
    spoken = talk(questions=1, paragraphs=2)
    text, record = script(spoken.post()), tape(spoken.captions())
    asked, answered, begun = (block.bounds[0] for block in text.blocks)
    found = [-1 if begun <= key < begun + 20 else key for key in range(len(text.keys))]
    said = utterances(text, found, record, (record.starts[asked], record.starts[answered], None))[-1]
    assert said
    assert said.starts[0] == record.starts[begun]
    assert said.starts[20:] == tuple(record.starts[begun + 20 :])


@slow
@given(talks, st.integers(0, 10**6), st.floats(0, 0.4))
def test_times_ascend_and_stay_inside_the_media(spoken: Talk, seed: int, share: float) -> None:
    chance = random.Random(seed)
    marks = {n: max(0, time + chance.randint(-5_000, 5_000)) for n, time in enumerate(spoken.times()) if chance.random() < 0.4}
    captions = heard(misheard(" ".join(spoken.texts), seed, share), exact=False)
    duration = captions.ends[-1] * 2 // 3
    alignment = align(marked(spoken.post(), marks), captions, duration)
    times = [time for said in alignment.utterances for pair in zip(said.starts, said.ends, strict=True) for time in pair]
    assert times == sorted(times)
    assert all(0 <= time <= duration for time in times)
    sections = zip(alignment.headings, zip(*[iter(alignment.paragraphs)] * len(spoken.sections[0][1]), strict=True), strict=True)
    begun = [place.start for question, answers in sections for place in (question, *answers) if place.start is not None]
    assert begun == sorted(begun)
    assert all(start is None or start == marks.get(n, start) or marks[n] >= duration for n, start in enumerate(starts(alignment)))
    for place in (*alignment.headings, *alignment.turns, *alignment.paragraphs):
        assert place.end is not None if place.start is not None else place.end is None
        assert place.start is None or place.confidence >= ABSTAIN
        assert place.start is not None or place.confidence <= ABSTAIN
        assert 0 <= (place.start or 0) <= (place.end or 0) <= duration


@slow
@given(talks, st.integers(0, 10**6))
def test_every_block_that_was_found_or_has_a_time_has_its_words_in_order_of_time(spoken: Talk, seed: int) -> None:
    chance = random.Random(seed)
    text, made = script(spoken.post()), tape(spoken.captions())
    size = min(len(text.keys), len(made.keys))
    said, heard = (sorted(chance.sample(range(size), size // chance.choice((1, 2, 50)))) for _ in range(2))
    found = [-1] * len(text.keys)
    for key, place in zip(said[: len(heard)], heard, strict=False):
        found[key] = place
    times = sorted(chance.choices(range(made.end), k=len(text.blocks)))
    openings = [time if chance.random() < 0.3 else None for time in times]
    clock = 0
    for block, opening, told in zip(text.blocks, openings, utterances(text, found, made, openings), strict=True):
        assert (told is None) == (opening is None and max(found[block.bounds[0] : block.bounds[-1]]) < 0)
        if told:
            moments = [*joined.from_iterable(zip(told.starts, told.ends, strict=True))]
            assert told.words == block.words
            assert moments == sorted(moments)
            assert moments[0] >= max(clock, opening or 0)
            for start, key in zip(told.starts, found[block.bounds[0] : block.bounds[-1]], strict=True):
                assert start == made.starts[key] or key < 0 or not moments[0] <= made.starts[key] <= moments[-1]
            clock = moments[-1]
    assert clock <= made.end


@slow
@given(talks, st.data())
def test_cutting_a_paragraph_moves_no_other_heading_by_more_than_a_second(spoken: Talk, data: st.DataObject) -> None:
    section = data.draw(st.integers(0, len(spoken.sections) - 1))
    paragraph = data.draw(st.integers(0, len(spoken.sections[section][1]) - 1))
    exact = data.draw(st.booleans())
    before = starts(align(spoken.post(), spoken.captions(exact=exact)))
    after = starts(align(spoken.without(section, paragraph).post(), spoken.captions(exact=exact)))
    assert all(one is not None and two is not None and abs(one - two) <= 1000 for one, two in zip(before, after, strict=True))


words = st.lists(st.builds(Word, st.text(max_size=8), st.integers(0, 9000), st.integers(0, 9000), st.booleans()), max_size=30)
moments = st.none() | st.integers(0, 10**7)


@st.composite
def posts(draw: st.DrawFn) -> tuple[Section, ...]:
    line = st.integers(1, 99)
    title = draw(st.lists(st.tuples(line, st.text(max_size=40), st.sampled_from(Kind), moments), max_size=4))
    paragraph = st.builds(Paragraph, line, st.text(max_size=60), st.just(""), moments)
    turn = st.builds(Turn, line, st.none() | st.just("Ann"), st.lists(paragraph, max_size=3).map(tuple), moments)
    return tuple(Section(heading(*given), tuple(draw(st.lists(turn, max_size=2)))) for given in title)


@settings(max_examples=150, deadline=None)
@given(posts(), words, st.booleans(), st.none() | st.integers(0, 9000))
def test_any_text_and_any_captions_give_a_value(
    sections: tuple[Section, ...], heard_words: list[Word], exact: bool, duration: int | None
) -> None:
    given_post = post(sections)
    alignment = align(given_post, Captions.of(heard_words, exact=exact), duration)
    assert len(alignment.headings) == len(given_post.headings)
    assert len(alignment.turns) == len(given_post.turns)
    assert all(one <= two for one, two in pairwise(start for start in starts(alignment) if start is not None))
    assert to_json(given_post, alignment)
    assert to_table(given_post, alignment)


def test_misheard_words_and_fillers_do_no_harm() -> None:
    spoken = talk(questions=12)
    alignment = align(spoken.post(), heard(" ".join(misheard(text, n) for n, text in enumerate(spoken.texts)), exact=False))
    lengths = [len(misheard(text, n).split()) for n, text in enumerate(spoken.texts)]
    true = [PACE * sum(lengths[: 4 * n]) for n in range(12)]
    assert all(start is not None and abs(start - time) <= 1000 for start, time in zip(starts(alignment), true, strict=True))


def test_captions_of_another_video_are_refused_with_the_share_of_words() -> None:
    alignment = align(talk(seed=1).post()._replace(video=Video("video-00001", 9, "iframe")), talk(seed=2).captions())
    assert starts(alignment) == [None] * 6
    assert not alignment.utterances
    assert [(problem.place.line, problem.message, problem.is_error) for problem in alignment.problems] == [
        (9, f"the captions do not belong to this post: only {alignment.matched:.0%} of its words are in them", True)
    ]


@pytest.mark.parametrize(("video", "looked_at"), [(Video("video-00001", 9, "iframe"), "the video"), (None, "the file beside the post")])
def test_captions_of_another_talk_are_looked_for_where_they_come_from(video: Video | None, looked_at: str) -> None:
    (problem,) = align(talk(seed=1).post()._replace(video=video), talk(seed=2).captions()).problems
    assert problem.hint == f"check that {looked_at} and the language of the captions are the right ones"


def test_a_heading_that_nobody_speaks_stands_where_the_text_below_it_begins() -> None:
    spoken = talk()
    given_post = spoken.post()
    topic = given_post.sections[2]._replace(heading=heading(30, "About the weather", Kind.TOPIC))
    changed = given_post._replace(sections=(*given_post.sections[:2], topic, *given_post.sections[3:]))
    asked = len(spoken.sections[2][0].split())
    without_question = heard(" ".join(text for text in spoken.texts if text != spoken.sections[2][0]))
    alignment = align(changed, without_question)
    assert alignment.headings[2].start == spoken.times()[2]
    assert alignment.headings[3].start == spoken.times()[3] - asked * PACE
    assert 30 not in [utterance.line for utterance in alignment.utterances]


def test_a_topic_stands_where_the_question_below_it_would_as_a_heading() -> None:
    """And as surely: its own words are none that an editor put in, nor such as were said otherwise."""
    spoken = talk(questions=8)
    asked = spoken.sections[4][0]
    said = [*spoken.texts]
    said[15:17] = [f"{' '.join(said[15].split()[:-3])} or so it seems to me anyway", f"now what {' '.join(asked.split()[1:])}"]
    question = spoken.post()
    section = question.sections[4]
    assert section.heading
    below = Turn(51, "Host", (Paragraph(51, asked, ""),))
    topic = section._replace(heading=heading(50, "The weather of the coming days and what will become of it", Kind.TOPIC))
    changed = question._replace(sections=(*question.sections[:4], topic._replace(turns=(below, *section.turns)), *question.sections[5:]))
    captions = heard(" ".join(said), exact=False)
    placed, wanted = (align(given, captions).headings[4] for given in (changed, question))
    assert placed.start == wanted.start
    assert placed.confidence == pytest.approx(wanted.confidence, abs=0.01)


def test_a_question_is_asked_behind_a_clip_that_was_announced_and_played() -> None:
    """Captions have the announcement, which is not written, and nothing for the clip."""
    spoken = talk(questions=8)
    before = heard(f"{' '.join(spoken.texts[:16])} but first let us all hear what they sang", exact=False)
    after = heard(" ".join(spoken.texts[16:]), exact=False, begin=before.ends[-1] + 40_000)
    words = [Word(*word) for part in (before, after) for word in zip(part.texts, part.starts, part.ends, strict=True)]
    assert starts(align(spoken.post(), Captions.of(words, exact=False)))[4] == after.starts[0]


def test_a_topic_behind_a_clip_that_was_played_is_sure() -> None:
    """Captions have nothing for the clip, and the words on both of its sides."""
    spoken = talk(questions=8)
    given_post = spoken.post()
    section = given_post.sections[4]
    below = Turn(51, "Host", (Paragraph(51, spoken.sections[4][0], ""),))
    topic = Section(heading(50, "The weather report", Kind.TOPIC), (below, *section.turns))
    changed = given_post._replace(sections=(*given_post.sections[:4], topic, *given_post.sections[5:]))
    asked, clip = spoken.times()[4], 40_000
    words = [
        word if word.start < asked else word._replace(start=word.start + clip, end=word.end + clip) for word in spoken.captions().words
    ]
    placed = align(changed, Captions.of(words, exact=False)).headings[4]
    assert placed.start == asked + clip
    assert placed.confidence >= SURE


def test_a_label_that_was_said_after_all_has_its_time_and_its_words() -> None:
    spoken = talk()
    given_post = spoken.post()
    label = given_post.sections[2]._replace(heading=heading(30, spoken.sections[2][0], Kind.LABEL))
    alignment = align(given_post._replace(sections=(*given_post.sections[:2], label, *given_post.sections[3:])), spoken.captions())
    assert starts(alignment) == spoken.times()
    assert 30 in [utterance.line for utterance in alignment.utterances]


def test_a_marked_change_of_speaker_is_where_the_question_begins() -> None:
    spoken = talk()
    opening = sum(len(text.split()) for text in spoken.texts[:8])
    said = " ".join(spoken.texts).split()
    said[opening:opening] = ["mhm", "okay", "so"]
    captions = heard(" ".join(said), exact=False)
    turned = captions._replace(turns=((opening + 1, ""),))
    assert align(spoken.post(), turned).headings[2].start == (opening + 1) * PACE


def test_a_silence_is_where_the_question_begins() -> None:
    spoken = talk()
    opening = sum(len(text.split()) for text in spoken.texts[:8])
    said = " ".join(spoken.texts).split()
    said[opening:opening] = ["mhm", "okay", "so"]
    pause = 1500
    words = tuple(
        word._replace(start=word.start + pause * (n > opening), end=word.end + pause * (n > opening))
        for n, word in enumerate(heard(" ".join(said)).words)
    )
    assert align(spoken.post(), Captions.of(words, exact=True)).headings[2].start == (opening + 1) * PACE + pause


def test_what_was_never_said_abstains_and_names_two_places() -> None:
    edited, spoken = with_invented_sections()
    alignment = align(edited, spoken.captions())
    assert [start is None for start in starts(alignment)] == [False, False, False, True, True, False, False, False]
    placed = alignment.headings[4]
    assert len(placed.candidates) == 2
    assert all(spoken.times()[3] <= candidate.start <= spoken.times()[5] and " | " in candidate.context for candidate in placed.candidates)
    assert placed.candidates[0].confidence >= placed.candidates[1].confidence


@pytest.mark.parametrize(("share", "is_first"), [(0.4, False), (0.8, True)])
def test_where_most_words_of_a_question_are_heard_is_shown_before_the_place_ahead_of_its_answer(share: float, is_first: bool) -> None:
    """It was asked in the same words, in another order."""
    edited, spoken = with_invented_sections()
    asked = edited.headings[4].text.split()[::-1]
    words = " ".join(spoken.texts).split()
    at = sum(len(text.split()) for text in spoken.texts[:14])
    words[at:at] = asked[-round(share * len(asked)) :]
    shown = align(edited, heard(" ".join(words))).headings[4].candidates
    assert [place.start == at * PACE for place in shown] == [is_first, not is_first]


def test_a_few_words_for_minutes_of_talk_abstain_and_tell_so() -> None:
    """The words on both sides of each question are heard side by side, and yet they are too few."""
    spoken = talk(questions=4, paragraphs=40)
    sections = []
    for question, paragraphs in spoken.sections:
        told = [" ".join(text.split()[:3]) for text in paragraphs[5:35:10]]
        sections.append((" ".join(question.split()[:3]), (" anew ".join([*told, " ".join(paragraphs[-1].split()[-3:])]),)))
    alignment = align(Talk(tuple(sections)).post(), spoken.captions(exact=False))
    assert starts(alignment) == [None] * 4
    assert "one in 99 of the words that are spoken" in alignment.problems[0].message
    assert alignment.problems[0].place.line == 1
    one = align(marked(Talk(tuple(sections)).post(), {0: 0}), spoken.captions(exact=False))
    assert one.problems == alignment.problems
    timed = align(marked(Talk(tuple(sections)).post(), dict(enumerate(spoken.times()))), spoken.captions(exact=False))
    assert starts(timed) == [*spoken.times()]
    assert timed.problems == ()


def test_a_word_is_worth_the_more_the_rarer_it_is_and_no_more_than_ten_bits() -> None:
    assert bits(["to", "be", "or"], ["to", "be", "to", "be", "to"]) == pytest.approx({"to": 1.0, "be": 1.415, "or": 3.0}, abs=0.001)
    assert set(bits([str(number) for number in range(2048)], ()).values()) == {10.0}


def test_a_word_that_nobody_said_is_not_on_the_tape() -> None:
    tape = [f"word{number}" for number in range(40)]
    script = [*tape[:20], "invented", *tape[20:]]
    assert match(script, tape, bits(script, tape), [0]) == [*range(20), -1, *range(20, 40)]


def test_runs_that_overlap_are_cut_and_never_to_less_than_a_word() -> None:
    """The words that open a block go with what follows, but not where the run before has none of its own left then."""
    runs = [Run(0, 0, 10, 100.0), Run(5, 30, 15, 100.0), Run(7, 60, 40, 100.0)]
    opening = [8 if key <= 8 else 99 for key in range(50)]
    kept = chain(runs, opening)
    assert [run.script for run in kept] == [0, 8, 20]
    assert all(run.size > 0 for run in kept)
    assert all(one.script + one.size <= two.script and one.tape + one.size <= two.tape for one, two in pairwise(kept))


def test_a_run_without_words_of_its_own_takes_none_from_the_next() -> None:
    runs = [Run(3, 5, 5, 100.0), Run(6, 10, 2, 60.0), Run(10, 11, 9, 9.0)]
    assert chain(runs, [99] * 20) == [runs[0], runs[2]]


def test_of_a_post_that_tells_a_part_of_the_talk_the_questions_have_their_places() -> None:
    """What is left out before a question is no beginning of it, and a word that the answer before closes with is not its first."""
    spoken = talk(questions=12)
    excerpt = Talk(spoken.sections[::3])
    placed = align(excerpt.post(), spoken.captions(exact=False)).headings
    for place, asked in zip(placed, spoken.times()[::3], strict=True):
        assert place.start is not None
        assert asked - 4 * PACE <= place.start <= asked


def test_a_question_is_not_torn_apart_by_a_passage_that_was_cut_before_it() -> None:
    """Its first word, a usual one, is heard right after the answer before, and the rest of it half a minute later: it begins there."""
    spoken = Talk(tuple((f"yeah {asked}", tuple(f"yeah {text}" for text in answers)) for asked, answers in talk().sections))
    texts = [*spoken.texts]
    texts[12:13] = [f"or yeah {' '.join(VOCABULARY[:90])}", texts[12].removeprefix("yeah ")]
    placed = align(spoken.post(), heard(" ".join(texts), exact=False)).headings[3]
    asked = PACE * sum(len(text.split()) for text in texts[:13])
    assert placed.start is not None
    assert asked - 4 * PACE <= placed.start <= asked


def test_a_greeting_is_not_found_in_the_talk_before() -> None:
    """Two talks in one video: the host greets alike, and for the second one captions have `we will` where the post has `we'll`."""
    greeting = "this week we'll talk about"
    usual = cycle(keys(word)[0] for word in greeting.split())

    def greeted(spoken: Talk) -> Talk:
        (asked, answers), *others = ((asked, tuple(f"{text} {next(usual)}" for text in answers)) for asked, answers in spoken.sections)
        return Talk(((f"{greeting} {asked}", answers), *others))

    before, own = greeted(talk(seed=2, questions=60)), greeted(talk())
    said = " ".join(own.texts).replace("we'll", "we will")
    placed = align(own.post(), heard(f"{' '.join(before.texts)} {said}", exact=False)).headings
    begin = PACE * len(" ".join(before.texts).split())
    assert [place.start for place in placed] == [begin, *(begin + time + PACE for time in own.times()[1:])]


def test_numbered_questions_stand_where_they_would_without_numbers() -> None:
    spoken = talk(questions=12)
    numbered = Talk(tuple((f"{n}. {asked}", answers) for n, (asked, answers) in enumerate(spoken.sections, 1)))
    said_aloud = Talk(tuple((asked, (*answers, "um")) for asked, answers in spoken.sections))
    alignment = align(numbered.post(), said_aloud.captions(exact=False))
    assert starts(alignment) == said_aloud.times()
    assert alignment.matched == 1
    assert [said.words[0] for said in alignment.utterances if said.line % 10 == 0] == [f"{n}." for n in range(1, 13)]


def test_a_misheard_word_does_not_hide_where_a_question_of_an_excerpt_begins() -> None:
    spoken = talk(questions=12)
    sections = [(" ".join([*(words := asked.split())[:2], "pardon", *words[3:]]), answers) for asked, answers in spoken.sections]
    placed = align(Talk(tuple(sections[::3])).post(), spoken.captions(exact=False)).headings
    assert [place.start is not None for place in placed] == [True] * 4


@pytest.mark.parametrize("exact", [True, False])
def test_a_question_in_a_hole_of_the_captions_is_not_sure(exact: bool) -> None:
    """Where captions resume is no beginning of words that they do not have."""
    spoken = talk(questions=8)
    hole = range(spoken.times()[3] - 20 * PACE, spoken.times()[3] + 30 * PACE)
    words = [word for word in spoken.captions().words if word.start not in hole]
    placed = align(spoken.post(), Captions.of(words, exact=exact)).headings
    assert [place.confidence >= SURE for place in placed] == [n != 3 for n in range(8)]


@pytest.mark.parametrize("exact", [True, False])
def test_a_question_whose_first_words_are_in_a_hole_is_not_sure(exact: bool) -> None:
    """Two words that are not found are an editor's own, but not where captions lack the end of the answer before them."""
    spoken = talk(questions=8)
    asked = spoken.times()[3]
    hole = range(asked - 60 * PACE, asked + 2 * PACE)
    words = [word for word in spoken.captions().words if word.start not in hole]
    placed = align(spoken.post(), Captions.of(words, exact=exact)).headings
    assert [place.confidence >= SURE for place in placed] == [n != 3 for n in range(8)]


def test_headings_are_sure_though_one_word_in_four_was_misheard() -> None:
    """Nearly all words that are found stand as close together as they were said; a condensed text has others between."""
    spoken = talk(questions=12)
    placed = align(spoken.post(), heard(misheard(" ".join(spoken.texts), seed=3, share=0.25))).headings
    assert [place.confidence >= SURE for place in placed] == [True] * 12


@pytest.mark.parametrize("part", [range(4), range(8, 12)])
def test_captions_of_a_part_are_sure_of_that_part(part: range) -> None:
    """What they do not have of the talk says nothing of how the rest was edited."""
    spoken = talk(questions=12)
    times = [*spoken.times(), len(spoken.captions().words) * PACE]
    words = [word for word in spoken.captions().words if times[part.start] <= word.start < times[part.stop]]
    placed = align(spoken.post(), Captions.of(words, exact=False)).headings
    assert [place.confidence >= SURE for place in placed] == [n in part for n in range(12)]


def test_what_captions_have_no_room_for_leaves_the_rest_sure() -> None:
    """They have lost half of each answer: that says nothing of how the text was edited."""
    spoken = talk(questions=12, paragraphs=6)
    lost = [range(after - 120 * PACE, after - 20 * PACE) for after in spoken.times()[1:]]
    words = [word for word in spoken.captions().words if not any(word.start in part for part in lost)]
    placed = align(spoken.post(), Captions.of(words, exact=False)).headings
    assert [place.confidence >= SURE for place in placed] == [True] * 12


def test_a_question_that_was_moved_in_the_text_is_not_sure_by_its_first_word() -> None:
    """A usual one, with which what is said in that place begins as well."""
    spoken = Talk(tuple((f"yeah {asked}", answers) for asked, answers in talk(questions=8, paragraphs=1).sections))
    sections = [*spoken.sections]
    sections.insert(3, sections.pop(6))
    placed = align(Talk(tuple(sections)).post(), spoken.captions(exact=False)).headings
    assert [place.confidence >= SURE for place in placed[:7]] == [n != 3 for n in range(7)]


def test_a_question_that_was_moved_in_the_text_is_not_sure_by_its_first_words() -> None:
    """Four usual ones, with which what is said in that place begins as well: nothing that follows is heard there."""
    spoken = Talk(tuple((f"okay so what about {asked}", answers) for asked, answers in talk(questions=8, paragraphs=1).sections))
    sections = [*spoken.sections]
    sections.insert(3, sections.pop(6))
    placed = align(Talk(tuple(sections)).post(), spoken.captions(exact=False)).headings
    assert placed[3].confidence < SURE


def test_a_first_question_that_was_worded_anew_is_not_sure() -> None:
    """How long it took, and what was said before it, the text does not tell."""
    spoken = talk(questions=8)
    (_, answers), *others = spoken.sections
    (asked, _), *_ = talk(seed=9).sections
    captions = heard(" ".join((*VOCABULARY[:60], *spoken.texts)), exact=False)
    placed = align(Talk(((asked, answers), *others)).post(), captions).headings
    assert [place.confidence >= SURE for place in placed] == [n != 0 for n in range(8)]


def worded_anew(section: int) -> tuple[Post, Captions, list[int]]:
    """A post with a short heading for a question of thirty words, what was heard, and when each question was asked."""
    spoken = talk()
    sections = [*spoken.sections]
    sections[section] = (" ".join(VOCABULARY[100:130]), sections[section][1])
    said = Talk(tuple(sections))
    sections[section] = (" ".join(VOCABULARY[200:204]), sections[section][1])
    return Talk(tuple(sections)).post(), said.captions(exact=False), said.times()


def test_a_question_that_was_worded_anew_is_placed_behind_the_answer_before() -> None:
    edited, captions, times = worded_anew(3)
    alignment = align(edited, captions)
    assert starts(alignment) == times
    assert alignment.headings[3].confidence < SURE


def test_a_first_question_that_was_worded_anew_has_no_place_behind_an_introduction() -> None:
    """Its answer tells when it was over, and nothing when it was asked."""
    edited, captions, times = worded_anew(0)
    introduction = heard(" ".join(VOCABULARY[300:400])).words
    words = (*introduction, *(word._replace(start=word.start + 100 * PACE, end=word.end + 100 * PACE) for word in captions.words))
    assert starts(align(edited, Captions.of(words, exact=False))) == [None, *(time + 100 * PACE for time in times[1:])]


def test_the_authors_time_wins_and_holds_its_neighbours() -> None:
    spoken = talk()
    mark = spoken.times()[2] + 5000
    alignment = align(marked(spoken.post(), {2: mark}), spoken.captions())
    assert (alignment.headings[2].start, alignment.headings[2].confidence) == (mark, 1.0)
    assert alignment.headings[1].start == spoken.times()[1]
    assert alignment.headings[3].start == spoken.times()[3]
    assert max(utterance.ends[-1] for utterance in alignment.utterances if utterance.line < 30) <= mark


def test_what_stands_before_a_time_of_the_author_begins_no_later() -> None:
    """Two words of an answer are heard right behind the time of the next question: they give way to it."""
    spoken = talk()
    question, answers = spoken.sections[2]
    said = Talk((*spoken.sections[:2], (question, (*answers, "so long")), *spoken.sections[3:]))
    mark = said.times()[3] - 2 * PACE - 100
    alignment = align(marked(said.post(), {3: mark}), said.captions())
    assert alignment.paragraphs[9].confidence >= SURE
    assert alignment.paragraphs[9].start == alignment.headings[3].start == mark


def test_times_of_the_author_that_contradict_each_other_are_told() -> None:
    spoken = talk()
    true = spoken.times()
    alignment = align(marked(spoken.post(), {1: true[1], 2: true[2], 3: true[1] - 1000, 4: true[4]}), spoken.captions())
    assert starts(alignment) == true
    assert [str(problem) for problem in alignment.problems] == [
        f"episodes/talk.md:40: warning: the time {label(true[1] - 1000)} contradicts {label(true[1])} in line 20 (correct it; until then it is not used)"
    ]


def test_a_time_after_the_end_of_the_recording_is_told() -> None:
    spoken = talk()
    alignment = align(marked(spoken.post(), {2: 10**7}), spoken.captions(), 400_000)
    assert starts(alignment) == spoken.times()
    assert "is after the end of the recording (6:40)" in alignment.problems[0].message


@pytest.mark.parametrize("heading", [2, 11])
def test_a_time_beyond_everything_is_told_and_costs_nothing(heading: int) -> None:
    spoken = talk(questions=12)
    true = spoken.times()
    alignment = align(marked(spoken.post(), {heading: 10 * 3_600_000 - 1000}), spoken.captions())
    assert starts(alignment) == true
    assert alignment.matched == 1
    (problem,) = alignment.problems
    end = label(spoken.captions().ends[-1])
    assert (problem.place.line, problem.is_error) == (10 * (heading + 1), False)
    assert problem.message == f"the time 9:59:59 is after the end of the captions ({end}); the words are heard at {label(true[heading])}"
    assert problem.hint == "correct it; until then it is not used"


def test_a_time_amid_quite_other_words_is_told_and_costs_nothing() -> None:
    spoken = talk(questions=12)
    true = spoken.times()
    alignment = align(marked(spoken.post(), {3: true[9]}), spoken.captions())
    assert starts(alignment) == true
    assert [(problem.place.line, problem.is_error) for problem in alignment.problems] == [(40, False)]
    assert f"the words around it are heard at {label(true[3])}" in alignment.problems[0].message


@pytest.mark.parametrize(("first", "message"), [(8, "the captions begin here, at "), (0, "the recording begins here")])
def test_what_was_said_before_the_captions_begin_has_no_place(first: int, message: str) -> None:
    spoken = talk(questions=12)
    true = spoken.times()
    begin = 0 if first else true[8]
    heard = [word._replace(start=word.start - begin, end=word.end - begin) for word in spoken.captions().words if word.start >= true[8]]
    alignment = align(spoken.post(), Captions.of(heard, exact=True))
    assert starts(alignment) == [None] * 8 + [time - begin for time in true[8:]]
    assert {place.confidence for place in alignment.headings[:8]} == {0.0}
    [problem] = alignment.problems
    assert (problem.place.line, problem.is_error) == (90, False)
    assert problem.message.startswith(message)


@pytest.mark.parametrize("said", [range(4, 12), range(8)], ids=["beginning", "end"])
def test_captions_that_tell_the_beginning_or_the_end_in_other_words_are_complete(said: range) -> None:
    spoken, other = talk(questions=12), talk(seed=9, questions=12)
    sections = tuple((spoken if n in said else other).sections[n] for n in range(12))
    alignment = align(spoken.post(), Talk(sections).captions())
    assert alignment.problems == ()
    assert [n for n, start in enumerate(starts(alignment)) if start is not None] == [*said]


@pytest.mark.parametrize(("place", "asked"), [(0, 7), (3, 7), (6, 7), (0, 0)], ids=["first", "amid others", "last", "an introduction"])
def test_a_short_section_that_nobody_said_has_no_place_and_no_words(place: int, asked: int) -> None:
    spoken = talk()
    written = heading(1, " ".join(VOCABULARY[3 : 3 + asked])) if asked else None
    answer = Paragraph(2, " ".join(VOCABULARY[400:414]), "")
    sections = [*spoken.post().sections]
    sections.insert(place, Section(written, (Turn(2, "Guest", (answer,)),)))
    alignment = align(post(tuple(sections)), spoken.captions())
    true: list[int | None] = [*spoken.times()]
    assert starts(alignment) == ([*true[:place], None, *true[place:]] if asked else true)
    assert not {1, 2} & {utterance.line for utterance in alignment.utterances}
    assert alignment.problems == ()


def test_words_that_were_not_heard_before_a_minute_of_music_do_not_last_as_long() -> None:
    spoken = talk()
    cut, after = (" ".join(Talk(sections).texts) for sections in (spoken.sections[:2], spoken.sections[2:]))
    first = heard(cut.rsplit(maxsplit=3)[0]).words
    second = heard(after, begin=first[-1].end + 60_000).words
    alignment = align(spoken.post(), Captions.of([*first, *second], exact=True))
    assert starts(alignment)[2] == second[0].start
    last = [said for said in alignment.utterances if said.line < 30][-1]
    assert first[-1].end == last.starts[-3] < last.ends[-1] == first[-1].end + 3_000


def test_a_paragraph_without_words_is_not_in_the_transcript() -> None:
    spoken = talk()
    given = marked(spoken.post(), dict(enumerate(spoken.times())))
    sections = tuple(
        section._replace(turns=tuple(turn._replace(paragraphs=(Paragraph(turn.line, "", ""), *turn.paragraphs)) for turn in section.turns))
        for section in given.sections
    )
    assert align(given._replace(sections=sections), spoken.captions()).utterances == align(given, spoken.captions()).utterances


def test_times_after_captions_that_end_too_early_are_used() -> None:
    spoken = talk(questions=12)
    true = spoken.times()
    early = Captions.of([word for word in spoken.captions().words if word.start < true[8]], exact=True)
    alignment = align(marked(spoken.post(), {9: true[9], 11: true[11]}), early)
    assert (starts(alignment)[9], starts(alignment)[11]) == (true[9], true[11])
    assert "the captions end here" in alignment.problems[0].message


def test_a_time_that_the_words_disagree_with_is_used_and_told_with_both() -> None:
    spoken = talk()
    mark = spoken.times()[2] + 15_000
    alignment = align(marked(spoken.post(), {2: mark}), spoken.captions())
    assert alignment.headings[2].start == mark
    (problem,) = alignment.problems
    assert (problem.place.line, problem.is_error) == (30, False)
    heard_at = label(spoken.times()[2])
    assert problem.message == f"the time {label(mark)} contradicts the captions: the words are heard at {heard_at}"
    assert problem.hint == "it is used; listen, and correct it if it is wrong"


def test_nothing_that_is_written_before_a_time_is_said_after_it() -> None:
    spoken = talk(questions=12)
    true = spoken.times()
    alignment = align(marked(spoken.post(), {5: true[4]}), spoken.captions())
    assert starts(alignment) == [*true[:4], None, true[4], *true[6:]]
    assert [place.start is None for place in alignment.paragraphs] == [False] * 12 + [True] * 3 + [False] * 21


def test_words_that_are_likely_heard_elsewhere_are_told_too() -> None:
    spoken = talk(questions=12)
    captions = heard(misheard(" ".join(spoken.texts), seed=3, share=0.4))
    alone = align(spoken.post(), captions).headings[5]
    assert alone.start is not None
    assert alone.confidence < SURE
    alignment = align(marked(spoken.post(), {5: alone.start + 15_000}), captions)
    assert alignment.headings[5].start == alone.start + 15_000
    assert f"the words are heard at {label(alone.start)}" in alignment.problems[0].message


def test_another_clock_is_measured_by_the_authors_times_and_used() -> None:
    spoken = talk()
    marks = {n: spoken.times()[n] + 20_000 for n in (1, 3, 4)}
    alignment = align(marked(spoken.post(), marks), spoken.captions())
    assert alignment.offset == 20_000
    assert starts(alignment) == [time + 20_000 for time in spoken.times()]
    assert "the captions are 20.0 s early" in alignment.problems[0].message
    assert alignment.problems[0].place.line == 1


def test_captions_are_refused_from_where_their_clock_changes() -> None:
    spoken = talk(questions=12)
    true = spoken.times()
    marks = {n: true[n] + (30_000 if n >= 5 else 0) for n in range(1, 9)}
    alignment = align(marked(spoken.post(), marks), spoken.captions())
    assert starts(alignment) == [true[0], *marks.values(), None, None, None]
    assert [place.start is None for place in alignment.paragraphs] == [False] * 12 + [True] * 24
    assert not any(placed.candidates for placed in alignment.headings)
    assert [(problem.place.line, problem.is_error) for problem in alignment.problems] == [(50, False)]


def test_two_times_before_a_change_of_the_clock_are_enough() -> None:
    spoken = talk(questions=12)
    true = spoken.times()
    marks = {n: true[n] + (-30_000 if n >= 5 else 0) for n in (1, 3, 6, 8, 10)}
    alignment = align(marked(spoken.post(), marks), spoken.captions())
    assert alignment.offset == 0
    assert starts(alignment) == [*true[:4], None, None, marks[6], None, marks[8], None, marks[10], None]
    (problem,) = alignment.problems
    assert (problem.place.line, problem.message) == (40, f"after {label(true[3])} the captions are shifted by a different amount")


def test_unsure_guesses_measure_the_clock_where_they_agree() -> None:
    spoken = talk(questions=12)
    said = misheard(" ".join(spoken.texts), seed=3, share=0.4)
    alone = align(spoken.post(), heard(said))
    marks = {n: (alone.headings[n].start or 0) + 40_000 for n in (2, 5, 9)}
    assert all(alone.headings[n].confidence < SURE for n in marks)
    alignment = align(marked(spoken.post(), marks), heard(said))
    assert alignment.offset == 40_000
    assert "the captions are 40.0 s early" in alignment.problems[0].message


def test_times_that_agree_on_no_clock_measure_none() -> None:
    spoken = talk()
    true = spoken.times()
    alignment = align(marked(spoken.post(), {1: true[1], 2: true[2] + 12_000, 4: true[4] - 15_000}), spoken.captions())
    assert alignment.offset == 0
    assert [problem.place.line for problem in alignment.problems] == [30, 50]


def test_captions_that_end_before_the_text_are_told_with_the_line() -> None:
    spoken = talk(questions=12)
    alignment = align(spoken.post(), Captions.of([word for word in spoken.captions().words if word.start < spoken.times()[8]], exact=True))
    assert None not in starts(alignment)[:8]
    assert starts(alignment)[9:] == [None] * 3
    assert not any(placed.candidates for placed in alignment.headings), "nothing was heard that could be shown"
    assert [(problem.place.line, problem.is_error) for problem in alignment.problems] == [(90, False)]


def test_captions_of_another_cut_are_told() -> None:
    spoken = talk()
    alignment = align(spoken.post(), spoken.captions(), spoken.times()[4])
    assert alignment.headings[3].start == spoken.times()[3]
    assert "they are of different cuts" in " ".join(problem.message for problem in alignment.problems)
    end = spoken.captions().ends[-1]
    assert align(spoken.post(), spoken.captions(), end - 5_000).problems == (), "captions may go on for some seconds"


CHINESE = "你 为 什 么 开 始 做 播 客 因 为 我 喜 欢 听 别 人 讲 自 己 的 故 事 所 以 我 买 了 一 支 话 筒 第 一 期 节 目 是 在 厨 房 里 录 的 那 时 候 还 没 有 人 听 后 来 呢 有 一 天 有 人 写 信 来 说 谢 谢 你 们 这 封 信 我 到 现 在 还 留 着"


def test_a_language_without_spaces_aligns_by_its_letters() -> None:
    text = CHINESE.replace(" ", "")
    question, answer, second, rest = text[:9], text[9:52], text[52:55], text[55:]
    sections = (
        Section(heading(1, f"{question}？"), (Turn(3, "王", (Paragraph(3, f"{answer}。", ""),)),)),
        Section(heading(5, f"{second}？"), (Turn(7, "王", (Paragraph(7, f"{rest}。", ""),)),)),
    )
    phrases = tuple(Word(text[n : n + 8], n * PACE, min(n + 8, len(text)) * PACE) for n in range(0, len(text), 8))
    alignment = align(post(sections), Captions.of(phrases, exact=False))
    assert starts(alignment) == [0, 52 * PACE]
    assert alignment.utterances[0].words[-1] == "客？"


def test_a_dash_and_a_compound_leave_every_word_its_own_time() -> None:
    """The one is a word without a key, the other has two: as many keys as words, and yet not one each."""
    sections = (Section(heading(1, "Why?"), (Turn(3, "Guest", (Paragraph(3, "Well – it is a self-made thing that we like", ""),)),)),)
    alignment = align(post(sections), heard("why well it is a self made thing that we like"))
    assert dict(zip(alignment.utterances[1].words, alignment.utterances[1].starts, strict=True)) == {
        "Well": 300,
        "–": 600,
        "it": 600,
        "is": 900,
        "a": 1200,
        "self-made": 1800,
        "thing": 2100,
        "that": 2400,
        "we": 2700,
        "like": 3000,
    }


def test_the_table_tells_a_host_what_to_do() -> None:
    edited, spoken = with_invented_sections()
    hold(CASES / "table.txt", to_table(edited, align(edited, spoken.captions())))


@pytest.mark.parametrize("empty", [Captions.of((), exact=True), heard("um uh")])
def test_captions_without_the_words_place_nothing(empty: Captions) -> None:
    assert starts(align(talk().post(), empty)) == [None] * 6


def test_a_word_far_inside_a_long_cue_is_not_sure() -> None:
    """Only a cue's own times are told; the words of a minute are laid between them by their letters."""
    spoken = talk(questions=12)
    words = spoken.captions()._replace(exact=False)
    every = {seconds: range(0, len(words.texts), seconds * 1000 // PACE) for seconds in (6, 60)}
    short, long = (align(spoken.post(), words._replace(cues=tuple(cues))).headings for cues in every.values())
    assert [place.confidence >= SURE for place in short] == [True] * 12
    told = [words.starts[n] for n in every[60]]
    inside = [min(abs((place.start or 0) - at) for at in told) for place in short]
    assert {place.confidence >= SURE for place, far in zip(long, inside, strict=True) if far > 10_000} == {False}
    assert {place.confidence >= SURE for place, far in zip(long, inside, strict=True) if far < 4_000} == {True}
    assert [place.start for place in long] == [place.start for place in short]


def test_a_post_without_a_conversation_is_told_to_have_nothing_to_align() -> None:
    notes, _ = read_post(b"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\nOf bees.\n", "episodes/p.md")
    assert notes
    assert to_table(notes, align(notes, heard("Of bees."))).startswith("episodes/p.md has no conversation to align: captions are")
    assert to_table(notes._replace(verbatim=False), align(notes, heard("Of bees."))).endswith("since it says `transcript: off`\n")
