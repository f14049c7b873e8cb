"""Markdown as converters and engines leave it is rendered as it was meant, and each line stays where it is."""

import re
from collections.abc import Sequence

import pytest

from pipeline.content.markup import document
from pipeline.content.markup.markdown import render
from pipeline.content.read_post import read
from tests.pace import grows_evenly
from tests.posts import post_of


def rendered(text: str) -> str:
    """The HTML without the lines that its blocks have, and what stands for the tags of boxes."""
    return re.sub(r' data-sourcepos="[^"]*"|<!--\[/?box\].*-->\n', "", render(text)).strip()


@pytest.mark.parametrize(
    "written", ["**What is wax? **", "** What is wax?**", "** What is wax? **", "**What is wax?\n**", "**What is wax?  \n**"]
)
def test_blanks_within_the_signs_of_bold_are_taken_for_those_outside(written: str) -> None:
    assert rendered(written) == "<p><strong>What is wax?</strong></p>"


@pytest.mark.parametrize("label", ["** Ana:**", "**Ana: **", "** Ana Ruiz: **"])
@pytest.mark.parametrize("time", ["[00:12:34]", "12:34", "(1:02.345)"])
def test_so_are_those_of_a_label_behind_a_time(time: str, label: str) -> None:
    assert rendered(f"{time} {label} Wax.") == f"<p>{time} <strong>{label.strip(' *')}</strong> Wax.</p>"


@pytest.mark.parametrize("written", ["12:34 ** Ana ** wax", "At 12:34 ** Ana:** wax", "12:34 ** Wax. Ana:\n** wax"])
def test_signs_behind_a_time_that_are_no_label_stay(written: str) -> None:
    assert "<strong>" not in rendered(written)


@pytest.mark.parametrize("behind", ["*Wax* burns.", "**Wax** burns."])
def test_the_end_of_a_paragraph_that_nothing_begins_is_left_out(behind: str) -> None:
    below = rendered(behind)
    assert rendered(f"Bees hum.\n\n</p>\n{behind}") == f"<p>Bees hum.</p>\n{below}"
    assert rendered(f"<p>\n{behind}\n</p>\n{behind}") == f"<p>\n{behind}\n</p>\n{behind}"


TALK = [("Ana Ruiz", "Why wax?"), ("Bo Lind", "It *burns*."), ("Ana Ruiz", "And honey?"), ("Bo Lind", "It is sweet.")]


@pytest.mark.parametrize(
    "form",
    ['<p class="speaker">{}</p>\n<p>{}</p>', "<p><span class='t speaker-name'>{}:</span> {}</p>", '<div class="speaker">{}</div>\n\n{}'],
)
def test_an_element_of_html_may_name_who_speaks(form: str) -> None:
    body = "\n\n".join(form.format(*said) for said in TALK)
    post = post_of(f"---\ntitle: Of wax\n---\n\n{body}\n")
    assert [turn.speaker for turn in post.turns] == [name for name, _ in TALK]


@pytest.mark.parametrize("names", [["Ana Ruiz on stage"], ["Ana Ruiz", "Bo Lind", "Cy Berg"]])
def test_elements_that_name_each_speaker_once_are_no_labels(names: list[str]) -> None:
    cards = "\n\n".join(f'<p class="speaker">{name}</p>' for name in names)
    assert rendered(cards) == cards.replace("\n\n", "\n")


def test_numbers_behind_letters_are_no_talk() -> None:
    assert rendered("Our stall is at\nQ 1 in the hall\nA 4 is for cars") == "<p>Our stall is at\nQ 1 in the hall\nA 4 is for cars</p>"


def test_so_they_are_in_a_heading() -> None:
    assert rendered("## **1. What is wax? **") == "<h2><strong>1. What is wax?</strong></h2>"


def test_a_label_with_its_blank_in_bold_is_one() -> None:
    assert rendered("**Ana: **Wax **burns**.") == "<p><strong>Ana:</strong> Wax <strong>burns</strong>.</p>"


@pytest.mark.parametrize("label", ["**Ana:**", "**Ana**:", "<strong>Ana:</strong>", "[0:12] **Ana**:", "<b>Ana</b>:"])
@pytest.mark.parametrize("words", ["Wax burns.", "“Wax” burns.", "(Laughs.)"])
def test_a_label_in_bold_may_lack_the_blank_behind_it(label: str, words: str) -> None:
    talk = "\n\n".join(f"{written}{words}" for written in (label, label.replace("Ana", "Bo")) * 2)
    post = post_of(f"---\ntitle: Of wax\n---\n\n{talk}\n")
    assert [turn.speaker for turn in post.turns] == ["Ana", "Bo"] * 2


