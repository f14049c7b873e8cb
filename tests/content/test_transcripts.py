"""Whole transcripts, as programs, meetings, hearings and briefings write them: who says what, and what nobody says."""

import pytest

from pipeline.content.post import Post
from tests.posts import post_of

ASKED = ("What is wax?", "How long does it last?", "Who buys it?", "And in winter?")
ANSWERED = ("Bees make it.", "It lasts for years.", "Many people do.", "They rest.")


def transcript(form: str, between: str = "\n\n", names: tuple[str, str] = ("Ana Ruiz", "Bo Lind")) -> str:
    """What two people say in turns, each in a form such as `**{name}** ({time}) {said}`; one asks at 0:07, and every 20 seconds somebody speaks."""
    said = (line for pair in zip(ASKED, ANSWERED, strict=True) for line in pair)
    turns = ((names[turn % 2], 7 + 20 * turn, line) for turn, line in enumerate(said))
    return between.join(form.format(name=name, time=f"{at // 60:02d}:{at % 60:02d}", seconds=at, said=line) for name, at, line in turns)


def post(body: str, front: str = "title: Wax\n") -> Post:
    return post_of(f"---\n{front}---\n\n{body}\n")


def spoken(found: Post) -> list[tuple[str | None, str]]:
    return [(turn.speaker, " ".join(part.spoken for part in turn.paragraphs if part.spoken)) for turn in found.turns]


@pytest.mark.parametrize(
    "form",
    [
        "**{name}** ({time})\n{said}",
        "**{name}** (00:{time})  \n{said}",
        "**{name}** 00:{time} {said}",
        "{name} 00:{time} {said}",
        "[{time}](https://youtu.be/aaaaaaaaaaa?t={seconds}) **{name}** {said}",
        "*{time}* **{name}** {said}",
        "00:{time} [{name}]\n\n{said}",
        "[{time}] [{name}]\n\n{said}",
    ],
)
def test_a_time_beside_a_name_is_when_that_is_said(form: str) -> None:
    found = post(f"## Transcript\n\n{transcript(form)}")
    assert spoken(found)[:2] == [("Ana Ruiz", "What is wax?"), ("Bo Lind", "Bees make it.")]
    assert [turn.at for turn in found.turns] == [7_000 + 20_000 * turn for turn in range(8)]


def test_a_programme_with_times_to_the_second_is_no_conversation() -> None:
    found = post("Doors 18:30:00 at the gate.\n\nMusic 19:00:00 in the hall.\n\nSupper 21:00:00 in the yard.")
    assert all(turn.speaker is None for turn in found.turns)


def test_names_in_capitals_above_questions_speak_them() -> None:
    found = post("A hearing.\n\n" + transcript("{name}\n\n{said}", names=("ANA RUIZ", "BO LIND")))
    assert spoken(found)[:2] == [("Ana Ruiz", "What is wax?"), ("Bo Lind", "Bees make it.")]
    assert not found.headings


def test_titles_in_capitals_leave_questions_below_them_to_the_host() -> None:
    pairs = zip(("WAX", "YEARS", "BUYERS", "WINTER"), ASKED, ANSWERED, strict=True)
    found = post("We talked to Bo Lind.\n\n" + "\n\n".join(f"{title}\n\n{asked}\n\n{answered}" for title, asked, answered in pairs))
    assert [heading.text for heading in found.headings] == list(ASKED)


def test_titles_and_what_joins_the_parts_of_a_name_do_not_make_it_too_long() -> None:
    names = ("Dr. Bo Lind", "Dra. Ana María de la Cruz Ruiz Peña")
    found = post(transcript("**{name}:** {said}", names=names))
    assert [turn.speaker for turn in found.turns] == ["Bo Lind", names[1]] * 4


def test_many_words_in_bold_are_no_name() -> None:
    lead = "**The Long and the Short History of the Art of Wax:** it is old."
    found = post(f"{transcript('**{name}:** {said}')}\n\n{lead}\n\n**Ana Ruiz:** So it is.\n\n{lead}")
    assert {turn.speaker for turn in found.turns} == {"Ana Ruiz", "Bo Lind"}


