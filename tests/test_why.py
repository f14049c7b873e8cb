"""What is made anew is made for a reason, and `publish --why` tells it."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.edge import files
from pipeline.run import Silent, Workers
from pipeline.steps.staff import Staff
from pipeline.verbs import releasing
from tests import small
from tests.program import ROOT
from tests.small import publish
from tests.tree import content


def edit(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("\n**Ada Quill:** One more thing.\n")


def stored(path: Path) -> None:
    known = json.loads(path.read_bytes())
    about = {"type": "audio/mpeg", "bytes": 1, "duration": 1, "sha256": "0" * 64, "mark": "0"}
    path.write_text(json.dumps(known | {"enclosures": [{"feed": "talks", "address": "https://sound.example/ada.mp3", **about}]}), "utf-8")


def again(root: Path, *allowed: str) -> small.Published:
    """Publish when all that was written has had its time."""
    return publish(root, time.time() + 5, *(word for what in ("dropped:ada", "emptied", *allowed) for word in ("--allow", what)))


WHY: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "nothing": (lambda root: root, set()),
    "a touch": (lambda root: (root / "episodes/ada.md").touch(), set()),
    "a post": (
        lambda root: edit(root / "episodes/ada.md"),
        {"ada: its post changed", "ada.words: its post changed", "search data 1: its content has changed"},
    ),
    "a record of the time when the sound was in a store": (lambda root: stored(root / "episodes/ada/recording.json"), set()),
    "captions": (
        lambda root: (root / "episodes/ada/captions.vtt").write_bytes(small.LATER),
        {"ada: its record changed", "ada.words: its record changed"},
    ),
    "captions from elsewhere, written long before": (
        lambda root: shutil.copy2(root / "later.vtt", root / "episodes/ada/captions.vtt"),
        {"ada: its record changed"},
    ),
    "the feed file": (
        lambda root: (root / "feeds/talks.yaml").write_bytes(small.feed("Conversations")),
        {"ada: the feed file and the show's cover changed", "feed.xml: its content has changed"},
    ),
    "a page spoilt": (
        lambda root: [edit(path) for path in root.rglob("ada/index.html")],
        {"ada: ada/index.html is not in the site as it was written"},
    ),
    "a feed lost": (
        lambda root: (root / ".pipeline/talks/site/feed.xml").unlink() or (root / "public/talks/feed.xml").unlink(),
        {"feed.xml: feed.xml is not in the site as it was written"},
    ),
    "the show's cover lost": (lambda root: [path.unlink() for path in root.rglob("assets/cover.jpg")], set()),
    "search data lost": (
        lambda root: [path.unlink() for path in root.rglob("assets/search/1-0.js")],
        {"search data 1: assets/search/1-0.js is not in the site as it was written"},
    ),
    "one more": (
        lambda root: (
            files.write(root / "episodes/bob.md", small.post("bob", "Second", day=2))
            or files.write(root / "episodes/bob/audio.mp3", small.sound())
        ),
        {"bob: not made yet", "ada: the episodes before and after it changed", "index.html: its content has changed"},
    ),
    "one less": (lambda root: (root / "episodes/ada.md").unlink(), {"index.html: its content has changed"}),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("show")
    files.write(root / "feeds/talks.yaml", small.feed())
    files.write(root / "episodes/ada.md", small.post("ada", "First"))
    files.write(root / "episodes/ada/audio.mp3", small.sound())
    files.write(root / "episodes/ada/captions.vtt", small.CAPTIONS)
    files.write(root / "later.vtt", small.LATER)
    small.age(root)
    small.age(root / "later.vtt", small.LONG_AGO - 60)
    for _ in range(2):
        again(root)
    return root


@pytest.mark.parametrize("what", WHY)
def test_what_is_made_is_made_for_a_reason(published: Path, tmp_path: Path, what: str) -> None:
    root = Path(shutil.copytree(published, tmp_path / "show"))
    change, reasons = WHY[what]
    change(root)
    told = again(root).reasons
    assert told >= reasons
    assert bool(told) == bool(reasons), told


@pytest.mark.parametrize("what", ["captions", "the feed file", "a page spoilt", "a feed lost", "the show's cover lost", "search data lost"])
def test_what_is_made_anew_is_what_would_be_made_from_nothing(published: Path, tmp_path: Path, what: str) -> None:
    root = Path(shutil.copytree(published, tmp_path / "show"))
    WHY[what][0](root)
    assert again(root).code == 0
    fresh = Path(shutil.copytree(root, tmp_path / "fresh", ignore=shutil.ignore_patterns("public", ".pipeline")))
    assert again(fresh).code == 0
    assert content(root / "public") == content(fresh / "public")


def test_what_a_plan_has_seen_is_recorded_by_the_next_publish(published: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(published, tmp_path / "show"))
    record = root / "episodes/ada/recording.json"
    before = record.read_bytes()
    files.write(root / "episodes/ada/thumbnail.png", small.picture("red"))
    small.plan(root, time.time() + 5)
    assert record.read_bytes() == before
    assert again(root).code == 0
    assert b"thumbnail.png" in record.read_bytes()


def test_a_site_that_is_made_already_is_not_said_to_be_unchanged(published: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(published, tmp_path / "show"))
    shutil.rmtree(root / "public")
    assert "  why: everything was made before, by a plan or a publish" in again(root).said.splitlines()
    assert "why: nothing has changed" in again(root).said


def test_a_sound_that_is_put_back_is_heard_again(published: Path, tmp_path: Path) -> None:
    """What is said of it ends with it, however its loss came about; meanwhile the episode stays as it was."""
    root = Path(shutil.copytree(published, tmp_path / "show"))
    post, sound = root / "episodes/ada.md", root / "episodes/ada/audio.mp3"
    post.write_bytes(post.read_bytes().replace(b"tags:", b"video: abcDEF12345\ntags:"))
    assert again(root).code == 0
    before = content(root / "public/talks")
    sound.write_bytes(b"no sound")
    assert again(root).code == 3
    sound.unlink()
    for _ in range(2):
        assert again(root).code == 3
        assert content(root / "public/talks") == before
    sound.write_bytes(small.sound())
    done = again(root)
    assert (done.code, done.told.count("episodes/ada.md")) == (0, 0)
    assert content(root / "public/talks") == before


def test_files_that_are_removed_are_not_counted_as_written(published: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(published, tmp_path / "show"))
    before = content(root / "public/talks")
    (root / "episodes/ada/captions.vtt").unlink()
    first, *_ = again(root, "transcript:ada").said.splitlines()
    after = content(root / "public/talks")
    written, removed = sum(before.get(path) != data for path, data in after.items()), len(before.keys() - after.keys())
    assert removed
    assert first.endswith(f", {written} files written, {removed} removed")


def test_a_site_whose_feed_file_is_gone_is_named_until_it_is_taken_down(published: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(published, tmp_path / "show"))
    (root / "feeds/talks.yaml").rename(root / "feeds/chat.yaml")
    for _ in range(3):
        done = publish(root, time.time() + 5)
        assert done.code == 0
        assert "feeds/talks.yaml:1: warning: the feed file is gone, but its site is still in public/talks/" in done.told
    shutil.rmtree(root / "public/talks")
    shutil.rmtree(root / ".pipeline/talks")
    assert "talks" not in publish(root, time.time() + 5).told


def test_a_feed_file_with_an_error_is_told_to_keep_its_site_only_if_there_is_one(published: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(published, tmp_path / "show"))
    for name in ("talks", "new"):
        (root / f"feeds/{name}.yaml").write_text("title: [\n", "utf-8")
    told = publish(root, time.time() + 5).told.splitlines()
    held = "this show is not published until that is corrected"
    assert [line for line in told if held in line] == [f"feeds/new.yaml: {held}", f"feeds/talks.yaml: {held}; its last site stays as it is"]


def test_what_is_wrong_with_a_cover_is_told_once(published: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(published, tmp_path / "show"))
    with (root / "feeds/talks.yaml").open("ab") as feed:
        feed.write(b"cover: nowhere.png\n")
    done = publish(root, time.time() + 5)
    line = (root / "feeds/talks.yaml").read_text("utf-8").count("\n")
    assert (done.code, [one for one in done.told.splitlines() if one.startswith("feeds/")]) == (
        1,
        [
            (
                f"feeds/talks.yaml:{line}: `cover: nowhere.png` does not exist "
                "(put the picture beside the feed file, or leave `cover` out to have one drawn)"
            ),
            f"feeds/talks.yaml:1: not published: there is an error in feeds/talks.yaml:{line}: correct it",
        ],
    )


def test_a_broken_template_is_told_to_keep_the_site_of_its_show(published: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(published, tmp_path / "show"))
    files.write(root / "feeds/talks/subscribe.html", b"{% if %}")
    told = publish(root, time.time() + 5).told
    assert "feeds/talks/subscribe.html: this show is not published until that is corrected; its last site stays as it is\n" in told


def asked_for_captions(root: Path) -> None:
    """Of a video, on a machine that does not ask YouTube: the next one may."""
    post = root / "episodes/ada.md"
    post.write_bytes(post.read_bytes().replace(b"tags:", b"video: abcDEF12345\ntags:"))
    (root / "episodes/ada/captions.vtt").unlink()
    files.write(root / "pipeline.local.yaml", b"fetch: no\n")


def out_of_reach(root: Path) -> None:
    """As by its rights, which leave no trace when they are given back."""
    (root / "episodes/ada.md").unlink()
    (root / "episodes/ada.md").symlink_to("nowhere")


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (lambda root: (root / "episodes/ada.md").touch(), False),
        (lambda root: files.write(root / "episodes/bob.md", small.post("bob", "Note", tag="note")), False),
        (asked_for_captions, True),
        (out_of_reach, True),
    ],
    ids=["a touch", "a post that the feed does not take", "captions that YouTube may give", "a post that cannot be read"],
)
def test_a_post_is_looked_at_again_as_long_as_something_is_left_to_do(
    published: Path, tmp_path: Path, change: Callable[[Path], object], left: bool
) -> None:
    root, now = Path(shutil.copytree(published, tmp_path / "show")), time.time()
    change(root)
    for later in (5, 10):
        outcomes, *_ = releasing.publish(root, datetime.fromtimestamp(now + later, UTC), Staff(Silent(), Workers()), ())
        assert (releasing.quiet_until(root, outcomes) is None) == left


def test_a_post_that_was_written_a_moment_ago_is_looked_at_again(published: Path, tmp_path: Path) -> None:
    """Another edit in the same tick of the clock would leave the same traces."""
    root = Path(shutil.copytree(published, tmp_path / "show"))
    post = root / "episodes/ada.md"
    post.touch()
    for later, left in ((0.01, True), (5, False)):
        outcomes, *_ = releasing.publish(root, datetime.fromtimestamp(post.stat().st_mtime + later, UTC), Staff(Silent(), Workers()), ())
        assert (releasing.quiet_until(root, outcomes) is None) == left


def test_nothing_is_left_to_do_until_the_first_of_those_that_wait_is_due(published: Path, tmp_path: Path) -> None:
    root, now = Path(shutil.copytree(published, tmp_path / "show")), time.time() + 5
    for slug, day in (("bob", 12), ("cleo", 11), ("dora", 13)):
        files.write(root / f"episodes/{slug}.md", small.post(slug, "Later", day=day).replace(b"2024-10", b"2199-10"))
        files.write(root / f"episodes/{slug}/audio.mp3", small.sound())
    files.write(root / "episodes/eve.md", small.post("eve", "Unfinished").replace(b"---\n", b"---\ndraft: yes\n", 1))
    files.write(root / "episodes/eve/audio.mp3", small.sound())
    outcomes, *_ = releasing.publish(root, datetime.fromtimestamp(now, UTC), Staff(Silent(), Workers()), ())
    assert releasing.quiet_until(root, outcomes) == datetime(2199, 10, 11, 8, tzinfo=UTC).timestamp()


NEWER: dict[str, tuple[str, str, str, str]] = {  # a file of the program, what another version has in it, and why things are made anew
    "a page's template": ("derive/templates/base.html", "<body", "<body data-newer", "ada: this program changed"),
    "what draws": (
        "edge/media/artwork.py",
        "_QUALITIES = (88,",
        "_QUALITIES = (87,",
        "ada.pictures: the show's cover and this program changed",
    ),
    "what tags": ("edge/media/tags.py", '"""', '"""Newer. ', "ada.tagged: this program changed"),
    "what encodes": ("edge/media/audio.py", '"""', '"""Newer. ', "ada.ready: this program changed"),
    "what aligns": ("derive/align/aligner.py", '"""', '"""Newer. ', "ada.words: this program changed"),
    "what reads captions": ("content/captions/vtt.py", '"""', '"""Newer. ', "ada.words: this program changed"),
}


@pytest.mark.parametrize("what", NEWER)
def test_another_version_of_the_program_makes_anew_what_it_makes_otherwise(published: Path, tmp_path: Path, what: str) -> None:
    root, program = Path(shutil.copytree(published, tmp_path / "show")), tmp_path / "program"
    shutil.copytree(ROOT / "pipeline", program / "pipeline")  # with what is compiled of it, which takes as long as the rest
    name, old, new, why = NEWER[what]
    path = program / "pipeline" / name
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "publish", "--why", "--root", str(root)],
        cwd=program,
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"why: {why}" in done.stdout, done.stdout
    assert done.stdout.count("ada.words:") == why.count("ada.words:")  # words that are placed stay so, whatever else becomes another
    fresh = shutil.copytree(root, tmp_path / "fresh", ignore=shutil.ignore_patterns("public", ".pipeline"))
    subprocess.run([sys.executable, "-m", "pipeline", "publish", "--root", str(fresh)], cwd=program, capture_output=True, check=True)
    assert content(root / "public") == content(fresh / "public")
