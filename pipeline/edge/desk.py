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
from typing import BinaryIO, NamedTuple
from urllib.parse import parse_qs, urlsplit

from pipeline.edge.server import TYPES, Ranged, bound

_LARGEST = 65_536  # bytes of a request
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Asked(NamedTuple):
    """A request that passed the guard: its path, and the body if it writes (None if it reads)."""

    path: str
    body: bytes | None


class Answer(NamedTuple):
    """A text with its type, or a file on this disk."""

    content: bytes | Path
    type: str = TYPES[".html"]
    status: HTTPStatus = HTTPStatus.OK


Answers = Callable[[Asked], Answer | None]


class Desk(NamedTuple):
    """A server that is not running yet, and its address with the token."""

    listening: ThreadingHTTPServer
    address: str


def desk(port: int, answers: Callable[[str], Answers]) -> Desk:
    """A guarded server. `answers` is called with the token and returns what answers requests; None means 404."""
    token = secrets.token_urlsafe(24)
    listening = bound(partial(_Handler, token=token, answers=answers(token)), port)
    return Desk(listening, f"http://127.0.0.1:{listening.server_address[1]}/?token={token}")


class _Handler(Ranged):
    """Answers the requests that the guard lets pass."""

    def __init__(self, *args: object, token: str, answers: Answers) -> None:
        self.token, self.answers = token, answers
        self.file = Path()
        super().__init__(*args)  # type: ignore[arg-type]

    def do_POST(self) -> None:  # noqa: N802 - the base class names it so
        body = self.send_head()
        if body is not None:
            self.copyfile(body, self.wfile)  # type: ignore[arg-type]

    def send_head(self) -> BinaryIO | None:
        self.left = -1
        asked = urlsplit(self.path)
        if not self._is_from_here():
            return self._refused("paste the address that the terminal shows into the address bar")
        if self.command == "GET" and self._is_token(parse_qs(asked.query).get("token", [""])[0]):
            return self._welcomed(asked.path)
        if not self._is_token(self._cookie()):
            return self._refused("paste the address that the terminal shows into the address bar, with its token")
        body = self._body() if self.command == "POST" else None
        if self.command == "POST" and body is None:
            return self._refused("only this program's own page may write here")
        return self._answered(self.answers(Asked(asked.path, body)))

    def _answered(self, answer: Answer | None) -> BinaryIO | None:
        if answer is None:
            return self.send_page(b"<!doctype html><p>There is no such page.", HTTPStatus.NOT_FOUND)
        if isinstance(answer.content, bytes):
            return self.send_page(answer.content, answer.status, answer.type)
        self.file = answer.content
        return super().send_head()

    def translate_path(self, path: str) -> str:  # noqa: ARG002 - an answer is a file of its own
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

    def _welcomed(self, path: str) -> BinaryIO:
        """Moves the token from the address bar into a cookie."""
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", path)  # the base class has made one slash of several at its front: it is never another host
        self.send_header("Set-Cookie", f"{self._cookie_name}={self.token}; Path=/; HttpOnly; SameSite=Strict")
        self.send_header("Content-Length", "0")
        self.end_headers()
        return io.BytesIO()

    def _refused(self, why: str) -> BinaryIO:
        self.close_connection = True
        return self.send_page(f"<!doctype html><title>Refused</title><p>Refused: {why}.".encode(), HTTPStatus.FORBIDDEN)
