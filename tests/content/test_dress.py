"""Questions that a post does not write as headings: in bold, in italics, quoted, behind letters and dashes, as items of lists."""

import pytest

from pipeline.content.post import Heading, Kind
from tests.posts import post_of

PLAYER = '<iframe src="https://www.youtube.com/embed/abcDEF_12-x"></iframe>'
ANSWER = "Bees make it, and they keep it."
TELL, LEARN = "Tell us about wax.", "We would love to learn of honey."
WAX, HONEY, SMOKE = "What is wax?", "And what is honey?", "Who needs smoke?"


def headings(*blocks: str) -> tuple[Heading, ...]:
    """The headings of a post, whose blocks begin in line 7."""
    text = "\n\n".join((PLAYER, *blocks))
    found = post_of(f"---\ntitle: Of bees and wax\n---\n\n{text}\n")
    return found.headings


def asked(*blocks: str) -> list[str]:
    return [heading.text for heading in headings(*blocks)]


def talk(form: str, *questions: str) -> list[str]:
    """Questions in a form, each with an answer below."""
    return [block for question in questions for block in (form.format(question), ANSWER)]


@pytest.mark.parametrize(
    ("form", "enough"),
    [
        ("**{}**", 2),
        ("*{}*", 3),
        ("> {}", 3),
        ("— {}", 2),
        ("ー{}", 2),
        ("－{}", 2),
        ("Q: {}", 2),
        ("问：{}", 2),
        ("Ques. {}", 2),
        ("- {}", 2),
        ("<details><summary>{}</summary></details>", 2),
        ("<div>\n<Question>{}</Question>\n</div>", 2),
        ("<Question>\n\n<em>{}</em>\n\n</Question>", 2),
        ('<p class="question">{}</p>', 2),
        ('<p id="a" class="talk interviewer"><em>{}</em></p>', 2),
    ],
)
def test_questions_in_one_dress_are_headings_where_there_are_enough(form: str, enough: int) -> None:
    questions = (WAX, HONEY, SMOKE)[:enough]
    assert asked(*talk(form, *questions)) == [*questions]
    assert asked(*talk(form, *questions[1:])) == []


@pytest.mark.parametrize("form", ["Q: {} 🐝", "**{} 🐝🕯️**"])
def test_emoji_behind_a_question_do_not_hide_that_it_asks(form: str) -> None:
    assert [text.rstrip("🐝🕯️ ") for text in asked(*talk(form, WAX, HONEY))] == [WAX, HONEY]


def test_a_fold_may_ask_without_a_question_mark() -> None:
    questions = ("What do your hives look like", "How did you get the first of them")
    assert asked(*talk("<details><summary>{}</summary></details>", *questions)) == [*questions]
    assert asked(*talk("<details><summary>{}</summary></details>", "How to keep the bees warm", "All that we know of wax")) == []


def test_requests_in_bold_that_are_numbered_ask_as_well() -> None:
    request = "Tell us about smoke."
    assert asked(*talk("1. **{}**", request, WAX, HONEY)) == [request, WAX, HONEY]
    assert asked(*talk("1. **{}**", "Bees need smoke.", WAX, HONEY)) == [WAX, HONEY]


def test_requests_that_are_quoted_like_questions_ask_as_well() -> None:
    assert asked(*talk("> {}", TELL, WAX, LEARN, HONEY)) == [TELL, WAX, LEARN, HONEY]
    assert asked(*talk("> {}", WAX, HONEY, SMOKE), "> Wax is patient.") == [WAX, HONEY, SMOKE]
    assert asked(*talk("> {}", TELL, TELL, LEARN, HONEY)) == []


@pytest.mark.parametrize("form", ["1 - {}", "2 – {}", "3、{}"])
def test_what_has_a_number_like_questions_is_asked_as_well(form: str) -> None:
    request = "Bees need smoke. Tell us of it."
    assert asked(*talk(form, WAX, HONEY, request, SMOKE)) == [form.format(question) for question in (WAX, HONEY, request, SMOKE)]


@pytest.mark.parametrize("between", ["\n", "  \n"])
def test_letters_may_stand_without_a_sign_right_above_one_another(between: str) -> None:
    assert asked(*(f"Q {question}{between}A {ANSWER}" for question in (WAX, TELL, HONEY))) == [WAX, TELL, HONEY]
    assert asked(f"Q {WAX}", f"A {ANSWER}", f"Q {HONEY}", f"A {ANSWER}") == []


def test_notes_in_italics_may_be_above_and_below_the_questions() -> None:
    notes = ["*Bo keeps bees.*", "*The hives are in the hills.*", "*Photos: Cy Gray*", "*This was edited.*"]
    assert asked(*notes[:2], *talk("*{}*", WAX, HONEY, SMOKE), *notes[2:]) == [WAX, HONEY, SMOKE]


def test_a_request_in_italics_amid_questions_is_asked_as_well() -> None:
    assert asked(*talk("*{}*", WAX, TELL, HONEY, SMOKE, LEARN)) == [WAX, TELL, HONEY, SMOKE]


