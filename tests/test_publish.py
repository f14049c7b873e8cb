"""The sample show from posts to podcast, read back by programs of others."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from time import struct_time

import feedparser
import mutagen
import podcastparser
import pytest
import srt
import webvtt
from mutagen.id3 import ID3
from mutagen.mp4 import MP4

from tests import small
from tests.program import ROOT, copy_sample, pipeline
from tests.tree import digests

SAMPLE = ROOT / "tests/sample"
OUT = {"callum-reid": "m4a", "tobias-quist": "mp3"}
WAITS = "pip-nightly"
CLOSE = 0.5  # seconds: what a listener does not notice


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_sample(tmp_path_factory.mktemp("sample"))
    done = pipeline("publish", root=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    (root / "said.txt").write_text(done.stdout, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def site(show: Path) -> Path:
    return show / "public/sample"


def truth(slug: str) -> dict[str, tuple[float, float]]:
    """For each heading when its speaker opens their mouth, and when the words that the heading renders begin: "So, let's see: what ..."."""
    told = json.loads((SAMPLE / f"{slug}.truth.json").read_text(encoding="utf-8"))
    return {row["text"]: (row["turn"], row["start"]) for row in told["headings"]}


def starts(site: Path, slug: str) -> list[tuple[float, str]]:
    told = json.loads((site / slug / "chapters.json").read_text(encoding="utf-8"))
    return [(chapter["startTime"], chapter["title"]) for chapter in told["chapters"]]


@pytest.mark.parametrize("slug", OUT)
def test_questions_are_placed_where_they_are_asked(show: Path, slug: str) -> None:
    """The voices are synthetic, so the second at which each question begins is known; captions alone led to it."""
    done = pipeline("align", show / f"episodes/{slug}.md", show / f"episodes/{slug}/captions.en.json3", "--json", root=show)
    headings = {row["text"]: row for row in json.loads(done.stdout)["headings"]}
    asked = {text: true for text, true in truth(slug).items() if headings[text]["chapter"]}
    assert len(asked) >= 6
    for text, (turn, start) in asked.items():
        assert turn - CLOSE <= headings[text]["start"] <= start + CLOSE, text


@pytest.mark.parametrize("slug", OUT)
def test_chapters_are_the_questions(site: Path, slug: str) -> None:
    first, *others = starts(site, slug)
    assert first == (0, "Introduction")
    assert len(others) >= 6
    assert [start for start, _ in others] == sorted(start for start, _ in others)


@pytest.mark.parametrize(("slug", "suffix"), OUT.items())
def test_all_forms_of_chapters_agree(site: Path, slug: str, suffix: str) -> None:
    expected = [(round(start), title) for start, title in starts(site, slug)]
    sound = site / f"media/{slug}.{suffix}"
    if suffix == "mp3":
        frames = ID3(sound).getall("CHAP")
        inside = sorted((frame.start_time // 1000, frame.sub_frames["TIT2"].text[0]) for frame in frames)
        assert ID3(sound).version == (2, 3, 0)
    else:
        inside = [(int(chapter.start), chapter.title) for chapter in MP4(sound).chapters]
    assert inside == expected
    entry = next(
        entry for entry in feedparser.parse(site / "feed.xml").entries if entry.links[-1].href.endswith(sound.name) or slug in entry.link
    )
    simple = [(clock(chapter["start"]), chapter["title"]) for chapter in entry.psc_chapters.chapters]
    assert simple == expected
    for start, title in expected:
        assert title in entry.summary
        assert f"{start // 60:02}:{start % 60:02}" in entry.summary or f"{start // 60}:{start % 60:02}" in entry.summary


def clock(text: str) -> int:
    hours, minutes, seconds = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(float(seconds))


def test_the_feed_reads_back(site: Path) -> None:
    told = feedparser.parse(site / "feed.xml")
    assert not told.bozo
    assert [entry.link.rstrip("/").rpartition("/")[2] for entry in told.entries] == ["callum-reid", "tobias-quist"]
    for entry in told.entries:
        enclosure = entry.enclosures[0]
        sound = site / "media" / enclosure.href.rpartition("/")[2]
        assert int(enclosure.length) == sound.stat().st_size
        assert isinstance(entry.published_parsed, struct_time)
        assert {person["role"] for person in podcast_persons(site, entry.id)} == {"host", "guest"}
    with (site / "feed.xml").open("rb") as file:
        other = podcastparser.parse("https://companion.example/feed.xml", file)
    assert [episode["guid"] for episode in other["episodes"]] == [entry.id for entry in told.entries]
    assert all(episode["total_time"] > 180 for episode in other["episodes"])


def podcast_persons(site: Path, guid: str) -> list[dict[str, str]]:
    from lxml import etree  # noqa: PLC0415

    tree = etree.parse(site / "feed.xml")
    names = {"podcast": "https://podcastindex.org/namespace/1.0"}
    item = next(item for item in tree.iterfind(".//item") if item.findtext("guid") == guid)
    return [dict(person.attrib) for person in item.iterfind("podcast:person", names)]


@pytest.mark.parametrize("slug", OUT)
def test_transcripts_read_back(site: Path, slug: str) -> None:
    captions = webvtt.read(site / slug / "transcript.vtt")
    subtitles = list(srt.parse((site / slug / "transcript.srt").read_text(encoding="utf-8")))
    segments = json.loads((site / slug / "transcript.json").read_text(encoding="utf-8"))["segments"]
    assert len(captions) > 40
    assert len(subtitles) >= len(captions)
    assert all(len(line) <= 32 for subtitle in subtitles for line in subtitle.content.splitlines())
    assert {caption.voice for caption in captions} >= {"Maren Holt"}
    ends = [caption.end_in_seconds for caption in captions]
    begins = [caption.start_in_seconds for caption in captions]
    assert all(end <= begin for end, begin in zip(ends, begins[1:], strict=False))
    assert segments[0]["speaker"] == "Maren Holt"
    assert ends[-1] <= mutagen.File(site / f"media/{slug}.{OUT[slug]}").info.length + 0.01


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="no ffprobe; .ci/run installs it")
@pytest.mark.parametrize(("slug", "suffix"), OUT.items())
def test_ffprobe_sees_sound_tags_and_chapters(site: Path, slug: str, suffix: str) -> None:
    sound = site / f"media/{slug}.{suffix}"
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_chapters", str(sound)], capture_output=True, check=True
    )
    told = json.loads(done.stdout)
    seen = [(int(float(chapter["start_time"])), chapter["tags"]["title"]) for chapter in told["chapters"]]
    assert seen == [(round(start), title) for start, title in starts(site, slug)]
    assert told["format"]["tags"]["title"]


def test_what_is_not_due_waits_and_is_named(show: Path, site: Path) -> None:
    assert not any(WAITS in path for path in digests(site))
    assert not [*show.glob(f".pipeline/sample/{WAITS}*")], "only for a store its sound is made ahead"
    assert f"{WAITS}:" in (show / "said.txt").read_text(encoding="utf-8")


def test_the_summary_says_where_the_feed_is(show: Path) -> None:
    said = (show / "said.txt").read_text(encoding="utf-8")
    assert "2 episodes" in said
    assert str(show / "public/sample/feed.xml") in said


def test_a_second_publish_changes_no_byte(show: Path, site: Path) -> None:
    before = {path: (site / path).stat().st_mtime_ns for path in digests(site)}
    bytes_before = digests(site)
    done = pipeline("publish", root=show)
    assert done.returncode == 0
    assert digests(site) == bytes_before
    assert {path: (site / path).stat().st_mtime_ns for path in digests(site)} == before


def test_a_build_from_nothing_is_the_same(show: Path, site: Path, tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    for record in (show / "episodes").glob("*/recording.json"):
        shutil.copy(record, root / "episodes" / record.parent.name)
    assert pipeline("publish", "--quiet", root=root).returncode == 0
    assert digests(root / "public/sample") == digests(site)


def test_quiet_says_nothing(show: Path) -> None:
    done = pipeline("publish", "--quiet", root=show)
    assert (done.stdout, done.stderr) == ("", "")


BAD = {
    "no-video": (b"---\ntitle: No Video\n---\n\n### Why?\n\n**Ada:** Because.\n", "no-video.md:"),
    "no-front": (b"### Why?\n\n**Ada:** Because.\n", "no-front.md:1:"),
    "broken-yaml": (b"---\ntitle: [a, b\ndate: 2026-01-01\n---\n\nText\n", "broken-yaml.md:"),
    "not-text": (b"\x00\x01\x02\xff\xfe\xfa" * 500, "not-text.md:1:"),
    "needs-youtube": (
        b'---\ntitle: Needs YouTube\n---\n\n<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>\n\n### Why?\n\n**Ada:** Because.\n',
        "needs-youtube.md:5:",
    ),
}


def test_bad_posts_are_named_and_the_rest_publishes(site: Path, tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    for slug, (text, _) in BAD.items():
        (root / f"episodes/{slug}.md").write_bytes(text)
    (root / "pipeline.local.yaml").write_text("proxy: http://127.0.0.1:9\npause: 0\n", encoding="utf-8")
    done = pipeline("publish", root=root)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for _, named in BAD.values():
        assert f"episodes/{named}" in done.stderr
    assert digests(root / "public/sample").keys() == digests(site).keys()


def test_a_published_episode_survives_a_broken_post(show: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(show, tmp_path / "show"))
    before = digests(root / "public/sample")
    (root / "episodes/tobias-quist.md").write_text("---\ntitle: [oops\n---\n", encoding="utf-8")
    done = pipeline("publish", root=root)
    assert done.returncode == 3
    assert digests(root / "public/sample") == before


@pytest.mark.parametrize("slip", ["explicit: ture", "episodes: {tga: nlp}", "hots: Ada Example", "cover: nowhere.jpg"])
def test_a_show_with_a_slip_in_its_feed_file_stays_as_it_was(show: Path, tmp_path: Path, slip: str) -> None:
    """What could not be read would go out as its default, to listeners who keep what they get."""
    root = Path(shutil.copytree(show, tmp_path / "show"))
    before = digests(root / "public")
    feed = root / "feeds/sample.yaml"
    key = slip.partition(":")[0]
    feed.write_text("\n".join([*(line for line in feed.read_text().splitlines() if not line.startswith(f"{key}:")), slip, ""]))
    done = pipeline("publish", root=root)
    assert done.returncode == 1
    assert "feeds/sample.yaml:" in done.stderr
    assert "not published" in done.stderr
    assert digests(root / "public") == before


def test_a_dropped_episode_is_refused_until_allowed(show: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(show, tmp_path / "show"))
    before = digests(root / "public/sample")
    (root / "episodes/tobias-quist.md").unlink()
    refused = pipeline("publish", root=root)
    assert refused.returncode == 1
    assert "--allow dropped:tobias-quist" in refused.stderr
    assert digests(root / "public/sample") == before
    assert (root / ".pipeline/sample/tobias-quist.mp3").exists()
    assert pipeline("publish", "--allow", "dropped:tobias-quist", root=root).returncode == 0
    assert not [path for place in ("public", ".pipeline") for path in (root / place).rglob("*tobias*")]


def test_check_and_plan_on_the_sample(show: Path) -> None:
    check, plan = pipeline("check", root=show), pipeline("plan", "--json", root=show)
    assert check.returncode == 0, check.stderr
    assert "What does it do when it isn't sure?" in check.stdout
    assert json.loads(plan.stdout)["sample"]["changes"][0]["kind"] == "waits"


def test_a_plan_looks_at_what_has_changed_since_the_last_and_the_next_publish_at_all_that_is_new_to_it(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    small.age(root)
    told = [pipeline(verb, root=root).stderr for verb in ("plan", "plan", "publish")]
    assert ["attaching: 3" in one for one in told] == [True, False, True], told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["publish", "--root", "nowhere"], 2),
        (["dance"], 2),
        ([], 2),
        (["inspect"], 2),
        (["serve", "--port", "99999"], 2),
        (["publish", "--allow", "anything"], 2),
        (["fetch", "/"], 2),
        (["fetch", ""], 2),
    ],
)
def test_usage(words: list[str], code: int) -> None:
    done = subprocess.run([sys.executable, "-m", "pipeline", *words], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [["inspect", "nowhere.md"], ["align", "nowhere.md", "nowhere.vtt"]])
def test_json_is_a_document_also_of_what_is_not_there(words: list[str], tmp_path: Path) -> None:
    done = pipeline(*words, "--json", root=tmp_path)
    assert done.returncode == 1
    assert json.loads(done.stdout)["headings"] == []


def test_inspect_and_align_list_the_same_turns(show: Path) -> None:
    post, captions = show / "episodes/callum-reid.md", show / "episodes/callum-reid/captions.en.json3"
    read, placed = (pipeline(*words, "--json", root=show) for words in (("inspect", post), ("align", post, captions)))
    lines = [[(turn["line"], turn["speaker"]) for turn in json.loads(done.stdout)["turns"]] for done in (read, placed)]
    assert lines[0] == lines[1]


def test_an_empty_folder_is_told_what_to_write(tmp_path: Path) -> None:
    done = pipeline("publish", root=tmp_path)
    assert done.returncode == 1
    assert "feeds/<name>.yaml" in done.stderr
