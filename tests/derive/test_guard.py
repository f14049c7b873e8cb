"""The guard: what would harm listeners is stopped and can be allowed by name; what does not is let through."""

import re
from collections.abc import Callable, Collection
from datetime import timedelta, timezone
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content.post import Link, Video
from pipeline.content.show import Person, Show
from pipeline.derive.earlier import guard, published, reader
from pipeline.derive.earlier.guard import Objection
from pipeline.derive.earlier.published import held
from pipeline.derive.earlier.succession import match, succession
from pipeline.derive.episode import Episode, Media
from pipeline.derive.feed import paged
from pipeline.derive.feed.channel import document
from pipeline.derive.feed.item import item
from tests.feeds.talks import COVER, FIRST, pages, show, talk, talks
from tests.program import ROOT

SHOW = show()
TALKS = talks(8)

Items = tuple[published.PublishedItem, ...]
Edit = Callable[[Show, tuple[Episode, ...]], tuple[Show, tuple[Episode, ...]]]


def feeds(of: Show, episodes: tuple[Episode, ...]) -> tuple[bytes, ...]:
    return tuple(pages(of, episodes).values())


def compare(previous: tuple[bytes, ...], new: tuple[bytes, ...], allow: Collection[str] = ()) -> tuple[Objection, ...]:
    return guard.compare(succession(tuple(map(held, previous)), tuple(map(held, new)), {}), guard.Posts(), allow)


BEFORE = feeds(SHOW, TALKS)


def episode(number: int, change: Callable[[Episode], Episode]) -> Edit:
    """The edit of one episode, by its number."""
    return lambda of, made: (of, tuple(change(one) if one.slug == f"talk-{number}" else one for one in made))


def every(change: Callable[[Episode], Episode]) -> Edit:
    return lambda of, made: (of, tuple(change(one) for one in made))


def without(*numbers: int) -> Edit:
    return lambda of, made: (of, tuple(one for one in made if one.slug not in {f"talk-{number}" for number in numbers}))


def feed_file(**changes: object) -> Edit:
    return lambda of, made: (of._replace(**changes), made)  # type: ignore[arg-type]


def media(one: Episode, **changes: object) -> Episode:
    return one._replace(media=one.media._replace(**changes))  # type: ignore[arg-type]


def post(one: Episode, **changes: object) -> Episode:
    return one._replace(post=one.post._replace(**changes))  # type: ignore[arg-type]


def renamed(one: Episode, slug: str) -> Episode:
    return one._replace(slug=slug, media=one.media._replace(path=f"media/{slug}.m4a"))


