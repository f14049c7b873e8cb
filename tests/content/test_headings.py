"""What the headings of a post are: questions that its host asks, remarks, topics that nobody speaks, labels of parts."""

import pytest

from pipeline.content.interview.conversation import first_question
from pipeline.content.post import Kind, Post, Section
from tests.interview import heading
from tests.posts import post_of

PEOPLE = "host: Ana Ruiz\nguests: [Bo Lind]\n"


def post(body: str, people: str = PEOPLE) -> Post:
    return post_of(f"---\ntitle: T\nvideo: abcDEF_12-x\n{people}---\n\n{body}")


def kinds(*headings: str, below: str = "**Bo:** Words of an answer.\n", people: str = PEOPLE) -> str:
    """The first letters of what headings are, an answer below each: Question, Remark, Topic, Label."""
    found = post("\n".join(f"### {heading}\n\n{below}" for heading in headings), people)
    return "".join(heading.kind.value[0].upper() for heading in found.headings)


ASKS, TITLE, TALKS = "What is wax made of?", "Of wax", "That is what I thought."


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ((ASKS, TALKS), "QR"),
        ((ASKS, TITLE, TITLE, TITLE), "QTTT"),
        ((ASKS, "Bo Lind Keeper of hives at Wax Inc."), "QT"),
        ((ASKS, *[TITLE] * 4), "TTTTT"),
        ((ASKS, TALKS, TALKS, *[TITLE] * 2), "QRRTT"),
        ((ASKS, TALKS, *[TITLE] * 3), "TTTTT"),
        ((TALKS, TALKS, TITLE), "RRT"),
        ((TALKS, TITLE), "TT"),
        (("Ana: Of wax", *[TITLE] * 5), "RTTTTT"),
        ((ASKS, *["Rapid fire:"] * 4), "QLLLL"),
        ((ASKS, *["Bo Lind"] * 4), "QLLLL"),
        (("Rapid fire:", "Of bees:"), "TT"),
    ],
)
def test_headings_are_the_hosts_words_where_enough_of_them_ask_or_talk(headings: tuple[str, ...], expected: str) -> None:
    assert kinds(*headings) == expected


@pytest.mark.parametrize(
    ("short", "chapter"),
    [
        ("Any advice?", "Any advice?"),
        ("And the license?", "The license?"),
        ("Noch Fragen?", "Noch Fragen?"),
        ("4. Best bug?", "Best bug?"),
        ("Really?", None),
        ("And you?", None),
        ("Wax?", None),
        ("So, wax?", None),
        ("Wax, right?", None),
        ("It was?", None),
        ("Oh! Any advice?", None),
    ],
)
def test_a_short_question_begins_a_chapter_where_nearly_all_headings_ask(short: str, chapter: str | None) -> None:
    asking = "\n".join(f"### {text}\n\n**Bo:** Words of an answer.\n" for text in (ASKS, "Who keeps bees?", "Why is honey sweet?", short))
    chatting = asking.replace("### Who keeps", f"### {TALKS}\n\n**Bo:** Yes.\n\n" * 2 + "### Who keeps")
    assert post(asking).headings[-1].chapter == chapter
    assert post(chatting).headings[-1].chapter is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rapid fire:", "L"),
        ("Table of contents", "L"),
        ("Rapid fire：", "L"),
        ("Outro", "L"),
        ("Bo Lind", "L"),
        ("Wax", "T"),
        ("1. Wax", "T"),
        ("Part IV: Wax", "T"),
        ("Oh, I see", "R"),
        ("Wax, which is what bees make when they are young and have all that they need", "R"),
        ("Wax, which is what bees make when they have food", "T"),
        ("Cleo Marsh - who keeps more bees than all of the others in her town together do", "T"),
        ("AIについて教えてください", "Q"),
        ("DeepMindでの仕事を聞かせてください。", "Q"),
        ("간단한 자기소개 부탁드립니다.", "Q"),
        ("오픈소스를 시작한 계기가 궁금합니다", "Q"),
        ("先請您做個自我介紹吧", "Q"),
        ("Посоветуйте что-нибудь нашим читателям.", "Q"),
        ("Розкажіть про себе.", "Q"),
        ("Opowiedz nam o sobie.", "Q"),
        ("Petře, představ se nám prosím.", "Q"),
        ("Berätta om dig själv!", "Q"),
        ("Kerro vähän itsestäsi", "Q"),
        ("Raconte moi ton histoire avec les abeilles...", "Q"),
        ("Cuéntame de tus abejas.", "Q"),
        ("Parlami delle tue api.", "Q"),
        ("Fale-me das suas abelhas.", "Q"),
        ("Erzählen Sie mir von Ihren Bienen.", "Q"),
        ("Stell dich doch kurz vor.", "Q"),
        ("لطفاً خودتان را معرفی کنید.", "Q"),
        ("What's next?", "Q"),
        ("Did you enjoy keeping bees?", "Q"),
        ("How did the hives get here", "Q"),
        ("What brought you to bees", "Q"),
        ("How the hives got here", "T"),
        ("What it takes to keep bees", "T"),
        ("What you can see in a hive", "T"),
        ("How to keep the bees warm", "T"),
        ("How the hives got here?", "Q"),
        ("真的!?", "R"),
        ("真的！？", "R"),
    ],
)
def test_a_heading_among_questions(text: str, expected: str) -> None:
    assert kinds(ASKS, text, ASKS)[1] == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("🐝 What is wax made of?", ASKS),
        ("1️⃣ What is wax made of?", ASKS),
        ("What is wax made of? 🐝👩‍🌾", ASKS),
        ("Nice! 🎉 So what is wax made of?", ASKS),
        ("What is 🐝 made of?", "What is 🐝 made of?"),
    ],
)
def test_emoji_beside_sentences_are_not_in_the_titles_of_questions(text: str, title: str) -> None:
    assert post(f"### {ASKS}\n\nWax.\n\n### {text}\n\nWax.\n").headings[1].chapter == title


