"""Sound: what is read of it, what is refused, and what it is made ready as."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.content.show import Encoding
from pipeline.edge.media import audio
from pipeline.edge.media.sound import SoundError
from tests.media.make import ffmpeg, sound, video
from tests.media.readers import boxes, heard, packets


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds of talk in every format that a host may have."""
    folder = tmp_path_factory.mktemp("shelf")
    for name in ("talk.mp3", "talk.wav", "talk.flac", "talk.ogg", "talk.aac", "talk.mka", "talk.aiff"):
        sound(folder / name)
    sound(folder / "talk.m4a", "-ac", "1")
    sound(folder / "pieces.m4a", "-movflags", "frag_keyframe+empty_moov+default_base_moof")
    sound(folder / "front.m4a", "-movflags", "+faststart", seconds=8)
    sound(folder / "alac.m4a", "-c:a", "alac")
    sound(folder / "mp3.mkv", "-c:a", "libmp3lame")
    sound(folder / "surround.wav", "-ac", "6", "-ar", "96000")
    for name in ("turns.mp3", "turns.aac"):
        _turning(folder / name)
    video(folder / "talk.mp4")
    video(folder / "talk.webm", "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus")
    ffmpeg("-i", str(folder / "talk.mp3"), "-i", str(_still(folder)), "-map", "0", "-map", "1", "-c", "copy", str(folder / "covered.mp3"))
    return folder


def _turning(target: Path) -> None:
    """Silence, then noise: a bit rate that says nothing of the length, and no header that does."""
    noise = ("-f", "lavfi", "-i", "anoisesrc=d=10:r=44100,volume='gt(t,5)':eval=frame")
    ffmpeg(*noise, *(("-q:a", "2", "-write_xing", "0", "-id3v2_version", "0") if target.suffix == ".mp3" else ()), str(target))


def _still(folder: Path) -> Path:
    ffmpeg("-f", "lavfi", "-i", "color=c=red:s=64x64", "-frames:v", "1", str(folder / "still.jpg"))
    return folder / "still.jpg"


HOLDINGS = {
    "talk.mp3": ("mp3", "mp3", "audio/mpeg", False),
    "covered.mp3": ("mp3", "mp3", "audio/mpeg", False),
    "talk.m4a": ("mov", "aac", "audio/x-m4a", False),
    "pieces.m4a": ("mov", "aac", "audio/x-m4a", False),
    "talk.wav": ("wav", "pcm_s16le", "audio/wav", False),
    "talk.flac": ("flac", "flac", "audio/flac", False),
    "talk.ogg": ("ogg", "vorbis", "audio/ogg", False),
    "talk.aac": ("aac", "aac", "audio/aac", False),
    "talk.mp4": ("mov", "aac", "video/mp4", True),
    "talk.webm": ("matroska", "opus", "video/webm", True),
}


@pytest.mark.parametrize("name", HOLDINGS)
def test_what_a_recording_holds(shelf: Path, name: str) -> None:
    found = audio.probe(shelf / name)
    assert (found.container, found.codec, found.type, found.pictures) == HOLDINGS[name]
    assert found.bytes == (shelf / name).stat().st_size
    assert abs(found.duration - 4000) < 60
    assert not found.is_cut_off


def test_channels_and_rate(shelf: Path) -> None:
    assert (audio.probe(shelf / "talk.m4a").channels, audio.probe(shelf / "talk.m4a").rate) == (1, 44_100)
    assert (audio.probe(shelf / "surround.wav").channels, audio.probe(shelf / "surround.wav").rate) == (2, 96_000)


@pytest.mark.parametrize("name", ["talk.mp3", "front.m4a", "talk.wav"])
def test_a_recording_cut_off_is_read_to_its_last_packet(shelf: Path, tmp_path: Path, name: str) -> None:
    data = (shelf / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) * 4 // 10])
    found, whole = audio.probe(tmp_path / name), audio.probe(shelf / name)
    assert found.is_cut_off
    assert found.declared == whole.declared
    assert found.duration < whole.duration * 0.45


