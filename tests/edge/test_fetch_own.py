"""The host's own files: recorded without a word to YouTube."""

import os
import wave
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.content import refusal
from pipeline.content.recording import RecordedFile, RecordedVideo, Recording, mint, warnings
from pipeline.content.recordtext import compose
from pipeline.content.refusal import Refusal
from pipeline.edge import material
from pipeline.edge.fetch import Progress, Session
from pipeline.edge.material import Named
from pipeline.edge.media import synchrony
from pipeline.edge.offline import Request, at_hand, foreseen
from pipeline.edge.recordings import on_record
from pipeline.edge.settings import Pace, Settings
from pipeline.steps.remote import RemoteRequest
from tests.talk import peaks, talk, vtt, write_wav

NOW = datetime(2026, 5, 4, 12, 0, 0, 999, tzinfo=UTC)
LATER = datetime(2027, 1, 1, tzinfo=UTC)
FEED = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
VTT = "WEBVTT\n\n00:00.000 --> 00:01.000\nGood morning everybody\n"
NOWHERE = Settings(proxy="http://127.0.0.1:9", pace=Pace(0, 0))  # nothing listens on the discard port, and nothing may be asked


def silent(_: Progress) -> None:
    pass


def wav(path: Path, seconds: float = 2.0, level: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(level.to_bytes(2, "little") * round(8000 * seconds))
    return path


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    folder = tmp_path / "episodes" / "lewis"
    folder.mkdir(parents=True)
    return Request("lewis", folder, None, Named(), FEED, "en")


def recorded(request: Request, now: datetime = NOW) -> Recording:
    found = Session(NOWHERE, now, silent).fetch(request)
    assert isinstance(found, Recording), found
    assert on_record(request.folder) == found
    return found


def refused(request: Request) -> Refusal:
    found = Session(NOWHERE, NOW, silent).fetch(request)
    assert isinstance(found, Refusal)
    return found


def test_sound_and_captions_beside_the_post(request_: Request) -> None:
    wav(request_.folder / "audio.wav")
    (request_.folder / "captions.en.vtt").write_text(VTT)
    found = recorded(request_._replace(post_video_id="abcDEF12345"))
    assert (found.guid, found.fetched) == (mint(FEED, "abcDEF12345", "lewis"), NOW.replace(microsecond=0))
    assert found.video
    assert (found.video.id, found.video.title) == ("abcDEF12345", None)
    assert found.audio
    assert (found.audio.name, found.audio.type, found.audio.duration, found.audio.origin) == ("audio.wav", "audio/wav", 2000, "host")
    assert found.captions
    assert (found.captions.name, found.captions.type, found.captions.language) == ("captions.en.vtt", "text/vtt", "en")
    assert sorted(path.name for path in request_.folder.iterdir()) == ["audio.wav", "captions.en.vtt", "recording.json"]


def test_a_second_fetch_changes_no_byte(request_: Request) -> None:
    wav(request_.folder / "audio.wav")
    recorded(request_)
    record = request_.folder / "recording.json"
    before = record.read_bytes(), record.stat().st_mtime_ns
    recorded(request_, LATER)
    recorded(request_._replace(again=True), LATER)
    assert (record.read_bytes(), record.stat().st_mtime_ns) == before


@pytest.mark.parametrize("later", [0, 10**18])
def test_a_changed_file_is_recorded_anew_under_the_same_guid(request_: Request, later: int) -> None:
    """One that was written at the very time of the record, too."""
    path = wav(request_.folder / "audio.wav")
    first = recorded(request_)
    wav(path, level=7)  # as long as before
    written = (request_.folder / "recording.json").stat().st_mtime_ns + later
    os.utime(path, ns=(written, written))
    second = recorded(request_._replace(post_video_id="abcDEF12345"), LATER)
    assert first.audio
    assert second.audio
    assert (first.guid, first.fetched, first.audio.bytes) == (second.guid, second.fetched, second.audio.bytes)
    assert first.audio.sha256 != second.audio.sha256


def test_the_file_that_the_post_names_comes_first(request_: Request) -> None:
    wav(request_.folder / "audio.wav", 1)
    named = wav(request_.folder.parent.parent / "sound" / "one.wav", 3)
    found = recorded(request_._replace(named=Named(named)))
    assert found.audio
    assert (found.audio.name, found.audio.duration) == ("../../sound/one.wav", 3000)


def test_sound_that_lives_in_a_store_stays_on_record(request_: Request) -> None:
    path = wav(request_.folder / "audio.wav")
    first = recorded(request_)
    path.unlink()
    assert recorded(request_, LATER) == first


def test_a_video_lends_its_sound_only_where_none_came_from_youtube(request_: Request) -> None:
    wav(request_.folder / "video.mp4")
    fetched = RecordedFile("recording.m4a", "audio/mp4", 5, "0" * 64, "youtube", 2000)
    beside = material.look(request_.folder)
    assert material.find(beside, Named(), None, ()).audio == request_.folder / "video.mp4"
    assert material.find(beside, Named(), None, (fetched,)).audio is None


def test_of_two_sounds_side_by_side_one_is_used_and_told(request_: Request) -> None:
    for name in ("audio.wav", "audio.flac", "Audio.MP3"):
        wav(request_.folder / name)
    found = recorded(request_)
    assert found.audio
    assert found.audio.name == "Audio.MP3"
    [problem] = material.problems(material.find(material.look(request_.folder), Named(), None, ()), "episodes/lewis.md")
    assert str(problem) == (
        "episodes/lewis.md:1: warning: Audio.MP3 is used as the sound, and audio.flac and audio.wav beside it are not used "
        "(delete what is not needed, or name the right file as `audio:` in the post)"
    )
    named = material.find(material.look(request_.folder), Named(request_.folder / "audio.wav"), None, ())
    assert (named.audio, material.problems(named, "episodes/lewis.md")) == (request_.folder / "audio.wav", ())


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("Thumbnail.HEIC",), ["Thumbnail.HEIC is in a format that is not read (save it as thumbnail.jpg)"]),
        (
            ("video.mkv", "audio.amr"),
            [
                "audio.amr is in a format that is not read (save it as audio.mp3)",
                "video.mkv is in a format that is not read (save it as video.mp4)",
            ],
        ),
        (("thumbnail.psd", "thumbnail.png"), []),
        (("captions.vtt.bak", "audio.m4a.part", "video.info.json"), []),
    ],
)
def test_a_file_in_a_format_that_is_not_read_is_told_if_there_is_no_other(
    request_: Request, names: tuple[str, ...], told: list[str]
) -> None:
    for name in names:
        (request_.folder / name).write_bytes(b"bytes")
    found = material.problems(material.find(material.look(request_.folder), Named(), None, ()), "episodes/lewis.md")
    assert [str(problem) for problem in found] == [f"episodes/lewis.md:1: warning: {each}" for each in told]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("Lewis final.VTT", "notes.txt", "links.json"), ["Lewis final.VTT is not read, because of its name (rename it to captions.vtt)"]),
        (("audio.wav", "audio.srt", "audio.vtt", "audio.json"), ["audio.vtt is not read, because of its name (rename it to captions.vtt)"]),
        (("captions_en.srt",), ["captions_en.srt is not read, because of its name (rename it to captions.srt)"]),
        (("captions.txt", "lewis.vtt"), []),
        (("captions.en.json3", "lewis.vtt"), []),
        (("lewis.vtt.bak", "lewis.mp3", "vtt"), []),
    ],
)
def test_captions_under_another_name_are_told_if_there_are_no_others(request_: Request, names: tuple[str, ...], told: list[str]) -> None:
    for name in names:
        (request_.folder / name).write_bytes(b"bytes")
    found = material.problems(material.find(material.look(request_.folder), Named(), None, ()), "episodes/lewis.md")
    assert [str(problem) for problem in found] == [f"episodes/lewis.md:1: warning: {each}" for each in told]


