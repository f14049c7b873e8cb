"""The feed file: what a person writes, what is understood, what is complained of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content import web
from pipeline.content.feedfile import theme
from pipeline.content.keys import categories, languages, services
from pipeline.content.keys.yamltext import quoted
from pipeline.content.read_show import KEYS, read
from pipeline.content.show import Show, feed_guid
from pipeline.derive.packaged import packaged
from tests.expected import FOLDERS, hold

CASES = FOLDERS / "show"


def told(show: Show | None) -> str:
    if show is None:
        return "no show\n"
    return "".join(f"{name}: {value!r}\n" for name, value in show._asdict().items())


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/feed.yaml")))
def test_cases(case: str) -> None:
    show, problems = read((CASES / case / "feed.yaml").read_bytes(), f"feeds/{case}.yaml")
    hold(CASES / case / "expected.txt", told(show) + "".join(f"{problem}\n" for problem in problems))


def test_every_key_is_known_and_documented() -> None:
    for key in KEYS:
        _, problems = read(f"{key.name}: x\n".encode(), "feeds/a.yaml")
        assert not [problem for problem in problems if "unknown key" in problem.message]
        assert key.meaning.endswith(".")
    assert len({key.name for key in KEYS}) == len(KEYS)


def test_the_file_names_the_folder() -> None:
    text = b"title: A\nurl: https://a.example\ndescription: b\n"
    show, problems = read(text, "feeds/my-show.yaml")
    assert show is not None
    assert (show.name, show.feed_url, problems) == ("my-show", "https://a.example/feed.xml", ())
    show, problems = read(text, "feeds/my show.yaml")
    assert show is None
    assert "cannot be used in a web address" in problems[0].message


def test_letters_that_were_taken_apart_are_composed() -> None:
    show, problems = read("title: Gespra\u0308che\nurl: https://a.example\ndescription: b\n".encode(), "feeds/a.yaml")
    assert show is not None
    assert (show.title, problems) == ("Gespr\u00e4che", ())


@pytest.mark.parametrize("line", ["episodes: {season: NUMBER}", "seasons: {NUMBER: Of wax}", "page: NUMBER"])
def test_a_number_with_thousands_of_zeros_is_refused(line: str) -> None:
    feed = f"title: A\nurl: https://a.example\ndescription: b\n{line}\n"
    assert read(feed.replace("NUMBER", "007").encode(), "feeds/a.yaml")[1] == ()
    _, (problem,) = read(feed.replace("NUMBER", "0" * 5000 + "1").encode(), "feeds/a.yaml")
    assert problem.place.line == 4


def test_the_guid_is_that_of_the_podcast_namespace() -> None:
    """The namespace's own example, and a feed whose address ends in a slash."""
    assert feed_guid("https://podnews.net/rss") == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert feed_guid("http://podnews.net/rss/") == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_every_category_is_found_by_its_own_name() -> None:
    for name, subs in categories.CATEGORIES.items():
        assert categories.find(name) == (name,)
        for sub in subs:
            assert categories.find(f"{name} > {sub}") == (name, sub)
    assert categories.find("society and culture>philosophy") == ("Society & Culture", "Philosophy")
    assert categories.find("Film") is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *(
            ("Tech", "Technology"),
            ("health", "Health & Fitness"),
            ("Technolgy", "Technology"),
            ("Filosophy", "Society & Culture > Philosophy"),
        ),
        *(("Culture", "Society & Culture"), ("Film", "TV & Film"), ("Arts/Food", "Arts > Food")),
        *(("Start-ups", ""), ("Programming", ""), ("Podcasting", ""), ("Psychology", "")),
    ],
)
def test_the_category_that_was_meant(text: str, meant: str) -> None:
    assert categories.find(text) is None
    assert categories.nearest(text) == meant


@pytest.mark.parametrize(
    ("written", "meant"), [("en", "en"), ("EN_us", "en-US"), ("English", None), ("xx", None), ("pt-br", "pt-BR"), ("", None)]
)
def test_languages(written: str, meant: str | None) -> None:
    assert languages.normal(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(
            ("deutsch", "de"),
            ("Français", "fr"),
            ("German", "de"),
            ("Spansh", "es"),
            ("Brazilian Portuguese", "pt"),
            ("eng", "en"),
            ("ger", "de"),
            ("español", "es"),
            ("polski", "pl"),
            ("pol", "pl"),
            ("Português", "pt"),
            ("deu", "de"),
            ("fra", "fr"),
        ),
        *(("zh-Hans", "zh"), ("de-DEU", "de"), ("klingon", ""), ("none", ""), ("en, de", ""), ("", "")),
    ],
)
def test_the_language_that_was_meant(written: str, meant: str) -> None:
    """Rather none than a wrong one."""
    assert languages.nearest(written) == meant


