"""Boxes with notes of editors: shown as quotations amid a conversation, and spoken by nobody."""

from itertools import chain

import pytest

from pipeline.content.markup.markdown import render
from pipeline.content.post import Post
from tests.pace import grows_evenly
from tests.posts import post_of

NOTE = "Wax **melts**."
SHOWN = "<p>Wax <strong>melts</strong>.</p>"
BOXES = (
    f":::note\n{NOTE}\n:::",
    f"::: info\n\n{NOTE}\n\n:::",
    f":::message alert\n{NOTE}\n:::",
    f"::: {{.callout-tip}}\n{NOTE}\n:::",
    f":::{{note}}\n{NOTE}\n:::",
    f"!!! note\n    {NOTE}",
    f"??? info inline end\n    {NOTE}",
    f"<aside>\n{NOTE}\n\n</aside>",
    f'<aside class="wide">{NOTE}</aside>',
    f"<Callout>\n{NOTE}\n</Callout>",
    f"<Tip warning={{true}}>\n\n{NOTE}\n\n</Tip>",
    f'<Note icon="bee">{NOTE}</Note>',
    f"<Warning>\n    {NOTE}\n</Warning>",
    f'{{% hint style="info" %}}\n{NOTE}\n{{% endhint %}}',
    f"{{% note info %}}\n{NOTE}\n{{% endnote %}}",
    f"{{{{< notice tip >}}}}\n{NOTE}\n{{{{< /notice >}}}}",
    f'{{{{% alert color="red" %}}}}\n\n{NOTE}\n\n{{{{% /alert %}}}}',
    f'{{{{< alert "bee" >}}}}{NOTE}{{{{< /alert >}}}}',
    f'<div class="alert alert-info" markdown="1">\n{NOTE}\n</div>',
    f"{NOTE}\n{{: .notice--info}}",
)


def amid(box: str) -> str:
    """A conversation with a box in its second turn."""
    return f"# Of wax\n\n**Ana:** Why wax?\n\n**Bo:** So it is.\n\n{box}\n\nAnd so on.\n\n**Ana:** Oh, how?\n\n**Bo:** Slowly, of course.\n"


def said(post: Post) -> list[str]:
    return [" ".join(paragraph.spoken for paragraph in turn.paragraphs if paragraph.spoken) for turn in post.turns]


def shown(post: Post) -> list[str]:
    """What is shown and not spoken."""
    return [paragraph.html for turn in post.turns for paragraph in turn.paragraphs if not paragraph.spoken]


@pytest.mark.parametrize("box", BOXES)
def test_nobody_says_what_is_in_a_box(box: str) -> None:
    post = post_of(amid(box))
    assert said(post) == ["Why wax?", "So it is. And so on.", "Oh, how?", "Slowly, of course."]
    assert shown(post) == [f"<blockquote>{SHOWN}</blockquote>"]


def test_a_quotation_with_the_class_of_a_box_is_one() -> None:
    assert shown(post_of(amid("> Wax melts.\n{: .prompt-tip }"))) == ["<blockquote>\n<p>Wax melts.</p>\n</blockquote>"]


@pytest.mark.parametrize(
    "box",
    [
        ":::tip[Of wax & bees]\nIt melts.\n:::",
        ":::tip Of wax & bees\nIt melts.\n:::",
        '::: {.callout-note title="Of wax & bees"}\nIt melts.\n:::',
        '!!! note "Of wax & bees"\n    It melts.',
        '<Callout type="tip" title="Of wax & bees">\nIt melts.\n</Callout>',
        '{{% alert title="Of wax & bees" %}}\nIt melts.\n{{% /alert %}}',
    ],
)
def test_the_title_of_a_box_is_shown_above_its_text(box: str) -> None:
    assert shown(post_of(amid(box))) == ["<blockquote><p><strong>Of wax &amp; bees</strong></p><p>It melts.</p></blockquote>"]


def test_the_title_of_a_box_that_is_a_quotation_has_its_own_line() -> None:
    [box] = shown(post_of(amid("> [!tip] Of wax\n> It melts.")))
    assert "<strong>Of wax</strong><br>\nIt melts." in box


