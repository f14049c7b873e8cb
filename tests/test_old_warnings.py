"""Warnings about posts that a run has no reason to look at are counted where there are many, and said where there are few."""

import time
from pathlib import Path

import pytest

from pipeline.edge import files
from tests import small
from tests.small import publish

COUNTED = "warnings about posts that have not changed, as before (`pipeline check` lists them)"
MISSPELT = ("vidoe", "sesaon", "epsode", "explcit", "gusts", "sumary", "drfat", "audoi", "chaptrs", "soundbit")


def lay(root: Path, slug: str, wrong: int) -> None:
    """Write a post with so many misspelt keys."""
    text = small.post(slug, "Talk").replace(b"---\n", "".join(["---\n", *(f"{key}: {slug}\n" for key in MISSPELT[:wrong])]).encode(), 1)
    files.write(root / f"episodes/{slug}.md", text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files.write(tmp_path / "feeds/talks.yaml", small.feed())
    for slug in ("ada", "bob", "cleo"):
        lay(tmp_path, slug, len(MISSPELT))
        files.write(tmp_path / f"episodes/{slug}/audio.mp3", small.sound())
        files.write(tmp_path / f"episodes/{slug}/captions.vtt", small.CAPTIONS)
    return tmp_path


def test_many_old_warnings_are_counted(root: Path) -> None:
    later = (time.time() + number for number in (5, 10, 15, 20, 25))
    for _ in "the first run", "one that looks again at what that has just recorded":
        told = publish(root, next(later)).told
        assert told.count("is not a known key") == 30
        assert COUNTED not in told
    lay(root, "bob", 9)
    changed = publish(root, next(later))
    assert changed.told.count("episodes/bob.md:") == changed.told.count("is not a known key") == 9
    assert f"\n20 {COUNTED}\n" in changed.told
    for _ in "another run", "one that ends at once":
        assert publish(root, next(later)).told.endswith(f"29 {COUNTED}\n")


def test_errors_are_never_counted_only(root: Path) -> None:
    later = (time.time() + number for number in (5, 10, 15, 20))
    for _ in range(2):
        publish(root, next(later))
    post = root / "episodes/ada.md"
    post.write_bytes(post.read_bytes().replace(b"2024-10-01", b"2024-13-01"))
    for old in 20, 30:  # of the other posts; then the post with the error has not changed either
        told = publish(root, next(later)).told
        assert "episodes/ada.md:13: `date: 2024-13-01 08:00` is not a date" in told
        assert f"\n{old} {COUNTED}\n" in told


def test_few_old_warnings_are_said_again(root: Path) -> None:
    for slug in ("ada", "bob", "cleo"):
        lay(root, slug, 6)
    told = publish(root, time.time() + 5).told
    assert told.count("is not a known key") == 18
    assert publish(root, time.time() + 10).told == told