@pytest.mark.parametrize(
    ("written", "hint"), [("en_uk", "did you mean `en-GB`?"), ("de-XX", "write `de`, or a region of ISO 3166-1 behind it"), ("en-gb", None)]
)
def test_a_region_that_does_not_exist_is_told(written: str, hint: str | None) -> None:
    show, problems = read(f"title: T\nurl: https://a.example/\ndescription: d\nlanguage: {written}\n".encode(), "feeds/a.yaml")
    assert show
    assert [problem.hint for problem in problems] == ([hint] if hint else [])


def test_every_language_is_meant_by_its_own_name() -> None:
    assert [name for code, name in languages.LANGUAGES.items() if languages.nearest(name) != code] == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("Berlin", "Europe/Berlin"), ("New York", "America/New_York"), ("europe/berlin", "Europe/Berlin"), ("utc", "UTC")),
        *(("PST", None), ("Europe", None), ("Germany", None), ("Z", None), ("EST5", None)),
    ],
)
def test_the_time_zone_that_was_meant(written: str, meant: str | None) -> None:
    _, [problem] = read(f"title: T\nurl: https://a.example/\ndescription: d\ntimezone: {written}\n".encode(), "feeds/a.yaml")
    assert problem.hint == (f"did you mean `{meant}`?" if meant else "name a place, such as `Europe/Berlin`")


def test_the_values_of_the_style_sheet_can_be_written_in_a_feed_file() -> None:
    written = dict(re.findall(r"--([\w-]+): ([^;]+);", packaged("site.css").partition("@media")[0]))
    lines = "".join(f"  {name}: {quoted(written[name])}\n" for name in theme.NAMES if name in written)
    _, problems = read(f"title: T\nurl: https://a.example/\ndescription: d\ntheme:\n{lines}".encode(), "feeds/a.yaml")
    assert lines.count("\n") >= len(theme.COLOURS) + len(theme.OTHERS)
    assert problems == ()


def test_the_colours_that_texts_are_compared_with_are_those_of_the_style_sheet() -> None:
    parts = re.findall(r"(?m)^ *:root \{\n(.*?)\}", packaged("site.css"), re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w+);", part)) for part in parts)
    of_sheet = light | {f"{name}-dark": value for name, value in dark.items()}
    assert {name: of_sheet[name] for name in theme.DEFAULTS} == theme.DEFAULTS


@pytest.mark.parametrize(
    ("theme", "told"),
    [
        ("{accent: '#06502f', accent-dark: '#9fe0bd'}", []),
        ("{accent: '#0b5'}", ["`accent` on `mark` has a contrast of only 2.2 to 1"]),
        ("{accent: '#ffe08a', on-accent: '#1d1107'}", ["`accent` on `mark` has a contrast of only 1.1 to 1"]),
        ("{accent-dark: '#9fe0bd', on-accent-dark: '#FFFFFF'}", ["`on-accent-dark` on `accent-dark` has a contrast of only 1.5 to 1"]),
        ("{mark: '#777777'}", ["`faint` on `mark` has a contrast of only 1.5 to 1"]),
        ("{paper: '#000', ink: '#fff', faint: '#ccc', accent: '#fa0'}", None),
        ("{accent: gold, ink: 'rgb(250 250 250)', faint: '#fffc'}", []),
    ],
)
def test_text_that_is_hard_to_read_is_told(theme: str, told: list[str] | None) -> None:
    _, problems = read(f"title: T\nurl: https://a.example/\ndescription: d\ntheme: {theme}\n".encode(), "feeds/a.yaml")
    assert not any(problem.is_error for problem in problems)
    assert told is None or [problem.message for problem in problems] == told


