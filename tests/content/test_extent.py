"""Where the conversation of a post begins, and where it ends."""

import re

import pytest

from pipeline.content.post import Post
from tests.posts import post_of

PLAYER = '<iframe src="https://www.youtube.com/embed/abcDEF_12-x"></iframe>'
INTRO, ASKED, ANSWERED = "An intro.", "### What is wax?", "**Bo:** What bees make."
SPEECH = "And so the bees made wax of it, day after day. " * 30


def post(*blocks: str, front: str = "", title: str = "Of wax") -> Post:
    text = "\n\n".join(blocks)
    return post_of(f"---\ntitle: {title}\n{front}---\n\n{text}\n")


def parts(*blocks: str, front: str = "") -> tuple[str, str, str]:
    """The words of the intro, of the conversation, and of all notes behind the intro."""
    found = post(*blocks, front=front)
    said = " ".join(
        word
        for section in found.sections
        for word in ([section.heading.text] if section.heading else [])
        + [paragraph.spoken for turn in section.turns for paragraph in turn.paragraphs]
    )
    return _words(found.intro), said, _words(found.notes.removeprefix(found.intro))


def _words(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


CONVERSATION = "What is wax? What bees make."


@pytest.mark.parametrize(
    "above",
    [
        [INTRO, PLAYER],
        [PLAYER, INTRO],
        [INTRO],
        ["# Of wax", INTRO, PLAYER],
        ["## Our talk of wax: Of wax", INTRO, PLAYER],
        ["## About Bo", INTRO, PLAYER],
        [PLAYER, "## About Bo", INTRO],
        [PLAYER, INTRO, "## Transcript"],
        [PLAYER, "## Sponsor", INTRO, "### Episode Transcription"],
        [PLAYER, INTRO, "Lightly Edited Transcript\n---"],
        [INTRO, "## Polished transcript"],
        [PLAYER, INTRO, "## Transcript", "*Edited for length.*"],
        [PLAYER, INTRO, "## Transcript", "If you would rather read, here is the transcript of our talk."],
        [PLAYER, INTRO, "**Transcript**"],
        [PLAYER, INTRO, "<details><summary>Show the transcript</summary>"],
        [PLAYER, "## Highlights", INTRO, '{{< fold-expandable id="all" title="Full transcript" >}}'],
        [PLAYER, "## Highlights", INTRO, '<Accordion title="Transcript">'],
        [PLAYER, "## Highlights", INTRO, "::: details Transcript"],
        [
            PLAYER,
            INTRO,
            "### Mentioned",
            "- [wax](https://a.example)",
            "### More of wax",
            "Wax.",
            "<details>\n<summary>Transcription</summary>",
        ],
        [PLAYER, "## Links", INTRO],
        ["## What do bees make?", INTRO, PLAYER],
    ],
)
def test_a_conversation_begins_behind_intro_and_player(above: list[str]) -> None:
    front = "" if PLAYER in above else "video: abcDEF_12-x\n"
    intro, said, notes = parts(*above, ASKED, ANSWERED, front=front)
    assert said == CONVERSATION
    assert INTRO in intro
    assert notes == ""


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        ("## Introduction", "Introduction"),
        ("## Welcome to the hills!", "Welcome to the hills!"),
        ("## Who is Bo?", "Who is Bo?"),
        ("## A talk", "A talk"),
    ],
)
def test_a_heading_above_the_first_label_that_opens_the_talk_belongs_to_it(opening: str, said: str) -> None:
    assert parts(INTRO, PLAYER, opening, ANSWERED, ASKED, ANSWERED)[1] == f"{said} What bees make. {CONVERSATION}"


@pytest.mark.parametrize(
    ("first", "begins"),
    [
        ("## Introduction", "Introduction"),
        ("## Who is Bo?", "Who is Bo?"),
        ("## I keep bees.", "I keep bees."),
        ("## Bo and his bees", "Of honey"),
        ("## Links", "Of honey"),
    ],
)
def test_of_two_headings_above_the_first_label_the_first_may_belong_to_the_intro(first: str, begins: str) -> None:
    assert parts(PLAYER, first, INTRO, "## Of honey", ANSWERED, ASKED, ANSWERED)[1].startswith(begins)


@pytest.mark.parametrize(
    ("announcing", "begins"),
    [("**Transcript**", "What is wax?"), ("Transcript", "About wax"), ("**Of wax**", "About wax"), ("- **Transcript**", "About wax")],
)
def test_a_paragraph_in_bold_may_announce_the_conversation(announcing: str, begins: str) -> None:
    assert parts(PLAYER, "## About wax", INTRO, announcing, ASKED, "What bees make.")[1].startswith(begins)


@pytest.mark.parametrize("answer", ["*Bo: What bees make.*", ANSWERED, "What bees make."])
def test_what_somebody_says_in_italics_begins_the_conversation(answer: str) -> None:
    said = ("*Ana: What is wax?*", answer) * 2
    assert parts(PLAYER, INTRO, "## Transcript", *said)[1] == f"{CONVERSATION} {CONVERSATION}"
    assert parts(PLAYER, INTRO, "## Transcript", "*Edited for length.*", *said)[1] == f"{CONVERSATION} {CONVERSATION}"


@pytest.mark.parametrize("answer", ["What bees make.", ANSWERED])
def test_a_fold_inside_a_conversation_does_not_begin_it(answer: str) -> None:
    fold = "<details>\n<summary>Transcript of a dance</summary>\n\nLeft, right.\n\n</details>"
    asked = [block for number in range(3) for block in (f"### What is wax {number}?", answer)]
    assert parts(PLAYER, INTRO, *asked, fold, "### And honey?", answer)[1].startswith("What is wax 0?")


def test_headings_above_the_player_are_of_the_intro() -> None:
    assert parts("## About wax", INTRO, PLAYER, ASKED, "What bees make.") == (f"About wax {INTRO}", CONVERSATION, "")


