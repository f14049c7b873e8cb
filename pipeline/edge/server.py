"""The built site on loopback, with byte ranges and the types that podcast apps expect."""

import os
import re
import socketserver
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")

TYPES = {
    ".xml": "application/rss+xml",
    ".m4a": "audio/x-m4a",
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}


class _Handler(SimpleHTTPRequestHandler):
    """Serves files as a good static host does: ranges (RFC 9110, 14), 304 by date, 404.html, CORS for browser players."""

    protocol_version = "HTTP/1.1"
    extensions_map = TYPES | {"": "application/octet-stream", ".jpg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml"}
    left = 0

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        name = Path(path).name
        if name == "sitemap.xml":
            return "application/xml"
        if name == "chapters.json":
            return "application/json+chapters"
        return super().guess_type(path)

    def end_headers(self) -> None:
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_head(self) -> BinaryIO | None:
        self.left = -1
        asked = _RANGE.fullmatch(self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if not asked or not any(asked.groups()) or not path.is_file():
            return super().send_head()
        size = path.stat().st_size
        first, last = _span(asked[1], asked[2], size)
        if first > last:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{size}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        self.left = last - first + 1
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.send_header("Content-Length", str(self.left))
        self.end_headers()
        file = path.open("rb")
        file.seek(first)
        return file

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
        """Send the range that `send_head` promised, or all; a listener who went away is no error."""
        try:
            if self.left < 0:
                super().copyfile(source, outputfile)
                return
            while self.left > 0 and (block := source.read(min(65_536, self.left))):
                outputfile.write(block)
                self.left -= len(block)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        missing = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not missing.is_file():
            super().send_error(code, message, explain)
            return
        body = missing.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """A host who looks at pages does not want a line for each picture."""


def _span(first: str, last: str, size: int) -> tuple[int, int]:
    """First and last byte of `bytes=first-last`; `bytes=-n` means the last n."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A name look-up for the log would ask the network.
    server_bind = socketserver.TCPServer.server_bind


def server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """A server for `folder` on loopback; port 0 takes a free one (`server_address[1]` tells). The caller runs and closes it."""
    return _Server(("127.0.0.1", port), partial(_Handler, directory=str(folder)))
