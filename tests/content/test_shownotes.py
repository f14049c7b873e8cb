"""What is told of an episode beside its conversation: a summary, the notes, the links."""

import pytest

from pipeline.content import mentioned
from pipeline.content.background import Background
from pipeline.content.post import Link, Post
from pipeline.content.reference import absolute
from tests.posts import post_of

TALK = "### What is wax?\n\n**Bo:** What bees make.\n"
LONG = "Bo Lind keeps two hundred hives in the hills above the town."
MORE = "Here he tells what wax is made of, and what for."


def post(intro: str, talk: str = TALK, front: str = "", assets: str | None = "https://blog.example") -> Post:
    return post_of(f"---\ntitle: Of wax\nvideo: abcDEF_12-x\n{front}---\n\n{intro}\n\n{talk}", Background(assets))


@pytest.mark.parametrize(
    ("intro", "summary"),
    [
        ("", ""),
        ("Of wax", ""),
        (f"Of wax\n\n{LONG}", LONG),
        (f"{LONG} {MORE} Enjoy.", f"{LONG} {MORE}"),
        (f"What is wax? {LONG} {MORE}", f"What is wax? {LONG}"),
        (f"Hello! What is wax? {LONG}", f"What is wax? {LONG}"),
        (f"Ready? {LONG}", LONG),
        (f"{LONG} Why is that so? {MORE}", f"{LONG} Why is that so? {MORE}"),
        (f"{LONG} Why is that so?", LONG),
        (f"{LONG} They do. {MORE} Enjoy.", f"{LONG} They do. {MORE}"),
        (f"Hello and welcome, dear all! {LONG}\n\n{MORE}", LONG),
        (f"Welcome to the talks that we hold in the hills. {LONG}", LONG),
        ("Welcome to the talks that we hold in the hills.", "Welcome to the talks that we hold in the hills."),
        (f"Hello!\n\n{LONG}", LONG),
        ("Hello!\n\nEnjoy it.", "Hello!"),
        (f"![](wax.jpg)\n\n{LONG}", LONG),
        (f"*{MORE}*\n\n{LONG}", LONG),
        (f"_{MORE[:-1]}_.\n\n{LONG}", LONG),
        (f"🚀 *{MORE}*\n\n{LONG}", LONG),
        (f"*Wax*: {LONG}", f"Wax: {LONG}"),
        (f"[Apple Podcasts](https://a.example) | [Spotify](https://s.example) | [RSS](https://r.example)\n\n{LONG}", LONG),
        (f"Listen on [Apple Podcasts](https://a.example), [Spotify](https://s.example) or [YouTube](https://y.example)\n\n{LONG}", LONG),
        ("[Bo Lind](https://b.example) and [his two hundred hives](https://h.example).", "Bo Lind and his two hundred hives."),
        (f"[Subscribe now to our letters from the hills](https://letters.example/)\n\n{LONG}", LONG),
        (f"[caption id=1]{MORE}[/caption]\n\n{LONG}", LONG),
        (f"![{MORE}](wax.jpg)\n\n{MORE}\n\n{LONG}", LONG),
        (f"This conversation was recorded in the hills, in May. {LONG}", LONG),
        (f"**Guest:** Bo Lind, who keeps two hundred hives in the hills\n\n{LONG}", LONG),
        (f"Subscribe for free to receive new posts and support my work.\n\n{LONG}", LONG),
        (f"- {MORE}\n\n{LONG}", LONG),
        (f"## About a talk that was held in the hills\n\n{LONG}", LONG),
        (f"import Player from './a-player-of-our-own.astro'\n\n{LONG}", LONG),
        (f"Slides: https://slides.example/bees-and-wax\n\n{LONG}", LONG),
        (f"What a town in the hills has written of bees and of their wax: https://town.example\n\n{LONG}", LONG),
        (f"Location: the town hall in the hills of Berg\n\n{LONG}", LONG),
        (f"{LONG} {MORE[:-1]}{', and what for' * 20}.", LONG),
        (f"{LONG[:-1]}{' in the hills' * 40}.", f"{LONG[:-1]}{' in the hills' * 18} in…"),
    ],
)
def test_a_summary_is_of_the_first_sentences_that_tell_something(intro: str, summary: str) -> None:
    assert post(intro).summary == summary


