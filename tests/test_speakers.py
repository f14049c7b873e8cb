"""Who speaks: the forms of labels, and the full names behind them."""

import pytest

from pipeline.content.interview.announced import hosts_in
from pipeline.content.interview.cast import gather, names_in
from pipeline.content.interview.invited import invited
from pipeline.content.interview.labels import label_of, time_alone, time_behind
from pipeline.content.read_post import Background, read

LABELS = {
    "Lewis: words": ("Lewis", None),
    "LEWIS: words": ("LEWIS", None),
    "Lewis Tunstall: words": ("Lewis Tunstall", None),
    "Ada van Holt: words": ("Ada van Holt", None),
    "Dr. Ana Ruiz: words": ("Dr. Ana Ruiz", None),
    "Ana: 00:12:34": ("Ana", 754_000),
    "Ana: [00:12:34] words": ("Ana", 754_000),
    "Ana (00:12): words": ("Ana", 12_000),
    "Ana [1:02:03] words": ("Ana", 3_723_000),
    "Ana (00:12)": ("Ana", 12_000),
    "Ana 00:12": ("Ana", 12_000),
    "[00:12] Ana: words": ("Ana", 12_000),
    "(00:00:12.5) Ana: words": ("Ana", 12_500),
    "[00:12] dundee: words": ("dundee", 12_000),
    "zz() (00:12): words": ("zz", 12_000),
    "Ana (host): words": ("Ana", None),
    "Speaker 0: words": ("Speaker 0", None),
    "Audience member: words": ("Audience member", None),
    "Q: words": ("Q", None),
    "Q - words": ("Q", None),
    "EL: words": ("EL", None),
    "AS: words": ("AS", None),
    "E: words": ("E", None),
    "林小雨：你好": ("林小雨", None),
    "Алексей: слова": ("Алексей", None),
    "Robo 9000: words": ("Robo 9000", None),
    "Ana — words": ("Ana", None),
    "🎙️ Ana: words": ("Ana", None),
    "Ada van Holt (AvH) – words": ("Ada van Holt", None),
    "佐藤　言葉": ("佐藤", None),
    "佐藤「言葉」": ("佐藤", None),
    "佐藤 健　言葉": ("佐藤 健", None),
    "QUESTION 2: words": ("Question", None),
    "س: كلمات": ("س", None),
    "The Wax team: words": ("The Wax team", None),
    "L'équipe du Wax : mots": ("L'équipe du Wax", None),
    "La team du Wax : mots": ("La team du Wax", None),
}
NO_LABELS = (
    "As: words", "ACTION 81.2: words",
    "So here is the thing: words", "Note: words", "Fun Fact: words", "Ana’s Background: words", "Follow Ana Online: words", "a. Improving things: words", "http://a.example: words", "words",
    "Ana - words", "Ana-Luisa said", "Ana　words", "Ana—", "佐藤「言葉」と", "Ph. words", "so it is – words", "1914–1918 was", "Ana", "12:30 is when we eat", "It is 5: words", "Ana said: words", "", "：", "Further reading: words", "Well: words", "El: words",
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LABELS.items(), ids=LABELS)
def test_labels(text: str, expected: tuple[str, int | None]) -> None:
    found = label_of(text)
    assert found
    assert (found.name, found.at) == expected


@pytest.mark.parametrize("text", NO_LABELS)
def test_what_is_no_label(text: str) -> None:
    assert label_of(text) is None


@pytest.mark.parametrize(
    ("text", "rest"), [("Ana (00:12): words", "words"), ("Ana: 00:12:34", ""), ("Ana：words", "words"), ("Ana [0:12] words", "words")]
)
def test_a_label_takes_its_time_along(text: str, rest: str) -> None:
    found = label_of(text)
    assert found
    assert text[found.length :].strip() == rest


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("[00:12:34] words", 754_000),
        ("(02:53): words", 173_000),
        ("[@1:35] words", 95_000),
        ("0:12:34 words", 754_000),
        ("12 words", None),
        ("(12) words", None),
    ],
)
def test_times_alone(text: str, moment: int | None) -> None:
    found = time_alone(text)
    assert (found[0] if found else None) == moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wax [2:00]", (120_000, "Wax")),
        ("Wax (12:34)", (754_000, "Wax")),
        ("Wax [[1:02:03]]", (3_723_000, "Wax")),
        ("Wax {#t=754}", (754_000, "Wax")),
        ("Wax {#wax t=1h2m3s}", (3_723_000, "Wax")),
        ("Wax {#wax}", None),
        ("Wax at noon", None),
    ],
)
def test_times_behind_a_heading(text: str, expected: tuple[int, str] | None) -> None:
    assert time_behind(text) == expected


def test_full_names_from_everything_that_tells_them() -> None:
    cast = gather(
        ("Britney Muller", "pialund", "Alma Voss"),
        "Talks - Lewis Tunstall",
        "Our guest is Katharina Berg (Kat for short). So is Jonas “Jojo” Feld.",
        (),
    )
    resolved = {
        label: cast.resolve(label)
        for label in (
            "Lewis",
            "LEWIS",
            "Tunstall",
            "Kat",
            "Kat Berg",
            "Jojo",
            "Britney",
            "Pia",
            "AV",
            "Dr. Berg",
            "Lewis T.",
            "Lewis B.",
            "Anna T.",
            "K",
            "Z",
            "Nobody",
        )
    }
    assert resolved == {
        "Lewis": "Lewis Tunstall",
        "LEWIS": "Lewis Tunstall",
        "Tunstall": "Lewis Tunstall",
        "Kat": "Katharina Berg",
        "Kat Berg": "Katharina Berg",
        "Jojo": "Jonas Feld",
        "Britney": "Britney Muller",
        "Pia": "Pia Lund",
        "AV": "Alma Voss",
        "Dr. Berg": "Katharina Berg",
        "Lewis T.": "Lewis Tunstall",
        "Lewis B.": None,
        "Anna T.": None,
        "K": "Katharina Berg",
        "Z": None,
        "Nobody": None,
    }


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
    ],
)
def test_hosts_that_intros_name(intro: str) -> None:
    assert hosts_in(intro) == ("Ana Ruiz",)


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
        ("The hosts Ana Ruiz and Bo Lind have left.", ()),
    ],
)
def test_several_hosts_that_intros_name(intro: str, hosts: tuple[str, ...]) -> None:
    assert hosts_in(intro) == hosts


@pytest.mark.parametrize("form", ["Host: Mara Berg\nGuest: Ana Ruiz", "Guests: Ana Ruiz  \nHosts: Mara Berg and Joe Feld"])
def test_host_and_guest_may_stand_in_one_paragraph(form: str) -> None:
    post, _ = read(f"---\ntitle: Wax\n---\n\n{form}\n\n{BOTH}".encode(), "p.md")
    assert post
    together = "Joe" in form
    assert (post.host, post.cohosts) == ("Mara Berg", ("Joe Feld",) if together else ())
    assert post.guests == (("Ana Ruiz",) if together else ("Ana Ruiz", "Joe"))


@pytest.mark.parametrize("behind", ["", ", who asks", " (@mara)", ' (<a href="https://a.example">a.example</a>)'])
def test_hosts_may_be_listed_in_raw_html_in_one_line(behind: str) -> None:
    listed = f"<h3>Hosts</h3><ul><li>Mara Berg{behind}</li><li>Joe Feld{behind}</li></ul>"
    post, _ = read(f"---\ntitle: Wax\n---\n\n{listed}\n\n## Transcript\n\n{BOTH}".encode(), "p.md")
    assert post
    assert (post.host, post.cohosts, post.guests) == ("Mara Berg", ("Joe Feld",), ("Ana Ruiz",))


def test_hosts_and_guests_may_be_listed_below_headings() -> None:
    hosts, guests = "- [Mara Berg](https://a.example), who asks\n- Joe Feld", "- Ana Ruiz, keeper"
    text = f"## Hosts\n\n{hosts}\n\n## Guests\n\n{guests}\n\n## Transcript\n\n{BOTH}"
    post, _ = read(f"---\ntitle: Wax\n---\n\n{text}".encode(), "p.md")
    assert post
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
    post, _ = read(f"---\ntitle: Wax\n---\n\n{intro}\n\n## Transcript\n\n{BOTH}".encode(), "p.md")
    assert post
    assert (post.host, post.cohosts) == ("Mara Berg", ())


