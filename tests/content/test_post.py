"""Posts: each case is a folder with a post and what `inspect --json` must tell of it."""

from pathlib import Path

import pytest

from pipeline.content.background import Background
from pipeline.content.inspection import to_json
from pipeline.content.post import Post
from pipeline.content.read_post import read
from tests.expected import FOLDERS, hold
from tests.posts import post_of

CASES = FOLDERS / "post"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_cases(case: Path) -> None:
    post, problems = read((case / "post.md").read_bytes(), f"episodes/{case.name}.md", Background(assets="https://blog.example"))
    hold(case / "expected.json", to_json(post, problems))


def told(text: str, path: str = "episodes/p.md") -> tuple[Post, list[str]]:
    post, problems = read(text.encode(), path, Background(assets="https://blog.example"))
    assert post
    return post, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("line", "is_left"),
    [
        ("<<<<<<< HEAD", True),
        ("<<<<<<< correct-wax\n\n>>>>>>> HEAD", True),
        ("    <<<<<<< HEAD", False),
        ("It began with <<<<<<< HEAD.", False),
        ("<<<<<<<", False),
    ],
)
def test_the_first_line_of_a_merge_conflict_without_its_others_is_told(line: str, *, is_left: bool) -> None:
    """Whoever has resolved one by hand may have forgotten it; the post is published all the same."""
    _, problems = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n### What is wax?\n\n**Ana:** These:\n\n{line}\n")
    warning = "episodes/p.md:10: warning: this line was left of a merge conflict (delete it, or indent it if it is an example)"
    assert problems == ([warning] if is_left else [])


def test_times_that_the_text_gives_are_kept() -> None:
    text = "---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n### What is it? [0:30]\n\n**Ana** (1:00): It.\n\n[1:30] More.\n\n<!-- at 2:00 -->\n\nMost.\n"
    post, problems = told(text)
    [section] = post.sections
    [turn] = section.turns
    assert section.heading
    assert (section.heading.text, section.heading.at, turn.at) == ("What is it?", 30_000, 60_000)
    assert [(paragraph.at, paragraph.spoken) for paragraph in turn.paragraphs] == [(60_000, "It."), (90_000, "More."), (120_000, "Most.")]
    assert problems == []


CAPTIONS = {
    "srt": "1\n00:00:01,000 --> 00:00:04,000\nWax is patient.\n\n2\n00:00:04,500 --> 00:00:09,000\nHoney is\nnot.\n\n3\n00:00:10,000 --> 00:00:12,000\nBees know.\n",
    "vtt": "00:01.000 --> 00:04.000 align:start position:0%\nWax is patient.\n\n00:04.500 --> 00:09.000\nHoney is\nnot.\n\n00:10.000 --> 00:12.000\nBees know.\n",
    "arrow": "[00:01 → 00:04] Wax is patient.\n\n[00:04.5 → 00:09] Honey is\nnot.\n\n[00:10 → 00:12] Bees know.\n",
}  # fmt: skip


@pytest.mark.parametrize("fence", ["", "```"])
@pytest.mark.parametrize("captions", CAPTIONS.values(), ids=CAPTIONS)
def test_captions_in_a_post_are_read_without_their_times(captions: str, fence: str) -> None:
    header = f"{fence}\nWEBVTT\n\n" if fence else ""
    post, _ = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n## Transcript\n\n{header}{captions}{fence}\n")
    said = [(paragraph.at, paragraph.spoken) for turn in post.turns for paragraph in turn.paragraphs]
    assert said == [(1_000, "Wax is patient."), (4_500, "Honey is not."), (10_000, "Bees know.")]


def test_a_transcript_in_a_code_fence_is_read() -> None:
    said = "Ana Ruiz: What is wax?\nBo Lind: It is <patient>.\n\nAna Ruiz: And honey?\nBo Lind: It is not.\n"
    post, _ = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\nAna meets Bo.\n\n```text\n{said}```\n")
    assert [(turn.line, turn.speaker) for turn in post.turns] == [(9, "Ana Ruiz"), (10, "Bo Lind"), (12, "Ana Ruiz"), (13, "Bo Lind")]
    assert [paragraph.spoken for turn in post.turns for paragraph in turn.paragraphs][1] == "It is <patient>."
    assert post.guests == ("Ana Ruiz", "Bo Lind")