@pytest.mark.parametrize(
    "heading",
    [
        "## An interview with Bo Lind, who keeps bees",
        "#### Entretien avec Bo Lind",
        "### Ein Gespräch mit Bo Lind",
        "## In conversation with Bo Lind",
        "## Ana Ruiz in conversation with Bo Lind",
        "## wax.example im Gespräch mit Bo Lind",
    ],
)
def test_a_first_heading_may_entitle_what_is_asked_below(heading: str) -> None:
    assert parts(heading, INTRO, ASKED, "What bees make.")[:2] == (f"{_words(heading.strip('# '))} {INTRO}", CONVERSATION)
    assert parts(heading, ANSWERED, ASKED, "What bees make.")[1].endswith(f"What bees make. {CONVERSATION}"), "somebody speaks below it"
    assert parts(ASKED, "What bees make.", heading, INTRO)[1].endswith(INTRO), "it is not the first"


def test_a_player_below_the_questions_does_not_begin_the_talk() -> None:
    asked = [block for number in range(3) for block in (f"### What is wax {number}?", "What bees make.")]
    assert parts(INTRO, *asked, PLAYER, "### And honey?", "So is honey.")[1].startswith("What is wax 0?")
    assert parts(INTRO, *asked[2:], PLAYER, "### And honey?", "### And comb?", "So it is.")[1] == "And honey? And comb? So it is."


@pytest.mark.parametrize(
    ("title", "heading", "repeats"),
    [
        ("Of wax and honey", "## Of wax and honey", True),
        ("Of wax and honey", "## The show, 3: Of wax and honey", True),
        ("Of wax and honey", "### The show, 3: Of wax and honey", False),
        ("Of wax and honey", "## Of wax and honey, and of all else that there is to be told of bees in the hills", False),
        ("Wax", "### 3. Wax:", True),
        ("Wax", "### Wax {#of-wax}", True),
        ("Wax", "## The show of wax", False),
        ("Waxworkers", "## What do you do at Waxworkers?", False),
        ("Who are the waxworkers?", "## Of bees: Who are the waxworkers?", True),
        ("---", "## ...", False),
    ],
)
def test_a_heading_that_repeats_the_title_is_no_part_of_the_talk(title: str, heading: str, repeats: bool) -> None:
    found = post(PLAYER, heading, ANSWERED, ASKED, ANSWERED, title=repr(title))
    assert len(found.headings) == 2 - repeats


@pytest.mark.parametrize(("heading", "kept"), [("## What Of wax and honey tells", True), ("## Of wax and honey", False)])
def test_a_heading_amid_others_may_have_more_words_than_the_title(heading: str, kept: bool) -> None:
    found = post(PLAYER, "## Bees", ANSWERED, heading, ANSWERED, title="Of wax and honey")
    assert len(found.headings) == 1 + kept


@pytest.mark.parametrize("opening", ["## Links", "## Show notes"])
def test_a_part_that_nobody_speaks_does_not_open_the_talk(opening: str) -> None:
    intro, said, _ = parts(INTRO, PLAYER, opening, "A book.", ANSWERED, ASKED, ANSWERED)
    assert said == f"What bees make. {CONVERSATION}"
    assert intro.endswith("A book.")


NOTES = (
    "## In this episode",
    "- Wax\n- Honey",
    "## About Bo",
    "Bo keeps bees in Hove.",
    "## Books mentioned",
    "Of Bees.",
    "### Links",
    "None.",
)


def test_show_notes_alone_are_no_conversation() -> None:
    found = post(INTRO, *NOTES)
    assert (found.sections, found.chapters) == ((), "headings")
    assert [heading in found.notes for heading in ("In this episode", "About Bo", "Books mentioned", "Links")] == [True] * 4


@pytest.mark.parametrize("announced", ["**Transcript**", "<details><summary>Transcript</summary>"])
def test_show_notes_above_a_transcript_are_not_alone(announced: str) -> None:
    found = post(INTRO, *NOTES[:2], announced, SPEECH, SPEECH)
    assert [paragraph.spoken for turn in found.turns for paragraph in turn.paragraphs] == [SPEECH.strip()] * 2


@pytest.mark.parametrize("other", [ASKED, ANSWERED, "## How the bees came to Hove"])
def test_show_notes_beside_anything_else_are_as_they_were(other: str) -> None:
    assert post(INTRO, *NOTES[:4], other, "It was a long way.", *NOTES[4:]).sections


@pytest.mark.parametrize("part", ["## Interview", "## Transcript", "## Intro", "## Wrap up"])
def test_labels_that_list_who_takes_part_are_not_all_that_is_said(part: str) -> None:
    assert parts(INTRO, "**Ana Ruiz:** keeps bees.", "**Bo Lind:** asks.", part, ASKED, "What bees make.")[1].endswith("What bees make.")


def test_an_announced_transcript_without_labels_is_said() -> None:
    assert parts(INTRO, ASKED, ANSWERED, "## Transcript", "A book.")[1].endswith("Transcript A book.")


