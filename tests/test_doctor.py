"""What is installed, too old or missing, told before anything is asked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.edge.doctor import Finding, State, examine
from pipeline.edge.settings import Settings

NOW = datetime(2026, 11, 22, tzinfo=UTC)
NETSCAPE = "# Netscape HTTP Cookie File\n"


def findings(settings: Settings, now: datetime = NOW, **environment: str) -> dict[str, Finding]:
    return {found.name: found for found in examine(settings, environment, now)}


def program(folder: Path, name: str, says: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o755)
    return str(path)


def test_what_is_installed_works() -> None:
    found = findings(Settings())
    assert [found[name].state for name in ("yt-dlp", "yt-dlp-ejs", "ffmpeg")] == [State.GOOD] * 3


def test_an_old_yt_dlp_is_told() -> None:
    found = findings(Settings(), datetime(2029, 1, 1, tzinfo=UTC))["yt-dlp"]
    assert found.state is State.OLD
    assert "pip install -U yt-dlp" in found.step


@pytest.mark.parametrize(
    ("name", "says", "state"),
    [("node", "v24.1.0", State.GOOD), ("node", "v20.20.2", State.OLD), ("deno", "deno 2.3.0", State.GOOD), ("bun", "1.0.0", State.OLD)],
)
def test_a_runtime_that_is_named(name: str, says: str, state: State, tmp_path: Path) -> None:
    found = findings(Settings(javascript=program(tmp_path, name, says)))
    assert found[name].state is state
    assert ("JavaScript runtime" in found) is (state is State.OLD)


def test_no_runtime(tmp_path: Path) -> None:
    found = findings(Settings(javascript=str(tmp_path / "deno")))
    assert found["JavaScript runtime"].state is State.MISSING
    assert "deno" not in found


def test_a_proxys_password_is_not_shown() -> None:
    assert findings(Settings(), HTTPS_PROXY="http://me:secret@proxy.example:3128")["proxy"].text == "http://proxy.example:3128"


def test_a_certificate_that_is_none() -> None:
    assert findings(Settings(certificate=Path(__file__)))["certificate"].state is State.BROKEN


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (".youtube.com\tTRUE\t/\tTRUE\t1900000000\tLOGIN_INFO\tsecret", State.GOOD),
        ("#HttpOnly_.youtube.com\tTRUE\t/\tTRUE\t1900000000\t__Secure-3PSID\tsecret", State.GOOD),
        (".youtube.com\tTRUE\t/\tTRUE\t1700000000\tLOGIN_INFO\tsecret", State.OLD),
        (".youtube.com\tTRUE\t/\tTRUE\t1900000000\tVISITOR_INFO1_LIVE\tsecret", State.BROKEN),
        (".example.com\tTRUE\t/\tTRUE\t1900000000\tLOGIN_INFO\tsecret", State.BROKEN),
        ("", State.BROKEN),
    ],
)
def test_cookies(row: str, state: State, tmp_path: Path) -> None:
    path = tmp_path / "cookies.txt"
    path.write_text(f"{NETSCAPE}{row}\n")
    found = findings(Settings(cookies=path))["cookies"]
    assert found.state is state
    assert "secret" not in str(found)


def test_a_finding_is_a_line_with_the_next_step() -> None:
    line = "node: old, 20.1 at /bin/node is older than 22.0.0. Update it."
    assert str(Finding("node", State.OLD, "20.1 at /bin/node is older than 22.0.0", "Update it")) == line