def test_what_speaks_to_the_guest_in_italics_amid_questions_is_said_by_the_host() -> None:
    amid = ["Is it so? I never knew.", "So you keep them all year."]
    assert asked(*talk("*{}*", WAX, *amid, HONEY, SMOKE)) == [WAX, *amid, HONEY, SMOKE]
    assert asked(*talk("*{}*", WAX, "Ana shows the hive.", "*Photo: Bo Lind*", HONEY, SMOKE)) == [WAX, HONEY, SMOKE]


def test_the_last_question_in_italics_may_end_in_a_statement() -> None:
    last = "What do you wish for? The floor is yours."
    questions = talk("*{}*", WAX, HONEY, SMOKE)
    assert asked(*questions, f"*{last}*", ANSWER) == [WAX, HONEY, SMOKE, last]
    assert asked(*questions, f"*{last}*") == [WAX, HONEY, SMOKE]
    assert asked(*questions, "---", f"*{last}*", ANSWER) == [WAX, HONEY, SMOKE]
    assert asked(*questions, "*Do you keep bees? [Tell us](https://bees.example/) of them.*", ANSWER) == [WAX, HONEY, SMOKE]


def test_what_is_said_in_bold_italics_is_as_in_bold() -> None:
    questions = talk("***{}***", WAX, "That sounds hard.", HONEY, SMOKE)
    assert asked(*questions, "*Do **not.***", ANSWER, *talk("***{}***", "Thanks.")) == [WAX, "That sounds hard.", HONEY, SMOKE, "Thanks."]


def test_an_intro_in_italics_may_ask_what_the_guest_is_not_asked() -> None:
    intro = "Bo keeps bees. Why does he? Read on."
    questions = talk("*{}*", WAX, HONEY, SMOKE)
    assert asked(f"*{intro}*", *questions) == asked(f"***{intro}***", *questions) == [WAX, HONEY, SMOKE]
    assert asked("*Why do you keep bees? I never asked.*", ANSWER, *questions)[1:] == [WAX, HONEY, SMOKE]


def test_emphasis_asks_where_most_of_it_does() -> None:
    statement = "*Bees.*"
    assert asked(*talk("*{}*", WAX, HONEY, SMOKE), *[statement] * 2) == [WAX, HONEY, SMOKE]
    assert asked(*talk("*{}*", WAX, HONEY), *[statement] * 3, *talk("*{}*", SMOKE)) == []
    assert asked(*talk("*{}*\n\n*Ana:*", WAX, HONEY, SMOKE)) == [WAX, HONEY, SMOKE]  # a label is no emphasis


@pytest.mark.parametrize(
    ("above", "amid", "expected"),
    [
        ("## Wax", [], [WAX, HONEY]),
        ("## Wax", ["## Bees", ANSWER], ["Wax", "Bees"]),
        ("## Wax", ["## Of bees and wax", ANSWER], [WAX, HONEY]),
        ("## Why wax?", [], ["Why wax?"]),
    ],
)
def test_headings_of_the_post_go_before_questions_that_do_not_outnumber_them(above: str, amid: list[str], expected: list[str]) -> None:
    assert asked(above, ANSWER, *talk("**{}**", WAX), *amid, *talk("**{}**", HONEY)) == expected


def test_what_is_said_in_the_dress_of_questions_is_a_heading_unless_answers_wear_it_too() -> None:
    assert asked(*talk("**{}**", WAX, "That sounds hard.", HONEY)) == [WAX, "That sounds hard.", HONEY]
    assert asked(f"**{WAX}**", "**It is hard.**", f"**{HONEY}**", "**So is that.**") == [WAX, HONEY]


def test_letters_alone_around_a_question_in_bold_are_left_out() -> None:
    body = "\n\n".join(f"**Q:**\n\n**{question}**\n\n**A:**\n\n{ANSWER}" for question in (WAX, HONEY))
    found = post_of(f"---\ntitle: Of bees\n---\n\n{body}\n")
    assert [len(section.turns) for section in found.sections] == [1, 1]


def test_answers_may_be_in_italics() -> None:
    body = "\n\n".join(f"**{question}**\n\n*{ANSWER}*\n\n*So it is.*" for question in (WAX, HONEY))
    found = post_of(f"---\ntitle: Of bees\n---\n\n{body}\n\nThanks, Bo.\n")
    assert [paragraph.spoken for turn in found.turns for paragraph in turn.paragraphs] == [ANSWER, "So it is."] * 2 + ["Thanks, Bo."]


def test_what_is_said_may_lack_its_full_stop() -> None:
    said = "And that is a lot of wax, I find"
    assert asked(*talk("**{}**", WAX, said, HONEY)) == [WAX, said, HONEY]
    assert asked(*talk("**{}**", WAX), "**Two kilos of wax**", *talk("**{}**", HONEY)) == [WAX, HONEY]