@pytest.mark.parametrize(
    ("behind", "notes"),
    [
        (["## Links", "A book."], "Links A book."),
        (["## Watch the full interview", "A book."], "Watch the full interview A book."),
        (["## Odkazy", "A book."], "Odkazy A book."),
        (["## Notas del episodio", "A book."], "Notas del episodio A book."),
        (["## Pour aller plus loin", "A book."], "Pour aller plus loin A book."),
        (["## Kontakt", "A book."], "Kontakt A book."),
        (["## Sign up for Of wax", "A book."], "Sign up for Of wax A book."),
        (["---", "### About the interviewee", "A book."], "About the interviewee A book."),
        (["---", "A book."], "A book."),
        (["—", "A book."], "— A book."),
        (["**Links**", "A book."], "Links A book."),
        (["**原文**", "A book."], "原文 A book."),
        (["#### Enjoyed this interview?", "A book."], "Enjoyed this interview? A book."),
        (["## Wrap up", "A book."], "Wrap up A book."),
        (["## Final thoughts", "A book."], "Final thoughts A book."),
        (["### 结束语", "A book."], "结束语 A book."),
        (["### 結語", "A book."], "結語 A book."),
        (["## Closing comments", "A book."], "Closing comments A book."),
        (["## Video de la entrevista", "A book."], "Video de la entrevista A book."),
        (["Cet entretien a été relu par Bo."], "Cet entretien a été relu par Bo."),
        (["*Propos recueillis par Ana Ruiz.*"], "Propos recueillis par Ana Ruiz."),
        (["Das Interview führte Ana Ruiz."], "Das Interview führte Ana Ruiz."),
        (["Transcribed by https://ears.example"], "Transcribed by https://ears.example"),
        (["Thank you for listening to Of wax!", "A book."], "Thank you for listening to Of wax! A book."),
        (["Thanks for your time, Bo!", "A book."], "Thanks for your time, Bo! A book."),
        (["You can follow Bo [here](https://bo.example).", "A book."], "You can follow Bo here . A book."),
        (["Learn more about Bo’s bees.", "A book."], "Learn more about Bo’s bees. A book."),
        (["Check out Bo’s bees, and do visit.", "A book."], "Check out Bo’s bees, and do visit. A book."),
        (["Be sure to follow Bo on his hills."], "Be sure to follow Bo on his hills."),
        (["[Browse more hives](https://a.example) in our shop."], "Browse more hives in our shop."),
        (["If you’d like to be featured in our series, write to us."], "If you’d like to be featured in our series, write to us."),
        (["*Would you like to be interviewed?* Write to us."], "Would you like to be interviewed? Write to us."),
        (["Fonte: https://wax.example"], "Fonte: https://wax.example"),
        (["Originally published in Of Wax."], "Originally published in Of Wax."),
        (["Technical note: This is a transcript of what Bo said."], "Technical note: This is a transcript of what Bo said."),
        (["This interview is also a book."], "This interview is also a book."),
        (["This interview was edited for length."], "This interview was edited for length."),
        (["**Wax Daily**", "Subscribe to our newsletter!"], "Wax Daily Subscribe to our newsletter!"),
        (["Stay in the know! A book.", "A book."], "Stay in the know! A book. A book."),
        (["---", "## Resources", "A book."], "Resources A book."),
        (["## Links mentioned in this very episode", "A book."], "Links mentioned in this very episode A book."),
    ],
)
def test_a_conversation_ends_before_links_and_credits(behind: list[str], notes: str) -> None:
    assert parts(INTRO, PLAYER, ASKED, ANSWERED, *behind)[1:] == (CONVERSATION, notes)


@pytest.mark.parametrize("said", ["This interview is the hardest of my life.", "This is a transcription error, says Bo."])
def test_who_speaks_of_the_interview_goes_on(said: str) -> None:
    assert parts(INTRO, PLAYER, ASKED, ANSWERED, said, "A book.")[1] == f"{CONVERSATION} {said} A book."


def test_who_tells_where_others_are_found_goes_on() -> None:
    said = parts(INTRO, PLAYER, ASKED, ANSWERED, "Find a good hive first, says Bo.", "You can find Cy in Hove.")[1]
    assert said == f"{CONVERSATION} Find a good hive first, says Bo. You can find Cy in Hove."


@pytest.mark.parametrize("last", ["Bees too.", "**Bees too.**"])
def test_what_is_said_right_above_credits_is_no_part_of_them(last: str) -> None:
    assert parts(INTRO, PLAYER, ASKED, ANSWERED, last, "This interview was edited for length.")[1] == f"{CONVERSATION} Bees too."


@pytest.mark.parametrize("part", ["## Conclusion", "### Final thoughts", "## Considerações finais", "### 总结", "### 總結"])
def test_a_part_that_winds_up_is_nobodys_where_all_parts_before_ask(part: str) -> None:
    asked = [block for number in range(3) for block in (f"### What is wax {number}?", "What bees make.")]
    assert parts(PLAYER, *asked, part, "A book.")[2].endswith("A book.")
    assert parts(PLAYER, *asked[2:], part, "A book.")[2] == "", "these may be topics of a talk"
    assert parts(PLAYER, *asked, part, "A book.", "### Is it?", "It is.")[1].endswith("A book. Is it? It is.")
    assert parts(PLAYER, *asked, "## Q&A", "A book.")[1].endswith("A book.")


def test_a_rule_behind_the_intro_of_a_text_without_headings_and_labels_does_not_end_it() -> None:
    intro, said, notes = parts("Bo keeps bees.", "---", "They make wax.", SPEECH)
    assert (intro, said.split(), notes) == ("", f"Bo keeps bees. They make wax. {SPEECH}".split(), "")
    assert parts(SPEECH, "---", "A book.")[1:] == (SPEECH.strip(), "A book.")


def test_what_is_told_of_the_guest_behind_the_talk_is_none_of_it() -> None:
    blocks = (PLAYER, ASKED, "What bees make.", "## About Bo Lind", "Bo keeps bees.", "## Links", "A book.")
    for title, about in (("Bees with Bo Lind", False), ("Of wax", True)):
        assert ("About Bo Lind" in [heading.text for heading in post(*blocks, title=title).headings]) == about
    topic = post(PLAYER, ASKED, "What bees make.", "## About the future of bees", "Bees too.", title="The future of bees with Bo Lind")
    assert [heading.text for heading in topic.headings] == ["What is wax?", "About the future of bees"]
    going_on = post(*blocks[:-2], "## Of honey", "Bees too.", title="Bees with Bo Lind")
    assert [heading.text for heading in going_on.headings] == ["What is wax?", "About Bo Lind", "Of honey"]


def test_a_long_heading_that_begins_as_one_of_links_ends_nothing() -> None:
    _, said, notes = parts(INTRO, PLAYER, ASKED, ANSWERED, "## Links that Bo and all of his bees keep", "A book.")
    assert said == f"{CONVERSATION} Links that Bo and all of his bees keep A book."
    assert notes == ""