@pytest.mark.parametrize("written", ["**std::**wax", "**12:**30", "of **wax:**honey", "<b>http:</b>//a.example"])
def test_a_colon_in_bold_without_a_blank_may_be_no_label(written: str) -> None:
    assert ": " not in rendered(written)


@pytest.mark.parametrize("written", ["**Wax", "** * **", "a ** b **", "**wax\n\n**", "**", "Of **wax **"])
def test_signs_that_set_nothing_in_bold_stay(written: str) -> None:
    assert "<strong>" not in rendered(written)


@pytest.mark.parametrize(
    "written",
    [
        '<span style="font-size: 120%">**What is wax?**</span>',
        '<font color="navy">**What is wax?**</font>',
        '<p><span style="color: navy"><strong>What is wax?</strong></span></p>',
    ],
)
def test_what_gives_bold_words_a_colour_or_size_is_left_out(written: str) -> None:
    assert rendered(written) == "<p><strong>What is wax?</strong></p>"


@pytest.mark.parametrize("weight", ["bold", "700"])
def test_a_span_may_set_words_in_bold(weight: str) -> None:
    span = f'<span style="font-weight: {weight};">'
    written = f"{span}What is\nwax?</span>  \n{span}  \n</span>What bees make."
    assert rendered(written) == "<p><b>What is\nwax?</b></p>\n<p>What bees make.</p>"


def test_words_within_a_span_stay_there() -> None:
    assert "<span" in rendered('<span class="wax">**Wax** and honey</span>.')


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("~~Um, ~~wax burns.", "wax burns."),
        ("Wax~~ um, well, ~~burns.", "Wax burns."),
        ("Wax, ~~um, ~~ ~~well,~~ it burns.", "Wax,   it burns."),
        ("~~So, ~~\n\nWax burns.", "Wax burns."),
        ("Wax~~ itself~~, it~~ just ~~burns.", "Wax, it burns."),
        ("So **~~um, ~~wax** burns.", "So <strong>wax</strong> burns."),
    ],
)
def test_words_that_were_cut_from_the_sound_are_left_out(written: str, left: str) -> None:
    assert rendered(written) == f"<p>{left}</p>"


@pytest.mark.parametrize("text", ["It costs ~~ 5 or ~~ 6 pounds.", "Write ~~ and ~~ around it.", "Is `$wax ~~ @wax` or `$bee ~~ @bee` it?"])
def test_what_stands_between_tildes_with_blanks_around_them_stays(text: str) -> None:
    assert re.sub("</?(?:p|code)>", "", rendered(text)) == text.replace("`", "")


def test_words_that_an_author_has_struck_stay() -> None:
    assert rendered("We ~~stole~~ borrowed ~~all of~~ it.") == "<p>We <del>stole</del> borrowed <del>all of</del> it.</p>"


@pytest.mark.parametrize("end", ["*", " *", "\n*"])
def test_bold_and_italics_may_touch(end: str) -> None:
    assert rendered(f"**Q:***What is wax?{end}") == "<p><strong>Q:</strong> <em>What is wax?</em></p>"


def test_what_is_bold_and_italic_at_once_stays_so() -> None:
    assert rendered("***Wax***") == "<p><em><strong>Wax</strong></em></p>"


def test_a_shortcode_over_several_lines_is_one() -> None:
    assert rendered('{{< figure\nsrc="wax.png"\n>}}\n\nWax.') == ("<p>{{&lt; figure src=&quot;wax.png&quot; &gt;}}</p>\n<p>Wax.</p>")


def test_tags_in_a_shortcode_end_no_paragraph() -> None:
    written = '{{< figure alt="<center><b>Ana</b></center>" >}}\nShe keeps bees.'
    assert rendered(written) == "<p>{{&lt; figure alt=&quot; Ana &quot; &gt;}}\nShe keeps bees.</p>"


@pytest.mark.parametrize(
    "opening",
    [
        '{{< details "Of wax" >}}',
        '{{% expand "Of wax" %}}',
        '{{<details title="Of wax" closed="true">}}',
        '{{< spoiler text="__Of wax__" >}}',
        '<Collapsible id={1} title="Of wax">',
        "<Details summary='Of wax'>",
        "{% details Of wax %}",
        ":::details Of wax",
    ],
)
def test_what_opens_a_fold_is_its_summary(opening: str) -> None:
    assert rendered(f"{opening}\n\nBuzz.") == "<summary>Of wax</summary>\n<p>Buzz.</p>"
    assert rendered(f"{opening}\n<!-- at 1:00 -->\n\nBuzz.") == "<summary>Of wax</summary>\n<!-- at 1:00 -->\n<p>Buzz.</p>"


