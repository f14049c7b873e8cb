"""Paragraphs and headings of words alone, which no parser looks at: read as one would have, and only where it would have."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.content.markup import prose
from pipeline.content.markup.block import Block, Piece
from pipeline.content.markup.document import parse
from pipeline.content.text.asides import without_asides
from tests.pace import grows_evenly
from tests.posts import post_of

_PLACE = re.compile(r' data-sourcepos="[^"]*"')

ALONE = (
    "Words.",
    "# Words",
    "### How so? (Again)",
    "“So?”",
    "(laughing)",
    "…and on",
    "été\u202f?\u3000日本",
    "Words\ngo on.",
    "A 50% of a/b, a = b",
    "**Ana:** Words.",
    "**Ana**: Words.",
    "**Ana**",
    "**Ana**\nWords.",
    "**「佐藤」** さん",
)
NOT_ALONE = (
    "#Words",
    "#  Words",
    "# Words #",
    "# Words\ngo on.",
    "# Words *go* on.",
    "####### Words",
    "1999. Words",
    "- words",
    "  words",
    "Words\n---",
    "Words  \ngo on.",
    "Words\n- go on",
    "Words *go* on.",
    "Q Words?\nA Words.",
    "Words **go** on.",
    "**Ana**words",
    "** Ana** words",
    "**Ana **words",
    "Words\n**Ana:** go on",
    "a_b",
    "a<b",
    "a & b",
    "[a]",
    "{a}",
    "`a`",
    "~a~",
    "a^b",
    "==a==",
    "%%a%%",
    "www.blog.example",
    "https://blog.example",
    "a@blog.example",
    "a\xa0b",
    "a\tb",
    "a\u2003b",
    "youtu.be/abcDEF_12-x",
)


def above(text: str) -> str:
    return f"*T*\n\n{text}\n\nMore words.\n\n- words\n"


@pytest.mark.parametrize("text", ALONE)
def test_words_alone_are_set_aside(text: str) -> None:
    rest, rows = prose.set_aside(above(text))
    blanks = "\n" * (text.count("\n") + 4)
    assert rest == f"*T*\n\n{prose.SIGN}{blanks}- words\n"
    assert [line for line, *_ in rows[3]] == [3, 5 + text.count("\n")]


@pytest.mark.parametrize("text", NOT_ALONE)
def test_what_means_more_is_not(text: str) -> None:
    rest, _ = prose.set_aside(above(text))
    assert rest == above(text).replace("More words.", prose.SIGN)


def told(text: str, first: str) -> tuple[object, ...]:
    """What is read of a text below a first paragraph."""
    document = parse(f"{first}\n\n{text}")
    return tuple(map(_told, document.blocks[1:])), tuple(map(_told, document.footnotes)), document.unclosed


def _told(block: Block) -> tuple[object, ...]:
    """All of a block, but for the places of Markdown's elements."""
    pieces = () if block.opened else tuple(map(_piece, block.pieces()))
    return *block._replace(html=_PLACE.sub("", block.html), nodes=()), block.comments, *pieces


def _piece(piece: Piece) -> tuple[str, str, str]:
    return piece.tag, piece.text, _PLACE.sub("", piece.html)


@pytest.mark.parametrize(
    "around",
    ["```\n\n{}\n\n```", "<!--\n\n{}\n\n-->", "<pre>\n\n{}\n\n</pre>", "<blockquote>\n\n{}\n\n</blockquote>", "<b>\n\n{}\n\n</b>", "<Table>\n\n{}"],
)  # fmt: skip
def test_what_stands_in_something_else_is_read_as_it_is_written(around: str) -> None:
    text = around.format("Words.\n\nMore words.")
    assert told(text, "*first*") == told(text, prose.SIGN)


BITS = (
    "Words of a person", "é", "日本", "“So?”", "…", "(so)", "1999", " ", "  ", "\t", "**Ana:** ", "**Ana**: ", "**Ana**", "**", "\n", "\ngo on", "50%", "a/b", "a=b", "\u3000", "\u202f", "\u2003",
    "- ", "1. ", "> ", "# ", "===", "---", "```\n", "<!-- ", "-->", "<pre>", "</pre>", "<div>", "</div>", "<b>", "</b>", "<p>", "<blockquote>", "<table>", "<td>", "<ul><li>",
    "<iframe src='x'>", "<textarea>", "<title>", "<a href=x>", "<svg>", "<select>", "<details><summary>", "[^1]", "[^1]: ", "[a]", "[a]: /x", "www.a.example", "https://a.example",
    "a@b.example", "%%", "==", "_", "*", "`", "\\", "&amp;", "{: .x}", "[[a|b]]", "|-|", "~", "^", "<", "\xa0", "\u0301", prose.SIGN,
)  # fmt: skip
paragraphs = st.one_of(st.sampled_from(ALONE), st.lists(st.sampled_from(BITS), max_size=5).map("".join))


