"""`chapters: questions`: what the host asks in a dialogue without headings becomes chapters, at the second it is asked."""

import pytest

from pipeline.content.annotate import Verdict, annotate, noted
from pipeline.content.background import Background
from pipeline.content.post import Heading, Post
from pipeline.content.problem import Problem
from pipeline.content.read_post import read
from pipeline.content.show import ChapterSource
from pipeline.derive.align import align
from pipeline.derive.chapters import chapters
from pipeline.derive.take import Take
from tests.interview import heard

ANSWER = "Bees make it in summer, when the lime trees flower and nobody disturbs them. " * 4
QUESTIONS = ("What is wax?", "Who needs smoke?", "Where do the bees sleep?", "How do you carry a hive?")
FRONT = "---\ntitle: Of bees\nhost: Ana Ruiz\nguests: [Bo Lind]\nvideo: abcDEF_12-x\nchapters: questions\n---\n\n"


def dialogue(*questions: str, answer: str = ANSWER) -> str:
    return "".join(f"**Ana:** {question}\n\n**Bo:** {answer}\n\n" for question in questions)


def post(text: str, feed: Background | None = None) -> tuple[Post, tuple[Problem, ...]]:
    found, problems = read(text.encode(), "episodes/p.md", feed)
    assert found
    return found, problems


def asked(text: str) -> list[str]:
    return [heading.text for heading in post(FRONT + text)[0].headings]


def test_the_post_or_else_the_feed_file_says_whether_questions_become_chapters() -> None:
    feed = Background(chapters=ChapterSource.QUESTIONS)
    for line, in_feed, found in (("", None, 0), ("", feed, 4), ("chapters: headings\n", feed, 0), ("chapters: yes\n", feed, 0)):
        text = FRONT.replace("chapters: questions\n", line) + dialogue(*QUESTIONS)
        assert len(post(text, in_feed)[0].headings) == found
    assert not post(FRONT.replace("questions", "off") + dialogue(*QUESTIONS), feed)[0].headings, "off is off"
    [problem] = post(FRONT.replace("questions", "question") + dialogue(*QUESTIONS))[1]
    assert (problem.place.line, "did you mean `questions`" in problem.hint) == (6, True)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("So, Bo, I was wondering: what is wax?", "What is wax?"),
        ("Bees are everywhere. What is wax made of? I have no idea.", "What is wax made of?"),
        ("Tell us what wax is.", "Tell us what wax is"),
        ("What do you think?", None),
        ("Bo, what do you think?", None),
        ("Does that sound good?", None),
        ("And who eats all of it, winter after winter?", "Who eats all of it, winter after winter?"),
        ("What is a hive, for someone who has never seen one?", "What is a hive, for someone who has never seen one?"),
        ("What is wax for people who haven’t heard of it?", "What is wax for people who haven’t heard of it?"),
        ("How do you describe wax to anyone who did not know about it?", "How do you describe wax to anyone who did not know about it?"),
        ("What is it like for someone who has never seen one?", None),
        ("What do you say to those who have never heard of it?", None),
        ("Is there hope for those who have asked for it?", None),
        ("And can you explain that to someone who never heard of it?", None),
        ("Is that so?", None),
        ("Really?", None),
        ("That was a long day.", None),
        ("All of it melts. " * 200 + "What is wax?", "What is wax?"),
    ],
)
def test_a_turn_gives_the_title_that_its_question_would_give_as_a_heading(said: str, title: str | None) -> None:
    assert asked(dialogue(*QUESTIONS[1:], said)) == [*QUESTIONS[1:], *([title] if title else [])]


def test_what_is_hardly_answered_or_asked_by_guests_is_no_chapter() -> None:
    own, short = (
        f"**Bo:** Who else would have come?\n\n**Ana:** Nobody.\n\n**Bo:** {ANSWER}\n\n",
        dialogue("Who paints the hives?", answer="Me."),
    )
    assert asked(dialogue(*QUESTIONS[:2]) + own + short + dialogue(*QUESTIONS[2:])) == [*QUESTIONS]


@pytest.mark.parametrize(("times", "enough"), [(4, False), (6, True)])
def test_japanese_says_as_much_with_half_the_letters(times: int, *, enough: bool) -> None:
    spoken = "蜂は夏に菩提樹の花から蜜を集めます。" * times  # 18 letters each
    assert asked(dialogue("Where do the bees sleep?", answer=spoken)) == ["Where do the bees sleep?"] * enough


@pytest.mark.parametrize(("count", "joined"), [(1, True), (2, True), (3, False)])
def test_questions_join_few_headings_and_no_more(count: int, joined: bool) -> None:
    parts = ["### On hives\n\n", "### On combs\n\n", "### On queens\n\n", ""][-count - 1 :]
    found = asked(dialogue("What is honey?") + "".join(part + dialogue(question) for part, question in zip(parts, QUESTIONS, strict=False)))
    assert [text for text in found if text.startswith("On")] == [part.strip("# \n") for part in parts[:-1]]
    assert [text for text in found if text.endswith("?")] == (["What is honey?", *QUESTIONS[: count + 1]] if joined else [])


