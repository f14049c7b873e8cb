"""Record once what the outside world answers about an episode: the host's own files first, YouTube for the rest.

What YouTube sends is gathered in `episodes/<slug>/.fetch/`. Only when the new `recording.json` lies there too are the files moved to
their places, the record last; a run that is killed is resumed or rolled forward by the next, and until then the last record stands.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline.content import recording as record
from pipeline.content import refusal
from pipeline.content.recording import RecordedFile, RecordedVideo, Recording
from pipeline.content.refusal import Refusal
from pipeline.edge import audio, files, material
from pipeline.edge.settings import Settings


@dataclass(frozen=True, slots=True)
class Request:
    """An episode to be recorded.

    `folder` is `episodes/<slug>/` (made when there is something to record), `own_audio` the file that the post names (`audio:`),
    `language` the post's or the feed's. `again` asks YouTube anew for everything; `sound_needed` asks for sound that is on record but not
    on this disk.
    """

    slug: str
    folder: Path
    post_video_id: str | None
    own_audio: Path | None
    feed_guid: str
    language: str | None
    again: bool = False
    sound_needed: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a fetch has come: what is done in a few words, and bytes of how many where sound is on its way."""

    slug: str
    step: str
    done: int = 0
    total: int | None = None


Report = Callable[[Progress], None]


def have(folder: Path) -> Recording | None:
    """What is on record for an episode; None when nothing is, or nothing that can be read (`content.recording.parse` says why)."""
    return _recorded(folder)[0]


def fetch(request: Request, settings: Settings, now: datetime, report: Report) -> Recording | Refusal:
    """Record what is missing of an episode. `now` is kept as the moment of the first fetch and used for nothing else.

    The same world gives the same bytes; nothing is asked, read or written when all is on record. A refusal leaves the last record as it was.
    """
    previous, trouble = _recorded(request.folder)
    if trouble and (trouble.name == "newer-record" or not request.again):
        return Refusal(request.slug, trouble)
    own = material.find(request.folder, request.own_audio, request.language, previous.files if previous else ())
    sound = _own_sound(request, own, previous)
    if isinstance(sound, Refusal):
        return sound
    found = _start(request, previous, now, own, sound)
    if found.audio is None:
        return Refusal(request.slug, refusal.NO_VIDEO if request.post_video_id is None else refusal.NOT_ASKED)
    _write(request.folder, previous, found)
    return found


def _recorded(folder: Path) -> tuple[Recording | None, refusal.Reason | None]:
    try:
        text = (folder / record.FILE).read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None, None
    except UnicodeDecodeError:
        return None, refusal.RECORD
    found, problems = record.parse(text, record.FILE)
    if problems:
        return None, refusal.NEWER_RECORD if "update" in problems[0].hint else refusal.RECORD
    return found, None


def _own_sound(request: Request, own: material.Material, previous: Recording | None) -> RecordedFile | Refusal | None:
    """The host's sound on record. One that was recorded and is not on this disk (it may live in a store) stays what it was."""
    recorded = previous.audio if previous and previous.audio and previous.audio.origin == "host" else None
    if request.own_audio and not material.allowed(request.own_audio, request.folder):
        return Refusal(request.slug, refusal.OUTSIDE, str(request.own_audio))
    if own.audio is None or (request.own_audio and own.audio != request.own_audio):
        named = material.relative(request.own_audio, request.folder) if request.own_audio else None
        if recorded and not request.again and (recorded.name == named if named else recorded.name.startswith("audio.")):
            return recorded
        return Refusal(request.slug, refusal.NO_FILE, named) if named else None
    try:
        return material.record_sound(own.audio, request.folder, recorded)
    except audio.SoundError as error:
        return Refusal(request.slug, refusal.NO_SOUND, f"{own.audio.name}: {error.message}; {error.hint}")


def _start(
    request: Request, previous: Recording | None, now: datetime, own: material.Material, sound: RecordedFile | None,
) -> Recording:
    """The record with the host's files, before YouTube is asked for what it lacks."""
    base = previous or Recording(record.mint(request.feed_guid, request.post_video_id, request.slug), now, None, None, None, None)
    captions, thumbnail = (
        material.record(path, request.folder, known) if path else None
        for path, known in ((own.captions, base.captions), (own.thumbnail, base.thumbnail))
    )
    video = RecordedVideo(request.post_video_id) if request.post_video_id else None
    return replace(base, fetched=base.fetched.replace(microsecond=0), video=video, audio=sound, captions=captions, thumbnail=thumbnail)


def _write(folder: Path, previous: Recording | None, found: Recording) -> None:
    if found != previous:
        files.write(folder / record.FILE, record.compose(found).encode())