# By the grammars of CSS Color 5, CSS Fonts 4, CSS Values 4, RFC 5545 with RFC 7529, and RFC 5870.
VALID = (
    *(f"theme: {{accent: {quoted(colour)}}}" for colour in (
        *("rgb(1e2 0 0)", "oklch(2.5e-1 .1 +40deg / 50%)", "device-cmyk(0 81% 81% 30%)", "alpha(from red / 50%)", "env(tint, #123)"),
        *("hsl(.5turn 75% 25%)", "rgb(from red r g calc(b + 10))", "hwb(12 50 0 / none)", "color-mix(in lch longer hue, red 30%, #00f)"),
    )),
    *(f"theme: {{text: {quoted(fonts)}}}" for fonts in ('"Ada\'s Sans 3", serif', "generic(fangsong)", '-apple-system, "Segoe UI"', "var(--f)")),
    *(f"theme: {{measure: {quoted(length)}}}" for length in ("+40rem", "1e2px", ".5e1em", "round(up, 12.3rem, 1rem)", "stretch", "30CQI")),
    *(f"frequency: {{text: Often, rule: {quoted(rule)}}}" for rule in (
        *("BYDAY=MO;FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=02", "FREQ=WEEKLY;X-NOTE=holiday", "RRULE:FREQ=WEEKLY; BYDAY=MO, TH;"),
        *("FREQ=MONTHLY;BYDAY=-1SU,+2MO;BYSETPOS=-1", "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=8;SKIP=FORWARD"),
    )),
    "frequency: {text: Now and then}",
    *(f"location: {{name: Here, geo: {quoted(point)}}}" for point in (
        *("GEO:1,2", "+52.5,+13.4", "geo:48.2010,16.3695,183", "geo:22,0;bar=Blue&Co;x=[v]", "geo:37.78,-122.39;crs=Moon-2011;u=35"),
    )),
    "translations: {en-US-x-private: https://a.example/}",
)  # fmt: skip


@pytest.mark.parametrize("line", VALID)
def test_what_is_valid_is_not_refused(line: str) -> None:
    _, problems = read(f"title: T\nurl: https://a.example/\ndescription: d\n{line}\n".encode(), "feeds/a.yaml")
    assert problems == ()


def test_a_key_with_a_value_of_its_own_is_not_taken_for_the_end_of_the_one_before() -> None:
    _, (problem,) = read(b"title: T\nurl: https://a.example/\ndescription: d\nlocation: {name: Here, hive: here}\n", "feeds/a.yaml")
    assert problem.hint == "known: name, geo, osm, country, rel"


def test_a_point_and_a_rule_are_brought_into_the_form_of_their_standards() -> None:
    lines = 'location: {name: Here, geo: "GEO:+52.5, +13.4"}\nfrequency: {text: Often, rule: "RRULE:freq=weekly; byday=mo;"}\n'
    show, _ = read(f"title: T\nurl: https://a.example/\ndescription: d\n{lines}".encode(), "feeds/a.yaml")
    assert show
    assert show.frequency
    assert (show.locations[0].geo, show.frequency.rule) == ("geo:52.5,13.4", "FREQ=WEEKLY;BYDAY=MO")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("aple", "apple"),
        ("Spotfy", "Spotify"),
        ("youtub", "YouTube"),
        ("apple", None),
        ("Pocket-Casts", None),
        ("Fountain.fm", None),
        ("ARD", None),
        ("Castos", None),
        ("Podcast.de", None),
    ],
)
def test_the_app_that_was_meant(written: str, meant: str | None) -> None:
    assert services.nearest(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://Show.Example", "https://show.example/"),
        ("https://show.example/a b/ü", "https://show.example/a%20b/%C3%BC/"),
        ("https://show.example:8443/x/", "https://show.example:8443/x/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://show.example/feed.xml", None),
        ("https://show.example/?a=b", None),
        ("show.example", None),
        ("ftp://show.example/", None),
        ("https://user:secret@show.example/", None),
        ("https://[", None),
        ("https://show.example:x/", None),
        ("https://[2001:db8::1]:8443/", "https://[2001:db8::1]:8443/"),
        ("https://my_show.example./", "https://my_show.example./"),
        ("https://show..example/", None),
        ("https://show,example/", None),
        ("https://show.example/, https://other.example/", None),
    ],
)
def test_addresses(written: str, meant: str | None) -> None:
    assert web.folder(written) == meant


@pytest.mark.parametrize("written", ["ann@talks.example", "ann+talks@mail.talks.example", "Änn@bücher.example"])
def test_email_addresses(written: str) -> None:
    assert web.is_email(written)


@pytest.mark.parametrize(
    "written", ["ann", "ann@talks", "ann@.example", "ann@talks..example", "ann@talks.example.", "mailto:ann@talks.example", "a b@c.d"]
)
def test_what_is_no_email_address(written: str) -> None:
    assert not web.is_email(written)