@pytest.mark.parametrize(
    ("intro", "summary"),
    [
        (f"*{LONG}*\n\n**TL;DR**\n\n- {MORE}", LONG),
        (f"*Welcome to the hills, all of you. {LONG}*", LONG),
        (f"*{LONG}*\n\n{MORE}", MORE),
        (f"*{MORE}*", ""),
        ("*Lind's letters from the hills come on Sundays.*", ""),
        ("*This interview with Bo Lind has been edited for length and clarity.*", ""),
        ("*A transcript of what Bo Lind told us in the hills.*", ""),
        ("*Photo: Bo Lind at his hives in the hills near Hove, by Cy Gray.*", ""),
    ],
)
def test_a_note_in_italics_is_the_summary_if_it_has_the_guests_name_and_nothing_else_tells(intro: str, summary: str) -> None:
    assert post_of(f"---\ntitle: Bo Lind\nvideo: abcDEF_12-x\n---\n\n{intro}\n\n{TALK}").summary == summary


@pytest.mark.parametrize(
    ("intro", "notes"),
    [
        ("00:00 Hives\n12:30 **Wax**", "<p>00:00 Hives<br>\n12:30 <strong>Wax</strong></p>"),
        ("Times:\nHives (00:00)\nWax (1:12:30)", "<p>Times:<br>\nHives (00:00)<br>\nWax (1:12:30)</p>"),
        ("00:00 Hives  \n12:30 Wax", "<p>00:00 Hives<br>\n12:30 Wax</p>"),
        ("- 00:00 Hives\n- 12:30 Wax", "<ul>\n<li>00:00 Hives</li>\n<li>12:30 Wax</li>\n</ul>"),
        ("We met at 12:30 in the hills,\nand again at 13:30 in town.", "<p>We met at 12:30 in the hills,\nand again at 13:30 in town.</p>"),
        ("Wax burns at\n12:30 and not before.", "<p>Wax burns at\n12:30 and not before.</p>"),
    ],
)
def test_lines_of_times_stay_lines(intro: str, notes: str) -> None:
    assert post(intro).notes == notes


def test_a_summary_that_the_author_wrote_is_kept() -> None:
    assert post(LONG, front="summary: Short.\n").summary == "Short."


def test_the_title_is_no_summary() -> None:
    """Some blogs write it into every post's `description` too."""
    assert post(LONG, front="summary: Of wax\n").summary == LONG
    assert post("", front="description: Of wax\n").summary == ""


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://a.example/b", "https://a.example/b"),
        ("mailto:bo@a.example", None),
        ("/b", "https://blog.example/b"),
        ("#b", None),
        ("javascript:alert(1)", None),
        ("https://[b", None),
        ("{{ site.url }}", None),
    ],
)
def test_an_address_leads_somewhere_from_anywhere(href: str, address: str | None) -> None:
    assert absolute(href, "https://blog.example") == address


def test_an_address_within_a_blog_of_unknown_address_leads_nowhere() -> None:
    assert [absolute(href, None) for href in ("/b", "https:///b", "https://a.example/b")] == [None, None, "https://a.example/b"]


def test_links_of_a_conversation_are_told_once_with_their_words() -> None:
    found = post(
        "[Of bees](https://bees.example/)",
        "### What is wax?\n\n**Bo:** [Wax](https://wax.example), [it](https://wax.example/) and [bees](https://bees.example).\n\n"
        "[The video](https://youtu.be/abcDEF_12-x) [0:30](https://clock.example) [ ](https://blank.example) `[code](https://code.example)`\n",
    )
    assert found.links == (Link("https://wax.example", "Wax"), Link("https://bees.example", "bees"))
    assert found.notes == '<p><a href="https://bees.example/" rel="noopener">Of bees</a></p>'
    assert mentioned.listed(found.notes, found.links, "Bees & more:") == (
        '<p>Bees &amp; more:</p>\n<ul>\n<li><a href="https://wax.example">Wax</a></li>\n</ul>'
    )


@pytest.mark.parametrize(
    "aside",
    [
        "[![](https://img.youtube.com/vi/abcDEF_12-x/0.jpg)](https://youtu.be/abcDEF_12-x)",
        "![](https://youtu.be/abcDEF_12-x)",
        "[Watch it](https://youtu.be/abcDEF_12-x)",
        "# Of wax",
        "## Of wax",
        "---",
        "<!-- a comment -->",
        "[[wax-and-bees]]",
        "#wax #bees",
        "## Transcript",
    ],
)
def test_what_plays_the_video_and_what_repeats_the_title_are_not_told(aside: str) -> None:
    assert post(f"{LONG}\n\n{aside}").notes == f"<p>{LONG}</p>"


