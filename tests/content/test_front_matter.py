"""The front matter of posts: read as it was meant, every slip with its line, none told twice."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content import read_post
from pipeline.content.frontmatter import FrontMatter, read
from pipeline.content.keys import yamltext
from pipeline.content.keys.fences import Form, Matter, split
from pipeline.content.keys.fields import Fields
from pipeline.content.problem import Problem
from pipeline.content.show import ChapterSource, License, Location
from pipeline.content.text import dates
from pipeline.content.values import Items, Table, Text
from tests.pace import grows_evenly

MONTHS = ("January", "Feb", "Mar.", "April", "May", "June", "July", "Aug.", "Sept.", "Oct", "November", "Dec")
DATES = {
    "May 3, 2024": datetime(2024, 5, 3),  # noqa: DTZ001
    "3rd September 2024": datetime(2024, 9, 3),  # noqa: DTZ001
    "Dec. 31 2024 12:30 am": datetime(2024, 12, 31, 0, 30),  # noqa: DTZ001
    "Fri May 03 2024 17:30:00 GMT-0330 (Newfoundland Standard Time)": datetime(2024, 5, 3, 21, tzinfo=UTC),
    "Friday, May 3, 2024 at 17:30": datetime(2024, 5, 3, 17, 30),  # noqa: DTZ001
    "Fri May 03 2024": datetime(2024, 5, 3),  # noqa: DTZ001
    "Fri, 03 May 2024 18:00:59 GMT": datetime(2024, 5, 3, 18, 0, 59, tzinfo=UTC),  # as a feed has it
    "3 May 2024, 18:00 +0200": datetime(2024, 5, 3, 18, tzinfo=timezone(timedelta(hours=2))),
    "2024-05-03, 6:00 PM": datetime(2024, 5, 3, 18),  # noqa: DTZ001
    "2024-05-03": datetime(2024, 5, 3),  # noqa: DTZ001  (a date without zone stays so: the feed's zone applies)
    "2024-5-3": datetime(2024, 5, 3),  # noqa: DTZ001
    "2024/05/03": datetime(2024, 5, 3),  # noqa: DTZ001
    "2024-05-03 18:00": datetime(2024, 5, 3, 18),  # noqa: DTZ001
    "2024-05-03 18:00:59": datetime(2024, 5, 3, 18, 0, 59),  # noqa: DTZ001
    "2024-05-03T18:00:00Z": datetime(2024, 5, 3, 18, tzinfo=UTC),
    "2024-05-03t18:00:00.25+02:00": datetime(2024, 5, 3, 18, 0, 0, 250_000, timezone(timedelta(hours=2))),
    "2024-05-03 18:00:00 -0830": datetime(2024, 5, 3, 18, tzinfo=timezone(-timedelta(hours=8, minutes=30))),
    "1582725600129": datetime(2020, 2, 26, 14, 0, 0, 129_000, UTC),
    "1582725600": datetime(2020, 2, 26, 14, tzinfo=UTC),
    **{f"3 {month} 2024": datetime(2024, number, 3) for number, month in enumerate(MONTHS, 1)},  # noqa: DTZ001
    "2024-05-03 18:00:00 -5": datetime(2024, 5, 3, 18, tzinfo=timezone(-timedelta(hours=5))),
}


def test_an_address_of_sound_is_not_ours_and_is_told() -> None:
    found, (problem,) = front("audio: https://a.example/one.mp3")
    assert (found.audio, found.refused) == (None, frozenset())
    assert str(problem).startswith("p.md:2: warning: `audio: https://a.example/one.mp3` is an address")


def test_a_path_may_be_written_as_on_windows() -> None:
    found, problems = front("audio: ada\\one.mp3\nthumbnail: 'ada\\one.png'")
    assert (found.audio, found.thumbnail, problems) == ("ada/one.mp3", "ada/one.png", ())


def test_a_table_of_sound_files_is_not_read() -> None:
    found, (problem,) = front("audio: {mp3: one.mp3, ogg: one.ogg}")
    assert (found.audio, found.refused) == (None, frozenset())
    assert str(problem).startswith("p.md:2: warning: `audio` is a table, which is not read (name a file beside the post;")


@pytest.mark.parametrize("key", ["show_notes", "show-notes", "showNotes"])
def test_show_notes_in_the_front_matter_are_the_text_of_a_post_without_one(key: str) -> None:
    matter = f"---\ntitle: Of bees\nvideo: abcDEF_12-x\n{key}: |\n  Of *wax*.\n\n  ## Links\n---\n"
    told, without = (read_post.read(f"{matter}{text}".encode(), "p.md")[0] for text in ("\nOf smoke.\n", "\n"))
    assert told
    assert without
    assert (told.notes, without.notes) == ("<p>Of smoke.</p>", "<p>Of <em>wax</em>.</p>\n<h2>Links</h2>")


@pytest.mark.parametrize(
    "written",
    [
        *("2024-02-30", "0001-01-01", "9999-12-31 23:59 -05:00", "2024-05-03 25:00", "2024-05-03 18:00 +24:00", "soon", "May 1, 20245"),
        *("3 May 2024 at noon", "2024-05-03 18:00 CEST", "31.12.2024", "2024-13-01", "20240503", "2024-05-03 99:30 pm", "158272560012"),
    ],
)
def test_what_is_no_date_is_told_with_its_line(written: str) -> None:
    found, (problem,) = front(f"date: {written}")
    assert found.date is None
    assert str(problem).startswith(f"p.md:2: `date: {written}` is not a date")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Tom &amp; <em>Jerry</em>", "Tom & Jerry"),
        ("Rock &#8217;n&#8217; Roll", "Rock ’n’ Roll"),
        ('<span class="x"><B>Both</B></span> words', "Both words"),
        ("Why <T> and <b> matter", "Why <T> and <b> matter"),
        ("&lt;b&gt;bold&lt;/b&gt;", "<b>bold</b>"),
        ("Bees <br/>and wax<BR>in <code>Vec<T></code><br>", "Bees and wax in Vec<T>"),
        ("AT&T, a < b", "AT&T, a < b"),
        ("[Ana](https://a.example/w_(x)) and [Bo](/bo) of wax", "Ana and Bo of wax"),
        ("Of [bees] (and wax), f[0](x), ![a comb](/comb.png)", "Of [bees] (and wax), f[0](x), ![a comb](/comb.png)"),
    ],
)
def test_html_of_a_title_or_a_summary_is_what_it_shows(written: str, shown: str) -> None:
    quoted = written.replace("'", "''")
    for key, name in (("title", "title"), ("summary", "summary"), ("description", "summary")):
        assert getattr(front(f"{key}: '{quoted}'")[0], name) == shown


def test_a_title_may_have_many_elements() -> None:
    assert grows_evenly(lambda count: front(f"title: '{'<b>' * count}Bees{'</b>' * count}'"), 5_000)


@pytest.mark.parametrize(
    ("written", "places", "terms"),
    [
        ("location: Berlin\nlicense: CC-BY-4.0", (Location("Berlin"),), License("cc-by-4.0")),
        (
            "location: [{name: Wien, country: AT, rel: creator}, Ulm]",
            (Location("Wien", country="at", rel="creator"), Location("Ulm")),
            None,
        ),
        ("license: {name: Ours, url: https://talks.example/terms}", (), License("Ours", "https://talks.example/terms")),
        ("location: {lat: 1, lng: 2}\nlicense: MIT", (), None),
        ("location:\nlicense:", (), None),
    ],
)
def test_place_and_licence_are_ours_where_they_read_as_such(written: str, places: tuple[Location, ...], terms: License | None) -> None:
    found, problems = front(written)
    assert (found.locations, found.license, problems) == (places, terms, ())


@pytest.mark.parametrize(
    ("written", "meant"),
    [("language: en_US", "en-US"), ("language: zh-Hans", "zh-Hans"), ("lang: de_DE", "de-DE"), ("lang: German", None), ("language:", None)],
)
def test_a_language_is_read_as_blogs_write_it(written: str, meant: str | None) -> None:
    found, problems = front(written)
    assert (found.language, problems) == (meant, ())


@pytest.mark.parametrize(
    ("written", "meant"), [("Trailer", "trailer"), ("BONUS", "bonus"), ("full", "full"), ("podcast", None), ("post", None)]
)
def test_a_kind_is_read_in_any_letters_and_a_blogs_own_is_let_be(written: str, meant: str | None) -> None:
    found, problems = front(f"type: {written}")
    assert (found.type, problems) == (meant, ())


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("type: trailor", "warning: `type: trailor` is not a known type (did you mean `trailer`?)"),
        ("language: English", "warning: `language: English` is not a language code of ISO 639-1 (did you mean `en`?)"),
        ("language: 12", "warning: `language: 12` is not a language code of ISO 639-1 (such as `en` or `pt-BR`)"),
    ],
)
def test_a_slip_in_a_kind_or_a_language_is_told(written: str, told: str) -> None:
    found, (problem,) = front(written)
    assert (found.type, found.language, str(problem)) == (None, None, f"p.md:2: {told}")


@pytest.mark.parametrize("written", ["translations: [de, fr]", "translations: {de: brunnen}", "translations: yes", "translations:"])
def test_a_blogs_own_translations_are_let_be(written: str) -> None:
    found, problems = front(written)
    assert (found.translations, problems) == ((), ())


def test_translations_have_a_language_and_an_address() -> None:
    found, problems = front("translations:\n  pt-br: https://poco.example/\n  german: https://brunnen.example/\n  fr: puits\n")
    assert found.translations == (("pt-BR", "https://poco.example/"),)
    assert [str(problem).split(" (")[0] for problem in problems] == [
        "p.md:4: `german` is not a language code of ISO 639-1",
        "p.md:5: `fr: puits` is not a web address",
    ]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("season_number: 2\nepisode_number: 14", (2, 14)),
        ('seasonNumber: "2"\nepisodeNumber: 14\nepisode: 15', (2, 15)),
        ("episode: /p/wax\nepisode_number: 14", (None, 14)),
        ("itunes_season: 2\nepisode_no: 14", (2, 14)),
        ("season_number: two\nepisode_number: # still open\nepisode_id: wax", (None, None)),
        ("season_number: 0\nepisode_number: 1999999999", (None, None)),
    ],
)
def test_numbers_have_other_names_in_blogs(written: str, numbers: tuple[int | None, int | None]) -> None:
    found, problems = front(written)
    assert ((found.season, found.episode), problems) == (numbers, ())


def test_a_number_of_any_length_is_a_number_or_none() -> None:
    found, (problem,) = front(f"season: {'9' * 5000}")
    assert found.season is None
    assert "is not a whole number" in str(problem)


def front(yaml: str) -> tuple[FrontMatter, tuple[Problem, ...]]:
    return read(Matter(f"\n{yaml}\n"), "p.md")


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        ("episode: 1.5", "p.md:2: `episode: 1.5` is not a whole number from 1 up (such as `episode: 12`)"),
        (
            "tags: [wax,\nbees\n]\ntitle: Bread: a story",
            (
                "p.md:5: broken YAML: mapping values are not allowed in this context in `title: Bread: a story` "
                "(put the value in quotes, as it holds a colon)"
            ),
        ),
        ("episode: -2", "p.md:2: `episode: -2` is not a whole number from 1 up (such as `episode: 12`)"),
        (
            "title: Talk #12 on wax",
            (
                "p.md:2: warning: `#12 on wax` is a comment, so the value is only `Talk` (put the value in quotes; if it is meant as a comment, write "
                "a blank after #)"
            ),
        ),
        (
            "location: {name: B, osm: z}",
            "p.md:2: `osm: z` is not an object of OpenStreetMap (N for a node, W for a way or R for a relation, and its number, such as R62422)",
        ),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_the_next_step(yaml: str, told: str) -> None:
    assert [str(problem) for problem in front(yaml)[1]] == [told]


@pytest.mark.parametrize(
    "yaml",
    [
        *(
            "title: 'Talk #12'",
            "title: Talk # a remark",
            "title: C#7",
            "blog: Issue #7",
            "season: 007",
            "episode: a/path",
            "episode: E12",
            "episode: 1.2.3",
        ),
        *(
            "translations: {zh-Hans: https://talks.example/zh/}",
            "license: CC BY 4.0",
            "guests: [No, 50 Cent]",
            "location: {name: B, country: no}",
        ),
    ],
)
def test_an_unusual_value_is_no_mistake(yaml: str) -> None:
    assert front(yaml)[1] == ()


def test_a_licence_may_be_written_with_its_usual_name() -> None:
    assert front("license: CC BY 4.0")[0].license == License("cc-by-4.0")


@pytest.mark.parametrize(("written", "meant"), DATES.items(), ids=DATES)
def test_dates(written: str, meant: datetime) -> None:
    assert dates.parse(written) == meant
    assert front(f"date: {written}")[0].date == meant
    assert front(f"date: '{written}'")[0].date == meant


@pytest.mark.parametrize(
    "written",
    [
        "post_title: Wax\npost_date: 2024-05-31 06:00:00\npublished: true",
        "title: Wax\npublish_date: 2024-05-31 06:00:00",
        "title: Wax\npub_date: 2024-05-31 06:00:00",
        "title: Wax\npubDate: 2024-05-31 06:00:00",
        "title: Wax\ndate_published: 2024-05-31 06:00:00",
        "title: Wax\npublished: 2024-05-31 06:00:00",
        "title: Wax\npublishedAt: 2024-05-31 06:00:00",
        "title: Wax\nfecha: 2024-05-31 06:00:00",
        "title: Wax\npublished_at: 2024-05-31 06:00:00",
        "title: Wax\npublication_date: 2024-05-31 06:00:00",
        "title: Wax\nupload_date: 2024-05-31 06:00:00",
        "title: Wax\nreleaseDate: 2024-05-31 06:00:00",
        "title: Wax\npubdate: 2024-05-31 06:00:00\ncreated: 2023-01-02",
        "title: Wax\ncreated_at: 2024-05-31 06:00:00",
        "title: Wax\ndate:\n  created: 2024-05-31 06:00:00\n  updated: 2025-01-02",
        "Title: Wax\nDate: 2024-05-31 06:00:00",
        "title: Wax\nTitle: Honey\nPublishDate: 2024-05-31 06:00:00",
    ],
)
def test_title_and_date_as_engines_of_blogs_have_them(written: str) -> None:
    found, problems = front(written)
    assert (found.title, found.date, problems) == ("Wax", datetime(2024, 5, 31, 6), ())  # noqa: DTZ001


@pytest.mark.parametrize("written", ["date:\n  updated: 2025-01-02", "date:\n  created: soon"])
def test_a_date_of_several_without_the_first_is_told(written: str) -> None:
    found, problems = front(written)
    assert (found.date, len(problems)) == (None, 1)


@pytest.mark.parametrize("written", ["chapters:\n- number: 1\n  title: Wax", "chapters: {first: Wax}", "chapters: [Wax, Honey]"])
def test_a_list_of_chapters_without_times_is_a_blogs_own(written: str) -> None:
    found, [problem] = front(written)
    assert (found.chapters, problem.is_error, problem.message) == (None, False, "`chapters` is a list, which is not read")
    assert problem.hint.endswith("`chapters: listed`")


def test_what_yaml_would_guess_is_read_as_meant() -> None:
    found, problems = front("title: 1:30\nseason: 0123\nepisode: 7\nexplicit: no\ndraft: yes\nchapters: off\ndate:\nhost: no")
    assert (found.title, found.season, found.episode, found.explicit, found.draft, found.chapters) == (
        "1:30",
        123,
        7,
        False,
        True,
        ChapterSource.OFF,
    )
    assert (found.date, found.host) == (None, "no")
    assert problems == ()


@pytest.mark.parametrize("key", ["videoid", "video_id", "videoId"])
@pytest.mark.parametrize(
    ("written", "meant"), [("abcDEF_12-x", True), ("interview01", False), ("INTERVIEW-1", False), ("12345678901", False)]
)
def test_a_bare_id_under_a_blogs_key_is_no_word(key: str, written: str, meant: bool) -> None:
    found, problems = front(f"title: T\n{key}: {written}")
    assert (found.blog_video.id if found.blog_video else None) == (written if meant else None)
    assert problems == ()


@pytest.mark.parametrize(
    "key",
    ["translationKey", "translation_by", "translator", "tag", "guide", "update", "updated", "episodeId", "mp4_thumbnail", "episode-date"],
)
def test_a_blogs_key_is_not_taken_for_a_misspelt_one(key: str) -> None:
    assert front(f"title: T\n{key}: wax")[1] == ()


@pytest.mark.parametrize("number", ["number: 7", "episodeNumber: 7\n  seasonNumber: 2", "filename: wax.mp3\n  episode_number: '7'"])
def test_a_table_of_the_episode_is_read_as_if_its_keys_stood_outside(number: str) -> None:
    """As Eleventy's Podcaster and themes of Hugo have it."""
    more = (
        "  chapters:\n  - {start: '00:00:00', title: Bees}\n  - {start: '00:00:27', title: Wax}\n  audio:\n  - {url: /wax.mp3, size: 3}\n"
    )
    found, problems = front(f"title: T\nepisode:\n  {number}\n  title: Wax\n{more}")
    assert (found.title, found.episode, found.season) == ("T", 7, 2 if "season" in number else None)
    assert [one.title for one in found.listed] == ["Bees", "Wax"]
    assert [str(problem).partition(" (")[0] for problem in problems] == [
        f"p.md:{10 if chr(10) in number else 9}: warning: `audio` is a list, which is not read"
    ]