def test_the_picture_that_the_post_names(request_: Request) -> None:
    wav(request_.folder / "audio.wav")
    (request_.folder / "thumbnail.jpg").write_bytes(b"usual")
    named = request_.folder.parent / "pictures" / "ada.PNG"
    named.parent.mkdir()
    named.write_bytes(b"named")
    for own, name in (
        (named, "../pictures/ada.PNG"),
        (Path("/blog/assets/ada.png"), "thumbnail.jpg"),
        (named.with_name("no.png"), "thumbnail.jpg"),
    ):
        found = recorded(request_._replace(named=Named(picture=own)))
        assert found.thumbnail
        assert found.thumbnail.name == name


def test_another_machine_gets_what_is_on_record_and_the_files_that_the_post_names_in_the_folder_of_the_show(request_: Request) -> None:
    """A post could name any file of this machine."""
    beside, sound = (wav(request_.folder / path) for path in ("audio.wav", "../../sound/one.wav"))
    outside = wav(request_.folder / "../../../outside.wav")
    for named, sent in (
        ((None, None), [beside]),
        ((sound, None), [beside, sound]),
        ((sound, request_.folder / "../no.png"), [beside, sound]),
        ((outside, sound), [beside, sound]),
    ):
        asked = request_._replace(named=Named(*named))
        assert list(RemoteRequest(asked, NOW).needs) == sent


