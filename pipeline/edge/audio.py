"""Sound: reads what a file contains, prepares it for a podcast, measures its loudness. The only module that runs ffmpeg, from its wheel.

ffmpeg gets no shell, no network and no playlist: paths are passed as `file:/...`, and only the protocol `file` and the containers of
recordings are allowed, so that a "recording" which is really a list of other files or addresses is refused instead of followed.
"""

import math
import os
import re
import subprocess
import sys
import tempfile
from array import array
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pipeline.content import timecode
from pipeline.content.show import Encoding
from pipeline.edge import files
from pipeline.edge.sound import TYPES, Loudness, Sound, SoundError

ShareDone = Callable[[float], None]  # is called with the share of the work that is done, 0 to 1


def _silent(_: float) -> None:
    """A `ShareDone` that ignores its calls."""


class _Writer(NamedTuple):
    """A format to publish: suffix, container and codec in ffmpeg's names, encoder, the container's options."""

    suffix: str
    container: str
    codec: str
    encoder: str
    options: tuple[str, ...]


_WRITERS = {
    "m4a": _Writer(".m4a", "mov", "aac", "aac", ("-f", "ipod")),
    "mp3": _Writer(".mp3", "mp3", "mp3", "libmp3lame", ("-f", "mp3", "-id3v2_version", "0")),
}
_WRITER_OF = {writer.codec: writer for writer in _WRITERS.values()}
_BITRATE_OF_A_CHANNEL = 64_000
_RATES = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)  # Hz: those of MP3, all supported by AAC players
_ROUGH_RATE = 2_000  # Hz: even below 1 kHz, speech can be told from pauses
_MOST_GAIN = 30.0  # dB: what needs more is no speech, and would become noise
_CEILING = -1.5  # dBFS: leaves room for what a lossy codec adds to peaks
_MEASURING = 0.2  # the share of measuring in the whole work
_ALIKE = 0.5  # LU: a smaller difference is inaudible
_ABOUT = 1.1  # tolerance for a bit rate, since tags and pictures count as well

_SOUND = ("-map", "0:a:0")
_READ = (*_SOUND, "-c", "copy", "-f", "null", "-")
_METER = "ebur128=peak=sample:framelog=quiet"
# ffmpeg passes each frame from thread to thread, which is a third of the work for small frames. So after the meter only one frame in 256 is
# passed on, enough to show progress, and samples are grouped into pieces of a second or so.
_MEASURE = (*_SOUND, "-af", rf"{_METER},aselect=not(mod(n\,256))", "-f", "null", "-")
_ROUGH = (*_SOUND, "-af", "asetnsamples=65536:p=0", "-ac", "1", "-ar", str(_ROUGH_RATE), "-f", f"s16{sys.byteorder[0]}e")
_SAME = ("-fflags", "+bitexact", "-flags:a", "+bitexact")  # the same bytes at every run
_EXACT = ("-map_metadata", "-1", "-map_chapters", "-1", *_SAME)


def probe(path: Path) -> Sound:
    """Read a recording to its last packet; `SoundError` if it is empty, damaged, a web page, or has no sound."""
    sound = _described(path, _run(path, _READ))
    if sound.duration == 0:
        raise SoundError(path, "contains no sound", _HINT)
    return sound


def header(path: Path) -> Sound:
    """What a recording says about itself, without reading the rest; its length is the one `declared`. `SoundError` as for `probe`."""
    return _described(path, _run(path, ("-t", "0", *_READ)))


def loudness(path: Path, progress: ShareDone = _silent) -> Loudness:
    """Measure a recording's loudness, for which all of it is decoded; `SoundError` as for `probe`."""
    return _metered(_run(path, _MEASURE, progress).report)


def peaks(path: Path, step: int) -> tuple[int, ...]:
    """The highest sample (0 to 32768) of each `step` milliseconds: enough to tell speech from pauses. `SoundError` as for `probe`."""
    with tempfile.TemporaryDirectory(prefix="pipeline-") as folder:
        target = Path(folder) / "samples"
        _run(path, (*_ROUGH, _address(target)))
        samples = array("h", target.read_bytes())
    width = step * _ROUGH_RATE // timecode.SECOND
    return tuple(max(*part, -min(part)) for at in range(0, len(samples), width) if (part := samples[at : at + width]))


