"""Tags, cover and chapters in a sound file. The only module that uses mutagen.

An MP3 gets an ID3v2.3 tag (ID3v2 Chapter Frame Addendum 1.0): ffmpeg drops chapters of ID3v2.4 whose title has 128 bytes or more. Its
frames are assembled here, because mutagen sorts chapters by size and players show them in the order of the file. An M4A gets a new head
(`mp4`). In both, room is left after the tags, and the sound is the source's, byte for byte.
"""
# mypy: allow-untyped-calls
# mutagen says that it is typed and gives its constructors no types.

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from mutagen import id3
from mutagen.id3 import BitPaddedInt
from mutagen.mp4 import MP4Cover, MP4Tags

from pipeline.derive.chapters import Chapter
from pipeline.derive.sound_tags import SoundTags
from pipeline.edge import files
from pipeline.edge.media import mp4
from pipeline.edge.media.sound import SoundError

_MOST = 255  # chapters in one table of contents, whose count is one byte
_STEP = 16_384  # the tag's length is a multiple of this, so that a small change leaves the sound where it is
_UNUSED = 0xFFFFFFFF  # for a chapter's byte offsets, which are not needed beside its times
_BLOCK = 1 << 20  # bytes: copied at a time, and searched for the first frame of an MP3
_PAGE = 4096  # bytes that are compared, and written, together
_SYNC = re.compile(rb"\xff[\xe2-\xff]")  # how a frame of MPEG audio begins
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]+")


def make(source: Path, target: Path, tags: SoundTags, chapters: Sequence[Chapter], cover: bytes) -> None:
    """Write `source` (an MP3, or an M4A from `audio.prepare`) to `target` with these tags, chapters and JPEG, completely or not at all.

    `SoundError` if the source is no such file.
    """
    with source.open("rb") as old:
        head, start, end = _head(old, source, tags, chapters, cover)
        with files.replacing(target) as partial, partial.open("wb") as new:
            new.write(head)
            _copy(old, start, end, new)


def retag(target: Path, tags: SoundTags, chapters: Sequence[Chapter], cover: bytes) -> bool:
    """Write changed tags into a file that `make` made, in place: only bytes that differ are written, and its length and sound stay.

    False, with nothing written, if that is impossible: the file is missing or has a second hard link, or the tags need another length.
    """
    if not files.is_alone(str(target)):
        return False
    with target.open("r+b") as file:
        head, start, _ = _head(file, target, tags, chapters, cover)
        if len(head) != start:
            return False
        before = _at(file, 0, start)
        changed = [place for place in range(0, start, _PAGE) if head[place : place + _PAGE] != before[place : place + _PAGE]]
        if changed:
            file.seek(changed[0])
            file.write(head[changed[0] : changed[-1] + _PAGE])
        return True


def _head(old: BinaryIO, source: Path, tags: SoundTags, chapters: Sequence[Chapter], cover: bytes) -> tuple[bytes, int, int]:
    """The beginning of the new file, and the start and end of the old file's sound, which follows it."""
    chapters = [chapter._replace(title=_plain(chapter.title)) for chapter in chapters]
    try:
        if old.read(8)[4:] == b"ftyp":
            layout = mp4.layout(old)
            return mp4.head(layout, chapters, _meta(tags, cover)), layout.start, layout.end
    except mp4.LayoutError as error:
        raise SoundError(source, str(error), "have it made ready first") from error
    start, end = _mpeg_frames(old)
    if not _SYNC.search(_at(old, start, min(_BLOCK, end - start))):
        raise SoundError(source, "is neither MP3 nor M4A", "have it made ready first")
    return _id3(tags, chapters, cover), start, end


