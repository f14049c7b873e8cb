"""What goes wrong on the way: sound that is refused, broken off, short or no sound at all; captions and pictures likewise."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pipeline.content import refusal
from pipeline.content.refusal import Reason
from pipeline.edge.recordings import on_record
from tests.program import ROOT
from tests.room import no_room
from tests.youtube.conftest import ID, JPEG, Desk, Sounds, aac, opus
from tests.youtube.standin import YouTube
from tests.youtube.world import Fault, Track, Video, json3

# yt-dlp leaves connections of refused questions to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

PAGE = b"<!doctype html><html><title>Consent</title></html>"
PARTIAL = ["captions.en.json3", "recording.json", "thumbnail.jpg"]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault(403), (refusal.FORBIDDEN, 3)),
        (Fault(404), (refusal.FORBIDDEN, 3)),
        (Fault(429), (refusal.RATE_LIMIT, 1)),
        (Fault(500), (refusal.SERVER, 1)),
        (Fault(drop=True), (refusal.NETWORK, 1)),
        (Fault(reset=50_000), (refusal.NETWORK, 1)),
        (Fault(short=0), (refusal.BROKEN_SOUND, 3)),
        (Fault(short=50_000), (refusal.BROKEN_SOUND, 3)),
        (Fault(body=PAGE), (refusal.BROKEN_SOUND, 3)),
        (Fault(body=b"\0" * 100_000), (refusal.BROKEN_SOUND, 3)),
    ],
    ids=lambda value: value[0].name if isinstance(value, tuple) else str(value),
)
def test_sound_that_cannot_be_had(fault: Fault, expected: tuple[Reason, int], desk: Desk, tube: YouTube, video: Video) -> None:
    """The captions and the picture are kept, and the next fetch asks for nothing but the sound."""
    tube.has(video.but(faults={"media": fault}))
    found = desk.refused()
    assert (found.reason, tube.count("player")) == expected
    assert sorted(desk.files()) == PARTIAL
    partial = on_record(desk.root / "episodes" / "kites")
    assert partial
    assert not partial.complete
    tube.has(video)
    whole = desk.recorded()
    assert (whole.guid, whole.fetched, whole.captions, whole.lacks) == (partial.guid, partial.fetched, partial.captions, ())
    assert whole.complete
    assert tube.count("captions") == 1
    assert sorted(desk.files()) == sorted([*PARTIAL, "recording.m4a"])


def test_a_refused_address_is_asked_for_anew(desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video.but(faults={"media": Fault(403, times=2)}))
    assert desk.recorded().complete
    assert (tube.count("player"), tube.count("media"), tube.count("captions")) == (3, 3, 1)


@pytest.mark.parametrize("fault", [Fault(reset=50_000, times=1), Fault(503, times=2), Fault(drop=True, times=1)])
def test_a_broken_connection_is_taken_up_again(fault: Fault, desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    tube.has(video.but(faults={"media": fault}))
    desk.recorded()
    assert tube.count("player") == 1
    assert desk.files()["recording.m4a"] == sounds.m4a


def test_a_later_run_goes_on_where_the_last_one_broke_off(desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    tube.has(video.but(faults={"media": Fault(reset=60_000)}))
    desk.refused()
    tube.has(video)
    del tube.asked[:]
    desk.recorded()
    [media] = [asked for asked in tube.asked if asked.what == "media"]
    assert media.range
    assert int(media.range.removeprefix("bytes=").partition("-")[0]) > 0
    assert desk.files()["recording.m4a"] == sounds.m4a


def test_sound_that_is_not_as_long_as_the_video(desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    tube.has(video.but(sounds=(aac(sounds.part),)))
    found = desk.refused()
    assert (found.reason, found.detail) == (refusal.BROKEN_SOUND, "it lasts 0:02, but the video 0:08")


def test_sound_of_a_video_whose_length_nobody_tells(desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video.but(details={"lengthSeconds": "0"}, microformat={"lengthSeconds": "0"}))
    found = desk.recorded()
    assert (found.video and found.video.duration, found.audio is None) == (None, False)


def test_sound_that_grew_since_its_part_was_kept(desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    """The part of another file is continued with this one's bytes: seen, thrown away, and had anew."""
    tube.has(video.but(sounds=(aac(sounds.dub),), faults={"media": Fault(reset=60_000)}))
    desk.refused()
    tube.has(video)
    desk.recorded()
    assert desk.files()["recording.m4a"] == sounds.m4a


