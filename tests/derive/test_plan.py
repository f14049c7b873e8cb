"""The plan: what a listener would notice, in words."""

import json
import re
from datetime import datetime, timedelta

import pytest

from pipeline.content.show import Person, Show
from pipeline.content.text.timecode import label
from pipeline.derive import plan as planning
from pipeline.derive.earlier.published import held
from pipeline.derive.earlier.succession import succession
from pipeline.derive.episode import Episode
from pipeline.derive.feed.item import item
from pipeline.derive.plan import Plan, Waiting
from tests.expected import FOLDERS, hold
from tests.feeds.talks import COVER, documents, pages, show, talk, talks

EXPECTED = FOLDERS / "plan"
SHOW = show()


def feeds(episodes: tuple[Episode, ...], of: Show = SHOW) -> tuple[bytes, ...]:
    return tuple(pages(of, episodes).values())


def plan(previous: tuple[bytes, ...], new: tuple[bytes, ...], waiting: tuple[Waiting, ...] = (), files: tuple[str, ...] = ()) -> Plan:
    return planning.plan(succession(tuple(map(held, previous)), tuple(map(held, new)), {}), waiting, files)


SOON = datetime.fromisoformat("2026-11-05T07:30:00+01:00")
WAITING = (
    Waiting("later", "Later", datetime.fromisoformat("2026-11-05T08:00:00+01:00"), "its date"),
    Waiting("private", "Private", None, "the video is private"),
)


def test_nothing_changes() -> None:
    assert plan(feeds(talks(3)), feeds(talks(3))).to_text() == "Nothing changes for listeners.\n"


def test_the_first_publish() -> None:
    hold(EXPECTED / "first.txt", plan((), feeds(talks(2)), WAITING).to_text())


def test_dates_are_in_the_time_zone_of_the_show() -> None:
    [one] = talks(1)
    moved = one._replace(published=datetime.fromisoformat("2026-07-31T22:00:00+00:00"))
    was, now = ((held(page) for page in feeds((episode,))) for episode in (one, moved))
    changed = planning.plan(succession(tuple(was), tuple(now), {}), timezone="Europe/Lisbon")
    assert [change.text for change in changed.changes] == ["dated Fri 2026-07-31 23:00 +0100, was Thu 2026-01-01 08:00 UTC"]
    first = planning.plan(succession((), tuple(map(held, feeds((moved,)))), {}), timezone="Asia/Tokyo")
    assert first.changes[0].text.endswith("dated Sat 2026-08-01 07:00 +0900")


def test_what_waits_comes_soonest_first_then_by_name() -> None:
    found = plan(
        (),
        feeds(talks(1)),
        (Waiting("draft", "D", None, "it is a draft"), *reversed(WAITING), WAITING[0]._replace(slug="sooner", until=SOON)),
    )
    assert [change.slug for change in found.changes if change.kind == "waits"] == ["sooner", "later", "draft", "private"]


def test_an_unreadable_last_feed_is_as_none() -> None:
    assert plan((b"?",), feeds(talks(2))) == plan((), feeds(talks(2)))


def test_a_video_that_comes_and_goes() -> None:
    [one] = talks(1)
    seen = one._replace(video=one.media._replace(path="media/talk-1.mp4", type="video/mp4"))
    for before, after, told in ((one, seen, ["has a video now"]), (seen, one, ["has no video any more"]), (seen, seen, [])):
        assert [change.text for change in plan(feeds((before,)), feeds((after,))).changes] == told
    first = feeds((seen,), SHOW._replace(medium="video"))
    assert [change.kind for change in plan(feeds((seen,)), first).changes] == ["sound"], "it may be seen as before"


def edited() -> tuple[Episode, ...]:
    """An edit of each kind."""
    one, two, three, four = talks(4)
    chapters = one.chapters
    return (
        one._replace(
            title="Ada on compilers",
            chapters=(chapters[0], chapters[1]._replace(title="What is a talk, then?"), chapters[2]._replace(start=1_207_000), chapters[3]),
            post=one.post._replace(notes="<p>Other</p>"),
        ),
        two._replace(chapters=two.chapters[:2], cuts=None, guests=(Person("Cleo"),), cover=two.cover._replace(path="talk-2/other.jpg")),
        three._replace(
            chapters=(*three.chapters, three.chapters[3]._replace(start=2_300_000, title="Goodbye")),
            media=three.media._replace(duration=2_450_000),
            post=three.post._replace(season=None, episode=None, type="bonus"),
            explicit=True,
        ),
        four._replace(media=four.media._replace(bytes=999), published=four.published + timedelta(hours=1), guid="another"),
        talk(6),
    )


def test_every_kind_of_change() -> None:
    made = plan(feeds(talks(5)), feeds(edited(), SHOW._replace(title="Great Talks", description="We talk about more.")), WAITING)
    hold(EXPECTED / "edited.txt", made.to_text())
    hold(EXPECTED / "edited.json", made.to_json())
    assert {change["kind"] for change in json.loads(made.to_json())["changes"]} == {
        *(
            "title",
            "new",
            "guid",
            "date",
            "sound",
            "chapters",
            "number",
            "explicit",
            "people",
            "transcript",
            "cover",
            "notes",
            "gone",
            "waits",
            "type",
            "description",
        ),
    }


