"""The local server speaks HTTP as apps expect: ranges, types, HEAD, 304, a page for what is not there."""

import errno
import http.client
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.edge import server
from pipeline.edge.material import VIDEO_TYPES
from pipeline.edge.media import sound
from tests.webhost import static

SOUND = bytes(range(256)) * 8


def port_of(address: str) -> int:
    return int(address.rsplit(":", 1)[1].strip("/"))


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EADDRINUSE, "port 8000 is used by another program: choose another one with --port (0 takes a free one)"),
        (errno.EACCES, "port 8000 is kept for the system: choose another one with --port (0 takes a free one)"),
    ],
)
def test_a_port_that_cannot_be_had_is_told_with_what_to_do(number: int, told: str) -> None:
    assert server.refused(8000, OSError(number, "as the system says it")) == told


def test_any_other_fault_of_the_network_is_not_the_ports() -> None:
    assert not server.refused(8000, OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address"))


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder: Path = tmp_path_factory.mktemp("site")
    (folder / "media").mkdir()
    (folder / "media/one.m4a").write_bytes(SOUND)
    (folder / "feed.xml").write_text("<rss/>")
    (folder / "404.html").write_text("<p>Not here</p>")
    with static(folder) as address:
        yield port_of(address)


def ask(port: int, method: str, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("bytes=0-9", 206, 0, 9),
        ("bytes=100-", 206, 100, 2047),
        ("bytes=-5", 206, 2043, 2047),
        ("bytes=-9999", 206, 0, 2047),
        ("bytes=7-7", 206, 7, 7),
        ("bytes=2000-9999", 206, 2000, 2047),
        ("bytes=5000-", 416, None, None),
        ("bytes=9-3", 416, None, None),
        ("lines=1-2", 200, 0, 2047),
        ("bytes=-", 200, 0, 2047),
        (f"bytes={'9' * 5000}-", 200, 0, 2047),
    ],
)
def test_ranges(port: int, asked: str, status: int, first: int | None, last: int | None) -> None:
    answer, body = ask(port, "GET", "/media/one.m4a", Range=asked)
    assert answer.status == status
    assert answer.headers["Content-Length"] == str(len(body))
    if status == 416:
        assert answer.headers["Content-Range"] == "bytes */2048"
    else:
        assert first is not None
        assert last is not None
        assert body == SOUND[first : last + 1]
    if status == 206:
        assert answer.headers["Content-Range"] == f"bytes {first}-{last}/2048"


def test_a_part_of_another_state_of_the_file_is_not_given(port: int) -> None:
    """RFC 9110, 13.1.5: who has begun with another state gets all of it, else sounds of two builds would be mixed."""
    part, _ = ask(port, "GET", "/media/one.m4a", Range="bytes=0-9")
    same = {"If-Range": part.headers["Last-Modified"]}
    assert ask(port, "GET", "/media/one.m4a", Range="bytes=10-19", **same)[1] == SOUND[10:20]
    for other in ("Wed, 21 Oct 2015 07:28:00 GMT", '"etag"'):
        answer, body = ask(port, "GET", "/media/one.m4a", Range="bytes=10-19", **{"If-Range": other})
        assert (answer.status, body) == (200, SOUND)


def test_a_file_that_cannot_be_opened_is_told_before_anything_of_it_is_promised(port: int) -> None:
    """The process has no descriptor left for the file, while the connection is open already."""
    usual = resource.getrlimit(resource.RLIMIT_NOFILE)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("HEAD", "/media/one.m4a")
    connection.getresponse().read()
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, usual[1]))
        connection.request("GET", "/media/one.m4a", headers={"Range": "bytes=0-9"})
        answer = connection.getresponse()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, usual)
    answer.read()
    connection.close()
    assert answer.status == 404