@given(st.lists(paragraphs, max_size=9).map("\n\n".join))
@settings(deadline=None, max_examples=500)
def test_it_is_read_as_if_nothing_had_been_set_aside(text: str) -> None:
    assert told(text, "*first*") == told(text, prose.SIGN)


@pytest.mark.parametrize(
    "said", ["Wax is soft. ((laughs)) Yes.", "Wax is soft. [laughs] Yes.", "Wax ((of bees)) is soft. [((laughs))] Yes."]
)
def test_what_an_editor_has_put_in_brackets_is_not_spoken(said: str) -> None:
    assert without_asides(said) == "Wax is soft. Yes."


@pytest.mark.parametrize("aside", ["((laughs))", "（译者注：蜂蜡）", "（訳注：蜜蝋）"])
@pytest.mark.parametrize("before", ["", "Ana: ", "**Ana:** "])
def test_asides_are_not_spoken_in_plain_paragraphs_either(before: str, aside: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n## Why?\n\n{before}Wax is soft. {aside} Yes.\n")
    assert [paragraph.spoken for turn in post.turns for paragraph in turn.paragraphs] == ["Wax is soft. Yes."]


@pytest.mark.parametrize("cue", [r"**Break:** \[30:07\]", r"**Jingle:** \[01:02:03.45\] to \[01:03:00\]", "**Outro**: (31:40)"])
def test_a_cue_of_what_is_played_is_shown_and_not_spoken(cue: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n**Ana:** It is soft.\n\n{cue}\n\n**Bo:** Yes.\n\n**Ana:** So.\n\n**Bo:** Yes.\n")
    assert [[paragraph.spoken for paragraph in turn.paragraphs] for turn in post.turns] == [
        ["It is soft.", ""],
        ["Yes."],
        ["So."],
        ["Yes."],
    ]


def test_words_in_bold_with_a_time_amid_others_are_spoken() -> None:
    post = post_of("---\ntitle: Wax\n---\n\n## Why?\n\n**Break:** [30:07] is when it melts.\n")
    assert [paragraph.spoken for turn in post.turns for paragraph in turn.paragraphs] == ["Break: is when it melts."]


@pytest.mark.parametrize(
    "said",
    [
        "蜂蜡（很软）很好。",
        "It is soft (so I hear) !",
        "I buy (old) wax (1990).",
        "We met (at 12:34 or so).",
        "It is (laughable).",
        "The answers (affirmative) and the film (negative) are here.",
        "【蜜蝋】は柔らかい。",
        "「笑」と書く。",
        "밀랍은 <부드러운> 것이다.",
    ],
)
def test_what_a_speaker_adds_in_parentheses_is_spoken(said: str) -> None:
    assert without_asides(said) == said


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("It is (laughs) soft.", "It is soft."),
        ("It is soft. (Laughter)", "It is soft."),
        ("It is soft (Ana laughs).", "It is soft."),
        ("(applause)", ""),
        ("It (pause) is (inaudible) soft.", "It is soft."),
        ("Es ist weich (lacht).", "Es ist weich."),
        ("Wie in Hove (in England, Anm. d. Red.) auch.", "Wie in Hove auch."),
        ("Como en Hove (en Inglaterra, nota del editor) también.", "Como en Hove también."),
        ("In Hove (note from the editors: a town in England) too.", "In Hove too."),
        ("在霍夫也一样（编者按：英国的一座城市）。", "在霍夫也一样。"),
        ("Her second book (2nd ed.) and Bo Lind (editor) too.", "Her second book (2nd ed.) and Bo Lind (editor) too."),
        ("Comme à Hove (NDLR : en Angleterre).", "Comme à Hove."),
        ("Es blando (risas).", "Es blando."),
        ("Он мягкий (смеётся).", "Он мягкий."),
        ("它很软（笑）。", "它很软。"),
        ("それは柔らかい。【拍手】はい。", "それは柔らかい。 はい。"),
        ("それは柔らかい［聞き取れず］です。", "それは柔らかい です。"),
        ("부드러워요. <웃음> 네.", "부드러워요. 네."),
        ("Mm-hmm (affirmative). It is soft.", "Mm-hmm. It is soft."),
        ("Mm-mm (negative), it is hard.", "Mm-mm, it is hard."),
        ("Uh-huh (affirmative).", "Uh-huh."),
        ("It is soft. (Editor's note: wax melts.)", "It is soft."),
        ("It is soft. (Editors' note: wax melts.)", "It is soft."),
        ("It is soft. (Translator's note: wax melts.)", "It is soft."),
        ("Wax (that is, beeswax – Ed.) is soft.", "Wax is soft."),
        ("La cire (NdT : d'abeille) est molle.", "La cire est molle."),
        ("(Laughter.) It is soft.", "It is soft."),
        ("It is in Of Wax (Ruiz, ed.) and its third ed.", "It is in Of Wax (Ruiz, ed.) and its third ed."),
        ("It is soft. (12:34)", "It is soft."),
        ("It is soft. (1:02:03) ", "It is soft."),
        ("It is {% comment %}old {% endcomment %}soft.", "It is soft."),
    ],
)
def test_what_is_heard_beside_words_is_not_spoken(written: str, spoken: str) -> None:
    assert without_asides(written) == spoken


