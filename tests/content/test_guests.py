"""Who the guests are: as titles, intros and their own answers tell."""

import pytest

from pipeline.content.interview.invited import invited
from tests.posts import post_of


def test_the_guest_of_the_title_may_be_labelled_once() -> None:
    body = "### What is wax?\n\nBo: It burns.\n\n### And what is honey?\n\nIt does not.\n\n### And smoke?\n\nNeither.\n"
    post = post_of(f"---\ntitle: Interview with Bo Lind\n---\n\n{body}")
    assert (post.turns[0].speaker, post.turns[0].paragraphs[0].spoken) == ("Bo Lind", "It burns.")


@pytest.mark.parametrize("title", ["🐝🎉 Interview with Bo Lind", "🐝 Bo Lind: “Wax is patient” 🎉"])
def test_emoji_in_front_of_a_title_hide_no_guest(title: str) -> None:
    post = post_of(f"---\ntitle: '{title}'\n---\n\n### What is wax?\n\nIt burns.\n\n### And what is honey?\n\nIt does not.\n")
    assert (post.title, post.guests) == (title, ("Bo Lind",))


def test_what_answers_a_remark_is_the_guests_where_only_the_first_answer_has_a_label() -> None:
    asked = ["Why wax?", "That was hard to tell.", "What of honey?", "And of smoke?"]
    answers = ["*Bo:*\nIt burns.", "So it was.", "It does not.", "Nothing."]
    body = "\n\n".join(f"**{question}**\n\n{answer}" for question, answer in zip(asked, answers, strict=True))
    post = post_of(f"---\ntitle: Interview with Bo Lind\n---\n\n{body}\n")
    assert [turn.speaker for section in post.sections for turn in section.turns] == ["Bo Lind"] * 4


def test_the_only_one_who_answers_does_so_where_a_few_answers_have_no_label() -> None:
    talk = [
        ("What is wax?", "Bo: It burns."),
        ("What of honey?", "Bo: It does not."),
        ("Who needs smoke?", "It stings."),
        ("So?", "Bo: So."),
    ]
    title, body = "---\ntitle: Interview with Bo Lind\n---\n\n", "".join(f"**{asked}**\n\n{said}\n\n" for asked, said in talk)
    assert [turn.speaker for turn in post_of(f"{title}{body}").turns] == ["Bo Lind"] * 4
    other = post_of(f"{title}{body.replace('It stings.', 'Some listener: It stings.')}")
    assert [turn.speaker for turn in other.turns] == ["Bo Lind"] * 2 + [None, "Bo Lind"]


@pytest.mark.parametrize("of_her", ["Bo is known for her wax.", "Bo’s wax is in all shops.", "Bo Lind keeps bees."])
def test_the_host_says_what_is_said_of_the_guest_below_a_topic(of_her: str) -> None:
    talk = "### What is wax?\n\n**Bo:** It burns.\n\n### Of Bo\n\n{}\n\n### And honey?\n\n**Bo:** It does not."
    for said, speaker in (
        (of_her, "Ana Ruiz"),
        ("Bones do not burn.", "Bo Lind"),
        ("Bo here, with wax.", "Bo Lind"),
        ("So it is, Bo said.", "Bo Lind"),
    ):
        post = post_of(f"---\ntitle: Bo Lind on wax\nhost: Ana Ruiz\n---\n\n{talk.format(said)}\n")
        assert [turn.speaker for turn in post.turns] == ["Bo Lind", speaker, "Bo Lind"]


def test_a_letter_that_is_a_word_as_well_is_not_said_of_whom_it_stands_for() -> None:
    talk = "## Of honey\n\nIt is sweet, and it is sweet.\n\n## Of wax\n\nA candle burns.\n\n## Q&A\n\nQ: Does it burn?\n\nA: It does not.\n\nQ: Why?\n\nA: It is wet."
    post = post_of(f"---\ntitle: Of candles and bees\nspeakers: [Bo Lind]\n---\n\n{talk}\n")
    assert [turn.speaker for turn in post.turns if turn.paragraphs[0].spoken == "A candle burns."] == ["Bo Lind"]


def test_whoever_spoke_last_goes_on_below_a_topic_also_where_an_answer_lacks_its_label() -> None:
    talk = "## Of honey\n\n**Ana:** Tell us.\n\n**Cy:** It is sweet.\n\n**Bo:** It is.\n\n**Cy:** So.\n\n## The hive\n\nIt is warm."
    post = post_of(
        f"---\ntitle: Wax\n---\n\n{talk}\n\n## Why is wax so soft?\n\nBees make it.\n\n## The end\n\n**Bo:** Yes.\n\n**Ana:** No.\n"
    )
    assert [turn.speaker for turn in post.turns] == ["Ana", "Cy", "Bo", "Cy", "Cy", None, "Bo", "Ana"]


