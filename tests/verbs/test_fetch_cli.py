"""The command line against a YouTube on loopback, reached as through a company's proxy: every refusal, with the rest of the show published."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.content import refusal
from pipeline.content.refusal import Remedy
from pipeline.edge import files
from tests.media.make import ffmpeg
from tests.program import ROOT
from tests.talk import markdown, peaks, spelled, talk, vtt, write_wav
from tests.tree import digests
from tests.youtube.sayings import REFUSALS
from tests.youtube.standin import YouTube, youtube
from tests.youtube.world import Fault, Sound, Track, Video

WORDS = spelled(talk(1.2))
BODY, ASKED = markdown(WORDS, 50)
SECONDS = len(peaks(WORDS, 0)) / 20
FEED = "title: Talks\nurl: https://talks.example\ndescription: We talk.\nhost: Ben Holt\n"
EVENTS = [{"tStartMs": word.start, "dDurationMs": word.end - word.start, "segs": [{"utf8": word.text}]} for word in WORDS]
CAPTIONS = json.dumps({"wireMagic": "pb3", "events": EVENTS}).encode()
PREMIERE = {"liveBroadcastDetails": {"startTimestamp": "2099-12-01T19:00:00+01:00"}}
BLOCKED: dict[str, dict[str, object]] = {
    "bot-check": {"playability": REFUSALS["bot check"][0]},
    "captcha": {"playability": REFUSALS["captcha"][0]},
    "session-limit": {"playability": REFUSALS["session limit"][0]},
    "rate-limit": {"faults": {"watch": Fault(429), "player": Fault(429), "next": Fault(429)}},
    "address": {"faults": {"player": Fault(403)}},
}


class Show(NamedTuple):
    """A show's folder on this machine, and the way to YouTube."""

    root: Path
    tube: YouTube
    sound: Path

    def post(self, slug: str, **changes: object) -> str:
        """A post with a video of its own, which is at YouTube, changed as told."""
        video = f"{len(self.tube.videos):0>11}"
        stream = Sound(140, 'audio/mp4; codecs="mp4a.40.2"', self.sound.read_bytes(), SECONDS)
        told = Video(video, f"Talk {slug}", SECONDS, (stream,), (Track("en", CAPTIONS, automatic=True),))
        self.tube.has(told.but(**changes))
        head = f'---\ntitle: "Talk {slug}"\ndate: 2026-10-01T08:00:00Z\nguests: [Ada Quill]\n---\n\n'
        files.write(self.root / "feeds/talks.yaml", FEED.encode())
        files.write(self.root / f"episodes/{slug}.md", f"{head}https://www.youtube.com/watch?v={video}\n\n{BODY}".encode())
        return video

    def own(self, slug: str) -> str:
        """A post with the host's own sound and captions beside it."""
        video = self.post(slug)
        folder = self.root / "episodes" / slug
        folder.mkdir()
        shutil.copy(self.sound, folder / "audio.m4a")
        (folder / "captions.vtt").write_text(vtt(WORDS))
        return video

    def start(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        """The command, with nothing but what a host behind a proxy sets."""
        usual = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        way = {"HTTPS_PROXY": self.tube.proxy, "SSL_CERT_FILE": str(self.tube.certificate)}
        quick = {"PIPELINE_PAUSE": "0", "PIPELINE_JAVASCRIPT": "/nowhere/deno"}
        command = [sys.executable, "-m", "pipeline", *words, "--root", str(self.root)]
        everything = usual | way | quick | environment
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=everything)

    def run(self, *words: str, **environment: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error."""
        with self.start(*words, **environment) as process:
            said, told = process.communicate()
        assert "Traceback" not in told
        return process.returncode, said, told

    def content(self, folder: str = "public/talks") -> dict[str, str]:
        return digests(self.root / folder)

    def published(self) -> set[str]:
        return {path.stem for path in (self.root / "public/talks/media").iterdir()}


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("talk")
    write_wav(folder / "talk.wav", peaks(WORDS, 0))
    how = ("-ar", "44100", "-c:a", "aac", "-b:a", "64k")
    ffmpeg("-i", folder / "talk.wav", *how, folder / "talk.m4a")
    return folder / "talk.m4a"


@pytest.fixture
def show(tmp_path: Path, sound: Path) -> Iterator[Show]:
    with youtube(tmp_path) as tube:
        yield Show(tmp_path / "show", tube, sound)


def test_every_refusal_is_named_and_the_rest_is_published(show: Show) -> None:
    show.post("good")
    refused = {name.replace(" ", "-"): told for name, told in REFUSALS.items() if not told[2].stops}
    for slug, (playability, details, _) in refused.items():
        show.post(slug, playability=playability, details=details, microformat=PREMIERE if slug == "premiere" else {})
    code, said, told = show.run("fetch")
    assert (code, said) == (3, "good: on record\n")
    before = show.content("episodes")
    code, said, again = show.run("publish")
    assert (code, show.published()) == (3, {"good"})
    assert show.content("episodes") == before
    for slug, (*_, reason) in refused.items():
        for messages in (told, again):
            [line] = [line for line in messages.splitlines() if line.startswith(f"episodes/{slug}.md:7: ")]
            assert reason.sentence in line
            assert f"({reason.step})" in line
        assert (f"  {slug}: Talk {slug}\n    waits" in said) == (reason.remedy is Remedy.WAIT)
        assert (f"  {slug}: not published; see above" in again) == (reason.remedy is not Remedy.WAIT)
    assert "waits until Tue 2099-12-01 18:00 UTC: the video has not been shown yet" in said


def test_a_published_episode_whose_new_video_is_not_ready_stays_and_holds_nothing_back(show: Show) -> None:
    show.post("good")
    old = show.post("replaced")
    assert show.run("publish")[0] == 0
    new = show.post("replaced", playability=REFUSALS["processing"][0])
    assert new != old
    post = show.root / "episodes/good.md"
    post.write_text(post.read_text().replace("Talk good", "Another title"))
    before = show.content()["replaced/transcript.vtt"]
    code, said, told = show.run("publish")
    assert (code, show.published()) == (0, {"good", "replaced"}), told
    assert "episodes/replaced.md:7: warning: YouTube is still processing the video" in told
    assert "Another title" in said
    assert show.content()["replaced/transcript.vtt"] == before
    show.tube.has(show.tube.videos[new].but(playability={}))
    code, said, told = show.run("publish")
    assert (code, "still processing" in told) == (0, False), told
    assert new in (show.root / "public/talks/feed.xml").read_text("utf-8")


def test_a_plan_foresees_no_loss_of_a_published_episode_whose_record_is_gone(show: Show) -> None:
    show.post("good")
    assert show.run("publish")[0] == 0
    (show.root / "episodes/good/recording.json").unlink()
    said = show.run("plan")[1]
    assert "disappear" not in said, said
    assert (show.run("publish")[0], show.published()) == (0, {"good"})


def test_without_what_asks_youtube_the_rest_is_published(show: Show, tmp_path: Path) -> None:
    show.own("own")
    show.post("asked")
    (tmp_path / "yt_dlp.py").write_text("raise ImportError('half of it is gone')\n")
    code, _, told = show.run("publish", PYTHONPATH=str(tmp_path))
    assert (code, show.published()) == (3, {"own"})
    assert f"{refusal.NOT_INSTALLED.sentence} [half of it is gone] (Reinstall it: " in told
    code, said, told = show.run("doctor", PYTHONPATH=str(tmp_path))
    assert code == 1
    assert refusal.NOT_INSTALLED.step in said + told


@pytest.mark.parametrize("name", BLOCKED)
def test_a_block_ends_the_asking_and_nothing_else(name: str, show: Show) -> None:
    blocked, unasked = show.post("b-blocked", **BLOCKED[name]), show.post("c-unasked")
    own = show.own("d-own")
    code, _, told = show.run("publish")
    [reason] = [reason for reason in vars(refusal).values() if getattr(reason, "name", "") == name]
    assert (code, show.published()) == (3, {"d-own"})
    assert f"episodes/b-blocked.md:7: {reason.sentence}" in told
    assert "episodes/c-unasked.md:7: warning: YouTube was not asked, because asking it about an earlier episode of this run failed" in told
    assert {asked.video for asked in show.tube.asked} >= {blocked}
    assert not {asked.video for asked in show.tube.asked} & {unasked, own}


def test_a_block_ends_the_asking_for_every_feed(show: Show) -> None:
    blocked = show.post("b-blocked", **BLOCKED["bot-check"])
    files.write(show.root / "feeds/walks.yaml", FEED.replace("talks", "walks").encode())
    assert show.run("fetch")[0] == 3
    assert show.tube.count("watch", blocked) == 1


def test_two_feeds_ask_for_an_episode_once(show: Show) -> None:
    video = show.post("one")
    files.write(show.root / "feeds/walks.yaml", FEED.replace("talks", "walks").encode())
    assert show.run("fetch", "--again")[0] == 0
    assert (show.tube.count("watch", video), show.tube.count("media", video)) == (1, 1)


def test_there_is_a_pause_between_two_videos(show: Show) -> None:
    """Many questions in a row are what YouTube takes for a robot's."""
    show.post("one")
    second, asked = show.post("two"), 0.0
    with show.start("fetch", PIPELINE_PAUSE="2") as process:
        while process.poll() is None and not asked:
            asked = time.time() if show.tube.count("watch", second) else 0.0
            time.sleep(0.01)
        process.communicate()
    assert asked - (show.root / "episodes/one/recording.json").stat().st_mtime > 2


def test_what_was_fetched_is_never_needed_again(show: Show, tmp_path: Path) -> None:
    """A second fetch asks nothing, one that is told to ask again writes the same bytes, and a site can be built with no network at all."""
    show.post("one")
    show.post("two")
    assert show.run("publish")[0] == 0
    recorded, site = show.content("episodes"), show.content()
    show.tube.asked.clear()
    assert show.run("fetch")[0] == 0
    assert show.tube.asked == []
    assert show.run("fetch", "--again")[0] == 0
    assert show.tube.count("media") == 2
    assert show.content("episodes") == recorded

    elsewhere = Show(tmp_path / "elsewhere", show.tube, show.sound)
    for name in ("episodes", "feeds"):
        shutil.copytree(show.root / name, elsewhere.root / name)
    show.tube.asked.clear()
    code, _, told = elsewhere.run("publish", HTTPS_PROXY="http://127.0.0.1:9", SSL_CERT_FILE="")
    assert (code, show.tube.asked) == (0, []), told
    assert elsewhere.content() == site


def test_a_refused_second_question_leaves_record_and_site(show: Show) -> None:
    video = show.post("one")
    assert show.run("publish")[0] == 0
    recorded, site = show.content("episodes"), show.content()
    show.tube.has(show.tube.videos[video].but(playability=REFUSALS["private"][0]))
    code, _, told = show.run("fetch", "one", "--again")
    assert (code, told.count("episodes/one.md:7: the video is private")) == (3, 1)
    assert show.run("publish")[0] == 0
    assert (show.content("episodes"), show.content()) == (recorded, site)


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_moment_the_next_run_ends_as_if_it_had_not_been(show: Show, seed: int) -> None:
    show.post("one")
    show.post("two")
    began = time.monotonic()
    assert show.run("fetch")[0] == 0
    lasted = time.monotonic() - began
    whole = show.content("episodes")
    for slug in ("one", "two"):
        shutil.rmtree(show.root / "episodes" / slug)
    with show.start("fetch") as process:
        time.sleep(random.Random(seed).uniform(0.2, 1.0) * lasted)
        process.send_signal(signal.SIGKILL)
    assert show.run("fetch")[0] == 0
    after = show.content("episodes")
    assert after.keys() == whole.keys()
    assert {name for name in whole if whole[name] != after[name]} <= {
        "one/recording.json",
        "two/recording.json",
    }  # the moment of the first fetch


@pytest.mark.parametrize(
    ("faults", "says"),
    [
        ({"captions": Fault(404)}, "warning: no captions: YouTube did not send them"),
        ({"captions": Fault(body=b"<html>")}, "warning: no captions: the automatic captions contain no words"),
        ({"thumbnail": Fault(500)}, ""),
    ],
)
def test_what_is_lacking_costs_nothing_else(faults: dict[str, Fault], says: str, show: Show) -> None:
    show.post("one", faults=faults)
    code, _, told = show.run("publish")
    assert (code, show.published()) == (0, {"one"})
    assert says in told


@pytest.mark.parametrize("fault", [Fault(403), Fault(short=9000)], ids=str)
def test_sound_that_cannot_be_had_is_all_that_the_next_fetch_asks_for(fault: Fault, show: Show) -> None:
    video = show.post("one", faults={"media": fault})
    assert show.run("fetch")[0] == 3
    show.tube.has(show.tube.videos[video].but(faults={}))
    show.tube.asked.clear()
    assert show.run("publish")[0] == 0
    assert (show.published(), show.tube.count("captions"), show.tube.count("media")) == ({"one"}, 0, 1)


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"SSL_CERT_FILE": ""}, "episodes/one.md:7: the connection's certificate is not trusted"),
        ({"HTTPS_PROXY": "http://127.0.0.1:9"}, "episodes/one.md:7: YouTube could not be reached"),
        ({"HTTPS_PROXY": "http://proxy:x"}, "`HTTPS_PROXY: http://proxy:x` is not the address of a proxy"),
        ({"PIPELINE_COOKIES": "gone.txt"}, "`PIPELINE_COOKIES: gone.txt`: there is no such file"),
        ({"PIPELINE_BROWSER": "lynx"}, "`PIPELINE_BROWSER: lynx` is not known"),
        ({"PIPELINE_JAVASCRIPT": "lua"}, "`PIPELINE_JAVASCRIPT: lua` is not a JavaScript runtime"),
        (
            {"PIPELINE_CERTIFICATE": "feeds/talks.yaml"},
            "episodes/one.md:7: a setting for YouTube cannot be used [certificate: talks.yaml: ",
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_settings_that_lead_nowhere(environment: dict[str, str], says: str, show: Show) -> None:
    show.post("one")
    code, _, told = show.run("fetch", **environment)
    assert code == 3
    assert says in told
    assert [asked for asked in show.tube.asked if asked.what != "script"] == []
    assert not (show.root / "episodes/one").exists()
