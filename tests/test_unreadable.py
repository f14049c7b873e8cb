"""What cannot be read of one episode touches that one only: it is named with the next step, and stays as it was published."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import cli as shell
from pipeline.edge import files
from pipeline.run import Silent
from pipeline.steps import shows
from pipeline.verbs import checking, serving, starting
from tests import small
from tests.tree import content

ROUND = "Too many levels of symbolic links"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("show")
    files.write(root / "feeds/talks.yaml", small.feed())
    for slug in ("ada", "bob"):
        files.write(root / f"episodes/{slug}.md", small.post(slug, slug))
        files.write(root / f"episodes/{slug}/audio.mp3", small.sound())
        files.write(root / f"episodes/{slug}/captions.vtt", small.CAPTIONS)
    small.age(root)
    assert small.publish(root).code == 0
    return root


@pytest.fixture
def root(published: Path, tmp_path: Path) -> Path:
    return shutil.copytree(published, tmp_path / "show", symlinks=True)


def round_in_a_circle(path: Path) -> None:
    (shutil.rmtree if path.is_dir() else os.unlink)(path)
    path.symlink_to(path.name)


def nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def no_encoding(path: Path) -> None:
    path.rename(path.with_name(os.fsdecode(b"audio.\xff.mp3")))


def slip(before: bytes, after: bytes) -> Callable[[Path], None]:
    return lambda path: files.write(path, path.read_bytes().replace(before, after, 1))


def front_matter_gone(path: Path) -> None:
    files.write(path, path.read_bytes().partition(b"\n---\n")[2])


@pytest.mark.parametrize(
    ("name", "spoil", "says"),
    [
        ("ada.md", round_in_a_circle, f"ada.md cannot be read: {ROUND} (links lead in a circle: "),
        ("ada.md", nowhere, "ada.md cannot be read: No such file or directory (check its spelling and, if it is a link, where it leads)"),
        ("ada.md", folder, "ada.md cannot be read: Is a directory (there is a folder where a file should be: move it away)"),
        ("ada.md", pipe, "ada.md cannot be read: it is not a file (there is a pipe or a device where a file should be: move it away)"),
        ("ada", round_in_a_circle, f"ada cannot be read: {ROUND} ("),
        ("ada/audio.mp3", round_in_a_circle, f"audio.mp3 cannot be read: {ROUND} ("),
        ("ada/audio.mp3", no_encoding, r"audio.\xff.mp3 cannot be read: its name is not valid text in any encoding (rename it: "),
        ("ada/captions.vtt", round_in_a_circle, f"captions.vtt cannot be read: {ROUND} ("),
        ("ada/recording.json", round_in_a_circle, f"a file of the episode cannot be read [recording.json: {ROUND}] ("),
        ("ada/recording.json", pipe, "a file of the episode cannot be read [recording.json: it is not a file] ("),
        ("ada.md", slip(b"date: ", b"date: [2024"), "broken YAML: did not find expected ',' or ']' in `date: [2024"),
        ("ada.md", slip(b"tags: [talk]", b"tags: [[talk]]"), "`tags` must be a list of plain values ("),
        ("ada.md", slip(b"---\n\n", b"\n"), "the front matter is not closed ("),
    ],
)
def test_one_episode_is_named_and_stays_and_the_others_go_out(root: Path, name: str, spoil: Callable[[Path], None], says: str) -> None:
    spoil(root / "episodes" / name)
    files.write(root / "episodes/bob.md", small.post("bob", "Another title of"))
    before = content(root / "public/talks/ada")
    checked = [str(problem) for problem in checking.check(root, Silent()).problems]
    done = small.publish(root)
    told = [line for line in done.told.splitlines() if line.startswith("episodes/")]
    assert len(told) == 1
    assert re.match(rf"episodes/ada\.md:\d+: {re.escape(says)}", told[0])
    assert checked == told
    assert serving.sources(root)
    assert starting._there(root, shows.first(root)[0] or pytest.fail("no show"), "abcDEF12345") is None
    assert done.code == 3
    feed = (root / "public/talks/feed.xml").read_text(encoding="utf-8")
    assert "Another title of bob" in feed
    assert "ada" in feed
    assert content(root / "public/talks/ada").keys() == before.keys()


def test_a_published_episode_whose_front_matter_is_gone_stays(root: Path) -> None:
    """What it says of its tags is then no reason to take it out of a feed that asks for one."""
    front_matter_gone(root / "episodes/ada.md")
    files.write(root / "episodes/bob.md", small.post("bob", "Another title of"))
    done = small.publish(root)
    assert done.code == 3
    assert "episodes/ada.md:1: the post has no title (" in done.told
    feed = (root / "public/talks/feed.xml").read_text(encoding="utf-8")
    assert "Another title of bob" in feed
    assert "ada" in feed


@pytest.mark.parametrize("slug", ["ada", "cleo"])
@pytest.mark.parametrize(
    "front", ["title: [oops", "title: Ada\ntags: {talk: yes}", "<<<<<<< HEAD\ntitle: Ada\n=======\ntitle: Eve\n>>>>>>> other"]
)
def test_a_feed_that_asks_for_tags_names_and_keeps_what_does_not_tell_them(root: Path, slug: str, front: str) -> None:
    files.write(root / f"episodes/{slug}.md", f"---\n{front}\ndate: 2024-10-01 08:00\n---\n\nA talk.\n".encode())
    before = content(root / "public/talks/ada")
    done = small.publish(root)
    assert (done.code, "not published: " in done.told) == (3, False), done.told
    assert f"episodes/{slug}.md:" in done.told
    assert f"{slug}: {'stays as it was published' if slug == 'ada' else 'not published'}; see above" in done.told
    assert content(root / "public/talks/ada") == before


def test_a_post_whose_tags_were_changed_is_not_called_missing(root: Path) -> None:
    (root / "episodes/ada.md").write_bytes(small.post("ada", "ada", tag="other"))
    done = small.publish(root)
    assert done.code == 1
    assert "`episodes:` in the feed file does not select the post `ada` any more" in done.told


def test_a_fresh_copy_with_empty_captions_does_not_take_a_transcript_away(root: Path) -> None:
    shutil.rmtree(root / ".pipeline")
    (root / "episodes/ada/captions.vtt").write_bytes(b"WEBVTT\n")
    for _ in range(2):
        done = small.publish(root)
        assert done.code == 1, done.told
        assert "`--allow transcript:ada`" in done.told
    assert (root / "public/talks/ada/transcript.vtt").is_file()
    assert small.publish(root, small.NOW, "--allow", "transcript:ada").code == 0
    assert not (root / "public/talks/ada/transcript.vtt").exists()
    (root / "episodes/ada/captions.vtt").write_bytes(small.CAPTIONS)
    assert small.publish(root).code == 0
    assert (root / "public/talks/ada/transcript.vtt").is_file()


LATE = small.CAPTIONS.replace(b"00:00:", b"00:12:")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (Path.unlink, ("no captions; ",)),
        (
            lambda path: path.write_bytes(LATE),
            (
                "the captions do not fit the sound: the sound lasts 1:02, but the captions go on until 12:",
                "(if the sound is complete, make captions of it with any tool,",
            ),
        ),
    ],
    ids=("gone", "not fitting the sound"),
)
def test_captions_that_cannot_be_used_any_more_take_no_transcript_away(
    root: Path, damage: Callable[[Path], object], told: tuple[str, ...]
) -> None:
    damage(root / "episodes/ada/captions.vtt")
    for _ in range(2):
        done = small.publish(root)
        assert done.code == 1, done.told
        for words in (*told, "`--allow transcript:ada`"):
            assert words in done.told
    assert (root / "public/talks/ada/transcript.vtt").is_file()
    assert small.publish(root, small.NOW, "--allow", "transcript:ada").code == 0
    assert not (root / "public/talks/ada/transcript.vtt").exists()
    assert small.publish(root).code == 0, "what was allowed is not refused again"


def test_what_stays_as_it_was_is_not_called_missing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(root / "summary"))
    files.write(root / "pipeline.local.yaml", b"on_problem: tee heard\n")
    for slug in ("ada", "cleo"):
        files.write(root / f"episodes/{slug}.md", b"---\ntitle: [oops\n---\n\nA talk.\n")
    assert small.publish(root, small.NOW, "--github").code == 3
    summary = (root / "summary").read_text(encoding="utf-8")
    assert "**Missing, see the problems below:** cleo\n\n**Kept as last published, see the problems below:** ada\n" in summary
    assert json.loads((root / "heard").read_bytes())["missing"] == ["cleo"]


def test_what_is_out_stays_on_a_machine_that_has_not_the_site_itself(root: Path) -> None:
    """A CI job keeps what was made, not what was published; here another title of a neighbour changes the page of the broken post."""
    shutil.rmtree(root / "public")
    files.write(root / "episodes/ada.md", small.post("ada", "Ada, renamed"))
    small.plan(root)
    files.write(root / "episodes/ada.md", b"---\ntitle: [oops\n---\n\nA talk.\n")
    assert "ada: stays as it was published" in small.publish(root).told
    assert (root / "public/talks/ada/index.html").exists()


@pytest.mark.parametrize("kept", ["records", ""], ids=["CI", "first"])
def test_where_no_site_is_on_the_disk_the_records_tell_what_only_a_plan_has_made(root: Path, kept: str) -> None:
    """As in a CI job that keeps what was made, and before the first publish."""
    shutil.rmtree(root / "public")
    if not kept:
        shutil.rmtree(root / ".pipeline")
    post = small.post("cleo", "New")
    files.write(root / "episodes/cleo.md", post)
    files.write(root / "episodes/cleo/audio.mp3", small.sound())
    assert shell.main(["fetch", "--root", str(root), "cleo"], small.NOW) == 0
    for text in (post, post.replace(b"\n---", b"\ndraft: true\n---"), post):
        files.write(root / "episodes/cleo.md", text)
        small.plan(root)
    files.write(root / "episodes/cleo.md", b"---\ntitle: [oops\n---\n\nA talk.\n")
    assert "cleo: not published; see above" in small.publish(root).told
    assert not (root / "public/talks/cleo").exists()
    assert (root / "public/talks/ada/index.html").exists()


@pytest.mark.parametrize("has_site", [True, False])
def test_a_renamed_episode_that_was_planned_stays_once_its_post_is_broken(root: Path, *, has_site: bool) -> None:
    if not has_site:
        shutil.rmtree(root / "public")
    (root / "episodes/ada").rename(root / "episodes/zoe")
    post = (root / "episodes/ada.md").read_bytes().replace(b"---\n", b"---\nformerly: ada\n", 1)
    (root / "episodes/ada.md").unlink()
    files.write(root / "episodes/zoe.md", post)
    small.plan(root)
    files.write(root / "episodes/zoe.md", b"---\ntitle: [oops\n---\n\nA talk.\n")
    done = small.publish(root)
    assert (done.code, "zoe: stays as it was published" in done.told) == (3, True)
    assert (root / "public/talks/zoe/index.html").exists()


@pytest.mark.parametrize("tries", [small.plan, small.publish], ids=["planned", "refused"])
def test_what_was_made_but_never_published_is_not_released_once_its_post_is_broken(root: Path, tries: Callable[[Path], object]) -> None:
    """A slip in a date that was to put the release off must not bring it out."""
    post = small.post("cleo", "New")
    files.write(root / "episodes/cleo.md", post)
    files.write(root / "episodes/cleo/audio.mp3", small.sound())
    files.write(root / "episodes/bob.md", small.post("bob", "bob").replace(b"date: 2024", b"date: 2023"))  # which is refused
    assert shell.main(["fetch", "--root", str(root), "cleo"], small.NOW) == 0
    tries(root)
    files.write(root / "episodes/bob.md", small.post("bob", "bob"))
    files.write(root / "episodes/cleo.md", post.replace(b"date: 2024-10-01", b"date: 2100-13-01"))
    done = small.publish(root)
    assert done.code == 3
    assert "cleo: not published; see above" in done.told
    assert "removed" not in done.said
    assert not (root / "public/talks/cleo").exists()
    files.write(root / "episodes/cleo.md", post)
    assert small.publish(root).code == 0
    assert (root / "public/talks/cleo/index.html").exists()


def test_a_folder_that_cannot_be_written_to_keeps_no_other_episode_back(root: Path) -> None:
    """A file has its name, as a folder would that belongs to somebody else: what is to be recorded of that episode has no place."""
    files.write(root / "episodes/shared.mp3", small.sound())
    files.write(root / "episodes/cleo.md", small.post("cleo", "New").replace(b"tags:", b"audio: shared.mp3\ntags:"))
    files.write(root / "episodes/cleo", b"in the way")
    files.write(root / "episodes/bob.md", small.post("bob", "Another title of"))
    done = small.publish(root)
    assert done.code == 3
    assert "episodes/cleo.md:1: the episode's folder cannot be written to [" in done.told
    assert "cleo: not published; see above" in done.told
    assert "Another title of bob" in (root / "public/talks/feed.xml").read_text(encoding="utf-8")


def test_captions_that_are_a_pipe_are_not_waited_for(root: Path) -> None:
    pipe(root / "episodes/ada/captions.vtt")
    (problem,) = checking.check(root, Silent()).problems
    assert problem.message == "the captions cannot be read: it is not a file"
    assert problem.hint == "there is a pipe or a device where a file should be: move it away"


def no_text(path: Path) -> None:
    path.write_bytes(b"\x89PNG")


@pytest.mark.parametrize(
    ("spoil", "says"), [(nowhere, "cleo.md cannot be read: "), (no_text, "not UTF-8: byte 0x89 is not allowed here (")]
)
def test_a_new_post_that_cannot_be_read_is_named_and_the_others_go_out(root: Path, spoil: Callable[[Path], object], says: str) -> None:
    """Though nobody can say whether the feed would take it."""
    files.write(root / "episodes/cleo.md", small.post("cleo", "New"))
    spoil(root / "episodes/cleo.md")
    files.write(root / "episodes/bob.md", small.post("bob", "Another title of"))
    done = small.publish(root)
    assert done.code == 3
    assert f"episodes/cleo.md:1: {says}" in done.told
    assert "Another title of bob" in (root / "public/talks/feed.xml").read_text(encoding="utf-8")


def test_a_post_that_could_not_be_read_is_read_again(root: Path) -> None:
    """That its rights were given back leaves no trace."""
    aside = root / "ada.md"
    (root / "episodes/ada.md").rename(aside)
    (root / "episodes/ada.md").symlink_to(aside)
    aside.rename(root / "gone.md")
    assert small.publish(root).code == 3
    (root / "gone.md").rename(aside)
    assert small.publish(root).code == 0


def test_a_name_in_no_encoding_is_named_and_the_others_go_out(root: Path) -> None:
    (root / os.fsdecode(b"episodes/a\xff.md")).write_bytes(small.post("x", "Another"))
    files.write(root / "episodes/bob.md", small.post("bob", "Another title of"))
    done = small.publish(root)
    assert done.code == 3
    assert r"episodes/a\xff.md:1: `a\xff` can" in done.told
    assert "Another title of bob" in (root / "public/talks/feed.xml").read_text(encoding="utf-8")


def test_a_feed_file_that_cannot_be_read_holds_up_no_other_show(root: Path) -> None:
    (root / "feeds/more.yaml").symlink_to("more.yaml")
    files.write(root / "episodes/bob.md", small.post("bob", "Another title of"))
    done = small.publish(root)
    assert done.code == 1
    assert f"feeds/more.yaml:1: more.yaml cannot be read: {ROUND} (" in done.told
    assert "Another title of bob" in (root / "public/talks/feed.xml").read_text(encoding="utf-8")