REGRESSIONS: dict[str, tuple[Edit, tuple[str, ...]]] = {
    "a post is deleted": (without(3), ("dropped:talk-3",)),
    "the newest post is deleted": (without(8), ("dropped:talk-8",)),
    "two posts are deleted": (without(1, 2), ("dropped:talk-2", "dropped:talk-1")),
    "a post is deleted and another one written": (
        lambda of, made: (of, (*made[1:], talk(9))),
        ("dropped:talk-1",),
    ),
    "all posts are gone": (without(*range(1, 9)), ("emptied",)),
    "half of the posts are gone": (without(1, 2, 3, 4), ("halved", *(f"dropped:talk-{n}" for n in (4, 3, 2, 1)))),
    "a GUID is written anew": (episode(2, lambda one: one._replace(guid="another")), ("guid:talk-2",)),
    "all GUIDs are minted anew": (
        every(lambda one: one._replace(guid=f"new-{one.slug}")),
        tuple(f"guid:talk-{n}" for n in range(8, 0, -1)),
    ),
    "two GUIDs are exchanged": (
        lambda of, made: (of, (made[0]._replace(guid=made[1].guid), made[1]._replace(guid=made[0].guid), *made[2:])),
        ("enclosure:talk-1", "date:talk-1", "enclosure:talk-2", "date:talk-2"),
    ),
    "a GUID differs in case": (episode(4, lambda one: one._replace(guid=one.guid.upper())), ("guid:talk-4",)),
    "a post is renamed": (episode(5, lambda one: renamed(one, "a-talk")), ("enclosure:a-talk",)),
    "a post is renamed and its record lost": (
        episode(5, lambda one: renamed(one, "a-talk")._replace(guid="another")),
        ("dropped:talk-5",),
    ),
    "a new post takes the address of another one's sound": (
        lambda of, made: (of, (media(made[0], path="media/new.m4a"), *made[1:], media(talk(9), path=made[0].media.path))),
        ("enclosure:talk-1",),
    ),
    "the sound comes in another format": (episode(6, lambda one: media(one, path="media/talk-6.mp3")), ("enclosure:talk-6",)),
    "the site moves": (feed_file(url="https://elsewhere.example/"), ("address",)),
    "the site moves to http": (feed_file(url="http://talks.example/"), ("address",)),
    "the feed's GUID follows its address": (feed_file(guid="917393e3-1b1e-5cef-ace4-edaa54e1f810"), ("feed-guid",)),
    "a date is corrected by a day": (episode(7, lambda one: one._replace(published=one.published - timedelta(days=1))), ("date:talk-7",)),
    "a date is read in another zone": (
        episode(7, lambda one: one._replace(published=one.published.replace(tzinfo=timezone(timedelta(hours=1))))),
        ("date:talk-7",),
    ),
    "all sounds come from a store": (every(lambda one: media(one, path=f"store/{one.slug}.m4a")), ("moved",)),
    "two sounds come from a store": (
        lambda of, made: (of, tuple(media(one, path=f"store/{one.slug}.m4a") if one.slug in ("talk-2", "talk-5") else one for one in made)),
        ("moved",),
    ),
    "all sounds come in another format": (every(lambda one: media(one, path=f"media/{one.slug}.mp3")), ("moved",)),
    "the site moves, and all sounds to a store": (
        lambda of, made: (of._replace(url="https://elsewhere.example/"), tuple(media(one, path=f"store/{one.slug}.m4a") for one in made)),
        ("address", "moved"),
    ),
    "all sounds come from a store, and one under another name": (
        lambda of, made: (of, (*(media(one, path=f"store/{one.slug}.m4a") for one in made[1:]), media(made[0], path="store/ada.m4a"))),
        ("moved", "enclosure:talk-1"),
    ),
    "all sounds come from a store, that of a renamed episode too": (
        lambda of, made: (
            of,
            (
                media(made[0]._replace(slug="ada"), path="store/talk-1.m4a"),
                *(media(one, path=f"store/{one.slug}.m4a") for one in made[1:]),
            ),
        ),
        ("moved",),
    ),
    "the recording is cut short": (episode(1, lambda one: media(one, duration=2_100_000)), ("duration:talk-1",)),
    "the recording is lost": (episode(1, lambda one: media(one, duration=0)), ("duration:talk-1",)),
}

HARMLESS: dict[str, Edit] = {
    "nothing": lambda of, made: (of, made),
    "a new post": lambda of, made: (of, (*made, talk(9))),
    "three new posts": lambda of, made: (of, (*made, talk(9), talk(10), talk(11))),
    "a new post with an old date": lambda of, made: (of, (*made, talk(9)._replace(published=FIRST - timedelta(days=9)))),
    "a title": episode(1, lambda one: one._replace(title="Another title")),
    "notes": episode(1, lambda one: post(one, intro="<p>Other words</p>", notes="<p>Other words</p>")),
    "links": episode(1, lambda one: post(one, links=(Link("https://other.example/", "other"),))),
    "a chapter's title": episode(1, lambda one: one._replace(chapters=(one.chapters[0]._replace(title="Hello"), *one.chapters[1:]))),
    "a chapter's time": episode(1, lambda one: one._replace(chapters=(*one.chapters[:3], one.chapters[3]._replace(start=1_900_000)))),
    "no chapters any more": episode(1, lambda one: one._replace(chapters=())),
    "no transcript any more": episode(1, lambda one: one._replace(cuts=None)),
    "another guest": episode(1, lambda one: one._replace(guests=(Person("Cleo"),))),
    "another cover": episode(1, lambda one: one._replace(cover=one.cover._replace(path="talk-1/cover-2.jpg"))),
    "another video": episode(1, lambda one: post(one, video=Video("another-one", 1, "iframe"))),
    "season, number and kind": episode(1, lambda one: post(one, season=9, episode=9, type="bonus")._replace(explicit=True)),
    "better sound of the same length": episode(1, lambda one: media(one, bytes=2_000_000, duration=2_400_400)),
    "sound that is a tenth shorter": episode(1, lambda one: media(one, duration=2_160_000)),
    "the same moment in another zone": every(
        lambda one: one._replace(published=one.published.astimezone(timezone(timedelta(hours=9)))),
    ),
    "the show's title, description, language and category": feed_file(
        title="Great Talks", description="!", language="de", category=("Arts", "Books")
    ),
    "another order": lambda of, made: (of, made[::-1]),
    "archive pages": feed_file(page=2),
    "the show has moved on": feed_file(moved_to="https://new.example/feed.xml"),
}


