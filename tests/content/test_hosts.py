"""Who the hosts are: as intros, credits, titles and authors tell, and by how they speak."""

import re

import pytest

from pipeline.content.background import Background
from pipeline.content.interview.announced import hosts_in
from pipeline.content.read_post import read
from tests.interview import THREE
from tests.pace import grows_evenly
from tests.posts import post_of


@pytest.mark.parametrize(
    "intro",
    [
        "Hi! I'm your host, Ana Ruiz, and",
        "Hosted by Ana Ruiz.",
        "Host: Ana Ruiz",
        "an interview by Ana Ruiz",
        "This interview was conducted by Ana Ruiz.",
        "Soy tu anfitriona, Ana Ruiz.",
        "Moderator: Ana Ruiz",
        "主持人：Ana Ruiz（Wax）",
        "Interviewed by: Ana Ruiz, Wax Works",
        "In this episode, host Ana Ruiz talks to Bo Lind.",
        "Join Wax Weekly host Ana Ruiz in conversation with Bo Lind.",
        "Join host Cy Gray for our next webinar. Hello, I'm your host, Ana Ruiz.",
        "Text und Interview: Ana Ruiz",
        "Das Interview: Ana Ruiz",
        "Interview geführt von Ana Ruiz",
        "Entretien réalisé par Ana Ruiz",
        "Animation : Ana Ruiz",
        "Entrevista conduzida por Ana Ruiz",
        "Presentadora: Ana Ruiz",
        "Intervista a cura di Ana Ruiz",
        "Interview door Ana Ruiz",
        "Wywiad przeprowadziła Ana Ruiz",
        "*Rozmawiała: Ana Ruiz*",
        "Röportaj: Ana Ruiz",
        "Ведущая: Ana Ruiz",
    ],
)
def test_hosts_that_intros_name(intro: str) -> None:
    assert hosts_in(intro) == ("Ana Ruiz",)


@pytest.mark.parametrize(
    "intro",
    [
        "本期主持：李雷，嘉宾：王小明。欢迎收听！",
        "主持人：李雷。嘉宾：王小明。",
        "聞き手：李雷（ライター）。写真：林一。",
        "聞き手：李雷さん、写真：林一さん",
        "聞き手・構成：李雷",
        "取材・文＝李雷",
        "採訪撰文：李雷",
        "本期主播：李雷",
        "인터뷰어: 李雷",
    ],
)
def test_hosts_that_lists_of_several_people_name(intro: str) -> None:
    assert hosts_in(intro)[0] == "李雷"


def test_whoever_inquires_and_whoever_is_asked_in_french_are_roles() -> None:
    talk = "Enquêteur : Pourquoi la cire ?\n\nEnquêtée : Elle brûle.\n\n" * 2
    post = post_of(f"---\ntitle: La cire\nhost: Ana Ruiz\nguests: [Zoé Blin]\n---\n\n{talk}")
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "Zoé Blin"] * 2


def test_the_role_in_a_title_is_no_host() -> None:
    talk = "**Interviewer:** Why wax?\n\n**Participant:** It burns.\n\n" * 2
    post = post_of(f"# Interview: Participant 001\n\n{talk}")
    assert (post.host, post.guests) == (None, ())


def test_a_name_of_one_letter_keeps_its_polite_word() -> None:
    assert hosts_in("主持：王老师，嘉宾：李雷") == ("王老师",)


@pytest.mark.parametrize(
    "intro", ["主持：欢迎来到养蜂节目！", "主持：大家好！嘉宾：你好！", "主持：让我们欢迎 Bo Lind 来到这里。", "主持：大家好，我们开始吧。"]
)
def test_what_a_host_says_is_no_name(intro: str) -> None:
    assert hosts_in(intro) == ()


