"""Completion: what a shell is offered, asked as shells ask, and the scripts in the shells that are here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.verbs import arguments
from tests.program import ROOT, pipeline


def offered(line: str, tmp_path: Path) -> set[str]:
    """What stands behind Tab at the end of a line: asked by argcomplete's protocol."""
    told = tmp_path / "offered"
    asked = {"_ARGCOMPLETE": "1", "COMP_LINE": line, "COMP_POINT": str(len(line)), "_ARGCOMPLETE_STDOUT_FILENAME": str(told)}
    command = [sys.executable, "-m", "pipeline"]
    subprocess.run(command, env=os.environ | asked | {"_ARGCOMPLETE_IFS": "\n"}, cwd=ROOT, check=True, capture_output=True)
    return set(told.read_text("utf-8").split())


def test_verbs_are_offered(tmp_path: Path) -> None:
    assert {verb.name for verb in arguments.VERBS} <= offered("pipeline ", tmp_path)
    assert offered("pipeline pub", tmp_path) == {"publish"}


def test_options_are_offered(tmp_path: Path) -> None:
    assert {"--allow", "--github", "--root", "--quiet"} <= offered("pipeline publish --", tmp_path)


def test_slugs_are_offered(tmp_path: Path) -> None:
    (tmp_path / "episodes").mkdir()
    for slug in ("ada-one", "ada-two", "bob"):
        (tmp_path / f"episodes/{slug}.md").write_text("", "utf-8")
    assert offered(f"pipeline fetch --root {tmp_path} ada", tmp_path) == {"ada-one", "ada-two"}


def test_what_needs_no_completion_does_not_pay_for_it() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "pipeline", "--help"]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stderr
    assert "argcomplete" not in loaded


SHOWN = {
    "bash": "complete -p pipeline",
    "zsh": "print $_comps[pipeline]",
    "fish": "complete -C 'pipeline pub'",
}
BEFORE = {"zsh": "autoload -Uz compinit; compinit -D -u;"}


@pytest.mark.parametrize("shell", arguments.SHELLS)
def test_the_script_is_understood(shell: str, tmp_path: Path) -> None:
    done = pipeline("completion", shell, root=tmp_path)
    assert done.returncode == 0
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here; the script was printed, not read")
    (tmp_path / "script").write_text(done.stdout, "utf-8")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    command = f"{BEFORE.get(shell, '')} source {tmp_path}/script; {SHOWN[shell]}"
    read = subprocess.run([shell, "-c", command], env={"PATH": path, "HOME": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert read.returncode == 0, read.stderr
    assert ("publish" if shell == "fish" else "_python_argcomplete") in read.stdout
