"""A stand-in of YouTube on loopback: a proxy with a certificate of its own that answers for YouTube's hosts and for no other.

So the extractor runs as it is, with its default clients and ordinary watch addresses; only `proxy` and `certificate` are set, as a host
behind a company's proxy sets them. Every answer can be made to go wrong (`world.Fault`).
"""

import io
import json
import re
import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import parse_qs, urlsplit

import trustme

from pipeline.edge import server
from tests.youtube.world import Fault, Video, embed_page, following, part, player, player_script, watch_page

HOSTS = ("www.youtube.com", "*.googlevideo.com", "i.ytimg.com")
OK = Fault()
_JSON = "application/json"


class Asked(NamedTuple):
    """A question that came: what it was for, of which video, and the range of bytes that was wanted."""

    what: str
    video: str
    range: str | None = None


class Answer(NamedTuple):
    """The true answer to a question, before a fault makes it another."""

    asked: Asked
    key: str
    type: str
    body: bytes


@dataclass
class YouTube:
    """A running stand-in: what it has, what it was asked, and how to reach it."""

    proxy: str
    certificate: Path
    videos: dict[str, Video] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    tunnels: int = 0  # how often somebody wanted to be led to it
    faults: dict[str, Fault] = field(default_factory=dict)  # for every video
    cookies: set[str] = field(default_factory=set)  # what was shown
    spent: Counter[tuple[str, str]] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    closing: threading.Event = field(default_factory=threading.Event)  # who was made to wait is answered

    def has(self, *videos: Video) -> None:
        """Put videos there; a fault of one that was there before begins anew."""
        with self.lock:
            for video in videos:
                self.videos[video.id] = video
                for spent in [spent for spent in self.spent if spent[0] == video.id]:
                    del self.spent[spent]

    def count(self, what: str, video: str | None = None) -> int:
        return sum(asked.what == what and video in (None, asked.video) for asked in self.asked)

    def fault(self, answer: Answer) -> Fault:
        """The fault that is due for an answer."""
        video = self.videos.get(answer.asked.video)
        found = (video.faults if video else {}) | self.faults
        for name in (answer.key, answer.asked.what):
            spent = (answer.asked.video, name)
            if name in found and self.spent[spent] < found[name].times:
                self.spent[spent] += 1
                return found[name]
        return OK


@contextmanager
def youtube(folder: Path, *videos: Video) -> Iterator[YouTube]:
    """A stand-in for as long as the block lasts; its certificate is written into `folder`."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*HOSTS).configure_cert(context)
    certificate = folder / "standin.pem"
    authority.cert_pem.write_to_path(str(certificate))
    listening = _Server(("127.0.0.1", 0), _Handler)
    listening.context = context
    with server.running(listening) as address:
        listening.youtube = YouTube(address.rstrip("/"), certificate)
        listening.youtube.has(*videos)
        try:
            yield listening.youtube
        finally:
            listening.youtube.closing.set()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    context: ssl.SSLContext
    youtube: YouTube

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up, or does not trust the certificate, is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    host = ""

    def do_CONNECT(self) -> None:
        self.host = self.path.partition(":")[0]
        youtube = cast("_Server", self.server).youtube
        with youtube.lock:
            youtube.tunnels += 1
        if not re.fullmatch(r"www\.youtube\.com|[\w-]+\.googlevideo\.com|i\.ytimg\.com", self.host):
            self.send_error(502, f"{self.host} is not here")
            return
        self.send_response(200, "Connection established")
        self.end_headers()
        self.connection = self.request = cast("_Server", self.server).context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = cast("io.BufferedIOBase", _Unbuffered(self.connection))
        self.close_connection = False

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def finish(self) -> None:
        super().finish()
        self.rfile.close()
        self.connection.close()

    def log_message(self, *arguments: object) -> None:
        """Silence."""

    def _serve(self, sent: bytes) -> None:
        youtube = cast("_Server", self.server).youtube
        answer = self._answer(youtube, sent)
        if answer is None:
            self._send(404, "text/html", b"<!doctype html><title>404</title>")
            return
        with youtube.lock:
            youtube.cookies.add(self.headers.get("Cookie", ""))
            youtube.asked.append(answer.asked)
            fault = youtube.fault(answer)
        youtube.closing.wait(fault.stall)
        if fault.drop:
            self._break()
        elif fault.status != 200:
            self._send(fault.status, fault.type, fault.body or b"<!doctype html><title>Sorry</title>")
        else:
            body = answer.body if fault.body is None else fault.body
            self._send_part(fault.type if fault.body is not None else answer.type, body[: fault.short], fault.reset)

    def _answer(self, youtube: YouTube, sent: bytes) -> Answer | None:
        address = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(address.query).items()}
        if self.host == "i.ytimg.com":
            return _picture(youtube, address.path)
        if self.host.endswith(".googlevideo.com"):
            return _media(youtube, query, self.headers.get("Range"))
        return _site(youtube, address.path, query, sent)

    def _send_part(self, kind: str, body: bytes, reset: int | None) -> None:
        """The body or the range that was asked for, broken off after `reset` bytes of the whole."""
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range") or "")
        first, last = (int(wanted[1]), min(int(wanted[2] or len(body)), len(body) - 1)) if wanted else (0, len(body) - 1)
        if wanted and first >= len(body):
            self._send(416, "text/plain", b"")
            return
        part = body[first : last + 1]
        headers = {"Content-Range": f"bytes {first}-{last}/{len(body)}"} if wanted else {}
        self._head(206 if wanted else 200, kind, len(part), headers)
        if reset is not None and first <= reset <= last:
            self.wfile.write(part[: reset - first])
            self._break()
            return
        self.wfile.write(part)

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self._head(status, kind, len(body), {})
        self.wfile.write(body)

    def _head(self, status: int, kind: str, length: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": kind, "Content-Length": str(length), "Accept-Ranges": "bytes"} | headers).items():
            self.send_header(name, value)
        self.end_headers()

    def _break(self) -> None:
        """Reset the connection, as a lost one is: what was sent may not have arrived."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with suppress(OSError):
            self.connection.close()