def prepare(
    source: Path,
    target: Path,
    encoding: Encoding | None = None,
    progress: ShareDone = _silent,
    *,
    measured: Loudness | None = None,
    duration: int | None = None,
) -> Sound:
    """Put a recording at `target` as MP3 or M4A without tags, for `tags.make`, which also moves the index to the front.

    An MP3 stays as it is, except that it gets a header if its length cannot be told without. AAC is put into a new M4A, and MP3 from
    another container into a new MP3, both without encoding; all other sound becomes AAC. With `encoding` it is encoded as asked, unless it
    already is. The format's suffix is added to `target`: see the `path` of the result. `measured` is the source's loudness and `duration`
    the result of `probe` (ms), if known. `SoundError` as for `probe`.
    """
    said = header(source)
    if encoding and encoding.loudness is not None and measured is None:
        measured = loudness(source, lambda share: progress(share * _MEASURING))
    if encoding is None or _is_as_asked(said, encoding, measured):
        if (said.container, said.codec) == ("mp3", "mp3"):
            return _copy_mp3(said._replace(duration=duration) if duration else probe(source), target, progress)
        if writer := _WRITER_OF.get(said.codec):
            return _write(said, target, writer, ("-c", "copy"), progress)
    return _encode(said, target, encoding or Encoding(), measured, progress)


def _is_as_asked(sound: Sound, encoding: Encoding, measured: Loudness | None) -> bool:
    """Whether encoding again would be useless: the format is right, the bit rate no higher, the loudness close."""
    rate = sound.bytes * 8 * timecode.SECOND / sound.declared if sound.declared else math.inf
    return (
        sound.codec == _writer(sound, encoding).codec
        and (encoding.bitrate is None or rate <= encoding.bitrate * _ABOUT)
        and (encoding.loudness is None or (measured is not None and abs(measured.integrated - encoding.loudness) <= _ALIKE))
    )


def _writer(sound: Sound, encoding: Encoding) -> _Writer:
    """The writer for the requested format, or else for the sound's own format if that can be published."""
    return _WRITERS[encoding.format] if encoding.format else _WRITER_OF.get(sound.codec, _WRITERS["m4a"])


def copy_tracks(source: Path, target: Path, *tracks: str, chapters: Path | None) -> tuple[str, int]:
    """Copy tracks of a recording to `target` without other metadata; returns ffmpeg's report on the source, and the milliseconds copied.

    `tracks` are ffmpeg's options that select them and the container; `chapters` is a file of ours in ffmpeg's own format, if there are any.
    `SoundError` as for `probe`.
    """
    beside = ("-f", "ffmetadata", "-i", _address(chapters)) if chapters else ()
    # `-map_metadata -1` would remove the titles of chapters too; restricted to streams, it keeps them.
    how = ("-map_metadata:s", "-1", "-map_chapters", "1", *_SAME) if chapters else _EXACT
    with files.replacing(target) as partial:
        run = _run(source, (*beside, *tracks, "-c", "copy", *how, "-y", _address(partial)))
    return run.report, run.reached


def _named(target: Path, writer: _Writer) -> Path:
    """The target with the format's suffix, which is added unless it is there."""
    return target if target.suffix == writer.suffix else target.with_name(target.name + writer.suffix)


def _copy_mp3(sound: Sound, target: Path, progress: ShareDone) -> Sound:
    """Put an MP3 at `target` as it is, or with a header if players would take it for longer or shorter than it is."""
    writer = _WRITERS["mp3"]
    if sound.is_misjudged:
        return _write(sound, target, writer, ("-c", "copy"), progress)
    target = _named(target, writer)
    target.unlink(missing_ok=True)
    files.place(sound.path, target)
    return sound._replace(path=target)


def _encode(sound: Sound, target: Path, encoding: Encoding, measured: Loudness | None, progress: ShareDone) -> Sound:
    """Encode a recording as asked; with a wanted loudness, its level is raised or lowered to that, which is measured again."""
    writer = _writer(sound, encoding)
    bitrate = encoding.bitrate or sound.channels * _BITRATE_OF_A_CHANNEL
    filters: tuple[str, ...] = ()
    if measured and encoding.loudness is not None:
        filters = "-af", f"{_gain(measured, encoding.loudness)},{_METER}"
    how = ("-ac", str(sound.channels), "-ar", str(_rate(sound.rate)), "-c:a", writer.encoder, "-b:a", str(bitrate))
    return _write(sound, target, writer, (*filters, *how), lambda share: progress(_MEASURING + share * (1 - _MEASURING)))


