"""The record of an episode as far as it can be made without asking YouTube: of what is on record, and of the host's own files first."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.content import recordtext, refusal
from pipeline.content.recording import RecordedFile, RecordedVideo, Recording, mint
from pipeline.content.refusal import Refusal
from pipeline.edge import files, material, recordings, staging
from pipeline.edge.media import synchrony
from pipeline.edge.media.sound import SoundError

_OF_ITS_OWN = (PermissionError, FileExistsError, NotADirectoryError)  # one folder's trouble, while a full disk is everyone's


class Request(NamedTuple):
    """An episode to be recorded.

    `folder` is `episodes/<slug>/` (created when there is something to record), `named` are the files that the post
    names, `language` is the post's or the feed's. `again` asks YouTube for everything anew; `sound_needed` asks for sound that is on record
    but not on this disk. `doubted` are names of files, relative to the folder, that may not be those on record, whatever their times say.
    """

    slug: str
    folder: Path
    post_video_id: str | None
    named: material.Named
    feed_guid: str
    language: str | None
    again: bool = False
    sound_needed: bool = False
    doubted: frozenset[str] = frozenset()


def at_hand(request: Request, beside: material.Beside, now: datetime, *, asks: bool) -> Recording | Refusal | None:
    """The record of an episode if YouTube is not needed, from what was recorded and the host's own files; None if it has to be asked.

    If the host's files have changed, the new record is written, and so is one that an interrupted run left in its staging folder.
    `asks` says whether this machine ever asks YouTube; one that does not leaves the record to those that do.
    """
    begun = begin(request, beside, now, asks=asks)
    if isinstance(begun, Refusal):
        return begun
    return None if begun.wanted else begun.finish()


def foreseen(request: Request, beside: material.Beside, now: datetime, *, asks: bool) -> Recording | Refusal | None:
    """The record of an episode as a publish would make it from the files on the disk, with nothing written; None if there is none yet.

    Answers of YouTube are not foreseen; if it would have to be asked and this machine never asks it (`asks`), the result is that refusal.
    """
    found, trouble = recordings.recorded(request.slug, request.folder)
    if trouble:
        return trouble
    if found is None:
        if material.find(beside, request.named, request.language, ()).audio:
            return None
        return _left_behind(request) or (Refusal(request.slug, refusal.SWITCHED_OFF) if not asks and request.post_video_id else None)
    if staging.is_pending(request.folder):
        return found
    begun = begin(request, beside, now, asks=asks)
    if isinstance(begun, Refusal):
        return begun
    return found if begun.wanted else begun.foreseen()


class Begun(NamedTuple):
    """A record before YouTube is asked, and what is still wanted. `previous` is the former record, `own` and `sound` are the host's."""

    request: Request
    previous: Recording | None
    own: material.Material
    sound: RecordedFile | None
    found: Recording
    wanted: frozenset[str]

    def finish(self) -> Recording | Refusal:
        """Write the record, if YouTube need not be asked, and return it."""
        return self.write(self.found) if self.found.audio else Refusal(self.request.slug, refusal.NO_VIDEO)

    def write(self, found: Recording) -> Recording | Refusal:
        """Write a record whose files are in their places, unless it is the previous one; a refusal if this folder cannot be written to."""
        found = synchrony.compared(found, self.previous, self.request.folder)
        if found != self.previous:
            try:
                files.write(self.request.folder / recordtext.FILE, recordtext.compose(found).encode())
            except _OF_ITS_OWN as error:
                return unwritten(self.request, error)
        return found

    def on_disk(self, now: datetime) -> Recording:
        """The record with all that is on this disk, even if YouTube was to be asked for everything anew."""
        return _start(self.request._replace(again=False), self.previous, now, self.own, self.sound)

    def foreseen(self) -> Recording | Refusal:
        """What `finish` would return, with nothing written."""
        if self.found.audio is None:
            return Refusal(self.request.slug, refusal.NO_VIDEO)
        return synchrony.compared(self.found, self.previous, self.request.folder)


def begin(request: Request, beside: material.Beside, now: datetime, *, asks: bool) -> Begun | Refusal:
    """The record as far as it can be made without YouTube, after what an interrupted run left was completed; a refusal if it cannot be."""
    if staging.is_pending(request.folder):
        if not _complete(request.folder):
            return Refusal(request.slug, refusal.BUSY)
        beside = material.look(request.folder)
    try:
        begun = _looked(request, beside, now)
    except OSError as error:
        return _unreadable(request, error)
    if isinstance(begun, Refusal) or request.again:
        return begun
    if begun.previous is None:
        return (_left_behind(request) if begun.wanted and begun.sound is None else None) or begun
    return begun if asks else _uncommitted(request, begun.previous, begun.own) or begun


def _looked(request: Request, beside: material.Beside, now: datetime) -> Begun | Refusal:
    """The record as far as it can be made without YouTube, when nothing is left of an interrupted run. `OSError` if a file cannot be read."""
    previous, trouble = recordings.recorded(request.slug, request.folder)
    if trouble and (trouble.reason != refusal.RECORD or not request.again):
        return trouble
    files_on_record = previous.files if previous else ()
    own = material.find(beside, request.named, request.language, files_on_record)
    sound = _own_sound(request, own, previous)
    if isinstance(sound, Refusal):
        return sound
    found = _start(request, previous, now, own, sound)
    return Begun(request, previous, own, sound, found, _wanted(request, found))