FAULTS = {
    "empty.mp3": (b"", "is empty"),
    "page.m4a": (b"  <!DOCTYPE html><html><title>Sign in</title>", "is a web page"),
    "error.mp3": (b'<?xml version="1.0"?><Error/>', "is a web page"),
    "note.mp3": (
        b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
        "is a Git LFS pointer, not the recording itself",
    ),
    "junk.mp3": (bytes(range(7, 250)) * 400, "is damaged"),
    "text.wav": (b"This is not a sound.\n" * 50, "is damaged"),
    "list.mp3": (b"#EXTM3U\n#EXTINF:5,\nfile:///etc/hostname\n", "is damaged"),
    "list.wav": (b"ffconcat version 1.0\nfile 'talk.wav'\n", "is damaged"),
    "header.wav": (b"RIFF$\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0D\xac\0\0\x88X\1\0\2\0\x10\0data\0\0\0\0", "contains no sound"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_no_recording_is_refused(tmp_path: Path, name: str) -> None:
    data, message = FAULTS[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SoundError, match=f"{name}: {message}") as caught:
        audio.probe(tmp_path / name)
    assert caught.value.hint


@pytest.mark.parametrize("name", ["turns.mp3", "turns.aac"])
def test_a_length_that_is_only_estimated_is_no_sign_of_a_cut(shelf: Path, name: str) -> None:
    found = audio.probe(shelf / name)
    assert found.declared is not None
    assert (abs(found.declared - found.duration) > 2000, found.is_misjudged, found.is_cut_off) == (True, True, False)


def test_an_mp3_that_players_would_misjudge_is_told_its_length(shelf: Path, tmp_path: Path) -> None:
    """Each frame stays as it is; what is new stands in a frame before them."""
    made = audio.prepare(shelf / "turns.mp3", tmp_path / "made")
    assert made.path.read_bytes().endswith((shelf / "turns.mp3").read_bytes())
    found = audio.probe(made.path)
    assert not found.is_misjudged
    assert found.declared is not None
    assert abs(found.declared - made.duration) < 60


def test_no_file_no_index_and_no_sound(shelf: Path, tmp_path: Path) -> None:
    with pytest.raises(SoundError, match=r"gone\.mp3: cannot be read: No such file"):
        audio.probe(tmp_path / "gone.mp3")
    with pytest.raises(SoundError, match="cannot be read"):
        audio.probe(tmp_path)
    (tmp_path / "half.m4a").write_bytes((shelf / "talk.m4a").read_bytes()[:20_000])
    with pytest.raises(SoundError, match=r"half\.m4a: is cut off"):
        audio.probe(tmp_path / "half.m4a")
    ffmpeg("-i", str(shelf / "talk.mp4"), "-an", "-c", "copy", str(tmp_path / "silent.mp4"))
    with pytest.raises(SoundError, match=r"silent\.mp4: has no sound"):
        audio.prepare(tmp_path / "silent.mp4", tmp_path / "made.m4a")


def test_a_sound_is_not_damaged_because_the_system_ended_what_reads_it(shelf: Path, tmp_path: Path) -> None:
    """As Linux does when there is no memory left."""
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\nkill -KILL $$\n")
    program.chmod(0o755)
    reading = "import sys; from pathlib import Path; from pipeline.edge.media import audio; audio.probe(Path(sys.argv[1]))"
    command, own = [sys.executable, "-c", reading, str(shelf / "talk.mp3")], os.environ | {"IMAGEIO_FFMPEG_EXE": str(program)}
    said = subprocess.run(command, env=own, capture_output=True, text=True, check=False, timeout=60).stderr
    assert said.splitlines()[-1].endswith("SoundError: talk.mp3: could not be processed: the system has ended ffmpeg")


def test_a_list_of_files_is_not_followed(shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "talk.wav").write_bytes((shelf / "talk.wav").read_bytes())
    (tmp_path / "list.mp3").write_text("ffconcat version 1.0\nfile 'talk.wav'\n")
    with pytest.raises(SoundError):
        audio.prepare(tmp_path / "list.mp3", tmp_path / "made")
    assert not list(tmp_path.glob("made*"))


def test_tags_of_the_recording_cannot_pass_for_what_ffmpeg_says(shelf: Path, tmp_path: Path) -> None:
    lie = "x\n  Stream #0:0: Audio: flac, 8000 Hz, mono\n  Duration: 99:00:00.00\nInput #0, wav, from 'x'"
    ffmpeg("-i", str(shelf / "talk.mp3"), "-c", "copy", "-metadata", f"title={lie}", str(tmp_path / "lie.mp3"))
    found = audio.probe(tmp_path / "lie.mp3")
    assert (found.container, found.codec, found.rate) == ("mp3", "mp3", 44_100)
    assert found.declared is not None
    assert found.declared < 5000


@pytest.mark.parametrize(
    "name", ["-i.mp3", "a 'b' $(c) \"d\".mp3", "concat:x|y.mp3", "https:example.mp3", "%03d.mp3", "two\nlines.mp3", "日本.mp3"]
)
def test_any_name_will_do(shelf: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / name).write_bytes((shelf / "talk.mp3").read_bytes())
    monkeypatch.chdir(tmp_path)
    assert audio.probe(Path(name)).codec == "mp3"
    assert audio.prepare(Path(name), Path(f"{name}.made"), Encoding()).path.is_file()


@pytest.mark.parametrize("name", ["talk.m4a", "pieces.m4a", "talk.aac", "talk.mp4"])
def test_aac_is_not_encoded_again(shelf: Path, tmp_path: Path, name: str) -> None:
    made = audio.prepare(shelf / name, tmp_path / "made.ready")
    assert (made.path.name, made.type, made.bytes) == ("made.ready.m4a", "audio/x-m4a", made.path.stat().st_size)
    assert [path for path, _, _ in boxes(made.path.read_bytes()) if path.count("/") == 1] == ["/ftyp", "/free", "/mdat", "/moov"]
    assert abs(made.duration - audio.probe(made.path).duration) < 30
    same = heard if name == "talk.aac" else packets  # the packets of a bare stream carry a header each
    assert same(made.path) == same(shelf / name)


def test_mp3_stays_as_it_is(shelf: Path, tmp_path: Path) -> None:
    made = audio.prepare(shelf / "talk.mp3", tmp_path / "made.mp3")
    assert made.path.read_bytes() == (shelf / "talk.mp3").read_bytes()
    assert audio.prepare(shelf / "talk.mp3", tmp_path / "made.mp3", duration=made.duration) == made
    from_other = audio.prepare(shelf / "mp3.mkv", tmp_path / "other")
    assert (from_other.path.name, from_other.type) == ("other.mp3", "audio/mpeg")
    assert packets(from_other.path) == packets(shelf / "mp3.mkv")


@pytest.mark.parametrize("name", ["talk.wav", "talk.flac", "talk.ogg", "talk.webm", "alac.m4a", "surround.wav", "talk.aiff", "talk.mka"])
def test_other_sound_becomes_aac(shelf: Path, tmp_path: Path, name: str) -> None:
    made = audio.prepare(shelf / name, tmp_path / "made")
    found = audio.probe(made.path)
    assert (found.container, found.codec, found.type, found.pictures) == ("mov", "aac", "audio/x-m4a", False)
    assert found.rate <= 48_000
    assert abs(found.duration - 4000) < 60
    assert abs(made.duration - found.duration) < 30


@pytest.mark.parametrize(("rate", "becomes"), [(8_000, 8_000), (37_800, 44_100), (96_000, 48_000)])
@pytest.mark.parametrize("kind", ["mp3", "m4a"])
def test_any_sampling_rate(tmp_path: Path, rate: int, becomes: int, kind: str) -> None:
    source = sound(tmp_path / "odd.wav", "-ar", str(rate))
    found = audio.probe(audio.prepare(source, tmp_path / "made", Encoding(kind, 100_000)).path)
    assert found.rate == becomes
    assert abs(found.duration - 4000) < 80


@pytest.mark.parametrize("encoding", [None, Encoding("mp3", 96_000, -16), Encoding("m4a", 64_000)])
def test_the_same_bytes_twice(shelf: Path, tmp_path: Path, encoding: Encoding | None) -> None:
    first = audio.prepare(shelf / "talk.wav", tmp_path / "first", encoding)
    second = audio.prepare(shelf / "talk.wav", tmp_path / "second", encoding)
    assert first.path.read_bytes() == second.path.read_bytes()


ASKED = [
    ("talk.mp3", Encoding("mp3"), ".mp3", True),
    ("talk.mp3", Encoding("mp3", 320_000), ".mp3", True),
    ("talk.mp3", Encoding("m4a"), ".m4a", False),
    ("talk.mp3", Encoding(None, 32_000), ".mp3", False),
    ("talk.mp3", Encoding(loudness=-22), ".mp3", False),
    ("talk.m4a", Encoding("m4a"), ".m4a", True),
    ("talk.m4a", Encoding("mp3"), ".mp3", False),
    ("talk.flac", Encoding(loudness=-16), ".m4a", False),
]


@pytest.mark.parametrize("case", ASKED, ids=str)
def test_sound_is_encoded_only_where_it_is_not_as_asked(shelf: Path, tmp_path: Path, case: tuple[str, Encoding, str, bool]) -> None:
    name, asked, suffix, kept = case
    made = audio.prepare(shelf / name, tmp_path / "made", asked)
    assert made.path.suffix == suffix
    assert (packets(made.path) == packets(shelf / name)) == kept


def test_sound_that_is_loud_enough_is_kept_and_known_loudness_is_not_measured_anew(shelf: Path, tmp_path: Path) -> None:
    measured = audio.loudness(shelf / "talk.mp3")
    made = audio.prepare(shelf / "talk.mp3", tmp_path / "made", Encoding(loudness=round(measured.integrated, 1)), measured=measured)
    assert made.path.read_bytes() == (shelf / "talk.mp3").read_bytes()
    told: list[float] = []
    louder = audio.prepare(shelf / "talk.flac", tmp_path / "louder", Encoding("mp3", loudness=-16), told.append, measured=measured)
    assert audio.loudness(louder.path).integrated == pytest.approx(-16, abs=0.6)
    assert (made.loudness, louder.loudness) == (None, pytest.approx(-16, abs=0.6))


@pytest.mark.parametrize("kind", ["mp3", "m4a"])
def test_loudness_is_brought_to_what_was_asked(shelf: Path, tmp_path: Path, kind: str) -> None:
    told: list[float] = []
    made = audio.prepare(shelf / "talk.flac", tmp_path / "made", Encoding(kind, 96_000, -16), told.append)
    assert made.path.suffix == f".{kind}"
    assert abs(audio.loudness(made.path).integrated + 16) < 0.6
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_peaks_stay_below_full_scale(tmp_path: Path) -> None:
    clicks = "aevalsrc='0.02*sin(2*PI*300*t)+0.7*lt(mod(t,1),0.005)*sin(2*PI*1000*t)':s=44100:d=5"
    ffmpeg("-f", "lavfi", "-i", clicks, str(tmp_path / "clicks.wav"))
    before = audio.loudness(tmp_path / "clicks.wav")
    made = audio.prepare(tmp_path / "clicks.wav", tmp_path / "made", Encoding("m4a", 128_000, -16))
    after = audio.loudness(made.path)
    assert after.integrated > before.integrated + 4
    assert after.integrated == pytest.approx(made.loudness, abs=0.3)
    assert after.peak < 0


def test_silence_has_a_loudness_and_is_not_blown_up(tmp_path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "anullsrc=r=44100:cl=mono", "-t", "3", str(tmp_path / "silence.wav"))
    assert audio.loudness(tmp_path / "silence.wav").integrated <= -70
    made = audio.prepare(tmp_path / "silence.wav", tmp_path / "made", Encoding("mp3", None, -16))
    assert audio.loudness(made.path).integrated <= -70


class _StopError(Exception):
    """Somebody pressed a key."""


def test_an_interruption_ends_ffmpeg_and_leaves_the_last_file(shelf: Path, tmp_path: Path) -> None:
    def stop(_: float) -> None:
        raise _StopError

    (tmp_path / "made.m4a").write_bytes(b"the last one")
    with pytest.raises(_StopError):
        audio.prepare(shelf / "talk.wav", tmp_path / "made.m4a", Encoding(), stop)
    assert [path.name for path in tmp_path.iterdir()] == ["made.m4a"]
    assert (tmp_path / "made.m4a").read_bytes() == b"the last one"
