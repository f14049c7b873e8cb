"""Who speaks: from the labels of a post to the speakers of its turns."""

import re

import pytest

from pipeline.content.background import Background
from tests.interview import THREE
from tests.posts import post_of


def test_a_title_that_asks_behind_a_colon_names_nobody() -> None:
    title = "Bee Keeping: who makes the best wax?"
    post = post_of(f"---\ntitle: '{title}'\n---\n\n# {title}\n\n{THREE}")
    assert post.host is None


TIMED = "[00:00] Ana\nWelcome. I am Ana Ruiz.\n\n[00:51] Bo\nHello.\n\n(1:02) Ana\nWhat is wax?\nTell us.\n\n[1:10] Man\nI know.\n\n"


def test_a_name_behind_a_time_alone_above_what_is_said_is_a_label() -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n## Transcript\n\n{TIMED}[1:15] Bo\nIt burns.\n")
    speaking = [("Ana Ruiz", 0), ("Bo", 51_000), ("Ana Ruiz", 62_000), ("Man", 70_000), ("Bo", 75_000)]
    assert [(turn.speaker, turn.at) for turn in post.turns] == speaking
    assert [paragraph.spoken for paragraph in post.turns[2].paragraphs] == ["What is wax? Tell us."]


SAID = ["What is wax?", "Bees make it.", "Is it soft? Tell us.", "It is.", "Good.", "So it is."]


def labelled(form: str, between: str) -> str:
    """What two people say, with their labels in a form such as `[{name}] {said}`."""
    turns = enumerate(zip(("ANA", "BO") * 3, SAID, strict=True))
    return between.join(form.format(name=name, time=f"0:0{number}", said=said) for number, (name, said) in turns)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("form", "timed"),
    [
        ("[{name}] {said}", False),
        ("[{name}]: {said}", False),
        ("【{name}】{said}", False),
        ("({name}) {said}", False),
        ("[{time}] [{name}] {said}", True),
        ("[{time}.000 --> {time}.500] [{name}]: {said}", True),
        ("[{name} {time}] {said}", True),
        ("[{time} {name}] {said}", True),
        ("[{name}] ({time}) {said}", True),
        ("{name}\n{said}", False),
        ("[{name}]\n{said}", False),
        ("({name}) [{time}]\n{said}", True),
    ],
)
def test_names_in_brackets_or_above_what_is_said_are_labels(form: str, timed: bool, between: str) -> None:
    found = post_of(f"---\ntitle: Of wax\n---\n\n{labelled(form, between)}\n").turns
    assert [turn.speaker for turn in found] == ["ANA", "BO"] * 3
    assert [turn.at for turn in found] == [number * 1000 if timed else None for number in range(6)]
    assert [paragraph.spoken for turn in found for paragraph in turn.paragraphs] == SAID


def test_names_alone_in_their_paragraphs_are_labels_where_people_take_turns_and_ask() -> None:
    for form in ("{name}\n\n{said}", "({name})\n\n{said}"):
        found = post_of("# Of wax\n\n" + labelled(form, "\n\n").replace("ANA", "Ana").replace("BO", "Bo"))
        assert [turn.speaker for turn in found.turns] == ["Ana", "Bo"] * 3
    told = post_of("# Of wax\n\n" + "Before\n\nIt was cold.\n\nAfter\n\nIt was warm.\n\n" * 3)
    assert {turn.speaker for turn in told.turns} <= {None}


def test_what_stands_above_lines_is_nobody_beside_labels_with_colons() -> None:
    talk = "**Ana:**\nWhy wax?\n\n**Bo:**\nIt burns.\n\n" * 3
    assert {
        turn.speaker for turn in post_of(f"# Of wax\n\n{talk}Soft Wax\n(see the film) it melts.\n\nSoft Wax\nit flows.\n\n{talk}").turns
    } == {"Ana", "Bo"}


def test_a_name_in_brackets_is_no_part_of_a_longer_one() -> None:
    talk = "(Ana) Why wax?\n\n(Bo) It burns.\n\n" * 3
    assert post_of(f"---\ntitle: Of Smoke\n---\n\n# Of Smoke\n\n(Ana) Welcome Bo.\n\n{talk}").turns[0].speaker == "Ana"


@pytest.mark.parametrize(
    "text",
    [
        "[Music] Welcome.\n\n[Laughter] So.\n\n[Music] They dance.\n\n[Laughter] They leave.\n\n" + "It is soft.\n\n" * 5,  # few
        "[Music] Welcome.\n\n[Music] So.\n\n[Music] They dance.",  # one
        "[Wax] Soft.\n\n[Wax] Warm.\n\n[Wax] Brown.\n\n[Honey] Sweet.\n\n[Honey] Brown.\n\n[Honey] Slow.",  # no turns
        "[Wax] Soft.\n\n[Honey] Sweet.\n\n[Smoke] Grey.",
        "[Added] Wax.\n\n[Fixed] Honey.\n\n" * 3,  # nobody asks
        "Before\nIt was cold.\n\nAfter\nIt was warm.\n\n" * 3,
        "Wax Works\nBergstrasse 1\n\nHoney House\nTalstrasse 2\n\nSmoke Inc.\nWaldstrasse 3",
    ],
)
def test_other_words_in_brackets_or_above_others_are_no_labels(text: str) -> None:
    assert {turn.speaker for turn in post_of(f"---\ntitle: Wax\n---\n\n## Transcript\n\n{text}\n").turns} <= {None}


TABLE = "| Time | Who | Words |\n|---|---|---|\n" + "".join(
    f"| 0:0{number} | {who} | {said} |\n" for number, (who, said) in enumerate(zip(("Ana", "Bo") * 3, SAID, strict=True))
)


@pytest.mark.parametrize(
    ("table", "timed"),
    [
        (TABLE, True),
        (TABLE.replace("| Bo |", "| **Bo** |"), True),
        (TABLE.replace("| Bo |", "| Bo: |"), True),
        (re.sub(r"(0:0\d)", r"[\1]", TABLE), True),
        (re.sub(r"(0:0\d)", r"\1 - 0:09", TABLE), True),
        (re.sub(r"\| (0:0\d) \| (\w+)", r"| | \2 (\1)", TABLE), True),
        (TABLE.replace("Time | Who | Words |\n|---|---|---|\n| ", "").replace("What is wax? |", "What is wax? |\n|---|---|---|"), True),
        (TABLE.replace("| Time | Who | Words |", "| | | |"), True),
        ("".join(line.partition("|")[2].partition("|")[2].join(("|", "\n")) for line in TABLE.splitlines()), False),
        (
            "<table>"
            + "".join(f"<tr><td>{who}</td><td>{said}</td></tr>" for who, said in zip(("Ana", "Bo") * 3, SAID, strict=True))
            + "</table>",
            False,
        ),
    ],
)
def test_a_table_of_who_says_what_is_a_conversation(table: str, timed: bool) -> None:
    found = post_of(f"---\ntitle: Wax\n---\n\nAn intro.\n\n{table}")
    assert [(turn.speaker, turn.at) for turn in found.turns] == [
        (name, number * 1000 if timed else None) for number, name in enumerate(("Ana", "Bo") * 3)
    ]
    assert [paragraph.spoken for turn in found.turns for paragraph in turn.paragraphs] == SAID
    assert (found.notes, found.turns[-1].line) == ("<p>An intro.</p>", max(6 + table.count("\n"), 7))


