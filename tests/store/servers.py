"""Stores on loopback: a real S3 server that checks every signature (rclone's), and weather between it and us."""

import http.client
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from pipeline.edge import server
from pipeline.edge.settings import Settings

KEY, SECRET = "AKIDEXAMPLEEXAMPLE", "secretsecretsecretsecret"
KEYS = Settings(store=(("AWS_ACCESS_KEY_ID", KEY), ("AWS_SECRET_ACCESS_KEY", SECRET)))
BUCKET = "talks"
_RCLONE = shutil.which("rclone", path=str(Path(sys.executable).parent))


@contextmanager
def s3(folder: Path, certificate: Path | None = None) -> Iterator[str]:
    """The address of an S3 server whose buckets are the folders in `folder`, BUCKET among them. Its files are those of the objects.

    With a file of `certificate` and key it speaks https.
    """
    (folder / BUCKET).mkdir(parents=True)
    assert _RCLONE, "rclone comes with the development dependencies"
    secured = ("--cert", str(certificate), "--key", str(certificate)) if certificate else ()
    options = ("--addr", "127.0.0.1:0", "--auth-key", f"{KEY},{SECRET}", "--dir-cache-time", "0", "--config", "", *secured)
    command = (_RCLONE, "serve", "s3", *options, str(folder))
    said = folder.parent / "s3.log"
    with said.open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as rclone:
        try:
            yield _address(said)
        finally:
            rclone.terminate()


class Asked(NamedTuple):
    """A request that came by: its method, path with query, and headers in lower case."""

    method: str
    path: str
    headers: dict[str, str]


CUT, LOST, SPOILT = 0, -1, 1
Fault = Callable[[Asked], tuple[int, bytes] | None]


@dataclass(slots=True)
class Weather:
    """A way to a server which notes what passes, and on which things can happen: status and body take the place of the server's answer.

    CUT breaks the connection in the middle of the answer, LOST at once, and SPOILT changes what the answer holds.
    """

    behind: str
    address: str = ""
    asked: list[Asked] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def once(self, method: str, status: int, body: bytes = b"") -> None:
        """Let the next request of a method fare so."""
        left = [method]
        self.faults.append(lambda asked: (status, body) if asked.method in left and not left.remove(asked.method) else None)

    def always(self, method: str, status: int, body: bytes = b"") -> None:
        """Let every request of a method fare so."""
        self.faults.append(lambda asked: (status, body) if asked.method == method else None)

    def seen(self, method: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.method == method]


@contextmanager
def weather(behind: str) -> Iterator[Weather]:
    """A way to the server at `behind` while the context lasts. It hands on the header `Host`, so that signatures hold."""
    passing = Weather(behind)

    class Handler(_Passing):
        sky = passing

    with server.running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as address:
        passing.address = address.rstrip("/")
        yield passing


class _Passing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    sky: Weather

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (ConnectionError, BrokenPipeError):
            self.close_connection = True

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        asked = Asked(self.command, self.path, {name.lower(): value for name, value in self.headers.items()})
        self.sky.asked.append(asked)
        status, told = next((fate for fault in self.sky.faults if (fate := fault(asked))), (None, b""))
        if status == LOST:
            self.close_connection = True
        elif status in (None, CUT, SPOILT):
            self._pass_on(body, status)
        else:
            self._answer(status, [("Content-Length", str(len(told)))], told)

    do_PUT = do_POST = do_HEAD = do_DELETE = do_CONNECT = do_GET  # noqa: N815 - the base class names them so

    def _pass_on(self, body: bytes, fate: int | None) -> None:
        connection = http.client.HTTPConnection(self.sky.behind.removeprefix("http://"), timeout=30)
        connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in ("transfer-encoding", "connection")]
        self._answer(answer.status, headers, {None: data, CUT: data[: len(data) // 2], SPOILT: bytes(len(data))}[fate])
        self.close_connection = self.close_connection or fate == CUT

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Nobody reads it."""


def _address(log: Path) -> str:
    """Where a server listens, once it says so; it has half a minute on a busy machine."""
    for _ in range(300):
        if found := re.search(r"Starting s3 server on \[(.+)/\]", log.read_text("utf-8")):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8"))