def test_whoever_speaks_once_in_a_meeting_has_a_label_like_all_others() -> None:
    found = post(
        f"Cleo Sand: Good morning. Let us begin.\n\n{transcript('{name}: {said}')}\n\nDan Moor: May I ask, too?\n\nAna Ruiz: You may."
    )
    assert spoken(found)[0] == ("Cleo Sand", "Good morning. Let us begin.")
    assert ("Dan Moor", "May I ask, too?") in spoken(found)


def test_in_capitals_as_all_others() -> None:
    talk = transcript("{name}: {said}", names=("JUSTICE RUIZ", "MR. LIND"))
    found = post(f"{talk}\n\nJUSTICE SAND: Is that so?\n\nClear Wax: It is.\n\nMR. LIND: It is.")
    assert spoken(found)[-2] == ("Justice Sand", "Is that so? Clear Wax: It is.")


@pytest.mark.parametrize(
    ("label", "name"),
    [("SOFIA VAN DER BERG", "Sofia van der Berg"), ("J. R. O'HARA", "J. R. O'Hara"), ("DJ BO", "DJ Bo"), ("JP", "JP"), ("NASA", "NASA")],
)
def test_full_names_have_small_letters_where_all_labels_are_in_capitals(label: str, name: str) -> None:
    found = post(transcript("{name}: {said}", names=("ANA RUIZ", label)))
    assert [turn.speaker for turn in found.turns][:2] == ["Ana Ruiz", name]


def test_a_name_in_capitals_beside_others_is_meant_so() -> None:
    found = post(transcript("{name}: {said}", names=("Ana Ruiz", "RADIO WAX")))
    assert [turn.speaker for turn in found.turns][:2] == ["Ana Ruiz", "RADIO WAX"]


def test_words_with_capitals_before_a_colon_are_a_lead_in_where_people_say_many_paragraphs() -> None:
    said = "{name}: {said}\n\nThere is more to it than that.\n\nMuch more, in fact."
    found = post(f"{transcript(said)}\n\nClean Wax: it is worth its price.\n\nAna Ruiz: Good.")
    assert {turn.speaker for turn in found.turns} == {"Ana Ruiz", "Bo Lind"}


def test_a_list_of_lead_ins_is_no_list_of_speakers() -> None:
    found = post(f"{transcript('{name}: {said}')}\n\nHard Wax: it is for floors.\n\nSoft Wax: it is for ears.\n\nAna Ruiz: Good.")
    assert {turn.speaker for turn in found.turns} == {"Ana Ruiz", "Bo Lind"}


@pytest.mark.parametrize(
    "mark",
    [
        "TAPE 1, SIDE B",
        "END OF INTERVIEW",
        "End of recording.",
        "END 2:10 P.M.",
        "Presenter: Cleo Sand (CSD)",
        "Page 3 of 17",
        "Slide 12: Bees",
        "-12-",
        "— 7 —",
        "(door closes)",
        "(Theme music plays)",
        "· · ·",
        "♪",
        "…",
    ],
)
def test_nobody_says_marks_of_a_recording(mark: str) -> None:
    talk = transcript("{name}: {said}")
    assert spoken(post(f"{talk}\n\n{mark}\n\nAna Ruiz: Good."))[-2] == ("Bo Lind", "They rest.")


@pytest.mark.parametrize(
    "said",
    [
        "End of story.",
        "SIDE EFFECTS ARE RARE!",
        "END USERS LOVE IT!",
        "Start of the year.",
        "Answer: Ana Ruiz does.",
        "Slide 12: we see bees.",
        "Page 3 is torn.",
        "-12",
        "12",
        "(I did)",
        "(So did we all)",
        "(Hove)",
        "(Slowly, of course)",
        "(they rest there all day long)",
        "(door closes) and opens",
    ],
)
def test_words_like_marks_are_said(said: str) -> None:
    assert spoken(post(f"{transcript('{name}: {said}')}\n\n{said}\n\nAna Ruiz: Good."))[-2] == ("Bo Lind", f"They rest. {said}")