def _rate(rate: int) -> int:
    """The sampling rate to encode at, in Hz: the sound's own, or the next supported one."""
    return next((known for known in _RATES if known >= rate), _RATES[-1])


def _gain(measured: Loudness, wanted: float) -> str:
    """A constant gain, so that speech keeps its dynamics; with a limiter only if a peak would exceed the ceiling."""
    gain = min(wanted - measured.integrated, _MOST_GAIN)
    limiter = f",alimiter=limit={10 ** (_CEILING / 20):.4f}:level=disabled" if measured.peak + gain > _CEILING else ""
    return f"volume={gain:.2f}dB{limiter}"


def _write(sound: Sound, target: Path, writer: _Writer, how: Sequence[str], progress: ShareDone) -> Sound:
    """Run ffmpeg with the options `how` on a recording; the sound in the new file. A file there is replaced once all is written."""
    target = _named(target, writer)
    with files.replacing(target) as partial:
        run = _run(sound.path, (*_SOUND, *_EXACT, *how, *writer.options, "-y", _address(partial)), progress)
    return sound._replace(
        path=target,
        container=writer.container,
        codec=writer.codec,
        type=TYPES[writer.suffix],
        bytes=target.stat().st_size,
        duration=run.reached,
        declared=None if sound.estimated or sound.pictures else sound.declared,
        pictures=False,
        estimated=False,
        loudness=_metered(run.report).integrated if _SUMMARY in run.report else None,
    )


# ffmpeg's report on its input. Texts from the recording's tags are indented deeper than these lines, so they cannot be mistaken for them.
_CONTAINER = re.compile(r"^Input #0, (\w+)\S* from ", re.MULTILINE)
_DECLARED = re.compile(r"^  Duration: (\d+:\d\d:\d\d\.\d+)", re.MULTILINE)
_ESTIMATED = re.compile(r"^\[[^]]*\] Estimating duration from bitrate", re.MULTILINE)
_STREAM = re.compile(r"^  Stream #0:\d+\S*: (Audio|Video): (\w+)(.*)$", re.MULTILINE)
_SHAPE = re.compile(r", (\d+) Hz, (mono\b)?")
_SUMMARY = "\n  Integrated loudness:\n"
_LEVEL = r"^\s+{}:\s+(-?(?:[\d.]+|inf))"

_UNKNOWN = 0x7FFF_0000  # bytes: SoX and ffmpeg write this or more if they do not know the size
_TYPES = {  # (container, has pictures) -> MIME type
    ("mp3", False): "audio/mpeg",
    ("mov", False): "audio/x-m4a",
    ("mov", True): "video/mp4",
    ("matroska", False): "audio/webm",
    ("matroska", True): "video/webm",
    ("ogg", False): "audio/ogg",
    ("flac", False): "audio/flac",
    ("wav", False): "audio/wav",
    ("aac", False): "audio/aac",
    ("aiff", False): "audio/aiff",
    ("caf", False): "audio/x-caf",
    ("asf", False): "audio/x-ms-wma",
    ("mpegts", False): "video/mp2t",
    ("mpegts", True): "video/mp2t",
}


class _Run(NamedTuple):
    """ffmpeg's report (its standard error), and how far it came in the recording, in ms."""

    report: str
    reached: int


def _described(path: Path, run: _Run) -> Sound:
    """What ffmpeg's report says of the recording at `path`."""
    named = _CONTAINER.search(run.report)
    streams = _STREAM.findall(run.report)
    codec, details = next((codec, details) for kind, codec, details in streams if kind == "Audio")
    shape = _SHAPE.search(details)
    container = named[1] if named else ""
    pictures = any(kind == "Video" and "(attached pic)" not in more for kind, _, more in streams)
    declared, size = _declared(run.report), path.stat().st_size
    claimed = _claimed(path) if container == "wav" and declared is not None else 0
    is_short = claimed > size
    return Sound(
        path=path,
        container=container,
        codec=codec,
        type=_TYPES.get((container, pictures), "application/octet-stream"),
        bytes=size,
        duration=run.reached,
        declared=declared * claimed // size if declared is not None and is_short else declared,
        rate=int(shape[1]) if shape else _RATES[-1],
        channels=1 if shape and shape[2] else 2,
        pictures=pictures,
        estimated=not is_short and bool(_ESTIMATED.search(run.report)),
    )


