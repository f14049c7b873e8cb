"""YouTube, asked through yt-dlp: one extraction for a video, then each file by itself. The only module that imports yt-dlp.

yt-dlp is imported when the first video is asked for: that costs 0.2 to 0.8 seconds, which a run with everything on record should not pay.
"""

import errno
import socket
import ssl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.content import refusal
from pipeline.content.failure import Failure, recognise
from pipeline.content.recording import RecordedVideo
from pipeline.edge import certificate, ytdlp
from pipeline.edge.media import tracks
from pipeline.edge.refused import RefusedError, first_line, refused_by
from pipeline.edge.settings import Settings
from pipeline.edge.ytdlp import BytesReceived

_UNFINISHED = {"is_live": refusal.LIVE, "is_upcoming": refusal.PREMIERE, "post_live": refusal.PROCESSING}


class Download(NamedTuple):
    """Sound that has arrived: its path, yt-dlp's names of format and extension, the size that YouTube promised (bytes), its language."""

    path: Path
    format: str
    suffix: str
    promised: int | None
    language: str | None


@dataclass(slots=True)
class _Log:
    """Keeps yt-dlp's warnings, which distinguish refusals that its errors do not."""

    warnings: list[str] = field(default_factory=list)

    def debug(self, message: str) -> None:
        """Gets all of yt-dlp's messages, of which one matters: behind an age gate, its last error is often a KeyError."""
        if "age-restricted" in message:
            self.warnings.append(message)

    def warning(self, message: str) -> None:
        self.warnings.append(message)

    def error(self, message: str) -> None:
        """Nothing: errors are raised as well."""


@contextmanager
def asking(settings: Settings, folder: Path, progress: BytesReceived) -> Iterator["YouTube"]:
    """yt-dlp set up for one video. Downloads go to `folder`, where partial ones are resumed by the next run."""
    try:
        import yt_dlp  # noqa: PLC0415 - 0.2 to 0.8 s, see above
    except ImportError as error:  # as after an interrupted update
        raise RefusedError(refusal.NOT_INSTALLED, first_line(str(error))) from error
    if settings.certificate and (trouble := certificate.untrusted(settings.certificate)):
        raise RefusedError(refusal.SETTINGS, f"certificate: {settings.certificate.name}: {trouble}")
    log = _Log()
    with tempfile.TemporaryDirectory(prefix="pipeline-") as own, certificate.trusting(settings.certificate, Path(own)):
        parameters = ytdlp.parameters(settings, folder, Path(own), progress) | {"logger": log}
        try:
            downloader = yt_dlp.YoutubeDL(parameters)
            downloader.cookiejar  # noqa: B018 - is read here, so that a browser that is not there is told as a setting
        except (yt_dlp.utils.YoutubeDLError, ValueError) as error:
            raise RefusedError(refusal.SETTINGS, first_line(str(error))) from error
        with downloader, _watched(downloader):
            yield YouTube(downloader, log)


@contextmanager
def _watched(downloader: Any) -> Iterator[None]:
    """Does what yt-dlp does not.

    It keeps connections over which something was refused, together with errors that it ignores: they are closed at the end. If YouTube
    cannot be reached it retries for nearly a minute: until something has answered, the first such error ends the conversation.
    """
    from yt_dlp.networking.exceptions import HTTPError, TransportError  # noqa: PLC0415 - see `asking`

    urlopen, refused, answered = downloader.urlopen, [], False

    def watching(request: Any) -> Any:
        nonlocal answered
        try:
            response = urlopen(request)
        except HTTPError as error:
            answered = True
            refused.append(error.response)
            raise
        except TransportError as error:
            if answered or not _leads_nowhere(error):
                raise
            raise refused_by(error) from error
        answered = True
        return response

    downloader.urlopen = watching
    try:
        yield
    finally:
        for response in refused:
            response.close()


def _leads_nowhere(error: BaseException) -> bool:
    """Whether a question could not even be sent: no name server, no network, no proxy, an untrusted certificate.

    The cause is at the end of a chain of exceptions, since each of yt-dlp's ways to ask wraps it differently.
    """
    while before := error.__cause__ or error.__context__:
        error = before
    return isinstance(error, (socket.gaierror, ConnectionRefusedError, ssl.SSLCertVerificationError)) or (
        isinstance(error, OSError) and error.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH)
    )


