"""Stores for sound: S3 and compatible ones, Google Cloud, Azure, folders, and web addresses that can only be read.

The only module that knows obstore, which does signing, multipart uploads, retries and pauses. It is imported when a store is first asked
for something, since that takes 50 ms and most publishes ask nothing. Nothing is ever listed, and nothing deleted except what only passes
through on its way to another machine, because what a feed has named may be asked for at any time.
"""

import hashlib
import io
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast
from urllib.parse import urlsplit

from pipeline.content import trouble
from pipeline.content.show import Store
from pipeline.content.trouble import Trouble
from pipeline.edge import credentials, files
from pipeline.edge.media.sound import TYPES
from pipeline.edge.settings import Settings, without_password

if TYPE_CHECKING:
    from obstore import Attributes, GetResult
    from obstore.store import ClientConfig, ObjectStore, RetryConfig, S3Config

BytesSent = Callable[[int, int], None]  # is called with the bytes sent and those in all
_T = TypeVar("_T")

_PART = 5 << 20  # bytes in a part of an upload, the minimum of S3
_AT_ONCE = 2  # parts of a file sent at the same time
_PIECE = 1 << 20  # bytes of a download that are written at a time
_CACHED = "public, max-age=3600"  # a changed chapter title changes the bytes at the same address, so caches ask again after an hour
_HERE = ("localhost", "127.0.0.1", "::1")


class StoredFile(NamedTuple):
    """A file in a store. `type` is MIME, empty if unknown; `duration` is in ms; `sha256` and `mark` are as they were sent with it."""

    bytes: int
    type: str
    sha256: str | None = None
    mark: str | None = None
    duration: int | None = None


def opened(store: Store, root: Path, settings: Settings) -> "OpenStore | Trouble":
    """The store that a feed file names, or what is missing for it on this machine; nothing is asked yet. `root` is the show's folder."""
    folder = root.absolute() / files.expanded(store.root) if store.kind == "folder" else None
    if folder and not folder.is_dir():
        return Trouble(f"there is no folder {store}", "create it, or connect the disk that it is on")
    return credentials.missing(store, settings.store) or OpenStore(store, folder, settings)


class OpenStore(NamedTuple):
    """A store that can be asked, from any process. What is not there is None; names are those of files in it, such as `talk-1.m4a`.

    `folder` is where its files are, if that is a disk.
    """

    store: Store
    folder: Path | None
    settings: Settings

    def __str__(self) -> str:
        return str(self.store)

    @property
    def writable(self) -> bool:
        return self.store.kind != "address"

    def look(self, name: str) -> StoredFile | Trouble | None:
        """A file as its owner sees it.

        Without the right to list, S3 does not say whether a file is missing: the result is then None as well.
        """
        if not self.writable:
            return self.seen(name)
        found = self._ask(name, lambda: _described(self._files().get(name, options={"head": True})))
        if self.folder and isinstance(found, StoredFile):
            return StoredFile(found.bytes, TYPES.get(Path(name).suffix, ""), files.digest(self.folder / name))
        return None if isinstance(found, Trouble) and found.denied else found

    def seen(self, name: str) -> StoredFile | Trouble | None:
        """A file as listeners see it: the answer to HEAD at its public address."""
        return self._ask_as_listener(name, lambda: _described(self._public().get(name, options={"head": True})))

    def send(self, file: Path, name: str, about: StoredFile, progress: BytesSent) -> StoredFile | Trouble:
        """Put a file into the store and check that it has arrived completely."""
        headers = {} if self.folder else _headers(about)
        sent = self._ask(name, lambda: _send(self._files(), name, file, headers, progress))
        if isinstance(sent, Trouble):
            return sent
        if sent is None:
            return Trouble(f"there is no {self.store}", "create it, or correct `store:` in the feed file")
        return _same(self.look(name), about, f"{self.store}/{name}")

    def bring(self, name: str, target: Path) -> StoredFile | Trouble | None:
        """Copy a file of the store to `target`, completely or not at all."""
        return self._ask(name, lambda: _bring(self._files(), name, target))

    def deposit(self, file: Path, name: str) -> bool | Trouble | None:
        """Leave a file that is not meant for listeners, for another machine to fetch."""
        return self._ask(name, lambda: _send(self._files(), name, file, {}, lambda _, __: None))

    def remove(self, name: str) -> Trouble | None:
        """Remove what was left by `deposit`."""
        return self._ask(name, lambda: self._files().delete(name))

    def begins(self, name: str, length: int) -> bytes | Trouble | None:
        """The first bytes of a file as listeners get them."""
        return self._ask_as_listener(name, lambda: _beginning(self._public().get(name), length))

    def _files(self) -> "ObjectStore":
        """The store as its owner sees it."""
        return _owned(self.store, self.folder, self.settings) if self.writable else self._public()

    def _public(self) -> "ObjectStore":
        """The store as listeners see it."""
        return _published(self.store.media, self.settings)

    def _ask(self, name: str, call: Callable[[], _T]) -> _T | Trouble | None:
        if not self.writable:
            return self._ask_as_listener(name, call)
        return _ask_twice(call, _Server(str(self.store), self.store.endpoint or "", self.settings))

    def _ask_as_listener(self, name: str, call: Callable[[], _T]) -> _T | Trouble | None:
        address = f"{self.store.media}{name}"
        answer = _ask_twice(call, _Server(address, address, self.settings))
        if isinstance(answer, Trouble) and answer.denied:
            return Trouble(f"listeners are not allowed to get {address}", "allow everybody to read the files there", stops=False)
        return answer