def test_emoji_before_a_topic_are_not_in_its_title() -> None:
    headings = post("### 🐝 Wax\n\nIt melts.\n\n### ⚙️ Frames ✓\n\nThey hold it.\n").headings
    assert [heading.chapter for heading in headings] == ["Wax", "Frames ✓"]


@pytest.mark.parametrize("greeting", ["Hi Bo,", "Hello Bo Lind!", "Bonjour Bo, ", "Hallo Bo –", "你好 Bo，", "Hey, hi Bo,", "Hello,"])
def test_a_greeting_is_not_in_the_title_of_a_question(greeting: str) -> None:
    assert post(f"### {greeting} what is wax made of?\n\nWax.\n\n### {ASKS}\n\nWax.\n").headings[0].chapter == ASKS


@pytest.mark.parametrize("form", ["0:12 | {}", "[0:12] | {}", "0:12 · {}", "[0:12] – {}", "{} | 0:12", "{} · [0:12]", "{} – 0:12"])
def test_what_keeps_a_heading_apart_from_its_time_is_none_of_its_words(form: str) -> None:
    [heading] = post(f"### {form.format(ASKS)}\n\nWax.\n").headings
    assert (heading.text, heading.at) == (ASKS, 12_000)


@pytest.mark.parametrize("time", ["00:12", "00:00:12.000–00:20:00.000", "[00:12:00]"])
def test_a_heading_that_is_only_a_time_is_no_topic(time: str) -> None:
    post = post_of(
        f"---\ntitle: Wax\n---\n\n## Of bees\n\n**Ana:** Bees.\n\n## {time}\n\n**Bo:** Wax.\n\n**Ana:** Honey.\n\n**Bo:** Salt.\n"
    )
    assert [(found.kind, found.chapter, found.at) for found in post.headings][1:] == [
        (Kind.LABEL, None, 720_000 if time.startswith("[") else 12_000)
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<https://bees.example/wax?a=b>", Kind.LABEL),
        ("https://bees.example/wax", Kind.LABEL),
        ("[Of wax](https://bees.example/wax)", Kind.TOPIC),
        ("Of https://bees.example/wax", Kind.TOPIC),
    ],
)
def test_a_heading_that_is_only_an_address_is_no_topic(text: str, kind: Kind) -> None:
    turns = "**Bo:** Wax is made by bees.\n\n**Ana:** They eat honey.\n\n"
    assert [one.kind for one in post_of(f"---\ntitle: T\n---\n\n## Bees\n\n{turns}## {text}\n\n{turns}## Salt\n\n{turns}").headings][
        1
    ] == kind