def _left_behind(request: Request) -> Refusal | None:
    """The refusal to ask about a video that is on record in a folder without a post, as after a post was renamed without its folder."""
    episodes = request.folder.parent
    if not (request.post_video_id and episodes.is_dir()):  # a worker of a cluster has no posts
        return None
    name = _by_video(episodes, episodes.stat().st_mtime_ns).get(request.post_video_id)
    return Refusal(request.slug, refusal.RENAMED, files.legible(f"{episodes.name}/{name}/")) if name else None


@lru_cache(maxsize=1)  # a publish of a new show asks for each of its posts
def _by_video(episodes: Path, _changed: int) -> dict[str, str]:
    """The folders without a post by the ids of their videos. `_changed` is when `episodes` last did."""
    records = ((name, recordings.on_record(episodes / name)) for name in recordings.orphans(episodes))
    return {found.video.id: name for name, found in records if found and found.video}


def _uncommitted(request: Request, previous: Recording, own: material.Material) -> Refusal | None:
    """The refusal that captions on record for the same video are not on this disk, and no others are."""
    captions, video = previous.captions, previous.video.id if previous.video else None
    if captions is None or own.captions or video != request.post_video_id or _from_youtube(request, previous, captions):
        return None
    return Refusal(request.slug, refusal.NO_CAPTIONS, captions.name)


def _unreadable(request: Request, error: OSError) -> Refusal:
    """The refusal that a file of the episode cannot be read; it does not affect other episodes."""
    name = material.relative(Path(error.filename), request.folder) if error.filename else recordtext.FILE
    return Refusal(request.slug, refusal.UNREADABLE, f"{name}: {error.strerror}")


def unwritten(request: Request, error: OSError) -> Refusal:
    """That the record cannot be written: for what is wrong with this folder, or with the disk."""
    if isinstance(error, _OF_ITS_OWN):
        return Refusal(request.slug, refusal.UNWRITABLE, str(error.strerror))
    return Refusal(request.slug, refusal.DISK, str(error))


def _complete(folder: Path) -> bool:
    """Complete what an interrupted run began; whether that was possible, as it is not while that run is still at work."""
    try:
        with staging.held(folder):
            return True
    except files.BusyError:
        return False


def _own_sound(request: Request, own: material.Material, previous: Recording | None) -> RecordedFile | Refusal | None:
    """The record of the host's sound. If it was recorded and is not on this disk (it may be in a store), its record is kept."""
    recorded = previous.audio if previous and previous.audio and previous.audio.origin == "host" else None
    named = request.named.audio
    if named and not material.allowed(named, request.folder):
        return Refusal(request.slug, refusal.OUTSIDE, material.relative(named, request.folder.parent))
    if own.audio is None or (named and own.audio != named):
        if recorded and not request.again and _is_meant(recorded.name, named, request.folder):
            return recorded
        return Refusal(request.slug, refusal.NO_FILE, material.relative(named, request.folder.parent)) if named else None
    try:
        return material.record_sound(own.audio, request.folder, recorded, request.doubted)
    except SoundError as error:
        return Refusal(request.slug, refusal.NO_SOUND, error.message, hint=error.hint)


def _is_meant(recorded: str, named: Path | None, folder: Path) -> bool:
    """Whether the sound on record is the one that the post has `named`, or, without that, one that is found by its name."""
    return recorded == material.relative(named, folder) if named else recorded.lower().startswith(("audio.", "video."))


def _start(request: Request, previous: Recording | None, now: datetime, own: material.Material, sound: RecordedFile | None) -> Recording:
    """The record before YouTube is asked: the host's files, and what is on record and on this disk of the same video."""
    base = previous or _minted(request, now)
    known = base if base.video and base.video.id == request.post_video_id else base._replace(video=None, lacks=())
    captions = material.record(own.captions, request.folder, base.captions) if own.captions else None
    thumbnail = material.record(own.thumbnail, request.folder, base.thumbnail) if own.thumbnail else None
    found = base._replace(
        video=known.video or (RecordedVideo(request.post_video_id) if request.post_video_id else None),
        audio=sound or _from_youtube(request, known, known.audio, absent_is_fine=not request.sound_needed),
        captions=captions or _from_youtube(request, known, known.captions),
        thumbnail=thumbnail or _from_youtube(request, known, known.thumbnail),
    )
    lacks = () if request.again else tuple(lack for lack in known.lacks if lack.final and getattr(found, lack.what) is None)
    return found._replace(lacks=lacks)


def _minted(request: Request, now: datetime) -> Recording:
    """The record of an episode of which nothing is known."""
    guid = mint(request.feed_guid, request.post_video_id, request.slug)
    return Recording(guid, now.replace(microsecond=0), None, None, None, None)


def _from_youtube(request: Request, known: Recording, file: RecordedFile | None, *, absent_is_fine: bool = False) -> RecordedFile | None:
    """A file of YouTube's that need not be asked for: on record for this video, and on this disk with the recorded size."""
    if file is None or file.origin != "youtube" or known.video is None or request.again:
        return None
    try:
        return file if (request.folder / file.name).stat().st_size == file.bytes else None
    except FileNotFoundError:
        return file if absent_is_fine else None


def _wanted(request: Request, found: Recording) -> frozenset[str]:
    """What YouTube has to be asked for. It is not asked for a picture alone if sound and captions are the host's."""
    if request.post_video_id is None:
        return frozenset()
    missing = {what for what in ("audio", "captions", "thumbnail") if getattr(found, what) is None} - {lack.what for lack in found.lacks}
    own = all(file is not None and file.origin == "host" for file in (found.audio, found.captions))
    return frozenset() if own else frozenset(missing)
