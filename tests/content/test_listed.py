"""`chapters: listed`: the chapters that a post lists with their times, or else its video on YouTube."""

import json
import re
from datetime import UTC, datetime

import pytest

from pipeline.content.background import Background
from pipeline.content.inspection import to_json, to_table
from pipeline.content.listed import entry, of_video
from pipeline.content.post import Post
from pipeline.content.read_post import read
from pipeline.content.recording import RecordedFile, RecordedVideo, Recording
from pipeline.content.show import ChapterSource
from pipeline.derive.align import align
from pipeline.derive.chapters import chapters
from pipeline.derive.interview import interview
from pipeline.derive.pages.card import questions
from pipeline.derive.take import Take
from pipeline.steps.answers import lacking
from tests.interview import heard

HOUR = 3_600_000
FRONT = "---\ntitle: Of bees\nhost: Ana Ruiz\nvideo: abcDEF_12-x\nchapters: listed\n---\n\n"
NOTES = "Bo Lind keeps bees.\n\n## Timestamps\n\n"
LONG = "Bo Lind keeps bees. " * 9
LIST = NOTES + "- 00:00 Bo\n- 05:10 Wax\n- 1:00:20 Smoke\n"
TALK = "".join(
    f"### What is {what}?\n\n**Bo:** Bees know what {what} is, and what {what} is for.\n\n" for what in ("wax", "honey", "smoke")
)
VIDEO = RecordedVideo(
    "abcDEF_12-x",
    duration=HOUR,
    description="My bees.\n\n0:00 Willkommen\n(12:30) Wachs\nHonig - 40:00\nhttps://bees.example/\n\n0:00 A song of bees",
    chapters=((0, "Welcome"), (750_000, "Wax"), (2_400_000, "Honey"), (3_000_000, "Goodbye")),
)


def recording(video: RecordedVideo | None = VIDEO, *, offset: int = 0) -> Recording:
    sound = RecordedFile("audio.mp3", "audio/mpeg", 1, "0" * 64, "host", HOUR)
    words = RecordedFile("captions.en.vtt", "text/vtt", 1, "0" * 64, "youtube", language="en")
    return Recording("g", datetime(2026, 1, 1, tzinfo=UTC), video, sound, words if offset else None, None, offset=offset)


def post(text: str, feed: Background | None = None) -> Post:
    found, problems = read(text.encode(), "episodes/p.md", feed)
    assert found
    assert not problems
    return found


def listed(text: str) -> list[tuple[int, str]]:
    return [(chapter.start // 1000, chapter.title) for chapter in post(FRONT + text).listed]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("12:34 How it began", (754_000, "How it began")),
        ("1:02:03 - How it began", (3_723_000, "How it began")),
        ("[@05:10] - [Wax]: what is it?", (310_000, "[Wax]: what is it?")),
        ("(05:10) Wax (and honey)", (310_000, "Wax (and honey)")),
        ("🎬 05:10: Wax", (310_000, "Wax")),
        ("05:10–07:44 Wax", (310_000, "Wax")),
        ("05:10 - 07:44 | Wax", (310_000, "Wax")),
        ("How it began, at last (12:34)", (754_000, "How it began, at last")),
        ("How it began … 12:34", (754_000, "How it began …")),
        ("How it began (12:34 - 15:00)", (754_000, "How it began")),
        ("How it began 12:34–15:00", (754_000, "How it began")),
        ("00:05:10.500 Wax", (310_500, "Wax")),
        ("[00:05:10,500] Wax", (310_500, "Wax")),
        ("105:10 → Wax", (6_310_000, "Wax")),
        ("05:10 · Wax", (310_000, "Wax")),
        ("05:10, Wax", (310_000, "Wax")),
        ("05:10. Wax", (310_000, "Wax")),
        ("Wax, 05:10", (310_000, "Wax")),
        ("Wax @ 05:10", (310_000, "Wax")),
        ("05:10 to 07:44: Wax", (310_000, "Wax")),
        ("2️⃣ 05:10 Wax", (310_000, "Wax")),
        ("05:10：蜜蝋", (310_000, "蜜蝋")),
        ("05：10 蜜蝋", (310_000, "蜜蝋")),
        ("【05:10】蜜蝋", (310_000, "蜜蝋")),
        ("蜜蝋（05:10）", (310_000, "蜜蝋")),
        ("05:10〜07:44｜蜜蝋", (310_000, "蜜蝋")),
        ("12m34s How it began", (754_000, "How it began")),
        ("[1h02m03s] - How it began", (3_723_000, "How it began")),
        ("How it began (62'03\")", (3_723_000, "How it began")),
        ("12′34″ – How it began", (754_000, "How it began")),
        ("12m34sx How it began", None),
        ("It took 12m34s to melt", None),
        ("52°31'12\" How it began", None),
        ("12:34", None),
        ("1:02:03x How it began", None),
        ("12:74 How it began", None),
        ("We met at 12:34 in the yard", None),
        ("12:345 things", None),
    ],
)
def test_a_line_has_a_time_first_or_last(line: str, found: tuple[int, str] | None) -> None:
    assert entry(line) == found