@pytest.mark.parametrize(
    "spoken",
    [
        (ASKED, "Wax.", "Thanks for listening, I said to the bees.", "And they?", SPEECH),
        (ASKED, "**Bo:** Wax.", "Thanks for listening, I said to the bees.", ASKED, "**Bo:** Honey."),
        (ASKED, "Thanks for listening to me, I said to the bees."),
        ("## Of bees", "I keep bees.", "Thanks for listening.", "This transcript is of wax."),
        ("**Ana:** Wax?", "**Bo:** Wax.", "**Ana:** So?", "**Bo:** So.", "Thanks for listening, all."),
        ("**Ana:** Wax?", "**Bo:** Wax.", "Thanks for asking, Ana!"),
        (ASKED, "**Bo:** Wax.", "Thanks to Bo, I said to the bees."),
    ],
)
def test_who_thanks_amid_the_conversation_does_not_end_it(spoken: tuple[str, ...]) -> None:
    assert parts(PLAYER, *spoken)[2] == ""


def test_whom_the_title_names_is_thanked_behind_what_is_asked() -> None:
    for title, notes in (("Bees with Bo Lind", "Thank you, Bo!"), ("Of wax", "")):
        assert _words(post(PLAYER, ASKED, "What bees make.", "Thank you, Bo!", title=title).notes) == notes
    assert post(PLAYER, "## Of bees", "They make wax.", "Thank you, Bo!", title="Bees with Bo Lind").notes == ""


@pytest.mark.parametrize(
    ("title", "last", "ends"),
    [
        ("Bees with Wei-lin Ong", "Thanks for doing the interview, Wei-lin!", True),
        ("Bees with Wei-lin Ong", "Thanks for all of this, Wei, I said to the bees.", False),
        ("Bees with Ma'lin Ong", "Check out Ma’lin’s hives to learn more of them.", True),
        ("Bees with Ma'lin Ong", "Check out Cy’s hives to learn more of them.", False),
        ("Bees with Bo Lind", "Browse the hives, and you will find Bo.", False),
        ("Bees with Bo Lind", "If you'd like to be a bee, buzz.", False),
    ],
)
def test_names_of_several_parts_are_known_behind_what_is_asked(title: str, last: str, ends: bool) -> None:
    blocks = (PLAYER, ASKED, "What bees make.", "### And honey?", "Bees too.", last)
    assert (_words(post(*blocks, title=f'"{title}"').notes) == last) == ends


@pytest.mark.parametrize(
    ("behind", "said"),
    [
        (("## Sound quality", "It hums."), False),
        (("## 2. Analysis", "Bees hum.", "### Of combs", "- combs"), False),
        (("## Why does it hum?", "Bees do."), True),
        (("## Sound quality", "**Bo:** It hums."), True),
        (("## Of humming", SPEECH), True),
    ],
)
def test_the_first_heading_of_all_behind_several_turns_ends_the_conversation(behind: tuple[str, ...], said: bool) -> None:
    turns = ("**Ana:** What is wax, and who makes it?", "**Bo:** Bees make it, all of them.", "**Ana:** And honey?", "**Bo:** Honey too.")
    assert bool(parts(PLAYER, *turns, *behind)[2]) is not said
    assert parts(PLAYER, "## Of wax and honey", *turns, *behind)[2] == ""


@pytest.mark.parametrize(
    "heading", ["## An interview with Bo Lind", "### Interview transcript with Bo Lind", "## Wax in gesprek met Bo Lind"]
)
def test_an_intro_below_a_heading_that_entitles_what_is_labelled_is_not_said(heading: str) -> None:
    turns = ("**Ana:** What is wax, and who makes it?", "**Bo:** Bees make it, all of them.", "**Ana:** And honey?", "**Bo:** Honey too.")
    intro, said, notes = parts(PLAYER, heading, INTRO, *turns, "## Write to us!", "All letters are read.")
    assert intro.endswith(INTRO)
    assert said.startswith("What is wax")
    assert said.endswith("Honey too.")
    assert notes == "Write to us! All letters are read."
    for said in ("Hello Bo!", "Welcome back to the show.", "What is wax, Bo?"):
        assert parts(PLAYER, heading, said, *turns)[1].startswith(f"{heading.lstrip('# ')} {said}")
    assert parts(PLAYER, heading, INTRO, *turns, heading.replace("Bo", "Cy"), *turns)[1].startswith(heading.lstrip("# "))
    assert parts(PLAYER, heading, *turns)[1].startswith(heading.lstrip("# "))


@pytest.mark.parametrize(
    "heading", ["## Is Ana in conversation with Bo Lind?", "## What Ana said when she was in conversation with Bo Lind", "## Conversations"]
)
def test_an_intro_below_another_heading_is_said(heading: str) -> None:
    turns = ("**Ana:** What is wax, and who makes it?", "**Bo:** Bees make it, all of them.", "**Ana:** And honey?", "**Bo:** Honey too.")
    assert parts(PLAYER, heading, INTRO, *turns)[1].startswith(heading.lstrip("# "))


def test_introductions_belong_to_the_conversation() -> None:
    intro, said, _ = parts(INTRO, "## Introductions", ASKED, ANSWERED, "## Of honey", "### What is honey?", ANSWERED, front="video: no\n")
    assert intro == INTRO
    assert said.startswith("Introductions What is wax?")


def test_a_part_amid_the_labels_does_not_end_the_conversation() -> None:
    _, said, notes = parts(PLAYER, ASKED, ANSWERED, "## Links", ANSWERED, "## Credits", "By Cleo.")
    assert said == f"{CONVERSATION} Links What bees make."
    assert notes == "Credits By Cleo."