class _Unbuffered(io.BufferedIOBase):
    """What the handler writes goes out at once, and a client that has gone is no error."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        with suppress(OSError):
            self._connection.sendall(data)
        return len(data)


def _site(youtube: YouTube, path: str, query: dict[str, str], sent: bytes) -> Answer | None:
    """What www.youtube.com answers."""
    if path.startswith("/s/player/"):
        return Answer(Asked("script", ""), "script", "text/javascript", player_script().encode())
    asked = json.loads(sent) if sent else {}
    embedded = path.removeprefix("/embed/") if path.startswith("/embed/") else None
    video = youtube.videos.get(str(embedded or query.get("v") or asked.get("videoId") or ""))
    client = str(asked.get("context", {}).get("client", {}).get("clientName", ""))
    answers: dict[str, Callable[[Video], Answer | None]] = {
        "/watch": lambda video: Answer(Asked("watch", video.id), "watch", "text/html", watch_page(video).encode()),
        f"/embed/{embedded}": lambda video: Answer(Asked("embed", video.id), "embed", "text/html", embed_page().encode()),
        "/youtubei/v1/player": lambda video: Answer(Asked("player", video.id), client, _JSON, json.dumps(player(video, client)).encode()),
        "/youtubei/v1/next": lambda video: Answer(Asked("next", video.id), "next", _JSON, json.dumps(following(video)).encode()),
        "/api/timedtext": lambda video: _captions(video, query),
    }
    return answers[path](video) if video and path in answers else None


def _captions(video: Video, query: dict[str, str]) -> Answer | None:
    translated = f">{query['tlang']}" if "tlang" in query else ""
    found = next((track for track in video.tracks if track.key == query.get("key")), None)
    return Answer(Asked("captions", video.id), f"{found.key}{translated}", _JSON, found.data) if found else None


def _media(youtube: YouTube, query: dict[str, str], wanted: str | None) -> Answer | None:
    video = youtube.videos.get(query.get("id", ""))
    sound = next((sound for sound in video.sounds if sound.key == query.get("key")), None) if video else None
    if video is None or sound is None:
        return None
    if sound.ciphered and (query.get("sig"), query.get("n")) != ("gnirutangis" * 5, "khgfedcba"):
        return Answer(Asked("media", video.id, wanted), "ciphered", "text/html", b"")
    if name := query.get("part"):
        return Answer(Asked("media", video.id, wanted), sound.key, "application/vnd.apple.mpegurl", part(video, sound, name))
    return Answer(Asked("media", video.id, wanted), sound.key, sound.mime.partition(";")[0], sound.data)


def _picture(youtube: YouTube, path: str) -> Answer | None:
    found = re.fullmatch(r"/vi/([\w-]{11})/(\w+\.jpg)", path)
    video = youtube.videos.get(found[1]) if found else None
    if not found or video is None or found[2] not in video.pictures:
        return None
    return Answer(Asked("thumbnail", video.id), found[2], "image/jpeg", video.pictures[found[2]])