@pytest.mark.parametrize(
    "text",
    [
        "<dl><dt>Ana</dt><dd>What is wax?</dd><dd>And what is honey?</dd>\n<dt>Bo</dt><dd>Bees make it.</dd>\n<dt>Ana</dt><dd>Is it soft?</dd>\n<dt>Bo</dt><dd>It is.</dd></dl>",
        "<table><tr><td>Ana<td>What is wax?\n<tr><td><td>And what is honey?<tr><td>Bo<td>Bees make it.<tr><td>Ana<td>Is it soft?<tr><td>Bo<td>It is.</table>",
    ],
)
def test_what_has_no_name_beside_it_is_said_by_whoever_spoke_above(text: str) -> None:
    found = post_of(f"---\ntitle: Wax\n---\n\n{text}\n").turns
    assert [turn.speaker for turn in found] == ["Ana", "Bo"] * 2
    assert [paragraph.spoken for paragraph in found[0].paragraphs] == ["What is wax?", "And what is honey?"]


ASKED = [
    ("What is wax?", "It is soft."),
    ("Tell us of honey.", "It is sweet."),
    ("Who needs smoke?", "Nobody."),
    ("Why bees?", "They hum."),
]


@pytest.mark.parametrize(
    ("before", "form", "behind"),
    [
        ("| Question | Answer |\n|---|---|\n", "| {} | {} |\n", ""),
        ("| | |\n|---|---|\n", "| {} | {} |\n", ""),
        ("| # | Question | Answer |\n|---|---|---|\n", "| 3 | {} | {} |\n", ""),
        ("<dl>\n", "<dt>{}</dt>\n<dd>{}</dd>\n", "</dl>"),
    ],
)
def test_questions_and_answers_beside_each_other_are_a_conversation(before: str, form: str, behind: str) -> None:
    found = post_of(f"---\ntitle: Wax\nguest: Bo Lind\n---\n\n{before}{''.join(form.format(*pair) for pair in ASKED)}{behind}")
    assert [heading.chapter for heading in found.headings] == ["What is wax?", "Tell us of honey", "Who needs smoke?", "Why bees?"]
    assert [(turn.speaker, turn.paragraphs[0].spoken) for turn in found.turns] == [("Bo Lind", answer) for _, answer in ASKED]


@pytest.mark.parametrize(
    "table",
    [
        TABLE.replace("Bo", "Ana"),
        TABLE.replace("?", "").replace(".", ""),
        TABLE.replace("?", "."),
        "| Who | Words |\n|---|---|\n| Ana | She keeps bees. |\n| Bo | He makes wax. |\n| Cy | So does he. |\n",
        "| Who | Words |\n|---|---|\n| Ana | What? |\n| Bo | It is. |\n",
        "| Question | Answer |\n|---|---|\n| What is wax? | Soft. |\n| Who needs it? | |\n| Why? | It burns. |\n| And honey? | Sweet. |\n",
        "| # | Question | Points |\n|---|---|---|\n| 1 | What is wax? | 3 |\n| 2 | Who needs it? | 4 |\n| 3 | And honey? | 5 |\n",
        "| Question | Points |\n|---|---|\n| What is wax? | 3 |\n| Who needs it? | 4 |\n| And honey? | 5 |\n",
        "| Is it | Wax |\n|---|---|\n| soft? | yes |\n| sweet | no |\n| brown | no |\n| old | no |\n",
        "<dl><dt>Wax</dt><dd>is soft.</dd><dt>Honey</dt><dd>is sweet.</dd><dt>Smoke</dt><dd>is grey.</dd></dl>\n",
    ],
)
def test_another_table_stays_a_table(table: str) -> None:
    assert not post_of(f"---\ntitle: Wax\n---\n\nAn intro.\n\n{table}").turns


def test_a_name_behind_a_time_in_a_paragraph_of_its_own_is_a_label() -> None:
    names = ((0, "WAX CO"), (51, "BEES CO"), (62, "WAX CO"), (70, "UNKNOWN"), (75, "BEES CO"))
    turns = "\n\n".join(f"**[00:{time // 60:02}:{time % 60:02}] {name}**\n\nIt burns." for time, name in names)
    post = post_of(f"---\ntitle: Wax\n---\n\n**Length:** one hour\n\n## Transcript\n\n{turns}\n")
    assert [(turn.speaker, turn.at) for turn in post.turns] == [(name, time * 1000) for time, name in names]
    assert {turn.paragraphs[0].spoken for turn in post.turns} == {"It burns."}


