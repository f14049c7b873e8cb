"""Comments that are meant as notes for the pipeline and are none, and comments that are not meant so."""

import pytest

from pipeline.content.problem import Problem, Severity
from pipeline.content.read_post import read


def told(comment: str) -> tuple[Problem, ...]:
    text = f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n### What is a bell?\n\n{comment}\n\n**Ana:** A cup.\n"
    return read(text.encode(), "p.md")[1]


@pytest.mark.parametrize(
    "note",
    ["at noon", "at", "At: the end", "12:34", "chaptr: Bells", "chapters: Bells", "Chpater: Bells", "chapter Bells", "no chapters", "no chaptr", "nochapter", "no-chapter"],
)  # fmt: skip
def test_a_slip_for_a_note_is_told_with_its_line(note: str) -> None:
    [problem] = told(f"<!-- {note} -->")
    assert problem.message == f"`<!-- {note} -->` is not understood"
    assert (problem.place.line, problem.severity) == (8, Severity.WARNING)


@pytest.mark.parametrize(
    "note",
    [
        "TODO: a picture",
        "no comment",
        "character: Ana",
        "more",
        "at this point Ana shows around what she has brought",
        "prettier-ignore",
        "2024",
    ],
)
def test_any_other_comment_is_let_be(note: str) -> None:
    assert told(f"<!-- {note} -->") == ()


def test_two_times_at_one_heading_are_told_with_both_lines() -> None:
    [problem] = told("<!-- at 1:00 -->\n\n<!-- at 2:00 -->")
    assert (str(problem.place), problem.severity) == ("p.md:10", Severity.WARNING)
    assert "line 8" in problem.message