class _Server(NamedTuple):
    """Who is asked: `name` for messages, and the `address` of the machine, empty if only the library knows it."""

    name: str
    address: str
    settings: Settings

    def trouble(self, error: Exception) -> Trouble:
        return trouble.recognise(str(error), self.name, urlsplit(self.address).netloc or self.name, self._proxy())

    def _proxy(self) -> str:
        """The proxy in between, without its password; empty if there is none."""
        from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415 - 50 ms, and only when something went wrong

        host = urlsplit(self.address).hostname or ""
        if host in _HERE:
            return ""
        environment = {} if proxy_bypass(host) else getproxies()
        return without_password(self.settings.proxy or environment.get(urlsplit(self.address).scheme or "https", ""))


class _Watched(io.FileIO):
    """A file that reports how much of it was read."""

    def __init__(self, path: Path, progress: BytesSent) -> None:
        super().__init__(path)
        self.progress, self.total = progress, path.stat().st_size

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(-1 if size is None else size)
        self.progress(self.tell(), self.total)
        return data


@cache
def _owned(store: Store, folder: Path | None, settings: Settings) -> "ObjectStore":
    """The library's object for a store as its owner sees it, with the keys of this machine."""
    from obstore.store import LocalStore, from_url  # noqa: PLC0415 - see the module's docstring

    if folder:
        return LocalStore(folder)
    keys = {name.lower(): value for name, value in settings.store if name in credentials.NAMES[store.kind]}
    extra = {key: value for key, value in (("endpoint", store.endpoint), ("region", store.region)) if value}
    config = cast("S3Config", keys | extra)
    return from_url(str(store), config=config, client_options=_options(settings, store.endpoint or ""), retry_config=_retries())


@cache
def _published(media: str, settings: Settings) -> "ObjectStore":
    """The library's object for the address from which listeners get the files."""
    from obstore.store import HTTPStore  # noqa: PLC0415 - see the module's docstring

    return HTTPStore.from_url(media.rstrip("/"), client_options=_options(settings, media), retry_config=_retries())


def _options(settings: Settings, address: str) -> "ClientConfig":
    """Options for HTTP clients. By default the library allows 30 seconds for a whole answer, too little for an hour of sound.

    `read_timeout` is the longest silence, and also the time for sending a part: with two parts of two files at a time, 0.6 Mbit/s are
    enough.
    """
    options: ClientConfig = {"connect_timeout": "10s", "read_timeout": "5min", "timeout": "2h", "allow_http": address.startswith("http://")}
    if settings.proxy or urlsplit(address).hostname in _HERE:  # one in the environment is kept from addresses of this machine
        options["proxy_url"] = settings.proxy or address
        options["proxy_excludes"] = ",".join(_HERE)
    if settings.certificate:
        options["root_certificate"] = settings.certificate.read_bytes()
    return options