@pytest.mark.parametrize("said", ["Our keeper lost all of her hives and found them again", "Editor's note: the hives are gone."])
@pytest.mark.parametrize(
    "above", ["", "# Of bees and wax", "https://youtu.be/abcDEF_12-x", "By Ana Ruiz", "*1 May 2026*", "Of a keeper. And of bees."]
)
def test_words_in_bold_above_the_questions_are_the_intro(above: str, said: str) -> None:
    assert asked(above, f"**{said}**", ANSWER, *talk("**{}**", WAX, HONEY)) == [WAX, HONEY]
    assert asked(above, f"**{said}**", *talk("**{}**", WAX, HONEY)) == [WAX, HONEY]


@pytest.mark.parametrize(
    "said",
    [
        "Hello Bo, it is good to have you here.",
        "Thank you for coming.",
        "Tell us of bees.",
        "How are the bees? I ask first.",
        "Ana: I like honey.",
    ],
)
def test_what_is_said_in_bold_above_the_questions_addresses_somebody(said: str) -> None:
    assert asked(ANSWER, *talk("**{}**", said, "I like it a lot.", WAX, HONEY)) == [said, "I like it a lot.", WAX, HONEY]


def test_a_question_and_its_answer_may_share_a_paragraph() -> None:
    assert asked(f"**{WAX}** {ANSWER}", f"**{HONEY}** {ANSWER}") == [WAX, HONEY]
    assert asked(f"*{WAX}* {ANSWER}", f"*{HONEY}* {ANSWER}", f"*{SMOKE}* {ANSWER}") == []
    assert asked(f"**Of wax.** {ANSWER}", f"**Of honey.** {ANSWER}") == []


def test_questions_and_answers_may_be_lines_of_one_paragraph() -> None:
    assert asked(f"**{WAX}**\n{ANSWER}\nSo it is.\n**{HONEY}**\n{ANSWER}\n\n{ANSWER}\n**{SMOKE}**\n{ANSWER}") == [WAX, HONEY, SMOKE]
    assert [heading.line for heading in headings(f"{ANSWER}\n<strong>{WAX}</strong>\n{ANSWER}", f"**{HONEY}**")] == [8, 11]


def test_a_quotation_may_go_on_behind_its_question() -> None:
    more = "And what is honey? And not of any kind"
    assert asked(*talk("> {}", WAX, more, HONEY, SMOKE)) == [WAX, more, HONEY, SMOKE]


def test_letters_and_words_that_ask_are_taken_off() -> None:
    assert asked(*talk("Question 2: {}", WAX, HONEY)) == [WAX, HONEY]
    assert asked(*talk("**Q:** {}", WAX, HONEY)) == [WAX, HONEY]


@pytest.mark.parametrize("between", ["\n\n", "\n", "  \n"])
@pytest.mark.parametrize(("asking", "answering"), [("Q:", "A:"), ("**Q1.**", "**A1.**"), ("**Frage:**", "**Antwort:**")])
def test_letters_ask_where_the_answers_are_labelled_too(asking: str, answering: str, between: str) -> None:
    blocks = [f"{asking} {question}{between}{answering} {ANSWER}" for question in (WAX, HONEY)]
    assert asked("Bees again.", *blocks) == [WAX, HONEY]


def test_letters_ask_beside_answers_of_people() -> None:
    assert asked(*(f"{'**Bo:** ' * (block == ANSWER)}{block}" for block in talk("**Q:** {}", WAX, HONEY))) == [WAX, HONEY]


def test_what_stands_behind_the_letter_of_a_question_is_said_there_even_if_it_asks_nothing() -> None:
    remarks = ("Welcome to our show.", "I thought: “Why wax?”")
    said = (remarks[0], WAX, remarks[1], HONEY)
    assert asked(*(f"Q: {text}\n\nA: {ANSWER}" for text in said)) == [*said]


def test_questions_behind_a_talk_are_none_of_its_headings() -> None:
    after = ("Q: What is wax?", f"A: {ANSWER}", "Q: And what is honey?", f"A: {ANSWER}")
    assert asked(*[ANSWER] * 6, *after) == []
    assert asked(f"Bo: {ANSWER}", f"Cy: {ANSWER}", f"Bo: {ANSWER}", f"Cy: {ANSWER}", *after) == []


@pytest.mark.parametrize("form", ["**Interviewer:** {}", "INTERVIEWER: {}", "*Moderator:* **{}**", "**Host: {}**"])
def test_whoever_only_asks_is_taken_off_where_nobody_else_is_labelled(form: str) -> None:
    assert asked(*talk(form, WAX, HONEY)) == [WAX, HONEY]
    assert asked(*(f"{'**Bo:** ' * (block == ANSWER)}{block}" for block in talk("**Interviewer:** {}", WAX, HONEY))) == []


@pytest.mark.parametrize(("form", "name"), [("**Ada Lind:** {}", "Ada Lind"), ("Ada: {}", "Ada")])
def test_somebody_who_alone_is_labelled_and_mostly_asks_is_the_host(form: str, name: str) -> None:
    remark = "I did not know that."
    found = headings(*talk(form, WAX, HONEY), form.format(remark), ANSWER, *talk(form, SMOKE))
    assert [(heading.text, heading.speaker) for heading in found] == [(text, name) for text in (WAX, HONEY, remark, SMOKE)]


