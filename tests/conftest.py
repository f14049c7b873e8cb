"""What every run of the tests leaves out, and says at its end."""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

# A busy machine is no fault; and a release is held up by what a change broke, not by what chance finds that day: that is for desks.
hypothesis.settings.register_profile("unhurried", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("unhurried")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SAMPLE = (Path(__file__).parent.parent / "feeds/sample.yaml").is_file()

LEFT_OUT = {
    **({} if CHROMIUM else dict.fromkeys(("test_browser.py",), "no Chromium was found (Debian and Ubuntu: sudo apt-get install chromium)")),
    **(
        {}
        if SAMPLE
        else dict.fromkeys(
            ("test_sample.py", "test_publish.py", "test_fresh_clone.py", "test_workflows.py", "test_ci_docs.py"),
            "the sample show has been replaced",
        )
    ),
}


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    return True if collection_path.name in LEFT_OUT else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name, why in LEFT_OUT.items():
        terminalreporter.write_line(f"LEFT OUT: tests/{name}, because {why}", yellow=True)
