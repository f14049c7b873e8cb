"""Inquiries at the end of the process: what is nearly done is waited for, what hangs is not."""

import subprocess
import sys
from pathlib import Path

from tests.program import ROOT

PROGRAM = """
import sys, time
from pathlib import Path
from pipeline.edge.inquiry import Inquiry

def loading():
    time.sleep(0.2)
    import lxml.etree
    Path(sys.argv[1]).write_text("loaded", "utf-8")

Inquiry(loading, 10)
Inquiry(lambda: time.sleep(3600), 10)
sys.exit(7)
"""


def test_the_end_of_a_process_waits_for_modules_that_are_being_loaded_and_for_nothing_that_hangs(tmp_path: Path) -> None:
    """Python crashes if it ends while a thread loads a module that is not written in Python."""
    done = subprocess.run([sys.executable, "-c", PROGRAM, tmp_path / "told"], check=False, cwd=ROOT, timeout=60)
    assert done.returncode == 7
    assert (tmp_path / "told").read_text("utf-8") == "loaded"
