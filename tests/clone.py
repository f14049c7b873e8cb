"""What is in version control as a fresh copy, and a machine with hardly anything on it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.program import ROOT


def copy(folder: Path) -> Path:
    """The files under version control, as they stand in the working folder."""
    listed = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


class SetUp(NamedTuple):
    """A clone after its first `make publish`, which has set it up, on a machine with hardly anything on it; and what that printed."""

    folder: Path
    machine: dict[str, str]
    first: subprocess.CompletedProcess[str]


def machine(programs: Path, home: Path, tools: tuple[str, ...]) -> dict[str, str]:
    """An environment with Python and a handful of tools, an empty home, and where packages come from, if this machine says so."""
    for tool in tools:
        found = shutil.which(tool)
        assert found, f"this test needs {tool}"
        (programs / tool).symlink_to(found)
    (programs / "python3").symlink_to(Path(sys.base_prefix) / f"bin/python3.{sys.version_info.minor}")
    sources = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "HTTPS_", "https_", "NO_PROXY"))}
    return {"PATH": str(programs), "HOME": str(home), **sources}


def make(target: str, folder: Path, machine: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", target], cwd=folder, env=machine, capture_output=True, text=True, check=False)
