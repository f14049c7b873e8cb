"""Questions and answers behind letters and words that are written in other ways than with a colon, and in two languages."""

import pytest

from pipeline.content.post import Kind, Post
from tests.posts import post_of

TALK = (
    ("Why wax?", "It burns, and it keeps."),
    ("And honey?", "Honey only keeps."),
    ("Who told you?", "The bees did."),
    ("Did they sting?", "They never do."),
)
CHINESE = (("为什么是蜡？", "它会燃烧。"), ("蜂蜜呢？", "蜂蜜只会保存。"), ("谁告诉你的？", "蜜蜂。"), ("它们蜇人吗？", "从不。"))


def post(body: str) -> Post:
    return post_of(f"---\ntitle: Interview with Ana Ruiz\n---\n\nAna Ruiz keeps bees.\n\nhttps://youtu.be/abcDEF_12-x\n\n{body}\n")


def told(found: Post) -> list[tuple[str | None, str]]:
    """What the headings ask, and what is said below them by whom."""
    words: list[tuple[str | None, str]] = []
    for section in found.sections:
        if section.heading and section.heading.spoken:
            words.append(("asked", section.heading.said))
        words += [(turn.speaker, paragraph.spoken) for turn in section.turns for paragraph in turn.paragraphs]
    return words


@pytest.mark.parametrize(
    "form",
    [
        "**[Q]** {q}\n\n**[A]** {a}",
        "(Q) {q}\n\n(A) {a}",
        "Q{n}) {q}\n\nA{n}) {a}",
        "**Q> {q}**\n\nA> {a}",
        "**Q |** {q}\n\n**A |** {a}",
        "**Q{n}** - {q}\n\n{a}",
        "Question #{n}: {q}\n\nAnswer #{n}: {a}",
        "Q) {q}\nA) {a}",
        "### Question {n}\n\n{q}\n\n{a}",
        "### Q{n}\n\n**{q}**\n\n### A{n}\n\n{a}",
        "**[{q}]**\n\n{a}",
        "**({q})** {a}",
        "Editor: {q}\n\n{a}",
        "EDITOR: {q}\n\n{a}",
        "**The Editor:** {q}\n\n{a}",
        "**[F]** {q}\n\n**[A]** {a}",
        "(P{n}) {q}\n\n(R{n}) {a}",
        "В) {q}\n\nО) {a}",
        "**【Q{n}】** {q}\n\n**【A{n}】** {a}",
        "［Q］{q}\n\n［A］{a}",
        "Ｑ：{q}\n\nＡ：{a}",
        "**[Q]:** {q}\n\n**[A]:** {a}",
        "**Q{n} –** {q}\n\n{a}",
        "QUESTION #{n}: {q}\n\nANSWER #{n}: {a}",
        "Question #{n} - {q}\n\n{a}",
        "Pregunta #{n}: {q}\n\nRespuesta #{n}: {a}",
        "Вопрос №{n}. {q}\n\nОтвет: {a}",
        "### Q{n}) {q}\n\n(A) {a}",
        "### (Q) {q}\n\n{a}",
        "Q | {q}\nA | {a}",
        "- **Q:** {q}\n\n{a}",
        "Q {q}\n\nA {a}",
        "**Q** {q}\n\n**A** {a}",
    ],
)
def test_what_is_asked_and_answered(form: str) -> None:
    found = post("\n\n".join(form.format(q=question, a=answer, n=place) for place, (question, answer) in enumerate(TALK, 1)))
    assert told(found) == [words for question, answer in TALK for words in (("asked", question), ("Ana Ruiz", answer))]


@pytest.mark.parametrize(
    "form",
    [
        "EN: {q}\n\nCN: {cq}\n\nEN: {a}\n\nCN: {ca}",
        "**EN: {q}**\n\n**CN: {cq}**\n\nEN: {a}\n\nCN: {ca}",
        "**EN:** {q}\n\n**CN**: {cq}\n\n**EN:** {a}\n\n**CN**: {ca}",
        "[EN] {q}\n\n[CN] {cq}\n\n[EN] {a}\n\n[CN] {ca}",
        "**(EN)** {q}\n\n**(CN)** {cq}\n\n(EN) {a}\n\n(CN) {ca}",
    ],
)
def test_a_question_in_two_languages_is_one(form: str) -> None:
    pairs = zip(TALK, CHINESE, strict=True)
    found = post("\n\n".join(form.format(q=q, a=a, cq=cq, ca=ca) for (q, a), (cq, ca) in pairs))
    expected = [
        words
        for (q, a), (cq, ca) in zip(TALK, CHINESE, strict=True)
        for words in (("asked", f"{q} {cq}"), ("Ana Ruiz", a), ("Ana Ruiz", ca))
    ]
    assert told(found) == expected


