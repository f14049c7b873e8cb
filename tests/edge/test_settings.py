"""The settings of a machine: from the environment first, then from `pipeline.local.yaml`."""

from pathlib import Path

import pytest

from pipeline.edge.settings import Pace, Settings, read


def written(root: Path, text: str) -> Path:
    (root / "pipeline.local.yaml").write_text(text)
    return root


def test_none_are_needed(tmp_path: Path) -> None:
    assert read(tmp_path, {}) == (Settings(), ())


def test_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "cookies.txt").write_text("")
    (tmp_path / "proxy.pem").write_text("")
    text = "cookies: cookies.txt\nbrowser: Firefox\nproxy: http://proxy.example\ncertificate: proxy.pem\njavascript: node\npause: 10\n"
    assert read(written(tmp_path, text), {}) == (
        Settings(tmp_path / "cookies.txt", "firefox", "http://proxy.example", tmp_path / "proxy.pem", "node", Pace(10, 1)),
        (),
    )


def test_the_environment_wins(tmp_path: Path) -> None:
    (tmp_path / "proxy.pem").write_text("")
    environment = {"PIPELINE_PROXY": "http://one.example", "PIPELINE_PAUSE": "0", "SSL_CERT_FILE": str(tmp_path / "proxy.pem")}
    found, problems = read(written(tmp_path, "proxy: http://two.example\n"), environment)
    assert (found.proxy, found.certificate, found.pace, problems) == ("http://one.example", tmp_path / "proxy.pem", Pace(0, 0), ())


