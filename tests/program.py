"""The program as people start it, and a copy of the sample show for it."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def pipeline(*words: str | Path, root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *map(str, words), "--root", str(root)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def copy_sample(folder: Path, *without: str) -> Path:
    """The sample show without posts of such names."""
    for name in ("episodes", "feeds"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(*without))
    return folder
