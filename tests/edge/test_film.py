"""A host's video file: copied as it is, its index in front, without what else it says."""

import hashlib
from base64 import b64encode
from pathlib import Path

import pytest
from mutagen.mp4 import MP4

from pipeline.derive.chapters import Chapter
from pipeline.edge import files, film, material
from pipeline.edge.media import audio
from pipeline.edge.media.sound import SoundError
from tests.media.make import ffmpeg

PICTURES = ("-f", "lavfi", "-i", "testsrc=s=320x180:r=5:d=3")
TONE = ("-f", "lavfi", "-i", "sine=d=3")


def made(path: Path, *words: str) -> Path:
    ffmpeg(*words, path)
    return path


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    how = ("-c:v", "libx264", "-c:a", "aac", "-metadata", "title=secret")
    return made(tmp_path_factory.mktemp("video") / "video.mp4", *PICTURES, *TONE, *how)


def test_it_starts_at_once_and_tells_what_it_is(video: Path, tmp_path: Path) -> None:
    found = film.prepare(video, tmp_path / "out.mp4")
    data = found.path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert b"secret" not in data
    assert (found.type, found.bytes, found.height, found.codec, found.is_known) == ("video/mp4", len(data), 180, "h264", True)
    assert found.duration == pytest.approx(3000, abs=100)
    assert found.integrity == f"sha256-{b64encode(hashlib.sha256(data).digest()).decode()}"
    assert audio.probe(found.path).pictures
    assert film.prepare(video, tmp_path / "again.mp4").path.read_bytes() == data


def test_its_chapters_stand_in_it_as_players_read_them(video: Path, tmp_path: Path) -> None:
    titles = ("Introduction", "What = that; a #question\\?", "\u00fc" * 100)
    marks = tuple(Chapter(number * 1000, number * 1000 + 1000, title, number, 1.0) for number, title in enumerate(titles))
    found = film.prepare(video, tmp_path / "out.mp4", marks)
    data = found.path.read_bytes()
    assert b"secret" not in data
    assert [(chapter.start, chapter.title) for chapter in MP4(found.path).chapters] == [
        (0, titles[0]),
        (1, titles[1]),
        (2, "\u00fc" * 63),
    ]
    assert b"chap" in data  # a QuickTime chapter track is referred to
    assert found.duration == pytest.approx(3000, abs=100)
    assert film.prepare(video, tmp_path / "again.mp4", marks).path.read_bytes() == data


def test_it_is_no_longer_than_it_is_where_the_sound_is(video: Path, tmp_path: Path) -> None:
    marks = tuple(Chapter(number * 2000, number * 2000 + 2000, str(number), number, 1.0) for number in range(4))
    found = film.prepare(video, tmp_path / "out.mp4", marks)
    assert [chapter.start for chapter in MP4(found.path).chapters] == [0, 2]
    assert audio.header(found.path).declared == pytest.approx(3000, abs=100)


def test_what_not_every_app_shows_is_known(tmp_path: Path) -> None:
    source = made(tmp_path / "video.mov", *PICTURES, *TONE, "-c:v", "mjpeg", "-c:a", "aac")
    found = film.prepare(source, tmp_path / "out.mov")
    assert (found.type, found.codec, found.is_known) == ("video/quicktime", "mjpeg", False)


@pytest.mark.parametrize(("words", "told"), [(TONE, "has no pictures"), (PICTURES, "has no sound track")])
def test_half_a_video(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    with pytest.raises(SoundError, match=told):
        film.prepare(made(tmp_path / "video.mp4", *words), tmp_path / "out.mp4")


def test_it_is_found_by_its_name(tmp_path: Path) -> None:
    assert material.video(material.look(tmp_path)) is None
    for name in ("video.webm", "video.mov", "video.mp4"):
        (tmp_path / name).write_bytes(b"x")
    assert material.video(material.look(tmp_path)) == tmp_path / "video.mp4"
    before = files.state(tmp_path / "video.mp4")
    (tmp_path / "video.mp4").write_bytes(b"xy")
    assert files.state(tmp_path / "video.mp4") != before