@pytest.mark.parametrize("credit", ["*Das Interview führte Ana Ruiz.*", "Propos recueillis par Ana Ruiz, à Hove.", "Interview by Ana Ruiz"])
def test_a_host_whom_the_end_credits(credit: str) -> None:
    post, _ = read(f"---\ntitle: Wax\n---\n\n### Why wax?\n\n**Bo:** Why not?\n\n{credit}\n".encode(), "p.md")
    assert post
    assert (post.host, [heading.speaker for heading in post.headings]) == ("Ana Ruiz", ["Ana Ruiz"])


@pytest.mark.parametrize("end", ["© Wax Works. Hosted by Ana Ruiz", "Share this with your host Ana Ruiz!", "Transcribed by Ana Ruiz"])
def test_an_end_that_does_not_tell_of_the_interview_credits_no_host(end: str) -> None:
    post, _ = read(f"---\ntitle: Wax\n---\n\n### Why wax?\n\n**Bo:** Why not?\n\n{end}\n".encode(), "p.md")
    assert post
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
    post, _ = read(f"---\ntitle: '{title}'\n---\n\n{turns * 2}".encode(), "p.md")
    assert post
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
        post, _ = read(text.encode(), "p.md")
        assert post
        assert post.host == expected


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
    post, _ = read(text.encode(), "p.md")
    assert post
    assert (post.host, post.cohosts) == ("Bo Lind", cohosts)
    assert post.guests == tuple(name for name in ("Cleo Marsh", "Ana Ruiz") if name not in cohosts)


@pytest.mark.parametrize("intro", ["I'm your host, Bo, and this is Small Hours.", "Host: Bo", "Hosted by Bo."])
def test_a_host_may_be_called_by_a_first_name(intro: str) -> None:
    talk = "**Ana:** Hello.\n\n**Bo:** Hi.\n\n" * 2
    post, _ = read(f"---\ntitle: Wax\n---\n\n{intro}\n\n{talk}".encode(), "p.md")
    assert post
    assert (post.host, post.guests) == ("Bo", ("Ana",))


@pytest.mark.parametrize(
    ("asking", "hosts"), [(("Bo Lind", "Cy Gray"), ["Bo Lind", "Cy Gray"]), (("Bo Lind", "Cy Gray", "Di Fox"), [None])]
)
def test_two_who_ask_in_headings_and_never_answer_are_the_hosts(asking: tuple[str, ...], hosts: list[str | None]) -> None:
    body = "".join(f"**{name.upper()}: What is wax {number}?**\n\nANA RUIZ: It burns.\n\n" for number in range(2) for name in asking)
    post, _ = read(f"---\ntitle: Wax\n---\n\n{body}".encode(), "p.md")
    assert post
    assert [post.host and post.host.title(), *(name.title() for name in post.cohosts)] == hosts


def test_a_title_that_asks_behind_a_colon_names_nobody() -> None:
    title = "Bee Keeping: who makes the best wax?"
    post, _ = read(f"---\ntitle: '{title}'\n---\n\n# {title}\n\n{BOTH}".encode(), "p.md")
    assert post
    assert post.host is None


TIMED = "[00:00] Ana\nWelcome. I am Ana Ruiz.\n\n[00:51] Bo\nHello.\n\n(1:02) Ana\nWhat is wax?\nTell us.\n\n[1:10] Man\nI know.\n\n"


def test_a_name_behind_a_time_alone_above_what_is_said_is_a_label() -> None:
    post, _ = read(f"---\ntitle: Wax\n---\n\n## Transcript\n\n{TIMED}[1:15] Bo\nIt burns.\n".encode(), "p.md")
    assert post
    speaking = [("Ana Ruiz", 0), ("Bo", 51_000), ("Ana Ruiz", 62_000), ("Man", 70_000), ("Bo", 75_000)]
    assert [(turn.speaker, turn.at) for turn in post.turns] == speaking
    assert [paragraph.spoken for paragraph in post.turns[2].paragraphs] == ["What is wax? Tell us."]


@pytest.mark.parametrize(
    "text",
    [
        "[00:00] Bees\n[00:51] Wax\n[01:10] Bees\n[01:30] Wax",  # chapters
        "[00:00] Yeah.\nIt burns.\n\n[00:51] Yeah.\nIt does.",
        "[00:00] of wax and\nof bees.\n\n[00:51] of wax and\nof hives.",
        "[00:00] Wax\n\n[00:51] Bees\n\n[01:10] Wax",
    ],
)
def test_other_words_behind_a_time_are_no_label(text: str) -> None:
    post, _ = read(f"---\ntitle: Wax\n---\n\n## Transcript\n\n{text}\n".encode(), "p.md")
    assert post
    assert post.guests == ()


@pytest.mark.parametrize(
    ("asking", "answering"),
    [
        ("Prowadzący", "Rozmówczyni"),
        ("Moderátor", "Gość"),
        ("Ведуча", "Гість"),
        ("Sunucu", "Konuk"),
        ("Conduttrice", "Ospite"),
        ("Apresentador", "Convidada"),
        ("Présentatrice", "Invité"),
        ("Programledare", "Gäst"),
        ("Pewawancara", "Narasumber"),
        ("מראיינת", "אורח"),
        ("المذيع", "الضيف"),
    ],
)
def test_roles_in_other_languages_are_nobodys_names(asking: str, answering: str) -> None:
    turns = f"**{asking}:** Why wax?\n\n**{answering}:** It burns.\n\n"
    post, _ = read(f"---\ntitle: Wax\nhost: Ana Ruiz\nguests: [Bo Lind]\n---\n\n{turns * 2}".encode(), "p.md")
    assert post
    assert (post.host, post.guests) == ("Ana Ruiz", ("Bo Lind",))
    assert {turn.speaker for turn in post.turns} <= {"Ana Ruiz", "Bo Lind"}


@pytest.mark.parametrize(("said", "speaker"), [("I am your host, Ana Ruiz", "Ana Ruiz"), ("Our host is Ana Ruiz", None)])
@pytest.mark.parametrize("form", ["### {}\n\n{}", "**{}:** {}"])
def test_the_host_says_who_speaks_above_the_first_label(said: str, speaker: str | None, form: str) -> None:
    talk = "\n\n".join(form.format(name, "It burns.") for name in ("Ana", "Bo") * 2)
    body = f"## Transcript\n\nWelcome to Small Hours.\n\n{said}, and today I spoke with Bo Lind.\n\n{talk}\n"
    post, _ = read(f"---\ntitle: Wax\n---\n\n{body}".encode(), "p.md")
    assert post
    assert (post.host, post.guests) == ("Ana Ruiz", ("Bo Lind",))
    assert [turn.speaker for turn in post.turns] == [speaker, *("Ana Ruiz", "Bo Lind") * 2]


def test_a_nickname_within_a_name_is_of_whoever_is_labelled_by_the_first_name() -> None:
    body = 'I am your host, Ana "AnaBee" Ruiz.\n\n**Ana:** Why wax?\n\n**Bo:** It burns.\n\n**Ana:** So?\n\n**Bo:** So.\n'
    post, _ = read(f"---\ntitle: Of wax\n---\n\n{body}".encode(), "p.md")
    assert post
    assert post.host == "Ana Ruiz"


def test_names_in_running_text() -> None:
    assert names_in("We met Ludwig van der Rohe, Zoë Blažek's dog and Иван Петров. The Harbour was closed.") == (
        "Ludwig van der Rohe",
        "Zoë Blažek",
        "Иван Петров",
    )


def test_a_title_in_capitals_is_no_part_of_a_name() -> None:
    assert names_in("Of Wax And Honey With Ana Ruiz") == ("Ana Ruiz",)


@pytest.mark.parametrize("opening", ["Join Ana Ruiz as she talks of wax.", "Meet Ana Ruiz!", "Hi Ana Ruiz, and welcome.", "Это Ana Ruiz."])
def test_a_name_does_not_begin_with_the_word_that_calls_for_it(opening: str) -> None:
    assert names_in(opening) == ("Ana Ruiz",)


