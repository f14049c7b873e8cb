"""A publish imports the packages of others that its work needs, and no more: most of what it takes for one post would be imports."""

import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from pipeline.edge import files
from tests import small

ROOT = Path(__file__).parent.parent
LONG_AGO = (1_700_000_000.5, 1_700_000_000.5)
# What reads a post and writes its page and its item of the feed, with what these packages import themselves.
ONE_POST = {"comrak", "dateutil", "feedgen", "jinja2", "lxml", "markupsafe", "nh3", "selectolax", "yaml"}


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A show of a few episodes that was published, none of them with captions."""
    root = tmp_path_factory.mktemp("show")
    files.write(root / "feeds/talks.yaml", small.feed())
    for slug in ("ada", "bob"):
        files.write(root / f"episodes/{slug}.md", small.post(slug, slug))
        files.write(root / f"episodes/{slug}/audio.mp3", small.sound())
    for path in root.rglob("*"):
        os.utime(path, LONG_AGO)
    for _ in range(2):
        imported(root)
    return root


def imported(root: Path) -> set[str]:
    """The packages of others that a publish imports."""
    command = (sys.executable, "-X", "importtime", "-m", "pipeline", "publish", "--quiet", "--root", root)
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    names = {name.partition(".")[0] for name in re.findall(r"^import time:.*\| +(\S+)$", done.stderr, re.MULTILINE)}
    return {name for name in names & packages_distributions().keys() if name != "pipeline" and not name.startswith("_")}


def test_a_publish_with_nothing_to_do_imports_none(show: Path) -> None:
    assert imported(show) == set()


def test_a_changed_post_needs_what_reads_it_and_writes_its_page(show: Path) -> None:
    with (show / "episodes/ada.md").open("a", encoding="utf-8") as post:
        post.write("\nAnd one more thing.\n")
    assert imported(show) == ONE_POST


def test_templates_are_compiled_once(show: Path) -> None:
    kept, post = show / ".pipeline/talks/.templates.kept", show / "episodes/bob.md"
    before = kept.stat()
    for word in ("word", "words"):
        files.write(post, post.read_bytes() + f"\nA {word} more.\n".encode())
        imported(show)
        assert f"A {word} more." in (show / "public/talks/bob/index.html").read_text("utf-8")
        if word == "word":
            assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
            kept.write_bytes(b"damaged")
    assert kept.read_bytes() != b"damaged"
