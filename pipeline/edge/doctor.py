"""Examines what fetching and publishing need on this machine: what is there, outdated, missing or broken, each with the next step."""

import math
import shutil
import tempfile
import time
import wave
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from pipeline.content import refusal
from pipeline.content.show import Show, Store
from pipeline.content.trouble import Trouble
from pipeline.edge import certificate, cookies, store, youtube
from pipeline.edge.media import audio
from pipeline.edge.media.sound import SoundError
from pipeline.edge.settings import PROXY_VARIABLES, Settings, without_password

_OLD = timedelta(days=60)  # YouTube changes every few weeks, and yt-dlp after it
_ROOM = 1 << 30  # bytes; an episode's sound may exist as WAV, encoded, and tagged at the same time
_SIGNED_IN = {b"LOGIN_INFO", b"__Secure-1PSID", b"__Secure-3PSID", b"SID"}


class State(StrEnum):
    """The state of a part. Only `broken` and `missing` ones keep something from working."""

    GOOD = "good"
    OLD = "old"
    MISSING = "missing"
    BROKEN = "broken"
    UNUSED = "not used"


class Finding(NamedTuple):
    """A part's name, its state, what was found in a few words, and the next step if one is needed."""

    name: str
    state: State
    text: str
    step: str = ""

    def __str__(self) -> str:
        step = f" {self.step}." if self.step else ""
        return f"{self.name}: {self.state}, {self.text}.{step}"


def examine(
    settings: Settings, environment: Mapping[str, str], now: datetime, root: Path = Path(), shows: Sequence[Show] = ()
) -> tuple[Finding, ...]:
    """All findings, in the order in which fetching and publishing need the parts. The network is not used."""
    return (
        _yt_dlp(now.date()),
        _solver(),
        *_runtimes(settings),
        _ffmpeg(),
        _proxy(settings, environment),
        _certificate(settings),
        _cookies(settings, now),
        _room(root),
        *(_store(show.store, show.name, root, settings) for show in shows if show.store),
        *_hooks(settings, root),
    )


def _yt_dlp(today: date) -> Finding:
    version = _version("yt-dlp")
    if version is None or not youtube.is_there():
        return Finding("yt-dlp", State.MISSING, "YouTube cannot be asked without it", refusal.NOT_INSTALLED.step)
    made = date(*(int(part) for part in version.split(".")[:3]))
    if today - made > _OLD:
        return Finding(
            "yt-dlp",
            State.OLD,
            f"{version}, from {(today - made).days} days ago",
            "Update it when YouTube refuses: pip install -U yt-dlp yt-dlp-ejs",
        )
    return Finding("yt-dlp", State.GOOD, version)


def _solver() -> Finding:
    """The scripts that solve the challenges of YouTube's player belong to exactly one version of yt-dlp."""
    found, wanted = _version("yt-dlp-ejs"), youtube.solver_wanted()
    if found and wanted in (found, None):
        return Finding("yt-dlp-ejs", State.GOOD, found)
    step = f"Install the version that belongs to yt-dlp: pip install yt-dlp-ejs{f'=={wanted}' if wanted else ''}"
    return Finding(
        "yt-dlp-ejs",
        State.BROKEN if found else State.MISSING,
        f"{found} is installed, but {wanted} is needed" if found else "YouTube's JavaScript challenges cannot be solved without it",
        step,
    )


def _runtimes(settings: Settings) -> Iterator[Finding]:
    """The JavaScript runtime that is used, and those that could be."""
    found = youtube.runtimes(settings)
    if not any(runtime.used and runtime.new_enough for runtime in found):
        others = [runtime.name for runtime in found if runtime.new_enough]
        step = f"Write `javascript: {others[0]}` into pipeline.local.yaml" if others else "Install deno: `make deno`"
        yield Finding("JavaScript runtime", State.MISSING, "not every video can be fetched without one", step)
    for runtime in found:
        old = f"{runtime.version} at {runtime.path}, which is older than {runtime.least}" if not runtime.new_enough else ""
        state = State.OLD if old else State.GOOD if runtime.used else State.UNUSED
        yield Finding(runtime.name, state, old or f"{runtime.version} at {runtime.path}")