def test_the_turn_keeps_its_words_and_the_heading_has_none() -> None:
    with_headings, _ = post(FRONT + dialogue(*QUESTIONS))
    without, _ = post(FRONT.replace("chapters: questions\n", "") + dialogue(*QUESTIONS))
    assert [turn._replace(line=0, paragraphs=()) for turn in with_headings.turns] == [
        turn._replace(line=0, paragraphs=()) for turn in without.turns
    ]
    assert [heading.said for heading in with_headings.headings] == [""] * 4
    assert [section.turns[0].line for section in with_headings.sections] == [heading.line for heading in with_headings.headings]


def test_chapters_begin_when_the_turns_do() -> None:
    found, _ = post(FRONT + dialogue(*QUESTIONS))
    words = heard(" ".join(paragraph.spoken for turn in found.turns for paragraph in turn.paragraphs))
    aligned = align(found, words)
    starts = [place.start for turn, place in zip(found.turns, aligned.turns, strict=True) if turn.speaker == "Ana Ruiz"]
    assert [place.start for place in aligned.headings] == starts
    assert min(place.confidence for place in aligned.headings) > 0.5
    marks, _ = chapters(found, aligned, Take(words.ends[-1]))
    assert [(chapter.start, chapter.title) for chapter in marks] == [
        ((start or 0) // 1000 * 1000, question) for start, question in zip(starts, QUESTIONS, strict=True)
    ]


def test_nobody_known_as_the_host_is_told() -> None:
    text = FRONT.replace("host: Ana Ruiz\n", "host: Mara Berg\n") + dialogue(*QUESTIONS)
    found, [problem] = post(text)
    assert not found.headings
    assert (problem.place.line, problem.is_error) == (9, False)
    assert problem.message == "`chapters: questions` finds no questions, because none of Ana, Bo Lind is known to be the host"


@pytest.mark.parametrize(
    ("note", "title", "at"),
    [
        ("<!-- no chapter -->", None, None),
        ("<!-- chapter: On wax -->", "On wax", None),
        ("<!-- at 12:34 -->", "What is wax?", 754_000),
        ("<!-- at 12:34 -->\n<!-- chapter: On wax -->", "On wax", 754_000),
    ],
)
def test_notes_stand_right_below_the_question(note: str, title: str | None, at: int | None) -> None:
    for gap in ("\n", "\n\n"):
        text = FRONT + dialogue(*QUESTIONS).replace("What is wax?", f"What is wax?{gap}{note}")
        found, problems = post(text)
        first: Heading = found.headings[0]
        assert (first.chapter, first.at, found.turns[0].at, problems) == (title, at, at, ())
        assert [heading.chapter for heading in found.headings[1:]] == [*QUESTIONS[1:]]
        assert found.turns[1].at is None


@pytest.mark.parametrize("chapters", ["headings", "questions"])
def test_a_time_alone_above_the_first_words_is_theirs(chapters: str) -> None:
    front, moment = FRONT.replace("questions", chapters), "## Transcript\n\nhttps://youtu.be/abcDEF_12-x?t=12\n\n"
    found, problems = post(front + moment + dialogue(*QUESTIONS))
    assert (problems, found.turns[0].at, [heading.at for heading in found.headings[:1]]) == ((), 12_000, [12_000] * bool(found.headings))
    assert bool(found.headings) == (chapters == "questions")


def test_a_note_below_anything_else_is_told() -> None:
    text = FRONT + dialogue(*QUESTIONS).replace(ANSWER, f"{ANSWER}\n\n<!-- no chapter -->", 1)
    found, [problem] = post(text)
    assert [heading.chapter for heading in found.headings] == [*QUESTIONS]
    assert (problem.place.line, problem.message) == (13, "this note is below no question that is a chapter")


@pytest.mark.parametrize("question", ["What is wax?", "Well, I have often asked myself\nwhat on earth is wax?"])
def test_a_verdict_is_written_below_the_turn(question: str) -> None:
    feed = Background(host="Ana Ruiz", chapters=ChapterSource.QUESTIONS)
    data = (FRONT.replace("host: Ana Ruiz\n", "").replace("chapters: questions\n", "") + dialogue(question, *QUESTIONS[1:])).encode()
    line = post(data.decode(), feed)[0].headings[0].line
    written = annotate(data, line, Verdict(754_000), feed)
    assert written == data.replace(question.encode(), question.encode() + b"\n<!-- at 12:34 -->")
    assert noted(written, line, added=True) == Verdict(754_000)
    assert annotate(written, line, Verdict(), feed) == data
    assert annotate(data, line, Verdict(754_000)) is None, "without the feed file there is no such heading"