@pytest.mark.parametrize(
    "other",
    [
        '{{< toggle "light.png" "dark.png" >}}',
        '<Accordion title="Of wax" />',
        "details Of wax",
        "::: details",
        "::: details Of wax\nBuzz.",
        '- Buzz.\n\n  {{< details "Of wax" >}}\n\n  Buzz.\n',
    ],
)
def test_what_opens_no_fold_stays(other: str) -> None:
    assert "<summary>" not in rendered(other)


@pytest.mark.parametrize("opening", ["##What is wax?", "###What is wax?", "###  What is wax?", "###何为蜂蜡？"])
def test_a_heading_may_lack_the_blank_behind_its_signs(opening: str) -> None:
    level = opening.count("#")
    assert rendered(opening) == f"<h{level}>{opening.strip('# ')}</h{level}>"


@pytest.mark.parametrize("written", ["#wax", "##", "## 1", "a ##wax", "####### wax", "##-"])
def test_signs_that_begin_no_heading_stay(written: str) -> None:
    assert rendered(written) == rendered(written.replace("wax", "honey")).replace("honey", "wax")
    assert "wax</h" not in rendered(written)


def test_a_list_of_definitions_is_who_says_what() -> None:
    assert rendered("Ana\n: What is wax?\n\n佐藤\n:   Bees make it.") == (
        "<p><strong>Ana:</strong>\nWhat is wax?</p>\n<p><strong>佐藤:</strong>\nBees make it.</p>"
    )
    assert "<strong>" not in rendered("So it is.\nIt says the following\n: wax, and no more.")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('[Wax]({{< ref "wax.md" >}}) burns.', "<p>Wax burns.</p>"),
        ("[Wax]({% post_url 2024-05-31-wax %}) burns.", "<p>Wax burns.</p>"),
        ("<Interview>\nWax burns.\n</Interview>", "<p>Wax burns.</p>"),
        ("<Answer>Wax burns.</Answer>", "<p>Wax burns.</p>"),
        ("~~Uh, ~~wax burns.", "<p>wax burns.</p>"),
        ("<big>**Why wax?**</big>", "<p><strong>Why wax?</strong></p>"),
        ("{{% note\n> wax %}}", "<p>{{% note &gt; wax %}}</p>"),
        ("Wax {/* or\nhoney */} burns.", "<p>Wax\nburns.</p>"),
        ("Write `{/* wax */}`.", "<p>Write <code>{/* wax */}</code>.</p>"),
        ("[Ana]: Yes.", "<p>[Ana]: Yes.</p>"),
        ("[Ana]: wax.md", ""),
        ("[https://wax.example:embed]", '<p><a href="https://wax.example">https://wax.example</a></p>'),
    ],
)
def test_each_sign_of_a_form_is_enough(text: str, html: str) -> None:
    assert rendered(text) == html


def test_comments_that_nothing_closes_take_no_more_than_their_share() -> None:
    assert grows_evenly(lambda count: rendered("{/* wax " * count), 1_000)


@pytest.mark.parametrize("attributes", ["{: .question}", "{: #first .interview-question lang=en}", "{:.interviewer}"])
def test_a_line_that_is_classed_as_a_question_is_one(attributes: str) -> None:
    assert rendered(f"Wax.\n\nTell us about it.\n{attributes}\n\nIt burns.") == "<p>Wax.</p>\n<h3>Tell us about it.</h3>\n<p>It burns.</p>"
    assert "<h3>" not in rendered("Wax.\n\nTell us about it.\n{: .question-box}")
    assert rendered("\nTell us of wax.\n{: .question}\n\nIt burns.") == "<h3>Tell us of wax.</h3>\n<p>It burns.</p>"
    assert "<h3>" not in rendered("Wax.\n\n| Wax |\n{: .question}")
    assert "<h3>" not in rendered(f"Wax.\n\nTwo lines\nof text.\n{attributes}\n\nIt burns.")


@pytest.mark.parametrize("attributes", ['{target="_blank"}', "{embed=false}", '{:rel="noopener" .wide}', ""])
def test_attributes_behind_a_link_are_no_text(attributes: str) -> None:
    link = '<a href="https://wax.example">wax</a>'
    assert rendered(f"## Why [wax](https://wax.example){attributes}?") == f"<h2>Why {link}?</h2>"
    assert rendered("Of [wax](https://wax.example){or of bees}.") == f"<p>Of {link}{{or of bees}}.</p>"
    assert "{width=50%}" in rendered("Write `[wax](wax.html){width=50%}`.")