def test_the_voices_of_captions_in_a_code_fence_speak() -> None:
    cues = "\n".join(f"00:0{at}.000 --> 00:0{at + 1}.000\n<v {name}>Wax.\n" for at, name in enumerate(("Ana", "Bo", "Ana", "Bo")))
    post, _ = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n## Transcript\n\n```vtt\nWEBVTT\n\n{cues}```\n")
    assert [(turn.at, turn.speaker) for turn in post.turns] == [(0, "Ana"), (1_000, "Bo"), (2_000, "Ana"), (3_000, "Bo")]


@pytest.mark.parametrize(
    "code",
    ["Error: wax\nError: honey\nError: bees\n", "wax = 1\nhoney = 2\nbees = 3\n", "Name: Wax\nAge: 3\nKind: Honey\n"],
)
def test_code_is_no_transcript(code: str) -> None:
    post, _ = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n### What is it?\n\n```\n{code}```\n")
    assert not any(paragraph.spoken for turn in post.turns for paragraph in turn.paragraphs)


def test_a_time_alone_is_that_of_the_words_behind_it() -> None:
    post, _ = told(
        "---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n### Bells\n\n[0:15]\n\nOne.\n\n[Time 0:00:35]\n\n```\ncode\n```\n\nTwo.\n\n(0:50)\n"
    )
    [turn] = post.turns
    assert [(paragraph.at, paragraph.spoken) for paragraph in turn.paragraphs] == [(15_000, "One."), (None, ""), (35_000, "Two.")]


@pytest.mark.parametrize("form", ["`video` {}", "Video | {}", "Video ({})", "**Video: {}**"])
def test_a_line_that_only_gives_a_time_of_the_video_is_not_spoken(form: str) -> None:
    parts = (
        f"## {name}\n\n{form.format(f'[0:{at}](https://youtu.be/abcDEF_12-x?t={at})')}\n\n{name}.\n\n"
        for name, at in (("Wax", 15), ("Honey", 35), ("Smoke", 55))
    )
    post, _ = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n{''.join(parts)}\nThe video 0:59 shows it.\n")
    said = [(paragraph.at, paragraph.spoken) for turn in post.turns for paragraph in turn.paragraphs]
    assert said == [(15_000, "Wax."), (35_000, "Honey."), (55_000, "Smoke."), (None, "The video 0:59 shows it.")]


def test_what_is_shown_and_not_spoken() -> None:
    body = "*A note.*\n\n`code` words [laughs].\n\n```\ncode\n```\n\n![](x.png)\n\n| a |\n| - |\n| b |\n\n**See also:**\n\n- one\n- two\n\nhttps://a.example\n\n> A quote."
    post, _ = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n### What is it?\n\n**Ana:** It.\n\n{body}\n")
    [turn] = post.turns
    assert [paragraph.spoken for paragraph in turn.paragraphs if paragraph.spoken] == ["It.", "code words.", "A quote."]
    assert len(turn.paragraphs) == 10


@pytest.mark.parametrize(
    ("link", "spoken"),
    [
        ("[Of wax (live)](https://www.youtube.com/watch?v=abcDEF_12-x)", ""),
        ("[Of wax, as it is](https://youtu.be/abcDEF_12-x?t=12)", "Of wax, as it is"),  # said there
        ("[It is wax.](https://youtu.be/abcDEF_12-x)", "It is wax."),
        ("[wax](https://wax.example)", "wax"),
    ],
)
def test_the_title_of_a_video_alone_in_its_paragraph_is_not_spoken(link: str, spoken: str) -> None:
    post, _ = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n### What is it?\n\n{link}\n\nBees make it.\n")
    assert [paragraph.spoken for paragraph in post.turns[0].paragraphs] == [spoken, "Bees make it."]