def test_a_list_of_episodes_is_told() -> None:
    assert "`episode` must be one value" in str(front("title: T\nepisode: [7, 8]")[1])


@pytest.mark.parametrize(
    ("guests", "found"),
    [
        ("{ana_ruiz: 'https://a.example/ana_ruiz', bo: 'https://b.example/@Bo/'}", ("ana_ruiz", "bo")),
        ("{website: 'https://ana.example', chat: 'https://chat.example/ana'}", ()),
    ],
)
def test_guests_may_be_accounts_with_their_addresses(guests: str, found: tuple[str, ...]) -> None:
    assert front(f"title: T\nguests: {guests}")[0].guests == found


@pytest.mark.parametrize(
    ("people", "hosts"),
    [
        ("[Ana Ruiz (host), Bo Lind (co-host), 'Cy Gray (guest, host of Wax Weekly)']", ("Ana Ruiz", "Bo Lind")),
        ("[{name: Ana Ruiz, role: 'Host, Wax Works'}, {name: Cy Gray, role: Guest}]", ("Ana Ruiz",)),
        ("[Ana Ruiz (Wax Works), Cy Gray]", ()),
    ],
)
def test_a_role_beside_a_speaker_may_be_to_ask(people: str, hosts: tuple[str, ...]) -> None:
    found, problems = front(f"title: T\nspeakers: {people}")
    assert found.hosts == hosts
    assert {"Ana Ruiz", "Cy Gray"} <= {*found.speakers}
    assert problems == ()


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("postauthors:\n  - name: Ana Ruiz\n    image: ana.jpeg\n  - name: Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("post_author: Ana Ruiz", ("Ana Ruiz",)),
        ("authorName: Ana Ruiz", ("Ana Ruiz",)),
        ("post_author: ana", ()),  # how she logs in
        ("author_name: Ana Ruiz\nauthor: ana", ("Ana Ruiz",)),
        ("post_author: Ana Ruiz\nauthor: Bo Lind", ("Bo Lind",)),
        ("post_author: ana\nauthor: bo", ("bo",)),
    ],
)
def test_authors_under_a_key_of_blogs(written: str, authors: tuple[str, ...]) -> None:
    found, problems = front(f"title: T\n{written}")
    assert (found.authors, problems) == (authors, ())


