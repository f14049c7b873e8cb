"""Lines with nothing but a name and a time above what is said, as programs for transcription and people write them."""

import pytest

from pipeline.content.post import Post
from tests.posts import post_of

SAID = ("Why wax?", "It burns, and it keeps.", "And honey?", "Honey only keeps.", "Who told you?", "The bees did.")
SPOKEN = "{name} {minutes} minutes {seconds} seconds"
FORMS = {
    "hyphen": "{name} - {time}\n{said}",
    "hyphen, apart": "{name} - {time}\n\n{said}",
    "dash": "{name} — {time}\n\n{said}",
    "bullet": "{name} • {time}\n{said}",
    "at": "{name} @ {time}\n{said}",
    "hyphens": "{name} -- {time}\n{said}",
    "slash": "{name} / {time}\n{said}",
    "tilde": "{name} ~ {time}\n{said}",
    "wide bar": "{name}｜{time}\n{said}",
    "span": "{name} - {time} - {time}\n{said}",
    "span in brackets": "{name} - [{time} --> {time}]\n{said}",
    "below": "{name}\n{time}\n{said}",
    "below, apart": "{name}\n\n{time}\n\n{said}",
    "below in brackets": "**{name}**\n({time})\n{said}",
    "below in words": "{name}\n{minutes} minutes {seconds} seconds\n{said}",
    "in German": "{name} {minutes} Minuten {seconds} Sekunden\n{said}",
    "in Spanish": "{name} {minutes} minutos {seconds} segundos\n{said}",
    "in French": "{name} {minutes} minutes {seconds} secondes\n{said}",
    "comma": "{name}, {time}\n{said}",
    "brackets": "\\[{name}\\] {time}\n\n{said}",
    "frames": "00:{time}:12 - {name}\n{said}",
    "frames in brackets": "[00:{time}:12] {name}: {said}",
    "frames above": "00:{time}:12 - 00:{time}:20\n{name}\n{said}",
    "firm": "{time} - {name} (Wax Works)\n{said}",
    "firm, apart": "{time} - {name} (Wax Works)\n\n{said}",
    "bar": "{time} | {name}\n{said}",
    "code": "**{name}** `{time}`\n\n{said}",
    "code before": "`{time}` **{name}** {said}",
    "code behind": "**{name}** `{time}` {said}",
    "in words": SPOKEN + "\n{said}",
    "in words and digits": SPOKEN + "\n{minutes}:{seconds}\n\n{said}",
    "in words and digits, apart": SPOKEN + "\n\n{minutes}:{seconds}\n\n{said}",
    "doubled": "{initials}\n\n{name}\n{minutes} minutes {seconds} seconds{minutes}:{seconds}\n" + SPOKEN + "\n{said}",
    "doubled, apart": "{name}\n\n{minutes} minutes {seconds} seconds\n\n{minutes}:{seconds}\n\n" + SPOKEN + "\n\n{said}",
    "at in brackets": "**{name}** (at {time}): {said}",
    "behind brackets": "**{name} ({time})** - {said}",
    "bar before a label": "{time} | **{name}:** {said}",
    "with what is said in brackets": "[{name} - {time}] {said}",
    "above in brackets": "[{name}, {time}]\n{said}",
    "span with the name": "[{name} - {time}-{time}]: {said}",
    "heading": "##### {name} — {time}\n\n{said}",
    "heading with a comma": "#### {name}, {time}\n\n{said}",
}


def transcript(form: str, names: tuple[str, ...] = ("Ana Ruiz", "Bo Lind")) -> str:
    return "\n\n".join(
        form.format(
            name=names[place % len(names)],
            said=said,
            time=f"0{place + 1}:1{place}",
            minutes=place + 1,
            seconds=f"1{place}",
            initials="".join(word[0] for word in names[place % len(names)].split()),
        )
        for place, said in enumerate(SAID)
    )


def post(body: str, title: str = "Ana Ruiz asks Bo Lind") -> Post:
    return post_of(f"---\ntitle: {title}\n---\n\nhttps://youtu.be/abcDEF_12-x\n\n{body}\n")


