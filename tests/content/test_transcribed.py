"""A transcript in the front matter is the conversation of a post that has none in its text, and is found again in the lines of the file."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content import read_post
from pipeline.content.post import Post

SO_ON = "and so on until it is as long as what people say when somebody asks them about bridges and boats in every country"
TALK = [("Otto", "Why boats?"), ("Vera", f"They float, {SO_ON}"), ("Otto", "And bridges?"), ("Vera", "They do not.")]
WORDS = st.lists(st.sampled_from(["bridge", "boat", "river", "map", "count", "uncle", "water"]), min_size=3, max_size=12).map(" ".join)
ROWS = st.lists(st.tuples(st.sampled_from(["Otto", "Vera", ""]), st.integers(0, 5), WORDS), min_size=8, max_size=20)


def post_of(front: str, body: str = "An intro.") -> Post:
    post, problems = read_post.read(f"---\ntitle: Bridges\nvideo: abcDEF12345\n{front}\n---\n\n{body}\n".encode(), "bridges.md")
    assert post
    assert problems == ()
    return post


def said(post: Post) -> list[tuple[str | None, str]]:
    return [(turn.speaker, paragraph.spoken) for turn in post.turns for paragraph in turn.paragraphs]


@pytest.mark.parametrize(
    ("text", "who", "time", "heading"),
    [
        ("line", "who", "sec", "header"),
        ("text", "speaker", "timestamp", "heading"),
        ("content", "name", "start", "title"),
        ("words", "who", "time", "header"),
        ("speech", "speaker", "time", "heading"),
    ],
)
def test_rows_may_have_the_keys_of_any_tool(text: str, who: str, time: str, heading: str) -> None:
    rows = [{text: words, who: name, time: told} for (name, words), told in zip(TALK, ("12", "1:02", "70.2", "1:00:00"), strict=True)]
    post = post_of(f"transcript: {json.dumps([{heading: 'Boats'}, *rows])}")
    assert [found.text for found in post.headings] == ["Boats"]
    assert said(post) == TALK
    assert [turn.at for turn in post.turns] == [12_000, 62_000, 70_000, 3_600_000]


@pytest.mark.parametrize(
    "value",
    [
        "yes",
        "https://talks.example/bridges.vtt",
        "[]",
        "{line: a}",
        f'["{SO_ON}"]',
        "[{who: Otto}, {line: Short}]",
        "[{line: ''}]",
        f"[{{title: '{SO_ON}', url: talk.pdf}}]",
    ],
)
def test_anything_else_is_no_transcript(value: str) -> None:
    assert said(post_of(f"transcript: {value}", "### Why?\n\nSo.")) == [(None, "So.")]


def test_a_title_of_a_speaker_is_no_heading_and_a_number_is_a_speaker() -> None:
    rows = [{"speaker": n, "title": "Engineer", "text": words} for n, (_, words) in zip((0, 1, 0, 1), TALK, strict=True)]
    post = post_of(f"transcript: {json.dumps(rows)}")
    assert post.headings == ()
    assert [speaker for speaker, _ in said(post)] == ["Speaker 0", "Speaker 1", "Speaker 0", "Speaker 1"]


@pytest.mark.parametrize(
    ("body", "is_read"),
    [
        ("Links:\n\n* [A boat](https://boats.example)", True),
        ("## Of boats\n\nThey float.\n\n## Of bridges\n\nThey do not.", True),
        ("### Why do boats float?\n\nSo.\n\n### What do they do?\n\nFloat.", False),
        ("**Otto:** Why?\n\n**Vera:** So.\n\n**Otto:** And?\n\n**Vera:** No.", False),
    ],
)
def test_a_conversation_in_the_text_comes_first(body: str, is_read: bool) -> None:
    """It is the edited one, however short."""
    front = "transcript:\n" + "\n".join(f"- line: {words}\n  who: {name}" for name, words in TALK)
    assert (said(post_of(front, body)) == TALK) == is_read


def test_show_notes_that_ask_are_no_conversation_beside_a_long_transcript() -> None:
    front = "transcript:\n" + "\n".join(f"- line: {words}\n  who: {name}" for name, words in TALK * 9)
    body = "## What will you learn?\n\nHow boats float.\n\n## Want to support us?\n\nThank you."
    assert said(post_of(front, body)) == TALK * 9


def test_toml_has_rows_as_well() -> None:
    rows = "".join(f'[[transcript]]\nwho = "{who}"\nline = "{line}"\n' for who, line in TALK)
    post, _ = read_post.read(f'+++\ntitle = "Bridges"\n{rows}+++\n'.encode(), "bridges.md")
    assert post
    assert said(post) == TALK


def test_problems_are_told_in_the_line_of_the_row() -> None:
    rows = f"transcript:\n- header: Boats <!-- at noon -->\n- line: {SO_ON}\n  who: Vera"
    _, problems = read_post.read(f"---\ntitle: Bridges\nvideo: abcDEF12345\n{rows}\n---\n".encode(), "bridges.md")
    assert [str(problem.place) for problem in problems] == ["bridges.md:5"]


def test_a_list_of_chapters_in_it_is_found_again() -> None:
    post = post_of(f"chapters: listed\ntranscript: |\n  {SO_ON}\n\n  - 0:00 Boats\n  - 2:00 Bridges\n  - 3:00 Uncles")
    assert [(one.line, one.title) for one in post.listed] == [(8, "Boats"), (9, "Bridges"), (10, "Uncles")]


@given(ROWS, st.sampled_from(["", "\n    and more"]))
def test_each_row_is_found_again(rows: list[tuple[str, int, str]], end: str) -> None:
    """Whoever has no name goes on; each paragraph stands in the line of its row, also where that goes on below."""
    told, speaker = [], "Otto"
    for number, (who, time, words) in enumerate([("Otto", 0, "we begin with bridges"), *rows]):
        speaker = who or speaker
        told.append((speaker, f"row{number} {words}", time))
    front = "transcript:\n" + "\n".join(f"- line: {words}{end}\n  who: {who}\n  time: 0:0{time}" for who, words, time in told)
    post = post_of(front)
    assert said(post) == [(who, " ".join((words + end).split())) for who, words, _ in told]
    written = f"---\ntitle: Bridges\nvideo: abcDEF12345\n{front}".split("\n")
    for turn in post.turns:
        for paragraph in turn.paragraphs:
            assert written[paragraph.line - 1].startswith(f"- line: {paragraph.spoken.split()[0]} ")


@given(st.lists(WORDS, min_size=8, max_size=20), st.sampled_from(["|", ">", "'", None]))
def test_each_paragraph_of_a_text_is_found_again(talk: list[str], style: str | None) -> None:
    """YAML may be folded or quoted over several lines, with more blank lines than the text has."""
    text = "\n\n".join(f"**{name}:** said{number} {words}\\n" for number, words in enumerate(talk) for name in ("Otto", "Vera"))
    front = f"title: Bridges\nvideo: abcDEF12345\n{yaml.dump({'transcript': text}, default_style=style, width=40)}"
    post, _ = read_post.read(f"---\n{front}---\n\nAn intro.\n".encode(), "bridges.md")
    assert post
    assert len(post.turns) == 2 * len(talk)
    written = ["---", *front.split("\n")]
    for turn, number in zip(post.turns, (number for number in range(len(talk)) for _ in "ab"), strict=True):
        assert f"**{turn.speaker}:**" in written[turn.line - 1]
        assert f"said{number}" in " ".join(written[turn.line - 1 : turn.line + 1])


def test_what_is_escaped_in_one_line_has_lines_of_its_own() -> None:
    text = "\n\n".join(f"### {words}?\n\n**Vera:** So it is, {SO_ON}" for words in ("Boats", "Bridges", "Caf\xe9s"))
    post = post_of(f"transcript: {json.dumps(text)}")
    assert len({heading.line for heading in post.headings}) == 3
