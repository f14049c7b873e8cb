"""A publish with nothing to do ends at once, and any change, of whatever the site is made of or of the site, breaks the seal."""

import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from pipeline.edge import files, layout
from pipeline.keep import rows, seal
from pipeline.keep.folders import Folders
from pipeline.keep.site import TracedFiles
from pipeline.keep.sources import Sources
from tests import small
from tests.program import ROOT, copy_sample, pipeline

CHANGES: dict[str, Callable[[Path], object]] = {
    "a post": lambda root: edit(root / "episodes/tobias-quist.md"),
    "a post less": lambda root: (root / "episodes/pip-nightly.md").unlink(),
    "a post more": lambda root: shutil.copy(root / "episodes/pip-nightly.md", root / "episodes/pip-again.md"),
    "a record": lambda root: edit(root / "episodes/callum-reid/recording.json"),
    "captions": lambda root: (root / "episodes/callum-reid/captions.vtt").write_text("WEBVTT\n"),
    "the feed file": lambda root: edit(root / "feeds/sample.yaml"),
    "a picture beside the feed file": lambda root: (root / "feeds/cover.jpg").write_bytes(b""),
    "settings": lambda root: (root / layout.SETTINGS).write_text("pause: 1\n"),
    "a page, in place": lambda root: edit(root / "public/sample/tobias-quist/index.html"),
    "a sound file less": lambda root: next((root / "public/sample/media").iterdir()).unlink(),
    "a stranger in the site": lambda root: (root / "public/sample/notes.txt").write_text("mine"),
    "no site": lambda root: shutil.rmtree(root / "public"),
    "no records of a show": lambda root: (root / ".pipeline/sample/records").unlink(),
    "no seal": lambda root: (root / ".pipeline/.seal").unlink(),
    "a seal without marks": lambda root: rewrite(root / ".pipeline/.seal", lambda fields: [*fields[:2], b"", *fields[3:]]),
    "half a seal": lambda root: (root / ".pipeline/.seal").write_bytes((root / ".pipeline/.seal").read_bytes()[:100]),
}


AHEAD = textwrap.dedent("""
    import sys
    from pathlib import Path
    from pipeline.keep import rows, seal
    from pipeline.keep.folders import Folders
    from pipeline.keep.site import TracedFiles
    from pipeline.keep.sources import Sources

    root, found = Path(sys.argv[1]), {}
    sites = {name: root / f".pipeline/{name}/site" for name in ("short", "long", "link")}
    for name, site in sites.items():
        site.mkdir(parents=True)
        for number in range(2 if name == "short" else 2000):  # whose names are more than a pipe holds
            (site / f"a-file-with-a-rather-long-name-{number}").touch()
        found[name] = TracedFiles([rows.written(Folders().files(str(site)))]), ()
    sites["link"].rename(root / "elsewhere")
    sites["link"].symlink_to(root / "elsewhere")
    seal.put(str(root), Sources(str(root)).whole(), found, named=(), until=1.0, said=seal.Said((), ()))
    for _ in "first", "too late":
        sources = seal.look(str(root), 2.0)[0].whole()
        seal.lift(str(root), sources)
        print(*(sources.mark(name) == found[name][0].mark for name in sites))
        for _ in "ahead", "anew":
            print(*(len(sources.files(name, str(site))) for name, site in sites.items()))
""")


