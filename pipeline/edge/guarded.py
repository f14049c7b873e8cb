"""A page of this program on loopback that may write: guarded, because every site in a browser can send requests to loopback too.

Only requests with the token are answered: it is in the address that the terminal prints, then in a cookie that other sites' requests do not
carry (`SameSite=Strict`). The Host header must name loopback, so that no other name can be resolved to it (DNS rebinding). Requests that
write must come from this origin and carry the token in a header, which no other origin can send, as nothing here allows it (CORS).
"""

import hmac
import io
import secrets
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import parse_qs, urlsplit

from pipeline.edge.server import TYPES, Ranged, bound

_LARGEST = 65_536  # bytes of a request
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Request(NamedTuple):
    """A request that passed the guard: its path, and the body if it writes (None if it reads)."""

    path: str
    body: bytes | None


class Response(NamedTuple):
    """A text with its type, or a file on this disk."""

    content: bytes | Path
    type: str = TYPES[".html"]
    status: HTTPStatus = HTTPStatus.OK


Responder = Callable[[Request], Response | None]


class Guarded(NamedTuple):
    """A server that is not running yet, and its address with the token."""

    server: ThreadingHTTPServer
    address: str


def guarded(port: int, responder: Callable[[str], Responder]) -> Guarded:
    """A guarded server on a port, 0 for a free one. `responder` is called with the token and returns what answers requests; None means 404."""
    token = secrets.token_urlsafe(24)
    server = bound(partial(_Handler, token=token, respond=responder(token)), port)
    return Guarded(server, f"http://127.0.0.1:{server.server_address[1]}/?token={token}")


class _Handler(Ranged):
    """Responds to the requests that the guard lets pass."""

    def __init__(self, *args: Any, token: str, respond: Responder) -> None:
        self.token, self.respond = token, respond
        self.file = Path()
        super().__init__(*args)

    def do_POST(self) -> None:  # noqa: N802 - the base class names it so
        body = self.send_head()
        if body is not None:
            self.copyfile(body, self.wfile)

    def send_head(self) -> BinaryIO | None:
        self.left = -1
        asked = urlsplit(self.path)
        if not self._is_from_here():
            return self._refuse("paste the address that the terminal shows into the address bar")
        if self.command == "GET" and self._is_token(parse_qs(asked.query).get("token", [""])[0]):
            return self._move_token(asked.path)
        if not self._is_token(self._cookie()):
            return self._refuse("paste the address that the terminal shows into the address bar, with its token")
        body = self._body() if self.command == "POST" else None
        if self.command == "POST" and body is None:
            return self._refuse("only this program's own page may write here")
        return self._send(self.respond(Request(asked.path, body)))

    def _send(self, response: Response | None) -> BinaryIO | None:
        if response is None:
            return self.send_page(b"<!doctype html><p>There is no such page.", HTTPStatus.NOT_FOUND)
        if isinstance(response.content, bytes):
            return self.send_page(response.content, response.status, response.type)
        self.file = response.content
        return super().send_head()

    def translate_path(self, path: str) -> str:  # noqa: ARG002 - a response is a file of its own
        return str(self.file)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    @property
    def _names(self) -> tuple[str, ...]:
        return f"127.0.0.1:{self._port}", f"localhost:{self._port}"

    @property
    def _port(self) -> int:
        return int(self.connection.getsockname()[1])

    def _is_from_here(self) -> bool:
        """Whether loopback was asked by its own name, from this origin or by somebody who typed the address."""
        host, origin = self.headers.get("Host", ""), self.headers.get("Origin")
        site = self.headers.get("Sec-Fetch-Site", "none")
        return host in self._names and origin in (None, f"http://{host}") and site in ("none", "same-origin")

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.token.encode())

    @property
    def _cookie_name(self) -> str:
        return f"review-{self._port}"  # cookies do not tell ports apart

    def _cookie(self) -> str:
        try:
            found = SimpleCookie(self.headers.get("Cookie", "")).get(self._cookie_name)
        except CookieError:
            return ""
        return found.value if found else ""

    def _body(self) -> bytes | None:
        """The body of a request that may write; None for any other."""
        length = self.headers.get("Content-Length", "")
        is_ours = self.headers.get("Origin") is not None and self._is_token(self.headers.get("X-Token", ""))
        is_json = self.headers.get("Content-Type") == "application/json"
        if not is_ours or not is_json or not length.isdigit() or int(length) > _LARGEST:
            self.close_connection = True  # the body is left unread
            return None
        return self.rfile.read(int(length))

    def _move_token(self, path: str) -> BinaryIO:
        """Move the token from the address bar into a cookie."""
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", path)  # the base class has made one slash of several at its front: it is never another host
        self.send_header("Set-Cookie", f"{self._cookie_name}={self.token}; Path=/; HttpOnly; SameSite=Strict")
        self.send_header("Content-Length", "0")
        self.end_headers()
        return io.BytesIO()

    def _refuse(self, why: str) -> BinaryIO:
        self.close_connection = True
        return self.send_page(f"<!doctype html><title>Refused</title><p>Refused: {why}.".encode(), HTTPStatus.FORBIDDEN)