@pytest.mark.parametrize(
    "text",
    [
        "[00:00] Yeah\n\n[00:02] Okay\n\n[00:04] Yeah\n\n[00:05] Okay\n\nThey leave.",  # captions
        "**[00:00] Wax**\n\nIt burns.\n\n**[00:51] Bees**\n\nThey hum.\n\n**[01:10] Hives**\n\nThey stand.",  # chapters
        "[00:00] Bees\n[00:51] Wax\n[01:10] Bees\n[01:30] Wax",  # chapters
        "[00:00] Yeah.\nIt burns.\n\n[00:51] Yeah.\nIt does.",
        "[00:00] of wax and\nof bees.\n\n[00:51] of wax and\nof hives.",
        "[00:00] Wax\n\n[00:51] Bees\n\n[01:10] Wax",
    ],
)
def test_other_words_behind_a_time_are_no_label(text: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n## Transcript\n\n{text}\n")
    assert post.guests == ()


@pytest.mark.parametrize(
    ("asking", "answering"),
    [
        ("Prowadzący", "Rozmówczyni"),
        ("Me", "Them"),
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
    post = post_of(f"---\ntitle: Wax\nhost: Ana Ruiz\nguests: [Bo Lind]\n---\n\n{turns * 2}")
    assert (post.host, post.guests) == ("Ana Ruiz", ("Bo Lind",))
    assert {turn.speaker for turn in post.turns} <= {"Ana Ruiz", "Bo Lind"}


@pytest.mark.parametrize("labels", [("SPEAKER_00", "SPEAKER_01"), ("host1", "host2"), ("AR", "BL")])
def test_a_table_of_speakers_says_whose_the_labels_are(labels: tuple[str, str]) -> None:
    asking, answering = labels
    turns = f"**{asking}:** Why wax?\n\n**{answering}:** It burns.\n\n"
    post = post_of(f"---\ntitle: Wax\nspeakers:\n  {asking}: Ana Ruiz\n  {answering}: Bo\n---\n\n{turns * 2}")
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "Bo"] * 2


def test_numbers_of_speakers_are_nobodys_names() -> None:
    turns = "**[00:14] SPEAKER_00:**\nWhy wax?\n\n**[00:20] SPEAKER_01:**\nIt burns.\n\n"
    post = post_of(f"---\ntitle: Wax\n---\n\n{turns * 2}")
    assert (post.host, post.guests) == (None, ())
    assert [turn.speaker for turn in post.turns] == ["SPEAKER_00", "SPEAKER_01"] * 2


@pytest.mark.parametrize(
    "label", ["Speaker{}", "spk{}", "说话人{}", "發言人 {}", "話者{}", "화자 {}", "참석자 {}", "Спикер {}", "Участник {}"]
)
def test_numbered_speakers_are_nobody_in_other_scripts(label: str) -> None:
    turns = f"**{label.format(1)}:** Why wax?\n\n**{label.format(2)}:** It burns.\n\n"
    post = post_of(f"---\ntitle: Wax\n---\n\n{turns * 2}")
    assert (post.host, post.guests) == (None, ())
    assert [turn.speaker for turn in post.turns] == [label.format(1), label.format(2)] * 2


@pytest.mark.parametrize(
    "label", ["Falante", "Locutor", "Interlocutor", "Intervenant", "Parlante", "Teilnehmer", "Spreker", "Mówca", "Pembicara"]
)
def test_numbered_speakers_are_nobody_in_other_languages(label: str) -> None:
    turns = f"**{label} 1:** Why wax?\n\n**{label} 2:** It burns.\n\n"
    post = post_of(f"---\ntitle: Wax\n---\n\n{turns * 2}")
    assert (post.host, post.guests) == (None, ())


@pytest.mark.parametrize("names", [("Robot1", "Lind2"), ("Ana 1", "Ana 2"), ("Falanta", "Spikera")])
def test_names_like_those_of_numbered_speakers_are_somebodys(names: tuple[str, str]) -> None:
    turns = f"**{names[0]}:** Why wax?\n\n**{names[1]}:** It burns.\n\n"
    post = post_of(f"---\ntitle: Wax\n---\n\n{turns * 2}")
    assert {post.host, *post.guests} - {None} == {*names}


@pytest.mark.parametrize("key", ["host", "guests", "speakers"])
def test_a_person_in_the_front_matter_may_be_only_a_sign(key: str) -> None:
    turns = "**Ana:** Why?\n\n**Bo:** So.\n\n"
    assert [turn.speaker for turn in post_of(f"---\ntitle: T\n{key}: _\n---\n\n{turns * 2}").turns] == ["Ana", "Bo"] * 2


def test_a_time_may_stand_above_the_name_of_who_speaks() -> None:
    body = "0:05\nAna Ruiz\nWhy wax?\n0:16\nBo Lind\nIt burns,\nand it melts.\n0:22\nAna Ruiz\nSo?\n0:30\nBo Lind\nSo."
    post = post_of(f"---\ntitle: Wax\n---\n\n{body}\n")
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "Bo Lind"] * 2
    assert [paragraph.at for turn in post.turns for paragraph in turn.paragraphs] == [5_000, 16_000, 22_000, 30_000]


def test_titles_of_chapters_below_their_times_name_nobody() -> None:
    body = "0:05\nWax\n0:16\nHoney\n0:22\nWax\n0:30\nHoney"
    post = post_of(f"---\ntitle: Of bees\n---\n\n{body}\n")
    assert {turn.speaker for turn in post.turns} <= {None}


def test_titles_of_chapters_between_their_times_and_what_they_are_about_name_nobody() -> None:
    body = "0:00\nIntro\nWhat we do\n3:16\nWax Making\nHow it melts\n5:22\nWinter Bees\nHow they live"
    post = post_of(f"---\ntitle: Of bees\n---\n\n{body}\n\n**Bo:** Why?\n\n**Ana:** So.\n\n**Bo:** And?\n\n**Ana:** So.\n")
    assert [turn.speaker for turn in post.turns] == ["Bo", "Ana"] * 2
    assert "Wax Making" in post.notes


def test_a_nickname_within_a_name_is_of_whoever_is_labelled_by_the_first_name() -> None:
    body = 'I am your host, Ana "AnaBee" Ruiz.\n\n**Ana:** Why wax?\n\n**Bo:** It burns.\n\n**Ana:** So?\n\n**Bo:** So.\n'
    post = post_of(f"---\ntitle: Of wax\n---\n\n{body}")
    assert post.host == "Ana Ruiz"


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
    post = post_of(text)
    assert [turn.speaker for turn in post.turns] == [name, "Joe", name, "Joe"]


def test_the_feed_file_knows_people_and_the_host() -> None:
    text = (
        "---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n### What is it?\n\n**Lew:** It.\n\n**Nora:** Ah.\n\n### Why is it so?\n\n**Lew:** So.\n"
    )
    post = post_of(text, Background(people=("Lew Kaspar",), host="Nora Feld"))
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
        post = post_of(f"---\ntitle: T\nvideo: abcDEF_12-x\n{guests}---\n\nHi.\n\n{body}", Background(host=host))
        assert (post.host, [turn.speaker for turn in post.turns]) == (host, speaking)
    lone = post_of("---\ntitle: T\n---\n\n**Guest:** Lew Kaspar\n\n### Why so?\n\n**Lew:** So.\n\n### How?\n\n**Lew:** Thus.\n")
    assert {turn.speaker for turn in lone.turns} == {"Lew Kaspar"}


@pytest.mark.parametrize(
    ("speakers", "answers"), [("Bo Lind", "Bo Lind"), ("Ana Ruiz, Bo Lind", "Bo Lind"), ("Bo Lind, Cy Gray", None), ("Ana Ruiz", None)]
)
def test_answers_behind_a_talk_are_given_by_its_speaker(speakers: str, answers: str | None) -> None:
    body = "I speak of wax.\n\n" * 9 + "Q: Why wax?\n\nA: It burns.\n\nQ: How?\n\nA: Softly.\n"
    post = post_of(f"---\ntitle: T\nvideo: abcDEF_12-x\nspeakers: [{speakers}]\n---\n\n{body}", Background(host="Ana Ruiz"))
    assert {turn.speaker for turn in post.turns if "It burns" in turn.paragraphs[0].spoken} == {answers}


def test_who_is_called_by_full_name_and_then_by_first_name_comes_back() -> None:
    post = post_of("---\ntitle: T\nvideo: abcDEF_12-x\n---\n\nANA RUIZ: What is wax?\n\nBO LIND: Bees.\n\nANA: And combs?\n\nBO: Wax.\n")
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "Bo Lind", "Ana Ruiz", "Bo Lind"]


@pytest.mark.parametrize(("said", "name"), [("I'm Ana.", "Ana"), ("I'm from Anaheim.", "ANA"), ("Of ANA's wax.", "ANA")])
def test_a_name_in_capitals_is_written_as_in_the_text(said: str, name: str) -> None:
    talk = "ANA: What is wax?\n\nJP: Bees.\n\n"
    post = post_of(f"---\ntitle: T\n---\n\n{talk}ANA: {said}\n\nJP: Hi, Jp here.\n")
    assert [turn.speaker for turn in post.turns] == [name, "JP"] * 2


def test_headings_that_are_names_label_what_stands_below() -> None:
    text = "---\ntitle: T\nguests: [Ana Ruiz, Bo Lind]\nvideo: abcDEF_12-x\n---\n\n### Ana Ruiz\n\nI begin.\n\n### Bo\n\nI end.\n"
    post = post_of(text)
    assert [(str(heading.kind), heading.speaker, heading.chapter) for heading in post.headings] == [
        ("label", "Ana Ruiz", None),
        ("label", "Bo Lind", None),
    ]
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "Bo Lind"]


@pytest.mark.parametrize("form", ["[00:0{}] {}", "{1} (00:0{0})", "[00:0{0}:00 - 00:0{0}:30] {1}"])
def test_headings_that_are_names_may_have_times(form: str) -> None:
    names = ["Bo Lind", "Ana Ruiz"] * 2
    body = "".join(f"### {form.format(minute, name)}\n\nOf wax.\n\n" for minute, name in enumerate(names, start=1))
    post = post_of(f"---\ntitle: Wax with Ana Ruiz\n---\n\n{body}")
    assert [turn.speaker for turn in post.turns] == names
    assert [heading.at for heading in post.headings] == (
        [60_000 * minute for minute in (1, 2, 3, 4)] if " - " in form else [1_000 * second for second in (1, 2, 3, 4)]
    )


def test_people_are_introduced_in_lists() -> None:
    listed = "- **Ana Ruiz**, keeper of bees at Wax\n- Bo Lind, at Honey\n- Joe Marsh"
    said = "".join(f"**{name}:** Wax {number}.\n\n" for number in range(2) for name in ("Ana", "Lind", "Joe"))
    post = post_of(f"---\ntitle: Of wax\n---\n\n**Panelists:**\n\n{listed}\n\n{said}")
    assert post.guests == ("Ana Ruiz", "Bo Lind", "Joe Marsh")


