"""Web servers on loopback: one answers as it is told, and remembers what it was asked; another serves a folder."""

import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple, cast

from pipeline.edge import server


class Reply(NamedTuple):
    """An answer, after some `seconds`; one that `hangs` never comes."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    hangs: bool = False
    seconds: float = 0.0


class Asked(NamedTuple):
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Host:
    """A running server: what it has by path, and what came. What it does not have is not found."""

    url: str
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    host: Host
    server_bind = socketserver.TCPServer.server_bind


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        host = cast(_Server, self.server).host
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        host.asked.append(Asked(self.command, self.path, dict(self.headers.items()), body))
        reply = host.replies.get(self.path, Reply(b"not here", 404))
        if reply.hangs:
            host.closing.wait(60)
            self.close_connection = True
            return
        host.closing.wait(reply.seconds)
        self.send_response(reply.status)
        for name, value in ({"Content-Length": str(len(reply.body))} | dict(reply.headers)).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    do_HEAD = do_POST = do_CONNECT = do_GET  # noqa: N815 - the base class looks for these names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Tests need no log."""


@contextmanager
def webhost() -> Iterator[Host]:
    listening = _Server(("127.0.0.1", 0), _Handler)
    with server.running(listening) as address:
        listening.host = Host(address.rstrip("/"))
        try:
            yield listening.host
        finally:
            listening.host.closing.set()


@contextmanager
def static(folder: Path) -> Iterator[str]:
    """The address of a good static host that serves a folder, which may be made later."""
    with server.running(server.bound(partial(server.Files, directory=str(folder)), 0)) as address:
        yield address