@pytest.mark.parametrize(
    ("intro", "name"),
    [
        ("Join Mara, who asks of wax.", "Mara"),
        ("Join Mara Berg, who asks of wax.", "Mara Berg"),
        ("Я Mara.", "Mara"),
        ("The host is Mara Berg.", "Mara Berg"),
    ],
)
def test_a_label_is_no_name_with_the_word_before_it(intro: str, name: str) -> None:
    text = f"---\ntitle: Wax\n---\n\n{intro}\n\n**Mara:** Wax?\n\n**Joe:** Wax.\n\n**Mara:** Why?\n\n**Joe:** So.\n"
    post, _ = read(text.encode(), "p.md")
    assert post
    assert [turn.speaker for turn in post.turns] == [name, "Joe", name, "Joe"]


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
    post, _ = read(f"---\ntitle: Wax\n---\n\n{turns}".encode(), "p.md")
    assert post
    assert (post.host, post.cohosts, post.guests) == (host, cohosts, guests)


def test_the_feed_file_knows_people_and_the_host() -> None:
    text = (
        b"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n### What is it?\n\n**Lew:** It.\n\n**Nora:** Ah.\n\n### Why is it so?\n\n**Lew:** So.\n"
    )
    post, _ = read(text, "p.md", Background(people=("Lew Kaspar",), host="Nora Feld"))
    assert post
    assert (post.host, post.guests) == ("Nora Feld", ("Lew Kaspar",))
    assert [turn.speaker for turn in post.turns] == ["Lew Kaspar", "Nora Feld", "Lew Kaspar"]


def test_host_and_guest_as_labels_are_whom_feed_file_and_front_matter_name() -> None:
    """A lone part to play is a speaker where the conversation has begun; whom the host greets with the full name is not the host."""
    opening = "### Introduction\n\n**Host:** Lew Kaspar, welcome to the show.\n\n"
    body = f"{opening}**Guest:** Thank you.\n\n### Why is it so?\n\n**Guest:** So.\n\n### And how?\n\n**Guest:** By hand.\n"
    for guests, host, speaking in (
        ("guests: [Lew Kaspar]\n", "Nora Feld", ["Nora Feld", "Lew Kaspar", "Lew Kaspar", "Lew Kaspar"]),
        ("guests: [Lew Kaspar, Bo Lind]\n", None, ["Host", "Guest", "Guest", "Guest"]),
    ):
        post, _ = read(f"---\ntitle: T\nvideo: abcDEF_12-x\n{guests}---\n\nHi.\n\n{body}".encode(), "p.md", Background(host=host))
        assert post
        assert (post.host, [turn.speaker for turn in post.turns]) == (host, speaking)
    lone, _ = read(
        b"---\ntitle: T\n---\n\n**Guest:** Lew Kaspar\n\n### Why so?\n\n**Lew:** So.\n\n### How?\n\n**Lew:** Thus.\n", "p.md", None
    )
    assert lone
    assert {turn.speaker for turn in lone.turns} == {"Lew Kaspar"}


@pytest.mark.parametrize("host", ["Ana Ruiz", "Lo", "E"])
def test_of_two_who_speak_the_one_whom_the_title_does_not_name_is_the_host(host: str) -> None:
    body = "".join(f"**{host}:** Question {number}.\n\n**Bo Lind:** Answer.\n\n" for number in range(4))
    post, _ = read(f"---\ntitle: Clocks with Bo Lind\nvideo: abcDEF_12-x\n---\n\n{body}".encode(), "p.md")
    assert post
    assert (post.host, post.guests) == (host, ("Bo Lind",))


@pytest.mark.parametrize(
    ("speakers", "answers"), [("Bo Lind", "Bo Lind"), ("Ana Ruiz, Bo Lind", "Bo Lind"), ("Bo Lind, Cy Gray", None), ("Ana Ruiz", None)]
)
def test_answers_behind_a_talk_are_given_by_its_speaker(speakers: str, answers: str | None) -> None:
    body = "I speak of wax.\n\n" * 9 + "Q: Why wax?\n\nA: It burns.\n\nQ: How?\n\nA: Softly.\n"
    post, _ = read(
        f"---\ntitle: T\nvideo: abcDEF_12-x\nspeakers: [{speakers}]\n---\n\n{body}".encode(), "p.md", Background(host="Ana Ruiz")
    )
    assert post
    assert {turn.speaker for turn in post.turns if "It burns" in turn.paragraphs[0].spoken} == {answers}


def test_the_guest_of_the_title_may_be_labelled_once() -> None:
    body = "### What is wax?\n\nBo: It burns.\n\n### And what is honey?\n\nIt does not.\n\n### And smoke?\n\nNeither.\n"
    post, _ = read(f"---\ntitle: Interview with Bo Lind\n---\n\n{body}".encode(), "p.md")
    assert post
    assert (post.turns[0].speaker, post.turns[0].paragraphs[0].spoken) == ("Bo Lind", "It burns.")


def test_who_is_called_by_full_name_and_then_by_first_name_comes_back() -> None:
    post, _ = read(
        b"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\nANA RUIZ: What is wax?\n\nBO LIND: Bees.\n\nANA: And combs?\n\nBO: Wax.\n", "p.md", None
    )
    assert post
    assert [turn.speaker for turn in post.turns] == ["ANA RUIZ", "BO LIND", "ANA RUIZ", "BO LIND"]


@pytest.mark.parametrize(("said", "name"), [("I'm Ana.", "Ana"), ("I'm from Anaheim.", "ANA"), ("Of ANA's wax.", "ANA")])
def test_a_name_in_capitals_is_written_as_in_the_text(said: str, name: str) -> None:
    talk = "ANA: What is wax?\n\nJP: Bees.\n\n"
    post, _ = read(f"---\ntitle: T\n---\n\n{talk}ANA: {said}\n\nJP: Hi, Jp here.\n".encode(), "p.md")
    assert post
    assert [turn.speaker for turn in post.turns] == [name, "JP"] * 2


def test_headings_that_are_names_label_what_stands_below() -> None:
    text = "---\ntitle: T\nguests: [Ana Ruiz, Bo Lind]\nvideo: abcDEF_12-x\n---\n\n### Ana Ruiz\n\nI begin.\n\n### Bo\n\nI end.\n"
    post, _ = read(text.encode(), "p.md")
    assert post
    assert [(str(heading.kind), heading.speaker, heading.chapter) for heading in post.headings] == [
        ("label", "Ana Ruiz", None),
        ("label", "Bo Lind", None),
    ]
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "Bo Lind"]


@pytest.mark.parametrize("form", ["[00:0{}] {}", "{1} (00:0{0})", "[00:0{0}:00 - 00:0{0}:30] {1}"])
def test_headings_that_are_names_may_have_times(form: str) -> None:
    names = ["Bo Lind", "Ana Ruiz"] * 2
    body = "".join(f"### {form.format(minute, name)}\n\nOf wax.\n\n" for minute, name in enumerate(names, start=1))
    post, _ = read(f"---\ntitle: Wax with Ana Ruiz\n---\n\n{body}".encode(), "p.md")
    assert post
    assert [turn.speaker for turn in post.turns] == names
    assert [heading.at for heading in post.headings] == (
        [60_000 * minute for minute in (1, 2, 3, 4)] if " - " in form else [1_000 * second for second in (1, 2, 3, 4)]
    )


def test_people_are_introduced_in_lists() -> None:
    listed = "- **Ana Ruiz**, keeper of bees at Wax\n- Bo Lind, at Honey\n- Joe Marsh"
    said = "".join(f"**{name}:** Wax {number}.\n\n" for number in range(2) for name in ("Ana", "Lind", "Joe"))
    post, _ = read(f"---\ntitle: Of wax\n---\n\n**Panelists:**\n\n{listed}\n\n{said}".encode(), "p.md")
    assert post
    assert post.guests == ("Ana Ruiz", "Bo Lind", "Joe Marsh")


@pytest.mark.parametrize("answer", ["첫 번째 PR입니다.", "**采访者：数据从哪里来？**"])
def test_an_answer_is_no_name(answer: str) -> None:
    post, _ = read(f"---\ntitle: Wax\n---\n\n{BOTH}{answer}\n".encode(), "p.md")
    assert post
    assert post.turns[-1].speaker in {"Joe", "采访者"}


BOTH = "".join(f"**{name}:** Wax {number}.\n\n" for number in range(2) for name in ("Mara", "Ana Ruiz", "Joe"))