@pytest.mark.parametrize("name", REGRESSIONS)
def test_regressions_are_stopped_and_can_be_allowed(name: str) -> None:
    edit, tokens = REGRESSIONS[name]
    after = feeds(*edit(SHOW, TALKS))
    refused = compare(BEFORE, after)
    assert {objection.token for objection in refused} == {*tokens}
    assert all(objection.message and objection.remedy and f"--allow {objection.token}" in str(objection) for objection in refused)
    assert compare(BEFORE, after, tokens) == ()
    assert len(compare(BEFORE, after, tokens[1:])) >= 1


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_edits_are_let_through(name: str) -> None:
    assert compare(BEFORE, feeds(*HARMLESS[name](SHOW, TALKS))) == ()


def test_what_had_no_sound_was_no_episode() -> None:
    """Such as the other posts of a blog, whose feed had the same address."""
    post = b"<item><title>News</title><guid>news</guid><link>https://talks.example/news/</link></item>"
    blog = BEFORE[0].replace(b"</channel>", post * 9 + b"</channel>")
    assert compare((blog, *BEFORE[1:]), BEFORE) == ()
    with_sound = blog.replace(post, post.replace(b"<link>", b"<enclosure url='https://talks.example/news.mp3'/><link>"), 1)
    assert [one.token for one in compare((with_sound, *BEFORE[1:]), BEFORE)] == ["dropped:news"]


@pytest.mark.parametrize("count", [0, 1, 7])
def test_what_is_kept_of_items_is_what_the_feed_says(count: int) -> None:
    of = show()._replace(page=2)
    told = [item(of, one) for one in talks(count, of)]
    for page in paged(of, (one.head for one in told)).values():
        made = document(of, page, [one for head in page.heads for one in told if one.head == head], COVER)
        assert made.reading == reader.page(made.data)


def test_the_first_feed_is_let_through() -> None:
    assert compare((), BEFORE) == ()


def test_a_feed_without_episodes_loses_none() -> None:
    assert compare(feeds(SHOW, ()), feeds(SHOW, ())) == ()


def test_a_feed_of_a_few_is_not_called_halved() -> None:
    assert [one.token for one in compare(feeds(SHOW, TALKS[:4]), feeds(SHOW, TALKS[2:4]))] == ["halved", "dropped:talk-2", "dropped:talk-1"]
    assert [one.token for one in compare(feeds(SHOW, TALKS[:3]), feeds(SHOW, TALKS[2:3]))] == ["dropped:talk-2", "dropped:talk-1"]


def test_where_nothing_can_be_compared_a_feed_is_held_back_until_a_person_allows_it() -> None:
    (objection,) = guard.uncompared("nothing answers", ())
    assert str(objection) == "nothing answers: publish again when that address answers; or allow it with `--allow uncompared`"
    assert guard.uncompared("nothing answers", ["uncompared"]) == ()


@pytest.mark.parametrize("number", [1, 8])
def test_what_moves_sounds_back_together_is_not_the_former_name_of_a_post(number: int) -> None:
    def moved(one: Episode) -> Episode:
        return media(one._replace(slug="ada") if one.slug == f"talk-{number}" else one, path=f"store/{one.slug}.m4a")

    (objection,) = compare(BEFORE, feeds(*every(moved)(SHOW, TALKS)))
    assert objection.remedy.startswith("restore `store:`")


