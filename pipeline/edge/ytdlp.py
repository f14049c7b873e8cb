"""How yt-dlp is set up.

Its clients and their order change every few weeks and are left to it; only what its defaults leave open is set here: retries with pauses
(its API has none by default), no re-encoding, a single video.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.content import refusal
from pipeline.edge import cookies
from pipeline.edge.media import tracks
from pipeline.edge.refused import RefusedError
from pipeline.edge.settings import RUNTIMES, Settings

BytesReceived = Callable[[int, int | None], None]  # is called with the bytes received and, if known, those in all

_RETRIES = 5  # of a request that yt-dlp makes
_LONGEST_WAIT = 30.0  # seconds between two of them


def parameters(settings: Settings, folder: Path, own: Path, progress: BytesReceived) -> dict[str, Any]:
    """The parameters for downloads to `folder`; `own` is a folder for files that yt-dlp writes to."""
    first = settings.pace.first
    given: dict[str, Any] = {
        "format": _chosen,
        "paths": {"home": str(folder)},
        "outtmpl": "%(id)s.%(format_id)s.%(ext)s",  # the format too, so that no part is continued with another's bytes
        "retries": _RETRIES,
        "fragment_retries": _RETRIES,
        "retry_sleep_functions": dict.fromkeys(("http", "fragment", "extractor"), lambda n: min(first * 2**n, _LONGEST_WAIT)),
        "sleep_interval_requests": settings.pace.between / 8,
        "socket_timeout": 30,
        "fixup": "never",
        "noplaylist": True,
        "allowed_extractors": ["youtube$"],
        "extractor_args": {"youtube": {"skip": ["translated_subs"]}},
        "cachedir": False,
        "color": "never",
        "quiet": True,
        "noprogress": True,
        "progress_hooks": [_hook(progress)],
    }
    if settings.proxy:
        given["proxy"] = settings.proxy
    if settings.certificate:
        given["compat_opts"] = ["no-certifi"]  # with certifi installed yt-dlp trusts nothing else
    if settings.cookies:
        given["cookiefile"] = _copy(settings.cookies, own)
    if settings.browser:
        given["cookiesfrombrowser"] = (settings.browser,)
    if settings.javascript:
        given["js_runtimes"] = runtime(settings.javascript)
    return given


def _copy(file: Path, own: Path) -> str:
    """A copy of a cookies file, because yt-dlp writes into the one it is given."""
    lines = cookies.lines(file)
    if not lines:
        raise RefusedError(refusal.SETTINGS, f"cookies: {file.name} {cookies.NONE}")
    copy = own / "cookies.txt"
    copy.write_bytes(b"\n".join((*lines, b"")))
    copy.chmod(0o600)
    return str(copy)


def runtime(text: str) -> dict[str, dict[str, str]]:
    """A runtime as yt-dlp names it: by kind, with the path if one is given."""
    stem = Path(text).stem.lower()
    kind = next((kind for name, kind in RUNTIMES.items() if stem.startswith(name)), None)
    if kind is None:
        raise RefusedError(refusal.SETTINGS, f"javascript: {text} is not one of {', '.join(dict.fromkeys(RUNTIMES.values()))}")
    return {kind: {"path": text} if Path(text).name != text else {}}


def _chosen(context: dict[str, Any]) -> Iterator[Any]:
    """yt-dlp's format selector: see `tracks.sound`."""
    stream = tracks.sound(context["formats"])
    if stream is not None:
        yield stream


def _hook(progress: BytesReceived) -> Callable[[dict[str, Any]], None]:
    """What yt-dlp calls while it downloads."""

    def hook(news: dict[str, Any]) -> None:
        if news.get("status") == "downloading":
            progress(news.get("downloaded_bytes") or 0, news.get("total_bytes"))

    return hook