@pytest.mark.parametrize("picture", ["![Bees](bees.png)", "[![Bees](bees.png)](https://bees.example)"])
@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        ("*In their hive*", ""),
        ("_In their hive, by [Ana](/ana)_", ""),
        ("Bees", ""),
        ("They hum.", "They hum."),
        ("*They* hum.", "They hum."),
        ("*Why do they hum?*", "Why do they hum?"),
        ("They hum. Photo: Bo Lind", ""),
        ("Bienen im Stock. Foto: Bo Lind", ""),
        ("(Foto: © Bo Lind)", ""),
        ("They hum (photo by Bo Lind)", ""),
        ("They hum. This photo: bees. It is mine.", "They hum. This photo: bees. It is mine."),
        ("They hum in a photo by the hive. See?", "They hum in a photo by the hive. See?"),
    ],
)
def test_the_caption_behind_a_picture_is_not_spoken(picture: str, words: str, spoken: str) -> None:
    for break_ in (" ", "\n", "  \n"):
        post, _ = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n### What is it?\n\nWax.\n\n{picture}{break_}{words}\n")
        assert [paragraph.spoken for paragraph in post.turns[0].paragraphs] == ["Wax.", spoken]


@pytest.mark.parametrize("credit", ["Photo: Bo Lind", "Fotó: Bo Lind", "Fotografía: Ana Ruiz", "Фото: Анна Иванова"])
def test_who_took_a_picture_is_not_spoken_in_a_line_of_its_own(credit: str) -> None:
    post, _ = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n### What is it?\n\nWax.\n\n{credit}\n\nMore.\n\n### Why?\n\nIt burns.\n")
    assert [paragraph.spoken for paragraph in post.turns[0].paragraphs] == ["Wax.", "", "More."]


@pytest.mark.parametrize("words", ["Subscribe", "Thanks for reading! Subscribe for free to receive new posts and support my work."])
def test_the_words_of_a_newsletters_buttons_are_not_spoken(words: str) -> None:
    post, _ = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n### What is it?\n\n**Ana:** It.\n\n{words}\n\nMore.\n")
    [turn] = post.turns
    assert [paragraph.spoken for paragraph in turn.paragraphs] == ["It.", "", "More."]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("[F]or us, bee[s] are kept[...]", "For us, bees are kept"),
        ("We need[ed] th[is] wax [laughs].", "We needed th wax."),
        ("Wax [sic] of bees[1], [a] lot.", "Wax of bees, lot."),
        ("蜂蜡[笑]很好。", "蜂蜡 很好。"),
    ],
)
def test_a_part_of_a_word_that_an_editor_has_changed_is_spoken(written: str, spoken: str) -> None:
    post, _ = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n### What is it?\n\n**Ana:** {written}\n")
    assert post.turns[0].paragraphs[0].spoken == spoken


def test_notes_above_the_first_heading_are_told() -> None:
    _, problems = told("---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n<!-- at 1:00 -->\n\n### What is it?\n\n**Ana:** It.\n")
    assert problems == [
        "episodes/p.md:6: warning: this note is above the first heading of the conversation (move it below the heading that it is about)"
    ]


@pytest.mark.parametrize("name", ["..md", ".hidden.md", "a:b.md", "what?.md", "a%2Fb.md", "it's.md", "Jürgen.md", f"{'x' * 101}.md"])
def test_names_that_can_be_no_address_are_refused(name: str) -> None:
    _, [problem] = told("---\ntitle: T\naudio: a.mp3\n---\n", f"episodes/{name}")
    assert "cannot be used in an episode's address" in problem
    assert "rename the file, and its folder if it has one: up to 100 letters" in problem