def test_questions_go_on_behind_a_heading_that_closes_other_posts() -> None:
    _, said, notes = parts(PLAYER, ASKED, "What bees make.", "### Links", "Bees have none.", "### And honey?", "Bees too.")
    assert said.endswith("And honey? Bees too.")
    assert notes == ""
    _, said, notes = parts(PLAYER, ASKED, "What bees make.", "## Links", "Bees.", "### And honey?", "Bees too.")
    assert said == CONVERSATION
    assert notes == "Links Bees. And honey? Bees too."


@pytest.mark.parametrize(("front", "amid"), [("speakers: [Bo Lind]\n", True), ("", False)])
def test_the_talk_of_one_person_goes_on_behind_a_part_of_it_that_closes_other_posts(front: str, amid: bool) -> None:
    others = ("## Hives", "Of wood.", "## Smoke", "Of straw.", "## Honey", "Of heather.")
    _, said, notes = parts(PLAYER, "## Bees", "Small.", "## About", "I keep bees.", *others, "## Links", "Shops.", front=front)
    assert said.startswith("Bees Small. About I keep bees. Hives" if amid else "Bees Small.")
    assert said.endswith("Honey Of heather." if amid else "Small.")
    assert notes.endswith("Links Shops.")


def test_without_labels_the_conversation_begins_with_the_first_heading() -> None:
    assert parts(INTRO, PLAYER, ASKED, "What bees make.") == (INTRO, CONVERSATION, "")
    assert parts(INTRO, ASKED, "What bees make.", "### And honey?", "Bees too.", PLAYER)[1] == f"{CONVERSATION} And honey? Bees too."
    assert parts(INTRO, PLAYER, "## Links", "A book.") == (f"{INTRO} Links A book.", "", "")


def test_a_second_title_above_headings_that_ask_is_of_the_intro() -> None:
    both = (ASKED, "What bees make.", "### And honey?", "Bees too.")
    said = f"{CONVERSATION} And honey? Bees too."
    assert parts("# Of all that bees make", INTRO, *both, front="video: abcDEF_12-x\n")[1] == said
    for others in (
        (ASKED, "What bees make.", "# Of honey", "Bees too."),
        (ASKED, "What bees make.", "## Of honey", "Bees too."),
        ("## Of combs", "Bees.", "## Of honey", "Bees too."),
    ):
        assert parts("# Of all that bees make", INTRO, *others, front="video: abcDEF_12-x\n")[1].startswith("Of all that bees make")


@pytest.mark.parametrize(
    "announcing",
    ["Transcripción de la entrevista", "Transcription de l’entretien", "Trascrizione dell'intervista", "Transcrição da entrevista"],
)
def test_a_heading_in_another_language_announces_the_conversation(announcing: str) -> None:
    assert parts(INTRO, PLAYER, f"## {announcing}", ASKED, "What bees make.")[1] == CONVERSATION


@pytest.mark.parametrize("announcing", ["## Q&A", "## Questions and answers", "## Fragen"])
def test_a_heading_above_all_questions_announces_them(announcing: str) -> None:
    asked = [block for number in range(3) for block in (f"### What is wax {number}?", "What bees make.")]
    assert parts(INTRO, "## Overview", "Wax is old.", announcing, *asked)[0] == f"{INTRO} Overview Wax is old."
    for first, *others in (
        ("## Overview", "Wax is old.", announcing, *asked[:4]),  # too few questions
        ("## Why wax?", "Wax is old.", announcing, *asked),  # a question above it
        ("## Of hives", "Wax is old.", "## Of combs", "So are they.", announcing, *asked),  # a talk of several parts
        ("## Overview", SPEECH, announcing, *asked),  # a talk
    ):
        assert parts(INTRO, first, *others)[1].startswith(_words(first).removeprefix("## "))


@pytest.mark.parametrize("heading", ["本期嘉宾", "嘉宾介绍", "延伸阅读"])
def test_who_takes_part_is_not_said(heading: str) -> None:
    assert parts(INTRO, PLAYER, f"## {heading}", "林小雨", ASKED, "What bees make.")[1] == CONVERSATION


def test_headings_that_say_who_speaks_belong_to_the_talk() -> None:
    said = ("### 主持人", "为什么养蜂？", "### 嘉宾", "因为喜欢。", "### 主持人", "谢谢。", "### 嘉宾", "再见。")
    assert parts(INTRO, PLAYER, *said)[1].endswith("嘉宾 再见。")


@pytest.mark.parametrize("heading", ["## Key takeaways", "## Key takeaways from this interview:", "## TL;DR"])
def test_what_is_told_of_the_talk_above_the_first_question_belongs_to_the_intro(heading: str) -> None:
    both = ("### What is wax?", "What bees make.", "### And honey?", "Bees too.")
    intro, said, _ = parts(INTRO, heading, "* Bees make wax.", *both)
    assert (intro, said) == (f"{INTRO} {heading[3:]} Bees make wax.", f"{CONVERSATION} And honey? Bees too.")
    assert parts(INTRO, heading, "Bees make wax.", "### Of smoke", "It burns.", *both)[1].startswith(heading[3:].rstrip(":"))


@pytest.mark.parametrize("note", ["This text has been edited for our readers.", "The words were edited for length."])
def test_a_note_that_a_transcript_was_edited_is_not_said(note: str) -> None:
    assert parts(INTRO, "## Transcript", note, "Bees make wax.", "It burns.")[1].endswith("Bees make wax. It burns.")
    assert note not in parts(INTRO, "## Transcript", note, "Bees make wax.", "It burns.")[1]
    assert note in parts(INTRO, "## Transcript", "Bees make wax.", note, "It burns.")[1]


@pytest.mark.parametrize("heading", ["## About the guest", "## About Ana Ruiz"])
def test_who_the_guest_is_belongs_to_the_intro(heading: str) -> None:
    intro, said, _ = parts(INTRO, heading, "Ana keeps bees.", ASKED, "What bees make.")
    assert intro == f"{INTRO} {heading[3:]} Ana keeps bees."
    assert said == CONVERSATION