def test_somebody_who_alone_is_labelled_asks_nobody_in_a_talk() -> None:
    said = [f"Ada: {text}" for text in (WAX, HONEY, SMOKE)]
    assert asked(*said) == []  # nobody answers
    assert asked(*talk("Ada: {}", WAX, HONEY)) == []  # too few
    assert asked(*talk("Ada: {}", WAX, HONEY, SMOKE, *(["I keep bees."] * 3))) == []  # she mostly tells
    assert asked(*talk("Ada: {}", WAX, HONEY, SMOKE), "Bo: I keep bees.") == []  # Bo may be who answers


@pytest.mark.parametrize("form", ["**Q. {}**", "**Q: {}**", "**问：{}**", "**—— {}**", "**Entrevistadora: {}**"])
def test_a_letter_or_a_dash_in_bold_asks_without_a_question_mark(form: str) -> None:
    assert asked(*talk(form, "Tell us about wax.", "请介绍一下蜂蜡。")) == ["Tell us about wax.", "请介绍一下蜂蜡。"]


@pytest.mark.parametrize("form", ["**Q. {}**", "**Q: {}**", "**질문: {}**"])
def test_so_it_does_with_the_answer_in_the_next_line(form: str) -> None:
    assert asked(*(f"{form.format(text)}\n{ANSWER}" for text in (TELL, WAX, LEARN, HONEY))) == [TELL, WAX, LEARN, HONEY]
    assert asked(*(f"{form.format('').replace(' ', '')}\n{text}\n\nA: {ANSWER}" for text in (TELL, WAX, HONEY))) == [TELL, WAX, HONEY]


def test_who_asks_is_no_request() -> None:
    assert asked("**Interviewer: Ana Ruiz**", *talk("**{}**", WAX, HONEY)) == [WAX, HONEY]
    assert asked("**采访者：Ana Ruiz**", *talk("**{}**", WAX, HONEY)) == [WAX, HONEY]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (talk("{}", WAX, HONEY, SMOKE), [WAX, HONEY, SMOKE]),
        ([*[ANSWER] * 10, *talk("{}", WAX, HONEY, SMOKE), ANSWER], [WAX, HONEY, SMOKE]),
        (talk("{}", WAX, HONEY), []),
        ([WAX, HONEY, SMOKE, ANSWER], []),
        ([*talk("{}", WAX, HONEY, SMOKE), *[ANSWER] * 10], []),
        ([*talk("{}", WAX, HONEY, SMOKE), f"Ana: {ANSWER}"], []),
        ([block.format(question) for question in (WAX, HONEY, SMOKE) for block in ("**AR** {}", f"**BL** {ANSWER}")], []),
        ([*talk("{}", WAX, HONEY, SMOKE), *talk("**{}**", "Why bees?", "Why not?")], ["Why bees?", "Why not?"]),
    ],
)
def test_paragraphs_that_alternate_with_answers_ask(blocks: list[str], expected: list[str]) -> None:
    assert asked(*blocks) == expected


def test_requests_in_a_list_count_as_questions() -> None:
    items = [f"1. **{text}**\n\n   {ANSWER}" for text in (TELL, WAX, LEARN, HONEY)]
    assert asked("\n\n".join(items)) == [TELL, WAX, LEARN, HONEY]


def test_beside_people_who_are_labelled_italics_and_letters_ask_nothing() -> None:
    labelled = [f"Ana: {ANSWER}", f"Bo: {ANSWER}"] * 2
    assert asked(*talk("*{}*", WAX, HONEY, SMOKE), *labelled) == []
    assert asked(*talk("Q: {}", WAX, HONEY), *labelled) == []
    assert asked(*talk("**{}**", WAX, HONEY), *labelled) == [WAX, HONEY]
    assert asked(*talk("*{}*", WAX, HONEY, SMOKE), labelled[0]) == [WAX, HONEY, SMOKE]  # a name that occurs once is no speaker's


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([WAX, ANSWER, HONEY, ANSWER], [WAX, HONEY]),
        ([WAX, ANSWER, HONEY], []),
        ([ANSWER, WAX, ANSWER, HONEY], []),
        ([WAX, HONEY, SMOKE, ANSWER], []),
        ([f"{WAX}\n\n  {ANSWER}", f"{HONEY}\n\n  {ANSWER}"], [WAX, HONEY]),
        ([f"{WAX}\n\n  {ANSWER}", f"{HONEY}\n\n  {ANSWER}", ANSWER, ANSWER], []),
        ([f"**{WAX}** {ANSWER}", f"**{HONEY}** {ANSWER}"], [WAX, HONEY]),
    ],
)
def test_a_list_asks_where_its_items_are_answered_or_take_turns(items: list[str], expected: list[str]) -> None:
    assert asked("\n".join(f"- {item}" for item in items)) == expected


def test_bold_items_may_state_what_is_to_be_told() -> None:
    items = ["Tell us of bees.", WAX, HONEY, "We would like to hear of smoke.", SMOKE]
    assert asked("\n\n".join(f"1. **{item}**\n\n   {ANSWER}" for item in items)) == items


