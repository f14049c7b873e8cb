"""Words below pictures: they are shown, and nobody says them."""

import pytest

from tests.posts import post_of

ASKED, PICTURE = "### What is wax?", "![](wax.jpg)"
SAID = "Bees make it, and they keep it."


def said(*blocks: str) -> list[str]:
    """What somebody says in an interview of these blocks, and of a question behind them."""
    text = "\n\n".join((ASKED, *blocks, "### And what is honey?", SAID))
    post = post_of(f"---\ntitle: Interview with Bo Lind\n---\n\n{text}\n")
    return [paragraph.spoken for turn in post.turns for paragraph in turn.paragraphs if paragraph.spoken][:-1]


@pytest.mark.parametrize(
    "below",
    [
        "A hive in the hills",
        "On her way to the hives, Ana Ruiz looks for bees",
        '<div align="center">\n_A hive in the hills_\n</div>',
        "**A hive in the hills**",
        "*A hive in the hills*",
    ],
)
def test_words_below_pictures_that_are_no_sentence_are_not_said(below: str) -> None:
    assert said(SAID, PICTURE, below, SAID, PICTURE, "Wax in the sun", "So it is.") == [SAID, SAID, "So it is."]
    assert said(PICTURE, below, SAID, PICTURE, "Wax in the sun") == [SAID]


def test_an_answer_below_a_picture_is_said() -> None:
    assert said(PICTURE, "It burns", "### And smoke?", PICTURE, "It stings") == ["It burns", "It stings"]
    assert said(SAID, PICTURE, "It burns", SAID, "It stings", PICTURE, SAID) == [SAID, "It burns", SAID, "It stings", SAID], "only once"
    assert said(SAID, PICTURE, "It burns.", SAID, PICTURE, "It stings!") == [SAID, "It burns.", SAID, "It stings!"]
    assert said(SAID, PICTURE, "It burns:", "- so", SAID, PICTURE, "It stings:", "- so")[1] == "It burns:"
    assert said(SAID, PICTURE, "it burns", SAID, PICTURE, "it stings") == [SAID, "it burns", SAID, "it stings"]
    assert said(SAID, "It burns", "It stings") == [SAID, "It burns", "It stings"]
    long = "It burns and burns and burns and so it goes on and on until nothing is left of all the wax that bees have made in their hives"
    assert said(SAID, PICTURE, long, SAID, PICTURE, long) == [SAID, long, SAID, long]


def test_those_who_write_no_full_stops_say_what_is_below_pictures() -> None:
    blocks = ("It burns", "It melts", PICTURE, "It stings", "It hums", PICTURE, "It flies", "It goes")
    assert said(*blocks) == [block for block in blocks if block != PICTURE]


def test_a_line_of_signs_is_not_said() -> None:
    assert said(SAID, "\\-----", SAID, "\\_\\_\\_\\_", "So it is.") == [SAID, SAID, "So it is."]
