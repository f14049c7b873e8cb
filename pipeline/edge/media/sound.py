"""Sound as a value: what a recording contains, how loud it is, and why it cannot be used. `pipeline.edge.media.audio` reads and makes it."""

from pathlib import Path
from typing import NamedTuple

from pipeline.content.text import timecode

TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a"}  # the formats that are published, with Apple's names of types
GET_AGAIN = "get the recording again, or put another file in its place"  # the next step if one is damaged
_NOTICED = 2 * timecode.SECOND  # nobody notices less


class SoundError(Exception):
    """A recording that cannot be used: what is wrong with it, and what to do next."""

    def __init__(self, path: Path, what: str, hint: str) -> None:
        self.what = what
        self.message = f"{path.name}: {what}"
        self.hint = hint
        super().__init__(self.message)


class Sound(NamedTuple):
    """What a recording contains.

    `container` and `codec` are ffmpeg's short names, `type` is MIME. `duration` (ms) is the end of the last packet that is really there;
    `declared` (ms) is what the header claims, None if it says nothing, and is more in a file that was cut off. It is `estimated` if it was
    derived from the bit rate of the first packets, as for raw AAC and MP3 without a header. `rate` is in Hz. `loudness` (LUFS) was measured
    if the loudness was changed.
    """

    path: Path
    container: str
    codec: str
    type: str
    bytes: int
    duration: int
    declared: int | None
    rate: int
    channels: int
    pictures: bool = False
    estimated: bool = False
    loudness: float | None = None

    @property
    def is_cut_off(self) -> bool:
        """Whether more than two seconds of what the header claims are missing.

        In a video, the header may claim only the pictures' length.
        """
        return self.declared is not None and not self.estimated and not self.pictures and self.declared - self.duration > _NOTICED

    @property
    def is_misjudged(self) -> bool:
        """Whether players take it for longer or shorter than it is, and so jump to the wrong second."""
        return self.declared is not None and self.estimated and abs(self.declared - self.duration) > _NOTICED


class Loudness(NamedTuple):
    """EBU R 128: integrated loudness in LUFS, loudness range in LU, sample peak in dBFS."""

    integrated: float
    range: float
    peak: float


def refuse_cut_off(path: Path, sound: Sound) -> None:
    """`SoundError` if the recording at `path`, which is this sound, is cut off: apps download an episode once."""
    if sound.is_cut_off:
        claimed = timecode.label(sound.declared or 0)
        what = f"ends at {timecode.label(sound.duration)} but its header says {claimed}: it is cut off"
        raise SoundError(path, what, "copy it here again or, if it is complete, export it again")