def test_captions_in_the_language_of_the_post_win(request_: Request) -> None:
    wav(request_.folder / "audio.wav")
    for name in ("captions.de.json3", "captions.en-GB.srt", "captions.vtt"):
        (request_.folder / name).write_text(VTT)
    found = recorded(request_)
    assert found.captions
    assert (found.captions.name, found.captions.language) == ("captions.en-GB.srt", "en-GB")


def test_youtubes_captions_that_a_person_corrected_are_the_hosts(request_: Request) -> None:
    wav(request_.folder / "audio.wav")
    ours = RecordedFile("captions.en.json3", "application/json", 5, "0" * 64, "youtube", None, "json3", "en", "automatic")
    (request_.folder / "captions.en.json3").write_text('{"events": []}')
    (request_.folder / "recording.json").write_text(compose(Recording("kept", NOW, None, None, ours, None)))
    found = recorded(request_)
    assert found.captions
    assert (found.guid, found.captions.origin) == ("kept", "host")


def test_a_hosts_file_beside_one_of_youtubes_is_used_by_every_run(request_: Request) -> None:
    """The second run does not find YouTube's file on record any more, since the host's has taken its place."""
    wav(request_.folder / "audio.wav")
    files = {"captions.en.json3": '{"events": []}', "thumbnail.jpg": "theirs"}
    for name, text in files.items():
        (request_.folder / name).write_text(text)
    captions, picture = (
        RecordedFile(name, kind, len(text), sha256(text.encode()).hexdigest(), "youtube", None, None, language)
        for (name, text), kind, language in zip(files.items(), ("application/json", "image/jpeg"), ("en", None), strict=True)
    )
    (request_.folder / "recording.json").write_text(compose(Recording("kept", NOW, None, None, captions, picture)))
    (request_.folder / "captions.srt").write_text(VTT)
    (request_.folder / "thumbnail.png").write_bytes(b"ours")
    first = recorded(request_)
    assert first.captions
    assert first.thumbnail
    assert (first.captions.name, first.thumbnail.name) == ("captions.srt", "thumbnail.png")
    assert recorded(request_, LATER) == first


def test_nothing_to_record(request_: Request) -> None:
    assert refused(request_).reason is refusal.NO_VIDEO
    assert not (request_.folder / "recording.json").exists()


def test_a_named_file_that_is_not_there(request_: Request) -> None:
    found = refused(request_._replace(named=Named(request_.folder / "one.mp3")))
    assert (found.reason, found.detail) == (refusal.NO_FILE, "lewis/one.mp3")


def test_a_named_file_outside_the_show(request_: Request, tmp_path: Path) -> None:
    outside = wav(tmp_path.parent / f"{tmp_path.name}-outside.wav")
    assert refused(request_._replace(named=Named(outside))).reason is refusal.OUTSIDE


@pytest.mark.parametrize(
    ("text", "what", "step"),
    [
        ("<!doctype html><title>404</title>", "is a web page, not a recording", "get the recording again, "),
        ("version https://git-lfs.github.com/spec/v1\n", "is a Git LFS pointer, not the recording itself", "run `git lfs pull`"),
    ],
)
def test_what_calls_itself_sound_is_told_for_what_it_is(request_: Request, text: str, what: str, step: str) -> None:
    (request_.folder / "audio.mp3").write_text(text)
    found = refused(request_)
    assert (found.reason, found.detail) == (refusal.NO_SOUND, f"audio.mp3: {what}")
    assert found.step.startswith(step)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"schema": 1,', "line 1: this is not JSON: Expecting property name enclosed in double quotes"),
        (
            '{\n  "schema": 1,\n<<<<<<< HEAD\n  "guid": "a"\n=======\n  "guid": "b"\n>>>>>>> other\n}\n',
            "line 3: a merge conflict was not resolved here",
        ),
    ],
)
def test_a_damaged_record_is_not_overwritten_unasked(request_: Request, text: str, why: str) -> None:
    wav(request_.folder / "audio.wav")
    record = request_.folder / "recording.json"
    record.write_text(text)
    found = refused(request_)
    assert (found.reason, found.detail) == (refusal.RECORD, why)
    assert record.read_text() == text
    assert recorded(request_._replace(again=True)).guid == mint(FEED, None, "lewis")