@pytest.mark.parametrize(
    "byline",
    [
        "By Ana Ruiz - June 6, 2024",
        "by [Ana Ruiz](/ana) \\- June 6, 2024  \n[Wax](/wax)",
        "Von Ana Ruiz, 6. Juni 2024",
        "#### A talk of wax with Bo",
    ],
)
def test_neither_a_byline_nor_a_heading_is_the_summary(byline: str) -> None:
    asked = "".join(f"**{question}**\n\nIt burns.\n\n" for question in ("What is wax?", "Why bees?"))
    assert post(f"{byline}\n\n{LONG}\n\n<iframe src='https://www.youtube.com/embed/abcDEF_12-x'></iframe>\n\n{asked}").summary == LONG
    for said in ("By 2024, all wax was sold.", "By far the best wax, in 2023, came from the valley of Loja"):
        assert post(f"{said}\n\n{asked}").summary == said


@pytest.mark.parametrize("listed", ["## Contents\n\n- [Wax](#wax)", "## Table of contents\n\n1. [Wax](#wax)", "* TOC\n{:toc}"])
def test_a_table_of_contents_is_told_nowhere(listed: str) -> None:
    found = post(f"{LONG}\n\n{listed}")
    assert found.notes == f"<p>{LONG}</p>"
    assert [heading.text for heading in found.headings] == [heading.text for heading in post(LONG).headings]


def test_what_is_for_browsers_that_know_no_sound_is_not_told() -> None:
    found = post('<audio controls>\n<source src="wax.ogg">\nYour browser plays no sound, and it is sorry for that.\n</audio>\n\n' + LONG)
    assert (found.notes, found.summary) == (f"<p>{LONG}</p>", LONG)
    assert LONG in post(f'<audio controls src="wax.ogg">\n\n{LONG}').notes


def test_a_list_of_topics_that_a_host_introduces_is_told() -> None:
    assert "Topics we discuss:" in post(f"{LONG}\n\nTopics we discuss:\n\n- [Wax](#wax)").notes


@pytest.mark.parametrize(
    "told",
    [
        "[Watch it](https://youtu.be/abcDEF_12-x) with your bees beside you",
        "[One](https://youtu.be/abcDEF_12-x) [two](https://other.example)",
        "![](https://a.example/wax.jpg)",
    ],
)
def test_what_says_more_is_told(told: str) -> None:
    assert post(f"{LONG}\n\n{told}").notes.count("<p>") == 2


PLAYER = '<iframe src="https://www.youtube.com/embed/abcDEF_12-x"></iframe>'
LINKS = "- [Hives](https://hives.example) of straw, of wood and of clay\n- [Wax](https://wax.example) of bees\n"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"## Wax\n\nWe spoke of this:\n\n{LINKS}\nCome again!\n", ""),
        (
            f"## Wax\n\n{LINKS}\n## Smoke\n\nSee [this](https://smoke.example), and:\n\n{LINKS}\nCome again! [Soon](https://bees.example)",
            "",
        ),
        (
            f"## Abstract\n\nWe spoke of wax.\n\n## Wax\n\n- Hives\n- Straw\n\n## Bees\n\n### Smoke\n\nMore:\n\n{LINKS}\nCome again! [Soon](https://a.example)",
            "",
        ),
        ("## The Wax Mill — Sponsor\n\nThey make candles.\n\n## Show notes\n\nWe spoke of wax. Come again!", ""),
        ("## Wax\n\n0:00 Bees\n5:10 Wax\n12:30 Smoke\n\n## Tags\n\nCome again!", ""),
        (
            f"## Wax\n\n{LINKS}\n{PLAYER}\n\n## Straw\n\n- Hives\n\n## Smoke\n\n<div>\n{PLAYER}\n</div>\n\n{LINKS}\n[Come again!](https://a.example)",
            "",
        ),
        (
            f"## The Wax Mill — Sponsor\n\nThey make candles.\n\n## Show notes\n\n### Wax\n\nOf candles.\n\n### Smoke\n\nOf fire. Come again!\n\n## Links\n\n{LINKS}",
            "",
        ),
        ("## 摘要\n\n蜜蜂。\n\n## 嘉宾\n\n猫猫\n\n## 制作人员\n\n### 音乐\n\nCome again!", ""),
        (f"## Wax\n\n{LINKS}\n## Where do bees live?\n\nIn hives.\n", "In hives."),
        (f"## Show notes\n\n{LINKS}\n### Where do bees live?\n\nIn hives.\n", "In hives."),
        (f"## Overview\n\n{LINKS}\n## Wax\n\n### Smoke\n\nIt bites.\n", "It bites."),
        ("## Overview\n\n### Wax\n\n" + "Bees make wax when it is warm. " * 100, "Bees make wax"),
        (f"## Wax\n\n{PLAYER}\n\nIt burns.\n\n## Smoke\n\nIt bites{' and bites' * 20}.\n\n{LINKS}", "It bites"),
        ("Bees make wax when it is warm. " * 100 + f"\n\n## Slides of the talk\n\n{LINKS}", "Bees make wax"),
        ("## Bo\n\n0:00 Wax\n5:10 Bees\n9:30 Hives\n\n## Ana\n\n0:10 Yes\n5:20 No\n9:40 Smoke\n", "Yes"),
        (f"## Wax\n\n{LINKS}\n## Which hives do you like?\n\n{LINKS}", "of straw"),
        (f"{LINKS}\n**Ana:** Wax is soft.\n\n**Bo:** It is.\n\n**Ana:** So it is.\n", "Wax is soft."),
        (f"## Wax\n\nHives first.\n\n{LINKS}\n## Smoke\n\nThen smoke.\n\n{LINKS}", "Then smoke."),
        ("## Wax\n\n" + "- Bees make wax of honey.\n" * 20 + "- They live in [hives](https://hives.example).\n", "Bees make wax"),
        ("## Transcript\n\n- [00:01] Wax is soft,\n- [00:03] and smoke is not.\n", "Wax is soft, and smoke is not."),
    ],
)
def test_nobody_says_what_is_mostly_lists_of_links(body: str, said: str) -> None:
    post = post_of(f"---\ntitle: Bees\n---\n\n{body}")
    assert (said in " ".join(paragraph.spoken for turn in post.turns for paragraph in turn.paragraphs)) is True
    assert bool(post.turns) is bool(said)
    assert said or "Come again!" in post.notes


