"""The sample show with its sound in a bucket, through the command line: a desk that has the sound, CI that has the records."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import feedparser
import pytest
from mutagen.mp4 import MP4

from pipeline.content.show import Store
from pipeline.edge import files, recordings
from pipeline.run import Silent, Workers
from pipeline.steps.staff import Staff
from pipeline.verbs import releasing
from tests import small
from tests.program import ROOT, copy_sample
from tests.small import FEED, NOW, lines, publish, sound, written
from tests.store.servers import BUCKET, KEY, SECRET, Weather
from tests.tree import content, digests

OUT = {"callum-reid": "m4a", "tobias-quist": "mp3"}
KEYS = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}


class Checkout(NamedTuple):
    """A checkout of the show on one machine."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "public/sample"

    def publish(self, *words: str, keys: dict[str, str] = KEYS) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        command = [sys.executable, "-m", "pipeline", *(words or ("publish",)), "--root", str(self.root)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=kept | keys)
        assert "Traceback" not in done.stderr
        return done

    def enclosures(self) -> dict[str, tuple[str, int]]:
        told = (entry.enclosures[0] for entry in feedparser.parse(self.site / "feed.xml").entries)
        return {enclosure.href: (enclosure.type, int(enclosure.length)) for enclosure in told}

    def commit_to(self, root: Path) -> "Checkout":
        """What CI has after the desk's push: all but sound, sites and what is kept between runs."""
        shutil.copytree(self.root, root, ignore=shutil.ignore_patterns("audio.*", "public", ".pipeline"))
        return Checkout(root)

    def ask_otherwise(self) -> None:
        """An edit that changes the title of a chapter."""
        post = self.root / "episodes/callum-reid.md"
        text = post.read_text(encoding="utf-8")
        heading = next(line for line in text.splitlines() if line.startswith("### "))
        post.write_text(text.replace(heading, f"{heading}\n<!-- chapter: Something else -->", 1), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, ours: Store) -> Checkout:
    root = tmp_path / "desk"
    copy_sample(root, "pip-nightly*")
    feed = root / "feeds/sample.yaml"
    lines = f"\nstore: {{url: {ours}, endpoint: {ours.endpoint}}}\nmedia: {ours.media}\n"
    feed.write_text(feed.read_text(encoding="utf-8") + lines, encoding="utf-8")
    return Checkout(root)


def test_the_sound_of_a_renamed_post_is_kept_up_to_date_where_apps_know_it(
    desk: Checkout, ours: Store, buckets: tuple[Path, str], tmp_path: Path
) -> None:
    bucket = buckets[0] / BUCKET / ours.prefix
    desk.ask_otherwise()
    assert desk.publish().returncode == 0
    episodes, known = desk.root / "episodes", f"{ours.media}callum-reid.m4a"
    text = (episodes / "callum-reid.md").read_text(encoding="utf-8").replace("---\n", f"---\nenclosure: {known}\n", 1)
    (episodes / "callum-reid.md").unlink()
    (episodes / "callum-reid").rename(episodes / "callum")
    (episodes / "callum.md").write_text(text, encoding="utf-8")
    done = desk.publish()
    assert done.returncode == 0, done.stderr
    for machine, title in ((desk, "Otherwise"), (desk.commit_to(tmp_path / "ci"), "In CI")):
        (machine.root / "episodes/callum.md").write_text(text.replace("Something else", title), encoding="utf-8")
        done = machine.publish()
        assert (done.returncode, done.stderr.count("warning")) == (0, 0), done.stderr
        assert machine.enclosures()[known][1] == (bucket / "callum-reid.m4a").stat().st_size
        assert title in [chapter.title for chapter in MP4(bucket / "callum-reid.m4a").chapters]
    assert sorted(file.name for file in bucket.iterdir()) == [f"{slug}.{suffix}" for slug, suffix in OUT.items()]