def test_files_have_the_types_that_a_feed_gives_them(tmp_path: Path) -> None:
    sounds_and_videos = {f"one{suffix}": kind for suffix, kind in (sound.TYPES | VIDEO_TYPES).items()}
    kinds = sounds_and_videos | {
        "chapters.json": "application/json+chapters",
        "sitemap.xml": "application/xml",
        "feed.xml": "application/rss+xml",
    }
    for name in kinds:
        (tmp_path / name).touch()
    with static(tmp_path) as address:
        assert {name: ask(port_of(address), "HEAD", f"/{name}")[0].headers["Content-Type"] for name in kinds} == kinds


def test_head_tells_length_type_and_ranges(port: int) -> None:
    answer, body = ask(port, "HEAD", "/media/one.m4a")
    told = (answer.status, answer.headers["Content-Type"], answer.headers["Content-Length"], answer.headers["Accept-Ranges"], body)
    assert told == (200, "audio/x-m4a", "2048", "bytes", b"")


def test_unchanged_is_not_sent_again(port: int) -> None:
    first, _ = ask(port, "GET", "/feed.xml")
    again, body = ask(port, "GET", "/feed.xml", **{"If-Modified-Since": first.headers["Last-Modified"]})
    assert (first.headers["Content-Type"], again.status, body) == ("application/rss+xml", 304, b"")


def test_what_is_missing_has_a_page(port: int) -> None:
    answer, body = ask(port, "GET", "/nowhere/")
    assert (answer.status, body) == (404, b"<p>Not here</p>")


def test_nothing_outside_the_folder(port: int) -> None:
    for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/media/%00", "/%ff"):
        assert ask(port, "GET", path)[0].status == 404, path


def test_only_loopback_is_bound(tmp_path: Path) -> None:
    with server.sites(tmp_path, 0) as listening:
        assert listening.server_address[0] == "127.0.0.1"


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with server.sites(tmp_path, 0) as listening, pytest.raises(OSError, match="is used by another program: choose another one with --port"):
        server.sites(tmp_path, listening.server_address[1])


def test_sites_may_be_deleted_meanwhile(tmp_path: Path) -> None:
    with server.running(server.sites(tmp_path / "public", 0)) as address:
        port = port_of(address)
        assert ask(port, "GET", server.STATE)[0].status == 200
        answer, body = ask(port, "GET", "/show/")
        assert (answer.status, b"nothing here yet" in body) == (404, True)


def test_sites_are_asked_whether_they_changed(tmp_path: Path) -> None:
    public = tmp_path / "public"
    (public / "show").mkdir(parents=True)
    page = b"<!doctype html><html><head><meta charset=utf-8></head>Here</html>"
    (public / "show/index.html").write_bytes(page)
    with server.running(server.sites(public, 0)) as address:
        port = port_of(address)
        answer, body = ask(port, "GET", "/show/?x=1")
        assert (answer.status, body.startswith(b"<!doctype html><html><head><script>"), body.endswith(page[27:])) == (200, True, True)
        assert answer.headers["Content-Length"] == str(len(body))
        assert ask(port, "GET", "/show")[0].status == 301
        _, before = ask(port, "GET", server.STATE)
        assert ask(port, "GET", server.STATE)[1] == before
        answer, body = ask(port, "GET", "/show/new/")
        assert answer.status == 404
        assert b"<script>" in body
        (tmp_path / "show").mkdir()
        (public / "show").rename(tmp_path / "old")
        (tmp_path / "show").rename(public / "show")
        assert ask(port, "GET", server.STATE)[1] != before
    assert (tmp_path / "old/index.html").read_bytes() == page


def test_a_name_that_is_too_long_is_missing(tmp_path: Path) -> None:
    with server.running(server.sites(tmp_path, 0)) as address:
        for path in (f"/{'a' * 300}.html", f"/{'a' * 300}", f"/{'a/' * 9_000}"):
            for headers in ({}, {"Range": "bytes=0-1"}):
                assert ask(port_of(address), "GET", path, **headers)[0].status == 404, path