def test_a_heading_that_asks_above_bold_questions_is_of_the_intro() -> None:
    above = ("## Who is Ana Ruiz?", "Ana keeps bees.", "She has many.")
    assert asked(*above, *talk("**{}**", WAX, HONEY, SMOKE)) == [WAX, HONEY, SMOKE]
    assert asked(*above, *talk("**{}**", WAX, HONEY)) == ["Who is Ana Ruiz?"]
    assert asked(*above, *talk("{}", WAX, HONEY, SMOKE)) == ["Who is Ana Ruiz?"]


def test_a_heading_that_asks_behind_bold_questions_is_a_call() -> None:
    call = ("## Want to hear more?", "Come on Friday.")
    bold = talk("**{}**", WAX, HONEY, SMOKE)
    assert asked("## Q&A with Ana", *bold, *call)[-4:] == [WAX, HONEY, SMOKE, call[0][3:]]
    assert asked(*talk("**{}**", WAX), *call, *talk("### {}", HONEY)) == [call[0][3:], HONEY]


def test_headings_amid_questions_behind_dashes_may_ask() -> None:
    amid = ("## Wax again?", *talk("— {}", HONEY, SMOKE))
    assert asked(*talk("— {}", WAX), *amid) == [WAX, amid[0][3:], HONEY, SMOKE]
    assert asked(*amid) == [amid[0][3:]]
    told = [block for question in (WAX, HONEY, SMOKE) for block in (f"— {question}", f"— {ANSWER}")]
    assert asked("## Why wax?", "They met again.", *told) == ["Why wax?"]


def test_what_stands_behind_dashes_in_a_quotation_is_a_conversation() -> None:
    said = [f"> — {line}" for question in (WAX, HONEY, SMOKE) for line in (question, ANSWER)]
    assert asked("Ana has talked to Bo.", "\n>\n".join(said)) == [WAX, HONEY, SMOKE]
    assert asked("Ana has talked to Bo. " * 50, "\n>\n".join(said)) == []
    assert asked("\n>\n".join(line.replace("— ", "") for line in said)) == []


@pytest.mark.parametrize("form", ["**{}**", "— {}"])
def test_a_heading_that_asks_a_labelled_speaker_above_other_questions_is_one_of_them(form: str) -> None:
    follow_ups = [block for question in (HONEY, SMOKE, "Who needs it?") for block in (form.format(question), f"Bo: {ANSWER}")]
    assert asked(f"## {WAX}", f"Bo: {ANSWER}", *follow_ups)[0] == WAX
    assert asked(f"## {WAX}", ANSWER, *follow_ups)[0] == HONEY


@pytest.mark.parametrize("form", ["*{}*", "> {}", "Q: {}", "1. {}", "{}"])
@pytest.mark.parametrize("heading", ["Like it? Share it!", "Noch Fragen? Schreib uns!"])
def test_a_heading_with_a_question_and_more_leaves_questions_in_another_dress(form: str, heading: str) -> None:
    assert asked(*talk(form, WAX, HONEY, SMOKE), f"## {heading}", "[Here](https://bees.example).")[:3] == [WAX, HONEY, SMOKE]


@pytest.mark.parametrize("colon", [":", "："])
def test_a_colon_may_lead_from_a_question_in_bold_to_its_answer(colon: str) -> None:
    found = headings(*(f"**{text}{colon}**\n{ANSWER}" for text in (WAX, HONEY)), f"**Wax{colon}**\n{ANSWER}")
    assert [(heading.text, heading.kind) for heading in found] == [(WAX, Kind.QUESTION), (HONEY, Kind.QUESTION)]


def test_lines_behind_dashes_are_each_somebodys() -> None:
    assert asked(f"— {WAX}\n— {ANSWER}\n— {HONEY}\nOr that?\n— {ANSWER}") == [WAX, f"{HONEY} Or that?"]


def test_a_question_that_is_cut_out_knows_its_line() -> None:
    assert [heading.line for heading in headings(f"— {WAX}\n— {ANSWER}\n— {HONEY}")] == [7, 9]
    assert [heading.line for heading in headings(f"**{WAX}** {ANSWER}", f"- {HONEY}", ANSWER, f"**{SMOKE}**")] == [7, 13]


def test_questions_in_raw_html_may_stand_on_lines_of_their_own() -> None:
    assert asked(*(f"<p>\n  {text}\n</p>" for text in talk("<strong>{}</strong>", WAX, HONEY))) == [WAX, HONEY]


def test_bold_on_a_line_of_its_own_is_said_by_whoever_asks() -> None:
    said = "I went there twice."
    assert asked(*(f"**{text}**<br>\n{ANSWER}" for text in (WAX, said, HONEY)), f"**{said}** {ANSWER}") == [WAX, said, HONEY]


def test_lines_that_are_all_in_bold_are_said_together() -> None:
    two, more = "**I keep bees.**\n**What is wax?**", "**Many have tried that, and few of them**\n**have come back from the hills.**"
    expected = ["I keep bees.\nWhat is wax?", "Many have tried that, and few of them\nhave come back from the hills.", HONEY]
    assert asked(two, ANSWER, more, ANSWER, *talk("**{}**", HONEY)) == [text.replace("\n", " ") for text in expected]
    assert asked(f"**{WAX}**\n**It burns.**", *talk("**{}**", HONEY)) == [WAX, HONEY]