def test_sound_that_shrank_since_its_part_was_kept(desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    """Nothing comes after the end of a file that is shorter than the part of another: that is thrown away, and all is had anew."""
    tube.has(video.but(faults={"media": Fault(reset=len(sounds.m4a) - 1000)}))
    desk.refused()
    tube.has(video.but(seconds=2.0, sounds=(aac(sounds.part, seconds=2.0),)))
    desk.recorded()
    assert desk.files()["recording.m4a"] == sounds.part


def test_a_refusal_leaves_the_last_record_as_it_was(desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video)
    desk.recorded()
    before = desk.files()
    changed = video.but(title="Other", tracks=(Track("en", json3("other words"), automatic=True),), faults={"media": Fault(500)})
    tube.has(changed)
    assert desk.refused(desk.request(again=True)).reason == refusal.SERVER
    assert desk.files() == before


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault(404), ("YouTube did not send them", 1)),
        (Fault(429), ("refuses more requests", 3)),
        (Fault(500), ("a server error", 3)),
        (Fault(drop=True), ("could not be reached", 3)),
        (Fault(body=b""), ("contain no words", 1)),
        (Fault(body=b'{"wireMagic": "pb3"'), ("contain no words", 1)),
        (Fault(body=b'{"wireMagic": "pb3", "events": []}'), ("contain no words", 1)),
        (Fault(body=PAGE), ("contain no words", 1)),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else str(value),
)
def test_captions_that_cannot_be_had(fault: Fault, expected: tuple[str, int], desk: Desk, tube: YouTube, video: Video) -> None:
    """The sound is recorded all the same, and the next fetch asks for the captions only."""
    tube.has(video.but(faults={"captions": fault}))
    found = desk.recorded()
    assert found.captions is None
    assert found.audio
    assert not found.complete
    assert expected[0] in found.lacks[0].why
    assert tube.count("captions") == expected[1]
    tube.has(video)
    assert desk.recorded().complete
    assert tube.count("media") == 1


@pytest.mark.parametrize(
    ("changes", "final"),
    [
        ({"pictures": {}}, True),
        ({"faults": {"thumbnail": Fault(404)}}, True),
        ({"faults": {"thumbnail": Fault(500)}}, False),
        ({"pictures": {"hqdefault.jpg": JPEG[:500]}}, False),
        ({"pictures": {"hqdefault.jpg": JPEG[1:]}}, False),
        ({"pictures": {"maxresdefault.jpg": PAGE}}, False),
    ],
    ids=["none", "404", "500", "cut off", "begun late", "a page, then 404"],
)
def test_pictures_that_cannot_be_had(changes: dict[str, object], final: bool, desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video.but(**changes))
    found = desk.recorded()
    assert found.thumbnail is None
    assert [(lack.what, lack.final) for lack in found.lacks] == [("thumbnail", final)]


def test_the_largest_picture_that_is_whole(desk: Desk, tube: YouTube, video: Video) -> None:
    large = JPEG[:-2] + b"large" + JPEG[-2:]
    tube.has(video.but(pictures={"maxresdefault.jpg": PAGE, "hq720.jpg": large, "hqdefault.jpg": JPEG}))
    desk.recorded()
    assert desk.files()["thumbnail.jpg"] == large


def test_a_full_disk_is_told_as_such(desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video)
    with no_room():
        found = desk.refused()
    assert (found.reason, found.stops) == (refusal.DISK, True)