def test_allowing_half_the_feed_to_go_allows_each_of_them() -> None:
    assert compare(BEFORE, feeds(*without(1, 2, 3, 4, 5)(SHOW, TALKS)), ["halved"]) == ()
    assert [one.token for one in compare(BEFORE, feeds(*without(1)(SHOW, TALKS)), ["halved"])] == ["dropped:talk-1"]


@pytest.mark.parametrize(
    "last",
    [b"", b"<html></html>", BEFORE[0][:-20], BEFORE[0].replace(b"<rss", b"<!DOCTYPE rss><rss", 1), b"\xff\xfe", b"<rss><item/></rss>"],
)
def test_a_last_feed_that_cannot_be_read_is_reported(last: bytes) -> None:
    (objection,) = compare((last,), BEFORE)
    assert objection.token == "unreadable"
    assert "the last published feed cannot be read" in str(objection)
    assert compare((last,), BEFORE, ["unreadable"]) == ()


def test_of_several_pages_the_one_that_cannot_be_read_is_told() -> None:
    (objection,) = compare((BEFORE[0], b"<html>"), BEFORE)
    assert "(page 2 of the feed is a web page)" in objection.message


def test_a_clock_that_was_set_back_is_told() -> None:
    """Posts that are there and dated later than now are not put back."""
    every = tuple(range(1, 9))
    clock = "all that is missing is dated in the future; correct this machine's clock or the dates"
    assert remedies(every, ahead=every) == [clock]
    assert remedies(every[3:], ahead=every[3:])[0] == clock
    assert remedies(every, ahead=every[1:]) == ["restore the posts, or widen `episodes:` in the feed file"]
    assert remedies((2,), ahead=(2,)) == ["it is dated in the future; restore its date, or correct this machine's clock"]


def test_a_post_that_could_not_be_made_is_not_put_back_but_mended() -> None:
    every = tuple(range(1, 9))
    assert remedies(every, failed=every) == ["solve the problems that are reported for their posts"]
    assert remedies(every, failed=every[1:]) == ["restore the posts, or widen `episodes:` in the feed file"]
    assert remedies((2,), failed=(2, 3)) == ["solve the problems that are reported for the post `talk-2`"]
    assert remedies((2,), failed=(3,)) == ["restore the post `talk-2`, with its date and without `draft:`"]


def test_a_post_that_the_feed_does_not_select_any_more_is_not_put_back() -> None:
    every = tuple(range(1, 9))
    unselected = "`episodes:` in the feed file does not select"
    assert remedies(every, unselected=every) == [f"{unselected} them any more; widen it, or restore what it selects them by"]
    assert remedies((2,), unselected=(2, 3)) == [
        f"{unselected} the post `talk-2` any more; widen it, or restore the post's tags, season or language"
    ]
    assert remedies((2,), unselected=(3,)) == ["restore the post `talk-2`, with its date and without `draft:`"]


def test_nothing_allows_to_lose_all_episodes_because_of_problems() -> None:
    """What has failed, such as an upload, would empty the feed of a show that only wants to move."""
    every = [f"talk-{number}" for number in range(1, 9)]
    feed = succession(tuple(map(held, BEFORE)), tuple(map(held, feeds(SHOW, ()))), {})
    (objection,) = guard.compare(feed, guard.Posts(failed=every), ["emptied"])
    assert str(objection) == "the feed would lose all its 8 episodes: solve the problems that are reported for their posts"
    assert guard.compare(feed, guard.Posts(failed=every[1:]), ["emptied"]) == ()


def test_faulty_captions_take_no_transcript_away() -> None:
    """Where the last site is not at hand, an episode cannot stay as it was; one that never had a transcript loses none."""
    without_words = episode(2, lambda one: one._replace(cuts=None, chapters=()))
    feed = succession(tuple(map(held, BEFORE)), tuple(map(held, feeds(*without_words(SHOW, TALKS)))), {})
    faulty = guard.Posts(untimed=["talk-2"])
    (objection,) = guard.compare(feed, faulty)
    assert objection.token == "transcript:talk-2"
    assert guard.compare(feed, faulty, [objection.token]) == ()
    assert guard.compare(feed._replace(before=feed.after), faulty) == ()
    assert feed.before is not None
    assert guard.compare(feed._replace(after=feed.before), faulty) == (), "it has stayed as it was"
    elsewhere = tuple(item._replace(transcripts=("https://host.example/2.vtt",)) for item in feed.before.items)
    assert guard.compare(feed._replace(before=feed.before._replace(items=elsewhere)), faulty) == ()