@pytest.mark.parametrize("sign", ["\\.", "\\)", " -", " |", "|"])
def test_paragraphs_behind_numbers_ask(sign: str) -> None:
    paragraphs = (f"{number}{sign} {question}" for number, question in enumerate((WAX, HONEY, SMOKE), 1))
    found = headings(*(text for paragraph in paragraphs for text in (paragraph, ANSWER)))
    assert [heading.chapter for heading in found] == [WAX, "What is honey?", SMOKE]


def test_a_request_behind_a_number_asks_in_a_line_of_its_own() -> None:
    said = "2. Please tell us of the bees and of their wax."
    assert asked(*(f"**{text}**\n{ANSWER}" for text in (f"1. {WAX}", said, f"3. {HONEY}"))) == [f"1. {WAX}", said, f"3. {HONEY}"]


def test_nothing_is_asked_behind_the_words_that_sign_off() -> None:
    call = "**Seats for the evening with Bo are still to be had!**"
    assert asked(*talk("**{}**", WAX, HONEY), "*This interview was edited.*", call) == [WAX, HONEY]
    assert asked(*talk("**{}**", WAX, HONEY), call)[-1].startswith("Seats")


@pytest.mark.parametrize("form", ["**{}** {}", "<strong>{}</strong><br />{}", "<p><b>{}:</b><br>{}</p>", "{} - {}", "#### {}:\n\n{}"])
def test_names_may_stand_apart_from_what_is_said_in_many_ways(form: str) -> None:
    said = ((name, words) for question in (WAX, HONEY, SMOKE) for name, words in (("Otto", question), ("Vera", ANSWER)))
    text = "\n\n".join((PLAYER, "Otto Lind talks with Vera Holt.", *(form.format(name, words) for name, words in said)))
    post = post_of(f"---\ntitle: Of bees and wax\n---\n\n{text}\n")
    assert [turn.speaker for turn in post.turns] == ["Otto Lind", "Vera Holt"] * 3
    assert [turn.paragraphs[0].spoken for turn in post.turns][:2] == [WAX, ANSWER]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz - Wax\n\nBo Lind - Honey\n\n" * 3,
        "Added - a hive.\n\nFixed - the smoke.\n\n" * 4 + "Is that all?",
        "Bo Lind - who keeps bees - came late.\n\n### Why wax?\n\nIt burns.\n\n### And honey?\n\nNot so.",
    ],
)
def test_words_before_hyphens_speak_only_where_they_ask_and_answer(text: str) -> None:
    post = post_of(f"---\ntitle: Interview with Bo Lind\n---\n\n{text}\n")
    assert " - " in post.notes
    assert {turn.speaker for turn in post.turns} <= {"Bo Lind", None}


@pytest.mark.parametrize("form", ["**{}** {}", "**Q1** {} {}"])
def test_paragraphs_that_ask_may_begin_in_bold(form: str) -> None:
    questions = [form.format(*question.split(" ", 1)) for question in (WAX, HONEY, SMOKE)]
    assert len(asked(*(block for question in questions for block in (question, ANSWER)))) == 3


def test_a_question_may_be_in_two_parts_that_are_in_bold() -> None:
    parted = "**It is odd, as wax is** **soft. What is wax?**"
    assert asked(parted, ANSWER, *talk("**{}**", HONEY, SMOKE)) == ["It is odd, as wax is soft. What is wax?", HONEY, SMOKE]


def test_whoever_talks_in_bold_before_each_labelled_answer_asks() -> None:
    said = ["So let us start with wax.", "That is nice, and so is honey.", "I see. And of all bees, some hum a song.", "Good, then."]
    talk = [block for words in said for block in (f"**{words}**", f"BL: {ANSWER}", "They do.")]
    assert asked(*talk) == said
    assert asked("**Of all that hums**", *talk) == said, "a summary"
    assert asked(*talk, "**So I say.**", "They do.") == [*said, "So I say."]
    assert asked(*(block for words in said for block in (f"BL: {ANSWER}", f"**{words}**", "They do."))) == [], "what the guest stresses"
    assert asked(*talk[:6]) == [], "too few"
    assert asked(*talk, *(block for words in said for block in (f"**{words}**", "They do."))) == [], "most are no questions"


@pytest.mark.parametrize(
    ("heading", "between", "is_asked"),
    [
        ("#### **{}**", "**What of the hills? Tell us of them.**", True),
        ("#### **{}**", "**They hum.**", False),
        ("#### **{}**", "They ask: **what of the hills?**", False),
        ("#### {}", "**What of the hills? Tell us of them.**", False),
    ],
)
def test_a_question_in_bold_beside_headings_in_bold_is_one_as_well(heading: str, between: str, is_asked: bool) -> None:
    first = [block for question in (WAX, HONEY, SMOKE) for block in (heading.format(question), ANSWER)]
    found = asked(*first, between, ANSWER, heading.format("And what is left?"), ANSWER)
    assert (len(found) == 5) == is_asked


