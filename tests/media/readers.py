"""Readers of sound files that are not the ones that wrote them: walkers of frames and boxes, ffmpeg, and ffprobe where it is."""

import json
import re
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.media.make import ffmpeg

Mark = tuple[int, int, str]
_HOLDERS = {"moov", "trak", "mdia", "minf", "stbl", "udta", "tref", "edts"}


def id3_frames(data: bytes) -> tuple[list[tuple[str, bytes]], int]:
    """The frames of an ID3v2.3 tag in the order of the file, and the length of the whole tag."""
    assert data[:5] == b"ID3\3\0"
    assert all(byte < 128 for byte in data[6:10])
    end = 10 + sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    frames, at = [], 10
    while at < end and data[at]:
        name, length = data[at : at + 4].decode("ascii"), int.from_bytes(data[at + 4 : at + 8])
        frames.append((name, data[at + 10 : at + 10 + length]))
        at += 10 + length
    assert not any(data[at:end]), "only padding may follow the frames"
    return frames, end


def boxes(data: bytes, start: int = 0, end: int | None = None, inside: str = "") -> Iterator[tuple[str, int, int]]:
    """Every box of an MP4, as its path, and where its content starts and ends."""
    end = len(data) if end is None else end
    while start < end:
        length, kind = struct.unpack_from(">I4s", data, start)
        name = kind.decode("latin-1")
        assert 8 <= length <= end - start, f"{inside}/{name} is longer than what holds it"
        path = f"{inside}/{name}"
        yield path, start + 8, start + length
        if name in _HOLDERS:
            yield from boxes(data, start + 8, start + length, path)
        start += length


def by_ffmpeg(path: Path) -> tuple[dict[str, str], list[Mark]]:
    """Tags and chapters (start and end in ms, title) as the ffmpeg of the wheel reads them."""
    head, *chapters = ffmpeg("-v", "error", "-copyts", "-i", f"file:{path}", "-f", "ffmetadata", "-").split("[CHAPTER]\n")
    marks = []
    for fields in map(_fields, chapters):
        scale = 1000 * int(fields["TIMEBASE"].split("/")[0]) / int(fields["TIMEBASE"].split("/")[1])
        marks.append((round(int(fields["START"]) * scale), round(int(fields["END"]) * scale), fields.get("title", "")))
    return _fields(head), marks


def by_ffprobe(path: Path) -> list[Mark]:
    """Chapters as ffprobe of the system reads them."""
    done = subprocess.run(("ffprobe", "-v", "error", "-show_chapters", "-of", "json", f"file:{path}"), capture_output=True, check=True)
    return [
        (round(float(mark["start_time"]) * 1000), round(float(mark["end_time"]) * 1000), mark["tags"]["title"])
        for mark in json.loads(done.stdout)["chapters"]
    ]


def packets(path: Path) -> str:
    """A digest of the sound's packets as they lie in the file, whatever surrounds them."""
    return ffmpeg("-v", "error", "-i", f"file:{path}", "-map", "0:a:0", "-c", "copy", "-f", "md5", "-").strip()


def heard(path: Path) -> str:
    """A digest of the decoded sound."""
    return ffmpeg("-v", "error", "-i", f"file:{path}", "-map", "0:a:0", "-f", "md5", "-").strip()


def _fields(text: str) -> dict[str, str]:
    found = re.findall(r"^((?:[^=\\\n]|\\.)+)=((?:[^\\\n]|\\.|\\\n)*)$", text, re.MULTILINE)
    return {re.sub(r"\\(.)", r"\1", name): re.sub(r"\\(.|\n)", r"\1", value) for name, value in found}