def test_questions_in_two_languages_right_below_each_other_are_all_asked() -> None:
    found = post("\n\n".join(f"**EN: {q}**\n\n**CN: {cq}**" for (q, _), (cq, _) in zip(TALK, CHINESE, strict=True)) + "\n\nEN: It burns.")
    assert [words for _, words in told(found)][:-1] == [f"{q} {cq}" for (q, _), (cq, _) in zip(TALK, CHINESE, strict=True)]


def test_initials_of_people_are_no_languages() -> None:
    body = "\n\n".join(f"EN: {question}\n\nFR: {answer}" for question, answer in TALK)
    found = post_of(f"---\ntitle: Of wax\n---\n\nEmil Nolan (EN) talks to Fay Rose (FR).\n\nhttps://youtu.be/abcDEF_12-x\n\n{body}\n")
    assert [turn.speaker for turn in found.turns] == ["Emil Nolan", "Fay Rose"] * 4


def test_an_editor_who_asks_is_an_interviewer() -> None:
    found = post("\n\n".join(f"**Editor:** {question}\n\n**Ana Ruiz:** {answer}" for question, answer in TALK))
    assert [turn.speaker for turn in found.turns] == ["Interviewer", "Ana Ruiz"] * 4


@pytest.mark.parametrize("form", ["Q{n}) {question}\n\nA) Wax\n\nB) Honey", "Q{n}） {question}\n\nA）Wax\n\nB）Honey"])
def test_what_may_be_chosen_is_no_answer(form: str) -> None:
    found = post("\n\n".join(form.format(n=n, question=question) for n, (question, _) in enumerate(TALK, 1)))
    assert [words.replace("）", ") ") for _, words in told(found)][1::3] == ["A) Wax"] * 4


@pytest.mark.parametrize(
    "body",
    [
        "Editor: Ana Ruiz\n\nEditor: Bo Lind\n\nEditor: Cem Aydin\n\nEditor: who else?",
        "\n\n".join(f"### Question {n}\n\nDraw a hive, and {answer.lower()}" for n, (_, answer) in enumerate(TALK, 1)),
        "\n\n".join(f"({letter}) The keeper mends the hive." for letter in "ADFPQRQPQFP"),
        "[F] shows all of it.\n\n[P] pauses.\n\n[Q] quits.\n\n[D] shows more.\n\n[F] leaves it.\n\n[P] goes on.",
        "Question #1: open\n\nQuestion #2: closed\n\nQuestion #3: open",
        "Editor: vim\n\nShell: zsh\n\nEditor: nano\n\nShell: bash\n\nEditor: which one?",
    ],
    ids=["credits", "exercises", "clauses", "keys", "list", "settings"],
)
def test_what_only_looks_so_is_not_asked(body: str) -> None:
    assert not [heading for heading in post(body).headings if heading.kind is Kind.QUESTION]


def test_a_text_with_one_letter_in_brackets_stays() -> None:
    found = post("\n\n".join(f"### {question}\n\n{answer}" for question, answer in TALK) + "\n\n(A) and (Q) are letters.")
    assert found.sections[-1].turns[-1].paragraphs[-1].spoken == "(A) and (Q) are letters."


@pytest.mark.parametrize("form", ["**WAX – {}**", "**WAX&HONEY –  {}**", '<p class="talk"><strong>WAX – {}</strong></p>'])
def test_capitals_before_dashes_in_bold_name_who_asks(form: str) -> None:
    said = "Tell us of honey."
    found = post("\n\n".join(f"{form.format(question)}\n\n{answer}" for question, answer in (*TALK, (said, "It keeps."))))
    assert told(found)[::2] == [("asked", question) for question in (*(question for question, _ in TALK), said)]
    assert found.host in ("WAX", "WAX&HONEY")


@pytest.mark.parametrize("form", ["**Bees – {}**", "**DNA{n} – {}**", "WAX – {}"])
def test_other_words_before_dashes_name_nobody(form: str) -> None:
    found = post("\n\n".join(f"{form.format(question, n=n)}\n\n{answer}" for n, (question, answer) in enumerate(TALK)))
    assert found.host is None