@pytest.mark.parametrize("address", ["/pictures/{{ page.picture }}", "{{ page.picture }}", "{{ '/bees.png' | relative_url }}"])
def test_a_picture_that_only_the_engine_knows_is_left_out(address: str) -> None:
    assert rendered(f'<div>\n<img src="{address}" alt="Bees">\n</div>\n\nWax.') == "<div>\n</div>\n<p>Wax.</p>"
    assert "bees.png" in rendered('<img src="{{ site.baseurl }}/bees.png" alt="{{ page.title }}">')
    assert "&lt;img" in rendered(f'Write `<img src="{address}">`.')


@pytest.mark.parametrize("sign", ["▶ ", "▶\ufe0f ", "►", "⏵ "])
def test_the_sign_for_playing_is_no_part_of_a_time(sign: str) -> None:
    assert rendered(f"{sign}00:12 Of wax") == "<p>00:12 Of wax</p>"
    assert rendered(f"- {sign}[0:12](https://wax.example) Of wax").startswith('<ul>\n<li><a href="https://wax.example">0:12</a>')
    assert sign in rendered(f"{sign}Of wax")


def test_a_label_in_an_element_is_kept_apart_from_what_is_said() -> None:
    assert rendered('<span class="answer">Ana:</span>Wax burns.') == '<p><span class="answer">Ana:</span> Wax burns.</p>'
    assert rendered("<u>Ana:</u>“Wax.”") == "<p><u>Ana:</u> “Wax.”</p>"
    assert rendered("<em>e.g.:</em>, wax") == "<p><em>e.g.:</em>, wax</p>"


@pytest.mark.parametrize("toc", ["* TOC\n{:toc}", "- Contents\n{:toc .no_toc_section}", "1. Contents\n{: toc}"])
def test_what_a_table_of_contents_replaces_is_no_text(toc: str) -> None:
    assert rendered(f"Wax.\n\n{toc}\n\nIt burns.") == "<p>Wax.</p>\n<p>It burns.</p>"
    assert "<li>" in rendered("* Wax\n{: .toc}")


@pytest.mark.parametrize("opening", ["!!! note", '!!! tip "Did you know?"', '!!! note ""', "??? note", "???+ note inline end"])
def test_the_text_of_a_box_is_no_code(opening: str) -> None:
    assert rendered(f"{opening}\n    Wax burns.\n\n    Slowly.\n\nBut.") == "<p>Wax burns.</p>\n<p>Slowly.</p>\n<p>But.</p>"


def test_a_box_that_asks_is_a_question() -> None:
    assert rendered('!!! question "Why wax?"\n\n    It burns.\n') == "<h3>Why wax?</h3>\n<p>It burns.</p>"
    assert rendered("!!! question\n    Why wax?\n") == "<p>Why wax?</p>"


def test_signs_without_indented_text_are_no_box() -> None:
    assert rendered("!!! note\nWax burns.") == "<p>!!! note\nWax burns.</p>"
    assert rendered("What??? really\n    Yes.") == "<p>What??? really\nYes.</p>"


@pytest.mark.parametrize("opening", [":::tip", ":::tip Did you know?", ":::{note}", "::: {.answer}", "::::"])
def test_the_lines_that_open_and_close_a_box_are_none_of_its_words(opening: str) -> None:
    assert rendered(f"{opening}\nWax burns.\n:::") == "<p>Wax burns.</p>"


def test_a_box_that_holds_a_video_is_left_to_what_looks_for_players() -> None:
    assert ":::youtube" in rendered(":::youtube{#abcDEF_12-x}\n:::")


def test_an_address_is_read_without_its_escapes() -> None:
    post, problems = read(b"---\ntitle: T\n---\n\nhttps://youtu.be/abc\\_EF\\_12-x\n\n**Ana:** Wax.\n", "p.md")
    assert post
    assert post.video
    assert (post.video.id, problems) == ("abc_EF_12-x", ())


@pytest.mark.parametrize("inside", ["Share", "![wax](wax.png)"])
def test_a_link_around_a_paragraph_is_a_link(inside: str) -> None:
    post = post_of(f"# T\n\nAbove.\n\n[\n\n{inside}\n\n](https://a.example)\n\nBelow.\n")
    assert '<a href="https://a.example" rel="noopener">' in post.notes
    assert "]" not in post.notes


@pytest.mark.parametrize("mark", ["[1](https://a.example/p#footnote-1-99)", "[[1]](#_ftn1)", '<sup><a href="#fn1">1</a></sup>'])
def test_marks_of_footnotes_are_no_words(mark: str) -> None:
    post = post_of(f"# T\n\n## Why wax?{mark}\n\n**Ana:** It burns.{mark}\n\n## And who needs it?\n\n**Ana:** Bees.\n")
    assert [heading.chapter for heading in post.headings] == ["Why wax?", "Who needs it?"]
    assert post.turns[0].paragraphs[0].spoken == "It burns."


