"""Video files: a host's `video.mp4` beside the post, prepared for podcast apps with its pictures and sound unchanged."""

import re
import tempfile
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.derive.chapters import Chapter
from pipeline.edge import files
from pipeline.edge.material import VIDEO_TYPES
from pipeline.edge.media import audio, ffmpeg
from pipeline.edge.media.mp4 import nero_title
from pipeline.edge.media.sound import SoundError

_CONTAINERS = {".mp4": "mp4", ".m4v": "mp4", ".mov": "mov"}
_KNOWN = ("h264", "hevc")
_COPY = ("-map", "0:V:0?", "-map", "0:a:0", "-flags:v", "+bitexact", "-movflags", "+faststart", "-c", "copy")
# `-map_metadata -1` would remove the titles of chapters too; restricted to streams, it keeps them.
_MARKED = ("-map_metadata:s", "-1", "-map_chapters", "1", *ffmpeg.SAME)
_PICTURES = re.compile(r"^  Stream #0:\d+\S*: Video: (\w+).*?, \d{2,5}x(\d{2,5})\b", re.MULTILINE)


class Film(NamedTuple):
    """A video file: size in bytes, duration in ms, height in pixels, and its SHA-256 in the form of Subresource Integrity.

    `codec` is ffmpeg's name.
    """

    path: Path
    type: str
    bytes: int
    duration: int
    height: int
    codec: str
    integrity: str

    @property
    def is_known(self) -> bool:
        """Whether every podcast app can show it."""
        return self.codec in _KNOWN


def prepare(source: Path, target: Path, chapters: Sequence[Chapter] = ()) -> Film:
    """Put a video with its chapters at `target`, the index in front, so that it starts at once.

    Chapters are written in both forms that players read. `SoundError` if it is not a video with sound.
    """
    marks: tuple[str, ...] = ()
    how: tuple[str, ...] = ffmpeg.BARE
    with tempfile.TemporaryDirectory(prefix="pipeline-") as folder, files.replacing(target) as partial:
        if chapters:
            file = Path(folder) / "chapters"
            file.write_text(_marks(_inside(chapters, audio.header(source).declared)), "utf-8")
            marks, how = ("-f", "ffmetadata", "-i", ffmpeg.address(file)), _MARKED
        copied = ffmpeg.run(source, (*marks, *_COPY, "-f", _CONTAINERS[source.suffix], *how, "-y", ffmpeg.address(partial)))
    shown = _PICTURES.findall(copied.report)
    if not shown:
        raise SoundError(source, "has no pictures", "name it audio.m4a, or put a video in its place")
    codec, height = shown[-1]
    digest = b64encode(bytes.fromhex(files.digest(target))).decode()
    return Film(target, VIDEO_TYPES[source.suffix], target.stat().st_size, copied.reached, int(height), codec, f"sha256-{digest}")


def _inside(chapters: Sequence[Chapter], end: int | None) -> Sequence[Chapter]:
    """The chapters inside the video: the sound may be longer, and a chapter beyond the end would make the file claim a wrong length."""
    return chapters if end is None else [chapter._replace(end=min(chapter.end, end)) for chapter in chapters if chapter.start < end]


def _marks(chapters: Sequence[Chapter]) -> str:
    """Chapters in ffmpeg's metadata format (https://ffmpeg.org/ffmpeg-formats.html#Metadata-2)."""
    rows = (
        f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={chapter.start}\nEND={chapter.end}\ntitle={_escaped(chapter.title)}\n" for chapter in chapters
    )
    return f";FFMETADATA1\n{''.join(rows)}"


def _escaped(title: str) -> str:
    return re.sub(r"([=;#\\])", r"\\\1", " ".join(nero_title(title).decode().split()))
