"""A publish imports what its work needs, of others and of ours, and no more: most of what it takes for one post is imports."""

import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from pipeline.derive.packaged import packaged
from pipeline.edge import files
from tests import small
from tests.program import ROOT

# What reads a post and writes its page, with what these packages import themselves.
ONE_POST = {"comrak", "jinja2", "markupsafe", "nh3", "selectolax", "yaml"}
# What asks YouTube and reads its captions, opens sound and pictures, works on many posts at a time, writes feeds and reads them, tells others.
FEW_NEED = {
    "pipeline.cluster",
    "pipeline.content.captions.reader",
    "pipeline.content.keys.tomltext",
    "pipeline.derive.align.aligner",
    "pipeline.derive.cutting",
    "pipeline.derive.feed.extension",
    "pipeline.derive.earlier.feedxml",
    "pipeline.derive.earlier.mending",
    "pipeline.derive.earlier.reader",
    "pipeline.derive.offset",
    "pipeline.derive.trial",
    "pipeline.edge.announce",
    "pipeline.edge.media.artwork",
    "pipeline.edge.media.audio",
    "pipeline.edge.enclosure",
    "pipeline.edge.media.ffmpeg",
    "pipeline.edge.film",
    "pipeline.edge.gather",
    "pipeline.edge.hooks",
    "pipeline.edge.store",
    "pipeline.edge.media.tags",
    "pipeline.edge.web",
    "pipeline.edge.youtube",
    "pipeline.pool",
    "pipeline.verbs.github",
}


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """A show of a few episodes that was published, with pictures and a template of its own, and none of them with captions."""
    files.write(tmp_path / "feeds/talks.yaml", small.feed() + b"cover: cover.png\n")
    files.write(tmp_path / "feeds/cover.png", small.picture("green"))
    files.write(tmp_path / "feeds/talks/base.html", packaged("base.html").encode())
    files.write(tmp_path / "episodes/ada/thumbnail.png", small.picture("blue"))
    for slug in ("ada", "bob"):
        files.write(tmp_path / f"episodes/{slug}.md", small.post(slug, slug))
        files.write(tmp_path / f"episodes/{slug}/audio.mp3", small.sound())
    small.age(tmp_path)
    for _ in range(2):
        imported(tmp_path)
    return tmp_path


def imported(root: Path) -> set[str]:
    """The modules that a publish imports, beside those that Python itself does."""
    return loaded("-m", "pipeline", "publish", "--quiet", "--root", str(root)) - loaded("-c", "pass")


def loaded(*words: str) -> set[str]:
    done = subprocess.run((sys.executable, "-X", "importtime", *words), capture_output=True, text=True, check=True, cwd=ROOT)
    return set(re.findall(r"^import time:.*\| +(\S+)$", done.stderr, re.MULTILINE))


def of_others(modules: set[str]) -> set[str]:
    """The packages of others among them."""
    names = {name.partition(".")[0] for name in modules}
    return {name for name in names & packages_distributions().keys() if name != "pipeline" and not name.startswith("_")}


def test_a_publish_with_nothing_to_do_imports_what_looks_and_no_more(show: Path) -> None:
    modules = imported(show)
    assert not of_others(modules)
    assert {".".join(name.split(".")[:2]) for name in modules if name.startswith("pipeline.")} == {
        "pipeline.cli",
        "pipeline.edge",
        "pipeline.keep",
        "pipeline.verbs",
    }
    assert not modules & {"argparse", "pathlib", "typing", "json", "datetime", "re"}


def test_a_changed_post_needs_what_reads_it_and_writes_its_page(show: Path) -> None:
    with (show / "episodes/ada.md").open("a", encoding="utf-8") as post:
        post.write("\nAnd one more thing.\n")
    modules = imported(show)
    assert of_others(modules) == ONE_POST
    assert not modules & {*FEW_NEED, "difflib", "email", "urllib.request"}
    assert all((ROOT / f"{name.replace('.', '/')}.py").is_file() for name in FEW_NEED)
