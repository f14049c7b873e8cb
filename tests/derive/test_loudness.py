"""How loud the episodes are, in a line and at most one warning."""

import pytest

from pipeline.derive import loudness


@pytest.mark.parametrize(
    ("levels", "line"),
    [
        ({}, ""),
        ({"a": -16.04}, "loudness: -16.0 LUFS"),
        ({"a": -20.5, "b": -14.2, "c": -16.0}, "loudness: -20.5 to -14.2 LUFS"),
    ],
)
def test_a_line(levels: dict[str, float], line: str) -> None:
    assert loudness.line(levels) == line


def said(levels: dict[str, float], wanted: float | None = None) -> list[str]:
    return [str(problem) for problem in loudness.problems(levels, wanted, "feeds/a.yaml")]


def test_what_is_near_is_not_worth_a_word() -> None:
    assert said({}) == said({"a": -20.9, "b": -11.1}) == said({"a": -23.5}, -23) == []


def test_all_that_are_far_are_one_warning() -> None:
    [two] = said({"ada": -24.13, "bob": -16, "cleo": -9.9})
    assert two == (
        "feeds/a.yaml:1: warning: far from -16 LUFS, the usual level of podcasts: ada (-24.1), cleo (-9.9) "
        "(write `audio: {loudness: -16}` into this file to make all equally loud)"
    )
    [even] = said({"bob": -24.0, "ada": -8.0})
    assert "podcasts: ada (-8.0), bob (-24.0) (" in even
    [many] = said({f"e{number}": -30.0 for number in range(9)})
    assert "e4 (-30.0) and 4 more (" in many


def test_what_cannot_be_lifted_so_far_is_told() -> None:
    assert said({"ada": -40, "bob": -70.0}, -16) == [
        "feeds/a.yaml:1: warning: far from -16 LUFS, the level asked for: bob (silent), ada (-40.0) (listen to them: they are nearly silent)"
    ]