def test_a_newer_record_is_never_overwritten(request_: Request) -> None:
    wav(request_.folder / "audio.wav")
    (request_.folder / "recording.json").write_text('{"schema": 99}')
    assert refused(request_._replace(again=True)).reason is refusal.NEWER_RECORD


@pytest.mark.parametrize(
    ("cut", "offset", "misfit"),
    [
        (slice(0, 0), 12_000, None),
        (slice(2_400, 3_000), 0, "the sound was cut in between, so the captions are off by -18.0 seconds and by +12.0 seconds"),
    ],
)
def test_captions_of_the_video_beside_a_sound_with_an_intro(request_: Request, cut: slice, offset: int, misfit: str | None) -> None:
    words = talk(6)
    loud = peaks(words, 12_000)
    del loud[cut]
    write_wav(request_.folder / "audio.wav", loud)
    (request_.folder / "captions.vtt").write_text(vtt(words))
    found = recorded(request_)
    assert (found.offset, found.misfit) == (offset, misfit)
    assert recorded(request_, LATER) == found
    assert [problem.message for problem in warnings(found, "recording.json")] == (
        []
        if misfit is None
        else [
            f"the captions do not fit the sound: {misfit}; the chapters and the timed transcript will be missing",
        ]
    )


def test_the_hosts_captions_on_another_clock_than_the_sound_that_has_just_come_from_the_video(request_: Request) -> None:
    words = talk(6)
    (request_.folder / ".fetch").mkdir()
    write_wav(request_.folder / ".fetch" / "audio.wav", peaks(words, 12_000))
    (request_.folder / "captions.vtt").write_text(vtt(words))
    sound = RecordedFile("audio.wav", "audio/wav", 5, "0" * 64, "youtube", 400_000)
    theirs = RecordedFile("captions.vtt", "text/vtt", 5, "0" * 64, "host", None, "vtt", "en")
    video = RecordedVideo("abcdefghijk", duration=400_000)
    for known in (None, video):
        found = synchrony.compared(Recording("kept", NOW, known, sound, theirs, None), None, request_.folder)
        assert (found.offset, found.misfit) == (12_000, None)


def test_captions_that_go_on_after_the_sound_has_ended(request_: Request) -> None:
    wav(request_.folder / "audio.wav", 2)
    (request_.folder / "captions.vtt").write_text("WEBVTT\n\n00:48.000 --> 00:50.000\nGood morning everybody\n")
    assert recorded(request_).misfit == "the sound lasts 0:02, but the captions go on until 0:50"


def test_a_machine_that_only_releases_asks_for_nothing(request_: Request) -> None:
    def asked(request: Request) -> Recording | Refusal:
        return Session(NOWHERE._replace(fetch=False), NOW, silent).fetch(request)

    request = request_._replace(post_video_id="abcdefghijk")
    assert asked(request) == Refusal("lewis", refusal.SWITCHED_OFF)
    sound = RecordedFile("recording.m4a", "audio/mp4", 9, "", "youtube", 2000)
    known = Recording("g", NOW, RecordedVideo("abcdefghijk"), sound, None, None)
    (request.folder / "recording.json").write_text(compose(known), "utf-8")
    assert asked(request._replace(sound_needed=True)) == Refusal("lewis", refusal.NOT_HERE)
    assert isinstance(asked(request), Recording), "its sound lives in a store"


