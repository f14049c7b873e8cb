"""The examples of docs/posts.md are read as that page says."""

import re

import pytest

from pipeline.content.post import Kind, Post
from tests.posts import post_of
from tests.program import ROOT

PAGE = (ROOT / "docs/posts.md").read_text(encoding="utf-8")
PLAYER = "https://youtu.be/abcDEF_12-x"
WAX, ANSWER = "Why wax?", "It burns, and it keeps."
QUESTIONS = ("What is honey?", "And what is smoke?", WAX, "Who keeps the bees warm?")
SAID = (
    "Wax is patient.",
    "So are bees, I am told.",
    "They are, all day long.",
    "Then why do they sting?",
    "They never sting me.",
    "Nor me.",
)
CHAPTERS = (("00:00", "The hive"), ("05:10", "The smoke"), ("12:34", "How it began"))


def examples(head: str) -> list[tuple[str, str]]:
    """The rows of the table whose first column has this head: the example in its own lines, and what stands beside it."""
    table = PAGE.split(f"\n| {head} | ", 1)[1].split("\n\n", 1)[0]
    return [(example.replace("⏎", "\n"), beside) for example, beside in re.findall(r"^\| `(.*?)` \| (.*?) ?\|$", table, re.MULTILINE)]


def rows(head: str) -> pytest.MarkDecorator:
    found = examples(head)
    assert found
    return pytest.mark.parametrize(("example", "beside"), found, ids=[example for example, _ in found])


def post(*blocks: str, title: str = "Of bees and wax", front: str = "") -> Post:
    body = "\n\n".join(blocks)
    return post_of(f"---\ntitle: '{title}'\n{front}\n---\n\n{body}\n")


def asked(*questions: str) -> list[str]:
    return [block for question in questions for block in (f"### {question}", ANSWER)]


@rows("question")
def test_questions(example: str, beside: str) -> None:
    inside = "It burns." in example
    blocks = [example.replace(WAX, question).replace("It burns.", ANSWER) + ("" if inside else f"\n\n{ANSWER}") for question in QUESTIONS]
    headings = post(PLAYER, *blocks).headings
    assert [heading.kind for heading in headings] == [Kind.QUESTION] * 4, beside
    assert all(heading.text.endswith(question) for heading, question in zip(headings, QUESTIONS, strict=True))


@rows("label")
def test_speakers(example: str, beside: str) -> None:
    turns = [
        example.replace(SAID[0], said).replace("0:12", f"{place}:12").replace("0 min", f"{place} min") for place, said in enumerate(SAID)
    ]
    others = {"Ana Ruiz": "Bo Lind", "ANA RUIZ": "BO LIND", "Ana": "Bo", "AR": "BL"}
    for place in range(1, len(turns), 2):
        turns[place] = re.sub("|".join(others), lambda name: others[name[0]], turns[place])
    found = post(PLAYER, *turns, title="Ana Ruiz and Bo Lind on wax").turns
    spoken = [(turn.speaker, " ".join(paragraph.spoken for paragraph in turn.paragraphs)) for turn in found]
    assert spoken == list(zip(("Ana Ruiz", "Bo Lind") * 3, SAID, strict=True)), beside


def assert_takes_part(found: Post, role: str) -> None:
    assert ("the host" if found.host == "Ana Ruiz" else "the guest" if "Ana Ruiz" in found.guests else None) == role


@rows("front matter")
def test_people_in_the_front_matter(example: str, beside: str) -> None:
    assert_takes_part(post(PLAYER, *asked(*QUESTIONS), front=example), beside)


@rows("title")
def test_people_in_the_title(example: str, beside: str) -> None:
    assert_takes_part(post("Ana Ruiz has kept bees since she was nine.", PLAYER, *asked(*QUESTIONS), title=example), beside)


@rows("intro")
def test_people_in_the_intro(example: str, beside: str) -> None:
    title = "Interview with Bo Lind" if beside == "the host" else "Of bees and wax"
    assert_takes_part(post(example, PLAYER, *asked(*QUESTIONS), title=title), beside)


@rows("in what is said")
def test_what_nobody_says(example: str, beside: str) -> None:
    found = post(PLAYER, *asked(*QUESTIONS), "### And now?", example)
    said = [paragraph.spoken for paragraph in found.turns[-1].paragraphs if paragraph.spoken]
    assert [" ".join(text.split()) for text in said] == ["Wax is patient."], beside


@rows("chapter")
def test_lists_of_chapters(example: str, beside: str) -> None:
    lines = []
    for place, (time, title) in enumerate(CHAPTERS):
        line = example.replace("How it began", title).replace("15:00", f"{place * 5 + 5:02}:00").replace("t=754", f"t={place * 310}")
        minutes, seconds = time.split(":")
        lines.append(f"- {line.replace('12:34', time).replace('12m34s', f'{minutes}m{seconds}s')}")
    found = post(PLAYER, "\n".join(lines), front="chapters: listed").listed
    assert [(f"{chapter.start // 60_000:02}:{chapter.start // 1000 % 60:02}", chapter.title) for chapter in found] == [*CHAPTERS], beside


@rows("player")
def test_videos(example: str, beside: str) -> None:
    found = post(example, *asked(*QUESTIONS)).video
    assert found, beside
    assert found.id == "abcDEF_12-x"


@rows("key")
def test_keys_of_blogs(example: str, beside: str) -> None:
    without, read = (getattr(post(*asked(*QUESTIONS), front=front), beside.strip("`")) for front in ("", example))
    assert read, example
    assert read != without