def remedies(gone: Collection[int], **slugs: Collection[int]) -> list[str]:
    """What is to be done where these episodes would disappear, by their numbers."""
    feed = succession(tuple(map(held, BEFORE)), tuple(map(held, feeds(*without(*gone)(SHOW, TALKS)))), {})
    named = {what: [f"talk-{number}" for number in numbers] for what, numbers in slugs.items()}
    return [objection.remedy for objection in guard.compare(feed, guard.Posts(**named))]


def test_one_video_in_two_posts_is_refused_always() -> None:
    twice = (*TALKS[:2], TALKS[1]._replace(slug="talk-2-again", media=TALKS[1].media._replace(path="media/talk-2-again.m4a")))
    refused = compare((), feeds(SHOW, twice), ["", "guid:talk-2", "guid:talk-2-again"])
    title = TALKS[1].title.replace("<", "‹").replace(">", "›")
    said = f"“{title}” (talk-2-again) and “{title}” (talk-2) have the same GUID, {TALKS[1].guid}"
    assert [(objection.token, objection.message) for objection in refused] == [("", said)]
    assert "delete recording.json there" in refused[0].remedy  # the record of a folder that was copied for the next episode


@pytest.mark.parametrize("slug", ["a-copy", "talk-2-again"])
def test_a_copied_folder_is_not_also_said_to_move_the_sound(slug: str) -> None:
    copy = TALKS[1]._replace(slug=slug, media=TALKS[1].media._replace(path=f"media/{slug}.m4a"))
    (refused,) = guard.compare(succession(tuple(map(held, BEFORE)), tuple(map(held, feeds(SHOW, (*TALKS, copy)))), {}), guard.Posts())
    assert "have the same GUID" in refused.message


def test_one_sound_in_two_posts_is_refused_always() -> None:
    twice = (*TALKS[:2], TALKS[1]._replace(slug="talk-2-again", guid="another"))
    refused = compare((), feeds(SHOW, twice))
    assert [(objection.token, objection.remedy) for objection in refused] == [("", guard.OTHER_SOUND)]
    assert "(talk-2-again) and " in refused[0].message
    assert "have the same sound, " in refused[0].message


@pytest.mark.parametrize(
    ("change", "remedy"),
    [
        (lambda one: renamed(one, "a-talk"), "rename the post `a-talk` and its folder back to `talk-2`, or write"),
        (lambda one: media(one, path="sound/talk-2.mp3"), "provide the sound as .m4a again, or write"),
        (lambda one: media(one, path="sound/talk-2.m4a"), "restore `store:`, `media:` and `prefix:` in the feed file, or write"),
        (
            lambda one: media(one, path="media/two.m4a"),
            "restore `formerly:` or `enclosure:`, or write `enclosure: https://talks.example/media/",
        ),
        (lambda one: media(one, path="media/talk-2.mp4", type="video/mp4"), "remove the video file"),
    ],
)
def test_a_sound_that_moves_is_told_with_what_moves_it_back(change: Callable[[Episode], Episode], remedy: str) -> None:
    (objection,) = compare(BEFORE, feeds(*episode(2, change)(SHOW, TALKS)))
    assert objection.remedy.startswith(remedy)


def test_a_sound_of_another_format_is_not_to_be_kept_at_an_address_that_names_the_former_one() -> None:
    """A web server goes by the suffix, and would send the wrong type."""
    (objection,) = compare(BEFORE, feeds(*episode(2, lambda one: media(one, path="media/talk-2.mp3"))(SHOW, TALKS)))
    assert objection.remedy == "provide the sound as .m4a again"


