"""Sound: reads what a file contains, prepares it for a podcast, and measures its loudness, with ffmpeg."""

import math
import re
import sys
import tempfile
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.content.show import Encoding
from pipeline.content.text import timecode
from pipeline.edge import files
from pipeline.edge.media import ffmpeg
from pipeline.edge.media.ffmpeg import Run, ShareDone, silent
from pipeline.edge.media.sound import GET_AGAIN, TYPES, Loudness, Sound, SoundError


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
_BITRATE_OF_A_CHANNEL = 64_000  # bit/s
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


def probe(path: Path) -> Sound:
    """Read a recording to its last packet; `SoundError` if it is empty, damaged, a web page, or has no sound."""
    sound = _described(path, ffmpeg.run(path, _READ))
    if sound.duration == 0:
        raise SoundError(path, "contains no sound", GET_AGAIN)
    return sound


def header(path: Path) -> Sound:
    """What a recording says about itself, without reading the rest; its length is the one `declared`. `SoundError` as for `probe`."""
    return _described(path, ffmpeg.run(path, ("-t", "0", *_READ)))


def loudness(path: Path, progress: ShareDone = silent) -> Loudness:
    """Measure a recording's loudness, for which all of it is decoded; `SoundError` as for `probe`."""
    return _metered(ffmpeg.run(path, _MEASURE, progress).report)


def peaks(path: Path, step: int) -> tuple[int, ...]:
    """The highest sample (0 to 32768) of each `step` milliseconds: enough to tell speech from pauses. `SoundError` as for `probe`."""
    with tempfile.TemporaryDirectory(prefix="pipeline-") as folder:
        target = Path(folder) / "samples"
        ffmpeg.run(path, (*_ROUGH, ffmpeg.address(target)))
        samples = array("h", target.read_bytes())
    width = step * _ROUGH_RATE // timecode.SECOND
    return tuple(max(*part, -min(part)) for at in range(0, len(samples), width) if (part := samples[at : at + width]))


def prepare(
    source: Path,
    target: Path,
    encoding: Encoding | None = None,
    progress: ShareDone = silent,
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
        run = ffmpeg.run(sound.path, (*_SOUND, *ffmpeg.BARE, *how, *writer.options, "-y", ffmpeg.address(partial)), progress)
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


def _described(path: Path, run: Run) -> Sound:
    """What ffmpeg's report says of the recording at `path`."""
    named = _CONTAINER.search(run.report)
    streams = _STREAM.findall(run.report)
    codec, details = next((codec, details) for kind, codec, details in streams if kind == "Audio")
    shape = _SHAPE.search(details)
    container = named[1] if named else ""
    pictures = any(kind == "Video" and "(attached pic)" not in more for kind, _, more in streams)
    declared, size = ffmpeg.declared(run.report), path.stat().st_size
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


def _metered(report: str) -> Loudness:
    """The last values of the loudness meter."""
    summary = report[report.rindex(_SUMMARY) :]
    return Loudness(*(_level(summary, name) for name in ("I", "LRA", "Peak")))


def _level(summary: str, name: str) -> float:
    found = re.search(_LEVEL.format(name), summary, re.MULTILINE)
    return float(found[1]) if found else float("-inf")