def spoken(found: Post) -> list[tuple[str | None, str, int | None]]:
    """Who says what, and in which second that begins; a heading that is a name gives its time to what stands below."""
    told: list[tuple[str | None, str, int | None]] = []
    at = None
    for section in found.sections:
        at = section.heading.at if section.heading else None
        for turn in section.turns:
            at = turn.at if at is None else at
            if words := " ".join(paragraph.spoken for paragraph in turn.paragraphs):
                told.append((turn.speaker, words, None if at is None else at // 1000))
                at = None
    return told


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_name_and_a_time_above_what_is_said(form: str) -> None:
    expected = [(("Ana Ruiz", "Bo Lind")[place % 2], said, (place + 1) * 60 + 10 + place) for place, said in enumerate(SAID)]
    assert spoken(post(transcript(form))) == expected


@pytest.mark.parametrize("form", ["{name} - {time}\n{said}", SPOKEN + "\n{said}", "[{name}] {time}\n\n{said}"])
def test_first_names_above_what_is_said(form: str) -> None:
    assert [speaker for speaker, *_ in spoken(post(transcript(form, ("Ana", "Bo"))))] == ["Ana Ruiz", "Bo Lind"] * 3


def test_a_whole_minute_has_no_seconds_in_words() -> None:
    text = transcript(SPOKEN + "\n{said}").replace("4 minutes 13 seconds", "4 minutes")
    assert spoken(post(text))[3] == ("Bo Lind", "Honey only keeps.", 240)


@pytest.mark.parametrize("form", ["### {name} - {time}\n\n{said}", "### {name} ({time})\n\n{said}"])
def test_headings_with_times_name_who_speaks_although_nothing_else_does(form: str) -> None:
    assert [speaker for speaker, *_ in spoken(post(transcript(form), "Of wax and honey"))] == ["Ana Ruiz", "Bo Lind"] * 3


@pytest.mark.parametrize(
    "names",
    [
        ("A. B. Ruiz", "J. R. R. Lind"),
        ("Ana R.", "Bo Lind Jr."),
        ("ana ruiz", "bo lind"),
        ("wax_ana", "bo99"),
        ("王小雨", "李明"),
        ("ليلى حداد", "עומר כהן"),
        ("Unknown Speaker", "Bo Lind"),
        ("Ana de la Cruz", "Bo van der Berg", "Cem Aydin"),
    ],
    ids=lambda names: names[0],
)
@pytest.mark.parametrize("form", ["{name} - {time}\n{said}", "{name}\n{time}\n{said}", "{name} - 1:{time}\n{said}"])
def test_names_of_all_kinds_above_what_is_said(form: str, names: tuple[str, ...]) -> None:
    expected = [(names[place % len(names)], said) for place, said in enumerate(SAID)]
    assert [told[:2] for told in spoken(post(transcript(form, names), "Of wax and honey"))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Room A - 09:00\nAna shows wax.\n\nRoom B - 09:30\nBo shows honey.\n\nRoom A - 10:15\nWe eat.\n\nRoom B - 11:00\nWe go home.",
        "web - 10:00:01\nIt has started.\n\ndisk - 10:00:02\nIt is full.\n\nweb - 10:00:05\nIt has stopped.\n\ndisk - 10:00:09\nIt is empty.",
        "Plank\n01:00\nKeep it straight.\n\nRest\n00:30\nBreathe.\n\nPlank\n01:00\nKeep it straight.\n\nRest\n00:30\nBreathe.",
        "Ana Ruiz\n12:31\n\nBo Lind\n12:42\n\nAna Ruiz\n12:53\n\nBo Lind\n13:04",
        "### Room A - 09:00\n\nAna shows wax.\n\n### Room B - 09:30\n\nBo shows honey.\n\n### Room A - 10:15\n\nWe eat.\n\n### Room B - 11:00\n\nWe go home.",
        "### Get Wax\n\nIt gets wax.\n\n### Put Wax\n\nIt puts wax.\n\n### Get Wax\n\nIt gets more.\n\n### Put Wax\n\nIt puts more.",
        "[Music - 00:13] It plays.\n\n[Wind - 01:14] It blows.\n\n[Music - 02:15] It plays on.",
        "Of wax - 00:10\nHow it burns.\n\nOf honey - 04:10\nHow it keeps.\n\nOf bees - 08:10\nHow they live.",
        "Ana Ruiz - 00:10\nBo Lind - 04:10\nAna Ruiz - 08:10\nBo Lind - 12:10",
        "Ana Ruiz - 09:30\nHow wax burns.\n\nBo Lind - 10:30\nHow honey keeps.\n\nCem Aydin - 11:30\nHow bees live.\n\nDora Wu - 12:30\nHow it ends.",
        "Plank - 01:00\nKeep your back straight.\n\nRest - 00:30\nBreathe.\n\nPlank - 01:00\nKeep it straight.\n\nRest - 00:30\nBreathe.",
        "Talk - 09:00\nOf wax.\n\nBreak - 10:00\nWe drink tea.\n\nWorkshop - 10:30\nOf honey.\n\nLunch - 12:00\nWe eat.\n\nTalk - 13:00\nOf bees.",
        "Nginx - 10:00:01\nstarted\n\nRedis - 10:00:02\nstarted\n\nNginx - 10:00:05\nstopped\n\nRedis - 10:00:09\nstopped",
        "Plank 2 minutes\nKeep it straight.\n\nRest 3 minutes\nBreathe.\n\nPlank 4 minutes\nKeep it straight.\n\nRest 5 minutes\nBreathe.",
        "Smoke the hive for 2 minutes 30 seconds\nand wait for 3 minutes 10 seconds\nuntil the bees are calm.",
    ],
)
def test_other_lines_with_times_are_nobodys_turns(text: str) -> None:
    found = post(text, "Of wax and honey")
    assert not {turn.speaker for turn in found.turns} - {None}