def test_what_is_in_a_box_stays_together() -> None:
    box = ":::note\nWax.\n\n- soft\n- old\n\n::::tip\nBees.\n::::\n:::"
    inside = "<p>Wax.</p>\n<ul>\n<li>soft</li>\n<li>old</li>\n</ul>\n<p>Bees.</p>"
    assert shown(post_of(amid(f"::{box[:-3]}:::::"))) == [f"<blockquote>{inside}</blockquote>"]
    assert len(shown(post_of(amid("<Note>One.</Note>\n\n<Tip>Two.</Tip>")))) == 2


WITHIN = (
    "Wax.\n\n```\n:::\n</div>\n```\n\nBees.",
    "Wax.\n\n:::tip\nOf smoke.\n:::\n\nBees.",
    "Wax.\n\n<Callout>\nOf smoke.\n</Callout>\n\nBees.",
    "Wax.\n\n<div>\n\n<div>\n\nOf smoke.\n\n</div>\n\n</div>\n\nBees.",
    "Wax.\n\n## Of smoke\n\nBees.",
    "Wax.\n\n**Smoke:** it calms.\n\nBees.",
    "Wax.\n\nOr smoke, and bees?",
    "Wax.\n\n[00:12] Bees.",
    "<p>Wax.</p>\n<p>Bees.</p>",
)
AROUND = (
    ":::note\n{}\n:::",
    "::::{{note}}\n{}\n::::",
    "::: {{#of-wax .callout-note}}\n{}\n:::",
    "<aside>\n\n{}\n\n</aside>",
    "<Callout>\n{}\n</Callout>",
    '<div class="note">\n\n{}\n\n</div>',
    '<div className="note">\n<div>\n\n{}\n\n</div>\n</div>',
    '{{% hint style="info" %}}\n{}\n{{% endhint %}}',
    "{{{{< notice tip >}}}}\n{}\n{{{{< /notice >}}}}",
    "!!! note\n\n    {}",
)


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("within", WITHIN)
def test_a_note_may_hold_anything_but_turns(around: str, within: str) -> None:
    inside = within.replace("\n", "\n    ") if around.startswith("!!!") else within
    talk, bare = (amid(box).replace("**Ana:** Oh, how?", "### Oh, how?") for box in (around.format(inside), "Smoke."))
    post = post_of(talk)
    assert [(turn.speaker, " ".join(words.split())) for turn, words in zip(post.turns, said(post), strict=True)] == [
        (turn.speaker, words.replace(" Smoke.", "")) for turn, words in zip(post_of(bare).turns, said(post_of(bare)), strict=True)
    ]
    assert [heading.text for heading in post.headings] == ["Oh, how?"]
    [box] = shown(post)
    assert all(word in box.casefold() for word in ("wax", "bees"))
    assert "smoke" in box.casefold() or "smoke" not in within.casefold()


@pytest.mark.parametrize(
    ("box", "titles"),
    [
        ("::: {.callout-note}\n## Of wax\n\nIt melts.\n:::", ["Of wax"]),
        (":::tip[Of **wax**]\nIt melts.\n:::", ["Of wax"]),
        ('!!! note "wax"\n    It melts.', ["wax"]),
        ('{{< notice tip "Of wax" >}}\nIt melts.\n{{< /notice >}}', ["Of wax"]),
        ('<Callout\n  type="tip"\n  title="Of wax"\n>\n  It melts.\n</Callout>', ["Of wax"]),
        ("{% note primary no-icon %}\nIt melts.\n{% endnote %}", []),
        ('{{< alert "circle-info" >}}\nIt melts.\n{{< /alert >}}', []),
        ("::::note[Of wax]\n:::tip[Of heat]\nIt melts.\n:::\n::::", ["Of wax", "Of heat"]),
    ],
)
def test_titles_are_words(box: str, titles: list[str]) -> None:
    [quoted] = shown(post_of(amid(box)))
    above = "".join(f"<p><strong>{title}</strong></p>" for title in titles)
    assert quoted.replace("\n", "") == f"<blockquote>{above}<p>It melts.</p></blockquote>"