@pytest.mark.parametrize(("title", "speaking"), [("Wax with Ana Ruiz", {"Ana Ruiz", "Bo Lind"}), ("Wax", {None})])
def test_headings_that_are_names_and_come_back_label_what_stands_below(title: str, speaking: set[str | None]) -> None:
    body = "".join(f"## Of wax {number}\n\n### Bo Lind\n\nWhy wax?\n\n### Ana Ruiz\n\nIt burns.\n\n" for number in range(2))
    post, _ = read(f"---\ntitle: {title}\n---\n\n{body}".encode(), "p.md")
    assert post
    assert {turn.speaker for turn in post.turns} == speaking
    assert post.host == ("Bo Lind" if None not in speaking else None)


@pytest.mark.parametrize(
    ("intro", "speaking"),
    [
        ("I spoke with Bo of wax.", {"Ana", "Bo"}),
        ("I'm your host, Ana.", {"Ana", "Bo"}),
        ("I’m Ana.", {"Ana", "Bo"}),
        ("Ana and Bo talk of wax.", {None}),
    ],
)
def test_headings_may_be_first_names_of_those_whom_the_intro_introduces(intro: str, speaking: set[str | None]) -> None:
    body = "".join(f"#### Ana\n\nWhy wax {number}?\n\n#### Bo\n\nIt burns.\n\n" for number in range(2))
    post, _ = read(f"---\ntitle: Wax\n---\n\n{intro}\n\n{body}".encode(), "p.md")
    assert post
    assert {turn.speaker for turn in post.turns} == speaking


def test_whose_turns_end_in_questions_is_the_host() -> None:
    turns = [f"**Cleo Marsh:** Why wax {number}?\n\n**Bo Lind:** It burns.\n\n**Ana:** So it does.\n\n" for number in range(3)]
    for body, host in (("".join(turns), "Cleo Marsh"), ("".join(turns[:2]), None), ("".join(turns).replace("does.", "does?"), None)):
        post, _ = read(f"---\ntitle: Wax\n---\n\n{body}".encode(), "p.md")
        assert post
        assert post.host == host


def test_a_turn_may_end_in_a_question_below_its_first_paragraph() -> None:
    turns = [f"**Cleo Marsh:** Wax again.\n\nWhy number {number}?\n\n**Bo Lind:** It burns. Why?\n\nSo it does.\n\n" for number in range(3)]
    post, _ = read(f"---\ntitle: Wax\n---\n\n{''.join(turns)}### Does wax end?\n\nIt does.\n".encode(), "p.md")
    assert post
    assert (post.host, post.guests) == ("Cleo Marsh", ("Bo Lind",))


def test_a_role_may_stand_behind_a_name() -> None:
    answers = ("**Bo Lind, Head of Wax and Honey Research:** It burns.", "**Cy Gray, Senior Keeper:** It does.", "**Bo Lind:** So.")
    body = "".join(f"### Why wax {number}?\n\n{answer}\n\n" for number, answer in enumerate((*answers, "**Eva Hall, Keeper:** No.")))
    post, _ = read(f"---\ntitle: Wax\n---\n\n{body}".encode(), "p.md")
    assert post
    assert [turn.speaker for turn in post.turns] == ["Bo Lind", "Cy Gray", "Bo Lind", "Eva Hall"]


@pytest.mark.parametrize("credit", ["**Author**: Mara Berg (Wax)", "**Drawings**: Mara Berg (Wax)", "**Author:** Mara Berg, Wax Works"])
def test_people_are_introduced_below_a_credit(credit: str) -> None:
    body = f"{credit}\n\nBo Lind keeps bees.\n\n" + "MARA BERG: Why wax?\n\nBO LIND: It burns.\n\n" * 3
    post, _ = read(f"---\ntitle: Wax\n---\n\n{body}".encode(), "p.md")
    assert post
    assert (post.host, post.guests) == ("Mara Berg", ("Bo Lind",))


def test_initials_may_stand_in_a_name() -> None:
    body = "Mara Berg: Why wax?\n\nBo R.A. Lind: It burns.\n\n" + "MB: So?\n\nBRAL: So.\n\n" * 2
    post, _ = read(f"---\ntitle: 'Interview: Bo R.A. Lind'\n---\n\n{body}".encode(), "p.md")
    assert post
    assert (post.host, post.guests) == ("Mara Berg", ("Bo R.A. Lind",))
    assert [turn.speaker for turn in post.turns] == ["Mara Berg", "Bo R.A. Lind"] * 3


@pytest.mark.parametrize("others", ["Drawings: Cy Gray\n\n", ""])
def test_the_letter_of_an_answer_is_the_guests_beside_labels_that_do_not_come_back(others: str) -> None:
    body = "".join(f"**Q: Why wax {number}?**\n\n**A:** It burns.\n\n" for number in range(3))
    post, _ = read(f"---\ntitle: A talk with Bo Lind\n---\n\n{body}---\n\n{others}".encode(), "p.md")
    assert post
    assert (post.guests, {turn.speaker for turn in post.turns}) == (("Bo Lind",), {"Bo Lind"})


@pytest.mark.parametrize(
    ("called", "titled", "full"),
    [
        ("B.J.", "B.J. Lind", "B.J. Lind"),
        ("Pat", "Patrick Lind", "Patrick Lind"),
        ("Pat", "Patrick Lind and Patricia Dee", "Pat"),
        ("Patrick", "Pat Lind", "Patrick"),
        ("Jo", "Jonas Lind", "Jo"),
    ],
)
def test_a_label_may_be_the_beginning_of_a_name_in_the_title(called: str, titled: str, full: str) -> None:
    body = f"**Mara:** Why wax?\n\n**{called}:** It burns.\n\n" * 2
    post, _ = read(f"---\ntitle: Interview with {titled}\n---\n\n{body}".encode(), "p.md")
    assert post
    assert full in post.guests


@pytest.mark.parametrize(("label", "speaker"), [("Cleo van Dale (CvD)", "Cleo van Dale"), ("Cleo van Dale (Hove)", "Bo Lind")])
def test_a_name_with_its_initials_speaks_even_if_only_once(label: str, speaker: str) -> None:
    turns = ("Ana Ruiz (AR): What is wax?", "Bo Lind (BL): Bees make it.", "AR: And honey?", "BL: Too.", f"{label}: I sell it.")
    post, _ = read(("---\ntitle: Wax\n---\n\n" + "\n\n".join(turns)).encode(), "p.md")
    assert post
    assert post.turns[-1].speaker == speaker


def test_questions_amid_the_talk_of_one_person_do_not_begin_it() -> None:
    asked = "Q - Is it soft?\n\nA - When warm.\n\nQ - Is it old?\n\nA - When found."
    body = f"## Wax\n\nBees make it.\n\n## Candles\n\nThey burn.\n\n{asked}\n\n## Honey\n\nIt is sweet."
    post, _ = read(f"---\ntitle: Of bees\nspeakers: [Ana Ruiz]\n---\n\n{body}".encode(), "p.md")
    assert post
    assert [heading.text for heading in post.headings] == ["Wax", "Candles", "Honey"]
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "Ana Ruiz", None, "Ana Ruiz", None, "Ana Ruiz", "Ana Ruiz"]


@pytest.mark.parametrize(
    ("titled", "guest"), [("Keeper Ana Ruiz", "Ana Ruiz"), ("Keeper Ruiz", "Ana"), ("Keeper Ana Ruiz, Smith Ana Gray", "Ana")]
)
def test_a_first_name_may_stand_behind_an_occupation_in_the_title(titled: str, guest: str) -> None:
    body = "Why wax?\n\n*Ana:* It burns.\n\nWho needs it?\n\n*Ana:* Bees.\n\n"
    post, _ = read(f"---\ntitle: 'Interview: {titled}'\n---\n\n{body}".encode(), "p.md")
    assert post
    assert post.guests == (guest,)


def test_initials_in_a_label_stand_for_its_name_from_then_on() -> None:
    body = "**Mara (MB):** Why wax?\n\n**Ana Ruiz-Lind (ARL):** It burns.\n\n" + "**MB:** So?\n\n**ARL:** So.\n\n" * 2
    post, _ = read(f"---\ntitle: Wax\n---\n\n{body}".encode(), "p.md")
    assert post
    assert (post.host, post.guests) == ("Mara", ("Ana Ruiz-Lind",))