@pytest.mark.parametrize(
    "role", ["Question from the audience", "Comment from audience", "The Chair", "Voix off", "Público", "会場", "Moderador"]
)
def test_those_who_have_no_name_are_no_guests(role: str) -> None:
    found = post(f"{transcript('**{name}:** {said}')}\n\n**{role}:** Is it soft?\n\n**Bo Lind:** It is.")
    assert role in {turn.speaker for turn in found.turns}
    assert found.guests == ("Bo Lind",)


@pytest.mark.parametrize("told", ["Modera: Cleo Sand.", "Moderado por Cleo Sand.", "Moderação: Cleo Sand.", "Modération : Cleo Sand."])
def test_whoever_moderates_is_the_host(told: str) -> None:
    found = post(f"{told}\n\n## Transcript\n\n{transcript('**{name}:** {said}', names=('Bo', 'Cleo'))}")
    assert found.host == "Cleo Sand"


def test_a_list_of_who_takes_part_has_the_full_names() -> None:
    found = post(f"登壇者：山田花子（司会）、鈴木太郎、編集部\n\n{transcript('**{name}**：{said}', names=('山田', '鈴木'))}")
    assert (found.host, found.guests) == ("山田花子", ("鈴木太郎",))


@pytest.mark.parametrize(
    "remark",
    [
        "Spot an error? [Send a pull request.](https://example.org/edit)",
        "*Made by a machine.*\n\nThis transcript has mistakes.\n\n[Corrections](https://example.org) are welcome.",
        "The transcript is below.\n\nThe transcription was made by Cleo Sand.",
        "(Auto-generated by a machine.)",
        "> Disclaimer: this was generated by a machine.",
        "Generado automáticamente, sin revisar.",
        "Length: 45 min\n\nRecorded: May 3, 2024",
        "**Date:** May 3\n**Place:** Hove",
    ],
)
def test_nobody_says_how_to_put_a_transcript_right(remark: str) -> None:
    assert spoken(post(f"## Transcript\n\n{remark}\n\n{transcript('**{name}:** {said}')}"))[0] == ("Ana Ruiz", "What is wax?")


@pytest.mark.parametrize(
    "said",
    ["Good evening. To err is an error, they say.", "We begin with a [book](https://example.org) on wax.", "So it began: with a queue."],
)
def test_an_opening_without_a_label_is_said(said: str) -> None:
    found = post(f"## Transcript\n\n{said}\n\n{transcript('**{name}:** {said}')}")
    assert "".join(part.spoken for part in found.turns[0].paragraphs) == said.replace("[", "").replace("](https://example.org)", "")


def test_an_interview_that_is_a_list_of_links_is_none() -> None:
    notes = "## Interview\n\n- Wax [site](https://example.org)\n- Bees [site](https://example.org/bees)\n\n## Question of the week\n\nWhy wax?\n\n"
    found = post(notes + transcript("{name}: {said}", names=("ANA", "BO")))
    assert "Wax site" not in " ".join(said for _, said in spoken(found))


@pytest.mark.parametrize("heading", ["📝 Full Transcript", "🎙️ Transcript", "Transcript 📝", "⏱️ Transcripción"])
def test_emoji_do_not_hide_what_a_heading_announces(heading: str) -> None:
    found = post(f"## Before\n\nWords.\n\n## {heading}\n\n{transcript('**{name}:** {said}')}\n\n## 🔗 Links\n\nMore of it.")
    assert not found.headings
    assert spoken(found)[-1] == ("Bo Lind", "They rest.")


def test_an_interview_that_begins_with_a_list_is_one() -> None:
    talk = "\n".join(f"- **{name}:** {said}" for name, said in zip(("Ana", "Bo") * 3, (*ASKED, *ANSWERED), strict=False))
    assert post(f"Hello.\n\n## Interview\n\n{talk}").turns[0].speaker == "Ana"