def test_what_is_only_announced_as_about_somebody_is_said() -> None:
    assert parts(INTRO, "## About the future", "It is near.", ASKED, "What bees make.")[1] == f"About the future It is near. {CONVERSATION}"
    assert parts(INTRO, "## About Ana Ruiz", "Ana keeps bees.", "## Her hives", "They hum.")[1].startswith("About Ana Ruiz")


def test_links_below_bold_questions_are_not_said() -> None:
    bold = ("**What is wax?**", "What bees make.", "**And honey?**", "Bees too.", "**Links**", "- Bees.")
    assert parts(INTRO, *bold) == (INTRO, "What is wax? What bees make. And honey? Bees too.", "Links Bees.")


@pytest.mark.parametrize(
    ("blocks", "begins"),
    [
        ([PLAYER, SPEECH, ASKED, ANSWERED], "And so"),
        ([PLAYER, SPEECH[:1000], ASKED, ANSWERED], "What is wax?"),
        ([PLAYER, SPEECH, ASKED, ANSWERED, SPEECH, SPEECH], "What is wax?"),
        ([PLAYER, SPEECH, ASKED, ANSWERED, ASKED, ANSWERED], "What is wax?"),
        ([PLAYER, "https://slides.example/wax", SPEECH, ASKED, ANSWERED], "And so"),
        ([PLAYER, "Wax, as the bees of https://bees.example make it, is old.", SPEECH, ASKED, ANSWERED], "Wax, as"),
        ([PLAYER, "## A talk", SPEECH, SPEECH, ASKED, ANSWERED], "A talk"),
        ([PLAYER, "## Links", SPEECH, SPEECH, ASKED, ANSWERED], "Links"),
    ],
)
def test_a_talk_before_its_questions_is_no_intro(blocks: list[str], begins: str) -> None:
    assert parts(*blocks)[1].startswith(begins)


@pytest.mark.parametrize(
    ("heading", "below", "ends"),
    [
        ("## Join the bees", "Write to the hive.", True),
        ("## Why smoke?", "It calms.", False),
        ("## I see.", "It calms.", False),
        ("## Join the bees", "**Ana:** Write to the hive.", False),
        ("## Of hives", SPEECH, False),
    ],
)
def test_a_last_part_without_labels_is_not_said_where_all_others_have_some(heading: str, below: str, ends: bool) -> None:
    talk = [f"## Of {topic}\n\n**Ana:** Why {topic}?\n\n**Bo:** Because." for topic in ("smoke", "honey", "bees")]
    _, said, notes = parts(*talk, heading, below, front="video: abcDEF_12-x\n")
    last = below.removeprefix("**Ana:** ").strip()
    assert (last in notes, last in said) == (ends, not ends)


def test_nor_is_it_left_out_where_another_part_has_none() -> None:
    talk = ["## Of wax\n\n**Ana:** Why wax?\n\n**Bo:** Because.", "## Of honey\n\nIt is sweet.", "## Of bees\n\n**Ana:** And bees?"]
    _, said, _ = parts(*talk, "## Of smoke", "It calms.", front="video: abcDEF_12-x\n")
    assert "It calms." in said


@pytest.mark.parametrize(
    ("heading", "below", "ends"),
    [
        ("## Join the bees", "Write to [the hive](https://a.example).", True),
        ("## Join the bees", "Write to the hive.", False),
        ("## Why smoke?", "See [the hive](https://a.example).", False),
    ],
)
def test_without_labels_a_last_part_with_a_link_is_not_said_where_all_others_ask(heading: str, below: str, ends: bool) -> None:
    talk = [f"## Why {topic}?\n\nBecause." for topic in ("smoke", "honey", "bees")]
    _, said, notes = parts(*talk, heading, below, front="video: abcDEF_12-x\n")
    last = heading.removeprefix("## ")
    assert (last in notes, last in said) == (ends, not ends)


@pytest.mark.parametrize(
    ("introduction", "intro"),
    [
        (("## Introduction", "I met Bo at the hives."), "Introduction I met Bo at the hives."),
        (("## Introduction", "**Ana:** Bo, welcome!", "**Bo:** Thank you!"), ""),
        (("## Introduction", "I met Bo at the hives.", "## The hives", "They hum."), ""),
        (("## Introduction",), ""),
    ],
)
def test_an_introduction_without_labels_above_questions_with_labelled_answers_is_not_said(
    introduction: tuple[str, ...], intro: str
) -> None:
    asked = ("## What is wax?", "**Bo:** What bees make.", "## Who needs it?", "**Bo:** Bees.")
    assert parts(*introduction, *asked)[0] == intro


def test_a_time_alone_above_the_first_words_is_theirs() -> None:
    found = post(
        "Of wax and its bees we talk today.", "[00:00:07]", "**Ana:** What is wax?", "**Bo:** It burns.", "**Ana:** Ah.", "**Bo:** So."
    )
    assert found.turns[0].paragraphs[0].at == 7_000
    assert _words(found.intro) == "Of wax and its bees we talk today."


@pytest.mark.parametrize("detail", ["[00:00:00]", "**Interviewee(s):** Ana Ruiz, Bo Lind\n**Recorded:** at the hives"])
def test_details_are_no_summary(detail: str) -> None:
    asked = ("## What is wax?", "What bees make.", "## Who needs it?", "Bees.")
    assert post(detail, *asked).summary == ""
    assert (
        post(detail, "Wax is what Bo Lind lives of, and today he tells why.", *asked).summary
        == "Wax is what Bo Lind lives of, and today he tells why."
    )


def test_a_credit_right_below_a_heading_that_asks_nothing_is_no_answer_to_it() -> None:
    thanks, credit = "### Thanks, Bo!", "*This interview was edited by Ana Ruiz.*"
    assert parts(ASKED, "What bees make.", "### And honey?", "Bees too.", thanks, credit)[2].endswith("edited by Ana Ruiz.")
    assert parts(ASKED, "What bees make.", "### And honey?", "This interview was about wax!")[1].endswith("about wax!")