def test_headings_that_name_the_conversation_or_follow_it_are_none_of_it() -> None:
    text = "---\ntitle: T\nvideo: abcDEF_12-x\n---\n\nIntro.\n\n## About the guest\n\nBorn.\n\n## Interview\n\n### What is it?\n\n**Ana:** It.\n\n## Links\n\n- [a](https://a.example)\n"
    post, _ = told(text)
    assert [heading.text for heading in post.headings] == ["What is it?"]
    assert post.intro == "<p>Intro.</p>\n<h2>About the guest</h2>\n<p>Born.</p>"
    assert post.notes.endswith('<h2>Links</h2>\n<ul>\n<li><a href="https://a.example" rel="noopener">a</a></li>\n</ul>')


def test_headings_that_are_topics_are_all_chapters() -> None:
    turns = "**Ana:** Words.\n\n**Bo:** Words.\n\n**Ana:** Words.\n\n**Bo:** Words.\n\n"
    post, _ = told(
        f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n## Wax\n\n{turns}## 2. What is honey?\n\n{turns}## Smoke: a warning\n\n{turns}"
    )
    assert [(str(heading.kind), heading.speaker, heading.chapter) for heading in post.headings] == [
        ("topic", None, "Wax"),
        ("topic", None, "What is honey?"),
        ("topic", None, "Smoke: a warning"),
    ]


@pytest.mark.parametrize(("more", "told"), [("", True), ("chapters: off\n", False), ("speakers: [Ana Ruiz]\n", False)])
def test_a_long_text_without_questions_and_speakers_is_told(more: str, told: bool) -> None:
    words = "And so the wheel went on to turn.\n\n" * 80
    _, problems = read(f"---\ntitle: T\nvideo: abcDEF_12-x\n{more}---\n\n{words}".encode(), "p.md")
    assert [(problem.place.line, problem.is_error, "640 words" in problem.message) for problem in problems] == [
        (7 - (not more), False, True)
    ] * told


@pytest.mark.parametrize("anchor", ["[[of-wax]]", " {#of-wax}"])
def test_a_title_from_a_heading_has_no_anchor(anchor: str) -> None:
    post, _ = told(f"# Of wax{anchor}\n\nhttps://youtu.be/abcDEF_12-x\n\n### Why?\n\n**Ana:** So.\n")
    assert post.title == "Of wax"


def test_words_of_wikis_are_kept_and_anchors_are_not() -> None:
    text = "See [[a b]], [[x|y]], ([[z]]), [[p#q]]. Tip[[tip]] ![[c.png]]![[d]]\n\n[[macro]]\n\n高い？[[高い？]]\n\nA [1] and a == b, c == d.\n"
    post, _ = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n{text}")
    assert post.intro == "<p>See a b, y, (z), p. Tip</p>\n<p>高い？</p>\n<p>A [1] and a == b, c == d.</p>"


def test_a_sign_alone_is_no_summary() -> None:
    """Ghost's callouts begin with one, in a block of its own."""
    post, _ = read("---\ntitle: Tea\n---\n\n<div>💡</div>\n\nTea it is.\n\n### Why?\n\n**Ana:** So.\n".encode(), "episodes/tea.md")
    assert post is not None
    assert post.summary == "Tea it is."


def test_of_several_parts_the_introduction_is_not_the_title() -> None:
    for parts, title in (("# Introduction\n\nBees.", "Introduction"), ("# Introduction\n\nBees.\n\n# Wax\n\nSoft.", "of wax")):
        post, _ = read(f"{parts}\n".encode(), "episodes/of-wax.md")
        assert post
        assert post.title == title


def test_links_that_lead_nowhere_are_their_words() -> None:
    text = "**Bo:** I have a [Wax Box 9][wax-box-9], [Smoke][] and [wax][2]. [laughs][applause]\n\n**Bo:** See [Wax][honey].\n"
    said = [paragraph for turn in post_of(f"---\ntitle: Of wax\n---\n\n{text}").turns for paragraph in turn.paragraphs]
    assert [paragraph.spoken for paragraph in said] == ["I have a Wax Box 9, Smoke and wax.", "See."]
    assert said[0].html == "<p>I have a Wax Box 9, Smoke and wax. [laughs][applause]</p>"