def test_a_post_that_was_renamed_without_its_folder_is_not_asked_about_anew(request_: Request) -> None:
    request, episodes = request_._replace(post_video_id="abcdefghijk"), request_.folder.parent
    (episodes / "lewis.md").touch()
    (episodes / "before").mkdir()
    (episodes / "before.md").touch()
    known = Recording("g", NOW, RecordedVideo("abcdefghijk"), None, None, None)
    (episodes / "before/recording.json").write_text(compose(known), "utf-8")

    def answers() -> list[Recording | Refusal | None]:
        told = Session(NOWHERE._replace(fetch=False), NOW, silent).fetch(request)
        return [told, foreseen(request, material.look(request.folder), NOW, asks=False)]

    assert answers() == [Refusal("lewis", refusal.SWITCHED_OFF)] * 2, "another post has the same video"
    (episodes / "before.md").unlink()
    renamed = Refusal("lewis", refusal.RENAMED, "episodes/before/")
    assert answers() == [renamed] * 2
    assert foreseen(request, material.look(request.folder), NOW, asks=True) == renamed
    assert not Session(NOWHERE, NOW, silent).lacks(request), "no other machine is sent to ask either"
    request = request._replace(again=True)
    assert answers()[0] == Refusal("lewis", refusal.SWITCHED_OFF), "it is asked about if the host says so"
    request = request._replace(again=False, post_video_id="kjihgfedcba")
    assert answers() == [Refusal("lewis", refusal.SWITCHED_OFF)] * 2, "another video"


def test_a_plan_foresees_a_refusal_of_a_new_video_only_where_youtube_is_never_asked(request_: Request) -> None:
    beside, asking = material.look(request_.folder), request_._replace(post_video_id="abcDEF12345")
    switched_off = Refusal("lewis", refusal.SWITCHED_OFF)
    expected = {(asking, True): None, (asking, False): switched_off, (request_, True): None, (request_, False): None}
    assert {(one, asks): foreseen(one, beside, NOW, asks=asks) for one, asks in expected} == expected


def test_a_plan_foresees_what_a_publish_records(request_: Request) -> None:
    wav(request_.folder / "audio.wav")
    (request_.folder / "captions.vtt").write_text(VTT)
    assert foreseen(request_, material.look(request_.folder), NOW, asks=True) is None, "it is new"
    recorded(request_)

    def longer() -> None:
        wav(request_.folder / "audio.wav", 4)

    def empty() -> None:
        (request_.folder / "audio.wav").write_bytes(b"")

    def another() -> None:
        (request_.folder / "captions.vtt").write_text(VTT.replace("Good", "Fine"))

    for change in (longer, another, (request_.folder / "captions.vtt").unlink, empty, (request_.folder / "audio.wav").unlink):
        change()
        beside, before = material.look(request_.folder), (request_.folder / "recording.json").read_bytes()
        ahead = foreseen(request_, beside, NOW, asks=True)
        assert (request_.folder / "recording.json").read_bytes() == before
        assert ahead == at_hand(request_, beside, NOW, asks=True)


@pytest.mark.parametrize("origin", ["host", "youtube"])
def test_a_machine_that_only_releases_takes_no_captions_from_the_record(request_: Request, origin: str) -> None:
    """Where somebody has committed the record without them, as of what is published from a store."""
    request = request_._replace(post_video_id="abcDEF12345")
    wav(request.folder / "audio.wav")
    (request.folder / "captions.en.vtt").write_text(VTT)
    known = recorded(request)
    assert known.captions
    known = known._replace(captions=known.captions._replace(origin=origin))
    (request.folder / "recording.json").write_text(compose(known), "utf-8")
    (request.folder / "captions.en.vtt").unlink()
    before = (request.folder / "recording.json").read_bytes()
    found = Session(NOWHERE._replace(fetch=False), NOW, silent).fetch(request)
    assert found == Refusal("lewis", refusal.NO_CAPTIONS, "captions.en.vtt")
    beside = material.look(request.folder)
    assert at_hand(request, beside, NOW, asks=False) == foreseen(request, beside, NOW, asks=False) == found, (
        "a plan says what a publish does"
    )
    assert foreseen(request, beside, NOW, asks=True) == known, "at a desk they are fetched first"
    assert (request.folder / "recording.json").read_bytes() == before
    if origin == "host":
        assert recorded(request).captions is None, "at a desk that is the host's will"
        (request.folder / "recording.json").write_bytes(before)
    Session(NOWHERE._replace(fetch=False), NOW, silent).fetch(request._replace(again=True))
    assert recorded(request).captions is None, "and here where they ask for it"
