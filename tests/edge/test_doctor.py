"""What is installed, too old or missing, told before anything is asked."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.content.read_show import read
from pipeline.content.show import Show
from pipeline.edge import doctor, youtube
from pipeline.edge.doctor import Finding, State, examine
from pipeline.edge.settings import Settings

NOW = datetime(2026, 11, 22, tzinfo=UTC)
NETSCAPE = "# Netscape HTTP Cookie File\n"


def findings(
    settings: Settings, now: datetime = NOW, root: Path = Path(), shows: Sequence[Show] = (), **environment: str
) -> dict[str, Finding]:
    return {found.name: found for found in examine(settings, environment, now, root, shows)}


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


def test_a_solver_of_another_yt_dlp_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "yt_dlp_ejs-0.0.1.dist-info").mkdir()
    (tmp_path / "yt_dlp_ejs-0.0.1.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: yt-dlp-ejs\nVersion: 0.0.1\n")
    monkeypatch.syspath_prepend(tmp_path)
    found = findings(Settings())["yt-dlp-ejs"]
    assert (found.state, found.text.partition(",")[0]) == (State.BROKEN, "0.0.1 is installed")
    assert found.step.endswith(f"yt-dlp-ejs=={youtube.solver_wanted()}")


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


@pytest.mark.parametrize("name", ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
def test_a_proxy_that_is_used_for_want_of_another_is_told(name: str) -> None:
    found = findings(Settings(), **{name: "http://proxy.example:3128"})["proxy"]
    assert (found.state, found.text) == (State.GOOD, "http://proxy.example:3128")


def test_of_several_proxies_the_one_that_is_used_is_told() -> None:
    variables = {"ALL_PROXY": "socks5://last.example", "HTTP_PROXY": "http://next.example", "HTTPS_PROXY": "http://first.example"}
    assert findings(Settings(), **variables)["proxy"].text == "http://first.example"


def test_a_proxys_password_is_not_shown() -> None:
    assert findings(Settings(), HTTPS_PROXY="http://me:secret@proxy.example:3128")["proxy"].text == "http://proxy.example:3128"


def test_a_certificate_that_is_none() -> None:
    assert findings(Settings(certificate=Path(__file__)))["certificate"].state is State.BROKEN


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (".youtube.com\tTRUE\t/\tTRUE\t1900000000\tLOGIN_INFO\tsecret", State.GOOD),
        ("#HttpOnly_.youtube.com\tTRUE\t/\tTRUE\t1900000000\t__Secure-3PSID\tsecret", State.GOOD),
        (".youtube.com\tTRUE\t/\tTRUE\t1900000000.5\tLOGIN_INFO\tsecret", State.GOOD),
        (".youtube.com\tTRUE\t/\tTRUE\t\tLOGIN_INFO\tsecret", State.GOOD),  # until the browser is closed
        (".youtube.com\tTRUE\t/\tTRUE\t1700000000\tLOGIN_INFO\tsecret", State.OLD),
        (".youtube.com\tTRUE\t/\tTRUE\t1700000000\tSID\tsecret\n.youtube.com\tTRUE\t/\tTRUE\t0\tLOGIN_INFO\tsecret", State.GOOD),
        (".youtube.com\tTRUE\t/\tTRUE\tnever\tLOGIN_INFO\tsecret", State.BROKEN),
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


def test_cookies_that_a_fetch_would_refuse(tmp_path: Path) -> None:
    path = tmp_path / "cookies.txt"
    path.write_text(".youtube.com\tTRUE\t/\tTRUE\t1900000000\tLOGIN_INFO\tsecret\n")
    found = findings(Settings(cookies=path))["cookies"]
    assert (found.state, found.text) == (State.BROKEN, "cookies.txt is not a cookies file in Netscape format")


def test_a_finding_is_a_line_with_the_next_step() -> None:
    line = "node: old, 20.1 at /bin/node, which is older than 22.0.0. Update it."
    assert str(Finding("node", State.OLD, "20.1 at /bin/node, which is older than 22.0.0", "Update it")) == line


def test_room_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert findings(Settings(), root=tmp_path)["disk"].state is State.GOOD
    monkeypatch.setattr(doctor, "_ROOM", 1 << 60)
    assert findings(Settings(), root=tmp_path)["disk"].state is State.MISSING
    assert findings(Settings(), root=tmp_path / "gone")["disk"].state is State.BROKEN


def test_keys_of_stores_are_looked_for(tmp_path: Path) -> None:
    (tmp_path / "sound").mkdir()
    least, media = "title: A\nurl: https://a.example/\ndescription: B\n", "media: https://sound.example/\n"
    texts = {
        "bucket": f"store: s3://bucket\n{media}",
        "folder": f"store: sound\n{media}",
        "lost": f"store: gone\n{media}",
        "elsewhere": media,
    }
    shows = [show for name, text in texts.items() if (show := read(f"{least}{text}".encode(), f"feeds/{name}.yaml")[0])]
    found = findings(Settings(), root=tmp_path, shows=shows)
    states = {name: found[f"store of {name}"].state for name in texts}
    assert states == {"bucket": State.MISSING, "folder": State.GOOD, "lost": State.MISSING, "elsewhere": State.GOOD}
    assert "AWS_ACCESS_KEY_ID" in found["store of bucket"].step


def test_programs_of_hooks_are_looked_for(tmp_path: Path) -> None:
    found = findings(Settings(on_published=("sh", "-c", "geheim"), on_problem=("no-such-program", "geheim")), root=tmp_path)
    assert (found["on_published"].state, found["on_problem"].state) == (State.GOOD, State.MISSING)
    assert "geheim" not in "".join(map(str, found.values()))
    program(tmp_path, "toot", "")
    assert findings(Settings(on_problem=("./toot",)), root=tmp_path)["on_problem"].state is State.GOOD


def test_a_machine_that_trusts_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none"))
    assert findings(Settings())["certificate"].state is State.MISSING