def test_a_sound_at_an_address_without_a_suffix_has_no_format_to_go_back_to() -> None:
    elsewhere = feeds(*episode(2, lambda one: media(one, path="https://host.example/play/12"))(SHOW, TALKS))
    (objection,) = compare(elsewhere, BEFORE)
    assert objection.remedy.startswith("restore `store:`, `media:` and `prefix:` in the feed file, or write")


def test_a_site_that_moves_leaves_its_sound_in_the_store() -> None:
    stored = tuple(media(one, path=f"https://sound.example/{one.slug}.m4a") for one in TALKS)
    moved = feeds(SHOW._replace(url="https://elsewhere.example/"), stored)
    assert [objection.token for objection in compare(feeds(SHOW, stored), moved)] == ["address"]


def test_sounds_that_move_together_are_told_once_and_may_be_allowed_one_by_one() -> None:
    moved = feeds(*every(lambda one: media(one, path=f"store/{one.slug}.m4a"))(SHOW, TALKS))
    (objection,) = compare(BEFORE, moved)
    assert str(objection) == (
        "the sound of 8 episodes would move from https://talks.example/media/* to https://talks.example/store/*, which apps do not know: "
        "restore `store:`, `media:` and `prefix:` in the feed file; to move, let the old addresses lead to the new ones; or allow it with "
        "`--allow moved`"
    )
    named = [f"enclosure:talk-{number}" for number in range(1, 9)]
    assert compare(BEFORE, moved, named) == ()
    assert [one.token for one in compare(BEFORE, moved, named[1:])] == [named[0]]


def test_a_prefix_leads_to_the_old_addresses_and_may_be_taken_back() -> None:
    counted = feeds(SHOW._replace(prefix="https://count.example/e/"), TALKS)
    (objection,) = compare(BEFORE, counted)
    assert str(objection) == (
        "the sound of 8 episodes would move from https://talks.example/media/* to https://count.example/e/talks.example/media/*, "
        "which apps do not know: remove `prefix:` from the feed file; or allow it with `--allow moved`"
    )
    (alone,) = compare(feeds(SHOW, TALKS[:1]), feeds(SHOW._replace(prefix="https://count.example/e/"), TALKS[:1]))
    assert (alone.token, alone.remedy) == ("enclosure:talk-1", "remove `prefix:` from the feed file")
    (back,) = compare(counted, BEFORE)
    assert back.remedy.startswith("restore `store:`, `media:` and `prefix:` in the feed file")


def test_sounds_of_several_formats_move_together() -> None:
    mixed = [(one, "mp3" if one.slug == "talk-2" else "m4a") for one in TALKS]
    before, after = (feeds(SHOW, [media(one, path=f"{at}/{one.slug}.{kind}") for one, kind in mixed]) for at in ("media", "store"))
    assert [objection.token for objection in compare(before, after)] == ["moved"]


def test_a_film_that_moves_is_not_to_be_taken_away() -> None:
    films = feeds(*episode(2, lambda one: media(one, path="media/talk-2.mp4", type="video/mp4"))(SHOW, TALKS))
    moved = feeds(*episode(2, lambda one: media(one, path="films/talk-2.mp4", type="video/mp4"))(SHOW, TALKS))
    (objection,) = compare(films, moved)
    assert objection.remedy.startswith("restore `store:`, `media:` and `prefix:` in the feed file")


