"""A video is asked for once, and everything that is needed of it is on record."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.content import refusal
from pipeline.content.recording import Lack, RecordedVideo, mint, warnings
from pipeline.content.recordtext import compose, parse
from pipeline.edge import gather
from pipeline.edge.settings import Pace
from tests.youtube.conftest import ID, JPEG, NOW, SECONDS, Desk, Sounds, aac, opus
from tests.youtube.standin import YouTube
from tests.youtube.world import Fault, Track, Video, json3

# yt-dlp leaves connections of refused questions to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

LATER = NOW + timedelta(days=90)


def test_all_of_a_video_is_recorded(desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    tube.has(video)
    found = desk.recorded()
    assert found.guid == mint("917393e3-1b1e-5cef-ace4-edaa54e1f810", ID, "kites")
    assert found.fetched == NOW
    assert found.video == RecordedVideo(
        ID,
        "A conversation about kites",
        "Kite Talks",
        "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
        8000,
        datetime(2026, 5, 1, 14, 30, tzinfo=UTC),
        "en",
        "With Ada Quill.\n\n0:00 Wind\n0:10 String",
        ((0, "Wind"),),
    )
    assert found.audio
    assert (found.audio.name, found.audio.type, found.audio.format, found.audio.language, found.audio.bytes) == (
        "recording.m4a",
        "audio/x-m4a",
        "140 mp4a.40.2",
        "en",
        len(sounds.m4a),
    )
    assert found.audio.duration
    assert abs(found.audio.duration - 1000 * SECONDS) < 100
    assert found.captions
    assert (found.captions.name, found.captions.format, found.captions.track) == ("captions.en.json3", "json3", "automatic")
    assert desk.files() == {
        "captions.en.json3": video.tracks[0].data,
        "recording.json": compose(found).encode(),
        "recording.m4a": sounds.m4a,
        "thumbnail.jpg": JPEG,
    }
    assert [path.name for path in (desk.root / "episodes" / "kites").iterdir() if path.is_dir()] == []
    assert (tube.count("player"), tube.count("media"), tube.count("captions")) == (1, 1, 1)


def test_a_second_fetch_asks_nothing(desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video)
    desk.recorded()
    before, asked = desk.files(), len(tube.asked)
    desk.recorded(now=LATER)
    assert (desk.files(), len(tube.asked)) == (before, asked)


def test_asking_again_of_an_unchanged_world_gives_the_same_bytes(desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video)
    desk.recorded()
    before = desk.files()
    desk.recorded(desk.request(again=True), LATER)
    assert desk.files() == before
    assert tube.count("media") == 2


def test_a_lost_record_is_made_with_the_same_guid(desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video)
    first = desk.recorded()
    for path in (desk.root / "episodes" / "kites").iterdir():
        path.unlink()
    assert desk.recorded() == first


def test_another_video_is_fetched_under_the_same_guid(desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    other = video.but(
        id="zyxWVU98765", title="Kites, mended", sounds=(opus(sounds.webm),), tracks=(Track("de", json3("na dann"), automatic=True),)
    )
    tube.has(video, other)
    first = desk.recorded()
    second = desk.recorded(desk.request(video=other.id), LATER)
    assert (second.guid, second.fetched) == (first.guid, first.fetched)
    assert second.video
    assert second.video.title == "Kites, mended"
    assert sorted(desk.files()) == ["captions.de.json3", "recording.json", "recording.webm", "thumbnail.jpg"]


def test_sound_on_record_but_not_on_this_disk(desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video)
    first = desk.recorded()
    (desk.root / "episodes" / "kites" / "recording.m4a").unlink()
    assert desk.recorded() == first
    assert tube.count("media") == 1
    assert desk.recorded(desk.request(sound_needed=True)) == first
    assert "recording.m4a" in desk.files()
    assert tube.count("captions") == 1


def test_the_hosts_sound_with_the_videos_captions(desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    tube.has(video)
    folder = desk.root / "episodes" / "kites"
    folder.mkdir(parents=True)
    (folder / "audio.webm").write_bytes(sounds.webm)
    found = desk.recorded()
    assert found.audio
    assert found.captions
    assert (found.audio.origin, found.captions.origin, tube.count("media")) == ("host", "youtube", 0)


def test_the_hosts_sound_needs_no_answer(desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    tube.has(video.but(faults={"player": Fault(429)}))
    folder = desk.root / "episodes" / "kites"
    folder.mkdir(parents=True)
    (folder / "audio.webm").write_bytes(sounds.webm)
    found = desk.recorded()
    assert found.audio
    assert [lack.what for lack in found.lacks] == ["captions"]
    [warning] = warnings(found, "recording.json")
    assert "refuses more requests" in warning.message
    assert not found.complete
    before = desk.files()
    tube.has(video.but(faults={"player": Fault(500)}))
    desk.recorded()
    assert desk.files() == before


def test_a_manual_track_in_the_language_of_the_post_wins(desk: Desk, tube: YouTube, video: Video) -> None:
    tracks = (Track("en", json3("so what"), automatic=True), Track("en-GB", json3("So, what?")), Track("de", json3("Also, was?")))
    tube.has(video.but(tracks=tracks))
    for language, name, kind in (
        ("en", "captions.en-GB.json3", "manual"),
        ("de", "captions.de.json3", "manual"),
        ("fr", "captions.en.json3", "automatic"),
    ):
        found = desk.recorded(desk.request(language, language=language))
        assert found.captions
        assert (found.captions.name, found.captions.track) == (name, kind)


def test_a_broken_manual_track_gives_way_to_the_automatic_one(desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video.but(tracks=(*video.tracks, Track("en", b"<html>Sorry</html>"))))
    found = desk.recorded()
    assert found.captions
    assert found.captions.track == "automatic"


def test_a_manual_track_that_is_refused_for_the_moment_is_had_by_the_next_fetch(desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video.but(tracks=(*video.tracks, Track("en", json3("So, what?"))), faults={"captions": Fault(429, times=3)}))
    assert desk.recorded().captions is None
    found = desk.recorded()
    assert found.captions
    assert (found.captions.track, found.complete) == ("manual", True)


def test_captions_in_other_languages_only_are_not_translated(desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    spoken = aac(sounds.m4a, track=("en.4", "English original", True))
    tube.has(video.but(tracks=(Track("de", json3("Also, was?")), Track("fr", json3("Alors"))), sounds=(spoken,)))
    found = desk.recorded()
    assert found.captions is None
    assert [(lack.why, lack.final) for lack in found.lacks] == [("the video only has captions in de, fr", True)]
    assert tube.count("captions") == 0


def test_no_captions_of_an_old_video_are_not_asked_for_again(desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video.but(tracks=()))
    found = desk.recorded()
    assert found.captions is None
    assert found.complete
    [warning] = warnings(found, "recording.json")
    assert "the video has none" in warning.message
    desk.recorded()
    assert tube.count("player") == 1


def test_no_captions_of_a_video_of_unknown_age_are_not_asked_for_again() -> None:
    assert gather._no_captions({}, NOW) == Lack("captions", "the video has none", final=True)


def test_each_pause_between_tries_is_twice_as_long() -> None:
    assert list(gather._waits(Pace(first=1.5))) == [1.5, 3.0, None]


@pytest.mark.parametrize(
    ("language", "plain"), [("en-GB", "en-GB"), ("es-419", "es-419"), ("../a/b.c", "abc"), ("日本", "und"), ("x" * 21, "x" * 20)]
)
def test_a_language_in_a_name_of_a_file_leads_nowhere_else(language: str, plain: str) -> None:
    assert gather._plain(language) == plain


def test_no_captions_of_a_new_video_are_asked_for_again(desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video.but(tracks=()))
    published = datetime(2026, 5, 1, 14, 30, tzinfo=UTC)
    assert not desk.recorded(now=published + timedelta(hours=2)).complete
    tube.has(video)
    found = desk.recorded(now=published + timedelta(hours=9))
    assert found.captions
    assert found.complete
    assert (found.fetched, tube.count("media")) == (published + timedelta(hours=2), 1)


def test_the_spoken_language_and_never_a_dub(desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    """The dub has the higher bit rate and the better container, and is the default track of this address."""
    dub = aac(sounds.dub, track=("de.3", "German", True))
    spoken = opus(sounds.webm, track=("en.4", "English original", False))
    tube.has(video.but(sounds=(spoken, dub)))
    found = desk.recorded()
    assert found.audio
    assert (found.audio.name, found.audio.language) == ("recording.webm", "en")
    assert found.video
    assert found.video.language == "en"
    tube.has(video.but(sounds=(aac(sounds.m4a, track=("en.4", "English original", False)), spoken, dub)))
    found = desk.recorded(desk.request(again=True))
    assert found.audio
    assert (found.audio.name, found.audio.bytes) == ("recording.m4a", len(sounds.m4a))


def test_sound_without_a_compressed_range_first(desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    tube.has(video.but(sounds=(aac(sounds.dub, compressed=True), aac(sounds.m4a))))
    found = desk.recorded()
    assert found.audio
    assert found.audio.format == "140 mp4a.40.2"
    assert found.audio.bytes == len(sounds.m4a)


def test_sound_that_is_only_in_a_playlist(desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    """It comes in pieces, and nobody tells its codec or its length."""
    tube.has(video.but(sounds=(aac(sounds.m4a, itag=234, playlist=True),)))
    found = desk.recorded()
    assert found.audio
    assert (found.audio.name, found.audio.bytes, found.audio.type) == ("recording.mp4", len(sounds.m4a), "audio/x-m4a")
    assert found.audio.language == "en"


def test_a_dub_is_on_record_as_one_if_there_is_nothing_else(desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    tube.has(video.but(sounds=(aac(sounds.dub, track=("de.3", "German", False)),)))
    found = desk.recorded()
    assert (found.audio and found.audio.language, found.video and found.video.language) == ("de", "en")


def test_progress_is_told(desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    tube.has(video)
    desk.recorded()
    assert [told.step for told in desk.told][:4] == ["asking YouTube", "captions", "picture", "sound"]
    assert (desk.told[-1].done, desk.told[-1].total) == (len(sounds.m4a), len(sounds.m4a))


def test_many_episodes_stop_at_the_first_sign_of_a_block(desk: Desk, tube: YouTube, video: Video) -> None:
    refused = {"status": "LOGIN_REQUIRED", "reason": "Sign in to confirm you’re not a bot"}
    tube.has(video, video.but(id="bbbbbbbbbbb", playability=refused), video.but(id="ccccccccccc"))
    own = desk.root / "episodes" / "own"
    own.mkdir(parents=True)
    (own / "audio.m4a").write_bytes(video.sounds[0].data)
    requests = [desk.request("a"), desk.request("b", "bbbbbbbbbbb"), desk.request("c", "ccccccccccc"), desk.request("own", None)]
    outcomes = desk.all(*requests)
    assert [getattr(outcome, "reason", None) for outcome in outcomes] == [None, refusal.BOT_CHECK, refusal.NOT_ASKED, None]
    assert "b: YouTube takes this machine for a bot" in outcomes[2].detail
    assert tube.count("watch", "ccccccccccc") == 0


def test_a_refused_video_costs_the_others_nothing(desk: Desk, tube: YouTube, video: Video) -> None:
    gone = {
        "status": "ERROR",
        "reason": "Video unavailable",
        "errorScreen": {
            "playerErrorMessageRenderer": {
                "reason": {"simpleText": "Video unavailable"},
                "subreason": {"simpleText": "This video has been removed by the uploader"},
            }
        },
    }
    tube.has(video.but(id="bbbbbbbbbbb", playability=gone), video)
    requests = [desk.request("b", "bbbbbbbbbbb"), desk.request("a")]
    outcomes = desk.all(*requests)
    assert [getattr(outcome, "reason", None) for outcome in outcomes] == [refusal.GONE, None]


def test_what_a_page_tells_no_more_stays_on_record(desk: Desk, tube: YouTube, video: Video) -> None:
    """The watch page may be refused while the rest is not; then the channel's name comes from the interface or not at all."""
    tube.has(video)
    first = desk.recorded()
    tube.has(video.but(faults={"watch": Fault(429), "next": Fault(403)}))
    second = desk.recorded(desk.request(again=True))
    assert second == first._replace(video=second.video)
    assert parse(desk.files()["recording.json"].decode(), "recording.json")[0] == second
    assert second.video
    assert first.video
    assert (second.video.channel, second.video.chapters) == (first.video.channel, first.video.chapters)


def test_a_challenge_is_solved_with_a_runtime(desk: Desk, tube: YouTube, video: Video) -> None:
    """The player's script runs in the deno of the `deno` extra: its clients come first, and their addresses are ciphered."""
    tube.has(video.but(sounds=(video.sounds[0]._replace(ciphered=True),)))
    desk.settings = desk.settings._replace(javascript=None)
    assert desk.recorded().complete
    assert tube.count("script") == 1