@pytest.mark.parametrize(
    "text",
    [
        "* [@00:00] - [Bo](https://bo.example/)\n* [@05:10] - Wax\n  * [A candle](https://wax.example/)\n* A book\n* [@1:00:20] - Smoke\n",
        "- [0:00](https://youtu.be/abcDEF_12-x?t=0)\n  Bo\n> Bees, bees.\n\n- [5:10](https://youtu.be/abcDEF_12-x?t=310) Wax\n  - 1:00:20 Smoke\n",
        "1. Bo (0:00)\n2. Wax (5:10)\n3. Smoke (1:00:20)\n",
        "In this episode:\n0:00 Bo\n5:10 Wax\n1:00:20 Smoke\n",
        f"{LONG}\n\n- 0:00 Bo\n- 5:10 Wax\n- 1:00:20 Smoke\n\n{LONG}\n",
        "0:00 Bo\n\n5:10 Wax\n\n1:00:20 Smoke\n",
        "0m00s Bo\n5m10s Wax\n1h00m20s Smoke\n",
        "- 0'00\" Bo\n- 5'10\" Wax\n- 60'20\" Smoke\n",
        "```\n00:00:00 Bo\n00:05:10 Wax\n01:00:20 Smoke\n```\n",
        "> 0:00 Bo<br>\n> 5:10 Wax<br>\n> 1:00:20 Smoke\n",
        "<p>0:00 Bo<br>5:10 Wax<br />1:00:20 Smoke</p>\n",
        "* 0:00<br>Bo\n* 5:10<br>Wax\n* 1:00:20<br>Smoke\n",
        "| Time | Of |\n|---|---|\n| 0:00 | Bo |\n| 5:10 | Wax |\n| 1:00:20 | Smoke |\n",
        "<table><tr><td>Bo</td><td>0:00</td></tr><tr><td>Wax</td><td>5:10</td></tr><tr><td>Smoke</td><td>1:00:20</td></tr></table>\n",
        "| # | Start | End | Of |\n|---|---|---|---|\n| 1 | 0:00 | 5:10 | Bo |\n| 2 | 5:10 | 9:00 | Wax |\n| 3 | 1:00:20 | | Smoke |\n",
        "| # | Of | Time |\n|---|---|---|\n| 1 | Bo | 0:00 |\n| 2 | Wax | 5:10 - 9:00 |\n| 3 | Smoke | [1:00:20](https://youtu.be/abcDEF_12-x?t=3620) |\n",
        "<dl>\n<dt>0:00</dt><dd>Bo</dd>\n<dt>5:10</dt><dd>Wax</dd>\n<dt>1:00:20</dt><dd>Smoke</dd>\n</dl>\n",
        "0:00\n: Bo\n\n5:10\n: Wax\n\n1:00:20\n: Smoke\n",
        "0:00\n\n* Bo\n* A book\n\n5:10\n\n* Wax\n\n1:00:20\n\n* [Smoke](https://smoke.example/)\n",
        "".join(f"- [{title}](https://youtu.be/abcDEF_12-x?t={at})\n" for title, at in (("Bo", 0), ("Wax", 310), ("Smoke", 3620))),
    ],
)
def test_a_list_of_chapters_in_many_forms(text: str) -> None:
    assert listed(NOTES + text + "\n" + TALK) == [(0, "Bo"), (310, "Wax"), (3620, "Smoke")]
    assert listed(TALK + "## Timestamps\n\n" + text) == [(0, "Bo"), (310, "Wax"), (3620, "Smoke")]