@pytest.mark.parametrize(
    ("first", "is_said"),
    [
        ("Bo, it is good to see you. Please share a bit about yourself: where you live, and what you like:", True),
        ("Bo, it is good to see you. Please share a bit about yourself: where you live, and what you like: ", True),
        ("Bo keeps bees in the hills. Tell us about your bees.", True),
        ("All that you have to know about the bees of the hills:", False),
        ("How Bo uses wax to keep the hives of the hills warm", False),
        ("How the bees of the hills made wax that nobody knew", False),
    ],
)
def test_a_request_in_bold_above_all_questions_is_said_and_a_headline_is_not(first: str, is_said: bool) -> None:
    found = asked(f"**{first}**", ANSWER, *talk("**{}**", WAX, HONEY, SMOKE))
    assert (len(found) == 4) == is_said


def test_bold_may_go_on_over_several_paragraphs_of_a_question() -> None:
    found = asked(*talk("**{}**", HONEY), f"**Bees hum. \n\nThat is true.\n\nSo {WAX}**", ANSWER, *talk("**{}**", SMOKE))
    assert found == [HONEY, "Bees hum.", "That is true.", f"So {WAX}", SMOKE]
    assert asked("**Bees hum.", "They fly.", *talk("**{}**", HONEY, SMOKE)) == [HONEY, SMOKE], "it is not closed"
    assert asked("**Bees hum.", "- They fly.**", *talk("**{}**", HONEY, SMOKE)) == [HONEY, SMOKE], "it is a list"


def said(*blocks: str) -> list[tuple[str, str]]:
    """What is said below each heading of a post."""
    found = post_of("---\ntitle: Of bees and wax\n---\n\n" + "\n\n".join((PLAYER, *blocks)) + "\n")
    told = ((section.heading, section.turns) for section in found.sections)
    return [(heading.text, " ".join(each.spoken for turn in turns for each in turn.paragraphs)) for heading, turns in told if heading]


@pytest.mark.parametrize("form", ["1. {}\n{}", "1. {}\n   {}\n", "- {}\n  {}", "* {}  \n  {}"])
def test_items_of_a_list_ask_in_their_first_line(form: str) -> None:
    talked = ((WAX, "It burns.\nIt keeps."), (TELL, "It is patient."), (HONEY, "Food."))
    found = said("\n".join(form.format(question, answer) for question, answer in talked))
    assert found == [(WAX, "It burns. It keeps."), (TELL, "It is patient."), (HONEY, "Food.")]


@pytest.mark.parametrize(
    "items",
    [
        "- Wax burns.\n  Bees make it.\n- Honey feeds.\n  Bees make it, too.\n- Smoke calms.\n  Nobody makes it.",
        "- Wax is what\n  bees make.\n- And what is honey\n  made of?\n- Who needs\n  smoke?",
        "- Wax? It burns.\n  Bees make it.\n- Honey? It feeds.\n  Bees make it, too.\n- Smoke? It calms.\n  Nobody makes it.",
    ],
)
def test_items_whose_first_line_does_not_ask_are_no_questions(items: str) -> None:
    assert asked(items, ANSWER) == []


def test_items_that_ask_in_an_answer_stay_there() -> None:
    items = f"- {WAX}\n  So I asked myself.\n- {HONEY}\n  So I went on.\n- {SMOKE}\n  So I ended."
    found = asked("**Ana:** Whom did you ask?", f"**Bo:** Myself:\n\n{items}", "**Ana:** And then?", "**Bo:** I kept bees.")
    assert WAX not in found


def test_a_question_in_bold_may_name_who_asked_it() -> None:
    found = asked(*talk("**1. {} (Bo Lind)**", WAX), *talk("**2. {} (from a reader)**", HONEY), *talk("**3. {}**", SMOKE))
    assert found == [f"1. {WAX} (Bo Lind)", f"2. {HONEY} (from a reader)", f"3. {SMOKE}"]


def test_lines_in_bold_may_request() -> None:
    lines = "\n".join(f"**{question}**  \n{ANSWER}  " for question in (WAX, TELL, HONEY))
    assert asked(lines) == [WAX, TELL, HONEY]


def test_a_topic_in_bold_among_lines_that_ask_is_no_question() -> None:
    lines = "\n".join(f"**{line}**  \n{ANSWER}  " for line in (WAX, "How wax is made in Hove", HONEY))
    assert asked(lines) == [WAX, HONEY]


ANSWERED = ("**Ana:** It is what bees make.", "**Bo:** It burns.\n\nAnd it keeps.", "**Ana:** We all do.")


def test_plain_questions_above_labelled_answers() -> None:
    blocks = [block for question, answer in zip((WAX, HONEY, SMOKE), ANSWERED, strict=True) for block in (question, answer)]
    assert asked("Today we met two keepers.", *blocks) == [WAX, HONEY, SMOKE]
    assert asked("Let us begin: what are bees?", "**Bo:** Friends.", *blocks) == [WAX, HONEY, SMOKE]


