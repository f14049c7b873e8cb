"""Paragraphs and labels amid a conversation that name nobody who speaks: notes of editors, cards of guests, languages, emoji."""

import pytest

from pipeline.content.post import Post
from tests.posts import post_of

TALK = (("Ana Ruiz", "Why wax?"), ("Bo Lind", "It burns."), ("Ana Ruiz", "Oh, how?"), ("Bo Lind", "Slowly."))


def said(post: Post) -> list[tuple[str | None, str]]:
    return [(turn.speaker, " ".join(part.spoken for part in turn.paragraphs if part.spoken)) for turn in post.turns]


def talk(form: str = "**{}:** {}") -> str:
    return "\n\n".join(form.format(*turn) for turn in TALK)


@pytest.mark.parametrize(
    "note",
    [
        "Editor: Bo keeps bees.",
        "Ed. note: Bo keeps bees.",
        "**Editor’s note:** Bo keeps bees.",
        "**Note:** Bo keeps bees.",
        "**Note from the editors:** Bo keeps *bees*.",
        "Anmerkung der Redaktion: Bo keeps bees.",
        "**Anm. d. Red.:** Bo keeps bees.",
        "NDLR : Bo keeps bees.",
        "Note de la rédaction : Bo keeps bees.",
        "Nota del editor: Bo keeps bees.",
        "Прим. ред.: Bo keeps bees.",
        "编者按：Bo keeps bees.",
    ],
)
def test_a_note_of_an_editor_is_shown_and_not_said(note: str) -> None:
    post = post_of("# T\n\n" + talk().replace("It burns.", f"It burns.\n\n{note}\n\nWell."))
    assert said(post) == [(who, words.replace("It burns.", "It burns. Well.")) for who, words in TALK]
    assert "bees" in post.turns[1].paragraphs[1].html


@pytest.mark.parametrize(
    "words",
    [
        "Editor: is that one?",
        "Editor: I use one for my notes.",
        "Note: Bo keeps bees.",
        "Editors: they keep bees.",
        "Notably: Bo keeps bees.",
    ],
)
def test_what_only_begins_like_a_note_is_said(words: str) -> None:
    assert words in said(post_of("# T\n\n" + talk().replace("It burns.", f"It burns.\n\n{words}")))[1][1]


@pytest.mark.parametrize("form", ["🎙 **{}**\n\n{}", "🎙️ **{}**\n{}"])
def test_emoji_before_names_alone_in_their_lines(form: str) -> None:
    assert said(post_of("# T\n\n" + talk(form))) == [*TALK]


def test_emoji_before_bold_words_that_are_no_names_stay() -> None:
    assert "🐝 <strong>Bees</strong>" in post_of("# T\n\n🎉 **News**\n\nWe won.\n\n🐝 **Bees**\n\nThey buzz.\n").notes


@pytest.mark.parametrize(
    "cards", ["**Bo Lind:** *Beekeeper at Hive Works*", "**Bo Lind:** *Beekeeper*\n\n**Ana Ruiz:** *Host of Wax Weekly*"]
)
def test_a_card_tells_who_somebody_is(cards: str) -> None:
    post = post_of(f"# T\n\n{cards}\n\n{talk()}\n")
    assert said(post) == [*TALK]
    assert "Beekeeper" in post.notes
    assert said(post_of(f"# T\n\n{cards}\n\n## Why wax?\n\nIt burns.\n\n## And how?\n\nSlowly.\n")) == [
        (None, "It burns."),
        (None, "Slowly."),
    ]


def test_questions_in_italics_are_no_cards() -> None:
    post = post_of(
        "# T\n\n" + "\n\n".join(f"**{who}:** *{words[:-1]}*" if who == "Ana Ruiz" else f"**{who}:** {words}" for who, words in TALK)
    )
    assert [who for who, _ in said(post)] == [who for who, _ in TALK]


def test_languages_are_no_speakers() -> None:
    post = post_of("# T\n\n" + talk("**{0}:**\n\nEN: {1}\n\nCN: 蜂蜡。"))
    assert [who for who, _ in said(post)] == [who for who, _ in TALK]
    heads = post_of(
        "# T\n\n### Why wax?\n\n**EN:** It burns.\n\n**DE:** Es brennt.\n\n### Oh, how?\n\n**EN:** Slowly.\n\n**DE:** Langsam.\n"
    )
    assert {turn.speaker for turn in heads.turns} == {None}


@pytest.mark.parametrize("initials", [("EN", "MK"), ("ES", "IT")])
def test_initials_that_are_those_of_a_language_are_speakers(initials: tuple[str, str]) -> None:
    names = dict(zip(("Ana Ruiz", "Bo Lind"), initials, strict=True))
    post = post_of("# T\n\n" + "\n\n".join(f"**{names[who]}:** {words}" for who, words in TALK))
    assert [who for who, _ in said(post)] == [names[who] for who, _ in TALK]


def test_questions_and_answers_in_small_letters_and_brackets() -> None:
    asked = [(f"Why wax {number}?", f"It burns {number}.") for number in range(3)]
    post = post_of("# T\n\n" + "\n\n".join(f"(question) {question}\n\n(answer) {answer}" for question, answer in asked) + "\n")
    assert [words for _, words in said(post)] == [words for pair in asked for words in pair]
