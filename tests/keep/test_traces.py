"""A changed file leaves another trace, but for one that changes again within a tick."""

import os
from itertools import product
from pathlib import Path

from pipeline.keep import traces

SECOND = 1_000_000_000


def test_what_was_just_written_may_change_without_a_trace() -> None:
    fine, coarse = (traces.line(name, f"1\t{changed}") for name, changed in (("a", 50 * SECOND + 1), ("b", 50 * SECOND)))
    assert traces.are_settled(fine, 50.2)
    assert not traces.are_settled(fine, 50.05)
    assert not traces.are_settled(coarse, 51.0)
    assert traces.are_settled(coarse, 52.5)
    assert not traces.are_settled(fine + coarse, 51.0)
    assert traces.are_settled("gone\n", 0)


def test_files_leave_the_same_traces_together_and_alone(tmp_path: Path) -> None:
    for name in ("ada.md", "bob.md"):
        (tmp_path / name).write_text(name)
    (tmp_path / "lost").symlink_to(tmp_path / "nowhere")
    (tmp_path / "link").symlink_to(tmp_path / "ada.md")
    at = os.open(tmp_path, os.O_RDONLY)
    for names, stat in product((["ada.md", "link"], ["ada.md", "link", "lost", "gone"]), (os.stat, os.lstat)):
        assert traces.of_each(names, at, stat) == [traces.of_file(f"{tmp_path}/{name}", name, stat=stat) for name in names]
    os.close(at)
    assert traces.of_file(str(tmp_path / "nothing"), "nothing") == "nothing\n"