def test_plain_questions_of_somebody_labelled_are_none() -> None:
    talked = [f"**Bo:** I see.\n\n{question}\n\n{answer}" for question, answer in zip((WAX, HONEY, SMOKE), ANSWERED, strict=True)]
    assert asked(*talked) == []
    above = [block for question, answer in zip((WAX, HONEY, SMOKE), ANSWERED, strict=True) for block in (question, answer)]
    assert asked(*above, "**Cem:** Why not?", ANSWERED[0]) == []


OTHER = "It keeps, too. Or does it not?"


def test_a_plain_request_amid_plain_questions_is_one_of_them() -> None:
    assert asked(*talk("{}", WAX, TELL, HONEY, SMOKE)) == [WAX, TELL, HONEY, SMOKE]
    assert asked("Bees matter.", *talk("{}", TELL, WAX, HONEY, "Good to hear. Describe a queen.", SMOKE)) == [
        TELL,
        WAX,
        HONEY,
        "Good to hear. Describe a queen.",
        SMOKE,
    ]


@pytest.mark.parametrize(
    "said",
    [
        "I was curious about wax.",
        "Let's talk about wax.",
        "Take me to a hive and I am happy.",
        "Tell us about wax. That is what they say. And we do.",
        "Tell us about wax",
    ],
)
def test_what_is_said_in_an_answer_like_a_request_stays_there(said: str) -> None:
    assert asked(*talk("{}", WAX), said, *talk("{}", HONEY, SMOKE)) == [WAX, HONEY, SMOKE]
    assert asked(WAX, said, ANSWER, *talk("{}", HONEY, SMOKE)) == [WAX, HONEY, SMOKE]


def test_a_request_right_below_a_question_or_to_readers_is_none_of_them() -> None:
    assert asked(WAX, TELL, ANSWER, *talk("{}", HONEY, SMOKE)) == [WAX, HONEY, SMOKE]
    assert asked("Tell us in the comments.", "Today we met Ana.", *talk("{}", WAX, HONEY, SMOKE)) == [WAX, HONEY, SMOKE]
    assert asked(*talk("{}", WAX, HONEY, SMOKE), TELL) == [WAX, HONEY, SMOKE]


def test_an_answer_may_end_in_a_question_between_two_plain_ones() -> None:
    assert asked(WAX, OTHER, *talk("{}", HONEY, SMOKE, "Why bees?")) == [WAX, HONEY, SMOKE, "Why bees?"]
    several = (SMOKE, "Why bees?", "Why not?")
    assert asked(*talk("{}", WAX, HONEY), *several, ANSWER, *talk("{}", *[f"Who is {name}?" for name in "ABCDEFGH"]))[2:5] == [*several]


@pytest.mark.parametrize("dash", ["– ", "—", "\\- "])
def test_what_is_said_above_answers_behind_dashes_is_the_hosts(dash: str) -> None:
    said = ["So you keep bees.", WAX, "You do…", HONEY]
    assert asked(*(block for words in said for block in (words, f"{dash}{ANSWER}"))) == said
    assert asked("Bo keeps bees.", "Photo: Cy Gray", *(block for words in said for block in (words, f"{dash}{ANSWER}"))) == said
    assert asked(*(block for words in said for block in (f"**Bo:** {words}", f"{dash}{ANSWER}")))[:1] != said[:1]


def test_a_report_with_words_behind_dashes_asks_nothing() -> None:
    told = ["Bo keeps bees.", WAX, "He has forty hives.", "And he paints them.", "Rain came."]
    assert asked(*(block for words in told for block in (words, f"– {ANSWER}"))) == []


@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_request_in_bold_may_share_a_paragraph_with_its_answer(between: str) -> None:
    assert asked(*(f"**{question}**{between}{ANSWER}" for question in (TELL, WAX, HONEY))) == [TELL, WAX, HONEY]
    assert asked(*(f"**{question}**{between}{ANSWER}" for question in (WAX, HONEY)), f"**This is wax.** {ANSWER}") == [WAX, HONEY]


@pytest.mark.parametrize("who", ["Ana", "ana_r", "Ana Ruiz"])
def test_behind_a_dash_may_stand_who_asked(who: str) -> None:
    assert [heading.chapter for heading in headings(*(f"**Q:** {q} – {who}\n\n**A:** {ANSWER}" for q in (WAX, SMOKE)))] == [WAX, SMOKE]


def test_what_stands_behind_a_dash_may_answer() -> None:
    assert asked(*talk("{} – It is what bees make.", WAX, HONEY, SMOKE)) == []


def test_all_questions_and_answers_may_be_lines_of_one_paragraph() -> None:
    assert asked("\n".join(f"Q: {question}\nA: {ANSWER}" for question in (WAX, HONEY, SMOKE))) == [WAX, HONEY, SMOKE]


def test_a_hyphen_may_stand_for_a_dash() -> None:
    assert asked(*talk("\\- {}", WAX, TELL, HONEY)) == [WAX, TELL, HONEY]
    assert asked(*talk("-¿{}", WAX, HONEY)) == [f"¿{WAX}", f"¿{HONEY}"]
    assert asked(*talk("-{}", "5 degrees, or not?", WAX)) == []