def rewrite(path: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    path.write_bytes(b"\x1e".join(change(path.read_bytes().split(b"\x1e"))))


def edit(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("\n")


def publish(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return pipeline("publish", *words, root=root)


def unbroken(root: Path, now: float | None = None) -> seal.Said | None:
    return seal.look(str(root), time.time() if now is None else now)[1]


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_sample(tmp_path_factory.mktemp("show"))
    small.age(root)
    assert publish(root).returncode == 0
    return root


@pytest.fixture
def show(sealed: Path, tmp_path: Path) -> Path:
    """The sealed show in another place, as an archive keeps it: with its times."""
    return Path(shutil.copytree(sealed, tmp_path / "show", symlinks=True))


def test_a_publish_with_nothing_to_do_says_what_the_last_one_came_to(sealed: Path) -> None:
    said = unbroken(sealed)
    assert said
    done = publish(sealed, "--why")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [*said.report, "why: nothing has changed"]
    assert said.report[0] == f"Read Aloud: 2 episodes in {sealed}/public/sample/, nothing to write"
    assert "attaching" not in done.stderr


def test_a_wrong_word_is_told_where_nothing_has_changed_too(sealed: Path) -> None:
    assert unbroken(sealed)
    wrong = publish(sealed, "--allow", "anything")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "nothing can be allowed by the name `anything`" in wrong.stderr
    assert publish(sealed, "--allow", "dropped:ada").returncode == 0
    assert unbroken(sealed)


def test_what_is_due_breaks_the_seal(sealed: Path) -> None:
    assert unbroken(sealed, 4_000_000_000)
    assert unbroken(sealed, 4_100_000_000) is None


@pytest.mark.parametrize("what", CHANGES)
def test_any_change_breaks_the_seal(show: Path, what: str) -> None:
    assert unbroken(show)
    CHANGES[what](show)
    assert unbroken(show) is None


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("episodes/broken.md", "---\ntitle: [oops\n---\n", 3),
        ("feeds/broken.yaml", "title: [oops\n", 1),
        ("episodes/tobias-quist.mdx", "---\ntitle: Another\ndraft: true\n---\n", 1),
    ],
)
def test_a_publish_that_ends_with_an_error_is_not_sealed(show: Path, path: str, text: str, code: int) -> None:
    (show / path).write_text(text)
    small.age(show / path)
    for _ in range(3):
        assert publish(show).returncode == code
    assert unbroken(show) is None


@pytest.mark.parametrize("change", ["a post", "a post less", "a page, in place", "a stranger in the site"])
def test_a_seal_that_was_mended_is_the_one_that_would_be_made_anew(show: Path, change: str) -> None:
    CHANGES[change](show)
    small.age(show / "episodes")
    seals = []
    for _ in "mended", "anew":
        assert publish(show).returncode == 0
        assert unbroken(show)
        seals.append((show / ".pipeline/.seal").read_bytes())
        (show / ".pipeline/.seal").unlink()
    assert seals[0] == seals[1]


def test_what_is_found_in_the_next_sites_ahead_is_what_lies_there(tmp_path: Path) -> None:
    """No link is followed, and where another run has lifted the seal nothing is taken for found: `Site` has removed a link before it looks."""
    done = subprocess.run([sys.executable, "-c", AHEAD, str(tmp_path)], capture_output=True, text=True, check=True, cwd=ROOT)
    found = ["True True False", "2 2000 0", "2 2000 2000", "False False False", "2 2000 2000", "2 2000 2000"]
    assert done.stdout.splitlines() == found


@pytest.mark.parametrize("path", ["tobias-quist/index.html", ".hidden", "tobias-quist/.hidden"])
def test_a_next_site_that_is_not_as_it_was_is_told_file_by_file(show: Path, path: str) -> None:
    site = show / ".pipeline/sample/site"
    edit(show / "episodes/tobias-quist.md")
    assert seal.look(str(show), time.time())[0].whole().mark("sample")
    edit(site / path)
    sources = seal.look(str(show), time.time())[0].whole()
    assert not sources.mark("sample")
    assert sources.files("sample", str(site)) == Folders().files(str(site))


def test_two_runs_that_end_at_once_leave_one_whole_memory_of_folders(tmp_path: Path) -> None:
    """The one waits until the other has written: half of the one and half of the other would give folders the names of others."""
    sources = Sources(str(tmp_path))
    folders = sources.folders
    while not folders.has_news:  # the folder has just been made, and might change again and keep its times
        folders.listing(str(tmp_path))
    kept = tmp_path / ".pipeline/.listings"
    with ThreadPoolExecutor() as other:
        with files.replacing(kept) as partial:
            partial.write_bytes(b"half of what the first")
            ended = other.submit(sources.remember, {})
            wait([ended], 0.5)
            assert not ended.done()
        ended.result(30)
    assert kept.read_bytes() == folders.kept.encode()


def test_whichever_half_of_a_site_a_change_is_in_it_breaks_the_seal(tmp_path: Path) -> None:
    """The site is large enough to be cut: larger than what traces this program. Names sort otherwise with the `/` after them."""
    site, folders = tmp_path / "public/talks", ("", "ada", "ada-b", "ada/inside", "bob", "zoe")
    for folder in folders:
        (site / folder).mkdir(parents=True, exist_ok=True)
        for number in range(200):
            (site / folder / f"a-file-with-a-rather-long-name-{number}").touch()
    (tmp_path / ".pipeline/talks").mkdir(parents=True)
    (tmp_path / ".pipeline/talks/records").touch()
    seal.put(
        str(tmp_path),
        Sources(str(tmp_path)).whole(),
        {"talks": (TracedFiles([rows.written(Folders().files(str(site)))]), ())},
        named=(),
        until=1.0,
        said=seal.Said((), ()),
    )
    for folder in folders:
        assert unbroken(tmp_path, 0.5)
        stranger = site / folder / "stranger"
        stranger.touch()
        assert not unbroken(tmp_path, 0.5)
        stranger.unlink()