def test_a_video_beside_a_published_sound_is_not_its_enclosure() -> None:
    of = SHOW._replace(medium="video")
    film = episode(3, lambda one: one._replace(video=Media("media/talk-3.mp4", "video/mp4", 9, 2_400_000)))
    for elsewhere in (TALKS, every(lambda one: media(one, path=f"store/{one.slug}.m4a"))(of, TALKS)[1]):
        (objection,) = compare(feeds(of, elsewhere), feeds(*film(of, elsewhere)))
        assert objection.token == "enclosure:talk-3"
        assert objection.remedy.endswith("what puts it first: `medium: video` in the feed file or `enclosure:` in the post")
    assert compare(BEFORE, feeds(*film(SHOW, TALKS))) == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "all posts are gone",
            (
                "the feed would lose all its 8 episodes: restore the posts, or widen `episodes:` in the feed file; or allow it with "
                "`--allow emptied`"
            ),
        ),
        (
            "a GUID is written anew",
            (
                "the GUID of “Bob & the ‹canvas› element” would change from guid-of-2 to another, so every listener would get it again: "
                "write `guid: guid-of-2` in the post `talk-2`; or allow it with `--allow guid:talk-2`"
            ),
        ),
        (
            "the sound comes in another format",
            (
                "the sound of “Six” would move from https://talks.example/media/talk-6.m4a to https://talks.example/media/talk-6.mp3, which apps "
                "do not know: provide the sound as .m4a again; or allow it with `--allow enclosure:talk-6`"
            ),
        ),
        (
            "all sounds come in another format",
            (
                "the sound of 8 episodes would move from https://talks.example/media/*.m4a to https://talks.example/media/*.mp3, which apps do "
                "not know: provide the sound as .m4a again; to move, let the old addresses lead to the new ones; or allow it with "
                "`--allow moved`"
            ),
        ),
        (
            "a date is corrected by a day",
            (
                "“Seven”, published 2026-01-07 08:00:00 UTC, would be dated 2026-01-06 08:00:00 UTC: write `date: 2026-01-07T08:00:00+00:00` in the "
                "post `talk-7`; or allow it with `--allow date:talk-7`"
            ),
        ),
        (
            "the recording is cut short",
            (
                "“Ada on broken compilers” would shrink from 40:00 to 35:00: restore the complete recording; or allow it with "
                "`--allow duration:talk-1`"
            ),
        ),
        (
            "the feed's GUID follows its address",
            (
                "the feed's podcast:guid would change from 4116b124-0522-5ae0-af72-86808432ed39 to 917393e3-1b1e-5cef-ace4-edaa54e1f810: write "
                "`guid: 4116b124-0522-5ae0-af72-86808432ed39` in the feed file, so that directories recognise the show; or allow it with "
                "`--allow feed-guid`"
            ),
        ),
        (
            "the site moves to http",
            (
                "the feed's address would change from https://talks.example/feed.xml to http://talks.example/feed.xml: restore `url:`; to "
                "move, write the new address as `moved_to:`, and keep serving the old feed with it; or allow it with `--allow address`"
            ),
        ),
    ],
)
def test_a_refusal_reads_as_a_sentence(name: str, expected: str) -> None:
    edit, _ = REGRESSIONS[name]
    (refused,) = compare(BEFORE, feeds(*edit(SHOW, TALKS)))
    assert str(refused) == expected


@pytest.mark.parametrize(("count", "what"), [(1, "its only episode"), (2, "all its 2 episodes")])
def test_a_feed_that_would_lose_everything_is_told_how_much_that_is(count: int, what: str) -> None:
    (objection,) = compare(feeds(SHOW, TALKS[:count]), feeds(SHOW, ()))
    assert objection.message == f"the feed would lose {what}"


ITEM = reader.read(BEFORE).items[0]
items = st.lists(st.tuples(*[st.sampled_from(("", "a", "b", "c"))] * 3), max_size=4, unique_by=tuple(itemgetter(n) for n in range(3))).map(
    lambda names: tuple(ITEM._replace(title=f"{n}", guid=guid, enclosure=sound, slug=slug) for n, (guid, sound, slug) in enumerate(names))
)


def names(item: published.PublishedItem) -> tuple[str, ...]:
    """What an episode is known by."""
    return item.guid, item.enclosure, item.slug


@given(items, items)
def test_an_episode_becomes_one_other_and_no_two_become_the_same(before: Items, now: Items) -> None:
    found = match(before, now)
    assert len(set(found.values())) == len(found)
    assert set(found) <= set(before)
    left = [(old, new) for old in before if old not in found for new in now if new not in found.values()]
    assert not [pair for pair in left if any(one and one == other for one, other in zip(*map(names, pair), strict=True))]
    assert all(any(one and one == other for one, other in zip(*map(names, pair), strict=True)) for pair in found.items())
    assert all(new == same for old, new in found.items() for same in now if old.guid and same.guid == old.guid)