def test_from_desk_to_ci_and_back(desk: Checkout, ours: Store, way: Weather, buckets: tuple[Path, str], tmp_path: Path) -> None:
    bucket = buckets[0] / BUCKET / ours.prefix

    # One upload is refused: that episode is not announced, the other is.
    way.faults.append(lambda asked: (403, b"<Code>AccessDenied</Code>") if asked.method == "PUT" and "tobias" in asked.path else None)
    done = desk.publish()
    assert done.returncode == 3
    assert f"episodes/tobias-quist.md:1: {ours} refuses this key (give it permission to read and write objects there" in done.stderr
    assert "removed" not in done.stdout, "there was no site before"
    assert list(desk.enclosures()) == [f"{ours.media}callum-reid.m4a"]
    assert not (desk.site / "tobias-quist").exists()
    way.faults.clear()

    # Then all is well, and the site holds no sound.
    done = desk.publish()
    assert done.returncode == 0, done.stderr
    there = {f"{ours.media}{slug}.{suffix}": (bucket / f"{slug}.{suffix}").stat().st_size for slug, suffix in OUT.items()}
    assert {address: size for address, (_, size) in desk.enclosures().items()} == there
    assert not (desk.site / "media").exists()
    page = (desk.site / "callum-reid/index.html").read_text(encoding="utf-8")
    assert f'src="{ours.media}callum-reid.m4a"' in page
    assert f"media-src &#39;self&#39; {ours.media.partition(ours.prefix)[0].rstrip('/')};" in page

    # Nothing has changed: nothing is asked, not even by CI, which has neither sound nor keys.
    way.asked.clear()
    before = digests(desk.site)
    assert desk.publish().returncode == 0
    ci = desk.commit_to(tmp_path / "ci")
    done = ci.publish(keys={})
    assert (done.returncode, done.stderr.count("callum")) == (0, 0), done.stderr
    assert digests(desk.site) == digests(ci.site) == before
    assert way.asked == []

    # CI is to change a chapter. Without keys the sound stays as it is, with keys it is fetched and sent back.
    ci.ask_otherwise()
    done = ci.publish(keys={})
    assert done.returncode == 0
    assert "episodes/callum-reid.md:1: warning: there is no key for" in done.stderr
    assert "its listeners keep the previous sound" in done.stderr
    assert ci.enclosures() == desk.enclosures()
    assert "Something else" in (ci.site / "callum-reid/chapters.json").read_text(encoding="utf-8")
    done = ci.publish()
    assert (done.returncode, done.stderr.count("warning")) == (0, 0), done.stderr
    assert [asked.path.rpartition("/")[2] for asked in way.seen("GET")] == ["callum-reid.m4a"]
    assert "Something else" in [chapter.title for chapter in MP4(bucket / "callum-reid.m4a").chapters]
    assert ci.enclosures()[f"{ours.media}callum-reid.m4a"][1] == (bucket / "callum-reid.m4a").stat().st_size
    known = recordings.on_record(ci.root / "episodes/callum-reid")
    assert known
    assert [enclosure.sha256 for enclosure in known.enclosures] == [files.digest(bucket / "callum-reid.m4a")]

    # The desk makes the same edit. A plan asks nothing, and so does a publish that the guard refuses.
    desk.ask_otherwise()
    way.asked.clear()
    assert desk.publish("plan").returncode == 0
    (desk.root / "episodes/tobias-quist.md").rename(tmp_path / "aside.md")
    assert desk.publish().returncode == 1
    assert way.asked == []
    (tmp_path / "aside.md").rename(desk.root / "episodes/tobias-quist.md")
    assert desk.publish().returncode == 0
    assert digests(desk.site) == digests(ci.site)
    assert not way.seen("PUT"), "the desk makes the very file that CI has made"


def test_a_folder_of_the_same_disk(desk: Checkout, ours: Store, buckets: tuple[Path, str]) -> None:
    folder = buckets[0] / BUCKET / ours.prefix
    folder.mkdir()
    feed = desk.root / "feeds/sample.yaml"
    text = feed.read_text(encoding="utf-8").partition("\nstore:")[0]
    feed.write_text(f"{text}\nstore: {folder}\nmedia: {ours.media}\n", encoding="utf-8")
    (desk.root / "episodes/tobias-quist.md").unlink()
    assert desk.publish(keys={}).returncode == 0
    assert [path.name for path in folder.iterdir()] == ["callum-reid.m4a"]
    assert list(desk.enclosures()) == [f"{ours.media}callum-reid.m4a"]


def test_the_feed_says_what_is_at_the_address_if_the_host_put_another_file_there(
    desk: Checkout, ours: Store, buckets: tuple[Path, str]
) -> None:
    folder = buckets[0] / BUCKET / ours.prefix
    folder.mkdir()
    shutil.copy(desk.root / "episodes/callum-reid/audio.m4a", folder / "callum-reid.m4a")
    feed = desk.root / "feeds/sample.yaml"
    text = feed.read_text(encoding="utf-8").partition("\nstore:")[0]
    feed.write_text(f"{text}\nmedia: {ours.media}\n", encoding="utf-8")
    (desk.root / "episodes/tobias-quist.md").unlink()
    assert desk.publish(keys={}).returncode == 0
    assert desk.enclosures() == {f"{ours.media}callum-reid.m4a": ("audio/x-m4a", (folder / "callum-reid.m4a").stat().st_size)}