@pytest.mark.parametrize(
    "text",
    [
        NOTES + "- 00:00 Bo\n- 05:10 Wax\n",
        NOTES + "- 05:10 Wax\n- 00:00 Bo\n- 1:00:20 Smoke\n",
        NOTES + "- 00:00 Bo\n- 00:00 Wax\n- 1:00:20 Smoke\n",
        NOTES + "- 0:00 Bo\n- 5:10 Wax\n- 20:00 Smoke\n- 51:20 Honey\n- 1:00 Hives\n",
        "".join(f"Of {what}:\n\n- 5:10 The club\n- 15:00 {what}\n- 20:00 A book on {what}\n\n" for what in ("wax", "honey")),
        "Hm.\n\n- 00:00 Bo\n\n## More\n\n- 05:10 Wax\n\n## And more\n\n- 1:00:20 Smoke\n",
        "".join(f"**{who}** ({at}):\nWell, bees.\n\n" for who, at in (("Bo", "0:00"), ("Ana", "5:10"), ("Bo", "1:00:20"))),
        "".join(
            f"**{who}** ({at})\n\n{'Bees know what wax is for. ' * 6}\n\n" for who, at in (("Bo", "0:00"), ("Ana", "5:10"), ("Cy", "6:20"))
        ),
        "".join(
            f"[{at}] **{who}:** {said}\n\n" for at, who, said in (("0:00", "Bo", "Hello."), ("5:10", "Ana", "Wax?"), ("6:20", "Bo", "Wax."))
        ),
        "".join(f"{at} {'Bees know what wax is for. ' * 6}\n\n" for at in ("0:00", "5:10", "1:00:20")),
        "".join(f"**[{number}] {at}**\n\n- Bees\n\n" for number, at in enumerate(("0:00", "5:10", "1:00:20"))),
        "".join(f"{at} Bo\n\n{'Bees know what wax is for. ' * 6}\n\n" for at in ("0:00", "5:10", "1:00:20")),
    ],
    ids=(
        "two",
        "descending",
        "equal",
        "begun anew",
        "links",
        "apart",
        "speakers",
        "speeches",
        "dialogue",
        "talk",
        "numbers",
        "one speaker",
    ),
)
def test_times_that_are_no_list_of_chapters(text: str) -> None:
    assert not listed(text)


@pytest.mark.parametrize("heading", ["Chapters", "Kapitel", "Chapitres:", "Таймкоды", "章节"])
def test_below_a_heading_that_names_chapters_each_may_be_told_of(heading: str) -> None:
    told = "".join(
        f"{at} - {title}\n\n{'Bees know what wax is for. ' * 6}\n\n" for at, title in (("0:00", "Bo"), ("5:10", "Wax"), ("9:20", "Smoke"))
    )
    assert listed(f"Bo Lind keeps bees.\n\n## {heading}\n\n{told}") == [(0, "Bo"), (310, "Wax"), (560, "Smoke")]


