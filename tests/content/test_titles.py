"""Chapter titles: what of a heading a listener sees in the player."""

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content.interview.titles import LIMIT, read, title
from pipeline.content.text.ellipsis import shorten
from pipeline.content.text.sentences import sentences

TITLES = {
    # as it stands
    "What is a hive?": "What is a hive?",
    "How are you?": "How are you?",
    "Best tool in your shed?": "Best tool in your shed?",
    "Anything else you would like to mention?": "Anything else you would like to mention?",
    "What industries are you most keen to see this used in": "What industries are you most keen to see this used in",
    # the lead-in goes
    "That is incredible. How does it feel to hold the book?": "How does it feel to hold the book?",
    "So what happened to the barn?": "What happened to the barn?",
    "Great! Now, the last question: what would you tell your younger self?": "What would you tell your younger self?",
    "I was wondering – did the bees come back?": "Did the bees come back?",
    "I guess my question is, what happened to the barn?": "What happened to the barn?",
    "Diving right in, can you speak about the harbour?": "Can you speak about the harbour?",
    "3. What is a hive?": "What is a hive?",
    "Q: What is a hive?": "What is a hive?",
    "No way?! What happened to the roof?": "What happened to the roof?",
    # what cannot stand alone keeps what it speaks of
    "You built a boat in your garden. How did that come about?": "You built a boat in your garden. How did that come about?",
    "In spring you sold honey at the market. What changed?": "In spring you sold honey at the market. What changed?",
    "You called it a raft. What do you mean?": "You called it a raft. What do you mean?",
    "What do you mean by a raft?": "What do you mean by a raft?",
    "You never ask the sea for anything. Why not?": "You never ask the sea for anything. Why not?",
    "How did that come about?": "How did that come about?",
    "In spring you sold honey at the market. Great. What changed?": "In spring you sold honey at the market. What changed?",
    "You once built a whole boat in your garden with nothing but old wood. What did that do to you and to all of the people who saw it?": "What did that do to you and to all of the people who saw it?",
    # of several questions the one that says most
    "Right? What tools do you use for the frames?": "What tools do you use for the frames?",
    "What is Rind? Why did you build it?": "What is Rind?",
    "So, what is Rind? And how do you sell them?": "What is Rind?",
    "Now that the wax is sold, what's next?": "Now that the wax is sold, what's next?",
    "Now, what's next for the bees?": "What's next for the bees?",
    "What hives do you recommend, aside from yours :)": "What hives do you recommend, aside from yours",
    "Really? Why did you build it?": "Why did you build it?",
    "What do you grow? And where do you live? And who pays?": "What do you grow?",
    # what is only said back is not asked
    "So you both work on it? How do you share the honey?": "How do you share the honey?",
    "And you can ask your parents for help?": "You can ask your parents for help?",
    "What is wax? What tools do you use for the frames?": "What tools do you use for the frames?",
    "What changed? And the honey from the hills?": "The honey from the hills?",
    # requests ask without a question mark
    "Right? Tell us about your bees.": "Tell us about your bees",
    "Tell us about your bees.": "Tell us about your bees",
    "Could you introduce yourself": "Could you introduce yourself",
    "Let's talk about honey.": "Let's talk about honey",
    "Okay. So tell us about the other one you had.": "Tell us about the other one you had",
    "Please introduce yourself.": "Please introduce yourself",
    "Vamos começar com as suas abelhas.": "Vamos começar com as suas abelhas",
    "Empecemos por sus abejas.": "Empecemos por sus abejas",
    "Commençons par vos abeilles.": "Commençons par vos abeilles",
    "Beginnen wir mit Ihren Bienen.": "Beginnen wir mit Ihren Bienen",
    "Cominciamo dalle sue api.": "Cominciamo dalle sue api",
    "Me gustaría preguntar por sus abejas.": "Me gustaría preguntar por sus abejas",
    "Gostaria de saber das suas abelhas.": "Gostaria de saber das suas abelhas",
    "J’aimerais savoir d’où vient la cire.": "J’aimerais savoir d’où vient la cire",
    "Mich würde interessieren, woher das Wachs kommt.": "Mich würde interessieren, woher das Wachs kommt",
    "Vorrei sapere delle sue api.": "Vorrei sapere delle sue api",
    "For all who have never met you, tell us about your bees.": "For all who have never met you, tell us about your bees",
    "As the keeper of the harbour, please describe your boat.": "As the keeper of the harbour, please describe your boat",
    "Give us a short overview of the harbour.": "Give us a short overview of the harbour",
    "I'm wondering what kinds of wax there are.": "What kinds of wax there are",
    # a question with its mark goes before a request without
    "I'm really curious about bees because I have some. But first, can you tell us how you began?": "Can you tell us how you began?",
    # what somebody is quoted with is not asked
    "They came and said, “Hey, we have bees. Give us some honey.” How did you answer the farmers?": "How did you answer the farmers?",
    "Another question is, “I keep bees. How do you feed them?”": "How do you feed them?",
    "“Do you keep bees? Where?”": "Do you keep bees?",
    # a quotation that is cut is completed, or is none
    'He said to me, "Bees are odd. You keep them all day." How did that feel?': "You keep them all day. How did that feel?",
    # what is read out is the question
    "The next question is – “Do you keep bees?”": "Do you keep bees?",
    "Thanks. Another one from Edo, which reads “How do you deal with frost? And with wind?”": "How do you deal with frost?",
    "“When you say wax, can you tell us how it is made?”": "When you say wax, can you tell us how it is made?",
    "In your work, “how do you deal with frost, or with wind?”": "How do you deal with frost, or with wind?",
    "What do you mean by “good wax”?": "What do you mean by “good wax”?",
    "Is it true that you once said “never again”?": "Is it true that you once said “never again”?",
    # a cut leaves quotation marks in pairs
    "You write that in all the years at the harbour nobody ever came to you to ask “why is it that you keep bees on a boat of all places”, is it so?": "You write that in all the years at the harbour nobody ever came to you to ask “why is it that you…”",
    "They wrote, “You sold honey for years at the market in the harbour and all over town and no one knew you.” What changed?": "…“honey for years at the market in the harbour and all over town and no one knew you.” What changed?",
    # asides are not asked
    "What is wax? [laughs]": "What is wax?",
    # other languages
    "¿Qué te llevó a los órganos?": "¿Qué te llevó a los órganos?",
    "Muy bien. Entonces, ¿cómo se afina un órgano?": "¿Cómo se afina un órgano?",
    "太好了。你是如何开始做木工的？": "你是如何开始做木工的？",
    "なるほど。どのように学びましたか？": "どのように学びましたか？",
    "何を研究していますか。": "何を研究していますか。",
    "Πολύ ωραία. Ποιο είναι το βιβλίο σας;": "Ποιο είναι το βιβλίο σας;",
    "شكرا لك. كيف بدأت؟": "كيف بدأت؟",
    "Отлично. Как вы начали заниматься пчёлами?": "Как вы начали заниматься пчёлами?",
    "Comment avez-vous commencé ?": "Comment avez-vous commencé ?",
    "Danke. Die letzte Frage: „Was ist Heimat?“": "Die letzte Frage: „Was ist Heimat?“",
    "Erzählen Sie uns von Ihrem Garten.": "Erzählen Sie uns von Ihrem Garten",
    "Cuéntanos sobre tu taller.": "Cuéntanos sobre tu taller",
    "请介绍一下你自己。": "请介绍一下你自己",
    "まず、自己紹介をお願いします。": "自己紹介をお願いします",
    "Sehr gut. Und was war Ihr erster Bienenstock?": "Was war Ihr erster Bienenstock?",
    "Na dann, welche Werkzeuge benutzt du?": "Welche Werkzeuge benutzt du?",
    "Dann erzähl doch mal: Wie hat alles angefangen?": "Wie hat alles angefangen?",
    "Et du coup, quels outils utilisez-vous ?": "Quels outils utilisez-vous ?",
    "Bom, então, quais são os seus planos?": "Quais são os seus planos?",
    "Ottimo. Allora, quali strumenti usi?": "Quali strumenti usi?",
    "Nou, waarom ging je weg uit Amsterdam?": "Waarom ging je weg uit Amsterdam?",
    "Понятно. Скажи, пожалуйста, почему ты уехал?": "Почему ты уехал?",
    "Ну и какие инструменты ты используешь?": "Какие инструменты ты используешь?",
    "No dobrze, więc dlaczego wyjechałeś z Warszawy?": "Dlaczego wyjechałeś z Warszawy?",
    "Peki, arıcılığa nasıl başladınız?": "Arıcılığa nasıl başladınız?",
    "אז איך התחלת לגדל דבורים?": "איך התחלת לגדל דבורים?",
    "حسنا، إذن كيف بدأت تربية النحل؟": "كيف بدأت تربية النحل؟",
    "अच्छा, तो आपने शुरुआत कैसे की?": "आपने शुरुआत कैसे की?",
    "네, 그러면 어떤 도구를 사용하시나요?": "어떤 도구를 사용하시나요?",
    "好的，那么，你是怎么开始的？": "你是怎么开始的？",
    "首先，请您简单介绍一下自己。": "请您简单介绍一下自己",
    "首先跟大家介绍一下蜂蜡的用途吧": "首先跟大家介绍一下蜂蜡的用途吧",
    "なるほど、じゃあ、どんな道具を使っていますか？": "どんな道具を使っていますか？",
    # a question that only asks for a reason needs what it refers to
    "I hear that you keep your bees on a roof. Why?": "I hear that you keep your bees on a roof. Why?",
    "Sie halten Ihre Bienen auf einem Dach. Warum?": "Sie halten Ihre Bienen auf einem Dach. Warum?",
    "Я слышал, что вы держите пчёл на крыше. Зачем?": "Я слышал, что вы держите пчёл на крыше. Зачем?",
    "Cría sus abejas en un tejado de la ciudad. ¿Por qué?": "Cría sus abejas en un tejado de la ciudad. ¿Por qué?",
    "屋根で蜂を飼っていますね。なぜですか？": "屋根で蜂を飼っていますね。 なぜですか？",
    "3 - Why do you keep your bees on a roof?": "Why do you keep your bees on a roof?",
    "3、你为什么在屋顶上养蜂？": "你为什么在屋顶上养蜂？",
    "3 - 4 hives on a roof: how do you carry them up there?": "3 - 4 hives on a roof: how do you carry them up there?",
    # requests are questions in many languages
    "Beschreibe bitte deinen Alltag am Bienenstock.": "Beschreibe bitte deinen Alltag am Bienenstock",
    "Décrivez-nous votre journée au rucher.": "Décrivez-nous votre journée au rucher",
    "Preséntate a nuestros lectores.": "Preséntate a nuestros lectores",
    "Descreva o seu dia no apiário.": "Descreva o seu dia no apiário",
    "3. Riassuma in poche parole la vita delle api.": "Riassuma in poche parole la vita delle api",
    "Beschrijf een dag bij de bijen.": "Beschrijf een dag bij de bijen",
    # `y` is a lead-in in Spanish, and none in French
    "Y a-t-il du miel en hiver ?": "Y a-t-il du miel en hiver ?",
    "Y aura-t-il du miel cet hiver ?": "Y aura-t-il du miel cet hiver ?",
    "Y, ¿hay miel en invierno?": "¿Hay miel en invierno?",
    # in Polish, quotations are closed otherwise than in German
    "Dlaczego nazwała Pani książkę „Miód i wosk”?": "Dlaczego nazwała Pani książkę „Miód i wosk”?",
    "Warum heißt Ihr Buch „Honig und Wachs“?": "Warum heißt Ihr Buch „Honig und Wachs“?",
    # a name that is called with a form of address goes, too
    "Frau Dr. Ruiz, was hat Sie dazu bewogen?": "Was hat Sie dazu bewogen?",
    "Professor Lind, why did you write this book?": "Why did you write this book?",
    "Dr. Ruiz or Dr. Lind, who is the better keeper?": "Dr. Ruiz or Dr. Lind, who is the better keeper?",
}
REMARKS = (
    "So that's your secret?", "You just joined?", "And it was at the same time?", "You said a lot of bees. That’s all of them?",
    "That's a good point.", "Beschreibt er Bienen, so schreibt er lang.", "Résumé des abeilles.", "Presentes en todo.", "No way?!", "I love it!", "Exactly. Congratulations!", "Really?", "How so?", "Google?", "Your first job was at a bakery, right?", "Is that right?",
    "What a story!", "Love the idea of weighing a letter!?", "¿De verdad?", "真的吗？", "Thank you for listening to us!", "Let's start.", "",
    "Please give us a link.", "On good days, take us as we are.", "I'm curious about a few things.", "I'm just wondering – I know that there is wax.", "I'm curious to see how it ends.",
    "I'm just curious – with the bees…", "What Ana wrote is, “So this is about bees, then.”",
    "Especially if you advertise it like “do you want to wait less? Buy our honey,” then everyone says yes.",
    "A farmer says, “I have bees. Give us some people to work with them.” And then you join them. Is that right?",
)  # fmt: skip