@pytest.mark.parametrize(
    ("heading", "ends"),
    [
        ("## Join us!", True),
        ("### Join us!", False),
        ("## An interview with Bo Lind", False),
        ("# Join us!", True),
        ("## Why not join us?", False),
    ],
)
def test_a_heading_beside_the_one_that_announces_the_parts_of_a_talk_ends_it(heading: str, ends: bool) -> None:
    talk = ("### What is wax?", "It burns.", "### And honey?", "It is sweet.")
    _, said, notes = parts(PLAYER, INTRO, "## Interview", *talk, heading, "Meet us in the garden on Mondays.")
    assert ("garden" in said, "garden" in notes) == (not ends, ends)


@pytest.mark.parametrize(("heading", "ends"), [("## Thank you", True), ("### Of honey", False)])
def test_a_heading_beside_the_only_one_above_a_talk_without_labels_ends_it(heading: str, ends: bool) -> None:
    _, said, notes = parts(
        PLAYER, INTRO, "## Transcript", *[f"[0:0{number}] {SPEECH}" for number in range(4)], heading, "See you in the garden."
    )
    assert ("garden" in said, "garden" in notes) == (not ends, ends)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("### What is wax?", ("### What of honey?", SPEECH)),
        ("### Introduction", (SPEECH, "## On honey", SPEECH)),
        (SPEECH, (SPEECH, SPEECH, "## On honey", SPEECH)),
    ],
)
def test_a_heading_beside_goes_on_where_more_is_said_below_than_before(above: str, below: tuple[str, ...]) -> None:
    _, said, notes = parts(
        PLAYER, INTRO, "## Interview", above, "It burns.", "It melts.", "It smells.", "## On wax", "Then we lit it.", *below
    )
    assert ("lit" in said, "lit" in notes) == (True, False)


def test_a_heading_beside_goes_on_where_questions_do() -> None:
    asked = [block for number in range(5) for block in (f"### What is wax {number}?", "It burns for a long time.")]
    _, said, notes = parts(PLAYER, INTRO, "## Q&A", *asked, "## Bonus round", "Just two.", "### Wax or honey?", "Wax.", "### Why?", "So.")
    assert ("honey" in said, "honey" in notes) == (True, False)


def test_a_part_that_is_long_enough_to_be_said_goes_on_without_labels() -> None:
    _, said, notes = parts(PLAYER, INTRO, "## Transcript", *[SPEECH] * 4, "## Demo", SPEECH)
    assert ("Demo" in said, "Demo" in notes) == (True, False)


@pytest.mark.parametrize("lead", ["**Editor's note:**", "**Technical note:**\n", "Note:"])
def test_how_it_was_made_is_not_said_behind_a_lead_in(lead: str) -> None:
    asked = [block for number in range(3) for block in (f"### What is wax {number}?", "It burns.")]
    _, said, notes = parts(PLAYER, INTRO, *asked, f"{lead} This interview was edited in the garden.")
    assert ("garden" in said, "garden" in notes) == (False, True)


@pytest.mark.parametrize(
    ("below", "ends"),
    [("### What of honey?", False), ("It is cold.\n\n### What of honey?", True), ("#### What of honey?", True), ("### Of honey", True)],
)
def test_a_heading_right_above_one_that_asks_as_those_before_groups_questions(below: str, ends: bool) -> None:
    asked = [block for number in range(3) for block in (f"### What is wax {number}?", "It burns.")]
    _, said, notes = parts(
        PLAYER, INTRO, "## Q&A", *asked, "## Of the garden", below, "It is sweet.", "## Join us", "[Here](https://a.example)."
    )
    assert ("sweet" in said, "sweet" in notes) == (not ends, ends)
    assert "Join us" in notes


def test_a_speakers_name_above_a_transcript_is_not_where_the_talk_begins() -> None:
    said = "I keep bees, and today I talk of wax. It is soft, and it burns, as you will see.\n\n" * 4
    post = post_of(
        f"---\ntitle: Of wax\nspeakers: [Ana Ruiz]\n---\n\n**Ana Ruiz**\n\n## Description\n\nWhat wax is.\n\n## Transcript\n\n{said}"
    )
    assert {turn.speaker for turn in post.turns} == {"Ana Ruiz"}
    assert post.turns[0].paragraphs[0].spoken.startswith("I keep bees")
    assert "What wax is." in post.notes


def test_a_heading_that_groups_the_first_questions_begins_the_talk() -> None:
    parts = "".join(f"## Of {what}\n\n### Why {what}?\n\n**Ana:** So.\n\n### And then?\n\n**Bo:** No.\n\n" for what in ("bees", "wax"))
    post = post_of(f"---\ntitle: T\n---\n\nAn intro.\n\n## About us\n\nWe keep bees.\n\n{parts}")
    assert [heading.text for heading in post.headings][:2] == ["Of bees", "Why bees?"]
    assert "We keep bees." in post.notes


QUESTIONS = ("Who are you?", "What is wax?", "Why bees?", "How do they hum?")


@pytest.mark.parametrize("place", range(len(QUESTIONS)))
@pytest.mark.parametrize(("above", "below"), [((), ()), (("# Of wax", "### ![](bee.png)"), ()), ((), ("### The end", "Bye."))])
def test_a_player_may_be_in_any_answer_of_a_post_that_is_nothing_but_questions(
    place: int, above: tuple[str, ...], below: tuple[str, ...]
) -> None:
    talk = [(f"### {question}", "Of that I know a lot.", *([PLAYER] if index == place else [])) for index, question in enumerate(QUESTIONS)]
    said = parts(*above, *(block for blocks in talk for block in blocks), *below)[1]
    assert all(question in said for question in QUESTIONS)