def test_the_title_of_a_box_in_which_people_talk_is_shown() -> None:
    post = post_of("# Of wax\n\n**Ana:** Why wax?\n\n**Bo:** So.\n\n:::info[Of heat]\n**Ana:** How so?\n\n**Bo:** Slowly.\n:::\n")
    assert said(post) == ["Why wax?", "So.", "How so?", "Slowly."]
    assert shown(post) == ["<p><strong>Of heat</strong></p>"]


@pytest.mark.parametrize(
    "box", ["!!! note\n    <p>Wax.</p>", "<aside><p>Wax.</p></aside>", "!!! note\n    <img src='wax.png'>", ":::note\n<p>Wax.</p>\n:::"]
)
@pytest.mark.parametrize("above", ["**Bo:** So it is.", "<p><b>Bo:</b> So it is.</p>"])
def test_html_in_and_above_a_box_ends_where_the_box_does(box: str, above: str) -> None:
    talk = f"# Of wax\n\n### Why wax?\n\n{above}\n\n{box}\n\n### Oh, *how*?\n\n**Bo:** Slowly.\n"
    post = post_of(talk)
    assert [heading.text for heading in post.headings] == ["Why wax?", "Oh, how?"]
    assert said(post) == ["So it is.", "Slowly."]
    assert [box.count("wax") + box.count("Wax") for box in shown(post)] == [1]
    assert post.headings[1].line == 9 + box.count("\n")


@pytest.mark.parametrize("paragraph", ["!> Wax melts.", "?> Wax melts,\nand burns."])
def test_a_paragraph_may_be_a_box(paragraph: str) -> None:
    post = post_of(amid(paragraph))
    assert said(post)[1] == "So it is. And so on."
    assert ["Wax melts" in box and "&gt;" not in box for box in shown(post)] == [True]


@pytest.mark.parametrize("hidden", ["<!--\n:::note\nWax.\n:::\n-->", "<!--\n<aside>\nWax.\n</aside>\n-->"])
def test_what_is_in_a_comment_stays_there(hidden: str) -> None:
    post = post_of(amid(hidden))
    assert (said(post)[1], shown(post)) == ("So it is. And so on.", [])


@pytest.mark.parametrize("quoted", ["> **Note:** Wax melts.", "> **Note**\n> Wax melts."])
def test_a_quotation_that_says_that_it_is_a_note_is_no_quotation(quoted: str) -> None:
    assert said(post_of(amid(quoted)))[1] == "So it is. And so on."


@pytest.mark.parametrize(
    "kept",
    [
        ":::note\nBo goes on.",
        "<Callout>\nBo goes on.",
        ":::quote\nBo goes on.\n:::",
        "<Quote>\nBo goes on.\n</Quote>",
        "> Note how Bo goes on.",
        '<div class="column">\n<p>Bo goes on.</p>\n</div>',
        "!!! note\n\nBo goes on.",
        "::: Bo goes on. :::",
        "!!! Bo goes on.",
        "Oh!> Bo goes on.",
        "`<aside>` Bo goes on. `</aside>`",
    ],
)
def test_what_is_no_box_is_said(kept: str) -> None:
    assert "Bo goes on." in said(post_of(amid(kept)))[1].replace("Note how ", "")


TURNS = (("Ana", "Why wax?"), ("Bo", "It burns for a long time."), ("Ana", "How so?"), ("Bo", "Slowly, of course."))


@pytest.mark.parametrize(
    "body",
    [
        "Of wax.\n\n:::info\n" + "\n\n".join(f"**{who}:** {words}" for who, words in TURNS) + "\n:::\n",
        "\n\n".join(f"<Callout>\n**{who}:** {words}\n</Callout>" for who, words in TURNS),
        "\n\n".join(f'<div class="message">\n<b>{who}:</b> {words}\n</div>' for who, words in TURNS),
        "\n\n".join(f"<aside>\n\n**{who}:** {words}\n\n</aside>" if who == "Ana" else f"**{who}:** {words}" for who, words in TURNS),
    ],
)
def test_a_box_with_turns_holds_the_conversation(body: str) -> None:
    post = post_of(f"# Of wax\n\n{body}\n")
    assert [(turn.speaker, turn.paragraphs[0].spoken) for turn in post.turns] == [*TURNS]