@pytest.mark.parametrize(("heading", "expected"), TITLES.items(), ids=TITLES)
def test_titles(heading: str, expected: str) -> None:
    assert title(read(heading)) == expected


@pytest.mark.parametrize("heading", REMARKS)
def test_remarks_have_none(heading: str) -> None:
    assert title(read(heading)) is None


def test_a_name_that_is_called_goes() -> None:
    assert title(read("So, Imre, what is brass?", frozenset({"imre"}))) == "What is brass?"
    assert title(read("Imre Lind, what is brass?", frozenset({"imre"}))) == "What is brass?"
    assert title(read("Imre left the farm, what is it now?", frozenset({"imre"}))) == "Imre left the farm, what is it now?"


def test_a_long_context_is_cut_at_its_front() -> None:
    found = title(read("You and your brother built a whole lamp room from scrap in a barn near the coast. How did that come about?"))
    assert found == "…your brother built a whole lamp room from scrap in a barn near the coast. How did that come about?"
    assert len(found) <= LIMIT


def test_a_long_question_gives_the_clause_that_asks() -> None:
    heading = "For people who keep bees in a small garden, but perhaps live where the neighbours do not like it at all, what tips do you have for a peaceful summer?"
    assert title(read(heading)) == "What tips do you have for a peaceful summer?"


