"""A task: what another machine needs for it."""

from datetime import UTC, datetime
from pathlib import Path

from pipeline.edge import files
from pipeline.edge.settings import Settings
from pipeline.keep.site import Site
from pipeline.keep.workshop import kept_folder
from pipeline.steps import shows
from pipeline.steps.common import common
from pipeline.steps.past import Past
from pipeline.steps.task import Task
from tests import small


def test_another_machine_gets_what_is_kept_of_a_post_whatever_its_name(tmp_path: Path) -> None:
    """Square brackets in a pattern of names would be choices."""
    files.write(tmp_path / "feeds/talks.yaml", small.feed())
    post = tmp_path / "episodes/wax[1].md"
    files.write(post, small.post("wax", "Wax"))
    kept = kept_folder(tmp_path, "talks")
    for name in ("wax[1].words.kept", "wax1.words.kept"):
        files.write(kept / name, b"kept")
    [(show, _)] = shows.read(tmp_path)
    assert show
    site = Site(tmp_path / "public/talks", kept / "site")
    shared = common(tmp_path, show, site, "", settings=Settings(), now=datetime.fromtimestamp(small.NOW, UTC), online=False)
    needed = {path.name for path in Task(str(post), "", Past(), shared).needs if path.suffix == ".kept"}
    assert needed == {"wax[1].words.kept"}