def test_what_waits_is_in_the_store_before_a_machine_without_sound_releases_it(
    ours: Store, buckets: tuple[Path, str], tmp_path: Path
) -> None:
    desk, ci, folder, later = tmp_path / "desk", tmp_path / "ci", buckets[0] / BUCKET / ours.prefix, NOW + 30 * 86_400
    files.write(desk / "feeds/talks.yaml", lines(FEED | {"store": str(folder), "media": ours.media}).encode())
    files.write(desk / "episodes/ada.md", written({"title": "First ada", "date": "2099-11-20 08:00", "tags": "[talk]"}))
    files.write(desk / "episodes/ada/captions.vtt", small.CAPTIONS)
    files.write(desk / "episodes/ada/audio.mp3", sound())

    # The disk of the store is not plugged in: that is no trouble before the episode is due.
    done = publish(desk)
    assert done.code == 0
    assert f"episodes/ada.md:1: warning: there is no folder {folder}" in done.told

    folder.mkdir()
    done = publish(desk)
    assert (done.code, "warning" in done.told) == (0, False), done.told
    assert [path.name for path in folder.iterdir()] == ["ada.mp3"]
    assert not feedparser.parse(desk / "public/talks/feed.xml").entries
    assert not (desk / "public/talks/ada").exists()
    assert publish(desk).reasons == set()

    shutil.copytree(desk, ci, ignore=shutil.ignore_patterns("audio.*", "public", ".pipeline"))
    done = publish(ci, later)
    assert done.code == 0, done.told
    assert [entry.enclosures[0].href for entry in feedparser.parse(ci / "public/talks/feed.xml").entries] == [f"{ours.media}ada.mp3"]
    assert publish(desk, later).code == 0
    assert content(ci / "public") == content(desk / "public")