def test_a_long_question_is_cut_at_a_word() -> None:
    heading = (
        "If you could go back and do one thing differently at the beginning of your life as a keeper of bees and goats, what would it be?"
    )
    assert title(read(heading)) == "If you could go back and do one thing differently at the beginning of your life as a keeper of bees…"


def test_cutting_counts_letters_as_a_reader_does() -> None:
    family = "👨‍👩‍👧"
    found = shorten(f"{family} " * 80, 100)
    assert len(list(wcwidth.iter_graphemes(found))) <= 100
    assert found == f"{f'{family} ' * 49}{family}…"


@pytest.mark.parametrize("mark", ["...", "…", ".", ",", " –"])
def test_a_text_that_is_cut_behind_a_mark_ends_in_one_ellipsis(mark: str) -> None:
    assert shorten(f"Wax burns{mark} and honey does not", 10 + len(mark)) == "Wax burns…"


@given(st.lists(st.sampled_from((*"aé№’…яё好が한₂✓ ", "e\u0301", "か\u3099", "❤\ufe0f", "🇩🇪", "न\u093e", "👩\u200d🚀"))))
def test_no_letter_is_cut_in_two(letters: list[str]) -> None:
    text = "".join(letters)
    found = list(wcwidth.iter_graphemes(shorten(text, 9).removesuffix("…")))
    assert found == list(wcwidth.iter_graphemes(text))[: len(found)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Smith left. Why?", 2),
        ("It is 3.5 m, e.g. a bus. J. R. Miller said so.", 2),
        ("好。你呢？再见！", 3),
        ("Τι κάνεις; Καλά.", 2),
        ("One; two.", 1),
        ("Wait... what? Yes!", 2),
        ("What of wax, honey... ? Both.", 2),
        ("“Who?” he asked. “Me.”", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(max_size=400))
def test_any_heading_has_a_title_within_the_limit_or_none(heading: str) -> None:
    found = title(read(heading))
    assert found is None or 0 < len(list(wcwidth.iter_graphemes(found))) <= LIMIT


@given(st.text(max_size=300))
def test_sentences_lose_no_word(text: str) -> None:
    line = " ".join(text.split())
    assert "".join(sentences(line)).replace(" ", "") == line.replace(" ", "")