@pytest.mark.parametrize("letter", ["Q:", "Q.", "Qs.", "**Qs**.", "Ques."])
@pytest.mark.parametrize("host", [None, "Mara Berg"])
def test_the_letter_of_a_question_is_the_hosts_beside_those_who_answer(letter: str, host: str | None) -> None:
    body = "".join(f"{letter} Welcome to wax {number}?\n\nAna: It burns.\n\n" for number in range(3))
    post, _ = read(f"---\ntitle: Wax\n---\n\n{body}".encode(), "p.md", Background(host=host))
    assert post
    assert [heading.speaker for heading in post.headings] == [host] * 3
    assert [turn.speaker for turn in post.turns] == ["Ana"] * 3
    assert (post.host, post.guests) == (host, ("Ana",))


@pytest.mark.parametrize("together", ["Mara & Joe", "Mara / Joe", "Mara und Joe", "Both", "Mara/Joe"])
def test_those_who_are_called_together_are_not_who_speaks_alone(together: str) -> None:
    post, _ = read(f"---\ntitle: Wax\n---\n\n**{together}:** Welcome!\n\n{BOTH}**{together}:** Bye!\n".encode(), "p.md")
    assert post
    assert [turn.speaker for turn in post.turns] == [together, "Mara", "Ana Ruiz", "Joe", "Mara", "Ana Ruiz", "Joe", together]
    assert post.guests == ("Mara", "Ana Ruiz", "Joe")


@pytest.mark.parametrize("lead_in", ["Pros & Cons", "Mara & Wax", "Host"])
def test_what_stands_once_before_who_speaks_is_no_speaker(lead_in: str) -> None:
    post, _ = read(f"---\ntitle: Wax\n---\n\n**{lead_in}:** Of bees.\n\n{BOTH}".encode(), "p.md")
    assert post
    assert post.turns[0].speaker == "Mara"


@pytest.mark.parametrize("text", ["**Sumario**", "<p><b>Sumario</b></p>"])
def test_a_name_alone_in_bold_is_a_heading_beside_labels_with_words(text: str) -> None:
    post, _ = read(f"---\ntitle: Wax\n---\n\n{text}\n\nOf wax.\n\n{BOTH}".encode(), "p.md")
    assert post
    assert "Sumario" not in {turn.speaker for turn in post.turns}


def test_a_part_behind_who_speaks_is_a_speaker() -> None:
    post, _ = read(f"---\ntitle: Wax\n---\n\n{BOTH}**All:** Bye!\n".encode(), "p.md")
    assert post
    assert post.turns[-1].speaker == "All"


def test_me_is_who_writes_and_no_guest() -> None:
    body = "**Me:** Why wax?\n\n**Bo:** It burns.\n\n" * 2
    for host in (None, "Ana Ruiz"):
        post, _ = read(f"---\ntitle: Wax\n---\n\n{body}".encode(), "p.md", Background(host=host))
        assert post
        assert ([turn.speaker for turn in post.turns], post.guests) == ([host or "Me", "Bo"] * 2, ("Bo",))
    initials, _ = read(f"---\ntitle: Wax with Mia Engel\n---\n\n{body.replace('Me', 'ME')}".encode(), "p.md")
    assert initials
    assert initials.turns[0].speaker == "Mia Engel"


@pytest.mark.parametrize("form", ["**WAXBLATT: {}**", "### WAXBLATT: {}"])
@pytest.mark.parametrize("host", [None, "Ana Ruiz"])
def test_who_is_labelled_in_questions_alone_does_not_answer(form: str, host: str | None) -> None:
    body = "\n\n".join(f"{form.format(question)}\n\nIt is.\n\nIndeed." for question in ("Is it wax?", "Is it honey?", "Is it both?"))
    post, _ = read(f"---\ntitle: Im Gespräch mit Bo Lind\n---\n\n{body}\n".encode(), "p.md", Background(host=host))
    assert post
    assert (post.host, post.guests) == (host or "WAXBLATT", ("Bo Lind",))
    assert {turn.speaker for turn in post.turns} == {"Bo Lind"}
    assert {heading.speaker for heading in post.headings} == {"WAXBLATT"}


