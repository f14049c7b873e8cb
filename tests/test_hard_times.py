"""Killed at any moment, out of disk, or twice at once: the published site is the last complete one or the new one."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.edge import files
from tests.program import ROOT, copy_sample
from tests.tree import digests

KILLS = int(os.environ.get("KILLS", "12"))  # a few hundred find more, and take long
TITLES = ("Read Aloud", "Read Again")


def publish(root: Path) -> list[str]:
    return [sys.executable, "-m", "pipeline", "publish", "--root", str(root), "--quiet"]


def retitle(root: Path, title: str) -> None:
    """Every page changes with the show's title."""
    lines = (ROOT / "feeds/sample.yaml").read_text(encoding="utf-8").splitlines()
    text = "\n".join(f"title: {title}" if line.startswith("title:") else line for line in lines)
    files.write(root / "feeds/sample.yaml", text.encode())


def test_killed_at_any_moment_listeners_have_a_whole_site(tmp_path: Path) -> None:
    root, whole, took = copy_sample(tmp_path / "show", "tobias*", "pip*"), {}, {}
    for title in TITLES * 2:
        retitle(root, title)
        began = time.monotonic()
        subprocess.run(publish(root), check=True, cwd=ROOT)
        took[title] = time.monotonic() - began
        whole[title] = digests(root / "public/sample")
    chance = random.Random(8)
    for number in range(KILLS):
        retitle(root, TITLES[number % 2])
        with subprocess.Popen(publish(root), cwd=ROOT, stderr=subprocess.DEVNULL) as run:
            time.sleep(chance.uniform(0, max(took.values())))
            run.kill()
        assert digests(root / "public/sample") in whole.values(), number
    retitle(root, TITLES[0])
    subprocess.run(publish(root), check=True, cwd=ROOT)
    assert digests(root / "public/sample") == whole[TITLES[0]]
    assert [path.name for path in (root / "public").iterdir()] == ["sample"]


def test_twice_at_once_one_gives_way(tmp_path: Path) -> None:
    root = copy_sample(tmp_path / "show", "tobias*", "pip*")
    runs = [subprocess.Popen(publish(root), cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [run.communicate()[1] for run in runs]
    assert min(run.returncode for run in runs) == 0
    assert all(run.returncode == 0 or "another run is publishing this show" in text for run, text in zip(runs, said, strict=True))
    assert (root / "public/sample/feed.xml").is_file()


FULL = """
set -e
mount -t tmpfs -o size=40m tmpfs "$2"
cp -r "$1/." "$2"
cd "$3"
echo "on_problem: tee $5/heard" > "$2/pipeline.local.yaml"
"$4" -m pipeline publish --quiet --root "$2"
cp -r "$2/public" "$5/before"
printf '\\ndescription: Another one.\\n' > "$5/more"
sed -i 's/^title:.*/title: Read Again/' "$2/feeds/sample.yaml"
rm -rf "$2"/.pipeline/sample/*.jpg
head -c 100m /dev/zero > "$2/filler" 2>/dev/null || true
code=0
"$4" -m pipeline publish --quiet --root "$2" 2> "$5/said" || code=$?
echo "$code" > "$5/code"
cp -r "$2/public" "$5/full"
rm "$2/filler"
"$4" -m pipeline publish --quiet --root "$2"
cp -r "$2/public" "$5/after"
"""


def mounts() -> bool:
    """Whether this machine lets a test have a small disk of its own."""
    unshare = shutil.which("unshare")
    return bool(unshare) and subprocess.run([unshare, "-rm", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not mounts(), reason="this machine gives a test no small disk of its own")
def test_out_of_disk_listeners_keep_the_last_site(tmp_path: Path) -> None:
    show, disk, told = copy_sample(tmp_path / "show", "tobias*", "pip*"), tmp_path / "disk", tmp_path / "told"
    disk.mkdir()
    told.mkdir()
    words = ["unshare", "-rm", "sh", "-c", FULL, "sh", show, disk, ROOT, sys.executable, told]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = (told / "said").read_text(encoding="utf-8")
    assert (told / "code").read_text(encoding="utf-8").strip() == "1", said
    assert "free some disk space" in said
    assert not said.splitlines()[-1].startswith("pipeline: "), "the file is not named"
    assert json.loads((told / "heard").read_text(encoding="utf-8"))["wrong"] == [said.splitlines()[-1]]
    assert "Traceback" not in said
    assert digests(told / "full") == digests(told / "before")
    assert digests(told / "after") != digests(told / "before")