@pytest.mark.parametrize(("below", "kind"), [("", Kind.LABEL), ("**Ana:** It was recorded.\n", Kind.TOPIC)])
def test_the_last_heading_is_no_topic_if_nothing_is_said_below(below: str, kind: Kind) -> None:
    turns = "**Bo:** Why?\n\n**Ana:** So.\n\n"
    player = '<iframe src="https://www.youtube.com/embed/abcDEF_12-x"></iframe>\n'
    headings = post_of(f"---\ntitle: T\n---\n\n## Bees\n\n{turns}## Wax\n\n{turns}## Recording\n\n{below}\n{player}").headings
    assert [(found.kind, found.chapter) for found in headings[1:]] == [
        (Kind.TOPIC, "Wax"),
        (kind, "Recording" if below else None),
    ]


@pytest.mark.parametrize("heading", ["What is your hive?", "The hives [45:10]", "The hives\n\n<!-- at 45:10 -->"])
def test_the_last_heading_begins_a_chapter_without_words_below_if_it_asks_or_has_a_time(heading: str) -> None:
    parts = "".join(f"## {topic}\n\n**Bo:** Why?\n\n**Ana:** So.\n\n" for topic in ("Bees", "Wax", "Honey", "Salt"))
    found = post_of(f"---\ntitle: T\n---\n\n{parts}## {heading}\n\n![A hive](hive.png)\n").headings[-1]
    assert (found.kind, found.chapter) == (Kind.TOPIC, heading.partition("\n")[0].removesuffix(" [45:10]"))


def test_titles_of_topics_have_no_numbers_and_signs() -> None:
    told = [
        heading.chapter
        for heading in post(
            "### What is wax?\n\nWax.\n\n### 2. **Of bees**\n\nBees.\n\n### Part IV – Of combs\n\nCombs.\n\n### 4b. Of honey\n\nHoney.\n\n### 2019\n\nA good year.\n\n### 05\n\nBees."
        ).headings
    ]
    assert told == ["What is wax?", "Of bees", "Of combs", "Of honey", "2019", None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [(TITLE, "L"), (ASKS, "Q"), (TALKS, "R"), ("Cleo Marsh - keeper of bees", "T")],
)
def test_a_title_with_a_heading_at_once_below_it_names_a_part(text: str, expected: str) -> None:
    found = post(f"### {ASKS}\n\n**Bo:** Of wax.\n\n## {text}\n\n### {ASKS}\n\n**Bo:** It is.\n")
    assert found.headings[1].kind.value[0].upper() == expected


def turns(*names: str) -> str:
    return "\n".join(f"**{name}:** Words of a turn.\n" for name in names)


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (turns("Ana", "Bo"), "TT"),
        (turns("Bo", "Ana"), "QQ"),
        (turns("Bo", *["Ana", "Bo"] * 3), "TT"),
        (turns("Bo", "Ana", "Bo", "Ana", "Bo"), "TT"),
        (turns("Bo", "Ana", "Bo", "Ana"), "QQ"),
    ],
)
def test_headings_are_nobodys_words_where_the_host_is_labelled_below_them(below: str, expected: str) -> None:
    assert kinds(ASKS, ASKS, below=below) == expected


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (turns(*["Cleo", "Bo"] * 3), "TT"),
        (turns(*["Cleo", "Bo"] * 2), "QQ"),
        (turns("Cleo", "Bo", "Bo", "Bo", "Bo", "Bo"), "TT"),
        (turns("Cleo", *["Bo"] * 7), "QQ"),
    ],
)
def test_headings_are_nobodys_words_where_two_of_unknown_parts_talk_below_them(below: str, expected: str) -> None:
    assert kinds(ASKS, ASKS, below=below, people="") == expected


def test_headings_are_nobodys_words_where_a_letter_asks_below_them() -> None:
    assert kinds(ASKS, ASKS, below=turns("Q", "A"), people="") == "TT"
    assert kinds(ASKS, ASKS, below=turns("A"), people="") == "QQ"