def test_an_offset_is_not_taken_for_the_zone_that_is_spelt_most_like_it() -> None:
    for offset in ("UTC+2", "GMT+1", "+02:00"):
        _, problems = read(f"title: T\nurl: https://a.example/\ndescription: d\ntimezone: '{offset}'\n".encode(), "feeds/a.yaml")
        assert [problem.hint for problem in problems] == ["name a place, such as `Europe/Berlin`"]


def values() -> st.SearchStrategy[str]:
    texts = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=20)
    plain = st.one_of(
        texts, st.sampled_from(["yes", "1:30", "https://a.example", "all", "video", "{a: b}", "[a, b]", "~", "0", "Europe/Berlin"])
    )
    return st.one_of(plain, plain.map(lambda text: f"[{text}, {{url: {text}}}]"), plain.map(lambda text: f"{{name: {text}, feed: {text}}}"))


@given(st.dictionaries(st.sampled_from([key.name for key in KEYS] + ["oops"]), values(), max_size=8))
def test_any_values_give_a_show_or_problems(given_values: dict[str, str]) -> None:
    text = "\n".join(
        f"{key}: {value}" for key, value in {"title": "T", "url": "https://a.example/", "description": "d", **given_values}.items()
    )
    show, problems = read(text.encode(), "feeds/a.yaml")
    assert show is not None or problems
    assert all(problem.place.path == "feeds/a.yaml" for problem in problems)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_show_or_problems(data: bytes) -> None:
    show, problems = read(data, "feeds/a.yaml")
    assert show is not None or problems


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_a_separator_pasted_from_a_word_processor_is_a_blank(separator: str) -> None:
    """YAML ends lines there, which no editor does."""
    text = f"title: Wax{separator}talks\nurl: https://a.example/\ndescription: d\n"
    show, problems = read(text.encode(), "feeds/a.yaml")
    assert not problems
    assert show
    assert show.title == "Wax talks"
    _, problems = read(f"{text}owner: [\n".encode(), "feeds/a.yaml")
    assert [problem.place.line for problem in problems] == [4]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system(end: str) -> None:
    _, problems = read(f'title: T{end}{end}url: "https://a.example/'.encode(), "feeds/a.yaml")
    assert [(problem.place.line, problem.hint) for problem in problems] == [(3, "close the quotation mark")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ann@talks.example", "T"),
        ("Ann Host <ann@talks.example>", "Ann Host"),
        ("'\"Host, Ann\" <ann@talks.example>'", "Host, Ann"),
        ("<ann@talks.example>", "T"),
    ],
)
def test_an_owner_is_written_as_in_mail(text: str, name: str) -> None:
    show, problems = read(f"title: T\nurl: https://talks.example\ndescription: D\nowner: {text}\n".encode(), "feeds/a.yaml")
    assert show
    assert (show.owner_name, show.owner_email, problems) == (name, "ann@talks.example", ())


@pytest.mark.parametrize(
    ("key", "meant"), [("image", "cover"), ("email", "owner"), ("baseURL", "url"), ("summary", "description"), ("hosts", "host")]
)
def test_a_key_of_another_program_is_told_by_what_it_means(key: str, meant: str) -> None:
    _, problems = read(f"title: T\nurl: https://a.example/\ndescription: D.\n{key}: x\n".encode(), "feeds/a.yaml")
    assert [problem.hint for problem in problems] == [f"did you mean `{meant}`?"]


@pytest.mark.parametrize(("slip", "key"), [("titel", "title"), ("ulr", "url"), ("baseURL", "url"), ("summary", "description")])
def test_one_slip_is_one_message(slip: str, key: str) -> None:
    text = "title: Talks\nurl: https://talks.example/\ndescription: About talks.\n".replace(f"{key}:", f"{slip}:")
    show, problems = read(text.encode(), "feeds/talks.yaml")
    assert show is None
    assert [(problem.message, problem.hint) for problem in problems] == [(f"unknown key `{slip}`", f"did you mean `{key}`?")]


def test_people_may_be_a_table_or_a_list_of_names() -> None:
    show, problems = read(
        b"title: T\nurl: https://a.example/\ndescription: D.\npeople:\n  - Ada Example: {url: https://ada.example/}\n", "feeds/a.yaml"
    )
    assert show
    assert [str(problem) for problem in problems] == [
        "feeds/a.yaml:5: `people` must be a table, or a list of names (such as people: {Ada Example: {url: https://...}})"
    ]