class YouTube:
    """A conversation about one video."""

    def __init__(self, downloader: Any, log: _Log) -> None:
        self._downloader = downloader
        self._log = log
        self._facts: dict[str, Any] = {}

    def ask(self, video_id: str) -> tracks.Facts:
        """What YouTube says of a video; `RefusedError` if it refuses, or if there is no sound yet."""
        self._log.warnings.clear()
        try:
            facts = self._extract(video_id)
        except RefusedError as error:
            if error.reason == refusal.PREMIERE:
                raise RefusedError(error.reason, error.detail, self._announced(video_id)) from error
            raise
        if facts.get("_type", "video") != "video" or facts.get("id") != video_id:
            raise RefusedError(refusal.PAID)
        status = facts.get("live_status")
        if status in _UNFINISHED:
            raise RefusedError(_UNFINISHED[status], until=tracks.announced(facts))
        formats = facts.get("formats") or ()
        if tracks.sound(formats) is None:
            if any(stream.get("has_drm") for stream in formats):
                raise RefusedError(refusal.DRM)
            failure = Failure("", "No video formats found!", None, tuple(self._log.warnings))
            raise RefusedError(recognise(failure), first_line(self._log.warnings[-1]) if self._log.warnings else "")
        self._facts = facts
        return facts

    def video(self) -> RecordedVideo:
        """What stays true of the video that was asked for."""
        return tracks.video(self._facts)

    def read(self, address: str, most: int) -> bytes:
        """A small file; `RefusedError` if it is refused or has more than `most` bytes."""
        data = self._refusing(lambda: self._bytes(address, most))
        if len(data) > most:
            raise RefusedError(refusal.SERVER, f"more than {most} bytes")
        return bytes(data)

    def download(self) -> Download:
        """The unchanged sound of the video that was asked for. What arrived of it before is not asked for again."""
        facts = self._refusing(lambda: self._downloader.process_ie_result(self._facts, download=True))
        [stream] = facts["requested_downloads"]
        return Download(
            path=Path(stream["filepath"]),
            format=f"{stream['format_id']} {stream.get('acodec') or ''}".strip(),
            suffix=f".{stream['ext']}",
            promised=stream.get("filesize"),
            language=stream.get("language"),
        )

    def _extract(self, video_id: str) -> dict[str, Any]:
        address = f"https://www.youtube.com/watch?v={video_id}"
        return self._refusing(lambda: self._downloader.extract_info(address, download=False, process=False)) or {}

    def _announced(self, video_id: str) -> datetime | None:
        """When a video will be shown. yt-dlp only says so if a video without formats is not an error, so it is asked again."""
        self._downloader.params["ignore_no_formats_error"] = True
        try:
            return tracks.announced(self._extract(video_id))
        except RefusedError:
            return None
        finally:
            del self._downloader.params["ignore_no_formats_error"]

    def _bytes(self, address: str, most: int) -> bytes:
        from yt_dlp.networking import Request  # noqa: PLC0415 - see `asking`

        with self._downloader.urlopen(Request(address)) as response:
            return bytes(response.read(most + 1))

    def _refusing(self, call: Callable[[], Any]) -> Any:
        """The result of a call; an exception in it becomes a `RefusedError` with the reason that it indicates."""
        try:
            return call()
        except RefusedError:
            raise
        except Exception as error:
            raise refused_by(error, self._log.warnings) from error


class Runtime(NamedTuple):
    """An installed JavaScript runtime; it is `used` if yt-dlp will run it, and `least` is the oldest version that it runs."""

    name: str
    path: str
    version: str
    least: str
    new_enough: bool
    used: bool


def is_there() -> bool:
    """Whether yt-dlp can be imported."""
    try:
        import yt_dlp  # noqa: F401, PLC0415 - see `asking`
    except ImportError:
        return False
    return True


def runtimes(settings: Settings) -> tuple[Runtime, ...]:
    """The JavaScript runtimes on this machine, in yt-dlp's order of preference; none if yt-dlp is missing."""
    if not is_there():
        return ()
    from yt_dlp.globals import supported_js_runtimes  # noqa: PLC0415 - see `asking`
    from yt_dlp.YoutubeDL import YoutubeDL  # noqa: F401, PLC0415 - fills the table

    used = ytdlp.runtime(settings.javascript) if settings.javascript else {"deno": {}}
    found = []
    for name, kind in supported_js_runtimes.value.items():
        info = kind(path=used.get(name, {}).get("path")).info
        if info:
            least = ".".join(map(str, kind.MIN_SUPPORTED_VERSION))
            found.append(Runtime(name, info.path, info.version, least, info.supported, name in used))
    return tuple(found)


def solver_wanted() -> str | None:
    """The version of yt-dlp-ejs that belongs to this yt-dlp; None if it is kept elsewhere than in autumn 2026."""
    try:
        from yt_dlp.extractor.youtube.jsc._builtin.vendor import VERSION  # noqa: PLC0415 - see `asking`
    except ImportError:
        return None
    return str(VERSION)
