"""A host's video file: beside the sound in a feed of sound, the enclosure of a video feed, and sound where there is no other."""

from pathlib import Path

import pytest
from lxml import etree

from pipeline.edge import files
from tests.media.make import ffmpeg
from tests.program import copy_sample, pipeline

PODCAST = "{https://podcastindex.org/namespace/1.0}"
FILM = """\
title: Read Aloud, filmed
url: https://film.example/
description: The same conversations with pictures.
host: Maren Holt
medium: video
"""


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_sample(tmp_path_factory.mktemp("film"))
    (root / "feeds/film.yaml").write_text(FILM, "utf-8")
    folder = root / "episodes/callum-reid"
    sources = ("-f", "lavfi", "-i", "testsrc=s=160x90:r=1", "-i", str(folder / "audio.m4a"))
    how = ("-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "copy", "-shortest", str(folder / "video.mp4"))
    ffmpeg(*sources, *how)
    alone = root / "episodes/alone"
    alone.mkdir()
    (alone / "video.mp4").hardlink_to(folder / "video.mp4")
    post = (root / "episodes/callum-reid.md").read_text("utf-8").replace("SampleEp-02", "SampleEp-09")
    (root / "episodes/alone.md").write_text(post, "utf-8")
    done = pipeline("publish", root=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "public"


def items(feed: Path) -> dict[str, etree._Element]:
    return {item.findtext("link").rsplit("/", 2)[1]: item for item in etree.parse(feed).iterfind(".//item")}


def test_a_feed_of_sound_offers_the_video(public: Path) -> None:
    item = items(public / "sample/feed.xml")["callum-reid"]
    assert item.find("enclosure").get("type") == "audio/x-m4a"
    other, size = item.find(f"{PODCAST}alternateEnclosure"), (public / "sample/media/callum-reid.mp4").stat().st_size
    assert (other.get("type"), other.get("length"), other.get("height")) == ("video/mp4", str(size), "90")
    assert other.find(f"{PODCAST}source").get("uri") == "https://companion.example/media/callum-reid.mp4"


def test_a_video_feed_carries_it_and_sound_where_there_is_none(public: Path) -> None:
    found = {slug: item.find("enclosure") for slug, item in items(public / "film/feed.xml").items()}
    assert found["callum-reid"].get("type") == "video/mp4"
    assert found["callum-reid"].get("length") == str((public / "film/media/callum-reid.mp4").stat().st_size)
    assert found["tobias-quist"].get("type") == "audio/mpeg"


def test_a_video_lends_its_sound_where_there_is_no_other(public: Path) -> None:
    assert items(public / "sample/feed.xml")["alone"].find("enclosure").get("url") == "https://companion.example/media/alone.m4a"
    assert any(path.name == "alone.m4a" for path in files.tree(public / "sample"))