@pytest.mark.parametrize(
    ("intro", "hosts"),
    [
        ("Hosts: Ana Ruiz, Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("Interviewers: Ana Ruiz, Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("Hosted by Ana Ruiz & Bo Lind.", ("Ana Ruiz", "Bo Lind")),
        ("Your hosts are Ana Ruiz, Bo Lind, and Cy Gray.", ("Ana Ruiz", "Bo Lind", "Cy Gray")),
        ("This week hosts Ana Ruiz and Bo Lind talk to Cy Gray.", ("Ana Ruiz", "Bo Lind")),
        ("I'm your host, Ana Ruiz, and with me is my co-host, Bo Lind.", ("Ana Ruiz", "Bo Lind")),
        ("I'm your host, Ana Ruiz, and Bo Lind is here.", ("Ana Ruiz",)),
        ("This week hosts Ana Ruiz, Bo Lind talk to Cy Gray.", ("Ana Ruiz", "Bo Lind")),
        ("This week host Ana Ruiz and Bo Lind talk of wax.", ("Ana Ruiz",)),
        ("Hosted by Ana Ruiz, Wax Works.", ("Ana Ruiz",)),
        ("Hosted by Ana Ruiz, Bo Lind and Cy Gray of Wax Works.", ("Ana Ruiz", "Bo Lind", "Cy Gray")),
        ("Hosted by Ana Ruiz and Bo Lind and edited by Cy Gray.", ("Ana Ruiz", "Bo Lind")),
        ("Hosted by Ana Ruiz, and Bo Lind talks of wax.", ("Ana Ruiz",)),
        ("Interviewed by Ana Ruiz and Bo Lind answers.", ("Ana Ruiz",)),
        ("Podcast hosts Ana Ruiz and Bo Lind | Podcast guest Cy Gray", ("Ana Ruiz", "Bo Lind")),
        ("The hosts Ana Ruiz and Bo Lind have left.", ()),
        ("Read it all: Wax Weekly Interview: Bo Lind", ()),
    ],
)
def test_several_hosts_that_intros_name(intro: str, hosts: tuple[str, ...]) -> None:
    assert hosts_in(intro) == hosts


@pytest.mark.parametrize("said", ["Hi Ana! Thanks for joining us.", "Dear Ana, what is wax?", "Welcome Ana Ruiz! What is wax?", "And Ana?"])
def test_what_an_interviewer_says_first_is_no_name(said: str) -> None:
    assert hosts_in(f"Interviewer: {said}") == ()


@pytest.mark.parametrize("credit", ["Host: So Young Kim", "Host: So Young Kim\nGuest: Bo Lind", "Hosted by So Young Kim, with Bo Lind."])
def test_a_hosts_name_may_begin_like_a_sentence(credit: str) -> None:
    assert hosts_in(credit) == ("So Young Kim",)


@pytest.mark.parametrize("role", ["Interviewer", "Host", "Me"])
def test_beside_a_role_that_asks_whoever_welcomes_is_no_host(role: str) -> None:
    turns = f"**{role}:** Hi Ana! What is wax?\n\n**Ana:** Hello, and welcome to Small Hours. Wax is wax.\n\n"
    post = post_of(f"---\ntitle: Wax\n---\n\n{turns * 2}")
    assert (post.host, post.guests) == (None, ("Ana",))
    assert [turn.speaker for turn in post.turns] == [role, "Ana"] * 2


def test_whoever_welcomes_is_the_host_though_a_moderator_asks_later() -> None:
    turns = "**Ana Ruiz:** Welcome to the show! What is wax?\n\n**Bo Lind:** Wax.\n\n**Ana Ruiz:** And honey?\n\n**Bo Lind:** Honey.\n\n"
    post = post_of(f"---\ntitle: Of wax\n---\n\n{turns}**Moderator:** What of salt?\n\n**Bo Lind:** No.\n")
    assert (post.host, post.guests) == ("Ana Ruiz", ("Bo Lind",))


@pytest.mark.parametrize("form", ["Host: Mara Berg\nGuest: Ana Ruiz", "Guests: Ana Ruiz  \nHosts: Mara Berg and Joe Feld"])
def test_host_and_guest_may_stand_in_one_paragraph(form: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n{form}\n\n{THREE}")
    together = "Joe" in form
    assert (post.host, post.cohosts) == ("Mara Berg", ("Joe Feld",) if together else ())
    assert post.guests == (("Ana Ruiz",) if together else ("Ana Ruiz", "Joe"))


@pytest.mark.parametrize("behind", ["", ", who asks", " (@mara)", ' (<a href="https://a.example">a.example</a>)'])
def test_hosts_may_be_listed_in_raw_html_in_one_line(behind: str) -> None:
    listed = f"<h3>Hosts</h3><ul><li>Mara Berg{behind}</li><li>Joe Feld{behind}</li></ul>"
    post = post_of(f"---\ntitle: Wax\n---\n\n{listed}\n\n## Transcript\n\n{THREE}")
    assert (post.host, post.cohosts, post.guests) == ("Mara Berg", ("Joe Feld",), ("Ana Ruiz",))


def test_hosts_and_guests_may_be_listed_below_headings() -> None:
    hosts, guests = "- [Mara Berg](https://a.example), who asks\n- Joe Feld", "- Ana Ruiz, keeper"
    text = f"## Hosts\n\n{hosts}\n\n## Guests\n\n{guests}\n\n## Transcript\n\n{THREE}"
    post = post_of(f"---\ntitle: Wax\n---\n\n{text}")
    assert (post.host, post.cohosts, post.guests) == ("Mara Berg", ("Joe Feld",), ("Ana Ruiz",))


@pytest.mark.parametrize(
    "intro",
    [
        "## Host\n\nThe show's host is Mara Berg.",  # no list
        "We have:\n\n- honey, and wax\n- bees, with your host Mara Berg",  # no list of hosts
        "We talk of wax with your host Mara\nBerg.",  # a line may end inside a name
    ],
)
def test_a_host_may_be_named_in_the_words_of_the_intro(intro: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n{intro}\n\n## Transcript\n\n{THREE}")
    assert (post.host, post.cohosts) == ("Mara Berg", ())


@pytest.mark.parametrize("credit", ["*Das Interview führte Ana Ruiz.*", "Propos recueillis par Ana Ruiz, à Hove.", "Interview by Ana Ruiz"])
def test_a_host_whom_the_end_credits(credit: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n### Why wax?\n\n**Bo:** Why not?\n\n{credit}\n")
    assert (post.host, [heading.speaker for heading in post.headings]) == ("Ana Ruiz", ["Ana Ruiz"])


@pytest.mark.parametrize(
    "credit",
    [
        "*Das Interview führten Ana Ruiz und Cy Fox.*",
        "Das Interview führten Ana Ruiz und Cy Fox am 3. Mai in Hove.",
        "Die Fragen stellten Ana Ruiz und Cy Fox und Leser der Wabe.",
        "Propos recueillis par Ana Ruiz et Cy Fox",
    ],
)
def test_several_hosts_whom_the_end_credits(credit: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n### Why wax?\n\n**Bo:** Why not?\n\n{credit}\n")
    assert (post.host, post.cohosts) == ("Ana Ruiz", ("Cy Fox",))


@pytest.mark.parametrize("credit", ["Die Fragen stellten Kinder der Klasse 5b.", "Das Interview führten Leser der Wabe und Ana Ruiz."])
def test_a_group_whom_the_end_credits_is_nobody(credit: str) -> None:
    assert post_of(f"---\ntitle: Wax\n---\n\n### Why wax?\n\n**Bo:** Why not?\n\n{credit}\n").host is None


@pytest.mark.parametrize(
    ("credit", "hosts"),
    [
        ("Hosts: Ana Ruiz and Cy Gray", ["Ana Ruiz", "Cy Gray"]),
        ("Hosts: [Ana Ruiz](https://a.example)", ["Ana Ruiz"]),
        ("Hosts: Ana Ruiz will be back on Monday", [None]),
    ],
)
def test_hosts_whom_credits_list_behind_others(credit: str, hosts: list[str | None]) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\nWe talk of wax.\n\n## Credits\n\nSound Editing: Waxo\n\n{credit}\n")
    assert [post.host, *post.cohosts] == hosts


@pytest.mark.parametrize(("credit", "host"), [("Host: Bye Bye", None), ("Hosts: Ana Ruiz, Cy Gray", "Ana Ruiz")])
def test_the_last_words_of_whoever_is_labelled_host_are_no_credit(credit: str, host: str | None) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\nHost: What is wax?\n\nGuest: It is soft.\n\nHost: And honey?\n\nGuest: Not so.\n\n{credit}\n")
    assert post.host == host


@pytest.mark.parametrize("level", ["#", "##"])
def test_who_asks_in_headings_of_any_level_is_the_host(level: str) -> None:
    post = post_of(
        f"---\ntitle: Of wax\n---\n\n{level} Omar Bell: Where is wax?\n\nIn hives.\n\n{level} Omar Bell: And honey?\n\nIn jars.\n"
    )
    assert (post.host, [heading.text for heading in post.headings]) == ("Omar Bell", ["Where is wax?", "And honey?"])


@pytest.mark.parametrize("place", ["{}\n\n### Why wax?\n\n**Cy:** Why not?\n", "### Why wax?\n\n**Cy:** Why not?\n\n{}\n"])
def test_of_several_hosts_the_one_of_the_feed_asks(place: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n{place.format('Hosts: Bo Lind, Mara Berg')}", Background(host="Mara Berg"))
    assert (post.host, post.cohosts) == ("Mara Berg", ("Bo Lind",))


@pytest.mark.parametrize("end", ["© Wax Works. Hosted by Ana Ruiz", "Share this with your host Ana Ruiz!", "Transcribed by Ana Ruiz"])
def test_an_end_that_does_not_tell_of_the_interview_credits_no_host(end: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n### Why wax?\n\n**Bo:** Why not?\n\n{end}\n")
    assert post.host is None


@pytest.mark.parametrize("intro", ["The TV host Ana Ruiz keeps bees.", "We speak with former host Ana Ruiz."])
def test_who_hosts_another_show_is_no_host_here(intro: str) -> None:
    assert hosts_in(intro) == ()


@pytest.mark.parametrize(
    ("title", "host"),
    [
        ("Bo Lind: Wax and honey | Ana Ruiz Podcast #12", "Ana Ruiz"),
        ("Bo Lind on The Ana Ruiz Show", "Ana Ruiz"),
        ("Ana Ruiz’s podcast: Bo Lind", "Ana Ruiz"),
        ("Bo Lind and Ana Ruiz show us wax", None),
        ("Ana Ruiz and Bo Lind in the Wax Podcast", None),
    ],
)
def test_after_whom_the_show_is_called_is_the_host(title: str, host: str | None) -> None:
    turns = "**Ana Ruiz:** Wax.\n\n**Bo Lind:** It burns.\n\n"
    post = post_of(f"---\ntitle: '{title}'\n---\n\n{turns * 2}")
    assert post.host == host


@pytest.mark.parametrize(
    ("said", "host"),
    [
        ("Welcome to Small Hours, everybody.", "Bo Lind"),
        ("Hallo und willkommen bei den Nachtstunden!", "Bo Lind"),
        ("Ciao a tutti e bentornati.", "Bo Lind"),
        ("Добро пожаловать в подкаст.", "Bo Lind"),
        ("I'd like to welcome you to Small Hours.", "Bo Lind"),
        ("This is Small Hours, and I’m your host, Bo.", "Bo Lind"),
        ("This is our fourth talk of wax.\n\nHello Ana.", "Bo Lind"),
        ("Hi, Cleo, and good day to you all.", "Bo Lind"),
        ("Hello Ana, thanks for having me.", None),
        ("Hello Bo.", None),
        ("You are welcome.", None),
        ("Honey is here.", None),
    ],
)
def test_who_welcomes_to_the_show_is_the_host(said: str, host: str | None) -> None:
    """Where nothing else tells it. Whoever speaks alone has no guests to welcome."""
    for others, expected in (("**Ana Ruiz:** Hello.\n\n**Cleo Marsh:** Hi.\n\n", host), ("", None)):
        text = f"---\ntitle: Wax\n---\n\n**Bo Lind:** {said}\n\n{others}**Bo Lind:** It burns.\n\n{others}"
        post = post_of(text)
        assert post.host == expected


@pytest.mark.parametrize(
    ("front", "title", "says", "cohosts"),
    [
        ("host: Ana Ruiz", "Wax with Cy Fox", "And how does it melt?", ("Bo Lind",)),
        ("host: Ana Ruiz\nguests: [Cy Fox]", "Wax with Cy Fox", "And how does it melt?", ("Bo Lind",)),
        ("host: Ana Ruiz\nguests: [Bo Lind, Cy Fox]", "Wax with Cy Fox", "And how does it melt?", ()),
        ("host: Ana Ruiz", "Wax with Bo Lind and Cy Fox", "And how does it melt?", ()),
        ("host: Ana Ruiz", "Wax", "And how does it melt?", ()),
        ("host: Ana Ruiz", "Wax with Cy Fox", "It melts.", ()),
        ("host: Di Moor", "Wax with Cy Fox", "And how does it melt?", ()),
    ],
)
def test_who_asks_as_the_host_does_asks_beside_that_one(front: str, title: str, says: str, cohosts: tuple[str, ...]) -> None:
    """An author who names one host may mean whose show it is."""
    talk = f"**Ana Ruiz:** What is wax?\n\n**Cy Fox:** It is soft.\n\n**Bo Lind:** {says}\n\n**Cy Fox:** In the sun.\n\n" * 3
    assert post_of(f"---\ntitle: {title}\n{front}\n---\n\n{talk}").cohosts == cohosts


@pytest.mark.parametrize(
    ("mine", "theirs", "cohosts"),
    [
        ("Welcome to Small Hours. With me is my co-host, Cleo.", "Hello.", ("Cleo Marsh",)),
        ("Welcome to Small Hours. With me is my cohost Cleo Marsh.", "Hello.", ("Cleo Marsh",)),
        ("Welcome to Small Hours.", "And I'm one of the other regular hosts here.", ("Cleo Marsh",)),
        ("Welcome to Small Hours.", "I'm also your host.", ("Cleo Marsh",)),
        ("Welcome to Small Hours.", "I'm one of the hosts of Wax Weekly.", ()),
        ("Welcome to Small Hours.", "I'm here with my co-host Ana.", ()),
        ("Welcome to Small Hours. My co-host and I are glad.", "Hello.", ()),
    ],
)
def test_hosts_say_who_else_is_one(mine: str, theirs: str, cohosts: tuple[str, ...]) -> None:
    talk = "**Bo Lind:** It burns.\n\n**Cleo:** So it does.\n\n**Ana Ruiz:** Yes.\n\n"
    text = f"---\ntitle: Wax\n---\n\n**Bo Lind:** {mine}\n\n**Cleo Marsh:** {theirs}\n\n**Ana Ruiz:** Hi.\n\n{talk}"
    post = post_of(text)
    assert (post.host, post.cohosts) == ("Bo Lind", cohosts)
    assert post.guests == tuple(name for name in ("Cleo Marsh", "Ana Ruiz") if name not in cohosts)


@pytest.mark.parametrize(
    ("said", "host"),
    [
        ("Welcome to Small Hours. I'm Ana. And this is my cohost, Bo.", "Ana"),
        ("Welcome to Small Hours. I'm Ana.", "Bo"),
        ("I'm here with my cohost, Bo.", "Bo"),
        ("Welcome to Small Hours. I once met my cohost, Di.", "Bo"),
    ],
)
def test_who_welcomes_with_a_cohost_is_the_host_though_the_other_asks_more(said: str, host: str) -> None:
    talk = "**Bo:** Why wax?\n\n**Cleo:** It burns.\n\n**Ana:** Cool.\n\n" * 3
    post = post_of(f"---\ntitle: Wax\n---\n\n**Cleo:** Wax burns.\n\n**Ana:** {said}\n\n{talk}")
    assert post.host == host
    assert post.guests == (("Cleo",) if host == "Ana" else ("Cleo", "Ana"))


@pytest.mark.parametrize("intro", ["I'm your host, Bo, and this is Small Hours.", "Host: Bo", "Hosted by Bo."])
def test_a_host_may_be_called_by_a_first_name(intro: str) -> None:
    talk = "**Ana:** Hello.\n\n**Bo:** Hi.\n\n" * 2
    post = post_of(f"---\ntitle: Wax\n---\n\n{intro}\n\n{talk}")
    assert (post.host, post.guests) == ("Bo", ("Ana",))


@pytest.mark.parametrize(
    ("asking", "hosts"), [(("Bo Lind", "Cy Gray"), ["Bo Lind", "Cy Gray"]), (("Bo Lind", "Cy Gray", "Di Fox"), [None])]
)
def test_two_who_ask_in_headings_and_never_answer_are_the_hosts(asking: tuple[str, ...], hosts: list[str | None]) -> None:
    body = "".join(f"**{name.upper()}: What is wax {number}?**\n\nANA RUIZ: It burns.\n\n" for number in range(2) for name in asking)
    post = post_of(f"---\ntitle: Wax\n---\n\n{body}")
    assert [post.host and post.host.title(), *(name.title() for name in post.cohosts)] == hosts


@pytest.mark.parametrize(("said", "speaker"), [("I am your host, Ana Ruiz", "Ana Ruiz"), ("Our host is Ana Ruiz", None)])
@pytest.mark.parametrize("form", ["### {}\n\n{}", "**{}:** {}"])
def test_the_host_says_who_speaks_above_the_first_label(said: str, speaker: str | None, form: str) -> None:
    talk = "\n\n".join(form.format(name, "It burns.") for name in ("Ana", "Bo") * 2)
    body = f"## Transcript\n\nWelcome to Small Hours.\n\n{said}, and today I spoke with Bo Lind.\n\n{talk}\n"
    post = post_of(f"---\ntitle: Wax\n---\n\n{body}")
    assert (post.host, post.guests) == ("Ana Ruiz", ("Bo Lind",))
    assert [turn.speaker for turn in post.turns] == [speaker, *("Ana Ruiz", "Bo Lind") * 2]


@pytest.mark.parametrize(
    ("labels", "host", "cohosts", "guests"),
    [
        (("Joe Feld (guest)", "Mara Berg (host)"), "Mara Berg", (), ("Joe Feld",)),
        (("Joe", "Mara (Interviewer)"), "Mara", (), ("Joe",)),
        (("Joe Feld", "Mara Berg (host)", "Bo Lind (co-host)"), "Mara Berg", ("Bo Lind",), ("Joe Feld",)),
        (("Joe Feld (Acme)", "Mara Berg (ghost)"), None, (), ("Joe Feld", "Mara Berg")),
    ],
)
def test_labels_may_tell_who_is_the_host(
    labels: tuple[str, ...], host: str | None, cohosts: tuple[str, ...], guests: tuple[str, ...]
) -> None:
    turns = "".join(f"{label}: Wax number {number} burns.\n\n" for number in range(2) for label in labels)
    post = post_of(f"---\ntitle: Wax\n---\n\n{turns}")
    assert (post.host, post.cohosts, post.guests) == (host, cohosts, guests)


@pytest.mark.parametrize("host", ["Ana Ruiz", "Lo", "E"])
def test_of_two_who_speak_the_one_whom_the_title_does_not_name_is_the_host(host: str) -> None:
    body = "".join(f"**{host}:** Question {number}.\n\n**Bo Lind:** Answer.\n\n" for number in range(4))
    post = post_of(f"---\ntitle: Clocks with Bo Lind\nvideo: abcDEF_12-x\n---\n\n{body}")
    assert (post.host, post.guests) == (host, ("Bo Lind",))


def test_whose_turns_end_in_questions_is_the_host() -> None:
    turns = [f"**Cleo Marsh:** Why wax {number}?\n\n**Bo Lind:** It burns.\n\n**Ana:** So it does.\n\n" for number in range(3)]
    for body, host in (("".join(turns), "Cleo Marsh"), ("".join(turns[:2]), None), ("".join(turns).replace("does.", "does?"), None)):
        post = post_of(f"---\ntitle: Wax\n---\n\n{body}")
        assert post.host == host


def test_a_turn_may_end_in_a_question_below_its_first_paragraph() -> None:
    turns = [f"**Cleo Marsh:** Wax again.\n\nWhy number {number}?\n\n**Bo Lind:** It burns. Why?\n\nSo it does.\n\n" for number in range(3)]
    post = post_of(f"---\ntitle: Wax\n---\n\n{''.join(turns)}### Does wax end?\n\nIt does.\n")
    assert (post.host, post.guests) == ("Cleo Marsh", ("Bo Lind",))


@pytest.mark.parametrize("letter", ["Q:", "Q.", "Qs.", "**Qs**.", "Ques."])
@pytest.mark.parametrize("host", [None, "Mara Berg"])
def test_the_letter_of_a_question_is_the_hosts_beside_those_who_answer(letter: str, host: str | None) -> None:
    body = "".join(f"{letter} Welcome to wax {number}?\n\nAna: It burns.\n\n" for number in range(3))
    post = post_of(f"---\ntitle: Wax\n---\n\n{body}", Background(host=host))
    assert [heading.speaker for heading in post.headings] == [host] * 3
    assert [turn.speaker for turn in post.turns] == ["Ana"] * 3
    assert (post.host, post.guests) == (host, ("Ana",))


def test_of_two_hosts_none_is_a_guest() -> None:
    post = post_of(f"---\ntitle: Wax\nhosts: [Mara Berg, Joe Feld, Mara Berg]\n---\n\n{THREE}")
    assert (post.host, post.cohosts, post.guests) == ("Mara Berg", ("Joe Feld",), ("Ana Ruiz",))


@pytest.mark.parametrize(
    ("front", "host"),
    [
        ("title: Wax\nauthor: Ana Ruiz", "Ana Ruiz"),
        ("title: Wax\nauthors: [ana-ruiz]", "Ana Ruiz"),
        ("title: Ana Ruiz on wax\nauthor: Ana Ruiz", "Bo"),
        ("title: Wax\nauthor: Ana Ruiz\nguests: Ana Ruiz", "Bo"),
        ("title: Wax\nauthors: [Ana Ruiz, Bo Lind]", None),
        ("title: Wax\nauthor: Cy Gray", None),
    ],
)
def test_of_several_who_speak_the_author_is_the_host(front: str, host: str | None) -> None:
    post = post_of(f"---\n{front}\n---\n\n**Ana:** Wax.\n\n**Bo:** Honey.\n\n**Ana:** And smoke.\n\n**Bo:** Yes.\n")
    assert post.host == host


@pytest.mark.parametrize(
    ("title", "answer", "speakers"),
    [
        ("Interview with Bo Lind", "Bo: It burns.", ["Ana Ruiz", "Bo Lind", "Bo Lind"]),
        ("Interview with Bo Lind", "It burns.", ["Ana Ruiz", None]),
        ("Interview with Ana Ruiz", "Bo: It burns.", ["Ana Ruiz", None]),
        ("Of wax", "Bo: It burns.", ["Ana Ruiz", None]),
    ],
)
def test_an_author_asks_whom_the_title_names_where_only_the_first_question_and_answer_have_labels(
    title: str, answer: str, speakers: list[str | None]
) -> None:
    body = f"Ana: *What is wax?*\n\n{answer}\n\n*And what is honey?*\n\nIt does not.\n\n*And smoke?*\n\n*Who needs it?*\n\nBees.\n"
    post = post_of(f"---\ntitle: {title}\nauthor: Ana Ruiz\n---\n\n{body}")
    assert [turn.speaker for turn in post.turns][: len(speakers)] == speakers


@pytest.mark.parametrize(
    ("author", "title", "host"),
    [
        ("author: Ana Ruiz", "Interview with Bo Lind", "Ana Ruiz"),
        ("authors: [ana-ruiz]", "Interview with Bo Lind", "Ana Ruiz"),
        ("author: Bo Lind", "Interview with Bo Lind", None),
        ("author: Ana Ruiz", "Ana Ruiz asks about wax", None),
        ("author: Ana Ruiz", "Of wax", None),  # who answers, if it is not the author?
        ("author: Ana", "Interview with Bo Lind", None),
        ("author: The Wax Team", "Interview with Bo Lind", None),
        ("author: Apache WAX", "Interview with Bo Lind", None),
        ("author: Open Wax Initiative", "Interview with Bo Lind", None),
        ("authors: [Ana Ruiz, Cy Gray]", "Interview with Bo Lind", None),
        ("authors: [Ana Ruiz, Bo Lind]", "Interview with Bo Lind", "Ana Ruiz"),
        ("authors: [Bo Lind, The Wax Team]", "Interview with Bo Lind", None),
        ("author: Ana Ruiz\nhost: Cy Gray", "Interview with Bo Lind", "Cy Gray"),
    ],
)
@pytest.mark.parametrize("form", ["### {}\n\n{}", "**{}**\n\n{}", "Q: {}\n\nA: {}"])
def test_the_only_author_asks_where_nobody_else_does(author: str, title: str, host: str | None, form: str) -> None:
    body = "\n\n".join(form.format(asked, "It is what bees make.") for asked in ("What is wax?", "And what is honey?"))
    post = post_of(f"---\ntitle: {title}\n{author}\n---\n\n{body}\n")
    assert (post.host, {heading.speaker for heading in post.headings}) == (host, {host})
    named = post_of(f"---\ntitle: {title}\n{author}\n---\n\n{body}\n", Background(host="Mara Berg"))
    assert named.host == ("Cy Gray" if "host" in author else "Mara Berg")


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Ruiz",
        "*by [Ana Ruiz](https://example.org/ana)*",
        "**Von Ana Ruiz**",
        "2024-04-19, by Ana Ruiz",
        "April 19, 2024 | By Ana Ruiz",
        "Posted by Ana Ruiz on April 19, 2024",
        "Written by Ana Ruiz · 19 Apr 2024",
        "Par Ana Ruiz, 19 avril 2024",
        "# Interview with Bo Lind\n\nBy Ana Ruiz",
    ],
)
@pytest.mark.parametrize("form", ["### {}\n\n{}", "**{}**\n\n{}"])
def test_a_line_above_a_conversation_names_its_author(line: str, form: str) -> None:
    body = "\n\n".join(form.format(asked, "It is what bees make.") for asked in ("What is wax?", "And what is honey?"))
    post = post_of(f"---\ntitle: Interview with Bo Lind\n---\n\n{line}\n\nBo makes candles.\n\n{body}\n")
    assert (post.host, post.guests) == ("Ana Ruiz", ("Bo Lind",))


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("author: Cy Gray", "By Ana Ruiz"),
        ("date: 2024-04-19", "Photos by Ana Ruiz"),
        ("date: 2024-04-19", "By Bo Lind"),
        ("date: 2024-04-19", "By The Wax Team"),
        ("date: 2024-04-19", "By Ana Ruiz standards, wax is new."),
        ("date: 2024-04-19", "By Ana Ruiz, the candle was lit in 2024."),
        ("date: 2024-04-19", "By Ana Ruiz\n\nBy Cy Gray"),
        ("date: 2024-04-19", "Bo makes candles.\n\nAnd bees.\n\nAnd hives.\n\nBy Ana Ruiz"),
        ("date: 2024-04-19", "> By Ana Ruiz"),
    ],
)
def test_another_line_above_a_conversation_names_no_author(front: str, line: str) -> None:
    body = "### What is wax?\n\nIt is what bees make.\n\n### And what is honey?\n\nIt is sweet.\n"
    post = post_of(f"---\ntitle: Interview with Bo Lind\n{front}\n---\n\n{line}\n\nBo makes candles.\n\n{body}")
    assert post.host != "Ana Ruiz"


@pytest.mark.parametrize(
    "credit", ["Translated by Ana Ruiz", "*Übersetzung: Ana Ruiz*", "Traduit de l'anglais par Ana Ruiz.", "译者：Ana Ruiz"]
)
def test_the_only_author_asks_nothing_who_is_the_translator(credit: str) -> None:
    body = f"{credit}\n\n### Why wax?\n\nIt burns.\n\n### Who needs it?\n\nBees.\n"
    post = post_of(f"---\ntitle: Interview with Bo Lind\nauthor: Ana Ruiz\n---\n\n{body}")
    assert post.host is None


@pytest.mark.parametrize("below", ["", "## Of bees\n\nThey hum.\n", "<!-- no chapter -->\n"])
def test_the_only_author_asks_nothing_where_no_heading_is_answered(below: str) -> None:
    body = f"Wax burns.\n\n### Any questions?\n\n{below}"
    post = post_of(f"---\ntitle: Wax\nauthor: Ana Ruiz\nguests: [Bo Lind]\n---\n\n{body}")
    assert post.host is None


@pytest.mark.parametrize("role", ["Me", "Interviewer", "Q"])
def test_the_only_author_has_the_role_of_whoever_asks(role: str) -> None:
    body = f"**{role}:** What is wax?\n\n**Bo:** It burns.\n\n" * 2
    post = post_of(f"---\ntitle: Wax with Bo Lind\nauthor: Ana Ruiz\n---\n\n{body}")
    assert (post.host, post.guests) == ("Ana Ruiz", ("Bo Lind",))


@pytest.mark.parametrize(
    ("headings", "speaker"),
    [
        (["What of honey?", "What of smoke?", "What of bees?"], None),
        (["What of honey?"], "Mara Berg"),  # as many answers are labelled, so the host goes on
        (["Of honey", "Of smoke", "Of bees"], "Bo Lind"),  # nobody asks
    ],
)
def test_answers_without_labels_behind_labelled_ones_are_not_the_hosts(headings: list[str], speaker: str | None) -> None:
    first = "### Why wax?\n\n**Ana Ruiz:** It burns.\n\n**Bo Lind:** It smells.\n\n**Ana Ruiz:** It does.\n\n**Bo Lind:** Yes.\n\n"
    more = "".join(f"### {heading}\n\nWe all like it.\n\n" for heading in headings)
    post = post_of(f"---\ntitle: Wax\nhost: Mara Berg\n---\n\n{first}{more}")
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "Bo Lind", "Ana Ruiz", "Bo Lind", *[speaker] * len(headings)]


TALK = "".join(f"{name}: Wax {number}.\n\n" for number in range(3) for name in ("Mara", "Joe Feld", "Ana Ruiz"))


@pytest.mark.parametrize(
    ("front", "talk", "hosts"),
    [
        ("speakers: [Ana Ruiz]", TALK, ("Mara", "Joe Feld")),
        ("speakers: [Ana Ruiz, Joe Feld]", TALK, ("Mara",)),
        ("speakers: [Ana Ruiz, Joe Feld]", TALK.replace("Mara: Wax 0.\n\n", ""), ()),  # Mara joins later
        ("speakers: [Ana Ruis]", TALK, ()),  # who never speaks, or under another name
        ("speakers: [Cy Gray]", TALK, ()),
        (
            "speakers: [Ana Ruiz]",
            f"Ana Ruiz: {'Wax is soft. ' * 800}\n\nMara: Why?\n\nAna Ruiz: Bees.\n\nMara: Thanks.\n",
            (),
        ),  # a listener
        ("speakers: [Ana Ruiz]", "Ana Ruiz: What is wax?\n\nMara: It is soft.\n\n" * 4, ("Ana Ruiz",)),
        ("speakers: [Mara, Joe Feld, Ana Ruiz]", TALK, ()),
        ("tags: [wax]", TALK, ()),
    ],
)
def test_one_or_two_who_open_a_talk_of_others_are_its_hosts(front: str, talk: str, hosts: tuple[str, ...]) -> None:
    post = post_of(f"---\ntitle: Wax\n{front}\n---\n\n{talk}")
    assert (post.host, *post.cohosts) == (hosts or (None,))
    assert not {*hosts} & {*post.guests}


@pytest.mark.parametrize(
    ("title", "asking", "host", "cohosts"),
    [
        ("Interview with Ana Ruiz", ("Mara", "Joe"), "Mara", ("Joe",)),
        ("Interview with Ana Ruiz", ("Mara",), None, ()),
        ("Wax and Ana Ruiz", ("Mara", "Joe"), None, ()),
        ("Interview with Cy Gray", ("Mara", "Joe"), None, ()),
    ],
)
def test_beside_whom_the_title_invites_others_who_ask_are_the_hosts(
    title: str, asking: tuple[str, ...], host: str | None, cohosts: tuple[str, ...]
) -> None:
    talk = re.sub(rf"(?m)^(\*\*(?:{'|'.join(asking)}):\*\* Wax \d)\.", r"\1?", THREE)
    post = post_of(f"---\ntitle: {title}\n---\n\n{talk}")
    assert (post.host, post.cohosts) == (host, cohosts)


@pytest.mark.parametrize(
    ("title", "told", "people"),
    [
        ("Bo Lind on wax", "Ana Ruiz sat down with Bo Lind to talk of it.", ("Ana Ruiz", ("Bo Lind",))),
        ("Meet Bo Lind", "Here, Ana Ruiz (Of Wax) interviewed the keeper Bo Lind.", ("Ana Ruiz", ("Bo Lind",))),
        ("Wax", "Our guest Bo Lind interviewed Ana Ruiz last year.", (None, ())),
        ("Wax", "Our community manager Ana Ruiz sat down with Bo Lind of Wax Works.", ("Ana Ruiz", ("Bo Lind",))),
        ("Wax", "Our friend, and that of bees: Ana Ruiz sat down with Bo Lind.", (None, ())),
        ("Entrevista com Bo Lind", "Ana Ruiz conversou com Bo Lind em Hove.", ("Ana Ruiz", ("Bo Lind",))),
        ("Interview with Bo Lind", "Bo Lind sat down with Ana Ruiz.", (None, ("Bo Lind",))),
        ("Wax", "The Wax Team interviewed Bo Lind.", (None, ("Bo Lind",))),
        ("Wax", "Bo Lind talked to Ana Ruiz.", (None, ())),
    ],
)
def test_who_sat_down_with_somebody_is_the_host(title: str, told: str, people: tuple[str | None, tuple[str, ...]]) -> None:
    post = post_of(f"---\ntitle: {title}\n---\n\n{told}\n\n### What is wax?\n\nIt burns.\n\n### And honey?\n\nIt does not.\n")
    assert (post.host, post.guests) == people


def test_who_interviewed_somebody_elsewhere_is_no_host_where_others_speak() -> None:
    assert post_of(f"---\ntitle: Wax\n---\n\nCy Gray once interviewed Ana Ruiz.\n\n{THREE}").host is None


def test_front_matter_may_name_many_speakers() -> None:
    def work(count: int) -> None:
        speakers = "".join(f"- Ana R{number}x\n" for number in range(count))
        read(f"---\ntitle: Wax\nspeakers:\n{speakers}---\n\n{TALK}".encode(), "p.md")

    assert grows_evenly(work, 500)


def test_a_guest_whom_others_join_is_not_the_host_where_somebody_else_asks() -> None:
    talk = "Mara: What of wax?\n\nJoe Feld: It is soft.\n\nAna Ruiz: And warm.\n\n" * 4
    post = post_of(f"---\ntitle: Wax\n---\n\nJoe Feld is joined by Ana Ruiz.\n\n{talk}")
    assert (post.host, post.guests) == ("Mara", ("Joe Feld", "Ana Ruiz"))


@pytest.mark.parametrize(
    ("intro", "hosts"),
    [
        ('Joe "Beeman" Feld and Mara Berg are joined by Ana Ruiz.', ("Mara Berg", "Joe Feld")),
        ("Mara Berg is joined once more by Ana Ruiz and Joe Feld.", (None,)),
        ("Mara Berg is joined by Ana Ruiz and Joe Feld.", ("Mara Berg",)),
        ("The hives of Mara Berg have joined by now.", (None,)),
    ],
)
def test_those_whom_others_join_are_the_hosts(intro: str, hosts: tuple[str | None, ...]) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n{intro}\n\n{TALK.replace('Mara:', 'Mara Berg:')}")
    assert (post.host, *post.cohosts) == hosts


@pytest.mark.parametrize(
    ("intro", "hosts"),
    [
        ("Ana Ruiz and Bo Lind speak with Cy Berg of wax.", ("Ana Ruiz", "Bo Lind")),
        ("All of wax. For once, Bo Lind and Ana Ruiz sat down with Cy Berg.", ("Ana Ruiz", "Bo Lind")),
        ("Cy Berg and Bo Lind talk to Ana Ruiz.", (None,)),
        ("Ana Ruiz speaks with Cy Berg and Bo Lind.", (None,)),
        ("Ana Ruiz and Bo Lind speak with bees.", (None,)),
    ],
)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_those_who_talk_to_others_together_are_the_hosts(intro: str, hosts: tuple[str | None, ...], between: str) -> None:
    talk = between.join(
        ("**Ana Ruiz:** Wax.", "**Bo Lind:** And honey.", "**Cy Berg:** It burns.", "**Bo:** Both.", "**Cy:** Both.", "**Ana:** Yes.")
    )
    post = post_of(f"---\ntitle: Wax\n---\n\n{intro}\n\n## Transcript\n\n{talk}")
    assert (post.host, *post.cohosts) == hosts


def test_whom_the_title_invites_is_no_host_beside_somebody() -> None:
    talk = "**Ana Ruiz:** Wax.\n\n**Bo Lind:** Honey.\n\n**Cy Berg:** Both.\n\n" * 2
    post = post_of(f"---\ntitle: Ana Ruiz on wax\n---\n\nAna Ruiz and Bo Lind talk to Cy Berg.\n\n## Transcript\n\n{talk}")
    assert "Ana Ruiz" in post.guests


@pytest.mark.parametrize(
    ("host", "title", "speaker"),
    [
        ("Nathan Holt", "Ana Ruiz on wax", "Nathan Holt"),
        ("Nathan Holt", "On wax", "Nate"),
        ("Bo Lind", "Ana Ruiz on wax", "Nate"),
        ("Nora Holt", "Ana Ruiz on wax", "Nate"),
        ("Nat Holt", "Ana Ruiz on wax", "Nate"),
        ("[Nathan Holt, Bo Lind]", "Ana Ruiz on wax", "Nate"),
    ],
)
def test_the_host_may_speak_under_another_form_of_the_first_name(host: str, title: str, speaker: str) -> None:
    post = post_of(f"---\ntitle: {title}\nhost: {host}\n---\n\n" + "**Nate:** Why wax?\n\n**Ana:** It burns.\n\n" * 3)
    assert post.sections[0].turns[0].speaker == speaker
    assert ("Nate" in post.guests) == (speaker == "Nate")


def test_a_cohost_may_be_called_by_a_nickname() -> None:
    talk = "**Mara Berg**: Welcome to Wax Weekly, with my co-host, Beeman.\n\n**Joe Feld**: Hi.\n\n**Ana Ruiz**: Hello.\n\n" + THREE
    post = post_of(f'---\ntitle: Wax\n---\n\nJoe "Beeman" Feld, Ana Ruiz and Mara Berg speak of wax.\n\n{talk}')
    assert (post.host, post.cohosts, post.guests) == ("Mara Berg", ("Joe Feld",), ("Ana Ruiz",))


@pytest.mark.parametrize(("asking", "host"), [("Ana Ruiz", "Ana Ruiz"), ("Bo Lind", "Bo Lind")])
def test_a_title_may_name_the_one_of_two_who_asks(asking: str, host: str) -> None:
    answering = "Bo Lind" if asking == "Ana Ruiz" else "Ana Ruiz"
    talk = f"**{asking}:** Nice. And why wax?\n\n**{answering}:** It burns.\n\n" * 3
    post = post_of(f"---\ntitle: A chat with Ana Ruiz\n---\n\n## Transcript\n\n{talk}")
    assert (post.host, post.guests) == (host, (answering,))


@pytest.mark.parametrize(
    ("first", "second", "third", "host"),
    [
        ("Ana, tell us of wax.", "Hey, thanks for having me.", "It is soft.", "Bo Lind"),
        ("So we have two of the hive.", "Great to be here.", "Thanks for having us.", "Bo Lind"),
        ("Thanks for having me, Ana.", "It is soft.", "Thanks for having me, too.", None),
        ("Ana, tell us of wax.", "Thanks for asking.", "It is soft.", None),
    ],
)
def test_who_is_thanked_for_the_invitation_is_the_host(first: str, second: str, third: str, host: str | None) -> None:
    talk = f"**Bo Lind:** {first}\n\n**Ana Ruiz:** {second}\n\n**Cy Berg:** {third}\n\n"
    rest = "**Bo Lind:** Yes.\n\n**Ana Ruiz:** Yes.\n\n**Cy Berg:** Yes.\n\n"
    assert post_of(f"---\ntitle: Wax\n---\n\n{talk}{rest}").host == host


def test_a_welcome_may_stand_below_the_name_of_who_welcomes() -> None:
    talk = "**Ana Ruiz**\n\nWelcome everyone to our panel.\n\n**Bo Lind**\n\nHello.\n\n**Ana Ruiz**\n\nWax.\n\n**Bo Lind**\n\nHoney.\n"
    assert post_of(f"---\ntitle: Wax\n---\n\n{talk}").host == "Ana Ruiz"


def test_who_welcomes_is_the_host_though_all_speak_in_one_paragraph() -> None:
    turns = (
        "Ana Ruiz (00:05):\nBienvenidos a la cera.",
        "Bo Lind (00:09):\nGracias.",
        "Ana Ruiz (00:12):\nAsí es.",
        "Bo Lind (00:15):\nSí.",
    )
    found = post_of("---\ntitle: De la cera\n---\n\n" + "\n".join(turns) + "\n")
    assert (found.host, found.guests) == ("Ana Ruiz", ("Bo Lind",))


def test_who_is_of_a_show_is_not_called_after_it() -> None:
    turns = "".join(f"**{name}:** Cera.\n\n" for name in ("Ana", "Luna") * 2)
    found = post_of(f"---\ntitle: De la cera\n---\n\nAna de The Wax Hour entrevista a Luna, que hace cera.\n\n{turns}")
    assert [turn.speaker for turn in found.turns] == ["Ana", "Luna"] * 2


@pytest.mark.parametrize("parts", [1, 2])
def test_whoever_gave_a_talk_answers_listeners_by_a_letter_behind_it(parts: int) -> None:
    """A listener who asks amid it speaks no longer below the next heading nor, if more of its parts are the speaker's alone, in the next paragraph."""
    talk = (
        "## 烟\n\n我们讲烟。\n\n" * parts + "## 蜂蜡\n\n我们讲蜂蜡。\n\nAna Ruiz：什么是蜂蜡？\n\n是软的。\n\n## 蜂蜜\n\n我们再讲蜂蜜。\n\n"
    )
    text = f"{talk}## 问答\n\nAna Ruiz：想听蜂蜜。\n\n甜的？\n\n答：是甜的。\n\nAna Ruiz：也想听烟。\n\n答：没有。\n"
    found = post_of(f"---\ntitle: Of wax\nspeakers: [Bo Lind]\n---\n\n{text}")
    assert (found.host, found.guests[0]) == (None, "Bo Lind")
    assert [turn.speaker for turn in found.turns][parts:-4] == ["Bo Lind", "Ana Ruiz", "Bo Lind", "Bo Lind"]
    assert [(turn.speaker, len(turn.paragraphs)) for turn in found.turns][-4:] == [
        ("Ana Ruiz", 2),
        ("Bo Lind", 1),
        ("Ana Ruiz", 1),
        ("Bo Lind", 1),
    ]


@pytest.mark.parametrize(
    ("body", "host", "guests"),
    [
        ("**Ana Ruiz:** Why wax?\n\n**Bo Lind:** It burns.\n\n" * 3, "Ana Ruiz", ("Bo Lind",)),
        ("**Bo Lind:** It burns.\n\n**Ana:** Welcome to Wax. I'm Ana Ruiz.\n\n" * 2, "Ana Ruiz", ("Bo Lind",)),
        ("### Why wax?\n\n**Bo Lind:** It burns.\n\n**Cy Gray:** It does. Welcome to Wax.\n\n" * 2, "Mara Berg", ("Bo Lind", "Cy Gray")),
        ("**Bo Lind:** It burns.\n\n**Mara:** It does.\n\n**Bo Lind:** Why so?\n\n" * 2, "Mara Berg", ("Bo Lind",)),
        ("**Bo Lind:** It burns.\n\nOf course.\n\n" * 2, "Mara Berg", ("Bo Lind",)),
    ],
)
def test_the_host_of_the_feed_file_does_not_ask_where_others_do(body: str, host: str, guests: tuple[str, ...]) -> None:
    found = post_of(f"---\ntitle: Wax\n---\n\nOf wax.\n\n{body}", Background(host="Mara Berg"))
    assert (found.host, found.guests) == (host, guests)


def test_the_host_of_the_feed_file_says_nothing_in_a_talk_of_somebody_else() -> None:
    talk = "## Wax\n\nIt burns.\n\n## Honey\n\nIt is sweet.\n\n## Q&A\n\n**Listener:** Why?\n\nNobody knows.\n\n**Listener:** So?\n\nNo.\n"
    found = post_of(f"---\ntitle: Of wax\nspeaker: Bo Lind\n---\n\n{talk}", Background(host="Mara Berg"))
    assert (found.host, found.guests[0]) == (None, "Bo Lind")
    assert [turn.speaker for turn in found.turns] == ["Bo Lind", "Bo Lind", *["Listener", "Bo Lind"] * 2]


@pytest.mark.parametrize(
    "credit",
    [
        "Interview: Ana Ruiz",
        "Interview by Ana Ruiz",
        "The interview was conducted by Ana Ruiz.",
        "Interview geführt von Ana Ruiz",
        "— Propos recueillis par Ana Ruiz",
        "(Rozmawiała Ana Ruiz)",
        "聞き手：Ana Ruiz",
    ],
)
@pytest.mark.parametrize("asked", ["**Q:** {}\n\n**A:** {}\n\n", "## {}\n\n{}\n\n"])
def test_a_credit_below_the_last_answer_names_the_host_and_is_not_said(asked: str, credit: str) -> None:
    talk = "".join(asked.format(f"What is {what}?", f"Bees know what {what} is.") for what in ("wax", "honey", "smoke"))
    post = post_of(f"---\ntitle: Of bees\nguest: Bo Lind\n---\n\nOf bees.\n\n{talk}{credit}\n")
    assert post.host == "Ana Ruiz"
    assert post.turns[-1].paragraphs[-1].spoken == "Bees know what smoke is."


@pytest.mark.parametrize("line", ["Text: Ana Ruiz", "Words by Ana Ruiz", "Fotos: Ana Ruiz und Cy Berg", "By Ana Ruiz"])
def test_who_wrote_the_post_below_the_last_answer_is_not_said(line: str) -> None:
    talk = "".join(f"**Q:** What is {what}?\n\n**A:** Bees know what {what} is.\n\n" for what in ("wax", "honey"))
    post = post_of(f"---\ntitle: Of bees\nguest: Bo Lind\n---\n\nOf bees.\n\n{talk}{line}\n")
    assert post.turns[-1].paragraphs[-1].spoken == "Bees know what honey is."


@pytest.mark.parametrize("last", ["Thank you, Ana Ruiz.", "By the way, Ana Ruiz keeps bees.", "Your host was Ana Ruiz. Until next week!"])
def test_last_words_that_name_somebody_are_said(last: str) -> None:
    talk = "".join(f"**Q:** What is {what}?\n\n**A:** Bees know what {what} is.\n\n" for what in ("wax", "honey"))
    post = post_of(f"---\ntitle: Of bees\nguest: Bo Lind\n---\n\nOf bees.\n\n{talk}{last}\n")
    assert post.turns[-1].paragraphs[-1].spoken == last


def test_who_interviews_the_guest_of_the_title_is_the_host_beside_letters() -> None:
    talk = "**Q:** What is wax?\n\n**A:** Bees know.\n\n**Q:** And honey?\n\n**A:** They know that, too.\n\n"
    post = post_of(f"---\ntitle: Bo Lind on bees\nguest: Bo Lind\n---\n\nAna Ruiz sat down with Bo Lind.\n\n{talk}")
    assert (post.host, post.guests) == ("Ana Ruiz", ("Bo Lind",))


def _asked_by(*turns: str, title: str) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """The hosts and the guests of a talk in which each of these asks or answers in turn."""
    said = {"Ana": "And how long does wax burn?", "Bo": "Who told you so?", "Cy": "It burns all night.", "Dot": "Honey keeps."}
    body = "\n\n".join(f"**{name}:** {said[name]}" for name in turns)
    found = post_of(f"---\ntitle: {title}\n---\n\nOf bees and their wax.\n\n{body}\n")
    return found.host, found.cohosts, found.guests


def test_two_who_ask_in_turn_are_hosts_whom_the_title_does_not_name() -> None:
    turns = ("Ana", "Cy", "Bo", "Dot") * 3
    assert _asked_by(*turns, title="Of wax, with Cy and Dot") == ("Ana", ("Bo",), ("Cy", "Dot"))
    assert _asked_by(*turns[1:], title="Of wax, with Cy and Dot")[1] == ()
    assert _asked_by(*turns, title="Of wax, with Cy and Bo")[1] == ()
    assert _asked_by(*turns, title="Of wax")[1] == ()


def test_listeners_who_ask_once_are_no_hosts() -> None:
    assert _asked_by("Ana", "Cy", "Ana", "Cy", "Ana", "Dot", "Ana", "Cy", "Bo", "Cy", "Bo", "Dot", title="Of wax, with Cy")[1] == ()