@pytest.mark.parametrize("greeting", ["Hi Bo! ", "Bonjour Bo, "])
def test_a_player_may_be_below_a_question_that_greets(greeting: str) -> None:
    first, *others = (f"### {question}\n\nOf that I know a lot." for question in QUESTIONS)
    above, said, _ = parts("An intro.", first.replace("### ", f"### {greeting}"), PLAYER, "It hums.", *others)
    assert (above, said.startswith(greeting)) == ("An intro.", True)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("An intro.",), ()),
        ((), ("### Models", "There are some.", "### Training", "It was long.")),
    ],
)
def test_questions_above_the_player_of_other_posts_stay_in_the_intro(above: tuple[str, ...], below: tuple[str, ...]) -> None:
    first, *others = (f"### {question}\n\nOf that I know a lot." for question in QUESTIONS)
    assert QUESTIONS[0] not in parts(*above, first, PLAYER, *others, *below)[1]


@pytest.mark.parametrize(
    ("below", "said"),
    [
        ("| What | Who |\n| - | - |\n| Melt it | Ana |", False),
        ("| Video | [2:30](https://youtu.be/abcDEF_12-x?t=150) |\n| - | - |", True),
        ("| What | Who |\n| - | - |\n| Melt it | Ana |\n\nAll of that was done.", True),
    ],
)
def test_a_heading_above_nothing_but_a_table_is_of_the_intro(below: str, said: bool) -> None:
    found = post("## Done by now", below, "**Ana:** How so?", ANSWERED, "**Ana:** And?", ANSWERED, front="video: abcDEF_12-x\n")
    assert bool(found.headings) == said


@pytest.mark.parametrize("heading", ["## Summary", "## Brief summary", "## In this episode"])
def test_what_show_notes_say_above_who_speaks_is_of_the_intro(heading: str) -> None:
    intro, said, _ = parts(PLAYER, heading, INTRO, "**Ana:** What is wax?", ANSWERED, "**Ana:** So?", ANSWERED)
    assert INTRO in intro
    assert said == f"{CONVERSATION} So? What bees make."


@pytest.mark.parametrize(
    "details",
    [
        "* **Speaker: Ana Ruiz**\n* **Conference: [Wax Days](https://wax.example) - May 2009**\n* **Video: [film](https://film.example/1)**",
        "Speaker: Ana Ruiz\nDate: May 2009",
    ],
)
def test_a_talk_without_headings_begins_behind_its_details(details: str) -> None:
    intro, said, _ = parts("# Of wax", details, SPEECH, SPEECH)
    assert "Ana Ruiz" in intro
    assert said.startswith("And so")


@pytest.mark.parametrize("first", ["First: thank you all for coming.", "Question: who of you keeps bees?", "Note: so I see it."])
def test_a_sentence_is_no_detail_of_a_talk(first: str) -> None:
    assert parts("# Of wax", first, SPEECH, SPEECH)[1].startswith(first)


def test_brackets_behind_a_heading_do_not_hide_what_it_announces() -> None:
    assert parts(PLAYER, INTRO, "## Transcript (abridged)", ASKED, ANSWERED)[1] == CONVERSATION


def test_a_time_in_a_table_of_its_own_is_that_of_the_heading() -> None:
    times = [
        f"## Of {name}\n\nVideo | [2:3{number}](https://youtu.be/abcDEF_12-x?t=15{number})\n-|-\n\n**Ana:** Yes.\n\n**Bo:** No."
        for number, name in enumerate(("hives", "bees"))
    ]
    found = post(*times, front="video: abcDEF_12-x\n")
    assert [heading.at for heading in found.headings] == [150_000, 151_000]
    assert len(found.turns) == 4


def test_a_heading_that_a_blogs_engine_makes_is_the_title() -> None:
    intro, said, _ = parts("## {{ page.title }}", INTRO, PLAYER, "**Ana:** What is wax?", ANSWERED, "**Ana:** So?", ANSWERED)
    assert INTRO in intro
    assert said == f"{CONVERSATION} So? What bees make."


@pytest.mark.parametrize("heading", ["## Attendees", "## Attendance"])
def test_who_was_there_is_not_said_but_people_may_talk_of_it(heading: str) -> None:
    talk = ("**Ana:** What is wax?", ANSWERED, "**Ana:** So?", ANSWERED)
    listed = parts(PLAYER, *talk, heading, "- Ana Ruiz\n- Bo Lind")
    assert listed[1] == f"{CONVERSATION} So? What bees make."
    assert "Bo Lind" in listed[2]
    assert [found.text for found in post(PLAYER, *talk[:2], heading, *talk[2:]).headings] == [heading[3:]]


@pytest.mark.parametrize(("kind", "ends"), [("article-divider", True), ("wide separator", True), ("clear", False)])
def test_a_rule_may_be_drawn_by_the_page(kind: str, ends: bool) -> None:
    _, said, notes = parts(ASKED, ANSWERED, f'<div class="{kind}"></div>', "Seats are left.")
    assert ("Seats are left." in notes) == ends == ("Seats are left." not in said)


def test_a_talk_whose_parts_each_have_a_player_begins_above_the_first() -> None:
    players = [PLAYER.replace("12-x", f"12-x?start={part}") for part in range(3)]
    shown = [f"{player}\n\nBees make {made}." for player, made in zip(players, ("wax", "honey", "smoke"), strict=True)]
    blocks = [block for number, block in enumerate(shown) for block in (f"## Part {number}", block)]
    blocks[1] += "\n\n**Bo:** And more.\n\n**Bo:** And more."
    intro, said, _ = parts(INTRO, *blocks)
    assert intro == INTRO
    assert said == "Part 0 Bees make wax. And more. And more. Part 1 Bees make honey. Part 2 Bees make smoke."


@pytest.mark.parametrize("form", ["### *{}*", "***{}***", "*{}*"])
def test_a_first_question_in_italics_below_a_heading_is_asked(form: str) -> None:
    asked = ("What is wax?", "Who needs honey?", "Why smoke?")
    found = post("## Interview", *(block for question in asked for block in (form.format(question), "Bees make it, and they keep it.")))
    assert [heading.text for heading in found.headings] == [*asked]