def _retries() -> "RetryConfig":
    """A request is signed once for all its tries, and a signature is valid for some minutes."""
    return {"max_retries": 5, "retry_timeout": timedelta(minutes=5), "backoff": {"init_backoff": timedelta(milliseconds=200)}}


def _headers(about: StoredFile) -> "Attributes":
    """What is sent with a file: for listeners' apps and caches, and for this program to recognise it."""
    own = {"sha256": about.sha256, "mark": about.mark, "duration": about.duration}
    metadata = {key: str(value) for key, value in own.items() if value is not None}
    return {"Content-Type": about.type, "Cache-Control": _CACHED, **metadata}


def _send(store: "ObjectStore", name: str, file: Path, headers: "Attributes", progress: BytesSent) -> bool:
    with _Watched(file, progress) as source:
        store.put(name, source, attributes=headers, chunk_size=_PART, max_concurrency=_AT_ONCE)
    return True


def _described(result: "GetResult") -> StoredFile:
    about, length = result.attributes, result.attributes.get("duration", "")
    return StoredFile(
        bytes=result.meta["size"],
        type=about.get("Content-Type", "").partition(";")[0].strip(),
        sha256=about.get("sha256"),
        mark=about.get("mark"),
        duration=int(length) if length.isascii() and length.isdigit() else None,
    )


def _beginning(result: "GetResult", length: int) -> bytes:
    """The first bytes of an answer. The whole file is requested, since some servers know no ranges, and the rest is not read."""
    data = b""
    for piece in result.stream(min_chunk_size=length):
        data += piece
        if len(data) >= length:
            break
    return data[:length]


def _same(found: StoredFile | Trouble | None, sent: StoredFile, name: str) -> StoredFile | Trouble:
    """What was found after sending, if it is what was sent."""
    if isinstance(found, Trouble):
        return found
    if found is None:
        return Trouble(f"{name} was sent, but this key is not allowed to read it", "give the key permission to read the files there")
    if (found.bytes, found.type) != (sent.bytes, sent.type):
        difference = f"{found.bytes:,} bytes of {found.type or 'no type'} instead of {sent.bytes:,} of {sent.type}"
        return Trouble(f"{name} did not arrive as it was sent: {difference}", "publish again", stops=False)
    return found


def _bring(store: "ObjectStore", name: str, target: Path) -> StoredFile:
    """Copy a file of a store to this disk. `ValueError` if it arrives damaged."""
    result = store.get(name)
    found, hasher = _described(result), hashlib.sha256()
    with files.replacing(target) as partial, partial.open("wb") as file:
        for piece in result.stream(min_chunk_size=_PIECE):
            hasher.update(piece)
            file.write(piece)
        if file.tell() != found.bytes or found.sha256 not in (None, hasher.hexdigest()):
            raise ValueError(trouble.DAMAGED)
    return found


def _ask_twice(call: Callable[[], _T], server: _Server) -> _T | Trouble | None:
    """The result of a call; None if what it asks for is not there, and a `Trouble` for anything else that goes wrong over there.

    The library retries what was refused for the moment; an answer that breaks off is retried here, once.
    """
    answer = _ask_once(call, server)
    return _ask_once(call, server) if isinstance(answer, Trouble) and not answer.stops else answer


def _ask_once(call: Callable[[], _T], server: _Server) -> _T | Trouble | None:
    """See `_ask_twice`. A file that is missing and a whole store that is missing are told apart by the library's text.

    `OSError` for what this machine cannot do: it has a number, which the library's own errors have not.
    """
    from obstore.exceptions import BaseError  # noqa: PLC0415 - see the module's docstring

    try:
        return call()
    except (BaseError, OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        is_more = any(sign in str(error) for sign in (*trouble.NO_BUCKET, *trouble.NO_HEAD))
        return None if isinstance(error, FileNotFoundError) and not is_more else server.trouble(error)