@pytest.mark.parametrize("answer", ["첫 번째 PR입니다.", "**采访者：数据从哪里来？**"])
def test_an_answer_is_no_name(answer: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n{THREE}{answer}\n")
    assert post.turns[-1].speaker in {"Joe", "采访者"}


def _in_turns(asking: str, answering: str, *said: str) -> str:
    headings = (asking, answering) * len(said)
    return "\n\n".join(f"## {heading}\n\n{text}" for heading, text in zip(headings, said, strict=False))


_SAID = (
    "Thanks for coming. Can you tell us about wax?",
    "It burns.",
    "What is honey?",
    "It is sweet.",
    "That is good.",
    "It is.",
    "And bees?",
    "They hum.",
)


@pytest.mark.parametrize(
    ("title", "asking", "answering", "speaking"),
    [
        ("Interview w/ Waxo from Hives", "Rocky (TRTL)", "Waxo | Hives", ["Rocky", "Waxo"]),
        ("What Waxo says of combs", "Wax Weekly", "Waxo", ["Wax Weekly", "Waxo"]),
        ("Of wax", "Ana Ruiz", "Bo Lind", ["Ana Ruiz", "Bo Lind"]),
        ("Of wax", "Ana Ruiz (Hives)", "Bo Lind (Combs)", ["Ana Ruiz", "Bo Lind"]),
        ("Of wax", "Rocky", "Waxo", [None, None]),  # who are these?
        ("Of wax", "Problem", "Solution", [None, None]),
        ("Solutions for wax", "Exercise", "Solution", [None, None]),
    ],
)
def test_two_headings_that_alternate_as_question_and_answer_are_speakers(
    title: str, asking: str, answering: str, speaking: list[str | None]
) -> None:
    post = post_of(f"---\ntitle: {title}\n---\n\n{_in_turns(asking, answering, *_SAID)}\n")
    assert [turn.speaker for turn in post.turns] == speaking * 4
    if speaking[0]:
        assert (post.host, post.guests) == (speaking[0], (speaking[1],))
    stated = post_of(f"---\ntitle: {title}\n---\n\n{_in_turns(asking, answering, *['It burns.'] * 8)}\n")
    assert {turn.speaker for turn in stated.turns} == {None}, "nobody asks"
    behind = post_of(f"---\ntitle: {title}\n---\n\n{_in_turns(asking, answering, *_SAID)}\n\n## Of combs\n\nWhy?\n\n## {asking}\n\nWhy?\n")
    assert {turn.speaker for turn in behind.turns} == {None}, "another heading stands between"


@pytest.mark.parametrize(("title", "speaking"), [("Wax with Ana Ruiz", {"Ana Ruiz", "Bo Lind"}), ("Wax", {None})])
def test_headings_that_are_names_and_come_back_label_what_stands_below(title: str, speaking: set[str | None]) -> None:
    body = "".join(f"## Of wax {number}\n\n### Bo Lind\n\nWhy wax?\n\n### Ana Ruiz\n\nIt burns.\n\n" for number in range(2))
    post = post_of(f"---\ntitle: {title}\n---\n\n{body}")
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
    post = post_of(f"---\ntitle: Wax\n---\n\n{intro}\n\n{body}")
    assert {turn.speaker for turn in post.turns} == speaking


def test_initials_may_stand_for_a_handle() -> None:
    turns = ("Ana Ruiz (AR): Why wax?", "bowax (BWX): It burns.", "AR: So?", "BWX: So.")
    post = post_of("---\ntitle: Wax\n---\n\n" + "\n\n".join(turns))
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "bowax", "Ana Ruiz", "bowax"]


def test_who_has_a_time_amid_the_lines_of_others_speaks_even_if_only_once() -> None:
    lines = (
        "[0:01] Ana: Welcome.",
        "[0:04] Bo: Hi.",
        "[0:06] Ana: Cy?",
        "[0:08] Cy Gray: Hello.",
        "[0:09] Ana: And Bo?",
        "[0:12] Bo: Wax.",
    )
    post = post_of("# Wax\n\n" + "\n".join(lines))
    assert [turn.speaker for turn in post.turns] == ["Ana", "Bo", "Ana", "Cy Gray", "Ana", "Bo"]
    listed = post_of("# Wax\n\n" + "\n".join((*lines[:3], "[0:08] Bees: what they need")))
    assert "Bees" not in {turn.speaker for turn in listed.turns}


def test_who_is_in_bold_in_a_line_below_the_first_speaks_even_if_only_once() -> None:
    said = [("Ana", "Why wax?"), ("Bo", "It burns."), ("Cy", "I light it."), ("Ana", "And then?"), ("Bo", "It melts.")]
    post = post_of("# Wax\n\n" + "\n".join(f"**{name}**: {words}" for name, words in said))
    assert [turn.speaker for turn in post.turns] == [name for name, _ in said]
    plain = post_of("# Wax\n\n" + "\n".join(f"{name}: {words}" for name, words in said))
    assert "Cy" not in {turn.speaker for turn in plain.turns}
    listing = post_of(
        "# Wax\n\n**Ana**: Of three.\n**Wax**: It burns.\n**Smoke**: It is grey.\n\n"
        + "\n".join(f"**{name}**: {words}" for name, words in said)
    )
    assert {turn.speaker for turn in listing.turns} == {"Ana", "Bo", "Cy"}
    credited = post_of("# Wax\n\n**When**: In May\n**Lugar**: Hove\n\n" + "\n\n".join(f"**{name}**: {words}" for name, words in said))
    assert [turn.speaker for turn in credited.turns] == [name for name, _ in said]


def test_times_of_a_day_are_none_of_the_recording() -> None:
    talk = "".join(f"**[{{}}:58:{second}] {name}:** Wax.\n\n" for second, name in ((49, "Ana"), (53, "Bo"), (55, "Ana"), (59, "Bo")))
    assert [turn.at for turn in post_of(f"# Wax\n\n{talk.format(13, 13, 13, 13)}").turns] == [None] * 4
    assert [turn.at for turn in post_of(f"# Wax\n\n{talk.format(0, 13, 13, 13)}").turns][1] == 50_333_000


@pytest.mark.parametrize("once", ["Host: 00:00:01", "Introducer: 00:00:01", "Dot: 00:00:01", "Dot Marsh 00:00:01"])
@pytest.mark.parametrize("heading", ["## Of wax\n\n", ""])
def test_who_has_a_time_as_all_have_speaks_even_if_only_once(once: str, heading: str) -> None:
    turns = (
        f"{once}\n\nWelcome.",
        "Ana: 00:00:10\n\nWhy wax?",
        "Bo: 00:00:12\n\nIt burns.",
        "Ana: 00:00:14\n\nSo?",
        "Bo: 00:00:16\n\nSo.",
    )
    post = post_of(f"---\ntitle: Wax\n---\n\n{heading}" + "\n\n".join(turns))
    assert [turn.speaker for turn in post.turns] == [once.removesuffix(" 00:00:01").removesuffix(":"), "Ana", "Bo", "Ana", "Bo"]


@pytest.mark.parametrize(
    "above", ["Of wax 00:00:10\nHoney: 00:00:12\nHives 00:00:14", "Honey: 00:00:12\n\n**Ana:** Why wax?\n\n**Bo:** It burns."]
)
def test_a_chapter_with_its_time_does_not_speak(above: str) -> None:
    turns = ("Ana: 00:00:10\n\nWhy wax?", "Bo: 00:00:12\n\nIt burns.", "Ana: 00:00:14\n\nSo?", "Bo: 00:00:16\n\nSo.")
    post = post_of("---\ntitle: Wax\n---\n\n" + "\n\n".join((above, *turns)))
    assert {turn.speaker for turn in post.turns} <= {None, "Ana", "Bo"}


def test_a_chapter_below_the_conversation_does_not_speak() -> None:
    turns = ("Ana (00:10): Why wax?", "Bo (00:12): It burns.", "Ana (00:14): So?", "Bo (00:16): So.")
    chapters = ("Start (00:00): who they are", "Wax (00:10): why it burns", "Candles (00:14): so")
    post = post_of("---\ntitle: Bees\n---\n\n" + "\n\n".join((*turns, "## Chapters", *chapters)))
    assert {turn.speaker for turn in post.turns} == {"Ana", "Bo"}


