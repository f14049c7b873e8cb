"""What pandoc's own Markdown has is no text for readers, and each line stays where it is."""

import pytest

from pipeline.content.markup.pandoc import without_dialect
from pipeline.content.post import Kind
from tests.pace import grows_evenly
from tests.posts import post_of

MEANT = {
    "[wax]{.underline} burns": "wax burns",
    '[wax]{#w .a .b style="color: red"} burns': "wax burns",
    "[]{#anchor}Wax": "Wax",
    "[[wax]{.underline}](https://wax.example)": "[wax](https://wax.example)",
    "[of [wax](https://wax.example){.c5} and]{.c9} bees": "of [wax](https://wax.example) and bees",
    "[wax and\nhoney]{.c1}": "wax and\nhoney",
    "[wax]{.a\nkey=1} and": "wax\n and",
    '![A hive](hive.png){width="4in"\nheight="2in"}': "![A hive](hive.png)\n",
    "[wax][1]{.external}": "[wax][1]",
    "`wax.py`{.literal}": "`wax.py`",
    '`<span id="wax">`{=html}': '<span id="wax">',
    '[Why wax?]{.c2 style="font-weight:700"}': "**Why wax?**",
    '[ and ]{style="font-weight:700"}': " and ",
    r"**[What]{.u}[']{.u}[s wax?]{.u}**": "**What's wax?**",
    '## Why wax? {#why-wax .block key="v"}': "## Why wax?",
    "Why wax? {#why-wax}\n--------": "Why wax?\n--------",
    "Wax.\\\n\\\n**Bo:** Bees.\\\n\nAna": "Wax.\n\n**Bo:** Bees.\n\nAna",
    "\\\n\nWax": "\n\nWax",
}


@pytest.mark.parametrize("written", MEANT)
def test_what_only_pandoc_knows_is_left_out(written: str) -> None:
    assert without_dialect(written) == MEANT[written]
    assert written.count("\n") == MEANT[written].count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "`[wax]{.underline}`",
        r"\[wax]{.underline}",
        "[wax]{of bees}",
        "$a[i]{x}$",
        "[a\n\nb]{.c}",
        "[wax] {.c}",
        "f(x){.c}",
        "Wax {.c} burns",
        "Of wax {.c}",
        "## Wax {t=12:34}",
        "## Wax {#t=12:34}",
        "Wax\\\nburns",
        "$$a \\\\\n\\\\\n$$",
        "| a | b |\\\n\nc",
    ],
)
def test_lookalikes_stay(text: str) -> None:
    assert without_dialect(text) == text


GRID = """\
+----------+----------------+
| **Ana:** | Why do you     |
|          | keep bees?     |
+----------+----------------+
| **Bo:**  | For the wax.   |
|          |                |
|          | And the honey. |
+----------+----------------+
"""


def test_a_table_drawn_with_lines_may_say_who_speaks() -> None:
    assert without_dialect(GRID) == "\n**Ana:** Why do you\nkeep bees?\n\n**Bo:** For the wax.\n\nAnd the honey.\n\n"
    post = post_of(f"---\ntitle: On bees\n---\n\n{GRID}{GRID.split(chr(10), 1)[1]}")
    assert [turn.speaker for turn in post.turns] == ["Ana", "Bo"] * 2


def test_any_other_table_stays_as_it_is() -> None:
    table = GRID.replace("**Ana:**", "Summer  ")
    assert without_dialect(table) == table
    columns = GRID.replace("|          | keep", "| in June  | keep")
    assert without_dialect(columns) == columns


def test_a_long_heading_loses_its_anchor_too() -> None:
    question = "What would you tell somebody who has never kept bees but would like to begin with two hives in a town by the sea?"
    anchor = question.lower().replace(" ", "-").rstrip("?")
    post = post_of(
        f"---\ntitle: On bees\n---\n\n### **{question}** {{#{anchor}}}\n\n**Bo:** Wax.\n\n### Why do you keep bees? {{#why}}\n\n**Bo:** Bees.\n"
    )
    assert [(heading.text, heading.kind) for heading in post.headings] == [
        (question, Kind.QUESTION),
        ("Why do you keep bees?", Kind.QUESTION),
    ]


@pytest.mark.parametrize("fence", ["```{=html}", "``` {=html}", "~~~ {=html}"])
def test_html_that_is_passed_on_may_hold_the_player(fence: str) -> None:
    text = f'---\ntitle: On bees\n---\n\n{fence}\n<iframe src="https://www.youtube.com/embed/abcDEF_12-x"></iframe>\n{fence[:3]}\n\n**Bo:** Wax.\n'
    post = post_of(text)
    assert post.video
    assert (post.video.id, post.video.line) == ("abcDEF_12-x", 6)


@pytest.mark.parametrize(
    "box",
    [
        '::: {#youtube2-abcDEF_12-x .youtube-wrap attrs="{\\"videoId\\":\\"abcDEF_12-x\\",\\"startTime\\":null}"}',
        '::: {.video-block block-json="{\\"url\\":\\"https://www.youtube.com/watch?v=abcDEF_12-x\\"}" type="32"}',
    ],
)
def test_attributes_of_a_box_may_name_the_player(box: str) -> None:
    post = post_of(f"---\ntitle: On bees\n---\n\nOf wax.\n\n{box}\n::: youtube-inner\n:::\n:::\n\n**Bo:** Wax.\n\n**Ana:** Why?\n")
    assert post.video
    assert post.video.id == "abcDEF_12-x"
    assert ":::" not in post.notes


def test_a_box_that_is_called_after_a_video_is_no_text() -> None:
    talk = "**Ana:** Why wax?\n\n**Bo:** It burns.\n\n" * 2
    post = post_of(f"---\ntitle: On bees\n---\n\nOf wax.\n\n::: {{.video-wrapper}}\n:::\n\n::: youtube-embed\n:::\n\n{talk}")
    assert post.intro == "<p>Of wax.</p>"


@pytest.mark.parametrize(
    "piece",
    ["[", "[a]{.b}", "[[a]{.b}", "[a]{.b ", '[a]{b="', "`", "](", "](a\n", "a {.b", "\\\n", "\\\n\\\n", "a {.b}\n---\n", "+---+---+\n| **a:** | b |\n", "+---+---+\n", "| a: | b |\n"],
)  # fmt: skip
def test_long_texts_take_little_time(piece: str) -> None:
    assert grows_evenly(lambda count: without_dialect(piece * count), 3_000)


def test_code_keeps_what_would_be_attributes_or_macros() -> None:
    code = ("f{.wax}", "{{ wax }}", "{% wax %}", "[[wax]]", "{: .wax}")
    talk = "**Ana:** Why wax?\n\n**Bo:** It burns.\n\n" * 3
    post = post_of(
        f"---\ntitle: On bees\n---\n\n{talk}Write {' or '.join(f'`{each}`' for each in code)}, [{{% no %}} and `{{{{ wax }}}}`](https://wax.example) {{{{ no }}}}.\n"
    )
    shown = post.turns[-1].paragraphs[-1].html
    assert all(f"<code>{each}</code>" in shown for each in code)
    assert shown.count("{{ wax }}") == 2
    assert "no" not in shown.replace("noopener", "")