def test_a_link_to_a_function_is_none() -> None:
    assert "the fold" in str(read(b"# T\n\nSee [the fold](https://a.example/#fn-fold).\n", "p.md")[0])


@pytest.mark.parametrize("fence", ["```", "~~~~", "  ```", "````md"])
def test_code_stays_as_it_is(fence: str) -> None:
    code = ":::tip\n**Wax? **\n&lt;/Speaker&gt;\n[\n\nShare\n\n](https://a.example/a\\_b)\n:::\n"
    closing = fence.removesuffix("md")
    shown = rendered(f":::tip\n\n{fence}\n{code.replace('&lt;', '<').replace('&gt;', '>')}{closing}\n\n:::\n\n**Wax? **")
    assert re.sub(' class="[^"]*"', "", shown) == f"<pre><code>{code}</code></pre>\n<p><strong>Wax?</strong></p>"


def test_code_that_is_left_open_goes_on_to_the_end() -> None:
    assert rendered("Wax.\n\n```\n:::tip\n**Wax? **") == "<p>Wax.</p>\n<pre><code>:::tip\n**Wax? **</code></pre>"


def test_angle_brackets_around_a_speaker_are_left_out_where_they_make_no_tag() -> None:
    assert rendered("<林小雨>：你好。") == "<p>林小雨：你好。</p>"
    assert rendered("<Лина>: да.") == "<p>Лина: да.</p>"
    assert rendered("<b>: wax.</b>") == "<p><b>: wax.</b></p>"
    assert rendered("`<林小雨>：`") == "<p><code>&lt;林小雨&gt;：</code></p>"


def test_lines_stay_where_they_are() -> None:
    lines = (":::tip", "a", ":::", "", "**Wax? ", "**", "", "b", "", "[", "", "![](x.png)", "", "](https://a.example)", "", "c")
    assert re.findall(r'sourcepos="(\d+):[^"]*">[abc]<', render("\n".join(lines))) == ["2", "8", "16"]


