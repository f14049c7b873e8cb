"""`new`: one address gives a post to edit, with all that YouTube was asked beside it."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.content.recording import mint
from pipeline.content.recordtext import compose, parse
from pipeline.edge import recordings
from tests.media.make import ffmpeg
from tests.program import ROOT
from tests.youtube.conftest import ID, JPEG, aac
from tests.youtube.sayings import REFUSALS
from tests.youtube.standin import YouTube
from tests.youtube.world import Fault, Track, Video

# yt-dlp leaves connections of refused questions to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

LENGTH = 60
FEED = (
    "title: Kite Talks\nurl: https://kites.example\ndescription: About kites.\nhost: Ben Holt\nguid: 917393e3-1b1e-5cef-ace4-edaa54e1f810\n"
)
SAID = (
    (1, ">> Welcome to Kite Talks, everybody."),
    (4, ">> Thank you for having me, Ben."),
    (12, ">> Ada, what made you build a kite out of old maps?"),
    (
        16,
        ">> The maps were wrong, and nobody wanted them. Paper that has been folded for years knows how to fold again, and it holds the wind.",
    ),
    (34, ">> And where do you fly it when there is no wind at all?"),
    (
        38,
        ">> In the car park behind the mill. The lorries make their own weather there, and the drivers have begun to wave at me from afar.",
    ),
)
CAPTIONS = json.dumps({"events": [{"tStartMs": at * 1000, "dDurationMs": 3000, "segs": [{"utf8": text}]} for at, text in SAID]}).encode()

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def minute(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "minute.m4a"
    source = ("-f", "lavfi", "-i", f"sine=frequency=200:duration={LENGTH}", "-c:a", "aac", "-b:a", "48k")
    ffmpeg(*source, path)
    return path.read_bytes()


@pytest.fixture
def kites(minute: bytes) -> Video:
    return Video(
        ID,
        "Kites out of old maps | Kite Talks #kites",
        LENGTH,
        (aac(minute, seconds=LENGTH),),
        (Track("en", CAPTIONS, automatic=True),),
        {"hqdefault.jpg": JPEG},
        "With Ada Quill.\n\nAda's kites: https://quill.example/kites",
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "show/feeds").mkdir(parents=True)
    (tmp_path / "show/feeds/kites.yaml").write_text(FEED)
    return tmp_path / "show"


@pytest.fixture
def run(root: Path, tube: YouTube, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    for name, value in {
        "HTTPS_PROXY": tube.proxy,
        "SSL_CERT_FILE": str(tube.certificate),
        "PIPELINE_PAUSE": "0",
        "PIPELINE_JAVASCRIPT": "/nowhere/deno",
    }.items():
        monkeypatch.setenv(name, value)

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main([*words, "--root", str(root)])
        return code, *capsys.readouterr()

    return run


def test_a_video_becomes_a_post_that_check_accepts(run: Run, root: Path, tube: YouTube, kites: Video) -> None:
    tube.has(kites)
    code, said, told = run("new", f"https://youtu.be/{ID}?si=x")
    post = root / "episodes/kites-out-of-old-maps.md"
    assert (code, said.splitlines()[0]) == (0, f"{post}: edit it, then `make check`")
    assert told == "recording: 1\n"
    text = post.read_text()
    assert 'title: "Kites out of old maps | Kite Talks"\ndate: 2026-05-01T14:30:00+00:00\nguests: ["Ada Quill"]\ndraft: yes' in text
    assert "### Ada, what made you build a kite out of old maps?\n\n<!-- at 0:12 -->\n\n**Ada:** The maps were wrong" in text
    assert text.endswith("## Links\n\n- [Ada's kites](https://quill.example/kites)\n")
    folder = post.with_suffix("")
    assert sorted(path.name for path in folder.iterdir()) == ["captions.en.json3", "recording.json", "recording.m4a", "thumbnail.jpg"]
    recorded, _ = parse((folder / "recording.json").read_text(), "recording.json")
    assert recorded
    assert recorded.guid == mint("917393e3-1b1e-5cef-ace4-edaa54e1f810", ID, "anything")

    asked = len(tube.asked)
    code, said, told = run("check")
    assert (code, told.count("error")) == (0, 0)
    assert "0:12" in said
    assert "0:34" in said
    post.write_text(text.replace("draft: yes  # delete this line when the text is edited\n", ""))
    code, said, _ = run("publish")
    assert (code, len(tube.asked)) == (0, asked), "publish asks nothing more"
    chapters = json.loads((root / f"public/kites/{post.stem}/chapters.json").read_text())["chapters"]
    assert [(chapter["startTime"], chapter["title"]) for chapter in chapters] == [
        (0, "Introduction"),
        (12, "What made you build a kite out of old maps?"),
        (34, "Where do you fly it when there is no wind at all?"),
    ]


def test_the_feed_takes_the_post(run: Run, root: Path, tube: YouTube, kites: Video) -> None:
    tube.has(kites)
    (root / "feeds/kites.yaml").write_text(f"{FEED}episodes: {{tag: [wind, rain], season: 3}}\n")
    assert run("new", ID)[0] == 0
    assert 'tags: ["wind"]\nseason: 3\n' in next((root / "episodes").glob("*.md")).read_text()
    assert "0:12" in run("check")[1]


def test_nothing_is_overwritten(run: Run, root: Path, tube: YouTube, kites: Video) -> None:
    tube.has(kites)
    run("new", ID)
    post = root / "episodes/kites-out-of-old-maps.md"
    before, asked = post.read_bytes(), len(tube.asked)
    code, said, told = run("new", ID)
    assert (code, said, len(tube.asked)) == (3, "", asked)
    assert f"episodes/{post.name}:" in told
    assert "this post already has the video" in told
    other = kites.but(id="abcDEF12346")
    tube.has(other)
    code, said, _ = run("new", other.id)
    assert code == 0
    assert "kites-out-of-old-maps-abcdef12346.md: edit it" in said
    assert post.read_bytes() == before


def test_without_captions_there_are_chapters_to_fill(run: Run, root: Path, tube: YouTube, kites: Video) -> None:
    tube.has(kites.but(tracks=(), description="0:00 Wind\n0:20 String\n0:40 Tail"))
    code, said, told = run("new", ID)
    assert code == 0
    assert "its 3 headings are YouTube's chapters" in said
    assert "captions" in told
    assert "### String\n\n<!-- at 0:20 -->\n\n**Guest:** The answer." in next((root / "episodes").glob("*.md")).read_text()
    assert run("check")[0] == 0


def test_who_is_not_named_is_asked_for(run: Run, root: Path, tube: YouTube, kites: Video) -> None:
    """And is then named everywhere, for `Host:` is the host of the feed file, `Guest:` the guest of the front matter."""
    tube.has(kites.but(title="Kites", description="A talk."))
    (root / "feeds/kites.yaml").write_text(FEED.replace("host: Ben Holt\n", ""))
    code, said, _ = run("new", f"https://studio.youtube.com/video/{ID}/edit")
    assert code == 0
    assert "who is Host? Write `host: ...` into feeds/kites.yaml" in said
    assert "who is Guest? Write `guests: [...]` into" in said
    (root / "feeds/kites.yaml").write_text(FEED)
    post = root / "episodes/kites.md"
    post.write_text(post.read_text().replace("draft: yes", 'guests: ["Ada Quill"]\ndraft: yes'))
    _, said, _ = run("inspect", str(post))
    assert "Ben Holt 1, Ada Quill 3" in said or "Ada Quill 3, Ben Holt 1" in said


def test_without_sound_there_is_a_post_all_the_same(run: Run, root: Path, tube: YouTube, kites: Video) -> None:
    tube.has(kites.but(faults={"media": Fault(403)}))
    code, _, told = run("new", ID)
    assert code == 0
    assert "warning" in told
    folder = next((root / "episodes").glob("*.md")).with_suffix("")
    assert "captions.en.json3" in {path.name for path in folder.iterdir()}
    tube.has(kites)
    assert run("fetch")[0] == 0
    found = recordings.on_record(folder)
    assert found
    assert found.audio
    assert compose(found) == (folder / "recording.json").read_text()


def test_a_killed_run_leaves_no_half_post(run: Run, root: Path, tube: YouTube, kites: Video) -> None:
    tube.has(kites.but(faults={"media": Fault(stall=60)}))
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "new", ID, "--root", str(root)], cwd=ROOT, stderr=subprocess.DEVNULL
    ) as process:
        while not tube.count("media"):
            time.sleep(0.05)
        process.kill()
    assert not (root / "episodes").exists()
    tube.has(kites)
    assert run("new", ID)[0] == 0
    [post] = (root / "episodes").glob("*.md")
    assert sorted(path.name for path in post.with_suffix("").iterdir()) == [
        "captions.en.json3",
        "recording.json",
        "recording.m4a",
        "thumbnail.jpg",
    ]
    assert not any((root / ".pipeline/.new").iterdir())


@pytest.mark.parametrize("name", ["private", "removed"])
def test_a_refusal_leaves_nothing(name: str, run: Run, root: Path, tube: YouTube, kites: Video) -> None:
    playability, details, reason = REFUSALS[name]
    tube.has(kites.but(playability=playability, details=details))
    code, said, told = run("new", ID)
    assert (code, said) == (3, "")
    assert f"{ID}: {reason.sentence}" in told
    assert "etch again" not in told  # there is nothing to fetch yet: `new` is to be typed again
    assert not (root / "episodes").exists()


@pytest.mark.parametrize("word", ["", "abc", "https://example.org/watch?v=abcDEF12345", "https://www.youtube.com/@kitetalks"])
def test_what_is_no_video_is_told(word: str, run: Run, tube: YouTube) -> None:
    code, _, told = run("new", word)
    assert code == 3
    assert "this is not a YouTube video" in told
    assert not tube.asked


def test_a_feed_comes_first(run: Run, root: Path, tube: YouTube) -> None:
    (root / "feeds/kites.yaml").unlink()
    code, _, told = run("new", ID)
    assert code == 3
    assert "write feeds/<name>.yaml" in told
    assert not tube.asked
