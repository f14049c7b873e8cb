"""What is told of a post because of what lies beside it: sound of its own, sound that has gone, a name that the site needs."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from pipeline.derive import places
from pipeline.edge import files
from pipeline.run import Silent
from pipeline.steps import drafts, shows
from pipeline.verbs import releasing
from tests import small


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("show")
    files.write(root / "feeds/talks.yaml", small.feed())
    files.write(root / "episodes/ada.md", small.post("ada", "ada"))
    files.write(root / "episodes/ada/audio.mp3", small.sound())
    assert small.publish(root).code == 0
    return root


@pytest.fixture
def root(published: Path, tmp_path: Path) -> Path:
    return shutil.copytree(published, tmp_path / "show")


def told(root: Path, slug: str) -> list[str]:
    show, _ = shows.first(root)
    return [str(problem) for problem in drafts.draft(root / f"episodes/{slug}.md", show).problems]


def test_sound_that_has_gone_is_not_called_a_missing_video(root: Path) -> None:
    assert told(root, "ada") == []
    (root / "episodes/ada/audio.mp3").unlink()
    assert told(root, "ada") == ["episodes/ada.md:1: audio.mp3 is recorded, but is not in episodes/ada/ (put it back there)"]


def test_sound_that_lives_in_a_store_need_not_be_here(root: Path) -> None:
    (root / "episodes/ada/audio.mp3").unlink()
    files.write(root / "feeds/talks.yaml", small.feed() + b"store: s3://bucket/talks\nmedia: https://media.example/\n")
    assert told(root, "ada") == []


def test_a_post_without_video_and_sound_is_told_both_ways(root: Path) -> None:
    (root / "episodes/ada.md").rename(root / "episodes/bob.md")
    (line,) = told(root, "bob")
    assert line.endswith("; or put audio.mp3 and captions.vtt into episodes/bob/. If the post was renamed, rename its folder too)")


@pytest.mark.parametrize("named", ["audio_url: https://a.example/w/bob.mp3?x=1", "episode: {file: 'HTTPS://a.example/Bob.M4A'}"])
def test_sound_that_is_elsewhere_can_be_loaded_from_the_feed(root: Path, named: str) -> None:
    files.write(root / "episodes/bob.md", f"---\ntitle: Bob\n{named}\n---\n\nOf bridges.\n".encode())
    (line,) = told(root, "bob")
    assert "; or, if your podcast has a feed, let `pipeline import FEED --posts` load the sound that line 3 names; or put audio.mp3" in line


@pytest.mark.parametrize("named", ["page: https://a.example/bob.mp3/", "file: bob.mp3", "about: https://a.example/mp3"])
def test_other_addresses_are_no_sound(root: Path, named: str) -> None:
    files.write(root / "episodes/bob.md", f"---\ntitle: Bob\n{named}\n---\n\nOf bridges.\n".encode())
    (line,) = told(root, "bob")
    assert "FEED" not in line


def test_sound_under_another_name_is_told_where_nothing_else_is_heard(root: Path) -> None:
    files.write(root / "episodes/bob.md", small.post("bob", "bob"))
    for name in ("bob/Bob, final.WAV", "bob.mp3", "bob.md.mp3"):
        files.write(root / "episodes" / name, small.sound())
    (line,) = told(root, "bob")
    assert line.endswith("; or write `audio: bob/Bob, final.WAV` or `audio: bob.mp3` into it, if that is its sound)")
    files.write(root / "episodes/bob/audio.mp3", small.sound())
    assert told(root, "bob") == []


def test_a_file_too_large_for_a_post_is_not_read(root: Path) -> None:
    with (root / "episodes/bob.md").open("wb") as file:
        file.truncate(8_000_001)
    assert told(root, "bob") == ["episodes/bob.md:1: 8,000,001 bytes are too many for a post (at most 8,000,000)"]


def test_a_post_that_names_its_sound_needs_no_video(root: Path) -> None:
    """Sound that several posts name, or that lies where a recorder has put it; there is no folder `bob`."""
    files.write(root / "sound/talk.mp3", small.sound(2))
    files.write(
        root / "episodes/bob.md",
        small.written({"title": "Bob", "date": "2024-10-02 08:00", "tags": "[talk]", "audio": "../sound/talk.mp3"}),
    )
    assert told(root, "bob") == []
    [outcome], _ = releasing.plan(root, datetime.fromtimestamp(small.NOW, UTC), Silent())
    assert outcome.plan.to_text() == "bob: Bob\n  waits: it is new; the next publish records its sound and publishes it\n"
    assert small.publish(root).code == 0
    assert (root / "public/talks/media/bob.mp3").exists()


@pytest.mark.parametrize("slug", ["index.html", "feed.xml", "feed-2.xml", "Feed.XML", "404.html", "robots.txt", "sitemap.xml", "assets"])
def test_a_name_that_the_site_needs_is_no_episodes(root: Path, slug: str) -> None:
    shutil.copytree(root / "episodes/ada", root / f"episodes/{slug}")
    (root / "episodes/ada.md").rename(root / f"episodes/{slug}.md")
    assert told(root, slug) == [f"episodes/{slug}.md:1: the site needs the name `{slug}` for itself (rename the post)"]


def test_all_that_a_site_has_beside_its_episodes_is_such_a_name(root: Path) -> None:
    assert {path.name for path in (root / "public/talks").iterdir() if not places.is_own(path.name)} == {"ada", "media"}


@pytest.mark.parametrize(("typed", "stored"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_file_is_found_however_its_accents_are_stored(root: Path, typed: Literal["NFC", "NFD"], stored: Literal["NFC", "NFD"]) -> None:
    """macOS takes both forms for the same name; the machine that releases does not."""
    for name, data in (("episodes/Gespräch #1 100%.mp3", small.sound()), ("episodes/Bäume.PNG", small.picture("green"))):
        files.write(root / normalize(stored, name), data)
    files.write(root / normalize(stored, "feeds/Übersicht 50%.png"), small.picture("navy", 1400))
    files.write(root / normalize(stored, "feeds/Bärbel.png"), small.picture("red"))
    front = {"title": "Ada", "date": "2024-10-01 08:00", "tags": "[talk]", "audio": "'Gespräch #1 100%.mp3'", "thumbnail": "Bäume.PNG"}
    files.write(root / "episodes/ada.md", normalize(typed, small.written(front).decode()).encode())
    feed = small.feed().decode() + "cover: Übersicht 50%.png\npeople: {Ben Holt: {image: Bärbel.png}}\n"
    files.write(root / "feeds/talks.yaml", normalize(typed, feed).encode())
    assert told(root, "ada") == []
    done = small.publish(root)
    assert (done.code, "cannot be used" in done.told) == (0, False), done.told
    recorded = json.loads((root / "episodes/ada/recording.json").read_bytes())
    assert [normalize("NFC", recorded[kind]["name"]) for kind in ("audio", "thumbnail")] == ["../Gespräch #1 100%.mp3", "../Bäume.PNG"]


@pytest.mark.parametrize(
    ("slug", "video", "why"),
    [
        ("own", "", "it is new; the next publish records its sound and publishes it"),
        ("asked", "abcDEF12345", "it is new; the next publish asks YouTube for it and publishes it"),
    ],
)
def test_a_plan_says_that_what_is_new_goes_out(root: Path, slug: str, video: str, why: str) -> None:
    front = {"title": slug, "date": "2024-10-02 08:00", "tags": "[talk]"} | ({"video": video} if video else {})
    files.write(root / f"episodes/{slug}.md", small.written(front))
    if not video:
        files.write(root / f"episodes/{slug}/audio.mp3", small.sound())
    [outcome], _ = releasing.plan(root, datetime.fromtimestamp(small.NOW, UTC), Silent())
    assert outcome.plan.to_text() == f"{slug}: {slug}\n  waits: {why}\n"


@pytest.mark.parametrize(
    ("lost", "origin", "told"),
    [
        ({"audio": None}, "", "bob.md:1: no sound has been recorded (run `pipeline fetch bob`)"),
        ({}, "youtube", "bob.md:1: audio.mp3: is recorded but not on this disk (run `pipeline fetch bob`)"),
        (
            {},
            "host",
            "bob.md:1: audio.mp3: is recorded but not on this disk (put the file there again, or commit it on the machine that has it)",
        ),
    ],
)
def test_a_plan_says_that_sound_is_missing(root: Path, lost: dict[str, None], origin: str, told: str) -> None:
    known = json.loads((root / "episodes/ada/recording.json").read_bytes())
    audio = known["audio"] | {"origin": origin}
    record = known | {"guid": "of-bob", "video": {"id": "abcDEF12345"}, "audio": audio} | lost
    front = {"title": "Bob", "date": "2024-10-02 08:00", "tags": "[talk]", "video": "abcDEF12345"}
    files.write(root / "episodes/bob.md", small.written(front))
    files.write(root / "episodes/bob/recording.json", json.dumps({name: value for name, value in record.items() if value}).encode())
    [outcome], _ = releasing.plan(root, datetime.fromtimestamp(small.NOW, UTC), Silent())
    assert f"episodes/{told}" in [str(problem) for problem in outcome.built.problems]
    assert outcome.built.failed == ("bob",)


def test_what_a_plan_has_seen_a_publish_records(root: Path) -> None:
    """A plan records nothing, and by the record the new file was none."""
    files.write(root / "episodes/ada/captions.vtt", small.CAPTIONS)
    releasing.plan(root, datetime.fromtimestamp(small.NOW, UTC), Silent())
    assert small.publish(root).code == 0
    assert (root / "public/talks/ada/transcript.vtt").exists()


def test_nothing_is_recorded_or_told_of_a_post_by_a_feed_that_does_not_take_it(root: Path) -> None:
    """The GUID in its record is to be made from that of the feed that takes it, whatever other feeds there are."""
    front = {"title": "Bob", "date": "2024-10-02 08:00", "tags": "[note]", "thumbnail": "gone.png"}
    files.write(root / "episodes/bob.md", small.written(front))
    files.write(root / "episodes/bob/audio.mp3", small.sound())
    files.write(root / "episodes/cleo.md", small.written(front | {"video": "abcDEF12345"}))
    files.write(root / "episodes/dan.md", small.written(front | {"date": "soon"}))
    done = small.publish(root)
    assert (done.code, "recording:" in done.told, "gone.png" in done.told, "soon" in done.told) == (0, False, False, False), done.told
    assert not (root / "episodes/bob/recording.json").exists()
    assert not (root / "episodes/cleo").exists()


def test_an_episode_that_is_out_does_not_wait_though_its_record_is_gone(root: Path) -> None:
    (root / "episodes/ada/recording.json").unlink()
    files.write(root / "episodes/ada.md", small.post("ada", "Ada, once more"))
    [outcome], _ = releasing.plan(root, datetime.fromtimestamp(small.NOW, UTC), Silent())
    assert (outcome.plan.changes, outcome.built.failed, [*outcome.built.episodes]) == ((), (), ["ada"])
