"""Whether captions fit the sound if the host supplied one of the two: a podcast with an intro or a cut is not on the clock of its video."""

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.content.recording import Recording
from pipeline.content.text import timecode
from pipeline.edge import staging
from pipeline.edge.media.sound import SoundError

if TYPE_CHECKING:
    from pipeline.content.captions import Word

_EQUAL = 1 * timecode.SECOND  # YouTube gives whole seconds: sound as long as the video is taken for the video's sound
_LONGER = 3 * timecode.SECOND  # lengths that differ by more are of different recordings


def compared(found: Recording, previous: Recording | None, folder: Path) -> Recording:
    """The record with the offset of its captions, or why there is none. Measured once for a pair of files; YouTube's own two always fit."""
    if found.audio is None or found.captions is None or found.audio.origin == found.captions.origin == "youtube":
        return found._replace(offset=0, misfit=None)
    if previous and (previous.audio, previous.captions) == (found.audio, found.captions):
        return found._replace(offset=previous.offset, misfit=previous.misfit)
    from pipeline.content import captions  # noqa: PLC0415 - few records come here

    words, _ = captions.read(staging.arrived(folder, found.captions.name).read_bytes(), found.captions.name)
    sound = staging.arrived(folder, found.audio.name)
    if words is None or not sound.is_file() or _as_long_as_the_video(found):
        return found._replace(offset=0, misfit=None)
    offsets = _measured(sound, words.words)
    if len(offsets) > 1:
        by = " and by ".join(f"{milliseconds / timecode.SECOND:+.1f} seconds" for milliseconds in offsets[:2])
        return found._replace(offset=0, misfit=f"the sound was cut in between, so the captions are off by {by}")
    return found._replace(offset=offsets[0] if offsets else 0, misfit=None if offsets else _by_length(found, words.words))


def _measured(sound: Path, words: "tuple[Word, ...]") -> tuple[int, ...]:
    """How many milliseconds later than in the captions the sound has words; see `offset.measure`. Empty also if it cannot be decoded."""
    from pipeline.derive import offset  # noqa: PLC0415 - see `compared`
    from pipeline.edge.media import audio  # noqa: PLC0415

    try:
        return offset.measure(audio.peaks(sound, offset.STEP), words)
    except SoundError:  # it has been read, but not decoded, before
        return ()


def _captioned(found: Recording) -> int | None:
    """The length in ms of the video that the captions belong to; None if they are the host's, or it is not known."""
    return found.video.duration if found.video and found.captions and found.captions.origin == "youtube" else None


def _as_long_as_the_video(found: Recording) -> bool:
    video, heard = _captioned(found), found.duration
    return video is not None and heard is not None and abs(video - heard) <= _EQUAL


def _by_length(found: Recording, words: "tuple[Word, ...]") -> str | None:
    """What the durations say if the sound has no pauses to measure by; None if the captions may well belong to it."""
    video, heard = _captioned(found), found.duration
    if heard is None:
        return None
    if video is not None and abs(video - heard) > _LONGER:
        return f"the sound lasts {timecode.label(heard)}, the video {timecode.label(video)}, and there are no pauses to match them by"
    if words[-1].end > heard + _LONGER:
        return f"the sound lasts {timecode.label(heard)}, but the captions go on until {timecode.label(words[-1].end)}"
    return None
