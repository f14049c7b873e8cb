"""Where a line of a page must not break."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.derive.pages.typography import unbroken
from tests.pages import example
from tests.pages.whole import pages

HTML = st.lists(
    st.sampled_from(["<p>", "<a title='a ?'>", "<script>", "</script>", "<style>", "«", "»", " ", "?", " :", "cire", "\n", "<", ">"])
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<p>Pourquoi la cire ?</p>", "<p>Pourquoi la cire~?</p>"),
        ("<p>Elle dit : « oui ! »</p>", "<p>Elle dit~: «~oui~!~»</p>"),
        ('<a title="oui ?" href="x">non ;</a>', '<a title="oui ?" href="x">non~;</a>'),
        ("<script>a ? b : c</script> ?", "<script>a ? b : c</script>~?"),
        ("<style>a :b</style>", "<style>a :b</style>"),
        ("12 : 3 < 4 ?", "12~: 3 < 4~?"),
    ],
)
def test_french_signs_stay_with_their_words(text: str, kept: str) -> None:
    assert unbroken(text, "fr-CA").replace("\u00a0", "~") == kept
    assert unbroken(text, "en") == text


@given(HTML.map("".join))
def test_only_blanks_change(text: str) -> None:
    assert unbroken(text, "fr").replace("\u00a0", " ") == text


def test_a_page_in_french_has_them() -> None:
    episode = example.episode("talk", title="Qui a dit « cire » ?")
    page = dict(pages(example.show(language="fr"), (episode,)))["talk/index.html"].decode()
    assert "Qui a dit «\u00a0cire\u00a0»\u00a0?</h1>" in page
    assert not re.search(r"<script>[^<]*\u00a0", page)
