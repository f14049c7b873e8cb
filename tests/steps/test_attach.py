"""Episodes from the host's own files: whose clock captions are laid on, what sound and pictures become, what is said of damage."""

import io
import json
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from PIL import Image

from pipeline import stages
from pipeline.content import read_show
from pipeline.content.show import Show
from pipeline.derive.chapters import Chapter
from pipeline.derive.earlier import reader
from pipeline.derive.sound_tags import SoundTags
from pipeline.edge import files
from pipeline.edge.media import audio
from pipeline.edge.settings import Pace, Settings
from pipeline.keep.workshop import Workshop
from pipeline.run import Silent, Workers
from pipeline.steps import drawings, prepare, releases
from pipeline.steps.built import Built
from pipeline.steps.staff import Staff
from tests.media.make import ffmpeg, sound, video
from tests.talk import markdown, peaks, spelled, talk, vtt, write_wav
from tests.watcher import Watcher

NOW = datetime(2026, 11, 22, tzinfo=UTC)
NOWHERE = Settings(proxy="http://127.0.0.1:9", pace=Pace(0, 0))
FEED = "title: Talks\nurl: https://talks.example\ndescription: We talk.\nhost: Ben Holt\n"
WORDS = spelled(talk(4))
BODY, ASKED = markdown(WORDS)