def test_headings_of_notes_may_have_the_times() -> None:
    notes = "## Show notes\n\n### 0:00 Bo\n\nWe greet.\n\n### 5:10 Wax\n\nIt burns.\n\n### Smoke (1:00:20)\n\nIt calms.\n"
    assert [(one.start // 1000, one.title, one.line) for one in post(FRONT + notes).listed] == [
        (0, "Bo", 10),
        (310, "Wax", 14),
        (3620, "Smoke", 18),
    ]


def test_the_rows_of_a_table_have_their_lines() -> None:
    found = post(f"{FRONT}| Time | Of |\n|---|---|\n| 0:00 | Bo |\n| 5:10 | Wax |\n| 1:00:20 | Smoke |\n").listed
    assert [one.line for one in found] == [10, 11, 12]


def test_a_time_that_is_linked_alone_has_no_title() -> None:
    items = "".join(f"- [@{at // 60}:{at % 60:02}](https://youtu.be/abcDEF_12-x?t={at})\n  > It burns.\n" for at in (0, 310, 3620))
    assert not listed(NOTES + items)


@pytest.mark.parametrize("address", ["https://youtu.be/other_12-xx?t=1", "https://youtu.be/abcDEF_12-x"])
def test_links_to_other_videos_or_to_no_second_are_no_times(address: str) -> None:
    assert not listed(NOTES + f"- [Bo]({address})\n- [Wax]({address}0)\n- [Smoke]({address}00)\n")


@pytest.mark.parametrize(
    "matter",
    [
        'chapters:\n- {time: "0:00", title: Bo}\n- {time: "5:10", title: Wax}',
        "timestamps:\n- startTime: 0\n  name: Bo\n- startTime: 310\n  name: Wax",
        "chapters:\n- 0:00 Bo\n- Wax (5:10)",
        "chapters:\n  0:00: Bo\n  5:10: Wax",
        "chapter:\n- {start: 00:00:00, title: Bo}\n- {start: 00:05:10, title: Wax}",
        "video-timestamps:\n- {time: '0:00', note: Bo}\n- {time: '5:10', note: Wax}",
        "podcast_chapters: {version: 1.1.0, chapters: [{startTime: 0, title: Bo, img: null}, {startTime: 310, title: Wax}]}",
        "chapters:\n  0:00: Bo\n  of bees: Smoke\n  1:00: [Hives]\n  5:10: Wax",
        'chapters:\n- {time: "0:00", title: Bo, links: [wax]}\n- {time: "1:00"}\n- {title: Smoke}\n- {time: "5:10", title: Wax}',
    ],
)
def test_front_matter_may_list_the_chapters(matter: str) -> None:
    found = post(f"---\ntitle: Of bees\nvideo: abcDEF_12-x\n{matter}\n---\n\nBo Lind keeps bees.\n")
    assert (found.chapters, [(one.start, one.title) for one in found.listed]) == (ChapterSource.LISTED, [(0, "Bo"), (310_000, "Wax")])


@pytest.mark.parametrize(
    ("matter", "source"),
    [
        ("chapters: [0:00 Bo, 5:10 Wax]", ChapterSource.LISTED),
        ("timestamps: [0:00 Bo, 5:10 Wax]", ChapterSource.HEADINGS),
        ("podcast_chapters: [0:00 Bo, 5:10 Wax]", ChapterSource.HEADINGS),
    ],
)
def test_a_list_for_the_blog_leaves_chapters_to_headings_and_one_for_us_does_not(matter: str, source: ChapterSource) -> None:
    found = post(f"---\ntitle: Of bees\nvideo: abcDEF_12-x\n{matter}\n---\n\n{TALK}")
    assert (found.chapters, len(found.listed)) == (source, 2 if source is ChapterSource.LISTED else 0)


@pytest.mark.parametrize(
    ("matter", "starts"),
    [
        ("chapters: |\n  0:05 Bo\n  5:10 Wax\n  12:30 Smoke", [5, 310, 750]),
        ("youtube_description: |\n  Of bees.\n\n  0:00 Bo\n  5:10 Wax\n  12:30 Smoke", [0, 310, 750]),
        ("description: |\n  9:00 Bo\n  10:00 Wax\n  17:30 Smoke", []),
        ("description: |\n  0:00 Bo\n  5:10 Wax", []),
        ("description: |\n  0:00 Bo\n  15:10 Wax\n  12:30 Smoke", []),
        ("transcript: |\n  0:00 Bo\n  5:10 Wax\n  12:30 Smoke", []),
    ],
)
def test_lines_in_the_front_matter_may_list_them(matter: str, starts: list[int]) -> None:
    found = post(f"---\ntitle: Of bees\nvideo: abcDEF_12-x\n{matter}\n---\n\nBo Lind keeps bees.\n")
    assert [one.start // 1000 for one in found.listed] == starts


@pytest.mark.parametrize(
    ("front", "text", "titles"),
    [
        ("", "Bo Lind keeps bees.", ["Willkommen", "Wachs", "Honig", "Goodbye"]),
        ("", LIST, ["Bo", "Wax", "Smoke"]),
        ("chapters: off\n", "Bo Lind keeps bees.", []),
        ("", TALK, []),
    ],
)
def test_without_a_conversation_the_videos_chapters_are_used(front: str, text: str, titles: list[str]) -> None:
    found = post(f"---\ntitle: Of bees\nvideo: abcDEF_12-x\n{front}---\n\n{text}")
    assert [one.title for one in chapters(found, None, Take(2 * HOUR, record=recording()))[0]] == titles


def test_of_two_chapters_at_once_the_first_is_told_to_be_too_short() -> None:
    made, [problem] = chapters(post(FRONT + LIST.replace("- 05:10 Wax", "- 05:10 Wax\n- 05:10 Honey")), None, Take(2 * HOUR))
    assert [one.title for one in made] == ["Bo", "Honey", "Smoke"]
    assert "too short for a chapter, and so part of the one beside it: “Wax” at 5:10" in str(problem)


def test_a_slip_in_a_list_is_told_and_the_others_are_used() -> None:
    found = post(FRONT + NOTES + "- 0:00 Bo\n- 5:10 Wax\n- 51:20 Honey\n- 20:00 Smoke\n- 30:00 Hives\n")
    made, [problem] = chapters(found, None, Take(HOUR))
    assert [one.title for one in made] == ["Bo", "Wax", "Smoke", "Hives"]
    assert str(problem) == "episodes/p.md:14: warning: the time 51:20 contradicts 20:00 in line 15 (correct it; until then it is not used)"


def test_the_line_of_a_chapter_is_that_of_its_item() -> None:
    assert [chapter.line for chapter in post(FRONT + LIST).listed] == [12, 13, 14]
    assert [chapter.line for chapter in post(FRONT + NOTES + "0:00 Bo\n5:10 Wax\n1:00:20 Smoke\n").listed] == [12, 13, 14]


def test_a_list_beside_headings_counts_only_if_it_is_asked_for() -> None:
    without = FRONT.replace("chapters: listed\n", "")
    assert not post(without + LIST + TALK).listed
    assert len(post(without + LIST + re.sub("###.*", "", TALK)).listed) == 3
    assert len(post(without + LIST + TALK, Background(chapters=ChapterSource.LISTED)).listed) == 3


@pytest.mark.parametrize(("front", "count"), [("", 3), ("chapters: headings\n", 0), ("chapters: off\n", 0)])
def test_a_list_in_a_post_without_a_conversation_counts_unless_the_post_says_otherwise(front: str, count: int) -> None:
    found = post(FRONT.replace("chapters: listed\n", front) + LIST)
    assert len(found.listed) == count
    assert len(chapters(found, None, Take(2 * HOUR))[0]) == count


@pytest.mark.parametrize(
    ("times", "count"),
    [
        ("0:00 4:10 9:30", 3),
        ("5:02 12:25 53:40", 3),
        ("7:05 7:12 7:30", 0),
        ("09:00 12:30 17:00", 0),
        ("2:05:10 2:06:12 2:31:40", 0),
    ],
)
def test_times_of_a_day_are_no_chapters_unless_they_are_asked_for(times: str, count: int) -> None:
    rows = "".join(f"- {time} Mill Lane {number}\n" for number, time in enumerate(times.split()))
    assert len(post(FRONT.replace("chapters: listed\n", "") + rows).listed) == count
    assert len(post(FRONT + rows).listed) == 3


def test_a_long_text_with_a_list_of_chapters_is_not_told_to_have_only_one() -> None:
    text = FRONT.replace("chapters: listed\n", "") + "## In this episode\n\n" + "- Bees and wax.\n" * 300
    assert [problem.message.partition(",")[0] for problem in read(text.encode(), "episodes/p.md")[1]] == [
        "no questions or speakers were found in 903 words"
    ]
    assert read(f"{text}\n\n{LIST}".encode(), "episodes/p.md")[1] == ()


def test_listed_chapters_need_no_captions_and_come_before_headings() -> None:
    found = post(FRONT + LIST + TALK)
    made, problems = chapters(found, None, Take(2 * HOUR))
    assert [(one.start, one.end, one.title, one.line, one.confidence) for one in made] == [
        (0, 310_000, "Bo", 12, 1.0),
        (310_000, 3_620_000, "Wax", 13, 1.0),
        (3_620_000, 2 * HOUR, "Smoke", 14, 1.0),
    ]
    assert not problems
    alignment = align(found, heard(TALK.replace("#", "").replace("**Bo:**", "")))
    assert chapters(found, alignment, Take(2 * HOUR))[0] == made
    assert [question.title for question in questions(found, alignment, made)] == ["Bo", "Wax", "Smoke"]


def test_a_passage_at_the_second_of_a_listed_chapter_keeps_its_address() -> None:
    found = post(FRONT + NOTES + "- 0:00 Bo\n- 0:01 Wax\n- 1:00:20 Smoke\n\n" + TALK)
    alignment = align(found, heard(TALK.replace("#", "").replace("**Bo:**", "")))
    made, _ = chapters(found, alignment, Take(2 * HOUR))
    [first, *_] = interview(found, alignment, made).parts
    assert first.anchor == "t=0"
    assert interview(found, alignment, made) == interview(found, alignment, ())


def test_chapters_of_the_video_have_the_words_of_its_description() -> None:
    assert of_video(VIDEO) == ((0, "Willkommen"), (750_000, "Wachs"), (2_400_000, "Honig"), (3_000_000, "Goodbye"))
    found = post(FRONT + TALK)
    made, _ = chapters(found, None, Take(HOUR, record=recording()))
    assert [(one.start, one.title, one.line) for one in made] == [
        (0, "Willkommen", 0),
        (750_000, "Wachs", 0),
        (2_400_000, "Honig", 0),
        (3_000_000, "Goodbye", 0),
    ]
    assert [question.title for question in questions(found, None, made)] == ["Willkommen", "Wachs", "Honig", "Goodbye"]


def test_chapters_of_the_video_are_moved_to_the_clock_of_the_sound() -> None:
    """A sound with an intro of twenty seconds, and one without the first quarter of an hour of its video."""
    for offset, starts in ((20_000, [0, 20, 770, 2_420, 3_020]), (-800_000, [0, 1_600, 2_200])):
        made, _ = chapters(post(FRONT + TALK), None, Take(HOUR, record=recording(offset=offset)))
        assert [one.start // 1000 for one in made] == starts
    assert made[0].title == "Wachs"


@pytest.mark.parametrize("form", ["- {} {}\n", "{} {}\n", "| {} | {} |\n"], ids=["items", "lines", "rows"])
def test_one_long_title_of_many_does_not_make_a_transcript_of_a_list(form: str) -> None:
    titles = [
        "Bo",
        "Wax",
        "Why bees that live near the river fly farther, and what that has to do with wax: " + "Bo's findings, " * 4 + "in full",
    ]
    written = "".join(form.format(f"{ten}:00", title) for ten, title in enumerate([*titles, "Honey", "Smoke"], 10))
    assert [start for start, _ in listed(NOTES + "| time | of |\n|---|---|\n" * ("|" in form) + written)] == [600, 660, 720, 780, 840]


@pytest.mark.parametrize("long", [2, 3, 4])
def test_lines_of_which_many_are_long_are_what_is_said(long: int) -> None:
    said = ["Of bees. " * 20] * long + ["Yes.", "So it is.", "No wax?"][: 6 - long]
    assert listed(NOTES + "\n".join(f"{ten}:00 {words}" for ten, words in enumerate(said, 10))) == []


def test_a_long_title_is_cut_at_a_word() -> None:
    long = "Why bees that live near the river fly farther than bees that live near the forest, and what that has to do with wax"
    for text, known in ((LIST.replace("Wax", long), None), (TALK, recording(VIDEO._replace(chapters=((0, "Bo"), (310_000, long)))))):
        _, cut, *_ = chapters(post(FRONT + text), None, Take(HOUR, record=known))[0]
        assert cut.title == "Why bees that live near the river fly farther than bees that live near the forest, and what that…"


def test_without_any_list_headings_make_the_chapters() -> None:
    found = post(FRONT + TALK)
    alignment = align(found, heard(TALK.replace("#", "").replace("**Bo:**", "")))
    bare = recording(VIDEO._replace(chapters=()))
    for known in (None, bare, recording(None)):
        assert chapters(found, alignment, Take(HOUR, record=known)) == chapters(
            found._replace(chapters=ChapterSource.HEADINGS), alignment, Take(HOUR)
        )


def test_a_chapter_beyond_the_sound_is_left_out_and_told() -> None:
    made, [problem] = chapters(post(FRONT + LIST), None, Take(HOUR))
    assert [one.title for one in made] == ["Bo", "Wax"]
    told = "the time 1:00:20 is after the end of the recording (1:00:00) (correct it; until then it is not used)"
    assert str(problem) == f"episodes/p.md:14: warning: {told}"
    assert not chapters(post(FRONT + LIST), None, Take(0))[1], "the sound is not known yet"


def test_what_is_missing_without_captions_are_not_the_chapters() -> None:
    for text, known, missing in ((LIST + TALK, None, False), (TALK, VIDEO, False), (TALK, None, True)):
        [problem] = lacking(post(FRONT + text), recording(known))
        assert ("the chapters" in problem.message) == missing


def test_inspect_shows_the_list() -> None:
    found = post(FRONT + LIST + "\n" + TALK)
    assert "  3 chapters in a list\n     12     0:00  Bo\n     13     5:10  Wax\n     14  1:00:20  Smoke\n" in to_table(found, ())
    told = json.loads(to_json(found, ()))
    assert told["listed"] == [
        {"line": 12, "start": 0, "title": "Bo"},
        {"line": 13, "start": 310, "title": "Wax"},
        {"line": 14, "start": 3620, "title": "Smoke"},
    ]
    assert {heading["chapter"] for heading in told["headings"]} == {None}


def test_inspect_shows_the_list_of_the_video() -> None:
    found = post(FRONT + TALK)
    assert "  4 chapters of the video on YouTube\n            0:00  Willkommen\n" in to_table(found, (), recording())
    told = json.loads(to_json(found, (), recording=recording()))
    assert told["listed"][1] == {"line": None, "start": 750, "title": "Wachs"}
    assert {heading["chapter"] for heading in told["headings"]} == {None}
    told = json.loads(to_json(found, (), recording=recording(None)))
    assert (told["listed"], {heading["chapter"] is None for heading in told["headings"]}) == ([], {False})


def test_inspect_shows_no_chapters_that_are_switched_off() -> None:
    found = post(FRONT.replace("listed", "off") + TALK)
    assert "  0 chapters of 3 headings\n" in to_table(found, ())
    assert {heading["chapter"] for heading in json.loads(to_json(found, ()))["headings"]} == {None}
    assert lacking(post(FRONT + LIST), recording(None)) == (), "nobody says anything"


@pytest.mark.parametrize(
    "lead", ["## Sommaire", "## 目次", "## Timeline", "## Rozdziały", "**Timestamps:**", "Timestamps:", "⏰ Timestamps"]
)
@pytest.mark.parametrize("is_below", [True, False])
def test_a_list_of_chapters_beside_turns_is_not_said_whatever_its_heading(lead: str, is_below: bool) -> None:
    talk = "".join(f"**Ana:** What is {what}?\n\n**Bo:** Bees know what {what} is.\n\n" for what in ("wax", "honey", "smoke"))
    chapters = f"{lead}\n\n- 0:00 Of wax\n- 5:10 Of honey\n- 1:00:20 Of smoke\n\n"
    found = post(
        "---\ntitle: Of bees\nhost: Ana Ruiz\nvideo: abcDEF_12-x\n---\n\nOf bees.\n\n" + (talk + chapters if is_below else chapters + talk)
    )
    assert [turn.speaker for turn in found.turns] == ["Ana Ruiz", "Bo"] * 3
    assert not any("Of honey" in paragraph.spoken for turn in found.turns for paragraph in turn.paragraphs)
    assert [chapter.title for chapter in found.listed] == ["Of wax", "Of honey", "Of smoke"]


def test_times_that_somebody_lists_amid_a_talk_are_said() -> None:
    listing = "- 6:00 I get up\n- 7:10 I feed the bees\n- 8:00 I go to bed\n\n"
    talk = f"**Ana:** What is your day?\n\n**Bo:** It is short:\n\n{listing}**Ana:** Is that so?\n\n**Bo:** It is.\n"
    found = post(f"---\ntitle: Of bees\nvideo: abcDEF_12-x\n---\n\n{talk}")
    assert any("I feed the bees" in paragraph.spoken for turn in found.turns for paragraph in turn.paragraphs)
