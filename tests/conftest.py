"""What every run of the tests leaves out, and says at its end; a browser; a clone that is set up; and a web server."""

import os
import pickle
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from pipeline.edge import files, settings
from tests.chromium import CHROMIUM, chromium
from tests.clone import SetUp, copy, machine, make
from tests.webhost import Host, webhost

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A busy machine is no fault; and a release is held up by what a change broke, not by what chance finds that day: that is for desks.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")

# A shell has what it starts in the background ignore Ctrl-C, and what that starts in turn: tests press it.
signal.signal(signal.SIGINT, signal.default_int_handler)

SAMPLE = (Path(__file__).parent.parent / "feeds/sample.yaml").is_file()

_OF_THE_SAMPLE = (
    "test_ci_docs.py",
    "test_fresh_clone.py",
    "test_hard_times.py",
    "test_portraits.py",
    "test_publish.py",
    "test_publish_on_a_cluster.py",
    "test_publish_with_store.py",
    "test_release.py",
    "test_sample.py",
    "test_seal.py",
    "test_video_feed.py",
    "test_workflows.py",
)
_IN_A_BROWSER = ("browser", "test_review.py", "test_serve.py")
LEFT_OUT = {
    **({} if CHROMIUM else dict.fromkeys(_IN_A_BROWSER, "no Chromium was found (Debian and Ubuntu: sudo apt-get install chromium)")),
    **({} if SAMPLE else dict.fromkeys(_OF_THE_SAMPLE, "the sample show has been replaced")),
}


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables of this machine lead to no proxy."""
    for name in settings.PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def host() -> Iterator[Host]:
    """A web server that has nothing yet."""
    with webhost() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """One for each module: what drives it runs a loop in this thread, which other tests should not find there."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> SetUp:
    """Made once for all processes of a run, since it takes a minute: beside Python, the machine has all that the Makefile asks for."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made = shared / "clone.pickle"
    with files.lock(shared / "clone.lock", waits=True):
        if not made.exists():
            clone, programs, home = (shared / name for name in ("clone", "clone-bin", "clone-home"))
            for folder in (clone, programs, home):
                folder.mkdir()
            bare = machine(programs, home, ("sh", "make", "awk", "ln", "rm", "touch"))
            made.write_bytes(pickle.dumps(SetUp(copy(clone), bare, make("publish", clone, bare))))
    found = pickle.loads(made.read_bytes())
    assert isinstance(found, SetUp)
    return found


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    return True if collection_path.name in LEFT_OUT else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name, why in LEFT_OUT.items():
        terminalreporter.write_line(f"LEFT OUT: {name}, because {why}", yellow=True)