def test_people_in_every_form() -> None:
    found, problems = front(
        "guests: [Ana Ruiz, {name: Bo Lind, url: x}, {user: cy}]\nhost: {name: Di Fox}\nauthor: Ed\nspeakers:\n- Flo Gray"
    )
    assert found.guests == ("Ana Ruiz", "Bo Lind", "cy")
    assert (found.host, found.authors, found.speakers) == ("Di Fox", ("Ed",), ("Flo Gray",))
    assert problems == ()


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ana Ruiz, Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("Ada Example, Bo Lind", ("Ada Example", "Bo Lind")),
        ("Ana Ruiz and Bo van Lind", ("Ana Ruiz", "Bo van Lind")),
        ("Ana Ruiz, Bo Lind, & Cy Fox", ("Ana Ruiz", "Bo Lind", "Cy Fox")),
        ("Ana Ruiz, Bo Lind, und Cy Fox", ("Ana Ruiz", "Bo Lind", "Cy Fox")),
        ("\n- Ana Ruiz, Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("\n- Ana Ruiz, Wax Works\n- Bo Lind", ("Ana Ruiz, Wax Works", "Bo Lind")),
        ("Ana Ruiz, PhD", ("Ana Ruiz, PhD",)),
        ("Ana Ruiz; Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("Ana Ruiz / Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("|\n  - Ana Ruiz\n  - Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("Ana Ruiz – Founder of Wax", ("Ana Ruiz",)),
        ("Ana Ruiz | CEO of Wax", ("Ana Ruiz",)),
        ("Ana Ruiz @ana.wax", ("Ana Ruiz",)),
        ("'**Ana Ruiz**'", ("Ana Ruiz",)),
        ("'[[people/Ana Ruiz]]'", ("Ana Ruiz",)),
        ("[people/ana-ruiz, bo_lind, cy-fox.md]", ("Ana Ruiz", "Bo Lind", "Cy Fox")),
        ("{first_name: Ana, lastName: Ruiz}", ("Ana Ruiz",)),
        ("\n- full_name: Ana Ruiz\n  url: https://a.example\n- person: bo-lind\n  snapshot: bo", ("Ana Ruiz", "Bo Lind")),
        ("{AR: Ana Ruiz, BL: Bo Lind}", ("Ana Ruiz", "Bo Lind")),
        ("{name: Ana Ruiz, url: https://a.example}", ("Ana Ruiz",)),
        ("{url: https://a.example}", ()),
        ("{Ana Ruiz: https://a.example, Bo Lind: baker}", ("Ana Ruiz", "Bo Lind")),
        ("\n- Ana Ruiz: https://a.example\n- Bo Lind: {role: baker}", ("Ana Ruiz", "Bo Lind")),
        ("\n- handle: ana\n- first name: Bo", ()),
        ("{ana: {name: Ana Ruiz}, bo: {name: Bo Lind}}", ("Ana Ruiz", "Bo Lind")),
        ("{Guest 1: Ana Ruiz, Guest 2: Bo Lind}", ("Ana Ruiz", "Bo Lind")),
        ("{Speaker 1: Ana, Speaker 2: Bo}", ("Ana", "Bo")),
        ("{Main Guest: Ana Ruiz, Home Page: https://a.example}", ("Ana Ruiz",)),
        ("\n- Ana Ruiz:\n  role: baker", ("Ana Ruiz",)),
        ("{Ana Ruiz: {name: , role: baker}, 李 雷: {user: lei}}", ("Ana Ruiz", "李 雷")),
        ("{Ana Ruiz: Machine Learning Engineer}", ("Ana Ruiz",)),
        ("{Wax Works: {name: Ana Ruiz}, Hive: {user: Bo Lind}, cy: {title: Baker}}", ("Ana Ruiz", "Bo Lind")),
        ("\n- id: ana\n  Real Name: Ana Ruiz\n- Bo Lind:\n  role: baker", ("Bo Lind",)),
        ("Ana Ruiz <ana@wax.example>, Bo Lind <https://b.example>", ("Ana Ruiz", "Bo Lind")),
        ("'<a href=\"https://a.example\">Ana Ruiz</a>'", ("Ana Ruiz",)),
        ("Ana Ruiz und Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("Ana Ruiz, beekeeper from Hove", ("Ana Ruiz, beekeeper from Hove",)),
        ("Ana Ruiz, Head of Research", ("Ana Ruiz, Head of Research",)),
        ("Ana Ruiz, CTO at Acme Pumps", ("Ana Ruiz, CTO at Acme Pumps",)),
        ("Ana Ruiz, Machine Learning Engineer", ("Ana Ruiz, Machine Learning Engineer",)),
        ("Department of Health and Human Services", ("Department of Health and Human Services",)),
        ("Simon & Garfunkel", ("Simon & Garfunkel",)),
        ("Ana Ruiz (Wax Works)", ("Ana Ruiz",)),
        ("Ana Ruiz (Wax Works), Bo Lind (Hive)", ("Ana Ruiz", "Bo Lind")),
        ("'[Ana Ruiz](https://wax.example/~ana) (Wax Works)'", ("Ana Ruiz",)),
        (">-\n  [Ana Ruiz](https://wax.example/~ana) (Wax Works),", ("Ana Ruiz",)),
        ("Ana Ruiz,", ("Ana Ruiz",)),
    ],
)
def test_full_names_in_one_text(written: str, names: tuple[str, ...]) -> None:
    found, problems = front(f"guests: {written}")
    assert (found.guests, problems) == (names, ())


def test_a_guest_alone_is_one() -> None:
    found, problems = front("guest: Ana Ruiz")
    assert (found.guests, problems) == (("Ana Ruiz",), ())


def test_names_between_chinese_commas_are_several() -> None:
    found, _ = front("interviewee: 山田花子、T.K.")
    assert found.guests == ("山田花子", "T.K.")


@pytest.mark.parametrize("asking", ["host", "hosts", "interviewer", "interviewers"])
@pytest.mark.parametrize("asked", ["guest", "guests", "interviewee", "interviewees"])
def test_people_by_the_keys_of_blogs(asking: str, asked: str) -> None:
    found, problems = front(f"{asking}: [Ana Ruiz, Di Fox]\n{asked}: Bo Lind")
    assert (found.host, found.hosts, found.guests, problems) == ("Ana Ruiz", ("Ana Ruiz", "Di Fox"), ("Bo Lind",), ())


def test_near_misses_are_warnings_and_a_blogs_own_keys_are_none() -> None:
    _, problems = front("vidoe: x\ngests: y\ndtae: z\nrate: 5\nlayout: post\nauthor: z\npermalink: /x\ntranscript_url: /y")
    assert [(problem.place.line, problem.is_error, problem.hint) for problem in problems] == [
        (2, False, "did you mean `video`?"),
        (3, False, "did you mean `guests`?"),
        (4, False, "did you mean `date`?"),
    ]


def test_doubled_keys_name_both_lines() -> None:
    found, problems = front("title: A\nlayout: x\ntitle: B\nlayout: y")
    assert found.title == "A"
    assert [(problem.place.line, problem.is_error) for problem in problems] == [(4, True), (5, False)]
    assert "line 2" in problems[0].message


@pytest.mark.parametrize(
    ("yaml", "line", "says"),
    [
        ("title: Bread: a story", 2, "in `title: Bread: a story`"),
        ("a: b\n\ttitle: x", 3, "in `title: x`"),
        ("title: 'open\nb: c", 2, "in `title: 'open`"),
        ("tags: [a\nb: c", 2, "in `tags: [a`"),
        ("- a\n- b", 2, "expected `key: value` lines"),
        ("a: *b", 2, "alias"),
        ("a: @b", 2, "in `a: @b`"),
        (f"a: {'[' * 40}", 2, "nested deeper"),
        (f"a: {'x' * 1_000_001}", 1, "too many"),
    ],
)
def test_broken_yaml_is_one_error_with_its_line(yaml: str, line: int, says: str) -> None:
    found, [problem] = front(yaml)
    assert problem.place.line == line
    assert says in problem.message
    assert not found.readable


def test_a_note_below_a_heading_of_a_front_matter_is_told_where_to_stand() -> None:
    _, [problem] = front("transcript:\n- {header: Wax}\n<!-- at 2:31 -->\n- line: It burns.")
    assert (problem.place.line, problem.hint) == (
        4,
        "write a note behind the words of its heading, in the same line; other comments begin with # here",
    )


@pytest.mark.parametrize("above", ["----\n", "\n—-\n", "***\n", " ---\n", "-- -\n"])
@pytest.mark.parametrize("keys", ["title: A\ndate: 2024-05-05\n", "tags:\n- a\n  - b\ntitle: A\n"])
def test_a_front_matter_without_its_first_fence_is_told(above: str, keys: str) -> None:
    text = f"{above}{keys}---\n\nWords.\n"
    matter, body, first, (problem,) = split(text, "p.md")
    assert str(problem).startswith(f"p.md:{2 if above.startswith(chr(10)) else 1}: the front matter does not begin with a line of --- (")
    assert (matter, body, first) == (Matter(), "\nWords.\n", text.count("\n") - 1)


@pytest.mark.parametrize("keys", ["title: A\ndate: 2024-05-05\n", "tags:\n- a\n  - b\ntitle: A\n", "title: A\nlayout: wax\n"])
def test_keys_need_no_fence_above_them(keys: str) -> None:
    text = f"\n{keys}---\n\nWords.\n"
    matter, body, first, problems = split(text, "p.md")
    assert (body, first, problems) == ("\nWords.\n", text.count("\n") - 1, ())
    assert (read(matter, "p.md")[0].title, read(matter, "p.md")[0].lines["title"]) == ("A", keys[: keys.index("title")].count("\n") + 2)


@pytest.mark.parametrize(
    "text", ["title: A\n\n---\n", "Ann: Hello.\n---\nMore\n", "# A\n\ntitle: words\n\nmore\n---\n", "----\n\nWords\n---\n"]
)
def test_a_line_below_words_begins_no_front_matter(text: str) -> None:
    assert split(text, "p.md")[3] == ()


def test_split_keeps_line_numbers() -> None:
    matter, body, line, problems = split("\n---\ntitle: T\n---\n\nText\n", "p.md")
    assert read(matter, "p.md")[0].lines == {"title": 3}
    assert (body, line) == ("\nText\n", 5)
    assert problems == ()


FORMS = {
    "TOML": "\n+++\ntitle = 'T: a'\ndate = 2024-05-03T18:00:00Z\ntags = ['a', 'b']\ndraft = true\n[params]\nvideo = 'abcDEF_12-x'\n+++\n\nText\n",
    "gray-matter": "\n---toml\ntitle = 'T: a'\ndate = 2024-05-03 18:00:00Z\ntags = [\n 'a', 'b']\ndraft = true\nvideo = 'abcDEF_12-x'\n---\n\nText\n",
    "JSON": '\n{\n\t"title": "T: a",\n"date": "2024-05-03T18:00:00Z",\n"tags": ["a", "b"], "draft": true,\n\n"video": "abcDEF_12-x"\n}\n\nText\n',
    "Zola": "\n+++\ntitle='T: a'\ndate=2024-05-03 18:00:00Z\ndraft=true\ntaxonomies.tags = ['a', 'b']\nextra = {video = 'abcDEF_12-x'}\n+++\n\nText\n",
    "YAML without fences": "title: 'T: a'\ndate: '2024-05-03T18:00:00Z'\ntags: 'a', \"b\"\ndraft: yes\nvideo: \"abcDEF_12-x\"\n\nText\n",
    "Pelican": "Title: T: a\nDate: 2024-05-03 18:00 UTC\nTags: a, b\nDraft: yes\nVideo: abcDEF_12-x\nReading time: long\n\nText\n",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_other_writings_say_the_same(text: str) -> None:
    matter, body, line, problems = split(text, "p.md")
    found, wrong = read(matter, "p.md")
    assert (found.title, found.date, found.tags) == ("T: a", datetime(2024, 5, 3, 18, tzinfo=UTC), ("a", "b"))
    assert (found.draft, found.video, problems, wrong) == (True, "abcDEF_12-x", (), ())
    assert text.split("\n")[found.lines["video"] - 1].endswith(("abcDEF_12-x", "abcDEF_12-x'", 'abcDEF_12-x"', "}"))
    assert body.lstrip() == "Text\n"
    assert line + body.count("\n", 0, body.index("Text")) == text.count("\n", 0, text.index("Text")) + 1


BROKEN_TOML = {
    "title = T": (3, "put a text in quotes"),
    "title = 'a'\ntitle = 'b'": (4, "delete one of the two"),
    "title = 'a": (3, "close the quotation mark"),
    "tags = ['a',": (3, "close the list"),
    "title: a": (3, "write key ="),
    "a" + ".a" * 5_000 + " = 1": (3, "keep only what"),
    "a = " + "[" * 5_000: (3, "put the value in quotes"),
    "a = " + "9" * 9_000: (3, "put the value in quotes"),
    "date = 'soon'": (3, "write it as 2024-05-31"),
    "gests = ['Ana Ruiz']": (3, "did you mean `guests`"),
}


@pytest.mark.parametrize(("written", "told"), BROKEN_TOML.items(), ids=lambda case: str(case)[:12])
def test_slips_in_toml_are_told_with_their_lines(written: str, told: tuple[int, str]) -> None:
    matter, *_ = split(f"\n+++\n{written}\n+++\n", "p.md")
    _, [problem] = read(matter, "p.md")
    assert problem.place.line == told[0]
    assert told[1] in problem.hint


@given(st.text(max_size=300))
def test_any_toml_gives_fields_or_problems(text: str) -> None:
    found, problems = read(Matter(f"\n{text}\n", Form.TOML), "p.md")
    assert found.readable or problems
    assert all(1 <= problem.place.line <= text.count("\n") + 3 and problem.message for problem in problems)


def test_properties_of_an_exported_page_are_front_matter() -> None:
    text = "# Bells\n\nDate: May 3, 2024 6:05 PM\nGuests: Ida Holm, Bo Lind\nStatus: Done\nEpisode: seven\n\nText\n"
    matter, body, line, _ = split(text, "p.md")
    found, problems = read(matter, "p.md")
    assert (found.date, found.guests, found.lines["guests"]) == (datetime(2024, 5, 3, 18, 5), ("Ida Holm", "Bo Lind"), 4)  # noqa: DTZ001
    assert (body, line, problems) == ("# Bells\n\n\n\n\n\n\nText\n", 1, ())


@pytest.mark.parametrize(
    "top",
    [
        "import { Wax } from '@/wax'\n\nexport const meta = {\n  title: 'Ana\\'s bees',\n  date: '2024-05-03',\n\ttags: ['wax', \"bees\"],\n}\n",
        "export const article = {\n  author: ana,\n  title:\n    \"Ana's bees\",\n  tags: [wax, bees],\n  date: '2024-05-03'\n};\n",
        "<!--\n.. title: Ana's bees\n.. slug: bees\n.. date: 2024-05-03\n.. tags: wax, bees\n.. link: \n-->\n",
        ".. title: Ana's bees\n.. date: 2024-05-03\n.. tags: wax,bees\n",
        "title: Ana's bees\nDate: 2024-05-03\nTags: [wax, 'bees']\n",
    ],
)
def test_front_matter_that_engines_have_without_fences(top: str) -> None:
    matter, body, first, problems = split(f"{top}\nText\n", "p.md")
    found, wrong = read(matter, "p.md")
    assert (found.title, found.date, found.tags) == ("Ana's bees", datetime(2024, 5, 3), ("wax", "bees"))  # noqa: DTZ001
    assert (body.split(), first + body.count("\n"), problems, wrong) == (["Text"], top.count("\n") + 3, (), ())
    assert found.lines["title"] == next(number for number, line in enumerate(top.split("\n"), 1) if "title:" in line)


@pytest.mark.parametrize(
    "top", ["export const meta = {\n  title: `Bees`,\n}\n", "Of bees.\n\nexport const meta = {\n  title: 'Bees',\n}\n"]
)
def test_an_export_that_is_no_table_or_stands_below_a_text_is_no_front_matter(top: str) -> None:
    matter, *_ = split(f"{top}\nText\n", "p.md")
    assert read(matter, "p.md") == (FrontMatter({}), ())


@pytest.mark.parametrize("text", ["Host: Welcome.\nGuest: Thanks.\n\nMore\n", "Date: soon\n\nMore\n", "Date: a\nwords\n\nMore\n"])
def test_a_conversation_or_a_lone_line_is_no_property(text: str) -> None:
    assert split(text, "p.md") == (Matter(), text, 1, ())


def test_a_date_that_a_page_has_for_itself_keeps_nothing_back() -> None:
    matter, *_ = split("Date: next week\nTags: a\n\nText\n", "p.md")
    _, [problem] = read(matter, "p.md")
    assert (problem.place.line, problem.is_error) == (1, False)


@pytest.mark.parametrize(
    ("text", "says"), [("---\ntitle: T\n", "not closed"), ("+++\ntitle = 'T'\n---\n", "not closed"), ("---js\n{}\n---\n", "JavaScript")]
)
def test_front_matter_that_is_none(text: str, says: str) -> None:
    *_, [problem] = split(text, "p.md")
    assert says in problem.message


@given(st.text(max_size=300))
def test_any_yaml_gives_fields_or_problems(text: str) -> None:
    found, problems = front(text)
    assert found.readable or problems
    assert all(problem.place.line >= 1 and problem.message for problem in problems)


keys = st.text(st.characters(categories=["Ll"]), min_size=1, max_size=8)
scalars = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"),
    min_size=1,
    max_size=20,
)


@given(st.dictionaries(keys, scalars, min_size=1, max_size=5))
def test_quoted_texts_come_back(table: dict[str, str]) -> None:
    escaped = {key: value.replace("\\", "\\\\").replace('"', '\\"') for key, value in table.items()}
    found, problems = yamltext.read("\n".join(f'"{key}": "{value}"' for key, value in escaped.items()), "f.yaml")
    assert problems == ()
    assert {key: value.value for key, value in found.entries.items() if isinstance(value, Text)} == table
    assert list(found.lines.values()) == list(range(1, len(table) + 1))


def test_fields_tell_what_they_cannot_read() -> None:
    table, _ = yamltext.read("flag: maybe\nnumber: many\nchoice: rde\nlist: [a, {b: c}]\ntext: [a]\n", "f.yaml")
    fields = Fields(table, "f.yaml")
    assert (
        fields.flag("flag"),
        fields.number("number"),
        fields.choice("choice", ("red", "blue")),
        fields.texts("list"),
        fields.text("text"),
    ) == (None, None, None, ("a",), None)
    assert [problem.place.line for problem in fields.problems] == [1, 2, 3, 4, 5]
    assert "did you mean `red`?" in fields.problems[2].hint


def test_values_keep_their_lines() -> None:
    table, _ = yamltext.read("\n" * 9 + "a:\n  - b\n  - c: d\n", "f.yaml")
    [a] = table.entries.values()
    assert isinstance(a, Items)
    b, c = a.values
    assert (b.line, c.line) == (11, 12)
    assert isinstance(c, Table)
    assert c.entries["c"].line == 12


def test_a_blog_in_spanish_has_keys_of_its_own() -> None:
    found, problems = front("fecha_publicacion: 2019-10-09\npresentador: Ana Ruiz\nidioma: es-VE")
    assert (found.date, found.hosts, found.language) == (datetime(2019, 10, 9), ("Ana Ruiz",), "es-VE")  # noqa: DTZ001
    assert problems == ()


@pytest.mark.parametrize("written", ["ids:\n  youtube: abcDEF_12-x", "links:\n  apple: TODO\n  youtube: https://youtu.be/abcDEF_12-x"])
def test_a_blog_may_list_where_an_episode_is_found(written: str) -> None:
    found, problems = front(f"{written}\ndateadded: 2021-02-23\nspeaker: Ana Ruiz")
    assert found.blog_video is not None
    assert (found.blog_video.id, found.date, found.speakers) == ("abcDEF_12-x", datetime(2021, 2, 23), ("Ana Ruiz",))  # noqa: DTZ001
    assert problems == ()


def test_a_blogs_key_may_link_to_the_video() -> None:
    found, problems = front("title: Wax\nyoutube_link: https://youtu.be/abcDEF_12-x")
    assert found.blog_video is not None
    assert (found.blog_video.id, problems) == ("abcDEF_12-x", ())


@pytest.mark.parametrize("written", ["links:\n  youtube: https://youtube.com/@wax", "shop:\n  youtube: abcDEF_12-x", "links: [youtube]"])
def test_a_table_of_a_blog_may_name_no_video(written: str) -> None:
    assert front(written)[0].blog_video is None


@pytest.mark.parametrize("written", ["video: {id: abcDEF_12-x, title: Of wax}", "vídeo: https://youtu.be/abcDEF_12-x"])
def test_a_video_may_be_in_a_table_or_under_an_accented_key(written: str) -> None:
    text = f"---\ntitle: Of wax\n{written}\n---\n\n**Bo:** Wax.\n\n**Bo:** Honey.\n"
    found, problems = read_post.read(text.encode(), "episodes/p.md")
    assert found is not None
    assert found.video is not None
    assert found.video.id == "abcDEF_12-x"
    assert problems == ()


def test_a_list_behind_initials_is_nobody() -> None:
    assert front("guests: {AE: [Ada, Eve], BL: Bo Lind}")[0].guests == ("Bo Lind",)


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("published: false", True),
        ("publish: no", True),
        ("status: Draft", True),
        ("published: 2024-05-03", None),
        ("published: true\nstatus: published", None),
        ("published: false\ndraft: no", False),
    ],
)
def test_what_a_blog_does_not_publish_yet_is_a_draft(written: str, held: bool | None) -> None:
    found, problems = front(written)
    assert (found.draft, problems) == (held, ())


@pytest.mark.parametrize(
    "written",
    [
        "host_name: Ana Ruiz\nguest_name: Bo Lind",
        "Interviewer: Ana Ruiz\nInterviewee: Bo Lind",
        "interviewedBy: Ana Ruiz\nfeaturing: [Bo Lind]",
        "moderator: Ana Ruiz\npanelists:\n- Bo Lind",
        "entrevistadora: Ana Ruiz\nentrevistado: Bo Lind",
        "people:\n- {name: Ana Ruiz, role: Interviewer}\n- {name: Bo Lind, role: Guest}",
        "participants: [Ana Ruiz (host), Bo Lind (guest)]",
        "speakers: ['Host: Ana Ruiz', 'Guest: Bo Lind']",
        "people: {host: Ana Ruiz, guest: Bo Lind}",
        "speakers: {Ana Ruiz: host, Bo Lind: guest}",
    ],
)
def test_who_asks_and_who_answers_by_keys_and_roles(written: str) -> None:
    found, problems = front(written)
    assert (found.hosts, found.guests, problems) == (("Ana Ruiz",), ("Bo Lind",), ())


def test_the_name_of_a_server_is_no_host() -> None:
    assert front("hostname: wax.example\nmoderation: true")[0].hosts == ()
