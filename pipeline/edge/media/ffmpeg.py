"""Runs ffmpeg on a recording, from its wheel. No other module does.

ffmpeg gets no shell, no network and no playlist: paths are passed as `file:/...`, and only the protocol `file` and the containers of
recordings are allowed, so that a "recording" which is really a list of other files or addresses is refused instead of followed.
"""

import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pipeline.content.text import timecode
from pipeline.edge.media.sound import GET_AGAIN, SoundError

ShareDone = Callable[[float], None]  # is called with the share of the work that is done, 0 to 1

SAME = ("-fflags", "+bitexact", "-flags:a", "+bitexact")  # the same bytes at every run
BARE = ("-map_metadata", "-1", "-map_chapters", "-1", *SAME)  # and nothing but tracks

_CONTAINERS = "aac,aiff,asf,avi,caf,flac,flv,matroska,mov,mp3,mpeg,mpegts,ogg,w64,wav"
_INPUT = ("-protocol_whitelist", "file,pipe", "-format_whitelist", _CONTAINERS)
_DECLARED = re.compile(r"^  Duration: (\d+:\d\d:\d\d\.\d+)", re.MULTILINE)
_REACHED = re.compile(r"out_time_us=(\d+)")
_PAGE = re.compile(rb"\s*(?:<!doctype|<html|<head|<body|<\?xml)", re.IGNORECASE)
_FAULTS = (  # a text in ffmpeg's report, what is wrong, what to do; the first that is found counts
    ("moov atom not found", "is cut off: the index of the MP4 is missing", GET_AGAIN),
    ("matches no streams", "has no sound track", "choose a file with a sound track"),
    ("No space left on device", "could not be processed: the disk is full", "free some space, then run this again"),
    ("", "is damaged, or is not a sound file", GET_AGAIN),
)
_ENDED = (signal.SIGKILL, signal.SIGTERM)  # by a system that has no memory left, or that shuts down; a fault in the file has other signals


class Run(NamedTuple):
    """ffmpeg's report (its standard error), and how far it came in the recording, in ms."""

    report: str
    reached: int


def silent(_: float) -> None:
    """A `ShareDone` that ignores its calls."""


def run(source: Path, arguments: Sequence[str], progress: ShareDone = silent) -> Run:
    """Run ffmpeg on a recording; it is killed if this is interrupted. `SoundError` if it fails."""
    _refuse(source)
    command = (_program(), "-hide_banner", "-nostdin", "-nostats", "-progress", "pipe:1", *_INPUT, "-i", address(source), *arguments)
    reached, total = 0, None
    with tempfile.TemporaryFile() as errors:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process:  # noqa: S603 - a list of words, no shell
            try:
                for line in process.stdout or ():
                    if moment := _REACHED.match(line):
                        reached = int(moment[1]) // 1000
                        total = total or declared(_said(errors))
                        progress(min(reached / total, 1.0) if total else 0.0)
            except BaseException:
                process.kill()
                raise
        report = _said(errors)
    if -process.returncode in _ENDED:
        raise SoundError(source, "could not be processed: the system has ended ffmpeg", "give the machine more memory, then run this again")
    if process.returncode:
        raise SoundError(source, *next((what, hint) for sign, what, hint in _FAULTS if sign in report))
    return Run(report, reached)


def declared(report: str) -> int | None:
    """The length in ms that a recording claims, in ffmpeg's report; None if it says nothing."""
    found = _DECLARED.search(report)
    return timecode.parse(found[1]) if found else None


def address(path: Path) -> str:
    """A path in a form that ffmpeg cannot take for an option, a protocol or a pattern."""
    return f"file:{path.absolute()}"


def _said(file: BinaryIO) -> str:
    """What ffmpeg has written so far, read without moving the file position, which both share."""
    return os.pread(file.fileno(), os.fstat(file.fileno()).st_size, 0).decode("utf-8", "replace")


def _refuse(source: Path) -> None:
    """Raise `SoundError` for faults that ffmpeg does not report clearly."""
    try:
        with source.open("rb") as file:
            beginning = file.read(512)
    except OSError as error:
        raise SoundError(source, f"cannot be read: {error.strerror}", "put it back, or name the right file") from error
    if not beginning:
        raise SoundError(source, "is empty", GET_AGAIN)
    if _PAGE.match(beginning):
        raise SoundError(source, "is a web page, not a recording", GET_AGAIN)
    if beginning.startswith(b"version https://git-lfs"):
        message = "is a Git LFS pointer, not the recording itself"
        raise SoundError(source, message, "run `git lfs pull`, or, in a GitHub workflow, give actions/checkout `lfs: true`")


@cache
def _program() -> str:
    """The path of the program in the wheel."""
    from imageio_ffmpeg import get_ffmpeg_exe  # noqa: PLC0415 - tries the program out, which only they should wait for who need it

    try:
        return str(get_ffmpeg_exe())
    except RuntimeError as error:
        raise SoundError(Path("ffmpeg"), "is not available for this machine", "install one, or name it in IMAGEIO_FFMPEG_EXE") from error