def timed(seconds: int, words: str, between: str = "\n", before: str = "") -> str:
    """Sixty lines, each with its time."""
    moments = (divmod(number * seconds, 60) for number in range(60))
    return between.join(f"{before}{minutes}:{rest:02} {words} {number}" for number, (minutes, rest) in enumerate(moments))


CHAPTERS = timed(75, "What bees make of honey")


@pytest.mark.parametrize(
    "body",
    [
        CHAPTERS,
        timed(75, "What bees make of honey", between="\n\n"),
        timed(75, "What bees make of honey", before="- "),
        timed(75, "ミツバチが蜜から作るもの"),
        f"## Chapters\n\n{CHAPTERS}",
        f"## Links\n\n{LINKS}\n## Chapters\n\n{CHAPTERS}",
    ],
)
def test_nobody_says_a_list_of_chapters_however_long_it_is(body: str) -> None:
    found = post_of(f"---\ntitle: Bees\n---\n\nWe spoke of [wax](https://wax.example).\n\n{body}\n")
    assert not found.turns
    assert found.notes.startswith('<p>We spoke of <a href="https://wax.example" rel="noopener">wax</a>.</p>')
    assert len(found.listed) == 60


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("seconds", "words"),
    [(3, "and what bees make of it is wax"), (4, "ミツバチが蜜から作るものは蝋"), (5, "وما يصنعه النحل منه هو الشمع الذي")],
)
def test_what_is_said_line_by_line_is_no_list_of_chapters(seconds: int, words: str, between: str) -> None:
    found = post_of(f"---\ntitle: Bees\n---\n\n{timed(seconds, words, between)}\n")
    assert found.turns
    assert not found.listed


def test_a_long_talk_below_a_list_of_chapters_is_said() -> None:
    talk = "Bees make wax when it is warm. " * 100
    found = post_of(f"---\ntitle: Bees\n---\n\n{CHAPTERS}\n\n{talk}\n")
    assert talk.strip() in " ".join(paragraph.spoken for turn in found.turns for paragraph in turn.paragraphs)


@pytest.mark.parametrize(
    ("below", "shown"),
    [
        ("## Video\n\nhttps://youtu.be/abcDEF_12-x", "<p>Of bees.</p>"),
        (
            "## Video\n\nhttps://youtu.be/abcDEF_12-x\n\n## Bees\n\n### Wild ones\n\nBuzz.",
            "<p>Of bees.</p> <h2>Bees</h2> <h3>Wild ones</h3> <p>Buzz.</p>",
        ),
    ],
)
def test_a_heading_that_has_nothing_below_it_is_not_told(below: str, shown: str) -> None:
    assert " ".join(post(f"Of bees.\n\n{below}\n\n## Transcript").intro.split()) == shown


def test_where_to_find_the_people_of_a_show_is_not_said() -> None:
    found = (
        "Write to us of your bees, please. " * 8
        + "\n\n- Chat: [Wax](https://chat.example)\n- Email: [hi@wax.example](mailto:hi@wax.example)"
    )
    notes = f"We spoke of wax.\n\n## Helping the show\n\n{found}\n\n## Links\n\n{LINKS}"
    assert not post_of(f"---\ntitle: Bees\n---\n\n{notes}").turns
    assert post_of(f"---\ntitle: Bees\n---\n\n{notes.replace('Chat:', 'Of chats')}").turns