def _claimed(path: Path) -> int:
    """The size in bytes that a WAV header claims, which ffmpeg does not report; 0 if the writer could not know it, as with a pipe."""
    with path.open("rb") as file:
        name, size = file.read(4), int.from_bytes(file.read(4), "little")
    return size + 8 if name == b"RIFF" and size < _UNKNOWN else 0


def _declared(report: str) -> int | None:
    found = _DECLARED.search(report)
    return timecode.parse(found[1]) if found else None


def _metered(report: str) -> Loudness:
    """The last values of the loudness meter."""
    summary = report[report.rindex(_SUMMARY) :]
    return Loudness(*(_level(summary, name) for name in ("I", "LRA", "Peak")))


def _level(summary: str, name: str) -> float:
    found = re.search(_LEVEL.format(name), summary, re.MULTILINE)
    return float(found[1]) if found else float("-inf")


_CONTAINERS = "aac,aiff,asf,avi,caf,flac,flv,matroska,mov,mp3,mpeg,mpegts,ogg,w64,wav"
_INPUT = ("-protocol_whitelist", "file,pipe", "-format_whitelist", _CONTAINERS)
_REACHED = re.compile(r"out_time_us=(\d+)")
_PAGE = re.compile(rb"\s*(?:<!doctype|<html|<head|<body|<\?xml)", re.IGNORECASE)
_HINT = "get the recording again, or put another file in its place"
_FAULTS = (  # a text in ffmpeg's report, what is wrong, what to do; the first that is found counts
    ("moov atom not found", "is cut off: the index of the MP4 is missing", _HINT),
    ("matches no streams", "has no sound track", "choose a file with a sound track"),
    ("No space left on device", "could not be processed: the disk is full", "free some space, then run this again"),
    ("", "is damaged, or is not a sound file", _HINT),
)


def _run(source: Path, arguments: Sequence[str], progress: ShareDone = _silent) -> _Run:
    """Run ffmpeg on a recording; it is killed if this is interrupted. `SoundError` if it fails."""
    _refuse(source)
    command = (_ffmpeg(), "-hide_banner", "-nostdin", "-nostats", "-progress", "pipe:1", *_INPUT, "-i", _address(source), *arguments)
    reached, total = 0, None
    with tempfile.TemporaryFile() as errors:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process:  # noqa: S603 - a list of words, no shell
            try:
                for line in process.stdout or ():
                    if moment := _REACHED.match(line):
                        reached = int(moment[1]) // 1000
                        total = total or _declared(_said(errors))
                        progress(min(reached / total, 1.0) if total else 0.0)
            except BaseException:
                process.kill()
                raise
        report = _said(errors)
    if process.returncode:
        raise SoundError(source, *next((what, hint) for sign, what, hint in _FAULTS if sign in report))
    return _Run(report, reached)


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
        raise SoundError(source, "is empty", _HINT)
    if _PAGE.match(beginning):
        raise SoundError(source, "is a web page, not a recording", _HINT)
    if beginning.startswith(b"version https://git-lfs"):
        message = "is a Git LFS pointer, not the recording itself"
        raise SoundError(source, message, "run `git lfs pull`, or, in a GitHub workflow, give actions/checkout `lfs: true`")


def _address(path: Path) -> str:
    """A path in a form that ffmpeg cannot take for an option, a protocol or a pattern."""
    return f"file:{path.absolute()}"


@cache
def _ffmpeg() -> str:
    """The path of the program in the wheel."""
    from imageio_ffmpeg import get_ffmpeg_exe  # noqa: PLC0415 - tries the program out, which only they should wait for who need it

    try:
        return str(get_ffmpeg_exe())
    except RuntimeError as error:
        raise SoundError(Path("ffmpeg"), "is not available for this machine", "install one, or name it in IMAGEIO_FFMPEG_EXE") from error
