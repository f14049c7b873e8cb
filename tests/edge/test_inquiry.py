"""Inquiries are waited for as long as agreed; at the end of the process what is nearly done is, and what hangs is not."""

import subprocess
import sys
import threading
from pathlib import Path

from pipeline.edge.inquiry import Inquiry
from tests.program import ROOT

LOADING = """
import sys, time
from pathlib import Path
from pipeline.edge import inquiry

def loading():
    time.sleep(0.2)
    import lxml.etree
    Path(sys.argv[1]).write_text("loaded", "utf-8")

inquiry._LEAVE = 60  # a busy machine may load for longer than anybody would like to wait
inquiry.Inquiry(loading, 10)
sys.exit(7)
"""
HANGING = """
import sys, time
from pipeline.edge.inquiry import Inquiry

for _ in range(2):
    Inquiry(lambda: time.sleep(3600), 10)
sys.exit(7)
"""


def ended(program: str, *words: Path) -> int:
    """The code with which a program ends by itself."""
    return subprocess.run([sys.executable, "-c", program, *words], check=False, cwd=ROOT, timeout=60).returncode


def test_an_answer_is_waited_for_as_long_as_was_agreed_and_no_longer() -> None:
    never = threading.Event()
    assert Inquiry(lambda: 7, 60).answer() == 7
    assert Inquiry(lambda: never.wait(30), 0.1).answer() is None


def test_the_end_of_a_process_waits_for_modules_that_are_being_loaded(tmp_path: Path) -> None:
    """Python crashes if it ends while a thread loads a module that is not written in Python."""
    assert ended(LOADING, tmp_path / "told") == 7
    assert (tmp_path / "told").read_text("utf-8") == "loaded"


def test_the_end_of_a_process_waits_for_nothing_that_hangs() -> None:
    assert ended(HANGING) == 7