def test_what_mkdocs_replaces_is_not_said() -> None:
    text = '## Of wax {: data-search-exclude }\n\n**Bo:** Wax.\n\n**Bo:** Honey. --8<-- "content/bo.md"\n'
    post = post_of(f"---\ntitle: Of bees\n---\n\n{text}")
    assert [heading.text for heading in post.headings] == ["Of wax"]
    assert [paragraph.spoken for turn in post.turns for paragraph in turn.paragraphs] == ["Wax.", "Honey."]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-05-03-wax", "2024-05-03"),
        ("2024-5-3-wax", "2024-05-03"),
        ("2024-05-03_wax", "2024-05-03"),
        ("2024-05-03", "2024-05-03"),
        ("2024-05-03wax", None),
        ("2024-13-03-wax", None),
        ("24-05-03-wax", None),
        ("wax-2024-05-03", None),
    ],
)
def test_a_post_may_be_dated_by_its_name(name: str, day: str | None) -> None:
    post, _ = told("---\ntitle: T\n---\n\nBees.\n", f"episodes/{name}.md")
    assert (post.date and post.date.isoformat()) == (day and f"{day}T00:00:00")


@pytest.mark.parametrize(
    ("written", "day"), [("date: 2024-06-07", "2024-06-07T00:00:00"), ("pubDate: 2024-06-07", "2024-06-07T00:00:00"), ("date: soon", None)]
)
def test_what_the_front_matter_says_of_the_date_counts(written: str, day: str | None) -> None:
    post, _ = told(f"---\ntitle: T\n{written}\n---\n\nBees.\n", "episodes/2024-05-03-wax.md")
    assert (post.date and post.date.isoformat()) == day


LISTED = "[00:00] Of bees\n[00:35] Meet Bo: the keeper of bees\n[02:00] Of wax"


@pytest.mark.parametrize("listed", [LISTED, LISTED.replace("\n", "\n\n"), f"- {LISTED}".replace("\n", "\n- ")])
def test_a_list_of_the_headings_is_said_by_nobody(listed: str) -> None:
    parts = LISTED.split("\n")
    talk = "\n\n".join(f"## {part}\n\n**Ana:** Why is that so?\n\n**Bo:** It just is." for part in parts)
    post, problems = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\nWe spoke of bees.\n\n{listed}\n\n{talk}\n")
    assert [(heading.text, heading.at) for heading in post.headings] == [
        ("Of bees", 0), ("Meet Bo: the keeper of bees", 35_000), ("Of wax", 120_000),
    ]  # fmt: skip
    assert {turn.speaker for turn in post.turns} == {"Ana", "Bo"}
    assert problems == []


def test_lines_of_which_few_are_headings_are_said() -> None:
    post, _ = told("---\ntitle: T\n---\n\n## Bo: of wax\n\nBo: of wax\nAna: Is it soft?\nBo: It is.\n\nAna: And sweet?\n")
    assert {"Ana", "Bo"} <= {turn.speaker for turn in post.turns}


@pytest.mark.parametrize(
    ("line", "spoken"),
    [
        ("**Read more:** [Of honey](honey.md)", ""),
        ("► À lire aussi : [Du miel](miel.md)", ""),
        ("**LEIA TAMBÉM:** [Do mel](mel.md)", ""),
        ("Lesen Sie auch: [Vom Honig](honig.md)", ""),
        ("**Related: [Of honey](honey.md)**", ""),
        ("Read more: [Of honey](honey.md) tells all of it.", "Read more: Of honey tells all of it."),
        ("Related hives, such as [ours](hive.md)", "Related hives, such as ours"),
        ("Read more of [what I wrote](hive.md)", "Read more of what I wrote"),
    ],
)
def test_a_line_that_leads_to_another_text_is_not_spoken(line: str, spoken: str) -> None:
    post, _ = told(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n### What is it?\n\nWax.\n\n{line}\n\nBees make it.\n")
    [turn] = post.turns
    assert [paragraph.spoken for paragraph in turn.paragraphs] == ["Wax.", spoken, "Bees make it."]