def test_questions_of_a_briefing_have_a_letter_and_blanks() -> None:
    pairs = "\n\n".join(f"Q    {asked}\n\nMS. RUIZ: {answered}" for asked, answered in zip(ASKED, ANSWERED, strict=True))
    found = post(f"MS. RUIZ: Good morning. I have two things.\n\n{pairs}", "title: Briefing by Ana Ruiz\n")
    assert spoken(found)[1:3] == [(None, "What is wax?"), ("Ana Ruiz", "Bees make it.")]


def test_a_word_behind_a_single_letter_is_no_question() -> None:
    found = post(f"{transcript('{name}: {said}')}\n\nQ Branch made it.\n\nAna Ruiz: Good.")
    assert spoken(found)[-2] == ("Bo Lind", "They rest. Q Branch made it.")


def test_what_a_fold_is_called_is_not_said_unless_it_asks() -> None:
    fold = "<details>\n<summary>Show the list</summary>\n\nWax, and honey.\n\n</details>"
    assert spoken(post(f"{transcript('**{name}:** {said}')}\n\n{fold}"))[-1] == ("Bo Lind", "They rest. Wax, and honey.")


@pytest.mark.parametrize(
    "note",
    [
        "Music: “Waltz” by Cleo Sand, CC BY.",
        "Credits: Cleo Sand (sound), Dan Moor (edit)",
        "Musique : Cleo Sand.",
        "Edited by Cleo Sand",
        "Tags: #bees #wax",
        "Disclaimer: these are our views.",
        "This work is licensed under CC BY.",
        "Published with permission of the speaker.",
        "Transcripción realizada por Cleo Sand.",
        "[Previous episode](/12) | [Next episode](/14)",
        "[← Honey](/12) · [Apple](https://example.org/a) · [Home](/)",
        "— End —",
    ],
)
def test_nobody_says_what_stands_below_a_transcript(note: str) -> None:
    assert spoken(post(f"{transcript('{name}: {said}')}\n\n{note}"))[-1] == ("Bo Lind", "They rest.")


@pytest.mark.parametrize(
    "said",
    [
        "Musicians like it, too.",
        "Tags are sewn on.",
        "Our music is by Cleo Sand.",
        "Music by Cleo Sand is fine.",
        "The end: nobody knows it.",
        "[Bees](/bees) like [wax](/wax).",
        "[Bees](/bees) and | [wax](/wax)",
        "End it is.",
    ],
)
def test_last_words_without_a_label_are_said(said: str) -> None:
    words = " ".join(part.spoken for part in post(f"{transcript('{name}: {said}')}\n\n{said}").turns[-1].paragraphs)
    assert words == f"They rest. {said.replace('[', '').replace('](/bees)', '').replace('](/wax)', '')}"


def test_headings_that_are_names_tell_who_asks() -> None:
    found = post("A talk.\n\n## Transcript\n\n" + transcript("### {name} ({time})\n\n{said}"))
    assert (found.host, found.guests) == ("Ana Ruiz", ("Bo Lind",))


def test_whoever_asks_most_is_the_host_although_there_are_empty_paragraphs() -> None:
    names = ("Ana Ruiz", "Bo Lind")
    found = post(transcript("<p><strong>{name}:</strong> {said}</p></br>", "\n", names) + "\n<p><strong>Bo Lind:</strong> Thanks.</p>")
    assert found.host == "Ana Ruiz"


MINUTES = """# 13th May 2024

| Name | Abbreviation | Of |
|------|--------------|----|
| Ana Ruiz | ARZ | Acme |
| Nora Brodo | NRO | Wax Works |

## Wax for all

Presenter: Ana Ruiz (ARZ)

ARZ: Wax is for all.

NRO: For all who want it.

ARZ: That is so.

## Honey

Presenter: Nora Brodo (NRO)

NRO: Honey is next.

ARZ: Go on, then.
"""


def test_minutes_say_who_presents_and_whose_initials_speak() -> None:
    found = post_of(MINUTES)
    assert {turn.speaker for turn in found.turns if any(part.spoken for part in turn.paragraphs)} == {"Ana Ruiz", "Nora Brodo"}
    assert [heading.text for heading in found.headings] == ["Wax for all", "Honey"]