@pytest.mark.parametrize(
    ("text", "environment", "says"),
    [
        ("proxy: proxy.example:notaport", {}, "pipeline.local.yaml:1: `proxy: proxy.example:notaport` is not the address of a proxy"),
        ("proxy: proxy.example:0", {}, "pipeline.local.yaml:1: `proxy: proxy.example:0` is not the address of a proxy"),
        ("proxy: ftp://proxy.example", {}, "pipeline.local.yaml:1: `proxy: ftp://proxy.example` is not the address of a proxy"),
        ("proxy: http://ann:geheim@:99", {}, "pipeline.local.yaml:1: `proxy: http://:99` is not the address of a proxy"),
        ("pause: 0", {"HTTPS_PROXY": "http://proxy.example:x"}, "environment: `HTTPS_PROXY: http://proxy.example:x` is not the address of a proxy"),
        ("pause: 0", {"HTTP_PROXY": "ftp://proxy.example"}, "environment: `HTTP_PROXY: ftp://proxy.example` is not the address of a proxy"),
        ("pause: 0", {"ALL_PROXY": "http://proxy.example:x"}, "environment: `ALL_PROXY: http://proxy.example:x` is not the address of a proxy"),
        ("proxy: ''", {"PIPELINE_PROXY": "ftp://proxy.example"}, "environment: `PIPELINE_PROXY: ftp://proxy.example` is not the address of a proxy"),
        ("javascript: lua", {}, "pipeline.local.yaml:1: `javascript: lua` is not a JavaScript runtime (one of: deno, node, bun, quickjs, or a path to one)"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_without_secrets_and_not_gone_round(
    tmp_path: Path, text: str, environment: dict[str, str], says: str
) -> None:
    found, [problem] = read(written(tmp_path, f"{text}\n"), environment)
    assert str(problem).startswith(says)
    assert "geheim" not in str(problem)
    assert (found.usable, found.proxy) == (False, None)


@pytest.mark.parametrize("text", ["pause: 0", "proxy: http://proxy.example"])
def test_a_variable_that_another_takes_precedence_of_is_not_used(tmp_path: Path, text: str) -> None:
    environment = {"https_proxy": "http://first.example", "HTTP_PROXY": "ftp://next.example", "ALL_PROXY": "http://last.example:x"}
    found, problems = read(written(tmp_path, f"{text}\n"), environment)
    assert (found.usable, problems) == (True, ())


@pytest.mark.parametrize(
    "proxy",
    ["http://ann:geheim@proxy.example:3128", "proxy.example:3128", "socks5://[::1]:1080", "https://proxy.example"],
)
def test_proxies(tmp_path: Path, proxy: str) -> None:
    found, problems = read(tmp_path, {"PIPELINE_PROXY": proxy})
    assert (found.proxy, found.usable, problems) == (proxy, True, ())


def test_keys_of_stores(tmp_path: Path) -> None:
    (tmp_path / "google.json").write_text("{}")
    text = "store: {AWS_ACCESS_KEY_ID: one, AWS_SECRET_ACCESS_KEY: geheim, GOOGLE_APPLICATION_CREDENTIALS: google.json}\n"
    found, problems = read(written(tmp_path, text), {"AWS_ACCESS_KEY_ID": "two", "AWS_PROFILE": "x", "AZURE_STORAGE_ACCOUNT_KEY": ""})
    assert found.store == (
        ("AWS_ACCESS_KEY_ID", "two"),
        ("AWS_SECRET_ACCESS_KEY", "geheim"),
        ("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "google.json")),
    )
    assert problems == ()
    assert "geheim" not in repr(found)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("proxy: http://x\ncookie: a.txt\n", 2, "unknown key `cookie`"),
        ("cookies: gone.txt\n", 1, "`cookies: gone.txt`: there is no such file"),
        ("\nbrowser: lynx\n", 2, "`browser: lynx` is not known"),
        ("pause: soon\n", 1, "`pause: soon` is not a number of seconds between two videos"),
        ("pause: -1\n", 1, "`pause: -1` is not a number of seconds between two videos"),
        ("store: mine\n", 1, "`store` must be a table of keys"),
        ("store:\n  AWS_ACCESS_KEY: x\n", 2, "unknown key `AWS_ACCESS_KEY`"),
        ("cookies: ~no-such-user/cookies.txt\n", 1, "`cookies: ~no-such-user/cookies.txt`: there is no such file"),
        ("store: {GOOGLE_APPLICATION_CREDENTIALS: gone.json}\n", 1, "`GOOGLE_APPLICATION_CREDENTIALS: gone.json`: there is no such file"),
        ("proxy: [a, b]\n", 1, "`proxy` must be one value, not a list or a table"),
    ],
)
def test_what_is_wrong_has_a_line(text: str, line: int, message: str, tmp_path: Path) -> None:
    found, [problem] = read(written(tmp_path, text), {})
    assert (problem.place.path, problem.place.line, problem.message) == ("pipeline.local.yaml", line, message)
    assert found.pace == Pace()


def test_a_misspelt_name_is_told_with_the_right_one(tmp_path: Path) -> None:
    environment = {"PIPELINE_COOKIE": "a.txt", "PIPELINE_ID": "7", "CI_PIPELINE_SOURCE": "push"}
    found, problems = read(written(tmp_path, "store: {AWS_ACCES_KEY_ID: x}\n"), environment)
    assert [str(problem) for problem in problems] == [
        "environment: warning: the variable `PIPELINE_COOKIE` is not known (did you mean `PIPELINE_COOKIES`?)",
        "pipeline.local.yaml:1: unknown key `AWS_ACCES_KEY_ID` (did you mean `AWS_ACCESS_KEY_ID`?)",
    ]
    assert not found.usable


def test_an_empty_key_is_none(tmp_path: Path) -> None:
    assert read(written(tmp_path, "store:\nproxy:\n"), {}) == (Settings(), ())


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "pipeline.local.yaml").write_bytes("fetch: no\n".encode("utf-16"))
    _, [problem] = read(tmp_path, {})
    assert str(problem) == "pipeline.local.yaml:1: this is not UTF-8 (save the file as UTF-8)"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "pipeline.local.yaml").mkdir()
    _, [problem] = read(tmp_path, {})
    assert (
        str(problem) == "pipeline.local.yaml:1: it cannot be read: Is a directory (there is a folder where a file should be: move it away)"
    )


def test_a_variable_is_called_by_its_name(tmp_path: Path) -> None:
    _, [problem] = read(tmp_path, {"PIPELINE_COOKIES": "gone.txt"})
    assert problem.message == "`PIPELINE_COOKIES: gone.txt`: there is no such file"