@pytest.mark.parametrize(
    ("title", "intro", "guest"),
    [
        ("A conversation with Bo Lind", "", "Bo Lind"),
        ("Q&A with beekeeper Bo Lind on wax", "Ana Ruiz sat down with him.", "Bo Lind"),
        ("Interview With Engineer Bo Lind", "Bo Lind keeps bees.", "Bo Lind"),
        ("Chat with Dr. Bo Lind", "", "Bo Lind"),
        ("Interview: Bo Lind of the bees", "", "Bo Lind"),
        ("In gesprek met Bo van der Lind", "", "Bo van der Lind"),
        ("Of wax", "We visited the retired keeper Bo Lind in Hove.", "Bo Lind"),
        ("Entrevista a Inés Duarte: «Cera»", "", "Inés Duarte"),
        ("Of wax", "Bo Lind keeps bees. He spoke to Cy Gray.", None),
        ("Of wax", "We talked to Ana Ruiz.", None),
        ("An interview with Bo Lind and Cy Gray", "", None),
        ("Interview with Wax Works CEO Bo Lind", "", None),
        ("Getting started with Machine Learning", "Machine Learning is fun.", None),
        ("How to Talk to Language Models", "", None),
        ("Bo Lind interviewed by Cy Gray", "", None),
        ("Interview with the founder of Wax Works", "", None),
        ("Entrevista con la fundadora de Wax Works", "", None),
        ("Of wax", "I asked people in New York.", None),
        ("A talk with my mentor and friend Bo Lind", "", "Bo Lind"),
        ("Rencontre avec la chercheuse Bo Lind", "", "Bo Lind"),
        ("Interview with Wax Works CEO Bo Lind", "Bo Lind keeps bees.", "Bo Lind"),
        ("Interview with Wax Works Product Owner Bo Lind", "Here is Bo Lind.", "Bo Lind"),
        ("Interview with Hive Jam 45 winner Bo Lind", "Hive Jam has a winner: Bo Lind.", "Bo Lind"),
        ("Interview with Waxily co-founder Bo Lind", "Here is Bo Lind.", "Bo Lind"),
        ("Interview with Waxily 3.0 author Bo Lind", "Here is Bo Lind.", "Bo Lind"),
        ("Entrevista con Bo Lind, CEO de Cera (CERA)", "Bo Lind, de Hove.", "Bo Lind"),
        ("Entretien avec Bo Lind de Cire", "Un entretien de Bo Lind, à Hove.", "Bo Lind"),
        ("Interview with Bo Lind on Wax Works", "Bo Lind has left Wax Works.", "Bo Lind"),
        ("Interview with Bo Lind and Cy Gray", "Bo Lind and Cy Gray keep bees.", None),
        ("A talk with Dot Marsh", "", "Dot Marsh"),
        ("Interview - Bo Lind of Wax Works", "", "Bo Lind"),
        ("Of wax", "Today we get to interview Bo Lind.", "Bo Lind"),
        ("Of wax", "We talked to Dot Marsh.", None),
        ("Interview: Bo Lind, Wax Works", "", "Bo Lind"),
        ("Im Gespräch: Bo Lind", "", "Bo Lind"),
        ("蜂蜡", "嘉宾：Bo Lind（蜂蜡）", "Bo Lind"),
        ("Röportaj: Bo Lind", "", "Bo Lind"),
        ("Samtal med Bo Lind", "", "Bo Lind"),
        ("Interview: Bo Lind, Cy Gray and Eva Hall", "", None),
        ("Wachs: Bo Lind im Interview", "", "Bo Lind"),
        ("Cy Gray im Gespräch mit Bo Lind", "", "Bo Lind"),
        ("Bo Lind in conversation with Ana Ruiz", "", "Bo Lind"),
        ("Developer Spotlight: Bo Lind", "", "Bo Lind"),
        ("Author Interview: Bo Lind", "", "Bo Lind"),
        ("Author Interview: Cy Gray", "", None),
        ("Wax Interview #3 – Bo Lind", "", "Bo Lind"),
        ("Bo Lind | The Wax Weekly Interview", "", "Bo Lind"),
        ("Entretien : Bo Lind, Cire & Cie", "", "Bo Lind"),
        ("Интервью с пчеловодом - Bo Lind", "", "Bo Lind"),
        ("The Interview: Hove Meetup", "", None),
        ("Patient Wax with Cold Water", "Cold Water is all that Bo Lind needs.", None),
        ("Get to know our editors: Bo Lind", "", "Bo Lind"),
        ("Meet the Maintainer: Bo Lind of Wax Works", "", "Bo Lind"),
        ("Contributor of the Month – Bo Lind", "", "Bo Lind"),
        ("Women in Tech: Bo Lind", "", "Bo Lind"),
        ("Women in Tech: Hove Meetup", "", None),
        ("Developer Story: Moving To Wax", "", None),
        ("Project Spotlight: Wax Works", "", None),
        ("Tools that developers need: Wax Works", "", None),
        ("Keeper of the week: Bo Lind", "This week we welcome Bo Lind.", "Bo Lind"),
        ("Bo Lind: “Wax is patient”", "", "Bo Lind"),
        ("Анна БЕЛОВА: «Воск терпелив»", "", "Анна Белова"),
        ("Wax WWDC: “Wax is patient”", "", None),
        ("Bo Lind : « La cire attend »", "", "Bo Lind"),
        ("Bo Lind: Wax Is Patient", "", None),
        ("Language Models: “Wax is patient”", "", None),
        ("Interview mit Bo Lind von Wax Works", "", "Bo Lind"),
        ("Interview mit Bo von Lind", "", "Bo von Lind"),
        ("Of wax", "Interviewee: Bo Lind", "Bo Lind"),
        ("Getting to know Bo Lind", "", "Bo Lind"),
        ("О воске", "Сегодня у нас в гостях Бо Линд, пасечник, и вопросов много.", "Бо Линд"),
        ("Интервью с Анной Беловой", "Сегодня у меня в гостях Анна Белова.", "Анна Белова"),
        ("Про віск", "У нас у гостях пасічник Бо Лінд.", "Бо Лінд"),
        ("О воске", "Мы были в гостях у Анны Беловой и видели дом, который построил Бо Линд.", None),
        ("Of wax", "We spoke to Bo Lind, who sells the wax of Cy Gray in New Hove.", "Bo Lind"),
        ("Of wax", "Of all keepers in New Hove, I’ve recently had the chance to speak with Bo Lind.", "Bo Lind"),
        ("Of wax", "Bo Lind sells wax in New Hove. We caught up with Bo to learn more.", "Bo Lind"),
        ("Of wax", "Bo Lind and Bo Gray sell wax. We caught up with Bo.", None),
        ("Of wax", "Bo Lind sells the wax of Cy Gray. Bo joined us for an hour.", "Bo Lind"),
        ("Of wax", "Bo Lind, who sells wax in New Hove, kindly agreed to answer.", None),
        ("Of wax", "Bo Lind of New Hove sells wax. Lind has agreed to answer our questions.", "Bo Lind"),
        ("Of wax", "Bo Lind sells the wax of Cy Gray. Bees joined us.", None),
        ("Of wax", "Bo Lind sells wax. We know that he spoke to Cy Gray.", None),
        ("Of wax", "Bo Lind sells wax. We talked to Dot Marsh.", None),
        ("Interview with a Wax Researcher", "", None),
        ("Interview with an Old Wax Works Fan", "", None),
        ("Interview with the Wax Works", "The Wax Works of Hove.", None),
        ("Of wax", "We talked to the Hive Data about it.", None),
        ("Interview with the keeper Bo Lind", "", "Bo Lind"),
        ("Interview with a Wax Works Researcher Bo Lind", "Bo Lind keeps bees.", "Bo Lind"),
        ("Conversa com a Bo Lind", "", "Bo Lind"),
        ("Of wax", "We sat down and chatted to Bo Lind, who sells the wax of Cy Gray.", "Bo Lind"),
        ("Of wax", "The founder of Wax Works, Bo Lind, agreed to answer a few questions.", "Bo Lind"),
        ("Of wax", "Bo Lind sells the wax of Cy Gray. Bo was kind enough to answer our questions.", "Bo Lind"),
        ("Of wax", "Bo Lind sells the wax of Cy Gray. Bo kindly accepted to answer.", "Bo Lind"),
        ("Of wax", "Bo Lind sells the wax of Cy Gray. Bo took the time to answer.", "Bo Lind"),
        ("Of wax", "Bo Lind was happy to talk to Cy Gray about wax.", None),
        ("Tea with Bo Lind", "", "Bo Lind"),
        ("Um café com Bo Lind", "", "Bo Lind"),
        ("Interview with Acme's Bo Lind", "", "Bo Lind"),
        ("An Interview With wAX’s Bo Lind", "", "Bo Lind"),
        ("Of wax", "Today let's welcome Bo Lind, who sells the wax of Cy Gray.", "Bo Lind"),
        ("Of wax", "Our guest is Bo Lind, who sells the wax of Cy Gray.", "Bo Lind"),
        ("Bo Lind ile Röportaj", "", "Bo Lind"),
        ("Bo Lind ile Arı Evi Söyleşisi", "", "Bo Lind"),
        ("Wax Works ile Bal", "", None),
        ("Of wax", "Bo Lind sells wax. She has been keen to answer a few questions.", "Bo Lind"),
        ("Of wax", "Bo Lind sells the wax of Cy Gray. He has been keen to answer a few questions.", None),
    ],
)
def test_a_guest_whom_title_or_intro_tell(title: str, intro: str, guest: str | None) -> None:
    assert invited(title, intro, ("Ana Ruiz",), "Bo hums. Language models hum, and a language model hums.", ("Dot Marsh",)) == guest


@pytest.mark.parametrize(
    ("answer", "guest"),
    [
        ("Hi! I’m Bo Lind, and I keep bees.", "Bo Lind"),
        ("My name is Bo Lind.", "Bo Lind"),
        ("Ich bin Bo Lind und imkere.", "Bo Lind"),
        ("I'm Chief Wax Officer at Wax Works.", None),
        ("I am Senior Engineer, and I keep bees.", None),
        ("I'm African American, and I keep bees.", None),
        ("I'm from New York, and I keep bees.", None),
        ("As I'm sure Bo Lind told you, I keep bees.", None),
        ("Hi!\n\nI’m Bo Lind, and I keep bees.", "Bo Lind"),
        ("Hello, my name is Waxo, and I paint.", "Waxo"),
        ("I'm Waxo's brother.", None),
        ("I'm Waxo Works Officer.", None),
        ("I'm Dot, and I paint.", None),
    ],
)
def test_a_guest_who_gives_the_name_in_the_first_answer(answer: str, guest: str | None) -> None:
    post, _ = read(
        f"---\ntitle: A talk with Waxo\n---\n\n### Who are you?\n\n{answer}\n\n### Why wax?\n\nI'm Cy Gray, too.\n".encode(), "p.md", None
    )
    assert post
    assert post.guests == ((guest,) if guest else ())


def test_a_guest_introduces_herself_where_no_mark_asks_for_it() -> None:
    body = "### Please introduce yourself.\n\nHi,\n\nI'm Bo Lind. I met Cy Gray.\n\n### Why wax?\n\nI'm Dot Marsh, too.\n"
    post, _ = read(f"---\ntitle: Wax\n---\n\n{body}".encode(), "p.md")
    assert post
    assert post.guests == ("Bo Lind",)


@pytest.mark.parametrize("above", ["## Of honey", "# What do bees make?"])
@pytest.mark.parametrize("asked", ["Why wax?", "Wax? Of all things"])
def test_who_speaks_above_the_first_question_is_no_guest(above: str, asked: str) -> None:
    body = f"{above}\n\nI'm Cy Gray.\n\n### {asked}\n\nI'm Bo Lind.\n"
    post, _ = read(f"---\ntitle: Wax\n---\n\n{body}".encode(), "p.md")
    assert post
    assert post.guests == ("Bo Lind",)


@pytest.mark.parametrize(
    ("title", "guest"),
    [
        ("新人インタビュー　佐藤さん", "佐藤"),
        ("養蜂家・佐藤花子さんに聞く", "佐藤花子"),
        ("アナ・ルイスさんへのインタビュー", None),
        ("佐藤さんの蜜蝋", None),
    ],
)
def test_a_guest_whom_a_title_in_japanese_names_is_addressed_in_the_talk(title: str, guest: str | None) -> None:
    assert invited(title, "", (), "佐藤さん、蜜蝋とは何ですか？") == guest