class Steps(Silent):
    """A watcher that remembers what it was told of the uploads."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def began(self, stage: str, total: int) -> None:
        self.told += [f"{total} to do"] * (stage == "uploading")

    def doing(self, stage: str, what: str) -> None:
        self.told += [what] * (stage == "uploading")

    def ended(self, stage: str, name: str) -> None:
        self.told += [f"{name} done"] * (stage == "uploading")


def lay(root: Path, folder: Path, ours: Store) -> None:
    """A show of one talk, whose sound is kept in a folder."""
    folder.mkdir()
    files.write(root / "feeds/talks.yaml", lines(FEED | {"store": str(folder), "media": ours.media}).encode())
    files.write(root / "episodes/ada.md", small.post("ada", "First"))
    files.write(root / "episodes/ada/audio.mp3", sound())


def test_how_far_an_upload_is_can_be_seen(ours: Store, buckets: tuple[Path, str], tmp_path: Path) -> None:
    folder, steps = buckets[0] / BUCKET / ours.prefix, Steps()
    lay(tmp_path, folder, ours)
    outcomes, *_ = releasing.publish(tmp_path, datetime.fromtimestamp(NOW, UTC), Staff(steps, Workers()), ())
    assert (steps.told[0], *steps.told[-2:]) == ("1 to do", "ada: 100%", "ada done")
    assert releasing.quiet_until(tmp_path, outcomes) is not None, "nothing is left to do"


def test_what_a_checkout_does_not_tell_of_the_store_is_kept_between_runs(ours: Store, buckets: tuple[Path, str], tmp_path: Path) -> None:
    """Sound is in git, and a job puts it into the store: what it writes into the record goes with its checkout."""
    show, first, second, folder = tmp_path / "show", tmp_path / "first", tmp_path / "second", buckets[0] / BUCKET / ours.prefix
    folder.mkdir()
    files.write(show / "feeds/talks.yaml", lines(FEED | {"store": str(folder), "media": ours.media}).encode())
    files.write(show / "episodes/ada.md", small.post("ada", "First"))
    files.write(show / "episodes/ada/audio.mp3", sound())

    shutil.copytree(show, first)
    assert publish(first).code == 0
    folder.rename(tmp_path / "away")  # the next step has no keys, or the service has a bad hour
    shutil.copytree(show, second)
    shutil.copytree(first / ".pipeline", second / ".pipeline")
    done = publish(second)
    assert (done.code, done.reasons) == (0, set()), done.told
    assert content(second / "public") == content(first / "public")
    files.write(second / "feeds/talks.yaml", lines(FEED | {"store": str(folder), "media": ours.media, "copyright": "2099 We"}).encode())
    done = publish(second)
    assert (done.code, "no folder" in done.told) == (0, False), done.told


def test_a_new_post_with_the_former_name_of_another_does_not_replace_its_sound(
    ours: Store, buckets: tuple[Path, str], tmp_path: Path
) -> None:
    """Sound is in the store long before its date, so the guard would object too late."""
    folder, show = buckets[0] / BUCKET / ours.prefix, tmp_path / "show"
    folder.mkdir(parents=True)
    files.write(show / "feeds/talks.yaml", lines(FEED | {"store": str(folder), "media": ours.media}).encode())
    files.write(show / "episodes/zoe.md", written({"title": "Old", "date": "2024-10-01 08:00", "tags": "[talk]", "formerly": "ada"}))
    files.write(show / "episodes/zoe/audio.mp3", sound())
    assert publish(show).code == 0
    before = (folder / "ada.mp3").read_bytes()
    files.write(show / "episodes/ada.md", written({"title": "New", "date": "2099-11-20 08:00", "tags": "[talk]", "guid": "new"}))
    files.write(show / "episodes/ada/audio.mp3", sound(2))
    done = publish(show)
    said = f"episodes/ada.md:1: warning: its sound would replace that of `zoe`, {ours.media}ada.mp3 (rename the newer post, or correct"
    assert (done.code, said in done.told) == (0, True), done.told
    assert (folder / "ada.mp3").read_bytes() == before


def test_new_sound_that_could_not_be_carried_is_carried_by_the_next_publish(ours: Store, buckets: tuple[Path, str], tmp_path: Path) -> None:
    folder = buckets[0] / BUCKET / ours.prefix
    lay(tmp_path, folder, ours)
    assert publish(tmp_path).code == 0
    before = files.digest(folder / "ada.mp3")

    files.write(tmp_path / "episodes/ada.md", small.post("ada", "Second"))
    folder.rename(tmp_path / "away")
    assert "its listeners keep the previous sound" in publish(tmp_path).told
    (tmp_path / "away").rename(folder)
    assert files.digest(folder / "ada.mp3") == before
    assert publish(tmp_path).code == 0
    assert files.digest(folder / "ada.mp3") != before
    (item,) = feedparser.parse(tmp_path / "public/talks/feed.xml").entries
    assert int(item.enclosures[0].length) == (folder / "ada.mp3").stat().st_size


def test_sound_that_a_refused_publish_did_not_carry_is_carried_by_one_that_is_allowed(
    ours: Store, buckets: tuple[Path, str], tmp_path: Path
) -> None:
    folder = buckets[0] / BUCKET / ours.prefix
    lay(tmp_path, folder, ours)
    files.write(tmp_path / "episodes/bob.md", small.post("bob", "First"))
    files.write(tmp_path / "episodes/bob/audio.mp3", sound(2))
    assert publish(tmp_path).code == 0
    before = files.digest(folder / "ada.mp3")

    files.write(tmp_path / "episodes/ada.md", small.post("ada", "Second"))
    (tmp_path / "episodes/bob.md").unlink()
    assert publish(tmp_path).code == 1
    assert files.digest(folder / "ada.mp3") == before
    assert publish(tmp_path, NOW, "--allow", "dropped:bob").code == 0
    assert files.digest(folder / "ada.mp3") != before


@pytest.mark.parametrize(
    ("path", "more"),
    [("episodes/ada/thumbnail.png", small.picture("red")), ("feeds/talks.yaml", b"audio: {loudness: -20}\n")],
    ids=["picture", "loudness"],
)
def test_sound_with_another_picture_or_loudness_is_carried(
    ours: Store, buckets: tuple[Path, str], tmp_path: Path, path: str, more: bytes
) -> None:
    folder = buckets[0] / BUCKET / ours.prefix
    lay(tmp_path, folder, ours)
    assert publish(tmp_path).code == 0
    before = files.digest(folder / "ada.mp3")
    with (tmp_path / path).open("ab") as file:
        file.write(more)
    assert publish(tmp_path).code == 0
    assert files.digest(folder / "ada.mp3") != before


def test_a_file_of_an_import_is_not_written_over_in_the_store(ours: Store, buckets: tuple[Path, str], tmp_path: Path) -> None:
    """What a post says of its size and type holds for the file that apps know, and which is there already."""
    folder, address = buckets[0] / BUCKET / ours.prefix, f"{ours.media}of-old.mp3"
    files.write(folder / "of-old.mp3", b"of old")
    files.write(tmp_path / "feeds/talks.yaml", lines(FEED | {"store": str(folder), "media": ours.media}).encode())
    front = {"title": "First", "date": "2024-10-01 08:00", "tags": "[talk]", "enclosure": f"{address} 6 audio/mpeg"}
    files.write(tmp_path / "episodes/ada.md", written(front))
    files.write(tmp_path / "episodes/ada/audio.mp3", sound())
    assert publish(tmp_path).code == 0
    assert (folder / "of-old.mp3").read_bytes() == b"of old"
    (item,) = feedparser.parse(tmp_path / "public/talks/feed.xml").entries
    assert (item.enclosures[0].href, item.enclosures[0].length) == (address, "6")