@pytest.mark.parametrize(
    ("title", "intro", "guest"),
    [
        ("A conversation with Bo Lind", "", "Bo Lind"),
        ("Q&A with beekeeper Bo Lind on wax", "Ana Ruiz sat down with him.", "Bo Lind"),
        ("Interview With Engineer Bo Lind", "Bo Lind keeps bees.", "Bo Lind"),
        ("Interview: Engineer Bo Lind", "Bo Lind keeps bees.", "Bo Lind"),
        ("Engineer Bo Lind im Interview", "Bo Lind keeps bees.", "Bo Lind"),
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
        ("Interview de Bo Lind (Cire)", "", "Bo Lind"),
        ("Interview d’Eva Hall", "", "Eva Hall"),
        ("Interview de la semaine", "", None),
        ("Entretien avec Bo Lind de Cire", "Un entretien de Bo Lind, à Hove.", "Bo Lind"),
        ("Interview with Bo Lind on Wax Works", "Bo Lind has left Wax Works.", "Bo Lind"),
        ("Interview with Bo Lind and Cy Gray", "Bo Lind and Cy Gray keep bees.", None),
        ("A talk with Dot Marsh", "", "Dot Marsh"),
        ("Wax: an interview with its maker, Bo Lind", "", "Bo Lind"),
        ("Of wax", "Today, we introduce Bo Lind, a friend of Cy Gray.\n\nLet’s get to know Bo!", "Bo Lind"),
        ("Of wax", "Let’s meet Bo Lind and his bees. He works with Cy Gray.", "Bo Lind"),
        ("Of wax", "We spoke with Fino-Lind. Bo Fino-Lind works with Cy Gray.", "Bo Fino-Lind"),
        ("Of wax", "Let’s meet some great Wax Makers!", None),
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
        ("Keeper Spotlight Series - Bo Lind", "This spotlight is on Bo Lind.", None),
        ("Contributor Spotlight Series - Bo Lind", "This spotlight is on Bo Lind.", "Bo Lind"),
        ("Interview with Ong Bo Lind", "We meet Ong Bo Lind, and talk to Bo Lind of bees.", "Ong Bo Lind"),
        ("Interview with Keeper Bo Lind", "We talk to Bo Lind of bees.", "Bo Lind"),
        ("Interview with Engineer Bo Lind", "We meet Engineer Bo Lind, and talk to Bo Lind of bees.", "Bo Lind"),
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
        ("Of wax", "Today I’m interviewing Bo Lind, who sells the wax of Cy Gray.", "Bo Lind"),
        ("Of wax", "Our interviewer Bo Lind keeps bees.", None),
        ("Of wax", "In her interviews Bo Lind asks why wax burns.", None),
        ("Of wax", "In interviews Bo Lind asks why wax burns.", None),
        ("Notes on interviewing Wax Makers", "", None),
        ("Of wax", "I have been interviewing Wax Makers for years.", None),
        ("Wax Interviews Done Right", "", None),
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
        ("Of wax", "Bo Lind tells us about wax, and about the New Hove works.", "Bo Lind"),
        ("De la cera", "Han entrevistado en New Hove a Bo Lind, quien nos cuenta de su cera.", "Bo Lind"),
        ("Of wax", "Bo Lind, who sells wax in New Hove, kindly agreed to answer.", "Bo Lind"),
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
        ("Why wax burns (ft. Bo Lind)", "", "Bo Lind"),
        ("Why wax burns, feat. Dr. Bo Lind of Wax Works", "", "Bo Lind"),
        ("Why wax burns with special guest Bo Lind", "", "Bo Lind"),
        ("Why wax burns (ft. Bo Lind and Cy Gray)", "", None),
        ("Why wax burns at 30 ft. Under The Hive", "", None),
        ("A 10-ft. Langstroth Hive", "", None),
        ("A hive of ten ft. Langstroth Boxes", "", None),
        ("Honey at Ft. Lauderdale Beach", "", None),
        ("Ft. Worth Honey Fair", "", None),
        ("Why wax burns with guest host Bo Lind", "", None),
        ("Why Wax Burns Ft. Bo Lind", "", "Bo Lind"),
        ("Why wax burns, featuring Wax Works", "", None),
        ("Um café com Bo Lind", "", "Bo Lind"),
        ("Interview with Acme's Bo Lind", "", "Bo Lind"),
        ("Interview with Bo Abel Lind, Keeper", "Bo Abel Lind keeps bees. Read of Bo Abel's hives.", "Bo Abel Lind"),
        ("An Interview With wAX’s Bo Lind", "", "Bo Lind"),
        ("Of wax", "Today let's welcome Bo Lind, who sells the wax of Cy Gray.", "Bo Lind"),
        ("Of wax", "Our guest is Bo Lind, who sells the wax of Cy Gray.", "Bo Lind"),
        ("Of wax", "Today's guest is Bo Lind, who sells the wax of Cy Gray.", "Bo Lind"),
        ("Of wax", "This month we're featuring Bo Lind, who sells the wax of Cy Gray.", "Bo Lind"),
        ("Inside Wax Works", "We spoke of wax. Cy talked to Bo Lind of Wax Works.", "Bo Lind"),
        ("Of wax", "In this interview, Bo Lind, founder of Wax Works, tells us about wax.", "Bo Lind"),
        ("Wachs", "Wir haben mit Bo Lind über Wachs gesprochen.", "Bo Lind"),
        ("Drei Fragen an Bo Lind", "", "Bo Lind"),
        ("3 questions à Bo Lind", "", "Bo Lind"),
        ("De la cera", "Entrevistamos a Bo Lind, de Hove.", "Bo Lind"),
        ("Cinco preguntas a Bo Lind", "", "Bo Lind"),
        ("Di cera", "Abbiamo intervistato Bo Lind, di Hove.", "Bo Lind"),
        ("Da cera", "Batemos um papo com Bo Lind, de Hove.", "Bo Lind"),
        ("Over was", "We stellen vragen aan Bo Lind, uit Hove.", "Bo Lind"),
        ("Bo Lind ile Röportaj", "", "Bo Lind"),
        ("Bo Lind ile Arı Evi Söyleşisi", "", "Bo Lind"),
        ("Wax Works ile Bal", "", None),
        ("Of wax", "In this post, I'll be interviewing Bo Lind, who sells the wax of Cy Gray.", "Bo Lind"),
        ("Of wax", "We'll be talking to Bo Lind, who sells the wax of Cy Gray.", "Bo Lind"),
        ("Of wax", "We talked to Acme Senior Software Engineer Bo Lind of the wax of Cy Gray.", "Bo Lind"),
        ("Interview with Acme Research Fellow & Hive Maker Bo Lind", "", "Bo Lind"),
        ("Interview with Senior Software Engineer Bo", "", None),
        ("Interview with the Wax Software Engineer", "", None),
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
    post = post_of(f"---\ntitle: A talk with Waxo\n---\n\n### Who are you?\n\n{answer}\n\n### Why wax?\n\nI'm Cy Gray, too.\n")
    assert post.guests == ((guest,) if guest else ())


@pytest.mark.parametrize(
    ("title", "guests"),
    [
        ("Bo Lind", ("Bo Lind",)),
        ("Nele Fin", ("Nele Fin",)),  # in `need`, `finds`
        ("Keeping Hives", ()),  # which the talk is about
        ("Finding Winter Homes", ()),
        ("Senior Engineer", ()),
        ("Bo", ()),
        ("BO LIND", ()),
    ],
)
def test_a_title_that_is_only_a_name_is_that_of_the_guest(title: str, guests: tuple[str, ...]) -> None:
    answer = (
        "I keep my bees both here and in the hills, where the hives are warm, and where they find all of the honey that they need in the winter. "
        * 3
    )
    questions = ("What is wax?", "And what is honey?", "Who needs smoke?")
    talk, short = ("".join(f"### {question}\n\n{said}\n\n" for question in questions) for said in (answer, "It depends."))
    assert post_of(f"---\ntitle: {title}\n---\n\n{talk}").guests == guests
    assert post_of(f"---\ntitle: {title}\n---\n\n{short}").guests == ()  # too short to show what it is about
    assert post_of(f"---\ntitle: {title}\n---\n\n{talk}{title} painted hives.\n").guests == ()
    assert post_of(f"---\ntitle: {title}\n---\n\n{answer}\n\n## Of wax\n\n{answer}\n").guests == ()


_WAX = "I melt both kinds here, where the hives are warm, and where they find all of the flowers that they need in the winter. " * 3


@pytest.mark.parametrize(
    ("title", "guest"),
    [
        ("Year one in wax: Bo Lind", "Bo Lind"),
        ("How candles are made - Bo Lind", None),  # which may be the blog's name
        ("How candles are made | Bo Lind", None),
        ("Careers in wax: Bo Lind, chandler", "Bo Lind"),
        ("Bo Lind, Candle Maker", "Bo Lind"),
        ("Bo Lind (Wax Works)", "Bo Lind"),
        ("Bo Lind: the wax maker", None),
        ("Of candles: Melted Flowers", None),  # which the talk is about
        ("Of candles: CEO Talk", None),
        ("Of candles: Senior Engineer", None),
        ("Bo Lind and his candles", None),
    ],
)
@pytest.mark.parametrize("intro", ["", "Bo Lind makes candles.\n\n"])
def test_a_part_of_a_title_names_whom_the_questions_address(title: str, guest: str | None, intro: str) -> None:
    def guests(*questions: str) -> tuple[str, ...]:
        return post_of(f"---\ntitle: '{title}'\n---\n\n{intro}" + "".join(f"**{asked}**\n\n{_WAX}\n\n" for asked in questions)).guests

    assert guests("What do you do?", "How did you begin?", "Why candles?") == ((guest,) if guest else ())
    assert guests("What is a candle?", "Who makes it?", "What do you need?") == ()
    assert guests("How do I order?", "Do you ship my candles?", "What do you need from us?") == ()  # readers ask


@pytest.mark.parametrize("above", ["#### An interview with its maker, Bo Lind", "Interview with Bo Lind"])
def test_a_line_above_the_talk_may_be_another_title(above: str) -> None:
    post = post_of(f"---\ntitle: Of wax\n---\n\n{above}\n\nBy Ana Ruiz and Cy Gray\n\n### What is wax?\n\nIt burns.\n")
    assert post.guests == ("Bo Lind",)


@pytest.mark.parametrize(
    ("said", "guests"), [("I'm Bo, from the hills.", ("Bo Lind",)), ("I'm Bob, from the hills.", ()), ("Bo is here.", ())]
)
def test_a_guest_who_is_in_the_title_introduces_herself_by_her_first_name(said: str, guests: tuple[str, ...]) -> None:
    body = f"### Who are you?\n\n{said}\n\n### Why wax?\n\nIt burns.\n"
    assert post_of(f"---\ntitle: 'Hill spotlight: Bo Lind'\n---\n\n{body}").guests == guests


@pytest.mark.parametrize(
    ("title", "intro", "asked", "guests"),
    [
        ("The hives of Bo Lind", "Bo Lind has kept bees since he was nine.", "Why wax?", ("Bo Lind",)),
        ("Of bees | Bo Lind", "Bo Lind lives in the hills. He keeps bees.", "Why wax?", ("Bo Lind",)),
        ("Of bees | Bo Lind", "", "Bo, why wax?", ("Bo Lind",)),
        ("Bo Lind on bees", "Of bees.", "Why? Thanks, Bo! Why wax?", ("Bo Lind",)),
        ("Of bees | Bo Lind", "Bo Lind is the keeper who sells wax.", "Why wax?", ("Bo Lind",)),
        ("Of bees | Bo Lind", "Bo Lind loves his bees.", "Why wax?", ("Bo Lind",)),
        ("The hives of Bo Lind", "Bo Lind is a hive. It hums.", "Why wax?", ()),
        ("The hives of Bo Lind", "Bo Lind is a fair. Bees come. She who was first got wax.", "Why wax?", ()),
        ("The hives of Bo Lind", "Bo Lind has sold wax since its founder left his hive.", "Why wax?", ()),
        ("The hives of Bo Lind", "Bo Lind sells wax to those who want it.", "Why wax?", ()),
        ("The hives of Bo Lind", "Bo Lind and Cy Gray keep bees, which he likes.", "Why wax?", ()),
        ("Of bees", "Bo Lind keeps bees, who like her.", "Why wax?", ()),
        ("The hives of Bo Lind", "Of bees.", "Why not Cy, Bo and wax?", ()),
        ("Bo Lind on bees", "Bo loves his bees.", "Why wax?", ("Bo Lind",)),  # a first name is enough where the intro has no full one
        ("Bees with Bo Lind", "We spoke to Bo of bees.", "Why wax?", ("Bo Lind",)),
        ("Bo Lind on bees", "Bo joined us in the hills.", "Why wax?", ("Bo Lind",)),
        ("Bees with Bo Lind", "She joined us in the hills.", "Why wax?", ("Bo Lind",)),
        ("The hives of Bo Lind", "Bo is a fair. It hums.", "Why wax?", ()),
        ("The hives of Bo Lind", "Cy Gray says that Bo lost his hives.", "Why wax?", ()),
        ("The hives of Bo Lind", "We spoke to Cy.", "Why wax?", ()),
        ("The bees of Bo Lind and Cy Gray", "She joined us in the hills.", "Why wax?", ()),
    ],
)
def test_whoever_the_title_names_is_the_guest_if_the_intro_or_the_host_speaks_of_a_person(
    title: str, intro: str, asked: str, guests: tuple[str, ...]
) -> None:
    body = f"{intro}\n\n### {asked}\n\nIt burns.\n\n### And what is honey?\n\nIt is sweet.\n"
    assert post_of(f"---\ntitle: {title}\n---\n\n{body}").guests == guests


@pytest.mark.parametrize(
    ("intro", "guests"),
    [
        ("Meet Bo Lind, the keeper behind Wax Works.", ("Bo Lind",)),
        ("Bo Lind has kept bees for years. He sells wax at Wax Works.", ("Bo Lind",)),
        ("Bo Lind has kept bees for years. In this Q&A, he tells of them.", ("Bo Lind",)),
        ("Bo Lind (he/him) keeps bees.", ("Bo Lind",)),
        ("Bo Lind is the founder of Wax Works. We talked about bees.", ("Bo Lind",)),
        ("Bo Lind, a researcher at Wax Works, keeps bees. The interview is short.", ("Bo Lind",)),
        ("Bo Lind ist Imker. Im Gespräch erzählt er von Bienen.", ("Bo Lind",)),
        ("Bo Lind est apicultrice. Elle parle de la cire.", ("Bo Lind",)),
        ("Author: Bo Lind\n\nBees hum. He who keeps them sells wax.", ()),
        ("Bo Lind keeps bees, and so does Cy Gray. He sells wax.", ()),
        ("Bo Lind keeps bees.", ()),
        ("Wax Works is a fair. We talked about bees.", ()),
        ("Wax Works sells its wax. In this interview we talked about bees.", ()),
        ("The hives of Wax Works hum. He who keeps them sells wax.", ()),
        ("Where bees meet Wax Works, the hill ends.", ()),
    ],
)
def test_a_person_of_whom_alone_an_intro_tells_is_asked_what_addresses_somebody(intro: str, guests: tuple[str, ...]) -> None:
    asked = "### How did you begin?\n\nWith a hive.\n\n### What do you sell?\n\nWax burns.\n"
    assert post_of(f"---\ntitle: Of wax\n---\n\n{intro}\n\n{asked}").guests == guests
    told = asked.replace("did you", "does wax").replace("do you", "do bees")
    assert post_of(f"---\ntitle: Of wax\n---\n\n{intro}\n\n{told}").guests == ()


def test_a_guest_introduces_herself_where_no_mark_asks_for_it() -> None:
    body = "### Please introduce yourself.\n\nHi,\n\nI'm Bo Lind. I met Cy Gray.\n\n### Why wax?\n\nI'm Dot Marsh, too.\n"
    post = post_of(f"---\ntitle: Wax\n---\n\n{body}")
    assert post.guests == ("Bo Lind",)


@pytest.mark.parametrize(
    ("asked", "guests"),
    [
        ("We hear much of you, can you introduce yourself?", ("Bo Lind",)),
        ("On entend parler de toi, peux-tu te présenter ?", ("Bo Lind",)),
        ("Und wer bist du, stell dich doch mal vor?", ("Bo Lind",)),
        ("Why wax?", ()),
    ],
)
def test_a_guest_introduces_herself_where_a_later_question_asks_for_it(asked: str, guests: tuple[str, ...]) -> None:
    body = f"### Bo, shall we begin?\n\nLet us.\n\n### {asked}\n\nI'm Bo Lind, and I keep bees.\n"
    assert post_of(f"---\ntitle: Wax\n---\n\n{body}").guests == guests


@pytest.mark.parametrize(
    ("title", "intro", "guests"),
    [
        ("Q&A with waxBee77", "[waxBee77](https://a.example) is a person from the hills who keeps bees.", ("waxBee77",)),
        ("Interview with Waxo", "Waxo paints. He lives in the hills.", ("Waxo",)),
        ("Interview with Waxo", "Waxo is a tool for paint. It runs in the hills.", ()),
        ("Interview with Waxo", "A tool for those who paint.", ()),
        ("Interview with Waxo, a tool", "Waxo is for those who paint.", ()),
        ("Interview with painters", "These painters are people who paint.", ()),
    ],
)
def test_a_guest_may_go_by_a_single_name(title: str, intro: str, guests: tuple[str, ...]) -> None:
    body = f"{intro}\n\n### What is wax?\n\nIt burns.\n\n### And what is honey?\n\nIt is sweet.\n"
    assert post_of(f"---\ntitle: '{title}'\n---\n\n{body}").guests == guests


@pytest.mark.parametrize(
    ("above", "guests"),
    [
        ("## About Bo Lind\n\nBo Lind, who goes by [bo](https://a.example), keeps bees with Cy Gray.", ("Bo Lind",)),
        ("## About Bo Lind\n\nBo Lind lives in the hills. She keeps bees.", ("Bo Lind",)),
        ("## About Wax Works\n\nWax Works sells wax. It has done so for years.", ()),
        ("## About the future\n\nBo Lind, who keeps bees, likes Cy Gray.", ()),
        ("## About Bo Lind\n\nBo Lind, who keeps bees.\n\n## About Cy Gray\n\nCy Gray, who sells wax.", ()),
    ],
)
def test_a_heading_above_the_talk_tells_whom_it_is_about(above: str, guests: tuple[str, ...]) -> None:
    body = f"{above}\n\n### What is wax?\n\nIt burns.\n\n### And what is honey?\n\nIt is sweet.\n"
    assert post_of(f"---\ntitle: From honey to wax\n---\n\n{body}").guests == guests


@pytest.mark.parametrize(
    ("facts", "guests"),
    [
        ("**Name:** Bo van der Lind  \n**Title:** Keeper  \n**Company:** Wax Works", ("Bo van der Lind",)),
        ("- **Name:** Bo Lind\n- **Location:** Hove", ("Bo Lind",)),
        ("**Name:** Wax", ()),
    ],
)
def test_facts_above_the_talk_name_the_guest(facts: str, guests: tuple[str, ...]) -> None:
    body = f"We talk with keepers.\n\n{facts}\n\n**What is wax?**\nIt burns.\n\n**And what is honey?**\nIt is sweet.\n"
    assert post_of(f"---\ntitle: Keepers – Wax Works\n---\n\n{body}").guests == guests


@pytest.mark.parametrize("above", ["## Of honey", "# What do bees make?"])
@pytest.mark.parametrize("asked", ["Why wax?", "Wax? Of all things"])
def test_who_speaks_above_the_first_question_is_no_guest(above: str, asked: str) -> None:
    body = f"{above}\n\nI'm Cy Gray.\n\n### {asked}\n\nI'm Bo Lind.\n"
    post = post_of(f"---\ntitle: Wax\n---\n\n{body}")
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


@pytest.mark.parametrize("key", ["subtitle", "subheading", "seo_title", "description", "summary", "excerpt"])
def test_a_guest_may_be_named_beside_the_title(key: str) -> None:
    body = "### Why wax?\n\nIt burns.\n\n### Who needs it?\n\nBees.\n"
    post = post_of(f"---\ntitle: Of wax\n{key}: A talk with Bo Lind\n---\n\n{body}")
    assert post.guests == ("Bo Lind",)


@pytest.mark.parametrize("key", ["description", "summary"])
def test_whoever_else_is_named_beside_the_title_does_not_hide_the_guest_of_the_intro(key: str) -> None:
    body = "An interview with Bo Lind.\n\n### Why wax?\n\nIt burns.\n\n### Who needs it?\n\nBees.\n"
    post = post_of(f"---\ntitle: Of wax\n{key}: The bees of Cy Gray, and why they build.\n---\n\n{body}")
    assert post.guests == ("Bo Lind",)


def test_show_notes_below_headings_keep_the_guest_of_title_and_intro() -> None:
    body = "Ana Ruiz talks with [Bo Lind](https://a.example).\n\n## Join the hive\n\nWrite to us.\n\n## Credits\n\nHosts: Ana Ruiz\n"
    post = post_of(f"---\ntitle: Wax with Bo Lind\n---\n\n{body}")
    assert (post.host, post.guests) == ("Ana Ruiz", ("Bo Lind",))


@pytest.mark.parametrize(
    ("title", "guests"), [("Hives with Bo Lind", ("Bo Lind",)), ("Of hives", ("Bo Lind",)), ("Talking to Hive Data", ())]
)
def test_show_notes_that_name_no_host_keep_their_guest(title: str, guests: tuple[str, ...]) -> None:
    intro = "In this episode, Ana and Dot talk with Bo Lind about wax." if guests else "In this episode, Ana and Dot explain the hive data."
    post = post_of(f"---\ntitle: {title}\n---\n\n{intro}\n\n## Sponsor\n\nWax is sold here.\n")
    assert (post.host, post.guests) == (None, guests)


def test_a_guest_is_not_hidden_by_names_in_the_answers() -> None:
    body = "We visited the keeper Bo Lind.\n\n### Why wax?\n\nAsk Cy Gray.\n\n### Who needs it?\n\nBees.\n"
    post = post_of(f"---\ntitle: Wax\n---\n\n{body}")
    assert post.guests == ("Bo Lind",)


def test_who_is_invited_answers_where_nobody_else_is_named() -> None:
    asked = "### Why wax?\n\n{0}It burns.\n\n### Who needs it?\n\n{0}Bees.\n"
    for label, speaker in (("", "Bo Lind"), ("A: ", "Bo Lind"), ("**Guest:** ", "Bo Lind"), ("**Cy:** ", "Cy")):
        post = post_of(f"---\ntitle: A talk with Bo Lind\n---\n\n{asked.format(label)}")
        assert ({turn.speaker for turn in post.turns}, post.guests) == ({speaker}, (speaker,))


def test_the_picture_of_a_guest_tells_whom_a_series_portrays() -> None:
    asked = "### Why wax?\n\nIt burns.\n\n### Who needs it?\n\nBees.\n"
    for shown, guests in (("Bo Lind", ("Bo Lind",)), ("A hive", ())):
        post = post_of(f"---\ntitle: Meet the Maintainer - Bo Lind\n---\n\n![{shown}](a.jpg)\n\n{asked}")
        assert post.guests == guests


def test_those_who_only_answer_together_are_guests_by_their_full_names() -> None:
    turns = "".join(f"**Mara:** Why wax {number}?\n\n**Bo and Cy:** It burns.\n\n" for number in range(2))
    post = post_of(f"---\ntitle: Wax\nhost: Mara Berg\n---\n\nBo Lind and Cy Gray keep bees.\n\n{turns}")
    assert (post.host, post.guests) == ("Mara Berg", ("Bo Lind", "Cy Gray"))
    assert {turn.speaker for turn in post.turns} == {"Mara Berg", "Bo and Cy"}


@pytest.mark.parametrize(
    ("title", "above", "speakers"),
    [
        ("Wax", "* **Speaker: Ana Ruiz**\n* **Place: [Hove](https://hove.example)**", ("Ana Ruiz",)),
        ("Wax", "Hove Bee Club\n\nSpeakers: Ana Ruiz, Bo Lind and Cy Gray", ("Ana Ruiz", "Bo Lind", "Cy Gray")),
        ("Wax", "Of wax\n\nAna Ruiz (anaru)", ("Ana Ruiz",)),
        ("Ana Ruiz of Wax (2020-02-02)", "Ana Ruiz\n\nHove Bee Club", ("Ana Ruiz",)),
        ("Wax", "Hove Bee Club", ()),  # may be a place
        ("Wax", "Presented by: Hove Bee Club", ()),
        ("Hove Bee Club", "Hove Bee Club", ()),
        ("Keeping Honest Bees", "- Keeping Honest Bees", ()),
    ],
)
def test_the_speakers_of_a_talk_are_named_above_it(title: str, above: str, speakers: tuple[str, ...]) -> None:
    body = "# Hives\n\nWax is soft.\n\n# Smoke\n\nSmoke is not.\n"
    post = post_of(f"---\ntitle: {title}\n---\n\n{above}\n\n{body}")
    assert post.guests == speakers
    assert {turn.speaker for turn in post.turns} == {speakers[0] if len(speakers) == 1 else None}


def test_an_account_in_brackets_is_another_name() -> None:
    post = post_of(
        "---\ntitle: Wax\n---\n\n- Ana Ruiz (anaru7)\n- Bo Lind\n\nBo: What is wax?\n\nanaru7: Soft.\n\nBo: And honey?\n\nanaru7: Sweet.\n"
    )
    assert [turn.speaker for turn in post.turns] == ["Bo Lind", "Ana Ruiz"] * 2


@pytest.mark.parametrize(
    ("speakers", "who", "guests"),
    [
        ("Ana Ruiz", "Ana Ruiz", ("Ana Ruiz",)),
        ("Ana Ruiz, Bo Lind", "Speaker 1", ("Ana Ruiz", "Bo Lind")),
    ],
)
def test_the_only_speaker_of_the_front_matter_says_most_of_all(speakers: str, who: str, guests: tuple[str, ...]) -> None:
    talk = "Speaker 0: 00:00:01\n\nWelcome.\n\nSpeaker 1: 00:00:05\n\nWax is soft, and smoke is not, and so bees make hives of the one and flee from the other.\n\nSpeaker 0: 00:01:00\n\nAnd honey?\n"
    post = post_of(f"---\ntitle: Wax\nspeakers: [{speakers}]\n---\n\n{talk}")
    assert [turn.speaker for turn in post.turns] == ["Speaker 0", who, "Speaker 0"]
    assert post.guests == guests


def test_the_host_is_not_the_one_who_says_most() -> None:
    talk = "Speaker 0: What is wax?\n\nSpeaker 1: Wax is soft, and smoke is not, and bees know it well.\n\n" * 3
    post = post_of(f"---\ntitle: Wax\nspeakers: [Ana Ruiz]\nhost: Ana Ruiz\n---\n\n{talk}")
    assert {turn.speaker for turn in post.turns} == {"Speaker 0", "Speaker 1"}


def test_a_listener_is_not_the_only_speaker() -> None:
    talk = "Wax is soft.\n\nAudience member: And honey?\n\nIt is sweet.\n\nAudience member: How so?\n\nBecause of the bees.\n"
    post = post_of(f"---\ntitle: Wax\nspeakers: [Ana Ruiz]\n---\n\n## Transcript\n\n{talk}")
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "Audience member", "Ana Ruiz", "Audience member", "Ana Ruiz"]


def test_show_notes_tell_their_guest() -> None:
    body = "We talk of wax.\n\n## Links\n\n- [Ana's hives](https://hives.example), of straw\n- [Wax](https://wax.example)\n\n## Credits\n\nHosts: Bo Lind\n"
    post = post_of(f"---\ntitle: 'Wax: An Interview with Ana Ruiz'\n---\n\n{body}")
    assert (post.host, post.guests, post.turns) == ("Bo Lind", ("Ana Ruiz",), ())


@pytest.mark.parametrize(
    ("credit", "guests"),
    [
        ("**Guest:** Bo Lind", ("Bo Lind",)),
        ("**Guest**: Dr. Bo Lind – keeper of bees", ("Bo Lind",)),
        ("Host: Ana Ruiz  \nGuest: Bo Lind (Wax Works)", ("Bo Lind",)),
        ("- **Special Guests:** [Bo Lind](https://bo.example), Cy Gray and Di Moor", ("Bo Lind", "Cy Gray", "Di Moor")),
        ("**Gast:** Bo Lind, Imker in Hove", ("Bo Lind",)),
        ("**Guest:** somebody who keeps bees", ()),
        ("**Gear:** Bo Lind", ()),
    ],
)
def test_credits_name_guests(credit: str, guests: tuple[str, ...]) -> None:
    assert post_of(f"---\ntitle: Of Wax\n---\n\nWe talk about wax.\n\n{credit}\n\n## Links\n\n- <https://a.example>\n").guests == guests


@pytest.mark.parametrize(("name", "guests"), [("Bo Lind", ("Bo Lind",)), ("Di Moor", ())])
def test_a_credit_below_the_talk_names_a_guest_only_if_the_post_does(name: str, guests: tuple[str, ...]) -> None:
    talk = "".join(f"### What is wax {number}?\n\nIt burns.\n\n" for number in range(3))
    assert post_of(f"---\ntitle: Of Wax\n---\n\nBo keeps bees.\n\n{talk}Next week:\n\nGuest: {name}\n").guests == guests


def test_a_credit_of_somebody_who_never_speaks_leaves_the_host_known() -> None:
    turns = "**Ana:** What is wax?\n\n**Bob:** It burns.\n\n" * 3
    post = post_of(f"---\ntitle: Of Wax\n---\n\nGuest: Robert Lind\n\n{turns}")
    assert (post.host, post.guests) == ("Ana", ("Bob",))


def test_a_credit_gives_the_speaker_her_full_name() -> None:
    turns = "**Ana:** What is wax?\n\n**Bo:** It burns.\n\n**Ana:** And honey?\n\n**Bo:** It does not.\n"
    post = post_of(f"---\ntitle: Of Wax\n---\n\nHost: Ana Ruiz\n\nGuest: Bo Lind, keeper of bees\n\n{turns}")
    assert [turn.speaker for turn in post.turns] == ["Ana Ruiz", "Bo Lind"] * 2


@pytest.mark.parametrize(
    ("title", "guests"),
    [
        ("Interview with Bo Lind and Cy Gray", ("Bo Lind", "Cy Gray")),
        ("Why wax burns (ft. Bo Lind, Cy Gray & Dot Marsh)", ("Bo Lind", "Cy Gray", "Dot Marsh")),
        ("Bo Lind and Cy Gray on wax", ()),
        ("Questions for Wax Makers and Honey Makers", ()),
    ],
)
def test_guests_whom_a_title_names_together_are_nobodys_voice_where_answers_have_no_names(title: str, guests: tuple[str, ...]) -> None:
    found = post_of(
        f"---\ntitle: {title}\n---\n\n### Why wax?\n\nAs all wax makers know, it burns.\n\n### And honey?\n\nAsk honey makers.\n"
    )
    assert found.guests == guests
    assert {turn.speaker for turn in found.turns} == {None}


@pytest.mark.parametrize(
    ("title", "guests"),
    [
        ("Interview of the Week: Bo Lind", ("Bo Lind",)),
        ("Intervista all’autore - Bo Lind", ("Bo Lind",)),
        ("Entrevista del mes | Bo Lind", ("Bo Lind",)),
        ("Interviews of the year: Wax Works", ()),
        ("Interview prep: Data Structures", ()),
        ("Weeks of interviews: Bo Lind", ()),
    ],
)
def test_a_title_tells_which_interview_it_is_before_the_name_of_a_guest_who_is_not_called(title: str, guests: tuple[str, ...]) -> None:
    assert post_of(f"---\ntitle: {title!r}\n---\n\n**Why bees?**\n\nThey hum.\n\n**And why smoke?**\n\nIt calms.\n").guests == guests


@pytest.mark.parametrize(("title", "guests"), [("Bo Lind", ("Bo Lind",)), ("Hive Tool Interview", ()), ("Exit Interview", ())])
def test_a_title_that_ends_in_the_word_for_an_interview_is_no_name(title: str, guests: tuple[str, ...]) -> None:
    answers = "We keep it warm in winter, all of us, and think of wax. " * 8
    post = post_of(f"---\ntitle: {title}\n---\n\n**Why bees?**\n\n{answers}\n\n**And why smoke?**\n\n{answers}\n")
    assert post.guests == guests
