"""What every run of the tests says at its end."""

import shutil

import hypothesis
import pytest

hypothesis.settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("unhurried")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
BROWSER_TESTS = "test_browser.py"


def pytest_ignore_collect(collection_path: object) -> bool | None:
    """Without a browser its tests are left out, and the summary says so."""
    return True if not CHROMIUM and str(collection_path).endswith(BROWSER_TESTS) else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not CHROMIUM:
        terminalreporter.write_line(
            f"LEFT OUT: tests/{BROWSER_TESTS} (the pages in a real browser), because no Chromium was found. "
            "Debian and Ubuntu: sudo apt-get install chromium",
            yellow=True,
        )