def test_what_changes_of_the_show_itself_is_told() -> None:
    changed = SHOW._replace(language="de", type="serial")
    now = documents(changed, (item(changed, talk) for talk in talks(2)), COVER._replace(mark="0123456789ab"))
    assert plan(feeds(talks(2)), tuple(now.values())).changes == (
        ("", SHOW.title, "language", "the show's language is de, was en"),
        ("", SHOW.title, "type", "the show's type is serial, was episodic"),
        ("", SHOW.title, "cover", "the show's cover changes"),
    )


def test_a_sound_that_moves_is_told_with_both_addresses() -> None:
    (one,) = talks(1)
    moved = one._replace(media=one.media._replace(path="store/ada.m4a"))
    (change,) = plan(feeds((one,)), feeds((moved,))).changes
    assert (change.kind, change.text) == (
        "sound",
        "sound at https://talks.example/store/ada.m4a, was https://talks.example/media/talk-1.m4a",
    )


def test_a_picture_that_only_moves_is_no_change() -> None:
    elsewhere = SHOW._replace(url="https://other.example/")
    assert not {change.kind for change in plan(feeds(talks(2)), feeds(talks(2), elsewhere)).changes} - {"sound"}


def test_the_page_of_a_renamed_episode_moves() -> None:
    """The page of a feed that is taken over from elsewhere, or that moves as a whole, is not told of for each episode."""
    one, two = talks(2)
    renamed = one._replace(slug="ada", post=one.post._replace(slug="ada"))
    advice = ": write `talk-1` as the last name in `formerly:` of the post, or links that people have shared lead nowhere"
    for files, then in ((("talk-1/index.html",), ", which leads to it"), ((), advice)):
        changes = plan(feeds((one, two)), feeds((renamed, two)), files=files).changes
        moves = [change.text for change in changes if change.kind == "page"]
        assert moves == [f"page at https://talks.example/ada/, was https://talks.example/talk-1/{then}"]
    capital = two._replace(slug="Talk-1", post=two.post._replace(slug="Talk-1"))
    (_, taken) = (change.text for change in plan(feeds((one, two)), feeds((renamed, capital))).changes if change.kind == "page")
    assert taken.endswith("/talk-1/, which cannot lead to it, as an episode has that name")
    elsewhere = SHOW._replace(url="https://other.example/")
    assert [change for change in plan(feeds((one, two), elsewhere), feeds((renamed, two))).changes if change.kind == "page"] == []


def test_each_of_several_chapters_in_a_row_moves_by_itself() -> None:
    (one,) = talks(1)
    later = tuple(chapter._replace(start=chapter.start + 5_000 * number) for number, chapter in enumerate(one.chapters))
    changes = plan(feeds((one,)), feeds((one._replace(chapters=later),))).changes
    moves = [
        f"chapter {n} moves {label(was.start)} -> {label(now.start)}"
        for n, (was, now) in enumerate(zip(one.chapters, later, strict=True), 1)
    ]
    assert [change.text for change in changes] == moves[1:]


def test_a_move_says_what_the_old_place_must_serve() -> None:
    (change,) = plan(feeds(talks(2)), feeds(talks(2), SHOW._replace(moved_to="https://new.example/feed.xml"))).changes
    assert change.kind == "moved"
    assert "keep https://talks.example/feed.xml answering" in change.text


def test_a_new_feed_that_names_itself_for_apple_has_not_moved() -> None:
    assert plan(feeds(talks(2)), feeds(talks(2), SHOW._replace(moved_to=SHOW.feed_url))).changes == ()


def test_what_a_feed_of_another_program_does_not_say_is_told_in_words() -> None:
    """It names nobody, and no date, type or number, nor that the episode is suited for children."""
    (page,) = feeds(talks(1))
    bare = re.sub(
        rb"<(pubDate|podcast:(?:person|season|episode)|itunes:(?:episodeType|explicit|season|episode))\b.*?</\1>",
        b"",
        page,
        flags=re.DOTALL,
    )
    assert [change.text for change in plan((bare,), (page,)).changes] == [
        "dated Thu 2026-01-01 08:00 UTC, was nothing",
        "with Ann Host, Bob Guest, was nobody named",
        "season 2, episode 1, was without a number",
    ]


@pytest.mark.parametrize("word", ["no", "clean", "False", ""])
def test_former_words_of_apple_for_what_children_may_hear_are_no_change(word: str) -> None:
    (page,) = feeds(talks(1))
    former = re.sub(rb"(<itunes:explicit>)\w+<", rb"\1" + word.encode() + b"<", page)
    assert plan((former.replace(b">full<", b">Full<"),), (page,)).changes == ()
    (marked,) = feeds((talk(1)._replace(explicit=True),))
    for yes in (b"yes", b"explicit", b"true"):
        assert plan((marked.replace(b"<itunes:explicit>true<", b"<itunes:explicit>" + yes + b"<"),), (marked,)).changes == ()
    assert [change.text for change in plan((former,), (marked,)).changes] == ["is marked explicit"]


def test_pages_of_the_feed_are_one_feed() -> None:
    paged = SHOW._replace(page=2)
    assert plan(feeds(talks(6)), feeds(talks(6), paged)).changes == ()
