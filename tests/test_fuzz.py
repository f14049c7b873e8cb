"""Damaged posts and captions are read, or refused with a sentence."""

from pathlib import Path

from bench import fuzz

CASES = Path(__file__).parent / "cases"


def test_damaged_cases_are_read() -> None:
    assert fuzz.main(CASES, 200, seed=3) == 0


def test_a_folder_without_files_is_told(tmp_path: Path) -> None:
    assert fuzz.main(tmp_path) == 2
