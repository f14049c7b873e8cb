"""A changed file leaves another trace, but for one that changes again within a tick."""

import os
from pathlib import Path

from pipeline.keep import traces

SECOND = 1_000_000_000


def write(path: Path, text: str, changed: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, ns=(changed, changed))


def test_each_name_has_the_traces_of_all_that_is_in_it(tmp_path: Path) -> None:
    write(tmp_path / "ada.md", "one", 5 * SECOND)
    write(tmp_path / "ada/captions.vtt", "four", 6 * SECOND)
    write(tmp_path / "ada/deep/er.txt", "", 7 * SECOND)
    write(tmp_path / "ada/.fetch/half.m4a", "hidden", 8 * SECOND)
    write(tmp_path / ".git/x", "hidden", 8 * SECOND)
    (tmp_path / "lost").symlink_to(tmp_path / "nowhere")
    assert traces.of_folder(str(tmp_path)) == {
        "ada": "ada/captions.vtt\t4\t6000000000\nada/deep/er.txt\t0\t7000000000\n",
        "ada.md": "ada.md\t3\t5000000000\n",
        "lost": "lost\n",
    }
    assert traces.of_folder(str(tmp_path / "nowhere")) == {}
    assert traces.of_file(str(tmp_path / "ada.md"), "x.md") == "x.md\t3\t5000000000\n"
    assert traces.of_file(str(tmp_path / "nothing"), "nothing") == "nothing\n"


def test_folders_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada/again").symlink_to(tmp_path / "ada")
    assert set(traces.of_folder(str(tmp_path))) == {"ada"}


def test_what_was_just_written_may_change_without_a_trace() -> None:
    fine, coarse = traces.line("a", 1, 50 * SECOND + 1), traces.line("b", 1, 50 * SECOND)
    assert traces.are_settled(fine, 50.2)
    assert not traces.are_settled(fine, 50.05)
    assert not traces.are_settled(coarse, 51.0)
    assert traces.are_settled(coarse, 52.5)
    assert not traces.are_settled(fine + coarse, 51.0)
    assert traces.are_settled("gone\n", 0)