def test_a_role_may_stand_behind_a_name() -> None:
    answers = ("**Bo Lind, Head of Wax and Honey Research:** It burns.", "**Cy Gray, Senior Keeper:** It does.", "**Bo Lind:** So.")
    body = "".join(f"### Why wax {number}?\n\n{answer}\n\n" for number, answer in enumerate((*answers, "**Eva Hall, Keeper:** No.")))
    post = post_of(f"---\ntitle: Wax\n---\n\n{body}")
    assert [turn.speaker for turn in post.turns] == ["Bo Lind", "Cy Gray", "Bo Lind", "Eva Hall"]


@pytest.mark.parametrize("credit", ["**Author**: Mara Berg (Wax)", "**Drawings**: Mara Berg (Wax)", "**Author:** Mara Berg, Wax Works"])
def test_people_are_introduced_below_a_credit(credit: str) -> None:
    body = f"{credit}\n\nBo Lind keeps bees.\n\n" + "MARA BERG: Why wax?\n\nBO LIND: It burns.\n\n" * 3
    post = post_of(f"---\ntitle: Wax\n---\n\n{body}")
    assert (post.host, post.guests) == ("Mara Berg", ("Bo Lind",))


def test_initials_may_stand_in_a_name() -> None:
    body = "Mara Berg: Why wax?\n\nBo R.A. Lind: It burns.\n\n" + "MB: So?\n\nBRAL: So.\n\n" * 2
    post = post_of(f"---\ntitle: 'Interview: Bo R.A. Lind'\n---\n\n{body}")
    assert (post.host, post.guests) == ("Mara Berg", ("Bo R.A. Lind",))
    assert [turn.speaker for turn in post.turns] == ["Mara Berg", "Bo R.A. Lind"] * 3


@pytest.mark.parametrize("others", ["Drawings: Cy Gray\n\n", ""])
def test_the_letter_of_an_answer_is_the_guests_beside_labels_that_do_not_come_back(others: str) -> None:
    body = "".join(f"**Q: Why wax {number}?**\n\n**A:** It burns.\n\n" for number in range(3))
    post = post_of(f"---\ntitle: A talk with Bo Lind\n---\n\n{body}---\n\n{others}")
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
    post = post_of(f"---\ntitle: Interview with {titled}\n---\n\n{body}")
    assert full in post.guests


@pytest.mark.parametrize(("label", "speaker"), [("Cleo van Dale (CvD)", "Cleo van Dale"), ("Cleo van Dale (Hove)", "Bo Lind")])
def test_a_name_with_its_initials_speaks_even_if_only_once(label: str, speaker: str) -> None:
    turns = ("Ana Ruiz (AR): What is wax?", "Bo Lind (BL): Bees make it.", "AR: And honey?", "BL: Too.", f"{label}: I sell it.")
    post = post_of("---\ntitle: Wax\n---\n\n" + "\n\n".join(turns))
    assert post.turns[-1].speaker == speaker


def test_questions_amid_the_talk_of_one_person_do_not_begin_it() -> None:
    asked = "Q - Is it soft?\n\nA - When warm.\n\nQ - Is it old?\n\nA - When found."
    body = f"## Wax\n\nBees make it.\n\n## Candles\n\nThey burn.\n\n{asked}\n\n## Honey\n\nIt is sweet."
    post = post_of(f"---\ntitle: Of bees\nspeakers: [Ana Ruiz]\n---\n\n{body}")
    assert [heading.text for heading in post.headings] == ["Wax", "Candles", "Honey"]
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "Ana Ruiz", None, "Ana Ruiz", None, "Ana Ruiz", "Ana Ruiz"]


@pytest.mark.parametrize(
    ("titled", "guest"), [("Keeper Ana Ruiz", "Ana Ruiz"), ("Keeper Ruiz", "Ana"), ("Keeper Ana Ruiz, Smith Ana Gray", "Ana")]
)
def test_a_first_name_may_stand_behind_an_occupation_in_the_title(titled: str, guest: str) -> None:
    body = "Why wax?\n\n*Ana:* It burns.\n\nWho needs it?\n\n*Ana:* Bees.\n\n"
    post = post_of(f"---\ntitle: 'Interview: {titled}'\n---\n\n{body}")
    assert post.guests == (guest,)


def test_a_term_with_its_initials_does_not_speak_where_nobody_else_is_called_so() -> None:
    turns = (
        "Ana Ruiz: What is wax?",
        "Bo Lind: Bees make it.",
        "Ana Ruiz: And honey?",
        "Bo Lind: Too.",
        "Royal Jelly (RJ): food of the queen.",
    )
    post = post_of("---\ntitle: Wax\n---\n\n" + "\n\n".join(turns))
    assert post.turns[-1].speaker == "Bo Lind"


def test_initials_in_a_label_stand_for_its_name_from_then_on() -> None:
    body = "**Mara (MB):** Why wax?\n\n**Ana Ruiz-Lind (ARL):** It burns.\n\n" + "**MB:** So?\n\n**ARL:** So.\n\n" * 2
    post = post_of(f"---\ntitle: Wax\n---\n\n{body}")
    assert (post.host, post.guests) == ("Mara", ("Ana Ruiz-Lind",))


