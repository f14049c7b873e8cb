"""One question to the web, one answer: redirects, compression, limits, and in what words nobody answers."""

import gzip
import socket
from pathlib import Path
from urllib.error import URLError

import pytest

from pipeline.edge import web
from pipeline.edge.settings import Settings
from tests.webhost import Host, Reply

pytestmark = pytest.mark.usefixtures("no_proxy")


def ask(address: str, *words: str, **more: object) -> web.Response:
    return web.ask(Settings(), address, *words, **more)  # type: ignore[arg-type]


def test_an_answer_has_status_headers_and_body(host: Host) -> None:
    host.replies["/feed.xml"] = Reply(b"<rss/>", headers={"Content-Type": "application/rss+xml"})
    told = ask(f"{host.url}/feed.xml")
    assert (told.status, told.body, told.headers["content-type"], told.hops) == (200, b"<rss/>", "application/rss+xml", 0)
    assert ask(f"{host.url}/other").status == 404


def test_what_is_compressed_is_unpacked(host: Host) -> None:
    host.replies["/feed.xml"] = Reply(gzip.compress(b"<rss/>" * 999), headers={"Content-Encoding": "gzip"})
    assert ask(f"{host.url}/feed.xml").body == b"<rss/>" * 999
    assert host.asked[0].headers["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_counted_and_keep_the_method(host: Host, method: str, status: int) -> None:
    host.replies |= {
        "/1": Reply(status=status, headers={"Location": "/2"}),
        "/2": Reply(status=status, headers={"Location": f"{host.url}/3"}),
        "/3": Reply(b"here"),
    }
    told = ask(f"{host.url}/1", method)
    assert (told.hops, told.address, told.status) == (2, f"{host.url}/3", 200)
    assert [(asked.method, asked.path) for asked in host.asked] == [(method, "/1"), (method, "/2"), (method, "/3")]


def test_a_form_is_not_sent_on(host: Host) -> None:
    host.replies["/hub"] = Reply(status=302, headers={"Location": "/elsewhere"})
    assert ask(f"{host.url}/hub", "POST", form={"hub.mode": "publish", "hub.url": "https://a.example/?b&c"}).status == 302
    assert [asked.body for asked in host.asked] == [b"hub.mode=publish&hub.url=https%3A%2F%2Fa.example%2F%3Fb%26c"]


def test_a_part_is_asked_for_and_the_whole_is_not_read(host: Host) -> None:
    host.replies["/sound.mp3"] = Reply(b"x" * 100)
    assert ask(f"{host.url}/sound.mp3", span="bytes=0-0").body == b""
    assert host.asked[0].headers["Range"] == "bytes=0-0"


def test_a_large_file_comes_in_blocks_each_with_the_size_of_the_whole(host: Host) -> None:
    host.replies["/sound.mp3"] = Reply(bytes(200_000))
    blocks = list(web.stream(Settings(), f"{host.url}/sound.mp3"))
    assert len(blocks) > 1
    assert {total for _, total in blocks} == {200_000}
    assert b"".join(block for block, _ in blocks) == bytes(200_000)


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(b"gone", 404), "it answers 404"),
        (Reply(b"x" * 90, headers={"Content-Length": "1000", "Connection": "close"}), "the answer ended after 90 of 1,000 bytes"),
    ],
)
def test_a_large_file_that_does_not_come_whole_is_refused(host: Host, reply: Reply, why: str) -> None:
    host.replies["/sound.mp3"] = reply
    with pytest.raises(web.SilenceError, match=why):
        list(web.stream(Settings(), f"{host.url}/sound.mp3"))


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"<rss>" * 9, {"Content-Length": "99"}),
        (gzip.compress(b"<rss>" * 999)[:-20], {"Content-Encoding": "gzip"}),
    ],
    ids=["its length", "its compression"],
)
@pytest.mark.parametrize("status", [200, 404])
def test_an_answer_that_does_not_come_whole_is_none(host: Host, body: bytes, headers: dict[str, str], status: int) -> None:
    """A part of a feed would look like one that has lost episodes."""
    host.replies["/feed.xml"] = Reply(body, status, {**headers, "Connection": "close"})
    with pytest.raises(web.SilenceError, match=r"^only a part of the answer came$"):
        ask(f"{host.url}/feed.xml")


def test_nothing_is_not_unpacked(host: Host) -> None:
    host.replies["/feed.xml"] = Reply(b"", 404, {"Content-Encoding": "gzip"})
    assert ask(f"{host.url}/feed.xml").body == b""


def test_loops_end(host: Host) -> None:
    host.replies["/1"] = Reply(status=302, headers={"Location": "/1"})
    assert ask(f"{host.url}/1").status == 302


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/plain,x"])
def test_only_the_web_is_asked(place: str) -> None:
    with pytest.raises(web.SilenceError, match="unknown url type"):
        ask(place)