@pytest.mark.parametrize("key", ["subtitle", "seo_title", "description"])
def test_a_guest_may_be_named_beside_the_title(key: str) -> None:
    body = "### Why wax?\n\nIt burns.\n\n### Who needs it?\n\nBees.\n"
    post, _ = read(f"---\ntitle: Of wax\n{key}: A talk with Bo Lind\n---\n\n{body}".encode(), "p.md")
    assert post
    assert post.guests == ("Bo Lind",)


def test_a_guest_is_not_hidden_by_names_in_the_answers() -> None:
    body = "We visited the keeper Bo Lind.\n\n### Why wax?\n\nAsk Cy Gray.\n\n### Who needs it?\n\nBees.\n"
    post, _ = read(f"---\ntitle: Wax\n---\n\n{body}".encode(), "p.md")
    assert post
    assert post.guests == ("Bo Lind",)


def test_who_is_invited_answers_where_nobody_else_is_named() -> None:
    asked = "### Why wax?\n\n{0}It burns.\n\n### Who needs it?\n\n{0}Bees.\n"
    for label, speaker in (("", "Bo Lind"), ("A: ", "Bo Lind"), ("**Guest:** ", "Bo Lind"), ("**Cy:** ", "Cy")):
        post, _ = read(f"---\ntitle: A talk with Bo Lind\n---\n\n{asked.format(label)}".encode(), "p.md")
        assert post
        assert ({turn.speaker for turn in post.turns}, post.guests) == ({speaker}, (speaker,))


def test_of_two_hosts_none_is_a_guest() -> None:
    post, _ = read(f"---\ntitle: Wax\nhosts: [Mara Berg, Joe Feld, Mara Berg]\n---\n\n{BOTH}".encode(), "p.md")
    assert post
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
    post, _ = read(f"---\n{front}\n---\n\n**Ana:** Wax.\n\n**Bo:** Honey.\n\n**Ana:** And smoke.\n\n**Bo:** Yes.\n".encode(), "p.md")
    assert post
    assert post.host == host


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
        ("authors: [Ana Ruiz, Cy Gray]", "Interview with Bo Lind", None),
        ("author: Ana Ruiz\nhost: Cy Gray", "Interview with Bo Lind", "Cy Gray"),
    ],
)
@pytest.mark.parametrize("form", ["### {}\n\n{}", "**{}**\n\n{}", "Q: {}\n\nA: {}"])
def test_the_only_author_asks_where_nobody_else_does(author: str, title: str, host: str | None, form: str) -> None:
    body = "\n\n".join(form.format(asked, "It is what bees make.") for asked in ("What is wax?", "And what is honey?"))
    post, _ = read(f"---\ntitle: {title}\n{author}\n---\n\n{body}\n".encode(), "p.md")
    assert post
    assert (post.host, {heading.speaker for heading in post.headings}) == (host, {host})
    named, _ = read(f"---\ntitle: {title}\n{author}\n---\n\n{body}\n".encode(), "p.md", Background(host="Mara Berg"))
    assert named
    assert named.host == ("Cy Gray" if "host" in author else "Mara Berg")


@pytest.mark.parametrize(
    "credit", ["Translated by Ana Ruiz", "*Übersetzung: Ana Ruiz*", "Traduit de l'anglais par Ana Ruiz.", "译者：Ana Ruiz"]
)
def test_the_only_author_asks_nothing_who_is_the_translator(credit: str) -> None:
    body = f"{credit}\n\n### Why wax?\n\nIt burns.\n\n### Who needs it?\n\nBees.\n"
    post, _ = read(f"---\ntitle: Interview with Bo Lind\nauthor: Ana Ruiz\n---\n\n{body}".encode(), "p.md")
    assert post
    assert post.host is None


@pytest.mark.parametrize("below", ["", "## Of bees\n\nThey hum.\n", "<!-- no chapter -->\n"])
def test_the_only_author_asks_nothing_where_no_heading_is_answered(below: str) -> None:
    body = f"Wax burns.\n\n### Any questions?\n\n{below}"
    post, _ = read(f"---\ntitle: Wax\nauthor: Ana Ruiz\nguests: [Bo Lind]\n---\n\n{body}".encode(), "p.md")
    assert post
    assert post.host is None


@pytest.mark.parametrize("role", ["Me", "Interviewer", "Q"])
def test_the_only_author_has_the_role_of_whoever_asks(role: str) -> None:
    body = f"**{role}:** What is wax?\n\n**Bo:** It burns.\n\n" * 2
    post, _ = read(f"---\ntitle: Wax with Bo Lind\nauthor: Ana Ruiz\n---\n\n{body}".encode(), "p.md")
    assert post
    assert (post.host, post.guests) == ("Ana Ruiz", ("Bo Lind",))


def test_answers_without_labels_behind_labelled_ones_are_not_the_hosts() -> None:
    first = "**Why wax?**\n\n**Ana Ruiz:** It burns.\n\n**Bo Lind:** It smells.\n\n**Ana Ruiz:** It does.\n\n**Bo Lind:** Yes.\n\n"
    more = "".join(f"**What of number {number}?**\n\nWe all like it.\n\n" for number in range(3))
    post, _ = read(f"---\ntitle: Wax\nhost: Mara Berg\n---\n\n{first}{more}".encode(), "p.md")
    assert post
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "Bo Lind", "Ana Ruiz", "Bo Lind", None, None, None]


SCRIPT = "Ana\n\nI'm joined by Bo Lind. Why wax?\n\nBo Lind\n\nIt burns.\n\nIt melts, too.\n\nAna\n\nRight.\n\nBo Lind\n\nRight.\n"


def test_names_alone_in_their_paragraphs_speak() -> None:
    body = SCRIPT.replace("Ana\n\nI'm", "Ana\n\nI'm your host, Ana Ruiz. I'm", 1)
    post, _ = read(f"---\ntitle: Wax\n---\n\nOf wax.\n\n## Transcript\n\n{body}".encode(), "p.md")
    assert post
    assert (post.guests, [turn.speaker for turn in post.turns]) == (("Bo Lind",), ["Ana Ruiz", "Bo Lind"] * 2)
    assert [paragraph.spoken for paragraph in post.turns[1].paragraphs] == ["It burns.", "It melts, too."]


def test_a_polite_name_alone_in_its_paragraph_speaks() -> None:
    asked = "**蝋は何ですか？**\n\n佐藤さん\n\nはい\n\n花です。\n\n"
    for intro, speaking in (("今回は佐藤さんです。", {"佐藤さん"}), ("今回は蝋です。", {None})):
        post, _ = read(f"---\ntitle: 蝋の話\n---\n\n{intro}\n\n{asked * 2}".encode(), "p.md")
        assert post
        assert {turn.speaker for turn in post.turns} == speaking


@pytest.mark.parametrize(
    "body",
    [
        SCRIPT.replace("Bo Lind", "Bo"),  # nobody has a full name
        SCRIPT.replace("joined by Bo Lind", "joined by Bo"),  # who is not mentioned
        SCRIPT.replace("Ana\n\nRight", "Right"),  # who does not come back
        SCRIPT.removesuffix("Right.\n"),  # below whom nothing is said
        SCRIPT.replace("Ana\n\nRight", "Ana\n\n- Right"),  # below whom is a list
        SCRIPT.replace("It melts", "Ana\n\nBo Lind\n\nIt melts"),  # below whom is the next
        SCRIPT.replace("Bo Lind\n\n", "[Bo Lind](https://a.example)\n\n"),  # a link
        SCRIPT.replace("Bo Lind", "Bo Lind, Head of Candlemaking, Beekeeping and Honeycomb Conservation"),  # too long
        SCRIPT.replace("Ana\n\nI'm", "**Cy:** No.\n\n**Di:** Yes.\n\n**Cy:** No.\n\n**Di:** Yes.\n\nAna\n\nI'm"),  # beside labels
    ],
)
def test_what_is_alone_in_a_paragraph_may_be_no_label(body: str) -> None:
    post, _ = read(f"---\ntitle: Wax\n---\n\n{body}".encode(), "p.md")
    assert post
    assert {turn.speaker for turn in post.turns} <= {None, "Cy", "Di"}


