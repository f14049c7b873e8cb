"""The README's first command on a machine with Python and make and nothing else: no ffmpeg, no uv, no installed package."""

from tests.clone import SetUp, make


def test_publish_sets_itself_up_once(set_up: SetUp) -> None:
    first = set_up.first
    assert first.returncode == 0, first.stdout + first.stderr
    assert "Setting up" in first.stdout
    assert (set_up.folder / "public/sample/feed.xml").is_file()
    again = make("publish", set_up.folder, set_up.machine)
    assert again.returncode == 0, again.stdout + again.stderr
    assert "Setting up" not in again.stdout + again.stderr
    assert "nothing to write" in again.stdout


def test_make_alone_lists_what_there_is(set_up: SetUp) -> None:
    listed = make("help", set_up.folder, set_up.machine).stdout
    assert "make publish" in listed
    assert "make test" in listed
