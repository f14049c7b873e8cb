"""Serves files on loopback with byte ranges and the types that podcast apps expect: the built site, reloaded when it changes."""

import errno
import hashlib
import io
import os
import re
import socketserver
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, AnyStr, BinaryIO

from pipeline.edge.material import VIDEO_TYPES
from pipeline.edge.media import sound

if TYPE_CHECKING:
    from _typeshed import SupportsRead, SupportsWrite

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)  # no file has more bytes

TYPES = {
    **sound.TYPES,
    **VIDEO_TYPES,
    ".xml": "application/rss+xml",
    ".opus": "audio/ogg",
    ".ogg": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}

STATE = "/-/state"
# Reloads the page when the site has changed, asking once a second. It precedes the page's policy, which applies only to what follows.
_RELOADS = """<script>setInterval(async () => {
  if (document.hidden) return;
  try { if (await (await fetch("%s")).text() !== "%s") location.reload(); } catch {}
}, 1000);</script>"""
_HEAD = re.compile(rb"<head[^>]*>", re.IGNORECASE)
_CLOSED = re.compile(rb"default-src ('|&#39;)none\1")
_REFUSED = {errno.EADDRINUSE: "used by another program", errno.EACCES: "kept for the system"}  # why a port cannot be had
_LOOK = 0.05  # seconds between two looks whether the server is to end


class Ranged(SimpleHTTPRequestHandler):
    """Serves files with ranges (RFC 9110, 13.1.5 and 14), 304 by date, and the types for podcasts."""

    protocol_version = "HTTP/1.1"
    extensions_map = TYPES | {"": "application/octet-stream", ".jpg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml"}
    left = -1  # bytes of a range that are still to be sent; negative: the whole file

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        name = Path(path).name
        if name == "sitemap.xml":
            return "application/xml"
        if name == "chapters.json":
            return "application/json+chapters"
        return super().guess_type(path)

    def translate_path(self, path: str) -> str:
        return super().translate_path(path).replace("\0", "\ufffd")  # no file's name holds a NUL, and to ask for one is an error

    def end_headers(self) -> None:
        self.send_header("Accept-Ranges", "bytes")
        super().end_headers()

    def send_head(self) -> BinaryIO | None:
        self.left = -1
        asked = _RANGE.fullmatch(self.headers.get("Range", ""))
        file = _opened(Path(self.translate_path(self.path))) if asked and any(asked.groups()) else None
        if not asked or file is None:
            return super().send_head()
        with ExitStack() as unless_sent:
            unless_sent.callback(file.close)
            state = os.fstat(file.fileno())
            size, written = state.st_size, self.date_time_string(int(state.st_mtime))
            if self.headers.get("If-Range", written) != written:  # a part of another state of the file than the one that was begun
                return super().send_head()
            first, last = _span(asked[1], asked[2], size)
            if first > last:
                self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                self.send_header("Content-Range", f"bytes */{size}")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return None
            self.left = last - first + 1
            self.send_response(HTTPStatus.PARTIAL_CONTENT)
            self.send_header("Content-Type", self.guess_type(self.translate_path(self.path)))
            self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
            self.send_header("Content-Length", str(self.left))
            self.send_header("Last-Modified", written)
            self.end_headers()
            file.seek(first)
            unless_sent.pop_all()
        return file

    def copyfile(self, source: "SupportsRead[AnyStr]", outputfile: "SupportsWrite[AnyStr]") -> None:
        """Send the range that `send_head` announced, or the whole file; a client that has gone away is no error."""
        try:
            if self.left < 0:
                super().copyfile(source, outputfile)
                return
            while self.left > 0 and (block := source.read(min(65_536, self.left))):
                outputfile.write(block)
                self.left -= len(block)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def send_page(self, text: bytes, code: HTTPStatus = HTTPStatus.OK, kind: str = TYPES[".html"]) -> BinaryIO:
        """Send the headers of an answer that is not a file, and return its body."""
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        return io.BytesIO(text)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Nothing: a host who looks at pages does not want a line for each picture."""


class Files(Ranged):
    """Serves a site as a good static host does: with its 404.html, and CORS for browser players."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        text = self.lost() if code == HTTPStatus.NOT_FOUND and self.command in ("GET", "HEAD") else None
        if text is None:
            super().send_error(code, message, explain)
            return
        body = self.send_page(text, HTTPStatus.NOT_FOUND)
        if self.command == "GET":
            self.copyfile(body, self.wfile)

    def lost(self) -> bytes | None:
        """The page for missing files."""
        return _read(Path(self.directory) / "404.html")


