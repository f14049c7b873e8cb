"""HTTP requests of a feed's publisher: one question, one answer, within limits of size and time. A large file comes in blocks.

Only http and https are used, also after redirects, so that no answer leads to files of this machine. Addresses of this machine are asked
without a proxy, which could not know them. This module takes 50 ms to import, so it is imported only where it is needed.
"""

import http.client
import re
import ssl
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from socket import EAI_NONAME, gaierror
from typing import IO, NamedTuple
from urllib.parse import urlencode, urlsplit

from pipeline.content import pinned
from pipeline.edge.settings import Settings

SECONDS = 8.0  # time limit for a whole answer
_SILENCE = 3.0  # time limit, in seconds, without any byte
_PAUSE = 60.0  # the same for a large file, which its server may have to fetch first
MOST = 32_000_000  # bytes of an answer: a feed of ten thousand episodes
_BLOCK = 65_536  # bytes that are read at a time
_Incoming = http.client.HTTPResponse | urllib.error.HTTPError
_HERE = re.compile(r"localhost|127(?:\.\d+){3}|::1|.*\.localhost")
_AGENT = "companion-pipeline"


class Response(NamedTuple):
    """What came back after `hops` redirects, from `address`. Header names are in lower case; a compressed body is unpacked."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    hops: int


class SilenceError(Exception):
    """Nobody answered; the text says why. `unknown_host` means that there is certainly no host of that name."""

    def __init__(self, why: str, *, unknown_host: bool = False) -> None:
        super().__init__(why)
        self.unknown_host = unknown_host


def ask(
    settings: Settings,
    address: str,
    method: str = "GET",
    *,
    form: Mapping[str, str] | None = None,
    span: str | None = None,
    seconds: float = SECONDS,
    most: int = MOST,
) -> Response:
    """Ask one address, with this machine's proxy and certificate. Any status is an answer; `SilenceError` if there is none.

    `form` is sent with POST, which follows no redirects; `span` is the part of the body that is wanted, such as `bytes=0-0`: if a server
    sends everything, the body is not read. At most `most` bytes are accepted, within `seconds`.
    """
    until, redirects, request = time.monotonic() + seconds, _Redirects(), None
    headers = {"User-Agent": _AGENT, "Accept-Encoding": "identity" if span or method == "HEAD" else "gzip"}
    headers |= {"Range": span} if span else {}
    try:
        request = urllib.request.Request(address, urlencode(form).encode() if form else None, headers, method=method)  # noqa: S310 - see _open
        with _open(settings, request, redirects, min(seconds, _SILENCE)) as response:
            told = {name.lower(): value for name, value in response.headers.items()}
            body = b"" if span and response.status != 206 else _body(response, told.get("content-encoding", ""), until, most)
            return Response(response.url, response.status or 0, told, body, redirects.hops)
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        by_others = redirects.hops or request is None or request.host != urlsplit(request.full_url).netloc  # urllib puts a proxy there
        raise _silence(error, straight=not by_others) from error


def stream(settings: Settings, address: str) -> Iterator[tuple[bytes, int | None]]:
    """What is at an address, in blocks, each with the size of the whole in bytes, None if the server does not tell.

    It may take any time, but not pause. `SilenceError` if there is no answer, another one than the file, or not all of it.
    """
    received, total = 0, None
    try:
        request = urllib.request.Request(address, headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"})  # noqa: S310 - see _open
        with _open(settings, request, _Redirects(), _PAUSE) as response:
            if response.status != 200:
                raise SilenceError(f"it answers {response.status}")
            total = pinned.size(response.headers.get("Content-Length", ""))
            while block := response.read1(_BLOCK):
                received += len(block)
                yield block, total
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _silence(error, straight=False) from error
    if total not in (None, received):
        raise SilenceError(f"the answer ended after {received:,} of {total:,} bytes")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Repeats a request unchanged after a redirect, and counts redirects: urllib would turn HEAD and POST into GET."""

    hops = 0

    def redirect_request(  # noqa: PLR0917 - the base class has it so
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        sent = None if req.get_method() == "POST" else super().redirect_request(req, fp, code, msg, headers, newurl)
        if sent is None:
            return None
        self.hops += 1
        return urllib.request.Request(sent.full_url, headers=req.headers, method=req.get_method())  # noqa: S310 - see _open


def _open(settings: Settings, request: urllib.request.Request, redirects: _Redirects, seconds: float) -> _Incoming:
    """The answer to a request over http or https, whatever its status. `TimeoutError` after `seconds` without any byte."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(_proxies(settings, urlsplit(request.full_url).hostname or "")),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(context=_trust(settings.certificate)),
        redirects,
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    try:
        response: _Incoming = opener.open(request, timeout=seconds)
    except urllib.error.HTTPError as error:
        return error
    return response


def _proxies(settings: Settings, host: str) -> dict[str, str] | None:
    """The proxies to use; None leaves it to the environment (`HTTPS_PROXY`, `NO_PROXY`)."""
    if _HERE.fullmatch(host.lower()):
        return {}
    if settings.proxy is None:
        return None
    scheme = settings.proxy.partition("://")[0]
    if "://" in settings.proxy and scheme not in ("http", "https"):
        raise ValueError(f"proxies of the kind {scheme} are not supported")
    return dict.fromkeys(("http", "https"), settings.proxy)


@cache
def _trust(certificate: Path | None) -> ssl.SSLContext:
    """Whom to believe. Reading all that a system trusts takes longer than many a request."""
    context = ssl.create_default_context()
    if certificate:
        context.load_verify_locations(certificate)
    return context


def _body(response: _Incoming, encoding: str, until: float, most: int) -> bytes:
    """The whole body, unpacked. `ValueError` if it has more than `most` bytes, `TimeoutError` after `until` on the monotonic clock.

    `IncompleteRead` if the connection ended before it did, which the library does not tell of `read1`.
    """
    unpack = zlib.decompressobj(wbits=31) if encoding == "gzip" else None
    body, is_open = bytearray(), False
    while block := response.read1(_BLOCK):
        body += unpack.decompress(block, most + 1 - len(body)) if unpack else block
        is_open = unpack is not None and not unpack.eof
        if len(body) > most:
            raise ValueError(f"the answer has more than {most:,} bytes")
        if time.monotonic() > until:
            raise TimeoutError
    if response.length or is_open:
        raise http.client.IncompleteRead(bytes(body))
    return bytes(body)


def _silence(error: Exception, *, straight: bool) -> SilenceError:
    """The error in a few words. If others were asked on the way, an unknown name says nothing about the host: it may be the proxy's."""
    cause = error.reason if isinstance(error, urllib.error.URLError) and isinstance(error.reason, Exception) else error
    if straight and isinstance(cause, gaierror) and cause.errno == EAI_NONAME:  # any other is a name server in trouble (RFC 3493, 6.1)
        return SilenceError("there is no host of that name", unknown_host=True)
    if isinstance(cause, TimeoutError):
        return SilenceError("no answer in time")
    if isinstance(cause, http.client.IncompleteRead):
        return SilenceError("only a part of the answer came")
    if isinstance(cause, ssl.SSLCertVerificationError):
        return SilenceError(f"its certificate is not trusted: {cause.verify_message}")
    if isinstance(cause, OSError) and cause.strerror:
        return SilenceError(cause.strerror.lower())
    return SilenceError(str(cause.reason if isinstance(cause, urllib.error.URLError) else cause) or type(cause).__name__)