@pytest.mark.parametrize(
    "form", ['<Speaker name="{}">\n{}\n</Speaker>', '<Speaker who="{}">\n\n{}\n\n</Speaker>', '{{{{< speaker "{}" >}}}}\n\n{}']
)
def test_who_speaks_by_a_component(form: str) -> None:
    turns = (("Ana Ruiz", "Why *wax*?"), ("Bo Lind", "It burns."), ("Ana Ruiz", "Ah."), ("Bo Lind", "Yes."))
    body = "\n\n".join(form.format(*turn) for turn in turns)
    post, problems = read(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\nimport Speaker from 's'\n\n{body}\n".encode(), "p.md")
    assert post
    assert [(turn.speaker, " ".join(said.spoken for said in turn.paragraphs)) for turn in post.turns] == [
        (name, said.replace("*", "")) for name, said in turns
    ]
    assert problems == ()


def expect_asked(body: str, turns: Sequence[tuple[str, str]]) -> None:
    """Asserts that the headings of a text are what is asked in these turns, on its lines, and that the guest gives the answers."""
    post, problems = read(f"---\ntitle: A chat with Ana Ruiz\nvideo: abcDEF_12-x\n---\n{body}\n".encode(), "p.md")
    assert post
    assert [heading.text for heading in post.headings] == [asked for asked, _ in turns]
    assert [heading.line for heading in post.headings] == [
        row for row, line in enumerate(f"\n\n\n\n{body}".split("\n"), 1) if any(asked in line for asked, _ in turns)
    ]
    assert [(turn.speaker, [said.spoken for said in turn.paragraphs]) for turn in post.turns] == [("Ana Ruiz", [said]) for _, said in turns]
    assert problems == ()


@pytest.mark.parametrize(
    "form",
    [
        '<QA question="{}">\n  {}\n</QA>',
        '<QA\n  id="1"\n  question={{"{}"}}\n>\n{}\n</QA>',
        '<QA question="{}">\n    {}\n</QA>',
        "<Question>{}</Question>\n<Answer>{}</Answer>",
        "<Interview>\n  <Question>{}</Question>\n  <Answer>\n    {}\n  </Answer>\n</Interview>",
        "<div>\n<Question>{}</Question>\n<Answer>{}</Answer>\n</div>",
        "<Question>\n{}\n</Question>\n{}",
        '{{{{< qa question="{}" >}}}}\n{}\n{{{{< /qa >}}}}',
        '{{{{< question "{}" >}}}}\n\n{}',
        "{{{{% interview-question %}}}}\n{}\n{{{{% /interview-question %}}}}\n\n{}",
        '{{% include question.html text="{}" %}}\n\n{}',
        "{{% question %}}{}{{% endquestion %}}\n{}",
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_what_is_asked_by_a_component(form: str, between: str) -> None:
    turns = (("Why wax?", "It burns."), ("What's it for?", "Light."), ("Tell us of honey.", "It is sweet."))
    body = between.join(form.format(*turn) for turn in turns)
    expect_asked(body, turns)


@pytest.mark.parametrize(
    "form",
    [
        '<Accordion title="{}">\n{}\n</Accordion>',
        '<AccordionGroup>\n<Accordion title="{}">\n\n{}\n\n</Accordion>\n</AccordionGroup>',
        '<Expandable title="{}">\n{}\n</Expandable>',
        '<Accordion icon="bee" title="{}" defaultOpen>\n{}\n</Accordion>',
        '<Accordion title={{"{}"}}>\n{}\n</Accordion>',
        '{{{{< details "{}" >}}}}\n{}\n{{{{< /details >}}}}',
        '{{{{% expand title="{}" %}}}}\n{}\n{{{{% /expand %}}}}',
        ":::details {}\n{}\n:::",
        '??? "{}"\n    {}',
        "> [!question]- {}\n> {}",
        "> [!FAQ] {}\n> {}",
        "> [!question] **{}**\n> {}",
        "**{}**\n: {}",
        "❓ **{}**\n\n{}",
        "=={}==\n\n{}",
        "**=={}==**\n\n{}",
        "==**{}**==\n\n{}",
        '<span style="color: blue">{}</span>\n\n{}',
        "<mark>{}</mark>\n\n{}",
    ],
)
def test_what_is_asked_above_or_in_a_box(form: str) -> None:
    turns = (("Why wax?", "It burns."), ("What's it for?", "Light."), ("And what is honey?", "It is sweet."))
    body = "\n\n".join(form.format(*turn) for turn in turns)
    expect_asked(body, turns)


@pytest.mark.parametrize(
    "text",
    [
        '<Accordion title="Of wax">\nIt burns.\n</Accordion>',
        '{{< details "Of wax" >}}\nIt burns.\n{{< /details >}}',
        "> [!question] Of wax\n> It burns.",
        "> [!note] Is that so?\n> It burns.",
        "Is it soft?\n: that is what we ask.",
        "❓ **Why wax?**",
        "It is ==soft?== or so",
        'Is it <span style="color: blue">soft?</span>',
    ],
)
def test_a_box_or_a_line_that_does_not_ask_stays(text: str) -> None:
    html = render(text)
    assert "<h3" not in html
    assert "<em>" not in html
    assert ("❓" in text) == ("❓" in html)


@pytest.mark.parametrize(
    "line", ['<q cite="https://a.example">Wax</q>', '<Quote text="Wax">', '{{< quiz "Wax" >}}', "<Question>Wax</Question> or not."]
)
def test_what_only_looks_like_a_component_of_a_question_is_none(line: str) -> None:
    assert "<h3" not in render(line)


@pytest.mark.parametrize("tag", ["turn", "Turn", "utterance"])
def test_who_speaks_by_the_tag_of_a_turn(tag: str) -> None:
    turns = (("Ana Ruiz", 0, "Why wax?"), ("BoLind", 7, "It burns."), ("Ana Ruiz", 9, "Ah."))
    body = "\n\n".join(f'<{tag} speaker="{name}" timestamp="0:0{time}">\n\n{said}\n\n</{tag}>' for name, time, said in turns)
    post = post_of(f"---\ntitle: Wax\nhosts: [Ana Ruiz]\nguests: [Bo Lind]\n---\n\n{body}\n")
    assert [(turn.speaker, turn.at, *(said.spoken for said in turn.paragraphs)) for turn in post.turns] == [
        (name.replace("BoLind", "Bo Lind"), time * 1000, said) for name, time, said in turns
    ]
    assert post.guests == ("Bo Lind",)
    assert all("<strong>Ana:</strong>" in rendered(f'<{tag} {key}="Ana">\n\nWax.\n\n</{tag}>') for key in ("speaker", "name", "who"))
    assert "**" not in render('<turn speaker="Ana" />\n\n<path speaker="Ana">')


def test_a_portrait_is_no_turn() -> None:
    assert "**Ana" not in render('<Speaker name="Ana" url="/a" />')


def test_footnotes_and_newsletter_boxes_in_html_are_said_by_nobody() -> None:
    box = '<div class="subscription-widget-wrap-editor"><div class="subscription-widget"><p>Subscribe for free!</p></div></div>'
    note = '<div class="footnote"><a href="#footnote-anchor-1">1</a><div class="footnote-content"><p>Wild ones.</p></div></div>'
    post = post_of(f"# T\n\nAbove.\n\n## Why wax?\n\n{box}\n\n**Ana:** It burns.\n\n## Who needs it?\n\n**Ana:** Bees.\n\n{note}\n")
    assert [paragraph.spoken for turn in post.turns for paragraph in turn.paragraphs] == ["It burns.", "Bees."]
    assert "Wild ones." in post.notes
    assert "Subscribe" not in post.notes


@pytest.mark.parametrize(
    "component", ["<Figure src={hive} />", '<Figure\n  src={hive}\n  alt="A hive"\n/>', "<Aside />", "<Author {...people.bo} />"]
)
def test_a_component_without_content_holds_nothing_of_what_follows(component: str) -> None:
    text = f"# T\n\n{component}\n\n## Why wax?\n\n**Ana:** It burns.\n\n{component}\n\nAlways.\n\n## Who needs it?\n\n**Ana:** Bees.\n"
    post = post_of(text)
    assert [heading.text for heading in post.headings] == ["Why wax?", "Who needs it?"]
    assert [part.spoken for turn in post.turns for part in turn.paragraphs if part.spoken] == ["It burns.", "Always.", "Bees."]
    assert "people" not in post.notes


@pytest.mark.parametrize("line", ["We use `<Figure />` for it.", "`<Figure />`"])
def test_a_component_in_code_stays(line: str) -> None:
    assert "<code>&lt;Figure /&gt;</code>" in rendered(line)


@pytest.mark.parametrize(
    ("line", "heads"),
    [("#Of the wax! And bees", True), ("#Wax burns for us.", False), ("#wax of the bees", False), ("#Wax #Honey #Bees", False)],
)
def test_a_single_sign_without_a_blank_may_be_a_headings(line: str, heads: bool) -> None:
    post = post_of(f"---\ntitle: On bees\n---\n\n## Bees\n\n**Bo:** Wax.\n\n{line}\n\n**Bo:** Honey.\n")
    assert [heading.text for heading in post.headings] == ["Bees", *(["Of the wax! And bees"] if heads else [])]


def test_a_label_in_bold_italics_may_stand_apart_from_its_words() -> None:
    post = post_of("---\ntitle: On bees\n---\n\n" + "***Ana:** *Is* WAX *soft?*\n\n**Bo:** It is.\n\n" * 2)
    assert [(turn.speaker, turn.paragraphs[0].spoken) for turn in post.turns] == [("Ana", "Is WAX soft?"), ("Bo", "It is.")] * 2


def test_a_fold_may_end_with_the_text_before_it_holds_anything() -> None:
    assert not any(block.text for block in document.parse("<details><summary>").blocks)


def test_a_reference_may_end_the_text() -> None:
    assert rendered("![][1]\n\n[1]: <https://wax.example/a.png>") == '<p><img src="https://wax.example/a.png" alt="" /></p>'


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (r"https://www\.wax\.example/a\_b\-c", "https://www.wax.example/a_b-c"),
        ("[wax](https://wax.example/of-\nbees-and-honey)", "https://wax.example/of-bees-and-honey"),
        (
            "[wax](https://www.google.com/url?q=https://wax.example/?a%3D1%26b%3D2&sa=D&source=editors&usg=x)",
            "https://wax.example/?a=1&amp;b=2",
        ),
        (r"[wax](https://www.google.com/url?q=https://wax.example/%2520\&sa=D\&usg=x)", "https://wax.example/%20"),
        (
            '<a href="https://www.google.com/url?q=https://wax.example/%22%3E%3Cb&amp;sa=D&amp;usg=x">wax</a>',
            "https://wax.example/%22%3E%3Cb",
        ),
    ],
)
def test_addresses_are_what_they_were_before_a_converter(written: str, address: str) -> None:
    assert f'href="{address}"' in rendered(written)


@pytest.mark.parametrize(
    "address", ["https://www.google.com/url?q=wax&sa=D", "https://www.google.com/search?q=https://wax.example&sa=D", "https://a.example/url?q=https://wax.example&x=1"]
)  # fmt: skip
def test_other_addresses_stay(address: str) -> None:
    assert f'href="{address.replace("&", "&amp;")}"' in rendered(f"[wax]({address})")


@pytest.mark.parametrize("mark", ["", "## "])
def test_bold_that_was_opened_twice_is_bold(mark: str) -> None:
    assert rendered(f"{mark}****Why wax?**") == rendered(f"{mark}**Why wax?**")
    assert rendered(f"{mark}****Why wax?****").count("<strong>") == 2


def test_a_label_that_was_opened_twice_is_one() -> None:
    assert rendered("****Bo:** It is **hot** wax.") == "<p><strong>Bo:</strong> It is <strong>hot</strong> wax.</p>"
    assert rendered("****Bo:** wax**") == "<p><strong><strong>Bo:</strong> wax</strong></p>"


@pytest.mark.parametrize(
    "written",
    [
        '<span style="font-family: georgia;">**Why\nwax?**</span>',
        '<span class="c2" style="font-weight:700">Why\nwax?</span>',
    ],
)
def test_bold_in_the_elements_of_a_site_may_go_on_in_the_next_line(written: str) -> None:
    assert re.sub(r"</?(?:b|strong)>", "*", rendered(written)) == "<p>*Why\nwax?*</p>"


def test_a_picture_is_no_heading() -> None:
    picture = "[![](hive.jpg)](https://wax.example/hive.jpg)  \n---  \nThe hive in May.\n\n"
    post = post_of(
        f"---\ntitle: On bees\n---\n\nOf wax.\n\n{picture}A talk.\n\n**Ana:** Why wax?\n\n**Bo:** It burns.\n\n**Ana:** And?\n\n**Bo:** Bees.\n"
    )
    assert [turn.speaker for turn in post.turns] == ["Ana", "Bo", "Ana", "Bo"]
    assert "The hive in May." in post.intro


@pytest.mark.parametrize("written", ["Both<br>are.", "<p>Both<br/>are.</p>", "<em>Both</em><br>are.", "Both<br>\nare."])
def test_a_break_keeps_two_words_apart(written: str) -> None:
    post = post_of(f"# T\n\n### Is it wax?<br>Or honey?\n\n{written}\n\n### 你好吗？<br>好吗？\n\n你好<br>世界\n")
    assert [heading.text for heading in post.headings] == ["Is it wax? Or honey?", "你好吗？好吗？"]
    assert [paragraph.spoken for turn in post.turns for paragraph in turn.paragraphs] == ["Both are.", "你好世界"]


@pytest.mark.parametrize("rule", ["---", "----------  "])
def test_a_rule_right_below_what_is_said_makes_no_heading_of_it(rule: str) -> None:
    said = "**Bo:** It burns for hours, and it keeps for years, and *nobody* has to do more for it than to leave the bees alone in summer."
    talk = "**Ana:** Hello.\n\n**Bo:** Hello.\n\n**Ana:** What is wax?"
    post = post_of(f"---\ntitle: T\n---\n\n{talk}\n\n{said}\n{rule}\n\nRead more of our stories.\n")
    assert [(turn.line, turn.speaker) for turn in post.turns] == [(5, "Ana"), (7, "Bo"), (9, "Ana"), (11, "Bo")]
    assert post.turns[-1].paragraphs[0].html.startswith("<p>It burns for hours, and it keeps for years, and <em>nobody</em> has")
    assert "Read more" in post.notes


def test_a_line_below_a_heading_underlines_it() -> None:
    long = "Why does wax burn for hours, and keep for years, if nobody has to do more for it than to leave the bees alone in summer?"
    for heading in (long, "Of wax."):
        post = post_of(f"---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n{heading}\n---\n\nIt burns.\n\nAnd honey?\n---\n\nIt does not.\n")
        assert [each.text for each in post.headings] == [heading, "And honey?"]


@pytest.mark.parametrize("bold", ["**{}**", "**{}:**", "<b>{}</b>", "<strong>{}:</strong>"])
@pytest.mark.parametrize("broken", ["<br>", "<br/>", "<br><br>"])
def test_a_break_keeps_a_label_in_bold_apart(bold: str, broken: str) -> None:
    said = ["Wax is.", "It is.", "12 hives burn.", "“So they do.”"]
    post = post_of(
        "# Wax\n\n" + "\n\n".join(f"{bold.format(name)}{broken}{words}" for name, words in zip(["Ana", "Bo"] * 2, said, strict=True))
    )
    assert [(turn.speaker, turn.paragraphs[0].spoken) for turn in post.turns] == [*zip(["Ana", "Bo"] * 2, said, strict=True)]


@pytest.mark.parametrize(
    "anchor", ['<a name="wax" href="#wax">#</a> ', '<a class="anchor" href="#wax">¶</a>', "[#](#wax) ", "[](#wax)", "[¶](#wax)"]
)
def test_a_sign_that_leads_to_where_it_stands_is_left_out(anchor: str) -> None:
    assert rendered(f"{anchor}**Q:** Why wax?") == "<p><strong>Q:</strong> Why wax?</p>"
    assert rendered(f"## {anchor}Why wax?") == "<h2>Why wax?</h2>"


@pytest.mark.parametrize(
    "link", ['<a href="#wax">Wax</a>', '<a href="https://wax.example">#</a>', "[1](#wax)", "[#](https://wax.example)", "![](#wax)"]
)
def test_other_links_stay(link: str) -> None:
    assert rendered(f"{link} Why wax?").count("wax") > 1