def test_no_redirect_leads_into_this_machine(host: Host) -> None:
    host.replies["/1"] = Reply(status=302, headers={"Location": "file:///etc/passwd"})
    host.replies["/2"] = Reply(status=302, headers={"Location": "ftp://127.0.0.1/x"})
    assert ask(f"{host.url}/1").status == 302
    with pytest.raises(web.SilenceError, match="unknown url type"):
        ask(f"{host.url}/2")


@pytest.mark.parametrize("packed", [False, True])
def test_a_huge_answer_is_refused(host: Host, packed: bool) -> None:
    body = bytes(2_000_000)
    host.replies["/feed.xml"] = Reply(gzip.compress(body), headers={"Content-Encoding": "gzip"}) if packed else Reply(body)
    with pytest.raises(web.SilenceError, match="more than 1,999,999 bytes"):
        ask(f"{host.url}/feed.xml", most=1_999_999)
    assert ask(f"{host.url}/feed.xml", most=2_000_000).body == body


def test_silence_is_told_in_words(host: Host) -> None:
    host.replies["/hangs"] = Reply(hangs=True)
    host.replies["/slow"] = Reply(status=302, headers={"Location": "/slower"}, seconds=0.3)  # each answers in time, both do not
    host.replies["/slower"] = Reply(b"here", seconds=0.3)
    host.replies["/bad"] = Reply(b"no gzip", headers={"Content-Encoding": "gzip"})
    for address, words, seconds in (
        (f"{host.url}/hangs", "no answer in time", 0.5),
        (f"{host.url}/slow", "no answer in time", 0.5),
        (f"{host.url}/bad", "incorrect header", web.SECONDS),
        ("http://127.0.0.1:9/", "connection refused", web.SECONDS),
        ("http://[::1", "Invalid IPv6", web.SECONDS),
    ):
        with pytest.raises(web.SilenceError, match=words) as raised:
            ask(address, seconds=seconds)
        assert not raised.value.unknown_host
    with pytest.raises(web.SilenceError) as raised:
        ask("https://nobody.invalid/")
    assert raised.value.unknown_host


@pytest.mark.parametrize(
    ("number", "words", "nobody"),
    [
        (socket.EAI_NONAME, "there is no host of that name", True),
        (socket.EAI_AGAIN, "temporary failure in name resolution", False),
        (socket.EAI_FAIL, "non-recoverable failure in name resolution", False),
    ],
)
def test_a_name_server_in_trouble_does_not_say_that_nobody_has_the_name(number: int, words: str, nobody: bool) -> None:
    silence = web._silence(URLError(socket.gaierror(number, words.capitalize())), straight=True)
    assert (str(silence), silence.unknown_host) == (words, nobody)


def test_what_others_have_no_name_for_says_nothing_of_the_host(host: Host) -> None:
    host.replies["/moved"] = Reply(status=302, headers={"Location": "http://nobody.invalid/"})
    with pytest.raises(web.SilenceError, match="not known") as led:
        ask(f"{host.url}/moved")
    with pytest.raises(web.SilenceError, match="not known") as proxied:
        web.ask(Settings(proxy="http://nobody.invalid:8080"), "https://show.example/")
    assert [led.value.unknown_host, proxied.value.unknown_host] == [False, False]


def test_the_proxy_is_asked_but_for_this_machine(host: Host) -> None:
    host.replies["http://show.example/feed.xml"] = Reply(b"through the proxy")
    host.replies["/feed.xml"] = Reply(b"straight")
    settings = Settings(proxy=host.url)
    assert web.ask(settings, "http://show.example/feed.xml").body == b"through the proxy"
    assert web.ask(settings, f"{host.url}/feed.xml").body == b"straight"


def test_a_proxy_of_another_kind_is_named() -> None:
    with pytest.raises(web.SilenceError, match="socks5"):
        web.ask(Settings(proxy="socks5://127.0.0.1:9"), "https://show.example/")
    with pytest.raises(web.SilenceError, match="socks5"):
        next(web.stream(Settings(proxy="socks5://127.0.0.1:9"), "https://show.example/sound.mp3"))


def test_a_proxy_that_hangs_is_given_up(host: Host) -> None:
    host.replies["show.example:443"] = Reply(hangs=True)
    with pytest.raises(web.SilenceError, match="no answer in time"):
        web.ask(Settings(proxy=host.url), "https://show.example/", seconds=0.3)


def test_a_certificate_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "own.pem"
    path.write_text("no certificate", encoding="utf-8")
    with pytest.raises(web.SilenceError):
        web.ask(Settings(certificate=path), "https://show.example/")