class Desk(NamedTuple):
    """A show with one episode, `ada`."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "episodes" / "ada"

    def build(self, more: str = "", watcher: Silent | None = None) -> Built:
        show, problems = read_show.read(f"{FEED}{more}".encode(), "feeds/talks.yaml")
        assert isinstance(show, Show), problems
        watcher = watcher or Silent()
        return stages.build(self.root, show, stages.session(NOWHERE, NOW, watcher), Staff(watcher, Workers()))

    def said(self, more: str = "") -> list[str]:
        return [str(problem) for problem in self.build(more).problems]

    def starts(self) -> dict[str, int]:
        told = json.loads((self.build().site.beside / "ada/chapters.json").read_text(encoding="utf-8"))
        return {chapter["title"]: round(chapter["startTime"] * 1000) for chapter in told["chapters"][1:]}


def pictures(built: Built) -> dict[str, Path]:
    return {path: built.site.beside / path for path in built.files if path.endswith(".jpg")}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.folder.mkdir(parents=True)
    head = "---\ntitle: Talks - Ada Quill\ndate: 2026-10-01T08:00:00Z\nguests: [Ada Quill]\n---\n\nA talk with Ada Quill.\n\n"
    (tmp_path / "episodes/ada.md").write_text(head + BODY)
    (made.folder / "captions.vtt").write_text(vtt(WORDS))
    return made


def test_captions_are_laid_on_the_clock_of_a_sound_with_an_intro(desk: Desk) -> None:
    write_wav(desk.folder / "audio.wav", peaks(WORDS, 12_000))
    starts = desk.starts()
    assert len(starts) >= 4
    for question, start in starts.items():
        assert abs(start - (ASKED[question] + 12_000)) < 700, question


def test_captions_that_do_not_fit_are_not_used_and_that_is_told(desk: Desk) -> None:
    loud = peaks(WORDS, 12_000)
    del loud[2_400:3_000]
    write_wav(desk.folder / "audio.wav", loud)
    built = desk.build()
    assert (list(built.episodes), built.failed) == (["ada"], ())
    assert not [path for path in built.files if "chapters" in path or "transcript" in path]
    [said] = [str(problem) for problem in built.problems if "captions" in problem.message]
    assert said.startswith("episodes/ada/recording.json:1: warning: the captions do not fit the sound: the sound was cut in between")


def test_captions_that_do_not_fit_show_notes_are_told_too(desk: Desk) -> None:
    sound(desk.folder / "audio.mp3", seconds=10)
    post = desk.root / "episodes/ada.md"
    post.write_text(post.read_text(encoding="utf-8").replace(BODY, "0:00 Wax\n0:05 Honey\n0:09 Smoke\n"), encoding="utf-8")
    [said] = [said for said in desk.said() if "captions" in said]
    assert said.startswith("episodes/ada/recording.json:1: warning: the captions do not fit the sound: ")
    assert "; the timed transcript will be missing (" in said


def test_the_feed_says_the_guid_on_record_unless_the_post_has_its_own(desk: Desk) -> None:
    sound(desk.folder / "audio.mp3")
    post = desk.root / "episodes/ada.md"

    def said() -> str:
        (item,) = reader.read(((desk.build().site.beside / "feed.xml").read_bytes(),)).items
        return item.guid

    assert said() == json.loads((desk.folder / "recording.json").read_text(encoding="utf-8"))["guid"]
    post.write_text(post.read_text(encoding="utf-8").replace("guests:", "guid: of-old\nguests:", 1), encoding="utf-8")
    assert said() == "of-old"


@pytest.mark.parametrize(
    ("name", "told"), [("captions.vtt", True), ("captions.en.vtt", True), ("captions.de.vtt", False)], ids=["a", "language", "translation"]
)
def test_captions_are_the_transcript_of_a_post_with_show_notes_alone(desk: Desk, name: str, *, told: bool) -> None:
    sound(desk.folder / "audio.mp3", seconds=10)
    (desk.folder / "captions.vtt").unlink()
    (desk.folder / name).write_text("WEBVTT\n\n00:00.500 --> 00:04.000\n<v Ada Quill>Wax is patient.\n")
    post = desk.root / "episodes/ada.md"
    post.write_text(post.read_text(encoding="utf-8").replace(BODY, "## Links\n\n- [Hives](https://hives.example)\n"), encoding="utf-8")
    built = desk.build()
    files = {path: built.site.beside / path for path in built.files}
    assert [suffix for suffix in ("vtt", "srt", "json") if f"ada/transcript.{suffix}" in files] == (["vtt", "srt", "json"] if told else [])
    assert ("<b>Ada Quill</b>" in files["ada/index.html"].read_text(encoding="utf-8")) is told
    assert (b"podcast:transcript" in files["feed.xml"].read_bytes()) is told
    if told:
        assert "<v Ada Quill>Wax is patient.\n" in files["ada/transcript.vtt"].read_text(encoding="utf-8")


def test_no_captions_are_told_once(desk: Desk) -> None:
    sound(desk.folder / "audio.mp3")
    (desk.folder / "captions.vtt").unlink()
    assert [said.partition("(")[0] for said in desk.said()] == [
        "episodes/ada/recording.json:1: warning: no captions; the chapters and the timed transcript will be missing "
    ]


@pytest.mark.parametrize("name", ["audio.mp3", "audio.flac", "audio.wav"])
def test_a_sound_that_was_cut_off_waits_and_what_was_published_stays(desk: Desk, name: str) -> None:
    """An hourly job meets a file that is half copied sooner or later, and apps download an episode once."""
    (desk.folder / "captions.vtt").unlink()
    whole, half = sound(desk.root / name, seconds=60), desk.folder / name
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    for _ in range(2):
        built = desk.build()
        assert (built.episodes, built.failed) == ({}, ("ada",))
        [said] = [str(problem) for problem in built.problems if "cut off" in problem.message]
        assert re.fullmatch(
            rf"episodes/ada\.md:1: the sound file cannot be used \[{name}: ends at 0:(29|30|31) but its header says 1:00: it is cut off\] "
            r"\(copy it here again or, if it is complete, export it again\)",
            said,
        )
    half.write_bytes(whole.read_bytes())
    built = desk.build()
    assert (list(built.episodes), built.failed) == (["ada"], ())
    releases.release(desk.root, built)
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 3])
    built = desk.build()
    assert (list(built.episodes), built.failed) == (["ada"], ("ada",))


@pytest.mark.parametrize("name", ["audio.mp3", "audio.flac"])
def test_a_sound_that_is_on_record_as_cut_off_is_refused(desk: Desk, name: str) -> None:
    """As an older program put it on record, which refused it only here."""
    (desk.folder / "captions.vtt").unlink()
    path, record = sound(desk.folder / name, seconds=60), desk.folder / "recording.json"
    assert list(desk.build().episodes) == ["ada"]
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    text = json.loads(record.read_text(encoding="utf-8"))
    text["audio"] |= {"bytes": path.stat().st_size, "sha256": files.digest(path), "duration": audio.probe(path).duration}
    record.write_text(json.dumps(text), encoding="utf-8")
    built = desk.build()
    assert (built.episodes, built.failed) == ({}, ("ada",))
    [said] = [str(problem) for problem in built.problems if "cut off" in problem.message]
    assert said.startswith(f"episodes/ada.md:1: {name}: ends at 0:")


@pytest.mark.parametrize("data", [b"", b"<!doctype html>", b"\0" * 5000, b"ID3"])
def test_what_is_no_sound_is_told_and_fails_its_episode_only(desk: Desk, data: bytes) -> None:
    (desk.folder / "audio.mp3").write_bytes(data)
    built = desk.build()
    assert (built.episodes, built.failed) == ({}, ("ada",))
    assert [str(problem).partition(" [")[0] for problem in built.problems] == [
        "episodes/ada.md:1: the sound file cannot be used",
    ]


def test_sound_is_encoded_when_the_feed_file_asks(desk: Desk) -> None:
    sound(desk.folder / "audio.wav", "-af", "volume=-12dB", seconds=20)
    as_it_comes = desk.build()
    assert as_it_comes.loudness.endswith(" LUFS")
    assert [problem.message[:20] for problem in as_it_comes.problems if "LUFS" in problem.message] == ["far from -16 LUFS, t"]
    heard = Watcher()
    built = desk.build("audio: {format: mp3, bitrate: 96k, loudness: -16}\n", heard)
    assert built.loudness == "loudness: -16.0 LUFS"
    assert not [problem for problem in built.problems if "LUFS" in problem.message]
    path = built.site.beside / "media/ada.mp3"
    assert abs(audio.loudness(path).integrated + 16) < 0.6
    assert any(said.startswith("attaching: ada: sound ") for said in heard.said)
    assert list(ID3(path).getall("TIT2")[0].text) == ["Ada Quill"]
    again = Watcher()
    assert desk.build("audio: {format: mp3, bitrate: 96k, loudness: -16}\n", again).files == built.files
    assert again.said == []
    assert not list(desk.root.glob(".pipeline/talks/ada.ready.m4a"))


def test_loudness_is_measured_once_for_a_sound(desk: Desk) -> None:
    sound(desk.folder / "audio.mp3")
    first, second = Watcher(), Watcher()
    one = desk.build(watcher=first)
    post = desk.root / "episodes/ada.md"
    post.write_text(post.read_text() + "\n**Ada:** One more thing.\n")
    other = desk.build(watcher=second)
    assert any(said.startswith("attaching: ada: loudness ") for said in first.said)
    assert not any("loudness" in said for said in second.said)
    assert one.loudness == other.loudness != ""


def test_the_loudness_is_that_of_the_sound_of_today(desk: Desk) -> None:
    sound(desk.folder / "audio.mp3")
    before = desk.build().loudness
    sound(desk.folder / "audio.mp3", "-af", "volume=-12dB")
    assert desk.build().loudness != before != ""


def size(picture: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(picture)).size


def test_the_cover_in_the_sound_is_small_and_links_have_a_card(desk: Desk) -> None:
    sound(desk.folder / "audio.m4a", seconds=20)
    Image.new("RGB", (1600, 900), (40, 90, 200)).save(desk.folder / "thumbnail.png")
    built = desk.build()
    [inside] = MP4(built.site.beside / "media/ada.m4a").tags["covr"]
    sizes = {name: size(path.read_bytes()) for name, path in pictures(built).items()}
    assert size(bytes(inside)) == (1400, 1400)
    assert sizes == {
        "ada/cover.jpg": (3000, 3000),
        "ada/card.jpg": (1200, 630),
        "assets/cover.jpg": (3000, 3000),
        "assets/card.jpg": (1200, 630),
        "assets/icon.jpg": (512, 512),
    }
    assert b'<meta property="og:image" content="https://talks.example/ada/card.jpg">' in (built.site.beside / "ada/index.html").read_bytes()
    assert b'<meta property="og:image" content="https://talks.example/assets/card.jpg">' in (built.site.beside / "index.html").read_bytes()


def test_pictures_are_drawn_once(desk: Desk) -> None:
    sound(desk.folder / "audio.mp3")
    before = {name: path.stat().st_mtime_ns for name, path in pictures(desk.build()).items()}
    post = desk.root / "episodes/ada.md"
    post.write_text(post.read_text() + "\n**Ada:** One more thing.\n")
    assert {name: path.stat().st_mtime_ns for name, path in pictures(desk.build()).items()} == before


def test_pictures_that_are_no_longer_made_are_not_kept(desk: Desk) -> None:
    sound(desk.folder / "audio.mp3")
    own, kept = desk.folder / "thumbnail.png", desk.root / ".pipeline/talks"
    Image.new("RGB", (1600, 900), (40, 90, 200)).save(own)
    desk.build()
    before = {path.name for path in kept.glob("*.jpg")}
    former, neighbour = kept / "ada.inside.jpg", kept / "ada.b.cover.jpg"  # what an earlier version called it; another episode's
    for path in (former, neighbour):
        path.write_bytes(b"")
    own.unlink()
    desk.build()
    assert {path.name for path in kept.glob("*.jpg")} == before - {"ada.cover.jpg", "ada.embedded.jpg"} | {neighbour.name}


@pytest.mark.parametrize(
    ("data", "what", "step"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(2000) + b"\xff\xd9", "is damaged, or its format is unknown", "save it again as JPEG or PNG"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "is in HEIC format, as phones save it, which cannot be read", "save it as JPEG or PNG"),
        (b"version https://git-lfs.github.com/spec/v1\n", "is a Git LFS pointer, not the picture itself", "run `git lfs pull`"),
        (b"", "is empty", "put another picture there"),
    ],
)
def test_a_damaged_picture_gives_way_to_the_shows(desk: Desk, data: bytes, what: str, step: str) -> None:
    sound(desk.folder / "audio.mp3")
    (desk.folder / "thumbnail.jpg").write_bytes(data)
    built = desk.build()
    assert list(built.episodes) == ["ada"]
    [said] = [str(problem) for problem in built.problems if "thumbnail" in problem.message]
    assert said == f"episodes/ada.md:1: warning: thumbnail.jpg: the picture {what}; the show's cover is used ({step})"
    assert files.digest(pictures(built)["ada/cover.jpg"]) == files.digest(pictures(built)["assets/cover.jpg"])


@pytest.fixture
def tagged(tmp_path: Path) -> Callable[[str], Path]:
    """What gives the tagged sound of `ada.ready.m4a`, a minute long, with this title of its second chapter."""
    source, cover, workshop = sound(tmp_path / "ada.ready.m4a", seconds=60), tmp_path / "cover.jpg", Workshop(tmp_path / "kept")
    Image.new("RGB", (1400, 1400), (40, 90, 200)).save(cover)

    def tagged(title: str) -> Path:
        marks = (Chapter(0, 30_000, "Introduction", None, 1.0), Chapter(30_000, 60_000, title, 7, 1.0))
        return prepare.tagged("ada", source, SoundTags("Ada", "Talks"), marks, drawings.embedded(cover), workshop=workshop)

    return tagged


def test_a_changed_chapter_is_written_into_the_sound_in_its_place(tagged: Callable[[str], Path], tmp_path: Path) -> None:
    """Of a file that no site holds; one that listeners have is never written to."""
    before = tagged("Why?")
    inode, length = before.stat().st_ino, before.stat().st_size
    after = tagged("How?")
    assert (after, after.stat().st_ino, after.stat().st_size) == (before, inode, length)
    assert [chapter.title for chapter in MP4(after).chapters] == ["Introduction", "How?"]
    (tmp_path / "listened.m4a").hardlink_to(after)
    again = tagged("When?")
    assert (again.stat().st_ino == inode, again.stat().st_size) == (False, length)
    assert [chapter.title for chapter in MP4(tmp_path / "listened.m4a").chapters] == ["Introduction", "How?"]


def test_a_changed_chapter_is_written_anew_where_the_sound_has_changed_or_gone(tagged: Callable[[str], Path], tmp_path: Path) -> None:
    before = tagged("Why?").stat().st_size
    sound(tmp_path / "ada.ready.m4a", seconds=90)
    longer = tagged("How?")
    assert longer.stat().st_size > before
    assert MP4(longer).info.length == pytest.approx(90, abs=0.1)
    longer.unlink()
    assert [chapter.title for chapter in MP4(tagged("When?")).chapters] == ["Introduction", "When?"]


@pytest.mark.parametrize("title", ["Why?", "How?"])
def test_a_tagged_sound_that_was_damaged_is_made_anew_whatever_has_changed(tagged: Callable[[str], Path], title: str) -> None:
    """As the sound of a show with a store is, which no site holds: a power cut may leave a part of it."""
    good = tagged("Why?").read_bytes()
    path = tagged(title)
    path.write_bytes(path.read_bytes()[:-1000] + bytes(1000))
    os.utime(path, (0, 0))
    assert tagged("Why?").read_bytes() == good


def test_a_small_picture_and_damaged_captions_are_warnings(desk: Desk) -> None:
    sound(desk.folder / "audio.mp3")
    Image.new("RGB", (800, 450), (40, 90, 200)).save(desk.folder / "thumbnail.png")
    (desk.folder / "captions.vtt").write_text("<html>Sorry</html>")
    built = desk.build()
    assert list(built.episodes) == ["ada"]
    assert [str(problem).partition("(")[0] for problem in sorted(built.problems)] == [
        "episodes/ada.md:1: warning: the picture has only 800 x 450 pixels, so the cover will be blurred ",
        "episodes/ada/captions.vtt:1: warning: this is a web page, not captions; the website did not send the file ",
    ]


@pytest.mark.parametrize("title", ["Bell \\u0007 and \\u0000 nothing", "Half \\ud83d a face", "\\u202eturned", "\\u200b"])
def test_odd_characters_of_titles_never_break_tags(desk: Desk, title: str) -> None:
    sound(desk.folder / "audio.m4a")
    post = desk.root / "episodes/ada.md"
    post.write_text(post.read_text().replace("title: Talks - Ada Quill", f'title: "{title}"').replace("### Why", "### \ufffe\x01Why", 1))
    built = desk.build()
    assert [problem for problem in built.problems if problem.is_error and "title" not in problem.message] == []
    for name in built.files:
        if name.startswith("media/"):
            assert MP4(built.site.beside / name).tags is not None
            ffmpeg("-v", "error", "-xerror", "-i", str(built.site.beside / name), "-f", "null", "-")


def test_a_damaged_picture_of_youtubes_can_be_fetched_again(desk: Desk) -> None:
    sound(desk.folder / "audio.mp3")
    (desk.folder / "thumbnail.jpg").write_bytes(b"no picture")
    post, record = desk.root / "episodes/ada.md", desk.folder / "recording.json"
    post.write_text(post.read_text().replace("guests:", "video: abcDEF12345\nguests:", 1))
    desk.build()
    known = json.loads(record.read_bytes())
    record.write_text(json.dumps(known | {"thumbnail": known["thumbnail"] | {"origin": "youtube"}}), encoding="utf-8")
    [said] = [problem for problem in desk.build().problems if "thumbnail" in problem.message]
    assert said.hint == "run `pipeline fetch ada --again`, or put another picture there"


def test_a_video_that_cannot_be_read_does_not_keep_the_sound_back(desk: Desk) -> None:
    sound(desk.folder / "audio.mp3")
    (desk.folder / "video.mp4").write_bytes(b"no video")
    built = desk.build()
    assert (list(built.episodes), built.failed) == (["ada"], ())
    [said] = [problem for problem in built.problems if "video" in problem.message]
    assert (said.is_error, said.message.endswith("; the episode is published without video")) == (False, True)
    assert [path for path in built.files if path.startswith("media/")] == ["media/ada.mp3"]


@pytest.mark.parametrize(("codec", "said"), [("libx264", []), ("mpeg4", ["video.mp4 is encoded as mpeg4, which not every app can show"])])
def test_a_video_that_not_every_app_can_show_is_told(desk: Desk, codec: str, said: list[str]) -> None:
    sound(desk.folder / "audio.mp3")
    video(desk.folder / "video.mp4", "-c:v", codec)
    built = desk.build()
    assert [problem.message for problem in built.problems if "video" in problem.message] == said
    assert sorted(path for path in built.files if path.startswith("media/")) == ["media/ada.mp3", "media/ada.mp4"]
    assert not [problem for problem in built.problems if problem.is_error]


def test_a_video_is_published_anew_when_it_or_its_chapters_have_changed(desk: Desk) -> None:
    write_wav(desk.folder / "audio.wav", peaks(WORDS, 0))
    post = desk.root / "episodes/ada.md"

    def made() -> MP4:
        return MP4(desk.build().site.beside / "media/ada.mp4")

    for seconds in (40, 50):
        video(desk.folder / "video.mp4", "-r", "1", seconds=seconds)
        assert round(made().info.length) == seconds
    post.write_text(post.read_text().replace("?\n", "?\n<!-- chapter: Wax -->\n", 1))
    assert "Wax" in [chapter.title for chapter in made().chapters]


def test_a_soundbite_that_ends_after_the_sound_is_told(desk: Desk) -> None:
    sound(desk.folder / "audio.mp3", seconds=20.5)
    post = desk.root / "episodes/ada.md"
    post.write_text(post.read_text().replace("guests:", "soundbite: [0:02-0:20 Wax, 0:10-0:30 Honey]\nguests:", 1))
    assert [said for said in desk.said() if "soundbite" in said] == [
        "episodes/ada.md:4: warning: `soundbite: 0:10-0:30 Honey` ends after the sound, which lasts 0:20 (check its times)"
    ]


@pytest.mark.parametrize("data", [None, b"", b"no picture"])
def test_what_is_wrong_with_a_cover_is_told_at_its_line(desk: Desk, data: bytes | None) -> None:
    files.write(desk.root / "feeds/talks.yaml", f"{FEED}cover: cover.png\n".encode())
    if data is not None:
        files.write(desk.root / "feeds/cover.png", data)
    [said] = [said for said in desk.said("cover: cover.png\n") if "feeds/" in said]
    assert said.startswith("feeds/talks.yaml:5: ")