def test_a_feed_of_another_program_can_be_taken_over() -> None:
    """No namespaces, no zone in words that we know, no length: what is not there is not compared."""
    other = b"""<rss version="2.0"><channel><title>Small Talks</title><item><title>One</title><guid>guid-of-1</guid>
    <enclosure url="https://host.example/1.mp3?x=y" length="" type="audio/mpeg"/><pubDate>soon</pubDate></item></channel></rss>"""
    assert [objection.token for objection in compare((other,), BEFORE)] == ["enclosure:talk-1"]


@pytest.mark.parametrize(("rels", "address"), [(("next",), "next"), (("next", "prev-archive"), "prev-archive"), (("self",), "")])
def test_older_items_are_found_as_archives_or_else_as_the_next_page(rels: tuple[str, ...], address: str) -> None:
    links = "".join(f'<a:link rel="{rel}" href="{rel}"/>' for rel in rels)
    page = f'<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel><title>Talks</title>{links}</channel></rss>'
    assert reader.older(page.encode()) == address


@pytest.mark.parametrize(
    ("link", "sound", "guid", "slug"),
    [
        ("https://talks.example/ada/", "https://talks.example/media/1.m4a", "g", "ada"),
        ("https://talks.example/?p=12", "https://talks.example/media/ada.v2.m4a?x=y", "g", "ada.v2"),
        ("", "https://host.example/play/12", "g", "12"),
        ("https://talks.example/ada%20one", "", "g", "ada one"),
        ("https://[", "", "g", "g"),
    ],
)
def test_an_item_is_called_as_its_page_or_else_its_sound(link: str, sound: str, guid: str, slug: str) -> None:
    text = f'<item><guid>{guid}</guid><link>{link}</link><enclosure url="{sound}"/></item>'
    assert reader.item(text.encode()).slug == slug


@pytest.mark.parametrize("guid", [b"", b"<guid>guid-of-%d</guid>"])
def test_an_item_without_sound_has_no_address_to_keep(guid: bytes) -> None:
    """Apps show none of a blog's feed, and know an item of it by its GUID at most."""
    item = b"<item><title>A talk</title><link>https://talks.example/talk-%d/</link>" + guid + b"</item>"
    blog = b"".join(item.replace(b"%d", b"%d" % number) for number in range(1, 9))
    assert compare((b'<rss version="2.0"><channel><title>A blog</title>' + blog + b"</channel></rss>",), BEFORE) == ()


@pytest.mark.parametrize("length", [b"", b"?", b"-1", b"9" * 5000, "²".encode()])
def test_a_length_that_is_none_is_not_compared(length: bytes) -> None:
    assert compare((BEFORE[0].replace(b'length="1000001"', b'length="' + length + b'"'),), BEFORE) == ()


def test_what_has_no_guid_is_known_by_its_sound() -> None:
    (objection,) = compare(tuple(page.replace(b'<guid isPermaLink="false">guid-of-1</guid>', b"") for page in BEFORE), BEFORE)
    assert objection.token == "guid:talk-1"
    assert objection.remedy == "write `guid: https://talks.example/media/talk-1.m4a` in the post `talk-1`"


def test_dates_are_compared_as_moments() -> None:
    elsewhere = BEFORE[0].replace(b"08:00:00 +0000", b"03:00:00 EST")
    assert elsewhere != BEFORE[0]
    assert compare((elsewhere,), BEFORE) == ()


@pytest.mark.parametrize(
    "token", sorted({token for _, tokens in REGRESSIONS.values() for token in tokens} | {"uncompared", "unreadable", "transcript:ada"})
)
def test_tokens_are_told_from_other_words(token: str) -> None:
    assert guard.is_token(token)
    assert not guard.is_token(f"{token.partition(':')[0]}s")
    assert not guard.is_token(f"{token.partition(':')[0]}:")


def test_every_token_is_documented() -> None:
    written = (ROOT / "docs/feed.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([\w-]+)(?::<slug>)?` \|", written, re.MULTILINE))
    others = {"unreadable", "uncompared", "transcript"}
    assert documented == {token.partition(":")[0] for _, tokens in REGRESSIONS.values() for token in tokens} | others