def test_the_time_before_a_heading_goes_before_the_one_behind_it() -> None:
    found = post(
        "### [1:00] What is wax? [2:00]\n\nWax.\n\n### Ana (3:00): What are bees?\n\nBees.\n\n### [4:00] Ana (5:00): What are combs?\n\nCombs.\n"
    )
    assert [(heading.text, heading.at) for heading in found.headings] == [
        ("What is wax?", 60_000),
        ("What are bees?", 180_000),
        ("What are combs?", 240_000),
    ]


def test_who_asks_in_a_heading_is_whom_it_names() -> None:
    found = post(
        "### What is wax?\n\n**Bo:** Wax.\n\n### Cleo: What are bees?\n\n**Bo:** Bees.\n\n### Cleo: And combs?\n\n**Bo:** Combs.\n"
    )
    assert [heading.speaker for heading in found.headings] == ["Ana Ruiz", "Cleo", "Cleo"]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Q: What is wax?", "What is wax?"),
        ("Q – What is wax?", "Q – What is wax?"),
        ("Wax: what is it?", "Wax: what is it?"),
        ("Q:", "Q:"),
        ("What is wax? {#wax}", "What is wax?"),
    ],
)
def test_labels_and_anchors_are_taken_off_a_heading(text: str, bare: str) -> None:
    assert post(f"### {ASKS}\n\n**Bo:** Wax.\n\n### {text}\n\n**Bo:** Wax.\n").headings[1].text == bare


def test_a_heading_may_be_the_full_name_of_who_is_labelled_by_a_short_one() -> None:
    found = post("Bo Lind keeps bees.\n\n### What is wax?\n\n**Bo:** Wax.\n\n### Bo Lind\n\n**Bo:** Bees.\n", people="")
    assert [(str(heading.kind), heading.speaker) for heading in found.headings] == [("question", None), ("label", "Bo Lind")]


def test_headings_above_a_dialogue_of_several_are_nobodys_words() -> None:
    turns = "".join(f"{name}: Wax.\n\n" for name in ("Bo", "Cy", "Bo", "Cy"))
    talk = "".join(f"### Why is it {what}?\n\n{turns}" for what in ("soft", "sweet", "warm"))
    found = post(f"Ana: Hello, I have asked Bo Lind.\n\n{talk}Ana: Thank you.\n", people="host: Ana\nguests: [Bo Lind, Cy Gray]\n")
    assert {str(heading.kind) for heading in found.headings} == {"topic"}


def test_an_article_in_which_few_headings_ask_has_no_first_question() -> None:
    topic, question = Section(heading(1, "Wax", Kind.TOPIC), ()), Section(heading(2, "Why?", Kind.QUESTION), ())
    assert first_question([topic, question], labelled=True) == 2
    assert first_question([topic, question], labelled=False) is None
    assert first_question([topic, question, question], labelled=False) == 2
    assert first_question([topic], labelled=True) is None


def test_headings_above_what_an_unknown_host_asks_are_topics() -> None:
    talk = "".join(f"### Who is Bo {number}?\n\n**Host:** How are you?\n\n**Bo Lind:** Well.\n\n" for number in range(2))
    found = post_of(f"---\ntitle: Wax\n---\n\n{talk}")
    assert [(heading.kind, heading.chapter) for heading in found.headings] == [(Kind.TOPIC, "Who is Bo 0?"), (Kind.TOPIC, "Who is Bo 1?")]
    assert [turn.speaker for turn in found.turns] == ["Host", "Bo Lind"] * 2


@pytest.mark.parametrize("shown", ["> Wax is patient. — Bo", "![A pot](pot.png)"])
def test_what_is_only_shown_below_a_topic_is_nobodys_turn(shown: str) -> None:
    talk = "**Ana:** Hello?\n\n**Bo:** Hello.\n\n**Ana:** So.\n\n"
    body = f"## Of bees\n\n{talk}## Of wax\n\n{shown}\n\n**Bo:** Wax is patient.\n\n## Of honey\n\n{shown}\n\n## The end\n\nIt is sweet.\n"
    found = post_of(f"---\ntitle: Wax\n---\n\n{body}")
    assert [turn.speaker for turn in found.turns] == ["Ana", "Bo", "Ana", None, "Bo", None, "Bo"]