def test_full_names_in_bold_may_lack_capitals() -> None:
    text = "**bo lind**: What is wax?\n\n**Ana Ruiz**: What bees make.\n\n**bo lind:** And honey?\n\n**Ana Ruiz:** Bees too."
    post, _ = read(f"---\ntitle: T\n---\n\n{text}\n".encode(), "episodes/p.md")
    assert post
    assert [turn.speaker for turn in post.turns] == ["bo lind", "Ana Ruiz"] * 2


def test_the_picture_of_a_guest_tells_whom_a_series_portrays() -> None:
    asked = "### Why wax?\n\nIt burns.\n\n### Who needs it?\n\nBees.\n"
    for shown, guests in (("Bo Lind", ("Bo Lind",)), ("A hive", ())):
        post, _ = read(f"---\ntitle: Meet the Maintainer - Bo Lind\n---\n\n![{shown}](a.jpg)\n\n{asked}".encode(), "p.md")
        assert post
        assert post.guests == guests


def test_those_who_only_answer_together_are_guests_by_their_full_names() -> None:
    turns = "".join(f"**Mara:** Why wax {number}?\n\n**Bo and Cy:** It burns.\n\n" for number in range(2))
    post, _ = read(f"---\ntitle: Wax\nhost: Mara Berg\n---\n\nBo Lind and Cy Gray keep bees.\n\n{turns}".encode(), "p.md")
    assert post
    assert (post.host, post.guests) == ("Mara Berg", ("Bo Lind", "Cy Gray"))
    assert {turn.speaker for turn in post.turns} == {"Mara Berg", "Bo and Cy"}


@pytest.mark.parametrize(
    "details",
    [
        "**Interviewee:** Ana Ruiz\n\n**Interviewer:** Bo Lind\n\n**Date:** 2 April 2019\n\n**Place:** Hove",
        "**Befragte:** Ana Ruiz\n\n**Interview:** Bo Lind\n\n**Ort:** Hove",
        "**Befragte:** Ana Ruiz  \n**Interview:** Bo Lind  \n**Ort:** Hove",
        "語り手\n: Ana Ruiz\n\n聞き手\n: Bo Lind\n\n場所\n: Hove",
    ],
)
@pytest.mark.parametrize("above", ["", "## Interview\n\n"])
def test_credits_above_the_conversation_are_nobodys_words(details: str, above: str) -> None:
    turns = "### Childhood\n\n**Lind:** Where were you born?\n\n**Ruiz:** In Hove.\n\n### Work\n\n**Lind:** And then?\n\n**Ruiz:** Bees.\n"
    post, _ = read(f"---\ntitle: Ana Ruiz\n---\n\n{above}{details}\n\n{turns}".encode(), "p.md")
    assert post
    assert (post.host, post.guests) == ("Bo Lind", ("Ana Ruiz",))
    assert [turn.speaker for turn in post.turns] == ["Bo Lind", "Ana Ruiz"] * 2
    assert "Hove" in post.notes


def test_who_speaks_once_by_full_name_at_the_beginning_is_no_credit() -> None:
    begun = "**Mara Berg:** Welcome to Wax\n\n**Ana Ruiz:** Thanks for having me\n\n**Joe:** Hello\n\n"
    later = "**Mara:** Why wax?\n\n**Ana:** It burns.\n\n" * 2
    post, _ = read(f"---\ntitle: Wax\n---\n\n{begun}{later}".encode(), "p.md")
    assert post
    assert [turn.speaker for turn in post.turns][:3] == ["Mara Berg", "Ana Ruiz", "Joe"]


QUOTED = "**Ana Ruiz:** Why wax?\n\n**Bo Lind:** It waits.\n\n> {}\n\n**Ana Ruiz:** And bees?\n\n**Bo Lind:** They do not.\n"


@pytest.mark.parametrize(
    ("quotation", "spoken"),
    [
        ("Wax is patient. — Bo Lind", False),
        ("“Wax is patient.”— Bo", False),
        ("Wax is patient.\n> - Bo Lind", True),  # an item of a list
        ("Wax is patient. — Cy Gray", True),
        ("Wax is patient, said Bo", True),
        ("Wax-Bo", True),
    ],
)
def test_a_quotation_that_names_a_speaker_behind_it_is_shown_but_not_spoken(quotation: str, spoken: bool) -> None:
    post, _ = read(f"---\ntitle: Wax with Bo Lind\n---\n\n{QUOTED.format(quotation)}".encode(), "p.md")
    assert post
    _, answer, *_ = post.turns
    assert (answer.speaker, len(answer.paragraphs), bool(answer.paragraphs[1].spoken)) == ("Bo Lind", 2, spoken)
    assert "<blockquote>" in answer.paragraphs[1].html


@pytest.mark.parametrize("label", ["Ana Ruiz: ", "**Ana Ruiz:** "])
def test_where_only_who_asks_is_quoted_the_quotations_are_questions(label: str) -> None:
    body = "".join(f"> {label}Why does wax number {number} burn?\n\nIt {'does burn and ' * 20}melts.\n\n" for number in range(3))
    post, _ = read(f"---\ntitle: Wax\n---\n\nThe intro.\n\n{body}".encode(), "p.md")
    assert post
    asked = [(heading.text, heading.speaker) for heading in post.headings]
    assert asked == [(f"Why does wax number {number} burn?", "Ana Ruiz") for number in range(3)]
    assert (post.host, post.intro) == ("Ana Ruiz", "<p>The intro.</p>")


def test_two_quotations_with_a_label_are_not_opened() -> None:
    body = "> Ana: Why wax?\n\nIt burns, as all wax does.\n\n> Ana: And bees?\n\nThey do not burn, as nobody should.\n\n"
    post, _ = read(f"---\ntitle: Wax\n---\n\n{body}".encode(), "p.md")
    assert post
    assert post.headings == ()


def test_names_in_bold_may_lack_their_colon() -> None:
    asked = "**Ana** Why wax?\n\n**Bo** It burns.\n\n"
    told = "**Ana** Go on.\n\n**Bo** It melts.\n\n"
    body = f"### Candles\n\n{asked}### Bees\n\n{asked}### Honey\n\n{told}"
    post, _ = read(f"---\ntitle: Wax with Bo Lind\n---\n\n{body}".encode(), "p.md")
    assert post
    assert [turn.speaker for turn in post.turns] == ["Ana", "Bo Lind"] * 3
    assert post.turns[0].paragraphs[0].spoken == "Why wax?"


@pytest.mark.parametrize(
    "told",
    [
        "**Wax** is soft.\n\n**Honey** is sweet.\n\n",  # nobody asks
        "**Wax** is soft. Is it?\n\n**Honey** is sweet.\n\nBees know.\n\n",  # too seldom
        "**Wax** is soft. Is it?\n\n",  # one alone
        "**Wax** is soft. Is it?\n\n" + "**Honey** is sweet.\n\n**Wax** is soft.\n\n" * 3,  # few ask
        "**Wax** is soft. Is it?\n\n" * 3 + "**Honey** is sweet. Is it?\n\n" * 3,  # they do not take turns
        "**so it is** with wax. Is it?\n\n**as they say** it burns.\n\n**so it is** here.\n\n**as they say** Bees.\n\n",  # no names
        "".join(f"### Why?\n\n<details><summary><b>{name}</b> burns?</summary>Yes.</details>\n\n" for name in ("Wax", "Oil")),  # folds
        "<pre><b>Ana</b> Why wax?</pre>\n\n<pre><b>Bo</b> It burns.</pre>\n\n",  # no paragraphs
    ],
)
def test_words_in_bold_that_begin_paragraphs_are_nobodys_names(told: str) -> None:
    often = 2 if "Bees" in told else 3
    post, _ = read(f"---\ntitle: Wax\n---\n\n### Candles\n\n{told * often}".encode(), "p.md")
    assert post
    assert {turn.speaker for turn in post.turns} == {None}


def test_a_handle_before_a_wide_colon_is_who_answers_where_most_answers_have_it() -> None:
    talk = "".join(f"### 蜂蜡有什么用{number}？\n\nwaxo：做蜡烛。\n\n" for number in range(3))
    post, _ = read(f"---\ntitle: 蜂蜡\n---\n\nurl：没有人说的话。\n\n{talk}".encode(), "p.md")
    assert post
    assert post.guests == ("waxo",)
    assert post.turns[0].paragraphs[0].spoken == "做蜡烛。"