def _id3(tags: SoundTags, chapters: Sequence[Chapter], cover: bytes) -> bytes:
    """A whole ID3v2.3 tag. The chapters come last, so that a change of one leaves everything before it, the cover included, as it was."""
    frames = _frames(*_id3_tags(tags), *_id3_cover(cover)) + b"".join(map(_frames, _id3_chapters(chapters[:_MOST])))
    length = -(-(len(frames) + _STEP // 8) // _STEP) * _STEP
    return b"ID3\3\0\0" + BitPaddedInt.to_str(length - 10, width=4) + frames.ljust(length - 10, b"\0")


def _id3_tags(tags: SoundTags) -> Iterator[id3.Frame]:
    day = tags.date
    texts: tuple[tuple[type[id3.TextFrame], str], ...] = (
        (id3.TIT2, tags.title),
        (id3.TPE1, tags.people),
        (id3.TALB, tags.show),
        (id3.TPE2, ", ".join(tags.hosts) or tags.show),
        (id3.TRCK, str(tags.number or "")),
        (id3.TPOS, str(tags.season or "")),
        (id3.TYER, f"{day:%Y}" if day else ""),
        (id3.TDAT, f"{day:%d%m}" if day else ""),
        (id3.TCON, "Podcast"),
        (id3.TDES, tags.description),
    )
    yield from (frame(**_text(text)) for frame, text in texts if text)
    yield id3.PCST(value=0)
    if tags.description:
        yield id3.COMM(lang="XXX", desc="", **_text(tags.description))
    if tags.link:
        yield id3.WOAF(url=tags.link)


def _id3_cover(cover: bytes) -> Iterator[id3.Frame]:
    if cover:
        yield id3.APIC(encoding=id3.Encoding.LATIN1, mime="image/jpeg", type=id3.PictureType.COVER_FRONT, desc="", data=cover)


def _id3_chapters(chapters: Sequence[Chapter]) -> Iterator[id3.Frame]:
    names = [f"chapter{number}" for number, _ in enumerate(chapters)]
    if names:
        yield id3.CTOC(element_id="chapters", flags=id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED, child_element_ids=names, sub_frames=[])
    for name, chapter in zip(names, chapters, strict=True):
        yield id3.CHAP(
            element_id=name,
            start_time=chapter.start,
            end_time=chapter.end,
            start_offset=_UNUSED,
            end_offset=_UNUSED,
            sub_frames=[id3.TIT2(**_text(chapter.title))],
        )


def _text(text: str) -> dict[str, object]:
    """Text for ID3v2.3: one byte for each character if it is ASCII, else UTF-16."""
    text = _plain(text)
    return {"encoding": id3.Encoding.LATIN1 if text.isascii() else id3.Encoding.UTF16, "text": [text]}


def _frames(*frames: id3.Frame) -> bytes:
    """The bytes of frames, in mutagen's order: those of a tag with nothing else, without its header."""
    holder, buffer = id3.ID3(), BytesIO()
    for frame in frames:
        holder.add(frame)
    holder.save(buffer, v1=0, v2_version=3, padding=lambda _: 0)
    return buffer.getvalue()[10:]


def _plain(text: str) -> str:
    """Text that both formats can contain: a NUL would end it, and lone surrogates cannot be written."""
    return _CONTROLS.sub(" ", text.encode("utf-8", "replace").decode())


def _meta(tags: SoundTags, cover: bytes) -> bytes:
    """The box `meta` with the tags of an M4A, as mutagen writes it into an index with nothing else."""
    atoms = MP4Tags()
    for name, value in _atoms(tags, cover):
        if value:
            atoms[name] = value if isinstance(value, bool) else [_plain(value) if isinstance(value, str) else value]
    buffer = BytesIO(mp4.box("moov", mp4.box("udta")))
    atoms.save(buffer, padding=lambda _: 0)
    return buffer.getvalue()[16:]


class _Cover(MP4Cover):
    """A JPEG. mutagen sorts atoms by their `repr`, which for a picture takes longer than everything else."""

    def __repr__(self) -> str:
        return "cover"


def _atoms(tags: SoundTags, cover: bytes) -> tuple[tuple[str, object], ...]:
    return (
        ("\xa9nam", tags.title),
        ("\xa9ART", tags.people),
        ("\xa9alb", tags.show),
        ("aART", ", ".join(tags.hosts) or tags.show),
        ("trkn", (tags.number, 0) if tags.number else None),
        ("disk", (tags.season, 0) if tags.season else None),
        ("\xa9day", tags.date.isoformat() if tags.date else ""),
        ("\xa9gen", "Podcast"),
        ("pcst", True),
        ("desc", tags.description[:255]),
        ("ldes", tags.description),
        ("\xa9url", tags.link),
        ("covr", _Cover(cover) if cover else None),
    )


def _mpeg_frames(file: BinaryIO) -> tuple[int, int]:
    """The start and end of an MP3's sound: after any ID3v2 tags, before ID3v1 and APEv2."""
    start = 0
    while (header := _at(file, start, 10)).startswith(b"ID3"):
        start += 10 + int(BitPaddedInt(header[6:10])) + 10 * bool(header[5] & 0x10)
    end = file.seek(0, SEEK_END)
    if _at(file, end - 128, 3) == b"TAG":
        end -= 128
    footer = _at(file, end - 32, 32)
    if footer.startswith(b"APETAGEX"):
        end -= int.from_bytes(footer[12:16], "little") + 32 * bool(footer[23] & 0x80)
    return start, end


def _at(file: BinaryIO, place: int, length: int) -> bytes:
    file.seek(max(place, 0))
    return file.read(length)


def _copy(old: BinaryIO, start: int, end: int, new: BinaryIO) -> None:
    old.seek(start)
    while start < end and (block := old.read(min(_BLOCK, end - start))):
        new.write(block)
        start += len(block)
