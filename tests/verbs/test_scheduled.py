"""Words that are read without argparse mean what they mean to it."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.verbs import arguments, scheduled

HERE = str(Path(__file__).parent)
WORDS = ("publish", "plan", "--quiet", "--root", HERE, ".", "-", "--", "nowhere", f"--root={HERE}", "--why", "--json", "")


@given(st.lists(st.sampled_from(WORDS), max_size=5))
def test_what_is_read_is_what_argparse_reads(words: list[str]) -> None:
    found = scheduled.read(words)
    assert found is None or found == arguments.parser().parse_args(words, SimpleNamespace())


@pytest.mark.parametrize("words", ["publish", "publish --quiet", f"publish --root {HERE}", f"publish --quiet --root {HERE}"])
def test_the_words_of_a_schedule_are_read(words: str) -> None:
    assert scheduled.read(words.split()) == arguments.parser().parse_args(words.split(), SimpleNamespace())


@given(st.lists(st.sampled_from((["--quiet"], ["--root", HERE], [f"--root={HERE}"])), max_size=3), st.sampled_from(["", "--why"]))
def test_options_that_all_verbs_have_may_stand_before_the_verb(options: list[list[str]], other: str) -> None:
    ahead, rest = [word for option in options for word in option], other.split()
    found = arguments.parser().parse_args(arguments.verb_first([*ahead, "publish", *rest]), SimpleNamespace())
    assert found == arguments.parser().parse_args(["publish", *ahead, *rest], SimpleNamespace())
    assert arguments.verb_first(rest) == rest


@pytest.mark.parametrize(
    "words", ["", "--help", "plan", "publish --why", "publish --root", "publish --root nowhere", "publish --root --quiet"]
)
def test_all_others_are_left_to_it(words: str) -> None:
    assert scheduled.read(words.split()) is None
