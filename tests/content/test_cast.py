"""The cast: full names in running text, and the full names behind short ones."""

import pytest

from pipeline.content.interview.cast import gather
from pipeline.content.interview.labels import Label
from pipeline.content.text.names import names_in


def test_full_names_from_everything_that_tells_them() -> None:
    cast = gather(
        ("Britney Muller", "pialund", "Alma Voss"),
        "Talks - Lewis Tunstall",
        "Our guest is Katharina Berg (Kat for short). So is Jonas “Jojo” Feld.",
        (),
    )
    resolved = {
        label: cast.resolve(label)
        for label in (
            "Lewis",
            "LEWIS",
            "Tunstall",
            "Kat",
            "Kat Berg",
            "Jojo",
            "Britney",
            "Pia",
            "AV",
            "Dr. Berg",
            "Lewis T.",
            "Lewis B.",
            "Anna T.",
            "K",
            "Z",
            "Nobody",
        )
    }
    assert resolved == {
        "Lewis": "Lewis Tunstall",
        "LEWIS": "Lewis Tunstall",
        "Tunstall": "Lewis Tunstall",
        "Kat": "Katharina Berg",
        "Kat Berg": "Katharina Berg",
        "Jojo": "Jonas Feld",
        "Britney": "Britney Muller",
        "Pia": "Pia Lund",
        "AV": "Alma Voss",
        "Dr. Berg": "Katharina Berg",
        "Lewis T.": "Lewis Tunstall",
        "Lewis B.": None,
        "Anna T.": None,
        "K": "Katharina Berg",
        "Z": None,
        "Nobody": None,
    }


def test_names_in_running_text() -> None:
    assert names_in("We met Ludwig van der Rohe, Zoë Blažek's dog and Иван Петров. The Harbour was closed.") == (
        "Ludwig van der Rohe",
        "Zoë Blažek",
        "Иван Петров",
    )


@pytest.mark.parametrize(
    "text",
    [
        "今日は養蜂家のAna Ruizさんに蝋の話を伺います。",
        "本期我们和Ana Ruiz聊蜂蜡。",
        "오늘은 Ana Ruiz님과 밀랍을 이야기합니다.",
        "会の中でAna Ruizは、",
    ],
)
def test_letters_of_a_script_without_capitals_are_no_part_of_a_name(text: str) -> None:
    assert names_in(text) == ("Ana Ruiz",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("対談：Ana Ruiz×Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("Զրույց՝ Անա Ռուիս։", ("Անա Ռուիս",)),
        ("Una charla con Mª Carmen Ruiz.", ("Mª Carmen Ruiz",)),
        ("Raﬁ Ruiz keeps bees.", ("Raﬁ Ruiz",)),
        ("Joﬀ Lind, Kɔku Mawuli, Vəli Nəsib and Kaleʻa Nuʻuli keep bees.", ("Joﬀ Lind", "Kɔku Mawuli", "Vəli Nəsib", "Kaleʻa Nuʻuli")),
        ("Talk with Sadé\u0323 Bayo\u0323\u0300, who keeps bees.", ("Sadé\u0323 Bayo\u0323\u0300",)),
        ("Nguyễn Văn Ánh, İpek Şahin", ("Nguyễn Văn Ánh", "İpek Şahin")),
    ],
)
def test_letters_beyond_ascii_are_part_of_a_name_but_signs_are_not(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


def test_a_title_in_capitals_is_no_part_of_a_name() -> None:
    assert names_in("Of Wax And Honey With Ana Ruiz") == ("Ana Ruiz",)


@pytest.mark.parametrize(
    ("label", "name"), [("Ana93", "Ana Ruiz"), ("Ruiz1", "Ana Ruiz"), ("An1", None), ("Bo93", None), ("Speaker1", None)]
)
def test_the_number_of_an_account_is_no_part_of_a_name(label: str, name: str | None) -> None:
    assert gather(("Ana Ruiz",), "", "", ()).resolve(label) == name


@pytest.mark.parametrize(
    "opening", ["Join Ana Ruiz as she talks of wax.", "Meet Ana Ruiz!", "Hi Ana Ruiz, and welcome.", "Это Ana Ruiz.", "I’m Ana Ruiz."]
)
def test_a_name_does_not_begin_with_the_word_that_calls_for_it(opening: str) -> None:
    assert names_in(opening) == ("Ana Ruiz",)


@pytest.mark.parametrize(
    ("title", "names"), [("Ana Ruiz Interview", ("Ana Ruiz",)), ("The Ruiz Interview: Wax", ()), ("Ana Ruiz Wax", ("Ana Ruiz Wax",))]
)
def test_what_a_text_is_belongs_to_no_name(title: str, names: tuple[str, ...]) -> None:
    assert names_in(title) == names


def test_initials_may_be_of_a_name_behind_a_calling() -> None:
    cast = gather((), "Of wax", "In conversation with Director of Bees Ana Ruiz, and with Bo Lind.", ())
    assert [cast.resolve(label) for label in ("AR", "BL", "BA", "R", "AL")] == ["Ana Ruiz", "Bo Lind", None, None, None]


@pytest.mark.parametrize(
    ("label", "name"), [("interview", None), ("team", None), ("Ruiz", "Ana Ruiz Vega"), ("Wax", "The Wax interview team")]
)
def test_a_word_in_small_letters_is_nobodys_name(label: str, name: str | None) -> None:
    assert gather(("The Wax interview team", "Ana Ruiz Vega"), "", "", ()).resolve_given(label) == name


@pytest.mark.parametrize(("label", "name"), [("ABR", "Ana Ruiz"), ("ABZ", None), ("BCL", None), ("Abr", None), ("CAN", None)])
def test_initials_may_have_a_middle_one_that_the_name_lacks(label: str, name: str | None) -> None:
    given = ("Ana Ruiz", "Bo Lind", "Ben Lloyd", "Cy van Noort")
    assert gather(given, "", "", [Label(label, 0)] * 2).resolve_given(label) == name
    assert gather(given, "", "", [Label(label, 0)]).resolve_given(label) is None
    assert gather(given, "", "", [*[Label(label, 0)] * 2, Label("Ana", 0)]).resolve_given(label) is None


def test_whoever_recommends_something_is_not_named_so() -> None:
    picks = "Picks\nWax Works (Bo)\nHive Hub (Ana)\nBee Mag (Ana)\n"
    assert [gather((), "Of wax", picks, ()).resolve(name) for name in ("Bo", "Ana", "Wax")] == [None, None, "Wax Works"]
    assert gather((), "Of wax", "Ana Ruiz (Nan)\nBo Lind (Bowax) \n", ()).resolve("Nan") == "Ana Ruiz"
    twice = "Ana Ruiz (Nan)\nOur guest is Ana Ruiz (Nan)\n"
    assert gather((), "Of wax", twice, ()).resolve("Nan") == "Ana Ruiz"


@pytest.mark.parametrize(
    ("title", "name"),
    [("Q&A with Bo Lind", "Bo Lind"), ("Of wax", "Berta Ruiz"), ("Of Bee Works", "Berta Ruiz"), ("Q&A with Cy Gray", "Berta Ruiz")],
)
def test_a_single_letter_is_the_guest_of_the_title_before_who_wrote_it(title: str, name: str | None) -> None:
    assert gather(("Berta Ruiz",), title, "Bee Works is a shop.", [Label("B", 2)]).resolve("B") == name