@pytest.mark.parametrize(
    "block",
    [
        "♪ music ♪",
        "🎵 Wax, the song 🎵",
        "$$\nwax = 2\n$$",
        "*[BWX]: Bees and wax",
        "> [!NOTE]\n> Wax melts.",
        '<blockquote class="twitter-tweet"><p>Wax melts</p>— Cy <a href="https://x.example">May 3</a></blockquote>',
        '<blockquote class="pullquote">Wax melts.</blockquote>',
    ],
)
def test_a_block_that_nobody_says_amid_a_turn(block: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n**Ana:** Why?\n\n**Bo:** So.\n\n{block}\n\nAnd so.\n\n**Ana:** Oh?\n\n**Bo:** Yes.\n")
    said = [" ".join(paragraph.spoken for paragraph in turn.paragraphs if paragraph.spoken) for turn in post.turns]
    assert said == ["Why?", "So. And so.", "Oh?", "Yes."]


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        ("Bees make wax of what they eat in summer.", False),
        ("“Bees make wax of what they eat in summer”", False),
        ("Bees make wax ... in summer. I keep [them] in the hills.", False),
        ("Bees make wax of what they eat in winter.", True),
        ("Bees make wax of what they eat in summer, so it is said.", True),
        ("Bees make wax.", True),
    ],
)
def test_a_quotation_that_repeats_what_somebody_says_is_not_said_again(quoted: str, said: bool) -> None:
    answer = "Oh, *bees* make wax of what they eat in summer. I keep bees in the hills."
    body = f"### What is wax?\n\n{answer}\n\n> {quoted}\n\n### And honey?\n\nThey eat it.\n\n### Who keeps bees?\n\nI do.\n"
    quotation = post_of(f"---\ntitle: Interview with Bo Lind\n---\n\n{body}").turns[0].paragraphs[1]
    assert (bool(quotation.spoken), "<blockquote>" in quotation.html) == (said, True)


def test_an_aside_may_go_on_over_several_paragraphs() -> None:
    slide = "[slide: Of wax\n\nsoft\nand old\n\n    WAX\n    HONEY\n\nBees: many\n]"
    post = post_of(
        f"---\ntitle: Wax\nspeakers: [Ana Ruiz]\n---\n\n## Candles\n\nIt is soft.\n\n{slide}\n\nIt is old.\n\n[So I say.\n\nIt [wax] burns.\n"
    )
    said = [paragraph.spoken for turn in post.turns for paragraph in turn.paragraphs]
    assert [words for words in said if words] == ["It is soft.", "It is old.", "[So I say.", "It burns."]
    asked = post_of("# Wax\n\n## What is wax?\n\n[It is soft.\n\n## And honey?\n\nIt is [not] sweet].\n")
    assert [paragraph.spoken for turn in asked.turns for paragraph in turn.paragraphs] == ["[It is soft.", "It is sweet]."]


def test_nothing_is_said_where_only_a_full_stop_is_left() -> None:
    assert [without_asides(said) for said in ("[laughs].", "[laughs]...", "I [laughs].", "[laughs] A")] == ["", "", "I.", "A"]


