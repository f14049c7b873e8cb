"""Expectations kept as files: `UPDATE_EXPECT=1` rewrites them, and the difference is then read in git."""

import os
from pathlib import Path

FOLDERS = Path(__file__).parent / "cases"  # by what is made of them, then by case


def hold(path: Path, text: str) -> None:
    """Asserts that `path` says `text`."""
    if os.environ.get("UPDATE_EXPECT"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
