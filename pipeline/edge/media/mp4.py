"""The head of an M4A: everything before the sound, with chapters in both forms that players read.

Apple's players read a QuickTime chapter track (QuickTime File Format, "Chapter Lists"), AntennaPod and others Nero's list `moov.udta.chpl`.
The file is laid out as `ftyp moov free mdat(chapter titles) mdat(sound)`: a player gets the index first, and the sound at the end is the
source's, byte for byte. Numbers are big-endian; a box consists of its length, a name of four letters, and its content (ISO/IEC 14496-12).
"""

import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise
from os import SEEK_END
from typing import BinaryIO, NamedTuple

from pipeline.derive.chapters import Chapter

_MOST = 255  # chapters in a Nero list, whose count is one byte
_NERO_TITLE = 127  # bytes
_STEP = 16_384  # the head's length is a multiple of this, so that a small change leaves the sound where it is
_MILLISECONDS = 1000  # units of the chapter track in a second
_HOLDERS = ("mdia", "minf", "stbl")
_ADDRESSES = {"stco": "I", "co64": "Q"}
_UNITY = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


class LayoutError(ValueError):
    """Not an M4A with a single index and its sound in one piece."""


class Layout(NamedTuple):
    """The parts of an M4A: its boxes `ftyp` and `moov`, and the place of its last `mdat` with the sound, from `start` to `end` in bytes."""

    ftyp: bytes
    moov: bytes
    start: int
    end: int


class _Movie(NamedTuple):
    """What an index says: the content of `mvhd`, its units in a second, and the sound track's number and boxes."""

    header: bytes
    scale: int
    number: int
    track: dict[str, bytes]


def layout(file: BinaryIO) -> Layout:
    """Find the parts of an M4A; `LayoutError` if it is fragmented, damaged, or something else."""
    places = {name: (start, end) for name, start, end in _places(file)}
    if "moof" in places or not {"ftyp", "moov", "mdat"} <= set(places):
        raise LayoutError("not an M4A with its index in one piece")
    return Layout(_read(file, *places["ftyp"]), _read(file, *places["moov"]), *places["mdat"])