@pytest.mark.parametrize(
    ("reference", "spoken"), [("Our wax: https://wax.example/1", ""), ("As of now, see all the wax: https://wax.example/1", "As of now")]
)
def test_an_address_and_what_that_is_of_are_not_spoken(reference: str, spoken: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n## Why?\n\nIt is soft.\n\n{reference}\n")
    assert post.turns[0].paragraphs[1].spoken.startswith(spoken)
    assert bool(post.turns[0].paragraphs[1].spoken) == bool(spoken)


def test_indented_sentences_below_what_somebody_says_are_spoken() -> None:
    code = "    wax = melt(comb); print(wax) and so on, until all of it is gone."
    talk = "Ana Ruiz  0:17  \n\tThanks for that. \n\n\tThanks for listening to this show of wax.\n\n\tWe are here again next week.\n\n"
    post = post_of(f"# Wax\n\n{talk}Bo Lind  0:20  \n\tIt is soft.\n\n{code}\n\n{talk}Bo Lind  0:50  \n\tBye.\n")
    said = ["Thanks for that.", "Thanks for listening to this show of wax.", "We are here again next week."]
    assert [[paragraph.spoken for paragraph in turn.paragraphs] for turn in post.turns] == [said, ["It is soft.", ""], said, ["Bye."]]
    assert [paragraph.line for paragraph in post.turns[0].paragraphs] == [3, 6, 8]


@pytest.mark.parametrize("above", ["The message that we saw was this:", "Output:", "As the licence of all that wax says,"])
def test_indented_sentences_below_other_words_are_code(above: str) -> None:
    post = post_of(f"# Wax\n\n## Melting\n\n{above}\n\n    This wax is sold to you without any warranty.\n\nSo it is.\n")
    assert [paragraph.spoken for turn in post.turns for paragraph in turn.paragraphs] == [above, "", "So it is."]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("We buy it of [Wax Works 00:03:51], and [Ana 01:02:03.4].", "We buy it of Wax Works, and Ana."),
        ("We buy it [wax 00:03:51] now.", "We buy it now."),
        ("We [Crosstalk 00:03:51] buy [Inaudible 00:03:55] it.", "We buy it."),
        ("We [00:03:51] buy [3 bees] it.", "We buy it."),
        ("It is old. [Ana laughs 00:03:51] And soft.", "It is old. And soft."),
        ("[Commercial 00:03:51]", ""),
        ("It is [Off mic 00:03:51] old, [Word missing 00:03:53] and soft.", "It is old, and soft."),
    ],
)
def test_a_name_that_was_not_surely_heard_is_spoken(written: str, spoken: str) -> None:
    assert without_asides(written) == spoken


def test_a_quotation_of_a_link_is_not_spoken() -> None:
    talk = "> ([edit this](https://wax.example/edit))\n\nAna: Why wax?\n\nBo: It burns.\n\nAna: So?\n\nBo: Yes.\n"
    post = post_of(f"# Of wax\n\n## Transcript\n\n{talk}")
    assert [paragraph.spoken for paragraph in post.turns[0].paragraphs] == [""]
    said = post_of("# Of wax\n\n## Why?\n\n> [Bees make all of the wax that we sell](https://wax.example).\n")
    assert said.turns[0].paragraphs[0].spoken == "Bees make all of the wax that we sell."


def answer(written: str) -> str:
    """What is spoken of an answer."""
    post = post_of(f"# T\n\n**Ana:** Why wax?\n\n**Bo:** {written}\n\n**Ana:** Oh, how?\n\n**Bo:** So.\n")
    return post.turns[1].paragraphs[0].spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Yes. *laughs* So.", "Yes. So."),
        ("*laughs* yes, so.", "yes, so."),
        ("Yes! **Laughter.** So.", "Yes! So."),
        ("Well, _laughs softly_ I do.", "Well, I do."),
        ("Yes. <i>they laugh</i>", "Yes."),
        ("***sighs*** Yes.", "Yes."),
        ("Yes. *Inaudible*", "Yes."),
        ("Oui. *rires* Ja. *lacht*", "Oui. Ja."),
        ("Да. *смеётся* Да.", "Да. Да."),
        ("“Yes & no.” *nods* [Wax](https://wax.example).", "“Yes & no.” Wax."),
        ("Yes. *(laughter)* So. **[laughs]**", "Yes. So."),
        (r"\*laughs\* Yes. (\*sighs\*) So.", "Yes. So."),
    ],
)
def test_sounds_that_are_emphasised_are_not_said(written: str, spoken: str) -> None:
    assert answer(written) == spoken
    assert post_of(f"# T\n\n## Wax\n\n{written}\n\n## Bees\n\nSo.\n").turns[0].paragraphs[0].spoken == spoken


@pytest.mark.parametrize(
    "words",
    [
        "He *laughs* a lot.",
        "I said *unclear* twice.",
        "The word is *applause*.",
        "It said: *music*.",
        "*Music* is what I like.",
        "*Pause*: a word.",
        "*music*, *laughter* and *song* are it.",
        "I love wine, *laughter*, bees.",
        "I love wine and song, *laughter*.",
        "So press *pause* and *think*.",
        "Yes. *So* it is. *Loudly.*",
    ],
)
def test_sounds_that_are_words_of_a_sentence_are_said(words: str) -> None:
    assert answer(words) == words.replace("*", "")


@pytest.mark.parametrize("repeated", ["*laughs* ", "(laughs) ", "(0:12) ", "<code>", "<code>{{ x }}</code>"])
def test_leaving_asides_out_takes_time_in_proportion(repeated: str) -> None:
    assert grows_evenly(lambda size: without_asides(repeated * (size // len(repeated))), 50_000)
