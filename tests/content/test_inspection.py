"""What `inspect` tells people and programs."""

import json

from pipeline.content.background import Background
from pipeline.content.inspection import to_json, to_table
from pipeline.content.read_post import read
from tests.expected import FOLDERS, hold


def test_the_table_tells_all_at_a_glance() -> None:
    for case in ("interview", "two-players", "notes-for-the-pipeline", "latin-1"):
        data = (FOLDERS / "post" / case / "post.md").read_bytes()
        hold(
            FOLDERS / "inspection" / f"{case}.txt", to_table(*read(data, f"episodes/{case}.md", Background(assets="https://blog.example")))
        )


def test_one_of_a_thing_is_told_as_one() -> None:
    told = to_table(*read(b"---\ntitle: T\n---\n\n### What is it?\n\n**Bo:** Wax.\n", "p.md"))
    assert "1 chapter of 1 heading\n" in told
    assert "1 with 1 word: Bo 1" in told


def test_a_post_that_wants_no_chapters_is_not_said_to_have_one() -> None:
    for chapters, told in (("headings", "  no headings: one chapter\n"), ("off", "  0 chapters of 0 headings\n")):
        post, _ = read(f"---\ntitle: T\nchapters: {chapters}\n---\n\n**Ada:** A talk.\n".encode(), "talk.md", Background())
        assert told in to_table(post, ())


def test_json_has_every_field_even_of_what_could_not_be_read() -> None:
    told = json.loads(to_json(*read(b"\xff", "episodes/p.md")))
    assert list(told) == ["slug", "title", "date", "video", "videos", "host", "guests", "headings", "turns", "links", "notes", "problems"]
    assert told["problems"][0]["path"] == "episodes/p.md"


def test_a_spoken_heading_begins_a_turn_and_what_stands_below_it_goes_on() -> None:
    text = "---\ntitle: T\nhost: Ana Ruiz\n---\n\n### What is it? [laughs]\n\nI mean the thing.\n\n**Bo:** It.\n\nMore of it.\n\n### Outro\n\n**Bo:** Bye.\n"
    told = json.loads(to_json(*read(text.encode(), "p.md")))
    assert told["turns"] == [
        {"line": 6, "speaker": "Ana Ruiz", "text": "What is it? [laughs]\n\nI mean the thing."},
        {"line": 10, "speaker": "Bo", "text": "It.\n\nMore of it."},
        {"line": 16, "speaker": "Bo", "text": "Bye."},
    ]
