"""Tags that an author forgot to close: the text behind them is read, or its loss is told."""

import pytest

from pipeline.content.problem import Severity
from pipeline.content.read_post import read
from tests.pace import grows_evenly

FRONT = "---\ntitle: T\n---\n\n"
PLAYER = '<iframe src="https://www.youtube.com/embed/abcDEF_12-x">'
TALK = "\n\n### What is a bell?\n\n**Ana:** A cup of bronze.\n\n### Who rings it?\n\n**Ana:** The wind.\n"


@pytest.mark.parametrize("before", ["", "<div>", "See ", "<!-- <iframe> -->\n\n"])
@pytest.mark.parametrize("behind", ["", f"\n\n{PLAYER}</iframe>\n"])
def test_an_open_player_swallows_nothing(before: str, behind: str) -> None:
    post, [problem] = read(f"{FRONT}{before}{PLAYER}{TALK}{behind}".encode(), "p.md")
    assert post
    assert post.video
    assert [heading.text for heading in post.headings] == ["What is a bell?", "Who rings it?"]
    assert (problem.message, problem.severity) == ("`<iframe` is not closed", Severity.WARNING)
    assert problem.place.line == 5 + before.count("\n")


@pytest.mark.parametrize("tag", ["plaintext", "title", "xmp", "noembed"])
def test_an_open_tag_of_old_swallows_nothing(tag: str) -> None:
    post, [problem] = read(f"{FRONT}{PLAYER}</iframe>\n\n`<{tag}>`\n\n<{tag}>{TALK}".encode(), "p.md")
    assert post
    assert len(post.headings) == 2
    assert (str(problem.place), problem.message, problem.is_error) == ("p.md:9", f"`<{tag}` is not closed", False)


@pytest.mark.parametrize("tag", ["<script>", "<style>", "<textarea>", "<pre>", "<SCRIPT src='a.js'>", "<!-- at 1:00"])
def test_what_swallows_the_rest_is_an_error_in_its_line(tag: str) -> None:
    _, problems = read(f"{FRONT}{PLAYER}</iframe>\n\nWords.\n\n{tag}{TALK}".encode(), "p.md")
    [problem] = [problem for problem in problems if "is not closed" in problem.message]
    assert (problem.place.line, problem.is_error) == (9, True)
    assert "the text after it is not read" in problem.message


@pytest.mark.parametrize("tag", ["iframe", "script", "style", "textarea", "pre", "title"])
@pytest.mark.parametrize("inner", ["", "a > b", "\n\nwords\n\n"])
def test_a_closed_tag_is_no_slip(tag: str, inner: str) -> None:
    post, problems = read(f"{FRONT}{PLAYER}</iframe>\n\n<{tag}>{inner}</{tag}>{TALK}```\n<script>\n```\n".encode(), "p.md")
    assert post
    assert len(post.headings) == 2
    assert problems == ()


@pytest.mark.parametrize("unit", ["<iframe ", "<iframe>", "<div><!-- ", "<plaintext>\n", "<script></script>\n"])
def test_time_grows_with_size(unit: str) -> None:
    assert grows_evenly(lambda size: read(f"{FRONT}{unit * (size // len(unit))}".encode(), "p.md"), 15_000)
