"""What an episode is called, when it comes out, and which feed takes it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content.recording import RecordedVideo, Recording
from pipeline.content.show import Filter, Person
from pipeline.derive import episode
from pipeline.derive.title import episode_title, lost_numbers
from tests.feeds.talks import ALL, show, talk
from tests.pace import grows_evenly

POST = talk(1).post


@pytest.mark.parametrize(
    ("written", "of", "told"),
    [
        ("Some Talks - Ada Example", "Some Talks", "Ada Example"),
        ("Some Talks: Ada Example", "Some Talks", "Ada Example"),
        ("some  talks \u2014 Ada Example", "Some Talks", "Ada Example"),
        ("Some Talks Podcast | Ep 9 | Ada Example", "Some Talks", "Ada Example"),
        ("Some Talks #12: Ada Example", "Some Talks", "Ada Example"),
        ("#12 Ada Example", "Some Talks", "Ada Example"),
        ("Episode 4: The end", "Some Talks", "The end"),
        ("S2E3 - Ada Example", "Some Talks", "Ada Example"),
        ("Season 2, Episode 3: Ada Example", "Some Talks", "Ada Example"),
        ("Ada Example | Some Talks", "Some Talks", "Ada Example"),
        ("Introducing: Some Talks", "Some Talks", "Introducing: Some Talks"),
        ("Welcome to | Some Talks #1", "Some Talks", "Welcome to | Some Talks #1"),
        ("Meet: Ada Example | Some Talks", "Some Talks", "Meet: Ada Example"),
        ("Trailer | Some Talks", "Some Talks", "Trailer"),
        ("Ada Example (Some Talks #4)", "Some Talks", "Ada Example"),
        ("The Some Talks Show: Ada Example", "Some Talks", "Ada Example"),
        ("Some Talks: Ada Example", "The Some Talks Podcast", "Ada Example"),
        ("Ada Example - Some Talks #12", "Some Talks", "Ada Example"),
        ("Ada Example, Some Talks Ep. 4", "Some Talks", "Ada Example"),
        ("Some Talks 12: Ada Example", "Some Talks", "Ada Example"),
        ("Some Talks, Episode 12: Ada Example", "Some Talks", "Ada Example"),
        ("[#12] Ada Example", "Some Talks", "Ada Example"),
        ("Some Talks, and why they fail", "Some Talks", "Some Talks, and why they fail"),
        ("Some Talks 2024 in Oslo", "Some Talks", "Some Talks 2024 in Oslo"),
        ("Ada on Some Talks", "Some Talks", "Ada on Some Talks"),
        ("Some Talks", "Some Talks", "Some Talks"),
        ("Some Talks #12", "Some Talks", "Some Talks #12"),
        ("Some Talks #12 - Ada Example", "Some Talks 🐝", "Ada Example"),
        ("Some Talks 🐝 #12: Ada Example 🎉", "Some Talks 🐝", "Ada Example 🎉"),
        ("Ada Example | 🐝Some Talks", "🐝 The Some ☕️ Talks", "Ada Example"),
        ("🐝 Ada Example", "Some Talks 🐝", "🐝 Ada Example"),
        ("🐝 Ada Example", "🐝", "🐝 Ada Example"),
        ("Some Talks Special", "Some Talks", "Some Talks Special"),
        ("12 Angry Programmers", "Some Talks", "12 Angry Programmers"),
        ("Episode 5 of everything", "Some Talks", "Episode 5 of everything"),
        ("Self-help for parsers", "Self", "Self-help for parsers"),
        ("A (b) [c", "(", "A (b) [c"),
    ],
)
def test_titles_say_neither_show_nor_number(written: str, of: str, told: str) -> None:
    assert episode_title(written, of) == told


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("Some Talks #12: Ada Example", ("", "12")),
        ("Some Talks 12: Ada Example", ("", "12")),
        ("Ada Example – Episode 012", ("", "012")),
        ("S02E03: Ada Example", ("02", "03")),
        ("Season 2, Episode 3 - Ada Example", ("2", "3")),
        ("Folge 12: Ada Example (Some Talks #12)", ("", "12")),
        ("#1: Ada Example | Episode 12", ("", "")),
        ("Ada Example #12", ("", "")),
        ("Episode 12", ("", "")),
        ("2001: Ada Example", ("", "")),
        ("Ada Example | Some Talks", ("", "")),
    ],
)
def test_numbers_that_a_title_loses(written: str, numbers: tuple[str, str]) -> None:
    assert lost_numbers(written, "Some Talks") == numbers


def test_a_number_in_the_name_of_a_show_is_no_episodes() -> None:
    assert lost_numbers("Studio 54 Talks: Ada Example", "Studio 54 Talks") == ("", "")
    assert lost_numbers("Studio 54 Talks #7: Ada Example", "Studio 54 Talks") == ("", "7")
    assert lost_numbers("Episode 17: Ada Example", "") == ("", "17")


@pytest.mark.parametrize("unit", [" | Some Talks", " (Some Talks)"])
def test_a_title_may_repeat_its_show_for_ever(unit: str) -> None:
    assert grows_evenly(lambda count: episode_title("Ada" + unit * count, "Some Talks"), 1_000)


@given(st.text(max_size=60), st.text(max_size=20))
def test_a_title_never_becomes_empty(written: str, of: str) -> None:
    assert episode_title(written, of) or not written.strip()


@pytest.mark.parametrize(
    ("written", "zone", "moment"),
    [
        (datetime.fromisoformat("2026-10-01T08:00"), "Europe/Berlin", datetime(2026, 10, 1, 6, tzinfo=UTC)),
        (datetime.fromisoformat("2026-12-01T08:00"), "Europe/Berlin", datetime(2026, 12, 1, 7, tzinfo=UTC)),
        (
            datetime.fromisoformat("2026-10-25T02:30"),
            "Europe/Berlin",
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        ),  # comes twice: the first is meant
        (
            datetime.fromisoformat("2026-03-29T02:30"),
            "Europe/Berlin",
            datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        ),  # does not come: an hour later, 3:30
        (
            datetime.fromisoformat("2026-10-04T02:15"),
            "Australia/Lord_Howe",
            datetime(2026, 10, 3, 15, 45, tzinfo=UTC),
        ),  # half an hour is skipped there
        (datetime(2026, 10, 1, 8, tzinfo=timezone(timedelta(hours=-5))), "Europe/Berlin", datetime(2026, 10, 1, 13, tzinfo=UTC)),
    ],
)
def test_dates_are_moments(written: datetime, zone: str, moment: datetime) -> None:
    found = episode.published(POST._replace(date=written), None, zone)
    assert found == moment
    assert found is not None
    assert found.utcoffset() is not None


def test_a_time_that_does_not_come_is_told_as_it_will_be() -> None:
    found = episode.published(POST._replace(date=datetime.fromisoformat("2026-03-29T02:30")), None, "Europe/Berlin")
    assert found is not None
    assert found.isoformat() == "2026-03-29T03:30:00+02:00"


def test_without_a_date_the_video_tells_then_the_fetch() -> None:
    fetched, shown = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    video = RecordedVideo("video", "Title", None, None, 1000, shown, None)
    assert episode.published(POST, None, "UTC") is None
    assert episode.published(POST, Recording("", fetched, video, None, None, None), "UTC") == shown
    assert episode.published(POST, Recording("", fetched, video._replace(published=None), None, None, None), "UTC") == fetched
    assert episode.published(POST, Recording("", fetched, None, None, None, None), "UTC") == fetched


@pytest.mark.parametrize(
    ("kind", "of", "number", "told"),
    [("serial", "full", None, 1), ("serial", "full", 1, 0), ("serial", "trailer", None, 0), ("episodic", "full", None, 0)],
)
def test_an_episode_of_a_serial_show_has_a_number(kind: str, of: str, number: int | None, told: int) -> None:
    problems = episode.unnumbered(show()._replace(type=kind), talk(1).post._replace(type=of, episode=number))
    assert len(problems) == told
    assert not any(problem.is_error for problem in problems)


def test_a_number_that_could_not_be_read_is_not_missing() -> None:
    assert not episode.unnumbered(show()._replace(type="serial"), talk(1).post._replace(type="full", episode=None, unread=("episode",)))


@pytest.mark.parametrize(
    ("title", "given", "numbers"),
    [
        ("Some Talks #12: Ada Example", (None, None), (None, 12)),
        ("S2E3: Ada Example", (None, None), (2, 3)),
        ("S2E3: Ada Example", (4, None), (4, 3)),
        ("Some Talks #12: Ada Example", (None, 7), (None, 7)),
        ("Ada Example #12", (None, None), (None, None)),
    ],
)
def test_numbers_that_only_the_title_has_are_the_episodes(
    title: str, given: tuple[int | None, ...], numbers: tuple[int | None, ...]
) -> None:
    post = talk(1).post._replace(title=title, season=given[0], episode=given[1])
    found = episode.numbered(show()._replace(title="Some Talks"), post)
    assert (found.season, found.episode) == numbers
    assert found._replace(season=given[0], episode=given[1]) == post


def test_numbers_that_could_not_be_read_are_not_the_titles() -> None:
    post = talk(1).post._replace(title="S2E3: Ada Example", season=None, episode=None)
    assert episode.numbered(show(), post._replace(unread=("episode",))).episode is None
    assert episode.numbered(show(), post._replace(unread=("season",))).season is None


def test_people_are_those_that_the_show_knows() -> None:
    hosts, guests = episode.people(show(ALL), POST._replace(host=None, guests=("Ann Host", "Bob Guest", "Cleo")))
    assert hosts == (Person("Ann Host", "https://ann.example", "ann.jpg"),)
    assert guests == (Person("Bob Guest", "https://bob.example/"), Person("Cleo"))
    assert episode.people(show(), POST._replace(host=None, guests=())) == ((), ())
    hosts, guests = episode.people(show(ALL), POST._replace(host="Cleo", cohosts=("Bob Guest",), guests=("Bob Guest", "Dan")))
    assert (hosts, guests) == ((Person("Cleo"), Person("Bob Guest", "https://bob.example/")), (Person("Dan"),))


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        (Filter(), True),
        (Filter(tags=("NLP", "other")), True),
        (Filter(tags=("other",)), False),
        (Filter(seasons=(1, 2)), True),
        (Filter(seasons=(3,)), False),
        (Filter(languages=("de",)), True),
        (Filter(languages=("de-CH",)), False),
        (Filter(languages=("d",)), False),
        (Filter(tags=("nlp",), seasons=(3,)), False),
    ],
)
def test_a_feed_takes_what_it_asks_for(wanted: Filter, taken: bool) -> None:
    assert episode.takes(wanted, POST._replace(tags=("nlp",), season=2, language="de-AT"), "en") is taken


@pytest.mark.parametrize(
    ("wanted", "key"),
    [(Filter(tags=("nlp",)), "tags"), (Filter(seasons=(3,)), "season"), (Filter(languages=("de",)), "language")],
)
def test_a_feed_takes_a_post_that_may_be_what_it_asks_for(wanted: Filter, key: str) -> None:
    assert not episode.takes(wanted, POST, "en")
    assert episode.takes(wanted, POST._replace(unread=(key,)), "en")


def test_the_show_speaks_for_posts_that_name_no_language() -> None:
    assert episode.takes(Filter(languages=("en",)), POST, "en")
    assert not episode.takes(Filter(languages=("en",)), POST, "fr")
