"""Damaged posts and captions are read, or refused with a sentence."""

from pathlib import Path

from bench import fuzz
from tests.expected import FOLDERS


def test_damaged_cases_are_read() -> None:
    assert fuzz.main(FOLDERS, 200, seed=3) == 0


def test_a_folder_without_files_is_told(tmp_path: Path) -> None:
    assert fuzz.main(tmp_path) == 2
