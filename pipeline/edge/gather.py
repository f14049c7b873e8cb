"""Fetches from YouTube what belongs to one video: captions, picture, sound. Each is checked on arrival, since yt-dlp accepts anything."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from pipeline.content import captions as words
from pipeline.content import refusal
from pipeline.content.recording import Lack, RecordedFile, RecordedVideo
from pipeline.content.text import timecode
from pipeline.edge import files
from pipeline.edge.media import audio, tracks
from pipeline.edge.media.sound import Sound, SoundError
from pipeline.edge.refused import RefusedError
from pipeline.edge.settings import Pace
from pipeline.edge.youtube import Download, YouTube

_TRIES = 3  # of one question, the first included
_LONGEST_CAPTIONS = 64 << 20  # bytes
_LONGEST_PICTURE = 20 << 20  # bytes
_ODD = 3 * timecode.SECOND  # YouTube tells whole seconds, and a sound track may end a little before or after the picture
_NEW = timedelta(days=3)  # automatic captions come hours after a video, a channel's own ones perhaps days
_PASSING = (refusal.RATE_LIMIT, refusal.SERVER, refusal.NETWORK)
_WORTH_ASKING_ANEW = (refusal.FORBIDDEN, refusal.BROKEN_SOUND)  # a new extraction gives new addresses
_NOT_HANDED_OUT = "YouTube did not send them"


class Gathering(NamedTuple):
    """A conversation with YouTube whose results go into `folder` under their final names.

    Captions and picture may be missing, and the result then says why; sound may not.
    """

    youtube: YouTube
    folder: Path
    pace: Pace

    def captions(self, facts: tracks.Facts, language: str | None, now: datetime) -> RecordedFile | Lack:
        """The best caption track that has words.

        If it is refused only for the moment, no other is taken, so that the next fetch gets it.
        """
        candidates = tracks.captions(facts, language)
        if not candidates:
            return _no_captions(facts, now)
        reasons = []
        for track in candidates:
            name = f"captions.{_plain(track.language)}.json3"
            try:
                data = self._patiently(track.address, _LONGEST_CAPTIONS)
            except RefusedError as error:
                if error.reason in _PASSING:
                    return Lack("captions", f"{error.reason.sentence} (asked for the {track.kind} captions)", final=False)
                reasons.append(_NOT_HANDED_OUT)
                continue
            found, _ = words.read(data, name)
            if found is not None:
                files.write(self.folder / name, data)
                arrived = self._record(name, "application/json")
                return arrived._replace(format="json3", language=track.language, track=track.kind)
            reasons.append(f"the {track.kind} captions contain no words")
        return Lack("captions", reasons[0], final=False)

    def thumbnail(self, facts: tracks.Facts) -> RecordedFile | Lack:
        """The largest still that exists and is complete."""
        final = True
        for address in tracks.pictures(facts):
            try:
                data = self.youtube.read(address, _LONGEST_PICTURE)
            except RefusedError as error:
                final = final and error.reason not in _PASSING
                continue
            if data.startswith(b"\xff\xd8\xff") and data.rstrip(b"\0").endswith(b"\xff\xd9"):  # a JPEG from its first mark to its last
                files.write(self.folder / "thumbnail.jpg", data)
                return self._record("thumbnail.jpg", "image/jpeg")
            final = False
        return Lack("thumbnail", "the video has none" if final else "YouTube did not send the picture", final)

    def sound(self, video: RecordedVideo) -> RecordedFile:
        """The video's complete sound; `RefusedError` if it cannot be fetched.

        A refused address or damaged bytes are asked for again, twice.
        """
        for wait in _waits(self.pace):
            try:
                return self._accept(self.youtube.download(), video)
            except RefusedError as error:
                if error.reason == refusal.BROKEN_SOUND:
                    self._forget_parts()
                if error.reason not in _WORTH_ASKING_ANEW or wait is None:
                    raise
                time.sleep(wait)
                self.youtube.ask(video.id)
        raise AssertionError  # the last wait is None

    def _accept(self, arrived: Download, video: RecordedVideo) -> RecordedFile:
        """The record of sound that is what was promised; otherwise it is deleted, and `RefusedError` says what is wrong with it."""
        heard, wrong = _heard(arrived, video)
        if heard is None:
            arrived.path.unlink()
            raise RefusedError(refusal.BROKEN_SOUND, wrong)
        name = f"recording{arrived.suffix}"
        arrived.path.replace(self.folder / name)
        language = arrived.language or video.language
        return self._record(name, heard.type)._replace(duration=heard.duration, format=arrived.format, language=language)

    def _forget_parts(self) -> None:
        """Delete partial sound: yt-dlp would resume at its end, which may be beyond the end of the present sound."""
        for part in self.folder.glob("*.part"):
            part.unlink()

    def _record(self, name: str, kind: str) -> RecordedFile:
        path = self.folder / name
        return RecordedFile(name, kind, path.stat().st_size, files.digest(path), "youtube")

    def _patiently(self, address: str, most: int) -> bytes:
        """A small file, asked for again with pauses while it is refused for the moment; `RefusedError` if it is to the end."""
        for wait in _waits(self.pace):
            try:
                return self.youtube.read(address, most)
            except RefusedError as error:
                if error.reason not in _PASSING or wait is None:
                    raise
                time.sleep(wait)
        raise AssertionError  # the last wait is None


def _no_captions(facts: tracks.Facts, now: datetime) -> Lack:
    """Why there are no captions. That is final once the video is old enough for all that it will get."""
    others = tracks.other_languages(facts)
    why = f"the video only has captions in {', '.join(others)}" if others else "the video has none"
    published = tracks.video(facts).published
    return Lack("captions", why, final=published is None or now - published > _NEW)


def _heard(arrived: Download, video: RecordedVideo) -> tuple[Sound | None, str]:
    """What the sound is, or None and what is wrong with it."""
    size = arrived.path.stat().st_size
    if arrived.promised is not None and size != arrived.promised:
        return None, f"{size} bytes arrived instead of {arrived.promised}"
    try:
        heard = audio.probe(arrived.path)
    except SoundError as error:
        return None, error.message
    if video.duration is not None and abs(heard.duration - video.duration) > _ODD:
        return None, f"it lasts {timecode.label(heard.duration)}, but the video {timecode.label(video.duration)}"
    return heard, ""


def _waits(pace: Pace) -> Iterator[float | None]:
    """The pause after each try, doubled each time; None after the last."""
    for tries in range(_TRIES - 1):
        yield pace.first * 2**tries
    yield None


def _plain(language: str) -> str:
    """A language tag in a form that is safe in a file name."""
    return "".join(letter for letter in language if letter.isascii() and (letter.isalnum() or letter == "-"))[:20] or "und"
