"""Footnotes of a conversation: their marks are shown, lead to the notes on a page, and are said by nobody."""

import pytest

from pipeline.content.markup.footnotes import told_apart
from pipeline.content.post import Post
from pipeline.derive.pages.pagehtml import page_html
from tests.pace import grows_evenly
from tests.posts import post_of

NOTES = "[^wild]: Wild ones.\n[^b]: See *Bo*.\n\n    And more.\n"
MARK = '<sup title="[^{0}]">{0}</sup>'


def said(post: Post) -> list[tuple[str | None, str]]:
    return [(turn.speaker, paragraph.spoken) for turn in post.turns for paragraph in turn.paragraphs]


def test_marks_are_shown_and_not_said() -> None:
    post = post_of(f"# T\n\n**Ana:** Why wax?[^wild]\n\n**Bo:** It *burns*[^b] well[^wild].\n\n**Ana:** Oh?\n\n**Bo:** Yes.\n\n{NOTES}")
    assert said(post) == [("Ana", "Why wax?"), ("Bo", "It burns well."), ("Ana", "Oh?"), ("Bo", "Yes.")]
    shown = [paragraph.html for turn in post.turns for paragraph in turn.paragraphs]
    assert shown[:2] == [f"<p>Why wax?{MARK.format(1)}</p>", f"<p>It <em>burns</em>{MARK.format(2)} well{MARK.format(1)}.</p>"]


def test_on_a_page_marks_lead_to_the_notes() -> None:
    post = post_of(f"# T\n\nOf bees[^b].\n\n## Why wax?\n\nIt burns[^wild].\n\n## Oh, and how?\n\nYes.\n\n{NOTES}")
    assert page_html(post.turns[0].paragraphs[0].html) == '<p>It burns<sup><a href="#fn-2">2</a></sup>.</p>'
    notes = page_html(post.notes)
    assert '<p>Of bees<sup><a href="#fn-1">1</a></sup>.</p>' in notes
    assert notes.index('<a id="fn-1"></a>') < notes.index("See <em>Bo</em>.") < notes.index('<a id="fn-2"></a>') < notes.index("Wild ones.")


@pytest.mark.parametrize(
    "talk",
    [
        "**Why wax?**{}\n\nIt burns.\n\n**And how?{}**\n\nSlowly{}.",
        "### Why wax?{}\n\nIt burns.\n\n### And how?{}\n\nSlowly{}.",
        "Ana - Why wax?\n\nBo - It burns{}.\n\nAna - How?\n\nBo - Slowly{}.\n\nAna - Oh?\n\nBo - Yes{}.",
        "**Ana**{}: Why wax?\n**Bo:** It burns{}.\n\n**Ana:** How?\n**Bo:** Slowly{}.",
        "**Ana{}:** Why wax?\n\n**Bo:** It burns{}.\n\n**Ana:** How?\n\n**Bo{}:** Slowly.",
    ],
)
def test_marks_hide_neither_questions_nor_names(talk: str) -> None:
    marked, bare = (post_of(f"# T\n\n{talk.format(mark, mark, mark)}\n\n[^b]: Note.\n") for mark in ("[^b]", ""))
    assert said(marked) == said(bare)
    assert [heading.chapter for heading in marked.headings] == [heading.chapter for heading in bare.headings]


def test_a_note_of_one_word_is_one() -> None:
    assert "<p>Bees." in post_of("# T\n\n## Why wax?\n\nIt burns[^1].\n\n## And how?\n\nSlowly.\n\n[^1]: Bees.\n").notes


def test_a_note_within_the_text_is_not_said() -> None:
    assert said(post_of("# T\n\n**Ana:** Why?\n\n**Bo:** It burns^[See Bo.] well.\n\n**Ana:** Oh?\n\n**Bo:** Yes.\n"))[1] == (
        "Bo",
        "It burns well.",
    )


def test_parts_of_a_post_may_number_their_notes_anew() -> None:
    talk = (
        "# T\n\n**Ana:** Why?[^1]\n\n[^1]: Wild ones.\n\n**Bo:** It burns[^1] well.\n\n**Ana:** Oh?\n\n**Bo:** Yes.\n\n[^1]: Tame ones.\n"
    )
    post = post_of(talk)
    assert said(post) == [("Ana", "Why?"), ("Bo", "It burns well."), ("Ana", "Oh?"), ("Bo", "Yes.")]
    shown = [paragraph.html for turn in post.turns for paragraph in turn.paragraphs]
    assert shown[:2] == [f"<p>Why?{MARK.format(1)}</p>", f"<p>It burns{MARK.format(2)} well.</p>"]
    assert post.notes.index("Wild ones.") < post.notes.index("Tame ones.")


@pytest.mark.parametrize("text", ["[^1] a[^1]\n\n[^1]: b", "```\n[^1]: a\n```\n\n[^1]: b[^1]", "[^1]: a\n[^2]: b", "[a]: b\n[c]: d"])
def test_other_notes_keep_their_labels(text: str) -> None:
    assert told_apart(text) == text


@pytest.mark.parametrize("piece", ["[^1]: x\n\n", "[^1]", "[^a]: b[^a]\n", "]:[^"])
def test_telling_notes_apart_takes_time_in_proportion(piece: str) -> None:
    assert grows_evenly(lambda size: told_apart("[^1]: x\n" + piece * (size // len(piece))), 20_000)


def test_a_label_that_is_told_apart_is_no_other() -> None:
    text = "Wax[^1].\n\n[^1]: Beeswax.\n\nHoney[^1], wax[^1--1].\n\n[^1]: Clover.\n\n[^1--1]: Soy.\n"
    assert told_apart(text) == "Wax[^1].\n\n[^1]: Beeswax.\n\nHoney[^1---1], wax[^1--1].\n\n[^1---1]: Clover.\n\n[^1--1]: Soy.\n"
