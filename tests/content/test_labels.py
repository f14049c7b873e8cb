"""Labels: the forms in which people write who speaks, and when."""

import pytest

from pipeline.content.interview.labels import label_of, time_alone, time_behind

LABELS = {
    "Lewis: words": ("Lewis", None),
    "LEWIS: words": ("LEWIS", None),
    "Lewis Tunstall: words": ("Lewis Tunstall", None),
    "Ada van Holt: words": ("Ada van Holt", None),
    "Dr. Ana Ruiz: words": ("Dr. Ana Ruiz", None),
    "Ana: 00:12:34": ("Ana", 754_000),
    "Ana: [00:12:34] words": ("Ana", 754_000),
    "Ana (00:12): words": ("Ana", 12_000),
    "Ana [1:02:03] words": ("Ana", 3_723_000),
    "Ana (00:12)": ("Ana", 12_000),
    "Ana 00:12": ("Ana", 12_000),
    "Ana – 00:00:12:": ("Ana", 12_000),
    "Ana · 00:00:12": ("Ana", 12_000),
    "Ana | 00:00:12": ("Ana", 12_000),
    "Ana (@00:12): words": ("Ana", 12_000),
    "⏱ 00:12 Ana: words": ("Ana", 12_000),
    "▶️ 00:12 Ana: words": ("Ana", 12_000),
    "Ana- 00:00:12:": ("Ana", 12_000),
    "Ana-Luisa Ruiz  — 00:12:": ("Ana-Luisa Ruiz", 12_000),
    "Speaker A - 00:12:": ("Speaker A", 12_000),
    "[00:12] Ana: words": ("Ana", 12_000),
    "(00:00:12.5) Ana: words": ("Ana", 12_500),
    "[00:12] dundee: words": ("dundee", 12_000),
    "zz() (00:12): words": ("zz", 12_000),
    "anaruiz (AR): words": ("anaruiz", None),
    "Ana (host): words": ("Ana", None),
    "Speaker 0: words": ("Speaker 0", None),
    "Audience member: words": ("Audience member", None),
    "Q: words": ("Q", None),
    "Q - words": ("Q", None),
    "EL: words": ("EL", None),
    "AS: words": ("AS", None),
    "E: words": ("E", None),
    "林小雨：你好": ("林小雨", None),
    "Алексей: слова": ("Алексей", None),
    "Robo 9000: words": ("Robo 9000", None),
    "Ana — words": ("Ana", None),
    "🎙️ Ana: words": ("Ana", None),
    "👩🏽‍🔬 Ana: words": ("Ana", None),
    "Ada van Holt (AvH) – words": ("Ada van Holt", None),
    "Ana Ruiz（AR）：言葉": ("Ana Ruiz", None),
    "佐藤（司会）：言葉": ("佐藤", None),
    "李雷（00:12）：你好": ("李雷", 12_000),
    "佐藤　言葉": ("佐藤", None),
    "佐藤「言葉」": ("佐藤", None),
    "佐藤 健　言葉": ("佐藤 健", None),
    "QUESTION 2: words": ("Question", None),
    "س: كلمات": ("س", None),
    "The Wax team: words": ("The Wax team", None),
    "L'équipe du Wax : mots": ("L'équipe du Wax", None),
    "La team du Wax : mots": ("La team du Wax", None),
}
NO_LABELS = (
    "我们（其实）都说：好",
    "As: words", "ACTION 81.2: words",
    "So here is the thing: words", "Note: words", "Format: words", "Honey · 00:12 is when we eat: words", "Fun Fact: words", "Ana’s Background: words", "Follow Ana Online: words", "a. Improving things: words", "http://a.example: words", "words",
    "Ana - words", "Ana - 12:30 is when we eat: words", "wax (soft): words", "honey cake (HC): words", "html (HTML): words", "sed (GNU): words", "bees (BB): words", "Late Honey - 00:12", "Ana Ruiz – 00:12", "Ana-Luisa said", "Ana　words", "Ana—", "佐藤「言葉」と", "Ph. words", "so it is – words", "1914–1918 was", "Ana", "12:30 is when we eat", "It is 5: words", "Ana said: words", "", "：", "Further reading: words", "Well: words", "El: words",
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LABELS.items(), ids=LABELS)
def test_labels(text: str, expected: tuple[str, int | None]) -> None:
    found = label_of(text)
    assert found
    assert (found.name, found.at) == expected


@pytest.mark.parametrize("text", ["Ana — 00:12", "Ana - 00:12", "Ana Ruiz – 00:00:12"])
def test_a_time_behind_a_dash_and_a_name_in_bold(text: str) -> None:
    found = label_of(text, bold=True)
    assert found
    assert (found.name, found.at, label_of(text)) == (text.split(" 0", maxsplit=1)[0][:-2], 12_000, None)


@pytest.mark.parametrize("text", NO_LABELS)
def test_what_is_no_label(text: str) -> None:
    assert label_of(text) is None


@pytest.mark.parametrize(
    ("text", "rest"), [("Ana (00:12): words", "words"), ("Ana: 00:12:34", ""), ("Ana：words", "words"), ("Ana [0:12] words", "words")]
)
def test_a_label_takes_its_time_along(text: str, rest: str) -> None:
    found = label_of(text)
    assert found
    assert text[found.length :].strip() == rest


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("[00:12:34] words", 754_000),
        ("(02:53): words", 173_000),
        ("[@1:35] words", 95_000),
        ("0:12:34 words", 754_000),
        ("[754.00 → 760.25] words", 754_000),
        ("[1.2 → 1.3] words", None),
        ("754.00 → 760.25 words", None),
        ("12 words", None),
        ("(12) words", None),
    ],
)
def test_times_alone(text: str, moment: int | None) -> None:
    found = time_alone(text)
    assert (found[0] if found else None) == moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wax [2:00]", (120_000, "Wax")),
        ("Wax (12:34)", (754_000, "Wax")),
        ("Wax [[1:02:03]]", (3_723_000, "Wax")),
        ("Wax (12m34s)", (754_000, "Wax")),
        ("Wax? 62'03\"", (3_723_000, "Wax?")),
        ("Wax — 1h 2m 3s {#wax}", (3_723_000, "Wax —")),
        ("It took us 12m34s", None),
        ("Wax {#t=754}", (754_000, "Wax")),
        ("Wax {#wax t=1h2m3s}", (3_723_000, "Wax")),
        ("Wax (12:34) {#wax-1234}", (754_000, "Wax")),
        ("Wax {#wax}", None),
        ("Wax at noon", None),
    ],
)
def test_times_behind_a_heading(text: str, expected: tuple[int, str] | None) -> None:
    assert time_behind(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Bo “Waxo” Lind: So.", "Bo Lind", "Waxo"),
        ('Bo "waxo" Lind: So.', "Bo Lind", "waxo"),
        ("Bo “Wax-O” Lind：So.", "Bo Lind", "Wax-O"),
        ('Bo Abel "waxo" Lind: So.', "Bo Abel Lind", "waxo"),
    ],
)
def test_a_name_may_have_a_nickname_in_quotation_marks(text: str, name: str, alias: str) -> None:
    label = label_of(text)
    assert label is not None
    assert (label.name, label.alias, text[label.length :].strip()) == (name, alias, "So.")


@pytest.mark.parametrize(
    "text", ['I said "wax" to Lind: So.', 'Bo "so it is, wax" Lind: So.', '"Waxo" Lind said: So.', 'Bo "waxo" lind: So.']
)
def test_a_quotation_in_a_sentence_is_no_nickname(text: str) -> None:
    assert label_of(text) is None