@pytest.mark.parametrize("together", ["Mara & Joe", "Mara / Joe", "Mara und Joe", "Both", "Mara/Joe"])
def test_those_who_are_called_together_are_not_who_speaks_alone(together: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n**{together}:** Welcome!\n\n{THREE}**{together}:** Bye!\n")
    assert [turn.speaker for turn in post.turns] == [together, "Mara", "Ana Ruiz", "Joe", "Mara", "Ana Ruiz", "Joe", together]
    assert post.guests == ("Mara", "Ana Ruiz", "Joe")


@pytest.mark.parametrize("term", ["Waxworks", "Hove Beekeepers", "[Hove Beekeepers](https://a.example/)"])
def test_a_term_in_bold_that_is_explained_by_its_name_is_no_speaker(term: str) -> None:
    name = term.strip("[").partition("]")[0]
    intro = f"Ana talked to two of {name}.\n\n**{name}:** {term} is a club by the sea."
    post = post_of(f"---\ntitle: Of wax at {name}\n---\n\n{intro}\n\n{THREE}")
    assert name not in {turn.speaker for turn in post.turns}
    assert name not in post.guests


@pytest.mark.parametrize("said", ["Mara Berg here, hello.", "Mara Berg, at last!"])
def test_who_speaks_once_may_begin_with_a_name(said: str) -> None:
    post = post_of(
        f"---\ntitle: Wax\n---\n\n{THREE}\n\n**Ana:** Who is there?\n\n**Mara Berg:** {said}\n\n**Bo:** Hello.\n\n**Ana:** Welcome."
    )
    assert "Mara Berg" in {turn.speaker for turn in post.turns}


@pytest.mark.parametrize("lead_in", ["Pros & Cons", "Mara & Wax", "Host"])
def test_what_stands_once_before_who_speaks_is_no_speaker(lead_in: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n**{lead_in}:** Of bees.\n\n{THREE}")
    assert post.turns[0].speaker == "Mara"


@pytest.mark.parametrize("text", ["**Sumario**", "<p><b>Sumario</b></p>"])
def test_a_name_alone_in_bold_is_a_heading_beside_labels_with_words(text: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n{text}\n\nOf wax.\n\n{THREE}")
    assert "Sumario" not in {turn.speaker for turn in post.turns}


def test_a_part_behind_who_speaks_is_a_speaker() -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n{THREE}**All:** Bye!\n")
    assert post.turns[-1].speaker == "All"


def test_me_is_who_writes_and_no_guest() -> None:
    body = "**Me:** Why wax?\n\n**Bo:** It burns.\n\n" * 2
    for host in (None, "Ana Ruiz"):
        post = post_of(f"---\ntitle: Wax\n---\n\n{body}", Background(host=host))
        assert ([turn.speaker for turn in post.turns], post.guests) == ([host or "Me", "Bo"] * 2, ("Bo",))
    initials = post_of(f"---\ntitle: Wax with Mia Engel\n---\n\n{body.replace('Me', 'ME')}")
    assert initials.turns[0].speaker == "Mia Engel"


@pytest.mark.parametrize("form", ["**WAXBLATT: {}**", "### WAXBLATT: {}"])
@pytest.mark.parametrize("host", [None, "Ana Ruiz"])
def test_who_is_labelled_in_questions_alone_does_not_answer(form: str, host: str | None) -> None:
    body = "\n\n".join(f"{form.format(question)}\n\nIt is.\n\nIndeed." for question in ("Is it wax?", "Is it honey?", "Is it both?"))
    post = post_of(f"---\ntitle: Im Gespräch mit Bo Lind\n---\n\n{body}\n", Background(host=host))
    assert (post.host, post.guests) == (host or "WAXBLATT", ("Bo Lind",))
    assert {turn.speaker for turn in post.turns} == {"Bo Lind"}
    assert {heading.speaker for heading in post.headings} == {"WAXBLATT"}


SCRIPT = "Ana\n\nI'm joined by Bo Lind. Why wax?\n\nBo Lind\n\nIt burns.\n\nIt melts, too.\n\nAna\n\nRight.\n\nBo Lind\n\nRight.\n"


def test_names_alone_in_their_paragraphs_speak() -> None:
    body = SCRIPT.replace("Ana\n\nI'm", "Ana\n\nI'm your host, Ana Ruiz. I'm", 1)
    post = post_of(f"---\ntitle: Wax\n---\n\nOf wax.\n\n## Transcript\n\n{body}")
    assert (post.guests, [turn.speaker for turn in post.turns]) == (("Bo Lind",), ["Ana Ruiz", "Bo Lind"] * 2)
    assert [paragraph.spoken for paragraph in post.turns[1].paragraphs] == ["It burns.", "It melts, too."]


def test_a_polite_name_alone_in_its_paragraph_speaks() -> None:
    asked = "**蝋は何ですか？**\n\n佐藤さん\n\nはい\n\n花です。\n\n"
    for intro, speaking in (("今回は佐藤さんです。", {"佐藤さん"}), ("今回は蝋です。", {None})):
        post = post_of(f"---\ntitle: 蝋の話\n---\n\n{intro}\n\n{asked * 2}")
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
    post = post_of(f"---\ntitle: Wax\n---\n\n{body}")
    assert {turn.speaker for turn in post.turns} <= {None, "Cy", "Di"}


def test_full_names_in_bold_may_lack_capitals() -> None:
    text = "**bo lind**: What is wax?\n\n**Ana Ruiz**: What bees make.\n\n**bo lind:** And honey?\n\n**Ana Ruiz:** Bees too."
    post = post_of(f"---\ntitle: T\n---\n\n{text}\n")
    assert [turn.speaker for turn in post.turns] == ["bo lind", "Ana Ruiz"] * 2


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
    post = post_of(f"---\ntitle: Ana Ruiz\n---\n\n{above}{details}\n\n{turns}")
    assert (post.host, post.guests) == ("Bo Lind", ("Ana Ruiz",))
    assert [turn.speaker for turn in post.turns] == ["Bo Lind", "Ana Ruiz"] * 2
    assert "Hove" in post.notes


@pytest.mark.parametrize("word", ["翻訳者", "Translation", "Übersetzung", "Traduction", "Перевод"])
def test_whoever_has_translated_a_post_does_not_speak(word: str) -> None:
    credit = f"**{word}:** [Cy Gray](https://wax.example/cy) (Wax Works), [Di Hall](https://wax.example/di) (Hove)"
    said = "**Bo:** Who are you?\n\n**Ana:** I keep bees.\n\n**Dot:** I sell wax.\n\n**Eve:** I burn it.\n\n**Bo:** Why?\n\n**Ana:** It is dark.\n"
    intro = "We met Ana Ruiz, Dot Marsh and Eve Berg."
    post = post_of(f"---\ntitle: Of wax\nhost: Bo Lind\n---\n\n{credit}\n\n{intro}\n\n## Wax\n\n{said}")
    assert post.guests == ("Ana Ruiz", "Dot Marsh", "Eve Berg")
    assert post.turns[0].speaker == "Bo Lind"


@pytest.mark.parametrize("word", ["筆者", "著者"])
def test_whoever_has_written_a_post_or_a_book_may_speak(word: str) -> None:
    said = f"{word}：なぜ蝋ですか？\n\n佐藤：燃えるからです。\n\n" * 2
    post = post_of(f"---\ntitle: 蝋\n---\n\n{said}")
    assert [turn.speaker for turn in post.turns] == [word, "佐藤"] * 2


def test_who_speaks_once_by_full_name_at_the_beginning_is_no_credit() -> None:
    begun = "**Mara Berg:** Welcome to Wax\n\n**Ana Ruiz:** Thanks for having me\n\n**Joe:** Hello\n\n"
    later = "**Mara:** Why wax?\n\n**Ana:** It burns.\n\n" * 2
    post = post_of(f"---\ntitle: Wax\n---\n\n{begun}{later}")
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
    post = post_of(f"---\ntitle: Wax with Bo Lind\n---\n\n{QUOTED.format(quotation)}")
    _, answer, *_ = post.turns
    assert (answer.speaker, len(answer.paragraphs), bool(answer.paragraphs[1].spoken)) == ("Bo Lind", 2, spoken)
    assert "<blockquote>" in answer.paragraphs[1].html


def test_a_paragraph_that_names_a_speaker_behind_it_is_spoken() -> None:
    post = post_of(f"---\ntitle: Wax with Bo Lind\n---\n\n{QUOTED.format('Wax is patient. — Bo Lind').replace('> ', '')}")
    assert post.turns[1].paragraphs[1].spoken == "Wax is patient. — Bo Lind"


@pytest.mark.parametrize("label", ["Ana Ruiz: ", "**Ana Ruiz:** "])
def test_where_only_who_asks_is_quoted_the_quotations_are_questions(label: str) -> None:
    body = "".join(f"> {label}Why does wax number {number} burn?\n\nIt {'does burn and ' * 20}melts.\n\n" for number in range(3))
    post = post_of(f"---\ntitle: Wax\n---\n\nThe intro.\n\n{body}")
    asked = [(heading.text, heading.speaker) for heading in post.headings]
    assert asked == [(f"Why does wax number {number} burn?", "Ana Ruiz") for number in range(3)]
    assert (post.host, post.intro) == ("Ana Ruiz", "<p>The intro.</p>")


def test_two_quotations_with_a_label_are_not_opened() -> None:
    body = "> Ana: Why wax?\n\nIt burns, as all wax does.\n\n> Ana: And bees?\n\nThey do not burn, as nobody should.\n\n"
    post = post_of(f"---\ntitle: Wax\n---\n\n{body}")
    assert post.headings == ()


def test_names_in_bold_may_lack_their_colon() -> None:
    asked = "**Ana** Why wax?\n\n**Bo** It burns.\n\n"
    told = "**Ana** Go on.\n\n**Bo** It melts.\n\n"
    body = f"### Candles\n\n{asked}### Bees\n\n{asked}### Honey\n\n{told}"
    post = post_of(f"---\ntitle: Wax with Bo Lind\n---\n\n{body}")
    assert [turn.speaker for turn in post.turns] == ["Ana", "Bo Lind"] * 3
    assert post.turns[0].paragraphs[0].spoken == "Why wax?"


@pytest.mark.parametrize("form", ["{}", "[{}]", "({})"])
def test_names_in_bold_behind_times_may_lack_their_colon_and_questions(form: str) -> None:
    said = [
        ("Ana Ruiz", "No, it does."),
        ("Bo", "It burns."),
        ("Ana Ruiz", "Right."),
        ("Bo", "Mm."),
        ("Ana Ruiz", "So it is."),
        ("Bo", "Yes."),
    ]
    told = "\n\n".join(f"{form.format(f'0:28:5{second}.8')} **{name}** {words}" for second, (name, words) in enumerate(said))
    post = post_of(f"---\ntitle: Wax\n---\n\n{told}")
    assert [(turn.speaker, turn.at, turn.paragraphs[0].spoken) for turn in post.turns] == [
        (name, 1_730_800 + second * 1000, words) for second, (name, words) in enumerate(said)
    ]


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
    post = post_of(f"---\ntitle: Wax\n---\n\n### Candles\n\n{told * often}")
    assert {turn.speaker for turn in post.turns} == {None}


def test_a_handle_before_a_wide_colon_is_who_answers_where_most_answers_have_it() -> None:
    talk = "".join(f"### 蜂蜡有什么用{number}？\n\nwaxo：做蜡烛。\n\n" for number in range(3))
    post = post_of(f"---\ntitle: 蜂蜡\n---\n\nurl：没有人说的话。\n\n{talk}")
    assert post.guests == ("waxo",)
    assert post.turns[0].paragraphs[0].spoken == "做蜡烛。"


def test_a_handle_with_a_wide_colon_takes_turns_with_whoever_asks() -> None:
    talk = "".join(f"> 李雷：蜂蜡有什么用{number}？\n\nwaxo：做蜡烛。\n\n" for number in range(3))
    post = post_of(f"---\ntitle: 专访 waxo\n---\n\n{talk}")
    assert [turn.speaker for turn in post.turns] == ["李雷", "waxo"] * 3
    assert (post.host, post.guests) == ("李雷", ("waxo",))
    listed = "".join(f"李雷：蜂蜡{number}。\n\n韩梅：wax。\n\n" for number in range(3)) + "html：网页。\n\n" * 3
    assert "html" not in {turn.speaker for turn in post_of(f"---\ntitle: 蜂蜡\n---\n\n{listed}").turns}


@pytest.mark.parametrize("form", ["***{}:*** {}", '<a id="q"></a>**{}:** {}'])
def test_who_is_in_bold_behind_other_signs_speaks_even_if_only_once(form: str) -> None:
    said = [("Ana", "Why wax?"), ("Bo", "It burns."), ("Ana", "And then?"), ("Cy", "I light it."), ("Bo", "It melts.")]
    post = post_of("\n\n".join(("# Wax", *(form.format(*words) for words in said))))
    assert [turn.speaker for turn in post.turns] == [name for name, _ in said]


@pytest.mark.parametrize("heading", ["What is wax?", "Tell us about your wax", "What is wax? Tell us of it."])
def test_who_answers_below_a_heading_that_asks_in_any_way_is_a_speaker(heading: str) -> None:
    post = post_of(f"---\ntitle: Wax\n---\n\n### {heading}\n\nBo Lind: It is soft.\n")
    assert [turn.speaker for turn in post.turns] == ["Bo Lind"]


def test_letters_are_not_short_for_what_comes_behind_them() -> None:
    post = post_of(
        "---\ntitle: Quiz\n---\n\n" + "### Red?\n\n**A:** Yes.\n\n**B:** No.\n\n" * 3 + "**Addendum:** None.\n\n**Berlin:** None.\n"
    )
    assert [turn.speaker for turn in post.turns][:2] == ["A", "B"]


@pytest.mark.parametrize(
    ("first", "speakers"),
    [
        (("Ana", "Bo"), ["Ana Ruiz", "Bo Lind"]),
        (("Ana", "Bea"), ["Ana Ruiz", "Bea"]),
        (("Ana", "Cy"), ["A", "B"]),
        (("Q", "Bo"), ["A", "B"]),
    ],
)
def test_letters_are_short_for_the_names_that_begin_with_them(first: tuple[str, str], speakers: list[str]) -> None:
    talk = "A: Why wax?\n\nB: It burns.\n\n" * 3
    post = post_of(f"---\ntitle: Of wax\n---\n\nAna Ruiz met Bo Lind, who met Bob Berg.\n\n{first[0]}: Hello.\n\n{first[1]}: Hi.\n\n{talk}")
    assert [turn.speaker for turn in post.turns][-2:] == speakers


def test_a_programme_of_talks_has_no_speakers() -> None:
    talks = "**Ana Ruiz:** *Of soft wax*\n\nA beekeeper from Lima.\n\n**Bo Lind**: <em>Of bees</em>\n\nA sailor from Ulm.\n\n"
    post = post_of(f"{talks}**Cy Gray:** *Of honey*\n\nA painter.\n")
    assert (post.turns, post.guests) == ((), ())
    for talk in ("**Ana Ruiz:** *Of honey*", "**Cy Gray:** *Why honey?*", "**Cy Gray:** It is *sweet*.", "**Cy Gray:** *I love honey.*"):
        assert any(turn.speaker for turn in post_of(f"{talks}{talk}\n").turns)


def test_who_alone_answers_by_label_answers_without_one_as_well() -> None:
    bare = "".join(f"### {asked}\n\nBees do.\n\n" for asked in ("Why bees?", "Who hums?", "What of honey?"))
    talk = f"### Ana: What is wax?\n\nBo: It burns.\n\n{bare}### Who sells it?\n\nBo: I do.\n\n### Ana: And smoke?\n\nIt rises.\n"
    post = post_of(f"---\ntitle: Of wax\nhost: Ana Ruiz\n---\n\n{talk}")
    assert {turn.speaker for turn in post.turns} == {"Bo"}
    two = post_of(f"---\ntitle: Of wax\nhost: Ana Ruiz\n---\n\n{talk}\n### Ana: And honey?\n\nCy: It is sweet.\n")
    assert None in {turn.speaker for turn in two.turns}


@pytest.mark.parametrize(
    "table",
    [
        "| Name | Short | Firm |\n| - | - | - |\n| Ana Ruiz | AR | Wax |\n| Bo Lind | BLD | Honey |\n| Cy van Berg | CB | |",
        "| Short | Name |\n| - | - |\n| AR | Ana Ruiz |\n| BLD | Bo Lind |\n| CB | Cy van Berg |",
    ],
)
def test_a_table_of_who_takes_part_says_whom_short_forms_mean(table: str) -> None:
    post = post_of(f"# Of wax\n\n{table}\n\n## Candles\n\nAR: Who buys them?\n\nBLD: We do.\n\nAR: All?\n\nCB: All.\n")
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "Bo Lind", "Ana Ruiz", "Cy van Berg"]


def test_what_else_a_table_tells_of_people_is_short_for_nobody() -> None:
    table = "| Name | Firm |\n| - | - |\n| Ana Ruiz | Wax |\n| Bo Lind | IBM |"
    post = post_of(f"# Of wax\n\n{table}\n\n## Candles\n\nAna: Who buys them?\n\nBo: Two do:\n\nIBM: the firm.\n\nAna: All?\n\nBo: All.\n")
    assert [turn.speaker for turn in post.turns] == ["Ana", "Bo"] * 2


@pytest.mark.parametrize("role", ["??", "Unknown", "Unidentified Speaker", "Male", "Female Voice", "Host", "Speaker 7"])
def test_somebody_unnamed_may_speak_once_amid_others_and_is_no_guest(role: str) -> None:
    said = ("Ana Ruiz: What is wax?", "Bo Lind: Old.", f"{role}: Soft!", "Ana Ruiz: And honey?", "Bo Lind: Sweet.")
    post = post_of("\n\n".join(("# Wax", *said)))
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "Bo Lind", role, "Ana Ruiz", "Bo Lind"]
    assert {post.host, *post.guests} == {None, "Ana Ruiz", "Bo Lind"}


@pytest.mark.parametrize(
    "told",
    [
        "Female bee: works.\n\nMale bee: eats.",
        "Male voice: as in the trailer.",
        "Unknown: the year.",
        "???: nobody knows.\n\n???: nobody cares.",
    ],
)
def test_adjectives_and_question_marks_are_nobody_where_nobody_speaks(told: str) -> None:
    post = post_of(f"# Wax\n\n## Bees\n\nThey hum.\n\n{told}\n\n## Honey\n\nIt is sweet.\n")
    assert {turn.speaker for turn in post.turns} == {None}


def test_a_line_that_is_not_set_as_others_are_is_nobody_unnamed() -> None:
    said = ("**Ana Ruiz:** How?", "**Bo Lind:** With this:", "Host: localhost", "**Ana Ruiz:** And honey?", "**Bo Lind:** Sweet.")
    assert [turn.speaker for turn in post_of("\n\n".join(("# Wax", *said))).turns] == ["Ana Ruiz", "Bo Lind"] * 2


def test_a_handle_alone_in_its_line_takes_turns_with_whoever_else_speaks() -> None:
    said = "".join(f"Ana:\nWhy wax {number}?\nbowax:\nIt burns.\nbowax:\nIt melts.\n" for number in range(3))
    post = post_of(f"# Wax\n\n{said}")
    assert [turn.speaker for turn in post.turns] == ["Ana", "bowax", "bowax"] * 3
    listed = "".join(f"Ana:\nHow {number}?\n\nBo:\nSo.\n\ncandles:\n\n- red\n\n" for number in range(3))
    assert "candles" not in {turn.speaker for turn in post_of(f"# Wax\n\nAna: Yes.\n\nBo: Yes.\n\n{listed}").turns}


@pytest.mark.parametrize(
    "told",
    [
        "input:\n3 4\noutput:\n7\n\n",
        "Fixed bugs:\n\n* One.\n\nNew features:\n\n* Two.\n\n",
        "Wax:\n\nIt is made as\n\nfollows:\n\n* Melt it.\n\n",
        "iOS:\nHere it melts.\n\nmacOS:\nHere it does not.\n\n",
        "**Pouring** (Linux)\nPour it.\n\n**Melting** (all)\nMelt it.\n\n",
    ],
)
def test_words_above_what_is_told_are_no_handles(told: str) -> None:
    asked = "".join(f"## How is it done {number}?\n\n{told}" for number in range(3))
    for text in (f"## How it is done\n\n{told * 3}", asked):
        assert {turn.speaker for turn in post_of(f"# Of wax\n\n{text}").turns} <= {None, "Wax"}


def test_a_remark_may_stand_behind_a_name_alone_in_its_line() -> None:
    said = ("**Ana**\nWhy wax?", "**Bo**\nIt burns.", "**Ana**(Of candles, 3:13)\nAnd then?", "**Bo** (by phone, 4:02)\nIt melts.")
    post = post_of("\n\n".join(("# Wax", *said)))
    assert [turn.speaker for turn in post.turns] == ["Ana", "Bo"] * 2
    assert [turn.paragraphs[0].spoken for turn in post.turns] == ["Why wax?", "It burns.", "And then?", "It melts."]


@pytest.mark.parametrize("listener", ["Audience member", "Audience"])
def test_whoever_speaks_alone_goes_on_behind_a_listener(listener: str) -> None:
    talk = ("## Wax", "Bees make it.", f"{listener}: All of them?", "Only some.", "And so it is.", f"{listener}: Which?", "The young.")
    post = post_of("\n\n".join(("---\ntitle: Of bees\nspeakers: [Ana Ruiz]\n---", *talk)))
    said = [(turn.speaker, len(turn.paragraphs)) for turn in post.turns]
    assert said == [("Ana Ruiz", 1), (listener, 1), ("Ana Ruiz", 2), (listener, 1), ("Ana Ruiz", 1)]


def test_who_somebody_is_between_dashes_is_not_what_they_say() -> None:
    told = "Ana Ruiz — keeper of bees at Wax — is with us."
    post = post_of(f"---\ntitle: Wax\nhost: Ana Ruiz\n---\n\n{told}\n\n## Wax\n\nIt is soft.\n")
    assert told in post.intro


@pytest.mark.parametrize(
    ("heading", "listed", "speakers"),
    [
        ("Attendees:", "* Ana Ruiz (Wax)\n* Bo Lind / bolind\n* Wax", ["Ana Ruiz", "Bo Lind", "Ana Ruiz"]),
        ("Sponsors", "* Wax", ["Ana", "Ana"]),
    ],
)
def test_whoever_is_listed_as_taking_part_may_speak_once(heading: str, listed: str, speakers: list[str]) -> None:
    talk = "Ana: Who buys wax?\n\nBo: We do.\n\nAna: Wax: that is soft."
    assert [turn.speaker for turn in post_of(f"# Of wax\n\n## {heading}\n\n{listed}\n\n## Candles\n\n{talk}\n").turns] == speakers


@pytest.mark.parametrize(
    ("label", "speaker"), [("Whitreobin", "Whiterobin"), ("Whiterobn", "Whiterobin"), ("Whitebread", None), ("Ana", "Ana")]
)
def test_a_label_may_be_misspelt_once(label: str, speaker: str | None) -> None:
    text = "Ana: Wax?\n\nWhiterobin: Wax.\n\n" * 2 + f"Ana: And?\n\n{label}: Honey.\n"
    turns = post_of(f"---\ntitle: Of wax\n---\n\n{text}").turns
    assert turns[-1].speaker == (speaker or "Ana")
    assert (turns[-1].paragraphs[-1].spoken == "Honey.") == (speaker is not None)


@pytest.mark.parametrize("end", ["\n", "\n\n"])
def test_a_hyphen_may_stand_between_a_time_in_brackets_and_the_name_above_what_is_said(end: str) -> None:
    turns = [("Ana Ruiz", "Why wax?"), ("Bo Lind", "It burns."), ("Ana Ruiz", "And honey?"), ("Bo Lind", "It is sweet.")]
    body = "\n\n".join(f"[00:00:{at}7.120] - {name}{end}{words}" for at, (name, words) in enumerate(turns))
    post = post_of(f"---\ntitle: On bees\n---\n\n{body}\n")
    assert [(turn.speaker, turn.at, turn.paragraphs[0].spoken) for turn in post.turns] == [
        (name, at * 10_000 + 7120, words) for at, (name, words) in enumerate(turns)
    ]


@pytest.mark.parametrize(
    ("label", "speaker"), [("BL & CG", "Bo Lind & Cy Gray"), ("CG and DM", "Cy Gray & Dot Marsh"), ("BL & Wax", None), ("Smoke", None)]
)
def test_initials_that_the_intro_explains_may_stand_together(label: str, speaker: str | None) -> None:
    intro = "I talked with [Bo Lind](https://a.example) (BL), Cy Gray (CG) and Dot Marsh (DM)."
    talk = f"### What is wax?\n\n**{label}** : Wax.\n\n### And what is honey?\n\n**BL** : Honey.\n\n**CG** : So.\n"
    post = post_of(f"---\ntitle: Of wax\nauthor: Ana Ruiz\n---\n\n{intro}\n\n{talk}")
    assert post.host == "Ana Ruiz"
    assert {*post.guests} - {"Dot Marsh"} == {"Bo Lind", "Cy Gray"}
    assert [turn.speaker for turn in post.turns][1:] == ["Bo Lind", "Cy Gray"]
    assert post.turns[0].speaker in ((speaker,) if speaker else (None, "Ana Ruiz"))
