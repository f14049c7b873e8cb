"""The sample show as it lies in the repository: post, sound, captions and truth of each episode tell the same story."""

import itertools
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from pipeline.content import captions, read_post
from pipeline.derive.align import align
from tests.media.make import ffmpeg
from tests.program import ROOT

EPISODES = ROOT / "episodes"
SLUGS = sorted(path.name.removesuffix(".truth.json") for path in (ROOT / "tests" / "sample").glob("*.truth.json"))
BUDGET = 4_000_000


class Sample(NamedTuple):
    slug: str
    lines: list[str]
    truth: dict[str, Any]
    words: list[tuple[int, str]]  # milliseconds and what the captions hear

    @property
    def audio(self) -> Path:
        return EPISODES / self.slug / self.truth["audio"]


@pytest.fixture(params=SLUGS)
def sample(request: pytest.FixtureRequest) -> Sample:
    slug = request.param
    track = json.loads((EPISODES / slug / "captions.en.json3").read_text(encoding="utf-8"))
    words = [
        (event["tStartMs"] + segment.get("tOffsetMs", 0), segment["utf8"].strip())
        for event in track["events"]
        if not event.get("aAppend")
        for segment in event.get("segs", [])
    ]
    truth = json.loads((ROOT / "tests" / "sample" / f"{slug}.truth.json").read_text(encoding="utf-8"))
    return Sample(slug, (EPISODES / f"{slug}.md").read_text(encoding="utf-8").splitlines(), truth, words)


def test_every_heading_and_turn_of_the_post_has_its_true_time(sample: Sample) -> None:
    headings = [(number, line[4:]) for number, line in enumerate(sample.lines, 1) if line.startswith("### ")]
    assert headings == [(heading["line"], heading["text"]) for heading in sample.truth["headings"]]
    labels = [(number, label[1]) for number, line in enumerate(sample.lines, 1) if (label := re.match(r"\*\*(\w+):\*\*", line))]
    assert labels == [(turn["line"], turn["speaker"].split()[0]) for turn in sample.truth["turns"]]


def test_true_times_follow_the_text(sample: Sample) -> None:
    spoken = sorted(sample.truth["headings"] + sample.truth["turns"], key=lambda entry: entry["line"])
    times = [(entry["start"], entry["end"]) for entry in spoken]
    assert all(start < end for start, end in times)
    assert all(end < start for (_, end), (start, _) in itertools.pairwise(times))
    assert times[0][0] > 20, "there is talk before the text begins"
    assert times[-1][1] < sample.truth["duration"]


def test_sound_is_as_long_as_the_truth_says(sample: Sample) -> None:
    told = ffmpeg("-i", sample.audio, "-f", "null", "-")
    hours, minutes, seconds = re.findall(r"time=(\d+):(\d+):([\d.]+)", told)[-1]
    assert int(hours) * 3600 + int(minutes) * 60 + float(seconds) == pytest.approx(sample.truth["duration"], abs=0.2)


def test_somebody_is_quiet_before_each_turn_begins(sample: Sample) -> None:
    """The truth against the sound itself: a pause ends where a turn begins."""
    told = ffmpeg("-i", sample.audio, "-af", "silencedetect=n=-42dB:d=0.2", "-f", "null", "-")
    ends = [float(end) for end in re.findall(r"silence_end: ([\d.]+)", told)]
    starts = [entry.get("turn", entry["start"]) for entry in sample.truth["headings"] + sample.truth["turns"]]
    assert [start for start in starts if min(abs(end - start) for end in ends) > 0.15] == []


def test_captions_roll_like_an_automatic_track(sample: Sample) -> None:
    times = [start for start, _ in sample.words]
    assert times == sorted(times)
    spelled = " ".join(word for _, word in sample.words if word != "[Music]")
    assert re.fullmatch(r"[a-z0-9' -]+", spelled), "lower-case and without punctuation"


def test_captions_hear_each_question_when_it_is_asked(sample: Sample) -> None:
    nearest = [min(abs(start / 1000 - heading["start"]) for start, _ in sample.words) for heading in sample.truth["headings"]]
    assert max(nearest) < 0.25


def test_headings_are_placed_within_half_a_second(sample: Sample) -> None:
    """Between the moment that somebody takes the turn and the moment of the heading's first word."""
    post, _ = read_post.read("\n".join(sample.lines).encode(), f"{sample.slug}.md")
    name = "captions.en.json3"
    words, _ = captions.read((EPISODES / sample.slug / name).read_bytes(), name)
    assert post is not None
    assert words is not None
    times = {entry["line"]: entry for entry in sample.truth["headings"]}
    for said, placed in zip(post.headings, align(post, words).headings, strict=True):
        entry = times[said.line]
        assert placed.start is not None
        assert entry["turn"] - 0.5 <= placed.start / 1000 <= entry["start"] + 0.5


def test_post_says_that_it_is_a_sample(sample: Sample) -> None:
    assert any("**This episode is a sample.**" in line and "`feeds/sample.yaml`" in line for line in sample.lines)


def test_the_show_has_every_kind_of_episode_that_the_readme_promises() -> None:
    dates = {slug: yaml.safe_load((EPISODES / f"{slug}.md").read_text(encoding="utf-8").split("---")[1])["date"].year for slug in SLUGS}
    assert sorted(dates.values()) == [2026, 2026, 2099], "two are out, one waits"
    assert {path.suffix for path in EPISODES.glob("*/audio.*")} == {".mp3", ".m4a"}


def test_the_whole_sample_is_small_enough_for_git() -> None:
    files = [path for slug in SLUGS for name in ("audio.*", "captions.*") for path in (EPISODES / slug).glob(name)]
    assert sum(path.stat().st_size for path in files) < BUDGET