def _ffmpeg() -> Finding:
    """Tested on a tenth of a second of silence."""
    with tempfile.TemporaryDirectory(prefix="pipeline-") as folder:
        path = Path(folder) / "silence.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(bytes(1600))
        try:
            audio.probe(path)
        except (SoundError, OSError) as error:
            return Finding(
                "ffmpeg", State.BROKEN, f"sound cannot be read: {error}", "Reinstall it: pip install --force-reinstall imageio-ffmpeg"
            )
    return Finding("ffmpeg", State.GOOD, f"from imageio-ffmpeg {_version('imageio-ffmpeg')}")


def _proxy(settings: Settings, environment: Mapping[str, str]) -> Finding:
    proxy = settings.proxy or next(filter(None, map(environment.get, PROXY_VARIABLES)), None)
    return Finding("proxy", State.GOOD, without_password(proxy)) if proxy else Finding("proxy", State.UNUSED, "none is set")


def _certificate(settings: Settings) -> Finding:
    if settings.certificate is None:
        if certificate.are_there():
            return Finding("certificate", State.UNUSED, "the usual certificates are trusted")
        return Finding(
            "certificate", State.MISSING, "this machine has no trusted certificates", "Install them (Debian: apt install ca-certificates)"
        )
    if trouble := certificate.untrusted(settings.certificate):
        return Finding("certificate", State.BROKEN, f"{settings.certificate.name} cannot be used: {trouble}", "Export it as PEM")
    return Finding("certificate", State.GOOD, f"{settings.certificate.name} is trusted in addition to the usual ones")


def _cookies(settings: Settings, now: datetime) -> Finding:
    """Whether the cookies file is that of somebody signed in, as far as what a fetch uses of it shows. Its values are not printed."""
    if settings.cookies is None:
        text = f"those of {settings.browser} are used" if settings.browser else "none are sent to YouTube"
        return Finding("cookies", State.GOOD if settings.browser else State.UNUSED, text)
    step = "Export the cookies of youtube.com from a browser that is signed in"
    lines = cookies.lines(settings.cookies)
    if not lines:
        return Finding("cookies", State.BROKEN, f"{settings.cookies.name} {cookies.NONE}", step)
    rows = (line.split(b"\t") for line in lines[1:])
    ends = [float(end or 0) or math.inf for site, *_, end, name, _ in rows if b"youtube.com" in site and name in _SIGNED_IN]
    if not ends:
        return Finding("cookies", State.BROKEN, f"{settings.cookies.name} has no cookies of a YouTube account that is signed in", step)
    last = max(ends)
    if last < now.timestamp():
        return Finding("cookies", State.OLD, f"{settings.cookies.name} expired on {time.strftime('%Y-%m-%d', time.gmtime(last))}", step)
    return Finding("cookies", State.GOOD, f"{settings.cookies.name}; only a fetch can show whether YouTube still accepts them")


def _room(root: Path) -> Finding:
    """Whether the show's folder can be written to, and how much space there is."""
    try:
        with tempfile.TemporaryFile(dir=root):
            free = shutil.disk_usage(root).free
    except OSError as error:
        return Finding(
            "disk", State.BROKEN, f"nothing can be written here: {error.strerror}", "Move the show to a folder that you may write to"
        )
    if free < _ROOM:
        return Finding(
            "disk",
            State.MISSING,
            f"{free / 1e6:,.0f} MB are free",
            "Free some space: an hour of sound takes up to 1 GB while it is processed",
        )
    return Finding("disk", State.GOOD, f"{free / 1e9:,.0f} GB are free")


def _store(place: Store, name: str, root: Path, settings: Settings) -> Finding:
    """Whether there are keys to the place where a feed's sound is kept; the store itself is not asked."""
    what = f"store of {name}"
    if place.kind == "address":
        return Finding(what, State.GOOD, f"another program puts the sound at {place}")
    found = store.opened(place, root, settings)
    if isinstance(found, Trouble):
        return Finding(what, State.MISSING, found.message, f"{found.hint[:1].upper()}{found.hint[1:]}")
    return Finding(what, State.GOOD, f"{place}; only a publish can show whether it accepts this machine's keys")


def _hooks(settings: Settings, root: Path) -> Iterator[Finding]:
    """Whether the programs of the hooks exist; they are not run."""
    for name, command in (("on_published", settings.on_published), ("on_problem", settings.on_problem)):
        if command and (shutil.which(command[0]) or shutil.which(root / command[0])):
            yield Finding(name, State.GOOD, f"{Path(command[0]).name} was found")
        elif command:
            yield Finding(name, State.MISSING, f"the program {Path(command[0]).name} was not found", "Install it, or correct the setting")


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