ASKED = (("Why wax?", "It burns for a long time."), ("How so?", "Slowly, of course."), ("Where is it from?", "Bees make it."))


@pytest.mark.parametrize("form", ["<aside>\n{}\n</aside>\n\n{}", ":::note\n**{}**\n:::\n\n{}", "### {}\n\n<Callout>\n{}\n</Callout>"])
def test_boxes_with_questions_or_most_of_the_words_hold_the_conversation(form: str) -> None:
    post = post_of("# Of wax\n\n" + "\n\n".join(form.format(*pair) for pair in ASKED) + "\n")
    assert [(heading.text, words) for heading, words in zip(post.headings, said(post), strict=True)] == [*ASKED]


def test_a_box_above_the_conversation_introduces_it() -> None:
    post = post_of("# Of wax\n\n:::info[About]\nAna Ruiz talks to Bo Lind, who keeps bees in Hove.\n:::\n\n### Why?\n\n**Bo:** So.\n")
    assert post.summary == "Ana Ruiz talks to Bo Lind, who keeps bees in Hove."
    assert "Bo Lind" in post.guests


def test_the_title_of_a_box_in_the_intro_is_shown_once() -> None:
    box = ":::tip[Wax & honey]\nBees sleep.\n\nThey wake.\n:::"
    intro = post_of(f"---\ntitle: Of bees\n---\n\nAna keeps bees.\n\n{box}\n\n### Why wax?\n\n**Ana:** It burns.\n").intro
    assert intro.split("\n") == [
        "<p>Ana keeps bees.</p>",
        "<p><strong>Wax &amp; honey</strong></p>",
        "<p>Bees sleep.</p>",
        "<p>They wake.</p>",
    ]


def test_a_note_to_the_program_counts_in_a_box() -> None:
    post = post_of("# Of wax\n\n### Why wax?\n\nIt is soft.\n\n:::tip\n<!-- at 1:00 -->\nBees.\n:::\n\nSo it goes on.\n")
    assert [paragraph.at for turn in post.turns for paragraph in turn.paragraphs] == [None, None, 60_000]


@pytest.mark.parametrize("box", [*BOXES, "```\n:::note\nWax.\n:::\n```"])
def test_no_line_moves(box: str) -> None:
    post = post_of(amid(box))
    lines = [paragraph.line for paragraph in chain.from_iterable(turn.paragraphs for turn in post.turns)]
    behind = 7 + box.count("\n")
    assert (lines[1], lines[3:]) == (5, [behind + 2, behind + 4, behind + 6])


@pytest.mark.parametrize(
    "repeated",
    [
        "\n\n<Note>x",
        "<Note a b c d e f g h ",
        ":::note\nx\n",
        "{% hint %}\nx\n\n",
        '<div class="note">\n',
        "x\n{: .note",
        ":::",
        "<aside>\n<aside>\n",
        "</aside>\n",
        "<p>\n:::note\n",
        "!!! note\n    x\n",
    ],
)
def test_what_is_left_open_takes_time_in_proportion(repeated: str) -> None:
    assert grows_evenly(lambda size: render("</b>{% [! " + repeated * (size // len(repeated))), 20_000)


def test_who_has_a_label_once_in_a_box_speaks_nowhere() -> None:
    talk = "\n\n".join(f"**{who}:** {words}" for who, words in TURNS * 3)
    box = ":::note\n**Smoke:** calms the bees.\n:::"
    post, bare = (post_of(f"# Of wax\n\n{talk}\n\n{added}\n\n{talk}\n") for added in (box, ""))
    assert [turn.speaker for turn in post.turns] == [turn.speaker for turn in bare.turns]
    assert (said(post), post.guests) == (said(bare), bare.guests)
    assert shown(post) == ["<blockquote><p><strong>Smoke:</strong> calms the bees.</p></blockquote>"]
