"""`serve`: a host edits, the browser shows; what is broken is told and ends nothing."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.edge import files
from pipeline.verbs.publishing import publish
from tests.chromium import until
from tests.program import ROOT

FEED = "title: {}\nurl: https://talks.example/\ndescription: We talk.\n"


@dataclass
class Serving:
    """The program at work: its show's folder, its address, and what it has told so far."""

    root: Path
    process: subprocess.Popen[str]
    address: str
    told: list[str] = field(default_factory=list)

    def write(self, title: str) -> None:
        files.write(self.root / "feeds/talks.yaml", FEED.format(title).encode())


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    files.write(tmp_path / "feeds/talks.yaml", FEED.format("First talks").encode())
    command = [sys.executable, "-m", "pipeline", "serve", "--port", "0", "--root", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        assert process.stderr
        made = Serving(tmp_path, process, process.stdout.readline().split()[0])
        listeners = [Thread(target=made.told.extend, args=(stream,), daemon=True) for stream in (process.stdout, process.stderr)]
        for listener in listeners:
            listener.start()
        yield made
        process.kill()
        process.wait()
        for listener in listeners:
            listener.join()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page()
    yield made
    made.close()


def test_a_change_is_shown_and_a_fault_is_told(serving: Serving, page: Page) -> None:
    page.goto(serving.address)
    expect(page.locator("h1")).to_have_text("First talks")
    serving.write("Second talks")
    expect(page.locator("h1")).to_have_text("Second talks")
    files.write(serving.root / "feeds/talks.yaml", b"title: [\n")
    until(page, lambda: any(line.startswith("feeds/talks.yaml:") for line in serving.told))
    serving.write("Third talks")
    expect(page.locator("h1")).to_have_text("Third talks")
    index = (serving.root / "public/talks/index.html").read_text()
    assert "Third talks" in index
    assert "setInterval" not in index
    serving.process.send_signal(signal.SIGINT)
    assert serving.process.wait(30) == 0
    assert not any("Traceback" in line for line in serving.told)


def test_a_page_whose_policy_is_stricter_asks_for_changes_too(serving: Serving, page: Page) -> None:
    page.goto(serving.address)
    expect(page.locator("h1")).to_have_text("First talks")
    page.goto(f"{serving.address}nowhere")
    expect(page.locator("h1")).to_have_text("There is nothing at this address")
    with page.expect_response("**/-/state") as asked:
        pass
    assert asked.value.ok


def test_a_change_is_shown_though_another_run_is_publishing(tmp_path: Path) -> None:
    files.write(tmp_path / "feeds/talks.yaml", FEED.format("First talks").encode())
    given = SimpleNamespace(root=tmp_path, allow=[], quiet=True, cluster=None, why=False)
    building = Thread(target=publish, args=(given, datetime.now(UTC)), kwargs={"online": False})
    with files.lock(tmp_path / ".pipeline/.lock"):
        building.start()
        building.join(2)
        assert building.is_alive()
    building.join()
    assert "First talks" in (tmp_path / "public/talks/index.html").read_text()


def test_a_taken_port_is_told(serving: Serving) -> None:
    port = serving.address.split(":")[2].split("/")[0]
    command = [sys.executable, "-m", "pipeline", "serve", "--port", port, "--root", str(serving.root)]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"pipeline: port {port} is used by another program: choose another one with --port (0 takes a free one)\n"