def head(source: Layout, chapters: Sequence[Chapter], meta: bytes) -> bytes:
    """Everything before the sound; `meta` is the finished box of tags. The sound's addresses in the index are adjusted."""
    chapters = chapters[:_MOST]
    titles = box("mdat", *map(_title_sample, chapters))
    movie = _movie(source)
    udta = box("udta", meta, _nero_list(chapters) if chapters else b"")

    def index(length: int) -> bytes:
        return _index(movie, udta, chapters, length - len(titles) + 8, length - source.start)

    shortest = len(source.ftyp) + len(index(source.start)) + len(titles) + 8
    length = -(-(shortest + _STEP // 8) // _STEP) * _STEP
    return source.ftyp + index(length) + box("free", bytes(length - shortest)) + titles


def box(name: str, *content: bytes) -> bytes:
    """A box: length, name, content."""
    return struct.pack(">I4s", 8 + sum(map(len, content)), name.encode("latin-1")) + b"".join(content)


def boxes(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The boxes in the content of a box: name and content. `LayoutError` if one is longer than what contains it."""
    at = 0
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if not 8 <= length <= len(data) - at:
            raise LayoutError(f"the box {name!r} has a wrong length")
        yield name.decode("latin-1"), data[at + 8 : at + length]
        at += length


def _movie(source: Layout) -> _Movie:
    try:
        contents = tuple(boxes(source.moov[8:]))
        header = dict(contents)["mvhd"]
        tracks = (dict(boxes(content)) for name, content in contents if name == "trak")
        track = next(track for track in tracks if dict(boxes(track["mdia"]))["hdlr"][8:12] == b"soun")
        movie = _Movie(header, _after_dates(header), _after_dates(track["tkhd"]), track)
        addresses = _addresses("mdia", track["mdia"])
    except (KeyError, IndexError, StopIteration, struct.error) as error:
        raise LayoutError("the index of the M4A is damaged") from error
    if not addresses or min(addresses) < source.start or max(addresses) >= source.end:
        raise LayoutError("the sound of the M4A is not in one piece")
    return movie


def _index(movie: _Movie, udta: bytes, chapters: Sequence[Chapter], titles: int, shift: int) -> bytes:
    """The box `moov`, if the title samples begin at the address `titles` and the sound moves by `shift` bytes."""
    number = movie.number + 1
    sound = box(
        "trak",
        box("tkhd", movie.track["tkhd"]),
        box("edts", movie.track["edts"]) if "edts" in movie.track else b"",
        box("tref", box("chap", _words(number))) if chapters else b"",
        _moved("mdia", movie.track["mdia"], shift),
    )
    texts = _chapter_track(movie, number, chapters, titles) if chapters else b""
    return box("moov", box("mvhd", movie.header[:-4], _words(number + 1)), sound, texts, udta)


def _chapter_track(movie: _Movie, number: int, chapters: Sequence[Chapter], at: int) -> bytes:
    """A text track whose samples are the titles, each shown as long as its chapter; all in one chunk at the address `at`."""
    lasts = [later.start - chapter.start for chapter, later in pairwise(chapters)]
    lasts.append(max(chapters[-1].end - chapters[-1].start, 1))
    total = sum(lasts)
    in_movie = total * movie.scale // _MILLISECONDS
    before = chapters[0].start * movie.scale // _MILLISECONDS
    edits = [_words(before) + _words(-1, 0x10000)] * bool(before) + [_words(in_movie, 0, 0x10000)]
    return box(
        "trak",
        box("tkhd", _words(2, 0, 0, number, 0, before + in_movie, 0, 0, 0, 0), _UNITY, _words(0, 0)),
        box("edts", box("elst", _words(0, len(edits)), *edits)),
        box(
            "mdia",
            box("mdhd", _words(0, 0, 0, _MILLISECONDS, total), b"\x55\xc4\0\0"),
            box("hdlr", _words(0, 0), b"text", _words(0, 0, 0), b"Chapters\0"),
            box(
                "minf",
                box("gmhd", box("gmin", bytes.fromhex("00000000 0040 8000 8000 8000 0000 0000")), box("text", _UNITY)),
                box("dinf", box("dref", _words(0, 1), box("url ", _words(1)))),
                box(
                    "stbl",
                    box("stsd", _words(0, 1), box("text", _words(0, 1, 1), bytes(26), box("ftab", b"\0\1\0\1\0"))),
                    box("stts", _words(0, len(lasts)), *(_words(1, last) for last in lasts)),
                    box("stsc", _words(0, 1, 1, len(chapters), 1)),
                    box("stsz", _words(0, 0, len(chapters), *(len(_title_sample(chapter)) for chapter in chapters))),
                    box("stco", _words(0, 1, at)),
                ),
            ),
        ),
    )


def _title_sample(chapter: Chapter) -> bytes:
    """A sample of the chapter track: the length of the title, the title, and the note that it is UTF-8."""
    text = chapter.title.encode("utf-8", "replace")
    return struct.pack(">H", len(text)) + text + box("encd", _words(0x100))


def _nero_list(chapters: Sequence[Chapter]) -> bytes:
    """Nero's `chpl`: starts in units of 100 ns, titles with a length of one byte."""
    titles = [nero_title(chapter.title) for chapter in chapters]
    entries = (struct.pack(">QB", chapter.start * 10_000, len(title)) + title for chapter, title in zip(chapters, titles, strict=True))
    return box("chpl", _words(0x1000000, 0), bytes([len(chapters)]), *entries)


def nero_title(title: str) -> bytes:
    """The beginning of a title that a Nero list has room for, in whole characters: AntennaPod shows no chapters at all if one is longer."""
    return title.encode("utf-8", "replace")[:_NERO_TITLE].decode("utf-8", "ignore").encode()


def _moved(name: str, content: bytes, shift: int) -> bytes:
    """A box of the sound track with every address in it moved by `shift` bytes."""
    if name in _HOLDERS:
        return box(name, *(_moved(inner, data, shift) for inner, data in boxes(content)))
    if name in _ADDRESSES:
        addresses = _addresses(name, content)
        return box(name, content[:8], struct.pack(f">{len(addresses)}{_ADDRESSES[name]}", *(address + shift for address in addresses)))
    return box(name, content)


def _addresses(name: str, content: bytes) -> tuple[int, ...]:
    """Every address in a box of the sound track: where in the file a run of samples begins."""
    if name in _HOLDERS:
        return tuple(address for inner, data in boxes(content) for address in _addresses(inner, data))
    return struct.unpack_from(f">{_number(content, 4)}{_ADDRESSES[name]}", content, 8) if name in _ADDRESSES else ()


def _places(file: BinaryIO) -> Iterator[tuple[str, int, int]]:
    """The boxes of a file: name, first byte, end. Length 1 means that the next eight bytes give it, 0 that the box is the rest."""
    size = file.seek(0, SEEK_END)
    at = 0
    while at + 8 <= size:
        file.seek(at)
        start = file.read(16)
        length, name = struct.unpack_from(">I4s", start)
        if length == 1 and len(start) == 16:
            length = int.from_bytes(start[8:])
        end = at + length if length else size
        if not at + 8 <= end <= size:
            raise LayoutError(f"the box {name!r} is cut off")
        yield name.decode("latin-1"), at, end
        at = end


def _read(file: BinaryIO, start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(end - start)


def _words(*numbers: int) -> bytes:
    """Numbers of 32 bits; -1 in the form that QuickTime uses."""
    return b"".join((number & 0xFFFFFFFF).to_bytes(4) for number in numbers)


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4])


def _after_dates(content: bytes) -> int:
    """The number after the two dates in `mvhd` and `tkhd`, which have 64 bits each in version 1."""
    return _number(content, 20 if content[0] else 12)