class _Sites(Files):
    """Serves several sites, whose pages reload when one of them is exchanged. Nothing on the disk is changed for that."""

    state = ""  # the state of the sites when the page was read, or shortly before

    def send_head(self) -> BinaryIO | None:
        asked = self.path.partition("?")[0]
        self.state = _state(Path(self.directory))
        if asked == STATE:
            return self.send_page(self.state.encode(), kind=TYPES[".txt"])
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if asked.endswith("/") else path
        text = _read(page) if page.suffix == ".html" else None
        if text is None:
            return super().send_head()
        self.left = -1
        return self.send_page(text)

    def lost(self) -> bytes:
        """The 404 page of the site in the request, or a page that says that there is nothing yet."""
        site = Path(self.path.partition("?")[0]).parts[1:2]
        return _read(Path(self.directory, *site, "404.html")) or b"<!doctype html><head></head><p>There is nothing here yet."

    def send_page(self, text: bytes, code: HTTPStatus = HTTPStatus.OK, kind: str = TYPES[".html"]) -> BinaryIO:
        if kind == TYPES[".html"]:
            script = (_RELOADS % (STATE, self.state)).encode()
            text = _HEAD.sub(lambda head: head[0] + script, text, count=1)
            text = text if b"connect-src" in text else _CLOSED.sub(rb"\g<0>; connect-src \1self\1", text, count=1)
        return super().send_page(text, code, kind)


def _state(folder: Path) -> str:
    """A text that changes whenever a site is replaced."""
    with suppress(FileNotFoundError):
        names = (path for path in sorted(folder.iterdir()) if not path.name.startswith("."))
        facts = [(path.name, stat.st_ino, stat.st_mtime_ns) for path in names if (stat := path.stat())]
        return hashlib.sha256(repr(facts).encode()).hexdigest()
    return ""  # a site was just being exchanged, or all have been deleted


def _read(path: Path) -> bytes | None:
    """A file's bytes; None if there is none that can be read, as under a name that is too long, which any page in a browser may ask for."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _opened(path: Path) -> BinaryIO | None:
    """A file to read; None if there is none, or if it cannot be opened, which the base class puts into an answer."""
    try:
        return path.open("rb") if path.is_file() else None
    except OSError:
        return None


def _span(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and last byte of `bytes=first-last`; `bytes=-n` means the last n."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A name look-up for the log would ask the network.
    server_bind = socketserver.TCPServer.server_bind

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away during an answer is not worth a message."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def sites(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server for a folder of sites, whose pages reload when they change; see `bound`."""
    return bound(partial(_Sites, directory=str(folder)), port)


def bound(handler: Callable[..., BaseHTTPRequestHandler], port: int) -> ThreadingHTTPServer:
    """A server on loopback for `running`; port 0 takes a free one. `OSError` with a sentence if the port cannot be had."""
    try:
        return _Server(("127.0.0.1", port), handler)
    except OSError as error:
        if sentence := refused(port, error):
            raise OSError(sentence) from error
        raise


def refused(port: int, error: OSError) -> str:
    """Why a port cannot be had, with the next step; empty if the error has another reason."""
    why = _REFUSED.get(error.errno or 0)
    return f"port {port} is {why}: choose another one with --port (0 takes a free one)" if why else ""


@contextmanager
def running(listening: ThreadingHTTPServer) -> Iterator[str]:
    """Run a server while the context lasts; yields its address."""
    with listening:
        thread = Thread(target=listening.serve_forever, args=(_LOOK,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.server_address[1]}/"
        finally:
            listening.shutdown()
            thread.join()