def test_a_folder_that_cannot_be_written_to_is_one_episodes_trouble(desk: Desk, tube: YouTube, video: Video) -> None:
    """A file stands where the episode's folder should be."""
    tube.has(video)
    (desk.root / "episodes").mkdir(parents=True)
    (desk.root / "episodes" / "kites").write_text("in the way")
    found = desk.refused()
    assert (found.reason, found.stops) == (refusal.UNWRITABLE, False)


@contextmanager
def fetching(desk: Desk) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that fetches the same episode; it does not outlive the block."""
    program = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pipeline.edge.fetch import Session
from pipeline.edge.material import Named
from pipeline.edge.offline import Request
from pipeline.edge.settings import Pace, Settings
folder, video, feed, proxy, certificate = sys.argv[1:]
request = Request("kites", Path(folder), video, Named(), feed, "en")
settings = Settings(proxy=proxy, certificate=Path(certificate), javascript="/nowhere/deno", pace=Pace(0, 0))
print(Session(settings, datetime(2026, 11, 22, 12, tzinfo=UTC), lambda _: None).fetch(request))
"""
    request = desk.request()
    arguments = [str(request.folder), ID, request.feed_guid, str(desk.settings.proxy), str(desk.settings.certificate)]
    with subprocess.Popen([sys.executable, "-c", program, *arguments], stdout=subprocess.DEVNULL, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(tube: YouTube, what: str) -> None:
    end = time.monotonic() + 60
    while not tube.count(what) and time.monotonic() < end:
        time.sleep(0.01)
    assert tube.count(what)


def test_two_at_once(desk: Desk, tube: YouTube, video: Video) -> None:
    """The second leaves the first alone."""
    tube.has(video.but(faults={"captions": Fault(stall=60.0, times=1)}))
    with fetching(desk) as other:
        wait_for(tube, "captions")
        assert desk.refused().reason == refusal.BUSY
        tube.closing.set()
        assert other.wait(60) == 0
    assert desk.recorded().complete
    assert tube.count("player") == 1


@pytest.mark.parametrize("moment", ["watch", "captions", "thumbnail", "media"])
def test_killed_while_it_asks(moment: str, desk: Desk, tube: YouTube, video: Video) -> None:
    """The last record stands, and the next run ends as if nothing had been."""
    tube.has(video)
    whole = desk.recorded()
    expected = desk.files()
    tube.has(video.but(id=ID, title="Kites again", faults={moment: Fault(stall=60.0, times=1)}))
    shutil.rmtree(desk.root)
    del tube.asked[:]
    with fetching(desk) as process:
        wait_for(tube, moment)
        process.kill()
        process.wait()
    assert "recording.json" not in desk.files()
    tube.has(video)
    assert desk.recorded() == whole
    assert desk.files() == expected


@pytest.mark.parametrize("moved", range(4))
def test_killed_while_files_are_moved(moved: int, desk: Desk, tube: YouTube, video: Video, sounds: Sounds) -> None:
    """All has arrived, some of it has been moved: whoever looks next ends it, without asking anybody."""
    folder = desk.root / "episodes" / "kites"
    tube.has(video)
    desk.recorded()
    before = desk.files()
    tube.has(video.but(sounds=(opus(sounds.webm),), tracks=(Track("de", json3("na dann"), automatic=True),)))
    desk.recorded(desk.request(again=True))
    after = desk.files()
    for name in after:
        (folder / name).unlink()
    stage = folder / ".fetch"
    stage.mkdir()
    for name, data in before.items():
        (folder / name).write_bytes(data)
    for at, (name, data) in enumerate(sorted(after.items(), key=lambda item: item[0] == "recording.json")):
        (folder if at < moved else stage).joinpath(name).write_bytes(data)
    tube.has(video.but(faults={"watch": Fault(drop=True), "player": Fault(drop=True)}))
    desk.recorded()
    assert desk.files() == after
    assert not stage.exists()
